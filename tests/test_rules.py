"""The catalogue of rules: whole, true of its examples, and shown with what gold says of each."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import goldfiles
import pytest

from evaluation.judge.values import judge_cells
from evaluation.rules import flat, ordered, records
from evaluation.score import score_folder
from pipeline.annotate import PROTOCOL_MODEL, Annotator, Voices, load
from pipeline.cli import main
from pipeline.facts import FACT_KINDS, Document, Span, TableCell
from pipeline.patterns import rows
from pipeline.read import read_bytes
from pipeline.rules import Rule, by_id, rules, statement
from pipeline.run import extract_source

PACKAGE = Path(__file__).parents[1] / "pipeline"
IDS = [rule.id for rule in rules()]


# ── whole ────────────────────────────────────────────────────────────────────


def test_every_rule_that_the_code_can_give_is_in_the_catalogue_and_no_other() -> None:
    assert sorted(IDS) == sorted({*_in_code(), *_in_patterns()})


def test_each_rule_has_one_line_an_example_and_a_kind() -> None:
    assert len(IDS) == len(set(IDS))
    for rule in rules():
        assert rule.statement and "\n" not in rule.statement
        assert rule.words == rule.words.strip() != ""
        assert rule.kind == rule.id.split(".")[0]


def _in_code() -> Iterator[str]:
    """What looks like a rule's id in the stages that find facts; not the codes of warnings."""
    kinds = "|".join(sorted({rule.kind for rule in rules()}))
    for stage in ("extract", "segment"):
        for file in (PACKAGE / stage).rglob("*.py"):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            codes = {
                id(key.value) for key in ast.walk(tree) if isinstance(key, ast.keyword) and key.arg == "code"
            }
            words = (
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in codes
            )
            yield from (word for word in words if re.fullmatch(rf"(?:{kinds})\.[a-z_.-]*[a-z]", word))


def _in_patterns() -> Iterator[str]:
    yield from (row[1] for row in rows("organisations.tsv"))


def test_no_rule_is_put_together_from_pieces() -> None:
    """An id that is not written out would escape the catalogue."""
    kinds = "|".join(sorted({rule.kind for rule in rules()}))
    for file in (PACKAGE / "extract").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                assert not re.match(rf"(?:{kinds})\.\Z", str(node.values[0].value)), (
                    f"{file.name}:{node.lineno}"
                )


# ── true of its examples ─────────────────────────────────────────────────────


@pytest.mark.parametrize("rule", rules(), ids=IDS)
def test_the_rule_finds_the_words_that_its_example_marks(rule: Rule) -> None:
    assert (rule.start, rule.end) in {(fact.start, fact.end) for fact in _found(rule)}


@pytest.mark.long
def test_without_a_rule_its_example_fails() -> None:
    """Of what an example marks its rule alone is the ground: no second fact of that id stands there."""
    for rule in rules():
        rest = [fact for fact in _facts(_document(rule)) if fact.rule != rule.id]
        here = [fact for fact in rest if (fact.start, fact.end) == (rule.start, rule.end)]
        own = next(fact for fact in _found(rule) if (fact.start, fact.end) == (rule.start, rule.end))
        assert not [fact for fact in here if type(fact) is type(own)], rule.id


def _found(rule: Rule) -> list[Span]:
    return [fact for fact in _facts(_document(rule)) if fact.rule == rule.id]


@cache
def _document(rule: Rule) -> Document:
    return extract_source(read_bytes(rule.example.encode(), "example.txt"), _voices(_heard_in(rule)))


def _heard_in(rule: Rule) -> Voices:
    """Rules are shown without the language model, which may know the words as well."""
    if rule.kind != "model":
        return "rules"
    if rule.id == "model.person.base":
        return "base"
    return "protocol" if rule.id.endswith(".protocol") else "all"


@cache
def _voices(voices: Voices) -> Annotator:
    return load(PROTOCOL_MODEL if voices in ("base", "all") else None, voices)


def _facts(document: Document) -> list[Span]:
    return [fact for kind in FACT_KINDS for fact in getattr(document, kind)]


