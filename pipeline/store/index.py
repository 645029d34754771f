"""What full text search knows of a document: items, decisions, mandates, amounts, names."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from pipeline.facts import Document, Section
from pipeline.stem import stem, words

_AROUND = 160  # characters on each side of an amount: what money is for stands in its own sentence


def add(db: sqlite3.Connection, document: Document, lemmas: Mapping[str, str]) -> tuple[int, int]:
    """Index a document; returns the first and last row number it got (last < first when none)."""
    first = db.execute("SELECT coalesce(max(rowid), 0) + 1 FROM search").fetchone()[0]
    row = first
    forms: dict[str, str] = {}
    for kind, fact, text in _texts(document):
        spoken = words(text)
        for form in spoken:
            if form not in forms:
                forms[form] = stem(lemmas.get(form, form))
        db.execute(
            "INSERT INTO search (rowid, words, stems, kind, fact, document) VALUES (?, ?, ?, ?, ?, ?)",
            (row, text, " ".join(forms[form] for form in spoken), kind, fact, document.source.id),
        )
        row += 1
    db.executemany("INSERT OR REPLACE INTO lemma VALUES (?, ?)", sorted(forms.items()))
    return first, row - 1


def _texts(document: Document) -> Iterator[tuple[str, str, str]]:
    """(kind, fact id, words) of everything that can be searched for."""
    text = document.source.text
    sections = sorted(document.sections, key=lambda s: s.start)
    starts = [s.start for s in sections]
    ends = [*starts, len(text)][1:]

    def title(place: int) -> str:
        at = bisect_right(starts, place) - 1
        return sections[at].title if at >= 0 else ""

    for section, end in zip(sections, ends, strict=True):
        yield "items", section.id, text[section.start : _stop(section, end)]
    for decision in document.decisions:
        yield "decisions", decision.id, f"{decision.text}\n{title(decision.start)}\n{decision.decider or ''}"
    for mandate in document.mandates:
        told = f"{mandate.giver or ''} {' '.join(mandate.assignees)}"
        yield "mandates", mandate.id, f"{mandate.text}\n{title(mandate.start)}\n{told}"
    for amount in document.amounts:
        around = text[max(0, amount.start - _AROUND) : amount.end + _AROUND]
        yield "amounts", amount.id, f"{around}\n{title(amount.start)}"
    for row in document.attendance:
        yield "attendance", row.id, f"{row.person}\n{row.organisation or ''}\n{' '.join(row.roles)}"
    for mention in document.mentions:
        if mention.label != "AMOUNT":
            yield mention.label, mention.id, mention.text
    for cell in document.table_cells:
        yield "cells", cell.id, f"{cell.table}\n{cell.row}\n{cell.column}"


def _stop(section: Section, following: int) -> int:
    return section.stop if section.start < section.stop else following
