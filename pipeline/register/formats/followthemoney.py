"""The register as FollowTheMoney entities, one a line: Person, PublicBody, Position, Occupancy, …"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

from pipeline.entities import Person, Quote, Role
from pipeline.register.model import Organisation, Register
from pipeline.register.phrases import first_to_last, place, words
from pipeline.register.wording import OF_A_MEETING

_ASSOCIATION = re.compile(
    r"förening|sällskap|klubb|byalag|\bAB\b|aktiebolag|bolag|stiftelse|nätverk", re.IGNORECASE
)
_PUBLIC = re.compile(
    r"kommun|region|landsting|nämnd|fullmäktige|samordningsförbund|myndighet|förmedling|kassan\b|utskott|\bstad",
    re.IGNORECASE,
)


def as_ftm(register: Register) -> str:
    """JSON Lines. A seat in a public body is an Occupancy of a Position, another a Membership; what somebody
    was for one meeting only is an UnknownLink. Every interval's description has its sources."""
    return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in _entities(register))


def _entities(register: Register) -> Iterator[dict[str, Any]]:
    for body in register.bodies:
        whole = [body.organisation] if body.organisation else []
        name = f"{body.name}, {body.organisation}" if body.organisation else body.name
        quotes = [meeting.where for meeting in body.meetings if meeting.where]
        yield _entity(
            _body_id(body.name, body.organisation), _schema(body.name, body.organisation),
            name=[name], country=["se"], parent=[_organisation_id(one) for one in whole],
            notes=[place(quote) for quote in quotes or register.organisation(body.name).sources],
            **_known(register.organisation(body.name)),
        )  # fmt: skip
    wholes = {body.organisation for body in register.bodies if body.organisation}
    wholes |= {role.appointer for person in register.people for role in person.roles if role.appointer}
    for name in sorted(wholes):
        about = register.organisation(name)
        yield _entity(
            _organisation_id(name), _schema(name, None), name=[name], country=["se"],
            notes=[place(quote) for quote in about.sources], **_known(about),
        )  # fmt: skip
    positions: set[str] = set()
    for person in register.people:
        yield _person(person)
        for number, role in enumerate(person.roles):
            position = _id("position", role.post, role.body, role.organisation)
            public = _schema(role.body, role.organisation) == "PublicBody"
            if role.post not in OF_A_MEETING and public and position not in positions:
                positions.add(position)
                yield _entity(
                    position, "Position", name=[f"{role.post}, {role.body}"], country=["se"],
                    organization=[_body_id(role.body, role.organisation)],
                    notes=[place(quote) for quote in role.sources[:1]],
                )  # fmt: skip
            yield _link(person, role, number, position, public=public)


def _person(person: Person) -> dict[str, Any]:
    return _entity(
        person.id, "Person", name=[person.name],
        alias=[s.text for s in person.spelled if s.text != person.name], country=["se"],
        notes=[f"{s.text}: {place(q)}" for s in person.spelled for q in s.sources],
    )  # fmt: skip


def _link(person: Person, role: Role, number: int, position: str, *, public: bool) -> dict[str, Any]:
    body = _body_id(role.body, role.organisation)
    common = {
        # the first and last meeting somebody is seen at are no beginning or end that anybody stated
        "startDate": [role.since] if role.since else [],
        "endDate": [role.ended.on]
        if role.ended and role.ended.how == "left"
        else list(filter(None, [role.until])),
        "date": [role.last_seen] if role.last_seen else [],
        "description": [
            *([f"för {role.appointer}"] if role.appointer else []),
            *filter(None, [first_to_last(role)]),
            *_told(role.sources),
        ],
    }
    own = _id("link", person.id, str(number), position)
    if role.post in OF_A_MEETING:
        return _entity(own, "UnknownLink", subject=[person.id], object=[body], role=[role.post], **common)
    if not public:
        return _entity(own, "Membership", member=[person.id], organization=[body], role=[role.post], **common)
    party = [role.party] if role.party else []
    return _entity(own, "Occupancy", holder=[person.id], post=[position], politicalGroup=party, **common)


def _known(about: Organisation) -> dict[str, Sequence[str]]:
    """Public numbers and earlier names."""
    return {
        "registrationNumber": [n for scheme, n in about.identifiers if scheme == "organisationsnummer"],
        "idNumber": [n for scheme, n in about.identifiers if scheme == "kommunkod"],
        "wikidataId": [n for scheme, n in about.identifiers if scheme == "Wikidata"],
        "previousName": [one.name for one in about.dated if one.name != about.name],
        "summary": [
            f"{one.name}: {one.since or ''} – {one.until or ''} ({one.source})" for one in about.dated
        ],
    }


def _told(quotes: Sequence[Quote]) -> list[str]:
    return [f"{place(quote)}: {words(quote)}" for quote in quotes]


def _schema(name: str, of: str | None) -> str:
    if _ASSOCIATION.search(of or name):
        return "Organization"
    return "PublicBody" if _PUBLIC.search(f"{name} {of or ''}") else "Organization"


def _entity(own: str, schema: str, **properties: Sequence[str]) -> dict[str, Any]:
    kept = {name: list(dict.fromkeys(values)) for name, values in properties.items() if values}
    return {"id": own, "schema": schema, "properties": kept}


def _body_id(name: str, of: str | None) -> str:
    return _id("body", name, of)


def _organisation_id(name: str) -> str:
    return _id("organisation", name)


def _id(kind: str, *names: str | None) -> str:
    written = "\n".join(name for name in names if name)
    return f"{kind}-{blake2b(written.casefold().encode(), digest_size=6).hexdigest()}"
