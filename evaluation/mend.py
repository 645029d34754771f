"""Gold for a text that has changed: the facts are moved to where their words stand now.

The old text is gone, but the facts keep its words in their order. A long run of words that the
facts have once and the new text has once is an anchor. Where two anchors moved alike, all between
them did; where they did not, words that stand as often between them as before kept their order.
What that leaves open is left where it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.faults import text_mark
from evaluation.goldfile import SPANS, Record

ANCHOR = 16  # characters: words as long as this do not come again by chance

Pair = tuple[int, int]
Words = tuple[int, str]  # where words stood in the old text, and the words


@dataclass(frozen=True)
class Mended:
    """The record on its new text: how many facts stay, which moved and which could not be placed."""

    record: Record
    kept: int
    moved: tuple[str, ...]
    left: tuple[str, ...]


def mend(record: Mapping[str, Any], text: str) -> Mended:
    """Move every fact of `record` (sound in shape) to where its words stand in `text`.

    A fact that cannot be placed with certainty keeps its old offsets and is named in `left`; so
    is a part whose border cannot be placed. A fact's `text` becomes that of the new place, which
    may differ in white space only.
    """
    places = {(fact["start"], fact["text"]) for _, fact in _facts(record)}
    now = _Now(places, record["characters"], text)
    fresh: Record = {**record, "characters": len(text), "text_sha256": text_mark(text)}
    kept = 0
    moved: list[str] = []
    left: list[str] = []
    for kind in SPANS:
        if kind in record:
            fresh[kind] = []
        for number, fact in enumerate(record.get(kind, ())):
            span = now.of(fact["start"], fact["text"])
            if span is None:
                left.append(f"{kind}[{number}]")
                fresh[kind].append(fact)
                continue
            fresh[kind].append({**fact, "start": span[0], "end": span[1], "text": text[span[0] : span[1]]})
            if span == (fact["start"], fact["end"]):
                kept += 1
            else:
                moved.append(f"{kind}[{number}]")
    if "parts" in record:
        fresh["parts"] = []
        for number, part in enumerate(record["parts"]):
            start, end = now.border(part["start"]), now.border(part["end"])
            if start is None or end is None:
                left.append(f"parts[{number}]")
                start, end = part["start"], part["end"]
            fresh["parts"].append({**part, "start": start, "end": end})
    return Mended(fresh, kept, tuple(moved), tuple(left))


def _facts(record: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in SPANS:
        for fact in record.get(kind, ()):
            yield kind, fact


class _Now:
    """Where words of the old text stand in the new one."""

    def __init__(self, places: set[Words], old_length: int, text: str) -> None:
        self._length = old_length
        self._text = text
        wanted = {words for _, words in places}
        self._found = {words: _occurrences(words, text) for words in wanted}
        self._known = {words: sorted(_known(words, places)) for words in wanted}
        sure = [
            (start, self._found[words][0][0])
            for start, words in sorted(places)
            if len(words) >= ANCHOR and len(self._known[words]) == len(self._found[words]) == 1
        ]
        inner = [pair for pair in _rising(sure) if 0 < pair[0] < old_length]
        begin = next((pair for pair in sure if pair[0] == 0), (0, 0))
        self._anchors = [begin, *inner, (old_length, len(text))]
        self._old = [old for old, _ in self._anchors]
        self._spans = {(start, words): self._choose(start, words) for start, words in places}

    def of(self, start: int, words: str) -> tuple[int, int] | None:
        """The new span of the words that stood at `start`, None when it is not certain."""
        return self._spans[start, words]

    def border(self, place: int) -> int | None:
        """The new offset of a border between parts, where what stands around it moved alike."""
        if place in (0, self._length):
            return 0 if place == 0 else len(self._text)
        starts = {span[0] for (start, _), span in self._spans.items() if start == place and span}
        if len(starts) == 1:
            return starts.pop()
        before, after = self._between(place)
        shift = before[1] - before[0]
        return place + shift if shift == after[1] - after[0] else None

    def _choose(self, start: int, words: str) -> tuple[int, int] | None:
        before, after = self._between(start)
        shift = before[1] - before[0]
        here = [span for span in self._found[words] if before[1] <= span[0] <= after[1]]
        if shift == after[1] - after[0]:
            return next((span for span in here if span[0] == start + shift), None)
        there = [place for place in self._known[words] if before[0] <= place <= after[0]]
        return here[there.index(start)] if len(here) == len(there) else None

    def _between(self, place: int) -> tuple[Pair, Pair]:
        """The anchors around `place`, each (old, new)."""
        before = self._anchors[bisect_right(self._old, place) - 1]
        return before, self._anchors[min(bisect_left(self._old, place), len(self._old) - 1)]


def _known(words: str, places: set[Words]) -> set[int]:
    """Where the old text had `words`, as far as the facts tell: a name stands in a decision too."""
    return {
        start + found for start, text in places if words in text for found, _ in _occurrences(words, text)
    }


def _occurrences(words: str, text: str) -> list[tuple[int, int]]:
    """Every place of whole words in `text`, whatever white space divides them."""
    pieces = [re.escape(piece) for piece in words.split()]
    edges = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    pattern = edges[0] + r"\s+".join(pieces) + edges[1]
    return [found.span() for found in re.finditer(pattern, text)] if pieces else []


def _rising(pairs: list[Pair]) -> list[Pair]:
    """The longest run of (old, new) pairs, sorted by old, in which new rises too (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, new) in enumerate(pairs):
        pile = bisect_left(tops, new)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [new]
        ends[pile : pile + 1] = [index]
    chain: list[Pair] = []
    here = ends[-1] if ends else -1
    while here >= 0:
        chain.append(pairs[here])
        here = before[here]
    return chain[::-1]
