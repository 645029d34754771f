"""One body under one name: a council's own group, written with a capital once and without one later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.register.model import BodyKey
from pipeline.register.testimony import Seen
from pipeline.register.told import Left
from pipeline.store import Store


def housed(
    store: Store, seen: Sequence[Seen], left: Sequence[Left], held: Iterable[BodyKey]
) -> tuple[list[Seen], list[Left]]:
    """Testimony with the body's owner where it was left out and other minutes of that owner name it.

    "Styrgruppen för utbildning" in the minutes of a council is that of its municipality, to which
    "styrgruppen för utbildning" belongs elsewhere. `held`: bodies with minutes, which keep what those say.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    known_places = [*((s.body, s.organisation) for s in seen), *((g.body, g.organisation) for g in left)]
    for body, organisation in known_places:
        if organisation:
            owners[body.casefold()].add(organisation)
    of = {
        row["document"]: row["whose_of"]
        for row in store.select(
            "SELECT document, whose_of FROM part WHERE whose_of IS NOT NULL ORDER BY position DESC"
        )
    }
    own = set(held)

    def owner(one: Seen | Left) -> str | None:
        known = owners.get(one.body.casefold(), set())
        if one.organisation or len(known) != 1 or (one.body, None) in own:
            return one.organisation
        only = next(iter(known))
        return only if of.get(one.quote.document) == only else None

    return (
        [replace(one, organisation=owner(one)) for one in seen],
        [replace(one, organisation=owner(one)) for one in left],
    )
