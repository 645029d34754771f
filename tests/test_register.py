import csv
import io
import json
from pathlib import Path

import pytest
from gold_documents import shared
from invented import FILLER, board, protocol, seat

from pipeline.entities import Person
from pipeline.facts import Document
from pipeline.register import as_csv, as_json, register
from pipeline.register.phrases import why_name
from pipeline.register.reasons import in_swedish, reason
from pipeline.resolve import resolve
from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def registered(store: Store, *documents: Document) -> dict[str, Person]:
    for document in documents:
        store.put(document, "v1")
    store.resolve(resolve(store.documents(), judgements=store.judgements(), memory=store.memory()))
    return {person.name: person for person in register(store)}


def posts(person: Person) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(role.post, role.appointer, role.first_seen, role.last_seen) for role in person.roles]


def test_posts_in_time_with_their_sources(store: Store) -> None:
    found = registered(
        store,
        board("2018-01-15", seat("Anna Bergdahl", "Alvbro kommun")),
        board("2019-01-15", seat("Anna Bergdahl", "Alvbro kommun")),
        board("2020-01-15", seat("Anna Bergdahl", "Alvbro kommun", "ordförande")),
    )
    anna = found["Anna Bergdahl"]
    assert posts(anna) == [
        ("ledamot", "Alvbro kommun", "2018-01-15", "2019-01-15"),
        ("ordförande", "Alvbro kommun", "2020-01-15", "2020-01-15"),
    ]
    texts = {d.source.id: d.source.text for d in store.documents()}
    for role in anna.roles:
        for quote in role.sources:
            assert texts[quote.document][quote.start : quote.end] == quote.text == "Anna Bergdahl"


def test_only_an_office_lets_a_name_in(store: Store) -> None:
    text = (
        "⟨PERSON:Hedda Lilja⟩ har lämnat ett medborgarförslag. ⟨ROLE:sökande⟩ ⟨PERSON:Ivar Stormbo⟩ klagar.\n"
        "⟨ROLE:Förbundschef⟩ ⟨PERSON:Ulla Tingdal⟩ redogör. "
        "⟨PERSON:Rut Ekmark⟩ (C), ⟨ROLE:ordförande⟩, tackar.\n"
        "⟨elect:Till ⟨ROLE:justerare⟩ utses ⟨PERSON:Bo Kvist⟩⟩. "
        "⟨PERSON:Siv Dahlmark⟩ och ⟨ROLE:ordföranden⟩ talade."
    )
    guest = {"person": "Gun Vadman", "standing": "other"}
    official = {"person": "Per Ahlmark", "standing": "other", "organisation": "Alvbro kommun"}
    found = registered(store, board("2020-01-15", guest, official, text=text))
    assert {name: [role.post for role in person.roles] for name, person in found.items()} == {
        "Ulla Tingdal": ["förbundschef"],
        "Rut Ekmark": ["ordförande"],
        "Bo Kvist": ["justerare"],
        "Per Ahlmark": ["deltagare"],
    }


def test_a_title_leads_the_name_behind_it(store: Store) -> None:
    text = "⟨ROLE:ordföranden⟩ ⟨PERSON:Ulla Tingdal⟩, ⟨ROLE:vice ordföranden⟩ ⟨PERSON:Rut Ekmark⟩"
    found = registered(store, board("2020-01-15", text=text))
    assert {name: [role.post for role in person.roles] for name, person in found.items()} == {
        "Ulla Tingdal": ["ordförande"],
        "Rut Ekmark": ["vice ordförande"],
    }


def test_a_post_belongs_to_the_body_named_with_it(store: Store) -> None:
    text = (
        "⟨BODY:Kommunstyrelsens⟩ ⟨ROLE:ordförande⟩ ⟨PERSON:Ulla Tingdal⟩ talade. "
        "⟨PERSON:Rut Ekmark⟩, ⟨ROLE:kassör⟩ i ⟨ORG:Alvbro idrottsförening⟩, svarade. "
        "⟨BODY:Nämndens⟩ ⟨ROLE:ordförande⟩\n⟨PERSON:Bo Kvist⟩ tackade."
    )
    found = registered(store, protocol(text=text))
    assert {name: (r.post, r.body, r.organisation) for name, p in found.items() for r in p.roles} == {
        "Ulla Tingdal": ("ordförande", "Kommunstyrelsen", "Alvbro kommun"),
        "Rut Ekmark": ("kassör", "Alvbro idrottsförening", None),
        "Bo Kvist": ("ordförande", "Socialnämnden", "Alvbro kommun"),
    }


