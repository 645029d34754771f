"""Where a place in one text lies in another text of the same protocol.

Two readers of one PDF order white space otherwise, put page headers elsewhere, and may take
columns in another order; gold may cover only the beginning. So spans are compared in the
gold text's inked characters: its characters without white space, numbered from 0. Words
that occur once in both texts anchor the alignment, the stretches between are filled in,
and what a reader moved (a column, a page header) is found again by its runs of words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TOKEN = re.compile(rf"[\w\u0300-\u036f]+|[^\w\s\u0300-\u036f{_INVISIBLE}]")
_SHINGLE = 3
_TAIL = 2  # a stretch of the document is looked at up to this many times the length of gold's
_STRAY = 200  # tokens behind the last anchor at which one more is thought to be chance
_FURNITURE = 400  # inked characters of page furniture that may stand inside a fact in one of the texts
_LARGEST_GAP = 250_000  # tokens times tokens that difflib may be given in one stretch
_NONE = -1

Place = tuple[int, int]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Alignment:
    """The way from a document's offsets to the gold text's inked characters.

    `share` is the share of the gold text's inked characters that the document has too.
    `end` is the document offset behind which nothing is annotated.
    """

    share: float
    end: int
    _document_ink: Integers
    _gold_ink: Integers
    _to_gold: Integers

    def place(self, start: int, end: int) -> Place | None:
        """The half-open range of gold ink that the document's ``[start, end)`` covers, None if none."""
        ink = self._to_gold[self._document_ink[start] : self._document_ink[end]]
        aligned = np.sort(ink[ink >= 0])
        if not aligned.size:
            return None
        body = max(np.split(aligned, np.flatnonzero(np.diff(aligned) > _FURNITURE) + 1), key=len)
        return int(body[0]), int(body[-1]) + 1

    def gold_place(self, start: int, end: int) -> Place | None:
        """The half-open range of gold ink of the gold text's own ``[start, end)``, None if it is blank."""
        first, last = int(self._gold_ink[start]), int(self._gold_ink[end])
        return (first, last) if first < last else None

    def beyond(self, start: int) -> bool:
        """Whether a fact that starts at document offset `start` lies behind the annotated beginning."""
        return start >= self.end


def align(document: str, gold: str) -> Alignment:
    """The alignment of a document's text with the gold text (the protocol's, or its beginning)."""
    document_ink, gold_ink = _ink(document), _ink(gold)
    document_size, gold_size = int(document_ink[-1]), int(gold_ink[-1])
    to_gold = np.full(document_size, _NONE, dtype=np.int64)
    if _inked(document).startswith(_inked(gold)):
        to_gold[:gold_size] = np.arange(gold_size)
        end = len(document) if document_size == gold_size else _offset(document_ink, gold_size)
        return Alignment(1.0, end, document_ink, gold_ink, to_gold)
    tokens, gold_tokens = _tokens(document, document_ink), _tokens(gold, gold_ink)
    words, gold_words = [token.word for token in tokens], [token.word for token in gold_tokens]
    in_order = _in_order(words, gold_words, 0, 0, tail=True)
    last = _annotated(in_order, len(words), len(gold_words))
    pairs = sorted(in_order + _moved(words[:last], gold_words, in_order))
    _fill(to_gold, tokens, gold_tokens, pairs, last)
    share = float(np.unique(to_gold[to_gold >= 0]).size / gold_size) if gold_size else 1.0
    end = len(document) if last == len(tokens) else _offset(document_ink, tokens[last].start)
    return Alignment(share, end, document_ink, gold_ink, to_gold)


def overlap(one: Place | None, other: Place | None) -> float:
    """Intersection over union of two places, 0.0 where either has none."""
    if one is None or other is None:
        return 0.0
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


@dataclass(frozen=True)
class _Token:
    word: str
    start: int  # in ink
    end: int


def _blank(character: str) -> bool:
    return character.isspace() or character in _INVISIBLE


