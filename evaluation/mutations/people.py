"""People merged, split and not found, with B³, CEAF-e and links worked out from the sizes of clusters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from evaluation.counts import Counts
from evaluation.gold import Gold
from evaluation.mutations.common import NOBODY, Spoilt
from pipeline.facts import Mention


def people_merged(gold: Gold) -> Spoilt | None:
    """The two who are named most often are taken for one: a and b mentions of N in one cluster."""
    sizes, n, clusters, links = _sizes(gold)
    if len(sizes) < 2:
        return None
    (one, a), (other, b) = sizes[:2]
    spoilt = _renamed(gold, lambda _, who: one if who == other else who)
    return spoilt, {
        "entities/b3 inside": Counts(n, n - a - b + (a * a + b * b) / (a + b), n, n),
        "entities/ceaf_e inside": Counts(clusters - 1, clusters - 2 + 2 * a / (a + a + b), clusters),
        "entities/pairwise inside": Counts(links + a * b, links, links),
    }


def person_split(gold: Gold) -> Spoilt | None:
    """One mention of the person named most often (a of N mentions) is taken for somebody else's."""
    sizes, n, clusters, links = _sizes(gold)
    if not sizes or sizes[0][1] < 2:
        return None
    (one, a) = sizes[0]
    first = min(number for number, who in gold.persons().items() if who == one)
    spoilt = _renamed(gold, lambda number, who: NOBODY if number == first else who)
    return spoilt, {
        "entities/b3 inside": Counts(n, n, n, n - a + ((a - 1) ** 2 + 1) / a),
        "entities/ceaf_e inside": Counts(clusters + 1, clusters - 1 + 2 * (a - 1) / (a - 1 + a), clusters),
        "entities/pairwise inside": Counts(links - (a - 1), links - (a - 1), links),
    }


def naming_dropped(gold: Gold) -> Spoilt | None:
    """One mention of the person named most often (a of N mentions) is not found."""
    sizes, n, clusters, links = _sizes(gold)
    if not sizes:
        return None
    (one, a) = sizes[0]
    named = gold.persons()
    gone = min(number for number, who in named.items() if who == one)
    whole = _renamed(gold, lambda _, who: who)
    left = [mention for number, mention in enumerate(whole.mentions) if number != gone]
    similar = 2 * (a - 1) / (a - 1 + a)
    return replace(whole, mentions=tuple(left)), {
        "entities/b3 inside": Counts(n - 1, n - 1, n, n - a + (a - 1) ** 2 / a),
        "entities/ceaf_e inside": Counts(clusters - (a == 1), clusters - 1 + similar, clusters),
        "entities/pairwise inside": Counts(links - (a - 1), links - (a - 1), links),
    }


def _sizes(gold: Gold) -> tuple[list[tuple[str, int]], int, int, int]:
    """(person, mentions), most first; how many mentions, people and links between mentions there are."""
    sizes = Counter(gold.persons().values())
    ranked = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    return ranked, sizes.total(), len(sizes), sum(a * (a - 1) // 2 for a in sizes.values())


def _renamed(gold: Gold, rename: Callable[[int, str], str]) -> Gold:
    """The gold whose mentions say themselves whom they name, by `rename(number, person)`."""
    named = gold.persons()
    mentions: list[Mention] = [
        replace(mention, entity=rename(number, named[number]) if number in named else None)
        for number, mention in enumerate(gold.mentions)
    ]
    return replace(gold, mentions=tuple(mentions), people=())
