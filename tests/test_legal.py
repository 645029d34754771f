"""Legal references: minimal pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import unmarked
from plain_layout import plain_layout

from pipeline.extract.legal import legal

FOUND = [
    ("Det följer av kommunallagen.", ["kommunallagen"]),
    ("Enligt kommunallagens bestämmelser gäller annat.", ["kommunallagens"]),
    ("Uppgiften är skyddad av offentlighets- och sekretesslagen.", ["offentlighets- och sekretesslagen"]),
    ("Enligt 5 kap. 50 § kommunallagen avgörs det.", ["5 kap. 50 § kommunallagen"]),
    ("Utredning enligt 14 kap 6 § SoL är gjord.", ["14 kap 6 § SoL"]),
    ("Utredning enligt 4 kap. 2 §\nsocialtjänstlagen är gjord.", ["4 kap. 2 §\nsocialtjänstlagen"]),
    ("Ansvaret följer av 7 § FinsamL.", ["7 § FinsamL"]),
    ("Ansvaret följer av 7§ FinsamL.", ["7§ FinsamL"]),
    ("Se 26 kap. 1, 4 och 6 §§ miljöbalken.", ["26 kap. 1, 4 och 6 §§ miljöbalken"]),
    ("Enligt 2 kap. 9 a § skollagen (2010:800) gäller det.", ["2 kap. 9 a § skollagen (2010:800)"]),
    ("Enligt 6 kap. 24 § andra stycket kommunallagen.", ["6 kap. 24 § andra stycket kommunallagen"]),
    ("Enligt kommunallagen 5 kap. 50 § gäller det.", ["kommunallagen 5 kap. 50 §"]),
    (
        "Förbundet bildades enligt lagen (2003:1210) om finansiell samordning av rehabiliteringsinsatser.",
        ["lagen (2003:1210) om finansiell samordning av rehabiliteringsinsatser"],
    ),
    (
        "Lagen om finansiell samordning av rehabiliteringsinsatser (2003:1210) styr.",
        ["Lagen om finansiell samordning av rehabiliteringsinsatser (2003:1210)"],
    ),
    ("Upphandling enligt lagen om offentlig upphandling ska ske.", ["lagen om offentlig upphandling"]),
    ("Stöd ges enligt lagen om fiskevårdsområden som trätt i kraft.", ["lagen om fiskevårdsområden"]),
    ("Andelen boende enligt LSS ökar.", ["LSS"]),
    ("Insatser enligt SoL och LSS ökar.", ["SoL", "LSS"]),
    ("Det prövas enligt socialtjänstlagen (SoL) i höst.", ["socialtjänstlagen (SoL)"]),
    ("Enligt bryggskyddslagen ska nämnden rapportera.", ["bryggskyddslagen"]),
    (
        "Se skollagen 10:5, 7 § 2 st förvaltningslagen.",
        ["skollagen 10:5", "7 § 2 st förvaltningslagen"],
    ),
    ("Jäv anmäls (KL 5:45).", ["KL 5:45"]),
    ("Lovet prövas enligt PBL 2010:900.", ["PBL 2010:900"]),
    ("Planen följer FinsamL i allt.", ["FinsamL"]),
    ("Kommunallagen styr mötet.", ["Kommunallagen"]),
    ("Enligt 9 § i förbundsordningen väljs en ordförande.", ["9 § i förbundsordningen"]),
    ("Enligt reglementet ska nämnden ha tolv ledamöter.", ["reglementet"]),
    ("I enlighet med styrelsens arbetsordning väljs två.", ["styrelsens arbetsordning"]),
    ("Valet sker enligt stadgarna.", ["stadgarna"]),
    (
        "Enligt kommunens riktlinjer för god ekonomisk hushållning.",
        ["riktlinjer för god ekonomisk hushållning"],
    ),
    ("Enligt artikel 6 i dataskyddsförordningen är det tillåtet.", ["artikel 6 i dataskyddsförordningen"]),
    ("Kravet finns i AFS 2015:4.", ["AFS 2015:4"]),
    ("Frågan regleras i 13 kap. 1 §.", ["13 kap. 1 §"]),
    ("Anmälan enligt lex Sarah är gjord.", ["lex Sarah"]),
    ("Förbundsordningen § 7 anger antalet.", ["Förbundsordningen § 7"]),
    ("Enligt kommunallagen och reglementet är det så.", ["kommunallagen", "reglementet"]),
    ("Enligt SOSFS 2011:9 7 kap. 1 § gäller det.", ["SOSFS 2011:9 7 kap. 1 §"]),
    ("Lovet ges enligt 9 kap. 30 § PBL (2010:900).", ["9 kap. 30 § PBL (2010:900)"]),
    ("Mål\tEnligt 3 § förvaltningslagen", ["3 § förvaltningslagen"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_legal_reference_is_found(text: str, expected: list[str]) -> None:
    assert [fact.text for fact in legal(plain_layout(text))] == expected


NOT_LEGAL = [
    "Mötet öppnas KL 18:30.",
    "Förslagen från bolagen och underlagen är klara.",
    "Kommunstyrelsen godkänner föreslagen ändring av anslagen.",
    "Arbetslagen på skolan är fyra.",
    "Verksamhetschef HSL och enhetschef LSS deltog.",
    "Ledamoten Per Ekstam SoL reserverar sig.",
    "Per Ekstam SoL §§ 22-32",
    "LSS-boendet på Kajgatan är fullt.",
    "Utredningen är en lex Sarah-utredning.",
    "Styrelsen antar reglementet.",
    "Ändring i nämndens delegationsordning beslutas.",
    "Revidering av arbetsordningen läggs fram.",
    "§ 12 Val av justerare",
    "VONAU § 21/2025",
    "Närvarande §§ 3-5.",
    "Riktlinjer för bidrag antas.",
    "Prop. 2019/20:45 och SOU 2020:47 behandlas.",
]


@pytest.mark.parametrize("text", NOT_LEGAL)
def test_what_is_no_legal_reference(text: str) -> None:
    assert [fact.text for fact in legal(plain_layout(text))] == []


def test_every_statute_of_the_list_is_found_in_any_case() -> None:
    from pipeline.patterns import rows

    for name, *_ in rows("statutes.tsv"):
        if name:
            for spelled in (name, name.capitalize(), f"{name}s"):
                assert [fact.text for fact in legal(plain_layout(f"Vi följer {spelled}."))] == [spelled]


SENTENCES = (Path(__file__).parent / "cases" / "legal.txt").read_text(encoding="utf-8").splitlines()[2:]


@pytest.mark.parametrize("marked", SENTENCES)
def test_legal_in_lines_of_minutes(marked: str) -> None:
    text, wanted = unmarked(marked)
    layout = plain_layout(text)
    assert [layout.source.text[m.start : m.end] for m in legal(layout)] == wanted
