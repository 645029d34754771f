"""The model as it is shipped: its size, its components, and the floors it may not fall below."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from pipeline import annotate
from pipeline.gazetteers import models_folder
from pipeline.training.measure import measure, measure_pud, total
from pipeline.training.train import SPACY

FOLDER = models_folder() / annotate.PROTOCOL_MODEL
SHARED = (Path(__file__).parents[1] / ".." / "shared").resolve()
FLOORS = {"PERSON": 0.93, "ORG": 0.75, "BODY": 0.85, "ROLE": 0.80}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="models/sv_paragraf is not there: make model")


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 20_000_000


def test_it_asks_for_the_spacy_that_the_package_asks_for() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    [needed] = [one for one in project["project"]["dependencies"] if one.startswith("spacy>")]
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert meta["spacy_version"] == SPACY == needed.removeprefix("spacy")


def test_only_what_rules_need_runs() -> None:
    heard = annotate.load(voices="protocol").protocol
    assert heard is not None
    assert heard.pipe_names == ["ner", "paragraf_widen"]
    assert set(heard.pipe_labels["ner"]) == {"PERSON", "ORG", "BODY", "ROLE"}


def test_the_base_has_the_labels_of_suc() -> None:
    base = annotate.load(annotate.PROTOCOL_MODEL, "base").base
    assert base is not None
    assert set(base.pipe_labels["base_ner"]) == {"PRS", "ORG", "LOC", "TME", "MSR", "WRK", "EVN", "OBJ"}
    assert base.pipe_names == ["base_ner", "paragraf_widen"]


def test_tags_lemmas_and_trees_for_whoever_asks() -> None:
    [doc] = annotate.load(voices="protocol", syntax=True).annotate(
        ["Styrelsen beslutade att bevilja föreningen ett bidrag."]
    )
    verb, article = doc[1], doc[6]
    assert (verb.pos_, verb.lemma_, verb.tag_) == ("VERB", "besluta", "VB|PRT|AKT")
    assert (doc[0].dep_, doc[0].head.text) == ("nsubj", "beslutade")
    assert "Gender=Neut" in str(article.morph)
    assert [ent.text for ent in doc.ents] == ["Styrelsen"]


@pytest.mark.long
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared gold is not there")
def test_mentions_of_the_model_alone_hold_the_floors() -> None:
    scores = total(measure(annotate.alone(), SHARED / "gold").values())
    assert {label: scores[label].f1 for label in FLOORS if scores[label].f1 < FLOORS[label]} == {}


@pytest.mark.long
@pytest.mark.skipif(not (SHARED / "language-data").is_dir(), reason="the shared language data are not there")
def test_general_swedish_is_not_forgotten() -> None:
    pud = SHARED / "language-data" / "ner" / "uner_pud.iob2.gz"
    ours = measure_pud(annotate.alone(), pud)
    general = measure_pud(annotate.load(annotate.PROTOCOL_MODEL, "base"), pud)
    for label in ("PERSON", "ORG"):
        assert ours[label].f1 > general[label].f1 - 0.03, label
