import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from invented import protocol

from pipeline.errors import BadSetting
from pipeline.export import export
from pipeline.query import Question, query, record
from pipeline.resolve import resolve
from pipeline.store import Store, open_store
from pipeline.store.kinds import KINDS

FIRST = (
    "⟨item:§ 12 Budget för insatser⟩\n⟨adopt:Socialnämnden beslutar att anta budgeten⟩.\n"
    "⟨mandate:⟨PERSON:Anna Bergdahl⟩ får i uppdrag att räkna får⟩. "
    "Det kostar ⟨AMOUNT:120000 kronor⟩ i hyra.\n"
)
SECOND = "⟨item:§ 3 Lokaler⟩\n⟨note:Nämnden lägger budgetens uppföljning till handlingarna⟩. =SUMMA"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path / "p.db", create=True)
    row = {"person": "Anna Bergdahl", "party": "C"}
    opened.put(protocol("Socialnämnden", "2021-03-02", present=[row], text=FIRST), "v1")
    opened.put(protocol("Byggnadsnämnden", "2022-05-04", "Tärnholms kommun", text=SECOND), "v1")
    opened.resolve(resolve(opened.documents()))
    return opened


def asked(store: Store, text: str = "", **more: object) -> list[tuple[str, str]]:
    return [(a.kind, a.text) for a in query(store, Question(text, **more))]  # type: ignore[arg-type]


DECISIONS = [
    "Socialnämnden beslutar att anta budgeten",
    "Nämnden lägger budgetens uppföljning till handlingarna",
]


def test_words_are_found_in_any_form(store: Store) -> None:
    found = {text for _, text in asked(store, "budgetar", kind="decisions")}
    assert found == set(DECISIONS)


@pytest.mark.parametrize(
    ("text", "number"),
    [('"anta budgeten"', 1), ('"budgeten anta"', 0), ("uppfölj*", 1), ("uppfölj", 0), ("budget xyz", 0)],
)
def test_phrases_beginnings_and_all_words(store: Store, text: str, number: int) -> None:
    assert len(asked(store, text, kind="decisions")) == number


def test_swedish_letters_are_kept_apart(store: Store) -> None:
    assert asked(store, "får", kind="mandates")
    assert not asked(store, "far", kind="mandates")


def test_operators_are_words_like_others(store: Store) -> None:
    for text in ("NOT", 'OR AND "', "NEAR(a b)", "stems:x", "*", "a*b", "§ 12"):
        try:
            query(store, Question(text))
        except BadSetting as error:
            assert "no word" in str(error)


def test_without_words_everything_of_a_kind_in_the_order_of_meetings(store: Store) -> None:
    assert [text for _, text in asked(store, kind="decisions")] == DECISIONS


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"body": "byggnads"}, DECISIONS[1:]),
        ({"body": "TÄRNHOLM"}, DECISIONS[1:]),
        ({"body": "tarnholm"}, []),
        ({"since": "2022"}, DECISIONS[1:]),
        ({"until": "2021-03"}, DECISIONS[:1]),
        ({"since": "2021-03-02", "until": "2021-03-02"}, DECISIONS[:1]),
        ({"status": "decided", "limit": 1}, DECISIONS[:1]),
        ({"status": "proposed"}, []),
    ],
)
def test_body_time_and_status(store: Store, more: dict[str, object], expected: list[str]) -> None:
    assert [text for _, text in asked(store, kind="decisions", **more)] == expected


def test_by_person(store: Store) -> None:
    assert [kind for kind, _ in asked(store, person="bergdahl")] == ["mandates", "items"] or [
        kind for kind, _ in asked(store, person="bergdahl")
    ] == ["items", "mandates"]
    assert len(asked(store, person="Anna", kind="people")) == 2
    assert asked(store, person="dahl", kind="people") == []
    assert len(asked(store, person="Bergdahl", kind="attendance")) == 1


