"""People → bodies: who sat when, for whom, who followed whom, and which minutes are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from pipeline.compare.circumstances import months
from pipeline.entities import Ended, Person, Quote, Role
from pipeline.register.coverage import coverage
from pipeline.register.meetings import Held
from pipeline.register.model import Body, BodyKey, Follow, Meeting, Seats
from pipeline.register.terms import over
from pipeline.register.told import Left
from pipeline.register.wording import OF_A_MEETING, is_seat
from pipeline.stem import sort_key

_SURE = 2  # meetings from which a new holder has come to stay
_SILENT = 1.5  # years without minutes in which others may have come and gone
_UNSEEN = 4  # meetings with a list that somebody was at none of, after which a seat has been left
# What a body has one of at a time.
SINGLE = ("ordförande", "vice ordförande", "förste vice ordförande", "andre vice ordförande", "kassör")
_RANK = (
    "ordförande", "vice ordförande", "förste vice ordförande", "andre vice ordförande",
    "tredje vice ordförande", "ledamot", "ersättare", "suppleant", "revisor",
)  # fmt: skip


def bodies(people: Sequence[Person], held: Held, left: Iterable[Left]) -> tuple[list[Person], list[Body]]:
    """The people with how their posts ended, and all bodies in which somebody has a post or has met."""
    gone: dict[BodyKey, list[Left]] = defaultdict(list)
    for one in left:
        gone[one.body, one.organisation].append(one)
    sat = _sat(people)
    follows = {
        key: _follows(sat.get(key, ()), gone.get(key, ()), [m.date for m in held.meetings.get(key, ())])
        for key in sat
    }
    marked = [
        replace(
            person,
            roles=tuple(
                replace(
                    role, ended=_ended(person.id, role, key, held.meetings.get(key, ()), follows[key], gone)
                )
                for role in person.roles
                for key in [(role.body, role.organisation)]
            ),
        )
        for person in people
    ]
    sat = _sat(marked)
    keys = sorted(
        {*sat, *held.meetings, *held.undated, *held.called},
        key=lambda k: (k not in held.meetings, sort_key(k[0]), k[1] or ""),
    )
    known = {person.id for person in people}
    return marked, [_body(key, sat.get(key, ()), held, follows.get(key, ()), known) for key in keys if key[0]]


def rank(post: str) -> tuple[int, str]:
    """The order in which a list of a body's people is printed: the chair first, guests last."""
    last = len(_RANK) + (post in OF_A_MEETING)
    return (_RANK.index(post) if post in _RANK else last, sort_key(post))


def _sat(people: Iterable[Person]) -> dict[BodyKey, list[tuple[str, Role]]]:
    found: dict[BodyKey, list[tuple[str, Role]]] = defaultdict(list)
    for person in people:
        for role in person.roles:
            found[role.body, role.organisation].append((person.id, role))
    return found


def _body(
    key: BodyKey, sat: Sequence[tuple[str, Role]], held: Held, follows: Sequence[Follow], known: Set[str]
) -> Body:
    meetings = tuple(
        replace(meeting, registered=len(meeting.present & known)) for meeting in held.meetings.get(key, ())
    )
    numbering, gaps, holes = coverage(meetings)
    return Body(
        name=key[0],
        organisation=key[1],
        meetings=meetings,
        sat=tuple(sorted(sat, key=lambda pair: (rank(pair[1].post), pair[1].first_seen or ""))),
        seats=_seats(sat),
        follows=tuple(follows),
        gaps=gaps,
        holes=holes,
        numbering=numbering,
        undated=held.undated.get(key, ()),
        silent=_silent(meetings),
        called=held.called.get(key, ()),
    )


def _silent(meetings: Sequence[Meeting]) -> tuple[int, ...]:
    """The years between the first and the last meeting of which no minutes are here."""
    years = {int(meeting.date[:4]) for meeting in meetings}
    return tuple(year for year in range(min(years), max(years)) if year not in years) if years else ()


def _seats(sat: Sequence[tuple[str, Role]]) -> tuple[Seats, ...]:
    """Seats by who appoints, by party where no list says who does."""
    by_appointer = any(role.appointer for _, role in sat if role.post in _RANK and role.post != "revisor")
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for person, role in sat:
        name = role.appointer if by_appointer else role.party
        if name and role.post in _RANK:
            came = role.first_seen or ""  # who left that day before who came then
            stays = f"{came}~" if role.ended is None or role.ended.on > came else came
            found[name][role.post].append((stays, person))
    return tuple(
        Seats(
            name,
            not by_appointer,
            tuple(
                (post, tuple(dict.fromkeys(person for _, person in sorted(holders))))
                for post, holders in sorted(posts.items(), key=lambda item: rank(item[0]))
            ),
        )
        for name, posts in sorted(found.items(), key=lambda item: sort_key(item[0]))
    )


