"""What a copy of a meeting's record says that the record itself does not.

A copied record often has more bound behind it than the original: "Bilaga 2 till § 14", with tables
and reports. What stands in both counts once; what stands in the copy alone counts like anything else.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.stem import words
from pipeline.store.rows import TABLES

_WIDTH = 4  # words of a shingle
_AROUND = 60  # characters on each side of a fact that tell where it stands
_SECTION = 0.5  # share of a section's shingles from which the section itself is in the original
_FACT = 0.4  # the same of a fact with its surroundings
_IN_SECTION = 0.05  # in a § that the original has, a fact is new only where hardly a word around it is known


@dataclass
class _Original:
    """What has been said already: by the original, and by the copies of it before this one."""

    shingles: set[int] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def own_facts(db: sqlite3.Connection, copies: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Ids of the facts of copies (part id → id of the original) that have no counterpart in it.

    With each whether it counts: a § under which the copy alone goes on is found by its words, and counted
    where the original has it.
    """
    said: dict[str, _Original] = {}
    found: list[tuple[str, bool]] = []
    for copy, original in sorted(copies.items()):
        if original not in said:
            said[original] = _Original()
            _learn(db, original, said[original])
        if not said[original].shingles:  # nothing to compare with: the copy is taken at its word
            continue
        found += _own(db, copy, said[original])
        _learn(db, copy, said[original])
    return found


def _learn(db: sqlite3.Connection, part: str, original: _Original) -> None:
    text, start, end = _text(db, part)
    original.shingles |= _shingles(text[start:end])
    original.titles |= {
        _title(row["number"], row["title"])
        for row in db.execute("SELECT number, title FROM section WHERE part = ?", (part,))
    }


def _own(db: sqlite3.Connection, part: str, original: _Original) -> list[tuple[str, bool]]:
    text, first, last = _text(db, part)
    # The last § of a copy may hold all that is bound behind it: then only its heading is repeated.
    repeated = {
        (row["start"], row["stop"])
        for row in db.execute("SELECT number, title, start, stop FROM section WHERE part = ?", (part,))
        if _title(row["number"], row["title"]) in original.titles
        and _share(text[row["start"] : row["stop"]], original.shingles) >= _SECTION
    }
    found: list[tuple[str, bool]] = []
    for table, _ in TABLES.values():
        for row in db.execute(f"SELECT * FROM {table} WHERE part = ?", (part,)):
            start, end = row["start"], row["stop"] if table == "section" else row["end"]
            if table == "section" and _title(row["number"], row["title"]) in original.titles:
                found.append((row["id"], False))
                continue
            around = text[max(first, start - _AROUND) : min(last, end + _AROUND)]
            inside = any(a <= start and end <= b for a, b in repeated)
            if _share(around, original.shingles) < (_IN_SECTION if inside else _FACT):
                found.append((row["id"], True))
    return found


def _text(db: sqlite3.Connection, part: str) -> tuple[str, int, int]:
    row = db.execute(
        "SELECT d.text, p.start, p.end FROM part p JOIN document d ON d.id = p.document WHERE p.id = ?",
        (part,),
    ).fetchone()
    return (row[0], row[1], row[2]) if row else ("", 0, 0)


def _title(number: str | None, title: str) -> str:
    return " ".join([number or "", *words(title)])


def _share(text: str, said: set[int]) -> float:
    """How much of `text` has been said; text of too few words for a shingle has."""
    shingles = _shingles(text)
    return len(shingles & said) / len(shingles) if shingles else 1.0


def _shingles(text: str) -> set[int]:
    # "bud-\nget" in one layout is "budget" in the other.
    found = words(re.sub(r"(?<=\w)-\n\s*(?=\w)", "", text))
    return {zlib.crc32(" ".join(found[at : at + _WIDTH]).encode()) for at in range(len(found) - _WIDTH + 1)}
