"""`gold diff` names what was added, removed and changed, whatever the files' layout."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from goldfiles import NAME, TEXT, put, record, span

from evaluation.fromgit import fromgit
from evaluation.golddiff import Change, golddiff
from evaluation.goldfile import write
from pipeline.errors import GoldError


def _diff(tmp_path: Path, old: Any, new: Any, text: str = TEXT) -> tuple[Change, ...]:
    put(tmp_path / "old", old)
    put(tmp_path / "new", new, text=text)
    differing = golddiff(tmp_path / "old", tmp_path / "new")
    return differing[0].changes if differing else ()


def test_layout_and_order_make_no_difference(tmp_path: Path) -> None:
    gold = record()
    gold["mentions"].reverse()
    put(tmp_path / "old", gold)
    put(tmp_path / "new", record())
    write(tmp_path / "new" / f"{NAME}.gold.json", record())
    assert golddiff(tmp_path / "old", tmp_path / "new") == ()


def test_an_absent_field_is_as_good_as_null(tmp_path: Path) -> None:
    gold = record()
    gold["decisions"][0] |= {"decider": None, "votes": None}
    assert _diff(tmp_path, record(), gold) == ()


def test_each_change_with_its_fields_words_and_line(tmp_path: Path) -> None:
    gold = record()
    gold["decisions"][0]["status"] = "proposed"
    gold["mentions"][2]["label"] = "BODY"
    removed = gold["amounts"].pop()
    gold["mentions"].append(span("midsommar", label="DATE"))
    changes = _diff(tmp_path, record(), gold)
    assert [(c.what, c.kind, c.text) for c in changes] == [
        ("changed", "decisions", gold["decisions"][0]["text"]),
        ("removed", "amounts", removed["text"]),
        ("changed", "mentions", "ordförande"),
        ("added", "mentions", "midsommar"),
    ]
    assert changes[0].fields == (("status", "decided", "proposed"),)
    assert changes[2].fields == (("label", "ROLE", "BODY"),)
    for change, side in zip(changes, ("new", "old", "new", "new"), strict=True):
        lines = (tmp_path / side / f"{NAME}.gold.json").read_text(encoding="utf-8").splitlines()
        assert change.line
        assert any(change.text in line for line in lines[change.line - 1 : change.line + 5])


def test_a_moved_boundary_is_a_change_not_a_loss_and_a_gain(tmp_path: Path) -> None:
    gold = record()
    gold["mentions"][1] |= {"end": gold["mentions"][1]["start"] + 3, "text": "Åsa"}
    changes = _diff(tmp_path, record(), gold)
    assert [(c.what, [name for name, _, _ in c.fields]) for c in changes] == [("changed", ["end", "text"])]


def test_what_goes_one_way_comes_back_the_other(tmp_path: Path) -> None:
    gold = record()
    gold["mentions"].append(span("midsommar", label="DATE"))
    gold["mandates"][0]["due"] = None
    there = _diff(tmp_path / "a", record(), gold)
    back = _diff(tmp_path / "b", gold, record())
    flipped = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted(flipped[c.what] for c in there) == sorted(c.what for c in back)
    assert [(n, b, a) for c in there for n, a, b in c.fields] == [f for c in back for f in c.fields]


def test_meeting_people_and_parts_are_compared(tmp_path: Path) -> None:
    gold = record(layout="rows")
    gold["document"]["date"] = "2023-05-05"
    gold["people"][0]["variants"] = ["Åsa Öberg"]
    gold["people"].append({"name": "Eva Ek", "variants": []})
    gold["parts"][0]["kind"] = "notice"
    assert [(c.what, c.kind, c.label, [f[0] for f in c.fields]) for c in _diff(tmp_path, record(), gold)] == [
        ("changed", "layout", "", ["layout"]),
        ("changed", "document", "", ["date"]),
        ("changed", "parts", "p1", ["kind"]),
        ("changed", "people", "Åsa Öberg", ["variants"]),
        ("added", "people", "Eva Ek", []),
    ]


def test_a_changed_text_does_not_change_every_fact(tmp_path: Path) -> None:
    text = "Protokoll\n" + TEXT
    gold = record()
    for kind in ("sections", "attendance", "decisions", "mandates", "amounts", "mentions"):
        for fact in gold[kind]:
            fact["start"] += 10
            fact["end"] += 10
    gold["characters"] = gold["parts"][0]["end"] = len(text)
    gold["decisions"][0]["kind"] = "note"
    put(tmp_path / "old", record())
    put(tmp_path / "new", gold, text=text)
    (file,) = golddiff(tmp_path / "old", tmp_path / "new")
    assert file.text_changed
    assert [(c.kind, c.fields) for c in file.changes] == [("decisions", (("kind", "elect", "note"),))]


def test_cells_beside_the_gold_are_compared_too(tmp_path: Path) -> None:
    for folder, value in (("old", 5000), ("new", 5500)):
        put(tmp_path / folder, record())
        cells = [{"table": "Budget", "row": row, "column": "2023", "value": value} for row in ("Hyra", "Lön")]
        cells[1]["value"] = 7
        (tmp_path / folder / f"{NAME}.tables.json").write_text(json.dumps(cells), encoding="utf-8")
    (file,) = golddiff(tmp_path / "old", tmp_path / "new")
    assert [(c.what, c.label, c.text) for c in file.changes] == [
        ("removed", "5000", "Hyra | 2023"),
        ("added", "5500", "Hyra | 2023"),
    ]


def test_new_and_lost_files(tmp_path: Path) -> None:
    put(tmp_path / "old", record())
    put(tmp_path / "new", record(name="ny"), name="ny")
    new, old = golddiff(tmp_path / "old", tmp_path / "new")[::-1]
    assert (new.name, new.old, {c.what for c in new.changes}) == ("ny.gold.json", None, {"added"})
    assert (old.new, {c.what for c in old.changes}) == (None, {"removed"})
    assert len(new.changes) == 19


def test_gold_with_faults_is_not_compared(tmp_path: Path) -> None:
    gold = record(characters=1)
    with pytest.raises(GoldError, match=r"\.gold\.json:4: characters: says 1"):
        _diff(tmp_path, record(), gold)


def test_a_revision_of_git_stands_for_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*words: str) -> None:
        named = ("-c", "user.name=x", "-c", "user.email=x@x", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *named, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    path = put(tmp_path / "gold", record())
    git("add", ".")
    git("commit", "-q", "-m", "first")
    gold = record()
    gold["amounts"][0]["for"] = "bryggan"
    write(path, gold)
    monkeypatch.chdir(tmp_path)
    with fromgit("HEAD:gold") as then, fromgit("gold") as now:
        (file,) = golddiff(then, now)
        assert [change.fields for change in file.changes] == [(("for", None, "bryggan"),)]
    with fromgit(f"HEAD:gold/{path.name}") as then:
        assert golddiff(then, path)
    unknown = pytest.raises(GoldError, match=r"HEAD~5:gold: .*give a folder, or REVISION:PATH")
    with unknown, fromgit("HEAD~5:gold"):
        pass
