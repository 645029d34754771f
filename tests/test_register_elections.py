"""Who is elected to what in which body, and until when: lists, several posts in a clause, days told."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import board, protocol, seat
from registered import by_name, registered

from pipeline.facts import Document
from pipeline.register import Register, holders
from pipeline.register.terms import term
from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def council(text: str, date: str = "2022-12-12") -> Document:
    return protocol("Kommunfullmäktige", date, present=[seat("Rut Ekmark")], text=text)


def posts(found: Register) -> dict[str, set[tuple[str, str]]]:
    return {p.name: {(r.post, r.body) for r in p.roles} for p in found.people if p.name != "Rut Ekmark"}


LISTED = """Fullmäktige beslutar att välja följande ⟨ROLE:ledamöter⟩ och ⟨ROLE:ersättare⟩ i \
⟨BODY:kulturnämnden⟩ för tiden ⟨DATE:2023-01-01/2026-12-31⟩:

⟨ROLE:Ledamöter⟩
⟨elect:⟨PERSON:Siv Dahlmark⟩ (S), ⟨ROLE:ordförande⟩⟩
⟨PERSON:Bo Kvist⟩ (M), ⟨ROLE:vice ordförande⟩
⟨elect:⟨PERSON:Gun Vadman⟩ (C)⟩

⟨ROLE:Ersättare⟩
1. ⟨PERSON:Eva Lindqvist⟩ (S)

