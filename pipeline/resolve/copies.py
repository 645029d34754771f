"""The same meeting twice: a record with a file of its own, and bound into the next notice.

Two parts are copies when body and date agree and their words do for the most part; without body
or date the words must agree almost throughout. Words are compared as sets of five-word shingles.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.compare.names import plain
from pipeline.facts import Document, Part

_WIDTH = 5
_FEW = 40  # fewer shingles than this are boilerplate
_SKETCH = 24
_WORDS_ALONE = 0.8
_CROWD = 30  # a sketch value that more parts share is boilerplate


@dataclass(frozen=True)
class _Record:
    part: Part
    first: bool
    path: str
    shingles: frozenset[int]


def copies(documents: Sequence[Document], likeness: float = 0.4) -> dict[str, str]:
    """Part id → id of the part it is a copy of; the one kept stands in its own file and has most text."""
    records = [
        _Record(part, not index, document.source.path, _shingles(document.source.text[part.start : part.end]))
        for document in documents
        for index, part in enumerate(document.parts)
    ]
    found: dict[str, str] = {}
    for a, b in _candidates(records):
        if _alike(records[a], records[b], likeness):
            keep, drop = sorted((records[a], records[b]), key=_precedence)
            kept = found.get(keep.part.id, keep.part.id)
            if kept != drop.part.id:
                found[drop.part.id] = kept
    return {copy: _root(found, copy) for copy in sorted(found)}


def _candidates(records: Sequence[_Record]) -> list[tuple[int, int]]:
    blocks: dict[tuple[str, object], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if len(record.shingles) < _FEW:
            continue
        if record.part.meeting.date:
            blocks["date", record.part.meeting.date].append(index)
        for value in sorted(record.shingles)[:_SKETCH]:
            blocks["sketch", value].append(index)
    pairs = {
        pair for (kind, _), block in blocks.items() if kind == "date" or len(block) <= _CROWD
        for pair in combinations(block, 2)
    }  # fmt: skip
    return sorted(pairs)


def _alike(a: _Record, b: _Record, likeness: float) -> bool:
    one, other = a.part.meeting, b.part.meeting
    if one.date and other.date and one.date != other.date:
        return False
    common = len(a.shingles & b.shingles) / min(len(a.shingles), len(b.shingles))
    if one.date and other.date and one.body and other.body and one.kind == other.kind:
        same_body = plain(one.body) == plain(other.body)
        return common >= (likeness if same_body else _WORDS_ALONE)
    return common >= _WORDS_ALONE


def _precedence(record: _Record) -> tuple[bool, bool, int, str, int]:
    own = record.part.meeting.kind == "minutes"
    return (not record.first, not own, -len(record.shingles), record.path, record.part.start)


def _root(found: dict[str, str], copy: str) -> str:
    seen = {copy}
    while found[copy] in found and found[copy] not in seen:
        copy = found[copy]
        seen.add(copy)
    return found[copy]


def _shingles(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", plain(text))
    return frozenset(
        zlib.crc32(" ".join(words[at : at + _WIDTH]).encode()) for at in range(len(words) - _WIDTH + 1)
    )
