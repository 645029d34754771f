"""Mentions: are the words marked that should be, to the letter, and under the right label?"""

from __future__ import annotations

from collections import Counter

from evaluation.align import Alignment
from evaluation.counts import Counts
from evaluation.judge.common import (
    Difference,
    Judged,
    Outcome,
    Placed,
    common,
    given,
    near,
    outcome,
    pair_up,
    placed_found,
    placed_gold,
    show,
    touching,
    words,
)
from pipeline.facts import MENTION_LABELS, Mention

VALUED = ("DATE",)
Placeds = list[Placed[Mention]]


def judge_mentions(gold: tuple[Mention, ...], found: tuple[Mention, ...], alignment: Alignment) -> Judged:
    """Per label: `strict` (same place), `overlap` (any overlap, one to one), `words` (label and words,
    wherever they stand: the label-only score, which no difference of offsets can touch); over all
    labels the same, `unlabelled` (overlap whatever the label), and of the mentions so paired how
    many have the right label (`label of paired`). `value`: of the DATE mentions paired by overlap whose
    day gold gives, how many have it (what an AMOUNT is worth is judged among the amounts)."""
    here, there = placed_gold(gold, alignment), placed_found(found, alignment)
    figures: dict[str, Counts] = {}
    outcomes: list[Outcome] = []
    left: list[tuple[Placed[Mention] | None, Placed[Mention] | None]] = []
    for label in MENTION_LABELS:
        one, other = _labelled(here, label), _labelled(there, label)
        pairs = pair_up(one, other, exact_first)
        figures[f"mentions/strict/{label}"] = _strict(one, other)
        figures[f"mentions/overlap/{label}"] = Counts(
            len(other), sum(1 for a, b in pairs if a and b), len(one)
        )
        figures[f"mentions/words/{label}"] = common(
            (words(placed.fact.text) for placed in one), (words(placed.fact.text) for placed in other)
        )
        outcomes += [
            outcome("mentions", label, pair, (*_boundary(*pair), *_value(*pair)))
            for pair in pairs
            if pair[0] and pair[1]
        ]
        if label in VALUED:
            days = [
                (str(a.fact.value), b.fact.value) for a, b in pairs if a and b and a.fact.value is not None
            ]
            figures["mentions/value"] = given([(day, None if v is None else str(v)) for day, v in days])
        left += [pair for pair in pairs if not (pair[0] and pair[1])]
    for figure in ("strict", "overlap", "words"):
        figures[f"mentions/{figure}"] = sum(
            (figures[f"mentions/{figure}/{label}"] for label in MENTION_LABELS), Counts()
        )
    anyhow = pair_up(here, there, _label_first)
    figures["mentions/unlabelled"] = Counts(len(there), sum(1 for a, b in anyhow if a and b), len(here))
    both = [(a.fact.label, b.fact.label) for a, b in anyhow if a and b]
    figures["mentions/label of paired"] = Counts(len(both), sum(a == b for a, b in both), len(both))
    confusions: Counter[tuple[str, str, str]] = Counter(
        ("mentions/label", a.fact.label if a else "–", b.fact.label if b else "–") for a, b in anyhow
    )
    for pair in near(left):
        gold_fact, found_fact = pair
        label = (gold_fact or found_fact).fact.label  # type: ignore[union-attr] # a pair has one at least
        differs: tuple[Difference, ...] = ()
        if gold_fact and found_fact:
            differs = (Difference("label", gold_fact.fact.label, found_fact.fact.label), *_boundary(*pair))
        outcomes.append(outcome("mentions", label, pair, differs))
    return Judged(figures, tuple(outcomes), confusions)


def _labelled(mentions: Placeds, label: str) -> Placeds:
    return [placed for placed in mentions if placed.fact.label == label]


def _strict(gold: Placeds, found: Placeds) -> Counts:
    """A mention in words that gold's text does not have has no place and is never right."""
    counts = common((placed.place for placed in gold), (placed.place for placed in found if placed.place))
    return Counts(len(found), counts.right, len(gold))


def exact_first(one: Placed[Mention], other: Placed[Mention]) -> float:
    """As many overlapping pairs as can be made, those on the same words before the others."""
    shared = touching(one, other)
    return 1 + 0.01 * shared + 0.1 * (shared == 1) if shared else 0.0


def _label_first(one: Placed[Mention], other: Placed[Mention]) -> float:
    shared = touching(one, other)
    return 1 + 0.1 * (one.fact.label == other.fact.label) + 0.01 * shared if shared else 0.0


def _boundary(one: Placed[Mention] | None, other: Placed[Mention] | None) -> tuple[Difference, ...]:
    if one is None or other is None or one.place == other.place:
        return ()
    return (Difference("boundary", show(one.fact.text), show(other.fact.text)),)


def _value(one: Placed[Mention] | None, other: Placed[Mention] | None) -> tuple[Difference, ...]:
    """Another day than gold's; where gold gives none nothing is known."""
    if one is None or other is None or one.fact.label not in VALUED or one.fact.value is None:
        return ()
    if str(one.fact.value) == str(other.fact.value):
        return ()
    return (Difference("value", show(one.fact.value), show(other.fact.value)),)