⟨PERSON:Nils Brodin⟩ (S), ⟨ROLE:ordförande⟩ i valberedningen, tackade för förtroendet denna kväll."""


def test_a_list_of_elected_people_is_of_the_body_named_before_it(store: Store) -> None:
    found = registered(store, council(LISTED))
    known = posts(found)
    assert {name: known[name] for name in ("Siv Dahlmark", "Bo Kvist", "Gun Vadman", "Eva Lindqvist")} == {
        "Siv Dahlmark": {("ordförande", "Kulturnämnden")},
        "Bo Kvist": {("vice ordförande", "Kulturnämnden")},
        "Gun Vadman": {("ledamot", "Kulturnämnden")},
        "Eva Lindqvist": {("ersättare", "Kulturnämnden")},
    }
    (role,) = by_name(found)["Siv Dahlmark"].roles
    assert (role.since, role.until) == ("2023-01-01", "2026-12-31")
    assert ("ordförande", "Kulturnämnden") not in known.get("Nils Brodin", set())


def test_a_numbered_list_of_members(store: Store) -> None:
    text = (
        "Till ⟨ROLE:ledamöter⟩ i ⟨BODY:kommunstyrelsen⟩ för åren 2023–2026 väljs:\n"
        "1. ⟨PERSON:Siv Dahlmark⟩ (S)\n2. ⟨PERSON:Bo Kvist⟩ (M)\n"
    )
    assert posts(registered(store, council(text))) == {
        "Siv Dahlmark": {("ledamot", "Kommunstyrelsen")}, "Bo Kvist": {("ledamot", "Kommunstyrelsen")},
    }  # fmt: skip


def test_names_without_a_post_before_any_heading_are_left_out(store: Store) -> None:
    text = (
        "Fullmäktige väljer följande ⟨ROLE:ledamöter⟩ och ⟨ROLE:ersättare⟩ i ⟨BODY:kulturnämnden⟩:\n"
        "⟨PERSON:Siv Dahlmark⟩ (S)\n⟨PERSON:Bo Kvist⟩ (M), ⟨ROLE:ordförande⟩\n"
    )
    assert posts(registered(store, council(text))) == {"Bo Kvist": {("ordförande", "Kulturnämnden")}}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "⟨elect:Fullmäktige utser ⟨PERSON:Siv Dahlmark⟩ (S) till ⟨ROLE:ordförande⟩ och ⟨PERSON:Bo Kvist⟩"
            " (M) till ⟨ROLE:vice ordförande⟩ i ⟨BODY:kulturnämnden⟩⟩.",
            {
                "Siv Dahlmark": {("ordförande", "Kulturnämnden")},
                "Bo Kvist": {("vice ordförande", "Kulturnämnden")},
            },
        ),
        (
            "⟨elect:Fullmäktige utser ⟨PERSON:Siv Dahlmark⟩ och ⟨PERSON:Gun Vadman⟩ till ⟨ROLE:ledamöter⟩"
            " samt ⟨PERSON:Bo Kvist⟩ till ⟨ROLE:ersättare⟩ i Alvbro bygderåd för åren 2023–2026⟩.",
            {
                "Siv Dahlmark": {("ledamot", "Alvbro bygderåd")},
                "Gun Vadman": {("ledamot", "Alvbro bygderåd")},
                "Bo Kvist": {("ersättare", "Alvbro bygderåd")},
            },
        ),
        (
            "⟨elect:Till ⟨ROLE:revisorer⟩ valdes ⟨PERSON:Siv Dahlmark⟩ och ⟨PERSON:Gun Vadman⟩ med"
            " ⟨PERSON:Bo Kvist⟩ som ⟨ROLE:suppleant⟩⟩.",
            {
                "Siv Dahlmark": {("revisor", "Kommunfullmäktige")},
                "Gun Vadman": {("revisor", "Kommunfullmäktige")},
                "Bo Kvist": {("revisorssuppleant", "Kommunfullmäktige")},
            },
        ),
        (
            "⟨elect:Fullmäktige utser ⟨PERSON:Siv Dahlmark⟩ till ⟨ROLE:nämndeman⟩ i Alvbro tingsrätt⟩.",
            {"Siv Dahlmark": {("nämndeman", "Alvbro tingsrätt")}},
        ),
        ("⟨elect:Fullmäktige utser ⟨PERSON:Siv Dahlmark⟩ till ⟨ROLE:nämndeman⟩⟩.", {}),
        (
            "⟨elect:⟨PERSON:Siv Dahlmark⟩, med ⟨PERSON:Bo Kvist⟩ som ⟨ROLE:ersättare⟩, utses att teckna"
            " förbundets firma⟩.",
            {},
        ),
        (
            "⟨elect:Till ⟨BODY:valberedning⟩ valdes ⟨PERSON:Siv Dahlmark⟩ (⟨ROLE:sammankallande⟩) och"
            " ⟨PERSON:Bo Kvist⟩⟩.",
            {"Siv Dahlmark": {("sammankallande", "Valberedning")}},
        ),
    ],
)  # fmt: skip
def test_several_people_and_posts_of_one_clause(
    store: Store, text: str, wanted: dict[str, set[tuple[str, str]]]
) -> None:
    known = posts(registered(store, council(text)))
    assert {name: known[name] & {*wanted[name]} for name in wanted} == wanted
    assert all(("ersättare", "Kommunfullmäktige") not in held for held in known.values())
    assert all("Kommunfullmäktige" not in b for held in known.values() for p, b in held if p == "nämndeman")
    assert "Bo Kvist" in wanted or not {p for p, _ in known.get("Bo Kvist", set())} & {"sammankallande"}


def test_a_new_substitute_is_where_the_old_one_was(store: Store) -> None:
    text = (
        "⟨adopt:Från uppdraget som ⟨ROLE:ersättare⟩ i ⟨BODY:kultur- och fritidsnämnden⟩ entledigas"
        " ⟨PERSON:Bo Kvist⟩ (S) fr.o.m. ⟨DATE:2023-02-01⟩⟩. ⟨elect:Till ny ⟨ROLE:ersättare⟩ utses"
        " ⟨PERSON:Siv Dahlmark⟩ (S)⟩."
    )
    found = registered(store, council(text))
    assert posts(found)["Siv Dahlmark"] == {("ersättare", "Kultur- och fritidsnämnden")}
    (role,) = by_name(found)["Bo Kvist"].roles
    assert (role.body, role.ended and role.ended.on) == ("Kultur- och fritidsnämnden", "2023-02-01")


@pytest.mark.parametrize("verb", ["entlediga", "befria"])
def test_who_is_let_go_from_a_day_told(store: Store, verb: str) -> None:
    text = (
        f"⟨adopt:Fullmäktige beslutar att {verb} ⟨PERSON:Bo Kvist⟩ (C) från uppdraget som ⟨ROLE:ledamot⟩ i"
        " ⟨BODY:kulturnämnden⟩ från och med den ⟨DATE:2023-01-01⟩⟩."
    )
    (role,) = by_name(registered(store, council(text)))["Bo Kvist"].roles
    assert (role.post, role.body) == ("ledamot", "Kulturnämnden")
    assert role.ended and (role.ended.how, role.ended.on) == ("left", "2023-01-01")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("som lämnade styrelsen vid årsskiftet", "2023-01-01"),
        ("lämnar styrelsen vid årsskiftet", "2024-01-01"),
        ("lämnade styrelsen den ⟨DATE:2023-01-20⟩", "2023-01-20"),
        ("lämnar styrelsen", "2023-02-16"),
    ],
)
def test_the_day_told_wins_over_that_of_the_meeting(store: Store, said: str, day: str) -> None:
    found = registered(
        store,
        board("2022-11-15", seat("Siv Dahlmark"), seat("Gun Vadman")),
        board("2023-02-16", seat("Gun Vadman"), text=f"⟨PERSON:Siv Dahlmark⟩, {said}."),
    )
    (role,) = by_name(found)["Siv Dahlmark"].roles
    assert role.ended and (role.ended.how, role.ended.on) == ("left", day)


def test_a_term_written_as_one_date() -> None:
    text = "för tiden 1 mars 2019–31 december 2022"
    assert term(text, [(10, len(text), "2019-03-01/2022-12-31")]) == ("2019-03-01", "2022-12-31")
    assert term("enligt budget 2019–2022", [(14, 23, "2019/2022")]) == (None, None)


def annual(text: str) -> Document:
    return protocol(
        "Alvbro byalag", "2019-03-10", None,
        present=[seat("Per Askdal", None, "ordförande"), seat("Tora Blomdal"), seat("Rut Ekmark")],
        text=text,
    )  # fmt: skip


def test_an_annual_meetings_new_chair_ends_the_former_ones(store: Store) -> None:
    text = "⟨elect:⟨PERSON:Tora Blomdal⟩ valdes till ⟨ROLE:ordförande⟩⟩."
    found = registered(store, annual(text))
    (role,) = (r for r in by_name(found)["Per Askdal"].roles if r.post == "ordförande")
    assert role.ended and (role.ended.how, role.ended.on) == ("left", "2019-03-10")
    chairs = [h.person.name for h in holders(found.people, on="2019-06-01", post="ordförande")]
    assert chairs == ["Tora Blomdal"]


def test_a_councils_election_of_a_chair_ends_no_chair_of_the_council(store: Store) -> None:
    document = protocol(
        "Kommunfullmäktige", "2019-03-10", present=[seat("Per Askdal", None, "ordförande")],
        text="⟨elect:⟨PERSON:Tora Blomdal⟩ valdes till ⟨ROLE:ordförande⟩⟩.",
    )  # fmt: skip
    assert [r.ended for r in by_name(registered(store, document))["Per Askdal"].roles] == [None]


def test_an_outgoing_member_has_left(store: Store) -> None:
    text = "⟨ROLE:Avgående ledamoten⟩ ⟨PERSON:Siv Dahlmark⟩ avtackades."
    (role,) = by_name(registered(store, annual(text)))["Siv Dahlmark"].roles
    assert (role.post, role.ended and role.ended.how) == ("ledamot", "left")


def test_an_outgoing_member_elected_again_has_not_left(store: Store) -> None:
    text = (
        "⟨ROLE:Avgående ledamoten⟩ ⟨PERSON:Siv Dahlmark⟩ tackade. "
        "⟨elect:⟨PERSON:Siv Dahlmark⟩ omvaldes till ⟨ROLE:ledamot⟩⟩."
    )
    (role,) = by_name(registered(store, annual(text)))["Siv Dahlmark"].roles
    assert (role.post, role.ended) == ("ledamot", None)
