"""Which proposal of its item a decision came from."""

from __future__ import annotations

import pytest
from decision_layout import BOARD, minutes

from pipeline.extract.decisions import decisions, linked
from pipeline.facts import with_ids


def came_from(text: str) -> list[str | None]:
    """The words of the proposal of each decision that is decided in § 7 of invented minutes."""
    made = linked(with_ids("dec", "prov", decisions(minutes(text, head=BOARD))))
    said = {one.id: one.text for one in made}
    own = [one for one in made if one.section == "7" and one.status == "decided"]
    return [said[one.proposal] if one.proposal else None for one in own]


ONE = "Förslag till beslut\n\nKommunstyrelsen antar ny taxa.\n\nBeslut\n\n"
TWO = (
    "Arbetsutskottets förslag till beslut\n\n1. Kommunstyrelsen antar ny taxa.\n"
    "2. Kommunstyrelsen upphäver taxan från 2015.\n\nBeslut\n\n"
)


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        (f"{ONE}Kommunstyrelsen antar ny taxa.", "Kommunstyrelsen antar ny taxa"),
        (f"{ONE}Kommunstyrelsen beslutar enligt förslaget.", "Kommunstyrelsen antar ny taxa"),
        (f"{ONE}Kommunstyrelsen beslutar i enlighet med förslaget.", "Kommunstyrelsen antar ny taxa"),
        (f"{ONE}Kommunstyrelsen bifaller förslaget.", "Kommunstyrelsen antar ny taxa"),
        (
            f"{ONE}Kommunstyrelsen antar ny taxa med ändringen att avgiften för sommarboende utgår.",
            "Kommunstyrelsen antar ny taxa",
        ),
        (f"{ONE}Motionen avslås.", None),
        (f"{ONE}Kommunstyrelsen avslår förslag om ny badplats.", None),
        ("Beslut\n\nKommunstyrelsen beslutar enligt förslaget.", None),
        (f"{TWO}Kommunstyrelsen beslutar enligt arbetsutskottets förslag.", "Kommunstyrelsen antar ny taxa"),
        (f"{TWO}Kommunstyrelsen upphäver taxan från 2015.", "Kommunstyrelsen upphäver taxan från 2015"),
    ],
)
def test_a_decision_points_at_the_proposal_of_its_item(text: str, proposal: str | None) -> None:
    assert came_from(text) == [proposal]


def test_of_two_proposers_the_one_that_is_named_counts() -> None:
    text = (
        "Presidiet föreslår att styrelsen avslår ansökan.\n\n"
        "Arbetsutskottet föreslår att styrelsen beviljar ansökan.\n\n"
        "Beslut\n\nKommunstyrelsen beslutar enligt arbetsutskottets förslag."
    )
    assert came_from(text) == ["Arbetsutskottet föreslår att styrelsen beviljar ansökan"]
