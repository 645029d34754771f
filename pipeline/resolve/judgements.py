"""Pairs of profiles → what the program judges of them, each with its evidence and the program's version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.compare import both_present, compare, parse, pet_names, straight
from pipeline.compare.functions import two_functions
from pipeline.compare.names import plain
from pipeline.entities import Evidence, Judgement, Profile, Verdict
from pipeline.producer import resolver
from pipeline.resolve.ambiguous import unambiguous

_TOLD = 4  # pieces of evidence a reason names


def judgements(
    profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]], same: float, different: float
) -> list[Judgement]:
    """What the program thinks of each pair (indexes of `profiles`), one judgement a pair.

    A "different" of names that nobody would confuse goes unsaid. `same`, `different`: certainties (0–1).
    """
    found = unambiguous(profiles, _compared(profiles, pairs, same, different))
    told = {(j.left, j.right): j for j in [*found, *_lone_given_names(profiles, found), *_renamed(profiles)]}
    return list(told.values())


def _renamed(profiles: Sequence[Profile]) -> list[Judgement]:
    """ "Anna Bergdahl har gift sig och heter nu Anna Bergdahl Holm": both names of the body are hers."""
    named: dict[tuple[str, str, str | None], list[Profile]] = defaultdict(list)
    for profile in profiles:
        named[plain(straight(profile.name)), profile.body, profile.organisation].append(profile)
    found = []
    for profile in profiles:
        for old, meeting in profile.formerly:
            former = [p for p in named[old, profile.body, profile.organisation] if meeting in p.meetings]
            if len(former) != 1 or former[0] is profile or both_present(profile, former[0]).score <= -1:
                continue
            left, right = sorted((profile, former[0]), key=lambda p: p.key)
            reason = f"the minutes say that {former[0].name} is called {profile.name} now"
            found.append(_judgement(left, right, "same", 0.99, reason, (Evidence(1.0, reason, "renamed"),)))
    return found


def _compared(
    profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]], same: float, different: float
) -> list[Judgement]:
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
        told = _reason(evidence)
        against = two_functions(left, right)
        if verdict == "same" and against.score < 0:  # nobody but a reader can say
            verdict, told = "unsure", f"{against.reason}; {told}"
            evidence = (replace(against, kind="functions"), *evidence)
        found.append(_judgement(left, right, verdict, round(certainty, 3), told, evidence))
    return found


def _lone_given_names(profiles: Sequence[Profile], judged: Iterable[Judgement]) -> list[Judgement]:
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
        if not fitting or any((fitting[0].key, p.key) not in one for p in fitting[1:]):
            continue
        present = both_present(profile, fitting[0])
        if present.score > -1:
            left, right = sorted((profile, fitting[0]), key=lambda p: p.key)
            reason = f"{fitting[0].name} is the only {profile.name} of that body"
            evidence = (Evidence(1.0, reason, "alone"), *((present,) if present.score else ()))
            found.append(_judgement(left, right, "same", 0.95, reason, evidence))
    return found


def _judgement(
    left: Profile, right: Profile, verdict: Verdict, score: float, reason: str, evidence: tuple[Evidence, ...]
) -> Judgement:
    return Judgement(left.key, right.key, verdict, score, reason, version=resolver(), evidence=evidence)


def _pets(given: tuple[str, ...]) -> list[str]:
    return [pet for pet, names in pet_names().items() if "-".join(given) in names]


def _reason(evidence: Sequence[Evidence]) -> str:
    """How the names differ first, then what weighs most."""
    names = [e for e in evidence if e.kind in ("surname", "given") and e.score < 1]
    rest = [e for e in evidence if e not in names]
    return "; ".join(e.reason for e in [*names, *rest][:_TOLD])
