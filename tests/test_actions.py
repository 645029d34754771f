"""Action items: who will do what without the word uppdrag, and what only sounds like it."""

from __future__ import annotations

import pytest
from decision_layout import minutes, words

from pipeline.extract.doers import decided_doer
from pipeline.extract.genre import informal
from pipeline.extract.mandates import mandates
from pipeline.extract.mandates.assignees import assignees
from pipeline.facts import Mandate

# the board of an invented association, written freely
_HEAD = """Protokoll från styrelsemöte i Ängsby byalag 2022-05-12

Närvarande: Karin Öhrn, Bo Dahl, Lars Melin, Ulla Ek

"""


def found(text: str, head: str = _HEAD) -> list[Mandate]:
    """The mandates in § 7 of the association's minutes."""
    return [one for one in mandates(minutes(text, "Sommaren", head)) if one.section == "7"]


ACTIONS = [
    ("Bo ombesörjer beställning av korv.", ("Bo",), "ombesörjer beställning av korv"),
    (
        "Kassören översänder underlag till redovisningen.",
        ("Kassören",),
        "översänder underlag till redovisningen",
    ),
    ("Valberedningen presenterar förslag.", ("Valberedningen",), "presenterar förslag"),
    ("Ulla ansvarar för att kontakta skolan.", ("Ulla",), "kontakta skolan"),
    ("Ulla ansvarar för detta.", ("Ulla",), "ansvarar för detta"),
    ("KÖ håller i detta.", ("KÖ",), "håller i detta"),
    ("Karin och Bo pratar med kommunen om det.", ("Karin", "Bo"), "pratar med kommunen om det"),
    ("Karin+Bo ordnar en offert.", ("Karin", "Bo"), "ordnar en offert"),
    ("Fritidsgruppen jobbar vidare med frågan.", ("Fritidsgruppen",), "jobbar vidare med frågan"),
    ("Ulla tar kontakt med tryckeriet.", ("Ulla",), "tar kontakt med tryckeriet"),
    ("Bo tar emot anmälningar.", ("Bo",), "tar emot anmälningar"),
    ("Lars tog på sig att säga upp avtalet.", ("Lars",), "säga upp avtalet"),
    ("Lars M, ansöker till fonden om bidrag.", ("Lars M",), "ansöker till fonden om bidrag"),
    ("Lars fortsätter med arbetet på hemsidan.", ("Lars",), "fortsätter med arbetet på hemsidan"),
    ("Bo Dahl förser alla med mallar.", ("Bo Dahl",), "förser alla med mallar"),
    ("Bokslutet sammanställs av sekreteraren.", ("sekreteraren",), "Bokslutet sammanställs"),
    ("Affischen trycks av Ulla.", ("Ulla",), "Affischen trycks"),
    ("Bo: ringa kommunen om vägen", ("Bo",), "ringa kommunen om vägen"),
    ("Kontakta tryckeriet om affischen (Ulla)", ("Ulla",), "Kontakta tryckeriet om affischen"),
    ("Bosse kontaktar grannarna.", ("Bosse",), "kontaktar grannarna"),
]


@pytest.mark.parametrize(("text", "to", "task"), ACTIONS)
def test_somebody_will_do_something(text: str, to: tuple[str, ...], task: str) -> None:
    made = found(f"Frågan diskuterades.\n\n{text}")
    assert [(m.giver, m.assignees, m.task, m.status) for m in made] == [(None, to, task, "decided")]


