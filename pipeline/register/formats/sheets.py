"""The register as a workbook: people, posts, bodies' meetings, what is missing, warnings."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.register.model import Register
from pipeline.register.phrases import (
    absence,
    appointed,
    attended,
    called,
    ended,
    follow,
    gap,
    hole,
    numbered,
    paths,
    place,
    silent,
    why_name,
)
from pipeline.register.reasons import in_swedish

_MADE = datetime(2000, 1, 1)  # the same register is the same file, whenever it is written
_WIDEST = 60
_LONGEST = 32_000  # characters; a cell takes 32,767

Row = Sequence[str | int | None]


@dataclass(frozen=True)
class _Sheet:
    name: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


def as_xlsx(register: Register) -> bytes:
    """An Excel workbook with a sheet a kind of line; text stays text, also where it begins with "="."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": "Register", "created": _MADE})
    bold = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"valign": "top", "text_wrap": True})
    for sheet in _sheets(register):
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        for at, column in enumerate(sheet.columns):
            longest = max([len(column), *(len(str(row[at] or "")) for row in sheet.rows)])
            page.set_column(at, at, min(longest + 2, _WIDEST))
            page.write_string(0, at, column, bold)
        for line, row in enumerate(sheet.rows, start=1):
            for at, cell in enumerate(row):
                _write(page, line, at, cell, text)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    book.close()
    return out.getvalue()


def _write(page: Any, line: int, at: int, cell: str | int | None, form: Any) -> None:
    if isinstance(cell, int):
        page.write_number(line, at, cell, form)
    elif cell:
        page.write_string(line, at, cell[:_LONGEST], form)


def _sheets(register: Register) -> Iterator[_Sheet]:
    names = register.names()
    yield _Sheet(
        "Personer",
        ("Namn", "Skrivsätt", "Uppdrag", "Första gången", "Senast", "Källor", "Id"),
        [
            (
                person.name, why_name(person, "sv"), len(person.roles),
                min((r.first_seen for r in person.roles if r.first_seen), default=None),
                max((r.last_seen for r in person.roles if r.last_seen), default=None),
                "; ".join(paths([q for role in person.roles for q in role.sources])), person.id,
            )
            for person in register.people
        ],
    )  # fmt: skip
    yield _Sheet(
        "Uppdrag",
        (
            "Namn", "Uppdrag", "Organ", "Hör till", "Utsedd av", "Parti", "Första gången", "Senast",
            "Närvarande", "Möten", "Vald", "Avslutat", "Källa", "Alla källor", "Id",
        ),
        [
            (
                person.name, role.post, role.body, role.organisation, role.appointer, role.party,
                role.first_seen, role.last_seen, role.attended, role.held, appointed(role, "sv"),
                ended(role, names, "sv"),
                place(role.sources[0]), "; ".join(place(q) for q in role.sources), person.id,
            )
            for person in register.people for role in person.roles
        ],
    )  # fmt: skip
    yield _Sheet(
        "Organ",
        (
            "Organ", "Hör till", "Uppdrag", "Namn", "Utsedd av", "Parti", "Första gången", "Senast",
            "Närvaro", "Källor",
        ),
        [
            (
                body.name, body.organisation, role.post, names.get(person), role.appointer, role.party,
                role.first_seen, role.last_seen, attended(role, "sv"), "; ".join(paths(role.sources)),
            )
            for body in register.bodies for person, role in body.sat
        ],
    )  # fmt: skip
    yield _Sheet(
        "Organisationer",
        ("Organisation", "Organisationsnummer", "Kommunkod", "Wikidata", "Namn i tiden", "Källor"),
        [
            (
                one.name, dict(one.identifiers).get("organisationsnummer"),
                dict(one.identifiers).get("kommunkod"), dict(one.identifiers).get("Wikidata"),
                "; ".join(f"{n.name} {n.since or ''}–{n.until or ''} ({n.source})" for n in one.dated),
                "; ".join(place(q) for q in one.sources),
            )
            for one in register.organisations
        ],
    )  # fmt: skip
    yield _Sheet(
        "Efterträdare",
        ("Organ", "Hör till", "Vem efter vem", "Källor"),
        [
            (body.name, body.organisation, follow(f, names, "sv"), "; ".join(place(q) for q in f.sources))
            for body in register.bodies for f in body.follows
        ],
    )  # fmt: skip
    yield _Sheet(
        "Möten",
        ("Organ", "Hör till", "Datum", "Paragrafer", "Närvarande", "Filer"),
        [
            (
                body.name, body.organisation, meeting.date, numbered(meeting, "sv"),
                meeting.registered if meeting.listed else None, "; ".join(meeting.paths),
            )
            for body in register.bodies for meeting in body.meetings
        ],
    )  # fmt: skip
    yield _Sheet(
        "Saknas",
        ("Organ", "Hör till", "Vad som saknas", "Fil"),
        [(body.name, body.organisation, gap(g, "sv"), None) for body in register.bodies for g in body.gaps]
        + [
            (body.name, body.organisation, silent(body.silent, "sv"), None)
            for body in register.bodies
            if body.silent
        ]
        + [
            (body.name, body.organisation, hole(h, "sv"), h.path)
            for body in register.bodies
            for h in body.holes
        ]
        + [
            (body.name, body.organisation, called(c, "sv"), c.path)
            for body in register.bodies
            for c in body.called
        ],
    )
    yield _Sheet(
        "Frånvaro",
        ("Namn", "Organ", "När", "Varför", "Källor"),
        [
            (person.name, a.body, absence(a, "sv"), in_swedish(a.why), "; ".join(place(q) for q in a.sources))
            for person in register.people for a in person.absences
        ],
    )  # fmt: skip
    yield _Sheet(
        "Fick i uppdrag",
        ("Namn", "Som", "Organ", "Datum", "Vad", "Senast", "Källa"),
        [
            (person.name, t.post or t.given, t.body, t.date, t.task, t.due, place(t.source))
            for person in register.people for t in person.tasks
        ],
    )  # fmt: skip
    yield _Sheet(
        "Reservationer",
        ("Namn", "Organ", "Datum", "Beslut", "Motiv", "Källa"),
        [
            (person.name, r.body, r.date, r.decision, r.motive, place(r.source))
            for person in register.people for r in person.reservations
        ],
    )  # fmt: skip
    yield _Sheet(
        "Att kontrollera",
        ("Organ", "Datum", "Vad", "Sort", "Källor"),
        [
            (f.body, f.date, f.swedish, f.code, "; ".join(place(q) for q in f.sources))
            for f in register.findings
        ],
    )