def test_an_election_says_to_what_and_instead_of_whom(store: Store) -> None:
    text = (
        "⟨item:§ 7 Val till ⟨BODY:kulturnämnden⟩⟩\n"
        "⟨elect:Till ⟨ROLE:ledamot⟩ i stället för ⟨PERSON:Siv Dahlmark⟩ (C) utses ⟨PERSON:Bo Kvist⟩ (C)⟩.\n"
        "⟨elect:⟨PERSON:Ulla Tingdal⟩ väljs till ⟨ROLE:ersättare⟩ i ⟨ORG:Alvbro Bostads AB⟩⟩."
    )
    found = registered(store, protocol(text=text))
    assert {name: (r.post, r.body, r.organisation) for name, p in found.items() for r in p.roles} == {
        "Bo Kvist": ("ledamot", "Kulturnämnden", "Alvbro kommun"),
        "Siv Dahlmark": ("ledamot", "Kulturnämnden", "Alvbro kommun"),  # until then
        "Ulla Tingdal": ("ersättare", "Alvbro Bostads AB", None),
    }


def test_a_title_at_the_end_of_a_line_is_not_the_next_ones(store: Store) -> None:
    text = "⟨PERSON:Ulla Tingdal⟩, ⟨ROLE:ordförande⟩\n⟨PERSON:Rut Ekmark⟩, ⟨ROLE:sekreterare⟩\n"
    found = registered(store, protocol(text=text))
    assert {name: [r.post for r in p.roles] for name, p in found.items()} == {
        "Ulla Tingdal": ["ordförande"],
        "Rut Ekmark": ["sekreterare"],
    }


def test_a_meeting_recorded_twice_counts_once(store: Store) -> None:
    item = f"⟨item:§ 5 Uppföljning⟩\n{FILLER}"
    own = board("2020-01-15", seat("Peter Vigen", "Umeå kommun", "ordförande"), text=item)
    bound = f"⟨row:Peter Vigren|Umeå kommun|ordförande⟩{item}"
    notice = board(
        "2020-03-15",
        text="Kallelse till nästa möte.",
        kind="notice",
        bound=[(bound, "2020-01-15")],
        path="k.txt",
    )
    found = registered(store, own, notice)
    (peter,) = found.values()
    assert {spelling for spelling, _ in peter.spellings} == {"Peter Vigen", "Peter Vigren"}
    assert [len(role.sources) for role in peter.roles] == [1]
    assert "two copies" in peter.why_one[0]


def test_the_party_joins_where_only_some_lists_give_it(store: Store) -> None:
    text = "⟨ROLE:ledamoten⟩ ⟨PERSON:Anna Bergdahl⟩ talade."
    found = registered(store, protocol(present=[seat("Anna Bergdahl", party="C")], text=text))
    assert [(role.post, role.party, len(role.sources)) for role in found["Anna Bergdahl"].roles] == [
        ("ledamot", "C", 2)
    ]


def test_the_order_is_swedish_and_by_surname(store: Store) -> None:
    names = ["Anna Öberg", "Bo Åberg", "Cia Zorn", "Dag Ärlig"]
    assert list(registered(store, board("2020-01-15", *map(seat, names)))) == [
        "Cia Zorn", "Bo Åberg", "Dag Ärlig", "Anna Öberg",
    ]  # fmt: skip


def test_json_and_csv(store: Store) -> None:
    registered(store, board("2020-01-15", seat("Anna Bergdahl", "Alvbro kommun", "ordförande", party="C")))
    people = register(store)
    (record,) = json.loads(as_json(people))
    assert {"name", "spellings", "roles", "sources"} <= record.keys()
    assert record["spellings"] == ["Anna Bergdahl"]
    assert record["sources"][0]["text"] == "Anna Bergdahl"
    (line,) = csv.DictReader(io.StringIO(as_csv(people)))
    assert (line["name"], line["post"], line["party"]) == ("Anna Bergdahl", "ordförande", "C")


