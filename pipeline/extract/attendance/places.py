"""Where minutes list who came: in the head, in the opening item, in an item of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.attendance.boxes import listed
from pipeline.extract.attendance.cuts import LETTERS, line_cuts
from pipeline.extract.attendance.entries import Piece, lines_of
from pipeline.extract.attendance.listheads import Heading, heading
from pipeline.extract.attendance.nesting import SEE_LIST
from pipeline.extract.attendance.runon import lists_apart
from pipeline.extract.attendance.seatlist import is_seat_list
from pipeline.extract.attendance.tables import columns
from pipeline.extract.names import FULL_NAME
from pipeline.facts import Part, Section
from pipeline.view import Block, Layout

_TITLE_LEAD = 40  # characters of space that may precede the title of a part
_OPENING = re.compile(r"öppn|närvar|upprop|deltag|inledning|välkom|formalia", re.IGNORECASE)
# "§ 208 Närvarande", "1.1 Fastställande av röstlängd", "3. Upprop"
_ROLL = re.compile(r"närvar|upprop|röstlängd|deltagar|frånvar", re.IGNORECASE)
# minutes whose head lists nobody may do so behind the items: "Närvarande vid sammanträdet", "Närvarolista"
_LIST = re.compile(
    r"(?:närvarande(?: (?:ledamöter|vid (?:sammanträdet|mötet)))?|närvarolista|(?:mötes)?deltagare"
    r"|upprop(?:slista)?|beslutande|deltagarlista)\s*(?:[:;\n\t]|$)",
    re.IGNORECASE,
)
# the title of a list bound in behind the minutes: "Närvaro- och voteringslista", "Uppropslista 2024-03-04"
_ANNEX = re.compile(
    r"(?:bilaga\s?\d{0,2}\s?[.:–-]?\s{0,3})?(?:[a-zåäö]{3,25}s )?(?:"
    r"(?:närvaro|upprops?|deltagar|tjänstgörings)-?(?: (?:och|samt) (?:voterings|omröstnings|upprops))?"
    r"(?:lista|förteckning)"
    r"|förteckning över (?:närvarande|beslutande|tjänstgörande)\b[^.]{0,60}"
    r"|(?:närvarande|beslutande|tjänstgörande) (?:ledamöter|ersättare)[^.]{0,40}"
    r")(?![a-zåäö])[^.]{0,60}$",
    re.IGNORECASE,
)
_BEGINS = 8  # first lines of an attachment that may tell what it is
_OPENINGS, _ROLLS = 3, 8  # among so many first items
_INNER = re.compile(r"(?<=[.;:,]\s)[A-ZÅÄÖ][a-zåäö]{1,}(?= ?[a-zåäö ]{0,50}[:;])")
_CAME = re.compile(r"\b(?:deltog|deltar|närvarade|närvarar|medverkade)\b")
_STOP = re.compile(r"(?<=[a-zåäö\d)])\.\s+(?=[A-ZÅÄÖ])")
# what a page break and the address at a page's foot leave between the rows of a list
_FURNITURE = re.compile(
    r"[\s_.–-]*(?:"
    r"\(?\d{1,3}\)?\s?(?:\(\d{1,3}\))?|\d{1,3} av \d{1,3}|datum\s+\d{1,3}\s?\(\d{1,3}\)"
    r"|\(?sid(?:a|an)?\.?\s*:?\s?\d{1,3}\)?(?:\s?(?:av|/|\()\s?\d{1,3}\)?)?"
    r"|(?:justera(?:nde|re)s?\s?sign(?:atur(?:er)?|\.)?|ordförandes\s?sign(?:atur|\.)?|utdragsbestyrkande"
    r"|[\s:/_])+"
    r"|(?:postadress|besöksadress|besöks- och postadress|postgiro|bankgiro|plusgiro|telefon|tel|telefax|fax"
    r"|växel|e-?post(?:adress)?|internet|webb(?:plats|adress)?|hemsida"
    r"|org(?:anisations)?\.?\s?(?:nr|nummer)|adress)(?:\s?\([^)]*\))?\s*(?::.*|[.\d\s-]*)"
    r")\s*",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:§|ärenden?|punkt\w*|[-–,]|\boch)\s*$")
_ENTRY = re.compile(rf"{FULL_NAME.pattern}\s?\({LETTERS}\)")
_HANGS = re.compile(r"(?:[,;(–-]|\b(?:och|samt|för|ersätter|av|i|med|till|från))\s*$")


@dataclass(frozen=True)
class Item:
    """An item begins whose title says that it lists people: as `heading`, None when it may only do so."""

    heading: Heading | None


def places(layout: Layout, part: Part, unlisted: bool = False) -> list[Piece | Item]:
    """Lines of the part's head and of the items that list who came, each item announced.

    `unlisted` when the minutes that `part` is bound in behind list no members themselves.
    """
    found: list[Piece | Item] = []
    if part.start > 0 and part.meeting.kind == "attachment":
        # its letterhead names who wrote it, not who came
        return _annexed(layout, part) if unlisted else found
    items = [s for s in layout.sections if s.part == part.id and s.number]
    listing = {
        id(section)
        for k, section in enumerate(items)
        if (k < _OPENINGS and _OPENING.search(section.title))
        or (k < _ROLLS and _ROLL.search(section.title) and len(section.title) < 60)
    }
    last: Section | None = None
    before = ""
    told, behind = False, False  # whether the head lists people; whether a list behind the items has begun
    referred = False  # "Beslutande: enligt bifogad närvarolista"
    final = items[-1] if items else None
    for block in layout.blocks:
        if block.part != part.id or block.kind in ("furniture", "front", "contents"):
            continue
        section = layout.section_of(block)
        if section is not None and section.kind == "attachment" and section.start <= part.start + _TITLE_LEAD:
            section = None  # the title of minutes bound in
        begun = heading(block.text) if section is None and not told else None
        if section is None and SEE_LIST.fullmatch(block.text[begun[1] if begun else 0 :]):
            referred = True
        told = told or begun is not None
        if (
            (referred or not told)
            and section is not None
            and (section is final or section.kind == "attachment")
        ):
            if not behind and (behind := _begins_list(block)):
                found.append(Item(None))
            if behind:
                section = None
        if section is not None:
            if id(section) not in listing or block.kind == "heading":
                continue
            if section is not last:
                found.append(Item(_of_title(section.title)))
            last = section
        pieces = []
        for piece in lines_of(block):
            # "§§ 2–" / "4" is no page number
            if not _FURNITURE.fullmatch(piece.text) or (
                _OPEN.search(before) and piece.text.strip().isdigit()
            ):
                pieces.append(piece)
            before = piece.text
        if block.kind == "prose" and (section is not None or _CAME.search(block.text)):
            pieces = _prose(pieces)
        entries = [entry for piece in pieces for entry in listed(piece, layout.source.text)]
        lists = [apart for entry in entries for apart in _apart(entry)]
        found.extend(each for entry in lists for each in _parts(entry))
    return found


def _annexed(layout: Layout, part: Part) -> list[Piece | Item]:
    """The lines of an attachment that is the list of those present; none of another one."""
    blocks = [
        block
        for block in layout.blocks
        if block.part == part.id and block.kind not in ("furniture", "front", "contents")
    ]
    for number, block in enumerate(blocks[:_BEGINS]):
        titles = [each.text for each in blocks[number : number + _BEGINS]]
        if not (_begins_list(block) or is_seat_list(titles)):
            continue
        found: list[Piece | Item] = [Item(None)]
        for each in blocks[number:]:
            lines = (line for line in lines_of(each) if not _FURNITURE.fullmatch(line.text))
            found += (entry for line in lines for entry in listed(line, layout.source.text))
        return found
    return []


def _begins_list(block: Block) -> bool:
    return _LIST.match(block.text) is not None or _ANNEX.match(block.text) is not None or _is_header(block)


def _is_header(block: Block) -> bool:
    """Whether the titles of a list's columns stand here: "Ledamot⇥Parti⇥Närvarande"."""
    tables = columns([block.text[a:b] for a, b in block.cells])
    return any({"party", "present", "voting", "arrived"} & set(table.kinds) for table in tables)


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
    stops = {start + m.end() for m in _STOP.finditer(block.text[start:end])}
    # "Bo Lund (M) deltar ej § 6" on a line of its own is an entry, not part of a sentence
    stops |= {
        after.start
        for before, after in pairwise(pieces)
        if _ENTRY.match(after.text) and not _HANGS.search(before.text)
    }
    edges = sorted({start, *stops, end})
    return [_piece(pieces[0], a, b) for a, b in pairwise(edges) if block.text[a:b].strip()]


