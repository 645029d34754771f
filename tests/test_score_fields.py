"""Every field of a fact has a figure: changed in one fact, it moves that figure and "everything"."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from goldfiles import record
from scored import at, cell, figures_of, gold_of

from evaluation.counts import Counts, Interval
from evaluation.gold import Gold, _gold
from evaluation.summary import right, span
from pipeline.facts import Amount, Decision, Mandate, Mention, Votes

PLAN = Decision(**at(0, 10), id="d1", kind="fund", status="proposed", section="7", amounts=("a1",))
TASK = Decision(
    **at(12, 22), id="d2", kind="assign", status="decided", section="7", mandates=("m1",), proposal="d1",
    reservations=("Åsa Öberg",), reservation_motives=("för dyrt",), votes=Votes(yes=3, no=2, absent=1),
)  # fmt: skip
MANDATE = Mandate(
    **at(12, 22), id="m1", section="7", giver=None, assignees=("Per Lind",), task="hämta in anbud",
    reported_in=("hällnäs-2023-08-31§4",),
)  # fmt: skip
AMOUNT = Amount(**at(4, 5), id="a1", value=120000, unit="SEK", section="7")
DAY = Mention(**at(20, 21), label="DATE", value="2023-06")


def _gold_with(**changes: Any) -> Gold:
    facts: dict[str, Any] = {
        "decisions": (PLAN, TASK), "mandates": (MANDATE,), "amounts": (AMOUNT,), "mentions": (DAY,),
        "table_cells": (replace(cell("Hyra", 5000.0), unit="SEK", section="7"),),
    }  # fmt: skip
    return gold_of(**{**facts, **changes})


def _renamed() -> Gold:
    """The same facts under an extractor's own ids."""
    return _gold_with(
        decisions=(
            replace(PLAN, id="x:1", amounts=("x:a",)),
            replace(TASK, id="x:2", mandates=("x:m",), proposal="x:1"),
        ),
        mandates=(replace(MANDATE, id="x:m"),),
        amounts=(replace(AMOUNT, id="x:a"),),
    )


def test_links_are_told_by_what_they_join_and_not_by_ids() -> None:
    figures = figures_of(_gold_with(), _renamed())
    assert {name for name, counts in figures.items() if counts.f1 not in (None, 1)} == set()
    for name in ("proposal", "amounts", "mandates"):
        assert figures[f"decisions/{name}"] == Counts(1, 1, 1)
    assert figures["decisions/everything"] == Counts(2, 2, 2)


@pytest.mark.parametrize(
    ("kind", "number", "change", "figure"),
    [
        ("decisions", 0, {"section": "8"}, "decisions/section"),
        ("decisions", 1, {"proposal": "d2"}, "decisions/proposal"),
        ("decisions", 1, {"proposal": None}, "decisions/proposal"),
        ("decisions", 0, {"amounts": ()}, "decisions/amounts"),
        ("decisions", 0, {"amounts": ("a9",)}, "decisions/amounts"),
        ("decisions", 1, {"mandates": ("m9",)}, "decisions/mandates"),
        ("decisions", 1, {"reservation_motives": (None,)}, "decisions/reservation_motives"),
        ("decisions", 1, {"votes": Votes(yes=3, no=2)}, "decisions/everything"),
        ("decisions", 0, at(1, 10), "decisions/everything"),
        ("mandates", 0, {"section": "8"}, "mandates/section"),
        ("mandates", 0, {"reported_in": ("hällnäs-2023-08-31§5",)}, "mandates/reported_in"),
        ("mandates", 0, {"task": "hämta anbud"}, "mandates/everything"),
        ("mandates", 0, at(13, 22), "mandates/everything"),
        ("amounts", 0, {"section": None}, "amounts/section"),
        ("mentions", 0, {"value": "2024-06"}, "mentions/value"),
        ("sections", 0, at(0, 3), "sections/span"),
        ("table_cells", 0, {"unit": None}, "table_cells/cell"),
        ("table_cells", 0, {"section": "8"}, "table_cells/everything"),
        ("table_cells", 0, {"table": "Budget 2"}, "table_cells/everything"),
    ],
)
def test_a_changed_field_is_never_perfect(
    kind: str, number: int, change: dict[str, Any], figure: str
) -> None:
    gold = _gold_with()
    assert figures_of(gold, gold)[figure].f1 == 1
    facts = list(getattr(gold, kind))
    facts[number] = replace(facts[number], **change)
    figures = figures_of(gold, replace(gold, **{kind: tuple(facts)}))
    counts = figures[figure]
    assert counts.right == figures_of(gold, gold)[figure].right - 1
    assert counts.f1 is not None and counts.f1 < 1
    everything = figures.get(f"{kind}/everything")
    if everything is not None and figure != "mandates/reported_in":
        assert everything.f1 is not None and everything.f1 < 1


def test_reports_are_counted_only_where_any_was_found() -> None:
    gold = _gold_with()
    found = replace(gold, mandates=(replace(MANDATE, reported_in=()),))
    figures = figures_of(gold, found)
    assert "mandates/reported_in" not in figures
    assert figures["mandates/everything"] == Counts(1, 1, 1)


def test_fields_that_gold_never_answers_are_not_judged() -> None:
    bare = record()
    for decision in bare["decisions"]:
        for key in ("section", "proposal", "amounts", "mandates", "reservation_motives"):
            decision.pop(key, None)
    for mandate in bare["mandates"]:
        mandate.pop("section", None)
    gold = _gold(Path("x.gold.json"), bare, "")
    for name in ("section", "proposal", "amounts", "mandates", "reservation_motives"):
        assert f"decisions/{name}" in gold.unanswered
    gold = replace(_gold_with(), unanswered=gold.unanswered)
    found = replace(gold, decisions=(replace(PLAN, section="99", amounts=()), replace(TASK, section="99")))
    figures = figures_of(gold, found)
    assert "decisions/section" not in figures and "decisions/amounts" not in figures
    assert figures["decisions/everything"] == Counts(2, 2, 2)


def test_a_day_that_gold_does_not_give_is_not_judged() -> None:
    gold = _gold_with(mentions=(replace(DAY, value=None),))
    assert figures_of(gold, _gold_with())["mentions/value"] == Counts()


def test_an_interval_near_one_does_not_look_certain() -> None:
    assert span(Interval(0.9971, 1.0, "facts")) == "0.997–1.000°"
    assert span(Interval(0.93, 1.0, "facts")) == "0.93–1.00°"
    assert span(Interval(0.9949, 0.999)) == "0.99–1.00"


def test_both_sums_of_shared_credit_are_shown() -> None:
    assert right(Counts(10, 9.0, 10, 8.5)) == "9 | 8.5"
    assert right(Counts(10, 9, 10)) == "9"
    assert right(Counts(10, 9, 10, 9)) == "9"
