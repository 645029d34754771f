"""What changed in the register since the last run: people, roles, spellings, merges and splits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pipeline.entities import Role
from pipeline.register.model import Register

_RoleKey = tuple[str, str, str | None]  # post, body, organisation


@dataclass(frozen=True)
class Snapshot:
    """What is kept of a register to compare the next one with; JSON through `record` and `from_record`.

    `people`: id → (name, spellings, members, roles), a role being (post, body, organisation, appointer,
    party, first seen, last seen, how it ended). `documents`: paths.
    """

    people: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...], tuple[tuple[str | None, ...], ...]]]
    documents: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """As plain lists and dicts."""
        return {
            "people": {i: list(line) for i, line in self.people.items()},
            "documents": list(self.documents),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Snapshot:
        """The snapshot of a `record`."""
        people = {
            person: (name, tuple(spellings), tuple(members), tuple(map(tuple, roles)))
            for person, (name, spellings, members, roles) in record["people"].items()
        }
        return cls(people, tuple(record["documents"]))


@dataclass(frozen=True)
class Changes:
    """What is new since the run before; each entry one dict, ready for JSON. `first`: there was none before.

    `people`, `gone`, `roles`, `ended`, `spellings`, `merged`, `split`, `renamed`: see `changes`.
    """

    first: bool
    documents: tuple[str, ...] = ()
    people: tuple[dict[str, Any], ...] = ()
    gone: tuple[dict[str, Any], ...] = ()
    roles: tuple[dict[str, Any], ...] = ()
    ended: tuple[dict[str, Any], ...] = ()
    spellings: tuple[dict[str, Any], ...] = ()
    renamed: tuple[dict[str, Any], ...] = ()
    merged: tuple[dict[str, Any], ...] = ()
    split: tuple[dict[str, Any], ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the register is as it was."""
        return not self.first and not any(getattr(self, name) for name in _KINDS)

    def record(self) -> dict[str, Any]:
        """For JSON; kinds without an entry are left out."""
        found = {name: list(getattr(self, name)) for name in ("documents", *_KINDS) if getattr(self, name)}
        return {"first": self.first, "nothing_changed": self.nothing, **found}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Changes:
        """The changes of a `record`."""
        kept = {f.name: tuple(record.get(f.name, ())) for f in fields(cls) if f.name != "first"}
        return cls(first=bool(record["first"]), **kept)


_KINDS = ("people", "gone", "roles", "ended", "spellings", "renamed", "merged", "split")


def snapshot(register: Register, documents: Iterable[str]) -> Snapshot:
    """What the next run compares with."""
    people = {
        person.id: (
            person.name,
            tuple(sorted(spelling for spelling, _ in person.spellings)),
            person.members,
            tuple(_role(role) for role in person.roles),
        )
        for person in register.people
    }
    return Snapshot(people, tuple(sorted(documents)))


def changes(before: Snapshot | None, now: Snapshot) -> Changes:
    """What is in `now` that was not in `before`, and the other way round.

    Two entries of before that are one now are `merged`, one that is two is `split`: whose profiles went where
    tells it, not the names.
    """
    if before is None:
        return Changes(first=True, documents=now.documents)
    was, is_ = _owners(before), _owners(now)
    sources: dict[str, set[str]] = defaultdict(set)
    targets: dict[str, set[str]] = defaultdict(set)
    for member in was.keys() & is_.keys():
        sources[is_[member]].add(was[member])
        targets[was[member]].add(is_[member])
    merged = {person: found for person, found in sources.items() if len(found) > 1}
    split = {person: found for person, found in targets.items() if len(found) > 1}
    came_of_split = {new for old, found in split.items() for new in found if new != old}
    went = {old for new, found in merged.items() for old in found if old != new}
    new_people = [p for p in now.people if p not in before.people and p not in came_of_split]
    kept = [p for p in now.people if p in before.people]
    return Changes(
        first=False,
        documents=tuple(sorted(set(now.documents) - set(before.documents))),
        people=tuple(_new(person, now) for person in new_people),
        gone=tuple(
            {"id": person, "name": before.people[person][0]}
            for person in before.people
            if person not in now.people and person not in went
        ),
        roles=tuple(entry for person in kept for entry in _new_roles(person, before, now, sources)),
        ended=tuple(entry for person in kept for entry in _ended(person, before, now)),
        spellings=tuple(entry for person in kept for entry in _spelled(person, before, now, sources)),
        renamed=tuple(
            {"id": person, "before": before.people[person][0], "now": now.people[person][0]}
            for person in kept if before.people[person][0] != now.people[person][0]
        ),
        merged=tuple(
            {**_named(new, now), "of": [_named(old, before) for old in sorted(merged[new])]}
            for new in now.people if new in merged
        ),
        split=tuple(
            {"id": old, "name": before.people[old][0], "into": [_named(p, now) for p in sorted(split[old])]}
            for old in before.people if old in split
        ),
    )  # fmt: skip


def _role(role: Role) -> tuple[str | None, ...]:
    return (
        role.post, role.body, role.organisation, role.appointer, role.party, role.first_seen, role.last_seen,
        role.ended.how if role.ended else None,
    )  # fmt: skip


def _owners(of: Snapshot) -> dict[str, str]:
    return {member: person for person, line in of.people.items() for member in line[2]}


def _named(person: str, of: Snapshot) -> dict[str, str]:
    return {"id": person, "name": of.people[person][0]}


def _new(person: str, now: Snapshot) -> dict[str, Any]:
    name, _, _, roles = now.people[person]
    return {"id": person, "name": name, "roles": [_shown(role) for role in roles]}


def _shown(role: Sequence[str | None]) -> dict[str, str | None]:
    names = ("post", "body", "organisation", "appointer", "party", "first_seen", "last_seen", "ended")
    return dict(zip(names, role, strict=True))


def _key(role: Sequence[str | None]) -> _RoleKey:
    return str(role[0]), str(role[1]), role[2]


def _new_roles(
    person: str, before: Snapshot, now: Snapshot, sources: Mapping[str, set[str]]
) -> Iterable[dict[str, Any]]:
    """Posts in a body that none of those the person was made of had."""
    had = {
        _key(role) for old in sources.get(person, {person}) | {person} if old in before.people
        for role in before.people[old][3]
    }  # fmt: skip
    for role in now.people[person][3]:
        if _key(role) not in had:
            had.add(_key(role))
            yield {**_named(person, now), **_shown(role)}


def _ended(person: str, before: Snapshot, now: Snapshot) -> Iterable[dict[str, Any]]:
    was = {(_key(role), role[5]): role[7] for role in before.people[person][3]}
    for role in now.people[person][3]:
        if role[7] and was.get((_key(role), role[5])) is None:
            yield {**_named(person, now), **_shown(role)}


def _spelled(
    person: str, before: Snapshot, now: Snapshot, sources: Mapping[str, set[str]]
) -> Iterable[dict[str, Any]]:
    had = {
        s
        for old in sources.get(person, set()) | {person}
        if old in before.people
        for s in before.people[old][1]
    }
    for spelling in now.people[person][1]:
        if spelling not in had:
            yield {**_named(person, now), "spelling": spelling}
