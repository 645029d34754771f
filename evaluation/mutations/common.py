"""What the mutations share: which facts they spoil, and what they hand back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluation.counts import Counts
from evaluation.gold import Gold

Expected = dict[str, Counts]
Spoilt = tuple[Gold, Expected]
Spoil = Callable[[Gold], Spoilt | None]

NOBODY = "Vem Som Helst"  # a name, a title and a value that no gold has
NUMBER = 987654321.5


@dataclass(frozen=True)
class Mutation:
    """`spoil` gives the prediction and the scores it must have, or None when gold has nothing for it."""

    kind: str
    name: str
    spoil: Callable[[Gold], Spoilt | None]


def facts_of(gold: Gold, kind: str) -> list[Any]:
    """The facts of a kind, in the order of the gold."""
    return list(getattr(gold, kind) or ())


def counted(gold: Gold, kind: str) -> list[int]:
    """The numbers of the facts that the kind's figures count: of sections, the numbered items."""
    return [
        number
        for number, fact in enumerate(facts_of(gold, kind))
        if kind != "sections" or (fact.number is not None and fact.kind != "attachment")
    ]


def single(gold: Gold, kind: str) -> list[int]:
    """Of these the facts that cannot be taken for one another: one row a person, one item a number."""
    key = {"attendance": "person", "sections": "number"}.get(kind)
    facts, counting = facts_of(gold, kind), counted(gold, kind)
    if kind in ("decisions", "mandates"):
        return [n for n in counting if not any(m != n and meet(facts[m], facts[n]) for m in counting)]
    if key is None:
        return counting
    seen = Counter(getattr(facts[number], key) for number in counting)
    return [number for number in counting if seen[getattr(facts[number], key)] == 1]


def meet(one: Any, other: Any) -> bool:
    """Whether two spans overlap."""
    return bool(one.start < other.end and other.start < one.end)


def third(numbers: Sequence[int]) -> set[int]:
    """Every third, the first always."""
    return set(numbers[::3])


def with_facts(gold: Gold, kind: str, facts: Iterable[Any]) -> Gold:
    """The gold with other facts of a kind."""
    changes: dict[str, Any] = {kind: tuple(facts)}
    return replace(gold, **changes)


def figures_of(kind: str, names: Iterable[str], counts: Counts) -> Expected:
    """The same counts for several figures of a kind."""
    return {f"{kind}/{name}": counts for name in names}
