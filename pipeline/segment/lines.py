"""Physical lines without markup, each character tied to its place in the raw text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.segment.lostbreaks import Break
from pipeline.segment.mend import Clusters

_FRONT = re.compile(r"\A﻿?---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PAGE_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|sup|sub|p|div|font|small|a|center|h[1-6]|input|img|table|thead|tbody|tr|td|th|mark|s|del)\b[^<>\n]{0,200}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = {
    "&nbsp;": " ",
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#160;": " ",
    "&ndash;": "–",
}
_LEADER = re.compile(r"\.(?:[ \t]?\.){3,}|…(?:[ \t]?…){1,}|_{4,}|-{6,}|(?:\. ){4,}")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\((?:[^()\n]|\([^()\n]*\)){0,500}\)")
# soft hyphens, joiners and marks of the direction of writing, all without width
_INVISIBLE = frozenset(
    map(chr, (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
              *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF))
)  # fmt: skip
_MARKUP = re.compile(r"\*{1,4}|~~|\\(?=[\\`*_{}\[\]()#+.!|>-])")
_HASHES = re.compile(r"[ \t]*(#{1,6})(?=[^#])")
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
# "att      godkänna rapporten": the gap behind a hanging word is no column
_HANGING = re.compile(r"^((?:samt |och )?[Aa]tt|dels)\t(?=[a-zåäö][^\t]*$)")
_LONGEST = 4_000  # characters of a line that is looked at whole
_BETWEEN = re.compile(r"[\s|]|>(?=[^<>])")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?)?\s*")
# a line that an item begins with: "§ 12", "KS § 12"
SIGNED = re.compile(r"(?:\w{2,8} )?§")


@dataclass(frozen=True)
class Line:
    """One physical line: `text` is clean (cells separated by a tab), `offsets` raw."""

    start: int
    end: int
    text: str
    offsets: tuple[int, ...]
    indent: int = 0
    level: int = 0  # of a markdown heading
    leader: bool = False  # had a dot leader or a signature line
    rule: bool = False  # only a ruler: ______, -----, ***
    front: bool = False
    page: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.text

    @property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """Clean ranges of the cells, without surrounding space."""
        ranges = []
        start = 0
        for piece in self.text.split("\t"):
            left = start + len(piece) - len(piece.lstrip())
            ranges.append((left, max(left, start + len(piece.rstrip()))))
            start += len(piece) + 1
        return tuple(ranges)


def lines(
    text: str, pages: tuple[int, ...] = (), mended: Clusters | None = None, lost: Sequence[Break] = ()
) -> list[Line]:
    """Split `text` at line ends (also form feeds) and clean each line; `mended` letters stand as one.

    At `lost` breaks a line ends too, as if the text had kept them.
    """
    front = _FRONT.match(text)
    front_end = front.end() if front and re.search(r"^\w[\w-]*:", front.group(), re.MULTILINE) else 0
    comments = [match.span() for match in _PAGE_COMMENT.finditer(text)]
    result: list[Line] = []
    position = page = comment = 0
    for match in re.finditer(r"[^\n\f\r]*(?:\r\n|[\n\r\f]|\Z)", text):
        if match.start() == len(text):
            break
        start = match.start()
        end = start + len(match.group().rstrip("\r\n\f"))
        while page + 1 < len(pages) and start >= pages[page + 1]:
            page += 1
        while comment < len(comments) and comments[comment][1] <= start:
            comment += 1
        for first, last in _pieces(text, start, end, lost):
            hidden = comments[comment] if comment < len(comments) and comments[comment][0] < last else None
            result.append(_line(text, first, last, page, start < front_end, hidden, mended or {}))
        position = match.end()
        if position >= len(text):
            break
    return result


def _pieces(text: str, start: int, end: int, lost: Sequence[Break]) -> Iterator[tuple[int, int]]:
    """The line itself, or one that never ends in pieces, cut behind a sentence or at least a word.

    A rule's work grows with the line it looks at, and a converter may put a whole protocol on one.
    Outside tables a "<br>" ends a line: "**Kulturnämnden** <br> **Protokoll**".
    """
    cuts: list[Break] = []
    if text.find("<", start, end) >= 0 and text.find("|", start, end) < 0:
        cuts = [match.span() for match in _BREAK.finditer(text, start, end)]
    own = lost[bisect_left(lost, (start, start)) : bisect_left(lost, (end, 0))]
    for stop, after in sorted([*cuts, *own]):
        if stop >= start:
            yield from _short(text, start, stop)
            start = after
    yield from _short(text, start, end)


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        stop = start + _LONGEST
        ends = (text.rfind(mark, start + _LONGEST // 2, stop) for mark in (". ", "\t", " "))
        cut = next((at + 1 for at in ends if at > 0), None)
        if cut is None:  # not within a word, however long
            blank = _BETWEEN.search(text, stop, end)
            cut = blank.end() if blank else end
        yield start, cut
        start = cut
    yield start, end


def _line(
    text: str, start: int, end: int, page: int, front: bool, hidden: tuple[int, int] | None, mended: Clusters
) -> Line:
    raw = text[start:end]
    level = 0
    position = start
    quote = _QUOTE.match(raw)
    if quote and raw.strip() != ">" and start not in mended:
        position = start + quote.end()
    heading = _HASHES.match(raw)
    if heading:
        level = len(heading.group(1))
        position = start + heading.end()
    ruler = re.fullmatch(r"[\s_\-–—=*.…·]{3,}", raw) is not None and raw.strip() not in ("-", "–")
    if ruler or ("---" in raw and _TABLE_RULE.fullmatch(raw)):
        return Line(start, end, "", (), rule=raw.strip() != "", front=front, page=page)
    chars, offsets, leader = _clean(text, position, end, hidden, mended)
    chars = _HANGING.sub(r"\1 ", chars)
    indent = len(raw) - len(raw.lstrip())
    return Line(start, end, chars, offsets, indent, level, leader, False, front, page)


def _clean(
    text: str, start: int, end: int, hidden: tuple[int, int] | None, mended: Clusters
) -> tuple[str, tuple[int, ...], bool]:
    chars: list[str] = []
    offsets: list[int] = []
    leader = False

    def put(char: str, offset: int) -> None:
        chars.append(char)
        offsets.append(offset)

    def separate(offset: int) -> None:
        put("\t", offset)

    position = start
    table = text[start:end].count("|") >= 2 or text[start:end].lstrip().startswith("|")
    while position < end:
        char = text[position]
        if hidden and hidden[0] <= position < hidden[1]:
            position = min(hidden[1], end)
            continue
        if position in mended:
            after, letter = mended[position]
            put(letter, position)
            position = after
            continue
        if char == "<":
            match = _BREAK.match(text, position, end)
            if match:
                put(" ", position)
                position = match.end()
                continue
            match = _TAG.match(text, position, end)
            if match:
                position = match.end()
                continue
        elif char == "&":
            for entity, meaning in _ENTITY.items():
                if text.startswith(entity, position):
                    put(meaning, position)
                    position += len(entity)
                    break
            else:
                put(char, position)
                position += 1
            continue
        elif char in "*~\\":
            match = _MARKUP.match(text, position, end)
            if match and (char != "*" or _emphasis(text, match.start(), match.end(), start, end)):
                if len(match.group()) >= 4:
                    put(" ", position)
                position = match.end()
                continue
        elif char in "._…-":
            match = _LEADER.match(text, position, end)
            if match and match.end() - match.start() >= 3:
                leader = True
                separate(position)
                position = match.end()
                continue
        elif char in "[!":
            match = _LINK.match(text, position, end)
            if match:
                inner = match.start(1)
                for offset in range(inner, match.end(1)):
                    put(text[offset], offset)
                position = match.end()
                continue
        elif char == "|" and table:
            separate(position)
            position += 1
            continue
        if char == "\t":
            separate(position)
            position += 1
        elif char.isspace():
            stop = position
            while stop < end and text[stop].isspace() and text[stop] != "\t":
                stop += 1
            if stop - position >= 3 and chars and stop < end:
                separate(position)
            else:
                put(" ", position)
            position = stop
        elif char in _INVISIBLE or (ord(char) < 32):
            if char == "\u00ad" and chars and not text[position:end].strip("\u00ad \t"):
                put(char, position)  # a hyphen only where a line ends
            position += 1
        else:
            put(char, position)
            position += 1
    return (*_tidy(chars, offsets, table), leader)


def _emphasis(text: str, start: int, end: int, line_start: int, line_end: int) -> bool:
    """Asterisks beside a word are markup; one that stands free is a bullet or a footnote."""
    if end - start > 1:
        return True
    before = text[start - 1] if start > line_start else " "
    after = text[end] if end < line_end else " "
    return not (before.isspace() and after.isspace())


def _tidy(chars: list[str], offsets: list[int], table: bool) -> tuple[str, tuple[int, ...]]:
    """Collapse white space; drop empty cells at the edges (a table's own pipes, an indent)."""
    out: list[str] = []
    where: list[int] = []
    for char, offset in zip(chars, offsets, strict=True):
        if char == " " and (not out or out[-1] in " \t"):
            continue
        if char == "\t":
            while out and out[-1] == " ":
                out.pop()
                where.pop()
        out.append(char)
        where.append(offset)
    while out and out[-1] in " \t":
        out.pop()
        where.pop()
    lead = 0
    while lead < len(out) and out[lead] in (" ", "\t"):
        lead += 1
    if not table and lead and out[0] == "\t" and out[lead:]:
        # a row whose first cell is empty ("⇥2018⇥2019") keeps its columns
        keep = out[:lead].count("\t")
        out, where = out[lead - keep :], where[lead - keep :]
        out[:keep] = ["\t"] * keep
        return (
            ("".join(out), tuple(where)) if "\t" in out[keep:] else ("".join(out[keep:]), tuple(where[keep:]))
        )
    if table and lead > 1:
        lead = 1
    return "".join(out[lead:]), tuple(where[lead:])
