"""Whether a line is a heading, or goes on with the one above."""

from __future__ import annotations

import re

from pipeline.extract.attendance.entries import Piece, Row
from pipeline.extract.attendance.listheads import Heading, heading
from pipeline.extract.attendance.pieces import persons
from pipeline.extract.names import FULL_NAME, NAME_WORD
from pipeline.extract.rolewords import starts_with_role


def behind(piece: Piece, end: int) -> str:
    """The line behind a heading that begins it."""
    return piece.block.text[piece.cells[0][0] + end : piece.end]


def is_heading(text: str, end: int, piece: Piece) -> bool:
    """A heading ends its cell, or a colon or a name follows: not "Ledamöterna diskuterade frågan"."""
    rest = text[end:]
    if not rest.strip() or ":" in text[:end] or ";" in text[:end] or second(rest):
        return True
    other = heading(rest)
    if other and other[1] >= len(rest):
        return True  # "Tjänstgörande ersättare Närvarande, ej tjänstgörande ersättare"
    titled = starts_with_role(rest)  # "Vid mötet närvarade även kanslichef Anna Ek"
    return FULL_NAME.match(rest[titled:].lstrip() if titled else rest) is not None and (
        persons(rest) != [] or len(piece.cells) > 1
    )


def second(rest: str) -> tuple[Heading, int] | None:
    """A heading with its colon behind another: "Övriga deltagande  Ersättare: …"."""
    found = heading(rest)
    return found if found and ":" in rest[: found[1]] and found[1] < len(rest) else None


# "Siv Melin (C), 1:e vice", "Bo Lund (M), tjänstgörande för": the rest stands on the line below
_HANGS = re.compile(
    r"(?:[,(–-]|(?<![\w:])(?:vice|förste|andre|[12]:[ea]|för|och|samt|ersätter|av|i|ej|del av|tjänstgörande"
    r"|§{1,2}))\s*$"
)
# "Siv Melin (C), ersätter Bo" / "Lund (C)": the line ends within the name of whom she stands in for
_HALF_NAME = re.compile(
    rf"(?:\bför|\bf\.|\bersätter|\bersättare för|\bst\.?\s?f\.?)\s{NAME_WORD}\s*$", re.IGNORECASE
)
_OTHER_HALF = re.compile(rf"\s*{NAME_WORD}\s*(?:$|[(,])")
ITEMS = re.compile(r"\s*\(?§{1,2}\s*\d[\d\s,–-]*\)?\s*")


def hangs(row: Row) -> bool:
    """Whether what is said of somebody does not end with the line."""
    return _HANGS.search(row.rest) is not None


def halved(row: Row, cell: str) -> bool:
    """Whether `cell` has the surname of whom `row` stands in for, whose given name ends her line."""
    return _HALF_NAME.search(row.rest) is not None and _OTHER_HALF.match(cell) is not None


def go_on(rows: list[Row], text: str) -> None:
    """A line that goes on with the remarks of the one whose remark is open ("ärende" / "6-16")."""
    target = next(
        (row for row in reversed(rows[-3:]) if re.search(r"(?:§|ärenden?|[-–,])\s*$", row.rest)), rows[-1]
    )
    target.rest += " " + text
