"""Offsets as the tools count them, and what of a text they cannot hold.

Gold counts Unicode code points. JavaScript and Java count UTF-16 code units, in which "😀" is two; and
some tools count what a reader takes for one character, in which "ö" written as o and ¨ is one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

Unit = Literal["codepoints", "utf16", "graphemes", "newlines"]  # newlines: code points, but CR LF is one
UNITS: tuple[Unit, ...] = ("codepoints", "utf16", "graphemes", "newlines")
Replaced = tuple[tuple[int, str], ...]

_JOINER = "\u200d"


@dataclass(frozen=True)
class Ruler:
    """Between code points and another way to count, exactly both ways."""

    _ticks: tuple[int, ...]  # for each code point edge, the tool's count there
    _edges: dict[int, int]

    def out(self, offset: int) -> int:
        """The tool's count at a code point offset (inside a character: of its beginning)."""
        return self._ticks[offset]

    def back(self, count: int) -> int | None:
        """The code point offset at a tool's count; None outside the text or inside a character."""
        return self._edges.get(count)


def ruler(text: str, unit: Unit) -> Ruler:
    """How to convert offsets of `text`."""
    ticks = tuple(accumulate(_widths(text, unit), initial=0))
    edges: dict[int, int] = {}
    for offset, tick in enumerate(ticks):
        # a character that is several code points: its count begins at its first and ends behind its last
        if tick not in edges:
            edges[tick] = offset
    return Ruler(ticks, edges)


def best_unit(text: str, agrees: Callable[[Ruler], int]) -> Unit:
    """The unit whose offsets agree with most of what is known; code points when it is all the same."""
    if text.isascii() and "\r" not in text:
        return "codepoints"
    return max(UNITS, key=lambda unit: (agrees(ruler(text, unit)), -UNITS.index(unit)))


def _widths(text: str, unit: Unit) -> Iterable[int]:
    if unit == "codepoints":
        return (1 for _ in text)
    if unit == "utf16":
        return (2 if ord(letter) > 0xFFFF else 1 for letter in text)
    if unit == "newlines":
        return (0 if here == "\r" and after == "\n" else 1 for here, after in _pairs(text))
    return _grapheme_widths(text)


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    """Each letter with the next, "" after the last."""
    return zip(text, [*text[1:], ""], strict=False)


def _grapheme_widths(text: str) -> Iterable[int]:
    """1 where a character that a reader sees ends, after Unicode's rules for clusters (UAX 29).

    Enough of them for European texts and emoji: combining marks, joined emoji, flags, CR LF; not Hangul
    written in letters or Indic conjuncts.
    """
    flags = 0
    for here, after in _pairs(text):
        flags = flags + 1 if _flag(here) else 0
        yield 0 if after and _joined(here, after, flags) else 1


def _joined(here: str, after: str, flags: int) -> bool:
    if here == "\r":
        return after == "\n"
    if _control(here) or _control(after):
        return False
    if (
        after == _JOINER
        or unicodedata.category(after) in ("Mn", "Me", "Mc")
        or 0x1F3FB <= ord(after) <= 0x1F3FF
    ):
        return True
    return (here == _JOINER and ord(after) > 0x2000 and unicodedata.category(after) == "So") or (
        flags % 2 == 1 and _flag(after)
    )


def _flag(letter: str) -> bool:
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF


def _control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Zl", "Zp")


def without(text: str, unwanted: str) -> str:
    """`text` with every character that a tool cannot hold as a space: the offsets stay what they were."""
    return text.translate(str.maketrans(unwanted, " " * len(unwanted)))


def taken_out(text: str, unwanted: str) -> Replaced:
    """What `without` takes out, and where, so that it can be put back."""
    return tuple((offset, letter) for offset, letter in enumerate(text) if letter in unwanted)


def put_back(text: str, replaced: Replaced) -> str:
    """The text as it was before `without`, where the tool left the space in its place."""
    letters = list(text)
    for offset, letter in replaced:
        if (
            offset < len(letters) and letters[offset] in " \ufffd"
        ):  # INCEpTION writes U+FFFD for what XML lacks
            letters[offset] = letter
    return "".join(letters)


CONTROLS = "".join(chr(code) for code in range(0x20) if chr(code) not in "\t\n") + "\x7f\ufffe\uffff"
LINE_BREAKS = "\t\x85\u2028\u2029"  # and these end a line, or a field, of a text file for some readers
