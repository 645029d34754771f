"""Bodies: meetings attended, who followed whom, which minutes are missing, who held what on a day."""

import json
from pathlib import Path
from typing import Any

import pytest
from invented import FILLER, board, protocol, seat
from registered import by_name, registered

from pipeline.facts import Document
from pipeline.register import Register, holders
from pipeline.register.capitals import running
from pipeline.register.formats import Setting, bodies_as_json, formatted
from pipeline.register.phrases import follow, gap, when
from pipeline.store import Store, open_store

BODY = "Samordningsförbundet Alvbro"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


def items(*numbers: int | str) -> str:
    return "".join(f"⟨item:§ {number} Ärende⟩\nFörbundschefen redogör.\n" for number in numbers)


def committee(date: str, *rows: dict[str, Any], text: str = "", **more: Any) -> Document:
    return protocol(date=date, present=rows, text=text, **more)


def gaps(register: Register) -> list[tuple[str, int, int]]:
    return [(g.year, g.first, g.last) for body in register.bodies for g in body.gaps]


# ── attendance ───────────────────────────────────────────────────────────────


def test_meetings_attended_of_meetings_held(store: Store) -> None:
    both = (seat("Anna Bergdahl", "Alvbro kommun"), seat("Bo Kvist", "Vännby kommun"))
    found = by_name(
        registered(
            store,
            board("2021-01-15", *both, text=items(1, 2)),
            board("2021-03-15", both[0], text=items(3, 4)),
            board("2021-05-15", *both, text=items(5, 6)),
        )
    )
    counted = {name: [(r.attended, r.held) for r in person.roles] for name, person in found.items()}
    assert counted == {"Anna Bergdahl": [(3, 3)], "Bo Kvist": [(2, 3)]}


def test_what_somebody_took_no_part_in(store: Store) -> None:
    text = (
        "⟨item:§ 7 Budget⟩\nBeslutas.\n⟨item:§ 8 Bidrag till Alvbro IF⟩\n"
        "⟨PERSON:Bo Kvist⟩ anmäler jäv och deltar inte i ärendet.\n⟨item:§ 9 Avslutning⟩\nMötet avslutas.\n"
    )
    rows = ({**seat("Siv Dahlmark"), "sections": ["7"]}, seat("Bo Kvist"))
    found = by_name(registered(store, committee("2021-03-02", *rows, text=text)))
    away = {name: [a.sections for a in person.absences] for name, person in found.items()}
    assert away == {"Siv Dahlmark": [("8", "9")], "Bo Kvist": [("8",)]}
    (absence,) = found["Bo Kvist"].absences
    assert any("jäv" in quote.text for quote in absence.sources)


def test_who_is_listed_as_absent_was_not_there(store: Store) -> None:
    absent = {**seat("Siv Dahlmark"), "present": False}
    found = by_name(
        registered(
            store,
            committee("2021-03-02", seat("Bo Kvist"), absent, text=items(1)),
            committee("2021-05-02", seat("Bo Kvist"), seat("Siv Dahlmark"), text=items(2)),
        )
    )
    siv = found["Siv Dahlmark"]
    assert [(a.date, a.sections) for a in siv.absences] == [("2021-03-02", ())]
    assert [(r.attended, r.held) for r in siv.roles] == [(1, 2)]


# ── mandates and reservations ────────────────────────────────────────────────


def test_a_mandate_goes_to_who_held_the_post_that_day(store: Store) -> None:
    def told(date: str, chief: str) -> Document:
        text = f"⟨ROLE:Förbundschef⟩ ⟨PERSON:{chief}⟩ redogör.\n⟨mandate:se över taxan {date}⟩ lämnas över.\n"
        document = board(date, text=text)
        from dataclasses import replace

        return replace(
            document, mandates=tuple(replace(m, assignees=("förbundschefen",)) for m in document.mandates)
        )

    found = by_name(registered(store, told("2019-02-15", "Ulla Tingdal"), told("2021-02-15", "Rut Ekmark")))
    assert {name: [t.date for t in person.tasks] for name, person in found.items()} == {
        "Ulla Tingdal": ["2019-02-15"],
        "Rut Ekmark": ["2021-02-15"],
    }
    assert found["Rut Ekmark"].tasks[0].post == "förbundschef"


