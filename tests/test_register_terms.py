"""From when to when a post is held: terms of elections, leaves and successions that the text tells."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from invented import board, protocol, seat
from registered import by_name, registered

from pipeline.entities import Person
from pipeline.facts import Document
from pipeline.register import Register, holders
from pipeline.register.formats.markdown import as_markdown
from pipeline.register.formats.popolo import as_popolo
from pipeline.register.phrases import appointed, ended, first_to_last
from pipeline.register.terms import over, term
from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def roles(
    found: Register | dict[str, Person], name: str
) -> list[tuple[str, str | None, str | None, str | None]]:
    people = by_name(found) if isinstance(found, Register) else found
    return [(r.post, r.first_seen, r.since, r.until) for r in people[name].roles]


def on(found: Register, day: str) -> list[str]:
    return sorted(f"{h.role.post} {h.person.name}" for h in holders(found.people, on=day))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("från och med 2016-04-01", ("2016-04-01", None)),
        ("fr.o.m. den 2016-04-01 t.o.m. 2018-12-31", ("2016-04-01", "2018-12-31")),
        ("för tiden till och med den 2026-12-31", (None, "2026-12-31")),
        ("för tiden från och\nmed den 2024-05-13 till och med den 2026-12-31", ("2024-05-13", "2026-12-31")),
        ("för tiden 2023-01-01 – 2026-12-31", ("2023-01-01", "2026-12-31")),
        ("för mandatperioden 2023–2026", ("2023", "2026")),
        ("för åren 2023-26", ("2023", "2026")),
        ("intill utgången av 2027", (None, "2027")),
        ("med tillträde 2016-04-01", ("2016-04-01", None)),
        ("enligt skrivelse 2016-04-01", (None, None)),
        ("till ledamot", (None, None)),
    ],
)
def test_what_says_from_when_to_when(text: str, wanted: tuple[str | None, str | None]) -> None:
    import re

    dates = [(m.start(), m.end(), m[0]) for m in re.finditer(r"\d{4}-\d\d-\d\d|(?<=utgången av )\d{4}", text)]
    assert term(text, dates) == wanted


def test_a_term_of_which_the_year_is_known_lasts_through_it() -> None:
    assert not over("2026", "2026-12-31") and over("2026", "2027-01-01")
    assert not over("2026-06-30", "2026-06-30") and over("2026-06-30", "2026-07-01")


def test_who_is_elected_from_a_day_on_is_not_there_before(store: Store) -> None:
    text = (
        "⟨elect:Styrelsen väljer ⟨PERSON:Eva Lindqvist⟩ till ⟨ROLE:ordförande⟩ från och med "
        "⟨DATE:2016-04-01⟩⟩."
    )
    found = registered(
        store,
        board("2016-02-10", seat("Bo Kvist", None, "ordförande"), text=text),
        board("2016-05-10", seat("Eva Lindqvist", None, "ordförande")),
    )
    assert roles(found, "Eva Lindqvist") == [("ordförande", "2016-04-01", "2016-04-01", None)]
    assert on(found, "2016-03-30") == ["ordförande Bo Kvist"]
    assert on(found, "2016-04-01") == ["ordförande Eva Lindqvist"]
    (role,) = by_name(found)["Eva Lindqvist"].roles
    assert (role.attended, role.held) == (1, 1)  # of the meetings since
    assert appointed(role, "sv") == "vald från 2016-04-01"


def test_a_term_ends_where_the_election_says(store: Store) -> None:
    text = (
        "⟨elect:⟨PERSON:Siv Tingdal⟩ väljs till ⟨ROLE:vice ordförande⟩ för tiden till och med "
        "⟨DATE:2014-12-31⟩⟩."
    )
    found = registered(
        store, board("2014-05-12", seat("Bo Kvist"), text=text), board("2015-02-09", seat("Bo Kvist"))
    )
    (role,) = by_name(found)["Siv Tingdal"].roles
    assert (role.until, role.ended and (role.ended.how, role.ended.on)) == (
        "2014-12-31",
        ("term", "2014-12-31"),
    )
    assert ended(role, {}, "sv") == "uppdraget gällde till och med 2014-12-31"
    assert "vice ordförande Siv Tingdal" in on(found, "2014-12-31")
    assert "vice ordförande Siv Tingdal" not in on(found, "2015-01-01")


def test_who_is_seen_after_the_term_was_elected_again(store: Store) -> None:
    text = "⟨elect:⟨PERSON:Siv Tingdal⟩ väljs till ⟨ROLE:kassör⟩ för tiden till och med ⟨DATE:2014-12-31⟩⟩."
    found = registered(
        store,
        board("2014-05-12", seat("Bo Kvist"), text=text),
        board("2015-02-09", seat("Siv Tingdal", None, "kassör")),
    )
    (role,) = by_name(found)["Siv Tingdal"].roles
    assert (role.until, role.ended) == (None, None)


@pytest.mark.parametrize(
    ("text", "post", "by"),
    [
        ("⟨PERSON:Siv Dahlmark⟩, Alvbro kommun, lämnar styrelsen efter dagens möte.", "ledamot", None),
        ("⟨PERSON:Siv Dahlmark⟩ avgår som ⟨ROLE:ledamot⟩.", "ledamot", None),
        ("⟨PERSON:Bo Kvist⟩ efterträder ⟨PERSON:Siv Dahlmark⟩ som ledamot.", "ledamot", "Bo Kvist"),
        (
            "⟨PERSON:Siv Dahlmark⟩ lämnar sitt uppdrag. Alvbro kommun har utsett ⟨PERSON:Bo Kvist⟩ till ny "
            "ledamot.", "ledamot", "Bo Kvist",
        ),
        (
            "⟨PERSON:Siv Dahlmark⟩ lämnar sitt uppdrag och kommunen har utsett ⟨PERSON:Bo Kvist⟩ att "
            "efterträda henne.", "ledamot", "Bo Kvist",
        ),
        ("Avsägelse av ⟨PERSON:Siv Dahlmark⟩ (C) från uppdraget som ledamot.", "ledamot", None),
        ("⟨PERSON:Siv Dahlmark⟩ har begärt och blivit entledigad som ledamot.", "ledamot", None),
    ],
)  # fmt: skip
def test_leaves_and_successions_that_the_text_tells(
    store: Store, text: str, post: str, by: str | None
) -> None:
    found = registered(
        store,
        board("2020-01-15", seat("Siv Dahlmark"), seat("Gun Vadman"), text=text),
        board("2020-03-15", seat("Bo Kvist"), seat("Gun Vadman")),
    )
    (role,) = (r for r in by_name(found)["Siv Dahlmark"].roles if r.post == post)
    assert role.ended and (role.ended.how, role.ended.on) == ("left", "2020-01-15")
    assert found.names().get(role.ended.by or "") == by
    (body,) = found.bodies
    said = [(found.names()[f.before], found.names()[f.after]) for f in body.follows if f.said]
    assert said == ([("Siv Dahlmark", by)] if by else [])
    assert by is None or any(q.date == "2020-01-15" for f in body.follows for q in f.sources)


@pytest.mark.parametrize(
    "text",
    [
        "⟨PERSON:Gun Vadman⟩ tackar ⟨PERSON:Siv Dahlmark⟩ som inte lämnar styrelsen.",
        "⟨PERSON:Siv Dahlmark⟩ lämnar styrelsen i Granö Bostads AB.",
        "⟨PERSON:Siv Dahlmark⟩ lämnar sammanträdet under § 4.",
        "⟨PERSON:Siv Dahlmark⟩ lämnar fullmäktige.",
        "Avsägelse av ⟨PERSON:Siv Dahlmark⟩ från uppdraget som ledamot. Hon återtar sin avsägelse.",
    ],
)
def test_who_does_not_leave_this_body(store: Store, text: str) -> None:
    found = registered(store, protocol(present=[seat("Siv Dahlmark"), seat("Gun Vadman")], text=text))
    assert [role.ended for role in by_name(found)["Siv Dahlmark"].roles] == [None]


def test_who_leaves_on_a_day_leaves_then(store: Store) -> None:
    text = "⟨PERSON:Siv Dahlmark⟩ lämnar styrelsen den ⟨DATE:2020-02-01⟩."
    found = registered(
        store, board("2020-01-15", seat("Siv Dahlmark"), text=text), board("2020-03-15", seat("Bo Kvist"))
    )
    (role,) = by_name(found)["Siv Dahlmark"].roles
    assert role.ended and role.ended.on == "2020-02-01"
    assert "ledamot Siv Dahlmark" in on(found, "2020-01-31")
    assert "ledamot Siv Dahlmark" not in on(found, "2020-02-01")


def test_another_authority_names_who_comes_instead(store: Store) -> None:
    text = (
        "Länsstyrelsen har beslutat utse ⟨PERSON:Bo Kvist⟩ (V) till ny suppleant i kommunfullmäktige i "
        "stället för ⟨PERSON:Siv Dahlmark⟩ (V)."
    )
    found = registered(store, protocol("Kommunfullmäktige", present=[seat("Gun Vadman")], text=text))
    people = by_name(found)
    assert [(r.post, r.body, r.party) for r in people["Bo Kvist"].roles] == [
        ("suppleant", "Kommunfullmäktige", "V")
    ]
    (gone,) = people["Siv Dahlmark"].roles
    assert (gone.post, gone.ended and gone.ended.by) == ("suppleant", people["Bo Kvist"].id)


def test_who_only_leaves_has_no_beginning(store: Store) -> None:
    text = (
        "⟨elect:Till ⟨ROLE:ledamot⟩ i ⟨BODY:kulturnämnden⟩ i stället för ⟨PERSON:Siv Dahlmark⟩ (C) utses "
        "⟨PERSON:Bo Kvist⟩ (C)⟩."
    )
    found = registered(store, protocol("Kommunfullmäktige", "2021-03-02", text=text))
    told = {name: first_to_last(person.roles[0]) for name, person in by_name(found).items()}
    assert told == {
        "Bo Kvist": "först sedd 2021-03-02, senast sedd 2021-03-02", "Siv Dahlmark": "senast sedd 2021-03-02"
    }  # fmt: skip
    dates = {
        m["person_id"]: (m["start_date"], m["end_date"]) for m in json.loads(as_popolo(found))["memberships"]
    }
    assert dates[by_name(found)["Siv Dahlmark"].id] == (None, "2021-03-02")


def test_two_posts_of_one_election(store: Store) -> None:
    text = (
        "⟨elect:Till ⟨ROLE:ledamot⟩ i ⟨BODY:kulturnämnden⟩ och ⟨ROLE:kommunalråd⟩ i stället för "
        "⟨PERSON:Siv Dahlmark⟩ (C) utses ⟨PERSON:Bo Kvist⟩ (C)⟩."
    )
    found = registered(store, protocol("Kommunfullmäktige", text=text))
    assert {(r.post, r.body, r.organisation) for r in by_name(found)["Bo Kvist"].roles} == {
        ("ledamot", "Kulturnämnden", "Alvbro kommun"), ("kommunalråd", "Alvbro kommun", None),
    }  # fmt: skip
    assert {(r.post, r.ended is not None) for r in by_name(found)["Siv Dahlmark"].roles} >= {
        ("ledamot", True)
    }


def test_an_organ_of_a_federation_is_the_federations(store: Store) -> None:
    text = "⟨elect:⟨PERSON:Bo Kvist⟩ väljs till ⟨ROLE:ledamot⟩ i arbetsutskottet⟩."
    found = registered(store, board("2020-01-15", seat("Gun Vadman"), text=text))
    assert [(r.body, r.organisation) for r in by_name(found)["Bo Kvist"].roles] == [
        ("Arbetsutskottet", "Samordningsförbundet Alvbro")
    ]


def test_a_group_under_one_name_is_one_body(store: Store) -> None:
    first = "⟨elect:⟨PERSON:Bo Kvist⟩ utses till ⟨ROLE:ledamot⟩ i Styrgruppen för utbildning⟩."
    then = "⟨elect:Till ⟨ROLE:ledamot⟩ i styrgruppen för utbildning utses ⟨PERSON:Rut Ekmark⟩⟩."
    found = registered(store, protocol(date="2021-03-02", text=first), protocol(date="2021-05-02", text=then))
    assert [(b.name, b.organisation) for b in found.bodies if not b.meetings] == [
        ("Styrgruppen för utbildning", "Alvbro kommun")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "⟨adopt:⟨ROLE:Vice ordföranden⟩ ⟨PERSON:Bo Kvist⟩ (V) justerar dagens protokoll tillsammans med "
        "⟨ROLE:ordföranden⟩ ⟨PERSON:Gun Vadman⟩ (S)⟩.",
        "⟨elect:Utses att justera: ⟨PERSON:Bo Kvist⟩⟩.",
        "⟨elect:Mötet valde ⟨PERSON:Bo Kvist⟩ att justera protokollet⟩.",
        "Utses att justera: ⟨PERSON:Bo Kvist⟩.",
        "Att jämte ordföranden justera protokollet utses ⟨PERSON:Bo Kvist⟩.",
    ],
)
def test_who_checks_the_minutes(store: Store, text: str) -> None:
    found = registered(store, protocol(present=[seat("Gun Vadman")], text=text))
    checkers = [p.name for p in found.people for role in p.roles if role.post == "justerare"]
    assert checkers == ["Bo Kvist"]


def test_two_who_check_the_minutes(store: Store) -> None:
    text = "Utses att justera: ⟨PERSON:Bo Kvist⟩ (C) och ⟨PERSON:Rut Ekmark⟩. ⟨PERSON:Siv Dahlmark⟩ yrkade."
    found = registered(store, protocol(present=[seat("Gun Vadman")], text=text))
    assert {p.name for p in found.people for role in p.roles if role.post == "justerare"} == {
        "Bo Kvist", "Rut Ekmark",
    }  # fmt: skip


def test_who_of_two_namesakes_makes_a_reservation(store: Store) -> None:
    text = (
        "⟨item:§ 3 Avtal⟩\n⟨adopt:Avtalet godkänns⟩.\n⟨PERSON:Jan Andersson⟩ (L) reserverar sig mot beslutet."
    )
    document = protocol(
        present=[seat("Jan Andersson", party="SD"), seat("Jan Andersson", party="L")], text=text
    )
    (decision,) = document.decisions
    document = replace(document, decisions=(replace(decision, reservations=("Jan Andersson",)),))
    found = registered(store, document)
    assert {p.roles[0].party: len(p.reservations) for p in found.people} == {"L": 1, "SD": 0}


def test_one_person_chosen_does_not_change_how_many_were_there(store: Store) -> None:
    found = registered(store, board("2020-01-15", seat("Bo Kvist"), seat("Gun Vadman")))
    assert found.bodies[0].meetings[0].registered == 2
    alone = replace(found, people=found.people[:1])
    assert "2 närvarande" in as_markdown(alone)


def test_who_chairs_one_meeting_and_is_a_member_again_has_not_been_the_chair(store: Store) -> None:
    def meeting(date: str, chair: str, member: str) -> Document:
        return board(date, seat(chair, None, "ordförande"), seat(member))

    found = registered(
        store,
        meeting("2020-01-15", "Siv Dahlmark", "Bo Kvist"), meeting("2020-02-15", "Siv Dahlmark", "Bo Kvist"),
        board("2020-03-15", seat("Bo Kvist", None, "ordförande")),
        meeting("2020-04-15", "Siv Dahlmark", "Bo Kvist"),
    )  # fmt: skip
    assert {r.post: r.dates for r in by_name(found)["Bo Kvist"].roles} == {
        "ledamot": ("2020-01-15", "2020-02-15", "2020-04-15"), "mötesordförande": ("2020-03-15",),
    }  # fmt: skip
    assert on(found, "2020-03-15").count("ordförande Siv Dahlmark") == 1


def test_a_party_under_its_old_letters_is_one_party(store: Store) -> None:
    found = registered(
        store,
        board("2014-01-15", seat("Bo Kvist", party="FP")), board("2016-01-15", seat("Bo Kvist", party="L")),
    )  # fmt: skip
    assert [(r.party, r.first_seen, r.last_seen) for r in by_name(found)["Bo Kvist"].roles] == [
        ("L", "2014-01-15", "2016-01-15")
    ]
    assert not found.findings


def test_a_guest_for_some_items_is_there_for_those(store: Store) -> None:
    guest = {
        "person": "Rut Ekmark", "standing": "other", "organisation": "Region Alvbro", "sections": ["4", "5"]
    }  # fmt: skip
    text = "⟨item:§ 3 A⟩\n⟨item:§ 4 B⟩\n⟨PERSON:Rut Ekmark⟩, ⟨ROLE:processledare⟩ rapporterade.\n⟨item:§ 5 C⟩"
    found = registered(store, board("2020-01-15", seat("Bo Kvist"), guest, text=text))
    (role,) = by_name(found)["Rut Ekmark"].roles
    assert (role.post, role.appointer, role.limits) == (
        "processledare", "Region Alvbro", (("2020-01-15", "§§ 4–5"),)
    )  # fmt: skip


def test_a_substitute_who_serves_at_one_item_is_not_away_from_the_others(store: Store) -> None:
    substitute = {"person": "Rut Ekmark", "standing": "substitute", "roles": ["ersättare"], "sections": ["4"]}
    text = "⟨item:§ 3 A⟩\n⟨item:§ 4 B⟩\n⟨item:§ 5 C⟩\n"
    found = registered(store, board("2020-01-15", seat("Bo Kvist"), substitute, text=text))
    assert by_name(found)["Rut Ekmark"].absences == ()


def test_a_resignation_and_who_is_named_later_are_one_leave(store: Store) -> None:
    first = "⟨PERSON:Siv Dahlmark⟩ avgår som ledamot."
    later = (
        "Länsstyrelsen har beslutat utse ⟨PERSON:Bo Kvist⟩ till ny ledamot i stället för "
        "⟨PERSON:Siv Dahlmark⟩."
    )
    found = registered(
        store,
        protocol(
            "Kommunfullmäktige", "2021-03-02", present=[seat("Siv Dahlmark"), seat("Gun Vadman")], text=first
        ),
        protocol("Kommunfullmäktige", "2021-05-02", present=[seat("Gun Vadman")], text=later),
    )
    (role,) = by_name(found)["Siv Dahlmark"].roles
    assert role.ended and (role.ended.on, found.names()[role.ended.by or ""]) == ("2021-03-02", "Bo Kvist")
    assert len(role.ended.sources) == 2


def test_an_elected_chair_follows_on_the_day_of_the_election(store: Store) -> None:
    text = "⟨elect:⟨PERSON:Bo Kvist⟩ väljs till ⟨ROLE:ordförande⟩⟩."
    found = registered(
        store,
        board("2021-01-02", seat("Siv Dahlmark", None, "ordförande")),
        board("2021-03-02", seat("Siv Dahlmark", None, "ordförande"), text=text),
        board("2021-05-02", seat("Bo Kvist", None, "ordförande")),
    )
    (body,) = found.bodies
    assert [(found.names()[f.before], found.names()[f.after]) for f in body.follows] == [
        ("Siv Dahlmark", "Bo Kvist")
    ]
    (role,) = by_name(found)["Bo Kvist"].roles
    assert (role.attended, role.held) == (1, 1)  # the meeting that elected him is not counted
