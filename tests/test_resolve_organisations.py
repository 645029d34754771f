"""Organisations and bodies: one key for all spellings, numbers of public lists, names with dates."""

import re
from dataclasses import replace

import pytest
from invented import board, protocol

from pipeline.entities import DatedName, Entity
from pipeline.facts import Document
from pipeline.gazetteers import agencies, municipalities, organisation_numbers, regions, wikidata_items
from pipeline.resolve import resolve
from pipeline.resolve.organisations import Home, appointer_key, mention_key, organisation_key


def named(*documents: Document) -> dict[str, Entity]:
    return {e.name: e for e in resolve(documents).entities if e.kind == "organisation"}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Umeå kommuns", "Umeå kommun"),
        ("Umeå", "Umeå kommun"),
        ("FK", "Försäkringskassan"),
        ("Försäkringskassans", "Försäkringskassan"),
        ("IVO", "Inspektionen för vård och omsorg"),
        ("Västerbottens läns landsting", "Region Västerbotten"),
    ],
)
def test_spellings_genitives_and_abbreviations(spelling: str, name: str) -> None:
    assert organisation_key(spelling) == organisation_key(name)


@pytest.mark.parametrize(
    "short", ["Förbundet", "Samordningsförbundet", "förbundets", "Samordningsförbundets"]
)
def test_the_federation_is_the_body_itself_and_has_its_name(short: str) -> None:
    assert list(named(board("2020-01-01", text=f"⟨ORG:{short}⟩ beslut."))) == ["Samordningsförbundet Alvbro"]


def test_the_federations_of_two_bodies_are_two() -> None:
    documents = [
        board("2020-01-01", text="⟨ORG:Förbundet⟩ växer."),
        board("2020-01-01", text="⟨ORG:Förbundet⟩ växer.", body="Samordningsförbundet Tärnholm"),
    ]
    assert set(named(*documents)) == {"Samordningsförbundet Alvbro", "Samordningsförbundet Tärnholm"}


@pytest.mark.parametrize(
    ("written", "body", "key"),
    [
        ("KS", "socialnämnden", "kommunstyrelsen@alvbro kommun"),
        ("KS:s", "socialnämnden", "kommunstyrelsen@alvbro kommun"),
        ("SN", "socialnämnden", "socialnämnden@alvbro kommun"),
        ("VON", "vård- och omsorgsnämnden", "vård- och omsorgsnämnden@alvbro kommun"),
        ("BUN", "socialnämnden", "bun@alvbro kommun"),
        ("nämndens", "socialnämnden", "socialnämnden@alvbro kommun"),
        ("AU", "kommunstyrelsens arbetsutskott", "kommunstyrelsens arbetsutskott@alvbro kommun"),
    ],
)
def test_bodies_by_their_letters_and_short_forms(written: str, body: str, key: str) -> None:
    assert mention_key(written, "BODY", Home(body, "alvbro kommun", organ=True), ()) == key


def test_letters_and_words_of_one_body_are_one() -> None:
    text = "⟨BODY:KS⟩ föreslår och ⟨BODY:Kommunstyrelsen⟩ bereder, ⟨BODY:kommunstyrelsens⟩ förslag."
    (body,) = [e for e in resolve([protocol(text=text)]).entities if e.kind == "body"]
    assert len(body.mentions) == 3


def test_an_office_belongs_to_the_body_whose_list_names_it() -> None:
    here, there = Home("samordningsförbundet alvbro", ""), Home("samordningsförbundet tärnholm", "")
    assert appointer_key("Kansliet", here) != appointer_key("Kansliet", there)
    assert appointer_key("Kommunen", Home("socialnämnden", "alvbro kommun")) == "alvbro kommun"
    assert appointer_key("Umeå kommun", here) == appointer_key("Umeå", there) == "umeå kommun"


def test_public_ones_have_the_numbers_of_the_lists() -> None:
    found = named(board("2020-01-01", text="⟨ORG:Umeå kommuns⟩, ⟨ORG:FK⟩:s och ⟨ORG:Granö kommun⟩."))
    assert found["Umeå kommun"].identifiers == (
        ("organisationsnummer", "212000-2627"), ("kommunkod", "2480"), ("Wikidata", "Q507709"),
    )  # fmt: skip
    assert found["Försäkringskassan"].identifiers == (
        ("organisationsnummer", "202100-5521"), ("Wikidata", "Q3372219"),
    )  # fmt: skip
    assert found["Granö kommun"].identifiers == ()


def test_every_municipality_has_its_code() -> None:
    names = [place.full_names[0] for place in municipalities().values()]
    found = named(board("2020-01-01", text=" ".join(f"⟨ORG:{name}⟩." for name in names)))
    codes = {dict(entity.identifiers).get("kommunkod") for entity in found.values()}
    assert codes == {place.code for place in municipalities().values()}


