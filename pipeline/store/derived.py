"""What a run derives from all documents together: who is who, what repeats what, what was reported back.

The caller holds the transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from pipeline.entities import LedgerEntry, Resolution
from pipeline.stem import sort_key
from pipeline.store import repeats

# Tables that came after the first stores.
LATER_TABLES = {
    "own_fact": "fact TEXT PRIMARY KEY, counted INTEGER",
    "ledger": "mandate TEXT PRIMARY KEY, due TEXT, due_why TEXT",
    "reported": "mandate TEXT, section TEXT, score REAL, why TEXT, PRIMARY KEY (mandate, section)",
}


def keep_resolution(db: sqlite3.Connection, resolution: Resolution, before: Mapping[str, str]) -> None:
    """Replace entities, links and copies. `before`: member key → the entity it belonged to."""
    for table in ("spelling", "entity", "unresolved", "appointer"):
        db.execute(f"DELETE FROM {table}")
    db.execute("UPDATE member SET current = 0")
    db.execute("UPDATE mention SET entity = NULL WHERE entity IS NOT NULL")
    for entity in resolution.entities:
        db.execute(
            "INSERT INTO entity VALUES (?, ?, ?, ?)",
            (entity.id, entity.kind, entity.name, sort_key(entity.name)),
        )
        db.executemany("INSERT INTO spelling VALUES (?, ?, ?)", [(entity.id, *s) for s in entity.spellings])
        db.executemany(
            "UPDATE mention SET entity = ? WHERE id = ?", [(entity.id, m) for m in entity.mentions]
        )
        db.executemany(
            "INSERT OR REPLACE INTO member VALUES (?, ?, 1)", [(m, entity.id) for m in entity.members]
        )
    db.executemany("INSERT OR IGNORE INTO unresolved VALUES (?)", [(m,) for m in resolution.unresolved])
    _redirect(db, before, resolution)
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


def _redirect(db: sqlite3.Connection, before: Mapping[str, str], resolution: Resolution) -> None:
    """An id that no entity has any more leads to where its members went."""
    alive = {entity.id for entity in resolution.entities}
    for entity in resolution.entities:
        for member in entity.members:
            old = before.get(member)
            if old and old not in alive:
                db.execute("INSERT OR REPLACE INTO redirect VALUES (?, ?)", (old, entity.id))
    db.executemany("DELETE FROM redirect WHERE entity = ?", [(i,) for i in alive])