def _ink(text: str) -> Integers:
    """For each offset of `text` (and its end) the number of inked characters before it."""
    marks = np.fromiter((not _blank(c) for c in text), dtype=np.int64, count=len(text))
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(marks)))


def _inked(text: str) -> str:
    return "".join(c for c in text if not _blank(c))


def _offset(ink: Integers, number: int) -> int:
    """The offset of the inked character `number`."""
    return int(np.searchsorted(ink, number, side="right")) - 1


def _tokens(text: str, ink: Integers) -> list[_Token]:
    return [
        _Token(unicodedata.normalize("NFC", found[0]), int(ink[found.start()]), int(ink[found.end()]))
        for found in _TOKEN.finditer(text)
    ]


Pairs = list[tuple[int, int]]


def _in_order(a: Sequence[str], b: Sequence[str], a_from: int, b_from: int, *, tail: bool = False) -> Pairs:
    """A common subsequence of a and b: anchors of words that occur once in both, gaps filled by difflib.

    With `tail`, b may be the mere beginning of a: behind the last anchor only as much of a
    is looked at as b has left, so that no full stop far behind is taken for b's last one.
    """
    if not a or not b:
        return []
    if tail:
        a = a[: _TAIL * len(b) + 20] if len(b) < 100 else a
    anchors = _anchors(a, b, _SHINGLE) or _anchors(a, b, 1)
    if tail:
        anchors = _without_strays(anchors)
    if not anchors:
        if len(a) * len(b) > _LARGEST_GAP:
            return []
        blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        return [(a_from + m.a + i, b_from + m.b + i) for m in blocks for i in range(m.size)]
    pairs: Pairs = []
    a_here = b_here = 0
    for i, j in anchors:
        if i < a_here or j < b_here:
            continue
        pairs += _in_order(a[a_here:i], b[b_here:j], a_from + a_here, b_from + b_here)
        pairs.append((a_from + i, b_from + j))
        a_here, b_here = i + 1, j + 1
    left = b[b_here:]
    rest = a[a_here : a_here + _TAIL * len(left) + 20] if tail else a[a_here:]
    return pairs + _in_order(rest, left, a_from + a_here, b_from + b_here)


def _without_strays(anchors: Pairs) -> Pairs:
    """The anchors without a few last ones far behind the others.

    Where the document lacks some words of the annotated beginning, their like far behind it
    would pull the rest of the document into what counts as annotated.
    """
    for k in range(len(anchors) - 1, 0, -1):
        (i, j), (next_i, next_j) = anchors[k - 1], anchors[k]
        if next_i - i > _STRAY + _TAIL * (next_j - j):
            return anchors[:k] if len(anchors) - k <= len(anchors) // 10 else anchors
    return anchors


def _anchors(a: Sequence[str], b: Sequence[str], size: int) -> Pairs:
    """Starts of the runs of `size` tokens that occur once in both, in the longest order they share."""
    in_a, in_b = _once(a, size), _once(b, size)
    shared = sorted((i, in_b[run]) for run, i in in_a.items() if run in in_b)
    return _longest_increasing(shared)


def _once(words: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]
    counts = Counter(runs)
    return {run: i for i, run in enumerate(runs) if counts[run] == 1}


