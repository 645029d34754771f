"""Testimony → people with their posts in time, their spellings, and what they were given to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.entities import Person, Quote, Role, Spelling
from pipeline.register.letters import letters
from pipeline.register.meetings import Held
from pipeline.register.model import BodyKey, Meeting
from pipeline.register.testimony import Seen
from pipeline.register.wording import OF_A_MEETING
from pipeline.stem import sort_key
from pipeline.store import Store

_TERM = 4 * 366  # days of the longest time between two elections
_MISSED = 2  # meetings with a list without somebody, from which a long silence is two terms
_SURE = 2  # meetings from which who chairs is the chair
_SUBSTITUTES = ("ersättare", "suppleant")
_SECRETARIES = (
    "nämndsekreterare", "kommunsekreterare", "förbundssekreterare", "utskottssekreterare", "stadssekreterare",
    "regionsekreterare", "styrelsesekreterare",
)  # fmt: skip
_PLACES = 3  # places shown of a spelling

Chairs = dict[tuple[str, str, str | None], list[tuple[str, str]]]  # post and body → (day, person)
_Key = tuple[str, str, str | None, str | None, str | None]


def people(store: Store, seen: Iterable[Seen], held: Held) -> list[Person]:
    """The people with posts, in Swedish alphabetical order, each with posts in time and their sources."""
    names = {
        row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity WHERE kind = 'person'")
    }
    spellings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in store.select("SELECT entity, spelling, times FROM spelling ORDER BY times DESC, spelling"):
        spellings[row["entity"]].append((row["spelling"], row["times"]))
    by_person: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_person[one.person].append(one)
    party = letters(store, {person: [one.party for one in found] for person, found in by_person.items()})
    why, members = _why_one(store), _members(store)
    chairs = _chairs(by_person)
    places = _places(store)
    found = [
        Person(
            id=person,
            name=names[person],
            spellings=tuple(spellings[person]),
            roles=_roles(_in_party(said, party.get(person)), held.meetings, person, chairs),
            why_one=tuple(why.get(person, ())),
            spelled=tuple(
                Spelling(text, times, tuple(places[person].get(text, ())[:_PLACES]))
                for text, times in spellings[person]
            ),
            absences=tuple(sorted(held.absences.get(person, ()), key=lambda a: (a.date or "", a.body))),
            members=tuple(members.get(person, ())),
        )
        for person, said in by_person.items()
        if person in names
    ]
    return sorted(found, key=lambda person: (by_surname(person.name), person.id))


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
    groups: dict[_Key, list[Seen]] = defaultdict(list)
    written: dict[str | None, str | None] = {}
    for one in seen:  # SoL and Sol are one party
        written.setdefault(one.party and one.party.upper(), one.party)
    for one in sorted(
        seen, key=lambda s: (s.appointer is None, s.party is None, s.quote.date or "", s.quote.start)
    ):
        party = written[one.party and one.party.upper()]
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
        for key, said in _merged(groups, chairs, person).items()
        for term in _terms(said, meetings.get(key[1:3], ()), person)
    ]
    return tuple(
        sorted(
            roles, key=lambda r: (r.first_seen or "", sort_key(r.body), sort_key(r.post), r.appointer or "")
        )
    )


def _chairs(seen: Mapping[str, Sequence[Seen]]) -> Chairs:
    found: Chairs = defaultdict(list)
    for person, said in seen.items():
        for one in said:
            if one.post.endswith("ordförande") and one.quote.date and one.how != "elected":
                found[one.post, one.body, one.organisation].append((one.quote.date, person))
    return found


def _still(one: Seen, person: str, chaired: Sequence[tuple[str, str]]) -> bool:
    """Whether somebody listed as a member is the chair of before, whom nobody has followed yet.

    Who chaired one meeting only may have stood in: that neither makes them chair nor ends another's time.
    """
    day = one.quote.date or ""
    own = {d for d, who in chaired if who == person and d <= day}
    others = {d for d, who in chaired if who != person and d <= day}
    if not own or day in others:
        return False
    since = {d for d in others if d > max(own)}
    return len(since) < _SURE and (len(own) >= _SURE or not others)


def _merged(groups: dict[_Key, list[Seen]], chairs: Chairs, person: str) -> dict[_Key, list[Seen]]:
    """A chair is a member too: where somebody chairs a meeting, being listed as a member says no more.

    Nor does it in a list that leaves the title out, while nobody else is seen as chair. A substitute whom
    a list has at the table between two of their meetings as substitute serves in another's place. A guest
    with a title ("Övriga deltagare: …, förbundschef") is seen as what the title says.
    """
    merged = {key: list(said) for key, said in groups.items()}
    for key in groups:
        for other in groups:
            same = other[1:3] == key[1:3] and key[3] in (None, other[3]) and key[4] in (None, other[4])
            if other == key or not same or not _tells_more(other[0], key[0]) or key not in merged:
                continue
            if other[0] in _SUBSTITUTES:
                days = sorted(one.quote.date or "" for one in groups[other])
                mine = [
                    o
                    for o in merged[key]
                    if o.how == "listed" and days[0] <= (o.quote.date or "") <= days[-1]
                ]
            else:
                chaired = {one.quote.document for one in groups[other]}
                chair = sorted(chairs.get(other[:3], ()))
                mine = [o for o in merged[key] if o.quote.document in chaired or _still(o, person, chair)]
            merged[other] += mine
            merged[key] = [one for one in merged[key] if one not in mine]
            if not merged[key]:
                del merged[key]
    return merged


def _tells_more(one: str, other: str) -> bool:
    """Whether the post `one` says of a meeting what `other` says, and more."""
    if other == "ledamot":
        return one.endswith("ordförande") or one in _SUBSTITUTES
    if other == "sekreterare":
        return one in _SECRETARIES
    return other == "deltagare" and one not in OF_A_MEETING


def _terms(said: Sequence[Seen], meetings: Sequence[Meeting], person: str) -> list[list[Seen]]:
    """Parted where nobody of the name was there for more than four years of recorded meetings."""
    dated = sorted((one for one in said if one.quote.date), key=lambda one: str(one.quote.date))
    terms: list[list[Seen]] = []
    for one in dated:
        last = terms[-1][-1].quote.date if terms else None
        if last and _silent(last, str(one.quote.date), meetings, person):
            terms.append([one])
        elif terms:
            terms[-1].append(one)
        else:
            terms = [[one]]
    undated = [one for one in said if not one.quote.date]
    if terms:
        terms[0] += undated
        return terms
    return [undated]


def _silent(last: str, first: str, meetings: Sequence[Meeting], person: str) -> bool:
    if _days(last, first) <= _TERM:
        return False
    without = [m for m in meetings if last < m.date < first and m.listed and person not in m.present]
    return len(without) >= _MISSED


def _role(key: _Key, said: Sequence[Seen], meetings: Sequence[Meeting], person: str) -> Role:
    post, body, organisation, appointer, party = key
    quotes = dict.fromkeys(one.quote for one in said)
    sources = tuple(sorted(quotes, key=lambda q: (q.date or "", q.path, q.start)))
    dates = tuple(sorted({quote.date for quote in sources if quote.date}))
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    between = [m for m in meetings if m.listed and (first or "9") <= m.date <= (last or "")]
    there = sum(person in m.present for m in between)
    told = post in OF_A_MEETING or not there
    return Role(
        post, body, organisation, appointer, party, first, last, sources,
        dates=dates,
        attended=None if told else there,
        held=None if told else len(between),
        written=_as_written(appointer, said),
    )  # fmt: skip


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


def _places(store: Store) -> Mapping[str, Mapping[str, list[Quote]]]:
    """Person → spelling → where it stands, copies of a meeting too: they may write the name otherwise."""
    found: dict[str, dict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(
        "SELECT m.*, d.path, p.date FROM mention m JOIN document d ON d.id = m.document"
        " LEFT JOIN part p ON p.document = m.document AND p.id = m.part"
        " WHERE m.label = 'PERSON' AND m.entity IS NOT NULL ORDER BY p.date, d.path, m.start"
    ):
        words = " ".join(row["text"].split())
        quote = Quote(
            row["document"], row["path"], row["section"], row["start"], row["end"], row["text"], row["date"]
        )
        spelled = found[row["entity"]]
        for form in {words, words.removesuffix("s")}:
            if len(spelled[form]) < _PLACES:
                spelled[form].append(quote)
    return found


def _days(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:  # a date of which only the year or month is known
        return (int(last[:4]) - int(first[:4])) * 365
