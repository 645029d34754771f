"""The meetings of the bodies: when, with which §§, who was there, and at which § somebody was not."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from pipeline.entities import Absence, Quote
from pipeline.errors import UnknownSection
from pipeline.facts import Document
from pipeline.presence import Seat, summary
from pipeline.register.missing import Missed
from pipeline.register.model import BodyKey, Called, Meeting
from pipeline.register.rows import quote
from pipeline.store import Store

_NUMBER = re.compile(r"\d{1,4}\s?[a-zåäö]?")  # "45", "45 a"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST = 2  # the first point of an agenda that has a number
_SIGN = re.compile(r"§|\bparagraf\b", re.IGNORECASE)


@dataclass
class Held:
    """`meetings` by body, the oldest first; `absences` by person; `undated`: paths by body.

    `rows`: who sat as what, (person, standing, quote) by part. `called`: what notices call to, by body.
    """

    meetings: dict[BodyKey, tuple[Meeting, ...]] = field(default_factory=dict)
    absences: dict[str, list[Absence]] = field(default_factory=lambda: defaultdict(list))
    undated: dict[BodyKey, tuple[str, ...]] = field(default_factory=dict)
    rows: dict[str, list[tuple[str, str, Quote]]] = field(default_factory=lambda: defaultdict(list))
    called: dict[BodyKey, tuple[Called, ...]] = field(default_factory=dict)


def meetings(store: Store, people: Mapping[tuple[str, int], str], missed: Iterable[Missed] = ()) -> Held:
    """All meetings of which there are minutes.

    `people`: (document, offset) of a name → person id. `missed`: whom lists name as stood in for.
    """
    held = Held()
    rows = _attendance(store, people, held)
    present, deciding = _tables(store, rows, people, missed, held)
    numbers, signed = _numbers(store)
    copies = _copies(store)
    grouped: dict[BodyKey, dict[str, list[sqlite3.Row]]] = defaultdict(lambda: defaultdict(list))
    undated: dict[BodyKey, list[str]] = defaultdict(list)
    for row in _parts(store):
        key = (row["body"] or "", row["of"])
        if _DAY.fullmatch(row["date"] or ""):
            grouped[key][row["date"]].append(row)
        elif numbers.get(row["id"]) or row["id"] in rows:
            undated[key].append(row["path"])
    for key, days in grouped.items():
        held.meetings[key] = tuple(
            _meeting(day, parts, numbers, signed, copies, rows, present, deciding)
            for day, parts in sorted(days.items())
        )
    held.called = _called(store, held.meetings)
    held.undated = {key: tuple(dict.fromkeys(paths)) for key, paths in undated.items()}
    return held


def _meeting(
    day: str, parts: Sequence[sqlite3.Row], numbers: Mapping[str, list[str]], signed: Set[str],
    copies: Mapping[str, list[str]], rows: Mapping[str, list[sqlite3.Row]],
    present: Mapping[str, set[str]], deciding: Mapping[str, tuple[int, str]],
) -> Meeting:  # fmt: skip
    ids = tuple(part["id"] for part in parts)
    first = parts[0]
    path = first["path"]
    return Meeting(
        date=day,
        parts=ids,
        paths=tuple(
            dict.fromkeys([*(p["path"] for p in parts), *(c for i in ids for c in copies.get(i, ()))])
        ),
        numbers=tuple(dict.fromkeys(number for part in ids for number in numbers.get(part, ()))),
        listed=any(part in rows for part in ids),
        present=frozenset(person for part in ids for person in present.get(part, ())),
        deciding=max((deciding.get(part, (0, "")) for part in ids), default=(0, "")),
        starts=first["starts"],
        ends=first["ends"],
        where=Quote(first["document"], path, None, first["start"], first["start"], "", day),
        signed=any(part in signed for part in ids) or not any(_begins(numbers.get(part, ())) for part in ids),
    )


def _begins(numbers: Sequence[str]) -> bool:
    """Whether items are numbered from the first on, as the points of an agenda; 41 runs through a year."""
    return bool(numbers) and int(re.sub(r"\D", "", numbers[0])) <= _FIRST


def _called(
    store: Store, meetings: Mapping[BodyKey, tuple[Meeting, ...]]
) -> dict[BodyKey, tuple[Called, ...]]:
    """The meetings that a notice calls to and no minutes record."""
    days = {(key, meeting.date) for key, held in meetings.items() for meeting in held}
    found: dict[BodyKey, dict[str, Called]] = defaultdict(dict)
    for row in _parts(store, "notice"):
        key = (row["body"] or "", row["of"])
        if key[0] and _DAY.fullmatch(row["date"] or "") and (key, row["date"]) not in days:
            found[key].setdefault(row["date"], Called(row["date"], row["path"]))
    return {key: tuple(called[day] for day in sorted(called)) for key, called in found.items()}


def _parts(store: Store, kind: str = "minutes") -> list[sqlite3.Row]:
    return store.select(
        """SELECT p.id, p.document, p.start, p.date, p.starts, p.ends, d.path,
                  coalesce(p.whose, first.whose, p.body, first.body) AS body,
                  coalesce(p.whose_of, first.whose_of, p.organisation, first.organisation) AS of
           FROM part p JOIN document d ON d.id = p.document
           JOIN part first ON first.document = p.document AND first.position = 0
           WHERE p.kind = ? AND p.copy_of IS NULL ORDER BY p.date, d.path, p.position""",
        (kind,),
    )


def _copies(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.select(
        "SELECT p.copy_of, d.path FROM part p JOIN document d ON d.id = p.document"
        " WHERE p.copy_of IS NOT NULL ORDER BY d.path"
    ):
        found[row["copy_of"]].append(row["path"])
    return found


def _numbers(store: Store) -> tuple[dict[str, list[str]], set[str]]:
    """The numbers of each part's items, and the parts that write them as §§."""
    found: dict[str, list[str]] = defaultdict(list)
    signed: set[str] = set()
    for row in store.select(
        "SELECT part, number, text FROM section WHERE number IS NOT NULL AND kind IN ('item', 'agenda_item')"
        " ORDER BY document, start"
    ):
        if _NUMBER.fullmatch(row["number"]):
            found[row["part"]].append(row["number"])
            if _SIGN.search(row["text"]):
                signed.add(row["part"])
    return found, signed