def test_the_same_store_gives_the_same_register_to_the_byte(store: Store) -> None:
    documents = shared()
    if not documents:
        pytest.skip("the shared gold is not here")
    registered(store, *documents)
    before = as_json(register(store))
    registered(store, *documents[::-1])
    assert as_json(register(store)) == before


def held(store: Store, text: str, **more: object) -> dict[str, list[tuple[str, str]]]:
    """Name → (post, body) of the people in a text of a board in Alvbro."""
    found = registered(store, protocol(text=text, **more))  # type: ignore[arg-type]
    return {name: [(role.post, role.body) for role in person.roles] for name, person in found.items()}


@pytest.mark.parametrize(
    "clause",
    [
        "⟨PERSON:Bo Kvist⟩ (C) väljs att jämte ⟨ROLE:ordföranden⟩ justera protokollet",
        "⟨PERSON:Bo Kvist⟩ utses att tillsammans med ⟨ROLE:ordföranden⟩ ⟨PERSON:Siv Dahlmark⟩ justera "
        "dagens protokoll",
        "Att justera protokollet jämte ⟨ROLE:ordföranden⟩ väljs ⟨PERSON:Bo Kvist⟩",
        "Till ⟨ROLE:justerare⟩ jämte ⟨ROLE:ordföranden⟩ utses ⟨PERSON:Bo Kvist⟩",
    ],
)
def test_who_checks_the_minutes_beside_the_chair_is_no_chair(store: Store, clause: str) -> None:
    assert held(store, f"⟨elect:{clause}⟩.")["Bo Kvist"] == [("justerare", "Socialnämnden")]


@pytest.mark.parametrize(
    ("clause", "post", "body"),
    [
        (
            "Till ⟨ROLE:ledamöter⟩ i Alvbro kommuns råd för äldre\nfolk för tiden till och med 2026 utses "
            "⟨PERSON:Bo Kvist⟩ och ⟨PERSON:Rut Ekmark⟩",
            "ledamot",
            "Alvbro kommuns råd för äldre folk",
        ),
        (
            "⟨PERSON:Bo Kvist⟩ (C) och ⟨PERSON:Rut Ekmark⟩ (C) utses till ⟨ROLE:representanter⟩ i "
            "Fiskeforum i\nstället för ⟨PERSON:Siv Dahlmark⟩ (C) och ⟨PERSON:Gun Vadman⟩ (C)",
            "representant",
            "Fiskeforum",
        ),
        (
            "Till ⟨ROLE:suppleanter⟩ i ⟨BODY:stämman⟩ i Alvbro vattenförbund utses ⟨PERSON:Bo Kvist⟩ samt "
            "⟨PERSON:Rut Ekmark⟩ efter ⟨PERSON:Siv Dahlmark⟩",
            "suppleant",
            "Stämman i Alvbro vattenförbund",
        ),
    ],
)
def test_the_whole_body_as_written_is_what_one_is_elected_to(
    store: Store, clause: str, post: str, body: str
) -> None:
    found = held(store, f"⟨elect:{clause}⟩.")
    assert found.keys() >= {"Bo Kvist", "Rut Ekmark"}
    assert {tuple(posts) for posts in found.values()} == {((post, body),)}  # who is replaced had it too


def test_who_resigns_has_had_the_post_and_none_of_the_next_clause(store: Store) -> None:
    text = (
        "⟨elect:⟨PERSON:Siv Dahlmark⟩ entledigas som ⟨ROLE:ordförande⟩ och att välja ⟨PERSON:Bo Kvist⟩ till "
        "⟨ROLE:ersättare⟩ i kulturnämnden⟩.\n"
        "⟨elect:⟨PERSON:Gun Vadman⟩ avsäger sig uppdraget som ⟨ROLE:ledamot⟩⟩.\n"
        "⟨ROLE:ledamoten⟩ ⟨PERSON:Rut Ekmark⟩ har begärt att bli entledigad."
    )
    assert held(store, text) == {
        "Bo Kvist": [("ersättare", "Kulturnämnden")],
        "Siv Dahlmark": [("ordförande", "Socialnämnden")],
        "Gun Vadman": [("ledamot", "Socialnämnden")],
    }


