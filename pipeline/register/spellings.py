"""How the names of people are spelt, how often, and where."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping

from pipeline.entities import Quote, Spelling
from pipeline.store import Store

_PLACES = 3  # places shown of a spelling
# Where people are named, the places of each spelling numbered from its first; copies of a meeting come last.
_NAMINGS = """
    SELECT m.entity, m.text, m.document, m.section, m.start, m.end, d.path, p.date, p.copy_of,
           row_number() OVER (PARTITION BY m.entity, m.text
                              ORDER BY p.copy_of IS NOT NULL, p.date, d.path, m.start) AS place
    FROM mention m JOIN document d ON d.id = m.document
    LEFT JOIN part p ON p.document = m.document AND p.id = m.part
    WHERE m.label = 'PERSON' AND m.entity IS NOT NULL"""


def spellings_of(store: Store) -> Mapping[str, list[Spelling]]:
    """Person → spellings, the most frequent first; what only another copy of a meeting has comes last."""
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for row in store.select("SELECT entity, spelling, times FROM spelling ORDER BY times DESC, spelling"):
        forms[row["entity"]][row["spelling"]] = row["times"]
    repeated: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], list[Quote]] = defaultdict(list)

    def form_of(row: sqlite3.Row) -> str:
        words = " ".join(row["text"].split())
        return words if words in forms[row["entity"]] else words.removesuffix("s")

    for row in store.select(
        f"SELECT entity, text, count(*) AS times FROM ({_NAMINGS}) WHERE copy_of IS NOT NULL"
        " GROUP BY entity, text"
    ):
        repeated[row["entity"], form_of(row)] += row["times"]
    for row in store.select(
        f"SELECT * FROM ({_NAMINGS}) WHERE place <= {_PLACES} ORDER BY copy_of IS NOT NULL, date, path, start"
    ):
        if len(places[row["entity"], form_of(row)]) < _PLACES:
            place = row["document"], row["path"], row["section"], row["start"], row["end"], row["text"]
            places[row["entity"], form_of(row)].append(Quote(*place, row["date"]))
    return {
        person: sorted(
            (
                Spelling(
                    form, max(times - repeated[person, form], 0) or times, tuple(places[person, form]),
                    copies_only=times <= repeated[person, form],
                )
                for form, times in known.items()
            ),
            key=lambda one: (one.copies_only, -one.times, one.text),
        )
        for person, known in forms.items()
    }  # fmt: skip
