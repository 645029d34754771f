"""The list of a voting system, each cell on a line of its own: seat, member, substitute, party, times.

"Plats" / "Ledamot" / "Ersättare" / "Parti" / "Ankom" / "Utgick" / "1" / "Ek, Anna" / "S" / "16:00" / "19:00".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.attendance.cuts import LETTERS
from pipeline.extract.attendance.entries import Piece, Row
from pipeline.extract.attendance.listheads import Heading
from pipeline.extract.names import NAME_WORD

_TITLES = frozenset("plats ledamot ersättare parti ankom utgick avgick".split())
_LEAST = 4  # of these titles
_HEAD = 16  # first lines among which they stand
_PART = rf"(?:[a-zåäö]{{2,3}}\s){{0,2}}{NAME_WORD}(?:\s(?:{NAME_WORD}|[a-zåäö]{{1,3}}|[A-ZÅÄÖ]\.?)){{0,3}}"
_NAME = re.compile(rf"{_PART},\s{_PART}")
_PARTY = re.compile(LETTERS)
_MEMBER = Heading("member", "")
_SERVES = Heading("voting", "ersättare")


def seat_list(lines: Sequence[Piece]) -> list[Row]:
    """The people of such a list, one row each; none when `lines` are another text.

    Where two names stand on a seat the second serves for the first, who is away unless a seat of the list
    has her name alone.
    """
    if not is_seat_list([line.text for line in lines[:_HEAD]]):
        return []
    rows: list[Row] = []
    alone: set[str] = set()
    for names, party in _seats(lines):
        member = _row(names[0], party, _MEMBER)
        if len(names) == 1:
            alone.add(member.name)
        else:
            member.present = False
            serving = _row(names[1], party, _SERVES)
            serving.replaces = member.name
            rows.append(serving)
        rows.append(member)
    found: dict[tuple[str, str], Row] = {}
    turns = alone & {row.name for row in rows if row.present is False}
    for row in rows:
        row.turns = row.name in turns or (row.replaces or "") in turns
        if row.present is False and row.name in alone:
            row.present = None
        found.setdefault((row.name, row.heading.standing), row)
    return sorted(found.values(), key=lambda row: row.piece.block.offsets[row.start])


def is_seat_list(texts: Sequence[str]) -> bool:
    """Whether the titles of its columns are among the first lines, each alone."""
    return len(_TITLES & {text.strip(" :").casefold() for text in texts[:_HEAD]}) >= _LEAST


def _seats(lines: Sequence[Piece]) -> Iterator[tuple[list[Piece], str]]:
    """The one or two names of each seat with the letters behind them."""
    names: list[Piece] = []
    for line in lines:
        text = line.text.strip()
        if _NAME.fullmatch(text):
            names.append(line)
        elif names and _PARTY.fullmatch(text):
            yield names[-2:], text
            names = []
        elif text.isdigit():
            names = []


def _row(piece: Piece, party: str, under: Heading) -> Row:
    lead = len(piece.text) - len(piece.text.lstrip())
    name = piece.text.strip()
    start = piece.start + lead
    return Row(piece, start, start + len(name), name, f" ({party})", under)
