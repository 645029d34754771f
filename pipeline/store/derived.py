"""What a run derives from all documents together: who is who, what repeats what, what was reported back.

The caller holds the transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from pipeline.entities import Entity, LedgerEntry, Resolution
from pipeline.stem import sort_key
from pipeline.store import redirects, repeats

# Tables that came after the first stores.
LATER_TABLES = {
    "own_fact": "fact TEXT PRIMARY KEY, counted INTEGER",
    "ledger": "mandate TEXT PRIMARY KEY, due TEXT, due_why TEXT",
    "reported": "mandate TEXT, section TEXT, score REAL, why TEXT, PRIMARY KEY (mandate, section)",
    # What each run changed in the register (JSON); `snapshot` is kept for the last run only.
    "register_run": "number INTEGER PRIMARY KEY, changes TEXT NOT NULL, snapshot TEXT",
    "identity": "id TEXT PRIMARY KEY, number INTEGER NOT NULL, key TEXT NOT NULL",
    "heir": "key TEXT PRIMARY KEY, heir TEXT NOT NULL",
    "profile": "key TEXT PRIMARY KEY, record TEXT NOT NULL",
    "split_off": "entity TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (entity, part)",
    "standing": "number INTEGER PRIMARY KEY",
    "identifier": "entity TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE, list TEXT NOT NULL,"
    " number TEXT NOT NULL, PRIMARY KEY (entity, list)",
    "dated_name": "entity TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE, name TEXT NOT NULL,"
    " since TEXT, until TEXT, source TEXT NOT NULL, PRIMARY KEY (entity, name)",
}


def keep_resolution(db: sqlite3.Connection, resolution: Resolution, before: Mapping[str, str]) -> None:
    """Replace entities, links and copies. `before`: member key → the entity it belonged to."""
    earlier = _alive(db)
    for table in ("spelling", "identifier", "dated_name", "entity", "unresolved", "appointer"):
        db.execute(f"DELETE FROM {table}")
    db.execute("UPDATE member SET current = 0")
    db.execute("UPDATE mention SET entity = NULL WHERE entity IS NOT NULL")
    _write(db, resolution.entities)
    _mark(db, resolution.entities)
    db.executemany("INSERT OR IGNORE INTO unresolved VALUES (?)", [(m,) for m in resolution.unresolved])
    redirects.follow_up(db, before, earlier)
    db.executemany("INSERT INTO appointer VALUES (?, ?)", sorted(resolution.appointers.items()))
    db.execute("UPDATE part SET copy_of = NULL, whose = NULL, whose_of = NULL")
    db.executemany(
        "UPDATE part SET whose = ?, whose_of = ? WHERE id = ?",
        [(body, of, part) for part, (body, of) in resolution.whose.items()],
    )
    db.execute("DELETE FROM own_fact")
    db.executemany("INSERT OR IGNORE INTO own_fact VALUES (?, ?)", repeats.own_facts(db, resolution.copies))
    db.execute("UPDATE document SET copy_of = NULL")
    db.executemany("UPDATE part SET copy_of = ? WHERE id = ?", [(o, c) for c, o in resolution.copies.items()])
    db.execute(
        "UPDATE document SET copy_of = (SELECT copy_of FROM part WHERE part.document = document.id"
        " AND position = 0)"
    )


def keep_people(db: sqlite3.Connection, resolution: Resolution, before: Mapping[str, str]) -> None:
    """Replace the people made of the profiles in `resolution`: persons have judged, no document is new."""
    earlier = _alive(db)
    keys = {profile.key for profile in resolution.profiles}
    current = db.execute("SELECT key, entity FROM member WHERE current").fetchall()
    was = {row[0]: row[1] for row in current if row[0] in keys}
    now = {key: entity.id for entity in resolution.entities for key in entity.members}
    moved = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    touched = {was.get(key) for key in moved} | {now.get(key) for key in moved}
    db.executemany("DELETE FROM entity WHERE id = ?", [(old,) for old in set(was.values())])
    db.executemany("UPDATE member SET current = 0 WHERE key = ?", [(key,) for key in keys])
    db.executemany("UPDATE mention SET entity = NULL WHERE entity = ?", [(i,) for i in touched if i])
    _write(db, resolution.entities)
    _mark(db, [entity for entity in resolution.entities if entity.id in touched])
    mentions = [(mention,) for profile in resolution.profiles for mention in profile.mentions]
    db.executemany("DELETE FROM unresolved WHERE mention = ?", mentions)
    db.executemany("INSERT OR IGNORE INTO unresolved VALUES (?)", [(m,) for m in resolution.unresolved])
    redirects.follow_up(db, before, earlier)


def keep_ledger(db: sqlite3.Connection, entries: Sequence[LedgerEntry]) -> None:
    """Replace deadlines that the calendar tells and the items that report on mandates."""
    db.execute("DELETE FROM ledger")
    db.execute("DELETE FROM reported")
    db.executemany(
        "INSERT OR IGNORE INTO ledger VALUES (?, ?, ?)", [(e.mandate, e.due, e.due_why) for e in entries]
    )
    db.executemany(
        "INSERT OR IGNORE INTO reported VALUES (?, ?, ?, ?)",
        [(e.mandate, r.section, r.score, "; ".join(r.reasons)) for e in entries for r in e.reports],
    )
    db.execute("UPDATE mandate SET reported_in = '[]' WHERE reported_in <> '[]'")
    db.executemany(
        "UPDATE mandate SET reported_in = ? WHERE id = ?",
        [(json.dumps([r.section for r in e.reports]), e.mandate) for e in entries if e.reports],
    )


def keep_register(db: sqlite3.Connection, changes: str, snapshot: str) -> None:
    """Add a run's changes of the register; the snapshot of the run before has served its turn."""
    db.execute("UPDATE register_run SET snapshot = NULL WHERE snapshot IS NOT NULL")
    db.execute("INSERT INTO register_run (changes, snapshot) VALUES (?, ?)", (changes, snapshot))


def _alive(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT id FROM entity")}


def _write(db: sqlite3.Connection, entities: Sequence[Entity]) -> None:
    db.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?)", [(e.id, e.kind, e.name, sort_key(e.name)) for e in entities]
    )
    db.executemany(
        "INSERT INTO spelling VALUES (?, ?, ?)", [(e.id, *s) for e in entities for s in e.spellings]
    )
    db.executemany(
        "INSERT OR IGNORE INTO identifier VALUES (?, ?, ?)",
        [(e.id, *i) for e in entities for i in e.identifiers],
    )
    db.executemany(
        "INSERT OR IGNORE INTO dated_name VALUES (?, ?, ?, ?, ?)",
        [(e.id, d.name, d.since, d.until, d.source) for e in entities for d in e.dated],
    )
    db.executemany(
        "INSERT OR REPLACE INTO member VALUES (?, ?, 1)", [(m, e.id) for e in entities for m in e.members]
    )


def _mark(db: sqlite3.Connection, entities: Sequence[Entity]) -> None:
    """Say of each mention whom it names."""
    db.executemany(
        "UPDATE mention SET entity = ? WHERE id = ?", [(e.id, m) for e in entities for m in e.mentions]
    )