def test_the_chair_of_one_meeting_is_no_chair_of_the_body(store: Store) -> None:
    text = (
        "⟨elect:Till ⟨ROLE:ordförande⟩ för mötet valdes ⟨PERSON:Bo Kvist⟩⟩.\n"
        "Tjänstgörande ⟨ROLE:ordföranden⟩ ⟨PERSON:Rut Ekmark⟩ talade. "
        "Mötets ⟨ROLE:sekreterare⟩ ⟨PERSON:Siv Dahlmark⟩ skrev. "
        "Tjänstgörande ⟨ROLE:ersättaren⟩ ⟨PERSON:Gun Vadman⟩ röstade."
    )
    assert held(store, text) == {
        "Bo Kvist": [("mötesordförande", "Socialnämnden")],
        "Gun Vadman": [("ersättare", "Socialnämnden")],
    }


def test_a_heading_that_elects_several_names_no_body(store: Store) -> None:
    text = (
        "⟨item:§ 9 Val av revisorer och ⟨BODY:valberedning⟩⟩\n"
        "⟨elect:Till ⟨ROLE:revisor⟩ valdes ⟨PERSON:Bo Kvist⟩⟩."
    )
    assert held(store, text) == {"Bo Kvist": [("revisor", "Socialnämnden")]}


def test_a_heading_says_to_what_an_election_is(store: Store) -> None:
    text = (
        "⟨item:§ 9 Val till rådet för äldre och personer med hund⟩\n"
        "⟨elect:Nämnden utser ⟨PERSON:Bo Kvist⟩ (C) till ⟨ROLE:ledamot⟩ på förslag av "
        "⟨BODY:kulturnämnden⟩⟩."
    )
    assert held(store, text) == {"Bo Kvist": [("ledamot", "Rådet för äldre och personer med hund")]}


def test_a_former_or_dead_holder_holds_nothing(store: Store) -> None:
    text = (
        "Nämndens tidigare ledamot och ⟨ROLE:ordförande⟩ ⟨PERSON:Siv Dahlmark⟩ (S) hälsade.\n"
        "Förre ⟨ROLE:ordföranden⟩ ⟨PERSON:Bo Kvist⟩ talade. Avgående ⟨ROLE:kassören⟩ ⟨PERSON:Per Ahlmark⟩ "
        "avtackades.\n⟨ROLE:Ledamoten⟩ ⟨PERSON:Gun Vadman⟩ (S) har avlidit.\n"
        "⟨ROLE:Ordföranden⟩ ⟨PERSON:Rut Ekmark⟩ höll ett tal."
    )
    assert held(store, text) == {"Rut Ekmark": [("ordförande", "Socialnämnden")]}


def test_a_genitive_before_a_title_says_in_which_body(store: Store) -> None:
    text = (
        "Stadsrevisionens ⟨ROLE:ordförande⟩ ⟨PERSON:Ulla Tingdal⟩ talade.\n"
        "Park samt kultur- och ⟨BODY:fritidsnämndens⟩ ⟨ROLE:ordförande⟩ ⟨PERSON:Rut Ekmark⟩ svarade.\n"
        "⟨PERSON:Bo Kvist⟩, ⟨ROLE:ordförande⟩ och ⟨PERSON:Siv Dahlmark⟩, ⟨ROLE:kassör⟩ i Alvbro byalag, kom. "
        "⟨PERSON:Per Ahlmark⟩, ⟨ROLE:sekreterare⟩ i rådet för vägar, skrev. "
        "⟨PERSON:Hedda Lilja⟩, ⟨ROLE:ledamot⟩ i rådet talade. "
        "⟨PERSON:Gun Vadman⟩, ⟨ROLE:VD⟩ ⟨ORG:Alvbro Bostads AB⟩, svarade."
    )
    assert held(store, text) == {
        "Ulla Tingdal": [("ordförande", "Stadsrevisionen")],
        "Rut Ekmark": [("ordförande", "Park samt kultur- och fritidsnämnden")],
        "Bo Kvist": [("ordförande", "Alvbro byalag")],
        "Siv Dahlmark": [("kassör", "Alvbro byalag")],
        "Per Ahlmark": [("sekreterare", "Rådet för vägar")],
        "Gun Vadman": [("VD", "Alvbro Bostads AB")],
    }


