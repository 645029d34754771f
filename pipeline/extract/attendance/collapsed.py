"""Collapsed cells: n names run together in one cell, n affiliations in the next, split jointly.

"Anna Ek Bo Lund⇥Norrby kommun, ordförande Försäkringskassan" can be cut in many ways; the best
cut of each cell into n pieces is found for every n, and the n with the best sum wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from pipeline.extract.attendance.senders import affiliations_of
from pipeline.extract.names import FULL_NAME, INITIAL, PARTICLE, name_score
from pipeline.view import Layout

Range = tuple[int, int]
Cut = tuple[float, list[Range]]
Score = Callable[[str, list[Range], int, int], float | None]
UNSURE = 0.5  # a cut whose lead over the next is less may be the wrong one
_FORCED = 1.5  # names cut that much worse than by themselves show that the counts differ
_MOST_WORDS = 120
_LONGEST_NAME, _LONGEST_AFFILIATION = 5, 9
_WHOLE = 2.0  # what it is worth that a name stands whole elsewhere; about a common given name's evidence
# what may stand beside a whole name: "(Anna Ek, Bo Lund)"; but the point of "Per A. Ek" is the name's own
_BOUND = re.compile(r"[,;:()\[\]/|\t\n]|\s[-–]\s|\s(?:och|samt)\s|(?<![\W_][A-ZÅÄÖ])\.(?=\s|$)| {3,}")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Split:
    """Clean ranges of names and of affiliations, pairwise; `margin` over the second best cut.

    An affiliation is None where the margin is below `UNSURE` and the second best cut has another one.
    """

    names: tuple[Range, ...]
    affiliations: tuple[Range | None, ...]
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
    if len(words) > _MOST_WORDS or len(others) > 2 * _MOST_WORDS:
        return None
    by_names = _best(words, names, _LONGEST_NAME, partial(_score_name, known=_others(known, names)))
    score = affiliations_of(affiliations, others)
    by_affiliations = _best(others, affiliations, _LONGEST_AFFILIATION, score)
    cuts = sorted(
        (
            (of_names[0] + of_affiliations[0], of_names, of_affiliations)
            for n in by_names
            for of_names in by_names[n]
            for of_affiliations in by_affiliations.get(n, [])
        ),
        key=lambda cut: cut[0],
        reverse=True,
    )
    if not cuts or cuts[0][1][0] <= 0:
        return None
    total, best, sent = cuts[0]
    alone = max(ways[0] for ways in by_names.values())
    if alone[0] - best[0] > _FORCED:  # "Anna Ek Bo Lund" is not one name because there is one affiliation
        return Split(tuple(alone[1]), (None,) * len(alone[1]), 0.0)
    if len(cuts) == 1:
        return Split(tuple(best[1]), tuple(sent[1]), 9.0)
    _, second, other = cuts[1]
    margin = total - cuts[1][0]
    pairs = set(zip(second[1], other[1], strict=True))
    kept = tuple(
        place if margin >= UNSURE or (name, place) in pairs else None
        for name, place in zip(best[1], sent[1], strict=True)
    )
    return Split(tuple(best[1]), kept, margin)


def divided(affiliations: str, count: int) -> list[Range] | None:
    """The one good cut of a run of senders and posts into `count` pieces, None when there is none or two."""
    tokens = _tokens(affiliations)
    if not 1 < count <= len(tokens) <= 2 * _MOST_WORDS:
        return None
    score = affiliations_of(affiliations, tokens)
    cuts = _best(tokens, affiliations, _LONGEST_AFFILIATION, score).get(count)
    if not cuts or (len(cuts) > 1 and cuts[0][0] - cuts[1][0] < UNSURE):
        return None
    return cuts[0][1] if cuts[0][0] > 0 else None


def divisible(affiliations: str) -> bool:
    """Whether a run can be cut into two or more senders and posts at all."""
    tokens = _tokens(affiliations)
    if not 1 < len(tokens) <= 2 * _MOST_WORDS:
        return False
    cuts = _best(tokens, affiliations, _LONGEST_AFFILIATION, affiliations_of(affiliations, tokens))
    return any(count > 1 and best[0][0] > 0 for count, best in cuts.items())


def split_names(names: str, known: frozenset[str] = _NONE) -> list[tuple[int, int]]:
    """The best cut of a run of names without affiliations: "Anna Ek Bo Lund" → two ranges."""
    tokens = _tokens(names)
    if not tokens or len(tokens) > 150:
        return []
    best = _best(tokens, names, _LONGEST_NAME, partial(_score_name, known=_others(known, names)))
    return max(cuts[0] for cuts in best.values())[1] if best else []


def _others(known: frozenset[str], names: str) -> frozenset[str]:
    """Without the cell itself, which is no evidence that it is one name."""
    return known - {" ".join(names.split())}


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def _best(tokens: list[Range], text: str, longest: int, score: Score) -> dict[int, list[Cut]]:
    """For each n the best two cuts of all tokens into n pieces, the best first."""
    count = len(tokens)
    # table[end][n]: what the best two cuts of the first `end` tokens score, where the last piece of each
    # begins, and which of the cuts before it each goes on
    table: list[dict[int, list[tuple[float, int, int]]]] = [{0: [(0.0, -1, 0)]}] + [{} for _ in range(count)]
    for end in range(1, count + 1):
        for start in range(max(0, end - longest), end):
            gain = score(text, tokens, start, end)
            if gain is None:
                continue
            for pieces, before in table[start].items():
                ways = [(sofar + gain, start, rank) for rank, (sofar, _, _) in enumerate(before)]
                ways += table[end].get(pieces + 1, [])
                table[end][pieces + 1] = sorted(ways, reverse=True)[:2]
    return {n: [_traced(table, tokens, n, k) for k in range(len(ways))] for n, ways in table[count].items()}


def _traced(
    table: list[dict[int, list[tuple[float, int, int]]]], tokens: list[Range], pieces: int, rank: int
) -> Cut:
    total, at, ranges = table[-1][pieces][rank][0], len(tokens), []
    while pieces:
        _, begin, rank = table[at][pieces][rank]
        ranges.append((tokens[begin][0], tokens[at - 1][1]))
        at, pieces = begin, pieces - 1
    return total, ranges[::-1]


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
