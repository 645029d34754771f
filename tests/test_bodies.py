from __future__ import annotations

import time
from pathlib import Path

import pytest
from marked import named, unmarked

from pipeline.extract.bodies import bodies, explained_bodies
from pipeline.extract.bodywords import body_noun

PAIRS = [
    # organs in every form, with and without a first part
    "[Socialnämnden] beslutar",
    "för [socialnämndens] räkning",
    "samtliga [nämnder] och [bolagsstyrelser]",
    "[Regionfullmäktige] har antagit planen",
    "[Nämnden] ställde sig bakom förslaget",
    "[styrelsen] diskuterade frågan",
    "Yttrande från [folkhälsorådet]",
    "ledamot i [trygghetsrådet]",
    "kommunalrådet Anna Ek svarar",
    "en oppositionsrådet närstående fråga",
    "ett samrådet plandokument",
    "länsstyrelsen har meddelat beslut",
    "kommunal självstyrelse",
    "i överföringsnämnaren",
    # coordinated compounds
    "[Vård- och omsorgsnämnden] beslutar",
    "[kultur-, idrotts- och fritidsnämnden] får i uppdrag",
    "[Barn- och utbildningsförvaltningen] redovisar",
    "[Miljö- och byggnadsnämndens] ordförande",
    "[KULTUR- OCH FRITIDSNÄMNDEN]",
    "[Kretslopp och vattennämnden] lämnar yttrande",
    "[Skolnämnden] och [kulturnämnden] får i uppdrag",
    "Vård- och omsorgsplanen antas",
    # what a board is for
    "[nämnden för kultur och fritid] tillstyrker",
    "[Förvaltningen för Teknik och Service] återkommer",
    "[rådet för äldre och personer med funktionsnedsättning] har yttrat sig",
    "[nämnden för regional utveckling] beslutar",
    "[kommunstyrelsen] för beslut",
    "[nämnden] för vidare beredning",
    "[nämnden för funktionsstöd], [socialnämnden] och andra",
    "[nämnden för funktionsstöds] kommunbidrag",
    "[nämnden för demokrati] Karin Lund svarar",
    # a body's own body is one
    "[kommunstyrelsens arbetsutskott] bereder",
    "[Vård- och omsorgsnämndens kansli]",
    "[kommunstyrelsens budgetberedning] kallas",
    "[kommunfullmäktiges presidium] föreslår",
    "[förvaltningens ledningsgrupp] möts",
    "[nämndens] ledamöter",
    "[kommunstyrelsens] befogenheter",
    "[kommunstyrelsens] [nämnder]",
    # units
    "[Rehab-enheten] har anställt",
    "[bemanningsenheten] och [enheten] bredvid",
    "[Ekonomikontoret] redovisar",
    "[HR-avdelningen] bistår",
    "personal från [vuxenpsykiatrin] deltar",
    "[ungdomsmottagningen] bidrar",
    "hemtjänstens [planeringsenhet] prövar",
    "utreda en ny demensenhet",
    "ökade med tre procentenheter",
    "lång erfarenhet av arbetet",
    "möjligheten att delta",
    "lägenheten hyrs ut",
    "en tjänst vid huvudkontoret",
    "möten på medborgarkontoren",
    "ärendets beskaffenhet",
    # groups
    "[Strategiska samverkansgruppen] träffas",
    "i [lokala samverkansgruppen] finns",
    "uppdrag till [SoR-gruppen]",
    "[beredningsgruppen] föreslår",
    "[styrgruppen] och [styrgrupperna] möts",
    "[hemgångsteamet] har vuxit",
    "olika arbetsgrupper och grupper",
    "målgruppen är unga vuxna",
    "stora barngrupper i förskolan",
    "en annan yrkesgrupp",
    "[personalenheten], [avgiftsenheten], [näringslivsenheten] och [bostadsenheten]",
    "lägenheten och angelägenheten",
    "ett inlägg i Facebook-gruppen",
    # meetings that act
    "[Årsmötet] beslutade att höja avgiften",
    "Därefter fastställde [årsmötet] budgeten",
    "inför årsmötet i mars",
    "Årsmötet öppnas av ordföranden",
    # names without a noun that leads there
    "[Valberedningen] föreslår",
    "[kommunrevisionen] har granskat",
    "[Individ- och familjeomsorgen] redovisar",
    "Kostnaden för individ- och familjeomsorg ökar",
    "[överförmyndaren] har begärt",
    # letters
    "[KS] § 12 Val av justerare",
    "[Kf] § 3 Upprop",
    "[KSAU] 2024-05-12 beredde ärendet",
    "Driftkostnader [VON] 2025",
    "överlämnas till [BUN].",
    "Dnr KS 2023/45",
    "KS 2021/123",
    "SN-2022-00315",
    "Diarienr KS 45",
    "Anna Ek SD §§ 4–6",
    "medicinskt ansvarig, MAS § 4",
]


