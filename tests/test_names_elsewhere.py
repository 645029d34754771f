"""Names, posts, dates and case numbers as other secretaries write them: minimal pairs."""

from __future__ import annotations

import pytest
from marked import named, unmarked
from plain_layout import plain_layout

from pipeline.extract.bodies import bodies
from pipeline.extract.cases import cases
from pipeline.extract.dates import dates
from pipeline.extract.enumerated import enumerated
from pipeline.extract.legal import legal
from pipeline.extract.lettered import lettered_names, several
from pipeline.extract.names import FULL_NAME
from pipeline.extract.organisations import organisations
from pipeline.extract.people import full_names
from pipeline.extract.roles import roles
from pipeline.extract.rolewords import names_role

PEOPLE = [
    # an initial in the middle, at the front, in pairs
    "[Gösta T Almlund] hälsade välkommen",
    "[Kerstin H Lind] och [Gunnar C Dahlberg]",
    "[Kerstin S Lind] (M)",
    "[C Henrik Dahlberg] deltog",
    "deltog. [C Henrik Dahlberg] och [J Magnus Lindström] lämnade mötet",
    "[JP Almlund], [P-O Lindberg] och [K.G. Lundgren]",
    # a party's letter is no initial, letters of an organ or a post are none
    "[Anna Almlund] S [Karin Dahlberg] M",
    "[Anna Almlund] C [Karin Dahlberg] V",
    "M [Anna Almlund]",
    "KS [Anna Almlund] informerar",
    "VD [Anna Almlund]",
    # rooms and animals have names of people
    "Konferensrum Anna Almlund",
    "Sammanträdesrum Karin Dahlberg, kl. 13",
    "vårdhunden Karin Almlund",
    "i rummet talade [Karin Dahlberg]",
    # an adjective begins the name of a board
    "[Karin Dahlberg] Humanistiska nämnden",
    "[Karin Dahlberg] Anmält förhinder",
]


@pytest.mark.parametrize("marked", PEOPLE)
def test_people(marked: str) -> None:
    text, expected = unmarked(marked)
    assert [text[found.start : found.end] for found in full_names(text, ())] == expected


LETTERED = [
    "Närvarande: [Viktor I], [Josefin P], [Mikaela R]",
    "[Mikaela R] [Viktor N], [Albin T]",
    "[Albin T] Frånvarande: [Göran L]",
    "Mötesordförande [Viktor I] och mötessekreterare [Fredrik B]",
    "[Viktor N] valdes till justerare. [Fredrik B] skriver",
    # a surname follows, a surname stands before, a mark, another thing that is lettered
    "Gunnar C Dahlberg, [Viktor I] och [Fredrik B]",
    "Karin Dahlberg S, Viktor Almlund M",
    "Viktor X, Fredrik X",
    "lag Linnea A, [Viktor I], [Fredrik B]",
    "Viktor 5, Fredrik B-kurs",
]


@pytest.mark.parametrize("marked", LETTERED)
def test_letters_for_surnames(marked: str) -> None:
    text, expected = unmarked(marked)
    assert [text[found.start : found.end] for found in lettered_names(text, several([text]))] == expected


def test_one_lettered_name_must_be_a_clear_given_name() -> None:
    assert [f.end for f in lettered_names("Viktor I ringer.", sure=False)] == [8]
    assert lettered_names("Bo N ringer.", sure=False) == []
    assert [f.end for f in lettered_names("Bo N ringer.", sure=True)] == [4]


@pytest.mark.parametrize("name", ["Kerstin H Lind", "C Henrik Dahl", "JP Almlund", "Per A. Ek", "P-O Ek"])
def test_the_pattern_takes_the_whole_name(name: str) -> None:
    assert FULL_NAME.fullmatch(name)


@pytest.mark.parametrize("name", ["S Karin Dahl", "VD Almlund", "KS Almlund", "Karin S"])
def test_the_pattern_leaves_letters_out(name: str) -> None:
    assert FULL_NAME.fullmatch(name) is None


