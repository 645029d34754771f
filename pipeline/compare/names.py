"""Two names → evidence by their parts: given names, surnames, how rare the whole is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from pipeline.compare.known import (
    given_bearers,
    is_given,
    is_surname,
    one_name,
    pet_names,
    surname_bearers,
)
from pipeline.compare.parts import PARTICLES, Name, initials_only, parse, plain, readings, straight
from pipeline.compare.spelling import LETTERS, skeleton, slip
from pipeline.entities import Evidence

__all__ = [
    "Name",
    "aligned",
    "given_names_alike",
    "initials_only",
    "organisations_alike",
    "parse",
    "pet_names",
    "plain",
    "rarity",
    "skeleton",
    "straight",
    "surnames_alike",
]

_SWEDES = 10_500_000
_COMMON_SURNAME = 1_500  # borne by so many that a likeness is two names rather than a slip of the pen
_LONG = 7  # letters of a surname in which a missing one is a slip rather than another name
_COMMON_GIVEN = 100  # likewise; "Aime" for Arne is none
_RATIO = 50  # Hakan beside Håkan: so many times rarer is a misprint more often than a name
_ARABIC = frozenset(("al", "el"))

_INITIALS = "initials that fit"

# A word of one name against a word of the other: how alike, and in words why.
_Likeness = tuple[float, str]
_UNLIKE: _Likeness = (-1.0, "different")


@lru_cache(maxsize=200_000)
def aligned(left: str, right: str) -> tuple[Name, Name]:
    """The readings of two names that agree best: "Bergdahl Anna" beside Anna Bergdahl is her."""
    best = parse(left), parse(right)
    if not {*map(skeleton, best[0].given + best[0].surname)} & {
        *map(skeleton, best[1].given + best[1].surname)
    }:
        return best  # no word in common, in whatever order
    pairs = [(a, b) for a in readings(left) for b in readings(right)]
    if len(pairs) == 1 or _together(*best) >= 1.5:
        return best
    found = max(pairs, key=lambda pair: _together(*pair))
    return found if _together(*found) > max(_together(*best), 0.5) else best


def given_names_alike(left: Name, right: Name) -> Evidence:
    """Whether two given names can be one person's: Per-Erik and P-E can, Peter and Petra cannot."""
    a, b = left.given, right.given
    shown = f"{_shown(a)}/{_shown(b)}"
    if not a or not b:
        return Evidence(0.0, "a given name is missing")
    if a == b or "".join(a) == "".join(b):
        return Evidence(1.0, f"both are called {_shown(a)}")
    found = [_whole_given(a, b), _rows_alike(a, b, _given_alike)]
    if len(a) != len(b):
        found.append(_left_out(left, right))
    score, how = max(found, key=lambda likeness: likeness[0])
    if score <= -1:
        return Evidence(-1.0, f"{shown}: different given names")
    return Evidence(score, f"{shown}: {how}")


def surnames_alike(left: Name, right: Name) -> Evidence:
    """Whether two surnames can be one person's: Vigen/Vigren can, Olsson/Olofsson hardly."""
    a, b = left.surname, right.surname
    shown = f"{_shown(a)}/{_shown(b)}"
    if left.generation and right.generation and left.generation != right.generation:
        return Evidence(-1.0, f"{_shown(a)}: the older and the younger")
    if not a or not b:
        return Evidence(0.0, "a surname is missing")
    if a == b or " ".join(a).replace(" ", "") == " ".join(b).replace(" ", ""):
        return Evidence(1.0, f"both are called {_shown(a)}")
    found = [_rows_alike(a, b, _surname_alike)]
    if len(a) != len(b):
        found += [_surname_left_out(a, b), _surname_alike("".join(a), "".join(b))]
    elif len(a) > 1 and sorted(map(skeleton, a)) == sorted(map(skeleton, b)):
        found.append((0.7, "the two surnames in another order"))
    score, how = max(found, key=lambda likeness: likeness[0])
    return Evidence(score, f"{shown}: {'different surnames' if score <= -1 else how}")


def rarity(name: Name) -> Evidence:
    """How much a full name tells by itself: 1 when hardly anybody else has it, −1 when thousands do."""
    if not name.given or not name.surname:
        return Evidence(-0.8, "only part of a name")
    bearers = min(surname_bearers(part) for part in name.surname)
    given = min(given_bearers(part) for part in name.given)
    namesakes = bearers * given / _SWEDES
    score = max(-1.0, min(1.0, 1 - math.log10(namesakes + 1) / 1.6))
    word = "rare" if score > 0.5 else "common" if score < 0 else "not rare"
    return Evidence(score, f"the name is {word} (about {max(1, round(namesakes)):,} in Sweden)")


