"""A file → a store of today's make: its mark, its version, the tables and columns that came later."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from pipeline.errors import NewerStore, NotAStore
from pipeline.store import book, derived

APPLICATION = 0x50475246  # "PGRF" in SQLite's application_id: what tells a store from another database
SCHEMA_VERSION = 2  # 2: judgements have a version, evidence and whom they are about, and can be taken back


def prepare(db: sqlite3.Connection, path: Path, *, create: bool, write: bool) -> None:
    """Make an open database fit to use. A store of an earlier version changes only when it is written to.

    Raises NotAStore, NewerStore, sqlite3.Error.
    """
    db.row_factory = sqlite3.Row
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    empty = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if empty and application == 0 and create:
        script = resources.files("pipeline.store").joinpath("schema.sql").read_text(encoding="utf-8")
        db.executescript(
            f"BEGIN; {script} PRAGMA application_id = {APPLICATION};"
            f" PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    elif application != APPLICATION:
        raise NotAStore(f"{path}: not a store of Paragraf's")
    elif version > SCHEMA_VERSION:
        raise NewerStore(
            f"{path}: written by a later Paragraf (store version {version}, this one reads {SCHEMA_VERSION});"
            " update Paragraf or use another --store"
        )
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    if create:
        db.execute("PRAGMA journal_mode = WAL")
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    for table, columns in derived.LATER_TABLES.items():
        if table not in there:  # in a store that no run has met since, what it holds is not known yet
            db.execute(f"CREATE {'' if write else 'TEMP'} TABLE {table} ({columns})")
    book.prepare(db, write=write)
    if write and version < SCHEMA_VERSION:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
