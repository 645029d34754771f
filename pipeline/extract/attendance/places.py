"""Where minutes list who came: in the head, in the opening item, in an item of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.attendance.entries import Piece, lines_of
from pipeline.extract.attendance.listheads import Heading, heading
from pipeline.facts import Part, Section
from pipeline.view import Layout

_TITLE_LEAD = 40  # characters of space that may precede the title of a part
_OPENING = re.compile(r"öppn|närvar|upprop|deltag|inledning|välkom|formalia", re.IGNORECASE)
# "§ 208 Närvarande", "1.1 Fastställande av röstlängd", "3. Upprop"
_ROLL = re.compile(r"närvar|upprop|röstlängd|deltagar|frånvar", re.IGNORECASE)
_OPENINGS, _ROLLS = 3, 8  # among so many first items
_INNER = re.compile(r"(?<=[.;:]\s)[A-ZÅÄÖ][a-zåäö]{1,}(?= ?[a-zåäö ]{0,50}[:;])")
_CAME = re.compile(r"\b(?:deltog|deltar|närvarade|närvarar|medverkade)\b")
_STOP = re.compile(r"(?<=[a-zåäö\d)])\.\s+(?=[A-ZÅÄÖ])")


@dataclass(frozen=True)
class Item:
    """An item begins whose title says that it lists people: as `heading`, None when it may only do so."""

    heading: Heading | None


def places(layout: Layout, part: Part) -> list[Piece | Item]:
    """Lines of the part's head and of the items that list who came, each item announced."""
    found: list[Piece | Item] = []
    items = [s for s in layout.sections if s.part == part.id and s.number]
    listing = {
        id(section)
        for k, section in enumerate(items)
        if (k < _OPENINGS and _OPENING.search(section.title))
        or (k < _ROLLS and _ROLL.search(section.title) and len(section.title) < 60)
    }
    last: Section | None = None
    for block in layout.blocks:
        if block.part != part.id or block.kind in ("furniture", "front", "contents"):
            continue
        section = layout.section_of(block)
        if section is not None and section.kind == "attachment" and section.start <= part.start + _TITLE_LEAD:
            section = None  # the title of minutes bound in
        if section is not None:
            if id(section) not in listing or block.kind == "heading":
                continue
            if section is not last:
                found.append(Item(_of_title(section.title)))
            last = section
        pieces = lines_of(block)
        if block.kind == "prose" and (section is not None or _CAME.search(block.text)):
            pieces = _prose(pieces)
        found.extend(each for piece in pieces for each in _parts(piece))
    return found


def _of_title(title: str) -> Heading | None:
    begun = heading(title)
    if begun and begun[1] >= len(title.rstrip(" .:")):
        return begun[0]
    return Heading("voting") if re.search(r"röstlängd", title, re.IGNORECASE) else None


def _prose(pieces: list[Piece]) -> list[Piece]:
    """A paragraph's sentences, whatever lines they are wrapped over."""
    if not pieces or any(len(piece.cells) > 1 for piece in pieces):
        return pieces
    block, start, end = pieces[0].block, pieces[0].start, pieces[-1].end
    edges = [start, *(start + m.end() for m in _STOP.finditer(block.text[start:end])), end]
    return [_piece(pieces[0], a, b) for a, b in pairwise(edges) if block.text[a:b].strip()]


def _parts(piece: Piece) -> list[Piece]:
    """ "Ledamöter: Anna Ek, Bo Lund. Ersättare: Eva Holm." is two lists on one line."""
    text = piece.text
    cuts = [
        m.start()
        for m in _INNER.finditer(text)
        if (found := heading(text[m.start() :])) and re.search("[:;]", text[m.start() :][: found[1]])
    ]
    if not cuts or len(piece.cells) > 1 or not heading(text):
        return [piece]
    edges = [0, *(cut for cut in cuts if cut > 0), len(text)]
    made = [
        _piece(piece, piece.start + a, piece.start + a + len(text[a:b].rstrip(" .;")))
        for a, b in pairwise(edges)
    ]
    return [each for each in made if each.end > each.start]


def _piece(piece: Piece, start: int, end: int) -> Piece:
    return Piece(piece.block, start, end, ((start, end),))