NOTHING = [
    "Bo informerade om läget.",
    "Bo har köpt in korv.",
    "Bo köpte in korv.",
    "Alla hjälps åt med städningen.",
    "Medlemmarna sköter sina egna båtar.",
    "Styrelsen går igenom rapporten.",
    "Kommunen sköter plogningen.",
    "Kassören betalar räkningarna varje månad.",
    "Lars planerar att flytta till hösten.",
    "Karin tar upp frågan om avgiften.",
    "Karin lånar ut sin loge.",
    "Därför frågar jag vilka planer styrelsen har.",
    "Korven beställs av kommunen.",
    "Ulla är ansvarig utgivare.",
    "Bo och Karin har gjort intervjuer med grannarna.",
    "Ängsby: norra delen är såld.",
    "Kontakta kommunen om vägen (se bilaga)",
    "Lars hör till de äldsta i byn.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_information_habits_and_the_past_are_none(text: str) -> None:
    assert found(f"Frågan diskuterades.\n\n{text}") == []


def test_free_wordings_do_not_count_in_formal_minutes() -> None:
    assert mandates(minutes("Fritidsgruppen jobbar vidare med frågan.")) == []
    assert mandates(minutes("Bokslutet sammanställs av sekreteraren.")) == []


def test_which_minutes_are_free() -> None:
    assert informal(minutes("Frågan diskuterades.", head=_HEAD))
    assert not informal(minutes("Frågan diskuterades."))
    assert not informal(minutes("Beslutsunderlag\n\nTjänsteskrivelse 2022-03-01", head=_HEAD))


GIVEN = [
    ("Styrelsen beslutade: Bo ordnar offert", "Styrelsen", ("Bo",), "ordnar offert"),
    ("Styrelsen beslutade:Bo+Karin ordnar offert", "Styrelsen", ("Bo", "Karin"), "ordnar offert"),
    (
        "Styrelsen beslöt att Karin i samarbete med Bo hör vilka som kan hjälpa till.",
        "Styrelsen",
        ("Karin",),
        "i samarbete med Bo hör vilka som kan hjälpa till",
    ),
    ("Styrelsen beslutade att Lars ska ringa kommunen.", "Styrelsen", ("Lars",), "ringa kommunen"),
    (
        "Mötet beslutade att uppdra arbetsutskottet att skriva en plan.",
        "Mötet",
        ("arbetsutskottet",),
        "skriva en plan",
    ),
    (
        "Styrelsen gav sekreteraren Karin Öhrn i uppdrag att skriva en plan.",
        "Styrelsen",
        ("Karin Öhrn",),
        "skriva en plan",
    ),
]


@pytest.mark.parametrize(("text", "giver", "to", "task"), GIVEN)
def test_decided_with_a_doer_has_a_giver(text: str, giver: str, to: tuple[str, ...], task: str) -> None:
    assert [(m.giver, m.assignees, m.task) for m in found(text)] == [(giver, to, task)]


def test_the_definite_charge() -> None:
    made = found("Bo fick uppdraget att undersöka vägen.")
    assert [(m.assignees, m.task) for m in made] == [(("Bo",), "undersöka vägen")]


def test_two_sentences_without_a_blank_between() -> None:
    made = found("Vi var eniga om att dra avloppet på deras mark.KÖ kontaktar dem.")
    assert [(m.assignees, words(m.text)) for m in made] == [(("KÖ",), "KÖ kontaktar dem")]


DOERS = [
    ("Bo ordnar offert", True),
    ("att Bo ordnar offert", True),
    ("Styrelsen beslutade att Bo ska ringa", True),
    ("Bo är kassör", False),
    ("Bo ska vara sekreterare", False),
    ("att Bo tecknar firman", False),
    ("Avgiften höjs", False),
    ("Ulla Ek tar över klubban", False),
    ("Ulla Ek lämnar mötet", False),
    ("Ulla Ek lämnar in ansökan", True),
    ("Styrelsen ordnar festen", False),
]


@pytest.mark.parametrize(("text", "acts"), DOERS)
def test_a_named_doer_of_something_to_come(text: str, acts: bool) -> None:
    assert (decided_doer(text) is not None) == acts


ASSIGNEES = [
    ("240604 förvaltningen", ("förvaltningen",)),
    ("på beredningsmöte 250107", ()),
    ("förvaltningen på beredningen", ("förvaltningen på beredningen",)),
    ("Ek & Co AB", ("Ek & Co AB",)),
    ("Tove & Ivar", ("Tove", "Ivar")),
    ("Äldre samt vård- och omsorgsnämnden", ("Äldre samt vård- och omsorgsnämnden",)),
    ("Socialnämnd Norr och socialnämnd Syd", ("Socialnämnd Norr", "socialnämnd Syd")),
    ("Kansliet och kulturnämnden", ("Kansliet", "kulturnämnden")),
    (
        "Barnnämnden, bryggnämnden, nämnden för stöd samt äldre samt vård- och omsorgsnämnden",
        ("Barnnämnden", "bryggnämnden", "nämnden för stöd", "äldre samt vård- och omsorgsnämnden"),
    ),
    ("Nämnden för demokrati och service", ("Nämnden för demokrati och service",)),
    (
        "Fjällsjö Brygga AB, Dahl & Co AB och socialnämnderna Norr, Mitt och Syd",
        ("Fjällsjö Brygga AB", "Dahl & Co AB", "socialnämnderna Norr, Mitt och Syd"),
    ),
]


@pytest.mark.parametrize(("written", "expected"), ASSIGNEES)
def test_assignees(written: str, expected: tuple[str, ...]) -> None:
    assert assignees(written) == expected
