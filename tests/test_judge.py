"""Persons' judgements: what they do to the register, that they are undone without a trace, and survive."""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from invented import board, protocol, seat

from pipeline import cli, judge
from pipeline.errors import BadJudgement
from pipeline.facts import Document
from pipeline.query import Question, query
from pipeline.resolve import resolve
from pipeline.store import Store, open_store

KOMMUN = "Alvbro kommun"
FIRST = (
    board("2020-01-15", seat("Lena Olsson", KOMMUN, "ordförande"), seat("Anna Bergdahl", "Tärnö kommun")),
    board("2020-03-15", seat("Lena Olofsson", KOMMUN, "ordförande"), text="⟨PERSON:Lena Olson⟩ yrkade."),
    board("2020-05-15", seat("Peter Vigen", KOMMUN), seat("Bo Ekmark")),
    board("2020-07-15", seat("Peter Vigren", KOMMUN), seat("Bo Ekmark")),
)  # fmt: skip
LATER = (
    board("2019-01-15", seat("Anna Bergdahl", "Tärnö kommun"), seat("Peter Vigren", KOMMUN)),
    protocol("Socialnämnden", "2018-01-15", KOMMUN, [seat("Peter Vigen", KOMMUN), seat("Siv Roos")]),
    board("2021-01-15", seat("Lena Olsson", KOMMUN, "ordförande"), seat("Åke Stormbo")),
)
REGISTERS = ("json", "csv")


def run(store: Store, documents: Iterable[Document] = (), extractor: str = "v1") -> None:
    """What a night does with the documents, from the moment they are extracted."""
    for document in documents:
        store.put(document, extractor)
    store.resolve(resolve(store.documents(), judgements=store.judgements(), memory=store.memory()))


def people(store: Store) -> dict[str, str]:
    """Spelling → id, of everybody."""
    return {
        row[0]: row[1]
        for row in store.select(
            "SELECT spelling, entity FROM spelling WHERE entity LIKE 'person-%' ORDER BY spelling"
        )
    }


def as_a_run(store: Store) -> dict[str, str]:
    """Key → entity, as a run over all documents has it."""
    found = resolve(store.documents(), judgements=store.judgements(), memory=store.memory())
    return {key: entity.id for entity in found.entities for key in entity.members}


def one(store: Store, *names: str) -> bool:
    return len({people(store)[name] for name in names}) == 1


def in_body(name: str, body: str = "samordningsförbundet alvbro@") -> str:
    return f"{name.casefold()}@{body}"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path / "p.db", create=True)
    run(opened, FIRST)
    return opened


