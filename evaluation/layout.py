"""What a protocol looks like, in a few comparable words: how its headings, lists and decisions are laid out.

Two protocols of one template share nearly all of these; a feature that no gold has is a layout
nobody has annotated yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.facts import Document, Span

Where = Literal["headings", "those present", "decisions"]

COMMON = 0.2  # a shape is the document's own when it has this share of the facts of its sort
_WORDS = re.compile(r"[^\W\d_]+(?:[-.:’'][^\W\d_]+)*")
_LONGEST = 14


@dataclass(frozen=True, order=True)
class Feature:
    """How one sort of thing is laid out: its `shape` (9 a number, X words, ⇥ a tab, ⏎ a line's end)."""

    where: Where
    shape: str


def layout(document: Document) -> frozenset[Feature]:
    """The shapes of a document's headings, rows of those present and decisions, the usual ones of each."""
    text = document.source.text
    headings = [
        _shape(_before(section.title, text[_line(text, section.start) : section.end]))
        for section in document.sections
        if section.kind == "item"
    ]
    rows = [_row(text, row) for row in document.attendance]
    decisions = [_lead(text, decision) for decision in document.decisions if decision.status == "decided"]
    return frozenset(
        (*_usual("headings", headings), *_usual("those present", rows), *_usual("decisions", decisions))
    )


def _usual(where: Where, shapes: Sequence[str]) -> Iterable[Feature]:
    counts = Counter(shapes)
    return (Feature(where, shape) for shape, number in counts.items() if number >= COMMON * len(shapes))


def _before(title: str, heading: str) -> str:
    """What of a heading stands before its title; the title may be broken over lines there."""
    words = r"\s+".join(map(re.escape, title.split()))
    found = re.search(words, heading) if words else None
    return heading[: found.start()] if found else heading.partition("\n")[0]


def _row(text: str, row: Span) -> str:
    """The line of somebody present: "⇥X, X" for "Lisa Ek⇥Tingås kommun, ordförande"."""
    end = text.find("\n", row.end)
    before, after = text[_line(text, row.start) : row.start], text[row.end : end if end >= 0 else len(text)]
    return f"{_shape(before)}N{_shape(after.partition('§')[0])}"


def _lead(text: str, decision: Span) -> str:
    """What stands before a decision on its line, and whether it begins with "att"."""
    words = decision.text.split(maxsplit=1)[:1]
    return _shape(text[_line(text, decision.start) : decision.start]) + ("att" if words == ["att"] else "X")


def _line(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _shape(words: str) -> str:
    shape = re.sub(r"\d+", "9", words)
    shape = _WORDS.sub("X", shape)
    shape = re.sub(r"[^\S\n\t]*\t\s*", "⇥", shape)
    shape = re.sub(r"\s*\n\s*", "⏎", shape)
    shape = re.sub(r"\s+", " ", shape)
    shape = re.sub(r"X(?: X)+", "X", shape)
    shape = re.sub(r"X(?:([,⇥]) ?X)+", r"X\1X", shape)  # however long a list is
    shape = re.sub(r"([.…_·•*|#-])\1+", r"\1", shape)
    return shape.strip(" ")[:_LONGEST]
