"""Minimal pairs of mandates: who is told what by when, strictly, and the like of it that tells nobody."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from decision_layout import BOARD, minutes
from paired import Side, sides
from test_actions import found as in_an_association

from pipeline.extract.decisions import decisions
from pipeline.extract.mandates import mandates
from pipeline.facts import Mandate


def _found(side: Side) -> list[Mandate]:
    if side.zone == "F":
        return in_an_association(side.text)
    layout = minutes(side.text, head=BOARD) if side.zone == "O" else None
    layout = layout or minutes(("Beslut\n\n" if side.zone == "B" else "") + side.text)
    return [one for one in mandates(layout) if one.section == "7"]


def _fields(one: Mandate) -> tuple[str, ...]:
    return (
        "; ".join(one.assignees), one.task, one.deadline or "", one.due or "", one.giver or "", one.status
    )  # fmt: skip


@pytest.mark.parametrize("side", sides("charges.txt"), ids=lambda side: f"{side.sign} {side.text[:70]}")
def test_a_side_of_a_pair(side: Side) -> None:
    assert tuple(map(_fields, _found(side))) == side.expected


def test_sides_alternate_and_the_left_ones_tell_somebody() -> None:
    pairs = sides("charges.txt")
    assert [side.sign for side in pairs] == ["+", "-"] * (len(pairs) // 2)
    for one, other in zip(pairs[::2], pairs[1::2], strict=True):
        assert one.construct == other.construct
        assert one.expected and not other.expected
    assert len(pairs) >= 120
    assert min(Counter(side.construct for side in pairs).values()) >= 6
    assert all(len(fields) == 6 for side in pairs for fields in side.expected)


def test_every_deadline_has_the_words_of_its_text() -> None:
    for side in sides("charges.txt"):
        text = re.sub(r"\s+", " ", side.text)
        assert all(fields[2] in text for fields in side.expected)


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        (
            "Styrelsen uppdrar till förbundschefen att\n- inventera lokalerna\n- teckna ett avtal",
            ["inventera lokalerna", "teckna ett avtal"],
        ),
        (
            "Styrelsen gav kansliet i uppdrag att:\n• räkna på hyran\n• skriva ett svar",
            ["räkna på hyran", "skriva ett svar"],
        ),
        ("Styrelsen gav exempel på vad kansliet gör:\n• räknar på hyran\n• skriver svar", []),
    ],
)
def test_a_list_of_tasks_is_decided_as_a_list_of_assignments(text: str, decided: list[str]) -> None:
    made = [one for one in decisions(minutes(text)) if one.section == "7"]
    assert [one.text for one in made] == decided
    assert {(one.kind, one.decider) for one in made} <= {("assign", "Styrelsen")}
