"""What each run changed in the register: people, posts, spellings, merges, splits; and that nothing did."""

import json
from pathlib import Path
from typing import Any

import pytest
from invented import board, protocol, seat
from registered import registered, stored

from pipeline.facts import Document
from pipeline.register import Changes, Snapshot, changes, snapshot, whole
from pipeline.register.formats import log_as_json, log_as_markdown
from pipeline.register.runs import keep_run, runs
from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def ran(store: Store, *documents: Document) -> Changes:
    return keep_run(store, registered(store, *documents))


def names(entries: tuple[dict[str, Any], ...]) -> list[str]:
    return [entry["name"] for entry in entries]


FIRST = board("2020-01-15", seat("Anna Bergdahl", "Alvbro kommun"), path="a.txt")


def test_the_first_run_says_that_it_is_the_first(store: Store) -> None:
    found = ran(store, FIRST)
    assert found.first and not found.nothing
    text = log_as_markdown(runs(store), "sv")
    assert "## Körning 1" in text and "Första körningen" in text and "- a.txt" in text


def test_a_run_with_nothing_new_says_so(store: Store) -> None:
    ran(store, FIRST)
    assert ran(store).nothing and ran(store, FIRST).nothing
    text = log_as_markdown(runs(store), "en")
    assert "## Runs 2–3\n\nNothing changed.\n" in text
    assert [run["nothing_changed"] for run in json.loads(log_as_json(runs(store)))] == [True, True, False]


def test_new_people_posts_and_spellings(store: Store) -> None:
    ran(store, FIRST)
    found = ran(
        store,
        board(
            "2020-03-15", seat("Bo Kvist", "Vännby kommun"),
            seat("Anna Bergdahl", "Alvbro kommun", "ordförande"),
            path="b.txt",
        ),
        board("2020-05-15", seat("Anna Berghdahl", "Alvbro kommun", "ordförande"), path="c.txt"),
    )  # fmt: skip
    assert names(found.people) == ["Bo Kvist"]
    assert [(e["name"], e["post"]) for e in found.roles] == [("Anna Bergdahl", "ordförande")]
    assert [(e["name"], e["spelling"]) for e in found.spellings] == [("Anna Bergdahl", "Anna Berghdahl")]
    assert found.documents == ("b.txt", "c.txt")
    text = log_as_markdown(runs(store), "sv")
    assert text.index("Körning 2") < text.index("Körning 1")
    assert "- Bo Kvist: ledamot, Samordningsförbundet Alvbro, för Vännby kommun, 2020-03-15" in text
    assert "- Anna Bergdahl: Anna Berghdahl" in text


def test_a_post_that_ended(store: Store) -> None:
    ran(store, board("2018-01-15", seat("Anna Bergdahl", "Alvbro kommun")))
    found = ran(store, board("2019-01-15", seat("Bo Kvist", "Alvbro kommun")))
    assert [(e["name"], e["ended"]) for e in found.ended] == [("Anna Bergdahl", "followed")]
    text = log_as_markdown(runs(store), "en")
    assert "### Posts that ended (1)" in text and "last seen 2018-01-15" in text
    assert ran(store).nothing


def test_a_longer_time_on_a_post_is_no_news(store: Store) -> None:
    ran(store, FIRST)
    assert ran(store, replace_date(FIRST, "2020-02-15")).nothing


def replace_date(document: Document, date: str) -> Document:
    return board(date, seat("Anna Bergdahl", "Alvbro kommun"), path=f"{date}.txt")


# ── merges and splits ────────────────────────────────────────────────────────

ROLE = ("ledamot", "Socialnämnden", None, None, None, "2020-01-01", "2020-01-01", None)
LINES = {
    "p1": ("Peter Vigen", ("Peter Vigen",), ("vigen@a",), (ROLE,)),
    "p2": ("Peter Vigren", ("Peter Vigren",), ("vigren@a",), (ROLE,)),
}
APART = Snapshot(LINES, ())
ONE = Snapshot({"p1": ("Peter Vigen", ("Peter Vigen", "Peter Vigren"), ("vigen@a", "vigren@a"), (ROLE,))}, ())


