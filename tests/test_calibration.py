"""Scores of decisions and mandates: fitted on gold, checked on bodies left out, kept as a table."""

from __future__ import annotations

import json
from pathlib import Path

import goldfiles
import pytest

from evaluation import calibration
from evaluation.calibration import (
    LIMIT,
    Find,
    expected_error,
    finds,
    first_reading,
    fit,
    kept,
    left_out,
    main,
    readings_text,
    reliability,
    scores_text,
)
from evaluation.record import from_json, to_json
from evaluation.score import score_folder
from pipeline.annotate import load
from pipeline.extract.certainty import Circumstance, certainty, circumstance, looked_up
from pipeline.facts import Document
from pipeline.gazetteers import models_folder
from pipeline.read import read_bytes
from pipeline.rules import rules
from pipeline.run import extract_source
from pipeline.settings import Settings

FOLDER = models_folder() / "calibration"


def found(body: str, rule: str, right: int, wrong: int = 0, kind: str = "told") -> list[Find]:
    under: Circumstance = "other" if kind == "other" else "told"
    return [Find(body, rule, under, number < right) for number in range(right + wrong)]


def extract(path: Path) -> Document:
    return extract_source(read_bytes(path.read_bytes(), path.name), load(voices="rules"))


# ── fitting ──────────────────────────────────────────────────────────────────


def test_a_rule_with_a_long_record_has_its_own_share_one_with_a_short_one_that_of_all() -> None:
    known = (
        found("A", "decision.we", 500, 500)
        + found("B", "decision.active", 9000)
        + found("C", "decision.which", 0, 1)
    )
    table = fit(known)
    assert table["decision.we", "told"].score == pytest.approx(0.5, abs=0.02)
    assert table["decision.active", "told"].score > 0.99
    family = table["decision.*", "told"].score
    assert family - 0.06 < table["decision.which", "told"].score < family


def test_a_decision_without_a_kind_of_its_own_is_told_apart() -> None:
    known = found("A", "decision.active", 90, 1) + found("A", "decision.active", 20, 20, "other")
    table = fit(known)
    assert table["decision.active", "told"].score > 0.95
    assert table["decision.active", "other"].score < 0.65
    assert circumstance("other") == "other" and circumstance("fund") == "told"


@pytest.mark.parametrize(
    ("decider", "text", "under"),
    [
        ("Nämnden", "Nämnden beslutar att montera hyllor i arkivet", "told"),
        (None, "Det beslutades att montera hyllor i arkivet", "told"),
        (None, "Hyran sänks med 4 %", "told"),
        (None, "Montering av hyllor i arkivet på plan 2", "other"),
    ],
)
def test_who_decides_or_a_deciding_verb_tells_a_decision_without_a_kind(
    decider: str | None, text: str, under: str
) -> None:
    assert circumstance("other", decider, text, "decision.labelled.decided") == under


def test_a_rule_that_knows_its_words_tells_a_decision_without_a_kind() -> None:
    assert circumstance("other", None, "Punkt 7 stryks", "decision.agenda") == "told"


def test_a_mandates_record_says_nothing_of_decisions() -> None:
    table = fit(found("A", "mandate.ska", 0, 50) + found("A", "decision.we", 50))
    assert table["mandate.*", "told"].score < 0.3 < 0.9 < table["decision.*", "told"].score


def test_an_unknown_rule_has_the_score_of_its_kind() -> None:
    scores = {key: cell.score for key, cell in fit(found("A", "decision.we", 8, 2)).items()}
    assert looked_up(scores, "decision.never-seen", "told") == scores["decision.*", "told"]
    assert looked_up(scores, "decision.we", "told") == scores["decision.we", "told"]


# ── checking ─────────────────────────────────────────────────────────────────


def test_what_is_left_out_does_not_tell_its_own_score() -> None:
    known = found("A", "mandate.row", 0, 30) + found("B", "mandate.row", 30)
    by_body = {find.body: score for score, find in left_out(known)}
    assert by_body["B"] < 0.5 < 0.9 < by_body["A"]


def test_bins_hold_count_mean_score_and_share_right() -> None:
    scored = [(0.91, find) for find in found("A", "decision.we", 3, 1)]
    scored += [(0.55, find) for find in found("A", "decision.we", 1, 1)]
    low, high = reliability(scored)
    assert (low.low, low.count, round(low.mean, 9), low.right) == (0.5, 2, 0.55, 0.5)
    assert (high.low, high.count, round(high.mean, 9), high.right) == (0.9, 4, 0.91, 0.75)
    assert expected_error([low, high]) == pytest.approx((2 * 0.05 + 4 * 0.16) / 6)


def test_perfect_scores_have_no_error_and_nothing_has_none() -> None:
    assert expected_error(reliability([(1.0, find) for find in found("A", "mandate.ska", 5)])) == 0
    assert expected_error([]) == 0


# ── gold and first readings ──────────────────────────────────────────────────


def test_a_find_is_right_with_the_words_and_the_kind_of_gold(tmp_path: Path) -> None:
    gold = goldfiles.record()
    gold["decisions"][0]["kind"] = "note"  # found as elect
    goldfiles.put(tmp_path, gold)
    told = list(finds(score_folder(tmp_path, extract).documents))
    assert sorted((find.rule.split(".")[0], find.right) for find in told) == [
        ("decision", False), ("decision", True), ("mandate", True),
    ]  # fmt: skip