def test_a_mandate_by_name_and_a_reservation(store: Store) -> None:
    from dataclasses import replace

    text = (
        "⟨item:§ 3 Taxa⟩\n⟨adopt:Nämnden antar taxan⟩.\n⟨PERSON:Siv Dahlmark⟩ reserverar sig.\n"
        "⟨mandate:⟨PERSON:Bo Kvist⟩ ska återkomma med förslag⟩."
    )
    document = committee(
        "2021-03-02", seat("Siv Dahlmark", party="C"), seat("Bo Kvist", party="S"), text=text
    )
    document = replace(
        document,
        mandates=tuple(replace(m, assignees=("Bo Kvist",)) for m in document.mandates),
        decisions=tuple(
            replace(d, reservations=("Siv Dahlmark",), reservation_motives=("för dyrt",))
            for d in document.decisions
        ),
    )
    found = by_name(registered(store, document))
    assert [t.given for t in found["Bo Kvist"].tasks] == ["Bo Kvist"]
    assert [(r.decision, r.motive) for r in found["Siv Dahlmark"].reservations] == [
        ("Nämnden antar taxan", "för dyrt")
    ]
    assert not found["Siv Dahlmark"].tasks


# ── who followed whom ────────────────────────────────────────────────────────


def test_the_only_seat_of_an_organisation_passes_on(store: Store) -> None:
    found = registered(
        store,
        board("2018-05-15", seat("Anna Bergdahl", "Alvbro kommun"), text=items(1)),
        board("2019-05-15", seat("Bo Kvist", "Alvbro kommun"), text=items(2)),
    )
    (body,) = found.bodies
    (one,) = body.follows
    assert follow(one, found.names(), "sv") == (
        "ledamot för Alvbro kommun: Bo Kvist efter Anna Bergdahl"
        " (senast sedd 2018-05-15, först sedd 2019-05-15)"
    )
    role = by_name(found)["Anna Bergdahl"].roles[0]
    assert role.ended and (role.ended.how, role.ended.on) == ("followed", "2019-05-15")


def test_two_seats_of_an_organisation_have_no_order(store: Store) -> None:
    rows = [seat(name, "Alvbro kommun") for name in ("Anna Bergdahl", "Rut Ekmark", "Bo Kvist")]
    found = registered(store, board("2018-05-15", *rows[:2]), board("2019-05-15", *rows[1:]))
    assert found.bodies[0].follows == ()


def test_a_decision_says_who_comes_instead_of_whom(store: Store) -> None:
    text = (
        "⟨elect:Till ⟨ROLE:ledamot⟩ i stället för ⟨PERSON:Siv Dahlmark⟩ (C) utses ⟨PERSON:Bo Kvist⟩ (C)⟩.\n"
        "⟨elect:⟨PERSON:Rut Ekmark⟩ entledigas från uppdraget som ⟨ROLE:ersättare⟩⟩."
    )
    substitute = {**seat("Rut Ekmark"), "standing": "substitute"}
    found = registered(
        store,
        committee("2020-03-02", seat("Siv Dahlmark"), substitute),
        committee("2021-03-02", seat("Anna Bergdahl"), text=text),
    )
    names = found.names()
    ended = {
        names[person]: (role.ended.how, role.ended.on, names.get(role.ended.by or ""))
        for body in found.bodies for person, role in body.sat if role.ended
    }  # fmt: skip
    assert ended == {
        "Siv Dahlmark": ("left", "2021-03-02", "Bo Kvist"),
        "Rut Ekmark": ("left", "2021-03-02", None),
    }


def test_four_meetings_without_somebody_end_a_seat(store: Store) -> None:
    days = [f"2021-0{month}-02" for month in range(1, 6)]
    rows = [committee(day, seat("Bo Kvist"), text=items(at)) for at, day in enumerate(days[1:], 2)]
    found = by_name(registered(store, committee(days[0], seat("Siv Dahlmark"), text=items(1)), *rows))
    assert found["Siv Dahlmark"].roles[0].ended
    assert found["Siv Dahlmark"].roles[0].ended.how == "unseen"
    assert found["Bo Kvist"].roles[0].ended is None


