"""Two columns of running text on a page are read one after the other.

Lists and tables in columns are not: there the line is what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Protocol, TypeVar

from pipeline.read.words import Word

_LINES = 10  # fewer lines beside each other are a table, unless items count on in them
_FEWEST = 4
_ITEM = re.compile(r"§ ?(\d{1,4})\b")
_WORDS = 4


class _HasWords(Protocol):
    @property
    def words(self) -> list[Word]: ...


AnyLine = TypeVar("AnyLine", bound=_HasWords)


def gutter(lines: Sequence[AnyLine]) -> tuple[float, int, int] | None:
    """Where the page is parted: the gutter's x and the lines ``[first, last)`` that it parts."""
    if len(lines) < _FEWEST:
        return None
    left = min(line.words[0].left for line in lines)
    right = max(line.words[-1].right for line in lines)
    best: tuple[int, float, int, int] | None = None
    for step in range(35, 66):
        x = left + (right - left) * step / 100
        first, last = _longest(lines, x)
        if last - first >= _FEWEST and (best is None or last - first > best[0]):
            best = (last - first, x, first, last)
    if best is None:
        return None
    _, x, first, last = best
    sides = [parted(line, x) for line in lines[first:last]]
    columns = [[side[i] for side in sides if side[i]] for i in (0, 1)]
    return (x, first, last) if all(map(_is_prose, columns)) or _count_on(*columns) else None


def parted(line: _HasWords, x: float) -> tuple[list[Word], list[Word]]:
    """The line's words on either side of `x`."""
    words = line.words
    return [word for word in words if word.right <= x], [word for word in words if word.right > x]


def _longest(lines: Sequence[_HasWords], x: float) -> tuple[int, int]:
    """The longest run of lines of which none crosses `x`."""
    best, first = (0, 0), 0
    for index, line in enumerate(lines):
        if _crosses(line, x):
            first = index + 1
        elif index + 1 - first > best[1] - best[0]:
            best = (first, index + 1)
    return best


def _crosses(line: _HasWords, x: float) -> bool:
    before = max((word.right for word in line.words if word.left < x), default=x - 10)
    after = min((word.left for word in line.words if word.left >= x), default=x + 10)
    return before > x or after - before < 1.0 * line.words[0].size


def _count_on(left: list[list[Word]], right: list[list[Word]]) -> bool:
    """Whether items run down one column and on down the other: "§ 1", "§ 2" beside "§ 3", "§ 4"."""
    counts = [
        [
            int(found[1])
            for words in side
            for found in [_ITEM.match(" ".join(w.text for w in words[:2]))]
            if found
        ]
        for side in (left, right)
    ]
    numbers = [*counts[0], *counts[1]]
    return all(counts) and len(numbers) > 2 and all(a < b for a, b in pairwise(numbers))


def _is_prose(side: list[list[Word]]) -> bool:
    """Full lines, many of them in the middle of a sentence."""
    if len(side) < _LINES or median(len(words) for words in side) < _WORDS:
        return False
    widest = max(words[-1].right for words in side) - min(words[0].left for words in side)
    full = sum(words[-1].right - words[0].left > 0.75 * widest for words in side)
    running = sum(words[0].text[0].islower() for words in side)
    return full > 0.55 * len(side) and running > 0.35 * len(side)
