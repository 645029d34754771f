"""Decisions: each wording that settles something, and its like that does not."""

from __future__ import annotations

import pytest
from decision_layout import found, said, words

# one sentence in running text: kind, status and quote
FORMULAIC = [
    ("Dagordningen godkändes.", "approve", "Dagordningen godkändes"),
    ("Föredragningslistan fastställs.", "adopt", "Föredragningslistan fastställs"),
    ("Föregående protokoll lades till handlingarna.", "note", "Föregående protokoll lades till handlingarna"),
    ("Informationen noterades.", "note", "Informationen noterades"),
    ("Rapporten tas till handlingarna.", "note", "Rapporten tas till handlingarna"),
    ("Styrelsen tackar för informationen.", "note", "Styrelsen tackar för informationen"),
    ("Styrelsen godkände delårsrapporten.", "approve", "Styrelsen godkände delårsrapporten"),
    ("Styrelsen antog verksamhetsplanen för 2023.", "adopt", "Styrelsen antog verksamhetsplanen för 2023"),
    ("Olle Kvist valdes till justerare.", "elect", "Olle Kvist valdes till justerare"),
    ("Till justerare utsågs Marja Lind.", "elect", "Till justerare utsågs Marja Lind"),
    ("Till justerare utsåg styrelsen Marja Lind.", "elect", "Till justerare utsåg styrelsen Marja Lind"),
    (
        "Styrelsen utser Tove Hede till firmatecknare.",
        "elect",
        "Styrelsen utser Tove Hede till firmatecknare",
    ),
    ("Styrelsen beviljade Fjällsjö kommun 210 tkr.", "fund", "Styrelsen beviljade Fjällsjö kommun 210 tkr"),
    ("Styrelsen avsätter 40 tkr för ändamålet.", "fund", "Styrelsen avsätter 40 tkr för ändamålet"),
    ("Ärendet bordlades till nästa möte.", "postpone", "Ärendet bordlades till nästa möte"),
    ("Ärendet återremitteras.", "postpone", "Ärendet återremitteras"),
    ("Styrelsen avslår ansökan.", "reject", "Styrelsen avslår ansökan"),
    (
        "Styrelsen överlämnar årsredovisningen till medlemmarna.",
        "refer",
        "Styrelsen överlämnar årsredovisningen till medlemmarna",
    ),
    (
        "Styrelsen gav kansliet i uppdrag att räkna på hyran.",
        "assign",
        "Styrelsen gav kansliet i uppdrag att räkna på hyran",
    ),
    ("Tove fick i uppdrag att räkna på hyran.", "assign", "Tove fick i uppdrag att räkna på hyran"),
    (
        "Styrelsen beslutade att flytta kansliet till Storgatan.",
        "other",
        "Styrelsen beslutade att flytta kansliet till Storgatan",
    ),
    (
        "Årsmötet beviljade styrelsen ansvarsfrihet för 2021.",
        "approve",
        "Årsmötet beviljade styrelsen ansvarsfrihet för 2021",
    ),
    (
        "Årsmötet fann att mötet var behörigen utlyst.",
        "approve",
        "Årsmötet fann att mötet var behörigen utlyst",
    ),
    ("Motionen bifölls.", "approve", "Motionen bifölls"),
    ("Det beslutades att köpa en projektor.", "other", "Det beslutades att köpa en projektor"),
    (
        "Styrelsen delegerar till Tove Hede att teckna avtalet.",
        "other",
        "Styrelsen delegerar till Tove Hede att teckna avtalet",
    ),
    ("Vi köper två bord till samlingssalen.", "other", "Vi köper två bord till samlingssalen"),
]


@pytest.mark.parametrize(("text", "kind", "quote"), FORMULAIC)
def test_set_phrases_settle(text: str, kind: str, quote: str) -> None:
    assert said(f"Tove Hede föredrog läget.\n\n{text}") == [(kind, "decided", quote)]


