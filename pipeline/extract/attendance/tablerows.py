"""One line of a table under the titles of its columns → the people on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.attendance.collapsed import UNSURE, split
from pipeline.extract.attendance.entries import Piece, Row, uncertain
from pipeline.extract.attendance.listheads import Heading
from pipeline.extract.attendance.parallel import RUN, each, names_of
from pipeline.extract.attendance.pieces import persons
from pipeline.extract.attendance.surnames import Person
from pipeline.extract.attendance.tables import Columns, row_of
from pipeline.extract.attendance.tables import Row as TableRow
from pipeline.extract.names import FULL_NAME
from pipeline.facts import Warning  # noqa: A004 (the contract's word)

# "ordförande § 44" in the remarks of a table: where one took the chair, not how long one was there
_ACTING = re.compile(r"\bordförande(?: på| under| vid)?\s+§§?\s*\d[\d\s,–-]*", re.IGNORECASE)


def table_rows(
    piece: Piece,
    tables: tuple[Columns, ...],
    current: Heading,
    known: Callable[[], frozenset[str]] = frozenset,
    reverse: bool = False,
) -> tuple[list[Row], list[Warning]]:
    """The people of one line of a table (two where two tables stand side by side).

    A line may hold several: the names of a column in one cell, what another column says of them in one.
    """
    piece = _in_columns(piece, tables)
    cells = [piece.block.text[a:b] for a, b in piece.cells]
    rows: list[Row] = []
    doubts: list[Warning] = []
    for table in tables:
        if len(cells) < 2 and not (table.marks and table.kinds[0] == "name" and table.first == 0):
            continue
        read = row_of(table, cells)
        if read is None:
            rows.extend(_substitute_alone(piece, table, cells, reverse))
            continue
        start = piece.cells[read.name][0]
        names = names_of(cells[read.name], known() if RUN.fullmatch(cells[read.name]) else frozenset())
        if names:
            several, doubt = _several(piece, table, read.name, cells, names, current)
            rows.extend(several)
            doubts.extend(doubt)
            continue
        found = persons(cells[read.name], start, reverse=reverse)
        if len(found) != 1:
            continue
        rows.append(_table_row(piece, found[0], read, table.heading or current))
        if read.deputy is not None:
            under = Heading("substitute", "ersättare")
            for other in persons(cells[read.deputy], piece.cells[read.deputy][0]):
                deputy = Row(piece, other.start, other.end, other.name, other.rest, under, other.role)
                deputy.organisation = read.organisation
                rows.append(deputy)
        if read.stand_in is not None:
            for other in persons(cells[read.stand_in], piece.cells[read.stand_in][0], reverse=reverse):
                rows.append(_instead(piece, other, found[0].name, read.party))
    return rows, doubts


def _instead(piece: Piece, other: Person, absent: str, party: str) -> Row:
    """Who serves on the seat of `absent`; `party` is what the line says of the seat."""
    rest = f"{party}{other.rest}" if "(" not in other.rest else other.rest
    row = Row(piece, other.start, other.end, other.name, rest, Heading("voting", "ersättare"))
    if FULL_NAME.fullmatch(absent):
        row.rest += f", ersätter {absent}"
    else:
        row.replaces = absent  # "Lund, Bo", as a register has it
    return row


def _substitute_alone(piece: Piece, table: Columns, cells: list[str], reverse: bool) -> list[Row]:
    """ "4⇥⇥Tall, Eva⇥V⇥16.00" under "Plats | Ledamot | Ersättare | Parti | Ankom": who serves on the seat."""
    at = table.kinds.index("substitute") if "substitute" in table.kinds else len(cells)
    if "arrived" not in table.kinds or at >= len(cells) or not cells[at].strip():
        return []
    found = persons(cells[at], piece.cells[at][0], reverse=reverse)
    party = table.kinds.index("party") if "party" in table.kinds else len(cells)
    letters = f" ({cells[party].strip(' ()')})" if party < len(cells) and cells[party].strip() else ""
    under = Heading("voting", "ersättare")
    return [
        Row(piece, p.start, p.end, p.name, p.rest if "(" in p.rest else letters + p.rest, under)
        for p in found
    ]


def placed(piece: Piece, tables: tuple[Columns, ...]) -> tuple[Columns, ...]:
    """The tables of a header line, with where its titles stand when spaces alone part them."""
    titles = [title for table in tables for title in table.titles]
    if not piece.aligned or len(titles) < len(piece.cells):
        return tables
    text, places, at = piece.block.text, [], piece.start
    first = piece.begin()
    for title in titles:
        at = text.find(title, at, piece.end) if title else -1
        if at < 0:
            return tables
        low = piece.block.offsets[at] - first
        places.append((low, low + len(title)))
        at += len(title)
    return tuple(replace(table, places=tuple(places)) for table in tables)


def _in_columns(piece: Piece, tables: tuple[Columns, ...]) -> Piece:
    """The line with an empty cell for every column that has nothing on it, told by where the others stand."""
    places = tables[0].places if piece.aligned else ()
    full = [k for k, (start, end) in enumerate(piece.cells) if piece.block.text[start:end].strip()]
    if not places or not full or len(full) >= len(places):
        return piece
    found: dict[int, tuple[int, int]] = {}
    for k in full:
        start, end = piece.cells[k]
        low = piece.column(k)
        high = low + end - start
        column = min(range(len(places)), key=lambda c: max(places[c][0] - high, low - places[c][1]))
        if found and column <= max(found):
            return piece
        found[column] = piece.cells[k]
    cells: list[tuple[int, int]] = []
    for column in range(len(places)):
        last = cells[-1][1] if cells else piece.start
        cells.append(found.get(column, (last, last)))
    return replace(piece, cells=tuple(cells))


def _several(
    piece: Piece, table: Columns, name: int, cells: list[str], names: list[tuple[int, int]], current: Heading
) -> tuple[list[Row], list[Warning]]:
    """ "Anna Ek Bo Lund | Norrby kommun Region Norrland" under the titles of columns: a line for each."""
    told: list[list[str] | None] = [each(cell, len(names)) if cell.strip() else None for cell in cells]
    best = split(cells[name], cells[1], frozenset()) if len(cells) == 2 and name == 0 else None
    if best and best.margin >= UNSURE and RUN.fullmatch(cells[0]):
        names = list(best.names)
        told[1] = [cells[1][slice(*said)] for said in best.affiliations if said]
    rows: list[Row] = []
    for k, (a, b) in enumerate(names):
        line = [said[k] if said else "" for said in told]
        line[name] = cells[name][a:b]
        read = row_of(table, line)
        start = piece.cells[name][0]
        found = persons(line[name], start + a)
        if read is not None and len(found) == 1:
            rows.append(_table_row(piece, found[0], read, table.heading or current))
    missed = any(
        cell.strip() and said is None and k != name
        for k, (cell, said) in enumerate(zip(cells, told, strict=True))
    )
    return rows, [uncertain(piece, len(rows))] if missed else []


def _table_row(piece: Piece, person: Person, read: TableRow, under: Heading) -> Row:
    row = Row(piece, person.start, person.end, person.name, person.rest, under, person.role or read.role)
    row.rest += ", " + _ACTING.sub("", read.remarks)
    row.present, row.standing, row.organisation = read.present, read.standing, read.organisation
    return row