@pytest.mark.parametrize("marked", PAIRS)
def test_bodies_found_and_not(marked: str) -> None:
    text, expected = unmarked(marked)
    assert [text[found.start : found.end] for found in bodies(text)] == expected


def test_abbreviation_behind_a_body_is_explained() -> None:
    assert explained_bodies("Val till hemgångsrådet (HGR) och nämnden") == {"HGR"}
    assert explained_bodies("Ordförande i nämnden (S) svarar") == set()


def test_explained_letters_are_found_afterwards() -> None:
    assert bodies("Ärendet går till HGR.") == []
    found = bodies("Ärendet går till HGR.", frozenset({"HGR"}))
    assert [(f.start, f.end) for f in found] == [(17, 20)]


def test_nouns_are_taken_apart() -> None:
    noun = body_noun("socialnämnden")
    assert noun is not None
    assert (noun.kind, noun.first, noun.stem, noun.definite) == ("organ", "social", "nämnd", True)
    enhet = body_noun("rehabenhet")
    assert enhet is not None and not enhet.definite
    assert body_noun("verksamheten") is None


@pytest.mark.parametrize(
    "line",
    [
        "nämnd" * 4000,
        "vård- och " * 2000,
        "Nämnden för " + "kultur och " * 1800,
        "A" * 20000,
        "kommunstyrelsens " * 1200,
        "- " * 10000,
        "KS " * 6600,
    ],
)
def test_odd_lines_take_no_time(line: str) -> None:
    begin = time.process_time()
    bodies(line)
    assert time.process_time() - begin < 2


SENTENCES = (Path(__file__).parent / "cases" / "bodies.txt").read_text(encoding="utf-8").splitlines()[2:]


@pytest.mark.parametrize("marked", SENTENCES)
def test_bodies_in_sentences_of_minutes(marked: str) -> None:
    """By the rules alone, without the language model."""
    text, wanted = unmarked(marked)
    assert named(text, "BODY") == wanted


BOARD = (
    "Socialnämnden i Granby\nSammanträdesprotokoll 2024-03-12\n\n"
    "Beslutande\nAlma Ros (S), ordförande\nBo Dahl (M)\n\n"
)


@pytest.mark.parametrize(
    ("staff", "units", "organisations"),
    [
        ("Cilla Frisk, SKF\nDisa Holm, SKF\nEbba Lind, ÄO", ["SKF", "SKF", "ÄO"], []),
        ("Cilla Frisk, KVM, § 3\nDisa Holm, TÖF, § 4", ["KVM", "TÖF"], []),
        ("Cilla Frisk, V&O\nDisa Holm, V&O", ["V&O", "V&O"], []),
        # associations and authorities by their letters; one guest; people who are sent by a party
        ("Cilla Frisk, SPF\nDisa Holm, IVO", [], ["SPF", "IVO"]),
        ("Cilla Frisk, KVM\nDisa Holm, enhetschef", [], ["KVM"]),
        ("Cilla Frisk (KD)\nDisa Holm (MP)", [], []),
    ],
)
def test_letters_of_a_boards_own_staff_are_units(
    staff: str, units: list[str], organisations: list[str]
) -> None:
    text = f"{BOARD}Övriga deltagande\n{staff}\n\n§ 1 Upprop\nUpprop förrättas.\n"
    found = [short for short in named(text, "BODY") if short.upper() == short]
    assert (found, [o for o in named(text, "ORG") if o.upper() == o]) == (units, organisations)
