"""What an item quotes of another body's decision; an item that changes the delegation."""

from __future__ import annotations

import pytest
from decision_layout import minutes

from pipeline.extract.decisions import decisions
from pipeline.extract.mandates import mandates

_BOARD = """Älvby kommun
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum 2022-05-12

Beslutande
Alma Ros (S), ordförande

"""
_OWN = "Kommunstyrelsens beslut\n\nPlanen antas.\n\n"
_QUOTED = "Arbetsutskottets beslut\n\nArbetsutskottet ger kansliet i uppdrag att skriva en plan.\n\n"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (_OWN + _QUOTED, "recalled"),
        (_QUOTED + _OWN, "recalled"),
        (_QUOTED, "decided"),  # a board whose head was misread: nothing else is decided
        (_QUOTED.replace("Arbetsutskottet", "Kommunstyrelsen") + _OWN, "decided"),
    ],
)
def test_a_mandate_of_a_body_that_is_quoted_is_retold(text: str, status: str) -> None:
    layout = minutes(text, head=_BOARD)
    assert [one.status for one in mandates(layout) if one.section == "7"] == [status]
    assert {one.status for one in decisions(layout) if one.section == "7" and one.kind == "assign"} == {
        status
    }


@pytest.mark.parametrize(
    ("title", "status"),
    [("Ändring av delegationsordningen", "decided"), ("Delegationsbeslut", "delegated")],
)
def test_a_board_that_changes_its_delegation_decides_itself(title: str, status: str) -> None:
    layout = minutes("Nämnden beslutar:\n\n- punkt 3.4 ändras till 10 000 kr\n- punkt 7 utgår", title)
    assert {one.status for one in decisions(layout) if one.section == "7"} == {status}