def test_a_heading_in_a_list_of_addressees_gives_no_post(store: Store) -> None:
    text = (
        "Exp.\n  ⟨ROLE:Revisorerna⟩\n  ⟨PERSON:Bo Kvist⟩, ⟨ROLE:IT-samordnare⟩\n  ⟨PERSON:Siv Dahlmark⟩\n\n"
        "Underskrifter\n⟨ROLE:Ordförande⟩\n⟨PERSON:Rut Ekmark⟩"
    )
    assert held(store, text) == {
        "Bo Kvist": [("IT-samordnare", "Socialnämnden")],
        "Rut Ekmark": [("ordförande", "Socialnämnden")],
    }


def test_posts_are_in_the_singular(store: Store) -> None:
    text = "⟨PERSON:Bo Kvist⟩, ⟨ROLE:enhetschefer⟩. ⟨ROLE:Handläggarna⟩ ⟨PERSON:Rut Ekmark⟩"
    assert held(store, text) == {
        "Bo Kvist": [("enhetschef", "Socialnämnden")],
        "Rut Ekmark": [("handläggare", "Socialnämnden")],
    }


def test_letters_behind_a_name_give_the_party_but_an_employer_does_not(store: Store) -> None:
    text = (
        "⟨ROLE:ordföranden⟩ ⟨PERSON:Anna Bergdahl⟩ (C) yrkade. ⟨PERSON:Anna Bergdahl⟩ (C) tackade.\n"
        "⟨ROLE:revisor⟩ ⟨PERSON:Bo Kvist⟩ (EY) redogjorde. ⟨PERSON:Rut Ekmark⟩ (S) svarade."
    )
    found = registered(store, protocol(present=[seat("Rut Ekmark", party="V")], text=text))
    assert {name: [r.party for r in p.roles] for name, p in found.items()} == {
        "Anna Bergdahl": ["C"],
        "Bo Kvist": [None],
        "Rut Ekmark": ["V"],
    }


def test_a_chair_listed_among_the_members_of_the_same_meeting_is_one_post(store: Store) -> None:
    text = "⟨ROLE:Ordföranden⟩ ⟨PERSON:Anna Bergdahl⟩ öppnade mötet."
    assert held(store, text, present=[seat("Anna Bergdahl")]) == {
        "Anna Bergdahl": [("ordförande", "Socialnämnden")]
    }


def test_a_guest_who_chairs_another_body_does_not_chair_this_one(store: Store) -> None:
    guest = {**seat("Rut Ekmark", "Kulturnämnden", "ordförande"), "standing": "other"}
    assert held(store, "", present=[seat("Anna Bergdahl", None, "ordförande"), guest]) == {
        "Anna Bergdahl": [("ordförande", "Socialnämnden")],
        "Rut Ekmark": [("ordförande", "Kulturnämnden")],
    }


def test_an_ordinal_before_a_title_does_not_lead_the_name_on_the_next_line(store: Store) -> None:
    text = (
        "⟨PERSON:Siv Dahlmark⟩ (C), ⟨ROLE:1:e vice ordförande⟩\n"
        "⟨PERSON:Bo Kvist⟩ (M), ⟨ROLE:2:e vice ordförande⟩\n"
    )
    assert held(store, text) == {
        "Siv Dahlmark": [("förste vice ordförande", "Socialnämnden")],
        "Bo Kvist": [("andre vice ordförande", "Socialnämnden")],
    }


def test_a_party_between_commas_keeps_the_title_with_its_name(store: Store) -> None:
    text = "⟨PERSON:Siv Dahlmark⟩, S, ⟨ROLE:ordförande⟩\n   ⟨PERSON:Bo Kvist⟩, C, ⟨ROLE:kassör⟩\n"
    assert held(store, text) == {
        "Siv Dahlmark": [("ordförande", "Socialnämnden")],
        "Bo Kvist": [("kassör", "Socialnämnden")],
    }