def _attendance(
    store: Store, people: Mapping[tuple[str, int], str], held: Held
) -> dict[str, list[sqlite3.Row]]:
    rows: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in store.select(
        "SELECT a.*, d.path, p.date, p.whose FROM attendance a JOIN document d ON d.id = a.document"
        " JOIN part p ON p.document = a.document AND p.id = a.part"
        " WHERE p.copy_of IS NULL AND p.kind = 'minutes' ORDER BY a.document, a.start"
    ):
        rows[row["part"]].append(row)
        person = people.get((row["document"], row["start"]))
        if person and row["present"] and row["sections"] is None and not row["replaces"]:
            held.rows[row["part"]].append((person, row["standing"], quote(row)))
    return rows


def _tables(
    store: Store, rows: Mapping[str, list[sqlite3.Row]], people: Mapping[tuple[str, int], str],
    missed: Iterable[Missed], held: Held,
) -> tuple[dict[str, set[str]], dict[str, tuple[int, str]]]:  # fmt: skip
    """Who was there, and how many at the table, of each part; who was away goes into `held`."""
    present: dict[str, set[str]] = defaultdict(set)
    deciding: dict[str, tuple[int, str]] = {}
    whose = {row["id"]: row for row in _parts(store)}
    # A document at a time, and only those that list anybody: all texts of many years fit no memory.
    for name in dict.fromkeys(row["document"] for found in rows.values() for row in found):
        document = store.document(name)
        try:
            items = summary(document)
        except UnknownSection:
            items = ()
        for at, part in enumerate(document.parts):
            if part.id not in rows or part.id not in whose:
                continue
            mine = [item for item in items if item.part == at + 1]
            who = {row["start"]: people.get((document.source.id, row["start"])) for row in rows[part.id]}
            there = {
                str(who[row["start"]]) for row in rows[part.id]
                if who[row["start"]] and row["present"] and row["sections"] != "[]"
            }  # fmt: skip
            away: dict[str, list[tuple[str, Seat]]] = defaultdict(list)
            for item in mine:
                count = len({seat.person for seat in item.having("deciding")})
                deciding[part.id] = max(deciding.get(part.id, (0, "")), (count, item.number))
                for seat in item.seats:
                    person = next((p for s in seat.sources if (p := who.get(s.start))), None)
                    if person and seat.state in ("deciding", "present"):
                        there.add(person)
                    elif person and seat.state == "away":
                        away[person].append((item.number, seat))
            present[part.id] = there
            for person, seats in away.items():
                # A guest for one item is not away from the others, nor a substitute who serves at one.
                guest = all(seat.standing == "other" or _serves_some(seat) for _, seat in seats)
                if not guest or len(seats) == len(mine):
                    whole = person not in there
                    held.absences[person].append(_absence(whose[part.id], document, seats, whole=whole))
            for row in rows[part.id]:
                person = who[row["start"]]
                if person and row["present"] == 0 and person not in away and person not in there:
                    held.absences[person].append(
                        Absence(
                            whose[part.id]["body"] or "", whose[part.id]["of"], row["date"], (), "absent",
                            (quote(row),),
                        )
                    )  # fmt: skip
    for one in missed:
        if one.person not in present[one.part]:
            numbers = tuple(json.loads(one.sections)) if one.sections else ()
            held.absences[one.person].append(
                Absence(
                    one.body, one.organisation, one.quote.date, numbers, f"{one.by} stood in", (one.quote,)
                )
            )
    return present, deciding


def _serves_some(seat: Seat) -> bool:
    """Whether a substitute is listed for some items only: at the table then, and nobody says where else."""
    return seat.standing == "substitute" and (seat.why or "").startswith("there ")


def _absence(
    whose: sqlite3.Row, document: Document, seats: Sequence[tuple[str, Seat]], *, whole: bool
) -> Absence:
    words = dict.fromkeys(words for _, seat in seats for words in seat.sources)
    return Absence(
        whose["body"] or "",
        whose["of"],
        whose["date"],
        () if whole else tuple(number for number, _ in seats),
        "; ".join(dict.fromkeys(seat.why for _, seat in seats if seat.why)),
        tuple(
            Quote(document.source.id, document.source.path, None, w.start, w.end, w.text, whose["date"])
            for w in words
        ),
    )