def test_a_namesake_who_comes_years_later_does_not_stretch_the_first_term(store: Store) -> None:
    years = ("2010", "2012", "2014", "2016", "2018", "2020")
    documents = [
        committee(
            f"{year}-03-02", seat("Bo Kvist"), *([seat("Siv Dahlmark")] if year in ("2010", "2020") else [])
        )
        for year in years
    ]
    siv = by_name(registered(store, *documents))["Siv Dahlmark"]
    assert [(r.first_seen, r.last_seen) for r in siv.roles] == [
        ("2010-03-02", "2010-03-02"),
        ("2020-03-02", "2020-03-02"),
    ]
    assert holders([siv], on="2015-03-02") == []


def test_a_chair_whom_a_list_calls_a_member_is_the_chair_still(store: Store) -> None:
    def found(last: list[dict[str, Any]]) -> dict[str, list[str]]:
        with open_store(Path(store.path).with_name(f"{len(last)}.db"), create=True) as own:
            people = by_name(
                registered(
                    own,
                    committee("2021-01-02", seat("Siv Dahlmark", None, "ordförande")),
                    committee("2021-02-02", *last),
                )
            )
        return {name: [role.post for role in person.roles] for name, person in people.items()}

    assert found([seat("Siv Dahlmark")]) == {"Siv Dahlmark": ["ordförande"]}
    assert found([seat("Siv Dahlmark"), seat("Bo Kvist", None, "ordförande")]) == {
        "Siv Dahlmark": ["ordförande", "ledamot"],
        "Bo Kvist": ["ordförande"],
    }


# ── which minutes are missing ────────────────────────────────────────────────


def test_numbers_that_run_through_the_year_tell_of_missing_minutes(store: Store) -> None:
    found = registered(
        store,
        committee("2021-02-02", seat("Bo Kvist"), text=items(12, 13, 14)),
        committee("2021-03-02", seat("Bo Kvist"), text=items(15, 16)),
        committee("2021-05-02", seat("Bo Kvist"), text=items(22, 23, "24 a", 25)),
        committee("2022-01-02", seat("Bo Kvist"), text=items(1, 2, 3)),
    )
    assert gaps(found) == [("2021", 1, 11), ("2021", 17, 21)]
    first, second = found.bodies[0].gaps
    assert gap(first, "sv") == "§§ 1–11 år 2021 saknas (före 2021-02-02)"
    assert gap(second, "en") == "§§ 17–21 of 2021 are missing (between 2021-03-02 and 2021-05-02)"
    assert found.bodies[0].holes == ()


def test_numbers_that_begin_anew_tell_nothing(store: Store) -> None:
    found = registered(
        store,
        committee("2021-02-02", text=items(1, 2, 3)),
        committee("2021-03-02", text=items(1, 2)),
        committee("2021-05-02", text=items(4, 5)),
    )
    assert found.bodies[0].numbering == "meeting"
    assert gaps(found) == []


def test_a_number_missing_inside_minutes_is_no_missing_meeting(store: Store) -> None:
    found = registered(store, committee("2021-02-02", text=items(12, 13, 15, 16)))
    assert [(h.date, h.numbers) for h in found.bodies[0].holes] == [("2021-02-02", (14,))]
    assert gaps(found) == [("2021", 1, 11)]


def test_a_copy_in_a_notice_is_no_meeting_of_its_own(store: Store) -> None:
    item = f"⟨item:§ 5 Uppföljning⟩\n{FILLER}"
    own = board("2020-01-15", seat("Anna Bergdahl", "Alvbro kommun"), text=item)
    bound = [(f"⟨row:Anna Bergdahl|Alvbro kommun|⟩{item}", "2020-01-15")]
    notice = board("2020-03-15", text="Kallelse till nästa möte.", kind="notice", bound=bound, path="k.txt")
    found = registered(store, own, notice)
    (meeting,) = found.bodies[0].meetings
    assert (meeting.date, len(meeting.paths)) == ("2020-01-15", 2)


# ── who on a day ─────────────────────────────────────────────────────────────