def organisations_alike(left: str, right: str) -> Evidence:
    """Whether two names of organisations differ by a slip of the pen only."""
    a, b = plain(left), plain(right)
    if a == b:
        return Evidence(1.0, "the same name")
    if skeleton(a) == skeleton(b):
        return Evidence(0.8, f"{left}/{right}: two spellings of one name")
    distance = OSA.distance(a, b, score_cutoff=2)
    one_word = [(x, y) for x, y in zip(a.split(), b.split(), strict=False) if x != y]
    if distance == 1 and len(a.split()) == len(b.split()) and min(map(len, one_word[0])) >= 8:
        return Evidence(0.6, f"{left}/{right}: one letter")
    return Evidence(-1.0, f"{left}/{right}: different names")


def _together(left: Name, right: Name) -> float:
    return given_names_alike(left, right).score + surnames_alike(left, right).score


def _rows_alike(a: Sequence[str], b: Sequence[str], alike: Callable[[str, str], _Likeness]) -> _Likeness:
    """Word by word; the least likeness counts, and of slips there is one only."""
    if len(a) != len(b):
        return _UNLIKE
    found = [alike(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if not found or sum(score < 0.7 for score, _ in found) > 1:
        return _UNLIKE if found else (1.0, "the same")
    score, how = min(found)
    if len(found) < len(a) and how == _INITIALS:
        score = max(score, 0.5)  # Eva M. Bergdahl for Eva Maria Bergdahl: the rest is written out
    return score, how


def _given_alike(a: str, b: str) -> _Likeness:
    """Two single given names: Kristina/Christina, Olle/Olof, P/Per, Gunhild/Gunhlid."""
    listed = one_name(a, b)
    if a == b or listed:
        return (1.0, "the same") if a == b else (0.9, "two spellings of one given name")
    if listed is None and skeleton(a) == skeleton(b):
        return 0.9, "two spellings of one given name"
    if a in pet_names().get(b, ()) or b in pet_names().get(a, ()):
        return 0.7, "an everyday form of the name"
    if min(len(a), len(b)) == 1:
        return (0.3, _INITIALS) if skeleton(a[0]) == skeleton(b[0]) else _UNLIKE
    both = is_given(a) and is_given(b)
    found = None if listed is False or f"{a}a" == b or f"{b}a" == a else slip(a, b, not both)  # Arvid, Arvida
    if found is None or not _slip_of_given(a, b, found.cost):
        return _UNLIKE
    if min(len(a), len(b)) < _LONG and found.cost > (0.3 if found.how in LETTERS else 0.7):
        return _UNLIKE  # Niila, Nils
    return (0.6 if found.cost <= 0.3 else 0.5 if found.cost <= 0.7 else 0.3) - 0.2 * both, found.how


def _slip_of_given(a: str, b: str, cost: float) -> bool:
    """Whether one is no name of its own: not listed, or so rare beside the other that it is a misprint."""
    few, many = sorted((given_bearers(a), given_bearers(b)))
    if not (is_given(a) and is_given(b)):
        return True
    return cost <= 0.3 and (few < _COMMON_GIVEN or few * _RATIO < many)


def _whole_given(a: Sequence[str], b: Sequence[str]) -> _Likeness:
    """Given names run together or abbreviated together: Majbritt, PO, Anki for Ann-Kristin."""
    one, other = "".join(a), "".join(b)
    if len(a) != len(b) and skeleton(one) == skeleton(other):
        return 0.9, "two spellings of one given name"
    names, tied = pet_names(), ("-".join(a), "-".join(b))
    if tied[0] in names.get(tied[1], ()) or tied[1] in names.get(tied[0], ()):
        return 0.7, "an everyday form of the name"
    short, long = sorted((a, b), key=lambda parts: len("".join(parts)))
    letters = "".join(short)
    if len(letters) == len(long) > 1 and letters == "".join(part[0] for part in long):
        return 0.3, _INITIALS
    if len(a) != len(b) and min(map(len, (*a, *b))) > 1 and min(len(one), len(other)) >= 6:
        found = slip(one, other)
        if found is not None and found.cost <= 0.6:
            return 0.5, found.how
    return _UNLIKE


def _left_out(left: Name, right: Name) -> _Likeness:
    """One has fewer given names: Eva for Eva Maria; less so Anna for Anna-Lena, Maria for Eva Maria."""
    short, long = sorted((left, right), key=lambda name: len(name.given))
    best = _UNLIKE
    for kept in combinations(range(len(long.given)), len(short.given)):
        row = [long.given[place] for place in kept]
        score, how = _rows_alike(short.given, row, _given_alike)
        if score <= 0:
            continue
        most = 0.5 if kept[0] == 0 else 0.3
        most -= 0.1 * long.hyphened
        said = "one given name is left out" if score > 0.9 else f"{how}, one given name is left out"
        best = max(best, (min(score, most), said))
    return best


def _surname_alike(a: str, b: str) -> _Likeness:
    """Two single surnames, with their particles."""
    if a == b:
        return 1.0, "the same"
    (before, one), (behind, other) = _particles(a), _particles(b)
    if before != behind:
        return _other_particles(before, behind, one, other)
    return _bare_alike(one, other)


def _bare_alike(a: str, b: str) -> _Likeness:
    common = min(surname_bearers(a), surname_bearers(b)) >= _COMMON_SURNAME
    if skeleton(a) == skeleton(b):
        return (0.7 if common else 0.8), "two spellings of one surname"
    if min(len(a), len(b)) == 1:
        return (0.2, _INITIALS) if a[0] == b[0] else _UNLIKE
    for short, long in ((a, b), (b, a)):
        if long == f"{short}s" and not is_surname(long):
            return (0.95 if len(short) > 3 or is_surname(short) else 0.3), "a genitive"
    found = slip(a, b)
    if found is None:
        return _UNLIKE
    if common:
        return -0.7, "each is a common surname of its own"
    if is_surname(a) and is_surname(b):
        return -0.1, "near, but both are surnames"
    if min(len(a), len(b)) < _LONG and found.cost > (0.6 if _misprint(a, b) else 0.3):
        return 0.1, found.how  # Vigen and Vigren: short enough to be two names
    return 0.6 if found.cost <= 0.3 else 0.5 if found.cost <= 0.7 else 0.2, found.how


def _misprint(a: str, b: str) -> bool:
    """Lrsson for Larsson: one is borne by many, the other by nobody we know of."""
    few, many = sorted((a, b), key=surname_bearers)
    return min(len(a), len(b)) > 4 and surname_bearers(many) >= _COMMON_SURNAME and not is_surname(few)


def _particles(surname: str) -> tuple[tuple[str, ...], str]:
    """("von", "der"), "heide" for "von der heide"; af and av are one."""
    words = surname.split()
    before = tuple("af" if word == "av" else word for word in words[:-1] if word in PARTICLES)
    return before, words[-1] if words else ""


def _other_particles(before: Sequence[str], behind: Sequence[str], one: str, other: str) -> _Likeness:
    score = 1.0 if one == other else _bare_alike(one, other)[0]
    if "".join((*before, one)) == "".join((*behind, other)):
        return 0.95, "written together"
    if score <= 0.5:
        return _UNLIKE
    if not before or not behind:
        return min(score, 0.6), f"{' '.join((*before, *behind)).title()} is left out"
    if {*before, *behind} <= _ARABIC:
        return min(score, 0.8), "two spellings of al"
    if before[0] == behind[0]:
        return min(score, 0.5), "near particles"
    return -0.5, "another particle before the name"


def _surname_left_out(a: Sequence[str], b: Sequence[str]) -> _Likeness:
    """One of two surnames: Långdal Persson/Långdal; a common one alone tells less."""
    short, long = sorted((a, b), key=len)
    best = _UNLIKE
    for kept in combinations(long, len(short)):
        score, how = _rows_alike(short, kept, _surname_alike)
        if score <= 0.3 and not (score > 0 and how == _INITIALS):
            continue
        most = 0.5 if max(surname_bearers(part) for part in short) < _COMMON_SURNAME else 0.4
        said = "one of two surnames is left out" if score > 0.9 else f"{how}, one surname is left out"
        best = max(best, (min(score, most), said))
    return best


def _shown(parts: Sequence[str]) -> str:
    return " ".join(part.title() if part.isalpha() else part for part in parts)
