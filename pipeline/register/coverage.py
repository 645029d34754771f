"""For which meetings the register speaks: §§ run through a body's year, so gaps tell of missing minutes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

from pipeline.register.model import Gap, Hole, Meeting

_NUMBER = re.compile(r"\d{1,4}")
_BEGINS = 2  # the first § known of a meeting that begins anew ("§ 1 Mötets öppnande" may be unnumbered)


def coverage(meetings: Sequence[Meeting]) -> tuple[str, tuple[Gap, ...], tuple[Hole, ...]]:
    """How a body numbers its §§ ("year", "meeting", "unknown"), the gaps between minutes, holes in them.

    Before the first minutes of a year everything from § 1 is missing; after the last nothing can be known.
    Where some minutes have §§, the points of others ("3. Nästa möte" in notes) are no §§ of the year.
    """
    if any(meeting.signed and meeting.numbers for meeting in meetings):
        meetings = [meeting for meeting in meetings if meeting.signed]
    years: dict[str, list[tuple[Meeting, list[int]]]] = defaultdict(list)
    holes = []
    for meeting in meetings:
        numbers = _numbers(meeting)
        if numbers:
            years[meeting.date[:4]].append((meeting, numbers))
            inside = tuple(sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers)))
            if inside and len(inside) < len(numbers):
                holes.append(Hole(meeting.date, inside, meeting.paths[0]))
    way = _way(years)
    if way != "year":
        return way, (), tuple(holes)
    gaps = [gap for year, held in sorted(years.items()) for gap in _gaps(year, held)]
    return way, tuple(gaps), tuple(holes)


def _numbers(meeting: Meeting) -> list[int]:
    """The numbers of a meeting, "45 a" as 45, without one that stands far from all others (a misreading)."""
    found = sorted({int(m[0]) for number in meeting.numbers if (m := _NUMBER.match(number))})
    if len(found) > 2:
        middle = found[len(found) // 2]
        found = [number for number in found if abs(number - middle) <= 2 * len(found) + 20]
    return found


def _way(years: dict[str, list[tuple[Meeting, list[int]]]]) -> str:
    """Numbers that begin at 1 twice in a year, or mostly come again, are a meeting's own."""
    known = [numbers for held in years.values() for _, numbers in held]
    if not known:
        return "unknown"
    for held in years.values():
        if sum(numbers[0] <= _BEGINS for _, numbers in held) > 1:
            return "meeting"
        for (_, one), (_, other) in combinations(held, 2):
            if 2 * len(set(one) & set(other)) >= min(len(one), len(other)):
                return "meeting"
    if any(numbers[0] > _BEGINS for numbers in known):
        return "year"
    return "unknown" if len(known) == 1 else "meeting"


def _gaps(year: str, held: Sequence[tuple[Meeting, list[int]]]) -> list[Gap]:
    ordered = sorted(held, key=lambda pair: pair[0].date)
    first, numbers = ordered[0]
    found = [Gap(year, 1, numbers[0] - 1, None, first.date)] if numbers[0] > 1 else []
    for (before, low), (after, high) in pairwise(ordered):
        if high[0] > low[-1] + 1:
            found.append(Gap(year, low[-1] + 1, high[0] - 1, before.date, after.date))
    return found
