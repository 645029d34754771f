"""Profiles → candidate pairs → judgements → clusters that never join across a "different"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from pipeline.compare import both_present, compare, parse, pet_names, skeleton
from pipeline.entities import Evidence, Judgement, Profile, Verdict

_CROWD = 60  # a block of more profiles is parted by organisation: not all Anders Andersson of a country
_TOLD = 4  # pieces of evidence a reason names


def candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs worth comparing: surnames that sound alike, or one given name in one body or organisation."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        name = parse(profile.name)
        given = skeleton(name.given[0]) if name.given else ""
        for surname in name.surname:
            blocks["sound", skeleton(surname), given[:1]].append(index)
        blocks[
            "body", profile.body, profile.organisation or "", given[:1] if len(given) < 2 else given
        ].append(index)
        initial = name.surname[-1][:1] if name.surname else ""
        for organisation in _organisations(profile):
            blocks["organisation", organisation, given, initial].append(index)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        for small in [block] if len(block) <= _CROWD else _parted(block, profiles):
            pairs.update(combinations(small, 2))
    return sorted(pairs)


def judge(
    profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]], same: float, different: float
) -> list[Judgement]:
    """What the program thinks of each pair; a "different" of names that nobody would confuse goes unsaid."""
    found = []
    for a, b in pairs:
        left, right = sorted((profiles[a], profiles[b]), key=lambda profile: profile.key)
        certainty, evidence = compare(left, right)
        verdict: Verdict = (
            "same" if certainty >= same else "different" if certainty <= different else "unsure"
        )
        kinds = {e.kind: e.score for e in evidence}
        if verdict == "different" and (kinds.get("surname", 0) <= -1 or kinds.get("given", 0) <= -1):
            continue
        found.append(Judgement(left.key, right.key, verdict, round(certainty, 3), _reason(evidence)))
    return found


def lone_given_names(profiles: Sequence[Profile], judged: Iterable[Judgement]) -> list[Judgement]:
    """A first name by itself in a list ("Amal") and the only person of that body who is called so."""
    called: dict[tuple[str, str | None, str], list[Profile]] = defaultdict(list)
    alone = []
    for profile in profiles:
        name = parse(profile.name)
        if name.given and name.surname:
            for given in {"".join(name.given), name.given[0], *_pets(name.given)}:
                called[profile.body, profile.organisation, given].append(profile)
        elif name.given:
            alone.append((profile, "".join(name.given)))
    one = {(j.left, j.right) for j in judged if j.verdict == "same"}
    found = []
    for profile, given in alone:
        fitting = sorted(called[profile.body, profile.organisation, given], key=lambda p: p.key)
        if (
            fitting
            and all((fitting[0].key, p.key) in one for p in fitting[1:])
            and both_present(profile, fitting[0]).score > -1
        ):
            left, right = sorted((profile.key, fitting[0].key))
            reason = f"{fitting[0].name} is the only {profile.name} of that body"
            found.append(Judgement(left, right, "same", 0.95, reason))
    return found


def _pets(given: tuple[str, ...]) -> list[str]:
    return [pet for pet, names in pet_names().items() if "-".join(given) in names]


def clusters(
    profiles: Sequence[Profile], judgements: Iterable[Judgement], different: float
) -> list[tuple[int, ...]]:
    """Indexes of the profiles of each person. A person's judgement outranks the program's.

    Pairs are joined most certain first; a join is refused when any two profiles it would bring
    together are judged different, sat in one list, or cannot be one by their names.
    """
    index = {profile.key: number for number, profile in enumerate(profiles)}
    verdicts = _in_force(judgements)
    group = list(range(len(profiles)))
    members = {number: [number] for number in group}

    def apart(a: int, b: int) -> bool:
        key = _pair(profiles[a].key, profiles[b].key)
        said = verdicts.get(key)
        if said is not None:
            return said.verdict == "different"
        return compare(profiles[a], profiles[b])[0] <= different

    ranked = sorted(
        (j for j in verdicts.values() if j.verdict == "same" and j.left in index and j.right in index),
        key=lambda j: (j.by == "paragraf", -j.score, j.left, j.right),
    )
    for judgement in ranked:
        a, b = group[index[judgement.left]], group[index[judgement.right]]
        if a == b or any(apart(x, y) for x in members[a] for y in members[b]):
            continue
        a, b = min(a, b), max(a, b)
        members[a] += members.pop(b)
        for number in members[a]:
            group[number] = a
    return [tuple(sorted(numbers)) for _, numbers in sorted(members.items())]


def _in_force(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The newest judgement of each pair, a person's before the program's."""
    found: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        key = _pair(judgement.left, judgement.right)
        before = found.get(key)
        if before is None or before.by == "paragraf" or judgement.by != "paragraf":
            found[key] = judgement
    return found


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)


def _reason(evidence: Sequence[Evidence]) -> str:
    """How the names differ first, then what weighs most."""
    names = [e for e in evidence if e.kind in ("surname", "given") and e.score < 1]
    rest = [e for e in evidence if e not in names]
    return "; ".join(e.reason for e in [*names, *rest][:_TOLD])


def _organisations(profile: Profile) -> set[str]:
    named = {seat.appointer for seat in profile.seats if seat.appointer}
    return named | ({profile.organisation} if profile.organisation else {profile.body})


def _parted(block: Sequence[int], profiles: Sequence[Profile]) -> list[list[int]]:
    """A crowded block by organisation; a part that is a crowd still is compared with its neighbours only."""
    parts: Mapping[str, list[int]] = defaultdict(list)
    for number in block:
        for organisation in _organisations(profiles[number]):
            parts[organisation].append(number)
    found = []
    for part in parts.values():
        ordered = sorted(part, key=lambda number: (profiles[number].name.casefold(), profiles[number].key))
        found += [ordered[at : at + _CROWD] for at in range(0, len(ordered), _CROWD)]
    return found
