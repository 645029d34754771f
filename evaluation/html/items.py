"""The outcomes of a document with the facts they speak of and where those stand in gold's text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.align import Alignment, Place, align, overlap
from evaluation.assign import assign
from evaluation.gold import SPAN_KINDS, Gold
from evaluation.html.markup import private
from evaluation.judge import Outcome
from evaluation.judge.common import words
from evaluation.score import DocumentScore
from pipeline.facts import Amount, Attendance, Decision, Document, Mandate, Mention, Section, Span

ANYWHERE = ("attendance", "amounts", "sections")  # judged by what they say, wherever they stand


@dataclass(frozen=True)
class Item:
    """One outcome. `at` is where the gold fact stands in gold's text, `found_at` where the found one
    does (None: nowhere in it)."""

    number: int
    outcome: Outcome
    gold: Span | None = None
    found: Span | None = None
    at: Place | None = None
    found_at: Place | None = None

    @property
    def place(self) -> Place | None:
        """Where to show it: at gold's words, or at the words found."""
        return self.at or self.found_at


@dataclass(frozen=True)
class Shown:
    """A document as the page shows it. `text` is gold's with identity numbers masked, empty for a
    recorded score."""

    number: int
    score: DocumentScore
    items: tuple[Item, ...]
    text: str


def shown(number: int, score: DocumentScore) -> Shown:
    """The document with its outcomes placed in gold's text."""
    return Shown(number, score, items(score), private(score.gold.text) if score.gold else "")


def items(document: DocumentScore) -> tuple[Item, ...]:
    """The outcomes in their own order. A recorded score knows no texts: its items have no places."""
    outcomes = document.outcomes
    if document.gold is None or document.document is None:
        return tuple(Item(number, outcome) for number, outcome in enumerate(outcomes))
    alignment = align(document.document.source.text, document.gold.text)
    gold = _gold_facts(document.gold, outcomes)
    found = _found_facts(document.document, outcomes, gold, alignment)
    offsets = _offsets(document.gold.text, alignment)
    made = []
    for number, outcome in enumerate(outcomes):
        one, other = gold.get(number), found.get(number)
        if outcome.kind == "entities":
            made.append(_person(number, outcome, alignment, offsets))
            continue
        made.append(
            Item(
                number,
                outcome,
                one,
                other,
                (one.start, one.end) if one else None,
                _back(other, alignment, offsets) if other else None,
            )
        )
    return tuple(made)


def _person(number: int, outcome: Outcome, alignment: Alignment, offsets: list[int]) -> Item:
    """Who is who: shown at the first mention of the person, where something is wrong."""
    place = (outcome.start, outcome.end)
    if outcome.verdict == "right" or place[0] >= place[1]:
        return Item(number, outcome)
    if outcome.verdict == "spurious":
        return Item(number, outcome, found_at=_in_gold(place, alignment, offsets))
    return Item(number, outcome, at=place)


Facts = dict[int, Span]


def _gold_facts(gold: Gold, outcomes: tuple[Outcome, ...]) -> Facts:
    """By outcome number the gold fact it speaks of."""
    asked = (number for number, outcome in enumerate(outcomes) if outcome.verdict != "spurious")
    return _by_offsets(asked, outcomes, _pool(gold))


def _found_facts(
    document: Document, outcomes: tuple[Outcome, ...], gold: Facts, alignment: Alignment
) -> Facts:
    """By outcome number the found fact: spurious ones by offsets, partners of gold by what they share."""
    pool = _pool(document)
    spurious = (number for number, outcome in enumerate(outcomes) if outcome.verdict == "spurious")
    facts = _by_offsets(spurious, outcomes, pool)
    for kind in SPAN_KINDS:
        left = [fact for key, there in pool.items() if key[0] == kind for fact in there]
        paired = [n for n, o in enumerate(outcomes) if o.kind == kind and o.verdict in ("right", "wrong")]
        facts |= _partners(paired, left, outcomes, gold, alignment)
    return facts


Pool = dict[tuple[str, int, int], list[Span]]


def _pool(facts: Gold | Document) -> Pool:
    pool: Pool = defaultdict(list)
    for kind in SPAN_KINDS:
        for fact in getattr(facts, kind):
            pool[(kind, fact.start, fact.end)].append(fact)
    return pool


def _by_offsets(numbers: Iterable[int], outcomes: tuple[Outcome, ...], pool: Pool) -> Facts:
    """The facts at the outcomes' offsets, the one of the same name first; taken out of the pool."""
    facts: Facts = {}
    for number in numbers:
        outcome = outcomes[number]
        there = pool.get((outcome.kind, outcome.start, outcome.end))
        if there:
            fact = next((fact for fact in there if name_of(fact) == outcome.what), there[0])
            there.remove(fact)
            facts[number] = fact
    return facts


def _partners(
    numbers: list[int], left: list[Span], outcomes: tuple[Outcome, ...], gold: Facts, alignment: Alignment
) -> Facts:
    """Found facts of right and wrong outcomes: first those at the same place under the same name."""
    facts: Facts = {}
    exact: dict[tuple[Place | None, str], list[Span]] = defaultdict(list)
    for fact in left:
        exact[(alignment.place(fact.start, fact.end), name_of(fact))].append(fact)
    rest = []
    for number in numbers:
        one = gold.get(number)
        there = one and exact.get((alignment.gold_place(one.start, one.end), name_of(one)))
        if there:
            facts[number] = there.pop(0)
        elif one:
            rest.append((number, one))
    over = [fact for there in exact.values() for fact in there]
    weights = {
        (i, j): weight
        for i, (number, one) in enumerate(rest)
        for j, other in enumerate(over)
        if (weight := _alike(outcomes[number], one, other, alignment)) > 0
    }
    return facts | {rest[i][0]: over[j] for i, j in assign(weights)}


def _alike(outcome: Outcome, one: Span, other: Span, alignment: Alignment) -> float:
    """How likely `other` is what the judge paired with `one`; 0 when it cannot be."""
    shared = overlap(alignment.gold_place(one.start, one.end), alignment.place(other.start, other.end))
    same_name = name_of(one) == name_of(other)
    same_words = words(one.text) == words(other.text)
    if not shared and not (outcome.kind in ANYWHERE and (same_name or same_words)):
        return 0.0
    return shared + 0.5 * (other.rule == outcome.rule) + 0.25 * same_name + 0.25 * same_words


def name_of(fact: Span) -> str:
    """What the judges call a fact within its kind (`Outcome.what`)."""
    match fact:
        case Mention():
            return fact.label
        case Section():
            return fact.kind if fact.number is None else f"§ {fact.number}"
        case Attendance():
            return fact.standing
        case Decision():
            return f"{fact.kind} {fact.status}"
        case Mandate():
            return fact.status
        case Amount():
            return f"{fact.value:.15g} {fact.unit}"
    return ""


def _offsets(text: str, alignment: Alignment) -> list[int]:
    """For each inked character of gold its offset in gold's text."""
    return [at for at in range(len(text)) if alignment.gold_place(at, at + 1)]


def _back(fact: Span, alignment: Alignment, offsets: list[int]) -> Place | None:
    return _in_gold((fact.start, fact.end), alignment, offsets)


def _in_gold(found: Place, alignment: Alignment, offsets: list[int]) -> Place | None:
    """The place in gold's text of a place in the document's."""
    place = alignment.place(*found)
    return None if place is None else (offsets[place[0]], offsets[place[1] - 1] + 1)
