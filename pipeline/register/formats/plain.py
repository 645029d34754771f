"""JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.entities import Ended, Person, Quote, Role
from pipeline.register.model import Body, Finding, Organisation
from pipeline.register.phrases import place, why_name, words

_COLUMNS = (
    "id", "name", "spellings", "post", "body", "organisation", "appointer", "party", "first_seen",
    "last_seen", "attended", "held", "ended", "ended_on", "times_seen", "source", "source_start",
    "source_end", "source_text", "sources", "organisation_ids", "appointer_ids", "since", "until",
)  # fmt: skip


def as_json(
    people: Sequence[Person], findings: Sequence[Finding] = (), organisations: Sequence[Organisation] = ()
) -> str:
    """A list of people, each with `name`, `spellings`, `roles`, `sources`, and the warnings about them.

    `organisations`: what is known of those that roles name; their public numbers stand with the roles.
    """
    numbers = {one.name: _numbers(one) for one in organisations if one.identifiers}
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        for person in finding.people:
            about.setdefault(person, []).append(finding)
    records = [record(person, about.get(person.id, ()), numbers) for person in people]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def bodies_as_json(
    bodies: Iterable[Body],
    names: Mapping[str, str],
    findings: Sequence[Finding],
    organisations: Sequence[Organisation] = (),
) -> str:
    """A list of bodies, each with its meetings, missing §§, who sat when, seats, who followed, warnings."""
    known = {one.name: organisation_record(one) for one in organisations}
    records = [
        {
            **body_record(body, names, [f for f in findings if f.body == body.name]),
            "organisations": [
                known[name] for name in dict.fromkeys((body.name, body.organisation)) if name in known
            ],
        }
        for body in bodies
    ]  # fmt: skip
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def as_csv(people: Sequence[Person], organisations: Sequence[Organisation] = ()) -> str:
    """One line a post; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    numbers = {
        one.name: "; ".join(f"{scheme} {number}" for scheme, number in one.identifiers)
        for one in organisations
    }
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for person in people:
        spelled = "; ".join(spelling for spelling, _ in person.spellings)
        for role in person.roles:
            first = role.sources[0]
            cells = [
                person.id, person.name, spelled, role.post, role.body, role.organisation, role.appointer,
                role.party, role.first_seen, role.last_seen, role.attended, role.held,
                role.ended.how if role.ended else None, _told_end(role.ended),
                len(role.sources), first.path, first.start, first.end, words(first),
                "; ".join(place(quote) for quote in role.sources),
                numbers.get(role.organisation or role.body), numbers.get(role.appointer or ""),
                role.since, role.until,
            ]  # fmt: skip
            writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


def _told_end(ended: Ended | None) -> str | None:
    """The day on which a post ended by a decision, the text or a term; that another is seen tells none."""
    return ended.on if ended and ended.how in ("left", "term") else None


def guarded(cell: str | int | None) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str):
        cell = " ".join(cell.split())  # a tab or a line end at the start makes a formula too
        return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
    return "" if cell is None else cell


def record(
    person: Person,
    findings: Sequence[Finding] = (),
    numbers: Mapping[str, list[dict[str, str]]] | None = None,
) -> dict[str, Any]:
    """A person for JSON. `numbers`: an organisation's name → its public identifiers."""
    known = numbers or {}
    return {
        "id": person.id,
        "name": person.name,
        "name_why": why_name(person, "en"),
        "spellings": [spelling for spelling, _ in person.spellings],
        "spelled": [
            {
                "text": s.text, "times": s.times, "copies_only": s.copies_only,
                "sources": [quoted(q) for q in s.sources],
            }
            for s in person.spelled
        ],
        "roles": [
            {
                **role_record(role),
                "organisation_identifiers": known.get(role.organisation or role.body, []),
                "appointer_identifiers": known.get(role.appointer or "", []),
            }
            for role in person.roles
        ],
        "absences": [
            {
                "body": a.body, "organisation": a.organisation, "date": a.date,
                "sections": list(a.sections) or None, "why": a.why, "sources": [quoted(q) for q in a.sources],
            }
            for a in person.absences
        ],
        "mandates": [
            {
                "task": t.task, "given": t.given, "post": t.post, "body": t.body, "date": t.date,
                "due": t.due, "source": quoted(t.source),
            }
            for t in person.tasks
        ],
        "reservations": [
            {
                "decision": r.decision, "body": r.body, "date": r.date, "motive": r.motive,
                "source": quoted(r.source),
            }
            for r in person.reservations
        ],
        "sources": [
            quoted(q) for q in dict.fromkeys(q for role in person.roles for q in role.sources)
        ],
        "why_one": list(person.why_one),
        "warnings": [finding_record(finding) for finding in findings],
    }  # fmt: skip


