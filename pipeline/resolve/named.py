"""Organisations and bodies: their spellings gathered under one key each, and the name to show for it."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from pipeline.compare import organisations_alike
from pipeline.entities import Judgement
from pipeline.facts import Document
from pipeline.resolve.inside import best
from pipeline.resolve.joined import Renaming, told_bodies, told_renamings
from pipeline.resolve.organisations import (
    Home,
    former,
    full,
    mention_key,
    official,
    organisation_key,
    renamings,
    with_board_removed,
)
from pipeline.resolve.profiles import Meeting
from pipeline.resolve.rulings import Pair, pair

# name, spellings, keys, mentions, the key to make an id of
Cluster = tuple[str, tuple[tuple[str, int], ...], tuple[str, ...], tuple[str, ...], str]

_LONG = 10  # letters from which one wrong letter is a slip: "Arbetsförmedligen"
_CROWD = 200


@dataclass(frozen=True)
class Lean:
    """What is kept of a document: the namings of organisations and bodies as (label, text, id, part), and who
    appointed those in its lists, as written."""

    first: str
    mentions: tuple[tuple[str, str, str, str | None], ...]
    appointers: tuple[str, ...]
    renamed: tuple[Renaming, ...] = ()
    bodies: tuple[tuple[str, str, str | None], ...] = ()


def lean(document: Document) -> Lean:
    """`document` without all that `named` does not ask for."""
    return Lean(
        document.parts[0].id,
        tuple(
            (m.label, sys.intern(m.text), m.id, m.part and sys.intern(m.part))
            for m in document.mentions if m.label in ("ORG", "BODY")
        ),
        tuple(sys.intern(row.organisation) for row in document.attendance if row.organisation),
        told_renamings(document),
        told_bodies(document),
    )  # fmt: skip


@dataclass(frozen=True)
class Names:
    """`whose`: part id → (body, organisation) as shown; `appointers`: as written → as shown.

    `old`: plain names that organisations no longer have, as the documents use them.
    """

    organisations: list[Cluster]
    bodies: list[Cluster]
    judgements: list[Judgement]
    whose: dict[str, tuple[str, str | None]]
    appointers: dict[str, str]
    old: frozenset[str] = frozenset()


@dataclass
class _Gathered:
    spellings: Counter[str]
    mentions: list[str]
    members: set[str]


def named(
    documents: Sequence[Lean], held: Mapping[str, Meeting], joined: Mapping[str, str],
    apart: Set[Pair] = frozenset(),
) -> Names:  # fmt: skip
    """Everything named as ORG or BODY, and whose meetings the parts record.

    `joined`: keys that are another's; `apart`: pairs of keys that a person says are two.
    """
    orgs: dict[str, _Gathered] = defaultdict(lambda: _Gathered(Counter(), [], set()))
    bodies: dict[str, _Gathered] = defaultdict(lambda: _Gathered(Counter(), [], set()))
    old: dict[str, str] = {}
    for label, text, mention, at, whole in _mentions(documents, held):
        key = mention_key(text, label, at, whole)
        gathered = (orgs if label == "ORG" else bodies)[key]
        gathered.spellings[" ".join(text.split())] += 1
        gathered.mentions.append(mention)
        gathered.members.add(f"{label.casefold()}:{key}")
        before = former(text) if label == "ORG" else None
        if before:
            gathered.members.add(f"org:{before}")
            old[before] = key
    for key in sorted(joined.keys() & orgs.keys()):
        _move(orgs, key, joined[key])
    now = _bodies_now(documents, held)
    for key in sorted(now.keys() & bodies.keys()):
        _move(bodies, key, now[key])
    slips = _join_slips(orgs, apart)
    own = _own_names(held)
    shown = {key: _name(gathered.spellings, key, own) for key, gathered in orgs.items()}
    return Names(
        organisations=[_cluster("org", key, orgs[key], own) for key in sorted(orgs)],
        bodies=[_cluster("body", key, bodies[key], {}) for key in sorted(bodies)],
        judgements=[*renamings(old), *slips],
        whose=_whose(held, shown, joined, now),
        appointers=_appointers(documents, shown, joined),
        old=frozenset(old),
    )


def ranked(spellings: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Spellings, the most frequent first."""
    return tuple(sorted(spellings.items(), key=lambda item: (-item[1], item[0])))


def _mentions(
    documents: Sequence[Lean], held: Mapping[str, Meeting]
) -> Iterator[tuple[str, str, str, Home, set[str]]]:
    for document in documents:
        whole = {
            organisation_key(text) for label, text, _, _ in document.mentions if label == "ORG" and full(text)
        }
        for label, text, mention, part in document.mentions:
            at = held[part if part and part in held else document.first].at
            yield label, text, mention, at, whole


def organisation_keys(documents: Sequence[Lean]) -> Counter[str]:
    """The keys of all organisations named, in texts and in lists of those present, with how often."""
    found = Counter(
        organisation_key(text)
        for document in documents for label, text, _, _ in document.mentions if label == "ORG" and full(text)
    )  # fmt: skip
    found.update(organisation_key(name) for document in documents for name in document.appointers)
    return found


