"""Entities and attendance → people and the posts they held, in time.

An office, a seat or a function is what lets a name in: a row in a list of those present, an
election, a title beside the name. Who merely wrote a letter or owned a house stays outside.
Meetings recorded twice count once.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.entities import Person, Quote, Role
from pipeline.register.letters import letters
from pipeline.register.testimony import Seen, testimony
from pipeline.stem import sort_key
from pipeline.store import Store

_Key = tuple[str, str, str | None, str | None, str | None]


def register(store: Store) -> list[Person]:
    """The people with posts, in Swedish alphabetical order, each with posts in time and their sources."""
    names = {
        row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity WHERE kind = 'person'")
    }
    spellings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in store.select("SELECT entity, spelling, times FROM spelling ORDER BY times DESC, spelling"):
        spellings[row["entity"]].append((row["spelling"], row["times"]))
    seen: dict[str, list[Seen]] = defaultdict(list)
    for one in testimony(store):
        seen[one.person].append(one)
    party = letters(store, {person: [one.party for one in found] for person, found in seen.items()})
    why = _why_one(store)
    people = [
        Person(
            person,
            names[person],
            tuple(spellings[person]),
            _roles(_in_party(found, party.get(person))),
            tuple(why.get(person, ())),
        )
        for person, found in seen.items()
        if person in names
    ]
    return sorted(people, key=lambda person: (_by_surname(person.name), person.id))


def holders(people: Iterable[Person], body: str, on: str, post: str | None = None) -> list[Person]:
    """Who was seen in `body` (holding `post`) both up to and from the ISO date `on`."""
    return [
        person
        for person in people
        if any(
            role.body == body and (post is None or role.post == post)
            and (role.first_seen or "9999") <= on <= (role.last_seen or "")
            for role in person.roles
        )
    ]  # fmt: skip


def as_json(people: Sequence[Person]) -> str:
    """A list of people, each with `name`, `spellings`, `roles`, `sources`."""
    return json.dumps([_record(person) for person in people], ensure_ascii=False, indent=1) + "\n"


def as_csv(people: Sequence[Person]) -> str:
    """One line a post."""
    out = io.StringIO()
    columns = (
        "id", "name", "spellings", "post", "body", "organisation", "appointer", "party", "first_seen",
        "last_seen", "times_seen", "source", "source_start", "source_end", "source_text",
    )  # fmt: skip
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for person in people:
        spelled = "; ".join(spelling for spelling, _ in person.spellings)
        for role in person.roles:
            first = role.sources[0]
            writer.writerow([
                person.id, person.name, spelled, role.post, role.body, role.organisation or "",
                role.appointer or "", role.party or "", role.first_seen or "", role.last_seen or "",
                len(role.sources), first.path, first.start, first.end, " ".join(first.text.split()),
            ])  # fmt: skip
    return out.getvalue()


def _record(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "spellings": [spelling for spelling, _ in person.spellings],
        "roles": [
            {
                "post": role.post,
                "body": role.body,
                "organisation": role.organisation,
                "appointer": role.appointer,
                "party": role.party,
                "first_seen": role.first_seen,
                "last_seen": role.last_seen,
                "sources": [_quoted(quote) for quote in role.sources],
            }
            for role in person.roles
        ],
        "sources": [_quoted(q) for q in _unique(q for role in person.roles for q in role.sources)],
        "why_one": list(person.why_one),
    }


def _quoted(quote: Quote) -> dict[str, Any]:
    return {
        "document": quote.document, "path": quote.path, "date": quote.date, "section": quote.section,
        "start": quote.start, "end": quote.end, "text": quote.text,
    }  # fmt: skip


def _in_party(seen: Sequence[Seen], party: str | None) -> list[Seen]:
    """Testimony with the party where it names none itself."""
    return [one if one.party or party is None else replace(one, party=party) for one in seen]


def _merged(groups: dict[_Key, list[Quote]]) -> dict[_Key, list[Quote]]:
    """A chair is a member too: the same meetings do not make two posts in one body."""
    merged = {key: list(quotes) for key, quotes in groups.items()}
    for key, quotes in groups.items():
        if key[0] != "ledamot":
            continue
        meetings = {quote.document for quote in quotes}
        for chair in groups:
            same = chair[0].endswith("ordförande") and chair[1:3] == key[1:3] and key[3] in (None, chair[3])
            if same and key[4] in (None, chair[4]) and meetings <= {q.document for q in groups[chair]}:
                merged[chair] += merged.pop(key)
                break
    return merged


def _roles(seen: Sequence[Seen]) -> tuple[Role, ...]:
    """Testimony by post, body, appointer and party; what leaves out one of the last two joins one with it."""
    groups: dict[_Key, list[Quote]] = defaultdict(list)
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
        groups[key].append(one.quote)
    roles = []
    for (post, body, organisation, appointer, party), quotes in _merged(groups).items():
        sources = tuple(sorted(_unique(quotes), key=lambda q: (q.date or "", q.path, q.start)))
        dates = [quote.date for quote in sources if quote.date]
        first, last = (min(dates), max(dates)) if dates else (None, None)
        roles.append(Role(post, body, organisation, appointer, party, first, last, sources))
    return tuple(
        sorted(
            roles, key=lambda r: (r.first_seen or "", sort_key(r.body), sort_key(r.post), r.appointer or "")
        )
    )


def _why_one(store: Store) -> Mapping[str, list[str]]:
    """Why profiles were joined, as the judgements say: entity → sentences."""
    member = store.members()
    found: dict[str, list[str]] = defaultdict(list)
    for judgement in store.judgements():
        left, right = member.get(judgement.left), member.get(judgement.right)
        if left and left == right and judgement.verdict == "same" and judgement.reason not in found[left]:
            found[left].append(judgement.reason)
    return found


def _unique(quotes: Iterable[Quote]) -> list[Quote]:
    return list(dict.fromkeys(quotes))


def _by_surname(name: str) -> str:
    given, _, surname = name.rpartition(" ")
    return sort_key(f"{surname} {given}")