@pytest.fixture
def paragraf(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run the command beside the store: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["paragraf", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return command


Paragraf = Callable[..., tuple[int, str, str]]


def registers(paragraf: Paragraf, store: Store) -> tuple[str, ...]:
    """The register in each form, to the byte."""
    return tuple(paragraf("register", "--store", store.path, "--format", form)[1] for form in REGISTERS)


# ── what a judgement does ────────────────────────────────────────────────────


def test_two_are_judged_one_and_the_old_id_leads_there(store: Store) -> None:
    before = people(store)
    elder, younger = before["Lena Olsson"], before["Lena Olofsson"]
    done = judge.judge(store, "same", younger, elder, by="Eva", why="she married")
    assert one(store, "Lena Olsson", "Lena Olofsson")
    assert people(store)["Lena Olofsson"] == elder
    assert elder in done.told
    assert store.follow(younger) == elder
    assert store.follow(elder) == elder
    assert store.follow("person-000000000000") is None
    found = query(store, Question(kind="people", person=younger))
    assert {answer.text for answer in found} == {"Lena Olsson", "Lena Olofsson"}
    (judgement,) = [j for j in store.judgements() if j.by == "Eva"]
    assert (judgement.verdict, judgement.reason, len(judgement.at or "")) == ("same", "she married", 20)


def test_one_is_judged_two_by_the_keys_of_the_names(store: Store) -> None:
    assert one(store, "Peter Vigen", "Peter Vigren")
    before = people(store)["Peter Vigen"]
    judge.judge(store, "different", in_body("Peter Vigen"), in_body("Peter Vigren"), by="Eva")
    after = people(store)
    assert after["Peter Vigen"] == before  # who was there first keeps the id
    assert after["Peter Vigren"] != before
    parted = store.select("SELECT entity, part FROM split_off")
    assert [tuple(row) for row in parted] == [(before, after["Peter Vigren"])]


def test_a_merge_that_is_undone_gives_both_the_ids_they_had(store: Store) -> None:
    before = people(store)
    judge.judge(store, "same", before["Lena Olsson"], before["Lena Olofsson"], by="Eva")
    judge.undo(store, "last", by="Eva")
    assert people(store) == before
    assert store.follow(before["Lena Olofsson"]) == before["Lena Olofsson"]


def test_a_run_makes_of_judgements_what_was_seen_at_once(store: Store, paragraf: Paragraf) -> None:
    ids = people(store)
    judge.judge(store, "same", ids["Lena Olsson"], ids["Lena Olofsson"], by="Eva")
    judge.judge(store, "different", in_body("Peter Vigen"), in_body("Peter Vigren"), by="Eva")
    at_once = registers(paragraf, store), [tuple(r) for r in store.select("SELECT * FROM redirect")]
    run(store)
    assert (registers(paragraf, store), [tuple(r) for r in store.select("SELECT * FROM redirect")]) == at_once


def test_the_programs_judgements_have_its_version_and_the_evidence(store: Store) -> None:
    program = [j for j in store.judgements() if j.by == "paragraf"]
    assert program
    assert all(j.version and j.evidence and j.at is None for j in program)
    (vigen,) = [j for j in program if {j.left, j.right} == {in_body("Peter Vigen"), in_body("Peter Vigren")}]
    assert {"surname": 1, "given": 1}.keys() <= {e.kind for e in vigen.evidence}
    assert any("one letter" in e.reason for e in vigen.evidence)
    rows = store.select("SELECT version, evidence FROM judgement")
    assert all(row["version"] and row["evidence"].startswith("[{") for row in rows)


def test_rows_are_only_added(store: Store) -> None:
    for sql, message in (
        ("UPDATE judgement SET verdict = 'unsure'", "never changed"),
        ("DELETE FROM judgement", "never deleted"),
        ("INSERT OR REPLACE INTO judgement SELECT * FROM judgement", "never changed"),
    ):
        with pytest.raises(sqlite3.DatabaseError, match=message):
            store._db.execute(sql)


# ── undo ─────────────────────────────────────────────────────────────────────


def test_undo_of_any_judgement_restores_the_register_to_the_byte(store: Store, paragraf: Paragraf) -> None:
    run(store, LATER)
    lena, vigen = in_body("Lena Olsson"), in_body("Peter Vigen")
    given: list[tuple[str, str, str]] = [
        ("same", lena, in_body("Lena Olofsson")),
        ("different", vigen, in_body("Peter Vigren")),
        ("same", in_body("Bo Ekmark"), in_body("Anna Bergdahl")),
        ("different", lena, in_body("Lena Olofsson")),
        ("unsure", in_body("Bo Ekmark"), in_body("Anna Bergdahl")),
        ("same", vigen, in_body("Peter Vigen", "socialnämnden@alvbro kommun")),
        ("different", in_body("Anna Bergdahl"), lena),
    ]
    states = [registers(paragraf, store)]
    numbers = []
    for verdict, left, right in given:
        numbers.append(judge.judge(store, verdict, left, right, by="Eva").number)  # type: ignore[arg-type]
        states.append(registers(paragraf, store))
        assert store.members(current=True) == as_a_run(store)
    assert len(set(states)) > 4
    for number, before in zip(reversed(numbers), reversed(states[:-1]), strict=True):
        judge.undo(store, str(number), by="Bo")
        assert registers(paragraf, store) == before
        assert store.members(current=True) == as_a_run(store)
    run(store)
    assert registers(paragraf, store) == states[0]
    assert len(store.book()) == 2 * len(given)


def test_undo_of_one_in_the_middle_is_as_if_it_had_never_been(
    store: Store, tmp_path: Path, paragraf: Paragraf
) -> None:
    pairs = [
        (in_body("Lena Olsson"), in_body("Lena Olofsson")),
        (in_body("Lena Olofsson"), in_body("Lena Olson")),
        (in_body("Anna Bergdahl"), in_body("Bo Ekmark")),
    ]
    numbers = [judge.judge(store, "same", *pair, by="Eva").number for pair in pairs]
    judge.undo(store, str(numbers[1]), by="Eva")
    other = open_store(tmp_path / "other.db", create=True)
    run(other, FIRST)
    for pair in (pairs[0], pairs[2]):
        judge.judge(other, "same", *pair, by="Eva")
    assert registers(paragraf, store) == registers(paragraf, other)


def test_undo_is_undone_and_only_once_at_a_time(store: Store) -> None:
    number = judge.judge(store, "same", in_body("Lena Olsson"), in_body("Lena Olofsson"), by="Eva").number
    note = judge.undo(store, str(number), by="Bo").number
    with pytest.raises(BadJudgement, match=f"{number} was taken back already by Bo, number {note}"):
        judge.undo(store, str(number), by="Bo")
    judge.undo(store, str(note), by="Bo")
    assert one(store, "Lena Olsson", "Lena Olofsson")
    assert [(e.undoes, state) for e, state in judge.listed(store)] == [
        (None, "in force"), (number, f"taken back by {note + 1}"), (note, "a note"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("which", "message"),
    [
        ("last", "no judgement by Bo to take back; the last of others' is 3, by Eva"),
        (
            "1",
            r"1 is the program's judgement \(unsure: .*yours outranks it: paragraf judge same 'lena olson@",
        ),
        ("99", "there is no judgement 99"),
        ("ett", "'ett' is no number of a judgement"),
    ],
)
def test_what_cannot_be_undone(store: Store, which: str, message: str) -> None:
    judge.judge(store, "same", in_body("Lena Olsson"), in_body("Lena Olofsson"), by="Eva")
    with pytest.raises(BadJudgement, match=message):
        judge.undo(store, which, by="Bo")


# ── ids stay, judgements survive ─────────────────────────────────────────────


def test_ids_stay_when_documents_are_added(store: Store) -> None:
    before = people(store)
    run(store, LATER)
    after = people(store)
    assert {name: after[name] for name in before} == before
    assert len(set(after.values())) > len(set(before.values()))


def test_ids_and_judgements_stay_when_a_new_extractor_reads_otherwise(store: Store) -> None:
    """The new one tells whose the board is, and reads a name in full: every key is another."""
    judge.judge(store, "same", in_body("Lena Olsson"), in_body("Lena Olofsson"), by="Eva")
    judge.judge(store, "different", in_body("Peter Vigen"), in_body("Peter Vigren"), by="Eva")
    before, keys = people(store), set(store.members(current=True))
    again = [_read_otherwise(document) for document in FIRST]
    run(store, again, extractor="v2")
    assert not keys & {key for key in store.members(current=True) if "@" in key and ":" not in key}
    assert people(store) == before
    run(store)
    assert people(store) == before
    judge.undo(store, "last", by="Eva")
    assert one(store, "Peter Vigen", "Peter Vigren")


def _read_otherwise(document: Document) -> Document:
    return replace(
        document,
        parts=tuple(
            replace(part, meeting=replace(part.meeting, body="Samordningsförbundet i Alvbro dalgång"))
            for part in document.parts
        ),
    )


def test_a_person_keeps_the_id_when_the_first_minutes_are_replaced(store: Store) -> None:
    """A new edition of the minutes no longer names her in the body where she was first seen."""
    run(store, [protocol("Socialnämnden", "2021-05-01", KOMMUN, [seat("Peter Vigen", KOMMUN)])])
    before = people(store)["Peter Vigen"]
    assert one(store, "Peter Vigen", "Peter Vigren")
    for date, path in (("2020-05-15", FIRST[2].source.path), ("2020-07-15", FIRST[3].source.path)):
        run(store, [board(date, seat("Åke Stormbo"), path=path)])
    assert people(store)["Peter Vigen"] == before


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_new_store_with_the_judgements_file_gives_the_same_ids(
    store: Store, tmp_path: Path, paragraf: Paragraf, when: str
) -> None:
    run(store, LATER)  # with older minutes: a new store would count them first
    judge.judge(store, "same", in_body("Lena Olsson"), in_body("Lena Olofsson"), by="Eva", why="=gift 2020")
    judge.judge(
        store, "different", in_body("Peter Vigen"), in_body("Peter Vigren"), by="Bo, Siv", why="'två'"
    )
    judge.judge(store, "same", in_body("Bo Ekmark"), in_body("Anna Bergdahl"), by="Eva")
    judge.undo(store, "last", by="Eva", why="fel\nperson")
    before, text = registers(paragraf, store), judge.sheet(store)
    assert ",id," in text
    scratch = open_store(tmp_path / "scratch.db", create=True)
    run(scratch, [*FIRST, *LATER])
    assert people(scratch) != people(store)
    new = open_store(tmp_path / "new.db", create=True)
    if when == "before":
        taken = judge.take_in(new, text, "j.csv")
        assert (taken.new, taken.waiting) == (4, 4)
        run(new, [*FIRST, *LATER])
    else:
        run(new, [*FIRST, *LATER])
        assert judge.take_in(new, text, "j.csv").waiting == 0
    assert registers(paragraf, new) == before
    assert people(new) == people(store)
    again = judge.take_in(new, judge.sheet(new), "j.csv")
    assert (again.new, again.known, again.ids) == (0, 4, 0)
    run(new)
    assert registers(paragraf, new) == before
    for entity in {i.id for i in store.memory().identities}:
        assert new.follow(entity) == store.follow(entity)


def test_the_file_serves_a_later_version_that_reads_names_otherwise(store: Store, tmp_path: Path) -> None:
    judge.judge(store, "same", in_body("Lena Olsson"), in_body("Lena Olofsson"), by="Eva")
    new = open_store(tmp_path / "new.db", create=True)
    run(new, [_read_otherwise(document) for document in FIRST])
    assert not one(new, "Lena Olsson", "Lena Olofsson")
    assert judge.take_in(new, judge.sheet(store), "j.csv").waiting == 0
    assert one(new, "Lena Olsson", "Lena Olofsson")


def test_a_store_of_the_first_version_is_read_and_taken_over(store: Store, tmp_path: Path) -> None:
    before = people(store)
    path = tmp_path / "v1.db"
    _as_version_1(store, path)
    with open_store(path) as read_only:
        assert {j.verdict for j in read_only.judgements()} >= {"same"}
        assert all(j.version == "" and j.evidence == () for j in read_only.judgements())
        assert read_only.select("PRAGMA user_version")[0][0] == 1
    with open_store(path, create=True) as taken_over:
        run(taken_over)
        assert people(taken_over) == before
        judge.judge(taken_over, "same", before["Lena Olsson"], before["Lena Olofsson"], by="Eva")
        assert one(taken_over, "Lena Olsson", "Lena Olofsson")
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 2
    with open_store(path, write=True) as old, pytest.raises(BadJudgement, match="nobody is stored yet"):
        old._db.execute("DELETE FROM profile")
        judge.Names(old)


def _as_version_1(store: Store, path: Path) -> None:
    """A copy of the store as the first version wrote it."""
    store._db.execute("VACUUM INTO ?", (str(path),))
    with sqlite3.connect(path) as db:
        for table in ("identity", "heir", "profile", "split_off", "standing"):
            db.execute(f"DROP TABLE {table}")
        db.executescript(
            "DROP TRIGGER judgement_stays; DROP TRIGGER judgement_is_kept;"
            "DROP TRIGGER IF EXISTS judgement_has_its_number;"
            "CREATE TABLE older AS SELECT number, left_key, right_key, verdict, score, reason, by, at"
            " FROM judgement; DROP TABLE judgement;"
            "CREATE TABLE judgement (number INTEGER PRIMARY KEY, left_key TEXT NOT NULL,"
            " right_key TEXT NOT NULL, verdict TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL,"
            " by TEXT NOT NULL, at TEXT); INSERT INTO judgement SELECT * FROM older; DROP TABLE older;"
            "PRAGMA user_version = 1;"
        )


# ── bad input ────────────────────────────────────────────────────────────────


def test_what_cannot_be_judged(store: Store) -> None:
    ids = people(store)
    lena, vigen = ids["Lena Olsson"], ids["Peter Vigen"]
    (body,) = [row[0] for row in store.select("SELECT id FROM entity WHERE kind = 'organisation'")][:1] or [
        ""
    ]
    cases = [
        ("same", lena, "person-x", "'person-x' is nobody's id or key; `paragraf judge show NAME` finds"),
        ("same", lena, "", "'' is nobody's id or key"),
        ("same", lena, lena, "are one already: Lena Olsson"),
        ("same", in_body("Peter Vigen"), vigen, "are one already: Peter Vigen"),
        ("different", vigen, vigen, f"to part them give two of the keys that `paragraf judge show {vigen}`"),
        ("same", lena, "Peter Vigren", f"'Peter Vigren' is a name, not an id; there is {vigen}"),
        *([("same", lena, body, "only people can be judged")] if body else []),
    ]
    for verdict, left, right, message in cases:
        with pytest.raises(BadJudgement) as raised:
            judge.judge(store, verdict, left, right, by="Eva")  # type: ignore[arg-type]
        assert message in str(raised.value)
    for by in ("", "  ", "Paragraf"):
        with pytest.raises(BadJudgement, match="say who judges with --by"):
            judge.judge(store, "same", lena, vigen, by=by)
    assert not store.book()


def test_of_two_persons_the_newest_wins_and_the_older_is_shown(store: Store) -> None:
    pair = in_body("Lena Olsson"), in_body("Lena Olofsson")
    first = judge.judge(store, "same", *pair, by="Eva")
    second = judge.judge(store, "different", *reversed(pair), by="Bo")
    assert [entry.number for entry in second.older] == [first.number]
    assert not one(store, "Lena Olsson", "Lena Olofsson")
    assert [state for _, state in judge.listed(store)] == [f"outdone by {second.number}", "in force"]
    judge.judge(store, "same", *pair, by="Siv")
    assert one(store, "Lena Olsson", "Lena Olofsson")


def test_same_through_a_third_does_not_join_what_a_person_parted(store: Store) -> None:
    a, b, c = (in_body(name) for name in ("Lena Olsson", "Lena Olofsson", "Bo Ekmark"))
    judge.judge(store, "different", a, c, by="Bo")
    older = judge.judge(store, "same", a, b, by="Eva").number
    done = judge.judge(store, "same", b, c, by="Siv")
    assert [entry.number for entry in done.older] == [older]  # the newest wins, the older is shown
    assert one(store, "Lena Olofsson", "Bo Ekmark")
    assert not one(store, "Lena Olsson", "Bo Ekmark")
    assert [state for _, state in judge.listed(store)] == [
        "in force", "outdone by newer ones of others they are one with", "in force",
    ]  # fmt: skip


HEAD = "verdict,left,right,by,at,why\n"
LENAS = f"{in_body('Lena Olsson')},{in_body('Lena Olofsson')}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.csv, line 1: the column verdict is missing"),
        ("verdict,left,right\n", "f.csv, line 1: the column by is missing; the columns are number"),
        ("verdict,left,right,by,mood\n", "f.csv, line 1: there is no column 'mood'"),
        ("verdict,left,right,by,by\n", "f.csv, line 1: two columns are called by"),
        (HEAD + "maybe,a,b,Eva,,\n", "f.csv, line 2: 'maybe' is no verdict; write same, different, unsure"),
        (HEAD + f"\nsame,{LENAS},Eva\n", "f.csv, line 3: 4 cells, but 6 columns"),
        (HEAD + f"same,{LENAS},,,\n", "f.csv, line 2: nobody is said to judge"),
        (HEAD + f"same,{LENAS},paragraf,,\n", "f.csv, line 2: nobody is said to judge"),
        (HEAD + f"same,{LENAS},Eva,i går,\n", "f.csv, line 2: 'i går' is no time"),
        (HEAD + "same,person-x,person-y,Eva,,\n", "f.csv, line 2: 'person-x' is nobody's id or key"),
        (HEAD + "same,,person-y,Eva,,\n", "f.csv, line 2: left is empty"),
        (HEAD + 'same,"[""a""]","[1]",Eva,,\n', "f.csv, line 2: right is no list"),
        (HEAD + 'same,"[""a""]","[""a""]",Eva,,\n', "f.csv, line 2: both sides are the same"),
        (HEAD + f"undo,{LENAS},Eva,,\n", "f.csv, line 2: undoes nothing, which is no number"),
        (HEAD + f"id,{LENAS},Eva,,\n", "is no id; take the line as it was exported"),
        (HEAD + 'same,"a\n', "f.csv, line 2: no CSV"),
    ],
)
def test_a_faulty_file_is_told_by_its_line_and_not_taken(store: Store, text: str, message: str) -> None:
    sound = HEAD + f"same,{LENAS},Eva,,\n"
    whole = text.replace(HEAD, sound, 1) if text.startswith(HEAD) and "line 2" not in message else text
    with pytest.raises(BadJudgement) as raised:
        judge.take_in(store, whole, "f.csv")
    told = str(raised.value)
    assert message in told if whole == text else message.partition(": ")[2] in told
    assert "\n" not in told
    assert not store.book()