def test_money_is_found_by_what_stands_around_it(store: Store) -> None:
    assert asked(store, "hyror", kind="amounts") == [("amounts", "120000 kronor")]


def test_an_answer_has_its_place_and_the_words_around(store: Store) -> None:
    (answer,) = query(store, Question("anta", kind="decisions"))
    text = next(d.source.text for d in store.documents() if d.source.id == answer.document)
    assert text[answer.start : answer.end] == answer.text
    assert text[: answer.start].endswith(answer.before)
    assert text[answer.end :].startswith(answer.after)
    assert (answer.body, answer.date, answer.section) == ("Socialnämnden", "2021-03-02", "12")
    assert record(answer)["type"] == "adopt"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "deals"},
        {"status": "done"},
        {"since": "igår"},
        {"until": "2023-02-30"},
        {"kind": "people", "status": "decided"},
    ],
)
def test_what_cannot_be_asked_is_said(store: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(BadSetting):
        asked(store, **wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_for_and_exported(store: Store, kind: str) -> None:
    assert len(asked(store, kind=kind, limit=1000)) == len(export(store, kind, "jsonl").splitlines())
    assert (
        len(list(csv.reader(io.StringIO(export(store, kind, "csv")))))
        == len(asked(store, kind=kind, limit=1000)) + 1
    )


def test_exported_lists_stay_lists(store: Store) -> None:
    (line,) = export(store, "attendance", "jsonl").splitlines()
    assert json.loads(line)["roles"] == []
    with pytest.raises(BadSetting, match="deals"):
        export(store, "deals", "csv")
    with pytest.raises(BadSetting, match="xlsx"):
        export(store, "people", "xlsx")


SHARED = "⟨item:§ 4 Vägar⟩\n" + " ".join(
    f"Väg {n} plogas före klockan {n + 5} av lag {n}." for n in range(30)
)
ANNEX = (
    "\nBilaga till budgeten. " + " ".join(f"Mätning {n} rör stig {n} och led {n * 7}." for n in range(20))
    + "\n⟨adopt:Byalaget beslutar att följa effektmålen⟩ och avsätter ⟨AMOUNT:7000 kronor⟩ till dem."
)  # fmt: skip
SIGNED = " ".join(f"Rad {n} av listan justerades av person {n}." for n in range(90))
CLOSE = "\n⟨note:Byalaget lägger plogningen till handlingarna⟩. Mötet avslutas.\n"


def bound(tmp_path: Path, *copies: str) -> Store:
    opened = open_store(tmp_path / "bound.db", create=True)
    text = SHARED + CLOSE
    opened.put(protocol("Vikens byalag", "2021-03-02", text=text + SIGNED), "v1")
    for number, more in enumerate(copies):
        opened.put(protocol("Vikens byalag", "2021-03-02", text=text + more, path=f"k{number}.txt"), "v1")
    opened.resolve(resolve(opened.documents()))
    return opened


def test_what_a_copy_alone_holds_is_found_and_counted_once(tmp_path: Path) -> None:
    store = bound(tmp_path, ANNEX, ANNEX + " Slut.")
    counts = store.counts()
    assert counts.copies == 2
    assert asked(store, "effektmål", kind="decisions") == [
        ("decisions", "Byalaget beslutar att följa effektmålen")
    ]
    assert (counts.facts["decisions"], counts.facts["amounts"], counts.facts["items"]) == (2, 1, 1)
    assert len(asked(store, "plogningen", kind="decisions")) == 1
    assert len(asked(store, "plogningen", kind="decisions", copies=True)) == 3


def test_a_store_from_before_is_read_with_copies_left_out(tmp_path: Path) -> None:
    bound(tmp_path, ANNEX).close()
    with sqlite3.connect(tmp_path / "bound.db") as db:
        db.execute("DROP TABLE own_fact")
    with open_store(tmp_path / "bound.db") as store:
        assert not asked(store, "effektmål")
        assert store.counts().facts["decisions"] == 1
