from __future__ import annotations

import time
from pathlib import Path

import pytest
from marked import named, unmarked

from pipeline.extract.found import Found
from pipeline.extract.organisations import company_names, explained, organisations
from pipeline.extract.orgvoices import plausible_organisation
from pipeline.extract.orgwords import explains

PAIRS = [
    # municipalities
    "[Tallvik kommun] bidrar",
    "[Tallviks kommuns] budget",
    "[TALLVIKS KOMMUN]",
    "[Solna stad] och [Umeå kommun]",
    "Varje kommun betalar",
    "För kommunens del",
    "kommunen ansvarar",
    "Gamla stads torg",
    "mellan [Tallvik], [Granby] och [Storviks kommuner]",
    "[Tallvik], [Lilla Åby], [Granby] samt [Storvik kommuner]",
    "[Granby] och [Storviks kommuner] delar på kostnaden",
    "flera kommuner deltar",
    # regions, authorities, courts
    "[Region Norrbotten] och [Regionen]",
    "regionen deltar",
    "[Länsstyrelsen i Västra Götalands län] beslutade",
    "[Länsstyrelsen Skåne] har svarat",
    "anmäls till [länsstyrelsen] i dag",
    "[Försäkringskassans] generaldirektör",
    "enligt [Försäkringskassan] och [Arbetsförmedlingen]",
    "skrivelse till [socialstyrelsen]",
    "[Förvaltningsrätten i Växjö] avslog",
    "[Mark- och miljödomstolen] prövar",
    "[Tallviks tingsrätt] dömde",
    "Närvarorätten gäller",
    "besök vid Vattenverket",
    "[Socialdepartementet] remitterar",
    "beslut enligt 11 § LUL",
    "[IVO] har begärt in",
    "enligt SFS",
    # coordination bodies and federations
    "[Samordningsförbundet Östra Viken] beslutar",
    "[Samordningsförbundet Östra Vikens] kansli",
    "[Samordningsförbundet] och [Norra Vikens samordningsförbund]",
    "[Samordningsförbundet Tallvik] Ekonom",
    "[Samordningsförbundet i Tallbygden] bjuder in",
    "[Samordningsförbundet TRE i Tallbygden] och [Samordningsförbundet VikNa]",
    "[Samordningsförbundet Tallvik/Granby], [Finsam Tallvik]",
    "medel för FINSAM",
    "[Kommunal] och [Vårdförbundet] har informerats",
    "Kommunal vuxenutbildning",
    "kommunerna [Tallvik], [Granby] och [Storvik]",
    "[Räddningstjänstförbundet Norra Skogen] redovisar",
    "[Kommunalförbundet Tallbygden] ansöker",
    # companies
    "[Tallvik Energi AB] har inkommit",
    "[Tallvik Energi AB]:s årsredovisning",
    "[Göteborg & Co AB]",
    "[Renhem i Tallvik AB] städar",
    "[Byggmästare Lundkvist & Söner AB]",
    "Enligt [Statkonsult AB] ökar behovet",
    "VD [Tallvikshem AB]",
    "[Fastighets AB Nolhaga] och [Förvaltnings AB Framsteget]",
    "[AB Tallvikshus] bygger",
    "bolaget AB",
    # associations, foundations, clubs
    "[Tallviks byalag] söker bidrag",
    "[Föreningen Öppna Bryggan] ansöker",
    "[Stiftelsen Ålderdomshemmet i Tallvik] lämnar",
    "[Stiftelsen Karl Erik Lunds donation] delas ut",
    "[Karin och Torstens stiftelse]",
    "[Anhörigföreningen i Tallvik] får",
    "[Sparbanksstiftelsen Norra] bidrar",
    "[Tallviks IF] undrar",
    "[Tallviks fiskevårdsområde] betalar",
    "[Älvby kvinnojour] ansöker",
    "Föreningen söker bidrag",
    "Stiftelsen lämnar redovisning",
    "Nätverket träffas",
    "[Hembygdsföreningen] bjuder in",
    # schools and care
    "elever vid [Forsskolan] och [Tallviks gymnasium]",
    "[Solbackens äldreboende] har tillsyn",
    "[Högskolan i Tallvik] utbildar",
    "[Umeå universitet] följer",
    "[Östra Vikens folkhögskola] startar",
    "Skolan ligger nära",
    "på särskilda boende",
    "[Tallviks vårdcentral] stänger",
    # restaurants and named houses
    "tillstånd för [Restaurang Kajen]",
    "i [Medborgarhuset Fyren] finns",
    "[Revisionsbyrån Lindqvist & Malm] granskar",
    # national ones
    "medlem i [Sobona] och [SKR]",
    "[Sveriges Kommuner och Regioner] rekommenderar",
    "[Nationella rådet] rekommenderar",
    "[Håll Sverige Rent] ger säckar",
    # parties
    "yrkande från [M], [L] och [KD]",
    "[SD] reserverar sig",
    "Yttrande från [SD]",
    "att [S] och [V] yrkar avslag",
    "[Centerpartiet] föreslår",
    "Anna Ek (M) yrkar",
    "vitamin C och D",
    "bilaga B och C",
    # abbreviations and what they stand for
    "[Nätverket för nära vård] ([NNV]) möts",
    "[Ledningssamverkan vård och omsorg] ([LSVO]) fick i uppdrag",
    "[Politisk samverkan vård i Tallvik] ([PSV])",
    "Prisindex för kommunal verksamhet (PKV)",
    "Medicintekniska produkter (MTP)",
    "Särskilt boende (SÄBO)",
    "Lagen om valfrihet (LOV)",
    # teams with a proper name, mid-sentence
    "styrgruppen för [Samordningsteamet] möts",
    "Hemgångsteamet har fått pris",
]


