"""How well mentions were put together into people: B³, CEAF-e and pairwise links.

Gold and what was found are two partitions of mentions into clusters, one cluster a person. A
mention that only one of them has counts against the other, as in the reference scorer of the
CoNLL tasks (Pradhan et al. 2014): a cluster of mentions that gold does not have is not right.

Sums and documents. Every figure is a sum over mentions, so each mention carries its share of it:
its own precision and recall (B³), the half of each of its links (pairwise), and its part of its
cluster's score (CEAF-e: a cluster of four gives each of its mentions a quarter). The shares of a
document's mentions add up to the document's figure, those of all documents to the corpus's,
exactly, also where clusters run through many documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from evaluation.assign import assign
from evaluation.counts import Counts

MEASURES = ("b3", "ceaf_e", "pairwise")

Item = Hashable
Cluster = frozenset[Item]
Clusters = Iterable[Iterable[Item]]


def b_cubed(gold: Clusters, found: Clusters) -> Counts:
    """B³ (Bagga and Baldwin 1998): the mean over mentions of how pure and how whole their cluster is.

    `found` and `gold` count mentions, `right` is the sum of the mentions' precisions, `recalled`
    that of their recalls. Raises ValueError when a mention stands in two clusters of one side.
    """
    return divided(gold, found)[None]["b3"]


def ceaf_e(gold: Clusters, found: Clusters) -> Counts:
    """CEAF with the entity similarity φ4 (Luo 2005): clusters paired one to one as well as can be.

    `found` and `gold` count clusters, `right` is the sum of 2 |G ∩ F| / (|G| + |F|) over the pairs.
    Raises ValueError as `b_cubed` does.
    """
    return divided(gold, found)[None]["ceaf_e"]


def pairwise(gold: Clusters, found: Clusters) -> Counts:
    """Links: two mentions in one cluster are a link; the counts are those of links.

    Clusters of one mention have no link: where there are only such, there is nothing to count.
    Raises ValueError as `b_cubed` does.
    """
    return divided(gold, found)[None]["pairwise"]


def divided(
    gold: Clusters, found: Clusters, part: Callable[[Item], Hashable] = lambda _: None
) -> dict[Hashable, dict[str, Counts]]:
    """All MEASURES, divided among the parts (documents, say) that the mentions belong to.

    Adding up the parts gives the measure over everything. Without `part`, everything is one part,
    None, which is there also when there are no mentions.
    """
    here, there = _partition(gold), _partition(found)
    sums: dict[Hashable, dict[str, _Sums]] = defaultdict(lambda: {name: _Sums() for name in MEASURES})
    if not here and not there:
        return {None: {name: Counts() for name in MEASURES}}
    pairs = _aligned(here.values(), there.values())
    for item in {**here, **there}:
        for name, share in _shares(here.get(item), there.get(item), pairs).items():
            sums[part(item)][name].add(share)
    return {key: {name: one.counts() for name, one in measures.items()} for key, measures in sums.items()}


def _partition(clusters: Clusters) -> dict[Item, Cluster]:
    """For each mention its cluster."""
    of: dict[Item, Cluster] = {}
    for cluster in map(frozenset, clusters):
        for item in cluster:
            if item in of:
                raise ValueError(f"{item!r} stands in two clusters; a mention is one person's")
            of[item] = cluster
    return of


def _aligned(gold: Iterable[Cluster], found: Iterable[Cluster]) -> set[tuple[Cluster, Cluster]]:
    """The pairs of clusters whose φ4 add up to the most, the same in whatever order they come."""
    here, there = (sorted(set(clusters), key=lambda c: sorted(map(repr, c))) for clusters in (gold, found))
    of = {item: number for number, cluster in enumerate(there) for item in cluster}
    weights = {
        (number, other): float(_alike(cluster, there[other]))
        for number, cluster in enumerate(here)
        for other in {of[item] for item in cluster if item in of}
    }
    return {(here[i], there[j]) for i, j in assign(weights)}


def _alike(one: Cluster, other: Cluster) -> Fraction:
    return Fraction(2 * len(one & other), len(one) + len(other))


# What was found, what of it is right, what gold has, what of that was recalled.
Share = tuple[Fraction | int, Fraction | int, Fraction | int, Fraction | int]


def _shares(
    gold: Cluster | None, found: Cluster | None, pairs: set[tuple[Cluster, Cluster]]
) -> dict[str, Share]:
    """What a mention of these two clusters adds to each measure."""
    of_found, of_gold = (Fraction(1, len(c)) if c else 0 for c in (found, gold))
    links = {name: Fraction(len(c) - 1, 2) if c else 0 for name, c in (("found", found), ("gold", gold))}
    if not gold or not found:
        return {
            "b3": (int(bool(found)), 0, int(bool(gold)), 0),
            "ceaf_e": (of_found, 0, of_gold, 0),
            "pairwise": (links["found"], 0, links["gold"], 0),
        }
    shared = len(gold & found)
    similar = _alike(gold, found) / shared if (gold, found) in pairs else 0
    joined = Fraction(shared - 1, 2)
    return {
        "b3": (1, shared * of_found, 1, shared * of_gold),
        "ceaf_e": (of_found, similar, of_gold, similar),
        "pairwise": (links["found"], joined, links["gold"], joined),
    }


@dataclass
class _Sums:
    """Sums in fractions: exact, so that the order of adding does not matter and 1 is 1."""

    found: Fraction | int = 0
    right: Fraction | int = 0
    gold: Fraction | int = 0
    recalled: Fraction | int = 0

    def add(self, share: Share) -> None:
        found, right, gold, recalled = share
        self.found += found
        self.right += right
        self.gold += gold
        self.recalled += recalled

    def counts(self) -> Counts:
        same = self.right == self.recalled
        recalled = None if same else _plain(self.recalled)
        return Counts(_plain(self.found), _plain(self.right), _plain(self.gold), recalled)


def _plain(number: Fraction | int) -> float:
    return int(number) if number == int(number) else float(number)
