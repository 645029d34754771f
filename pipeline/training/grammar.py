"""Templates with slots, expanded at random into labelled text.

The notation stands in ``models/config/grammar/README.md``. An expansion is a string in which
mentions are marked (``[p:Anna Berg]``); `parse` turns it into plain text and spans.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

LABELS = {"p": "PERSON", "o": "ORG", "b": "BODY", "r": "ROLE"}
HELD_OUT = 10  # every tenth template, name and place is kept for validation

_SLOT = re.compile(r"\{(\w+)([\^!']?)\}")
_CHOICE = re.compile(r"<([^<>]*)>")
_MARK = re.compile(r"\[([pobr]):")


@dataclass(frozen=True)
class Line:
    """Plain text and its mentions ``(start, end, label)``, in order."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Grammar:
    """Slots with their alternatives and weights; `expand` draws from them."""

    slots: Mapping[str, tuple[tuple[str, ...], tuple[float, ...]]]
    sources: Mapping[str, Callable[[random.Random], str]] = field(default_factory=dict)

    def expand(self, template: str, rng: random.Random) -> str:
        """`template` with choices made and slots filled; mentions still marked."""
        while match := _CHOICE.search(template):
            choice = rng.choice(match[1].split("|"))
            template = template[: match.start()] + choice + template[match.end() :]
        return _SLOT.sub(lambda match: _bend(self.draw(match[1], rng), match[2]), template)

    def draw(self, slot: str, rng: random.Random) -> str:
        """One expanded alternative of `slot`. KeyError when there is no such slot."""
        if slot in self.sources:
            return self.sources[slot](rng)
        alternatives, weights = self.slots[slot]
        return self.expand(rng.choices(alternatives, weights)[0], rng)

    def held_out(self, slot: str, core: float = math.inf) -> tuple[Grammar, Grammar]:
        """Two grammars that share all but the alternatives of `slot`: for training, for validation.

        What weighs more than `core` stands in both.
        """
        pairs = list(zip(*self.slots[slot], strict=True))
        kept = [pair for pair in pairs if pair[1] > core or not is_held_out(pair[0])]
        rest = [pair for pair in pairs if pair[1] > core or is_held_out(pair[0])]
        return self._with(slot, kept), self._with(slot, rest)

    def _with(self, slot: str, pairs: list[tuple[str, float]]) -> Grammar:
        alternatives = tuple(text for text, _ in pairs)
        weights = tuple(weight for _, weight in pairs)
        return Grammar({**self.slots, slot: (alternatives, weights)}, self.sources)


def grammar(folder: Path, sources: Mapping[str, Callable[[random.Random], str]]) -> Grammar:
    """The slots of all ``*.txt`` files in `folder`, one slot's alternatives from any of them.

    `sources` fill the slots that are drawn by code.
    """
    slots: dict[str, dict[str, float]] = {}
    for path in sorted(folder.glob("*.txt")):
        for name, rows in _sections(path.read_text(encoding="utf-8")):
            slots.setdefault(name, {}).update(rows)
    return Grammar({name: (tuple(rows), tuple(rows.values())) for name, rows in slots.items()}, sources)


def parse(marked: str) -> Line:
    """Marked text as a `Line`. ValueError when marks are nested or left open."""
    text, spans = "", []
    start, label = 0, ""
    position = 0
    while position < len(marked):
        match = _MARK.match(marked, position)
        if match:
            if label:
                raise ValueError(f"nested marks: {marked}")
            start, label = len(text), LABELS[match[1]]
            position = match.end()
        elif marked[position] == "]" and label:
            spans.append((start, len(text), label))
            label = ""
            position += 1
        else:
            text += marked[position]
            position += 1
    if label:
        raise ValueError(f"open mark: {marked}")
    return Line(text, tuple(spans))


def write_lines(lines: Iterable[Line | None], path: Path) -> tuple[int, int]:
    """Write the lines that are some to `path`, a JSON object each; how many of how many."""
    kept = seen = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            seen += 1
            if line is not None:
                kept += 1
                file.write(json.dumps({"text": line.text, "spans": line.spans}, ensure_ascii=False) + "\n")
    return kept, seen


def read_lines(path: Path) -> Iterator[Line]:
    """The lines that `write_lines` wrote."""
    with path.open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            yield Line(record["text"], tuple((start, end, label) for start, end, label in record["spans"]))


def is_held_out(text: str) -> bool:
    """Whether a template or name is kept for validation: stable, by its own letters."""
    return crc32(text.encode()) % HELD_OUT == 0


def _sections(text: str) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    for block in re.split(r"^== ", text, flags=re.M)[1:]:
        name, _, body = block.partition("\n")
        rows = [line for line in body.split("\n") if line.strip() and not line.startswith("# ")]
        yield name.strip(), [_weighted(row) for row in rows]


def _weighted(row: str) -> tuple[str, float]:
    match = re.match(r"(\d+)\* ", row)
    return (row[match.end() :], float(match[1])) if match else (row, 1.0)


def _bend(words: str, how: str) -> str:
    if how == "^":
        at = match.end() if (match := _MARK.match(words)) else 0
        return words[:at] + words[at : at + 1].upper() + words[at + 1 :]
    if how == "!":
        return "".join(
            part if _MARK.fullmatch(part) else part.upper() for part in re.split(r"(\[[pobr]:)", words)
        )
    if how == "'":
        stem, tail = (words[:-1], "]") if words.endswith("]") else (words, "")
        if not stem or stem[-1] in "sxzS)'":
            return words
        return stem + (tail + ":s" if stem.split()[-1].isupper() else "s" + tail)
    return words
