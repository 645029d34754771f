"""Status of decisions (proposed, recalled, delegated), their links and spans, and the gold as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decision_layout import SHARED_GOLD, found, gold_layouts, minutes, said

from pipeline.extract.decisions import decisions, linked
from pipeline.facts import Decision, Source, with_ids
from pipeline.segment import segment

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


@pytest.mark.skipif(not SHARED_GOLD.exists(), reason="the shared gold is not here")
def test_most_decisions_of_the_gold_are_found() -> None:
    right = total = extra = 0
    for layout, gold in gold_layouts():
        mine = [one for one in decisions(layout) if one.start < gold["characters"]]
        hit = sum(any(_overlap(one, theirs) >= 0.5 for one in mine) for theirs in gold["decisions"])
        right, total, extra = right + hit, total + len(gold["decisions"]), extra + len(mine) - hit
    assert right / total >= 0.9
    assert extra / total <= 0.1


def _overlap(one: Decision, theirs: dict[str, int]) -> float:
    shared = min(one.end, theirs["end"]) - max(one.start, theirs["start"])
    return max(0, shared) / (max(one.end, theirs["end"]) - min(one.start, theirs["start"]))


# ---------------------------------------------------------------- told, listed


@pytest.mark.parametrize("label", ["Bakgrund", "Ärendet i korthet", "Sammanfattning"])
def test_another_body_in_the_present_tense_is_recalled(label: str) -> None:
    text = f"Beslut\n\nRapporten godkänns.\n\n{label}\n\nArbetsutskottet ger kansliet i uppdrag att räkna."
    assert [(d.kind, d.status) for d in found(text)] == [("approve", "decided"), ("assign", "recalled")]


def test_another_bodys_habit_is_no_decision() -> None:
    text = "Beslut\n\nRapporten godkänns.\n\nBakgrund\n\nArbetsutskottet antar varje år en plan."
    assert [d.kind for d in found(text)] == ["approve"]


def test_the_meetings_own_organ_decides_without_a_label() -> None:
    assert [d.status for d in found("Styrelsen ger kansliet i uppdrag att räkna.")] == ["decided"]


def test_a_courts_decision_is_recalled() -> None:
    text = "Beslut\n\nAntecknas.\n\nDom om bryggan vid Fjällsjön. Tingsrätten avslår överklagandet."
    assert [(d.kind, d.status) for d in found(text)] == [("note", "decided"), ("reject", "recalled")]


LISTED = [
    "Motion av Disa Norrby (S) om att införa båtplatser",
    "Norrby (S) om att införa båtplatser, H 2022 nr 12",
    "828 000",
    "Disa Norrby (S), Olle Kvist (M)",
    "Centrum: nivå 15 kvm/elev",
    "Inga handlingar anmälda till mötet",
]


@pytest.mark.parametrize("line", LISTED)
def test_what_is_only_named_is_no_decision(line: str) -> None:
    assert [d.kind for d in found(f"Beslut\n\nRapporten godkänns.\n\n- {line}")] == ["approve"]


DECIDED = [
    "Motionen av Disa Norrby (S) om båtplatser bifalls",
    "Nivån i Centrum ska vara 15 kvm/elev",
    "Avgift: 200 kr",
]


@pytest.mark.parametrize("line", DECIDED)
def test_what_settles_something_is_a_decision(line: str) -> None:
    assert len(found(f"Beslut\n\nRapporten godkänns.\n\n- {line}")) == 2


def test_what_the_lead_ins_verb_takes_is_a_decision() -> None:
    assert (
        len(found("Beslut\n\nStyrelsen beslutar att ge:\n\n- Ordföranden 5 000 kr\n- Kassören 4 000 kr")) == 2
    )


def test_names_that_are_elected_are_a_decision() -> None:
    text = "Beslut\n\nTill ombud utses:\n\nDisa Norrby (S)\nOlle Kvist (M)"
    assert [d.kind for d in found(text)] == ["elect"]


def test_a_list_of_measures_belongs_to_what_changes_them() -> None:
    text = (
        "Beslut\n\nMåtten ska ändras enligt följande:\n\n"
        "- Centrum: nivå 15 kvm/elev\n- Udden: nivå 20 kvm/elev"
    )
    assert [words for _, _, words in said(text)] == ["Måtten ska ändras enligt följande"]


# ---------------------------------------------------------------- where the text has no form of minutes


def _loose(text: str) -> list[tuple[str, str, str | None]]:
    layout = segment(Source(id="lös", path="lös.txt", sha256="", media_type="text/plain", text=text))
    return [(one.kind, one.status, one.decider) for one in decisions(layout)]


def test_a_bare_list_of_what_a_body_decides() -> None:
    text = "Läs här\n\n1. Bryggrådet beslutar att avslå motion 3.\n2. Bryggrådet beslutar att anta planen.\n"
    assert _loose(text) == [("reject", "decided", "Bryggrådet"), ("adopt", "decided", "Bryggrådet")]
    assert _loose("Läs här\n\n1. Bryggrådet berättar om motion 3.\n2. Bryggrådet läser planen.\n") == []


def test_a_form_field_filled_in_elects_nobody() -> None:
    assert _loose("Sammanträdesprotokoll\n\nUtses att justera Bo Dahl (M)\n\nSekreterare\n") == []


def test_a_heading_that_holds_label_and_decision() -> None:
    def of(text: str) -> list[tuple[str, str | None]]:
        layout = minutes("Ingen skrev mer.", title=text)
        return [(one.kind, one.decider) for one in decisions(layout) if one.section == "7"]

    assert of("Dagordning Bryggnämndens beslut Dagordningen godkänns.") == [("approve", "Bryggnämnden")]
    assert of("Dagordning och bryggnämndens beslut") == []


def test_a_reservation_against_a_named_decision() -> None:
    text = "Beslut\n\nStyrelsen avslår motionen.\n\n"
    against = text + "Mot styrelsens beslut att avslå motionen reserverade sig Bo Dahl."
    assert [one.reservations for one in found(against)] == [("Bo Dahl",)]
    assert [one.reservations for one in found(text + "Bakgrund\n\nBo Dahl väckte motionen.")] == [()]


def test_a_proposal_to_a_higher_body_is_its_authors_referral() -> None:
    text = "Styrelsens förslag till fullmäktige\n\nFullmäktige beslutar\n\natt anta taxan."
    assert [(one.kind, one.status, one.decider) for one in found(text)] == [("refer", "decided", "Styrelsen")]
    other = text.replace("Styrelsens", "Kansliets")
    assert [one.status for one in found(other)] == ["proposed"]
