"""What people were told to do, and what they made a reservation against."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities import Person, Reservation, Task
from pipeline.register.rows import FACT, quote
from pipeline.register.wording import OF_A_MEETING, post
from pipeline.store import Store

_BEHIND = 120  # characters behind a name in which it is said that they make a reservation


def with_deeds(store: Store, people: Sequence[Person]) -> list[Person]:
    """The people with the mandates given to them, by name or as who holds a post, and their reservations.

    A post's mandate goes to the one who held it on that day: not to who has left, nor to who came later.
    """
    known = {person.id: person for person in people}
    tasks: dict[str, list[Task]] = defaultdict(list)
    for row in store.select(
        f"{FACT.format(table='mandate')} AND f.status = 'decided' ORDER BY p.date, f.start"
    ):
        for name in json.loads(row["assignees"]):
            person = _named(store, row, name)
            word = None if person in known else post(name)
            if person not in known:
                person = _holder(people, word or "", row)
            if person:
                task = " ".join(row["task"].split())
                tasks[person].append(
                    Task(task, name, word, row["body"] or "", row["date"], row["due"], quote(row))
                )
    against: dict[str, list[Reservation]] = defaultdict(list)
    sql = f"{FACT.format(table='decision')} AND f.reservations <> '[]' ORDER BY p.date, f.start"
    for row in store.select(sql):
        motives = json.loads(row["reservation_motives"])
        for at, name in enumerate(json.loads(row["reservations"])):
            person = _named(store, row, name) or _reserving(store, row, name)
            if person:
                against[person].append(
                    Reservation(
                        " ".join(row["text"].split()), row["body"] or "", row["date"],
                        motives[at] if at < len(motives) else None, quote(row),
                    )
                )  # fmt: skip
    return [
        replace(
            person,
            tasks=tuple(dict.fromkeys(tasks[person.id])),
            reservations=tuple(dict.fromkeys(against[person.id])),
        )
        for person in people
    ]


def _named(store: Store, row: sqlite3.Row, name: str) -> str | None:
    """The one person so called in the part where the fact stands."""
    found = store.select(
        "SELECT DISTINCT entity FROM mention WHERE document = ? AND part IS ? AND label = 'PERSON'"
        " AND entity IS NOT NULL AND text IN (?, ?)",
        (row["document"], row["part"], name, f"{name}s"),
    )
    return str(found[0]["entity"]) if len(found) == 1 else None


def _reserving(store: Store, row: sqlite3.Row, name: str) -> str | None:
    """Which of two namesakes makes a reservation behind a decision: "Bo Kvist (L) reserverar sig mot …"."""
    found = store.select(
        "SELECT m.entity, substr(d.text, m.end + 1, ?) AS behind FROM mention m"
        " JOIN document d ON d.id = m.document WHERE m.document = ? AND m.section IS ? AND m.start >= ?"
        " AND m.label = 'PERSON' AND m.entity IS NOT NULL AND m.text = ? ORDER BY m.start",
        (_BEHIND, row["document"], row["section"], row["end"], name),
    )
    told = {str(one["entity"]) for one in found if "reserver" in one["behind"].partition(".")[0].casefold()}
    return told.pop() if len(told) == 1 else None


def _holder(people: Sequence[Person], word: str, row: sqlite3.Row) -> str | None:
    """Who alone held the post in the body on the day."""
    day = row["date"] or ""
    if not word or not day or word in OF_A_MEETING:
        return None
    found = {
        person.id for person in people for role in person.roles
        if role.post == word and (role.body, role.organisation) == (row["body"] or "", row["of"])
        and (role.first_seen or "9") <= day <= (role.last_seen or "")
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None
