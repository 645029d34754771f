"""Invented people against what `resolve` makes of their minutes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluation.coreference import b_cubed, pairwise
from evaluation.counts import Counts
from evaluation.people.careers import World
from evaluation.people.minutes import Minutes
from pipeline.entities import Resolution
from pipeline.resolve import resolve


@dataclass(frozen=True)
class Merge:
    """An entity that holds namings of several people: its name, and each one's number and namings."""

    entity: str
    name: str
    people: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Measured:
    """What became of the people of a world.

    `b3`, `pairs`: over all namings (a naming left open is somebody of its own); `steady`: B³ without the
    people who changed name, moved or sit in two organisations. `entities`: people found; `merges`: those that
    hold two; `split`: people in several entities; `left_open`: namings tied to nobody; `roles`: role words.
    """

    people: int
    namings: int
    b3: Counts
    pairs: Counts
    steady: Counts
    entities: int
    merges: tuple[Merge, ...]
    split: dict[int, int]
    left_open: int
    roles: Counts

    @property
    def false_merges(self) -> float:
        """The share of the people found who are two people or more."""
        return len(self.merges) / max(1, self.entities)


def measure(world: World, written: Minutes, resolution: Resolution | None = None) -> Measured:
    """Resolve the minutes, if that is not done yet, and score what comes of it."""
    found = resolution or resolve(written.documents)
    roles = {m.id for d in written.documents for m in d.mentions if m.label == "ROLE"}
    entity = {m: e for e in found.entities if e.kind == "person" for m in e.mentions}
    names = {m: who for m, who in written.whom.items() if m not in roles}
    clusters = _clusters(names)
    ours = _clusters({m: entity[m].id if m in entity else f"open {m}" for m in names})
    hard = {p.number for p in world.people if len(p.surnames) > 1 or len(p.homes) > 1 or p.region}
    steady = {m for m, who in names.items() if who not in hard}
    of: dict[int, set[str]] = defaultdict(set)
    holds: dict[str, Counter[int]] = defaultdict(Counter)
    for mention, who in names.items():
        if mention in entity:
            of[who].add(entity[mention].id)
            holds[entity[mention].id][who] += 1
    called = {e.id: e.name for e in found.entities}
    merges = tuple(
        Merge(one, called[one], tuple(sorted(held.items())))
        for one, held in sorted(holds.items())
        if len(held) > 1
    )
    majority = {one: held.most_common(1)[0][0] for one, held in holds.items()}
    tied = {m for m in roles if m in entity}
    right = sum(majority.get(entity[m].id) == written.whom[m] for m in tied)
    return Measured(
        people=len(clusters),
        namings=len(names),
        b3=b_cubed(clusters, ours),
        pairs=pairwise(clusters, ours),
        steady=b_cubed(_only(clusters, steady), _only(ours, steady)),
        entities=len(holds),
        merges=merges,
        split={who: len(ids) for who, ids in sorted(of.items()) if len(ids) > 1},
        left_open=sum(m not in entity for m in names),
        roles=Counts(len(tied), right, len(roles)),
    )


def _clusters(named: Mapping[str, object]) -> list[set[str]]:
    found: dict[object, set[str]] = defaultdict(set)
    for mention, who in named.items():
        found[who].add(mention)
    return list(found.values())


def _only(clusters: Iterable[set[str]], kept: set[str]) -> list[set[str]]:
    return [some for cluster in clusters if (some := cluster & kept)]
