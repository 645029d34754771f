"""The seats at one item: what the list says first, what the text tells after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from dataclasses_json import DataClassJsonMixin

from pipeline.facts import Attendance, Document, Section
from pipeline.itemnumbers import shown_numbers
from pipeline.presence.people import named
from pipeline.presence.told import Told

# deciding: at the table with a vote; present: there without one; unclear: the text leaves it open.
State = Literal["deciding", "present", "away", "unclear"]

_ORDER: tuple[State, ...] = ("deciding", "present", "unclear", "away")
_STOOD_IN = "stood in"
_SERVES_AT = re.compile(r"\b(?:tjänstgör(?!ande)|tjg\b)[^§]{0,80}§", re.IGNORECASE)
_LONGEST = 160  # characters of a row's words that are shown


@dataclass(frozen=True, kw_only=True)
class Words(DataClassJsonMixin):
    """Where it says so: ``text`` is the document's ``[start, end)`` with its white space made single."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Seat(DataClassJsonMixin):
    """One person at one item; `standing` as in the list.

    `why` tells what made the state another than the list's heading does; `replaces` whom they stood in
    for, `replaced_by` who stood in for them; `sources` the words that say so.
    """

    person: str
    state: State
    standing: str
    party: str | None = None
    organisation: str | None = None
    roles: tuple[str, ...] = ()
    remote: bool = False
    replaces: str | None = None
    replaced_by: str | None = None
    why: str | None = None
    sources: tuple[Words, ...] = ()

    @property
    def in_place(self) -> bool:
        """Whether somebody sits here in another's place."""
        return _in_place(self.replaces, self.roles)


@dataclass(frozen=True)
class Meeting:
    """What is known of one part: its items in order, its rows, what the text tells at which item."""

    document: Document
    items: tuple[Section, ...]
    rows: tuple[Attendance, ...]
    told: tuple[tuple[int, Told], ...]

    @cached_property
    def votes(self) -> bool:
        """Whether a list tells those with a vote from other members; a substitute who serves tells nothing
        of the members beside him."""
        return any(row.standing == "voting" and not _in_place(row.replaces, row.roles) for row in self.rows)


def _in_place(replaces: str | None, roles: Sequence[str]) -> bool:
    return bool(replaces) or any(role.startswith(("ersättare", "suppleant")) for role in roles)


def seats(meeting: Meeting, place: int) -> tuple[Seat, ...]:
    """Everybody the part's lists name, and whom its items name, at the item at `place`."""
    number = meeting.items[place].number or ""
    found: dict[str, Seat] = {}
    for row in meeting.rows:
        seat = _listed(meeting, row, number)
        before = found.get(row.person)
        found[row.person] = seat if before is None else _better(before, seat)
    found = _stood_in(found)
    before_told = dict(found)
    limited = {row.person for row in meeting.rows if row.sections is not None}
    for at, one in meeting.told:
        who = named(one.person, list(found)) or one.person
        # §§ in the list are the secretary's own summary of who came and left
        if not (who in limited and one.kind in ("left", "came")):
            found = _after(meeting, found, who, one, at - place, number)
            if one.kind == "came" and found.get(who, None) and found[who].state == "deciding":
                found = _relieved(found, before_told, who)
    return tuple(_stood_in(found).values())


def _listed(meeting: Meeting, row: Attendance, number: str) -> Seat:
    inside = row.sections is None or number in row.sections
    state: State
    why = None
    if row.present is False:
        state = "away" if inside else "unclear"
        why = "absent" if row.sections is None else f"absent {_signs(row.sections)}"
        if not inside:  # "ej närvarande §§ 1–4": at the others there
            state = _state(row, meeting.votes)
    elif not inside:
        state, why = "away", f"there {_signs(row.sections or ())} only"
        if _serves_at_items(meeting, row):
            state, why = "present", f"serves {_signs(row.sections or ())} only"
    elif row.present is None:
        state, why = "unclear", "listed; whether they came is not said"
    elif row.rule == "attendance.turns":
        state, why = "unclear", "shared a seat; the list has the times of each, the items have none"
    else:
        state = _state(row, meeting.votes)
        why = _signs(row.sections) if row.sections is not None else None
    serves = row.replaces if state == "deciding" else None
    return Seat(
        person=row.person,
        state=state,
        standing=row.standing,
        party=row.party,
        organisation=row.organisation,
        roles=row.roles,
        remote=row.remote and state != "away",
        replaces=serves,
        why=why,
        sources=(_row_words(meeting, row),),
    )


