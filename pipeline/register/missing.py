"""Who a list names as absent without a row: "Bo Kvist (i Siv Dahlmarks frånvaro)", "tjänstgör för Siv"."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.entities import Quote
from pipeline.presence.people import named
from pipeline.store import Store

_BESIDE = 160  # characters behind a row's name in which it is said whom they stand in for


@dataclass(frozen=True)
class Missed:
    """A member (`person`: entity) whom a row of the list in `part` says that `by` stood in for.

    `sections`: the items of the meeting it is said of, None for all. `quote`: where the name stands.
    """

    person: str
    by: str
    part: str
    body: str
    organisation: str | None
    sections: str | None
    quote: Quote


def missing(store: Store) -> Iterator[Missed]:
    """Members that rows of lists in minutes name as stood in for, and that have no row there themselves."""
    people: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in store.select(
        "SELECT m.document, m.start, m.end, m.text, m.entity FROM mention m WHERE m.label = 'PERSON'"
        " AND m.entity IS NOT NULL AND m.document IN (SELECT document FROM attendance WHERE replaces <> '')"
        " ORDER BY m.start"
    ):
        people[row["document"]].append(row)
    if not people:
        return
    rows = store.select(
        """SELECT a.document, a.part, a.start, a.end, a.person, a.replaces, a.present, a.sections, d.path,
                  p.date, coalesce(p.whose, first.whose, p.body, first.body) AS body,
                  coalesce(p.whose_of, first.whose_of, p.organisation, first.organisation) AS of
           FROM attendance a JOIN document d ON d.id = a.document
           JOIN part p ON p.document = a.document AND p.id = a.part
           JOIN part first ON first.document = a.document AND first.position = 0
           WHERE p.copy_of IS NULL AND p.kind = 'minutes' ORDER BY a.document, a.start"""
    )
    starts = {(row["document"], row["start"]) for row in rows}
    listed = {
        (row["part"], who["entity"])
        for row in rows for who in people.get(row["document"], ()) if who["start"] == row["start"]
    }  # fmt: skip
    told: set[tuple[str, str]] = set()
    for row in rows:
        if not row["replaces"] or not row["present"]:
            continue
        near = [
            who for who in people[row["document"]]
            if row["end"] <= who["start"] < row["end"] + _BESIDE
            and (row["document"], who["start"]) not in starts
            and (named(row["replaces"], [who["text"]]) or named(who["text"], [row["replaces"]]))
        ]  # fmt: skip
        if not near or (row["part"], near[0]["entity"]) in listed | told:
            continue
        who = near[0]
        told.add((row["part"], who["entity"]))
        quote = Quote(row["document"], row["path"], None, who["start"], who["end"], who["text"], row["date"])
        yield Missed(
            who["entity"], row["person"], row["part"], row["body"] or "", row["of"], row["sections"], quote
        )
