"""The book of judgements: rows are added and never changed; what holds is worked out when it is read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from pipeline.entities import PROGRAM, Entry, Evidence, Judgement, Side

# Columns that came after the first stores, with what they are in a row without them.
LATER_COLUMNS = {
    "version": "TEXT NOT NULL DEFAULT ''",
    "evidence": "TEXT NOT NULL DEFAULT '[]'",
    "sides": "TEXT",
    "undoes": "INTEGER",
}
# A store that no run has met since runs leave a list of what stands holds what was said last.
STANDING = (
    f"by = '{PROGRAM}' AND (number IN (SELECT number FROM standing) OR NOT EXISTS (SELECT 1 FROM standing))"
)
_COLUMNS = "left_key, right_key, verdict, score, reason, by, at, version, evidence, sides"
KEPT = """CREATE TRIGGER IF NOT EXISTS judgement_has_its_number BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM judgement WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'judgements are never changed'); END"""


def read(db: sqlite3.Connection, condition: str = "1") -> tuple[Entry, ...]:
    """The rows for which an SQL condition holds, oldest first."""
    found = db.execute(f"SELECT number, undoes, {_COLUMNS} FROM judgement WHERE {condition} ORDER BY number")
    return tuple(_entry(row) for row in found)


def opinions(db: sqlite3.Connection) -> tuple[Judgement, ...]:
    """What the program thinks today, without the evidence."""
    rows = db.execute(f"SELECT left_key, right_key, verdict, score, reason FROM judgement WHERE {STANDING}")
    return tuple(Judgement(*row) for row in rows)


def append(db: sqlite3.Connection, judgement: Judgement, undoes: int | None = None) -> int:
    """Write a row; its number."""
    row = (*_row(judgement), undoes)
    cursor = db.execute(
        f"INSERT INTO judgement ({_COLUMNS}, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
    )
    return int(cursor.lastrowid or 0)


def in_force(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Persons' judgements that nobody has taken back, in the order in which they were given.

    Taking back a taking back makes the first judgement hold again.
    """
    undone: set[int] = set()
    for entry in sorted(entries, key=lambda entry: -entry.number):  # who undoes comes after what is undone
        if entry.undoes is not None and entry.number not in undone:
            undone.add(entry.undoes)
    holding = [
        entry
        for entry in entries
        if entry.undoes is None and entry.number not in undone and entry.judgement.by != PROGRAM
    ]
    return tuple(sorted(holding, key=lambda entry: (entry.judgement.at or "", entry.number)))


def add_programs(db: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """Append what the program, or anybody, has not said of a pair just before; how many were new."""
    said = {(j.left, j.right, j.by): j for j in judgements}  # of a pair judged twice, the latter
    last: dict[tuple[str, str, str], tuple[str, str]] = {}
    for row in db.execute("SELECT left_key, right_key, by, verdict, reason FROM judgement ORDER BY number"):
        last[row[0], row[1], row[2]] = (row[3], row[4])
    new = [j for key, j in said.items() if last.get(key) != (j.verdict, j.reason)]
    for judgement in new:
        append(db, judgement)
    return len(new)


def let_stand(db: sqlite3.Connection, judgements: Iterable[Judgement]) -> None:
    """Note which of the program's rows are what it thinks today: those of its last run."""
    db.execute("DELETE FROM standing")
    db.executemany(
        "INSERT OR IGNORE INTO standing SELECT max(number) FROM judgement"
        " WHERE left_key = ? AND right_key = ? AND by = ?",
        [(j.left, j.right, j.by) for j in judgements if j.by == PROGRAM],
    )


def unsure(db: sqlite3.Connection, entity: Mapping[str, str]) -> tuple[Judgement, ...]:
    """Pairs of which the program is not sure, no person has said anything, and that nothing else has joined.

    `entity`: key → the entity it belongs to today.
    """
    heirs: dict[str, str] = dict(db.execute("SELECT key, heir FROM heir").fetchall())
    decided = set()
    for judgement in (entry.judgement for entry in in_force(read(db, f"by <> '{PROGRAM}'"))):
        left, right = judgement.sides or (Side((judgement.left,)), Side((judgement.right,)))
        decided |= {frozenset((heirs.get(a, a), heirs.get(b, b))) for a in left.keys for b in right.keys}
    standing = read(db, f"{STANDING} AND verdict = 'unsure'")
    newest = {(j.left, j.right): j for j in (entry.judgement for entry in standing)}
    return tuple(
        j
        for j in newest.values()
        if j.verdict == "unsure"
        and j.left in entity
        and j.right in entity
        and entity[j.left] != entity[j.right]
        and frozenset((j.left, j.right)) not in decided
    )


def prepare(db: sqlite3.Connection, *, write: bool) -> None:
    """Give a store of an earlier version today's columns; when it is only read, for this connection."""
    there = {row[1] for row in db.execute("PRAGMA main.table_info(judgement)")}
    missing = {name: kind for name, kind in LATER_COLUMNS.items() if name not in there}
    if missing and write:
        for name, kind in missing.items():
            db.execute(f"ALTER TABLE judgement ADD COLUMN {name} {kind}")
    elif missing:
        defaults = {"version": "''", "evidence": "'[]'"}
        added = ", ".join(f"{defaults.get(name, 'NULL')} AS {name}" for name in missing)
        db.execute(f"CREATE TEMP VIEW judgement AS SELECT *, {added} FROM main.judgement")
    if write:
        db.execute(KEPT)


def _entry(row: sqlite3.Row) -> Entry:
    evidence = tuple(Evidence(e["score"], e["reason"], e["kind"]) for e in json.loads(row["evidence"]))
    sides = None
    if row["sides"]:
        left, right = json.loads(row["sides"])
        sides = (
            Side(tuple(left["keys"]), tuple(left["places"])),
            Side(tuple(right["keys"]), tuple(right["places"])),
        )
    judgement = Judgement(
        row["left_key"], row["right_key"], row["verdict"], row["score"], row["reason"], row["by"], row["at"],
        row["version"], evidence, sides,
    )  # fmt: skip
    return Entry(row["number"], judgement, row["undoes"])


def _row(judgement: Judgement) -> tuple[object, ...]:
    evidence = [{"kind": e.kind, "score": e.score, "reason": e.reason} for e in judgement.evidence]
    sides = [{"keys": list(s.keys), "places": list(s.places)} for s in judgement.sides or ()]
    j = judgement
    return (
        j.left, j.right, j.verdict, j.score, j.reason, j.by, j.at, j.version,
        json.dumps(evidence, ensure_ascii=False), json.dumps(sides, ensure_ascii=False) if sides else None,
    )  # fmt: skip