def _longest_increasing(pairs: Pairs) -> Pairs:
    """The longest subsequence of `pairs` (sorted by the first) whose second rises (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        before.append(at[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(second)
            at.append(index)
        else:
            tops[pile], at[pile] = second, index
    chain: Pairs = []
    here = at[-1] if at else None
    while here is not None:
        chain.append(pairs[here])
        here = before[here]
    return chain[::-1]


def _moved(document: list[str], gold: list[str], pairs: Pairs) -> Pairs:
    """Runs of words both texts have left over, wherever they stand, longest first.

    A run is taken when it is left over equally often in both texts: once (a column that was
    moved), or a time a page (a footer that another reader puts before the page's text); a
    single word only when it is long.
    """
    taken = {i for i, _ in pairs}
    gold_taken = {j for _, j in pairs}
    found: Pairs = []
    for size in (8, 5, 3, 2, 1):
        here, there = _left(document, taken, size), _left(gold, gold_taken, size)
        for run, places in here.items():
            gold_places = there.get(run, [])
            if len(places) != len(gold_places) or (size == 1 and len(run[0]) < 4):
                continue
            for i, j in zip(places, gold_places, strict=True):
                new = [(i + k, j + k) for k in range(size)]
                if not any(x in taken or y in gold_taken for x, y in new):
                    found += new
                    taken.update(x for x, _ in new)
                    gold_taken.update(y for _, y in new)
    return found


def _left(words: list[str], taken: set[int], size: int) -> dict[tuple[str, ...], list[int]]:
    """Where each run of `size` neighbouring tokens stands, none of them taken."""
    runs: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(words) - size + 1):
        if not any(i + k in taken for k in range(size)):
            runs.setdefault(tuple(words[i : i + size]), []).append(i)
    return runs


def _annotated(pairs: Pairs, tokens: int, gold_tokens: int) -> int:
    """How many of the document's tokens the gold text covers.

    The document's tail counts as annotated when gold and document end together, or nearly:
    a tail shorter than a twentieth is page furniture rather than an unannotated rest.
    """
    if not pairs:
        return tokens
    last = max(i for i, _ in pairs)
    left = gold_tokens - 1 - max(j for _, j in pairs)
    end = min(tokens, last + 1 + left)
    whole = left == 0 and tokens - end <= max(5, tokens // 20) and tokens <= 1.2 * gold_tokens
    return tokens if whole else end


def _fill(
    to_gold: Integers, tokens: list[_Token], gold_tokens: list[_Token], pairs: Pairs, last: int
) -> None:
    """Map the characters of paired tokens, then those of tokens that differ in a few letters."""
    for i, j in pairs:
        _pair(to_gold, tokens[i], gold_tokens[j])
    borders = [(-1, -1), *_longest_increasing(pairs), (last, len(gold_tokens))]
    paired = {i for i, _ in pairs}
    gold_paired = {j for _, j in pairs}
    for (i, j), (next_i, next_j) in pairwise(borders):
        here = [tokens[k] for k in range(i + 1, next_i) if k not in paired]
        there = [gold_tokens[k] for k in range(j + 1, next_j) if k not in gold_paired]
        if 0 < len(here) <= 12 and 0 < len(there) <= 12:
            _letters(to_gold, here, there)


def _pair(to_gold: Integers, token: _Token, gold: _Token) -> None:
    """Equal words map letter by letter; a composed and a decomposed å differ in length."""
    width, gold_width = token.end - token.start, gold.end - gold.start
    if width == gold_width:
        to_gold[token.start : token.end] = np.arange(gold.start, gold.end)
        return
    to_gold[token.start : token.end] = gold.start + (np.arange(width) * gold_width) // width
    to_gold[token.end - 1] = gold.end - 1


def _letters(to_gold: Integers, here: list[_Token], there: list[_Token]) -> None:
    """Map a short stretch that the texts spell otherwise ("för-valtning", a masked number)."""
    ink = [k for token in here for k in range(token.start, token.end)]
    gold_ink = [k for token in there for k in range(token.start, token.end)]
    word, gold_word = "".join(t.word for t in here), "".join(t.word for t in there)
    if len(word) != len(ink) or len(gold_word) != len(gold_ink):
        return
    if len(ink) == len(gold_ink):
        to_gold[ink] = gold_ink
        return
    matcher = SequenceMatcher(None, word, gold_word, autojunk=False)
    if matcher.ratio() < 0.6:
        return
    for block in matcher.get_matching_blocks():
        to_gold[ink[block.a : block.a + block.size]] = gold_ink[block.b : block.b + block.size]
