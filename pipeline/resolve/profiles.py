"""People of single meetings → profiles: a name as one body knows it, over all its meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.compare import LimitedSeat
from pipeline.compare.names import plain, straight
from pipeline.entities import Profile, Seat
from pipeline.facts import Document, Part
from pipeline.resolve.inside import Local, best, full_name
from pipeline.resolve.organisations import Home, home, organisation_key

_SHARED = 3  # people that two boards of one name must have in common to be one board


@dataclass(frozen=True)
class Meeting:
    """A part with whose meeting it is; `id` is shared by the copies of one meeting."""

    part: Part
    at: Home
    id: str


def meetings(documents: Sequence[Document], copies: Mapping[str, str]) -> dict[str, Meeting]:
    """Part id → its meeting. A part that does not say whose it is takes its file's first part's home."""
    homes: dict[str, Home] = {}
    names: dict[str, set[str]] = {}
    for document in documents:
        first = home(document, document.parts[0].meeting)
        named = {
            plain(straight(m.text)) for m in document.mentions if m.label == "PERSON" and full_name(m.text)
        }
        for part in document.parts:
            homes[part.id] = home(document, part.meeting) if part.meeting.body else first
            names[part.id] = named
    homes |= _housed(homes, names)
    return {
        part.id: Meeting(part, homes[part.id], copies.get(part.id, part.id))
        for document in documents
        for part in document.parts
    }


def _housed(homes: Mapping[str, Home], names: Mapping[str, set[str]]) -> dict[str, Home]:
    """Homes for organs whose municipality nothing tells ("Kommunstyrelsen"): whose people they share.

    Without people in common, two boards of one name are two boards.
    """
    found: dict[str, Home] = {}
    known: dict[str, list[tuple[Home, set[str]]]] = defaultdict(list)
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
    """One profile a name and body, two where a list shows two namesakes of different parties."""
    double = {(local.name, held[local.part].at.key) for local in people if local.party}
    groups: dict[tuple[str, str, str], list[Local]] = defaultdict(list)
    for local in people:
        at = held[local.part].at.key
        party = _party(local) if (local.name, at) in double else ""
        groups[local.name, party, at].append(local)
    return [_profile(*key, group, held, joined) for key, group in sorted(groups.items())]


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
    )


def _seat(local: Local, meeting: Meeting, row: int, joined: Mapping[str, str]) -> Seat:
    fact = local.rows[row]
    appointer = organisation_key(fact.organisation) if fact.organisation else None
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
