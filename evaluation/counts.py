"""Counts that add up, and how sure one may be of the figures made of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

SAMPLES = 2000
SEED = 20170
EQUAL = 1e-12  # figures nearer than this differ by rounding only
EVERY_SWAP = 12  # up to so many documents every way to swap them is tried: 4096 ways
Z = 1.959963984540054  # the normal distribution's 97.5 % point

Basis = Literal["documents", "bodies", "facts"]


@dataclass(frozen=True)
class Counts:
    """How many facts were found, how many of them are right, how many there are in gold.

    A figure is None where it has nothing to speak about: precision when nothing was found,
    recall when there is nothing to find, F1 when both hold. An empty answer to an empty
    question is thus not counted as perfect.

    Scores that share out credit (B³: half a cluster is half right) have numbers that are not whole,
    and `recalled` where what counts as right of gold is another sum than what counts as right of
    what was found.
    """

    found: float = 0
    right: float = 0
    gold: float = 0
    recalled: float | None = None

    def __add__(self, other: Counts) -> Counts:
        recalled = None
        if self.recalled is not None or other.recalled is not None:
            recalled = self.right_of_gold + other.right_of_gold
        return Counts(self.found + other.found, self.right + other.right, self.gold + other.gold, recalled)

    @property
    def right_of_gold(self) -> float:
        """What of gold is right: `right`, unless it is another sum."""
        return self.right if self.recalled is None else self.recalled

    def record(self) -> dict[str, float | None]:
        """The three counts and what they make, for JSON."""
        return {
            "found": self.found, "right": self.right, "gold": self.gold,
            "precision": self.precision, "recall": self.recall, "f1": self.f1,
        }  # fmt: skip

    def numbers(self) -> list[float]:
        """Found, right, gold, and what of gold is right where that is another number: for JSON."""
        numbers = [self.found, self.right, self.gold]
        return numbers if self.recalled is None else [*numbers, self.recalled]

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what there is that was found."""
        return self.right_of_gold / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, 2 right / (found + gold) for whole facts."""
        if not self.found + self.gold:
            return None
        if self.recalled is None:
            return 2 * self.right / (self.found + self.gold)
        precision, recall = self.precision or 0, self.recall or 0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True)
class Interval:
    """A 95 % interval, and what was drawn to get it.

    `basis` is "documents" or "bodies" (bootstrap), or "facts" where these tell nothing: then the
    facts are taken as independent of each other, which those of one document are not, so that
    the true interval is wider.
    """

    low: float
    high: float
    basis: Basis = "documents"


def f1_interval(
    documents: Sequence[Counts], samples: int = SAMPLES, groups: Sequence[Hashable] | None = None
) -> Interval | None:
    """The 95 % interval of the summed F1; None when there is nothing to count.

    The percentile interval of a bootstrap over documents (Efron 1979). Documents of one body are
    alike (one secretary, one template): with `groups` (the body of each document) whole bodies
    are drawn, all their documents together, which says how a body not seen yet may come out and
    is mostly wider (a cluster bootstrap; Field and Welsh 2007). With few units, below ten say,
    percentile intervals are known to be somewhat too narrow.

    Where there is one unit only or all have the same figure (all perfect, say), drawing them tells
    nothing, and a range of no width would claim a certainty that is not there. Then the interval
    is that of the number of facts (Wilson 1927): F1 is 2J / (1 + J) of the share J of right ones
    among all facts found or in gold, and J is a share of independent facts at best. Ten right of
    ten give 0.84–1, a hundred of a hundred 0.98–1.

    The seed is fixed: the same counts give the same interval.
    """
    units = _units(documents, groups)
    if len(units) > 1:
        drawn = _interval(_f1(_samples(len(units), samples) @ _matrix(units)))
        if drawn is not None:
            return Interval(*drawn, "documents" if groups is None else "bodies")
    return _of_facts(sum(units, Counts()))


def difference_interval(
    before: Sequence[Counts],
    after: Sequence[Counts],
    samples: int = SAMPLES,
    groups: Sequence[Hashable] | None = None,
) -> Interval | None:
    """The 95 % interval of F1(after) − F1(before), both resampled over the same documents.

    None when there are fewer than two, or when no sample differs from another. `groups` as for
    `f1_interval`. Raises ValueError when the two are not of the same documents.
    """
    old, new = _paired(before, after, groups)
    if len(old) < 2:
        return None
    drawn = _samples(len(old), samples)
    found = _interval(_f1(drawn @ _matrix(new)) - _f1(drawn @ _matrix(old)))
    return None if found is None else Interval(*found, "documents" if groups is None else "bodies")


def difference_p(
    before: Sequence[Counts],
    after: Sequence[Counts],
    samples: int = SAMPLES,
    groups: Sequence[Hashable] | None = None,
) -> float | None:
    """How often chance alone makes a difference as large as F1(after) − F1(before), either way.

    Approximate randomisation (Noreen 1989; Yeh 2000, for F1): if the systems were alike, one's
    answers to a document could be the other's. Every way of swapping is tried, or `samples` of
    them where there are many documents. None when a system has nothing to count.
    """
    old, new = _paired(before, after, groups)
    one, other = sum(old, Counts()).f1, sum(new, Counts()).f1
    if one is None or other is None:
        return None
    swapped = _swaps(len(old), samples)
    gone, come = _matrix(old), _matrix(new)
    difference = _f1(swapped @ gone + (1 - swapped) @ come) - _f1(swapped @ come + (1 - swapped) @ gone)
    as_large = int(np.sum(np.abs(np.nan_to_num(difference)) >= abs(other - one) - EQUAL))
    every = len(old) <= EVERY_SWAP
    return as_large / len(swapped) if every else (as_large + 1) / (len(swapped) + 1)


def _units(documents: Sequence[Counts], groups: Sequence[Hashable] | None) -> list[Counts]:
    """What is drawn: the documents, or each group's documents added up, in the order they come."""
    if groups is None:
        return list(documents)
    sums: dict[Hashable, Counts] = {}
    for counts, group in zip(documents, groups, strict=True):
        sums[group] = sums.get(group, Counts()) + counts
    return list(sums.values())


