"""The kinds of facts a user can ask for, and where the store keeps them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

# kind → (table, kind in the search index, condition on the table's alias f)
KINDS: dict[str, tuple[str, str, str]] = {
    "decisions": ("decision", "decisions", "1"),
    "mandates": ("mandate", "mandates", "1"),
    "amounts": ("amount", "amounts", "1"),
    "items": ("section", "items", "1"),
    "people": ("mention", "PERSON", "f.label = 'PERSON'"),
    "organisations": ("mention", "ORG", "f.label = 'ORG'"),
    "bodies": ("mention", "BODY", "f.label = 'BODY'"),
    "roles": ("mention", "ROLE", "f.label = 'ROLE'"),
    "dates": ("mention", "DATE", "f.label = 'DATE'"),
    "laws": ("mention", "LEGAL", "f.label = 'LEGAL'"),
    "cases": ("mention", "CASE", "f.label = 'CASE'"),
    "attendance": ("attendance", "attendance", "1"),
    "cells": ("table_cell", "cells", "1"),
}

SCORED = ("decisions", "mandates")  # kinds whose facts carry a calibrated score

_JSON = frozenset(
    {"roles", "sections", "reservations", "reservation_motives", "amounts", "mandates", "assignees",
     "reported_in", "votes"}
)  # fmt: skip


def sure(kind: str, uncertain: bool) -> str:
    """The condition that keeps what is certain of a kind apart from what is not, by the value ``:certain``.

    A fact without a score (of another system) is taken for certain.
    """
    if kind not in SCORED:
        return ":certain >= 0"
    return f"coalesce(f.score, 1) {'<' if uncertain else '>='} :certain"


def unpacked(row: sqlite3.Row) -> dict[str, Any]:
    """A row of a fact table with its JSON columns as lists and objects."""
    names = list(row.keys())
    return {
        name: json.loads(row[name]) if name in _JSON and row[name] is not None else row[name]
        for name in names
    }
