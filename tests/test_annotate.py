"""The annotator runs the protocol NER, keeps a second voice apart, and names what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline import annotate
from pipeline.annotate.merge import leaves_open, merged, relabelled
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
    return annotate.load(voices="protocol")


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


def _told(patterns: dict[str, str]) -> Language:
    """A pipeline that finds these words and nothing else."""
    nlp = spacy.blank("sv")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in patterns.items()])  # type: ignore[attr-defined]  # the ruler's own method
    return nlp


def test_a_base_is_asked_where_a_capital_is_left(tmp_path: Path, annotator: annotate.Annotator) -> None:
    other = _told({"Anna Berg": "PRS", "Norrland": "LOC"})
    other.meta.update(name="other", version="2.0")
    other.to_disk(tmp_path / "other")
    both = annotate.load(str(tmp_path / "other"))
    assert both.version.startswith(f"{annotator.version}, sv_other 2.0 ")
    closed, left = both.annotate(["Anna Berg ringde.", "Anna Berg reste till Norrland."])
    assert "base" not in closed.spans
    assert [(span.text, span.label_) for span in left.spans["base"]] == [("Anna Berg", "PERSON")]


def test_a_base_counts_where_the_lists_agree_and_the_protocol_ner_is_silent() -> None:
    text = "Anna Berg ringde Telia, Åkerlunda Golfklubb och Olle Ek om Ljusa Nätter på Gustav Adolfs torg."
    own = _told({"Telia": "ORG"})(text)
    base = _told(
        {
            "Telia": "PRS",
            "Åkerlunda Golfklubb": "ORG",
            "Ljusa Nätter": "ORG",
            "Olle Ek": "PRS",
            "Gustav Adolfs torg": "PRS",
        }
    )(text)
    doc = merged(own, relabelled(base))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Telia", "ORG"),
        ("Åkerlunda Golfklubb", "ORG"),
        ("Olle Ek", "PERSON"),
    ]
    assert len(doc.spans["base"]) == 5


def test_a_missing_model_is_one_line(annotator: annotate.Annotator) -> None:
    with pytest.raises(MissingModel) as caught:
        annotate.load("sv_nowhere_sm")
    assert str(caught.value) == "the language model sv_nowhere_sm is not installed"


def test_importing_does_not_load_spacy() -> None:
    code = "import sys, pipeline.annotate; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_capital_inside_a_sentence_is_left_open() -> None:
    nlp = _told({"Telia": "ORG"})
    texts = {
        "Avtal med Åkerlunda om skötseln": True,
        "Avtal med Telia om skötseln": False,
        "Budget  Utfall": False,
        "Mötet öppnas. Alla hälsas välkomna.": False,
        "SAMMANTRÄDET I ÅKERLUNDA": False,
        "": False,
    }
    assert {text: leaves_open(nlp(text)) for text in texts} == texts
