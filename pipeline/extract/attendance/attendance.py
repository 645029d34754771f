"""Attendance rows from the head of a protocol, in all the layouts lists come in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.attendance.collapsed import split, split_names
from pipeline.extract.attendance.pieces import Person, persons
from pipeline.extract.attendance.tables import Columns, columns, row_of
from pipeline.extract.attendance.words import STOP, Heading, Remarks, heading, names_organisation, remarks
from pipeline.extract.names import FULL_NAME, name_score
from pipeline.extract.rolewords import starts_with_role
from pipeline.facts import Attendance, Part, Warning
from pipeline.patterns import item_label
from pipeline.view import Block, Layout

_UNSURE = 0.5
_OPENING = re.compile(r"öppn|närvar|upprop|deltag|inledning|välkom|formalia", re.IGNORECASE)
_CONTINUES = re.compile(r"\s*(?:§|\d+\s*(?:[-–,]|$|\s*och)|\(|[a-zåäö])")


@dataclass(frozen=True)
class _Piece:
    """One physical line of a block: clean range and its cells."""

    block: Block
    start: int
    end: int
    cells: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]

    def cell(self, index: int) -> str:
        start, end = self.cells[index]
        return self.block.text[start:end]


@dataclass
class _Row:
    """A person found, before its remarks are read."""

    piece: _Piece
    start: int
    end: int
    name: str
    rest: str
    heading: Heading
    role: str | None = None
    present: bool | None = None
    standing: str | None = None


def attendance(layout: Layout) -> tuple[list[Attendance], list[Warning]]:
    """One row a person and standing, in the order of the text, for every part of the document."""
    rows: list[Attendance] = []
    warnings: list[Warning] = []
    for part in layout.parts:
        numbers = tuple(
            dict.fromkeys(s.number for s in layout.sections if s.part == part.id and s.number)
        )
        found, doubts = _walk(_pieces(layout, part))
        warnings.extend(doubts)
        rows.extend(_merge([_fact(row, part, numbers) for row in found]))
    return rows, warnings


def _pieces(layout: Layout, part: Part) -> list[_Piece]:
    """Lines of the part's head, and of its opening item where informal minutes list who came."""
    pieces: list[_Piece] = []
    first = next((s for s in layout.sections if s.part == part.id and s.number), None)
    for block in layout.blocks:
        if block.part != part.id or block.kind in ("furniture", "front", "contents"):
            continue
        section = layout.section_of(block)
        if section is not None and not (
            first is not None and section.number in (first.number, _next(first.number)) and _OPENING.search(section.title)
        ):
            continue
        if section is not None and block.kind == "heading":
            continue
        pieces.extend(_lines(block))
    return pieces


def _next(number: str | None) -> str | None:
    return str(int(number) + 1) if number and number.isdigit() else None


def _lines(block: Block) -> list[_Piece]:
    pieces = []
    for low, high in block.lines:
        inside = [i for i, offset in enumerate(block.offsets) if low <= offset < high]
        if not inside:
            continue
        start, end = inside[0], inside[-1] + 1
        cells = tuple((max(a, start), min(b, end)) for a, b in block.cells if a < end and b > start)
        pieces.append(_Piece(block, start, end, cells or ((start, end),)))
    return pieces


def _walk(pieces: list[_Piece]) -> tuple[list[_Row], list[Warning]]:
    rows: list[_Row] = []
    warnings: list[Warning] = []
    current: Heading | None = None
    table: Columns | None = None
    for piece in pieces:
        header = columns([piece.cell(i) for i in range(len(piece.cells))])
        if header:
            table = header
            current = header.heading or current or Heading("member", "ledamot")
            continue
        if table and len(piece.cells) >= 2:
            found = _table_row(piece, table, current or Heading("member", "ledamot"))
            if found:
                rows.append(found)
                continue
        lead = piece.cell(0)
        begun = heading(lead)
        if begun and _is_heading(lead, begun[1], piece):
            table = None
            current = _under(current, begun[0])
            cells = list(piece.cells)
            cells[0] = (cells[0][0] + begun[1], cells[0][1])
            cells = [c for c in cells if piece.block.text[c[0] : c[1]].strip()]
            if cells:
                second = heading(piece.block.text[cells[0][0] : cells[0][1]])
                if second and second[1] >= cells[0][1] - cells[0][0]:
                    current = _under(current, second[0])
                    cells = cells[1:]
            found_rows, doubt = _entries(piece, cells, current)
            rows.extend(found_rows)
            warnings.extend(doubt)
            continue
        if STOP.match(lead.lstrip(" •-–")) or (item_label(lead) and not begun):
            current, table = None, None
            continue
        if current is None:
            continue
        found_rows, doubt = _entries(piece, list(piece.cells), current)
        if found_rows:
            rows.extend(found_rows)
            warnings.extend(doubt)
        elif rows and _CONTINUES.match(piece.text) and piece.block.kind != "label":
            _continue(rows, piece.text)
        elif len(piece.text) > 120:
            current = None
    return rows, warnings


def _is_heading(text: str, end: int, piece: _Piece) -> bool:
    """A heading ends its cell, or a colon or a name follows: not "Ledamöterna diskuterade frågan"."""
    rest = text[end:]
    if not rest.strip() or ":" in text[:end]:
        return True
    return FULL_NAME.match(rest) is not None and (persons(rest) != [] or len(piece.cells) > 1)


