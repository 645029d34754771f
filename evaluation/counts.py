"""Counts that add up, and how sure one may be of the figures made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLES = 2000
SEED = 20170
EQUAL = 1e-12  # figures nearer than this differ by rounding only


@dataclass(frozen=True)
class Counts:
    """How many facts were found, how many of them are right, how many there are in gold.

    A figure is None where it has nothing to speak about: precision when nothing was found,
    recall when there is nothing to find, F1 when both hold. An empty answer to an empty
    question is thus not counted as perfect.
    """

    found: int = 0
    right: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.found + other.found, self.right + other.right, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what there is that was found."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall: 2 right / (found + gold)."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else None


@dataclass(frozen=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


def f1_interval(documents: Sequence[Counts], samples: int = SAMPLES) -> Interval | None:
    """The 95 % percentile interval of the summed F1 by bootstrap over documents (Efron 1979).

    None with fewer than two documents, or when the samples do not differ: where every document
    has the same figure (all perfect, say) resampling cannot tell how sure it is, and a range of
    no width would claim a certainty that few documents do not give. The seed is fixed: the same
    counts give the same interval.
    """
    if len(documents) < 2:
        return None
    return _interval(_f1(_samples(len(documents), samples) @ _matrix(documents)))


def difference_interval(
    before: Sequence[Counts], after: Sequence[Counts], samples: int = SAMPLES
) -> Interval | None:
    """The 95 % interval of F1(after) − F1(before), both resampled over the same documents.

    None as for `f1_interval`.
    """
    if len(before) != len(after) or len(before) < 2:
        return None
    drawn = _samples(len(before), samples)
    return _interval(_f1(drawn @ _matrix(after)) - _f1(drawn @ _matrix(before)))


def _matrix(documents: Sequence[Counts]) -> NDArray[np.float64]:
    return np.array([(c.found, c.right, c.gold) for c in documents], dtype=np.float64)


def _samples(documents: int, samples: int) -> NDArray[np.float64]:
    """How often each document is drawn in each sample: samples × documents."""
    random = np.random.default_rng(SEED)
    return random.multinomial(documents, [1 / documents] * documents, size=samples).astype(np.float64)


def _f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    size = sums[:, 0] + sums[:, 2]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(2 * sums[:, 1] / size, dtype=np.float64)


def _interval(values: NDArray[np.float64]) -> Interval | None:
    known = values[~np.isnan(values)]
    if not known.size or np.ptp(known) < EQUAL:
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return Interval(float(low), float(high))
