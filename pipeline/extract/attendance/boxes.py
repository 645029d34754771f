"""A cell that holds a list of its own: lines parted by ``<br>``, entries with a box to tick.

"| Ledamöter | ☒ Anna Ek (S)<br>☐ Bo Lund (M) |" is a heading and two entries.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.attendance.entries import Piece
from pipeline.extract.attendance.listheads import heading
from pipeline.extract.attendance.senders import is_sender
from pipeline.extract.names import FULL_NAME, name_score

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOX = re.compile(r"(?P<on>[☒☑✓✔]|[\[(][xX][\])])|(?P<off>[☐□]|\[\s?\])")
# in a cell of its own before the name
_LETTER = re.compile(rf"[xX×]\s{{1,3}}(?=(?P<name>{FULL_NAME.pattern}))")  # "X Anna Ek (S)"
_ALONE = re.compile(rf"{_BOX.pattern}|(?P<x>[xX×])")
# a box that begins an entry: a name follows, with a title before it at most
_BEGINS = re.compile(rf"(?:{_BOX.pattern})\s*(?=(?:[a-zåäö:\d-]+\s){{0,3}}{FULL_NAME.pattern})")
Range = tuple[int, int]


def listed(piece: Piece, raw: str) -> list[Piece]:
    """The entries of a line, each with whether its box is ticked; the line itself when it is one entry.

    `raw` is the document's text, which has the marks that part the lines of a cell.
    """
    before = raw[piece.begin() : piece.block.offsets[piece.start]]
    line = raw[piece.begin() : piece.block.offsets[piece.end - 1]] if piece.end > piece.start else ""
    aligned = len(piece.cells) > 1 or bool(line.strip())
    piece = replace(piece, tabs=before.count("\t"), aligned=aligned and not set("\t|<\n") & set(line))
    return [entry for line in _lines(piece, raw) for entry in _boxed(line)]


def _lines(piece: Piece, raw: str) -> list[Piece]:
    """The n-th lines of all cells together; cells with other counts of lines stay run together."""
    cells = [_broken(piece, cell, raw) for cell in piece.cells]
    count = max(map(len, cells))
    if count == 1:
        return [piece]
    title = len(cells) > 1 and len(cells[0]) == 1 and _is_title(piece.cell(0))
    columns = cells[1:] if title else cells
    people = [all(FULL_NAME.search(piece.block.text[a:b]) for a, b in column) for column in columns]
    if any(len(column) not in (1, count) for column in columns) and not all(people):
        return [piece]
    found = [_part(piece, [cells[0][0]])] if title else []
    for k in range(count):
        line = [_nth(piece, column, k) for column in columns]
        found.append(_part(piece, [cell for cell in line if cell], loose=len(line) > 1))
    return found


def _is_title(cell: str) -> bool:
    begun = heading(cell)
    return begun is not None and begun[1] >= len(cell.rstrip())


def _nth(piece: Piece, column: list[Range], k: int) -> Range | None:
    """The k-th line of a column; a sender that stands once is that of every line."""
    if k < len(column):
        return column[k]
    return column[0] if len(column) == 1 and is_sender(piece.block.text[slice(*column[0])].strip()) else None


def _broken(piece: Piece, cell: Range, raw: str) -> list[Range]:
    """The lines of a cell that ``<br>`` parts."""
    start, end = cell
    offsets = piece.block.offsets
    text = piece.block.text
    gaps = (
        [m.span() for m in re.finditer(r"\s+", text[start:end])]
        if "<" in raw[offsets[start] : offsets[end - 1]]
        else []
    )
    cuts = [
        (start + a, start + b)
        for a, b in gaps
        if a > 0 and start + b < end and _BREAK.search(raw, offsets[start + a - 1], offsets[start + b])
    ]
    edges = [(start, start), *cuts, (end, end)]
    return [(before[1], after[0]) for before, after in pairwise(edges) if before[1] < after[0]]


def _boxed(piece: Piece) -> list[Piece]:
    """The entries with a box before each: as pieces of their own, with its mark."""
    text = piece.block.text
    if piece.block.marker and (box := _BOX.fullmatch(piece.block.marker)):
        return [replace(piece, mark=box["on"] is not None)]
    ticked = _LETTER.match(text, piece.start, piece.end)
    if ticked and name_score(ticked["name"].split()) > 0:
        first = (ticked.end(), piece.cells[0][1])
        return [replace(piece, start=ticked.end(), cells=(first, *piece.cells[1:]), mark=True)]
    found: list[Piece] = []
    rest: list[Range] = []
    for start, end in piece.cells:
        boxes = list(_BEGINS.finditer(text, start, end))
        if not boxes or (
            text[start : boxes[0].start()].strip() and not _is_title(text[start : boxes[0].start()])
        ):
            alone = _ALONE.fullmatch(text[start:end].strip()) if end > start else None
            if alone and not rest and not found and len(piece.cells) > 1 and (start, end) == piece.cells[0]:
                others = replace(piece, start=piece.cells[1][0], cells=piece.cells[1:])
                return [replace(others, mark=alone["off"] is None)]
            rest.append((start, end))
            continue
        if text[start : boxes[0].start()].strip():
            rest.append((start, boxes[0].start()))
        for box, stop in zip(boxes, [*(box.start() for box in boxes[1:]), end], strict=True):
            entry = _part(piece, [(box.end(), box.end() + len(text[box.end() : stop].rstrip(" ,;")))])
            found.append(replace(entry, mark=box["on"] is not None))
    if not found:
        return [piece]
    return [_part(piece, [cell]) for cell in rest if text[slice(*cell)].strip()] + found


def _part(piece: Piece, cells: list[Range], loose: bool = False) -> Piece:
    """`cells` of a line as one of its own; `loose` when others stand between them in the text."""
    return replace(
        piece, start=cells[0][0], end=cells[-1][1], cells=tuple(cells), loose=loose and len(cells) > 1
    )
