"""Words with positions → lines of text, as far apart as they stand on the page.

The result resembles ``pdftotext -layout``: what shares a baseline shares a line, the indent of a
line is kept, and columns stay apart by at least three spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from pipeline.read.columns import gutter, parted
from pipeline.read.words import WORD_GAP, Glyph, Word, gap, words_of

COLUMN_SPACES = 3
# In heights of type: a space takes about 0.25, two of them 0.55, in a stretched line up to 1.
_COLUMN_GAP = 0.62
_STRETCHED_GAP = 6.0
_HANGING = 4.0
_MARKER = re.compile(r"[•●○▪■◦‣·\uf0b7\uf0a7*–—-]|[0-9]{1,2}[.)]|[a-zåäö][.)]|[☐☒□✓]")
_WIDEST = 400
# A word is held against the last words of the last lines, which bounds the work on any page.
_NEAR = 60
_OPEN = 10
_LEADERS = re.compile(r" ?\.{4,} ?")


@dataclass
class _Line:
    """Words beside each other; `base` is the baseline of the longest, a gap above `limit` parts columns."""

    words: list[Word] = field(default_factory=list)
    base: float = 0.0
    weight: float = 0.0
    limit: float = _COLUMN_GAP

    def add(self, word: Word) -> None:
        self.words.append(word)
        if word.right - word.left > self.weight:
            self.weight, self.base = word.right - word.left, word.base

    def fit(self, word: Word) -> float:
        """How well the word stands beside its neighbours, 1 at best: the lines of a scan may slope."""
        if self.words[-1].base - word.base > word.size:
            return 0.0  # words come from top to bottom: the last one is the lowest
        near = self.words[-_NEAR:]
        width = word.right - word.left
        if any(_overlap(w, word) > 0.5 * min(width, w.right - w.left) for w in near):
            return 0.0
        return _shared(min(near, key=lambda w: -_overlap(w, word)).core, word.core)


def page_text(glyphs: list[Glyph]) -> str:
    """The page's lines from top to bottom; lines in another direction of writing come last."""
    turns = Counter(glyph.quarter for glyph in glyphs if glyph.text != " ")
    found = [words_of(glyphs, quarter) for quarter, _ in turns.most_common()]
    return "\n\n".join(_typeset(_in_order(_lines(some))) for some in found if some)


def _in_order(lines: list[_Line]) -> list[_Line]:
    """Two columns of running text one after the other."""
    found = gutter(lines)
    if found is None:
        return lines
    x, first, last = found
    left: list[_Line] = []
    right: list[_Line] = []
    for line in lines[first:last]:
        for side, words in zip((left, right), parted(line, x), strict=True):
            if words:
                side.append(_Line(words, line.base))
    shift = min(line.words[0].left for line in right) - min(line.words[0].left for line in left)
    for line in right:
        line.words = [replace(w, left=w.left - shift, right=w.right - shift) for w in line.words]
    return [*lines[:first], *left, *right, *lines[last:]]


def _lines(found: list[Word]) -> list[_Line]:
    lines: list[_Line] = []
    for word in sorted(found, key=lambda word: (-word.base, word.left)):
        best = max(lines[-_OPEN:], key=lambda line: line.fit(word), default=None)
        if best is None or best.fit(word) < 0.5:
            best = _Line()
            lines.append(best)
        best.add(word)
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return sorted(lines, key=lambda line: -line.base)


def _overlap(one: Word, other: Word) -> float:
    """Points that both words cover on the line; below 0 the distance between them."""
    return min(one.right, other.right) - max(one.left, other.left)


def _shared(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How much of the lower one's height both share."""
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return overlap / (min(one[1] - one[0], other[1] - other[0]) or 1.0)


def _typeset(lines: list[_Line]) -> str:
    _stretch(lines)
    margin = min(line.words[0].left for line in lines)
    cell = _cell(lines)
    leading = _leading(lines)
    rows: list[str] = []
    above: _Line | None = None
    for line in lines:
        if above is not None:
            step = above.base - line.base  # below 0 at the top of a second column
            rows += [""] * (min(3, max(0, round(step / leading - 0.25) - 1)) if step >= 0 else 1)
        rows.append(_row(line, margin, cell))
        above = line
    return "\n".join(rows)


def _cell(lines: list[_Line]) -> float:
    """How many points a character of the page takes, so narrow that columns stand below each other."""
    words = [word for line in lines for word in line.words]
    usual = max(0.1, median((word.right - word.left) / len(word.text) for word in words))
    needed = usual
    for line in lines:
        columns = _columns(line)
        for here, there in pairwise(columns):
            length = len(_joined(here)) + COLUMN_SPACES
            needed = min(needed, (there[0].left - here[0].left) / length)
    return max(needed, 0.6 * usual)


def _leading(lines: list[_Line]) -> float:
    """The usual distance between two lines of running text."""
    sizes = median(word.size for line in lines for word in line.words)
    steps = [a.base - b.base for a, b in pairwise(lines)]
    near = [step for step in steps if 0.8 * sizes < step < 1.9 * sizes]
    return median(near) if near else max(1.0, 1.2 * sizes)


def _row(line: _Line, margin: float, cell: float) -> str:
    """The words of one line, columns apart and words within a column by one space."""
    text = ""
    for words in _columns(line):
        column = min(_WIDEST, round((words[0].left - margin) / cell))
        text += " " * (column if not text else max(COLUMN_SPACES, column - len(text)))
        text += _joined(words)
    return text


def _columns(line: _Line) -> list[list[Word]]:
    columns = [[line.words[0]]]
    # "•   Att …", "1.   Av …": a list item hangs on its marker, it is no table.
    if len(line.words) > 1 and _MARKER.fullmatch(line.words[0].text) and gap(*line.words[:2]) < _HANGING:
        columns[0].append(line.words[1])
    begin = len(columns[0])
    for before, word in pairwise(line.words[begin - 1 :]):
        if gap(before, word) > line.limit:
            columns.append([word])
        else:
            columns[-1].append(word)
    return columns


def _stretch(lines: list[_Line]) -> None:
    """Widen what counts as a space in lines that were stretched to the margin.

    A stretched line has the same wide space everywhere; where it has one or two, the lines around it
    that end at the same margin tell.
    """
    stretched = [_spaces_alike(line) and len(line.words) > 3 for line in lines]
    for index, line in enumerate(lines):
        around = range(max(0, index - 3), min(len(lines), index + 4))
        margin = line.words[-1].right
        beside = any(stretched[i] and abs(lines[i].words[-1].right - margin) < 1.5 for i in around)
        if stretched[index] or (beside and _spaces_alike(line)):
            line.limit = _STRETCHED_GAP


def _spaces_alike(line: _Line) -> bool:
    gaps = [gap(before, after) for before, after in pairwise(line.words)]
    if _MARKER.fullmatch(line.words[0].text):
        gaps = gaps[1:]
    running = sum(word.text[0].islower() for word in line.words)
    if not gaps or 3 * running < len(line.words) or not all(word.space_after for word in line.words[:-1]):
        return False
    return min(gaps) > 0.3 and max(gaps) < min(_STRETCHED_GAP, 1.35 * min(gaps))


def _joined(words: list[Word]) -> str:
    text = words[0].text
    for before, word in pairwise(words):
        text += (" " if before.space_after or gap(before, word) > WORD_GAP else "") + word.text
    return _LEADERS.sub(r" \g<0> ", text).strip() if "...." in text else text
