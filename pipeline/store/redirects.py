"""Where an id leads that nobody goes by any more, and what has parted from whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Set


def follow_up(db: sqlite3.Connection, before: Mapping[str, str], earlier: Set[str]) -> None:
    """Renew redirects and partings when entities and members have been written.

    `before`: member key → the entity it last belonged to; `earlier`: the entities there were.
    """
    where = dict(db.execute("SELECT key, entity FROM member WHERE current").fetchall())
    alive = {row[0] for row in db.execute("SELECT id FROM entity")}
    leads = dict(db.execute("SELECT entity, target FROM redirect").fetchall())
    for key, old in before.items():
        if key in where:
            leads[old] = where[key]
    for id_, key in db.execute("SELECT id, key FROM identity ORDER BY number DESC"):
        if key in where:
            leads[id_] = where[key]
    ends = {old: _end(leads, old, alive) for old in sorted(leads) if old not in alive}
    db.execute("DELETE FROM redirect")
    db.executemany(
        "INSERT INTO redirect VALUES (?, ?)",
        [(old, end) for old, end in ends.items() if end in alive],
    )
    parted = {
        (before[key], entity)
        for key, entity in where.items()
        if entity not in earlier and before.get(key, entity) != entity
    }
    db.executemany("INSERT OR IGNORE INTO split_off VALUES (?, ?)", sorted(parted))
    db.execute(
        "DELETE FROM split_off"
        " WHERE entity NOT IN (SELECT id FROM entity) OR part NOT IN (SELECT id FROM entity)"
    )


def _end(leads: Mapping[str, str], old: str, alive: Set[str]) -> str:
    """Where a chain of redirects ends."""
    seen = {old}
    target = leads[old]
    while target not in alive and target in leads and target not in seen:
        seen.add(target)
        target = leads[target]
    return target
