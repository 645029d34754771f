"""Clusters → entities with ids that stay.

Every profile gets an id of its own when it is first seen, and a number that tells its age. An entity goes
by the oldest id of its members. So a merge keeps the elder's id, what is taken apart again goes by the ids
it had, and neither the order of later documents nor their number changes anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from pipeline.compare import compare
from pipeline.entities import Entity, EntityKind, Identity, Memory, Profile
from pipeline.resolve.named import Cluster
from pipeline.resolve.rulings import place


def heirs(profiles: Sequence[Profile], memory: Memory) -> dict[str, str]:
    """Keys of profiles that are gone → the keys under which the same people go now, the old ones too.

    A later version may read a name or whose meeting it was otherwise: then the profile that has most of
    the places is the heir. Where all of them are gone (a new edition of the minutes), it is the most
    likely of those it was one person with.
    """
    now = {profile.key: profile for profile in profiles}
    at = {place(mention): p.key for p in profiles for mention in p.mentions}
    companions: dict[str, list[str]] = defaultdict(list)
    for key in sorted(now.keys() & memory.members.keys()):
        companions[memory.members[key]].append(key)
    found = {key: heir for key, heir in memory.heirs.items() if key not in now}
    for key in sorted(memory.profiles.keys() - now.keys()):
        old = memory.profiles[key]
        there = Counter(at[place(m)] for m in old.mentions if place(m) in at)
        if there:
            found[key] = min(there, key=lambda k: (-there[k], k))
        elif left := companions[memory.members.get(key, "")]:
            found[key] = max(reversed(left), key=lambda k: compare(old, now[k])[0])
    return found


class Identities:
    """Gives entities their ids, and remembers them."""

    def __init__(self, memory: Memory, heirs_: Mapping[str, str]) -> None:
        self._known: dict[str, Identity] = {}
        self._by_key: dict[str, list[Identity]] = defaultdict(list)
        self._next = 1
        for identity in memory.identities:
            self._add(Identity(identity.id, identity.number, _heir(identity.key, heirs_)))
        self._adopt(memory.members)

    def known(self) -> tuple[Identity, ...]:
        """All ids ever given, the oldest first."""
        return tuple(sorted(self._known.values(), key=lambda identity: (identity.number, identity.id)))

    def give(self, kind: EntityKind, found: Sequence[Cluster], keys: Iterable[str]) -> list[Entity]:
        """Entities of `found`; their keys that have no id yet get one in the order of `keys`."""
        for key in keys:
            if key not in self._by_key:
                self._add(Identity(self._new(kind, key), self._next, key))
        return [
            Entity(self._oldest(members), kind, name, spellings, members, mentions)
            for name, spellings, members, mentions, _ in found
        ]

    def _oldest(self, members: Iterable[str]) -> str:
        there = [identity for key in members for identity in self._by_key[key]]
        return min(there, key=lambda identity: (identity.number, identity.id)).id

    def _adopt(self, members: Mapping[str, str]) -> None:
        """Ids of a store that remembers entities only: each belongs to the key it was made of, if any."""
        of: dict[str, list[str]] = defaultdict(list)
        for key, entity in sorted(members.items()):
            if entity not in self._known:
                of[entity].append(key)
        for entity, keys in sorted(of.items()):
            kind = entity.partition("-")[0]
            made_of = next((key for key in keys if _digest(kind, key, 0) == entity), keys[0])
            self._add(Identity(entity, self._next, made_of))

    def _add(self, identity: Identity) -> None:
        self._known[identity.id] = identity
        self._by_key[identity.key].append(identity)
        self._next = max(self._next, identity.number + 1)

    def _new(self, kind: str, key: str) -> str:
        attempt = 0
        while (made := _digest(kind, key, attempt)) in self._known:
            attempt += 1
        return made


def age(profile: Profile) -> tuple[str, str]:
    """What profiles met in one run get their ids in the order of."""
    return min((seat.date or "9" for seat in profile.seats), default="9"), profile.key


def own_ids(memory: Memory, current: Mapping[str, str]) -> list[Identity]:
    """The ids, the oldest first, that a new store with the same documents would not give by itself.

    `current`: key → the entity it belongs to today.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for key, entity in current.items():
        members[entity].append(key)
    found = []
    for identity in memory.identities:
        keys = members.get(identity.id, [])
        if identity.key not in keys:
            continue
        there = [memory.profiles[key] for key in keys if key in memory.profiles]
        eldest = min(there, key=age).key if there else min(keys)
        if identity.id != _digest(identity.id.partition("-")[0], eldest, 0):
            found.append(identity)
    return found


def _heir(key: str, heirs_: Mapping[str, str]) -> str:
    seen = set()
    while key in heirs_ and key not in seen:
        seen.add(key)
        key = heirs_[key]
    return key


def _digest(kind: str, key: str, attempt: int) -> str:
    made_of = f"{kind}\n{key}\n{attempt}".encode()
    return f"{kind}-{blake2b(made_of, digest_size=6).hexdigest()}"
