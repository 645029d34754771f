"""Persons' judgements of organisations: who is one under two names, and which names are of two."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from invented import board, seat

from pipeline import cli, judge
from pipeline.errors import BadJudgement
from pipeline.register import as_csv, as_json, whole
from pipeline.resolve import resolve
from pipeline.store import Store, open_store

TEXT = (
    "⟨ORG:Alvbro Vård AB⟩ och ⟨ORG:Alvbro Omsorg AB⟩ redovisar. "
    "⟨ORG:Alvbrosamverkan⟩ och ⟨ORG:Alvbrosamvekan⟩."
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "p.db", create=True)
    first = board("2020-01-15", seat("Anna Bergdahl", "Alvbro Vård AB"), text=TEXT)
    later = board("2020-03-15", seat("Anna Bergdahl", "Alvbro Omsorg AB"), text=TEXT)
    for document in (first, later):
        store.put(document, "v1")
    store.resolve(resolve(store.documents()))
    return store


def organisations(store: Store) -> dict[str, str]:
    return {
        row["name"]: row["id"]
        for row in store.select("SELECT id, name FROM entity WHERE kind = 'organisation'")
    }


def told(store: Store) -> str:
    found = whole(store)
    return as_json(found.people, found.findings, found.organisations) + as_csv(
        found.people, found.organisations
    )


def test_two_names_are_one_organisation_and_undone_to_the_byte(store: Store) -> None:
    before, known = told(store), organisations(store)
    old, new = known["Alvbro Omsorg AB"], known["Alvbro Vård AB"]
    done = judge.judge(store, "same", new, old, by="Eva", why="bytte namn")
    assert done.told.startswith("one now: Alvbro ")
    assert len(organisations(store)) == len(known) - 1
    assert store.follow(old) == store.follow(new)
    assert store.follow(new) in organisations(store).values()
    (anna,) = whole(store).people
    assert len({role.appointer for role in anna.roles}) == 1
    assert [state for _, state in judge.listed(store)] == ["in force"]
    judge.undo(store, "last", by="Eva")
    assert organisations(store) == known
    assert told(store) == before


def test_names_one_letter_apart_can_be_two(store: Store) -> None:
    before = told(store)
    known = organisations(store)
    assert "Alvbrosamvekan" not in known
    judge.judge(store, "different", "org:alvbrosamverkan", "org:alvbrosamvekan", by="Eva")
    assert {"Alvbrosamverkan", "Alvbrosamvekan"} <= organisations(store).keys()
    store.resolve(resolve(store.documents(), judgements=store.judgements(), memory=store.memory()))
    assert {"Alvbrosamverkan", "Alvbrosamvekan"} <= organisations(store).keys()  # survives a run
    judge.undo(store, "last", by="Eva")
    assert (organisations(store), told(store)) == (known, before)


def test_the_newest_judgement_holds(store: Store) -> None:
    known = organisations(store)
    old, new = known["Alvbro Omsorg AB"], known["Alvbro Vård AB"]
    judge.judge(store, "same", new, old, by="Eva")
    done = judge.judge(store, "different", "org:alvbro vård ab", "org:alvbro omsorg ab", by="Bo")
    assert [entry.judgement.by for entry in done.older] == ["Eva"]
    assert organisations(store) == known
    assert [state for _, state in judge.listed(store)] == [f"outdone by {done.number}", "in force"]


def test_a_judgements_file_brings_them_back(store: Store, tmp_path: Path) -> None:
    known = organisations(store)
    judge.judge(store, "same", known["Alvbro Vård AB"], known["Alvbro Omsorg AB"], by="Eva")
    sheet = judge.sheet(store)
    other = open_store(tmp_path / "other.db", create=True)
    for document in store.documents():
        other.put(document, "v1")
    other.resolve(resolve(other.documents()))
    taken = judge.take_in(other, sheet, "j.csv")
    assert (taken.new, taken.waiting) == (1, 0)
    assert organisations(other) == organisations(store)
    assert told(other) == told(store)


@pytest.mark.parametrize(
    ("verdict", "left", "right", "message"),
    [
        ("same", "org:alvbro vård ab", "org:ingen", "'org:ingen' is no id or key of an organisation"),
        ("same", "org:alvbro vård ab", "person-1", "'person-1' is no organisation; only two organisations"),
        ("same", "org:alvbro vård ab", "org:alvbro vård ab", "are one already"),
        (
            "different",
            "org:alvbro vård ab",
            "org:alvbro vård ab",
            "are one; to part them give two of the keys",
        ),
    ],
)
def test_what_cannot_be_judged(store: Store, verdict: str, left: str, right: str, message: str) -> None:
    with pytest.raises(BadJudgement, match=message):
        judge.judge(store, verdict, left, right, by="Eva")  # type: ignore[arg-type]


def test_an_old_name_of_the_list_is_parted_in_the_list(tmp_path: Path) -> None:
    store = open_store(tmp_path / "p.db", create=True)
    store.put(board("2018-01-15", text="⟨ORG:Västerbottens läns landsting⟩ betalar."), "v1")
    store.put(board("2020-01-15", text="⟨ORG:Region Västerbotten⟩ svarade. ⟨PERSON:Bo Kvist⟩."), "v1")
    store.resolve(resolve(store.documents()))
    with pytest.raises(BadJudgement, match="old name in the list of renamed organisations"):
        judge.judge(
            store, "different", "org:västerbottens läns landsting", "org:region västerbotten", by="Eva"
        )


def test_organisations_are_shown(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["paragraf", "judge", "show", "Alvbro Vård", "--store", str(store.path)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out = capsys.readouterr().out
    assert not left.value.code
    assert "organisation-" in out and "key: org:alvbro vård ab" in out and "Alvbro Vård AB ×" in out
