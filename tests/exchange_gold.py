"""Gold that is hard to exchange: every kind of fact over a text with everything that shifts offsets."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.exchange import Loaded, Merged, Options, Task, export, load, merged, task_for
from evaluation.exchange.formats import recognised

Record = dict[str, Any]

TEXT = (
    "\ufeffNorrviks kommun 😀\r\n\r\n"
    "Närvarande:\tA\u030asa Ek (S), ordförande 👩\u200d💻\r\n"
    "Bo\u00a0Sjö\u00adgren \u200f(M)\f\r\n"
    "§ 4 Budget för a\u030aret 2031\u2028\r\n"
    "Nämnden beslutar att bevilja 120 tkr\r\n"
    "till Ungdomstorget 🇸🇪\x85 och att uppdra åt kansliet att redovisa.\r\n"
    "Förslag: att bevilja 120 tkr.\r\n"
    "Personal\t1\u00a0040\tkr\x01\r\n"
)


def span(words: str, text: str = TEXT, nth: int = 0) -> Record:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def gold() -> Record:
    """A record that `faults_of` finds nothing wrong with: a value of every kind, nulls, empty lists."""
    return {
        "schema": "paragraf-gold/1",
        "name": "norrvik-2031-02-03",
        "format": "txt",
        "layout": "board",
        "characters": len(TEXT),
        "document": {"kind": "minutes", "body": "Nämnden", "date": "2031-02-03", "place": None},
        "parts": [
            {"id": "part1", "start": 0, "end": len(TEXT), "kind": "minutes", "body": "Nämnden", "date": None}
        ],
        "people": [
            {"name": "A\u030asa Ek", "entity": "åsa@norrvik", "variants": ["A\u030asa Ek"], "roles": []}
        ],
        "sections": [
            span("§ 4 Budget för a\u030aret 2031")
            | {
                "id": "n§4",
                "part": "part1",
                "number": "4",
                "title": "Budget för a\u030aret 2031",
                "kind": "item",
                "case": "Dnr 2031/7",
            }
        ],
        "attendance": [
            span("A\u030asa Ek")
            | {
                "person": "A\u030asa Ek",
                "organisation": "Norrviks kommun",
                "roles": ["ordförande", "ledamot"],
                "party": "S",
                "standing": "voting",
                "present": True,
                "remote": True,
                "sections": ["4", "5"],
                "replaces": None,
            },
            span("Bo\u00a0Sjö\u00adgren")
            | {
                "person": "Bo Sjö\u00adgren",
                "organisation": None,
                "roles": [],
                "party": "M",
                "standing": "substitute",
                "present": None,
                "remote": False,
                "sections": None,
                "replaces": "Åke; Lind",
            },
        ],
        "decisions": [
            span("bevilja 120 tkr\r\ntill Ungdomstorget")
            | {
                "id": "d1",
                "section": "4",
                "kind": "fund",
                "status": "decided",
                "decider": "Nämnden",
                "votes": {"yes": 5, "no": 3, "abstained": None, "absent": None, "by_name": {"Bo Ek": "yes"}},
                "reservations": ["A\u030asa Ek", "Bo; Sjögren"],
                "reservation_motives": [None, "För | dyrt\nnu"],
                "case": None,
                "proposal": "p1",
                "amounts": ["a1"],
                "mandates": [],
            },
            span("uppdra åt kansliet att redovisa")
            | {
                "id": "d2",
                "section": "4",
                "kind": "assign",
                "status": "decided",
                "decider": None,
                "votes": None,
                "reservations": [],
                "reservation_motives": [],
                "case": None,
                "proposal": None,
                "amounts": [],
                "mandates": ["m1"],
            },
            span("att bevilja 120 tkr.")
            | {
                "id": "p1",
                "section": "4",
                "kind": "fund",
                "status": "proposed",
                "decider": "Nämnden",
                "votes": None,
                "reservations": [],
                "reservation_motives": [],
                "case": None,
                "proposal": None,
                "amounts": ["a2"],
                "mandates": [],
            },
        ],
        "mandates": [
            span("uppdra åt kansliet att redovisa")
            | {
                "id": "m1",
                "section": "4",
                "giver": None,
                "assignees": ["kansliet"],
                "task": "redovisa",
                "deadline": None,
                "due": "2031-05-31",
                "status": "decided",
                "reported_in": ["annan-2031§7"],
            }
        ],
        "amounts": [
            span("120 tkr")
            | {
                "id": "a1",
                "section": "4",
                "value": 120000,
                "value_to": None,
                "unit": "SEK",
                "for": "Ungdomstorget",
            },
            span("120 tkr", nth=1)
            | {"id": "a2", "section": "4", "value": 120000.5, "value_to": 130000, "unit": "SEK", "for": None},
        ],
        "table_cells": [
            span("1\u00a0040")
            | {
                "section": None,
                "table": "Budget",
                "row": "Personal",
                "column": "Utfall",
                "value": 1040,
                "unit": "SEK",
            }
        ],
        "mentions": [
            span("Norrviks kommun") | {"label": "ORG"},
            span("A\u030asa Ek") | {"label": "PERSON", "entity": "åsa@norrvik"},
            span("ordförande") | {"label": "ROLE"},
            span("Bo\u00a0Sjö\u00adgren") | {"label": "PERSON"},
            span("2031") | {"label": "DATE", "value": "2031"},
            span("Nämnden") | {"label": "BODY"},
            span("120 tkr") | {"label": "AMOUNT", "value": 120000},
            span("Ungdomstorget") | {"label": "ORG"},
            span("kansliet") | {"label": "BODY"},
        ],
    }


def exported(
    name: str, folder: Path, record: Record | None = None, text: str = TEXT, **options: Any
) -> list[Path]:
    """The files of one protocol in the tool `name`, those to import."""
    task = task_for(name, copy.deepcopy(record or gold()), text)
    folder.mkdir(exist_ok=True)
    for file, data in export(name, [task], Options(**options)).items():
        (folder / file).write_bytes(data)
    return [
        path for path in sorted(folder.iterdir()) if recognised(path) == name and "labels" not in path.name
    ]


def imported(name: str, path: Path, **options: Any) -> Task:
    """The one task in a file."""
    found: Loaded = load(name, path, Options(**options))
    (task,) = found
    if isinstance(task, Exception):
        raise task
    return task


def back(name: str, record: Record, text: str) -> Merged:
    """Out to the tool's files and in again."""
    with tempfile.TemporaryDirectory() as folder:
        (path,) = exported(name, Path(folder), record, text)
        return merged(imported(name, path))


def changed(record: Record, change: Callable[[Record], None]) -> Record:
    """What gold should be after an edit."""
    wanted = copy.deepcopy(record)
    change(wanted)
    return wanted


def results(project: Any) -> list[Record]:
    """What is annotated in the one task of a Label Studio export."""
    found: list[Record] = project[0]["annotations"][0]["result"]
    return found
