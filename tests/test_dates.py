"""Dates: minimal pairs, each with the words that count and their value."""

from __future__ import annotations

import pytest
from plain_layout import plain_layout

from pipeline.extract.dates import dates

MEETING = "2021-04-20"

FOUND: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Mötet hölls 2021-05-04.", [("2021-05-04", "2021-05-04")]),
    ("Mötet hölls 2021–05–04 i Sjövalla.", [("2021–05–04", "2021-05-04")]),
    ("Protokoll 2010 - 01-17 i Sjövalla.", [("2010 - 01-17", "2010-01-17")]),
    ("Justering 2019 - 06 - 14, kl. 11.", [("2019 - 06 - 14", "2019-06-14")]),
    ("Skrivelse daterad 20240503.", [("20240503", "2024-05-03")]),
    ("Skrivelse 2024.05.03 från revisorn.", [("2024.05.03", "2024-05-03")]),
    ("Skrivelse 3.5.2024 från revisorn.", [("3.5.2024", "2024-05-03")]),
    ("Perioden 2019-10-10 – 2019-11-02 gäller.", [("2019-10-10 – 2019-11-02", "2019-10-10/2019-11-02")]),
    ("Mötet den 16 december 2025 ställs in.", [("den 16 december 2025", "2025-12-16")]),
    ("Tisdagen den 16 december möts vi.", [("den 16 december", "2021-12-16")]),
    ("Möte onsdag 25 september 2019.", [("25 september 2019", "2019-09-25")]),
    ("Den 6 december öppnar sidan.", [("Den 6 december", "2021-12-06")]),
    ("Mötet är den 3:e mars.", [("den 3:e mars", "2021-03-03")]),
    ("Mötet är den förste maj.", [("den förste maj", "2021-05-01")]),
    ("Utfallet jan.–mars 2022 visas.", [("jan.–mars 2022", "2022-01/2022-03")]),
    ("Mötet är den första mars 2022.", [("den första mars 2022", "2022-03-01")]),
    ("Kurs 5-6 maj 2020.", [("5-6 maj 2020", "2020-05-05/2020-05-06")]),
    ("Kurs den 5 och 6 maj.", [("den 5 och 6 maj", "2021-05-05/2021-05-06")]),
    ("Möten den 5 och den 12 maj.", [("den 5", "2021-05-05"), ("den 12 maj", "2021-05-12")]),
    (
        "Resa den 30 september samt den 1 oktober.",
        [("den 30 september", "2021-09-30"), ("den 1 oktober", "2021-10-01")],
    ),
    ("Anslag2019-10-10 – 2019-11-02 gäller.", [("2019-10-10 – 2019-11-02", "2019-10-10/2019-11-02")]),
    ("Anslag 2019-10-10 -- 2019-11-02 gäller.", [("2019-10-10 -- 2019-11-02", "2019-10-10/2019-11-02")]),
    ("Träff 2017 05 18 i Sjövalla.", [("2017 05 18", "2017-05-18")]),
    ("Synpunkter 4:e kvartalet 2020.", [("4:e kvartalet 2020", "2020-36")]),
    (
        "Ansökan gäller 12 januari 2020 till 20 juni 2020.",
        [("12 januari 2020 till 20 juni 2020", "2020-01-12/2020-06-20")],
    ),
    ("Försöket går från februari till november.", [("februari till november", "2021-02/2021-11")]),
    ("Anmälan av justering (20/3, 27/3).", [("20/3", "2021-03-20"), ("27/3", "2021-03-27")]),
    (
        "Sammanträdesdagar för 2022: 4 februari och 25 mars.",
        [("2022", "2022"), ("4 februari", "2022-02-04"), ("25 mars", "2022-03-25")],
    ),
    ("Gäller 1 maj–30 juni 2021.", [("1 maj–30 juni 2021", "2021-05-01/2021-06-30")]),
    ("Utbildning den 5/5.", [("den 5/5", "2021-05-05")]),
    ("Svar senast 1/4.", [("1/4", "2022-04-01")]),  # after the meeting, as the due day of a task
    ("Svar kom 12/3 2021.", [("12/3 2021", "2021-03-12")]),
    ("Svar kom 31/12-2020.", [("31/12-2020", "2020-12-31")]),
    ("Bokslutet per den sista december 2020 är klart.", [("den sista december 2020", "2020-12-31")]),
    ("Uppföljning i mars 2025.", [("mars 2025", "2025-03")]),
    ("Uppföljning mars–april 2025.", [("mars–april 2025", "2025-03/2025-04")]),
    ("Möte 12 jan. 2020.", [("12 jan. 2020", "2020-01-12")]),
    ("Mätt under mars månad.", [("mars", "2021-03")]),
    ("Mätt i juni och juli.", [("juni", "2021-06"), ("juli", "2021-07")]),
    ("Mätt vecka 12.", [("vecka 12", "2021-W12")]),
    ("Mätt vecka 11 och 12.", [("vecka 11 och 12", "2021-W11/2021-W12")]),
    ("Lov v. 44 och v.9.", [("v. 44", "2021-W44"), ("v.9", "2021-W09")]),
    ("Stängt v. 27–30 2022.", [("v. 27–30 2022", "2022-W27/2022-W30")]),
    ("Start hösten 2017.", [("hösten 2017", "2017-23")]),
    ("Start vt 2022.", [("vt 2022", "2022-21")]),
    ("Klart till hösten.", [("hösten", "2021-23")]),
    ("Vi sågs i höstas.", [("i höstas", "2021-23")]),
    ("Bryggan byggs i vår.", [("i vår", "2021-21")]),
    ("Utfall för 2021-05 visas.", [("2021-05", "2021-05")]),
    ("Höstterminen 2024 börjar sent.", [("Höstterminen 2024", "2024-23")]),
    ("Under första kvartalet mättes bullret.", [("första kvartalet", "2021-33")]),
    ("Utfall kvartal 3 visas.", [("kvartal 3", "2021-35")]),
    ("Utfall Q1 2024 visas.", [("Q1 2024", "2024-33")]),
    ("Utfall tertial 2 2024 visas.", [("tertial 2 2024", "2024-05/2024-08")]),
    ("Andra halvåret 2026 blir dyrt.", [("Andra halvåret 2026", "2026-41")]),
    ("Vid årsskiftet 2019/2020 bytte vi.", [("årsskiftet 2019/2020", "2020-01-01")]),
    ("Byte vid årsskiftet.", [("årsskiftet", None)]),
    ("Budgeten i fjol höll.", [("i fjol", "2020")]),
    ("Budgeten i år håller.", [("i år", "2021")]),
    ("Sedan 2007 finns föreningen.", [("2007", "2007")]),
    ("Till och med år 2024 gäller avtalet.", [("2024", "2024")]),
    ("Budget för 2021 antas.", [("2021", "2021")]),
    ("I 2020 års verksamhetsplan står målet.", [("2020", "2020")]),
    ("Avtalet (2013) gäller än.", [("2013", "2013")]),
    ("Reformen 1992 ändrade allt.", [("1992", "1992")]),
    ("Åren 2018–2020 var goda.", [("2018–2020", "2018/2020")]),
    ("Mandatperioden 2023-2026 börjar.", [("2023-2026", "2023/2026")]),
    ("Läsåret 2019/2020 är slut.", [("2019/2020", "2019/2020")]),
    ("Behov 2025-28 i vattennätet.", [("2025-28", "2025/2028")]),
    ("Bygget drog igång på 1990-talet.", [("1990-talet", None)]),
    ("Intäkter enligt beslut 202310.", [("202310", "2023-10")]),
    ("Månadsuppföljning april 2024.", [("april 2024", "2024-04")]),
    ("Patientsäkerhetsberättelse för 2024.", [("2024", "2024")]),
    ("Bokslut 2019 och prognos för 2020.", [("2020", "2020")]),
    ("Förbundsmöte 2021-06-14--15.", [("2021-06-14--15", "2021-06-14/2021-06-15")]),
    ("Datum: 210512", [("210512", "2021-05-12")]),
    (
        "Nästa möten: 2/9, 14/10 och 25/11.",
        [("2/9", "2021-09-02"), ("14/10", "2021-10-14"), ("25/11", "2021-11-25")],
    ),
    ("Lägret den 19-20/12 2023.", [("den 19-20/12 2023", "2023-12-19/2023-12-20")]),
    ("Från sommaren 2021–våren 2022.", [("sommaren 2021–våren 2022", "2021-22/2022-21")]),
    ("Läsåret 21/22 börjar.", [("21/22", "2021/2022")]),
    ("Start vt 22.", [("vt 22", "2022-21")]),
    ("Redovisas i augusti/september.", [("augusti/september", "2021-08/2021-09")]),
    ("Hyresökning 2025 är hög.", [("2025", "2025")]),
    ("Möte\t2021-05-04\tSjövalla", [("2021-05-04", "2021-05-04")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_date_is_found_with_its_value(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(fact.text, fact.value) for fact in dates(plain_layout(text, MEETING))] == expected


NOT_DATES = [
    "Verksamhetsplan 2018–2020 antogs.",
    "Rambudget 2025 lades fram.",
    "Revisionsberättelse för Sjövalla kommun 2024 lästes.",
    "Kö- och väntestatistik 2024 visades.",
    "Kompletteringsbudget 1, 2025 godkänns.",
    "Verksamhetsmål 2021 är satta.",
    "Delårsrapport 2025 presenteras.",
    "Plan mot hemlöshet 2025-2026 antas.",
    "Program för ett tryggt Sjövalla 2018–2026 upphör.",
    "Plan för att motverka tystnad (PM10) 2025–2030 antas.",
    "Verksamhetsinformation 2025 lämnas.",
    "Granskning av vård- och bildningsnämnden 2023 läses.",
    "Agenda 2030 är ett stöd.",
    "Lagen (2003:1210) gäller.",
    "Enligt SFS 2010:800 gäller annat.",
    "Handling 2025 nr 189.",
    "Dnr 2024/12 och KS 2021/123.",
    "Mötet pågår 08.15-12.00.",
    "Ring 0456-81 60 00 eller 2019-12345.",
    "Öppet dygnet runt 24/7.",
    "Protokoll finns på https://sjovalla.example/2021-05-04-protokoll.pdf.",
    "Filen namn-2025-03-24-8-14 sparades.",
    "Hämtad 2026-10-08T09:01:35.",
    "Lokalen rymmer 2000 personer.",
    "Bidraget är 2020 kr.",
    "Ordförande Maj Ek och ledamoten April Svan.",
    "2021",
    "Konto\t2020\t2021\nHyra\t120\t130",
    "Investering 2025\t-300",
    "Beslutsunderlag\n\n- Samlat underlag Hamnen 2025\n- Kostnader Badet 2026",
    "Det är vår kommun som betalar i vår budget.",
    "Mätningen gav 24-30 svar och 3/4 nöjda.",
    "Konto 210512 är stängt.",
    "Brevet kom den 31/2.",
    "Prop. 2019/20:45 behandlas.",
]


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date(text: str) -> None:
    assert [fact.text for fact in dates(plain_layout(text, MEETING))] == []


# (text, value) after a meeting on 2021-10-06
AHEAD = [
    ("Nästa möte är den 8 februari.", "2022-02-08"),
    ("Nästa möte är den 8 november.", "2021-11-08"),
    ("Nästa sammanträde: tisdag 8 februari kl. 13.", "2022-02-08"),
    ("Chefen ska redovisa senast i mars.", "2022-03"),
    ("Styrelsen beslutade att chefen redovisar senast den 8 februari.", "2022-02-08"),
    ("Ärendet bordläggs till den 8 februari.", "2022-02-08"),
    ("Avtalet gäller till och med juni.", "2022-06"),
    ("Planen tas fram innan vecka 6.", "2022-W06"),
    ("Planen tas fram inför våren.", "2022-21"),
    ("Planen tas fram före nästa år.", "2022"),
    ("Planen tas fram senast i oktober.", "2021-10"),
    ("Senast den 8 februari 2021 var planen klar.", "2021-02-08"),
    ("Mötet den 8 februari var kort.", "2021-02-08"),
    ("Utfallet till och med augusti är gott.", "2021-08"),
    ("Kostnaden är 3 tkr till och med augusti.", "2021-08"),
    ("Ansökan inkom före den 8 februari.", "2021-02-08"),
    ("Svaret skulle lämnas senast den 8 februari.", "2021-02-08"),
    ("Vid nästa möte redovisas branden den 8 februari.", "2021-02-08"),
]


@pytest.mark.parametrize(("text", "value"), AHEAD)
def test_a_date_that_looks_forward_is_after_the_meeting(text: str, value: str) -> None:
    assert [fact.value for fact in dates(plain_layout(text, "2021-10-06"))] == [value]


def test_without_a_meeting_date_the_year_stays_open() -> None:
    found = dates(plain_layout("Möte den 5 maj, i juni och vecka 12."))
    assert [fact.value for fact in found] == ["--05-05", "--06", "--W12"]


def test_front_matter_gives_whole_dates_only() -> None:
    layout = plain_layout("datum: 2021-05-04\n\nnamn: mars 2021\n\nbygge: 20260107", kind="front")
    assert [fact.text for fact in dates(layout)] == ["2021-05-04"]


def test_furniture_headings_and_contents_are_read_too() -> None:
    for kind in ("furniture", "contents", "label"):
        layout = plain_layout("Sammanträdesdatum 2021-05-04", kind=kind)  # type: ignore[arg-type]
        assert [fact.text for fact in dates(layout)] == ["2021-05-04"]


def test_a_date_over_a_line_break_keeps_its_raw_span() -> None:
    (fact,) = dates(plain_layout("Vi möttes under mars\n2025 i Sjövalla."))
    assert (fact.text, fact.value) == ("mars\n2025", "2025-03")


def test_markup_between_a_name_and_a_date_parts_them() -> None:
    (fact,) = dates(plain_layout("**Sjövallaförbundet****2021-05-04**"))
    assert fact.text == "2021-05-04"
