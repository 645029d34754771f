"""The rows of tables: runs of row blocks, their cells and the caption above them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract._units import FIGURE, is_only_unit, only_unit, titled, unit_in
from pipeline.view import Block, Layout


@dataclass(frozen=True)
class Cell:
    """A cell: its clean range and words, and its columns in the raw line (some rows are set out by space)."""

    start: int
    end: int
    text: str
    left: int
    right: int


@dataclass(frozen=True)
class Row:
    """A row; `grid` when tabs or pipes tell its empty cells."""

    block: Block
    cells: tuple[Cell, ...]
    grid: bool

    @property
    def filled(self) -> list[Cell]:
        """The cells with words."""
        return [cell for cell in self.cells if cell.text]


def runs(layout: Layout) -> list[tuple[int, int]]:
    """Index ranges of rows that belong together.

    A page's furniture does not part a table, nor do up to two short lines between its rows ("Intäkter:",
    the title of its next part); a new item does.
    """
    runs: list[tuple[int, int]] = []
    start: int | None = None
    last = between = 0
    for index, block in enumerate(layout.blocks):
        if start is not None and (block.part, block.section) != _home(layout.blocks[start]):
            runs.append((start, last))
            start = None
        if block.kind == "row":
            start = _first_row(layout, index) if start is None else start
            last, between = index + 1, 0
        elif block.kind == "furniture":
            continue
        elif start is not None and not (_bridges(block) and (between := between + 1) <= 3):
            runs.append((start, last))
            start = None
    return [*runs, (start, last)] if start is not None else runs


def _first_row(layout: Layout, index: int) -> int:
    """Rows with one filled cell ("Sjövalla kommun⇥", "⇥2018", "Avvikelse" far right) come as own lines."""
    while index and _home(layout.blocks[index - 1]) == _home(layout.blocks[index]):
        block = layout.blocks[index - 1]
        if (
            block.kind == "row"
            or not _bridges(block)
            or not re.search(r"[\t|]|^ {30,}\S", _line(layout, block)[1])
        ):
            break
        index -= 1
    return index


def _line(layout: Layout, block: Block) -> tuple[int, str]:
    """Where the raw line begins that a block begins in, and the line."""
    raw = layout.source.text
    start = raw.rfind("\n", 0, block.start) + 1
    end = raw.find("\n", block.start)
    return start, raw[start : end if end >= 0 else len(raw)]


def _home(block: Block) -> tuple[str, int | None]:
    return block.part, block.section


def _bridges(block: Block) -> bool:
    """A short line that may head a group of rows, or a page's furniture over a table's first row."""
    return block.kind == "furniture" or (len(block.text) <= 80 and not block.text.endswith("."))


def caption(layout: Layout, first: int) -> tuple[str, str | None]:
    """The heading above a table and the unit that the lines just above give: "Driftbudget 2021 (tkr)"."""
    title, unit = "", None
    for block in reversed(layout.blocks[max(0, first - 4) : first]):
        if block.kind in ("furniture", "row"):
            if block.kind == "row":
                break
            continue
        unit = unit or unit_in(block.text)
        bare = block.text.strip()
        unit_only = is_only_unit(bare)
        if bare and not unit_only and (len(bare) <= 90 and not bare.endswith(".")):
            title = f"{block.marker if block.marker[:1].isdigit() else ''} {bare}".strip()
            break
        if not unit_only:
            break
    section = layout.section_of(layout.blocks[first])
    if not title and section:
        title = section.title
    return titled(title), unit or unit_in(title)


def unit_below(layout: Layout, last: int) -> str | None:
    """The unit that a line right behind a table gives ("(tkr)"), unless it heads the next table."""
    behind = [block for block in layout.blocks[last : last + 4] if block.kind != "furniture"][:2]
    if not behind or _home(behind[0]) != _home(layout.blocks[last - 1]):
        return None
    return None if behind[-1].kind == "row" else only_unit(behind[0].text)


def row_of(layout: Layout, block: Block) -> Row:
    """A block as a row of cells; a block of one cell keeps the empty cells before it."""
    line, written = _line(layout, block)
    found = []
    if block.kind != "row":  # the empty cells before the only filled one
        found = [Cell(0, 0, "", 0, 0)] * written[: block.start - line].count("\t")
    for start, end in block.cells or ((0, len(block.text)),):
        left, right = block.span(start, end) if start < end else (0, 0)
        found.append(Cell(start, end, block.text[start:end].strip(), left - line, right - line))
    return Row(block, tuple(found), "\t" in written or "|" in written)


def figure(cell: Cell) -> re.Match[str] | None:
    """The match of a cell that holds nothing but a number, with or without its unit."""
    return FIGURE.fullmatch(cell.text)
