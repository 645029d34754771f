"""What the public lists know an organisation by, and the names it has had with their dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.compare.names import plain
from pipeline.entities import DatedName, Entity
from pipeline.gazetteers import municipalities, organisation_numbers, wikidata_items
from pipeline.patterns import renamed
from pipeline.resolve.joined import Renaming
from pipeline.resolve.organisations import organisation_key

NUMBER, CODE, WIKIDATA = "organisationsnummer", "kommunkod", "Wikidata"


def identified(
    entities: Iterable[Entity], old: Collection[str], told: Iterable[Renaming] = ()
) -> list[Entity]:
    """Organisations with the numbers that public lists have for them, and their names in time.

    `old`: plain names that organisations no longer have, as the documents use them; `told`: new names that
    the documents tell of themselves.
    """
    said = sorted(set(told), key=lambda one: (one.since or "", one.old, one.source))
    found = []
    for entity in entities:
        keys = [member.removeprefix("org:") for member in entity.members]
        numbers = dict.fromkeys(pair for key in keys for pair in _known().get(key, ()))
        dated = _dated(entity.name, {key for key in keys if key in old}) or _told(keys, said)
        found.append(replace(entity, identifiers=tuple(numbers), dated=dated))
    return found


def _told(keys: Collection[str], said: Sequence[Renaming]) -> tuple[DatedName, ...]:
    """The names that texts say an organisation of `keys` had, each until the next."""
    mine = {one.keys: one for one in reversed(said) if set(one.keys) <= set(keys)}
    if not mine:
        return ()
    steps = sorted(mine.values(), key=lambda one: (one.since or "", one.old))
    since = {one.keys[1]: one.since for one in steps}
    names = [DatedName(one.old, since.get(one.keys[0]), one.since, one.source) for one in steps]
    last = steps[-1]
    return (*names, DatedName(last.new, last.since, None, last.source))


def _dated(today: str, replaced: set[str]) -> tuple[DatedName, ...]:
    """Old names, the oldest first, each until the next; then the name of today."""
    old = sorted(
        (change for change in renamed() if plain(change.old) in replaced), key=lambda c: (c.since, c.old)
    )
    if not old:
        return ()
    begun = {plain(change.new): change.since for change in sorted(renamed(), key=lambda c: c.since)}
    names = [DatedName(c.old, begun.get(plain(c.old)), c.since, c.source) for c in old]
    return (*names, DatedName(today, begun.get(plain(today)), None, old[-1].source))


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[tuple[str, str], ...]]:
    """Key of an organisation → its identifiers, each with the list it is from."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, number in organisation_numbers().items():
        found[organisation_key(name)] = ((NUMBER, number),)
    for place in municipalities().values():
        key = organisation_key(place.full_names[0] if place.full_names else place.name)
        found[key] = (*found.get(key, ()), (CODE, place.code))
    for name, item in wikidata_items().items():
        key = organisation_key(name)
        found[key] = (*found.get(key, ()), (WIKIDATA, item))
    return found
