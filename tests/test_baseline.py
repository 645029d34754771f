"""The baseline tells what was right before, in words of the project's own texts only."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from small_gold import NAMES, finder, gold_folder, noisy, record, write_gold

from evaluation import baseline
from evaluation.gold import load_folder
from evaluation.record import to_json
from evaluation.report import Change, lost_and_gained, moved
from evaluation.score import Report, score_folder
from pipeline.errors import GoldError

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return gold_folder(tmp_path / "mittgold")


def _kept(tmp_path: Path, report: Report, *, words: bool = True) -> Path:
    path = tmp_path / "kept.json"
    path.write_text(baseline.to_baseline(report, words=words), encoding="utf-8")
    return path


def _told(changes: tuple[Change, ...], sign: str | None = None) -> list[tuple[Any, ...]]:
    """The changes without what a baseline of hashes cannot know: in what a fact differed then."""
    return sorted(
        (c.sign, c.document, c.outcome.kind, c.outcome.what, c.outcome.start, c.outcome.text)
        for c in changes
        if sign in (None, c.sign)
    )


def test_a_baseline_is_called_after_the_folder_of_its_gold(tmp_path: Path) -> None:
    def name(folder: Path) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        return baseline.path_of(folder).name

    assert name(PROJECT / "annotations") == "annotations.json"
    assert name(tmp_path / "shared" / "gold") == "shared-gold.json"
    assert name(tmp_path / "annotations") == f"{tmp_path.name}-annotations.json"
    assert name(tmp_path / "mittgold") == "mittgold.json"
    one_file = tmp_path / "mittgold" / "a.gold.json"
    one_file.touch()
    assert baseline.path_of(one_file).name == "mittgold.json"


def test_only_gold_within_the_project_is_its_own(tmp_path: Path) -> None:
    assert baseline.is_own(PROJECT / "annotations")
    assert not baseline.is_own(tmp_path)
    assert not baseline.is_own(PROJECT / ".." / "shared" / "gold")


@pytest.mark.parametrize("seed", range(12))
def test_a_baseline_tells_the_same_changes_as_the_whole_result(gold: Path, tmp_path: Path, seed: int) -> None:
    before, now = score_folder(gold, noisy(gold, seed)), score_folder(gold, noisy(gold, seed + 100))
    whole = lost_and_gained(before, now)
    assert whole
    kept = baseline.read(_kept(tmp_path, before), now)
    assert kept.notes == ()
    assert kept.untold == 0
    assert _told(lost_and_gained(kept.report, kept.now)) == _told(whole)
    assert [one.figures for one in kept.report.documents] == [one.figures for one in before.documents]


@pytest.mark.parametrize("seed", range(12))
def test_without_words_spurious_facts_that_went_are_told_by_their_place(
    gold: Path, tmp_path: Path, seed: int
) -> None:
    before, now = score_folder(gold, noisy(gold, seed)), score_folder(gold, noisy(gold, seed + 100))
    whole = lost_and_gained(before, now)
    kept = baseline.read(_kept(tmp_path, before, words=False), now)
    told = lost_and_gained(kept.report, kept.now)
    assert _told(told, "lost") == _told(whole, "lost")
    went = [c for c in whole if c.sign == "gained" and c.outcome.verdict == "spurious"]
    gone = [c for c in told if c.sign == "gained" and c.outcome.verdict == "spurious"]
    assert kept.untold == 0
    assert len(told) == len(whole)

    def places(changes: list[Change]) -> list[tuple[str, str, int, int]]:
        return sorted((c.document, c.outcome.kind, c.outcome.start, c.outcome.end) for c in changes)

    assert places(gone) == places(went)
    assert all("words were not kept" in c.outcome.text for c in gone)


@pytest.mark.parametrize("words", [True, False])
def test_the_same_result_has_no_changes(gold: Path, tmp_path: Path, words: bool) -> None:
    report = score_folder(gold, noisy(gold, 7))
    kept = baseline.read(_kept(tmp_path, report, words=words), report)
    assert lost_and_gained(kept.report, kept.now) == ()
    assert kept.untold == 0


def test_without_words_there_are_none(gold: Path, tmp_path: Path) -> None:
    before = score_folder(gold, finder(gold, ["Åsa Öberg", "Per Lind"], ["Närvarande"]))
    kept = _kept(tmp_path, before, words=False).read_text(encoding="utf-8")
    texts = " ".join(one.text for one in load_folder(gold))
    names = {word for name in NAMES for word in re.findall(r"\w+", name)}
    inside = {word for word in re.findall(r"\w{4,}", texts) if word in kept and word.casefold() not in names}
    assert inside == set()
    assert "Åsa Öberg" in _kept(tmp_path, before, words=True).read_text(encoding="utf-8")


def test_a_fact_that_changes_changes_its_line(gold: Path, tmp_path: Path) -> None:
    before = score_folder(gold, finder(gold, ["Per Lind"]))
    after = score_folder(gold, finder(gold, ["Per Lind", "Åsa Öberg"]))
    one = _kept(tmp_path, before).read_text(encoding="utf-8").splitlines()
    other = _kept(tmp_path, after).read_text(encoding="utf-8").splitlines()
    come = [line for line in other if line not in one and '"verdict"' in line]
    mentions = [line for line in come if json.loads(line.strip().rstrip(","))["kind"] == "mentions"]
    assert len(mentions) == len(NAMES)
    assert json.loads("\n".join(one))["schema"] == baseline.SCHEMA


def test_other_gold_for_a_document_is_said_and_none_of_its_facts_is(gold: Path, tmp_path: Path) -> None:
    kept = _kept(tmp_path, score_folder(gold, finder(gold, ["Per Lind"])))
    name = NAMES[0]
    changed = record(name, (gold / f"{name}.txt").read_text(encoding="utf-8"))
    changed["mentions"] = changed["mentions"][1:]
    write_gold(gold / f"{name}.gold.json", changed)
    before = baseline.read(kept, score_folder(gold, finder(gold)))
    assert len(before.notes) == 1
    assert before.notes[0].startswith(f"{name}: its gold has changed")
    assert {c.document for c in lost_and_gained(before.report, before.now)} == set(NAMES[1:])
    assert before.in_common and before.changed == (name,)
    people = {one.figure: one for one in moved(before.report, before.now)}["mentions/strict/PERSON"]
    assert people.after.gold == 2 * 4  # the document whose gold changed is in no figure


def test_gold_that_is_only_written_otherwise_is_the_same(gold: Path, tmp_path: Path) -> None:
    kept = _kept(tmp_path, score_folder(gold, finder(gold)))
    path = gold / f"{NAMES[0]}.gold.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    assert baseline.read(kept, score_folder(gold, finder(gold))).notes == ()


def test_whole_results_of_other_gold_are_told_too(gold: Path, tmp_path: Path) -> None:
    before = score_folder(gold, finder(gold))
    changed = record(NAMES[0], (gold / f"{NAMES[0]}.txt").read_text(encoding="utf-8"))
    changed["decisions"][0]["kind"] = "approve"
    write_gold(gold / f"{NAMES[0]}.gold.json", changed)
    (tmp_path / "r.json").write_text(to_json(before), encoding="utf-8")
    read = baseline.read(tmp_path / "r.json", score_folder(gold, finder(gold)))
    assert moved(read.report, read.now) == ()
    assert lost_and_gained(read.report, read.now) == ()
    assert [note.partition(":")[0] for note in read.notes] == [NAMES[0]]


def test_documents_that_only_one_of_them_has(gold: Path, tmp_path: Path) -> None:
    kept = _kept(tmp_path, score_folder(gold, finder(gold), NAMES[:2]))
    before = baseline.read(kept, score_folder(gold, finder(gold)))
    assert before.notes == (f"without an earlier score, so not compared: {NAMES[2]}",)
    other = gold_folder(tmp_path / "annat", ["vikby-2024-01-01"])
    none = baseline.read(kept, score_folder(other, finder(other)))
    assert none.report.documents == ()
    assert none.notes == ("no document is in both: the earlier score is of other gold",)


def test_part_of_the_documents_is_compared_without_who_is_who_over_all(gold: Path, tmp_path: Path) -> None:
    for name in NAMES:
        text = (gold / f"{name}.txt").read_text(encoding="utf-8")
        tied = record(name, text)
        for person in tied["people"]:
            person["entity"] = person["name"]
        write_gold(gold / f"{name}.gold.json", tied)
    whole = score_folder(gold, finder(gold, ["Per Lind"]))
    assert "entities/b3" in whole.names
    part = baseline.read(_kept(tmp_path, whole), score_folder(gold, finder(gold, ["Per Lind"]), NAMES[:2]))
    assert "entities/b3" not in {*part.report.names, *part.now.names}
    assert "entities/b3 inside" in part.now.names
    assert lost_and_gained(part.report, part.now) == ()


def test_a_figure_that_is_new_is_not_compared(gold: Path, tmp_path: Path) -> None:
    now = score_folder(gold, finder(gold))
    kept = json.loads(baseline.to_baseline(now, words=True))
    kept["figures"].remove("mandates/span")
    for document in kept["documents"]:
        del document["figures"]["mandates/span"]
    (tmp_path / "kept.json").write_text(json.dumps(kept), encoding="utf-8")
    before = baseline.read(tmp_path / "kept.json", now)
    assert set(now.names) - set(before.report.names) == {"mandates/span"}
    assert "table_cells/cell" not in kept["figures"]


def test_another_model_is_noted(gold: Path, tmp_path: Path) -> None:
    kept = json.loads(baseline.to_baseline(score_folder(gold, finder(gold)), words=True))
    kept["model"] = "sv_other 2.0"
    (tmp_path / "kept.json").write_text(json.dumps(kept), encoding="utf-8")
    before = baseline.read(tmp_path / "kept.json", score_folder(gold, finder(gold)))
    assert before.notes == ("the baseline was measured with sv_other 2.0, this with pretender 1",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("inte json", "write one with paragraf score --json"),
        ("[]", "no score report"),
        ('{"schema": "paragraf-baseline/1", "model": ""}', "a damaged baseline"),
        ('{"schema": "paragraf-baseline/1", "model": "", "documents": [{"name": "x"}, 3]}', "a damaged"),
        (json.dumps({"schema": "paragraf-baseline/1", "documents": [{"name": NAMES[0]}]}), "a damaged"),
    ],
)
def test_what_is_no_score_is_said_to_be_none(gold: Path, tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "fel.json"
    path.write_text(content, encoding="utf-8")
    now = score_folder(gold, finder(gold))
    with pytest.raises(GoldError, match=told) as caught:
        baseline.read(path, now)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_the_committed_baseline_is_of_the_gold_there_is() -> None:
    golds = load_folder(PROJECT / "annotations")
    kept = json.loads(baseline.path_of(PROJECT / "annotations").read_text(encoding="utf-8"))
    marks = {document["name"]: document["gold"] for document in kept["documents"]}
    update = "gold has changed: paragraf score annotations --update-baseline"
    assert marks == {gold.name: baseline.gold_mark(gold) for gold in golds}, update


def test_no_committed_baseline_has_words_of_other_peoples_texts() -> None:
    for path in baseline.FOLDER.glob("*.json"):
        if path.name == "annotations.json":
            continue
        for document in json.loads(path.read_text(encoding="utf-8"))["documents"]:
            for verdict, mark, *place in document["not right"]:
                assert verdict in ("wrong", "missed", "spurious")
                assert re.fullmatch("[0-9a-f]{16}", mark), path.name
                if place:  # of spurious facts: kind, a name out of a closed set, offsets
                    kind, what, start, end = place
                    assert what == "" or kind in baseline.CLOSED, path.name
                    assert isinstance(start, int) and isinstance(end, int)
