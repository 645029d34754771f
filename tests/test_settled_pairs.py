"""Strict pairs of decisions: kind, status, decider, votes, reservations and quote; and how many pairs."""

from __future__ import annotations

import pytest
from decision_layout import BOARD, minutes
from paired import Side, lines, sides

from pipeline.extract.certainty import circumstance
from pipeline.extract.decisions import decisions
from pipeline.facts import Decision

PAIRED = ("pairs.txt", "charges.txt", "settled.txt")
AT_LEAST = 300


def _found(side: Side) -> list[Decision]:
    layout = minutes(("Beslut\n\n" if side.zone == "B" else "") + side.text, **_head(side))
    return [one for one in decisions(layout) if one.section == "7"]


def _head(side: Side) -> dict[str, str]:
    return {"head": BOARD} if side.zone == "S" else {}


def _fields(one: Decision) -> tuple[str, ...]:
    cast = (one.votes.yes, one.votes.no, one.votes.abstained) if one.votes else ()
    votes = "-".join(str(count) for count in cast if count is not None)
    quote = one.text.replace("\n", "⏎")
    return one.kind, one.status, one.decider or "", votes, ", ".join(one.reservations), quote


@pytest.mark.parametrize(
    "side", sides("settled.txt"), ids=lambda side: f"{side.construct} {side.sign} {side.text[:60]}"
)
def test_a_side_says_exactly_these_decisions(side: Side) -> None:
    assert tuple(_fields(one) for one in _found(side)) == side.expected


def test_the_sides_of_a_pair_differ_and_the_first_has_a_decision() -> None:
    pairs = sides("settled.txt")
    assert [side.sign for side in pairs] == ["+", "-"] * (len(pairs) // 2)
    for plus, minus in zip(pairs[::2], pairs[1::2], strict=True):
        assert plus.expected and plus.text != minus.text
        assert [one[:5] for one in plus.expected] != [one[:5] for one in minus.expected]


def test_there_are_three_hundred_pairs_and_none_stands_twice() -> None:
    texts: list[str] = []
    count = 0
    for name in PAIRED:
        told = list(lines(name))
        plus = [f"{zone}|{text}" for _, sign, zone, text, _ in told if sign == "+"]
        assert 2 * len(plus) == len(told)
        count += len(plus)
        texts += plus
    print(f"{count} minimal pairs")  # noqa: T201 the number is asked for; pytest -s shows it
    assert count >= AT_LEAST
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("att från och med juni även lägga ut bryggan", "told"),
        ("Kallelsen skall sändas före midsommar", "told"),
        ("Vi går vidare med bryggan", "told"),
        ("Utskick av kallelse enligt lista", "other"),
    ],
)
def test_a_wish_or_an_order_tells_a_decision_without_a_kind(text: str, under: str) -> None:
    assert circumstance("other", None, text, "decision.labelled.decided") == under
