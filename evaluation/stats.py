"""What a body of gold holds: how much of what, and from how many hands of secretaries it comes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from evaluation.gold import Gold
from evaluation.score import source_of

_WORD = re.compile(r"\w+(?:[-:’']\w+)*")
_LABELS = {
    "mentions": "label", "sections": "kind", "attendance": "standing", "decisions": "kind",
    "mandates": "status", "amounts": "unit",
}  # fmt: skip
Spellings = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Stats:
    """Counts that add up. `facts` is by (kind, label), `statuses` by (kind, status); `items` are
    numbered §§; `spellings` are each person's, people of one `entity` being one over all documents."""

    documents: int = 0
    words: int = 0
    facts: Counter[tuple[str, str]] = field(default_factory=Counter)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    items: int = 0
    items_with_decision: int = 0
    mandates_with_deadline: int = 0
    mandates_with_due: int = 0
    mandates_reported: int = 0
    people: Spellings = field(default_factory=dict)

    def __add__(self, other: Stats) -> Stats:
        people = {key: self.people.get(key, frozenset()) for key in (*self.people, *other.people)}
        return Stats(
            self.documents + other.documents,
            self.words + other.words,
            self.facts + other.facts,
            self.statuses + other.statuses,
            self.items + other.items,
            self.items_with_decision + other.items_with_decision,
            self.mandates_with_deadline + other.mandates_with_deadline,
            self.mandates_with_due + other.mandates_with_due,
            self.mandates_reported + other.mandates_reported,
            {key: known | other.people.get(key, frozenset()) for key, known in people.items()},
        )

    def of(self, kind: str) -> int:
        """How many facts of a kind, whatever their label."""
        return sum(number for (name, _), number in self.facts.items() if name == kind)

    def spelled(self) -> Counter[int]:
        """How many people have one spelling, two, …"""
        return Counter(len(spellings) for spellings in self.people.values())


def stats(gold: Gold) -> Stats:
    """What one gold file holds."""
    facts = Counter(
        (kind, str(getattr(fact, label))) for kind, label in _LABELS.items() for fact in getattr(gold, kind)
    )
    if gold.table_cells:
        facts["table_cells", "cell"] = len(gold.table_cells)
    items = [section for section in gold.sections if section.kind == "item" and section.number]
    return Stats(
        documents=1,
        words=len(_WORD.findall(gold.text)),
        facts=facts,
        statuses=Counter(
            (kind, fact.status) for kind in ("decisions", "mandates") for fact in getattr(gold, kind)
        ),
        items=len(items),
        items_with_decision=len({section.start for section in items} & _decided(gold)),
        mandates_with_deadline=sum(mandate.deadline is not None for mandate in gold.mandates),
        mandates_with_due=sum(mandate.due is not None for mandate in gold.mandates),
        mandates_reported=sum(bool(mandate.reported_in) for mandate in gold.mandates),
        people={
            person.entity or f"{gold.name}/{number}/{person.name}": frozenset(person.variants)
            for number, person in enumerate(gold.people)
        },
    )


def total(golds: Iterable[Gold]) -> Stats:
    """What several hold together."""
    return sum(map(stats, golds), Stats())


def groups(golds: Iterable[Gold]) -> dict[str, dict[str, Stats]]:
    """By body, by layout and by format of the source: each value's documents together, by name."""
    keys: dict[str, Callable[[Gold], str]] = {"body": body_of, "layout": _layout, "format": _format}
    found: dict[str, dict[str, Stats]] = {name: {} for name in keys}
    for gold in golds:
        one = stats(gold)
        for name, key in keys.items():
            found[name][key(gold)] = found[name].get(key(gold), Stats()) + one
    return {name: dict(sorted(values.items())) for name, values in found.items()}


def body_of(gold: Gold) -> str:
    """Whose minutes: "Socialnämnden, Älvbro kommun"."""
    names = (gold.meeting.body, gold.meeting.organisation)
    return ", ".join(dict.fromkeys(name for name in names if name)) or "unknown"


def _layout(gold: Gold) -> str:
    return gold.layout or "unknown"


def _format(gold: Gold) -> str:
    return source_of(gold).suffix.lstrip(".").lower()


def _decided(gold: Gold) -> set[int]:
    """The starts of the sections in which a decision stands that was taken there and then."""
    starts = sorted(section.start for section in gold.sections)
    places = (bisect_right(starts, fact.start) for fact in gold.decisions if fact.status == "decided")
    return {starts[place - 1] for place in places if place}
