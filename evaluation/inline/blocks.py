"""Light markdown (headings, tables, bullets, paragraphs) cut into blocks that keep their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Range = tuple[int, int]
Kind = Literal["heading", "table", "list", "paragraph"]

_HEADING = re.compile(r"(#{1,4}) +")
_BULLET = re.compile(r"- +")


@dataclass(frozen=True, kw_only=True)
class Block:
    """Lines that belong together; each line is its cells, each cell a range of the source text."""

    kind: Kind
    lines: tuple[tuple[Range, ...], ...]
    level: int = 0


def blocks(text: str) -> list[Block]:
    """The blocks of a body in light markdown, in order."""
    found: list[Block] = []
    gap = True
    offset = 0
    for line in text.split("\n"):
        start, offset = offset, offset + len(line) + 1
        if not line.strip():
            gap = True
            continue
        kind, level, cells = _line(line, start)
        if not gap and found and found[-1].kind == kind and kind != "heading":
            found[-1] = Block(kind=kind, lines=(*found[-1].lines, cells))
        else:
            found.append(Block(kind=kind, lines=(cells,), level=level))
        gap = False
    return found


def _line(line: str, start: int) -> tuple[Kind, int, tuple[Range, ...]]:
    if line.startswith("|") and line.rstrip().endswith("|"):
        return "table", 0, _cells(line.rstrip(), start)
    if heading := _HEADING.match(line):
        return "heading", len(heading[1]), (_trimmed(line, start, heading.end(), len(line)),)
    if bullet := _BULLET.match(line):
        return "list", 0, (_trimmed(line, start, bullet.end(), len(line)),)
    return "paragraph", 0, (_trimmed(line, start, 0, len(line)),)


def _cells(line: str, start: int) -> tuple[Range, ...]:
    bars = [at for at, sign in enumerate(line) if sign == "|"]
    return tuple(_trimmed(line, start, left + 1, right) for left, right in pairwise(bars))


def _trimmed(line: str, start: int, left: int, right: int) -> Range:
    while left < right and line[left].isspace():
        left += 1
    while right > left and line[right - 1].isspace():
        right -= 1
    return start + left, start + right
