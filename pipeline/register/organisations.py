"""The organisations the register names: public numbers, names in time, the first places that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.entities import DatedName, Person, Quote
from pipeline.gazetteers import organisation_numbers, wikidata_items
from pipeline.register.model import Body, Organisation
from pipeline.stem import sort_key
from pipeline.store import Store

_PLACES = 3  # places shown of an organisation


def organisations(store: Store, people: Iterable[Person], bodies: Iterable[Body]) -> tuple[Organisation, ...]:
    """Those that have a body, are one, or appoint somebody, in Swedish alphabetical order."""
    names = {name for body in bodies for name in (body.name, body.organisation) if name}
    names |= {role.appointer for person in people for role in person.roles if role.appointer}
    entities: dict[str, list[str]] = defaultdict(list)
    for row in store.select("SELECT id, name FROM entity WHERE kind IN ('organisation', 'body') ORDER BY id"):
        if row["name"] in names:
            entities[row["name"]].append(row["id"])
    numbers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in store.select(
        "SELECT entity, list, number FROM identifier ORDER BY list = 'Wikidata', list DESC"
    ):
        numbers[row["entity"]].append((row["list"], row["number"]))
    dated: dict[str, list[DatedName]] = defaultdict(list)
    for row in store.select("SELECT * FROM dated_name ORDER BY coalesce(since, ''), coalesce(until, '9')"):
        dated[row["entity"]].append(DatedName(row["name"], row["since"], row["until"], row["source"]))
    places = _places(store, {one for ids in entities.values() for one in ids})
    return tuple(
        Organisation(
            name,
            tuple(dict.fromkeys(pair for one in entities[name] for pair in numbers[one])) or _listed(name),
            tuple(dict.fromkeys(old for one in entities[name] for old in dated[one])),
            tuple(quote for one in entities[name] for quote in places[one])[:_PLACES],
        )
        for name in sorted(names, key=sort_key)
    )


def _listed(name: str) -> tuple[tuple[str, str], ...]:
    """The numbers of one that only lists of those present name, in short: "Anna Bergdahl, Skatteverket"."""
    known = (("organisationsnummer", organisation_numbers()), ("Wikidata", wikidata_items()))
    return tuple((which, numbers[name]) for which, numbers in known if name in numbers)


def _places(store: Store, wanted: set[str]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = defaultdict(list)
    for row in store.select(
        "SELECT m.document, m.section, m.start, m.end, m.text, m.entity, d.path, p.date"
        " FROM mention m JOIN document d ON d.id = m.document"
        " LEFT JOIN part p ON p.document = m.document AND p.id = m.part"
        " WHERE m.label IN ('ORG', 'BODY') AND m.entity IS NOT NULL ORDER BY p.date, d.path, m.start"
    ):
        if row["entity"] in wanted and len(found[row["entity"]]) < _PLACES:
            place = row["document"], row["path"], row["section"], row["start"], row["end"], row["text"]
            found[row["entity"]].append(Quote(*place, row["date"]))
    return found
