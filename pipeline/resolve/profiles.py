"""People of single meetings → profiles: a name as one body knows it, over all its meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.compare import LimitedSeat
from pipeline.compare.circumstances import ONE_LIFE, party_today
from pipeline.compare.functions import alike
from pipeline.compare.names import initials_only, plain, straight
from pipeline.entities import Profile, Seat
from pipeline.facts import Attendance, Document, Part
from pipeline.resolve.inside import Local, best, full_name
from pipeline.resolve.organisations import Home, appointer_key, home
from pipeline.resolve.seats import affiliation, official

_SHARED = 3  # people that two boards of one name must have in common to be one board


@dataclass(frozen=True)
class Meeting:
    """A part with whose meeting it is; `id` is shared by the copies of one meeting."""

    part: Part
    at: Home
    id: str


@dataclass(frozen=True)
class Held:
    """A part and whose meeting it says it records, with the plain full names its document names."""

    part: Part
    at: Home
    names: frozenset[str]


def held(document: Document) -> list[Held]:
    """The meetings of a document. A part that does not say whose it is takes the first part's home."""
    first = home(document, document.parts[0].meeting)
    names = frozenset(
        plain(straight(m.text)) for m in document.mentions if m.label == "PERSON" and full_name(m.text)
    )
    return [
        Held(part, home(document, part.meeting) if part.meeting.body else first, names)
        for part in document.parts
    ]


def meetings(found: Sequence[Held], copies: Mapping[str, str]) -> dict[str, Meeting]:
    """Part id → its meeting, with a home found for organs that do not say whose they are."""
    homes = {one.part.id: one.at for one in found}
    homes |= _housed(homes, {one.part.id: one.names for one in found})
    return {
        one.part.id: Meeting(one.part, homes[one.part.id], copies.get(one.part.id, one.part.id))
        for one in found
    }


def _housed(homes: Mapping[str, Home], names: Mapping[str, frozenset[str]]) -> dict[str, Home]:
    """Homes for organs whose municipality nothing tells ("Kommunstyrelsen"): whose people they share.

    Without people in common, two boards of one name are two boards.
    """
    found: dict[str, Home] = {}
    known: dict[str, list[tuple[Home, frozenset[str]]]] = defaultdict(list)
    for part, at in homes.items():
        if at.organisation:
            known[at.body].append((at, names[part]))
    for part, at in sorted(homes.items()):
        if at.organisation or not at.organ:
            continue
        ranked = sorted(known[at.body], key=lambda pair: (-len(pair[1] & names[part]), pair[0].key))
        if ranked and len(ranked[0][1] & names[part]) >= _SHARED:
            other = ranked[0][0]
            found[part] = replace(at, body=other.body, organisation=other.organisation, alone=other.alone)
        else:
            found[part] = replace(at, alone=part)
        known[at.body].append((found[part], names[part]))
    return found


def profiles(
    people: Sequence[Local], held: Mapping[str, Meeting], joined: Mapping[str, str]
) -> list[Profile]:
    """One profile a name and body, and more where it may be namesakes: in two parties, or long apart.

    Whether they are one after all, is for `judge` to say. Initials say so little that each year and party
    has its own.
    """
    named: dict[tuple[str, str], list[Local]] = defaultdict(list)
    for local in people:
        named[local.name, held[local.part].at.key].append(local)
    groups: dict[tuple[str, str, str], list[Local]] = {}
    for (name, at), same in named.items():
        apart = _by_year if initials_only(name) else _by_party_and_time
        for told, group in apart(same, held).items():
            groups |= {(name, f"{told} {how}".strip(), at): part for how, part in _by_seat(group).items()}
    _tie_genitives(groups)
    return [_profile(*key, group, held, joined) for key, group in sorted(groups.items())]


def _by_seat(people: Sequence[Local]) -> dict[str, list[Local]]:
    """Two of a name whom a list tells apart by whom they sit for, and those whom other lists have so.

    Who only ever comes as an employee where another of the name sits for a party is a group of their own.
    """
    known = list(dict.fromkeys(local.apart for local in people if local.apart))
    if any(row.party for local in people for row in local.rows):
        known += [titles[0] for local in people if (titles := _employee(local)) and not alike(known, titles)][
            :1
        ]
    groups: dict[str, list[Local]] = defaultdict(list)
    for local in people:
        told = [*map(affiliation, local.rows), *_employee(local)]
        near = [one for one in known if any(kind and (kind in one or one in kind) for kind in told)]
        groups[local.apart or (near[0] if near else "")].append(local)
    return groups


def _by_year(people: Sequence[Local], held: Mapping[str, Meeting]) -> dict[str, list[Local]]:
    """ "A. Bergdahl" of one year need not be that of another."""
    groups: dict[str, list[Local]] = defaultdict(list)
    for local in people:
        groups[f"{_party(local)} {_date(local, held)[:4]}".strip()].append(local)
    return groups


