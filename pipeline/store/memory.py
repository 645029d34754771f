"""What a run leaves behind so that the next one gives the same people the same ids."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.entities import Identity, LimitedSeat, Memory, Profile, Resolution, Seat


def read(db: sqlite3.Connection, members: Mapping[str, str]) -> Memory:
    """The memory of a store; `members`: key → the entity it last belonged to."""
    return Memory(
        identities=tuple(
            Identity(*row) for row in db.execute("SELECT id, number, key FROM identity ORDER BY number, id")
        ),
        members=members,
        profiles=_Profiles(dict(db.execute("SELECT key, record FROM profile ORDER BY key").fetchall())),
        heirs=dict(db.execute("SELECT key, heir FROM heir").fetchall()),
    )


class _Profiles(Mapping[str, Profile]):
    """Profiles by key, each made of its record when it is asked for: few of them are."""

    def __init__(self, records: Mapping[str, str]) -> None:
        self._records = records
        self._made: dict[str, Profile] = {}

    def __getitem__(self, key: str) -> Profile:
        if key not in self._made:
            self._made[key] = _profile(key, json.loads(self._records[key]))
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def keep(db: sqlite3.Connection, resolution: Resolution) -> None:
    """Replace the profiles and heirs of the last run; ids once given are never forgotten."""
    db.execute("DELETE FROM profile")
    db.executemany(
        "INSERT INTO profile VALUES (?, ?)",
        [(profile.key, _record(profile)) for profile in resolution.profiles],
    )
    db.execute("DELETE FROM heir")
    db.executemany("INSERT INTO heir VALUES (?, ?)", sorted(resolution.heirs.items()))
    keep_identities(db, resolution.identities)


def keep_identities(db: sqlite3.Connection, identities: Sequence[Identity]) -> None:
    """Write ids; one that is there already may have a new key or age."""
    db.executemany(
        "INSERT OR REPLACE INTO identity VALUES (?, ?, ?)", [(i.id, i.number, i.key) for i in identities]
    )


def _record(profile: Profile) -> str:
    """A profile without its key, as JSON that is small: seats are lists."""
    record = {
        "name": profile.name,
        "body": profile.body,
        "organisation": profile.organisation,
        "spellings": profile.spellings,
        "seats": [_listed(seat) for seat in profile.seats],
        "mentions": profile.mentions,
        "meetings": profile.meetings,
        "repeated": profile.repeated,
        **({"left": profile.left} if profile.left else {}),
        **({"formerly": profile.formerly} if profile.formerly else {}),
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _listed(seat: Seat) -> list[Any]:
    fixed = [seat.list_id, seat.meeting, seat.date, seat.appointer, seat.roles, seat.party, seat.standing]
    return [*fixed, seat.sections] if isinstance(seat, LimitedSeat) else fixed


def _profile(key: str, record: Mapping[str, Any]) -> Profile:
    return Profile(
        key=key,
        name=record["name"],
        body=record["body"],
        organisation=record["organisation"],
        spellings=tuple((spelling, times) for spelling, times in record["spellings"]),
        seats=tuple(map(_seat, record["seats"])),
        mentions=tuple(record["mentions"]),
        meetings=tuple(record["meetings"]),
        repeated=tuple(record["repeated"]),
        left=record.get("left"),
        formerly=tuple((old, meeting) for old, meeting in record.get("formerly", ())),
    )


def _seat(listed: Sequence[Any]) -> Seat:
    list_id, meeting, date, appointer, roles, party, standing, *sections = listed
    seat = Seat(list_id, meeting, date, appointer, tuple(roles), party, standing)
    return LimitedSeat(**vars(seat), sections=tuple(sections[0])) if sections else seat