def _move(orgs: dict[str, _Gathered], gone: str, kept: str) -> None:
    gathered = orgs.pop(gone)
    orgs[kept].spellings.update(gathered.spellings)
    orgs[kept].mentions += gathered.mentions
    orgs[kept].members |= gathered.members


def _join_slips(orgs: dict[str, _Gathered], apart: Set[Pair]) -> list[Judgement]:
    """Join names one letter apart into the one that is official or more frequent; the reasons."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for key in sorted(orgs):
        if len(key) >= _LONG:
            blocks[f"{key[:4]}…"].append(key)
            blocks[f"…{key[-4:]}"].append(key)
    judgements = []
    for block in blocks.values():
        for a, b in combinations(block, 2) if len(block) <= _CROWD else ():
            if a not in orgs or b not in orgs or (official(a) and official(b)) or pair(a, b) in apart:
                continue
            evidence = organisations_alike(a, b)
            if evidence.score < 0.5:
                continue
            weight = {
                key: (official(key) is not None, sum(orgs[key].spellings.values()), key) for key in (a, b)
            }
            slip, kept = sorted((a, b), key=weight.__getitem__)
            _move(orgs, slip, kept)
            judgements.append(
                Judgement(f"org:{slip}", f"org:{kept}", "same", evidence.score, evidence.reason)
            )
    return judgements


def _bodies_now(documents: Sequence[Lean], held: Mapping[str, Meeting]) -> dict[str, str]:
    """The key of a body that a text says has a new name → the key of that name, if it holds meetings too."""
    met = {meeting.at.key for meeting in held.values()}
    found: dict[str, str] = {}
    for document in documents:
        for old, new, part in document.bodies:
            at = held[part if part and part in held else document.first].at
            was, is_ = (mention_key(name, "BODY", at, ()) for name in (old, new))
            if was != is_ and {was, is_} <= met and is_ not in found:
                found.setdefault(was, is_)
    return found


def _whose(
    held: Mapping[str, Meeting], shown: Mapping[str, str], joined: Mapping[str, str], later: Mapping[str, str]
) -> dict[str, tuple[str, str | None]]:
    """One spelling for a body over all its meetings, and the organisation it belongs to."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    belongs: dict[str, Counter[str]] = defaultdict(Counter)
    for meeting in held.values():
        record = meeting.part.meeting
        if record.body:
            spelled[meeting.at.key][with_board_removed(" ".join(record.body.split()))] += 1
        if record.organisation:
            belongs[meeting.at.key][" ".join(record.organisation.split())] += 1
    found: dict[str, tuple[str, str | None]] = {}
    for part, meeting in held.items():
        key, organisation = meeting.at.key, meeting.at.organisation
        now = joined.get(organisation, organisation)
        of = official(now) or shown.get(now) or best(belongs[key]) or organisation
        if spelled[key]:
            found[part] = (best(spelled[later.get(key, key)]), of or None)
    return found


def _appointers(
    documents: Sequence[Lean], shown: Mapping[str, str], joined: Mapping[str, str]
) -> dict[str, str]:
    """Who appointed, as written in lists, → the organisation's name: "Alvbro" → "Alvbro kommun"."""
    written = sorted({name for document in documents for name in document.appointers})
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for name in written:
        key = organisation_key(name)
        spelled[joined.get(key, key)][name] += 1
    return {
        name: shown.get(key) or _name(spelled[key], key, {})
        for name in written
        for short in [organisation_key(name)]
        for key in [joined.get(short, short)]
    }


def _own_names(held: Mapping[str, Meeting]) -> dict[str, str]:
    """The key of a federation or an organisation whose meetings there are → its name in their heads."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for meeting in held.values():
        record, at = meeting.part.meeting, meeting.at
        if record.body and not at.organ:
            found[at.body][with_board_removed(" ".join(record.body.split()))] += 1
        if record.organisation:
            found[at.organisation][" ".join(record.organisation.split())] += 1
    return {key: best(spellings) for key, spellings in found.items()}


def _cluster(kind: str, key: str, gathered: _Gathered, own: Mapping[str, str]) -> Cluster:
    name = _name(gathered.spellings, key, own)
    return (
        name[:1].upper() + name[1:] if kind == "body" else name,
        ranked(gathered.spellings),
        tuple(sorted(gathered.members)),
        tuple(gathered.mentions),
        f"{kind}:{key}",
    )


def _name(spellings: Mapping[str, int], key: str, own: Mapping[str, str]) -> str:
    """The official name, else the spelling of the key itself ("Alvbro kommun" before "Alvbro kommuns").

    What is called "förbundet" throughout has the name that its own minutes give it (`own`).
    """
    if key in own and not official(key) and not any(map(full, spellings)):
        return own[key]
    bare = key.partition("@")[0]
    exact = {s: n for s, n in spellings.items() if " ".join(s.split()).casefold() == bare}
    name = official(key) or best(exact or spellings)
    return name[:-1] if not exact and name[:-1].casefold() == bare else name