def _by_party_and_time(people: Sequence[Local], held: Mapping[str, Meeting]) -> dict[str, list[Local]]:
    """Anna Bergdahl (S) and Anna Bergdahl (M); the one of 1998 and the one of 2019.

    Who is named without a party is of the party that the name has at the nearest meeting. Other letters at
    one meeting between two of a party are taken for a slip, which the register's checks tell of.
    """
    told = sorted((_date(local, held), party_today(_party(local))) for local in people if _party(local))
    told = [one for at, one in enumerate(told) if not _slip(told, at)]
    parties = {party for _, party in told}
    groups: dict[str, list[Local]] = defaultdict(list)
    for local in people:
        party = party_today(_party(local))
        if len(parties) > 1 and party not in parties:
            day = _date(local, held)
            party = min(told, key=lambda one: (abs(_year(one[0]) - _year(day)), one[0] > day, one))[1]
        groups[party if len(parties) > 1 else ""].append(local)
    return {
        f"{party} {since}".strip(): era
        for party, same in groups.items()
        for since, era in _eras(same, held).items()
    }


def _slip(told: Sequence[tuple[str, str]], at: int) -> bool:
    """Whether the party of one meeting stands alone between two meetings of another: C, M, C."""
    day, party = told[at]
    before, behind = told[max(at - 1, 0)], told[min(at + 1, len(told) - 1)]
    alone = sum(other == party for _, other in told) == 1
    return alone and before[1] == behind[1] != party and before[0] < day < behind[0]


def _eras(people: Sequence[Local], held: Mapping[str, Meeting]) -> dict[str, list[Local]]:
    """The times at which a name is met, two terms or more apart; all but the first under its first year."""
    eras: dict[str, list[Local]] = {"": []}
    last = 0
    gone: set[str] = set()  # for whom somebody sat who has left since
    for local in sorted(people, key=lambda one: _date(one, held) or "9"):
        year = _year(_date(local, held))
        here = {kind for row in local.rows for kind in _stands(row) if kind}
        # who left has gone: another of the name sits for somebody else
        if (last and year - last > ONE_LIFE) or (gone and here and not here & gone):
            eras[str(year) if str(year) not in eras else _date(local, held)] = []
            gone = set()
        eras[next(reversed(eras))].append(local)
        if here:
            gone = here if local.left else set()
        last = year or last
    return eras


def _employee(local: Local) -> list[str]:
    """The titles of somebody whose every row is an employee's."""
    titles = [official(row) for row in local.rows]
    return [title for row in titles for title in row] if all(titles) else []


def _stands(row: Attendance) -> tuple[str, ...]:
    """As what somebody sits: a new employee is not the member who has left, though one town sends both."""
    titles = official(row)
    return tuple(titles) if titles else (affiliation(row), party_today(row.party or ""))


def _date(local: Local, held: Mapping[str, Meeting]) -> str:
    return held[local.part].part.meeting.date or ""


def _year(date: str) -> int:
    return int(date[:4]) if date else 0


def _tie_genitives(groups: dict[tuple[str, str, str], list[Local]]) -> None:
    """Who is only ever named as "Anna Bergdahls", in no list, is the Anna Bergdahl of that body."""
    for name, party, at in sorted(groups):
        bare = (name.removesuffix("s"), party, at)
        alone = not any(local.rows for local in groups[name, party, at])
        if alone and bare[0] != name and bare in groups and full_name(bare[0]):
            groups[bare] += groups.pop((name, party, at))


def _party(local: Local) -> str:
    return local.party or next((row.party for row in local.rows if row.party), "")


def _profile(
    name: str,
    party: str,
    at: str,
    group: Sequence[Local],
    held: Mapping[str, Meeting],
    joined: Mapping[str, str],
) -> Profile:
    spellings: Counter[str] = Counter()
    for local in group:
        spellings.update(local.spellings)
    where = held[group[0].part].at
    seats = [_seat(local, held[local.part], row, joined) for local in group for row in range(len(local.rows))]
    return Profile(
        key=f"{name}{f' ({party.casefold()})' if party else ''}@{at}",
        name=best(spellings) or name.title(),
        body=f"{where.body} ({where.alone})" if where.alone else where.body,
        organisation=where.organisation or None,
        spellings=tuple(sorted(spellings.items(), key=lambda item: (-item[1], item[0]))),
        seats=tuple(
            sorted(seats, key=lambda seat: (seat.date or "", seat.list_id, seat.standing, seat.roles))
        ),
        mentions=tuple(sorted(mention for local in group for mention in local.mentions)),
        meetings=tuple(sorted({held[local.part].id for local in group})),
        repeated=tuple(sorted({local.part for local in group if sum(local.spellings.values()) > 1})),
        left=_left(group, held),
        formerly=tuple(sorted({(old, held[local.part].id) for local in group for old in local.formerly})),
    )


def _left(group: Sequence[Local], held: Mapping[str, Meeting]) -> str | None:
    """The date of the meeting whose text says that they leave, unless they sit at a later one."""
    left = max((_date(local, held) for local in group if local.left), default="")
    return left if left and not any(local.rows and _date(local, held) > left for local in group) else None


def _seat(local: Local, meeting: Meeting, row: int, joined: Mapping[str, str]) -> Seat:
    fact = local.rows[row]
    appointer = appointer_key(fact.organisation, meeting.at) if fact.organisation else None
    seat = Seat(
        list_id=local.part,
        meeting=meeting.id,
        date=meeting.part.meeting.date,
        appointer=joined.get(appointer, appointer) if appointer else None,
        roles=tuple(role.casefold() for role in fact.roles),
        party=fact.party,
        standing=fact.standing,
    )
    return LimitedSeat(**vars(seat), sections=fact.sections) if fact.sections else seat
