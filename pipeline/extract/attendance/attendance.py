"""Attendance rows from the head of a protocol, in all the layouts lists come in."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.attendance.attended import COLUMN, without_mark
from pipeline.extract.attendance.chairs import with_one_chair
from pipeline.extract.attendance.collapsed import whole_names
from pipeline.extract.attendance.entries import Piece, Row
from pipeline.extract.attendance.homes import without_homes
from pipeline.extract.attendance.listheads import heading
from pipeline.extract.attendance.places import Item, places
from pipeline.extract.attendance.remarks import Circle, bare_party, bracketed
from pipeline.extract.attendance.rows import fact, merged, with_later
from pipeline.extract.attendance.summoned import settled
from pipeline.extract.attendance.surnames import surname_first
from pipeline.extract.attendance.walk import Walk
from pipeline.facts import Attendance, Warning  # noqa: A004 (the contract's word)
from pipeline.view import Layout

_IDLE = re.compile(r"(?:närvarande,? )?(?:men )?(?:ej|icke|inte) ", re.IGNORECASE)
_REVERSED = 3  # lines "Ek, Anna" that show how the whole list is written


def attendance(layout: Layout) -> tuple[list[Attendance], list[Warning]]:
    """One row a person and standing, in the order of the text, for every part of the document."""
    rows: list[Attendance] = []
    warnings: list[Warning] = []
    known = cache(lambda: whole_names(layout))
    for part in layout.parts:
        numbers = tuple(dict.fromkeys(s.number for s in layout.sections if s.part == part.id and s.number))
        pieces = places(layout, part)
        lines = [piece.text for piece in pieces if isinstance(piece, Piece)]
        walk = Walk(known, reverse=sum(map(surname_first, lines)) >= _REVERSED)
        idle = _idle_from(pieces)
        for number, piece in enumerate(pieces):
            walk.idle_ahead = number < idle
            walk.following = [p.text for p in pieces[number + 1 : number + 8] if isinstance(p, Piece)]
            if isinstance(piece, Item):
                walk.open(piece.heading)
            else:
                walk.step(piece)
        without_mark(walk.rows)
        with_one_chair(walk.rows)
        without_homes(walk.rows, layout.source.text)
        warnings.extend(walk.warnings)
        numbers = with_later(numbers, walk.rows)
        circle = Circle(
            numbers,
            local=sum(bare_party(row.rest) for row in walk.rows) >= 2,
            letters=frozenset(filter(None, (bracketed(r.rest) for r in walk.rows if _sits(r)))),
        )
        facts = [fact(row, part, circle) for row in walk.rows]
        rows.extend(merged(settled(facts, [row.summoned for row in walk.rows])))
    return rows, warnings


def _sits(row: Row) -> bool:
    """A member or a substitute: the letters behind their names are a party's."""
    return row.heading.standing != "other"


def _idle_from(pieces: list[Piece | Item]) -> int:
    """Which line begins the last list of substitutes that do not serve, -1 when there is none.

    It is headed so ("Ej tjänstgörande ersättare"), or stands under "Övriga närvarande".
    """
    last, others = -1, False
    for number, piece in enumerate(pieces):
        line = "" if isinstance(piece, Item) else piece.text.lstrip()
        found = heading(line)
        if found is None or COLUMN.fullmatch(line.strip()):
            continue
        others = others or line.casefold().startswith("övriga")
        if found[0].standing == "substitute" and found[0].present and (others or _IDLE.match(line)):
            last = number
    return last
