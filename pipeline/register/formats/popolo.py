"""The register as Popolo (popoloproject.com): persons, organizations, posts, memberships."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from pipeline.entities import Person, Quote, Role
from pipeline.register.model import Register
from pipeline.register.people import by_surname
from pipeline.register.phrases import place, words


def as_popolo(register: Register, hashes: Mapping[str, str] | None = None) -> str:
    """One object of four lists. `hashes`: document id → sha256 of its file, by which sources name it.

    A source's url is the file's name by content (RFC 6920) with the place in its text (RFC 5147), since a
    path holds on one machine only; its note has the path and the words.
    """
    known = hashes or {}
    bodies = {
        (body.name, body.organisation): _id("organization", body.name, body.organisation)
        for body in register.bodies
    }
    wholes = {body.organisation for body in register.bodies if body.organisation}
    appointers = {role.appointer for p in register.people for role in p.roles if role.appointer}
    parties = {role.party for p in register.people for role in p.roles if role.party}
    organizations: list[dict[str, Any]] = [
        {
            "id": bodies[body.name, body.organisation],
            "name": body.name,
            "classification": "body",
            **({"parent_id": _id("organization", body.organisation)} if body.organisation else {}),
            "sources": _sources([m.where for m in body.meetings if m.where], known),
        }
        for body in register.bodies
    ]
    there = {organization["id"] for organization in organizations}
    for name, kind in [
        *((n, "organisation") for n in sorted(wholes | appointers)),
        *((n, "party") for n in sorted(parties)),
    ]:
        own = _id("party" if kind == "party" else "organization", name)
        if own not in there:
            there.add(own)
            organizations.append({"id": own, "name": name, "classification": kind})
    posts: dict[str, dict[str, Any]] = {}
    memberships = []
    for person in register.people:
        for number, role in enumerate(person.roles):
            body = bodies.get((role.body, role.organisation))
            own = _id("post", role.post, role.body, role.organisation)
            posts.setdefault(
                own,
                {"id": own, "label": f"{role.post}, {role.body}", "role": role.post, "organization_id": body},
            )
            memberships.append(_membership(person, role, number, own, body, known))
    record = {
        "persons": [_person(person, known) for person in register.people],
        "organizations": organizations,
        "posts": list(posts.values()),
        "memberships": memberships,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _person(person: Person, hashes: Mapping[str, str]) -> dict[str, Any]:
    given, _, family = person.name.rpartition(" ")
    others = [{"name": s.text, "note": f"{s.times} times"} for s in person.spelled if s.text != person.name]
    return {
        "id": person.id,
        "name": person.name,
        "given_name": given or None,
        "family_name": family,
        "sort_name": by_surname(person.name) and f"{family}, {given}" if given else family,
        "other_names": others,
        "sources": _sources((q for s in person.spelled for q in s.sources), hashes),
    }


def _membership(
    person: Person, role: Role, number: int, post: str, body: str | None, hashes: Mapping[str, str]
) -> dict[str, Any]:
    behalf = role.appointer or role.party
    kind = "organization" if role.appointer else "party"
    return {
        "id": f"{person.id}-{number}",
        "label": f"{role.post}, {role.body}",
        "role": role.post,
        "person_id": person.id,
        "organization_id": body,
        "post_id": post,
        "on_behalf_of_id": _id(kind, behalf) if behalf else None,
        "start_date": role.first_seen,
        "end_date": role.last_seen,
        "sources": _sources(role.sources, hashes),
    }


def _sources(quotes: Iterable[Quote], hashes: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"url": _url(quote, hashes), "note": f"{place(quote)} {words(quote)}".strip()}
        for quote in dict.fromkeys(quotes)
    ]


def _url(quote: Quote, hashes: Mapping[str, str]) -> str:
    digest = bytes.fromhex(hashes[quote.document]) if quote.document in hashes else quote.document.encode()
    name = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return f"ni:///sha-256;{name}#char={quote.start},{quote.end}"


def _id(kind: str, *names: str | None) -> str:
    written = "\n".join(name or "" for name in names if name)
    return f"{kind}-{blake2b(written.casefold().encode(), digest_size=6).hexdigest()}"
