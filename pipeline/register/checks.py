"""What must hold in real life, and where it does not: warnings with the places that say so.

A warning is no error of the minutes' writer nor of Paragraf's by itself: it says where to look.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from pipeline.compare.circumstances import party_today
from pipeline.entities import Person, Quote, Role
from pipeline.register.bodies import SINGLE
from pipeline.register.meetings import Held
from pipeline.register.model import Body, BodyKey, Finding, Meeting
from pipeline.register.testimony import Seen
from pipeline.register.told import Left
from pipeline.register.wording import is_seat
from pipeline.stem import sort_key
from pipeline.store import Store

_WORDS = (
    "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton"
    " nitton tjugo tjugoen"
).split()
# "Nämnden består av elva ledamöter och elva ersättare"
_SIZE = re.compile(
    r"\b(styrelsen|nämnden|utskottet|fullmäktige|revisionen|beredningen)\b[^.\n]{0,40}?\s"
    r"(?:består|består\s+nu|ska\s+bestå|skall\s+bestå)\s+av\s+(\d{1,3}|[a-zåäö]+)\s+(?:ordinarie\s+)?(?:ledamöter|revisorer)",
    re.IGNORECASE,
)
_GRACE = timedelta(days=92)  # a resignation may take effect some time after it was granted
_LEAST = 3  # meetings from which the usual number at the table is taken for the number of seats
_USUAL = 2 / 3


def checks(
    store: Store, people: Sequence[Person], bodies: Sequence[Body], seen: Sequence[Seen],
    left: Sequence[Left], held: Held,
) -> list[Finding]:  # fmt: skip
    """All warnings, by body and date."""
    names = {person.id: person.name for person in people}
    found = [
        *_chairs(seen, names),
        *(f for body in bodies for f in _crowded(body, _stated(store, body))),
        *_twice_at_once(bodies, held, names),
        *_two_seats(held, bodies, names),
        *(f for person in people for f in _exclusive(person)),
        *_after_leaving(people, left),
        *(f for body in bodies for f in _numbers_twice(body)),
        *(f for person in people for f in _long_silence(person)),
    ]
    unique = {(f.code, f.people, f.body, f.date): f for f in reversed(found)}
    return sorted(unique.values(), key=lambda f: (sort_key(f.body or ""), f.date or "", f.code, f.people))


def _chairs(seen: Sequence[Seen], names: Mapping[str, str]) -> Iterator[Finding]:
    """Two who are listed as chair of one body, one of them between two meetings of the other's."""
    posts: dict[BodyKey, dict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    for one in seen:
        if one.post == "ordförande" and one.how == "listed" and one.quote.date and one.person in names:
            posts[one.body, one.organisation][one.person].append(one.quote)
    for (body, _), holders in posts.items():
        ordered = {p: sorted(quotes, key=lambda q: q.date or "") for p, quotes in holders.items()}
        for pair in combinations(sorted(ordered), 2):
            first, then = sorted(pair, key=lambda p: (ordered[p][0].date or "", p))
            a, b = ordered[first], ordered[then]
            at = b[0].date or ""
            near = next((q for q in a if (q.date or "") >= at), None)
            if near is None:
                continue
            sources = (a[0], near, b[0])
            if len({q.date for q in b}) > 1 or at in {q.date for q in a}:
                yield Finding(
                    "two-chairs",
                    f"Två ordförande samtidigt: {names[first]} och {names[then]} ({at}).",
                    f"Two chairs at once: {names[first]} and {names[then]} ({at}).",
                    (first, then), body, at, sources,
                )  # fmt: skip
            else:
                yield Finding(
                    "another-chair",
                    f"{names[then]} står som ordförande {at}, mellan två möten där {names[first]} är det:"
                    " tillfälligt?",
                    f"{names[then]} is listed as chair on {at}, between two meetings where {names[first]} is:"
                    " for that meeting only?",
                    (first, then), body, at, sources,
                )  # fmt: skip


def _stated(store: Store, body: Body) -> tuple[int, Quote] | None:
    """The number of members that the body's own minutes state, with the place."""
    found: tuple[int, Quote] | None = None
    for meeting in body.meetings:
        for row in store.select(
            "SELECT p.document, p.start, p.end, d.path, d.text FROM part p"
            " JOIN document d ON d.id = p.document"
            f" WHERE p.id IN ({', '.join('?' * len(meeting.parts))})",
            meeting.parts,
        ):
            for match in _SIZE.finditer(row["text"], row["start"], row["end"]):
                number = match[2].casefold()
                size = int(number) if number.isdecimal() else _WORDS.index(number) if number in _WORDS else 0
                organ = match[1].casefold().removesuffix("n").removesuffix("e").removesuffix("t")
                if size > 1 and (organ[:5] in body.name.casefold() or organ.startswith("styrels")):
                    quote = Quote(
                        row["document"], row["path"], None, match.start(), match.end(), match[0], meeting.date
                    )
                    found = size, quote
    return found


def _crowded(body: Body, stated: tuple[int, Quote] | None) -> Iterator[Finding]:
    """More at the table at one § than there are seats: as stated, else as is usual in that body."""
    counts = [m.deciding[0] for m in body.meetings if m.deciding[0]]
    seats, sources = (stated[0], (stated[1],)) if stated else (0, ())
    if not stated and len(counts) >= _LEAST:
        usual, times = Counter(counts).most_common(1)[0]
        seats = usual if times >= _USUAL * len(counts) and usual == sorted(counts)[len(counts) // 2] else 0
    for meeting in body.meetings:
        count, number = meeting.deciding
        if seats and count > seats:
            known = f"enligt protokollet {seats}" if stated else f"annars {seats}"
            told = f"the minutes state {seats}" if stated else f"otherwise {seats}"
            yield Finding(
                "more-than-seats",
                f"{count} beslutande vid § {number} den {meeting.date}; {known} platser.",
                f"{count} deciding at § {number} on {meeting.date}; {told} seats.",
                (), body.name, meeting.date, (*sources, *((meeting.where,) if meeting.where else ())),
            )  # fmt: skip


def _twice_at_once(bodies: Sequence[Body], held: Held, names: Mapping[str, str]) -> Iterator[Finding]:
    """Somebody in the lists of two bodies' meetings at one time of one day."""
    days: dict[str, list[tuple[Body, Meeting]]] = defaultdict(list)
    for body in bodies:
        for meeting in body.meetings:
            days[meeting.date].append((body, meeting))
    for day, pairs in sorted(days.items()):
        for (one, a), (other, b) in combinations(pairs, 2):
            for person in sorted(a.present & b.present & names.keys()) if _overlap(a, b) else ():
                at = f"{max(a.starts or '', b.starts or '')}"
                yield Finding(
                    "two-meetings",
                    f"{names[person]} är närvarande i två organ samtidigt den {day} kl. {at}: {one.name} och"
                    f" {other.name}.",
                    f"{names[person]} is present in two bodies at once on {day} at {at}: {one.name} and"
                    f" {other.name}.",
                    (person,), one.name, day, _rows_of(held, person, (*a.parts, *b.parts)),
                )  # fmt: skip


def _overlap(a: Meeting, b: Meeting) -> bool:
    if not (a.starts and b.starts and a.ends and b.ends):
        return False
    return a.starts < b.ends and b.starts < a.ends


def _two_seats(held: Held, bodies: Sequence[Body], names: Mapping[str, str]) -> Iterator[Finding]:
    """Somebody in two places of one list: at the table and among the substitutes."""
    whose = {part: (body, meeting) for body in bodies for meeting in body.meetings for part in meeting.parts}
    for part, rows in held.rows.items():
        places: dict[str, dict[str, Quote]] = defaultdict(dict)
        for person, standing, quote in rows:
            places[person].setdefault(standing, quote)
        for person, found in places.items():
            if {"substitute"} < found.keys() and found.keys() & {"voting", "member"} and part in whose:
                body, meeting = whose[part]
                if person in names:
                    yield Finding(
                        "two-seats",
                        f"{names[person]} står både som ledamot och som ersättare den {meeting.date}.",
                        f"{names[person]} is listed as member and as substitute on {meeting.date}.",
                        (person,), body.name, meeting.date, tuple(found.values()),
                    )  # fmt: skip


def _rows_of(held: Held, person: str, parts: Iterable[str]) -> tuple[Quote, ...]:
    return tuple(quote for part in parts for one, _, quote in held.rows.get(part, ()) if one == person)


def _exclusive(person: Person) -> Iterator[Finding]:
    """Posts nobody has at one time: for two parties, for two organisations, auditor of one's own board."""
    for one, other in combinations(person.roles, 2):
        if not _at_once(one, other):
            continue
        day = max(one.first_seen or "", other.first_seen or "")
        sources = (one.sources[0], other.sources[0])
        same = (one.body, one.organisation) == (other.body, other.organisation)
        if same and one.party and other.party and party_today(one.party) != party_today(other.party):
            yield Finding(
                "two-parties",
                f"{person.name} står för två partier samtidigt: {one.party} och {other.party}.",
                f"{person.name} stands for two parties at once: {one.party} and {other.party}.",
                (person.id,), one.body, day, sources,
            )  # fmt: skip
        seats = is_seat(one.post) and is_seat(other.post)
        if same and seats and one.appointer and other.appointer and one.appointer != other.appointer:
            yield Finding(
                "two-appointers",
                f"{person.name} sitter för två organisationer samtidigt: {one.appointer} och"
                f" {other.appointer}.",
                f"{person.name} sits for two organisations at once: {one.appointer} and {other.appointer}.",
                (person.id,), one.body, day, sources,
            )  # fmt: skip
        posts = {one.post, other.post}
        if same and ("revisor" in posts) and posts & {"ledamot", "ordförande", "ersättare"}:
            yield Finding(
                "auditor-of-own-board",
                f"{person.name} är samtidigt revisor och {(posts - {'revisor'}).pop()} i {one.body}.",
                f"{person.name} is auditor and {(posts - {'revisor'}).pop()} of {one.body} at once.",
                (person.id,), one.body, day, sources,
            )  # fmt: skip
        if same and one.post != other.post and posts <= set(SINGLE) and set(one.dates) & set(other.dates):
            yield Finding(
                "two-posts",
                f"{person.name} är både {one.post} och {other.post} vid samma möte ({day}).",
                f"{person.name} is both {one.post} and {other.post} at one meeting ({day}).",
                (person.id,), one.body, day, sources,
            )  # fmt: skip


def _at_once(one: Role, other: Role) -> bool:
    if not (one.first_seen and other.first_seen):
        return False
    return one.first_seen <= (other.last_seen or "") and other.first_seen <= (one.last_seen or "")


def _after_leaving(people: Sequence[Person], left: Sequence[Left]) -> Iterator[Finding]:
    """Somebody is seen on a post months after a decision to let them go: perhaps a namesake."""
    known = {person.id: person for person in people}
    for one in left:
        person, day = known.get(one.person), one.day
        if person is None or not day:
            continue
        limit = _later(day)
        for role in person.roles:
            same = (role.body, role.organisation) == (one.body, one.organisation) and is_seat(role.post)
            again = next((q for q in role.sources if (q.date or "") > limit), None)
            if same and one.post in (None, role.post) and again and (role.first_seen or "") <= day:
                yield Finding(
                    "seen-after-leaving",
                    f"{person.name} lämnade uppdraget som {role.post} {day} men står där igen {again.date}:"
                    " omvald, eller en namne?",
                    f"{person.name} left the post of {role.post} on {day} and is there again on {again.date}:"
                    " elected anew, or a namesake?",
                    (person.id,), role.body, again.date, (one.quote, again),
                )  # fmt: skip


def _later(day: str) -> str:
    try:
        return (date.fromisoformat(day) + _GRACE).isoformat()
    except ValueError:
        return f"{day}~"


def _numbers_twice(body: Body) -> Iterator[Finding]:
    """Two meetings of a year that have the same §§, in a body whose §§ run through the year."""
    if body.numbering != "year":
        return
    for one, other in combinations(body.meetings, 2):
        if one.date[:4] != other.date[:4] or not (one.signed and other.signed):
            continue
        both = sorted({int(n) for n in set(one.numbers) & set(other.numbers) if n.isdecimal()})
        if both:
            numbers = ", ".join(map(str, both[:5])) + (" …" if len(both) > 5 else "")
            sources = tuple(m.where for m in (one, other) if m.where)
            yield Finding(
                "sections-twice",
                f"§ {numbers} finns i två protokoll samma år: {one.date} och {other.date}.",
                f"§ {numbers} is in two minutes of one year: {one.date} and {other.date}.",
                (), body.name, other.date, sources,
            )  # fmt: skip


def _long_silence(person: Person) -> Iterator[Finding]:
    """The same post again after more than four years of meetings: a second time, or a namesake."""
    for one, other in combinations(person.roles, 2):
        same = (one.post, one.body, one.organisation) == (other.post, other.body, other.organisation)
        if same and is_seat(one.post) and not _at_once(one, other) and one.last_seen and other.first_seen:
            years = int(other.first_seen[:4]) - int(one.last_seen[:4])
            if years >= 4:
                yield Finding(
                    "long-silence",
                    f"{person.name} syns som {one.post} till {one.last_seen} och åter från"
                    f" {other.first_seen}: samma person, eller en namne?",
                    f"{person.name} is seen as {one.post} to {one.last_seen} and again from"
                    f" {other.first_seen}: one person, or a namesake?",
                    (person.id,), one.body, other.first_seen, (one.sources[-1], other.sources[0]),
                )  # fmt: skip
