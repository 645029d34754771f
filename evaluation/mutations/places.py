"""Facts on other words than theirs, and words under another label."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from evaluation.counts import Counts
from evaluation.gold import Gold
from evaluation.mutations.common import (
    Spoil,
    Spoilt,
    facts_of,
    figures_of,
    meet,
    single,
    third,
    with_facts,
)
from pipeline.facts import MENTION_LABELS


def cut(kind: str, share: float, *, right: bool) -> Spoil:
    """Clauses cut to their beginning: half of a clause is the clause, less is not."""

    def spoil(gold: Gold) -> Spoilt | None:
        facts, n = facts_of(gold, kind), len(facts_of(gold, kind))
        chosen = {number for number in third(single(gold, kind)) if len(facts[number].text.split()) > 3}
        if not chosen:
            return None
        changed = (_begun(fact, share) if number in chosen else fact for number, fact in enumerate(facts))
        counts = Counts(n, n if right else n - len(chosen), n)
        return with_facts(gold, kind, changed), {f"{kind}/span": counts}

    return spoil


def _begun(fact: Any, share: float) -> Any:
    """The fact on the first `share` of its letters (white space is not counted)."""
    letters = [offset for offset, letter in enumerate(fact.text) if not letter.isspace()]
    end = letters[int(len(letters) * share)]
    return replace(fact, end=fact.start + end, text=fact.text[:end])


def letter_cut(gold: Gold) -> Spoilt | None:
    """Not the same words any more, but words that overlap them."""
    mentions, n = gold.mentions, len(gold.mentions)
    words = {(mention.label, " ".join(mention.text.split())) for mention in mentions}
    able = [
        number
        for number, mention in enumerate(mentions)
        if len(mention.text) > 2
        and mention.text[-2:].isalnum()
        and (mention.label, " ".join(mention.text[:-1].split())) not in words
    ]
    chosen = third(able)
    if not chosen:
        return None
    changed = (
        replace(mention, end=mention.end - 1, text=mention.text[:-1]) if number in chosen else mention
        for number, mention in enumerate(mentions)
    )
    wrong, whole = Counts(n, n - len(chosen), n), Counts(n, n, n)
    return with_facts(gold, "mentions", changed), {
        "mentions/strict": wrong,
        "mentions/words": wrong,
        "mentions/overlap": whole,
        "mentions/unlabelled": whole,
    }


def label_flipped(gold: Gold) -> Spoilt | None:
    """Right words under a label that neither these words nor any they overlap have."""
    mentions, n = gold.mentions, len(gold.mentions)
    labels: dict[int, Any] = {}
    for number, mention in enumerate(mentions):
        taken = {
            other.label
            for other in mentions
            if meet(mention, other) or " ".join(other.text.split()) == " ".join(mention.text.split())
        }
        free = [label for label in MENTION_LABELS if label not in taken]
        if free:
            labels[number] = free[number % len(free)]
    chosen = third(sorted(labels))
    if not chosen:
        return None
    changed = [
        replace(mention, label=labels[number]) if number in chosen else mention
        for number, mention in enumerate(mentions)
    ]
    wrong = Counts(n, n - len(chosen), n)
    expected = figures_of("mentions", ("strict", "overlap", "words", "label of paired"), wrong)
    expected["mentions/unlabelled"] = Counts(n, n, n)
    before, after = (Counter(mention.label for mention in some) for some in (mentions, changed))
    kept = Counter(mention.label for number, mention in enumerate(mentions) if number not in chosen)
    for label in MENTION_LABELS:
        expected[f"mentions/strict/{label}"] = Counts(after[label], kept[label], before[label])
    return with_facts(gold, "mentions", changed), expected


def moved_elsewhere(gold: Gold) -> Spoilt | None:
    """The value stays, the place is one where no amount stands."""
    amounts, n = gold.amounts, len(gold.amounts)
    start = next(
        (
            offset
            for offset, letter in enumerate(gold.text)
            if letter.isalpha() and not any(amount.start <= offset < amount.end for amount in amounts)
        ),
        None,
    )
    chosen = third(range(n))
    if start is None or not chosen:
        return None
    changed = (
        replace(amount, start=start, end=start + 1, text=gold.text[start]) if number in chosen else amount
        for number, amount in enumerate(amounts)
    )
    expected = {"amounts/value": Counts(n, n, n), "amounts/place": Counts(n, n - len(chosen), n)}
    return with_facts(gold, "amounts", changed), expected
