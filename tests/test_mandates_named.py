"""Mandates that are only named, as what is reported back, and where a task ends."""

from __future__ import annotations

import pytest
from decision_layout import minutes, words

from pipeline.extract.coordination import coordinated, states
from pipeline.extract.mandates import mandates


def test_a_mandate_that_is_reported_back_is_named_with_its_giver() -> None:
    text = (
        "Beslut\n\nRedovisning av kommunstyrelsens uppdrag 2021-04-07 § 112 till stadskontoret att utreda hur"
        " arbetet kan förenklas, antecknas och förklaras fullgjort."
    )
    (one,) = [made for made in mandates(minutes(text)) if made.section == "7"]
    assert (one.status, one.giver, one.assignees) == ("recalled", "kommunstyrelsen", ("stadskontoret",))
    assert one.task == "utreda hur arbetet kan förenklas"
    assert words(one.text) == (
        "kommunstyrelsens uppdrag 2021-04-07 § 112 till stadskontoret att utreda hur arbetet kan förenklas"
    )


def test_the_task_ends_where_its_doer_gets_money() -> None:
    text = "Beslut\n\nKulturnämnden får i uppdrag att öppna ett bibliotek och tilldelas för detta 5 mnkr."
    assert [made.task for made in mandates(minutes(text)) if made.section == "7"] == ["öppna ett bibliotek"]


@pytest.mark.parametrize(
    ("clause", "finite"),
    [
        ("att avgiften höjs", True),
        ("att antalet platser ska vara 30", True),
        ("att se över avgiften", False),
        ("att till nästa möte redovisa hur det ska gå", False),
    ],
)
def test_an_att_clause_with_a_subject_is_no_task(clause: str, finite: bool) -> None:
    assert states(clause) is finite


# a body's name is never cut at its own "samt", nor a clause from the subject it shares
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Barnnämnden tilldelas 4 mnkr, äldre samt vård- och omsorgsnämnden tilldelas 6 mnkr",
            ["Barnnämnden tilldelas 4 mnkr, äldre samt vård- och omsorgsnämnden tilldelas 6 mnkr"],
        ),
        (
            "Kulturnämnden får i uppdrag att öppna ett bibliotek och tilldelas 5 mnkr",
            ["Kulturnämnden får i uppdrag att öppna ett bibliotek och tilldelas 5 mnkr"],
        ),
        (
            "Nämnden godkänner planen samt ger kansliet i uppdrag att trycka den",
            ["Nämnden godkänner planen", "ger kansliet i uppdrag att trycka den"],
        ),
        (
            "Rapporten godkänns och uppdraget avslutas",
            ["Rapporten godkänns", "uppdraget avslutas"],
        ),
    ],
)
def test_where_a_sentence_is_cut(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in coordinated(text)] == parts