def role_record(role: Role) -> dict[str, Any]:
    """A post for JSON."""
    return {
        "post": role.post,
        "body": role.body,
        "organisation": role.organisation,
        "appointer": role.appointer,
        "appointer_written": list(role.written),
        "party": role.party,
        "first_seen": role.first_seen,
        "last_seen": role.last_seen,
        "since": role.since,
        "until": role.until,
        "dates": list(role.dates),
        "items": dict(role.limits),
        "attended": role.attended,
        "held": role.held,
        "ended": _ended(role.ended),
        "sources": [quoted(quote) for quote in role.sources],
    }


def body_record(body: Body, names: Mapping[str, str], findings: Sequence[Finding]) -> dict[str, Any]:
    """A body for JSON."""
    return {
        "name": body.name,
        "organisation": body.organisation,
        "numbering": body.numbering,
        "meetings": [
            {
                "date": m.date, "sections": list(m.numbers), "signed": m.signed, "list": m.listed,
                "present": sorted(m.present & names.keys()), "paths": list(m.paths),
            }
            for m in body.meetings
        ],
        "missing": [
            {"year": g.year, "first": g.first, "last": g.last, "after": g.after, "before": g.before}
            for g in body.gaps
        ],
        "holes": [{"date": h.date, "sections": list(h.numbers), "path": h.path} for h in body.holes],
        "undated": list(body.undated),
        "years_without_minutes": list(body.silent),
        "called_without_minutes": [{"date": c.date, "path": c.path} for c in body.called],
        "sat": [
            {"person": person, "name": names.get(person), **role_record(role)} for person, role in body.sat
        ],
        "seats": [
            {
                "by": "party" if s.party else "organisation", "name": s.appointer,
                "posts": {post: list(people) for post, people in s.posts},
            }
            for s in body.seats
        ],
        "succession": [
            {
                "post": f.post or None, "appointer": f.appointer, "before": f.before, "after": f.after,
                "last_seen": f.last, "first_seen": f.first, "said": f.said,
                "sources": [quoted(q) for q in f.sources],
            }
            for f in body.follows
        ],
        "warnings": [finding_record(finding) for finding in findings],
    }  # fmt: skip


def organisation_record(one: Organisation) -> dict[str, Any]:
    """What is known of an organisation, for JSON."""
    return {
        "name": one.name,
        "identifiers": _numbers(one),
        "names": [
            {"name": n.name, "since": n.since, "until": n.until, "source": n.source} for n in one.dated
        ],
        "sources": [quoted(q) for q in one.sources],
    }  # fmt: skip


def _numbers(one: Organisation) -> list[dict[str, str]]:
    return [{"scheme": scheme, "identifier": number} for scheme, number in one.identifiers]


def finding_record(finding: Finding) -> dict[str, Any]:
    """A warning for JSON."""
    return {
        "code": finding.code, "message": finding.english, "message_sv": finding.swedish,
        "people": list(finding.people), "body": finding.body, "date": finding.date,
        "sources": [quoted(q) for q in finding.sources],
    }  # fmt: skip


def quoted(quote: Quote) -> dict[str, Any]:
    """A place for JSON."""
    return {
        "document": quote.document, "path": quote.path, "date": quote.date, "section": quote.section,
        "start": quote.start, "end": quote.end, "text": quote.text,
    }  # fmt: skip


def _ended(ended: Ended | None) -> dict[str, Any] | None:
    if ended is None:
        return None
    return {"how": ended.how, "on": ended.on, "by": ended.by, "sources": [quoted(q) for q in ended.sources]}