def test_a_file_written_by_hand_or_saved_by_a_spreadsheet(store: Store) -> None:
    ids = people(store)
    text = (
        f"﻿Verdict;Left;Right;By;Why\r\nSame;{ids['Lena Olsson']};{ids['Lena Olofsson']};Eva;'-1\r\n;;;;\r\n"
    )
    assert judge.take_in(store, text, "f.csv").new == 1
    assert one(store, "Lena Olsson", "Lena Olofsson")
    assert [entry.judgement.reason for entry in store.book()] == ["-1"]
    # the same lines once more: by now both ids are one person's
    with pytest.raises(BadJudgement, match="both sides are the same"):
        judge.take_in(store, text, "f.csv")


@pytest.mark.parametrize(
    "why", ["=1+1", "+46", "-x", "@SUM(A1)", "'=1", "'", "\tx", 'a "b", c\nd', "ordinär"]
)
def test_no_cell_of_the_file_is_a_formula_and_none_is_changed(store: Store, tmp_path: Path, why: str) -> None:
    judge.judge(
        store, "same", in_body("Lena Olsson"), in_body("Lena Olofsson"), by=f"{why.strip()} E", why=why
    )
    text = judge.sheet(store)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    other = open_store(tmp_path / "o.db", create=True)
    judge.take_in(other, text, "f.csv")
    assert [e.judgement for e in other.book()] == [e.judgement for e in store.book()]


