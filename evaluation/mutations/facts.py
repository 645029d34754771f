"""Facts dropped and given twice, and fields of facts flipped and left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from evaluation.counts import Counts
from evaluation.gold import Gold
from evaluation.mutations.common import (
    NOBODY,
    NUMBER,
    Spoil,
    Spoilt,
    counted,
    facts_of,
    figures_of,
    single,
    third,
    with_facts,
)
from pipeline.facts import Votes

Change = Callable[[Any], Any]

# The figures that count whole facts of a kind.
WHOLE: dict[str, tuple[str, ...]] = {
    "mentions": ("strict", "overlap", "words", "unlabelled"),
    "sections": ("number", "title", "kind"),
    "attendance": ("person", "standing", "present", "complete", "complete and party"),
    "decisions": ("span", "kind", "status", "complete"),
    "mandates": ("span", "assignees", "deadline", "giver", "status", "task", "complete"),
    "amounts": ("value", "place"),
    "table_cells": ("cell", "row"),
}

# (kind, what, the change, the figures it must hit, the figures it must not).
FLIPPED: tuple[tuple[str, str, Change, tuple[str, ...], tuple[str, ...]], ...] = (
    ("sections", "title", lambda s: replace(s, title=NOBODY), ("title",), ("number", "kind")),
    ("sections", "number", lambda s: replace(s, number="98765"), ("number", "title", "kind"), ()),
    (
        "sections", "kind",
        lambda s: replace(s, kind="agenda_item" if s.kind == "item" else "item"),
        ("kind",), ("number", "title"),
    ),
    (
        "attendance", "person", lambda a: replace(a, person=NOBODY),
        ("person", "standing", "present", "complete"), (),
    ),
    (
        "attendance", "standing",
        lambda a: replace(a, standing="other" if a.standing == "voting" else "voting"),
        ("standing", "complete"), ("person", "present"),
    ),
    (
        "attendance", "present", lambda a: replace(a, present=not a.present),
        ("present", "complete"), ("person", "standing"),
    ),
    (
        "decisions", "status",
        lambda d: replace(d, status="proposed" if d.status == "decided" else "decided"),
        ("status", "complete", "status of paired"), ("span", "kind"),
    ),
    (
        "decisions", "kind", lambda d: replace(d, kind="note" if d.kind == "elect" else "elect"),
        ("kind", "complete", "kind of paired"), ("span", "status"),
    ),
    (
        "mandates", "status", lambda m: replace(m, status="proposed" if m.status == "decided" else "decided"),
        ("status", "complete"), ("span", "assignees", "deadline", "giver", "task"),
    ),
    (
        "mandates", "assignees", lambda m: replace(m, assignees=(*m.assignees, NOBODY)),
        ("assignees", "complete"), ("span", "deadline", "giver", "task", "status"),
    ),
    (
        "mandates", "deadline", lambda m: replace(m, deadline=NOBODY),
        ("deadline", "complete"), ("span", "assignees", "giver", "task", "status"),
    ),
    (
        "mandates", "giver", lambda m: replace(m, giver=NOBODY),
        ("giver", "complete"), ("span", "assignees", "deadline", "task", "status"),
    ),
    (
        "mandates", "task", lambda m: replace(m, task=NOBODY),
        ("task",), ("span", "assignees", "deadline", "giver", "status", "complete"),
    ),
    ("amounts", "value", lambda a: replace(a, value=NUMBER), ("value", "place"), ()),
    (
        "amounts", "unit",
        lambda a: replace(a, unit="SEK" if a.unit == "percent" else "percent", value=NUMBER),
        ("value", "place"), (),
    ),
    ("table_cells", "value", lambda c: replace(c, value=NUMBER), ("cell", "row"), ()),
    ("table_cells", "column", lambda c: replace(c, column=NOBODY), ("cell",), ("row",)),
)  # fmt: skip

# (kind, a field that facts may lack, another value): counted where it is given.
CALLED = {"purpose": "for"}
GIVEN: tuple[tuple[str, str, Any], ...] = (
    ("attendance", "organisation", NOBODY),
    ("attendance", "roles", (NOBODY,)),
    ("attendance", "party", "XYZ"),
    ("attendance", "sections", ("98765",)),
    ("attendance", "replaces", NOBODY),
    ("decisions", "decider", NOBODY),
    ("decisions", "reservations", (NOBODY,)),
    ("decisions", "votes", Votes(yes=987, no=654)),
    ("decisions", "case", NOBODY),
    ("sections", "case", NOBODY),
    ("mandates", "due", "1900-01-01"),
    ("amounts", "purpose", NOBODY),
)


def drop(kind: str, figures: Sequence[str]) -> Spoil:
    """Every third fact is not found."""

    def spoil(gold: Gold) -> Spoilt | None:
        facts, counting = facts_of(gold, kind), counted(gold, kind)
        gone, n = third(counting), len(counting)
        left = (fact for number, fact in enumerate(facts) if number not in gone)
        kept = n - len(gone)
        return (
            (with_facts(gold, kind, left), figures_of(kind, figures, Counts(kept, kept, n))) if gone else None
        )

    return spoil


def double(kind: str, figures: Sequence[str]) -> Spoil:
    """Every third fact is found twice."""

    def spoil(gold: Gold) -> Spoilt | None:
        facts, counting = facts_of(gold, kind), counted(gold, kind)
        twice, n = third(counting), len(counting)
        more = [*facts, *(facts[number] for number in sorted(twice))]
        expected = figures_of(kind, figures, Counts(n + len(twice), n, n))
        return (with_facts(gold, kind, more), expected) if twice else None

    return spoil


def flip(kind: str, change: Change, hit: Sequence[str], kept: Sequence[str]) -> Spoil:
    """Every third fact that no other can be taken for has a wrong field: `hit` and `kept` are figures."""

    def spoil(gold: Gold) -> Spoilt | None:
        facts, n = facts_of(gold, kind), len(counted(gold, kind))
        chosen = third(single(gold, kind))
        if not chosen:
            return None
        changed = (change(fact) if number in chosen else fact for number, fact in enumerate(facts))
        wrong = Counts(n, n - len(chosen), n)
        return with_facts(gold, kind, changed), figures_of(kind, hit, wrong) | figures_of(
            kind, kept, Counts(n, n, n)
        )

    return spoil


def flip_given(kind: str, field: str, other: Any) -> Spoil:
    """A field is wrong in every third fact that has it."""

    def spoil(gold: Gold) -> Spoilt | None:
        facts, given, chosen = _given(gold, kind, field)
        if not chosen:
            return None
        changed = (
            replace(fact, **{field: other}) if number in chosen else fact for number, fact in enumerate(facts)
        )
        return with_facts(gold, kind, changed), {
            f"{kind}/{CALLED.get(field, field)}": Counts(given, given - len(chosen), given)
        }

    return spoil


def leave_out(kind: str, field: str) -> Spoil:
    """A field is missing in every third fact that has it."""

    def spoil(gold: Gold) -> Spoilt | None:
        facts, given, chosen = _given(gold, kind, field)
        if not chosen:
            return None
        nothing: Any = () if field in ("roles", "reservations") else None
        changed = (
            replace(fact, **{field: nothing}) if number in chosen else fact
            for number, fact in enumerate(facts)
        )
        kept = given - len(chosen)
        return with_facts(gold, kind, changed), {
            f"{kind}/{CALLED.get(field, field)}": Counts(kept, kept, given)
        }

    return spoil


def _given(gold: Gold, kind: str, field: str) -> tuple[list[Any], int, set[int]]:
    """The facts, how many of them have the field, and those of them to spoil."""
    facts = facts_of(gold, kind)
    given = [number for number in counted(gold, kind) if getattr(facts[number], field) not in (None, ())]
    alone = set(single(gold, kind))
    return facts, len(given), third([number for number in given if number in alone])
