"""Whole-string likenesses of two names, ready-made: what the evidence is held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.utils import default_process


def wratio(left: str, right: str) -> float:
    """rapidfuzz's weighted ratio of two names, 0–100."""
    return fuzz.WRatio(left, right, processor=default_process)


def token_sort_ratio(left: str, right: str) -> float:
    """rapidfuzz's ratio of the words in alphabetical order, 0–100."""
    return fuzz.token_sort_ratio(left, right, processor=default_process)


def jaro_winkler(left: str, right: str) -> float:
    """Jaro-Winkler similarity of two names, 0–100."""
    return 100 * JaroWinkler.normalized_similarity(left, right, processor=default_process)


MEASURES: Mapping[str, Callable[[str, str], float]] = {
    "WRatio": wratio,
    "token_sort_ratio": token_sort_ratio,
    "Jaro-Winkler": jaro_winkler,
}
