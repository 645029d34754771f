"""Rows of a DOCX or HTML table → lines of text, cells separated by tabs."""

from __future__ import annotations

import re

# A cell as its lines (paragraphs, or what <br> separates).
Cell = list[str]

# "Anna Almbladh (S)", "Bertil af Ekenstam, ordförande": what a list of people has on each line.
_ENTRY = re.compile(r"^[^\W\d_][\w'’.-]*(?: [\w('’.-]+)+")


def row_lines(cells: list[Cell]) -> list[str]:
    """One line for the row, or one for each entry of a list that stands in a cell.

    "Beslutande" | "Anna Almbladh (S)", "Bo Cederlöw (M)" becomes two lines, the second beginning
    with a tab, as the row looks on paper; a heading broken in two ("Budget", "2024") stays one.
    """
    trimmed = [_trimmed(cell) for cell in cells]
    if any(_is_list(cell) for cell in trimmed):
        height = max(len(cell) for cell in trimmed)
        rows = [[cell[i] if i < len(cell) else "" for cell in trimmed] for i in range(height)]
    else:
        rows = [[" ".join(line for line in cell if line) for cell in trimmed]]
    lines = ["\t".join(row).rstrip("\t ") for row in rows]
    return [line for line in lines if line]


def _trimmed(cell: Cell) -> Cell:
    lines = [" ".join(line.split()) for line in cell]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _is_list(cell: Cell) -> bool:
    entries = [line for line in cell if line]
    return len(entries) > 1 and all(entry[0].isupper() and _ENTRY.match(entry) for entry in entries)