def _follows(
    sat: Sequence[tuple[str, Role]], gone: Sequence[Left], days: Sequence[str]
) -> tuple[Follow, ...]:
    """Who a decision puts in another's place; who came next on a post that one person has at a time.

    `days`: those of the meetings with minutes; over years without any nobody knows who came next.
    """
    said = [
        Follow(one.post or "", None, one.person, one.by, one.day, one.day, True, (one.quote,))
        for one in gone if one.by and one.by != one.person
    ]  # fmt: skip
    said = list({(f.post, f.before, f.after, f.first): f for f in reversed(said)}.values())
    told = {(follow.before, follow.after) for follow in said}
    seen = [
        follow for follow in (*_in_turn(sat), *_for_appointers(sat))
        if (follow.before, follow.after) not in told and _recorded(follow, days)
    ]  # fmt: skip
    return tuple(sorted([*said, *seen], key=lambda f: (rank(f.post), f.appointer or "", f.first or "")))


def _recorded(follow: Follow, days: Sequence[str]) -> bool:
    """Whether minutes tell of all the time between the last of one and the first of the next."""
    first, last = follow.last or "", follow.first or ""
    known = sorted({first, last, *(day for day in days if first <= day <= last)})
    return all(not day or not then or _years(day, then) <= _SILENT for day, then in pairwise(known))


def _years(day: str, then: str) -> float:
    """Years between two ISO dates, whole or partial, to the month."""
    return (months(then) - months(day)) / 12


def _in_turn(sat: Sequence[tuple[str, Role]]) -> list[Follow]:
    """Holders one after the other of a post that only one has: the chair, the head of the office."""
    posts: dict[str, list[tuple[str, Role]]] = defaultdict(list)
    for person, role in sat:
        # "nämndsekreterare", "förbundschef", but not the heads of units, of whom there are many
        if role.first_seen and (
            role.post in SINGLE or role.post.startswith(("förbundschef", "förvaltningschef"))
        ):
            posts[role.post].append((person, role))
    return [follow for post, holders in posts.items() for follow in _chain(post, None, holders)]


def _for_appointers(sat: Sequence[tuple[str, Role]]) -> list[Follow]:
    """Members of an organisation that has one seat: at no meeting two of them."""
    groups: dict[str, list[tuple[str, Role]]] = defaultdict(list)
    for person, role in sat:
        if role.appointer and role.first_seen and role.post in ("ledamot", *SINGLE):
            groups[role.appointer].append((person, role))
    found = []
    for appointer, holders in groups.items():
        days = [day for person, role in holders for day in {(person, d) for d in role.dates}]
        alone = len({day for _, day in days}) == len(set(days))
        if alone and len({person for person, _ in holders}) > 1:
            found += _chain("ledamot", appointer, holders)
    return found


def _chain(post: str, appointer: str | None, holders: Sequence[tuple[str, Role]]) -> list[Follow]:
    ordered = sorted(holders, key=lambda pair: (pair[1].first_seen or "", pair[1].last_seen or ""))
    found = []
    for (before, old), (after, new) in pairwise(ordered):
        # Who is seen once may have stood in: "Bo Kvist, ordförande" at the one meeting Siv was away from.
        stood_in = len(new.dates) < _SURE and not _long_after(old.last_seen or "", new.first_seen or "")
        came, gone, stays = new.first_seen or "", old.last_seen or "", new.last_seen or ""
        if before != after and (gone < came or gone == came < stays) and not stood_in:
            sources = (old.sources[-1], new.sources[0])
            found.append(
                Follow(post, appointer, before, after, old.last_seen, new.first_seen, False, sources)
            )
    return found


def _long_after(last: str, first: str) -> bool:
    return (int(first[:4]) - 1, first[4:]) >= (int(last[:4]), last[4:])


def _ended(
    person: str, role: Role, key: BodyKey, meetings: Sequence[Meeting], follows: Sequence[Follow],
    gone: Mapping[BodyKey, Sequence[Left]],
) -> Ended | None:  # fmt: skip
    if role.post in OF_A_MEETING or not role.last_seen:
        return None
    last = role.last_seen
    told = [
        one for one in gone.get(key, ())
        if one.person == person and one.day >= last and is_seat(role.post)
        and (one.post in (None, role.post) or (one.post == "ledamot" and role.post in SINGLE))
    ]  # fmt: skip
    if told:  # a resignation, and who was named in their place later
        one = min(told, key=lambda one: one.day)
        by = next((other.by for other in told if other.by), None)
        return Ended("left", one.day, by, tuple(dict.fromkeys(other.quote for other in told)))
    for follow in follows:
        mine = follow.before == person and (follow.first or "") > last and follow.post == role.post
        if mine and follow.appointer in (None, role.appointer):
            return Ended("followed", follow.first or "", follow.after, follow.sources[-1:])
    if role.until and any(over(role.until, m.date) for m in meetings):
        return Ended("term", role.until, None, role.sources[-1:])
    later = [m for m in meetings if m.date > last and m.listed]
    if (
        role.held
        and is_seat(role.post)
        and len(later) >= _UNSEEN
        and not any(person in m.present for m in later)
    ):
        shown = tuple(m.where for m in later[:1] if m.where)
        return Ended("unseen", later[0].date, None, shown)
    return None


def quotes(role: Role) -> tuple[Quote, ...]:
    """The places that say a role, and how it ended."""
    return (*role.sources, *(role.ended.sources if role.ended else ()))
