"""Links between facts ("this decision names that amount"), told by the facts that were paired, not by ids.

Gold calls an amount "a3", an extractor by a name of its own: the two links are the same when both ends are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from evaluation.judge.common import AnySpan, Pair, Placed, show, touching
from pipeline.facts import Amount, Decision

_SHOWN = 48  # characters of a linked fact that a person is shown


@dataclass(frozen=True)
class Targets:
    """What ids mean, gold's and the found ones: one name for both facts of a pair.

    An id that names no fact here means itself.
    """

    gold: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)


def targets(pairs: Sequence[Pair[AnySpan]]) -> Targets:
    """The names of paired facts; where two facts have one id (a fact given twice) the paired one has it."""
    meant = Targets()
    numbered = sorted(enumerate(pairs, 1), key=lambda item: None in item[1])
    for number, (one, other) in numbered:
        fact = (one or other).fact  # type: ignore[union-attr] # a pair has one at least
        name = f"{number}: {show(fact.text)[:_SHOWN]}"
        if one and one.fact.id:
            meant.gold.setdefault(one.fact.id, name)
        if other and other.fact.id:
            meant.found.setdefault(other.fact.id, name)
    return meant


def linked(
    pairs: Sequence[Pair[Decision]], proposals: Targets, amounts: Targets, mandates: Targets
) -> list[Pair[Decision]]:
    """The pairs with their links named as `targets` has it, so that they can be compared."""

    def side(which: str) -> tuple[dict[str, str], ...]:
        return tuple(getattr(meant, which) for meant in (proposals, amounts, mandates))

    def named(placed: Placed[Decision] | None, which: str) -> Placed[Decision] | None:
        if placed is None:
            return None
        fact, (proposed, sums, told) = placed.fact, side(which)
        return replace(
            placed,
            fact=replace(
                fact,
                proposal=fact.proposal and proposed.get(fact.proposal, fact.proposal),
                amounts=tuple(sums.get(one, one) for one in fact.amounts),
                mandates=tuple(told.get(one, one) for one in fact.mandates),
            ),
        )

    return [(named(one, "gold"), named(other, "found")) for one, other in pairs]


def on_the_same_words(one: Placed[Amount], other: Placed[Amount]) -> float:
    """Amounts that stand on common words are one amount to a link; their values are judged elsewhere."""
    shared = touching(one, other)
    same = (one.fact.value, one.fact.unit) == (other.fact.value, other.fact.unit)
    return 1 + 0.1 * same + 0.01 * shared if shared else 0.0
