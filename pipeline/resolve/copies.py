"""The same meeting twice: a record with a file of its own, and bound into the next notice.

Two parts are copies when body and date agree and their words do for the most part; without body
or date the words must agree almost throughout. Words are compared as sets of five-word shingles.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.compare.names import plain
from pipeline.facts import Document, Part

_WIDTH = 5
_FEW = 40  # fewer shingles than this are boilerplate,
_LEAST = 15  # or of one day's meeting little to go by,
_BARE = 4  # and these nothing
_SKETCH = 24
_WORDS_ALONE = 0.8
_CROWD = 30  # a sketch value that more parts share is boilerplate


@dataclass(frozen=True)
class Record:
    """A part of a document with the numbers of its shingles, sorted, four bytes each: not its words.

    They are those of its items: the head, with the same people at every meeting, tells nothing.
    """

    part: Part
    first: bool
    path: str
    shingles: array[int]


def records(document: Document) -> list[Record]:
    """What `copies` needs to know of a document."""
    text = document.source.text
    starts: dict[str | None, int] = {}
    for section in document.sections:
        if section.kind in ("item", "agenda_item"):
            starts.setdefault(section.part, section.start)
    said = [text[starts.get(part.id, part.start) : part.end] for part in document.parts]
    return [
        Record(part, not index, document.source.path, _shingles(said[index]))
        for index, part in enumerate(document.parts)
    ]


def copies(records: Sequence[Record], likeness: float = 0.4) -> dict[str, str]:
    """Part id → id of the part it is a copy of; the one kept stands in its own file and has most text."""
    found: dict[str, str] = {}
    for a, b in _candidates(records):
        if _alike(records[a], records[b], likeness):
            keep, drop = sorted((records[a], records[b]), key=_precedence)
            kept = found.get(keep.part.id, keep.part.id)
            if kept != drop.part.id:
                found[drop.part.id] = kept
    return {copy: _root(found, copy) for copy in sorted(found)}


def _candidates(records: Sequence[Record]) -> list[tuple[int, int]]:
    blocks: dict[tuple[str, object], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if record.part.meeting.date and len(record.shingles) >= _BARE:
            blocks["date", record.part.meeting.date].append(index)
        for value in record.shingles[:_SKETCH] if len(record.shingles) >= _FEW else ():
            blocks["sketch", value].append(index)
    pairs = {
        pair for (kind, _), block in blocks.items() if kind == "date" or len(block) <= _CROWD
        for pair in combinations(block, 2)
    }  # fmt: skip
    return sorted(pairs)


def _alike(a: Record, b: Record, likeness: float) -> bool:
    one, other = a.part.meeting, b.part.meeting
    if one.date and other.date and one.date != other.date:
        return False
    shared = len(set(a.shingles).intersection(b.shingles))
    common = shared / min(len(a.shingles), len(b.shingles))
    if min(len(a.shingles), len(b.shingles)) < _LEAST:
        # minutes of two items: the same words of one body, and not of another meeting that day
        same = one.body and other.body and plain(one.body) == plain(other.body) and one.starts == other.starts
        return bool(same) and shared / max(len(a.shingles), len(b.shingles)) >= _WORDS_ALONE
    if one.body and other.body and plain(one.body) != plain(other.body):
        # a name that is read otherwise, not a short meeting with the same standing items
        return shared / max(len(a.shingles), len(b.shingles)) >= _WORDS_ALONE
    if one.date and other.date and one.body and other.body and one.kind == other.kind:
        return common >= likeness
    return common >= _WORDS_ALONE


def _precedence(record: Record) -> tuple[bool, bool, int, str, int]:
    own = record.part.meeting.kind == "minutes"
    return (not record.first, not own, -len(record.shingles), record.path, record.part.start)


def _root(found: dict[str, str], copy: str) -> str:
    seen = {copy}
    while found[copy] in found and found[copy] not in seen:
        copy = found[copy]
        seen.add(copy)
    return found[copy]


def _shingles(text: str) -> array[int]:
    words = re.findall(r"\w+", plain(text))
    found = {zlib.crc32(" ".join(words[at : at + _WIDTH]).encode()) for at in range(len(words) - _WIDTH + 1)}
    return array("I", sorted(found))
