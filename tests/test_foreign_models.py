"""Models of other makers: what names somebody in them, under which labels, and what is no model of names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import annotate, heard
from pipeline.annotate.foreign import label
from pipeline.annotate.merge import merged, relabelled, renamed
from pipeline.errors import MissingModel
from pipeline.gazetteers import models_folder

needs_the_model = pytest.mark.skipif(
    not (models_folder() / annotate.PROTOCOL_MODEL).is_dir(),
    reason="models/sv_paragraf is not there: make model",
)


def _ruler(patterns: dict[str, str], name: str = "entity_ruler") -> Language:
    """A pipeline whose one component, of that name, finds these words."""
    nlp = spacy.blank("sv")
    nlp.meta.update(name="other", version="2.0")
    ruler = nlp.add_pipe("entity_ruler", name=name)
    ruler.add_patterns([{"label": kind, "pattern": words} for words, kind in patterns.items()])  # type: ignore[attr-defined]  # the ruler's own method
    return nlp


def _stored(nlp: Language, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("PRS", "PERSON"),
        ("PER", "PERSON"),
        ("PERSON", "PERSON"),
        ("prs-hum", "PERSON"),
        ("ORG", "ORG"),
        ("ORG/CRP", "ORG"),
        ("INST", "ORG"),
        ("BODY", "BODY"),
        ("ROLE", "ROLE"),
        ("TTL", "ROLE"),
        ("LOC", None),
        ("OBJ", None),
        ("TME", None),
        ("WRK", None),
    ],
)
def test_labels_of_swedish_models(theirs: str, ours: str | None) -> None:
    assert label(theirs) == ours


def test_a_pipeline_without_names_is_told_in_one_line(tmp_path: Path) -> None:
    nlp = spacy.blank("sv")
    nlp.add_pipe("sentencizer")
    folder = _stored(nlp, tmp_path / "sentences")
    with pytest.raises(MissingModel) as caught:
        annotate.load(folder)
    assert str(caught.value) == (
        f"the language model {folder} names nobody: none of its components finds entities (sentencizer)"
    )
    with pytest.raises(MissingModel, match=r"finds entities \(it has none\)"):
        annotate.alone(_stored(spacy.blank("sv"), tmp_path / "empty"))


def test_a_pipeline_with_other_labels_is_told(tmp_path: Path) -> None:
    folder = _stored(_ruler({"Granby": "LOC", "i maj": "TME"}), tmp_path / "places")
    with pytest.raises(MissingModel, match=r"names nobody: its labels are LOC, TME; needed is PERSON"):
        annotate.load(folder)


def test_a_protocol_ner_is_known_by_its_labels_whatever_its_component_is_called(tmp_path: Path) -> None:
    told = {"Alma Ros": "PRS", "Norrboden": "INST", "taxigruppen": "BODY", "vaktchef": "TTL", "Granby": "LOC"}
    read = annotate.load(_stored(_ruler(told, "min_namnfinnare"), tmp_path / "other"))
    assert read.protocol is not None and read.base is None
    [doc] = read.annotate(["Alma Ros, vaktchef i Granby, ringer Norrboden och taxigruppen."])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Alma Ros", "PERSON"),
        ("vaktchef", "ROLE"),
        ("Norrboden", "ORG"),
        ("taxigruppen", "BODY"),
    ]


@needs_the_model
def test_a_base_is_known_by_what_its_component_does(tmp_path: Path) -> None:
    read = annotate.load(_stored(_ruler({"Alma Ros": "PER"}, "finder"), tmp_path / "other"))
    assert read.protocol is not None and read.base is not None
    assert re.search(r", sv_other 2\.0 [0-9a-f]{8}$", read.version)


def test_what_nobody_here_has_a_name_for_is_left_out() -> None:
    doc = renamed(_ruler({"Granby": "LOC", "Alma Ros": "PRS"})("Alma Ros reste till Granby."))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Alma Ros", "PERSON")]


def test_who_says_what() -> None:
    text = "Alma Ros ringde Bo Ek, Cilla Dahl och Åkerlunda Golfklubb."
    own = _ruler({"Alma Ros": "PERSON", "Bo Ek": "PERSON"})(text)
    base = relabelled(_ruler({"Bo Ek": "PRS", "Cilla Dahl": "PRS", "Åkerlunda Golfklubb": "ORG"})(text))
    doc = merged(own, base)
    assert {ent.text: heard.voice(ent) for ent in doc.ents} == {
        "Alma Ros": "protocol",
        "Bo Ek": "both",
        "Cilla Dahl": "base",
        "Åkerlunda Golfklubb": "base",
    }
    assert {heard.voice(ent) for ent in base.ents} == {"base"}


def test_a_ruler_that_asks_for_tags_keeps_them(tmp_path: Path) -> None:
    nlp = spacy.blank("sv")
    nlp.meta.update(name="tags", version="1.0")
    nlp.add_pipe("tagger").add_label("NN")  # type: ignore[attr-defined]  # the tagger's own method
    tags = nlp.add_pipe("attribute_ruler")
    ruler = nlp.add_pipe("entity_ruler")
    nlp.initialize()
    tags.add([[{"TEXT": "Alma"}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    ruler.add_patterns([{"label": "PERSON", "pattern": [{"POS": "PROPN"}]}])  # type: ignore[attr-defined]
    base = annotate.load(_stored(nlp, tmp_path / "tags")).base
    assert base is not None
    (named,) = base("Alma talade.").ents
    assert (named.text, named.label_) == ("Alma", "PERSON")


def test_spans_that_become_entities_count(tmp_path: Path) -> None:
    nlp = spacy.blank("sv")
    nlp.meta.update(name="spans", version="1.0")
    ruler = nlp.add_pipe("span_ruler", config={"annotate_ents": True})
    ruler.add_patterns([{"label": "PERSON", "pattern": "Alma"}])  # type: ignore[attr-defined]
    base = annotate.load(_stored(nlp, tmp_path / "spans")).base
    assert base is not None
    assert [named.text for named in base("Alma talade.").ents] == ["Alma"]


def test_a_recognizer_without_weights_is_one_line(tmp_path: Path) -> None:
    nlp = spacy.blank("sv")
    nlp.add_pipe("ner").add_label("PERSON")  # type: ignore[attr-defined]
    with pytest.raises(MissingModel, match=r"cannot be (?:run|loaded)") as caught:
        annotate.load(_stored(nlp, tmp_path / "empty"))
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_no_pipeline_is_not_called_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match="is no spaCy pipeline"):
        annotate.load(str(tmp_path))


@Language.component("test_breaks")
def _breaks(doc: Doc) -> Doc:
    if "Norrdal" in doc.text:
        raise ValueError("no window is that long\nand more")
    return doc


def test_a_model_that_breaks_over_a_text_is_one_line(tmp_path: Path) -> None:
    nlp = spacy.blank("sv")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "BODY", "pattern": "Nämnden"}])  # type: ignore[attr-defined]  # the ruler's own method
    nlp.add_pipe("test_breaks")
    nlp.meta.update(name="fragile", version="1.0")
    nlp.to_disk(tmp_path / "fragile")
    annotator = annotate.alone(str(tmp_path / "fragile"))
    assert [ent.text for doc in annotator.annotate(["Nämnden beslutar."]) for ent in doc.ents] == ["Nämnden"]
    with pytest.raises(
        MissingModel, match=r"^the language model sv_fragile 1\.0 [0-9a-f]{8} cannot be run: no "
    ):
        list(annotator.annotate(["Nämnden i Norrdal beslutar."]))
