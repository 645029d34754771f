"""What the register asks of the store: facts with the body and day they stand under, names, texts, places."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pipeline.entities import Quote
from pipeline.store import Store

# Facts of one table, the other copies of a meeting left out; conditions follow with AND.
FACT = """
    SELECT f.*, d.path, p.date, coalesce(p.whose, first.whose, p.body, first.body) AS body,
           coalesce(p.whose_of, first.whose_of, p.organisation, first.organisation) AS of,
           p.kind = 'attachment' AND p.date IS NULL AND p.body <> coalesce(first.body, '') AS report
    FROM {table} f JOIN document d ON d.id = f.document
    LEFT JOIN part p ON p.document = f.document AND p.id = f.part
    JOIN part first ON first.document = f.document AND first.position = 0
    WHERE coalesce(p.copy_of, '') = ''
"""


def quote(row: sqlite3.Row) -> Quote:
    """Where a fact stands. `row`: of `FACT`."""
    return Quote(
        row["document"], row["path"], row["section"], row["start"], row["end"], row["text"], row["date"]
    )


def names_of(store: Store) -> dict[str, str]:
    """Entity → its name."""
    return {row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity")}


def named_people(store: Store) -> dict[tuple[str, int], str]:
    """(document, offset) of a named person → the entity."""
    rows = store.select(
        "SELECT document, start, entity FROM mention WHERE label = 'PERSON' AND entity IS NOT NULL"
    )
    return {(row["document"], row["start"]): row["entity"] for row in rows}


def documents(store: Store) -> Iterator[tuple[str, str]]:
    """(id, text) of every document, one at a time: all texts of many years fit no memory."""
    for row in store.select("SELECT id FROM document ORDER BY id"):
        yield row["id"], store.select("SELECT text FROM document WHERE id = ?", (row["id"],))[0]["text"]