def _apart(piece: Piece) -> list[Piece]:
    """ "Plats och tid Sal 3 Beslutande Anna Ek (S)" is a field and a list on one line."""
    if len(piece.cells) > 1:
        return [piece]
    found = lists_apart(piece.text)
    if found == [(0, len(piece.text))]:
        return [piece]
    return [_piece(piece, piece.start + a, piece.start + b) for a, b in found if a < b]


def _parts(piece: Piece) -> list[Piece]:
    """ "Ledamöter: Anna Ek, Bo Lund. Ersättare: Eva Holm." is two lists on one line."""
    text = piece.text
    cuts = [
        m.start()
        for m in _INNER.finditer(text)
        if (found := heading(text[m.start() :])) and re.search("[:;]", text[m.start() :][: found[1]])
    ]
    if len(piece.cells) > 1:
        return [piece]
    cuts = sorted({*(cuts if heading(text) else ()), *line_cuts(text)})
    if not cuts:
        return [piece]
    edges = [0, *(cut for cut in cuts if cut > 0), len(text)]
    made = [
        _piece(
            piece, piece.start + b - len(text[a:b].lstrip()), piece.start + a + len(text[a:b].rstrip(" .;"))
        )
        for a, b in pairwise(edges)
    ]
    return [each for each in made if each.end > each.start]


def _piece(piece: Piece, start: int, end: int) -> Piece:
    return Piece(piece.block, start, end, ((start, end),), piece.mark)