def _serves_at_items(meeting: Meeting, row: Attendance) -> bool:
    """ "Eva Tall (L) ers., tjänstgör för Bo Lund (S) under § 34": the items say when she votes, not when she
    is there."""
    serves = row.standing == "voting" and _in_place(row.replaces, row.roles)
    return serves and _SERVES_AT.search(_row_words(meeting, row).text) is not None


def _state(row: Attendance, votes: bool) -> State:
    """A list that does not tell voting members from others ("Närvarande: …") lists those who decide."""
    if row.standing == "voting" or (row.standing == "member" and not votes):
        return "deciding"
    return "present"


def _better(one: Seat, other: Seat) -> Seat:
    """Of two rows of a person the one nearer to the table; the other's words are kept."""
    first, second = sorted((one, other), key=lambda seat: _ORDER.index(seat.state))
    return replace(
        first,
        party=first.party or second.party,
        organisation=first.organisation or second.organisation,
        roles=first.roles or second.roles,
        sources=tuple(sorted({*one.sources, *other.sources}, key=lambda words: words.start)),
    )


def _stood_in(found: dict[str, Seat]) -> dict[str, Seat]:
    """Whoever somebody stands in for is not at the table: "Bo Lund §§ 3–5 (i Anna Eks frånvaro)"."""
    for seat in list(found.values()):
        if seat.state != "deciding" or not seat.replaces:
            continue
        others = [name for name in found if name != seat.person]
        away = named(seat.replaces, others)
        if away is None:
            continue
        gone = found[away]
        if gone.state in ("deciding", "unclear"):
            found[away] = replace(
                gone, state="away", replaces=None, replaced_by=seat.person,
                why=gone.why if gone.state == "unclear" and gone.why else f"{seat.person} stood in",
                sources=(*gone.sources, *(s for s in seat.sources if s not in gone.sources)),
            )  # fmt: skip
        elif gone.state == "away":
            found[away] = replace(gone, replaced_by=seat.person)
    return found


def _relieved(found: dict[str, Seat], listed: dict[str, Seat], back: str) -> dict[str, Seat]:
    """The seats when `back` has come back: whoever stood in for them no longer does."""
    return {
        name: listed[name] if seat.replaces == back and seat.why == _STOOD_IN and name in listed else seat
        for name, seat in found.items()
    }


def _after(
    meeting: Meeting, found: dict[str, Seat], who: str, one: Told, distance: int, number: str
) -> dict[str, Seat]:
    """The seats when the text has told `one`, `distance` items before (below 0) or behind this one."""
    here = number in one.numbers if one.numbers else distance == 0
    passed = distance < 0
    seat = found.get(who)
    if seat is None:
        if not here or one.kind in ("left", "came", "out"):
            return found
        seat = Seat(person=who, state="deciding", standing="voting", why="not in the list")
    state: State | None = None
    why = ""
    if one.kind == "recused" and here:
        state, why = "away", "took no part in the item"
    elif one.kind == "abstained" and here and seat.state != "away":
        state, why = "present", "took no part in the decision"
    elif one.kind == "out" and here and seat.state != "away":
        state, why = ("unclear", "left the room during the item")
        if any(
            other.kind == "recused" and named(other.person, list(found)) == who
            for other in _here(meeting, one)
        ):
            state, why = "away", "took no part in the item"
    elif one.kind == "left" and seat.state != "away":
        state, why = _leaving(one, here, passed)
    elif one.kind == "came":
        if not here and not passed and (one.back or _went(meeting, one)):
            return found  # who comes back was there until they went
        state, why = _coming(meeting, seat, one, here, passed)
        if here and one.back and seat.state != "away":
            return found
    elif one.kind == "serves" and (here or (passed and (one.onward or _lasts(meeting, one)))):
        return _serving(meeting, found, seat, one)
    if state is None:
        return found
    changed = replace(
        seat, state=state, why=why or None, sources=(*seat.sources, _words(meeting, one.start, one.end)),
        replaces=seat.replaces if state == "deciding" else None,
        remote=seat.remote and state != "away",
    )  # fmt: skip
    return {**found, who: changed}


