"""Two spellings of one word: how a name sounds, and what slips of the pen, the keys or the scanner cost."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

# Spellings that sound alike in Swedish names, tried in order: Carlsson/Karlsson, Christina/Kristina,
# Lindqvist/Lindkvist/Lindquist, Sofia/Sophia, Ahlström/Alström, Wiklund/Viklund, Löfgren/Lövgren.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"þ", "t"),
        (r"ø", "ö"),
        (r"æ", "ä"),
        (r"ł", "l"),
        (r"[đð]", "d"),
        (r"ı", "i"),
        (r"ß", "ss"),
        (r"ph", "f"),
        (r"sch", "sj"),
        (r"ch", "k"),
        (r"ck", "k"),
        (r"q[uvw]", "kv"),
        (r"[qk]", "k"),
        (r"c(?=[eiyäö])", "s"),
        (r"c", "k"),
        (r"(?<=[aeouåäö])f[vw](?=[aeiouåäö])", "v"),
        (r"(?<=[aeiouyåäö])[fw](?=(gren|ström|kvist|qvist|son|sson|ssson|dahl|berg|mark|ing|a$))", "v"),
        (r"w", "v"),
        (r"tz", "s"),
        (r"z", "s"),
        (r"dt(?=[^aeiouyåäö]|$)", "t"),
        (r"x", "ks"),
        (r"(?<=[drt])h", ""),
        (r"(?<=[aeiouyåäö])h(?=[^aeiouyåäö]|$)", ""),
        (r"aa", "å"),
        (r"ae", "ä"),
        (r"oe", "ö"),
        (r"(.)\1+", r"\1"),
    )
)
# What a scanner takes for one another; both ways. "rn" for "m", "lc" for "k", "nn" for "im".
_SCANNED = {
    frozenset(pair.split("/"))
    for pair in (
        "rn/m l/i l/1 i/1 l/t f/l i/t o/0 a/å a/ä o/ö e/é e/ä e/c g/9 s/5 b/8 g/6 u/n vv/w cl/d lc/k ri/n "
        "in/m li/u e/f nn/rm nn/im nn/un rri/m li/h c/g r/i h/k rr/n o/c b/h"
    ).split()
}
_UNDOTTED = str.maketrans("åäöéèü", "aaoeeu")
LETTERS = ("two letters", "three letters")
_LONGEST = 3  # letters that one such mistake takes
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_SCAN, _DOUBLE, _SWAP, _KEY, _LOST, _OTHER = 0.3, 0.3, 0.5, 0.5, 0.6, 1.0
_SPELT = 0.1  # more for a slip in how the word sounds, under another spelling: Søndergaard, Sondergård
_HEAD = 0.2  # more for a slip in the first letter: people look at it


@dataclass(frozen=True)
class Slip:
    """What it takes to write one word for another: `cost`, and in words how they differ."""

    cost: float
    how: str


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """How a name sounds, for comparing and for finding candidates: karlson for Karlsson and Carlsson."""
    word = word.replace("i\u0307", "i")  # what İ becomes in lower case
    decomposed = ((letter, unicodedata.normalize("NFD", letter)[0]) for letter in word)
    word = "".join(letter if letter in "åäö" else base for letter, base in decomposed)
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=200_000)
def slip(a: str, b: str, lenient: bool = False) -> Slip | None:
    """The cheapest way from one word to the other; None when that is no slip but another word.

    A short word bears less: "Ek" and "Ed" are two names, "Vindelbrink" and "Vindelbink" one. `lenient`:
    one of the two is no name that anybody has ("Dna" for Dan).
    """
    short = min(len(a), len(b))
    if short > 1 and _undotted(a, b):
        return Slip(_SCAN, "rings and dots are left out")
    if OSA.distance(a, b, score_cutoff=3) > 3:
        return None
    written = _cost(a, b)
    cost = min(written, _cost(skeleton(a), skeleton(b)) + _SPELT)
    bears = 0.35 if short <= 3 else 0.65 if short <= 4 else 1.0 if short <= 7 else 1.3
    if cost > (max(bears, 0.7) if lenient and short > 2 else bears):
        return None
    letters = OSA.distance(a, b)
    if written <= _SCAN * letters + 0.01:
        return Slip(cost, "letters that are easily confused")
    return Slip(cost, "one letter" if letters == 1 else LETTERS[letters - 2])


def _undotted(a: str, b: str) -> bool:
    """Hamalainen for Hämäläinen; not Häll for Håll."""
    return len(a) == len(b) and all(
        x == y or (x.translate(_UNDOTTED) == y.translate(_UNDOTTED) and {x, y} & set("aoeu"))
        for x, y in zip(a, b, strict=True)
    )


def _cost(a: str, b: str) -> float:
    """Edit distance in which what hands and scanners do often is cheap; letters may swap places."""
    best = [[99.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    best[0][0] = 0.0
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i and j and a[i - 1] == b[j - 1]:
                best[i][j] = min(best[i][j], best[i - 1][j - 1])
            if i:
                best[i][j] = min(best[i][j], best[i - 1][j] + _missing(a, i))
            if j:
                best[i][j] = min(best[i][j], best[i][j - 1] + _missing(b, j))
            if i and j:
                head = _HEAD if i == j == 1 else 0.0
                best[i][j] = min(best[i][j], best[i - 1][j - 1] + _instead(a[i - 1], b[j - 1]) + head)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best[i][j] = min(best[i][j], best[i - 2][j - 2] + _SWAP)
            for m in range(1, min(_LONGEST, i) + 1):
                for n in range(1, min(_LONGEST, j) + 1):
                    if frozenset((a[i - m : i], b[j - n : j])) in _SCANNED:
                        best[i][j] = min(best[i][j], best[i - m][j - n] + _SCAN)
    return best[-1][-1]


def _missing(word: str, end: int) -> float:
    if word[end - 1] in (word[end - 2 : end - 1], word[end : end + 1]):
        return _DOUBLE
    return _LOST + (_HEAD if end == 1 else 0.0)


def _instead(a: str, b: str) -> float:
    return _KEY if b in _neighbours().get(a, "") else _OTHER


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, str]:
    """The keys about each key of a Swedish keyboard, save vowel for vowel, which makes other names."""
    found: dict[str, str] = {}
    for y, row in enumerate(_ROWS):
        for x, key in enumerate(row):
            near = [*row[max(0, x - 1) : x], *row[x + 1 : x + 2]]
            near += _ROWS[y - 1][x : x + 2] if y else ""
            near += _ROWS[y + 1][max(0, x - 1) : x + 1] if y + 1 < len(_ROWS) else ""
            found[key] = "".join(k for k in near if not {k, key} <= set("aeiouyåäö"))
    return found