def test_a_kept_first_reading_counts_as_the_score_it_came_from(tmp_path: Path) -> None:
    gold = goldfiles.record()
    gold["decisions"][0]["kind"] = "note"
    goldfiles.put(tmp_path, gold)
    report = score_folder(tmp_path, extract)
    (tmp_path / "score.json").write_text(to_json(report), encoding="utf-8")
    read = first_reading(from_json(tmp_path / "score.json"), 7)
    now = list(finds(report.documents))
    assert sorted((find.rule, find.under, find.right) for find in read) == sorted(
        (find.rule, find.under, find.right) for find in now
    )
    assert {find.body for find in read} == {"body 7"} and all(find.first for find in read)


def test_readings_are_kept_as_they_were(tmp_path: Path) -> None:
    known = [
        Find(find.body, find.rule, find.under, find.right, first=True)
        for find in found("body 2", "decision.we", 2, 1) + found("body 10", "decision.we", 0, 2, "other")
    ]
    path = tmp_path / "first.tsv"
    path.write_text(readings_text(known), encoding="utf-8")
    assert sorted(kept(path), key=repr) == sorted(known, key=repr)
    assert kept(tmp_path / "nowhere.tsv") == []


# ── the table that is shipped ────────────────────────────────────────────────


def test_the_shipped_table_has_every_kind_and_only_rules_there_are() -> None:
    rows = [
        line.split("\t")
        for line in (FOLDER / "scores.tsv").read_text(encoding="utf-8").splitlines()
        if line[0] != "#"
    ]
    ids = {rule.id for rule in rules()} | {"decision.*", "mandate.*"}
    assert {row[0] for row in rows} <= ids
    assert {("decision.*", "told"), ("decision.*", "other"), ("mandate.*", "told")} <= {
        (r[0], r[1]) for r in rows
    }
    for rule, under, count, right, score in rows:
        assert 0 <= int(right) <= int(count)
        assert certainty(rule, "other" if under == "other" else "told") == float(score)


def test_the_shipped_scores_tell_the_certain_from_the_uncertain() -> None:
    assert certainty("decision.point.decided", "other") < Settings().certain < certainty("decision.active")
    assert certainty("mandate.ger_i_uppdrag") > Settings().certain


def test_decisions_and_mandates_carry_the_scores_of_their_rules() -> None:
    document = extract_source(read_bytes(goldfiles.TEXT.encode(), "a.txt"), load(voices="rules"))
    assert document.decisions and document.mandates
    for decision in document.decisions:
        under = circumstance(decision.kind, decision.decider, decision.text, decision.rule)
        assert decision.score == certainty(decision.rule, under)
    for mandate in document.mandates:
        assert mandate.score == certainty(mandate.rule)


def test_the_table_is_written_and_read_alike() -> None:
    table = fit(found("A", "decision.we", 3, 1))
    lines = scores_text(table).splitlines()
    assert f"decision.we\ttold\t4\t3\t{table['decision.we', 'told'].score:.3f}" in lines


# ── the command ──────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(calibration, "_folder", lambda: tmp_path / "calibration")
    monkeypatch.setattr("pipeline.extractor.extractor", lambda settings: extract)
    return tmp_path


def test_the_command_prints_reliability_and_writes_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = goldfiles.put(folder / "gold", goldfiles.record()).parent
    (folder / "calibration").mkdir()
    main([str(gold)])
    out = capsys.readouterr().out
    assert "3 finds of 1 bodies" in out and "score from" in out and "decisions" in out and "ECE" in out
    assert not (folder / "calibration" / "scores.tsv").exists()
    main([str(gold), "--write"])
    assert "mandate.*\ttold\t1\t1\t" in (folder / "calibration" / "scores.tsv").read_text(encoding="utf-8")


def test_the_command_keeps_a_first_reading(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goldfiles.put(folder / "gold", goldfiles.record())
    kept_score = folder / "score.json"
    kept_score.write_text(to_json(score_folder(folder / "gold", extract)), encoding="utf-8")
    main(["--keep", str(kept_score)])
    main(["--keep", str(kept_score)])
    capsys.readouterr()
    assert {find.body for find in kept(folder / "calibration" / "first_readings.tsv")} == {"body 1", "body 2"}


def test_a_file_that_is_no_score_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "no.json").write_text(json.dumps({"schema": "else"}), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["calibration", "--keep", str(folder / "no.json")])
    assert calibration._checked() == 2
    assert "no score report" in capsys.readouterr().err


@pytest.mark.long
def test_the_scores_hold_for_a_body_left_out() -> None:
    """Over the shipped gold, the real minutes and the first readings, as the command measures it."""
    shared = (Path(__file__).parents[1] / ".." / "shared" / "gold").resolve()
    if not shared.is_dir():
        pytest.skip("the real minutes are not here")
    shipped = Path(__file__).parents[1] / "annotations"
    known = [*kept(), *finds(calibration._documents([shipped, shared]))]
    scored = left_out(known)
    assert expected_error(reliability(scored)) <= LIMIT
    now = [pair for pair in scored if not pair[1].first]
    assert expected_error(reliability(now)) <= LIMIT
