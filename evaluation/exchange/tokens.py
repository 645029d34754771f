"""Tokens whose edges include the edges of every span, so that token-based tools lose no offset."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_PIECE = re.compile(r"\w+|\s|[^\w\s]")


@dataclass(frozen=True)
class Tokens:
    """Words and whether a space follows each: joined, they are the text to the letter."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    _starts: dict[int, int]
    _ends: dict[int, int]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Index of the first token of a span, and behind its last."""
        return self._starts[start], self._ends[end] + 1

    def starts(self) -> list[int]:
        """The offset of every token."""
        return list(self._starts)


def tokens(text: str, spans: Iterable[tuple[int, int]]) -> Tokens:
    """Words, marks and white space, cut wherever a span begins or ends ("Skogsråd" with "Skog" marked: 2)."""
    known = list(spans)
    starts, ends = {start for start, _ in known}, {end for _, end in known}
    edges = sorted({0, len(text), *starts, *ends, *(match.end() for match in _PIECE.finditer(text))})
    words: list[str] = []
    spaces: list[bool] = []
    begins: dict[int, int] = {}
    stops: dict[int, int] = {}
    for begin, stop in pairwise(edges):
        # a space that no span begins at or ends with belongs to the token before it
        if text[begin:stop] == " " and words and not spaces[-1] and begin not in starts and stop not in ends:
            spaces[-1] = True
            continue
        begins[begin] = stops[stop] = len(words)
        words.append(text[begin:stop])
        spaces.append(False)
    return Tokens(tuple(words), tuple(spaces), begins, stops)
