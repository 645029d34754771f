"""What persons have judged, said of the profiles there are now.

A person judges people as they stand on the screen: all profiles of the one, all of the other. Keys
change when a later version reads a name or a body better; then the judgement goes with the heir of the
key, or with the place in the text where the name stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.entities import PROGRAM, Judgement, Profile, Side, Verdict

Pair = tuple[str, str]


@dataclass(frozen=True)
class Rulings:
    """`verdicts`: the newest verdict of a person on each pair of keys; `links`: the pairs that a person
    says are one, the newest first."""

    verdicts: Mapping[Pair, Verdict] = field(default_factory=dict)
    links: tuple[Pair, ...] = ()


def rulings(
    judgements: Iterable[Judgement], profiles: Mapping[str, Profile], heirs: Mapping[str, str] | None = None
) -> Rulings:
    """The persons' among `judgements` (the oldest first) for `profiles` by key; of names not there they wait.

    "Different" is said of every profile of the one and of the other; "same" links the two most telling
    ones and takes back an older "different" of the others.
    """
    present = Present(profiles, heirs or {})
    verdicts: dict[Pair, Verdict] = {}
    links: list[Pair] = []
    for judgement in judgements:
        if judgement.by == PROGRAM:
            continue
        left, right = (present.of(side) for side in sides(judgement))
        pairs = [pair(a, b) for a in left for b in right if a != b]
        for both in pairs:
            verdicts[both] = judgement.verdict
        if pairs and judgement.verdict == "same":
            links.append(pairs[0])
    kept = [both for both in reversed(links) if verdicts[both] == "same"]
    return Rulings(verdicts, tuple(dict.fromkeys(kept)))


def sides(judgement: Judgement) -> tuple[Side, Side]:
    """Whom a judgement is about."""
    return judgement.sides or (Side((judgement.left,)), Side((judgement.right,)))


def pair(left: str, right: str) -> Pair:
    """Two keys in a fixed order."""
    return (left, right) if left <= right else (right, left)


class Present:
    """Finds the profiles of today that a judgement of another day is about."""

    def __init__(self, profiles: Mapping[str, Profile], heirs: Mapping[str, str]) -> None:
        self._profiles = profiles
        self._heirs = heirs
        self._places: dict[str, str] | None = None

    def of(self, side: Side) -> list[str]:
        """The keys there are now, in the order of the side's; where none is left, those at its places."""
        found = [key for named in side.keys if (key := self._today(named))]
        return list(dict.fromkeys(found or self._at(side.places)))

    def _today(self, key: str) -> str | None:
        seen = set()
        while key not in self._profiles and key in self._heirs and key not in seen:
            seen.add(key)
            key = self._heirs[key]
        return key if key in self._profiles else None

    def _at(self, places: Sequence[str]) -> list[str]:
        if places and self._places is None:
            self._places = {
                place(mention): key for key, profile in self._profiles.items() for mention in profile.mentions
            }
        return [self._places[place(p)] for p in places if self._places and place(p) in self._places]


def place(mention: str) -> str:
    """Where a mention begins, by its id: the end may move when names are read better."""
    return mention.rpartition("-")[0] or mention
