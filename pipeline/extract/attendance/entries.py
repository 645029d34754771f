"""One line of a list → the people on it, before their remarks are read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.extract.attendance.collapsed import is_sender, split, split_names
from pipeline.extract.attendance.listheads import Heading
from pipeline.extract.attendance.pieces import persons
from pipeline.extract.attendance.surnames import Person
from pipeline.extract.attendance.tables import Columns, row_of
from pipeline.extract.attendance.words import SENDERS, names_organisation
from pipeline.extract.names import FULL_NAME, name_score
from pipeline.extract.rolewords import starts_with_role
from pipeline.facts import Warning  # noqa: A004 (the contract's word)
from pipeline.view import Block

_UNSURE = 0.5
# "38 medlemmar enligt lista. Av styrelsen närvarade Anna Ek och Bo Lund."
_IN_A_SENTENCE = re.compile(
    r"\b(?:närvarade|närvarande var|deltog(?: även)?|var|var närvarande)\s+(?=[A-ZÅÄÖ])"
)
# "Norrby kommun: Anna Ek"
_SENDER = re.compile(r"(?P<sender>[A-ZÅÄÖ][\wåäöÅÄÖé&/ -]{2,60}?)\s?:\s+(?=[A-ZÅÄÖ])")

_OFFICE = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,2}(?:ant|are|er|man|or|ist|chef)"
)  # "Facklig representant"
_SERVES = re.compile(r"(?:ersätter|tjg|tjänstgör|för|i stället|vikari|ers\.)\b", re.IGNORECASE)
_REPLACED = re.compile(r",?\s+(?:ersätts|ersattes|ersatt)\s+(?P<when>§§? ?\d[\d\s,–-]*)?av\s+(?=[A-ZÅÄÖ])")
_WHEN = re.compile(r"(?P<party>\s?\([^()]{1,6}\))?[\s,]*(?P<when>§§? ?\d[\d\s,–-]*)")
# "ordförande § 44" in the remarks of a table: where one took the chair, not how long one was there
_ACTING = re.compile(r"\bordförande(?: på| under| vid)?\s+§§?\s*\d[\d\s,–-]*", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """One physical line of a block: clean range and its cells."""

    block: Block
    start: int
    end: int
    cells: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The line, cells separated by a tab."""
        return self.block.text[self.start : self.end]

    def cell(self, index: int) -> str:
        """The words of a cell."""
        start, end = self.cells[index]
        return self.block.text[start:end]

    def column(self, index: int) -> int:
        """How far from the raw line's start a cell begins: its place among letters of one width."""
        offset = self.block.offsets[self.cells[index][0]]
        line = bisect_right(self.block.lines, (offset, offset + 10**9)) - 1
        return offset - self.block.lines[max(line, 0)][0]


@dataclass
class Row:
    """A person found, before the remarks are read."""

    piece: Piece
    start: int
    end: int
    name: str
    rest: str
    heading: Heading
    role: str | None = None
    present: bool | None = None
    standing: str | None = None
    organisation: str | None = None
    group: str | None = None  # the sender whose name stands over several people
    mark: bool | None = None  # an X beside the name, or a dash
    list: int = 0  # which list of the head it stands in


def lines_of(block: Block) -> list[Piece]:
    """The physical lines of a block."""
    pieces = []
    for low, high in block.lines:
        start, end = bisect_left(block.offsets, low), bisect_left(block.offsets, high)
        if start == end:
            continue
        cells = tuple((max(a, start), min(b, end)) for a, b in block.cells if a < end and b > start)
        pieces.append(Piece(block, start, end, cells or ((start, end),)))
    return pieces


def entries(
    piece: Piece,
    cells: list[tuple[int, int]],
    current: Heading,
    known: Callable[[], frozenset[str]] = frozenset,
    reverse: bool = False,
) -> tuple[list[Row], list[Warning]]:
    """The people on one line: collapsed cells, columns of people, or one name and its remarks.

    `known` gives the names that stand whole in the document; it is asked for collapsed cells only.
    `reverse` when the list has surnames first.
    """
    text = piece.block.text
    texts = [text[a:b] for a, b in cells]
    if not texts:
        return [], []
    collapsed = _collapsed(piece, cells, texts, current, known)
    if collapsed is not None:
        return collapsed
    rows: list[Row] = []
    sent_by: str | None = None  # "Norrby kommun⇥Anna Ek"
    for (start, end), cell in zip(cells, texts, strict=True):
        if not rows and len(cells) > 1 and sent_by is None and _sends(cell.strip(" :")):
            sent_by = cell.strip(" :")
            continue
        replaced = _replaced(piece, start, cell, current)
        if replaced:
            rows.extend(replaced)
            continue
        sender = _SENDER.match(cell)
        organisation = office = None
        if sender and not starts_with_role(cell):
            if names_organisation(sender["sender"]):
                organisation = sender["sender"]
            elif _OFFICE.fullmatch(sender["sender"]):
                office = sender["sender"].lower()
            if organisation or office:
                cell, start = cell[sender.end() :], start + sender.end()
        found = persons(cell, start, current.standing != "other" or "," in cell, reverse)
        if not found and not rows:
            told = _IN_A_SENTENCE.search(cell)
            found = persons(cell[told.end() :], start + told.end()) if told else []
        if found and (not rows or _own_person(found[0], cell)):
            for person in found:
                rows.append(
                    Row(
                        piece,
                        person.start,
                        person.end,
                        person.name,
                        person.rest,
                        current,
                        person.role or office,
                        organisation=organisation or sent_by,
                    )
                )
        elif rows:
            rows[-1].rest += ", " + text[start:end]
    return rows, []