ORGANISATIONS = [
    "styrelsemöte i [Lövåsens båtklubb] den 7 mars",
    "[LÖVÅSENS VÄGSAMFÄLLIGHET] höll årsmöte",
    "PROTOKOLL FRÅN MÖTET",
    "[Lövåsens Byalag] och [Granby byalag]",
    "en ny båtklubb bildas",
    "tillsyn vid [Granens förskolor AB]",
    "ett avtal mellan förskolor och AB",
    "förskolorna [Eken], [Boken] och [Granen] redovisar",
    "projekten [Klivet] och [Bryggan] avslutas",
    "förskolorna redovisar sin plan",
    "förskolorna i Granby och Tallvik",
    "konto i [Swedbank AB]",
    "[Swedbank AB] Styrelsen beslutade",
    "bidrag från [Sparbanken Vind-stiftelsen]",
    "anmälan till [skogsstyrelsen] i dag",
    "beslut i [riksdagen]",
    "[Norrvikska akademin] har yttrat sig",
    "[PRO Vindeln] och [SPF]",
    "[LRF] anser att",
    "mötet hölls i Hembygdsmuseet",
    "bidrag till [Hembygdsmuseet]",
    "[Bostadsrättsföreningen Granen 4] söker tillstånd",
    "[EU-kommissionen] granskar",
]


@pytest.mark.parametrize("marked", ORGANISATIONS)
def test_organisations(marked: str) -> None:
    text, expected = unmarked(marked)
    assert [text[found.start : found.end] for found in organisations(text)] == expected


def test_a_person_among_names_of_a_kind_is_none_of_them() -> None:
    text = "insatserna Klivet och Anna Almlund"
    assert [text[f.start : f.end] for f in enumerated(text)] == ["Klivet"]


ROWS = """SAMMANTRÄDESPROTOKOLL
Socialnämnden
2023-03-14

Närvarande
{row}
Karin Dahlberg, kanslichef

§ 1 Val
Justerare utses.
"""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Anna Almlund, Alfahälsan", ["Alfahälsan"]),
        ("Anna Almlund, avdelningschef Förebyggande", []),
        ("Anna Almlund, FoU-direktör", []),
        ("Anna Almlund X", []),
        ("Anna Almlund, PRO Vindeln", ["PRO Vindeln"]),
    ],
)
def test_an_affiliation_is_an_organisation_by_its_witnesses(row: str, expected: list[str]) -> None:
    assert named(ROWS.format(row=row), "ORG") == expected


BODIES = [
    "[Humanistiska nämnden] avgör",
    "den politiska [nämnden] avgör",
    "avtal för den gemensamma [Kostnämnden]",
    "[gemensamma nämnden för kostfrågor och andra samverkansfrågor] avgör",
    "Nämnd: [Omsorgsnämnden]",
    "Nämnd",
    "[Årsmötet] den 9 mars beslutade att",
    "Årsmötet den 9 mars hölls i byn",
    "Rapport från [ledningen] om vintern",
    "ledningen av arbetet",
    "besiktning av skogsstyrelsen",
    "[Juridiska avdelningen] svarar",
    "[Institutionen för data- och systemvetenskap] svarar",
]


@pytest.mark.parametrize("marked", BODIES)
def test_bodies(marked: str) -> None:
    text, expected = unmarked(marked)
    assert [text[found.start : found.end] for found in bodies(text)] == expected


def test_an_organisation_owns_a_body_but_not_a_place() -> None:
    text = "Region Norrvikens hälso- och sjukvårdsförvaltning svarar."
    assert named(text, "BODY") == ["hälso- och sjukvårdsförvaltning"]
    assert named("Försäkringskassans kontor i Granby stänger.", "BODY") == []


ROLES = [
    "Anna Almlund, [v.ordf.]",
    "Anna Almlund, [operativ chef]",
    "Anna Almlund, [yttre befäl]",
    "Anna Almlund, [HR-generalist]",
    "Anna Almlund, [avdelningschef Förebyggande]",
    "Anna Almlund, [avdelningschef] Vuxenenheten",
    "Anna Almlund, [prodekanus]",
    "Anna Almlund, [International Director]",
    "Anna Almlund, [ers] för Bo Dahlberg",
    "två hers och ers",
    "att ge [GS] i uppdrag",
    "läroplanen för GS",
    "antalet [styrelsemedlemmar]",
    "Anna Almlund utses till [medlemsansvarig]",
    "vem är ansvarig",
    "[ombuden] röstar fritt",
    "två befäl och en generalist",
]