def test_organisation_numbers_are_numbers() -> None:
    numbers = organisation_numbers()
    assert len(numbers) > 480
    assert len(set(numbers.values())) == len(numbers)
    for name, number in numbers.items():
        digits = [int(digit) for digit in number.replace("-", "")]
        doubled = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
        assert sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0, name
        assert digits[2] >= 2, name


def test_items_of_wikidata_are_of_public_organisations() -> None:
    items = wikidata_items()
    assert len(set(items.values())) == len(items) > 340
    assert all(re.fullmatch(r"Q\d+", item) for item in items.values())
    places = {name for place in municipalities().values() for name in place.full_names[:1]}
    assert len(items.keys() & places) == 281
    assert items.keys() - places <= {*regions().values(), *agencies(), *organisation_numbers()}


def test_a_renamed_organisation_is_one_with_dated_names() -> None:
    documents = [
        board("2018-01-15", text="⟨ORG:Västerbottens läns landsting⟩ betalar."),
        board("2020-01-15", text="⟨ORG:Region Västerbotten⟩ svarade."),
    ]
    (region,) = named(*documents).values()
    assert [replace(one, source="") for one in region.dated] == [
        DatedName("Västerbottens läns landsting", None, "2019-01-01", ""),
        DatedName("Region Västerbotten", "2019-01-01", None, ""),
    ]
    assert all("Lag (2018:1348) om ändring i lagen (2010:630)" in (one.source or "") for one in region.dated)
    (today,) = named(documents[1]).values()
    assert today.dated == ()


def test_a_name_of_the_middle_has_both_dates() -> None:
    text = "⟨ORG:Sveriges Kommuner och Landsting⟩ blev ⟨ORG:Sveriges Kommuner och Regioner⟩."
    (skr,) = named(board("2020-01-01", text=text)).values()
    assert [(d.name, d.since, d.until) for d in skr.dated] == [
        ("Sveriges Kommuner och Landsting", "2007-03", "2019-11-27"),
        ("Sveriges Kommuner och Regioner", "2019-11-27", None),
    ]


OLD, NEW, DAY = "⟨ORG:Stiftelsen Vik⟩", "⟨ORG:Stiftelsen Viksjön⟩", "⟨DATE:2014-01-01⟩"


@pytest.mark.parametrize(
    "text",
    [
        f"{OLD} bytte namn till {NEW} {DAY}.",
        f"{OLD}s namn ändrades till {NEW} {DAY}.",
        f"Från {DAY}: {OLD} heter numera {NEW}.",
        f"Sedan {DAY} finns {NEW} (tidigare {OLD}).",
    ],
)
def test_a_new_name_that_the_minutes_tell_is_one_organisation_with_dated_names(text: str) -> None:
    found = named(board("2013-01-15", text=f"{OLD} betalar."), board("2015-01-15", text=text))
    vik = found["Stiftelsen Viksjön"]
    assert "Stiftelsen Vik" not in found
    assert [(d.name, d.since, d.until) for d in vik.dated] == [
        ("Stiftelsen Vik", None, "2014-01-01"),
        ("Stiftelsen Viksjön", "2014-01-01", None),
    ]


def test_two_municipalities_are_not_one_whatever_stands_between_them() -> None:
    text = "⟨ORG:Umeå kommun⟩ (tidigare ⟨ORG:Vännäs kommun⟩) och ⟨ORG:Alvbro AB⟩, ⟨ORG:Vik AB⟩ betalar."
    found = named(board("2015-01-15", text=text))
    assert {"Umeå kommun", "Vännäs kommun", "Alvbro AB", "Vik AB"} <= found.keys()


@pytest.mark.parametrize(
    "text",
    [
        "⟨BODY:Socialnämnden⟩ byter namn från 1 januari 2024 till ⟨BODY:omsorgsnämnden⟩.",
        "⟨BODY:Nämnden⟩ byter namn från ⟨BODY:socialnämnden⟩ till ⟨BODY:omsorgsnämnden⟩.",
        "⟨BODY:Omsorgsnämnden⟩ svarar.",
    ],
)
def test_a_body_that_changes_its_name_is_one(text: str) -> None:
    before = protocol("Socialnämnden", "2023-05-02")
    told = protocol("Socialnämnden", "2023-11-20", text=text)
    later = protocol("Omsorgsnämnden", "2024-02-01", text="⟨BODY:Omsorgsnämnden⟩ beslutar.")
    whose = resolve([before, told, later]).whose
    expected = {"Omsorgsnämnden"} if "namn" in text else {"Socialnämnden", "Omsorgsnämnden"}
    assert {body for body, _ in whose.values()} == expected
    assert {body for body, _ in resolve([before, told]).whose.values()} == {"Socialnämnden"}
