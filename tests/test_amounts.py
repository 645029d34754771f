"""Money and percentages: minimal pairs, each with the words that count and their value."""

from __future__ import annotations

import pytest
from plain_layout import plain_layout

from pipeline.extract.amounts import amount_mentions, amounts
from pipeline.extract.tables import table_cells
from pipeline.read import read_bytes
from pipeline.run import extract_source

NBSP, THIN = "\u00a0", "\u2009"

# (sentence, [(words, value, unit, value_to)])
FOUND: list[tuple[str, list[tuple[str, float, str, float | None]]]] = [
    ("Bidraget är 500 kr.", [("500 kr", 500, "SEK", None)]),
    ("Avgiften blir 40 kronor per gång.", [("40 kronor", 40, "SEK", None)]),
    ("Lånet uppgår till SEK 500 000 vid årets slut.", [("SEK 500 000", 500000, "SEK", None)]),
    ("Hyran är 250 000 SEK.", [("250 000 SEK", 250000, "SEK", None)]),
    ("Nämnden får 120 tkr.", [("120 tkr", 120000, "SEK", None)]),
    ("Nämnden får 120 Tkr extra.", [("120 Tkr", 120000, "SEK", None)]),
    ("Nämnden får 75 kkr.", [("75 kkr", 75000, "SEK", None)]),
    ("Ramen är 1,2 mnkr.", [("1,2 mnkr", 1200000, "SEK", None)]),
    ("Ramen är 0,5 Mkr och inget mer.", [("0,5 Mkr", 500000, "SEK", None)]),
    ("Ramen är 14 MSEK.", [("14 MSEK", 14000000, "SEK", None)]),
    ("Skulden är 1,5 mdkr.", [("1,5 mdkr", 1.5e9, "SEK", None)]),
    ("Investeringen kostar 2,8 miljoner kr.", [("2,8 miljoner kr", 2800000, "SEK", None)]),
    ("Skulden är 3 miljarder kronor.", [("3 miljarder kronor", 3e9, "SEK", None)]),
    ("Arvodet höjs med 15 tusen kronor.", [("15 tusen kronor", 15000, "SEK", None)]),
    ("Priset är kr. 500 per styck.", [("kr. 500", 500, "SEK", None)]),
    ("Priset är Kr 1.500:- med moms.", [("Kr 1.500:-", 1500, "SEK", None)]),
    ("Budgeten minskas med kr. 2. Nämnden noterar.", []),
    ("Avgiften är 3 kr 50 öre.", [("3 kr 50 öre", 3.5, "SEK", None)]),
    ("Avgiften är 100 kr 50 deltagare kom.", [("100 kr", 100, "SEK", None)]),
    ("Skatten är 21 kronor och 64 öre.", [("21 kronor och 64 öre", 21.64, "SEK", None)]),
    ("Nämnden får en halv miljon kronor.", [("en halv miljon kronor", 500000, "SEK", None)]),
    ("Nämnden får halv miljon kronor.", [("halv miljon kronor", 500000, "SEK", None)]),
    ("Det kostar ett par tusen kronor.", []),
    (
        "Priset är tremiljonerfyrahundratusen kr.",
        [("tremiljonerfyrahundratusen kr", 3400000, "SEK", None)],
    ),
    (
        "Priset är två miljoner trehundratusen kronor.",
        [("två miljoner trehundratusen kronor", 2300000, "SEK", None)],
    ),
    (
        "Arvodet är tjugofemtusen (25 000) kronor.",
        [("tjugofemtusen (25 000) kronor", 25000, "SEK", None)],
    ),
    (
        "Skatten höjs med 35 öre till 21:64 kr.",
        [("35 öre", 0.35, "SEK", None), ("21:64 kr", 21.64, "SEK", None)],
    ),
    (
        "Lånet är på 5 mnkr till 2,5 % ränta.",
        [("5 mnkr", 5000000, "SEK", None), ("2,5 %", 2.5, "percent", None)],
    ),
    ("Delning 50% -50%.", [("50%", 50, "percent", None), ("50%", 50, "percent", None)]),
    ("Delning 70 % - 30 %.", [("70 %", 70, "percent", None), ("30 %", 30, "percent", None)]),
    ("Bidraget är 25,000 kr.", [("25,000 kr", 25000, "SEK", None)]),
    ("Andelen sjunker med 0,3 %-enheter.", [("0,3 %-enheter", 0.3, "percent", None)]),
    ("Mål\tUtfall 2023 %\tMål 2024 %", []),
    ("Det kostar 10 000kr.", [("10 000kr", 10000, "SEK", None)]),
    ("Inträdet är 50:- för vuxna.", [("50:-", 50, "SEK", None)]),
    ("Inträdet är 50:- kr för vuxna.", [("50:- kr", 50, "SEK", None)]),
    ("Hyran är 57 168,51 kr.", [("57 168,51 kr", 57168.51, "SEK", None)]),
    (f"Hyran är 57{NBSP}168{NBSP}kr.", [(f"57{NBSP}168{NBSP}kr", 57168, "SEK", None)]),
    (f"Hyran är 1{THIN}250{THIN}000 kr.", [(f"1{THIN}250{THIN}000 kr", 1250000, "SEK", None)]),
    ("Lånet är 1.250.000 kr.", [("1.250.000 kr", 1250000, "SEK", None)]),
    ("Bötesbeloppet är 50 öre.", [("50 öre", 0.5, "SEK", None)]),
    ("Resultatet blev -1 150 tkr.", [("-1 150 tkr", -1150000, "SEK", None)]),
    ("Avvikelsen är –519 tkr mot budget.", [("–519 tkr", -519000, "SEK", None)]),
    ("Avvikelsen är −12 mnkr mot budget.", [("−12 mnkr", -12000000, "SEK", None)]),
    ("Avvikelsen är +200 tkr mot budget.", [("+200 tkr", 200000, "SEK", None)]),
    ("Underhåll av bryggan\n- 1 134 tkr\nGäller norra bryggan.", [("- 1 134 tkr", -1134000, "SEK", None)]),
    ("Hyra – 500 kr i månaden.", [("500 kr", 500, "SEK", None)]),
    ("Kostnaden är 1\n040 tkr.", [("1\n040 tkr", 1040000, "SEK", None)]),
    ("Priset blir 100 000 - 150 000 kr.", [("100 000 - 150 000 kr", 100000, "SEK", 150000)]),
    ("Insatsen kostar 3 m.kr i år.", [("3 m.kr", 3000000, "SEK", None)]),
    ("Bidraget minskar med 10 miljoner år 2024.", [("10 miljoner", 10000000, "SEK", None)]),
    ("Priset blir 2–3 mnkr.", [("2–3 mnkr", 2000000, "SEK", 3000000)]),
    ("Priset blir 2 mnkr–3 mnkr.", [("2 mnkr–3 mnkr", 2000000, "SEK", 3000000)]),
    ("Priset blir 5 till 10 tkr.", [("5 till 10 tkr", 5000, "SEK", 10000)]),
    ("Räntan är 3–4 %.", [("3–4 %", 3, "percent", 4)]),
    ("Räntan är 3 % – 4 %.", [("3 % – 4 %", 3, "percent", 4)]),
    ("Målet är 50 %.", [("50 %", 50, "percent", None)]),
    ("Målet är 50%.", [("50%", 50, "percent", None)]),
    ("Målet är 2,9 procent.", [("2,9 procent", 2.9, "percent", None)]),
    ("Andelen steg 3 procentenheter.", [("3 procentenheter", 3, "percent", None)]),
    (
        "Höjningen hålls mellan 2 och 3 procent.",
        [("2 och 3 procent", 2, "percent", 3)],
    ),
    (
        "Avgiften höjs från 62 kronor till 68 kronor.",
        [("62 kronor", 62, "SEK", None), ("68 kronor", 68, "SEK", None)],
    ),
    ("Festen gick plus 6-7000 kr.", [("6-7000 kr", 6000, "SEK", 7000)]),
    ("En båt kostar från 5 till 7 tkr.", [("5 till 7 tkr", 5000, "SEK", 7000)]),
    ("Hyran är 1’250 kr.", [("1’250 kr", 1250, "SEK", None)]),
    ("Andelen steg från 50 till 60 %.", [("50", 50, "percent", None), ("60 %", 60, "percent", None)]),
    (
        "Stöden är 20 respektive 30 tkr.",
        [("20", 20000, "SEK", None), ("30 tkr", 30000, "SEK", None)],
    ),
    (
        "Nämnden får 500 tkr för 2025 och 700 tkr för 2026.",
        [("500 tkr", 500000, "SEK", None), ("700 tkr", 700000, "SEK", None)],
    ),
    ("Gåvan är två miljoner kronor.", [("två miljoner kronor", 2000000, "SEK", None)]),
    ("Gåvan är en halv miljon.", [("en halv miljon", 500000, "SEK", None)]),
    ("Gåvan är en och en halv miljon kronor.", [("en och en halv miljon kronor", 1500000, "SEK", None)]),
    ("Andelen är fem procent.", [("fem procent", 5, "percent", None)]),
    ("Avgiften är hundra kronor.", [("hundra kronor", 100, "SEK", None)]),
    ("Projektet får 5,5 miljoner till bryggan.", [("5,5 miljoner", 5500000, "SEK", None)]),
    ("Projektet får 5,5 miljoner.", [("5,5 miljoner", 5500000, "SEK", None)]),
    ("Driften kostade 2020 250 000 kr.", [("250 000 kr", 250000, "SEK", None)]),
    ("Ersättning på 4 000 kr/månad.", [("4 000 kr", 4000, "SEK", None)]),
    (
        "Vi når - 1 300 tkr i år, årsprognos - 200 tkr.",
        [("1 300 tkr", 1300000, "SEK", None), ("- 200 tkr", -200000, "SEK", None)],
    ),
    ("Underskottet (– 5 tkr) täcks.", [("– 5 tkr", -5000, "SEK", None)]),
    ("Ett underskott om minus 3 mnkr.", [("minus 3 mnkr", -3000000, "SEK", None)]),
    ("Avvikelse delår 1 -692 tkr.", [("-692 tkr", -692000, "SEK", None)]),
    ("Skatten är 21:64 kronor per skattekrona.", [("21:64 kronor", 21.64, "SEK", None)]),
    ("Totalt SEK 1,2 miljoner.", [("SEK 1,2 miljoner", 1200000, "SEK", None)]),
    ("Stödet är trettiotusen kronor.", [("trettiotusen kronor", 30000, "SEK", None)]),
    ("Stödet är tvåhundrafemtio kronor.", [("tvåhundrafemtio kronor", 250, "SEK", None)]),
    ("Andelen är tjugofem procent.", [("tjugofem procent", 25, "percent", None)]),
    ("Vi köper bryggdel 3 och 500 kr i virke.", [("500 kr", 500, "SEK", None)]),
    ("Sökande\tRoddklubben\nSökt belopp\t20 000 kr\nBeslut\tBifall", [("20 000 kr", 20000, "SEK", None)]),
    ("Fakturan lyder på 2 500:50 kr.", [("2 500:50 kr", 2500.5, "SEK", None)]),
    ("Prognosen visar - 400 tkr.", [("- 400 tkr", -400000, "SEK", None)]),
    ("Kostnad\tMax 400 tkr enligt avtal", [("400 tkr", 400000, "SEK", None)]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_amount_is_found_with_its_value(
    text: str, expected: list[tuple[str, float, str, float | None]]
) -> None:
    layout = plain_layout(text)
    found = [(fact.text, fact.value, fact.unit, fact.value_to) for fact in amounts(layout)]
    assert found == expected
    assert [fact.text for fact in amount_mentions(layout)] == [words for words, *_ in expected]


NOT_AMOUNTS = [
    "Kursen samlade 120 personer och 40 elever.",
    "Tjänsten är på 0,5 årsarbetare.",
    "Rapporten gäller 2020.",
    "Kommunen har 2 miljoner besökare om året.",
    "Beslutet fattades enligt 9 § och 3 kap.",
    "Telefon 0911-12 34 56.",
    "Närvarande §§ 12-15.",
    "En 75%-tjänst är ledig.",
    "En 50 %-ig tjänst som vaktmästare.",
    "Sidan 3 av 12.",
    "Mötet börjar 08.30.",
    "Kritiken gäller krans 3 krans.",
    "Konto\tUtfall\tBudget\nLokalhyra\t-120 tkr\t-130 tkr",
    "Städning 5,6 %\t-519\t-519",
]


@pytest.mark.parametrize("text", NOT_AMOUNTS)
def test_what_is_no_amount(text: str) -> None:
    assert amount_mentions(plain_layout(text)) == []


def test_cells_of_a_table_that_lost_its_grid_are_left_out() -> None:
    lines = "\n".join(f"Objekt {name}\nHyra 5 %\n-{n}\n-{n + 1}\n0" for n, name in enumerate("abcdefgh", 20))
    assert amount_mentions(plain_layout(lines)) == []
    assert len(amount_mentions(plain_layout("Hyran stiger 5 %.\nVi betalar -20 tkr.\nResten är 0 kr."))) == 3


def test_foreign_money_is_a_mention_without_a_value_in_kronor() -> None:
    layout = plain_layout("Stödet från unionen är 10 000 euro.")
    assert amounts(layout) == []
    assert [(fact.text, fact.value) for fact in amount_mentions(layout)] == [("10 000 euro", None)]


PURPOSES = [
    ("För lokalhyra avsätts 85 000 kr.", "lokalhyra"),
    ("Bidrag från Region Norr 100 tkr", "Bidrag från Region Norr"),
    ("Styrelsen beviljar 20 000 kr till ungdomsrådet.", "ungdomsrådet"),
    ("Nämnden avsätter 1,2 mnkr för renovering av badplatsen, vilket är nytt.", "renovering av badplatsen"),
    ("Nämnden avsätter 1,2 mnkr per år för städning under 2021.", "städning"),
    ("Kostnaden för den nya bryggan uppgår till 300 tkr.", "nya bryggan"),
    ("Licenser, -360 tkr", "Licenser"),
    ("Roddklubben får 50 tkr extra för en ny ramp i hamnen.", "ny ramp i hamnen"),
    ("Investeringsmedel om 2 mnkr beviljas för ombyggnad av badhuset.", "ombyggnad av badhuset"),
    ("Att reservera 600 tkr av årets resultat till båtfonden.", "båtfonden"),
    ("Vi lägger högst 25 000 kr på rampen.", "rampen"),
    ("Hyran uppgår till 40 tkr.", "Hyran"),
    ("Det egna kapitalet beräknas vid årsskiftet uppgå till 90 tkr.", "egna kapitalet"),
    ("Hamnavgiften för 2023 höjs till 250 kr per båt.", "Hamnavgiften"),
    ("Kostnaden per båtplats blev 1 200 kr.", "Kostnaden per båtplats"),
    ("Totalt kostar rampen 58 000 kronor.", "rampen"),
    ("Flytten minskar hyran med 30 tkr.", "hyran"),
    ("Budgeten antas med ett underskott på 600 tkr.", "underskott"),
    ("Ett villkorat ägartillskott om 3,5 mkr lämnas.", "villkorat ägartillskott"),
    (
        "Kansliet söker utbildningsbidrag till Sjövalla kommun om 18 tkr",
        "utbildningsbidrag till Sjövalla kommun",
    ),
    ("Hyran, som i kalkylen uppgår till 2 mnkr, är inte klar.", "Hyran"),
    ("Styrelsen beviljar Roddklubben 92 tkr.", "Roddklubben"),
    ("Styrelsen vill medfinansiera Ledstången med 92 tkr.", "Ledstången"),
    ("Städning köps av Sjövalla kommun för 96 tkr om året.", "Städning"),
    ("Kommunerna betalar medlemsavgiften (200 kr).", "medlemsavgiften"),
    ("Posten oförutsett, 100 tkr, får användas.", "Posten oförutsett"),
    ("Det senare kostar 40 tkr.", None),
    ("Förbrukat till och med april är 40 tkr.", None),
    ("Besparingen 2023 uppgår till 40 tkr.", "Besparingen"),
    ("Resultatet är klart, vilket är 50 tkr bättre än väntat.", None),
    ("Ordföranden har ansökt om 40 tkr.", None),
    ("b2/ Digitala lås, -480 tkr.", "Digitala lås"),
    ("Styrelsen avsätter 40 tkr för att hinna klart.", None),
    ("Förbundet har 40 tkr kvar.", None),
    ("Ordföranden föreslår 40 tkr.", None),
    ("Arvodet till ordföranden höjs till 12 000 kr.", "Arvodet till ordföranden"),
    ("Arvode utgår med 500 kr.", "Arvode"),
    ("Läget blir bättre med 500 tkr för året.", None),
]


@pytest.mark.parametrize(("text", "purpose"), PURPOSES)
def test_what_the_money_is_for(text: str, purpose: str | None) -> None:
    assert [fact.purpose for fact in amounts(plain_layout(text))] == [purpose]


def test_two_sums_set_against_each_other_are_for_one_thing() -> None:
    def named(text: str) -> list[str | None]:
        return [fact.purpose for fact in amounts(plain_layout(text))]

    assert named("Hyran blev 5 tkr mot budgeterade 7 tkr.") == ["Hyran", "Hyran"]
    assert named("Försäkringen höjs från 3 100 kr till 3 450 kr.") == ["Försäkringen", "Försäkringen"]
    assert named("Intäkterna blev 9 tkr och kostnaderna 8 tkr.") == ["Intäkterna", "kostnaderna"]


GRANTS = "Fördelning:\nAlmby IF          20 000 kr\nGranby byalag     8 000 kr\n"


def test_a_list_of_grants_is_no_table() -> None:
    layout = plain_layout(GRANTS)
    told = [(fact.text, fact.purpose) for fact in amounts(layout)]
    assert told == [("20 000 kr", "Almby IF"), ("8 000 kr", "Granby byalag")]
    assert table_cells(layout) == []


@pytest.mark.parametrize("text", [GRANTS + "Summa     28 000 kr\n", "Budget\n\n" + GRANTS.split("\n", 1)[1]])
def test_an_account_is_a_table(text: str) -> None:
    layout = plain_layout(text)
    assert amounts(layout) == []
    assert len(table_cells(layout)) >= 2


FEES = [
    ("Avgiften: enskild 150 kr, familj 250 kr och företag 1 000 kr.", ["enskild", "familj", "företag"]),
    ("- Vuxna medlemmar 200 kr/år", ["Vuxna medlemmar"]),
    ("- Styrelsen beviljar Roddklubben 200 kr", ["Roddklubben"]),
    ("Hyra 12 000 kr per månad, 144 000 kr per år.", [None, None]),
]


@pytest.mark.parametrize(("text", "purposes"), FEES)
def test_whom_a_fee_is_for(text: str, purposes: list[str | None]) -> None:
    assert [fact.purpose for fact in amounts(plain_layout(text))] == purposes


def test_rules_have_names() -> None:
    layout = plain_layout("Det kostar 5 kr, 4 %, 1–2 kr, två kronor, SEK 5 och 3 euro.")
    assert [fact.rule for fact in amount_mentions(layout)] == [
        "amount.money", "amount.percent", "amount.range", "amount.words", "amount.unit-first",
        "amount.foreign",
    ]  # fmt: skip


def test_the_fact_stands_in_its_section_and_part() -> None:
    (fact,) = amounts(plain_layout("§ 7 Stöd\n\nStödet är 500 kr."))
    assert (fact.section, fact.part) == ("7", "p1")


@pytest.mark.parametrize(
    ("lines", "words", "value"),
    [
        ("Bryggan kostar 1\n250 tkr i år.", "1\n250 tkr", 1250000),
        ("Bryggan kostar 1\n250 000 kr i år.", "1\n250 000 kr", 1250000),
        ("Bryggans resultat blir -\n400 tkr i år.", "-\n400 tkr", -400000),
        ("Avvikelsen uppgår till –\n1 200 tkr.", "–\n1 200 tkr", -1200000),
        # a dash before a price, and numbers that name something
        ("Hyra av bryggan -\n400 tkr", "400 tkr", 400000),
        ("Vi har enligt punkt 1\n250 tkr kvar.", "250 tkr", 250000),
        ("Enligt bilaga 12\n250 tkr kvar.", "250 tkr", 250000),
    ],
)
def test_a_line_break_inside_an_amount(lines: str, words: str, value: float) -> None:
    text = f"Granby byalag\nProtokoll styrelsemöte 2024-03-12\n\n§ 5 Bryggan\n{lines}\n"
    found = extract_source(read_bytes(text.encode(), "granby.txt")).amounts
    assert [(fact.text, fact.value) for fact in found] == [(words, value)]