def test_who_signs_for_one_item_as_chair_is_not_the_chair(store: Store) -> None:
    text = (
        "⟨ROLE:Ordförande⟩ ⟨PERSON:Anna Bergdahl⟩ §§ 1–3, 5\n⟨ROLE:Ordförande⟩ ⟨PERSON:Bo Kvist⟩ (C) § 4\n"
        "⟨ROLE:Sekreterare⟩ .......... ⟨PERSON:Siv Dahlmark⟩\n"
    )
    assert held(store, text, present=[seat("Anna Bergdahl", None, "ordförande"), seat("Bo Kvist")]) == {
        "Anna Bergdahl": [("ordförande", "Socialnämnden")],
        "Bo Kvist": [("ledamot", "Socialnämnden")],
        "Siv Dahlmark": [("sekreterare", "Socialnämnden")],
    }


def test_two_posts_in_one_apposition_are_both_held(store: Store) -> None:
    text = "⟨PERSON:Bo Kvist⟩, ⟨ROLE:ledamot⟩ och ⟨ROLE:kassör⟩ i ⟨ORG:Alvbro byalag⟩, svarade."
    assert held(store, text) == {"Bo Kvist": [("kassör", "Alvbro byalag"), ("ledamot", "Alvbro byalag")]}


def test_how_the_list_writes_an_organisation_that_has_another_name(store: Store) -> None:
    found = registered(store, board("2017-05-15", seat("Bo Kvist", "Västerbottens läns landsting")))
    (role,) = found["Bo Kvist"].roles
    assert (role.appointer, role.written) == ("Region Västerbotten", ("Västerbottens läns landsting",))


def test_why_a_spelling_is_preferred_and_where_each_stands(store: Store) -> None:
    text = "⟨PERSON:Hans-Åke Kvist⟩ yrkade. ⟨PERSON:Hans-Åke Kvist⟩ tackade."
    found = registered(
        store,
        board("2020-01-15", seat("Hans-Åke Kvist", "Alvbro kommun", "ordförande"), text=text),
        board("2020-03-15", seat("Hans Åke Kvist", "Alvbro kommun", "ordförande")),
    )
    person = found["Hans-Åke Kvist"]
    assert why_name(person, "sv") == "skrivs så 3 av 4 gånger; även Hans Åke Kvist (1)"
    assert [(s.text, s.times, len(s.sources)) for s in person.spelled] == [
        ("Hans-Åke Kvist", 3, 3),
        ("Hans Åke Kvist", 1, 1),
    ]
    assert all(quote.text == s.text for s in person.spelled for quote in s.sources)


def test_the_reason_for_one_person_is_said_in_both_languages(store: Store) -> None:
    rows = [seat(name, "Umeå kommun", "ordförande") for name in ("Peter Vigen", "Peter Vigren")]
    (peter,) = registered(store, board("2020-01-15", rows[0]), board("2020-03-15", rows[1])).values()
    (why,) = peter.why_one
    assert "one letter" in reason(why, peter, "en") and "both for Umeå kommun" in reason(why, peter, "en")
    assert "en bokstav skiljer" in reason(why, peter, "sv") and "båda för Umeå kommun" in reason(
        why, peter, "sv"
    )


def test_a_substitute_who_serves_between_two_meetings_is_one_still(store: Store) -> None:
    substitute = {**seat("Rut Ekmark", party="C"), "standing": "substitute"}
    rows = [substitute, seat("Rut Ekmark", party="C"), substitute]
    found = registered(
        store, *(protocol(date=f"2021-0{m}-02", present=[row]) for m, row in enumerate(rows, 1))
    )
    assert posts(found["Rut Ekmark"]) == [("ersättare", None, "2021-01-02", "2021-03-02")]


def test_a_substitute_who_becomes_a_member_is_both_in_time(store: Store) -> None:
    rows = [{**seat("Rut Ekmark"), "standing": "substitute"}, seat("Rut Ekmark")]
    found = registered(
        store, *(protocol(date=f"2021-0{m}-02", present=[row]) for m, row in enumerate(rows, 1))
    )
    assert [post for post, *_ in posts(found["Rut Ekmark"])] == ["ersättare", "ledamot"]


