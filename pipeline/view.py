"""The cleaned view of a text: blocks of plain words that map back to the raw text.

Rules and the language model see a `Block`: a paragraph whose wrapped lines are joined,
a list item without its bullet, a table row with its cells, each without markup and with
white space collapsed. `Block.span(a, b)` gives the raw ``(start, end)`` of clean words,
so every fact still points at the document's own text.

This module holds data only; `segment` builds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.facts import Part, Section, Source

BlockKind = Literal["prose", "item", "row", "heading", "label", "furniture", "contents", "front"]


@dataclass(frozen=True)
class Block:
    """A stretch of text that belongs together.

    `text` is clean; `offsets[i]` is the raw offset of its i-th character, strictly increasing.
    `cells` are clean ``(start, end)`` ranges of a row's cells (one range for anything but a row).
    `marker` is the bullet or number that stood before a list item ("1.", "a)", "•"), else "".
    `section` indexes `Layout.sections` (None before the first heading of its part).
    `lines` are the raw ``(start, end)`` of the physical lines it was made of.
    """

    kind: BlockKind
    text: str
    offsets: tuple[int, ...]
    part: str
    section: int | None = None
    marker: str = ""
    cells: tuple[tuple[int, int], ...] = ()
    lines: tuple[tuple[int, int], ...] = ()

    @property
    def start(self) -> int:
        """Raw offset of the first character."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Raw offset behind the last character."""
        return self.offsets[-1] + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw ``(start, end)`` of the clean, non-empty range ``[start, end)``."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True)
class Layout:
    """A segmented document: its parts, its sections and its blocks in the order of the text.

    `tails` tells where a letter ends that stands as several raw characters (a + combining ring).
    """

    source: Source
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    tails: Mapping[int, int] = field(default_factory=dict)

    def section_of(self, block: Block) -> Section | None:
        """The section `block` stands in."""
        return None if block.section is None else self.sections[block.section]

    def part_of(self, block: Block) -> Part:
        """The part `block` stands in."""
        return next(part for part in self.parts if part.id == block.part)