def test_who_held_a_post_on_a_day(store: Store) -> None:
    found = registered(
        store,
        board("2018-01-15", seat("Anna Bergdahl", None, "ordförande")),
        board("2018-12-15", seat("Anna Bergdahl", None, "ordförande"), path="b"),
        board("2019-02-15", seat("Bo Ekmark", None, "ordförande")),
    )

    def held(on: str, **more: str) -> list[tuple[str, bool]]:
        return [(h.person.name, h.seen) for h in holders(found.people, on=on, **more)]

    assert held("2018-06-01", body=BODY, post="ordförande") == [("Anna Bergdahl", True)]
    assert held("2018-06-01", body="alvbro") == [("Anna Bergdahl", True)]
    assert held("2018-06-01", body="Vännby") == []
    assert held("2019-01-10") == [("Anna Bergdahl", False)]  # nobody else is seen yet
    assert held("2019-02-15") == [("Bo Ekmark", True)]
    assert held("2017-01-01") == []
    assert held("2029-01-01") == []  # nobody sits for ten years because nothing is known


def test_the_checker_of_the_minutes_is_one_for_a_day(store: Store) -> None:
    def elected(date: str, word: str) -> Document:
        return committee(date, text=f"⟨elect:Till ⟨ROLE:{word}⟩ utses ⟨PERSON:Bo Kvist⟩⟩.")

    words = ("justerare", "justeringsperson", "protokolljusterare", "justeringsman")
    days = [f"2021-0{month}-02" for month in range(1, 5)]
    found = registered(store, *map(elected, days, words))
    (role,) = by_name(found)["Bo Kvist"].roles
    assert (role.post, role.dates, role.attended) == ("justerare", tuple(days), None)
    assert when(role) == ", ".join(days)
    assert holders(found.people, on="2021-02-02") and not holders(found.people, on="2021-02-15")


def test_bodies_as_json(store: Store) -> None:
    found = registered(
        store,
        board("2018-05-15", seat("Anna Bergdahl", "Alvbro kommun", party="C"), text=items(3, 4)),
        board("2019-05-15", seat("Bo Kvist", "Alvbro kommun", party="C"), text=items(7)),
    )
    (body,) = json.loads(bodies_as_json(found.bodies, found.names(), found.findings))
    assert [m["sections"] for m in body["meetings"]] == [["3", "4"], ["7"]]
    assert [(m["first"], m["last"]) for m in body["missing"]] == [(1, 2), (1, 6)]
    assert [one["name"] for one in body["sat"]] == ["Anna Bergdahl", "Bo Kvist"]
    assert [s["name"] for s in body["seats"]] == ["Alvbro kommun"]
    assert len(body["succession"]) == 1 and body["succession"][0]["sources"]


def test_who_chairs_once_while_the_chair_is_away_has_not_followed(store: Store) -> None:
    def chaired(*names: str) -> list[str]:
        with open_store(Path(store.path).with_name(f"{'-'.join(names)}.db"), create=True) as own:
            days = [f"2021-0{month}-02" for month in range(1, len(names) + 1)]
            rows = [seat(name, None, "ordförande") for name in names]
            found = registered(own, *(committee(day, row) for day, row in zip(days, rows, strict=True)))
            return [found.names()[f.after] for body in found.bodies for f in body.follows]

    assert chaired("Siv Dahlmark", "Bo Kvist") == []
    assert chaired("Siv Dahlmark", "Bo Kvist", "Bo Kvist") == ["Bo Kvist"]


def test_who_is_replaced_in_another_body_leaves_that_one(store: Store) -> None:
    text = (
        "⟨elect:⟨PERSON:Siv Dahlmark⟩ (C) utses till ⟨ROLE:representant⟩ i Fiskeforum⟩.\n"
        "⟨elect:Till ⟨ROLE:representant⟩ i Fiskeforum i stället för ⟨PERSON:Siv Dahlmark⟩ (C) utses "
        "⟨PERSON:Bo Kvist⟩ (C)⟩.\n"
    )
    found = registered(store, committee("2021-03-02", seat("Siv Dahlmark"), text=text))
    ended = {(r.post, r.body): r.ended is not None for r in by_name(found)["Siv Dahlmark"].roles}
    assert ended == {("ledamot", "Socialnämnden"): False, ("representant", "Fiskeforum"): True}
    (forum,) = [body for body in found.bodies if body.name == "Fiskeforum"]
    assert [(found.names()[f.before], found.names()[f.after], f.said) for f in forum.follows] == [
        ("Siv Dahlmark", "Bo Kvist", True)
    ]


