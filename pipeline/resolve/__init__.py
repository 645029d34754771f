"""Mentions and attendance of all documents → judgements → people, organisations, bodies.

Inside each document first (`inside`), then names as single bodies know them (`profiles`), compared
where it is worth it and clustered (`clusters`); copies of one meeting count as one (`copies`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from pipeline.entities import Entity, EntityKind, Judgement, Profile, Resolution
from pipeline.facts import Document
from pipeline.resolve.clusters import candidates, clusters, judge, lone_given_names
from pipeline.resolve.copies import copies as find_copies
from pipeline.resolve.inside import best, full_name, inside
from pipeline.resolve.named import Cluster, named, organisation_keys, ranked
from pipeline.resolve.organisations import joins, organisation_key
from pipeline.resolve.profiles import Meeting, meetings, profiles
from pipeline.settings import Settings

__all__ = ["Meeting", "find_copies", "meetings", "organisation_key", "resolve"]


def resolve(
    documents: Iterable[Document],
    settings: Settings | None = None,
    judgements: Sequence[Judgement] = (),
    members: Mapping[str, str] | None = None,
) -> Resolution:
    """Who and what the mentions of `documents` name.

    `judgements` are those already made; a person's outrank and survive what is judged here.
    `members` (profile key → entity id) are those of the last run, so that ids stay.
    """
    settings = settings or Settings()
    everything = list(documents)
    copies = find_copies(everything, settings.copy_likeness)
    held = meetings(everything, copies)
    people, unresolved = [], []
    for document in everything:
        found, left = inside(document)
        people += found
        unresolved += left
    joined = joins(organisation_keys(everything))
    known = profiles(people, held, joined)
    judged = judge(known, candidates(known), settings.same, settings.different)
    human = [j for j in judgements if j.by != "paragraf"]
    ids = _Ids(members or {})
    judged += lone_given_names(known, judged)
    groups = [[known[i] for i in group] for group in clusters(known, [*judged, *human], settings.different)]
    whole = [group for group in groups if any(full_name(profile.name) for profile in group)]
    # "Olle" of whom nobody says more is nobody's name yet.
    unresolved += [m for group in groups if group not in whole for profile in group for m in profile.mentions]
    persons = ids.give("person", [_person(group) for group in whole])
    names = named(everything, held, joined)
    return Resolution(
        entities=tuple(
            persons + ids.give("organisation", names.organisations) + ids.give("body", names.bodies)
        ),
        judgements=tuple(judged + names.judgements),
        copies=copies,
        unresolved=tuple(sorted(unresolved)),
        whose=names.whose,
        appointers=names.appointers,
    )


def _person(group: Sequence[Profile]) -> Cluster:
    spellings: Counter[str] = Counter()
    for profile in group:
        spellings.update(dict(profile.spellings))
    for spelling in [s for s in spellings if s.endswith("s") and s[:-1] in spellings]:
        spellings[spelling[:-1]] += spellings.pop(spelling)  # a genitive is no spelling of its own
    first = min(group, key=lambda p: (min((s.date or "9" for s in p.seats), default="9"), p.key))
    return (
        best(spellings) or first.name,
        ranked(spellings),
        tuple(sorted(profile.key for profile in group)),
        tuple(sorted(mention for profile in group for mention in profile.mentions)),
        first.key,
    )


class _Ids:
    """Gives each cluster the id most of its members had last time, or a new one made of its oldest key."""

    def __init__(self, members: Mapping[str, str]) -> None:
        self._before = members
        self._taken: set[str] = set()

    def give(self, kind: EntityKind, found: Sequence[Cluster]) -> list[Entity]:
        claims: list[tuple[int, str, int]] = []
        for number, cluster in enumerate(found):
            counts = Counter(self._before[key] for key in cluster[2] if key in self._before)
            claims += [(-count, old, number) for old, count in counts.items()]
        given: dict[int, str] = {}
        for _, old, number in sorted(claims):
            if number not in given and old not in self._taken:
                given[number] = old
                self._taken.add(old)
        entities = []
        for number, (name, spellings, keys, mentions, anchor) in enumerate(found):
            entity = given.get(number) or self._new(kind, anchor)
            entities.append(Entity(entity, kind, name, spellings, keys, mentions))
        return entities

    def _new(self, kind: str, anchor: str) -> str:
        retired = set(self._before.values())
        for attempt in range(1000):
            digest = blake2b(f"{kind}\n{anchor}\n{attempt}".encode(), digest_size=6).hexdigest()
            entity = f"{kind}-{digest}"
            if entity not in self._taken and entity not in retired:
                break
        self._taken.add(entity)
        return entity
