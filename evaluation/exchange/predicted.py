"""What the extractor found, as a draft that a person only has to correct."""

from __future__ import annotations

from typing import Any

from evaluation.draft import draft
from evaluation.exchange.task import Record
from pipeline.facts import Document


def predicted(document: Document, name: str) -> Record:
    """A draft of gold called `name`, each fact with the extractor's score where it has one."""
    record = draft(document, name)
    return {key: _scored(value, _scores(document, key)) for key, value in record.items()}


Span = tuple[int, int, str]


def _scores(document: Document, kind: str) -> dict[Span, float]:
    facts = getattr(document, kind, ())
    placed = (fact for fact in facts if hasattr(fact, "score")) if isinstance(facts, tuple) else ()
    return {
        (fact.start, fact.end, str(getattr(fact, "label", ""))): fact.score
        for fact in placed
        if fact.score is not None
    }


def _scored(facts: Any, scores: dict[Span, float]) -> Any:
    if not scores or not isinstance(facts, list):
        return facts
    return [
        fact | {"score": scores[span]}
        if (span := (fact["start"], fact["end"], fact.get("label", ""))) in scores
        else fact
        for fact in facts
    ]
