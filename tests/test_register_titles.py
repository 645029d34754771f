"""Whose a title is, and in which body it is held, where lines, lists and genitives tell."""

from pathlib import Path

import pytest
from invented import protocol, seat
from registered import by_name, registered

from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def held(store: Store, text: str, **more: object) -> dict[str, list[tuple[str, str]]]:
    """Name → (post, body) in a text of a committee in Alvbro."""
    found = by_name(registered(store, protocol(text=text, **more)))  # type: ignore[arg-type]
    return {name: [(role.post, role.body) for role in person.roles] for name, person in found.items()}


@pytest.mark.parametrize(
    ("above", "post"),
    [
        ("⟨PERSON:Bo Kvist⟩, vik. ⟨ROLE:ekonomichef⟩", "ekonomichef"),
        ("⟨PERSON:Bo Kvist⟩, vikarierande ⟨ROLE:rektor⟩", "rektor"),
        ("⟨PERSON:Bo Kvist⟩, ⟨ROLE:HR-chef⟩/⟨ROLE:kanslichef⟩", "kanslichef"),
        ("⟨PERSON:Bo Kvist⟩    ⟨ROLE:utredare⟩", "utredare"),
    ],
)
def test_a_title_at_the_end_of_the_line_above_is_of_the_name_there(
    store: Store, above: str, post: str
) -> None:
    found = held(store, f"{above}\n⟨PERSON:Siv Dahlmark⟩, ⟨ROLE:sekreterare⟩\n{above}\n⟨PERSON:Rut Ekmark⟩\n")
    assert found["Siv Dahlmark"] == [("sekreterare", "Socialnämnden")]
    assert "Rut Ekmark" not in found


def test_a_listed_name_takes_no_title_of_another_row(store: Store) -> None:
    text = "Närvarande var ⟨ROLE:rektor⟩\n⟨row:Siv Dahlmark||jurist⟩"
    assert held(store, text) == {"Siv Dahlmark": [("jurist", "Socialnämnden")]}


def test_a_definite_title_at_the_end_of_a_line_leads_the_next_name(store: Store) -> None:
    text = (
        "⟨ROLE:Ordföranden⟩ ⟨PERSON:Bo Kvist⟩ (S), ⟨ROLE:andre vice ordföranden⟩\n"
        "⟨PERSON:Siv Dahlmark⟩ (M) öppnade mötet.\n"
    )
    assert held(store, text) == {
        "Bo Kvist": [("ordförande", "Socialnämnden")],
        "Siv Dahlmark": [("andre vice ordförande", "Socialnämnden")],
    }


def test_a_longer_title_in_the_list_has_no_shorter_one_beside_it(store: Store) -> None:
    row = {**seat("Bo Kvist", None, "administrativ chef"), "standing": "other"}
    text = "⟨ROLE:Chef⟩ ⟨row:Siv Dahlmark||administrativ chef⟩"
    assert held(store, text, present=[row]) == {
        "Bo Kvist": [("administrativ chef", "Socialnämnden")],
        "Siv Dahlmark": [("administrativ chef", "Socialnämnden")],
    }


@pytest.mark.parametrize(
    ("text", "post", "body"),
    [
        ("Kommunens ⟨ROLE:revisor⟩ ⟨PERSON:Bo Kvist⟩ informerar.", "revisor", "Alvbro kommun"),
        ("⟨ROLE:Kommunsekreterare⟩ ⟨PERSON:Bo Kvist⟩ informerar.", "kommunsekreterare", "Alvbro kommun"),
        ("⟨ROLE:VD⟩ ⟨PERSON:Bo Kvist⟩ (⟨ORG:Alvbrobostäder⟩) redogör.", "VD", "Alvbrobostäder"),
        ("⟨ROLE:Kommunalrådet⟩ ⟨PERSON:Bo Kvist⟩ (M), ⟨ORG:Granåsa kommun⟩, talar.", "kommunalråd",
         "Granåsa kommun"),
        ("⟨ROLE:Kommunalrådet⟩ ⟨PERSON:Bo Kvist⟩ (M) talar.", "kommunalråd", "Alvbro kommun"),
    ],
)  # fmt: skip
def test_where_a_post_of_a_whole_or_a_company_is_held(store: Store, text: str, post: str, body: str) -> None:
    assert held(store, text) == {"Bo Kvist": [(post, body)]}


def test_an_official_named_with_another_organisation_is_that_ones(store: Store) -> None:
    text = "⟨ROLE:Enhetschefen⟩ ⟨PERSON:Bo Kvist⟩, ⟨ORG:Granåsa kommun⟩, informerar."
    (person,) = registered(store, protocol(text=text)).people
    assert [(role.post, role.appointer) for role in person.roles] == [("enhetschef", "Granåsa kommun")]


def test_a_guest_with_an_office_of_the_state_or_of_another_municipality(store: Store) -> None:
    guests = [
        {**seat("Bo Kvist", None, "landshövding"), "standing": "other"},
        {**seat("Siv Dahlmark", "Granåsa kommun", "kommunchef"), "standing": "other"},
    ]
    assert held(store, "", present=guests) == {"Siv Dahlmark": [("kommunchef", "Granåsa kommun")]}
