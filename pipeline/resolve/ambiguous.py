"""Initials that fit several people: "A. Bergdahl" is Anna or Arne, whoever sat when it was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.compare import initials_only
from pipeline.entities import Judgement, Profile


def unambiguous(profiles: Sequence[Profile], judged: Sequence[Judgement]) -> list[Judgement]:
    """The judgements, with "unsure" for "same" where initials fit somebody else as well or another time.

    Of several whom they fit, the one person stays who sat in that year while the others did not.
    """
    known = {profile.key: profile for profile in profiles}
    same: dict[str, set[str]] = defaultdict(set)
    for judgement in judged:
        if judgement.verdict == "same":
            same[judgement.left].add(judgement.right)
            same[judgement.right].add(judgement.left)
    doubtful = {
        (key, other): reason
        for key, profile in known.items()
        if initials_only(profile.name) and key in same
        for other, reason in _doubtful(profile, same, known)
    }
    return [_doubted(judgement, doubtful) for judgement in judged]


def _doubtful(
    profile: Profile, same: Mapping[str, set[str]], known: Mapping[str, Profile]
) -> Iterable[tuple[str, str]]:
    """The keys that the initials fit, but that they cannot be said to be, each with the reason.

    Other initials are theirs only as long as both fit one person at most.
    """
    initials = {key for key in same[profile.key] if initials_only(known[key].name)}
    people = _people(same[profile.key] - initials, same)
    for key in sorted(initials):
        others = same[key] - {profile.key}
        both = _people(
            {one for one in same[profile.key] | others if not initials_only(known[one].name)}, same
        )
        if len(both) > 1:
            yield key, f"the initials fit {known[min(both[1])].name} as well"
    there = [person for person in people if _sat(profile, [known[key] for key in person])]
    for person in people:
        if there == [person]:
            continue
        names = sorted({known[key].name for other in people for key in other if other is not person})
        why = f"the initials fit {names[0]} as well" if names else "nobody of these initials sat then"
        yield from ((key, why) for key in person)


def _people(keys: Iterable[str], same: Mapping[str, set[str]]) -> list[set[str]]:
    """`keys` by the person they are: those judged one, directly or by another of them."""
    left, people = set(keys), []
    while left:
        person, waiting = set(), [min(left)]
        while waiting:
            key = waiting.pop()
            if key in left:
                left.remove(key)
                person.add(key)
                waiting += same[key] & left
        people.append(person)
    return people


def _sat(profile: Profile, person: Sequence[Profile]) -> bool:
    """Whether somebody sat, in whatever body, from about when to about when the initials were written."""
    when = [int(seat.date[:4]) for seat in profile.seats if seat.date]
    seated = [int(seat.date[:4]) for one in person for seat in one.seats if seat.date]
    if not when or not seated:
        return True
    return min(seated) <= min(when) and max(when) <= max(seated)


def _doubted(judgement: Judgement, doubtful: Mapping[tuple[str, str], str]) -> Judgement:
    left, right = judgement.left, judgement.right
    why = doubtful.get((left, right)) or doubtful.get((right, left))
    if why is None or judgement.verdict != "same":
        return judgement
    return replace(judgement, verdict="unsure", reason=f"{why}; {judgement.reason}")