def _under(current: Heading | None, new: Heading) -> Heading:
    """"Ledamöter" under "Beslutande" are voting members; "Tjänstepersoner" under "Övriga" stay other."""
    if current and current.standing == "voting" and new == Heading("member", "ledamot") and not current.role:
        return replace(current, role="ledamot")
    return new


def _entries(piece: _Piece, cells: list[tuple[int, int]], current: Heading) -> tuple[list[_Row], list[Warning]]:
    """The people on one line: collapsed cells, columns of people, or one name and its remarks."""
    text = piece.block.text
    texts = [text[a:b] for a, b in cells]
    if not texts:
        return [], []
    collapsed = _collapsed(piece, cells, texts, current)
    if collapsed is not None:
        return collapsed
    rows: list[_Row] = []
    for (start, end), cell in zip(cells, texts, strict=True):
        found = persons(cell, start, alone=current.standing != "other" or "," in cell)
        if found and (not rows or _own_person(found[0], cell)):
            for person in found:
                rows.append(_Row(piece, person.start, person.end, person.name, person.rest, current, person.role))
        elif rows:
            rows[-1].rest += ", " + text[start:end]
    return rows, []


def _own_person(person: Person, cell: str) -> bool:
    """A later cell is a person of its own, not "Norrby kommun" or "Anna Eks ersättare"."""
    return name_score(person.name.split()) > 0.3 and not names_organisation(cell.split(",")[0]) and not starts_with_role(cell)


def _collapsed(
    piece: _Piece, cells: list[tuple[int, int]], texts: list[str], current: Heading
) -> tuple[list[_Row], list[Warning]] | None:
    run = texts[0]
    if not re.fullmatch(r"[^,;()\d§]+", run) or len(run.split()) < 4 or not FULL_NAME.match(run):
        return None
    start = cells[0][0]
    if len(texts) >= 2:
        best = split(run, " ".join(texts[1:]))
        if best and len(best.names) > 1:
            words = " ".join(texts[1:])
            rows = [
                _Row(piece, start + a, start + b, run[a:b], ", " + words[c:d], current)
                for (a, b), (c, d) in zip(best.names, best.affiliations, strict=True)
            ]
            doubt = []
            if best.margin < _UNSURE:
                place = piece.block.span(start, start + 1)[0]
                message = f"{len(rows)} names and affiliations run together; another division is nearly as likely"
                doubt.append(Warning(code="attendance.uncertain", message=message, start=place))
            return rows, doubt
    pieces = split_names(run)
    if len(pieces) > 1 and all(name_score(run[a:b].split()) > 0 for a, b in pieces):
        return [_Row(piece, start + a, start + b, run[a:b], "", current) for a, b in pieces], []
    return None


def _table_row(piece: _Piece, table: Columns, current: Heading) -> _Row | None:
    cells = [piece.block.text[a:b] for a, b in piece.cells]
    read = row_of(table, cells)
    if read is None:
        return None
    found = persons(cells[read.name], piece.cells[read.name][0])
    if len(found) != 1:
        return None
    person = found[0]
    return _Row(
        piece, person.start, person.end, person.name, person.rest + ", " + read.remarks, current,
        person.role or read.role, read.present, read.standing,
    )  # fmt: skip


def _continue(rows: list[_Row], text: str) -> None:
    """A line that goes on with the remarks of the one whose remark is open ("ärende" / "6-16")."""
    target = next((row for row in reversed(rows[-3:]) if re.search(r"(?:§|ärenden?|[-–,])\s*$", row.rest)), rows[-1])
    target.rest += " " + text


def _fact(row: _Row, part: Part, numbers: tuple[str, ...]) -> Attendance:
    read: Remarks = remarks(row.rest, numbers, official=row.heading.standing == "other")
    roles = tuple(dict.fromkeys((*((row.role,) if row.role else ()), *read.roles)))
    standing = row.standing or row.heading.standing
    present = row.present if row.present is not None else row.heading.present
    if read.stands_in:
        roles = ("ersättare",)
        if standing in ("substitute", "member"):
            standing = "voting"
    elif read.serving and standing in ("substitute", "member"):
        standing = "voting"
    if read.absent:
        present = False
    if not roles and row.heading.role:
        roles = (row.heading.role,)
    start, end = row.piece.block.span(row.start, row.end)
    return Attendance(
        start=start,
        end=end,
        text="",
        part=part.id,
        rule="attendance.row",
        person=re.sub(r"\s+", " ", row.name),
        organisation=read.organisation,
        roles=roles,
        party=read.party,
        standing=standing,  # type: ignore[arg-type]  # a Standing by construction
        present=present,
        remote=read.remote,
        sections=read.sections,
        replaces=read.replaces,
    )


def _merge(rows: list[Attendance]) -> list[Attendance]:
    """A person on several lines gets one row a standing, the §§ of its lines joined."""
    merged: dict[tuple[str, str], Attendance] = {}
    for row in rows:
        key = (row.person.casefold(), row.standing)
        before = merged.get(key)
        if before is None:
            merged[key] = row
            continue
        sections = (
            tuple(dict.fromkeys((*before.sections, *row.sections))) if before.sections and row.sections else None
        )
        merged[key] = replace(
            before,
            sections=sections,
            roles=before.roles or row.roles,
            organisation=before.organisation or row.organisation,
            party=before.party or row.party,
            remote=before.remote or row.remote,
        )
    return list(merged.values())
