"""What the extractors of measurable things share: numbers, months, cells, and the fields every fact has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from pipeline.facts import Mention, MentionLabel
from pipeline.view import Block, Layout

# Any kind of space inside a line; never the tab, which parts the cells of a row.
SP = "[ \u00a0\u2007\u2009\u202f]"

# "1 250", "1.250.000", "1,250,000", "1’250", "57 168,51", "2,8", "2.8", "560000", "21:64 kr", "2 500:50 kr"
NUMBER = (
    rf"(?:(?:\d{{1,3}}(?:{SP}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+|\d+):\d\d(?={SP}?kr)"
    rf"|\d{{1,3}}(?:[’']\d{{3}})+(?!\d)|\d{{1,3}}(?:{SP}\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?!\d)|\d{{1,3}}(?:,\d{{3}}){{2,}}(?!\d)"
    r"|\d+)(?:[.,]\d+)?"
)

_SHORT = re.compile(r".{1,60}")
_FIGURE = re.compile(rf"[-−–+]?{SP}?{NUMBER}{SP}?(?:%|kr|tkr|mnkr|:-)?|[-–]", re.IGNORECASE)


class Fields(TypedDict):
    """The fields any fact has, as keyword arguments."""

    start: int
    end: int
    text: str
    part: str | None
    section: str | None
    rule: str


def fields(layout: Layout, block: Block, start: int, end: int, rule: str) -> Fields:
    """The common fields of a fact over the clean range ``[start, end)`` of `block`."""
    return raw_fields(layout, block, *block.span(start, end), rule)


def raw_fields(layout: Layout, block: Block, start: int, end: int, rule: str) -> Fields:
    """The common fields of a fact over the raw range ``[start, end)`` inside or beside `block`."""
    section = layout.section_of(block)
    return {
        "start": start,
        "end": end,
        "text": layout.source.text[start:end],
        "part": block.part,
        "section": section.number if section else None,
        "rule": rule,
    }


def mention(
    layout: Layout,
    block: Block,
    span: tuple[int, int],
    label: MentionLabel,
    rule: str,
    value: str | None = None,
) -> Mention:
    """A mention over the clean range `span` of `block`."""
    return Mention(**fields(layout, block, *span, rule), label=label, value=value)


def number(text: str) -> float:
    """The value of words that match `NUMBER`: ``number("57 168,51") == 57168.51``."""
    bare = re.sub(rf"{SP}|[\t’']", "", text).replace(":", ",")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare) or bare.count(".") > 1:
        bare = bare.replace(".", "")
    if bare.count(",") > 1:
        bare = bare.replace(",", "")
    return float(bare.replace(",", "."))


def cells(block: Block) -> tuple[tuple[int, int], ...]:
    """Clean ranges of what tabs part: the cells of a row, the columns of a contents list."""
    return tuple(match.span() for match in re.finditer(r"[^\t]+", block.text))


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but a number, with or without its unit."""
    return bool(_FIGURE.fullmatch(text.strip()))


def figure_row(block: Block) -> bool:
    """Whether a row has a cell of its own for a figure (years are headings, not figures)."""
    return block.kind == "row" and any(
        is_figure(block.text[start:end]) and not re.fullmatch(r"(?:19|20)\d\d|[-–]", block.text[start:end])
        for start, end in cells(block)[1:]
    )


def columns_unrolled(text: str) -> list[tuple[int, int]]:
    """Raw ranges where a table lost its grid: one cell a line, many of them bare figures.

    What a text layer leaves of such a table, a line each: ``Städning``, ``-120``, ``-7``, ``Larm``.
    Six figures or more among short lines without a full stop, one line in five a figure, make a range.
    """
    ranges: list[tuple[int, int]] = []
    run: list[tuple[int, int, bool]] = []
    for start, line in _lines(text):
        bare = line.strip()
        if not bare:
            continue
        if _SHORT.fullmatch(bare) and not bare.endswith((".", ":", ",")) and "\t" not in bare:
            run.append((start, start + len(line), is_figure(bare)))
            continue
        ranges += _unrolled(run)
        run = []
    return ranges + _unrolled(run)


def _unrolled(run: list[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """The figure-dense stretches of a run of short lines: figures at most seven lines apart."""
    found: list[tuple[int, int]] = []
    figures = [index for index, (_, _, figure) in enumerate(run) if figure]
    group: list[int] = []
    for index in [*figures, len(run) + 100]:
        if group and index - group[-1] > 7:
            if len(group) >= 6 and len(group) * 5 >= group[-1] - group[0]:
                first = max(0, group[0] - 4)
                found.append((run[first][0], run[group[-1]][1]))
            group = []
        group.append(index)
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n")
        start += len(line)


def within(position: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether `position` lies in one of `ranges`."""
    return any(start <= position < end for start, end in ranges)
