"""Lists side by side: which of them a cell belongs to, and what a narrow column puts on the line below."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.attendance.entries import Piece, Row
from pipeline.extract.attendance.headlines import ITEMS, halved, hangs
from pipeline.extract.attendance.listheads import Heading, heading

_SINGULAR = re.compile(r"^\s*(?:Ordinarie(?: ledamot)?|Ledamot)\s*:?\s*$")
Beside = list[tuple[int, Heading]]  # where each list begins, counted from the line's start


def side_by_side(piece: Piece, texts: list[str]) -> Beside:
    """The lists that a line such as "Ledamöter    Ersättare" heads; none when it is another line."""
    if len(texts) < 2:
        return []
    texts = [_SINGULAR.sub("Ledamöter", text) for text in texts]
    heads = [heading(text) for text in texts]
    if not all(found and found[1] >= len(text) for found, text in zip(heads, texts, strict=True)):
        return []
    found = [head[0] for head in heads if head]
    if len(found) > 2 and found[0].standing == "voting" and found[1] == Heading("member", "ledamot"):
        # "Beslutande⇥Ledamöter⇥Ersättare": the first stands over the second
        found = [found[0], replace(found[0], role="ledamot"), *found[2:]]
        return [(piece.column(k), head) for k, head in enumerate(found)][1:]
    under = found[1] == Heading("member", "ledamot") or found[0].standing == "other"
    if len({(h.standing, h.role, h.present) for h in found}) < 2 or under:
        return []  # "Beslutande⇥Ledamöter", "Övriga närvarande⇥Ersättare": one under the other
    return [(piece.column(k), head) for k, head in enumerate(found)]


def column_of(piece: Piece, index: int, beside: Beside) -> int:
    """Which of the lists a cell of the line belongs to."""
    if piece.block.kind == "row" and len(piece.cells) == len(beside):
        return (
            index  # tabs or pipes part the cells, so that their count, not their place, says whose they are
        )
    if piece.block.kind == "row" and not piece.aligned and len(piece.cells) == len(beside) + 1:
        return max(index - 1, 0)  # the first column had the heading over them all
    if piece.tabs and len(piece.cells) == 1:
        return min(piece.tabs, len(beside) - 1)
    at = piece.column(index)
    return min(range(len(beside)), key=lambda column: abs(beside[column][0] - at))


def open_rows(piece: Piece, listed: list[Row], beside: Beside) -> list[Row | None]:
    """For each cell of the line the row above that it goes on with, None where it begins another.

    Without lists side by side only items go on: "§§ 1–4" on a line of their own.
    """
    half = bool(listed) and halved(listed[-1], piece.text)
    if not listed or (not beside and not half and not ITEMS.fullmatch(piece.text)):
        return []
    last = {row.column: row for row in listed}
    found: list[Row | None] = []
    for index in range(len(piece.cells)):
        above = last.get(column_of(piece, index, beside) if beside else 0)
        items = above and ITEMS.fullmatch(piece.cell(index)) and "§" not in above.rest
        goes_on = above and (hangs(above) or items or halved(above, piece.cell(index)))
        found.append(above if goes_on else None)
    return found
