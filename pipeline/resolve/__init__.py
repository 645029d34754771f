"""Mentions and attendance of all documents → judgements → people, organisations, bodies.

Inside each document first (`inside`), then names as single bodies know them (`profiles`), compared
where it is worth it (`candidates`, `judgements`) and clustered (`clusters`) with what persons have
judged (`rulings`); copies of one meeting count as one (`copies`); ids stay (`identity`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from pipeline.entities import Entity, Evidence, Judgement, Memory, Profile, Resolution
from pipeline.facts import Document
from pipeline.producer import resolver
from pipeline.resolve.candidates import candidates
from pipeline.resolve.clusters import clusters
from pipeline.resolve.copies import Record, copies, records
from pipeline.resolve.identifiers import identified
from pipeline.resolve.identity import Identities, age, heirs, own_ids
from pipeline.resolve.inside import Local, best, full_name, inside
from pipeline.resolve.joined import ORG, Renaming, joined
from pipeline.resolve.judgements import judgements as judge
from pipeline.resolve.named import Cluster, Lean, lean, named, organisation_keys, ranked
from pipeline.resolve.organisations import organisation_key
from pipeline.resolve.profiles import Held, Meeting, held, meetings, profiles
from pipeline.resolve.rulings import Pair, Present, Rulings, pair, rulings, sides
from pipeline.settings import Settings

__all__ = ["ORG", "Meeting", "Present", "organisation_key", "own_ids", "regroup", "resolve", "sides"]


def resolve(
    documents: Iterable[Document],
    settings: Settings | None = None,
    judgements: Iterable[Judgement] = (),
    memory: Memory | None = None,
) -> Resolution:
    """Who and what the mentions of `documents` name. Goes through them once and keeps no text.

    `judgements`: persons' that are in force, the oldest first; they outrank and survive what is judged
    here. `memory` is that of the earlier runs, so that ids stay.
    """
    settings = settings or Settings()
    memory = memory or Memory()
    read = _read(documents)
    same_meeting = copies(read.records, settings.copy_likeness)
    where = meetings(read.held, same_meeting)
    given = tuple(judgements)
    told = [renaming for document in read.lean for renaming in document.renamed]
    one = joined(organisation_keys(read.lean), given, told)
    known = profiles(read.people, where, one.kept)
    judged = judge(known, candidates(known), settings.same, settings.different)
    inherited = heirs(known, memory)
    ids = Identities(memory, inherited)
    ruled = rulings(given, {profile.key: profile for profile in known}, inherited)
    people, lone = _people(known, judged, ruled, settings.different, ids)
    names = named(read.lean, where, one.kept, one.apart)
    return Resolution(
        entities=(
            *people,
            *identified(
                ids.give("organisation", names.organisations, _keys(names.organisations)), names.old, told
            ),
            *ids.give("body", names.bodies, _keys(names.bodies)),
        ),
        judgements=(*judged, *map(_versioned, (*names.judgements, *_renamed(told, one.apart)))),
        copies=same_meeting,
        unresolved=tuple(sorted([*read.unresolved, *lone])),
        whose=names.whose,
        appointers=names.appointers,
        profiles=tuple(known),
        identities=ids.known(),
        heirs=inherited,
    )


def regroup(
    judged: Iterable[Judgement],
    judgements: Sequence[Judgement],
    memory: Memory,
    current: Mapping[str, str],
    about: Iterable[str],
    settings: Settings | None = None,
) -> Resolution:
    """The people around the keys `about` once more, as persons judge them now; `resolve` would say the same.

    `judged`: what the program judged in its last run; `current`: key → the entity it belongs to now. Only
    the profiles in the result have been looked at; nobody else can have changed.
    """
    settings = settings or Settings()
    ruled = rulings(judgements, memory.profiles, memory.heirs)
    program = list(judged)
    around = _around(about, program, ruled, current)
    known = [memory.profiles[key] for key in sorted(around & memory.profiles.keys())]
    ids = Identities(memory, memory.heirs)
    people, lone = _people(known, program, ruled, settings.different, ids)
    return Resolution(
        entities=tuple(people),
        unresolved=tuple(sorted(lone)),
        profiles=tuple(known),
        identities=ids.known(),
    )


def _around(
    about: Iterable[str], judged: Iterable[Judgement], ruled: Rulings, current: Mapping[str, str]
) -> set[str]:
    """The keys that are one with those of `about`, or can be, through others too; and their entities."""
    beside: dict[str, set[str]] = defaultdict(set)
    pairs = [(j.left, j.right) for j in judged if j.verdict == "same"]
    for one, other in [*pairs, *ruled.links, *current.items()]:
        beside[one].add(other)
        beside[other].add(one)
    found: set[str] = set()
    todo = list(about)
    while todo:
        key = todo.pop()
        if key not in found:
            found.add(key)
            todo += beside[key]
    return found


@dataclass
class _Read:
    """What is kept of the documents; no text."""

    lean: list[Lean] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    people: list[Local] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)


def _read(documents: Iterable[Document]) -> _Read:
    read = _Read()
    for document in documents:
        people, unresolved = inside(document)
        read.people += people
        read.unresolved += unresolved
        read.records += records(document)
        read.held += held(document)
        read.lean.append(lean(document))
    return read


def _people(
    known: Sequence[Profile], judged: Sequence[Judgement], ruled: Rulings, different: float, ids: Identities
) -> tuple[list[Entity], list[str]]:
    """The people, and the mentions of those of whom only a first name is known."""
    groups = [[known[number] for number in group] for group in clusters(known, judged, ruled, different)]
    whole: list[list[Profile]] = []
    lone: list[str] = []
    for group in groups:
        if any(full_name(profile.name) for profile in group):
            whole.append(group)
        else:  # "Olle" of whom nobody says more is nobody's name yet
            lone += [mention for profile in group for mention in profile.mentions]
    oldest = sorted((profile for group in whole for profile in group), key=age)
    return ids.give("person", [_person(group) for group in whole], [p.key for p in oldest]), lone


def _person(group: Sequence[Profile]) -> Cluster:
    spellings: Counter[str] = Counter()
    for profile in group:
        spellings.update(dict(profile.spellings))
    for spelling in [s for s in spellings if s.endswith("s") and s[:-1] in spellings]:
        spellings[spelling[:-1]] += spellings.pop(spelling)  # a genitive is no spelling of its own
    first = min(group, key=age)
    told = [profile for profile in group if profile.formerly]  # the name somebody has taken is theirs
    now = Counter(dict(told[-1].spellings)) if told else spellings
    return (
        best(now) or first.name,
        ranked(spellings),
        tuple(sorted(profile.key for profile in group)),
        tuple(sorted(mention for profile in group for mention in profile.mentions)),
        first.key,
    )


def _keys(found: Sequence[Cluster]) -> list[str]:
    return sorted(key for _, _, members, _, _ in found for key in members)


def _renamed(told: Iterable[Renaming], apart: Set[Pair]) -> list[Judgement]:
    """A judgement for each new name that the documents tell."""
    found = {
        one.keys: Judgement(
            f"{ORG}{one.keys[0]}", f"{ORG}{one.keys[1]}", "same", 1.0,
            f"{one.source} says that {one.old} is called {one.new} now",
        )
        for one in sorted(told, key=lambda one: (one.keys, one.source), reverse=True)
        if pair(*one.keys) not in apart
    }  # fmt: skip
    return [found[keys] for keys in sorted(found)]


def _versioned(judgement: Judgement) -> Judgement:
    """A judgement of names of organisations, with what every judgement of the program's has."""
    evidence = judgement.evidence or (Evidence(judgement.score, judgement.reason, "name"),)
    return replace(judgement, version=resolver(), evidence=evidence)