def test_who_stood_in_as_chair_once_is_a_member_when_the_chair_is_back(store: Store) -> None:
    siv, bo = seat("Siv Dahlmark", None, "ordförande"), seat("Bo Kvist", None, "ordförande")
    lists = [[siv, seat("Bo Kvist")], [siv], [bo], [seat("Siv Dahlmark"), seat("Bo Kvist")]]
    found = by_name(
        registered(store, *(committee(f"2021-0{month}-02", *rows) for month, rows in enumerate(lists, 1)))
    )
    assert [(r.post, r.dates[-1]) for r in found["Siv Dahlmark"].roles] == [("ordförande", "2021-04-02")]
    assert {r.post: r.dates for r in found["Bo Kvist"].roles} == {
        "ledamot": ("2021-01-02", "2021-04-02"),
        "mötesordförande": ("2021-03-02",),
    }


def test_a_member_who_is_the_vice_chair_now_is_no_member_beside_it(store: Store) -> None:
    rows = [seat("Siv Dahlmark"), seat("Siv Dahlmark", None, "vice ordförande")]
    found = registered(store, *(committee(f"2021-0{month}-02", row) for month, row in enumerate(rows, 1)))
    assert [h.role.post for h in holders(found.people, on="2021-01-15")] == ["ledamot"]
    assert [h.role.post for h in holders(found.people, on="2021-03-15")] == ["vice ordförande"]


def test_nobody_is_followed_over_years_without_minutes(store: Store) -> None:
    chair = "Vännby kommun", "ordförande"
    documents = [board(day, seat("Siv Dahlmark", *chair)) for day in ("2014-01-15", "2014-06-15")]
    documents += [board(day, seat("Hans Vall", *chair)) for day in ("2019-01-15", "2019-06-15")]
    (body,) = registered(store, *documents).bodies
    assert not body.follows
    between = [board(f"{year}-{month}-15", seat("Bo Kvist", "Alvbro kommun"), path=f"{year}{month}.txt")
               for year in range(2014, 2019) for month in ("07", "12")]  # fmt: skip
    (body,) = registered(store, *between).bodies
    assert body.follows


def test_years_without_minutes_are_told(store: Store) -> None:
    rows = [seat("Siv Dahlmark", "Vännby kommun")]
    found = registered(store, *(board(day, *rows) for day in ("2014-01-15", "2015-01-15", "2018-01-15")))
    (body,) = found.bodies
    assert body.silent == (2016, 2017)
    for form in ("markdown", "html"):
        assert "Inga protokoll finns från 2016–2017" in str(formatted(found, form, Setting()))
    told = json.loads(bodies_as_json(found.bodies, found.names(), found.findings))
    assert told[0]["years_without_minutes"] == [2016, 2017]


def test_bodies_that_heads_write_in_capitals_are_shown_as_in_running_text(store: Store) -> None:
    row = seat("Bo Kvist", "ALVBRO KOMMUN")
    found = registered(store, protocol("SOCIALNÄMNDEN", organisation="VIKHOLMS KOMMUN", present=[row]))
    assert [body.key for body in found.bodies] == [("Socialnämnden", "Vikholms kommun")]
    (role,) = by_name(found)["Bo Kvist"].roles
    assert (role.body, role.organisation, role.appointer) == (
        "Socialnämnden", "Vikholms kommun", "Alvbro kommun"
    )  # fmt: skip
    assert {one.name for one in found.organisations} == {"Socialnämnden", "Vikholms kommun", "Alvbro kommun"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("KULTUR- OCH FRITIDSNÄMNDEN", "Kultur- och fritidsnämnden"),
        ("SAMORDNINGSFÖRBUNDET ALVBRO", "Samordningsförbundet Alvbro"),
        ("REGION MITTLAND", "Region Mittland"),
        ("NÄMNDEN FÖR ARBETE OCH VÄLFÄRD", "Nämnden för arbete och välfärd"),
        ("ABF", "ABF"),
        ("ALVBRO IF", "ALVBRO IF"),
        ("Alvbro kommun", "Alvbro kommun"),
    ],
)
def test_names_in_capitals(written: str, shown: str) -> None:
    assert running(written) == shown