@pytest.mark.parametrize("marked", PAIRS)
def test_organisations_found_and_not(marked: str) -> None:
    text, expected = unmarked(marked)
    assert [text[found.start : found.end] for found in organisations(text)] == expected


def test_known_short_names_are_found_with_genitive() -> None:
    text = "Bryggans lokaler och Bryggan, men inte Bryggansgatan"
    found = organisations(text, frozenset({"Bryggan"}))
    assert [text[f.start : f.end] for f in found] == ["Bryggans", "Bryggan"]


def test_explained_abbreviations() -> None:
    assert explained("Nätverket för nära vård (NNV) och Prisindex för verksamhet (PKV)") == {"NNV"}
    assert explained("socialnämnden (SN)") == set()
    assert explained("Anna Ek (KD)") == set()


def test_explains_tells_where_the_words_begin() -> None:
    assert explains("i Nätverket för nära vård ", "NNV") == 2
    assert explains("i nätverk för nära vård ", "NNV") is None
    assert explains("ett annat ", "NNV") is None


def test_company_without_its_form() -> None:
    assert company_names("Tallvik Energi AB och Higos AB") == {"Tallvik Energi", "Higos"}
    assert company_names("Umeå AB och Lund AB") == set()


NAMED = "Protokoll\n\nStyrelsen för Samordningsförbundet Tallvik 2024-03-05\n\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a noun says what it is
        (
            "§ 3 Lokaler\n\nDeltagare i projektet Klivet ökar. I år har Klivet 40 platser.\n",
            ["Klivet", "Klivet"],
        ),
        # money goes there
        (
            "§ 3 Medel\n\nStyrelsen beslutar att bevilja Klivet 380 tkr. Klivet redovisar i maj.\n",
            ["Klivet", "Klivet"],
        ),
        # staff and premises
        (
            "§ 3 Info\n\nPersonalen på Granliden har utbildats. Ombyggnaden av Granliden pågår.\n",
            ["Granliden"] * 2,
        ),
        # a name of two words, the second small
        (
            "§ 3 Info\n\nStyrgruppen för Steget in träffas. Lägesrapport om Steget in.\n",
            ["Steget in", "Steget in"],
        ),
        # a street, a place, a system, a person, a label
        ("§ 3 Info\n\nMötet hålls på Storgatan i Vilhelmina.\n", []),
        ("§ 3 Info\n\nDokumentation sker i Lifecare och möten hålls i Teams.\n", []),
        ("§ 3 Info\n\nBidrag till Ester. Ester tackar.\n", []),
        ("§ 3 Info\n\nArvodet har höjts. Pandemin har påverkat. Underlaget ska kompletteras.\n", []),
        # somebody from a firm
        ("§ 3 Info\n\nAnna Berg (KPMG) föredrar.\n", ["KPMG"]),
        # a company goes on without its form
        (
            "§ 3 Avtal\n\nAvtal tecknas med Tallvik Energi AB. Därefter ska Tallvik Energi fakturera.\n",
            ["Tallvik Energi AB", "Tallvik Energi"],
        ),
    ],
)
def test_names_told_by_the_whole_document(body: str, expected: list[str]) -> None:
    assert named(NAMED + body, "ORG")[1:] == expected


