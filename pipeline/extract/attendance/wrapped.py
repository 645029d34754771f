"""A list that runs on with commas: its entries made whole where the end of a line has parted them.

"Kommunchef Anna Ek, ekonom" / "Bo Lund § 3, utredare Eva" / "Holm" is one line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from pipeline.extract.attendance.cuts import LETTERS
from pipeline.extract.attendance.entries import Piece
from pipeline.extract.attendance.listheads import STOP, heading
from pipeline.extract.names import FULL_NAME, NAME_WORD, given_evidence
from pipeline.extract.rolewords import starts_with_role

_LONGEST = 4000  # characters of a list that is put together
_ENTRY = re.compile(r"[,;]\s*|(?<!-)\s(?:och|samt)\s+(?=[a-zåäöA-ZÅÄÖ])")
_SMALL = re.compile(r"(?:[a-zåäö][a-zåäö-]*\s?){1,8}")  # "planarkitekt", "chef för hållbar", "andre vice"
_JOINED = re.compile(r"\b[a-zåäö]+-\s(?:och|eller|samt)?\s*$")  # "mark- och"
_LONE = re.compile(rf"(?P<post>.*?\s)?(?P<name>{NAME_WORD})")
_SURNAME = re.compile(rf"{NAME_WORD}\s?(?:\(|,|§|$)")
# "Närvarande, ej" / "tjänstgörande ersättare"
_NOT = re.compile(r"(?:^|\s)närvarande,? (?:ej|icke|inte)$", re.IGNORECASE)
_SERVING = re.compile(r"(?:tjänstgörande|beslutande)(?![a-zåäö])")
# "Beslutande Anna Ek (S)" / "Ordförande Bo Ask (M) Siv Ros (C)": the post of the one above
_FIRST = re.compile(rf"(?:Beslutande|Närvarande|Ledamöter)[^()]*\s{FULL_NAME.pattern}\s?\({LETTERS}\)$")
_CHAIR = re.compile(rf"Ordförande(?:\s{FULL_NAME.pattern}\s?\({LETTERS}\)){{2}}")
Other = TypeVar("Other")


def unwrapped(lines: list[Piece | Other]) -> list[Piece | Other]:
    """The lines with those put together that one entry goes over."""
    found: list[Piece | Other] = []
    for line in lines:
        above = found[-1] if found else None
        if isinstance(above, Piece) and isinstance(line, Piece) and _goes_over(above, line):
            found[-1] = _together(above, line)
        else:
            found.append(line)
    return found


def _goes_over(above: Piece, line: Piece) -> bool:
    """Whether the last entry of `above` ends on `line`."""
    if len(line.cells) != 1 or line.mark is not None or above.aligned > line.aligned + 1:
        return False
    said, rest = above.cell(len(above.cells) - 1).strip(), line.text.strip()
    if _NOT.search(said) and _SERVING.match(rest):
        return True
    if _FIRST.match(said) and _CHAIR.match(rest):
        return True
    if len(said) > _LONGEST or len(said) < 20 or not rest:
        return False
    begun = heading(said)
    said = said[begun[1] :] if begun and begun[1] < len(said) else said
    entries = _ENTRY.split(said)
    if len(entries) < 2 or heading(rest) or (STOP.match(rest) and rest[:1].isupper()):
        return False
    last = entries[-1].strip()
    titled = sum(_titled(entry) for entry in entries[:-1]) if _titled(entries[0]) else 0
    titles = titled > 1 or (titled == 1 and len(entries) == 2 and re.search(r"\s(?:och|samt)\s", said))
    if titles and (_JOINED.search(said) or _SMALL.fullmatch(last)):
        return True
    lone = _LONE.fullmatch(last)
    if lone is None or given_evidence(lone["name"]) < 0.5 or not _SURNAME.match(rest):
        return False
    post = (lone["post"] or "").strip()
    return starts_with_role(post) == len(post) > 0 if titles else not post and "(" in said


def _titled(entry: str) -> bool:
    """Whether an entry is a title and a name: "kommunchef Anna Ek § 3"."""
    length = starts_with_role(entry)
    return length > 0 and FULL_NAME.search(entry[length : length + 80]) is not None


def _together(above: Piece, line: Piece) -> Piece:
    """Two lines as one; its place in the raw text stays that of its words."""
    cells = (*above.cells[:-1], (above.cells[-1][0], 0))
    if above.block is line.block:
        end, block = line.end, above.block
    else:
        one, other = above.block, line.block
        space = one.offsets[above.end - 1] + 1
        block = replace(
            one,
            text=f"{one.text[: above.end]} {other.text[line.start : line.end]}",
            offsets=(*one.offsets[: above.end], space, *other.offsets[line.start : line.end]),
            lines=(*one.lines, *other.lines),
            cells=(),
        )
        end = len(block.text)
    cells = (*cells[:-1], (cells[-1][0], end))
    return replace(above, block=replace(block, cells=cells), end=end, cells=cells)