def _paired(
    before: Sequence[Counts], after: Sequence[Counts], groups: Sequence[Hashable] | None
) -> tuple[list[Counts], list[Counts]]:
    if len(before) != len(after):
        raise ValueError(f"{len(before)} documents before and {len(after)} after; compare the same ones")
    return _units(before, groups), _units(after, groups)


def _matrix(units: Sequence[Counts]) -> NDArray[np.float64]:
    rows = [(c.found, c.right, c.gold, c.right_of_gold) for c in units]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _samples(units: int, samples: int) -> NDArray[np.float64]:
    """How often each unit is drawn in each sample: samples × units."""
    random = np.random.default_rng(SEED)
    return random.multinomial(units, [1 / units] * units, size=samples).astype(np.float64)


def _swaps(units: int, samples: int) -> NDArray[np.float64]:
    """Which units are swapped, a row a way: every way when there are few units."""
    if units <= EVERY_SWAP:
        ways = np.arange(2**units)[:, None] >> np.arange(units) & 1
        return np.asarray(ways, dtype=np.float64)
    return np.random.default_rng(SEED).integers(0, 2, size=(samples, units)).astype(np.float64)


def _f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """F1 a row of (found, right, gold, right of gold), as `Counts.f1`; not a number where that is None."""
    found, right, gold, recalled = sums.T
    with np.errstate(invalid="ignore", divide="ignore"):
        f1 = 2 * right * recalled / (right * gold + recalled * found)
    f1[(right == 0) | (recalled == 0)] = 0
    f1[found + gold == 0] = np.nan
    return np.asarray(f1, dtype=np.float64)


def _interval(values: NDArray[np.float64]) -> tuple[float, float] | None:
    known = values[~np.isnan(values)]
    if not known.size or np.ptp(known) < EQUAL:
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)


def _of_facts(total: Counts) -> Interval | None:
    """The interval of Wilson's score for the share of right facts among all, as one of F1."""
    f1 = total.f1
    if f1 is None:
        return None
    share = f1 / (2 - f1)
    facts = (total.found + total.gold) / (1 + share)
    middle = share + Z**2 / (2 * facts)
    reach = Z * sqrt(share * (1 - share) / facts + Z**2 / (4 * facts**2))
    low, high = (round((middle + sign * reach) / (1 + Z**2 / facts), 12) for sign in (-1, 1))
    return Interval(2 * low / (1 + low), 2 * high / (1 + high), "facts")
