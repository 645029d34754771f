"""Entities and attendance → people and the posts they held, in time; bodies; what cannot be so.

An office, a seat or a function is what lets a name in: a row in a list of those present, an
election, a title beside the name. Who merely wrote a letter or owned a house stays outside.
Meetings recorded twice count once.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.entities import Person
from pipeline.register.bodies import bodies
from pipeline.register.capitals import in_running_text
from pipeline.register.changes import Changes, Snapshot, changes, snapshot
from pipeline.register.checks import checks
from pipeline.register.deeds import with_deeds
from pipeline.register.formats import FORMATS, as_csv, as_json
from pipeline.register.holders import Holder, holders
from pipeline.register.housing import housed
from pipeline.register.meetings import meetings
from pipeline.register.missing import missing
from pipeline.register.model import Body, Finding, Gap, Meeting, Register
from pipeline.register.organisations import organisations
from pipeline.register.people import people
from pipeline.register.rows import named_people
from pipeline.register.testimony import departures, testimony
from pipeline.stem import sort_key
from pipeline.store import Store

__all__ = [
    "FORMATS", "Body", "Changes", "Finding", "Gap", "Holder", "Meeting", "Register", "Snapshot", "as_csv",
    "as_json", "changes", "holders", "narrowed", "register", "snapshot", "whole",
]  # fmt: skip


def register(store: Store) -> list[Person]:
    """The people with posts, in Swedish alphabetical order, each with posts in time and their sources."""
    return list(whole(store).people)


def whole(store: Store) -> Register:
    """People, bodies and findings."""
    left = departures(store)
    missed = list(missing(store))
    seen = list(testimony(store, left, missed))
    held = meetings(store, named_people(store), missed)
    seen, left = housed(store, seen, left, held.meetings)
    found = with_deeds(store, people(store, seen, held))
    found, organs = bodies(found, held, left)
    return in_running_text(
        Register(
            tuple(found),
            tuple(organs),
            tuple(checks(store, found, organs, seen, left, held)),
            organisations(store, found, organs),
        )
    )


def narrowed(register: Register, body: str) -> Register:
    """The part of a register that is about bodies whose name, or whose organisation's, has `body` in it."""
    wanted = sort_key(body)

    def fits(name: str, of: str | None) -> bool:
        return wanted in sort_key(f"{name} {of or ''}")

    people = []
    for person in register.people:
        roles = tuple(role for role in person.roles if fits(role.body, role.organisation))
        if roles:
            people.append(replace(person, roles=roles))
    bodies_ = tuple(organ for organ in register.bodies if fits(organ.name, organ.organisation))
    names = {organ.name for organ in bodies_}
    mentioned = names | {organ.organisation for organ in bodies_}
    mentioned |= {role.appointer for person in people for role in person.roles}
    return Register(
        tuple(people),
        bodies_,
        tuple(f for f in register.findings if f.body in names),
        tuple(one for one in register.organisations if one.name in mentioned),
    )
