"""The mandates of a store with their state: open, overdue or reported."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pipeline.errors import BadSetting
from pipeline.settings import Settings
from pipeline.stem import sort_key
from pipeline.store import OWN, Store
from pipeline.store.kinds import sure

State = Literal["open", "overdue", "reported"]
_REPORT = ("date", "path", "section", "title", "score", "why")
STATES: tuple[State, ...] = ("open", "overdue", "reported")


@dataclass(frozen=True)
class Line:
    """A mandate with its state on a day, where it was given and where it was reported back.

    `reports`: dicts with date, path, section, title, score, why.
    """

    state: State
    date: str | None
    body: str | None
    section: str | None
    giver: str | None
    assignees: tuple[str, ...]
    task: str
    deadline: str | None
    due: str | None
    due_why: str | None
    reports: tuple[dict[str, Any], ...]
    path: str
    start: int
    end: int
    text: str
    id: str


def listing(
    store: Store,
    on: date,
    states: tuple[str, ...] = STATES,
    *,
    body: str = "",
    to: str = "",
    uncertain: bool = False,
    certain: float = Settings.certain,
) -> list[Line]:
    """The mandates that meetings decided, those due first first, then by meeting; copies count once.

    `on`: the day on which a mandate is overdue or not. `body`, `to`: part of the name of the body that
    gave it, of whoever was told. `uncertain`: those with a score below `certain`, left out otherwise.
    Raises BadSetting for a state that does not exist.
    """
    for state in states:
        if state not in STATES:
            raise BadSetting(f"{state!r} is no state of a mandate; choose one of {', '.join(STATES)}")
    wanted = sort_key(to)
    lines = [
        line
        for line in _lines(store, on, {"body": sort_key(body), "certain": certain}, uncertain)
        if line.state in states and (not wanted or wanted in sort_key("; ".join(line.assignees)))
    ]
    return sorted(
        lines, key=lambda line: (_last(line.due) or date.max, line.date or "", line.path, line.start)
    )


def record(line: Line) -> dict[str, Any]:
    """A line as one flat record; the reports as text."""
    told = [
        f"{report['date']} § {report['section'] or '–'} {report['title']}".strip() for report in line.reports
    ]
    fixed = {name: getattr(line, name) for name in Line.__dataclass_fields__ if name != "reports"}
    return {**fixed, "assignees": list(line.assignees), "reported": told}


def _lines(store: Store, on: date, values: dict[str, Any], uncertain: bool) -> Iterator[Line]:
    reports: dict[str, list[dict[str, Any]]] = {}
    for row in store.select(
        """SELECT r.mandate, p.date, d.path, s.number AS section, s.title, r.score, r.why
           FROM reported r JOIN section s ON s.id = r.section JOIN document d ON d.id = s.document
           LEFT JOIN part p ON p.document = s.document AND p.id = s.part ORDER BY p.date, d.path, s.start"""
    ):
        reports.setdefault(row["mandate"], []).append(
            dict(zip(_REPORT, (row[k] for k in _REPORT), strict=True))
        )
    for row in store.select(
        f"""SELECT f.*, d.path, p.date, coalesce(p.whose, p.body) AS body, p.body_sort,
                   coalesce(l.due, f.due) AS day, l.due_why
            FROM mandate f JOIN document d ON d.id = f.document
            LEFT JOIN part p ON p.document = f.document AND p.id = f.part
            LEFT JOIN ledger l ON l.mandate = f.id
            WHERE f.status = 'decided' AND (p.copy_of IS NULL OR {OWN}) AND instr(p.body_sort, :body)
                  AND {sure("mandates", uncertain)}
            ORDER BY p.date, d.path, f.start""",
        values,
    ):
        told = tuple(reports.get(row["id"], ()))
        last = _last(row["day"])
        yield Line(
            state="reported" if told else "overdue" if last and last < on else "open",
            assignees=tuple(json.loads(row["assignees"])),
            due=row["day"],
            reports=told,
            **{
                name: row[name]
                for name in (
                    "date", "body", "section", "giver", "task", "deadline", "due_why", "path", "start", "end",
                    "text", "id",
                )
            },
        )  # fmt: skip


def _last(due: str | None) -> date | None:
    """The last day of a deadline that may be a day, a month or a year; None for others (a week, a season)."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", (due or "").rpartition("/")[2])
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    try:
        return date(year, month, int(found[3]) if found[3] else calendar.monthrange(year, month)[1])
    except ValueError:
        return None
