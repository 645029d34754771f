"""Ranges found in a block, made into mentions; and which of several overlapping ones stays."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.facts import Mention, MentionLabel
from pipeline.view import Block


@dataclass(frozen=True)
class Found:
    """A clean range of a block's text, what it is, and which rule says so.

    `weight` decides between overlapping ranges of one label; equal weights leave the longer.
    """

    start: int
    end: int
    rule: str
    weight: float = 1.0


def keep(found: Iterable[Found]) -> list[Found]:
    """The ranges that stay when none may overlap another of them, in the order of the text."""
    kept: list[tuple[int, int]] = []
    stay: list[Found] = []
    for item in sorted(found, key=lambda f: (-f.weight, f.start - f.end, f.start)):
        at = bisect_left(kept, (item.start, item.end))
        clear = (at == 0 or kept[at - 1][1] <= item.start) and (at == len(kept) or kept[at][0] >= item.end)
        if item.end > item.start and clear:
            insort(kept, (item.start, item.end))
            stay.append(item)
    return sorted(stay, key=lambda f: f.start)


def overlaps(found: Found, taken: Iterable[Found]) -> bool:
    """Whether a range shares a character with one of `taken`."""
    return any(found.start < other.end and other.start < found.end for other in taken)


def inside(found: Found, others: Iterable[Found]) -> bool:
    """Whether a range lies wholly in one of `others`."""
    return any(other.start <= found.start and found.end <= other.end for other in others)


def mention(block: Block, found: Found, label: MentionLabel) -> Mention:
    """The mention at a range of `block`; its text is filled in from the raw document later."""
    start, end = block.span(found.start, found.end)
    return Mention(start=start, end=end, text="", part=block.part, rule=found.rule, label=label)
