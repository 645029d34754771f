"""Facts to rows and back: each dataclass field is the column of its name."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import fields
from typing import Any

from pipeline.facts import (
    Amount,
    Attendance,
    Decision,
    Document,
    Mandate,
    Meeting,
    Mention,
    Part,
    Section,
    Source,
    Span,
    TableCell,
    Votes,
)
from pipeline.facts import Warning as Notice
from pipeline.stem import sort_key

# Document attribute → (table, dataclass)
TABLES: dict[str, tuple[str, type[Span]]] = {
    "sections": ("section", Section),
    "mentions": ("mention", Mention),
    "attendance": ("attendance", Attendance),
    "decisions": ("decision", Decision),
    "mandates": ("mandate", Mandate),
    "amounts": ("amount", Amount),
    "table_cells": ("table_cell", TableCell),
}

_LISTS = frozenset(
    {
        "roles",
        "sections",
        "reservations",
        "reservation_motives",
        "amounts",
        "mandates",
        "assignees",
        "reported_in",
    }
)
_FLAGS = frozenset({"present", "remote"})
_MEETING = tuple(f.name for f in fields(Meeting))


def insert(db: sqlite3.Connection, document: Document, extractor: str, first: int, last: int) -> None:
    """Write a document and its facts; the caller holds the transaction."""
    source = document.source
    db.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)",
        (
            source.id, source.path, source.sha256, source.media_type, source.text,
            json.dumps(list(source.pages)), document.version, document.model, extractor, first, last,
        ),
    )  # fmt: skip
    for position, part in enumerate(document.parts):
        values = [getattr(part.meeting, name) for name in _MEETING]
        body = sort_key(f"{part.meeting.body or ''} {part.meeting.organisation or ''}")
        db.execute(
            f"INSERT INTO part (document, position, id, start, end, body_sort, {', '.join(_MEETING)})"
            f" VALUES ({_marks(6 + len(_MEETING))})",
            (source.id, position, part.id, part.start, part.end, body, *values),
        )
    for attribute, (table, kind) in TABLES.items():
        names = [f.name for f in fields(kind)]
        columns = ", ".join(f'"{name}"' for name in names)
        db.executemany(
            f"INSERT INTO {table} (document, {columns}) VALUES ({_marks(1 + len(names))})",
            [
                (source.id, *(_column(name, getattr(fact, name)) for name in names))
                for fact in getattr(document, attribute)
            ],
        )
    own = [w for w in document.warnings if w not in source.warnings]
    db.executemany(
        "INSERT INTO warning VALUES (?, ?, ?, ?, ?)",
        [(source.id, 1, w.code, w.message, w.start) for w in source.warnings]
        + [(source.id, 0, w.code, w.message, w.start) for w in own],
    )


def document(db: sqlite3.Connection, row: sqlite3.Row) -> Document:
    """The document of a row of the table `document`, with all its facts."""
    warnings = db.execute(
        "SELECT source, code, message, start FROM warning WHERE document = ? ORDER BY rowid", (row["id"],)
    ).fetchall()
    source = Source(
        id=row["id"],
        path=row["path"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        text=row["text"],
        pages=tuple(json.loads(row["pages"])),
        warnings=tuple(Notice(code=w[1], message=w[2], start=w[3]) for w in warnings if w[0]),
    )
    parts = db.execute("SELECT * FROM part WHERE document = ? ORDER BY position", (row["id"],))
    facts: dict[str, Any] = {
        attribute: tuple(
            kind(**{f.name: _value(f.name, found[f.name]) for f in fields(kind)})
            for found in db.execute(f"SELECT * FROM {table} WHERE document = ? ORDER BY rowid", (row["id"],))
        )
        for attribute, (table, kind) in TABLES.items()
    }
    return Document(
        source=source,
        version=row["version"],
        model=row["model"],
        parts=tuple(
            Part(id=p["id"], start=p["start"], end=p["end"], meeting=Meeting(**{n: p[n] for n in _MEETING}))
            for p in parts
        ),
        warnings=tuple(Notice(code=w[1], message=w[2], start=w[3]) for w in warnings),
        **facts,
    )


def _column(name: str, value: Any) -> Any:
    if name == "votes":
        return None if value is None else json.dumps(value.to_dict(), ensure_ascii=False, sort_keys=True)
    if name in _LISTS:
        return None if value is None else json.dumps(list(value), ensure_ascii=False)
    return value


def _value(name: str, column: Any) -> Any:
    if name == "votes":
        return None if column is None else Votes(**json.loads(column))
    if name in _LISTS:
        return None if column is None else tuple(json.loads(column))
    if name in _FLAGS:
        return None if column is None else bool(column)
    return column


def _marks(count: int) -> str:
    return ", ".join("?" * count)