# the like of the phrases above that settles nothing
NOTHING = [
    "Styrelsen diskuterade dagordningen och läget på kansliet.",
    "Styrelsen noterar att hyran har stigit.",
    "Styrelsen menar att frågan är viktig.",
    "Noterades att Marja Lind slutar till sommaren.",
    "Styrelsen ser fram emot en ny rapport till hösten.",
    "Ordföranden förklarade mötet öppnat.",
    "Ordföranden tackade för visat intresse och avslutade mötet.",
    "Marja Lind tackade Tove för ett gott samarbete.",
    "Olle Kvist yrkade att ärendet ska bordläggas.",
    "Det är viktigt att planen antas innan året är slut.",
    "Planen kommer att antas den 30 november.",
    "Tove berättade att kommunen godkände hyran.",
    "Medarbetarna väljer själva sina arbetstider.",
    "Utses att justera: Olle Kvist",
    "Verksamheten beviljas stöd av flera fonder som söks varje år om medlen räcker.",
    "Om ärendet bordläggs måste ansökan göras om.",
    "Frågan om styrelsen ska godkänna rapporten togs inte upp.",
    "Inga övriga frågor var anmälda.",
    "Deltagarna får välja mellan två kurser.",
    "Lisa Ek reserverar lokaler till mötet i juni.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_talk_settles_nothing(text: str) -> None:
    assert said(text) == []


# under "Beslut": quotes in order
LABELLED = [
    ("Informationen antecknas.", [("note", "Informationen antecknas")]),
    (
        "Rapporten godkänns och informationen läggs till handlingarna.",
        [("approve", "Rapporten godkänns"), ("note", "informationen läggs till handlingarna")],
    ),
    (
        "Styrelsen godkänner planen samt ställer sig bakom yttrandet.",
        [("approve", "Styrelsen godkänner planen"), ("approve", "ställer sig bakom yttrandet")],
    ),
    (
        "Protokollet godkändes och lades till handlingarna.",
        [("approve", "Protokollet godkändes och lades till handlingarna")],
    ),
    (
        "Styrelsen antar yttrandet som sitt eget och överlämnar det till Fjällsjö kommun.",
        [("refer", "Styrelsen antar yttrandet som sitt eget och överlämnar det till Fjällsjö kommun")],
    ),
    (
        "Styrelsen beslutar att anta budgeten samt att uppdra åt kansliet att informera parterna.",
        [
            ("adopt", "Styrelsen beslutar att anta budgeten"),
            ("assign", "att uppdra åt kansliet att informera parterna"),
        ],
    ),
    (
        "Tomas Hult (C) entledigas från uppdraget som ersättare.",
        [("other", "Tomas Hult (C) entledigas från uppdraget som ersättare")],
    ),
    ("Till ny ersättare väljs Ylva Rot (C).", [("elect", "Till ny ersättare väljs Ylva Rot (C)")]),
    ("Paragrafen förklaras omedelbart justerad.", [("other", "Paragrafen förklaras omedelbart justerad")]),
    ("Motionen anses besvarad.", [("other", "Motionen anses besvarad")]),
    (
        "Styrelsen beviljas ansvarsfrihet för 2021.",
        [("approve", "Styrelsen beviljas ansvarsfrihet för 2021")],
    ),
    (
        "Delegationsordningen fastställs enligt bilaga.",
        [("adopt", "Delegationsordningen fastställs enligt bilaga")],
    ),
    ("Taxan från 2015 upphävs.", [("other", "Taxan från 2015 upphävs")]),
    (
        "Styrelsen avger yttrande till Socialdepartementet.",
        [("refer", "Styrelsen avger yttrande till Socialdepartementet")],
    ),
    (
        "Styrelsen medger att 300 tkr förs över till 2023.",
        [("fund", "Styrelsen medger att 300 tkr förs över till 2023")],
    ),
    (
        "Styrelsen föreslår kommunfullmäktige besluta att höja avgiften.",
        [("refer", "Styrelsen föreslår kommunfullmäktige besluta att höja avgiften")],
    ),
    ("Olle Kvist anmäler jäv och deltar inte i beslutet.", []),
    ("Tove Hede presenterar årets rapport.", []),
    ("Omröstning begärs.", []),
]


@pytest.mark.parametrize(("text", "expected"), LABELLED)
def test_under_the_word_beslut(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, quote) for kind, _, quote in said(f"Beslut\n\n{text}")] == expected
    assert all(status == "decided" for _, status, _ in said(f"Beslut\n\n{text}"))