# ── with what gold says of each ──────────────────────────────────────────────


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold with two items and no mention: every mention that is found is wrong."""
    return goldfiles.put(tmp_path, goldfiles.record(mentions=[], people=[])).parent


def _extract(path: Path) -> Document:
    return extract_source(read_bytes(path.read_bytes(), path.name), _voices("rules"))


def test_a_rule_is_counted_right_and_wrong_by_gold(gold: Path) -> None:
    found = {record.rule.id: record for record in records(score_folder(gold, _extract))}
    heading, date = found["section.heading"], found["date.iso"]
    assert (heading.right, heading.partly, heading.wrong, heading.share) == (2, 0, 0, 1.0)
    assert (date.right, date.partly, date.wrong, date.share) == (0, 0, 1, 0.0)
    assert found["case.dnr"].fired == 0 and found["case.dnr"].share is None


def test_a_cell_of_a_table_is_counted_under_its_rule() -> None:
    cell = TableCell(
        start=0, end=2, text="12", rule="table.cell", table="Hamnen", row="Hyra", column="2024", value=12
    )
    judged = judge_cells((cell,), (cell, replace(cell, row="El")))
    assert [(outcome.verdict, outcome.rule) for outcome in judged.outcomes] == [
        ("right", "table.cell"),
        ("spurious", "table.cell"),
    ]


def test_rules_are_listed_in_the_order_asked_for(gold: Path) -> None:
    every = records(score_folder(gold, _extract))
    assert [record.rule.id for record in every] == IDS
    assert [record.rule.id for record in ordered(every, "id")] == sorted(IDS)
    wrong = [record.wrong or 0 for record in ordered(every, "wrong")]
    assert wrong == sorted(wrong, reverse=True) and wrong[0] > 0


def test_without_gold_nothing_is_counted() -> None:
    assert all(record.fired is None and record.share is None for record in records(None))


def test_a_flat_record_marks_the_fact_in_the_example() -> None:
    record = next(flat(one) for one in records(None) if one.rule.id == "amount.percent")
    assert record["example"] == "Avgiften höjs med ⟦2,5 procent⟧ från årsskiftet."
    assert record["kind"] == "amount" and record["statement"] == statement("amount.percent")


def test_another_systems_rule_has_no_statement() -> None:
    assert statement("ner.person") == "" and "ner.person" not in by_id()


# ── the command ──────────────────────────────────────────────────────────────


def _run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["paragraf", *words])
    with pytest.raises(SystemExit) as left:
        main()
    printed = capsys.readouterr()
    return int(left.value.code or 0), printed.out, printed.err


def test_the_command_shows_what_fired_and_what_never_did(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = _run(capsys, monkeypatch, "rules", str(gold), "--kind", "section")
    assert code == 0
    lines = {line.split()[0]: line for line in out.splitlines() if line.startswith("section.")}
    assert lines.keys() == {"section.heading", "section.attachment"}
    assert lines["section.heading"].split()[1:5] == ["2", "2", "0", "0"]
    assert lines["section.attachment"].split()[1] == "never"
    assert "never fired" in out.splitlines()[-1]


def test_the_command_gives_json_and_csv(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out, _ = _run(capsys, monkeypatch, "rules", "--no-count", "--format", "json")
    assert [one["rule"] for one in json.loads(out)] == IDS
    _, out, _ = _run(capsys, monkeypatch, "rules", "--no-count", "--format", "csv", "--kind", "table")
    assert [row["rule"] for row in csv.DictReader(io.StringIO(out))] == [
        i for i in IDS if i.startswith("table.")
    ]


@pytest.mark.parametrize(("words", "said"), [
    (["--kind", "kaffe"], "--kind kaffe: choose one of"),
    (["--sort", "kaffe"], "--sort kaffe: choose one of catalogue"),
    (["--format", "kaffe"], "--format kaffe: choose one of text"),
])  # fmt: skip
def test_a_wrong_choice_is_told(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = _run(capsys, monkeypatch, "rules", *words)
    assert code == 2 and not out and err.startswith(said)
