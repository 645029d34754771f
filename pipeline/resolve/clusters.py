"""Judgements of pairs → clusters that never join across a "different".

Correlation clustering by greedy additive contraction (Keuper et al., ICCV 2015): the two clusters
between which most speaks for one person become one, again and again. "Same" counts by the log-odds of
its certainty, and so do names of two people that nobody thought worth a judgement; "unsure" says nothing,
and one "different" between any two of their profiles, or one list that has both, forbids it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf, log

from pipeline.compare import compare, two_slips
from pipeline.entities import PROGRAM, Judgement, Profile
from pipeline.resolve.rulings import Rulings, pair

_CERTAIN = 0.999  # beyond it certainty is the arithmetic's, not the evidence's


def clusters(
    profiles: Sequence[Profile], judged: Iterable[Judgement], rulings: Rulings, different: float
) -> list[tuple[int, ...]]:
    """Indexes of the profiles of each person, in order.

    `judged`: by the program; `rulings`: by persons, which outrank it. Where persons contradict each other
    by a third ("A is B", "B is C", "A is not C"), the older "same" gives way.
    """
    work = _Contraction(profiles, judged, rulings, different)
    work.link()
    work.contract()
    return sorted(tuple(sorted(group)) for group in work.members.values())


class _Contraction:
    def __init__(
        self, profiles: Sequence[Profile], judged: Iterable[Judgement], rulings: Rulings, different: float
    ) -> None:
        self._profiles = profiles
        self._index = {profile.key: number for number, profile in enumerate(profiles)}
        self._rulings = rulings
        self._different = different
        self._said = {
            self._numbers(j.left, j.right): j
            for j in judged
            if j.by == PROGRAM and j.left in self._index and j.right in self._index
        }
        self._weights: dict[tuple[int, int], float] = {}
        self._same: dict[int, set[int]] = defaultdict(set)  # who is judged the same as whom
        for (a, b), judgement in self._said.items():
            if judgement.verdict == "same" and self._weight(a, b) > 0:
                self._same[a].add(b)
                self._same[b].add(a)
        self._group = list(range(len(profiles)))
        self.members: dict[int, list[int]] = {number: [number] for number in self._group}

    def link(self) -> None:
        """Join whom persons call one, unless a person calls any two of them different."""
        for left, right in self._rulings.links:
            if left not in self._index or right not in self._index:
                continue
            a, b = self._group[self._index[left]], self._group[self._index[right]]
            pairs = [(x, y) for x in self.members[a] for y in self.members[b]]
            if a == b or any(self._ruling(x, y) == "different" for x, y in pairs):
                continue
            self._join(a, b)

    def contract(self) -> None:
        """Join the clusters between which most speaks for one person, as long as anything does."""
        queue: list[tuple[float, str, str, int, int, int, int]] = []

        def offer(a: int, b: int) -> None:
            total = self._total(a, b)
            if total > 0:
                a, b = sorted((a, b), key=self._name)
                sizes = len(self.members[a]), len(self.members[b])
                heapq.heappush(queue, (-total, self._name(a), self._name(b), a, b, *sizes))

        for a in sorted(self.members):
            for b in self._neighbours(a):
                if a < b:
                    offer(a, b)
        while queue:
            *_, a, b, size, other = heapq.heappop(queue)
            if (len(self.members.get(a, ())), len(self.members.get(b, ()))) != (size, other):
                continue  # one of them has grown since, and was offered anew
            kept = self._join(a, b)
            for neighbour in sorted(self._neighbours(kept)):
                offer(kept, neighbour)

    def _join(self, a: int, b: int) -> int:
        a, b = min(a, b), max(a, b)
        self.members[a] += self.members.pop(b)
        for number in self.members[a]:
            self._group[number] = a
        return a

    def _neighbours(self, group: int) -> set[int]:
        return {self._group[y] for x in self.members[group] for y in self._same[x]} - {group}

    def _total(self, a: int, b: int) -> float:
        """What speaks for joining two clusters; −∞ when any two of their profiles are different."""
        total = 0.0
        pairs = ((x, y) for x in self.members[a] for y in self.members[b])
        for x, y in sorted(pairs, key=lambda both: both[1] not in self._same[both[0]]):
            weight = self._weight(x, y)
            if weight == -inf:
                return weight
            total += weight
        return round(total, 9)  # the order of adding up must not decide

    def _weight(self, a: int, b: int) -> float:
        a, b = min(a, b), max(a, b)
        if (a, b) not in self._weights:
            self._weights[a, b] = self._weighed(a, b)
        return self._weights[a, b]

    def _weighed(self, a: int, b: int) -> float:
        ruling = self._ruling(a, b)
        if ruling is not None:
            return -inf if ruling == "different" else 0.0
        said = self._said.get((a, b))
        if said is None:
            return self._unsaid(a, b)
        if said.verdict == "same":
            score = min(_CERTAIN, max(0.5, said.score))
            return log(score / (1 - score))
        return -inf if said.verdict == "different" else 0.0

    def _unsaid(self, a: int, b: int) -> float:
        """What was not worth a judgement: names of two people speak against one, by their log-odds.

        Two slips of one name ("Hekena" and "Hrlena" beside Helena) say nothing; one list always does.
        """
        left, right = self._profiles[a], self._profiles[b]
        certainty, evidence = compare(left, right)
        if any(piece.kind == "list" and piece.score <= -1 for piece in evidence):
            return -inf
        if certainty > self._different or two_slips(left.name, right.name):
            return 0.0
        score = max(1 - _CERTAIN, certainty)
        return log(score / (1 - score))

    def _ruling(self, a: int, b: int) -> str | None:
        return self._rulings.verdicts.get(pair(self._profiles[a].key, self._profiles[b].key))

    def _numbers(self, left: str, right: str) -> tuple[int, int]:
        a, b = self._index[left], self._index[right]
        return min(a, b), max(a, b)

    def _name(self, group: int) -> str:
        return min(self._profiles[number].key for number in self.members[group])
