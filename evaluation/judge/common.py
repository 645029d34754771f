"""What every judge needs: facts with their places, pairs of them, and the outcome of a pair."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, Literal, TypeVar

from evaluation.align import Alignment, Place, overlap
from evaluation.assign import assign
from evaluation.counts import Counts
from pipeline.facts import Span

Verdict = Literal["right", "wrong", "missed", "spurious"]
MATCH = 0.5  # the overlap (intersection over union) at which two clauses are the same clause


@dataclass(frozen=True)
class Difference:
    """A field in which a found fact differs from gold, both as shown to a person."""

    field: str
    gold: str
    found: str


@dataclass(frozen=True)
class Outcome:
    """What became of one fact: of a gold fact, or (spurious) of one that gold does not have.

    `what` is the fact's own name within its kind (a label, a number, a kind and status),
    `text` its words, `start` and `end` its offsets in gold's text (in the document's when
    spurious; both 0 for what has no place). `context` is a line with the words around it.
    """

    kind: str
    verdict: Verdict
    what: str
    text: str
    start: int = 0
    end: int = 0
    differs: tuple[Difference, ...] = ()
    rule: str = ""
    context: str = ""


@dataclass(frozen=True)
class Judged:
    """The counts by figure ("decisions/span"), the outcomes, and (figure, gold, found) confusions."""

    figures: dict[str, Counts] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    confusions: Counter[tuple[str, str, str]] = field(default_factory=Counter)


AnySpan = TypeVar("AnySpan", bound=Span)


@dataclass(frozen=True)
class Placed(Generic[AnySpan]):
    """A fact and where it stands in gold's ink (None: in words gold's text does not have)."""

    fact: AnySpan
    place: Place | None


Pair = tuple[Placed[AnySpan] | None, Placed[AnySpan] | None]


def placed_gold(facts: Iterable[AnySpan], alignment: Alignment) -> list[Placed[AnySpan]]:
    """Gold facts with their places, in an order that does not depend on the file's."""
    return _ordered(Placed(fact, alignment.gold_place(fact.start, fact.end)) for fact in facts)


def placed_found(facts: Iterable[AnySpan], alignment: Alignment) -> list[Placed[AnySpan]]:
    """Found facts with their places, those behind the annotated beginning left out."""
    return _ordered(
        Placed(fact, alignment.place(fact.start, fact.end))
        for fact in facts
        if not alignment.beyond(fact.start)
    )


def _ordered(facts: Iterable[Placed[AnySpan]]) -> list[Placed[AnySpan]]:
    return sorted(facts, key=lambda placed: (placed.fact.start, placed.fact.end, repr(placed.fact)))


Weigh = Callable[[Placed[AnySpan], Placed[AnySpan]], float]


def pair_up(
    gold: Sequence[Placed[AnySpan]],
    found: Sequence[Placed[AnySpan]],
    weigh: Weigh[AnySpan],
    *,
    local: bool = True,
) -> list[Pair[AnySpan]]:
    """The best one-to-one pairs by `weigh` (0: not a pair), then gold without and found without partner.

    Only facts that overlap can be a pair, unless `local` is false.
    """
    weights = {
        (i, j): weight
        for i, j in (_neighbours(gold, found) if local else product(range(len(gold)), range(len(found))))
        if (weight := weigh(gold[i], found[j])) > 0
    }
    chosen = dict(assign(weights))
    used = set(chosen.values())
    pairs: list[Pair[AnySpan]] = [
        (one, found[chosen[i]] if i in chosen else None) for i, one in enumerate(gold)
    ]
    return pairs + [(None, other) for j, other in enumerate(found) if j not in used]


def _neighbours(
    gold: Sequence[Placed[AnySpan]], found: Sequence[Placed[AnySpan]]
) -> Iterator[tuple[int, int]]:
    """The index pairs of facts that overlap, by one walk through both in the order of the text."""
    here = sorted((one.place, i) for i, one in enumerate(gold) if one.place)
    there = sorted((other.place, j) for j, other in enumerate(found) if other.place)
    begin, longest = 0, max((place[1] - place[0] for place, _ in there), default=0)
    for (start, end), i in here:
        while begin < len(there) and there[begin][0][0] + longest <= start:
            begin += 1
        for k in range(begin, len(there)):
            (other_start, other_end), j = there[k]
            if other_start >= end:
                break
            if other_end > start:
                yield i, j


def near(pairs: list[Pair[AnySpan]]) -> list[Pair[AnySpan]]:
    """Pairs for showing: what is left over on both sides is joined where it overlaps at all."""
    left = [one for one, other in pairs if one and not other]
    over = [other for one, other in pairs if other and not one]
    return [pair for pair in pairs if pair[0] and pair[1]] + pair_up(left, over, touching)


def touching(one: Placed[AnySpan], other: Placed[AnySpan]) -> float:
    """How much two facts overlap."""
    return overlap(one.place, other.place)


def agreement(*same: bool) -> float:
    """A tie-breaker below 0.001 that ranks pairs by the fields they agree in, the first first."""
    return sum(1e-3 * 8.0**-rank for rank, agree in enumerate(same, start=1) if agree)


def common(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Counts:
    """Counts of two bags: right is the size of their intersection."""
    one, other = Counter(gold), Counter(found)
    return Counts(found=other.total(), right=(one & other).total(), gold=one.total())


def given(pairs: Sequence[tuple[Hashable, Hashable]], nothing: Hashable = None) -> Counts:
    """Counts of a field that may be absent: (gold's value, found's value) a pair."""
    return Counts(
        found=sum(other != nothing for _, other in pairs),
        right=sum(one == other != nothing for one, other in pairs),
        gold=sum(one != nothing for one, _ in pairs),
    )


def words(text: str | None) -> str | None:
    """Words without line breaks or marks at their edges, composed; None stays None."""
    if text is None:
        return None
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split()).strip(" .,;:*") or None


def number_of(section: str | None) -> str | None:
    """The bare number of a section: "28" for "§ 28", "28." or "28"; None where there is none."""
    return re.sub(r"[§\s]|\.$", "", section.strip()) or None if section else None


def show(value: object) -> str:
    """A field's value as a person reads it."""
    if value is None or value in ((), frozenset(), ""):
        return "–"
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    if isinstance(value, (set, frozenset)):
        return ", ".join(sorted(map(str, value)))
    return " ".join(str(value).split())


def differences(
    names: Sequence[str], gold: Sequence[object], found: Sequence[object]
) -> tuple[Difference, ...]:
    """Where two rows of values under `names` differ."""
    return tuple(
        Difference(name, show(one), show(other))
        for name, one, other in zip(names, gold, found, strict=True)
        if one != other
    )


def outcome(
    kind: str, what: str, pair: Pair[AnySpan], differs: tuple[Difference, ...] = (), text: str | None = None
) -> Outcome:
    """The outcome of a pair; `differs` only speaks when both are there."""
    one, other = pair
    fact = one or other
    assert fact is not None  # pair_up makes no empty pair
    verdict: Verdict = (
        "spurious" if one is None else "missed" if other is None else "wrong" if differs else "right"
    )
    return Outcome(
        kind=kind,
        verdict=verdict,
        what=what,
        text=show(fact.fact.text if text is None else text),
        start=fact.fact.start,
        end=fact.fact.end,
        differs=differs if one and other else (),
        rule=other.fact.rule if other else "",
    )
