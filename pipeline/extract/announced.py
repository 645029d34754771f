"""Deadlines that hang on a meeting whose day the minutes announce themselves.

"till nästa möte" is a day where an item "Nästa möte" or a sentence names it ("Nästa sammanträde är den
14 maj"), and "till sammanträdet i maj" is that day too. What other files tell is left to the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.facts import Mandate, Mention, Section
from pipeline.patterns import MONTHS
from pipeline.view import Layout

_NEXT_TITLE = re.compile(
    r"\b(?:nästa|kommande|nästkommande)\s(?:\w+\s)?\w*(?:möten?|sammanträden?)\b", re.IGNORECASE
)
_PLAN_TITLE = re.compile(r"\b(?:sammanträdes|mötes)(?:tider|dagar|datum|plan)\b", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(
    r"\b(?:nästa|nästkommande)\s(?:\w+\s)?\w*(?:möte|sammanträde)t?\b[^.!?\n]{0,60}$", re.IGNORECASE
)
_NEXT = re.compile(
    r"\b(?:nästa|nästkommande|nästföljande|kommande)\s(?:\w+\s)?\w*(?:möte|sammanträde)t?\b", re.IGNORECASE
)
_MEETING = re.compile(r"\w*(?:möte|sammanträde)t?\b", re.IGNORECASE)
_OWNER = re.compile(
    r"\b(\w+s)\s(?:nästa\s|kommande\s|nästkommande\s)?\w*(?:möte|sammanträde)t?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Days:
    """The days of meetings to come: `following` where one is called the next, `planned` all of them."""

    following: tuple[str, ...]
    planned: tuple[str, ...]


def announced(layout: Layout, told: Sequence[Mandate], days: Sequence[Mention]) -> list[Mandate]:
    """`told` with `due` the day of the meeting a deadline waits for, where `days` (DATE mentions) tell it."""
    known: dict[str, _Days] = {}
    found = []
    for mandate in told:
        part = next((p for p in layout.parts if p.start <= mandate.start < p.end), layout.parts[0])
        if part.id not in known:
            known[part.id] = _announced(layout, days, part.start, part.end, part.meeting.date)
        owner = _OWNER.search(mandate.deadline or "")
        own = not owner or _ours(owner[1], part.meeting.body or "")
        day = _day(mandate, known[part.id]) if own and mandate.status != "recalled" else None
        found.append(replace(mandate, due=day) if day else mandate)
    return found


def _announced(layout: Layout, days: Sequence[Mention], start: int, end: int, held: str | None) -> _Days:
    """The whole dates after the meeting that are called meetings in the stretch ``[start, end)``."""
    following, planned = set(), set()
    for day in days:
        value = day.value
        if (
            not isinstance(value, str)
            or len(value) != 10
            or not start <= day.start < end
            or value <= (held or "9")
        ):
            continue
        section = _section(layout, day)
        title = section.title if section else ""
        if _NEXT_TITLE.search(title) or _NEXT_SENTENCE.search(
            layout.source.text[max(0, day.start - 90) : day.start]
        ):
            following.add(value)
        elif _PLAN_TITLE.search(title):
            planned.add(value)
    return _Days(tuple(sorted(following)), tuple(sorted(following | planned)))


def _section(layout: Layout, day: Mention) -> Section | None:
    return next((s for s in reversed(layout.sections) if s.start <= day.start < s.stop), None)


def _day(mandate: Mandate, days: _Days) -> str | None:
    words = mandate.deadline or ""
    if (
        mandate.due is None
        and _NEXT.search(words)
        and not re.search(r"\d|" + "|".join(MONTHS), words.lower())
    ):
        return days.following[0] if days.following else None
    if mandate.due and len(mandate.due) == 7 and _MEETING.search(words):
        fitting = [day for day in days.planned if day.startswith(mandate.due)]
        return fitting[0] if len(fitting) == 1 else None
    return None


def _ours(owner: str, body: str) -> bool:
    """Whether "styrelsens" sammanträde is one of the body that meets; a committee of it has others."""
    name, ours = owner.lower().removesuffix("s"), body.lower()
    if name == "styrelsen":
        return not re.search(r"nämnd|utskott|fullmäktige|beredning|råd\b", ours)
    return bool(ours) and (name == ours or (name == "nämnden" and ours.endswith("nämnden")))
