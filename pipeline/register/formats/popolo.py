"""The register as Popolo (popoloproject.com): persons, organizations, posts, memberships."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from pipeline.entities import Person, Quote, Role
from pipeline.register.model import Organisation, Register
from pipeline.register.people import by_surname
from pipeline.register.phrases import first_to_last, place, words


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
            **_known(register.organisation(body.name)),
            "sources": _sources(
                [m.where for m in body.meetings if m.where]
                or [*register.organisation(body.name).sources, *(r.sources[0] for _, r in body.sat[:1])],
                known,
            ),
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
            about = register.organisation(name) if kind == "organisation" else Organisation(name)
            said = list(about.sources) or [
                role.sources[0] for p in register.people for role in p.roles
                if name in (role.organisation, role.appointer, role.party)
            ][:1]  # fmt: skip
            organizations.append(
                {
                    "id": own, "name": name, "classification": kind, **_known(about),
                    "sources": _sources(said, known),
                }
            )  # fmt: skip
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
    others = [{"name": s.text, "note": _times(s.times)} for s in person.spelled if s.text != person.name]
    return {
        "id": person.id,
        "name": person.name,
        "given_name": given or None,
        "family_name": family,
        "sort_name": by_surname(person.name) and f"{family}, {given}" if given else family,
        "other_names": others,
        "sources": _sources((q for s in person.spelled for q in s.sources), hashes),
    }


def _times(count: int) -> str:
    return f"skrivs så {count} {'gång' if count == 1 else 'gånger'}"


def _membership(
    person: Person, role: Role, number: int, post: str, body: str | None, hashes: Mapping[str, str]
) -> dict[str, Any]:
    behalf = role.appointer or role.party
    kind = "organization" if role.appointer else "party"
    # the first and last meeting somebody is seen at are no beginning or end that anybody stated
    left = role.ended if role.ended and role.ended.how == "left" else None
    seen = first_to_last(role)
    return {
        "id": f"{person.id}-{number}",
        "label": f"{role.post}, {role.body}{f' ({seen})' if seen else ''}",
        "role": role.post,
        "person_id": person.id,
        "organization_id": body,
        "post_id": post,
        "on_behalf_of_id": _id(kind, behalf) if behalf else None,
        "start_date": role.since,
        "end_date": left.on if left else role.until,
        "sources": _sources((*role.sources, *(left.sources if left else ())), hashes),
    }


def _known(about: Organisation) -> dict[str, Any]:
    """Public numbers and earlier names; nothing for an organisation of which no list knows them."""
    numbers = [{"scheme": scheme, "identifier": number} for scheme, number in about.identifiers]
    earlier = [
        {"name": one.name, "start_date": one.since, "end_date": one.until, "note": one.source}
        for one in about.dated if one.name != about.name
    ]  # fmt: skip
    return {
        **({"identifiers": numbers} if numbers else {}), **({"other_names": earlier} if earlier else {}),
    }  # fmt: skip


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
