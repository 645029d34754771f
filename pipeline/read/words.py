"""Characters with positions → words with positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# In heights of type: what must lie between two characters that no printed space parts.
WORD_GAP = 0.12
_SOFT_HYPHEN = "\u00ad"


class Glyph(NamedTuple):
    """A character, its box (left, bottom, right, top), its origin on the baseline, in points.

    `size` is the height of its font, `quarter` the direction of writing in quarter turns.
    """

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    quarter: int


@dataclass
class Word:
    """Characters that belong together; `left`, `right`, `base` in points of the page turned upright.

    `loose` is the space between its letters when it is s p a c e d, else 0.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    loose: float = 0.0
    space_after: bool = False

    @property
    def core(self) -> tuple[float, float]:
        """The height that small letters take."""
        return self.base, self.base + 0.7 * self.size


def words_of(glyphs: list[Glyph], quarter: int) -> list[Word]:
    """The words written in one direction of the page, in the order of the content."""
    upright = [_upright(glyph) for glyph in glyphs if glyph.quarter == quarter]
    return [word for row in _rows(_without_doubles(upright)) for word in _split(row)]


def gap(before: Word, after: Word) -> float:
    """The space between two words in heights of their type, less what spaced type adds to it."""
    loose = 2 * max(before.loose, after.loose)
    return (after.left - before.right - loose) / max(before.size, after.size, 0.1)


def _upright(glyph: Glyph) -> Glyph:
    """The glyph as it lies when the page is turned so that it can be read."""
    (left, bottom, right, top), (x, y) = glyph.box, glyph.origin
    if glyph.quarter == 1:
        return glyph._replace(box=(bottom, -right, top, -left), origin=(y, -x))
    if glyph.quarter == 2:
        return glyph._replace(box=(-right, -top, -left, -bottom), origin=(-x, -y))
    if glyph.quarter == 3:
        return glyph._replace(box=(-top, left, -bottom, right), origin=(-y, x))
    return glyph


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Bold type is sometimes faked by printing each letter twice, a hair's breadth apart."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    for glyph in glyphs:
        x, y = glyph.origin
        reach = 0.1 * max(glyph.size, 1.0)
        column, row = int(x // 4), int(y // 4)
        near = (
            place
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for place in seen.get((glyph.text, i, j), ())
        )
        if glyph.text != " " and any(abs(x - a) < reach and abs(y - b) < reach for a, b in near):
            continue
        seen.setdefault((glyph.text, column, row), []).append((x, y))
        kept.append(glyph)
    return kept


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Characters written one after the other on one baseline, spaces among them."""
    row: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text == " ":
            if row:
                row.append(glyph)
            continue
        if last is not None and not _follows(last, glyph):
            yield row
            row = []
        row.append(glyph)
        last = glyph
    if row:
        yield row


def _follows(before: Glyph, glyph: Glyph) -> bool:
    size = max(glyph.size, 0.1)
    return (
        abs(glyph.origin[1] - before.origin[1]) < 0.12 * size
        and abs(size - before.size) < 0.3 * size
        and -0.4 * size < glyph.box[0] - before.box[2] < 1.5 * size
    )


def _split(row: list[Glyph]) -> Iterator[Word]:
    loose = _loose(row)
    limit = loose * 1.4 + WORD_GAP * max(row[0].size, 0.1)
    word: Word | None = None
    for glyph in row:
        left, _, right, _ = glyph.box
        if glyph.text == " ":
            if word is not None:
                word.space_after = True
        elif word is not None and not word.space_after and left - word.right < limit:
            word.text += glyph.text
            word.right = max(word.right, right)
        else:
            if word is not None:
                yield _without_soft_hyphens(word)
            word = Word(glyph.text, left, right, glyph.origin[1], glyph.size, loose)
    if word is not None:
        yield _without_soft_hyphens(word)


def _loose(row: list[Glyph]) -> float:
    """The space between the letters of spaced type in points, 0 for ordinary type."""
    if sum(glyph.text.isalpha() for glyph in row) < max(5, 0.6 * len(row)):
        return 0.0  # "1  2  3" are numbers beside each other
    pairs = ((a, b) for a, b in pairwise(row) if " " not in (a.text, b.text))
    gaps = sorted(after.box[0] - before.box[2] for before, after in pairs)
    usual = gaps[len(gaps) // 4] if len(gaps) > 3 else 0.0
    return usual if usual > 0.04 * row[0].size else 0.0


def _without_soft_hyphens(word: Word) -> Word:
    """A soft hyphen is seen only where a line ends."""
    if _SOFT_HYPHEN in word.text:
        last = "-" if word.text.endswith(_SOFT_HYPHEN) and len(word.text) > 1 else ""
        word.text = word.text.replace(_SOFT_HYPHEN, "") + last or "-"
    return word
