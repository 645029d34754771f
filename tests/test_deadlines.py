"""Deadlines as written and the day they mean, and the doers of a mandate as a list."""

from __future__ import annotations

import pytest

from pipeline.extract.mandates.assignees import assignees
from pipeline.extract.mandates.deadlines import deadline
from pipeline.extract.mandates.due import due

DEADLINES = [
    ("senast den 1 mars ta fram ett underlag", "senast den 1 mars", "2023-03-01"),
    ("ta fram ett underlag senast den 1 juni", "senast den 1 juni", "2022-06-01"),
    ("till sammanträdet i september redovisa kostnaden", "till sammanträdet i september", "2022-09"),
    ("till sammanträdet den 9 juni redovisa kostnaden", "till sammanträdet den 9 juni", "2022-06-09"),
    ("till nästa sammanträde redovisa kostnaden", "till nästa sammanträde", None),
    ("redovisa kostnaden före sommaren", "före sommaren", None),
    ("teckna avtalet före årsskiftet", "före årsskiftet", "2022-12-31"),
    ("rekrytera två vikarier före utgången av 2023", "före utgången av 2023", "2023-12-31"),
    ("lämna en plan före juni månads utgång", "före juni månads utgång", "2022-06-30"),
    ("återkomma med datum inom två veckor", "inom två veckor", "2022-05-26"),
    ("redovisa en plan senast 2022-10-31", "senast 2022-10-31", "2022-10-31"),
    ("slutredovisa projektet senast i september 2024", "senast i september 2024", "2024-09"),
    ("skicka påminnelser före månadens slut", "före månadens slut", "2022-05-31"),
    ("ha bryggan klar till midsommar", "till midsommar", "2022-06-24"),
    ("återkomma med ett förslag under hösten 2022", "under hösten 2022", None),
    ("redovisa planen senast v. 14", "senast v. 14", "2023-04-09"),
    ("redovisa planen senast vecka 24", "senast vecka 24", "2022-06-19"),
    ("redovisa planen under första kvartalet 2024", "under första kvartalet 2024", "2024-03-31"),
    ("redovisa planen under andra halvåret", "under andra halvåret", "2022-12-31"),
    (
        "skicka handlingarna senast två veckor före sammanträdet",
        "senast två veckor före sammanträdet",
        None,
    ),
    ("återkomma den 1/2 med en plan", "den 1/2", "2023-02-01"),
    ("återkomma till nämnden den 14 juni med en plan", "den 14 juni", "2022-06-14"),
    ("visa hur det såg ut den 14 juni", None, None),
    ("ta fram en kalkyl till budgetberedningen våren 2024", "till budgetberedningen våren 2024", None),
    ("räkna på hyran", None, None),
    ("vid varje sammanträde lämna en rapport", None, None),
    ("ta fram en jämförelse med budgeten i december 2020", None, None),
    ("bjuda in revisorn till nästa möte", None, None),
    ("översända rapporten till kommunfullmäktige", None, None),
    ("redovisa läget i samband med delårsrapporten", "i samband med delårsrapporten", None),
    ("redovisa läget i samband med bokslutet för 2022", "i samband med bokslutet för 2022", None),
    ("redovisa läget i samband med delårsrapport 2", "i samband med delårsrapport 2", None),
    ("årligen i mars redovisa läget", "årligen i mars", None),
    ("snarast ordna en lokal", "snarast", None),
    ("så snart som möjligt ordna en lokal", "så snart som möjligt", None),
    ("snarast, dock senast den 1 juni, ordna en lokal", "senast den 1 juni", "2022-06-01"),
    ("redovisa läget senast till sommaren 2023", "senast till sommaren 2023", None),
    ("redovisa läget vid halvårsskiftet", "vid halvårsskiftet", "2022-06-30"),
    ("redovisa läget senast halvårsskiftet 2023", "senast halvårsskiftet 2023", "2023-06-30"),
    ("redovisa läget i slutet av augusti", "i slutet av augusti", "2022-08-31"),
    ("redovisa läget i början av hösten", "i början av hösten", None),
    ("redovisa läget efter årsskiftet", "efter årsskiftet", None),
    ("återkomma med en plan i höst", "i höst", None),
    ("lämna en plan senast den 31/8 -23", "senast den 31/8 -23", "2023-08-31"),
    ("lämna en plan senast 230831", "senast 230831", "2023-08-31"),
    ("lämna en plan (klart 31 augusti)", "31 augusti", "2022-08-31"),
    ("lämna en plan inom ett år", "inom ett år", "2023-05-12"),
    ("skicka listorna senast på tisdag", "senast på tisdag", None),
    # the meeting's own month may be this year's or the next
    ("återkomma i maj", "i maj", None),
    ("skriva kallelsen till årsmötet", None, None),
    ("se över lokaler efter branden", None, None),
    ("spara el inför vintern 2023/2024", None, None),
]


@pytest.mark.parametrize(("task", "written", "day"), DEADLINES)
def test_deadlines(task: str, written: str | None, day: str | None) -> None:
    assert deadline(task) == written
    assert due(written, "2022-05-12") == day


def test_no_day_without_a_meeting_date() -> None:
    assert due("senast den 1 mars", None) is None


def test_a_retold_deadline_needs_its_year() -> None:
    assert due("till mötet i april", "2022-05-12", retold=True) is None


ASSIGNEES = [
    ("Karin och Olle", ("Karin", "Olle")),
    ("byggnadsnämnden och kultur- och fritidsnämnden", ("byggnadsnämnden", "kultur- och fritidsnämnden")),
    ("Ledningsgruppen vård (LGV)", ("Ledningsgruppen vård",)),
    ("alla nämnder och styrelser", ("alla nämnder och styrelser",)),
    ("ordföranden och förbundschefen", ("ordföranden", "förbundschefen")),
    ("Ann Ek, enhetschef, och Bo Ås, ekonom", ("Ann Ek", "Bo Ås")),
    ("Anna, Per och Siv", ("Anna", "Per", "Siv")),
    ("den", ()),
    ("gemensamt", ()),
    ("därutöver", ()),
    ("därutöver åt kansliet", ("kansliet",)),
    ("kansliet följande", ("kansliet",)),
    ("kansliet, i samverkan med kulturnämnden,", ("kansliet",)),
    ("kansliet tillsammans med Olle", ("kansliet",)),
    ("Ordf och sekr", ("Ordf", "sekr")),
]


@pytest.mark.parametrize(("text", "expected"), ASSIGNEES)
def test_assignees(text: str, expected: tuple[str, ...]) -> None:
    assert assignees(text) == expected
