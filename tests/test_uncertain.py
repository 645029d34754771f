"""Decisions and mandates with a low score: kept, and listed apart."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.annotate import load
from pipeline.cli import app
from pipeline.errors import BadSetting
from pipeline.export import export
from pipeline.facts import Document
from pipeline.ledger import listing
from pipeline.query import Question, query, uncertain
from pipeline.read import read_bytes
from pipeline.resolve import resolve
from pipeline.run import extract_source
from pipeline.store import Store, open_store

TEXT = """Älvbro kommun
Socialnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-03-07

§ 12 Budget
Beslut
Socialnämnden antar budgeten.
Socialnämnden ger kansliet i uppdrag att räkna stolarna.

§ 13 Bordet
Beslut
Bordet flyttas till vänster i salen.
Socialnämnden ger förvaltningen i uppdrag att räkna borden.
"""
STRICT = 0.7  # above what a decision without a telling verb gets
SURE, UNSURE = "Socialnämnden antar budgeten", "Bordet flyttas till vänster i salen"
LOW = 0.4


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAGRAF_CERTAIN", str(STRICT))


@pytest.fixture(scope="module")
def document() -> Document:
    """One mandate of two is made uncertain; a decision whose kind no verb tells is by itself."""
    read = extract_source(read_bytes(TEXT.encode(), "älvbro.txt"), load(voices="rules"))
    stools, tables = read.mandates
    return replace(read, mandates=(stools, replace(tables, score=LOW)))


@pytest.fixture
def path(tmp_path: Path, document: Document) -> Path:
    with open_store(tmp_path / "p.db", create=True) as opened:
        opened.put(document, "test")
        opened.resolve(resolve([document]))
    return tmp_path / "p.db"


@pytest.fixture
def store(path: Path) -> Store:
    return open_store(path)


def test_the_document_keeps_what_is_uncertain_with_its_score(document: Document) -> None:
    scores = {decision.text: decision.score or 0 for decision in document.decisions}
    assert scores[UNSURE] < STRICT <= scores[SURE]
    told = {one["text"]: one["score"] for one in document.to_dict()["decisions"]}
    assert told == scores


def test_a_search_leaves_it_out_and_gives_it_when_asked(store: Store) -> None:
    found = {answer.text for answer in query(store, Question(kind="decisions", certain=STRICT))}
    assert SURE in found and UNSURE not in found
    apart = query(store, Question(kind="decisions", uncertain=True, certain=STRICT))
    assert [answer.text for answer in apart] == [UNSURE]
    assert uncertain(store, Question(kind="decisions", certain=STRICT)) == 1
    assert uncertain(store, Question("bordet", kind="decisions", certain=STRICT)) == 1
    assert uncertain(store, Question("budgeten", kind="decisions", certain=STRICT)) == 0


def test_a_search_for_words_alone_gives_only_what_has_a_score_when_asked(store: Store) -> None:
    assert {answer.kind for answer in query(store, Question("vänster", certain=STRICT))} == {"items"}
    assert [
        answer.kind for answer in query(store, Question('"räkna borden"', uncertain=True, certain=STRICT))
    ] == ["mandates"]


def test_other_facts_have_no_score_to_go_by(store: Store) -> None:
    with pytest.raises(BadSetting, match="items have no score; decisions and mandates do"):
        query(store, Question(kind="items", uncertain=True))
    with pytest.raises(BadSetting, match="people have no score"):
        export(store, "people", "csv", uncertain=True)
    assert uncertain(store, Question(kind="items")) == 0


def test_an_export_leaves_it_out_and_gives_it_when_asked(store: Store) -> None:
    texts = [
        row["text"] for row in csv.DictReader(io.StringIO(export(store, "decisions", "csv", certain=STRICT)))
    ]
    assert SURE in texts and UNSURE not in texts
    apart = [
        json.loads(line)
        for line in export(store, "decisions", "jsonl", uncertain=True, certain=STRICT).splitlines()
    ]
    assert [one["text"] for one in apart] == [UNSURE] and apart[0]["score"] < STRICT


def test_the_ledger_leaves_it_out_and_gives_it_when_asked(store: Store) -> None:
    day = date(2023, 5, 1)
    assert [line.section for line in listing(store, day)] == ["12"]
    assert [line.section for line in listing(store, day, uncertain=True)] == ["13"]


def test_the_threshold_is_a_setting(store: Store) -> None:
    everything = query(store, Question(kind="decisions", certain=0.0))
    assert UNSURE in {answer.text for answer in everything}
    nothing = query(store, Question(kind="decisions", certain=1.0))
    assert nothing == []
    assert [line.section for line in listing(store, date(2023, 5, 1), certain=LOW)] == ["12", "13"]


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        (["query", "--kind", "decisions"], "⟦Bordet flyttas"),
        (["export", "decisions"], ",Bordet flyttas"),
        (["mandates"], "§ 13"),
    ],
)
def test_the_commands_say_how_many_are_left_out(words: list[str], mark: str, path: Path) -> None:
    shown = CliRunner().invoke(app, [*words, "--store", str(path)])
    assert shown.exit_code == 0 and "1 uncertain left out; --uncertain lists it" in shown.stderr
    assert mark not in shown.stdout
    apart = CliRunner().invoke(app, [*words, "--uncertain", "--store", str(path)])
    assert apart.exit_code == 0 and "left out" not in apart.stderr
    assert mark in apart.stdout


def test_the_threshold_of_the_commands_comes_from_the_settings(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARAGRAF_CERTAIN", "0")
    shown = CliRunner().invoke(app, ["export", "decisions", "--store", str(path)])
    assert UNSURE in shown.stdout and "left out" not in shown.stderr
