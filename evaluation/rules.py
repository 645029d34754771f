"""How often each rule of the catalogue fired on gold, and how often it was right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evaluation.judge import Outcome
from evaluation.scores import Report
from pipeline.rules import CLOSES, OPENS, Rule, rules

ORDERS = ("catalogue", "fired", "right", "wrong", "id")


@dataclass(frozen=True)
class Record:
    """A rule and what became of the facts it found.

    `right`: as gold has them in every field; `partly`: of a fact of gold, but other words or another field;
    `wrong`: gold has nothing there. Without gold all three are None.
    """

    rule: Rule
    right: int | None = None
    partly: int | None = None
    wrong: int | None = None

    @property
    def fired(self) -> int | None:
        """How often it found something."""
        if self.right is None or self.partly is None or self.wrong is None:
            return None
        return self.right + self.partly + self.wrong

    @property
    def share(self) -> float | None:
        """The share of what it found that is right; None where it found nothing."""
        return self.right / self.fired if self.right is not None and self.fired else None


_BECAME = {"right": "right", "wrong": "partly", "spurious": "wrong"}


def records(report: Report | None) -> tuple[Record, ...]:
    """A record for every rule of the catalogue, in its order; of no `report` records without counts."""
    if report is None:
        return tuple(Record(rule) for rule in rules())
    count: dict[str, dict[str, int]] = {rule.id: dict.fromkeys(_BECAME.values(), 0) for rule in rules()}
    for outcome in _found(report):
        if outcome.rule in count:
            count[outcome.rule][_BECAME[outcome.verdict]] += 1
    return tuple(Record(rule, **count[rule.id]) for rule in rules())


def ordered(chosen: Iterable[Record], by: str) -> list[Record]:
    """`chosen` in one of ORDERS, numbers from the highest."""
    if by == "catalogue":
        return list(chosen)
    if by == "id":
        return sorted(chosen, key=lambda record: record.rule.id)
    return sorted(chosen, key=lambda record: (-(getattr(record, by) or 0), record.rule.id))


def flat(record: Record) -> dict[str, Any]:
    """A record as one flat row; the example has its fact between ⟦ and ⟧."""
    rule = record.rule
    text = rule.example
    return {
        "rule": rule.id,
        "kind": rule.kind,
        "fired": record.fired,
        "right": record.right,
        "partly": record.partly,
        "wrong": record.wrong,
        "statement": rule.statement,
        "example": f"{text[: rule.start]}{OPENS}{rule.words}{CLOSES}{text[rule.end :]}",
    }


def _found(report: Report) -> Iterable[Outcome]:
    """What was found, once: an amount is a mention too."""
    for document in report.documents:
        for outcome in document.outcomes:
            twice = outcome.kind == "mentions" and outcome.rule.startswith("amount.")
            if outcome.verdict != "missed" and not twice:
                yield outcome
