"""The annotator runs the protocol NER, keeps a second voice apart, and names what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from pipeline import annotate
from pipeline.errors import MissingModel
from pipeline.gazetteers import models_folder

LINES = [
    "Beslutande  Anna Berg Olle Ek  Norrdals kommun, ordförande Försäkringskassan",
    "Styrelsen gav förbundschefen i uppdrag att kontakta Arbetsförmedlingen.",
    "Justerandes sign",
    "Justerandes sign",
]


@pytest.fixture(scope="module")
def annotator() -> annotate.Annotator:
    if not (models_folder() / annotate.PROTOCOL_MODEL).is_dir():
        pytest.skip("models/sv_paragraf is not there: make model")
    return annotate.load(annotate.PROTOCOL_MODEL)


def test_mentions_of_a_list_and_a_sentence(annotator: annotate.Annotator) -> None:
    row, sentence, *_ = annotator.annotate(LINES)
    assert [(ent.text, ent.label_) for ent in row.ents] == [
        ("Anna Berg", "PERSON"),
        ("Olle Ek", "PERSON"),
        ("Norrdals kommun", "ORG"),
        ("ordförande", "ROLE"),
        ("Försäkringskassan", "ORG"),
    ]
    assert [(ent.text, ent.label_) for ent in sentence.ents] == [
        ("Styrelsen", "BODY"),
        ("förbundschefen", "ROLE"),
        ("Arbetsförmedlingen", "ORG"),
    ]


def test_texts_come_back_in_order_and_repeats_are_apart(annotator: annotate.Annotator) -> None:
    docs = list(annotator.annotate([*LINES, ""]))
    assert [doc.text for doc in docs] == [*LINES, ""]
    assert docs[2] is not docs[3]
    assert not docs[2].ents


def test_version_names_the_models(annotator: annotate.Annotator) -> None:
    assert annotator.version.startswith("sv_paragraf ")


def test_a_second_pipeline_is_a_voice_of_its_own(annotator: annotate.Annotator, tmp_path: Path) -> None:
    other = spacy.blank("sv")
    other.meta.update(name="other", version="2.0")
    ruler = other.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PRS", "pattern": "Anna Berg"}, {"label": "LOC", "pattern": "Olle"}])  # type: ignore[attr-defined]  # the ruler's own method
    other.to_disk(tmp_path / "other")
    both = annotate.load(str(tmp_path / "other"))
    row = next(both.annotate(LINES))
    assert [(span.text, span.label_) for span in row.spans["base"]] == [("Anna Berg", "PERSON")]
    assert len(row.ents) == 5
    assert both.version == f"{annotator.version}, sv_other 2.0"


def test_a_missing_model_is_one_line(annotator: annotate.Annotator) -> None:
    with pytest.raises(MissingModel) as caught:
        annotate.load("sv_nowhere_sm")
    assert str(caught.value) == "the language model sv_nowhere_sm is not installed"


def test_importing_does_not_load_spacy() -> None:
    code = "import sys, pipeline.annotate; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
