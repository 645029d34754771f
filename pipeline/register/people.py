"""Testimony → people with their posts in time, their spellings, and what they were given to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.compare.circumstances import party_today
from pipeline.entities import Absence, Person, Role
from pipeline.itemnumbers import shown_numbers
from pipeline.register.letters import letters
from pipeline.register.meetings import Held
from pipeline.register.merging import (
    Chairs,
    Key,
    chaired_by,
    drop_repeats,
    mark_stand_ins,
    merged_posts,
    seat_missed,
)
from pipeline.register.model import BodyKey, Meeting
from pipeline.register.spellings import spellings_of
from pipeline.register.terms import over
from pipeline.register.testimony import Seen
from pipeline.register.wording import OF_A_MEETING, SUBSTITUTES
from pipeline.stem import sort_key
from pipeline.store import Store

_TERM = 4 * 366  # days of the longest time between two elections
_MISSED = 2  # meetings with a list without somebody, from which a long silence is two terms


def people(store: Store, seen: Iterable[Seen], held: Held) -> list[Person]:
    """The people with posts, in Swedish alphabetical order, each with posts in time and their sources."""
    names = {
        row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity WHERE kind = 'person'")
    }
    spelled = spellings_of(store)
    by_person: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_person[one.person].append(one)
    party = letters(store, {person: [one.party for one in found] for person, found in by_person.items()})
    why, members = _why_one(store), _members(store)
    drop_repeats(by_person)
    mark_stand_ins(by_person)
    seat_missed(by_person)
    chairs = chaired_by(by_person)
    found = [
        Person(
            id=person,
            name=names[person],
            spellings=tuple((one.text, one.times) for one in spelled.get(person, ())),
            roles=_roles(_in_party(said, party.get(person)), held.meetings, person, chairs),
            why_one=tuple(why.get(person, ())),
            spelled=tuple(spelled.get(person, ())),
            absences=(),
            members=tuple(members.get(person, ())),
        )
        for person, said in by_person.items()
        if person in names
    ]
    found = [replace(one, absences=_away(one, held.absences.get(one.id, ()))) for one in found]
    return sorted(found, key=lambda person: (by_surname(person.name), person.id))


def _away(person: Person, absences: Iterable[Absence]) -> tuple[Absence, ...]:
    """Where somebody was away; a substitute who served at some items is not away from the others."""
    serving = {
        (day, role.body, role.organisation)
        for role in person.roles if role.post in SUBSTITUTES for day in role.dates
    }  # fmt: skip
    kept = [
        one for one in absences
        if not ((one.date, one.body, one.organisation) in serving and one.why.startswith("there "))
    ]  # fmt: skip
    return tuple(sorted(kept, key=lambda one: (one.date or "", one.body)))


def by_surname(name: str) -> str:
    """A key that sorts as a Swedish register does: surname, then given name."""
    given, _, surname = name.rpartition(" ")
    return sort_key(f"{surname} {given}")


def _in_party(seen: Sequence[Seen], party: str | None) -> list[Seen]:
    """Testimony with the party where it names none itself."""
    return [one if one.party or party is None else replace(one, party=party) for one in seen]


def _roles(
    seen: Sequence[Seen], meetings: Mapping[BodyKey, tuple[Meeting, ...]], person: str, chairs: Chairs
) -> tuple[Role, ...]:
    """Testimony by post, body, appointer and party; what leaves out one of the last two joins one with it."""
    groups: dict[Key, list[Seen]] = defaultdict(list)
    written: dict[str | None, str | None] = {}
    for one in sorted(seen, key=lambda s: s.quote.date or ""):  # SoL and Sol are one party, FP is L now
        written[one.party and party_today(one.party)] = one.party
    for one in sorted(seen, key=lambda s: (s.appointer is None, s.party is None, s.day or "", s.quote.start)):
        party = written[one.party and party_today(one.party)]
        key = (one.post, one.body, one.organisation, one.appointer, party)
        if one.appointer is None or one.party is None:
            fuller = [
                k for k in groups
                if k[:3] == key[:3] and one.appointer in (None, k[3]) and party in (None, k[4])
            ]  # fmt: skip
            key = fuller[0] if len(fuller) == 1 else key
        groups[key].append(one)
    roles = [
        _role(key, term, meetings.get(key[1:3], ()), person)
        for key, said in merged_posts(groups, chairs, person).items()
        for term in _terms(said, meetings.get(key[1:3], ()), person)
    ]
    return tuple(
        sorted(
            roles, key=lambda r: (r.first_seen or "", sort_key(r.body), sort_key(r.post), r.appointer or "")
        )
    )


def _terms(said: Sequence[Seen], meetings: Sequence[Meeting], person: str) -> list[list[Seen]]:
    """Parted where nobody of the name was there for more than four years of recorded meetings."""
    dated = sorted((one for one in said if one.day), key=lambda one: str(one.day))
    terms: list[list[Seen]] = []
    for one in dated:
        last = terms[-1][-1].day if terms else None
        if last and _silent(last, str(one.day), meetings, person):
            terms.append([one])
        elif terms:
            terms[-1].append(one)
        else:
            terms = [[one]]
    undated = [one for one in said if not one.day]
    if terms:
        terms[0] += undated
        return terms
    return [undated]


def _silent(last: str, first: str, meetings: Sequence[Meeting], person: str) -> bool:
    if _days(last, first) <= _TERM:
        return False
    without = [m for m in meetings if last < m.date < first and m.listed and person not in m.present]
    return len(without) >= _MISSED


def _role(key: Key, said: Sequence[Seen], meetings: Sequence[Meeting], person: str) -> Role:
    post, body, organisation, appointer, party = key
    quotes = dict.fromkeys(one.quote for one in said)
    sources = tuple(sorted(quotes, key=lambda q: (q.date or "", q.path, q.start)))
    dates = tuple(sorted({one.day for one in said if one.day}))
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    seen = {one.day for one in said if one.how in ("listed", "titled", "missed")}
    elected = {one.day for one in said} - seen
    between = [
        m for m in meetings
        if m.listed and (first or "9") <= m.date <= (last or "") and (m.date != first or first not in elected)
    ]  # fmt: skip
    there = sum(person in m.present for m in between)
    told = post in OF_A_MEETING or not there
    until = max((one.until for one in said if one.until), default=None)
    since = min((one.since for one in said if one.since), default=None)
    return Role(
        post, body, organisation, appointer, party, first, last, sources,
        dates=dates,
        attended=None if told else there,
        held=None if told else len(between),
        written=_as_written(appointer, said),
        since=since if since and since <= (first or "") else None,
        until=until if until and not over(until, last or "") else None,
        limits=_limits(said, meetings),
    )  # fmt: skip


def _limits(said: Iterable[Seen], meetings: Sequence[Meeting]) -> tuple[tuple[str, str], ...]:
    """The meetings at which a post was for some items only: (day, "§§ 4–6")."""
    found: dict[str, list[tuple[str, ...] | None]] = defaultdict(list)
    for one in said:
        if one.day:
            found[one.day].append(one.sections)
    points = {meeting.date for meeting in meetings if not meeting.signed}
    all_of = {meeting.date: set(meeting.numbers) for meeting in meetings}
    limits = []
    for day, told in sorted(found.items()):
        here = {n for numbers in told for n in numbers or ()}
        if all(told) and not all_of.get(day, {""}) <= here:
            numbers = sorted(here, key=lambda n: (int("".join(filter(str.isdigit, n)) or 0), n))
            sign = "punkt" if day in points else "§" if len(numbers) == 1 else "§§"
            limits.append((day, f"{sign} {shown_numbers(numbers)}"))
    return tuple(limits)


def _as_written(appointer: str | None, said: Sequence[Seen]) -> tuple[str, ...]:
    """How the lists write the organisation where that is another name: "Alvbro läns landsting"."""
    known = sort_key(appointer or "")
    found = dict.fromkeys(" ".join(one.written.split()) for one in said if one.written and appointer)
    return tuple(
        name for name in found
        if (plain := sort_key(name)) not in known and known not in plain
        and plain.split()[0].rstrip("s") != known.split()[0].rstrip("s")
    )  # fmt: skip


def _why_one(store: Store) -> Mapping[str, list[str]]:
    """Why profiles were joined, as the judgements say: entity → sentences."""
    member = store.members(current=True)
    found: dict[str, list[str]] = defaultdict(list)
    for judgement in store.judgements():
        left, right = member.get(judgement.left), member.get(judgement.right)
        if left and left == right and judgement.verdict == "same" and judgement.reason not in found[left]:
            found[left].append(judgement.reason)
    return found


def _members(store: Store) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.select("SELECT key, entity FROM member WHERE current ORDER BY key"):
        found[row["entity"]].append(row["key"])
    return found


def _days(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:  # a date of which only the year or month is known
        return (int(last[:4]) - int(first[:4])) * 365