def _leaving(one: Told, here: bool, passed: bool) -> tuple[State | None, str]:
    if passed:
        return "away", "had left"
    if not here or one.when == "after":
        return None, ""
    if one.when == "before":
        return "away", "left before the decision"
    return "unclear", "left during the item"


def _coming(meeting: Meeting, seat: Seat, one: Told, here: bool, passed: bool) -> tuple[State | None, str]:
    back = next((row for row in meeting.rows if row.person == seat.person and row.present is not False), None)
    there = _state(back, meeting.votes) if back else None
    if passed or (here and one.when == "before"):
        return (there, "") if seat.state == "away" and there else (None, "")
    if here:
        return ("unclear", "came during the item") if one.when == "during" else ("away", "came after it")
    return ("away", "had not come yet") if seat.state != "away" else (None, "")


def _serving(meeting: Meeting, found: dict[str, Seat], seat: Seat, one: Told) -> dict[str, Seat]:
    words = _words(meeting, one.start, one.end)
    replaces = named(one.replaces, [n for n in found if n != seat.person]) if one.replaces else None
    changed = replace(
        seat,
        state="deciding",
        replaces=replaces or one.replaces,
        why=_STOOD_IN,
        sources=(*seat.sources, words),
    )
    return {**found, seat.person: changed}


def _lasts(meeting: Meeting, one: Told) -> bool:
    """Whether who is stood in for had left for good, so that the substitute stays."""
    return any(
        other.kind == "left" and one.replaces and named(one.replaces, [other.person])
        for other in _here(meeting, one)
    )


def _went(meeting: Meeting, one: Told) -> bool:
    """Whether an item before the one that tells of a coming told that they went."""
    place = next((at for at, other in meeting.told if other is one), -1)
    return any(
        at < place and other.kind in ("left", "out", "recused") and named(one.person, [other.person])
        for at, other in meeting.told
    )


def _here(meeting: Meeting, one: Told) -> list[Told]:
    """What else the same item tells."""
    place = next((at for at, other in meeting.told if other is one), -1)
    return [other for at, other in meeting.told if at == place and other is not one]


def _signs(sections: Sequence[str] | None) -> str:
    """ "§§ 33–35" for the numbers a row is limited to."""
    if not sections:
        return "at no §"
    return f"{'§' if len(sections) == 1 else '§§'} {shown_numbers(sections)}"


def _row_words(meeting: Meeting, row: Attendance) -> Words:
    """The name with what stands behind it, up to the next person or the end of the line."""
    text = meeting.document.source.text
    line = text.find("\n", row.end)
    line = len(text) if line < 0 else line
    others = [other.start for other in meeting.rows if row.end <= other.start < line]
    end = min([line, *others, row.start + _LONGEST])
    if row.sections is not None and not any(sign.isdigit() for sign in text[row.end : end]) and not others:
        more = text.find("\n", line + 1)
        following = text[line : len(text) if more < 0 else more]
        if following.strip().startswith(("§", "(", "ärende", "punkt")):
            end = min(line + len(following), row.start + 2 * _LONGEST)
    return _words(meeting, row.start, end)


def _words(meeting: Meeting, start: int, end: int) -> Words:
    text = meeting.document.source.text[start:end]
    kept = text.rstrip(" \t\r\n,;|")
    return Words(start=start, end=start + len(kept), text=" ".join(kept.split()))
