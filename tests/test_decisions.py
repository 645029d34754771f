"""Decisions: each wording that settles something, and its like that does not."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from decision_layout import minutes, words

from pipeline.extract.decisions import decisions, linked
from pipeline.facts import Decision, Source, with_ids
from pipeline.segment import segment


def found(text: str, title: str = "Ärende om lokaler") -> list[Decision]:
    """The decisions in § 7 of invented minutes."""
    return [one for one in decisions(minutes(text, title)) if one.section == "7"]


def said(text: str, title: str = "Ärende om lokaler") -> list[tuple[str, str, str]]:
    return [(one.kind, one.status, words(one.text)) for one in found(text, title)]


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


# ---------------------------------------------------------------- status

PROPOSED = [
    "Förslag till beslut\n\nStyrelsen godkänner rapporten.",
    "Förslag till beslut\n\nStyrelsen beslutar\n\natt godkänna rapporten.",
    "Kansliets förslag till beslut:\n\n- Rapporten godkänns",
    "Presidiet föreslår att styrelsen godkänner rapporten.",
    "Kansliet föreslår att\n- styrelsen godkänner rapporten",
]


@pytest.mark.parametrize("text", PROPOSED)
def test_proposals(text: str) -> None:
    assert [(d.kind, d.status) for d in found(text)] == [("approve", "proposed")]


def test_a_single_members_motion_is_no_proposal() -> None:
    assert said("Yrkanden\n\nOlle Kvist (S) yrkar att styrelsen godkänner rapporten.") == []


def test_an_opinion_is_no_proposal() -> None:
    assert said("Beredningsgruppen förordar att ansökan beviljas.") == []


RECALLED = [
    ("Styrelsen beslutade 2021-12-02 att bevilja insatsen 400 tkr.", "fund"),
    ("Vid sammanträdet den 3 februari beslutade styrelsen att återremittera ansökan.", "postpone"),
    ("Styrelsen gav 2021-12-02 kansliet i uppdrag att utreda lokalerna.", "assign"),
    ("Fjällsjö kommun har utsett Ylva Rot till ny ledamot.", "elect"),
    ("Svaret godkändes av styrelsen 2022-02-03.", "approve"),
    ("Planen antogs i november.", "adopt"),
    ("Förvaltningsrätten avslår överklagandet.", "reject"),
    ("Bordlagt den 3 februari 2022, § 4.", "postpone"),
    ("Kommunfullmäktige antog budgeten.", "adopt"),
]


@pytest.mark.parametrize(("text", "kind"), RECALLED)
def test_what_is_retold_is_recalled(text: str, kind: str) -> None:
    assert [(d.kind, d.status) for d in found(f"Tove redogjorde för bakgrunden.\n\n{text}")] == [
        (kind, "recalled")
    ]


def test_a_date_inside_the_object_recalls_nothing() -> None:
    assert said("Protokollet från den 3 februari lades till handlingarna.")[0][1] == "decided"


def test_the_meetings_own_date_recalls_nothing() -> None:
    assert said("Styrelsen beslutade den 12 maj att godkänna rapporten.")[0][1] == "decided"


def test_a_day_to_come_recalls_nothing() -> None:
    assert said("Ärendet bordläggs till sammanträdet den 9 juni.")[0][1] == "decided"


def test_background_label_recalls() -> None:
    text = "Beslut\n\nRapporten godkänns.\n\nBakgrund\n\nNämnden gav kansliet i uppdrag att räkna på hyran."
    assert [(d.kind, d.status) for d in found(text)] == [("approve", "decided"), ("assign", "recalled")]


def test_the_boards_own_perfect_can_decide() -> None:
    assert said("Styrelsen har tagit del av besluten.") == [
        ("note", "decided", "Styrelsen har tagit del av besluten")
    ]


def test_delegated_decisions_are_reported() -> None:
    text = (
        "Beslut\n\nAnmälan läggs till handlingarna.\n__________\n\n1. "
        "12 st meddelade delegationsbeslut om bistånd "
        "under april.\n\n2. Av Tove Hede, förbundschef, "
        "meddelat delegationsbeslut om hyra av lokal."
    )
    assert [(d.kind, d.status, d.decider) for d in found(text, "Anmälan av delegationsbeslut")] == [
        ("note", "decided", None),
        ("other", "delegated", None),
        ("other", "delegated", "Tove Hede"),
    ]


def test_a_list_of_messages_is_not_delegated() -> None:
    text = (
        "Beslut\n\nMeddelandena läggs till handlingarna.\n__________\n\n1. "
        "Skrivelse från Revisionen om granskning år 2021."
    )
    assert [d.kind for d in found(text, "Meddelanden")] == ["note"]


def test_points_under_a_delegation_lead_in() -> None:
    text = (
        "Förbundschefen har enligt delegationsordningen "
        "fattat följande beslut:\n- Bevilja Fjällsjö "
        "kommun 20 000 kr till kursen\n- Utse Ivar Bro till arkivansvarig"
    )
    assert [(d.kind, d.status, d.decider) for d in found(text, "Anmälan av delegationsbeslut")] == [
        ("fund", "delegated", "Förbundschefen"),
        ("elect", "delegated", "Förbundschefen"),
    ]


def test_a_notice_proposes() -> None:
    text = (
        "KALLELSE\n\nSamordningsförbundet Fjällsjö\n\nKallelse "
        "till sammanträde 2022-05-12\n\nTid: klockan "
        "09.00\nPlats: Sockenstugan\n\n1. Öppnande\n\n2. "
        "Rapporter\n\nFörslag till beslut\n\nRapporterna läggs till handlingarna.\n"
    )
    layout = segment(Source(id="k", path="k.txt", sha256="", media_type="text/plain", text=text))
    assert [d.status for d in decisions(layout)] == ["proposed"]


# ---------------------------------------------------------------- the rest


def test_documents_and_recipients_settle_nothing() -> None:
    text = (
        "Beslut\n\nRapporten godkänns.\n\nBeslutsunderlag\n\nProtokoll "
        "där budgeten antas\n\nBeslutet skickas till\n\nFjällsjö kommun"
    )
    assert len(found(text)) == 1


def test_a_ruled_line_ends_the_decision() -> None:
    text = (
        "BESLUT\nRapporten godkänns.\n\n__________\n\nAnn "
        "Ek deltog inte i beslutet.\n\nKansliet arbetar vidare med frågorna under sommaren"
    )
    assert len(found(text)) == 1


def test_decided_as_proposed_takes_the_proposals_kind() -> None:
    text = (
        "Kansliets förslag till beslut:\n\n- att "
        "avsätta 35 tkr till flytten\n\nBeslut\n\nStyrelsen "
        "beslutade enligt kansliets förslag."
    )
    assert [(d.kind, d.status) for d in found(text)] == [("fund", "proposed"), ("fund", "decided")]


def test_the_case_number_comes_from_the_heading() -> None:
    layout = minutes("Beslut\n\nRapporten godkänns.", "Dnr 2022/31\n\nRapport om lokaler")
    assert [d.case for d in decisions(layout) if d.section == "7"] in (["Dnr 2022/31"], ["2022/31"])


def test_decided_is_linked_to_what_was_proposed() -> None:
    text = (
        "Förslag till beslut\n\n1. Styrelsen fastställer "
        "planen för intern kontroll.\n2. Styrelsen "
        "ger kansliet i uppdrag att följa upp den.\n\nBeslut\n\n1. "
        "Planen för intern kontroll fastställs.\n2. "
        "Styrelsen ger kansliet i uppdrag att följa upp den."
    )
    facts = with_ids("d", "prov", found(text))
    by_id = {one.id: one for one in facts}
    joined = [one for one in linked(facts) if one.status == "decided"]
    assert [by_id[one.proposal].kind if one.proposal else None for one in joined] == ["adopt", "assign"]


def test_another_proposal_is_not_linked() -> None:
    text = (
        "Förslag till beslut\n\nStyrelsen bordlägger "
        "ärendet till hösten.\n\nBeslut\n\nRapporten om lokaler godkänns."
    )
    assert [one.proposal for one in linked(with_ids("d", "prov", found(text)))] == [None, None]


def test_every_span_is_its_slice_and_has_rule_and_score() -> None:
    layout = minutes(
        "Beslut\n\nStyrelsen beslutar\n\n- att anta "
        "budgeten\n- att välja Ann Ek till kassör\n\nBakgrund\n\nStyrelsen "
        "beslutade 2021-02-03 att anta planen."
    )
    facts = decisions(layout)
    assert len(facts) == 3
    for one in facts:
        assert layout.source.text[one.start : one.end] == one.text
        assert one.rule.startswith("decision.")
        assert one.score is not None and 0 < one.score <= 1


def test_linking_leaves_other_fields_alone() -> None:
    facts = with_ids("d", "prov", found("Beslut\n\nRapporten godkänns."))
    assert linked(facts) == tuple(replace(one) for one in facts)


GOLD = (Path(__file__).parents[1] / ".." / "shared" / "gold").resolve()


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold is not here")
def test_most_decisions_of_the_gold_are_found() -> None:
    right = total = extra = 0
    for file in sorted(GOLD.glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        text = (
            file.with_name(re.sub(r"\.gold\.json$", ".txt", file.name))
            .open(encoding="utf-8", newline="")
            .read()
        )
        layout = segment(Source(id="g", path=file.name, sha256="", media_type="text/plain", text=text))
        mine = [one for one in decisions(layout) if one.start < gold["characters"]]
        hit = sum(any(_overlap(one, theirs) >= 0.5 for one in mine) for theirs in gold["decisions"])
        right, total, extra = right + hit, total + len(gold["decisions"]), extra + len(mine) - hit
    assert right / total >= 0.9
    assert extra / total <= 0.1


def _overlap(one: Decision, theirs: dict[str, int]) -> float:
    shared = min(one.end, theirs["end"]) - max(one.start, theirs["start"])
    return max(0, shared) / (max(one.end, theirs["end"]) - min(one.start, theirs["start"]))