def _sends(cell: str) -> bool:
    return is_sender(cell) or cell in SENDERS


def _replaced(piece: Piece, start: int, cell: str, current: Heading) -> list[Row]:
    """ "Bo Lund (M), ersätts §§ 5–7 av Eva Holm (M)": both are rows, the second stands in for the first."""
    match = _REPLACED.search(cell)
    if match is None:
        return []
    absent = persons(cell[: match.start()], start)
    serving = persons(cell[match.end() :], start + match.end())
    if len(absent) != 1 or len(serving) != 1:
        return []
    first, second, when = absent[0], serving[0], (match["when"] or "").strip()
    limit = _WHEN.match(second.rest)
    if limit and not when:  # "Bo Lund (M), ersatt av Eva Holm (M) § 4"
        when, second = (
            limit["when"],
            replace(second, rest=(limit["party"] or "") + second.rest[limit.end() :]),
        )
    row = Row(
        piece, first.start, first.end, first.name, first.rest + (f", ej {when}" if when else ""), current
    )
    if not when:
        row.present, row.standing = False, "member"
    rest = f"{second.rest} {when} ersätter {first.name}"
    return [row, Row(piece, second.start, second.end, second.name, rest, current)]


def _own_person(person: Person, cell: str) -> bool:
    """A later cell is a person of its own, not "Norrby kommun" or "Anna Eks ersättare".

    A title may stand before the name when nothing does behind it ("Ekonomichef Anna Ek § 3").
    """
    titled = starts_with_role(cell)
    return (
        not _SERVES.match(cell)
        and name_score(person.name.split()) > (1.5 if titled else 0.3)
        and (bool(titled) or not names_organisation(cell.split(",")[0]))
        and (not titled or (person.role is not None and re.match(r"\s*(?:$|§|\()", person.rest) is not None))
    )


def _collapsed(
    piece: Piece,
    cells: list[tuple[int, int]],
    texts: list[str],
    current: Heading,
    known: Callable[[], frozenset[str]],
) -> tuple[list[Row], list[Warning]] | None:
    run = texts[0]
    if not re.fullmatch(r"[^,;()\d§]+", run) or len(run.split()) < 4 or not FULL_NAME.match(run):
        return None
    start = cells[0][0]
    if len(texts) >= 2:
        words = " ".join(texts[1:])
        best = split(run, words, known())
        if best and len(best.names) > 1:
            rows = [
                Row(piece, start + a, start + b, run[a:b], ", " + words[c:d], current)
                for (a, b), (c, d) in zip(best.names, best.affiliations, strict=True)
            ]
            doubt = []
            if best.margin < _UNSURE:
                place = piece.block.span(start, start + 1)[0]
                message = (
                    f"{len(rows)} names and affiliations run together; another division is nearly as likely"
                )
                doubt.append(Warning(code="attendance.uncertain", message=message, start=place))
            return rows, doubt
    pieces = split_names(run, known())
    if len(pieces) > 1 and all(run[a:b] in known() or name_score(run[a:b].split()) > 0 for a, b in pieces):
        return [Row(piece, start + a, start + b, run[a:b], "", current) for a, b in pieces], []
    return None


def table_rows(piece: Piece, tables: tuple[Columns, ...], current: Heading) -> list[Row]:
    """The people of one line of a table (two where two tables stand side by side)."""
    cells = [piece.block.text[a:b] for a, b in piece.cells]
    rows: list[Row] = []
    for table in tables:
        if len(cells) < 2 and not (table.marks and table.kinds[0] == "name" and table.first == 0):
            continue
        read = row_of(table, cells)
        if read is None:
            continue
        found = persons(cells[read.name], piece.cells[read.name][0])
        if len(found) != 1:
            continue
        person, under = found[0], table.heading or current
        row = Row(piece, person.start, person.end, person.name, person.rest, under, person.role or read.role)
        row.rest += ", " + _ACTING.sub("", read.remarks)
        row.present, row.standing, row.organisation = read.present, read.standing, read.organisation
        rows.append(row)
        if read.stand_in is not None:
            for other in persons(cells[read.stand_in], piece.cells[read.stand_in][0]):
                rest = f"{other.rest}, ersätter {person.name}"
                rows.append(
                    Row(piece, other.start, other.end, other.name, rest, Heading("voting", "ersättare"))
                )
    return rows
