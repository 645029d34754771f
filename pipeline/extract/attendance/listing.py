"""What is remembered down the lists of a head: under which heading one is, and the people taken so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.attendance.attended import marked
from pipeline.extract.attendance.beside import Beside, column_of
from pipeline.extract.attendance.entries import Piece, Row, entries
from pipeline.extract.attendance.headlines import second
from pipeline.extract.attendance.listheads import Heading, heading
from pipeline.extract.attendance.nesting import SUMMONED, UNFINISHED, Before, nested
from pipeline.extract.attendance.remarks import PARAGRAPHS, known_party
from pipeline.extract.attendance.tables import Columns, row_of
from pipeline.facts import Warning  # noqa: A004 (the contract's word)

PLAIN = Heading("member", "")


class Listing:
    """The people listed so far, and under which heading, beside which columns the next ones stand."""

    def __init__(self, known: Callable[[], frozenset[str]], reverse: bool = False) -> None:
        self.known = known  # the names that stand whole in the document
        self.rows: list[Row] = []
        self.warnings: list[Warning] = []
        self.current: Heading | None = None
        self.tables: tuple[Columns, ...] = ()
        self.group: str | None = None
        self.party: str | None = None  # "Moderaterna" over its members
        self.listed = 0  # rows when the list began
        self.beside: Beside = []  # lists side by side: where each begins
        self.titled = False  # whether the item's title is the heading
        self.limit = ""  # "deltar under §§ 34–46" over a list
        self.lists = 0
        self.words = ""  # of the heading
        self.within = False  # under a heading of those who decide
        self.by_list = False  # "Beslutande: se närvarolista"
        self.reverse = reverse
        self.letters: frozenset[str] = frozenset()  # of parties, before the names
        self.run: tuple[Heading, ...] = ()  # headings in a row with nobody between them
        self.runs: dict[int, tuple[Heading, ...]] = {}  # those of each list
        self.following: list[str] = []  # the next lines
        self.above: Piece | None = None  # the line before
        self.unheaded: list[int] = []  # lists of others right under an empty "Beslutande"
        self.sent = False  # under "Representanter från organisationerna"
        self.stands_for: str | None = None  # "Tjänstgörande ersättare för Anna Ek:" over the one who serves
        self.sends = False  # the sender's name stands over the headings of its lists
        self.summoned = False  # under "Kallade"
        self.idle_ahead = False  # a list of substitutes that do not serve is still to come

    def open(self, title: Heading | None) -> None:
        """An item begins: what was listed before it is over; its title may be the next list's heading."""
        self.current, self.tables, self.beside = title, (), []
        self.stands_for, self.sends, self.summoned = None, False, False
        self.group, self.listed, self.titled, self.limit = None, len(self.rows), title is not None, ""
        self.party, self.above, self.sent = None, None, False
        self.lists += 1

    def _next(self) -> str:
        return self.following[0].strip() if self.following else ""

    def _take(self, rows: list[Row]) -> None:
        for row in rows:
            row.group, row.list, row.box = self.group, self.lists, row.piece.mark
            row.summoned, row.sent = self.summoned, self.sent
            if self.party and "(" not in row.rest:
                row.rest = f" ({self.party}){row.rest}"
            if self.stands_for:
                row.rest, self.stands_for = f"{row.rest}, ersättare för {self.stands_for}", None
            if self.limit and not PARAGRAPHS.search(row.rest):
                row.rest += ", " + self.limit
            self.rows.append(marked(row))

    def _begin(
        self, piece: Piece, begun: tuple[Heading, int], cells: list[tuple[int, int]] | None = None
    ) -> None:
        if self._wraps(piece, begun[0]):
            self._go_on_under(piece, begun, cells)
            return
        kept = self.tables if self._table_goes_on() else ()
        self.beside = []
        self.stands_for = None
        empty = self.current is not None and len(self.rows) == self.listed and not self.titled
        self.group = self.group if self._sender_over(begun[0]) else None
        self.listed, self.titled, self.limit, self.party = len(self.rows), False, "", None
        self.sent = False
        self.lists += 1
        self.run = self.runs[self.lists] = (*self.run, begun[0]) if empty else (begun[0],)
        before = self.current
        under = self._under(begun[0], piece.text[: begun[1]], empty)
        if empty and before and before.standing == "voting" and under.standing == "other":
            self.unheaded.append(self.lists)
        self.tables = tuple(replace(table, heading=under) for table in kept)
        if cells is None:
            cells = list(piece.cells)
            cells[0] = (cells[0][0] + begun[1], cells[0][1])
        cells = [c for c in cells if piece.block.text[c[0] : c[1]].strip()]
        inner = second(piece.block.text[slice(*cells[0])]) if cells else None
        if inner:  # "Övriga deltagande  Ersättare: Anna Ek (S)"
            under = self.current = inner[0]
            cells[0] = (cells[0][0] + inner[1], cells[0][1])
        elif cells:
            other = heading(piece.block.text[cells[0][0] : cells[0][1]])
            if other and other[1] >= cells[0][1] - cells[0][0]:
                under = self._under(other[0], piece.block.text[slice(*cells[0])], True)
                self.run = self.runs[self.lists] = (*self.run, other[0])
                cells = cells[1:]
        self._add(piece, cells, under)

    def _wraps(self, piece: Piece, new: Heading) -> bool:
        """ "Ej tjänstgörande  Anna Ek" / "ersättare         Bo Lund": one heading, on two lines."""
        return (
            self.current is not None
            and len(self.rows) > self.listed
            and piece.text[:1].islower()
            and new.role is not None
            and new.standing in ("member", "substitute")
            and UNFINISHED.fullmatch(self.words.strip(" :")) is not None
        )

    def _go_on_under(
        self, piece: Piece, begun: tuple[Heading, int], cells: list[tuple[int, int]] | None
    ) -> None:
        """The rest of a heading tells the role, also of those that stand beside its first line."""
        if self.current is None:
            return
        self.words = f"{self.words} {piece.text[: begun[1]]}"
        under = self.current = replace(self.current, role=begun[0].role)
        for row in self.rows[self.listed :]:
            row.heading = replace(row.heading, role=begun[0].role)
        if cells is None:
            cells = [(piece.cells[0][0] + begun[1], piece.cells[0][1]), *piece.cells[1:]]
        self._add(piece, [c for c in cells if piece.block.text[c[0] : c[1]].strip()], under)

    def _table_goes_on(self) -> bool:
        """ "Namn⇥Parti⇥Närvaro" / "Ledamöter (7)" / "Anna Ek⇥S⇥1": a heading between a table's rows."""
        cells = self.following[0].split("\t") if self.following else []
        marks = any(table.marks for table in self.tables)
        return marks and len(cells) > 2 and row_of(self.tables[0], cells) is not None

    def _sender_over(self, new: Heading) -> bool:
        """ "Kallade" / "Norrby kommun" / "Ordinarie" / … / "Ersättare": two lists of one sender."""
        if self.group is None or new.standing not in ("member", "substitute"):
            return False
        self.sends = self.sends or len(self.rows) == self.listed
        return self.sends

    def _under(self, new: Heading, words: str, empty: bool) -> Heading:
        voted = any(row.heading.standing == "voting" for row in self.rows)
        before = Before(self.words, self.current, empty, self.within, voted, self.idle_ahead, self.by_list)
        self.current, self.within = nested(new, words.strip(), before)
        self.words = words
        self.summoned = SUMMONED.match(words.strip()) is not None or (
            self.summoned and self.current.present is None
        )
        return self.current

    def _add(self, piece: Piece, cells: list[tuple[int, int]], under: Heading) -> bool:
        first = piece.block.text[slice(*cells[0])].strip(" ()") if len(cells) > 1 else ""
        if known_party(first) or first in self.letters:  # "S⇥Anna Ek⇥ordförande"
            rows, doubts = entries(piece, cells[1:], under, self.known, self.reverse)
            for row in rows[:1]:
                row.rest = f" ({first})" + row.rest
        else:
            rows, doubts = entries(piece, cells, under, self.known, self.reverse)
        self._take(rows)
        self.warnings.extend(doubts)
        return bool(rows)

    def _add_beside(self, piece: Piece, index: int) -> bool:
        column, before = column_of(piece, index, self.beside), len(self.rows)
        found = self._add(piece, [piece.cells[index]], self.beside[column][1])
        for row in self.rows[before:]:
            row.column = column
        return found