def test_beslut_at_the_start_of_the_paragraph() -> None:
    assert said(
        "Tove föredrog.\n\nBeslut: Styrelsen antog förslaget. Kansliet får i uppdrag att meddela parterna."
    ) == [
        ("adopt", "decided", "Styrelsen antog förslaget"),
        ("assign", "decided", "Kansliet får i uppdrag att meddela parterna"),
    ]


def test_points_after_a_lead_in_take_its_subject() -> None:
    text = "Beslut\n\nStyrelsen beslutar\n\n- att anta budgeten, samt\n- att avsätta 50 tkr till möbler."
    assert [(d.kind, d.decider, words(d.text)) for d in found(text)] == [
        ("adopt", "Styrelsen", "att anta budgeten"),
        ("fund", "Styrelsen", "att avsätta 50 tkr till möbler"),
    ]


def test_points_without_att() -> None:
    text = "Styrelsen beslutade att\n- godkänna rapporten,\n- utse Marja Lind till vice ordförande."
    assert [(d.kind, d.decider, words(d.text)) for d in found(text)] == [
        ("approve", "Styrelsen", "godkänna rapporten"),
        ("elect", "Styrelsen", "utse Marja Lind till vice ordförande"),
    ]


def test_att_lines_without_bullets_are_points_each() -> None:
    text = (
        "Styrelsen beslutar\n\natt anta planen för "
        "arbetet med de unga i hela området,\natt ge "
        "kansliet i uppdrag att skicka ut den, samt\natt lägga rapporten till handlingarna."
    )
    assert [d.kind for d in found(text)] == ["adopt", "assign", "note"]


def test_a_list_that_is_content_belongs_to_its_decision() -> None:
    text = (
        "Beslut\n\n1. Styrelsen antar målen för året:\n• "
        "fler i arbete\n• kortare köer\n2. Rapporten läggs till handlingarna."
    )
    assert [d.kind for d in found(text)] == ["adopt", "note"]


def test_a_list_proposed_to_another_body_is_referred_point_by_point() -> None:
    text = (
        "Beslut\n\nKommunstyrelsen tillstyrker kontorets "
        "förslag och föreslår att\nkommunfullmäktige "
        "beslutar:\n1. Taxan höjs till 90 kronor.\n2. Motionen avslås."
    )
    assert [(d.kind, d.status, d.decider) for d in found(text)] == [
        ("refer", "decided", "Kommunstyrelsen")
    ] * 2


def test_for_its_own_part_it_decides_itself() -> None:
    text = (
        "Beslut\n\nKommunstyrelsen föreslår att kommunfullmäktige "
        "beslutar:\n1. Taxan höjs till 90 kronor.\nKommunstyrelsen "
        "beslutar för egen del:\n2. Kontoret får i uppdrag att räkna om kalkylen."
    )
    assert [(d.kind, d.decider) for d in found(text)] == [
        ("refer", "Kommunstyrelsen"),
        ("assign", "Kommunstyrelsen"),
    ]


def test_money_to_persons_after_ge() -> None:
    text = (
        "Beslut\n\nRevisionen beslutar att ge:\n\nAnna "
        "Bo halvdagsarvode för mötet den 3 mars.\nPer "
        "Ask heldagsarvode för kursen den 4 mars."
    )
    assert [(d.kind, d.decider) for d in found(text)] == [("fund", "Revisionen")] * 2
