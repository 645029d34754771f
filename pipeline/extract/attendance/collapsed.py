"""Collapsed cells: n names run together in one cell, n affiliations in the next, split jointly.

"Anna Ek Bo Lund⇥Norrby kommun, ordförande Försäkringskassan" can be cut in many ways; the best
cut of each cell into n pieces is found for every n, and the n with the best sum wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from pipeline.extract.attendance.words import OFFICE, names_organisation
from pipeline.extract.names import FULL_NAME, INITIAL, PARTICLE, name_score
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import agencies, municipalities, regions
from pipeline.view import Layout

_MUNICIPALITY = re.compile(r"[A-ZÅÄÖ][\wåäöé-]+s? (?:kommun|stad)")
_REGION = re.compile(
    r"[A-ZÅÄÖ][\wåäö-]+ (?:läns landsting|samordningsförbund)|Region [A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)?"
)
Range = tuple[int, int]
Score = Callable[[str, list[Range], int, int], float | None]
_LONGEST_NAME, _LONGEST_AFFILIATION = 5, 9
_WHOLE = 2.0  # what it is worth that a name stands whole elsewhere; about a common given name's evidence
# what may stand beside a whole name: "(Anna Ek, Bo Lund)"; but the point of "Per A. Ek" is the name's own
_BOUND = re.compile(r"[,;:()\[\]/|\t\n]|\s[-–]\s|\s(?:och|samt)\s|(?<![\W_][A-ZÅÄÖ])\.(?=\s|$)| {3,}")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Split:
    """Clean ranges of names and of affiliations, pairwise; `margin` over the second best cut."""

    names: tuple[tuple[int, int], ...]
    affiliations: tuple[tuple[int, int], ...]
    margin: float


def whole_names(layout: Layout) -> frozenset[str]:
    """The full names that stand alone in a cell, on a line (a signature) or between marks in the text."""
    found: set[str] = set()
    for block in layout.blocks:
        pieces = [block.text[a:b] for a, b in block.cells] or [block.text]
        segments = [segment for piece in pieces for segment in _BOUND.split(piece)]
        raw = layout.source.text
        # a line counts as a whole only: prose may break in the midst of a name
        segments += [raw[low:high] for low, high in block.lines]
        words = (" ".join(segment.split()) for segment in segments if len(segment) <= 100)
        found.update(name for name in words if FULL_NAME.fullmatch(name))
    return frozenset(found)


def split(names: str, affiliations: str, known: frozenset[str] = _NONE) -> Split | None:
    """The best joint segmentation of both cells with equal counts, or None if there is none.

    `known`: names that stand whole elsewhere in the document (`whole_names`); a piece that equals one is
    likelier: "Yusuf Demir Nguyen Thi Lan" is cut before "Nguyen" when "Nguyen Thi Lan" has signed.
    """
    words, others = _tokens(names), _tokens(affiliations)
    if len(words) > 120 or len(others) > 250:
        return None
    by_names = _best(words, names, _LONGEST_NAME, partial(_score_name, known=_others(known, names)))
    by_affiliations = _best(others, affiliations, _LONGEST_AFFILIATION, _score_affiliation)
    sums = sorted(
        ((by_names[n][0] + by_affiliations[n][0], n) for n in by_names if n in by_affiliations), reverse=True
    )
    if not sums or by_names[sums[0][1]][0] <= 0:
        return None
    n = sums[0][1]
    margin = sums[0][0] - sums[1][0] if len(sums) > 1 else 9.0
    return Split(tuple(by_names[n][1]), tuple(by_affiliations[n][1]), margin)


def split_names(names: str, known: frozenset[str] = _NONE) -> list[tuple[int, int]]:
    """The best cut of a run of names without affiliations: "Anna Ek Bo Lund" → two ranges."""
    tokens = _tokens(names)
    if not tokens or len(tokens) > 150:
        return []
    best = _best(tokens, names, _LONGEST_NAME, partial(_score_name, known=_others(known, names)))
    return max(best.values())[1] if best else []


def _others(known: frozenset[str], names: str) -> frozenset[str]:
    """Without the cell itself, which is no evidence that it is one name."""
    return known - {" ".join(names.split())}


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def _best(tokens: list[Range], text: str, longest: int, score: Score) -> dict[int, tuple[float, list[Range]]]:
    """For each n the best cut of all tokens into n pieces: n → (score, ranges)."""
    count = len(tokens)
    table: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}] + [{} for _ in range(count)]
    for end in range(1, count + 1):
        for start in range(max(0, end - longest), end):
            gain = score(text, tokens, start, end)
            if gain is None:
                continue
            for pieces, (sofar, _) in table[start].items():
                if pieces + 1 not in table[end] or sofar + gain > table[end][pieces + 1][0]:
                    table[end][pieces + 1] = (sofar + gain, start)
    result: dict[int, tuple[float, list[tuple[int, int]]]] = {}
    for pieces, (total, _) in table[count].items():
        ranges: list[tuple[int, int]] = []
        at, left = count, pieces
        while left:
            begin = table[at][left][1]
            ranges.append((tokens[begin][0], tokens[at - 1][1]))
            at, left = begin, left - 1
        result[pieces] = (total, ranges[::-1])
    return result


def _score_name(
    text: str, tokens: list[Range], start: int, end: int, known: frozenset[str] = _NONE
) -> float | None:
    words = [text[a:b].rstrip(",;") for a, b in tokens[start:end]]
    if any(text[a:b].endswith((",", ";")) for a, b in tokens[start : end - 1]):
        return None
    if not re.fullmatch(FULL_NAME, " ".join(words)):
        return None
    if re.fullmatch(rf"{PARTICLE}|{INITIAL}", words[-1]):
        return None
    return name_score(words) + (_WHOLE if " ".join(words) in known else 0.0)


def is_sender(words: str) -> bool:
    """A municipality, region or authority by its form: "Norrby kommun"."""
    if words in regions() or words in agencies():
        return True
    return _MUNICIPALITY.fullmatch(words) is not None or _REGION.fullmatch(words) is not None


def _score_affiliation(text: str, tokens: list[tuple[int, int]], start: int, end: int) -> float | None:
    words = text[tokens[start][0] : tokens[end - 1][1]]
    following = text[tokens[end][0] : tokens[end][1]] if end < len(tokens) else ""
    first = text[tokens[start][0] : tokens[start][1]]
    if following and not following[:1].isupper():
        return None
    if words.endswith((",", "§", "§§")) or not first[:1].isupper():
        return None
    if re.search(r"§+\s*\d[\d\s,–-]*\s+[A-ZÅÄÖ]", words):
        return None  # the §§ end an affiliation
    bare = re.sub(r",?\s*(?:§§?|ärende\w*|punkt)\s*\d.*$", "", words).strip(" ,")
    main, _, tail = bare.partition(",")
    if tail and not (starts_with_role(tail.strip()) or names_organisation(tail.strip())):
        return None
    score = -1.0
    role = starts_with_role(main)
    if role:
        rest = main[role:].strip()
        named = not starts_with_role(rest) and (names_organisation(rest) or rest[:1].islower())
        score += 1.8 if not rest else 2.8 if named else 0.3
    elif is_sender(main):
        score += 3.0
    elif main in municipalities():
        score += 1.6
    elif OFFICE.match(main):
        rest = OFFICE.sub("", main, count=1).strip()
        score += 1.2 if not rest else 2.4 if is_sender(rest) else 0.2
    elif names_organisation(main):
        score += 1.0 if len(main.split()) == 1 else 0.6
    else:
        return None
    if tail and starts_with_role(tail.strip()):
        score += 0.6
    return score - 0.15 * (len(main.split()) - 1)
