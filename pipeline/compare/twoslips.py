"""Two names that may both be slips of a third: "Hekena Mård" and "Hrlena Mård" beside Helena."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from pipeline.compare.known import is_given, is_surname
from pipeline.compare.parts import parse

_LETTERS = 2  # that two slips of one word can put between them


def two_slips(left: str, right: str) -> bool:
    """Whether two names differ in words that are nobody's names, and by a few letters only."""
    a, b = parse(left), parse(right)
    if len(a.given) != len(b.given) or len(a.surname) != len(b.surname):
        return False
    given = [(x, y) for x, y in zip(a.given, b.given, strict=True) if x != y]
    family = [(x, y) for x, y in zip(a.surname, b.surname, strict=True) if x != y]
    if any(is_given(x) or is_given(y) for x, y in given):
        return False
    if any(is_surname(x) or is_surname(y) for x, y in family):
        return False
    return all(
        min(len(x), len(y)) > 3 and OSA.distance(x, y, score_cutoff=_LETTERS) <= _LETTERS
        for x, y in given + family
    )