# ── the command ──────────────────────────────────────────────────────────────


def test_the_commands(store: Store, paragraf: Paragraf, tmp_path: Path) -> None:
    ids = people(store)
    lena, other = ids["Lena Olsson"], ids["Lena Olofsson"]
    place = ("--store", store.path)
    before = registers(paragraf, store)
    code, out, _ = paragraf("judge", "same", lena, other, "--by", "Eva", "--why", "gift", *place)
    assert (code, out.splitlines()[0]) == (
        0,
        f"same (number 3): one now: Lena Olofsson ({lena}); {other} leads there",
    )
    assert "Lena Olofsson ×1" not in paragraf("judge", "show", "Bergdahl", *place)[1]
    for who in (other, lena, "Olofsson"):
        assert f'"id": "{lena}"' in paragraf("register", "--person", who, *place)[1]
    assert paragraf("register", "--person", "person-x", *place)[0] == 2
    shown = paragraf("judge", "show", other, *place)[1]
    assert f"key: {in_body('Lena Olofsson')}" in shown
    assert "⟦Lena Olsson⟧" in shown
    code, out, _ = paragraf(
        "judge", "different", in_body("Lena Olsson"), in_body("Lena Olofsson"), "--by", "Bo", *place
    )
    assert "outdoes 3" in out
    assert (
        "Eva: same: lena olsson / lena olofsson (gift)  [outdone by 4]"
        in paragraf("judge", "list", *place)[1]
    )
    assert paragraf("judge", "export", tmp_path / "j.csv", *place)[0] == 0
    assert paragraf("judge", "export", "--out", tmp_path / "o.csv", *place)[0] == 0
    assert (tmp_path / "o.csv").read_bytes() == (tmp_path / "j.csv").read_bytes()
    for name in ("Bo", "Eva"):
        assert paragraf("judge", "undo", "last", "--by", name, *place)[0] == 0
    assert registers(paragraf, store) == before
    new = open_store(tmp_path / "n.db", create=True)
    code, out, _ = paragraf("judge", "import", tmp_path / "j.csv", "--store", new.path)
    assert (code, out) == (
        0, "2 judgements taken in, 0 were there already\n2 wait for names that are not in the database now\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("same", "x", "y", "--by", "Eva"), "'x' is nobody's id or key"),
        (("same", in_body("Lena Olsson"), in_body("Bo Ekmark")), "say who judges with --by NAME"),
        (("import", "none.csv"), "none.csv: cannot be read (No such file or directory)"),
        (("show", "Nilsson"), "'Nilsson' is nobody's id or key"),
        (("undo", "last", "--by", "Eva"), "there is no judgement by Eva to take back"),
    ],
)
def test_an_error_is_one_line_and_exit_code_2(
    store: Store, paragraf: Paragraf, arguments: tuple[str, ...], message: str
) -> None:
    code, out, told = paragraf("judge", *arguments, "--store", store.path)
    assert (code, out) == (2, "")
    assert message in told
    assert told.count("\n") == 1


