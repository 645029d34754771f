"""Titles of a table's columns that a page break repeats: no furniture, though they come again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from pipeline.segment.lines import Line

_SLACK = 2  # characters by which a cell may stand beside its title
_NEAR = 3  # lines below, blank ones among them, that the first row stands in
_LONGEST = 30  # characters of a title


def headers(
    lines: Sequence[Line], key: Callable[[Line], str], is_page_number: Callable[[str], bool]
) -> set[int]:
    """Indices of lines that come again, each time over a row whose cells stand under its own.

    "Konto (tkr)    Budget 2024    Utfall 2023" over "Löner    100    90", and again over the next page's
    rows. Below the last line of a page's head stands running text as often, or the same line each time.
    """
    again: defaultdict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if "\t" in line.text and not line.front:
            again[key(line)].append(i)
    found: set[int] = set()
    for places in again.values():
        below = [_row_below(lines, i) for i in places]
        told = {key(row) for row in below if row}
        if 2 <= len(places) == len(told) and all(
            row is not None and _titles(lines[i], is_page_number) and _under(lines[i], row)
            for i, row in zip(places, below, strict=True)
        ):
            found.update(places)
    return found


def _row_below(lines: Sequence[Line], index: int) -> Line | None:
    below = next((line for line in lines[index + 1 : index + 1 + _NEAR] if not line.blank), None)
    return below if below and "\t" in below.text else None


def _titles(line: Line, is_page_number: Callable[[str], bool]) -> bool:
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    return (
        len(cells) > 1
        and not any(is_page_number(cell) or len(cell) > _LONGEST for cell in cells)
        and sum(any(map(str.isalpha, cell)) for cell in cells) > len(cells) / 2
    )


def _under(header: Line, row: Line) -> bool:
    """Whether each filled cell of `row`, two at least, stands below one of `header`."""
    titles = _edges(header)
    cells = _edges(row)
    return len(cells) > 1 and all(
        any(
            abs(left - own) <= _SLACK or abs(right - stop) <= _SLACK or own <= left <= stop
            for own, stop in titles
        )
        for left, right in cells
    )


def _edges(line: Line) -> list[tuple[int, int]]:
    return [
        (line.offsets[a] - line.start, line.offsets[b - 1] + 1 - line.start) for a, b in line.cells if b > a
    ]
