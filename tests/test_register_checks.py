"""What cannot be so in real life is told, with the places that say it; what can be so is not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from invented import board, protocol, seat
from registered import registered

from pipeline.facts import Document
from pipeline.register import Finding
from pipeline.register.formats import as_json, findings_as_json, findings_as_text
from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def codes(store: Store, *documents: Document) -> list[str]:
    return [finding.code for finding in registered(store, *documents).findings]


def chair(date: str, name: str, **more: Any) -> Document:
    return board(date, seat(name, None, "ordförande"), **more)


def one(store: Store, *documents: Document) -> Finding:
    (finding,) = registered(store, *documents).findings
    return finding


def test_two_chairs_at_once(store: Store) -> None:
    days = ("2018-01-15", "2018-06-15", "2018-09-15", "2018-12-15")
    names = ("Anna Bergdahl", "Bo Kvist", "Bo Kvist", "Anna Bergdahl")
    found = one(store, *map(chair, days, names))
    assert found.code == "two-chairs" and found.date == "2018-06-15"
    assert found.swedish == "Två ordförande samtidigt: Anna Bergdahl och Bo Kvist (2018-06-15)."
    assert [quote.text for quote in found.sources] == ["Anna Bergdahl", "Anna Bergdahl", "Bo Kvist"]


def test_another_in_the_chair_for_one_meeting(store: Store) -> None:
    days = ("2018-01-15", "2018-06-15", "2018-12-15")
    found = one(store, *map(chair, days, ("Anna Bergdahl", "Bo Kvist", "Anna Bergdahl")))
    assert found.code == "another-chair"
    assert found.swedish == (
        "Bo Kvist står som ordförande 2018-06-15, mellan två möten där Anna Bergdahl är det: tillfälligt?"
    )


def test_one_chair_after_the_other_is_as_it_should_be(store: Store) -> None:
    assert codes(store, chair("2018-01-15", "Anna Bergdahl"), chair("2018-06-15", "Bo Kvist")) == []


def test_the_chair_of_one_meeting_is_no_second_chair(store: Store) -> None:
    text = "⟨elect:Till ⟨ROLE:ordförande⟩ för mötet valdes ⟨PERSON:Bo Kvist⟩⟩."
    documents = [
        chair(f"2018-0{month}-15", "Anna Bergdahl", text=text if month == 2 else "") for month in (1, 2, 3)
    ]
    assert codes(store, *documents) == []


def item(number: int) -> str:
    return f"⟨item:§ {number} Ärende⟩\nBeslutas.\n"


def test_more_at_the_table_than_seats(store: Store) -> None:
    rows = [seat(name) for name in ("Anna Bergdahl", "Bo Kvist", "Siv Dahlmark", "Rut Ekmark")]
    text = "Nämnden består av tre ledamöter och tre ersättare.\n"
    found = one(
        store,
        protocol(date="2021-03-02", present=rows[:3], text=item(1)),
        protocol(date="2021-05-02", present=rows, text=text + item(2)),
    )
    assert (found.code, found.date) == ("more-than-seats", "2021-05-02")
    assert found.swedish == "4 beslutande vid § 2 den 2021-05-02; enligt protokollet 3 platser."
    assert "består av tre ledamöter" in found.sources[0].text


def test_what_is_usual_stands_for_the_number_of_seats(store: Store) -> None:
    rows = [seat(name) for name in ("Anna Bergdahl", "Bo Kvist", "Siv Dahlmark", "Rut Ekmark")]
    usual = [protocol(date=f"2021-0{m}-02", present=rows[:3], text=item(m)) for m in range(1, 5)]
    assert codes(store, *usual) == []
    assert codes(store, protocol(date="2021-05-02", present=rows, text=item(5))) == ["more-than-seats"]


def test_substitutes_without_a_vote_take_no_seat(store: Store) -> None:
    rows = [seat(name) for name in ("Anna Bergdahl", "Bo Kvist", "Siv Dahlmark")]
    rows.append({**seat("Rut Ekmark"), "standing": "substitute"})
    text = "Nämnden består av tre ledamöter.\n"
    assert codes(store, protocol(present=rows, text=text + item(1))) == []


def meeting(body: str, starts: str, ends: str, *rows: dict[str, Any]) -> Document:
    from dataclasses import replace

    document = protocol(body=body, date="2021-03-02", present=rows)
    (part,) = document.parts
    return replace(document, parts=(replace(part, meeting=replace(part.meeting, starts=starts, ends=ends)),))


@pytest.mark.parametrize(
    ("starts", "told"),
    [("14:00", ["two-meetings"]), ("16:00", [])],
    ids=["overlapping", "one after the other"],
)
def test_nobody_is_in_two_rooms_at_once(store: Store, starts: str, told: list[str]) -> None:
    rows = [seat("Anna Bergdahl", party="C"), seat("Bo Kvist", party="S")]
    documents = (
        meeting("Socialnämnden", "13:00", "15:30", *rows),
        meeting("Kulturnämnden", starts, "17:00", rows[0]),
    )
    found = registered(store, *documents)
    assert [f.code for f in found.findings] == told
    if told:
        assert {quote.path for quote in found.findings[0].sources} == {d.source.path for d in documents}


def test_a_member_and_substitute_of_one_meeting(store: Store) -> None:
    substitute = {**seat("Anna Bergdahl"), "standing": "substitute"}
    assert codes(store, protocol(present=[seat("Anna Bergdahl"), substitute])) == ["two-seats"]
    serving = {**seat("Rut Ekmark"), "replaces": "Siv Dahlmark"}
    other = {**seat("Rut Ekmark"), "standing": "substitute"}
    assert codes(store, protocol(date="2021-05-02", present=[serving, other])) == [
        "two-seats"
    ]  # only the first


def test_two_organisations_at_once(store: Store) -> None:
    first, second = seat("Anna Bergdahl", "Alvbro kommun"), seat("Anna Bergdahl", "Vännby kommun")
    days = ("2018-01-15", "2018-06-15", "2018-12-15")
    documents = [board(day, row) for day, row in zip(days, (first, second, first), strict=True)]
    assert codes(store, *documents) == ["two-appointers"]


def test_a_change_of_organisation_is_none_at_once(store: Store) -> None:
    first, second = seat("Anna Bergdahl", "Alvbro kommun"), seat("Anna Bergdahl", "Vännby kommun")
    assert codes(store, board("2018-01-15", first), board("2018-06-15", second)) == []


def test_two_parties_at_once(store: Store) -> None:
    days = ("2018-01-15", "2018-06-15", "2018-12-15")
    rows = [seat("Anna Bergdahl", party=party) for party in ("C", "M", "C")]
    documents = [board(day, row) for day, row in zip(days, rows, strict=True)]
    assert "two-parties" in codes(store, *documents)


def test_an_auditor_is_no_member_of_the_board(store: Store) -> None:
    rows = [seat("Anna Bergdahl"), seat("Anna Bergdahl", None, "revisor"), seat("Anna Bergdahl")]
    documents = [board(f"2018-0{month}-15", row) for month, row in enumerate(rows, 1)]
    assert codes(store, *documents) == ["auditor-of-own-board"]


def test_there_again_long_after_leaving(store: Store) -> None:
    text = "⟨elect:⟨PERSON:Siv Dahlmark⟩ entledigas från uppdraget som ⟨ROLE:ledamot⟩⟩."
    found = one(
        store,
        protocol(date="2021-01-02", present=[seat("Siv Dahlmark")]),
        protocol(date="2021-02-02", present=[seat("Bo Kvist")], text=text),
        protocol(date="2021-12-02", present=[seat("Siv Dahlmark")]),
    )
    assert (found.code, found.date) == ("seen-after-leaving", "2021-12-02")
    assert "eller en namne" in found.swedish


def test_the_same_numbers_in_two_minutes_of_a_year(store: Store) -> None:
    def minutes(day: str, *numbers: int) -> Document:
        return protocol(date=day, present=[seat("Bo Kvist")], text="".join(map(item, numbers)))

    found = one(store, minutes("2021-02-02", 5, 6, 7, 8), minutes("2021-03-02", 8, 9, 10, 11))
    assert found.english == "§ 8 is in two minutes of one year: 2021-02-02 and 2021-03-02."
    assert len(found.sources) == 2


def test_warnings_for_readers_and_programs(store: Store) -> None:
    days = ("2018-01-15", "2018-06-15", "2018-09-15", "2018-12-15")
    names = ("Anna Bergdahl", "Bo Kvist", "Bo Kvist", "Anna Bergdahl")
    found = registered(store, *map(chair, days, names))
    text = findings_as_text(found.findings)
    assert text.startswith("Samordningsförbundet Alvbro: Two chairs at once") and "2018-06-15.txt [" in text
    (record,) = json.loads(findings_as_json(found.findings))
    assert record["code"] == "two-chairs" and len(record["sources"]) == 3
    people = json.loads(as_json(found.people, found.findings))
    assert [len(person["warnings"]) for person in people] == [1, 1]


def test_every_check_is_explained() -> None:
    root = Path(__file__).parents[1]
    source = (root / "pipeline/register/checks.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Finding\(\s+"([a-z-]+)"', source))
    told = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", (root / "docs/register.md").read_text(encoding="utf-8")))
    assert len(codes) > 8 and codes == told