@pytest.mark.parametrize("marked", ROLES)
def test_roles(marked: str) -> None:
    text, expected = unmarked(marked)
    found = roles(text, full_names(text, ()))
    assert [text[f.start : f.end] for f in found] == expected


def test_a_whole_word_is_a_role_or_not() -> None:
    assert names_role("FoU-direktör") and names_role("kanslichef")
    assert not names_role("Chefsnätverket") and not names_role("Alfahälsan")


DATES = [
    ("Stängt över jul och nyår.", ["jul", "nyår"]),
    ("Klart före midsommar.", ["midsommar"]),
    ("Ordföranden önskade god jul.", []),
    ("Julbord och påskmat bjuds till alla.", []),
    ("Dag 2015 05 16", ["2015 05 16"]),
    ("Vi köpte 2015 05 16 12 stolar.", ["2015"]),
    ("Protokoll från den 9 maj 2022: öppnande", ["den 9 maj 2022"]),
    ("Titel:2018-03-05", ["2018-03-05"]),
    ("Vårmässa(16/4) i parken", ["16/4"]),
    ("Majoritet (2/3) krävs", []),
    ("Hon valdes föregående år.", ["föregående år"]),
    ("Jämfört med förra året ökar intäkterna.", ["förra året"]),
    ("Tidigare år har det varit annorlunda.", []),
    ("Styrelsemöte 07-06-2009 i stugan", ["07-06-2009"]),
    ("Åren 2010 till 2017 fanns ett avtal.", ["2010 till 2017"]),
    ("Hyran är 2000:- i år.", ["i år"]),
    ("Städning i vecka 16 eller 17.", ["vecka 16 eller 17"]),
    ("Under årets första kvartal kom beskedet.", ["årets första kvartal"]),
    ("Julmarknaden hålls tidigare detta år.", ["detta år"]),
    ("Granby 28/8-90", ["28/8-90"]),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: list[str]) -> None:
    assert [fact.text for fact in dates(plain_layout(text))] == expected


CASES = [
    ("Diarienummer 2022/BUN 0118", ["2022/BUN 0118"]),
    ("Dnr. 2014/KS 0093 001", ["Dnr. 2014/KS 0093 001"]),
    ("Skolan fick 2023/24 BUN 400 kr.", []),
    ("Bilaga KS 2013/81/2, skrivelse", ["KS 2013/81/2"]),
    ("Motionen Ks 312/09 besvaras.", ["Ks 312/09"]),
    ("Mötet i Ks 12/10 ställs in.", []),
    ("Hus 312/09 rivs.", []),
    ("Ansökan (AB170123) avslås.", ["AB170123"]),
    ("Avtalet (AB05) gäller.", []),
    ("Tillsyn Bu 2012/0015 600", ["Bu 2012/0015 600"]),
    ("Skollagen Prop 2012/123 gäller.", []),
    ("Styrelsesammanträde Dnr KLT05109", ["Dnr KLT05109"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_cases(text: str, expected: list[str]) -> None:
    assert [fact.text for fact in cases(plain_layout(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Enligt stadgar ska det vara två.", ["stadgar"]), ("Förslag till stadgar godkänns.", [])],
)
def test_legal(text: str, expected: list[str]) -> None:
    assert [fact.text for fact in legal(plain_layout(text))] == expected


INITIALS = """Protokoll fört vid styrelsemöte
2021-09-14

Närvarande: Karl Erik Sjögren, Lisa Almlund

1. Brygga
KE ringer kommunen. {text}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("LA kontaktar skolan.", ["KE", "LA"]), ("Bilaga LA gäller.", ["KE"]), ("BK ringer.", ["KE"])],
)
def test_initials_that_act(text: str, expected: list[str]) -> None:
    assert [name for name in named(INITIALS.format(text=text), "PERSON") if len(name) == 2] == expected


def test_a_surname_on_the_ground_is_a_place() -> None:
    head = "Närvarande: Anna Almlund, Bo Dahlberg\n\n1. Väg\n"
    text = head + "Grusa fram till Almlunds grindar. Almlunds förslag antas."
    assert named(text, "PERSON").count("Almlunds") == 1