def test_a_file_that_is_not_utf_8(store: Store, paragraf: Paragraf, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes("verdict;left;right;by\nsame;å;ä;Eva".encode("cp1252"))
    code, _, told = paragraf("judge", "import", "l.csv", "--store", store.path)
    assert (code, "l.csv: not UTF-8 (byte 28); save it as CSV UTF-8" in told) == (2, True)


def test_register_files_beside_the_store_are_written_anew(
    store: Store, paragraf: Paragraf, tmp_path: Path
) -> None:
    left = [tmp_path / f"p-register.{form}" for form in REGISTERS]
    pair = in_body("Lena Olsson"), in_body("Lena Olofsson")
    assert "written anew" not in paragraf("judge", "unsure", *pair, "--by", "Eva", "--store", store.path)[1]
    assert not left[0].exists()
    left[0].touch()  # as after a run
    paragraf("judge", "undo", "last", "--by", "Eva", "--store", store.path)
    before = [path.read_bytes() for path in left]
    code, out, _ = paragraf("judge", "same", *pair, "--by", "Eva", "--store", store.path)
    assert (code, f"written anew: {left[0]}" in out) == (0, True)
    assert [path.read_bytes() for path in left] != before
    paragraf("judge", "undo", "last", "--by", "Eva", "--store", store.path)
    assert [path.read_bytes() for path in left] == before


def _answers(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    left = list(answers)

    def told(_prompt: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    monkeypatch.setattr("builtins.input", told)


def test_pairs_are_asked_the_most_telling_first(
    store: Store, paragraf: Paragraf, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, UNSURE)
    asked = judge.questions(store)
    assert len(asked) >= 2
    sizes = [sum(map(_lists(store).get, (q.left, q.right), (0, 0))) for q in asked]  # type: ignore[arg-type]
    assert sizes[0] == max(sizes)
    before = registers(paragraf, store)
    _answers(monkeypatch, "?", "y", "n", "u", "s", "q")
    code, out, _ = paragraf("judge", "--store", store.path, "--by", "Eva")
    assert code == 0
    assert "Answer with one of the letters" in out
    assert out.count("⟦") >= 4
    assert "for one: " in out
    assert "2020-" in out
    assert "Judgements kept: 1" in out
    assert [e.judgement.verdict for e in store.book() if e.undoes is None] == ["same", "different"]
    assert [e.judgement.verdict for e in store.in_force()] == ["same"]
    _answers(monkeypatch)
    assert paragraf("judge", "--store", store.path)[0] == 0
    judge.undo(store, "last", by="Eva")
    assert registers(paragraf, store) == before


UNSURE = tuple(
    board(f"2020-{month:02}-01", seat(name), body=body)
    for body, names in {
        "Vikens byalag": ("Lena Sandvik", "Lena Sandwik", "Lena Sandvik", "Lena Sandwik"),
        "Tärnö byalag": ("Anders Nilson", "Anders Nilsson"),
    }.items()
    for month, name in enumerate(names, start=1)
)


def _lists(store: Store) -> dict[str, int]:
    profiles, current = store.memory().profiles, store.members(current=True)
    found: dict[str, int] = {}
    for key, profile in profiles.items():
        found[current[key]] = found.get(current[key], 0) + len(profile.seats)
    return found


def test_nothing_is_left_to_judge(store: Store, paragraf: Paragraf, monkeypatch: pytest.MonkeyPatch) -> None:
    while asked := judge.questions(store):
        judge.judge(store, "unsure", asked[0].left, asked[0].right, by="Eva")
    assert "There is no pair to judge" in paragraf("judge", "--store", store.path)[1]


def test_a_run_counts_the_pairs_that_are_asked(store: Store) -> None:
    names = (("Peter Vigen", "ordförande"), ("Peter Vigren", "ordförande"))
    seats = [board(f"2020-0{n}-15", seat(name, KOMMUN, post)) for n, (name, post) in enumerate(names, 1)]
    run(store, [*seats, board("2020-03-15", text="⟨PERSON:Peter Viren⟩ yrkade.")])
    assert len(store.unsure()) == 2  # of two spellings of one person with a third
    assert store.counts().unsure == len(judge.questions(store)) == 1
