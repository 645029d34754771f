"""Lists that have the letters of the party before each name: "S Anna Ek, ordförande" / "M Bo Ask"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from pipeline.extract.attendance.entries import Piece
from pipeline.extract.attendance.listheads import heading
from pipeline.extract.attendance.remarks import known_party
from pipeline.extract.names import FULL_NAME, given_evidence
from pipeline.extract.rolewords import starts_with_role

_LEAST = 3  # lines or entries that begin so
_FIRST = re.compile(rf"(?<![\w(])(?P<letters>[A-ZÅÄÖ]{{1,4}})\s(?=(?P<name>{FULL_NAME.pattern}))")
_FOR = re.compile(r"\b(?:för|ersätter|f\.|av|och|samt)\s*$")
Other = TypeVar("Other")


def letters_first(lines: list[Piece | Other]) -> tuple[list[Piece | Other], frozenset[str]]:
    """The lines with each such entry as one of two cells, and the letters; the lines as they are else."""
    plain = [line for line in lines if isinstance(line, Piece) and _plain(line)]
    if sum(len(_entries(line.text)) for line in plain) < _LEAST:
        return lines, frozenset()
    made: list[Piece | Other] = []
    letters: set[str] = set()
    for line in lines:
        found = _entries(line.text, several=True) if isinstance(line, Piece) and _plain(line) else []
        letters.update(letter for _, letter in found)
        made.extend(_cut(line, found) if isinstance(line, Piece) and found else [line])
    return made, frozenset(letters)


def _plain(line: Piece) -> bool:
    return len(line.cells) == 1


def _entries(text: str, several: bool = False) -> list[tuple[int, str]]:
    """Where entries begin with letters, when the line begins with one.

    With `several` the lists are known to be written so, and the letters may be those of a local party.
    """
    start = _behind_headings(text)
    found: list[tuple[int, str]] = []
    for match in _FIRST.finditer(text, start):
        at, letters = match.start(), match["letters"]
        named = given_evidence(match["name"].split()[0]) >= 0.5 and not _FOR.search(text[:at])
        if not named or starts_with_role(letters) or (len(letters) == 1 and not known_party(letters)):
            continue
        if found or at == start:
            found.append((at, letters))
    sure = sum(known_party(letters) for _, letters in found)
    return found if several or sure * 2 > len(found) else []


def _behind_headings(text: str) -> int:
    """Where a line goes on behind the headings that it begins with."""
    start = len(text) - len(text.lstrip())
    while (begun := heading(text[start:])) and start + begun[1] < len(text):
        start += begun[1]
    return start


def _cut(line: Piece, found: list[tuple[int, str]]) -> list[Piece]:
    text = line.text
    made: list[Piece] = []
    start = 0
    while (begun := heading(text[start : found[0][0]])) and begun[1]:
        made.append(_part(line, [(start, start + len(text[start : start + begun[1]].rstrip()))]))
        start += begun[1]
    for (at, letter), stop in zip(found, [*(at for at, _ in found[1:]), len(text)], strict=True):
        end = at + len(text[at:stop].rstrip(" ,;"))
        made.append(_part(line, [(at, at + len(letter)), (at + len(letter) + 1, end)]))
    return made


def _part(line: Piece, cells: list[tuple[int, int]]) -> Piece:
    places = tuple((line.start + a, line.start + b) for a, b in cells)
    return replace(line, start=places[0][0], end=places[-1][1], cells=places)