def test_the_secretary_of_the_committee_who_signs_is_one_secretary(store: Store) -> None:
    text = "⟨ROLE:Sekreterare⟩ ⟨PERSON:Siv Dahlmark⟩\n⟨PERSON:Siv Dahlmark⟩, ⟨ROLE:nämndsekreterare⟩."
    assert held(store, text) == {"Siv Dahlmark": [("nämndsekreterare", "Socialnämnden")]}


def test_nobody_is_appointed_by_the_body_itself(store: Store) -> None:
    row = {**seat("Siv Dahlmark", "Samordningsförbundet Alvbro", "förbundschef"), "standing": "other"}
    (role,) = registered(store, board("2021-01-02", row))["Siv Dahlmark"].roles
    assert (role.post, role.appointer) == ("förbundschef", None)


def test_the_heading_of_a_list_gives_its_first_name_no_seat(store: Store) -> None:
    text = "⟨ROLE:Ledamöter⟩\n⟨row:Bo Kvist||ersättare⟩⟨row:Siv Dahlmark||⟩"
    found = registered(store, protocol(text=text))
    assert {name: [role.post for role in person.roles] for name, person in found.items()} == {
        "Bo Kvist": ["ersättare"],
        "Siv Dahlmark": ["ledamot"],
    }


@pytest.mark.parametrize(
    ("english", "swedish"),
    [
        ("aström/åström: rings and dots are left out", "aström/åström: ringar och prickar är utelämnade"),
        ("a/anna: initials that fit, one given name is left out",
         "a/anna: initialer som passar, ett förnamn är utelämnat"),
        ("there §§ 33–34 only", "närvarande bara §§ 33–34"),
        ("the initials fit Bo Ek as well; the same body", "initialerna passar även Bo Ek; samma organ"),
        ("one for alvbro, one for vännby", "den ena för alvbro, den andra för vännby"),
        ("one employed (teknisk chef), one elected", "den ena anställd (teknisk chef), den andra vald"),
        ("one ekonom, one vice ordförande in one list",
         "den ena ekonom, den andra vice ordförande i en lista"),
        ("one kanslichef, one rektor on 2024-03-01", "den ena kanslichef, den andra rektor 2024-03-01"),
        ("the name is not rare (about 40 in Sweden)", "namnet är varken vanligt eller ovanligt"),
    ],
)  # fmt: skip
def test_reasons_are_swedish_in_a_swedish_register(english: str, swedish: str) -> None:
    assert in_swedish(english) == swedish


def test_an_organisation_in_a_reason_has_its_capital() -> None:
    told = reason("both with lindåkra kommun", Person("p", "Bo Ek", (), ()), "sv")
    assert told == "båda hos Lindåkra kommun"


def test_an_auditor_who_sits_in_the_body_is_a_namesake(store: Store) -> None:
    text = "Kommunens förtroendevalda ⟨ROLE:revisor⟩ ⟨PERSON:Jan Åkerdal⟩ informerar."
    row = {**seat("Jan Åkerdal", party="C"), "standing": "substitute"}
    (person,) = registered(store, protocol(present=[row], text=text)).values()
    assert [role.post for role in person.roles] == ["ersättare"]


def test_a_substitute_whom_a_list_calls_a_member_for_some_items_is_a_member(store: Store) -> None:
    substitute = {**seat("Rut Ekmark", party="C"), "standing": "substitute"}
    member = {**seat("Rut Ekmark", None, "Ledamot", party="C"), "sections": ["3"]}
    items = "⟨item:§ 3 Budget⟩\n⟨item:§ 4 Uppföljning⟩\n"
    found = registered(
        store,
        protocol(date="2021-01-02", present=[substitute], text=items),
        protocol(date="2022-01-02", present=[member], text=items),
    )
    assert posts(found["Rut Ekmark"]) == [
        ("ersättare", None, "2021-01-02", "2021-01-02"),
        ("ledamot", None, "2022-01-02", "2022-01-02"),
    ]
