"""What a text tells by the way of who is who: new names, leaves, who is told to do something."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from invented import board, seat
from registered import registered, stored

from pipeline.entities import Entity
from pipeline.facts import Document
from pipeline.resolve import resolve
from pipeline.store import open_store


def people(*documents: Document) -> list[Entity]:
    return [e for e in resolve(documents).entities if e.kind == "person"]


def spelled(*documents: Document) -> set[frozenset[str]]:
    return {frozenset(text for text, _ in one.spellings) for one in people(*documents)}


MARRIED = "⟨PERSON:Anna Svensson⟩ har gift sig och heter från och med nu ⟨PERSON:Anna Svensson Holm⟩."


def test_a_new_name_that_the_minutes_tell_is_the_same_person() -> None:
    first = board("2014-01-15", seat("Anna Svensson", "Alvbro kommun"), text=MARRIED)
    later = board("2015-01-15", seat("Anna Svensson Holm", "Alvbro kommun"))
    (anna,) = people(first, later)
    assert anna.name == "Anna Svensson Holm"
    assert {text for text, _ in anna.spellings} == {"Anna Svensson", "Anna Svensson Holm"}
    assert any("is called Anna Svensson Holm now" in j.reason for j in resolve([first, later]).judgements)
    lower = board("2014-01-15", seat("Anna Svensson", "Alvbro kommun"))
    other = board("2015-01-15", seat("Anna Holm", "Tärnö kommun"))
    assert len(people(lower, other)) == 2  # nobody says that they are one


def test_two_in_one_list_stay_two_whatever_the_minutes_tell() -> None:
    both = board(
        "2014-01-15", seat("Anna Svensson", "Alvbro kommun"), seat("Anna Svensson Holm", "Tärnö kommun"),
        text=MARRIED,
    )  # fmt: skip
    assert len(people(both)) == 2


def test_the_register_says_why_in_swedish(tmp_path: Path) -> None:
    from pipeline.register.reasons import reason

    store = open_store(tmp_path / "p.db", create=True)
    found = registered(
        store,
        board("2014-01-15", seat("Anna Svensson", "Alvbro kommun"), text=MARRIED),
        board("2015-01-15", seat("Anna Svensson Holm", "Alvbro kommun")),
    )
    (anna,) = found.people
    assert [reason(why, anna, "sv") for why in anna.why_one] == [
        "protokollet säger att Anna Svensson numera heter Anna Svensson Holm"
    ]


def test_what_the_last_run_knew_of_leaves_and_names_is_remembered(tmp_path: Path) -> None:
    store = open_store(tmp_path / "p.db", create=True)
    left = "⟨PERSON:Bo Ekmark⟩ lämnar styrelsen."
    stored(store, board("2014-01-15", seat("Anna Svensson"), seat("Bo Ekmark"), text=f"{MARRIED}\n{left}"))
    profiles = store.memory().profiles.values()
    assert {p.name: (p.left, [old for old, _ in p.formerly]) for p in profiles} == {
        "Anna Svensson": (None, []), "Anna Svensson Holm": (None, ["anna svensson"]),
        "Bo Ekmark": ("2014-01-15", []),
    }  # fmt: skip


def test_a_namesake_of_who_has_left_gets_nothing_of_theirs() -> None:
    """Anna Karlsson leaves the board; the economist of the next year is another, or must be asked about."""
    left = "⟨PERSON:Anna Karlsson⟩, Viks kommun, ordförande, lämnar styrelsen efter dagens möte."
    gone = board("2014-02-10", seat("Anna Karlsson", "Viks kommun", "ordförande"), text=left)
    guest = {"person": "Anna Karlsson", "standing": "other", "roles": ["ekonom"]}
    later = board("2015-02-09", seat("Bo Ekmark", "Viks kommun"), guest)
    assert [one.name for one in people(gone, later)].count("Anna Karlsson") == 2
    stayed = board("2014-02-10", seat("Anna Karlsson", "Viks kommun", "ordförande"))
    assert [one.name for one in people(stayed, later)].count("Anna Karlsson") == 1


def test_whom_the_board_tells_to_do_something_is_not_the_member_of_the_name() -> None:
    chief = {"person": "Mikael Holm", "standing": "other", "roles": ["förbundschef"]}
    text = "⟨mandate:⟨PERSON:Mikael⟩ fick i uppdrag att ta fram underlag⟩.\n⟨PERSON:Mikael⟩ tackade."
    document = board("2020-01-15", seat("Mikael Stenfors", "Försäkringskassan"), chief, text=text)
    (given,) = document.mandates
    told = replace(document, mandates=(replace(given, assignees=("Mikael",)),))
    found = {one.name: one.mentions for one in people(told)}
    alone = {m.id for m in told.mentions if m.text == "Mikael"}
    assert alone & set(found["Mikael Holm"])
    assert not alone & set(found["Mikael Stenfors"])
    assert alone <= set(resolve([document]).unresolved)  # where nobody is told to do anything


def test_an_employee_who_comes_after_a_member_of_the_name_has_left_is_another() -> None:
    left = "⟨PERSON:Anna Karlsson⟩ (S) lämnar styrelsen efter dagens möte."
    gone = board("2019-02-28", seat("Anna Karlsson", party="S"), text=left)
    guest = {"person": "Anna Karlsson", "standing": "other", "roles": ["enhetschef"]}
    found = people(gone, board("2019-05-09", seat("Bo Ekmark", party="V"), guest))
    assert [one.name for one in found].count("Anna Karlsson") == 2
    back = people(gone, board("2019-05-09", seat("Anna Karlsson", party="S")))
    assert len(back) == 1
    sent = {**guest, "organisation": "Viks kommun"}
    member = board("2014-02-10", seat("Anna Karlsson", "Viks kommun"), text=left.replace(" (S)", ""))
    assert len(people(member, board("2014-05-09", seat("Bo Ekmark", "Viks kommun"), sent))) == 3


def test_a_name_taken_at_a_wedding_is_told_in_other_words_too() -> None:
    for words in ("fortsättningsvis", "numera", "framöver", "efter vigseln"):
        told = f"⟨PERSON:Anna Svensson⟩ har gift sig och heter {words} ⟨PERSON:Anna Holmgrip⟩."
        first = board("2014-01-15", seat("Anna Svensson", "Alvbro kommun"), text=told)
        (anna,) = people(first, board("2015-01-15", seat("Anna Holmgrip", "Alvbro kommun")))
        assert anna.name == "Anna Holmgrip"
