"""People whose heading stands elsewhere: "Beslutande" / "Övriga deltagande" / the names of both lists."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.attendance.entries import Row
from pipeline.extract.attendance.listheads import Heading
from pipeline.extract.attendance.remarks import remarks
from pipeline.extract.attendance.words import is_board_role

_LEAST = 3  # people who may have decided


def with_deciding(rows: Sequence[Row], lists: Sequence[int]) -> None:
    """Make those deciding who come first in each of `lists`, of others under an empty "Beslutande".

    A page read by its columns has the headings first. Nothing is decided by nobody: they are those before
    the first that has an office, or the first without a party where they have one.
    """
    if any(row.heading.standing == "voting" or row.standing == "voting" for row in rows):
        return
    for number in lists:
        listed = [row for row in rows if row.list == number]
        first = next((k for k, row in enumerate(listed) if _is_guest(row, listed[0])), 0)
        if first < _LEAST:
            continue
        for row in listed[:first]:
            row.heading = Heading("voting")


def _is_guest(row: Row, first: Row) -> bool:
    read = remarks(row.rest)
    roles = (*((row.role,) if row.role else ()), *read.roles)
    if roles:
        return not all(map(is_board_role, roles))
    return remarks(first.rest).party is not None and read.party is None
