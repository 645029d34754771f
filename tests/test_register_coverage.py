"""For which meetings the register speaks: notices without minutes, notes with points, names in copies."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from invented import FILLER, board, protocol, seat
from openpyxl import load_workbook
from registered import by_name, registered

from pipeline.register.formats import FORMATS, Setting, as_json, bodies_as_json, formatted
from pipeline.register.formats.markdown import as_markdown
from pipeline.register.phrases import called, numbered, why_name
from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def test_a_notice_proves_a_meeting_whose_minutes_are_missing(store: Store) -> None:
    notice = board("2021-05-02", text="Kallelse till sammanträde.", kind="notice", path="kallelse.txt")
    found = registered(store, board("2021-03-02", seat("Bo Kvist")), notice)
    (body,) = found.bodies
    assert [(one.date, one.path) for one in body.called] == [("2021-05-02", "kallelse.txt")]
    assert called(body.called[0], "sv") == "Kallelse till ett möte 2021-05-02 finns, men inget protokoll"
    for form in ("markdown", "html"):
        assert called(body.called[0], "sv") in str(formatted(found, form, Setting()))
    book = load_workbook(io.BytesIO(bytes(formatted(found, "xlsx", Setting()))))  # type: ignore[arg-type]
    assert any("Kallelse till ett möte 2021-05-02" in str(row[2].value) for row in book["Saknas"].rows)
    record = json.loads(bodies_as_json(found.bodies, found.names(), ()))
    assert record[0]["called_without_minutes"] == [{"date": "2021-05-02", "path": "kallelse.txt"}]


def test_a_notice_of_a_meeting_with_minutes_proves_nothing_new(store: Store) -> None:
    notice = board("2021-03-02", text="Kallelse till sammanträde.", kind="notice", path="kallelse.txt")
    found = registered(store, board("2021-03-02", seat("Bo Kvist")), notice)
    assert found.bodies[0].called == ()


def items(numbers: range, sign: str) -> str:
    return "\n".join(f"⟨item:{sign}{number} Ärende⟩\n{FILLER}" for number in numbers)


def test_points_of_notes_are_no_items_of_the_year(store: Store) -> None:
    found = registered(
        store,
        protocol(date="2021-02-02", present=[seat("Bo Kvist")], text=items(range(1, 4), "")),
        protocol(date="2021-03-02", present=[seat("Bo Kvist")], text=items(range(9, 12), "§ ")),
        protocol(date="2021-05-02", present=[seat("Bo Kvist")], text=items(range(20, 22), "§ ")),
    )
    (body,) = found.bodies
    assert [numbered(meeting, "sv") for meeting in body.meetings] == ["punkt 1–3", "§§ 9–11", "§§ 20–21"]
    assert body.numbering == "year"
    assert [(gap.first, gap.last) for gap in body.gaps] == [(1, 8), (12, 19)]
    assert not [f for f in found.findings if f.code == "sections-twice"]


def test_numbers_without_a_sign_that_run_through_the_year_are_items(store: Store) -> None:
    found = registered(
        store,
        protocol(date="2021-03-02", present=[seat("Bo Kvist")], text=items(range(9, 12), "§ ")),
        protocol(date="2021-05-02", present=[seat("Bo Kvist")], text=items(range(20, 22), "")),
    )
    (body,) = found.bodies
    assert numbered(body.meetings[1], "sv") == "§§ 20–21"
    assert [(gap.first, gap.last) for gap in body.gaps] == [(1, 8), (12, 19)]


def test_what_a_copy_of_the_minutes_repeats_is_not_counted(store: Store) -> None:
    item = f"⟨item:§ 5 Uppföljning⟩\n{FILLER}"
    own = board("2020-01-15", seat("Peter Vigen", "Umeå kommun", "ordförande"), text=item)
    bound = f"⟨row:Peter Vigren|Umeå kommun|ordförande⟩{item}"
    notice = board(
        "2020-03-15", text="Kallelse.", kind="notice", bound=[(bound, "2020-01-15")], path="k.txt"
    )  # fmt: skip
    later = board("2020-05-15", seat("Peter Vigen", "Umeå kommun", "ordförande"))
    found = registered(store, own, notice, later)
    (peter,) = found.people
    assert peter.name == "Peter Vigen"
    assert why_name(peter, "sv") == "skrivs så 2 gånger; i en kopia av samma protokoll Peter Vigren (1)"
    assert why_name(peter, "en") == "written so 2 times; in a copy of the same minutes Peter Vigren (1)"
    assert [(s.text, s.times, s.copies_only) for s in peter.spelled] == [
        ("Peter Vigen", 2, False), ("Peter Vigren", 1, True),
    ]  # fmt: skip


def test_public_numbers_stand_in_every_format(store: Store) -> None:
    text = "⟨ORG:Umeå kommun⟩ och ⟨ORG:Region Västerbotten⟩ betalar."
    found = registered(store, board("2020-01-15", seat("Bo Kvist", "Umeå kommun"), text=text))
    (person,) = json.loads(as_json(found.people, found.findings, found.organisations))
    (role,) = person["roles"]
    assert {i["scheme"]: i["identifier"] for i in role["appointer_identifiers"]} == {
        "organisationsnummer": "212000-2627", "kommunkod": "2480", "Wikidata": "Q507709",
    }  # fmt: skip
    assert "- Umeå kommun: organisationsnummer 212000-2627; kommunkod 2480; Wikidata Q507709" in as_markdown(
        found
    )
    for form in FORMATS:
        told = formatted(found, form, Setting())
        if form == "xlsx":
            book = load_workbook(io.BytesIO(bytes(told)))  # type: ignore[arg-type]
            told = " ".join(str(cell.value) for row in book["Organisationer"].rows for cell in row)
        assert "212000-2627" in str(told) and "Q507709" in str(told), form


def test_terms_stand_in_every_format(store: Store) -> None:
    text = (
        "⟨elect:⟨PERSON:Siv Tingdal⟩ väljs till ⟨ROLE:kassör⟩ från och med ⟨DATE:2020-04-01⟩ till och med "
        "⟨DATE:2022-12-31⟩⟩."
    )
    found = registered(store, board("2020-01-15", seat("Bo Kvist"), text=text))
    assert [r.post for r in by_name(found)["Siv Tingdal"].roles] == ["kassör"]
    for form in FORMATS:
        told = formatted(found, form, Setting())
        if form == "xlsx":
            book = load_workbook(io.BytesIO(bytes(told)))  # type: ignore[arg-type]
            told = " ".join(str(cell.value) for row in book["Uppdrag"].rows for cell in row)
        assert "2020-04-01" in str(told) and "2022-12-31" in str(told), form


def test_who_a_list_names_as_stood_in_for_is_a_member_who_was_away(store: Store) -> None:
    text = "Bo Kvist (V) (i ⟨PERSON:Siv Dahlmarks⟩ frånvaro)\n⟨item:§ 3 Budget⟩\n⟨item:§ 4 Val⟩\n"
    instead = {**seat("Bo Kvist", party="V"), "replaces": "Siv Dahlmark"}
    found = registered(
        store,
        protocol(date="2021-03-02", present=[seat("Ulla Tingdal"), instead], text=text),
        *(
            protocol(
                date=f"2021-0{month}-02", present=[seat("Ulla Tingdal"), seat("Siv Dahlmark", party="S")]
            )
            for month in (4, 5)
        ),
    )
    (role,) = by_name(found)["Siv Dahlmark"].roles
    assert (role.post, role.party, role.first_seen, role.attended, role.held) == (
        "ledamot", "S", "2021-03-02", 2, 3
    )  # fmt: skip
    (absence,) = by_name(found)["Siv Dahlmark"].absences
    assert (absence.date, absence.sections, absence.why) == ("2021-03-02", (), "Bo Kvist stood in")
