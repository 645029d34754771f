"""Words about organisations (``models/patterns/organisation_words.tsv``), and what letters abbreviate."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.patterns import rows

TOKEN = re.compile(r"[\wåäöÅÄÖéÉ&:-]+")  # a word as names have it: "AB", "E.ON" is two, "Norr-Väst:s" one
# the line of a head that says where they meet: what is named there is a house
PLACE_LINE = re.compile(
    r"(?:^|\t)(?:Möteslokal|Lokal|(?:Mötesp|Sammanträdesp|P)lats(?: och tid)?|Tid och plats)\s?:?"
    r"\s(?:kl\.|[^.;]){0,90}$"
)
_SMALL = frozenset("och i för av på med om till inom vid mot den det & samt".split())


@lru_cache(maxsize=16)
def org_words(kind: str) -> frozenset[str]:
    """The words of one kind of the file."""
    return frozenset(w for own, words in rows("organisation_words.tsv") if own == kind for w in words.split())


@lru_cache(maxsize=16384)
def no_letters(word: str) -> bool:
    """Whether letters stand for something else than an organisation: "HSL", "KS", "PDF"."""
    return word in org_words("letters") or (word.upper() in org_words("letters") and word.isupper())


def explains(phrase: str, short: str) -> int | None:
    """Where in `phrase` the words begin that `short` abbreviates, None when they do not.

    "… i Nätverket för nära vård " and "NNV": the offset of "Nätverket". A compound may give a letter
    for each of its parts ("Ledningssamverkan vård och omsorg", LSVO); a place behind may have none
    ("Politisk samverkan i Norrdal", PS).
    """
    words = [(m.start(), m.group()) for m in re.finditer(r"[\wåäöÅÄÖ&]+", phrase)]
    letters = [c for c in short.upper() if c.isalpha()]
    if not words or len(letters) < 2 or phrase.rstrip()[-1:] in ".:;":
        return None
    for tail in (words, _without_place(words)):
        for count in range(1, min(len(tail), 10) + 1):
            chosen = tail[-count:]
            if chosen[0][1][:1].isupper() and _spells([w for _, w in chosen], letters):
                return chosen[0][0]
    return None


def _without_place(words: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return words[:-2] if len(words) > 2 and words[-2][1] == "i" and words[-1][1][:1].isupper() else []


def _spells(words: list[str], letters: list[str]) -> bool:
    """Whether the words' initials are the letters; inner letters may come from compounds."""
    initials = [w[0].upper() for w in words]
    content = [w for w in words if w.lower() not in _SMALL]
    if initials == letters or [w[0].upper() for w in content] == letters:
        return len(words) > 1
    if len(content) < 2 or len(content) > len(letters):
        return False
    at = 0
    for number, word in enumerate(content):
        if at >= len(letters) or word[0].upper() != letters[at]:
            return False
        at += 1
        inner = word[1:].upper()
        left = len(content) - number - 1
        while len(letters) - at > left and at < len(letters) and letters[at] in inner:
            inner = inner[inner.index(letters[at]) + 1 :]
            at += 1
    return at == len(letters)
