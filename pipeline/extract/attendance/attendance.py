"""Attendance rows from the head of a protocol, in all the layouts lists come in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.extract.attendance.attended import COLUMN, without_mark
from pipeline.extract.attendance.chairs import with_one_chair
from pipeline.extract.attendance.collapsed import whole_names
from pipeline.extract.attendance.elected import elected
from pipeline.extract.attendance.entries import Piece, Row
from pipeline.extract.attendance.homes import without_homes
from pipeline.extract.attendance.itemspan import item_numbers
from pipeline.extract.attendance.labelruns import divided, spread
from pipeline.extract.attendance.letters import letters_first
from pipeline.extract.attendance.listheads import heading
from pipeline.extract.attendance.places import Item, places
from pipeline.extract.attendance.remarks import Circle, bare_party, bracketed
from pipeline.extract.attendance.rows import fact, merged, with_later, without_repeats
from pipeline.extract.attendance.seatlist import seat_list
from pipeline.extract.attendance.summoned import invited, settled
from pipeline.extract.attendance.surnames import surname_first
from pipeline.extract.attendance.unheaded import with_deciding
from pipeline.extract.attendance.walk import Walk
from pipeline.extract.attendance.wrapped import unwrapped
from pipeline.extract.signs import without_signs
from pipeline.facts import Attendance, Warning  # noqa: A004 (the contract's word)
from pipeline.view import Layout

_IDLE = re.compile(r"(?:närvarande,? )?(?:men )?(?:ej|icke|inte) ", re.IGNORECASE)
_FEW = 3  # members in the head of minutes whose list is bound in behind
_REVERSED = 3  # lines "Ek, Anna" that show how the whole list is written


def attendance(layout: Layout) -> tuple[list[Attendance], list[Warning]]:
    """One row a person and standing, in the order of the text, for every part of the document."""
    rows: list[Attendance] = []
    warnings: list[Warning] = []
    known = cache(lambda: whole_names(layout))
    # of the minutes read last: themselves, members listed, "Beslutande: se närvarolista"
    minutes, seated, by_list = layout.parts[0] if layout.parts else None, 0, False
    for part in layout.parts:
        annexed = part.meeting.kind == "attachment"
        minutes = part if not annexed or minutes is None else minutes
        pieces, letters = letters_first(unwrapped(places(layout, part, unlisted=seated < _FEW)))
        walk = _walked(pieces, known, by_list and annexed, letters)
        spread(walk.rows)
        divided(walk.rows, walk.runs)
        with_deciding(walk.rows, walk.unheaded)
        without_mark(walk.rows)
        with_one_chair(walk.rows)
        without_homes(walk.rows, layout.source.text)
        warnings.extend(walk.warnings)
        numbers = with_later(item_numbers(layout, minutes), walk.rows)
        circle = Circle(
            numbers,
            local=sum(bare_party(row.rest) for row in walk.rows) >= 2,
            letters=bracketed([row.rest for row in walk.rows if _sits(row)]),
            bare=not any("§" in row.rest for row in walk.rows),
        )
        facts = without_signs([fact(row, part, circle) for row in walk.rows])
        if facts or not annexed:
            seated = sum(row.standing != "other" for row in facts)
            by_list = walk.by_list
        summoned = [row.summoned for row in walk.rows]
        listed = without_repeats(merged(settled(invited(facts, summoned), summoned)))
        rows.extend(listed or elected(layout, part))
    return rows, warnings


def _walked(
    pieces: list[Piece | Item], known: Callable[[], frozenset[str]], by_list: bool, letters: frozenset[str]
) -> Walk:
    """The lines of a part, read; `by_list` when its people are those that decide.

    `letters`: those of parties that stand before the names.
    """
    lines = [piece for piece in pieces if isinstance(piece, Piece)]
    cells = [piece.cell(k) for piece in lines for k in range(len(piece.cells))]
    walk = Walk(known, reverse=sum(map(surname_first, cells)) >= _REVERSED)
    walk.rows.extend(seat_list(lines))
    if walk.rows:
        return walk
    idle = _idle_from(pieces)
    walk.by_list, walk.letters = by_list, letters
    for number, piece in enumerate(pieces):
        walk.idle_ahead = number < idle
        walk.following = [p.text for p in pieces[number + 1 : number + 8] if isinstance(p, Piece)]
        if isinstance(piece, Item):
            walk.settle()
            walk.open(piece.heading)
        else:
            walk.step(piece)
    walk.settle()
    return walk


def _sits(row: Row) -> bool:
    """A member or a substitute: the letters behind their names are a party's."""
    return row.heading.standing != "other" and not row.sent


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
