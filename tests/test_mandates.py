"""Mandates: who is told to do what by when, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from decision_layout import SHARED_GOLD, gold_layouts, minutes, words

from pipeline.extract.mandates import mandates
from pipeline.facts import Mandate, Source
from pipeline.segment import segment


def found(text: str, title: str = "Ärende om lokaler") -> list[Mandate]:
    """The mandates in § 7 of invented minutes."""
    return [one for one in mandates(minutes(text, title)) if one.section == "7"]


# wording, giver, doers, task
WORDINGS = [
    ("Styrelsen gav kansliet i uppdrag att räkna på hyran.", "Styrelsen", ("kansliet",), "räkna på hyran"),
    (
        "Styrelsen ger Tove och Ivar i uppgift att ringa hyresvärden.",
        "Styrelsen",
        ("Tove", "Ivar"),
        "ringa hyresvärden",
    ),
    (
        "Styrelsen gav kansliet i fortsatt uppdrag att följa priserna.",
        "Styrelsen",
        ("kansliet",),
        "följa priserna",
    ),
    (
        "Styrelsen uppdrog åt förbundschefen att teckna avtalet.",
        "Styrelsen",
        ("förbundschefen",),
        "teckna avtalet",
    ),
    (
        "Styrelsen uppdrar till beredningsgruppen att skriva ett förslag.",
        "Styrelsen",
        ("beredningsgruppen",),
        "skriva ett förslag",
    ),
    (
        "Samtidigt uppdrog styrelsen åt Tove att ringa hyresvärden.",
        "styrelsen",
        ("Tove",),
        "ringa hyresvärden",
    ),
    (
        "Styrelsen beslutade att uppdra åt kansliet att räkna på hyran.",
        "Styrelsen",
        ("kansliet",),
        "räkna på hyran",
    ),
    ("Tove Hede fick i uppdrag att räkna på hyran.", None, ("Tove Hede",), "räkna på hyran"),
    ("Tove fick därför även i uppgift att räkna på hyran.", None, ("Tove",), "räkna på hyran"),
    (
        "Kansliet får i uppdrag att, utifrån kartläggningen, räkna på hyran.",
        None,
        ("Kansliet",),
        "utifrån kartläggningen, räkna på hyran",
    ),
    ("Tove fick styrelsens uppdrag att räkna på hyran.", None, ("Tove",), "räkna på hyran"),
    ("Kansliet uppdras att räkna på hyran.", None, ("Kansliet",), "räkna på hyran"),
    ("Det uppdrogs åt kansliet att räkna på hyran.", None, ("kansliet",), "räkna på hyran"),
    (
        "Kommunstyrelsen/Kontoret får i uppdrag att räkna på hyran.",
        None,
        ("Kommunstyrelsen", "Kontoret"),
        "räkna på hyran",
    ),
    ("Alla nämnder och bolag får i uppdrag att spara el.", None, ("Alla nämnder och bolag",), "spara el"),
    ("Tove Hede åtog sig att ringa hyresvärden.", None, ("Tove Hede",), "ringa hyresvärden"),
    ("Tove tar på sig att ringa hyresvärden.", None, ("Tove",), "ringa hyresvärden"),
    ("Ivar kollar med hyresvärden.", None, ("Ivar",), "kollar med hyresvärden"),
    ("Tove och Ivar går igenom avtalet.", None, ("Tove", "Ivar"), "går igenom avtalet"),
]


@pytest.mark.parametrize(("text", "giver", "to", "task"), WORDINGS)
def test_wordings(text: str, giver: str | None, to: tuple[str, ...], task: str) -> None:
    made = found(f"Hyran diskuterades.\n\n{text}")
    assert [(m.giver, m.assignees, m.task, m.status) for m in made] == [(giver, to, task, "decided")]


NOTHING = [
    "Styrgruppen ansvarar för att målen följs upp.",
    "Styrelsen önskar att kansliet räknar på hyran.",
    "En plan ska tas fram till hösten.",
    "Uppdraget att räkna på hyran är slutfört.",
    "Olle Kvist yrkade att kansliet får i uppdrag att räkna på hyran.",
    "Det är kommunens uppdrag att utreda frågan.",
    "Tove berättade om uppdraget att räkna på hyran.",
    "Tove frågar hur det går med lokalerna.",
    "Arbetsförmedlingen ringer alla sökande varje vecka.",
    "Ordföranden skickar en hälsning till alla.",
    "Kostnaden tas upp i budgeten.",
    "Styrelsen tackade Tove för hennes arbete.",
    "Frågan om kansliet fick i uppdrag att räkna på hyran är obesvarad.",
    "Hyresvärden ordnar en ny nyckel.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_mandate(text: str) -> None:
    assert found(f"Hyran diskuterades.\n\n{text}") == []


def test_one_att_clause_each() -> None:
    made = found("Styrelsen gav kansliet i uppdrag att skriva svaret samt att skicka det till parterna.")
    assert [(m.task, words(m.text), m.giver) for m in made] == [
        ("skriva svaret", "Styrelsen gav kansliet i uppdrag att skriva svaret", "Styrelsen"),
        ("skicka det till parterna", "att skicka det till parterna", "Styrelsen"),
    ]


def test_one_att_clause_with_two_verbs_is_one() -> None:
    assert [m.task for m in found("Styrelsen gav kansliet i uppdrag att skriva och skicka svaret.")] == [
        "skriva och skicka svaret"
    ]


def test_a_second_doer_after_at() -> None:
    made = found("Styrelsen uppdrog åt Tove att skriva svaret, och åt Ivar att skicka det.")
    assert [m.assignees for m in made] == [("Tove",), ("Ivar",)]


def test_a_list_under_one_charge() -> None:
    made = found(
        "Beslut\n\nStyrelsen ger kansliet i uppdrag "
        "att:\n- räkna på hyran\n- skriva ett förslag till sammanträdet i juni"
    )
    assert [(m.giver, m.assignees, m.task, m.deadline) for m in made] == [
        ("Styrelsen", ("kansliet",), "räkna på hyran", None),
        (
            "Styrelsen",
            ("kansliet",),
            "skriva ett förslag till sammanträdet i juni",
            "till sammanträdet i juni",
        ),
    ]


def test_the_giver_comes_from_the_lead_in() -> None:
    made = found("Beslut\n\nStyrelsen beslutar\n\n- att anta budgeten\n- att uppdra åt Tove att sprida den")
    assert [(m.giver, words(m.text)) for m in made] == [("Styrelsen", "att uppdra åt Tove att sprida den")]


def test_a_decided_ska_names_its_doer() -> None:
    made = found("Beslut\n\nKansliet ska ta fram en plan senast den 1 september.")
    assert [(m.assignees, m.due) for m in made] == [(("Kansliet",), "2022-09-01")]


def test_ska_without_a_doer_is_none() -> None:
    assert found("Beslut\n\nPlanen ska tas fram senast den 1 september.") == []


def test_ska_in_running_text_is_none() -> None:
    assert found("Kansliet ska flytta i höst.") == []


def test_with_the_charge_to() -> None:
    made = found("Beslut\n\nÄrendet återremitteras till kansliet med uppdraget att räkna om kalkylen.")
    assert [(m.assignees, m.task) for m in made] == [(("kansliet",), "räkna om kalkylen")]


STATUS = [
    ("Förslag till beslut\n\nStyrelsen ger kansliet i uppdrag att räkna på hyran.", "proposed"),
    ("Presidiet föreslår att styrelsen ger kansliet i uppdrag att räkna på hyran.", "proposed"),
    (
        "Beslut\n\nKommunstyrelsen föreslår att kommunfullmäktige "
        "beslutar:\n1. Nämnden får i uppdrag att räkna på hyran.",
        "proposed",
    ),
    ("Styrelsen gav 2021-12-02 kansliet i uppdrag att räkna på hyran.", "recalled"),
    ("Tove fick i december i uppdrag att räkna på hyran.", "recalled"),
    ("På föregående möte gavs kansliet i uppdrag att räkna på hyran.", "recalled"),
    (
        "Beslut\n\nRapporten godkänns.\n\nBakgrund\n\nStyrelsen gav kansliet i uppdrag att räkna på hyran.",
        "recalled",
    ),
    ("Beslut\n\nKansliet får i uppdrag att räkna på hyran.", "decided"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_status(text: str, status: str) -> None:
    assert [m.status for m in found(text)] == [status]


def test_the_giver_of_a_proposed_point_is_the_addressee() -> None:
    made = found(
        "Beslut\n\nKommunstyrelsen föreslår att kommunfullmäktige "
        "beslutar:\n1. Nämnden får i uppdrag att räkna på hyran."
    )
    assert made[0].giver == "kommunfullmäktige"


def test_responsible_behind_the_task() -> None:
    made = found("Lapp i alla brevlådor senast 1 oktober. Ansvarig: IB")
    assert [(m.assignees, m.task, m.deadline, m.due) for m in made] == [
        (("IB",), "Lapp i alla brevlådor senast 1 oktober", "senast 1 oktober", "2022-10-01")
    ]


def test_a_table_of_actions() -> None:
    made = found("Att göra:\n\nVad\tVem\tNär\nBoka salen\tTove\t1 juni\nKöpa kaffe\tIvar\tlöpande")
    assert [(m.assignees, m.task, m.deadline) for m in made] == [
        (("Tove",), "Boka salen", "1 juni"),
        (("Ivar",), "Köpa kaffe", None),
    ]


def test_a_table_of_figures_is_none() -> None:
    assert found("Resultat\n\nPost\tUtfall\tBudget\nHyra\t120\t130") == []


def test_initials_in_the_margin() -> None:
    assert [m.assignees for m in found("Att göra:\n\nBoka salen till mötet i juni\tTH")] == [("TH",)]


def test_initials_of_nobody_are_none() -> None:
    assert found("Avsnitt:\n\nBestämmelser om sekretess\tOSL") == []


def test_done_is_recalled() -> None:
    made = found("Genomgång av uppgifter\n\n- Städdagen: Tove skulle boka container. Klart!")
    assert [(m.assignees, m.status) for m in made] == [(("Tove",), "recalled")]


def test_a_deadline_in_the_sentence_behind() -> None:
    made = found(
        "Beslut\n\nStyrelsen ger kansliet i uppdrag "
        "att räkna på hyran. Uppdraget ska redovisas senast den 1 september."
    )
    assert made[0].deadline == "senast den 1 september"


def test_every_span_is_its_slice() -> None:
    layout = minutes(
        "Styrelsen uppdrog åt Tove\natt skriva svaret samt att skicka det. Ivar ringer hyresvärden."
    )
    facts = mandates(layout)
    assert len(facts) == 3
    for one in facts:
        assert layout.source.text[one.start : one.end] == one.text
        assert one.rule.startswith("mandate.") and one.score is not None


@pytest.mark.skipif(not SHARED_GOLD.exists(), reason="the shared gold is not here")
def test_most_mandates_of_the_gold_are_found() -> None:
    right = total = extra = 0
    for layout, gold in gold_layouts():
        mine = [one for one in mandates(layout) if one.start < gold["characters"]]
        hit = sum(any(_same(one, theirs) for one in mine) for theirs in gold["mandates"])
        right, total, extra = right + hit, total + len(gold["mandates"]), extra + len(mine) - hit
    assert right / total >= 0.9
    assert extra <= 3


def _same(one: Mandate, theirs: dict[str, int]) -> bool:
    shared = min(one.end, theirs["end"]) - max(one.start, theirs["start"])
    return shared >= 0.5 * (max(one.end, theirs["end"]) - min(one.start, theirs["start"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kansliet fick på beredningsmöte 220107 i uppdrag att räkna på hyran.", ("Kansliet",)),
        ("Kansliet får tillsammans med Tove i uppdrag att räkna på hyran.", ("Kansliet",)),
        ("Kansliet tilldelas 1 mnkr och får i uppdrag att räkna på hyran.", ("Kansliet",)),
        ("Arbetsutskottet gav 220104 kansliet i uppdrag att räkna på hyran.", ("kansliet",)),
    ],
)
def test_the_doer_around_dates_and_company(text: str, expected: tuple[str, ...]) -> None:
    assert [m.assignees for m in found(f"Beslut\n\n{text}")] == [expected]


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Disas förslag beakta ge kansliet i uppdrag att räkna på hyran.", None),
        ("Disa Norrby ger kansliet i uppdrag att räkna på hyran.", "Disa Norrby"),
    ],
)
def test_a_giver_is_somebody_who_may_decide(text: str, giver: str | None) -> None:
    assert [m.giver for m in found(f"Beslut\n\n{text}")] == [giver]


@pytest.mark.parametrize(
    ("who", "status"), [("Arbetsutskottet", "recalled"), ("Samordningsförbundet Fjällsjö", "decided")]
)
def test_what_another_body_does_under_background(who: str, status: str) -> None:
    text = f"Beslut\n\nRapporten godkänns.\n\nBakgrund\n\n{who} ger kansliet i uppdrag att räkna på hyran."
    assert [m.status for m in found(text)] == [status]


HEAD = """Granviks kommun
Socialnämnden
Sammanträdesprotokoll
2024-03-12

Beslutande
Anna Bergdahl (S), ordförande
Bo Ekdahl (M)
Cilla Frisk (C)

§ 5 Lokaler
"""
SENTENCES = (Path(__file__).parent / "cases" / "mandates.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("line", SENTENCES)
def test_mandates_in_sentences_of_minutes(line: str) -> None:
    """A line without anybody told is no mandate."""
    zone, sentence, told, deadline = line.split("|")
    text = HEAD + ("Beslut\n" if zone == "B" else "") + sentence + "\n"
    source = Source(id="m", path="m.txt", sha256="", media_type="text/plain", text=text)
    wanted = [(tuple(told.split(";")), deadline or None)] if told else []
    assert [(one.assignees, one.deadline) for one in mandates(segment(source))] == wanted