@pytest.mark.parametrize(
    "line",
    [
        "Norrby " * 2800,
        "Norrby, " * 2500,
        "Norrby och " * 1800,
        "Stiftelsen " * 1800,
        "A & " * 5000,
        "M, " * 6600,
        "a" * 20000,
        "(AB) " * 4000,
        "Region Norrby AB " * 1100,
    ],
)
def test_odd_lines_take_no_time(line: str) -> None:
    begin = time.process_time()
    organisations(line)
    assert time.process_time() - begin < 2.5


SENTENCES = (
    (Path(__file__).parent / "cases" / "organisations.txt").read_text(encoding="utf-8").splitlines()[2:]
)


@pytest.mark.parametrize("marked", SENTENCES)
def test_organisations_in_sentences_of_minutes(marked: str) -> None:
    """By the rules alone, without the language model."""
    text, wanted = unmarked(marked)
    assert named(text, "ORG") == wanted


ELECTED = "§ 5 Val\nMedlemmarna har utsett följande\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["Umeå\tAlma Ros (S) ledamot", "Solna\tBo Ek (M) ersättare"], ["Umeå", "Solna"]),
        (["Kalmar\tAlma Ros", "\tBo Ek", "Vindeln\tKarin Lund"], ["Kalmar", "Vindeln"]),
        (["Umeå\tAlma Ros, ledamot", "Lund\tBo Ek, ledamot"], ["Umeå", "Lund"]),
        # numbers of a table; a single place; where they meet
        (["Umeå\t120\t130", "Solna\t90\t95"], []),
        (["Umeå\tAlma Ros"], []),
        (["Plats och tid\tUmeå, kl. 9", "Plats\tSolna, kl. 9"], []),
    ],
)
def test_municipalities_before_whom_they_sent(rows: list[str], expected: list[str]) -> None:
    assert named(ELECTED + "\n".join(rows) + "\n", "ORG") == expected


@pytest.mark.parametrize(
    ("words", "believed"),
    [
        ("Norra Bryggan", True),
        ("Alfa/Beta Vind", True),
        ("XXXX XXXX", False),
        ("NN NN", False),
        ("MT/CT", False),
        ("Bryggan/Fyren", False),
        ("Rådhus Norr", False),
        ("Stadshus Backa", False),
        ("Kommunhus Norra", False),
    ],
)
def test_the_models_organisations_are_words_of_a_name(words: str, believed: bool) -> None:
    text = f"Vi talade med {words} om saken."
    assert plausible_organisation(text, Found(14, 14 + len(words), "model.org.protocol")) is believed


def test_the_models_organisations_are_not_where_they_meet() -> None:
    for line in ("Plats: {}, kl. 18", "Tid och plats: kl. 18, {}", "Lokal\t{}"):
        text = line.format("Norra Bryggan")
        at = text.index("Norra")
        assert not plausible_organisation(text, Found(at, at + 13, "model.org.protocol"))


def test_who_is_at_home_where_they_meet_is_no_organisation() -> None:
    head = "Granby vägförening\nProtokoll 2024-03-12\nPlats: Hos Alma Ros, {}\nNärvarande: Alma Ros, Bo Ek\n"
    assert all(
        named(head.format(house), "ORG") == ["Granby vägförening"] for house in ("Backa", "Tegbo", "Gärdet")
    )
