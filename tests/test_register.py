import csv
import io
import json
from pathlib import Path

import pytest
from gold_documents import shared
from invented import FILLER, board, protocol, seat

from pipeline.entities import Person
from pipeline.facts import Document
from pipeline.register import as_csv, as_json, holders, register
from pipeline.resolve import resolve
from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def registered(store: Store, *documents: Document) -> dict[str, Person]:
    for document in documents:
        store.put(document, "v1")
    store.resolve(resolve(store.documents(), judgements=store.judgements(), members=store.members()))
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


def test_who_held_a_post_on_a_day(store: Store) -> None:
    found = registered(
        store,
        board("2018-01-15", seat("Anna Bergdahl", None, "ordförande")),
        board("2018-12-15", seat("Anna Bergdahl", None, "ordförande"), path="b"),
        board("2019-02-15", seat("Bo Ekmark", None, "ordförande")),
    )
    body = "Samordningsförbundet Alvbro"
    assert [p.name for p in holders(found.values(), body, "2018-06-01", "ordförande")] == ["Anna Bergdahl"]
    assert [p.name for p in holders(found.values(), body, "2019-02-15")] == ["Bo Ekmark"]
    assert holders(found.values(), body, "2017-01-01") == []


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