def test_two_that_become_one(store: Store) -> None:
    found = changes(APART, ONE)
    assert [(e["id"], [o["id"] for o in e["of"]]) for e in found.merged] == [("p1", ["p1", "p2"])]
    assert (found.gone, found.people, found.spellings, found.roles) == ((), (), (), ())
    assert "- Peter Vigen: of Peter Vigen, Peter Vigren (p1, p2)" in log_as_markdown([(2, found)], "en")


def test_one_that_becomes_two(store: Store) -> None:
    found = changes(ONE, APART)
    assert [(e["id"], [o["id"] for o in e["into"]]) for e in found.split] == [("p1", ["p1", "p2"])]
    assert (found.gone, found.people, found.merged) == ((), (), ())
    assert "- Peter Vigen: till Peter Vigen (p1), Peter Vigren (p2)" in log_as_markdown([(2, found)], "sv")


def test_who_is_no_longer_there_and_a_name_preferred_anew() -> None:
    found = changes(APART, Snapshot({"p1": ("Peter Wigen", *LINES["p1"][1:])}, ()))
    assert names(found.gone) == ["Peter Vigren"]
    assert [(e["before"], e["now"]) for e in found.renamed] == [("Peter Vigen", "Peter Wigen")]


def test_a_judgement_that_joins_shows_as_a_merge(store: Store) -> None:
    from pipeline.entities import Judgement

    ran(
        store,
        board("2020-01-15", seat("Anna Bergdahl", "Alvbro kommun")),
        protocol(present=[seat("Anna Bergman")]),
    )
    keys = [key for person in whole(store).people for key in person.members]
    store.append(Judgement(keys[0], keys[1], "same", 1.0, "gift", by="Ulla", at="2024-01-01T10:00:00Z"))
    found = ran(store)
    assert [len(entry["of"]) for entry in found.merged] == [2]
    assert not found.gone and not found.people


# ── what is kept ─────────────────────────────────────────────────────────────


def test_a_snapshot_survives_json(store: Store) -> None:
    register = registered(store, FIRST)
    kept = snapshot(register, ["a.txt"])
    again = Snapshot.from_record(json.loads(json.dumps(kept.record())))
    assert changes(again, kept).nothing and again.documents == ("a.txt",)


def test_changes_survive_json(store: Store) -> None:
    found = changes(APART, ONE)
    assert Changes.from_record(json.loads(json.dumps(found.record()))) == found


def test_only_the_last_snapshot_is_kept(store: Store) -> None:
    for month in range(1, 4):
        stored(store, board(f"2020-0{month}-15", seat("Anna Bergdahl")))
        keep_run(store, whole(store))
    assert [bool(kept) for _, _, kept in store.register_runs()] == [False, False, True]


def test_undoing_a_judgement_restores_every_format_to_the_byte(store: Store) -> None:
    from pipeline.entities import Judgement
    from pipeline.register.formats import FORMATS, Setting, formatted

    ran(
        store,
        board("2020-01-15", seat("Anna Bergdahl", "Alvbro kommun")),
        protocol(present=[seat("Anna Bergman")]),
    )
    before = {form: formatted(whole(store), form, Setting()) for form in FORMATS}
    keys = [key for person in whole(store).people for key in person.members]
    same = Judgement(keys[0], keys[1], "same", 1.0, "gift", by="Ulla", at="2024-01-01T10:00:00Z")
    number = store.append(same)
    stored(store)
    assert {form: formatted(whole(store), form, Setting()) for form in FORMATS} != before
    store.append(same, undoes=number)
    stored(store)
    assert {form: formatted(whole(store), form, Setting()) for form in FORMATS} == before
    assert ran(store).nothing
