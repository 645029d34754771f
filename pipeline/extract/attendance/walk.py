"""Down the lines of a head: under which heading, beside which columns each person stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.attendance.attended import COLUMN, MARKS, NARRATES, attended, marked
from pipeline.extract.attendance.collapsed import is_sender
from pipeline.extract.attendance.entries import Piece, Row, entries, table_rows
from pipeline.extract.attendance.headlines import behind, go_on, is_heading, second
from pipeline.extract.attendance.listheads import POST_FIELD, STOP, Heading, heading
from pipeline.extract.attendance.nesting import COLUMN_TITLES, SEE_LIST, Before, nested
from pipeline.extract.attendance.pieces import persons
from pipeline.extract.attendance.remarks import PARAGRAPHS
from pipeline.extract.attendance.tables import Columns, columns, row_of
from pipeline.extract.attendance.words import SENDERS, role_name
from pipeline.extract.names import FULL_NAME, name_score
from pipeline.extract.rolewords import starts_with_role
from pipeline.facts import Warning  # noqa: A004 (the contract's word)
from pipeline.gazetteers import municipalities, parties
from pipeline.patterns import item_label

_CONTINUES = re.compile(r"\s*(?:§|\d+\s*(?:[-–,]|$|\s*och)|\(|[a-zåäö]|(?:Ersätter|Tjänstgör|Tjg)\b)")
_LIMITED = re.compile(
    r"\s*(?:deltar|deltog|närvarar|närvarade|närvarande|var närvarande|medverka(?:r"
    r"|de))?(?: endast)?(?: under| vid| på| i)?\s*"
    r"(?:§{1,2}|ärende\w*|punkt\w*)\s*\d[\d\s,–-]*[:.]?"
)
_PLAIN = Heading("member", "")
_SERVING = Heading("voting", "ersättare")
_SERVES_FOR = re.compile(
    r"(?i:(?:tjänstgörande|tjg\.?|tjänstg\.) (?:ersättare|suppleant|ers\.))\s(?:för|f\.)\s"
    rf"(?P<name>{FULL_NAME.pattern})(?:\s?\([^()]{{1,6}}\))?\s*(?:[:\t]\s*|$)"
)

_SINGULAR = re.compile(r"^\s*(?:Ordinarie(?: ledamot)?|Ledamot)\s*:?\s*$")
_POST = re.compile(r"(?:(?:\d:[ea]|förste|första|andre|andra)\s)?(?:vice\s)?ordförande", re.IGNORECASE)


class Walk:
    """Goes down the lines of a head; remembers under which heading, beside which columns it is."""

    def __init__(self, known: Callable[[], frozenset[str]], reverse: bool = False) -> None:
        self.known = known  # the names that stand whole in the document
        self.rows: list[Row] = []
        self.warnings: list[Warning] = []
        self.current: Heading | None = None
        self.tables: tuple[Columns, ...] = ()
        self.group: str | None = None
        self.listed = 0  # rows when the list began
        self.beside: list[tuple[int, Heading]] = []  # lists side by side: where each begins
        self.titled = False  # whether the item's title is the heading
        self.limit = ""  # "deltar under §§ 34–46" over a list
        self.lists = 0
        self.words = ""  # of the heading
        self.within = False  # under a heading of those who decide
        self.by_list = False  # "Beslutande: se närvarolista"
        self.reverse = reverse
        self.following: list[str] = []  # the next lines
        self.stands_for: str | None = None  # "Tjänstgörande ersättare för Anna Ek:" over the one who serves
        self.sends = False  # the sender's name stands over the headings of its lists
        self.idle_ahead = False  # a list of substitutes that do not serve is still to come

    def open(self, title: Heading | None) -> None:
        """An item begins: what was listed before it is over; its title may be the next list's heading."""
        self.current, self.tables, self.beside = title, (), []
        self.stands_for, self.sends = None, False
        self.group, self.listed, self.titled, self.limit = None, len(self.rows), title is not None, ""
        self.lists += 1

    def step(self, piece: Piece) -> None:
        """Read one line."""
        texts = [piece.cell(i) for i in range(len(piece.cells))]
        if self._told(piece) or self._lone_cell(piece):
            return
        if self._side_by_side(piece, texts) or self._stands_in(piece):
            return
        header = columns(texts)
        if header:
            self.tables, self.beside = header, []
            self.current = header[0].heading or self.current or _PLAIN
            return
        lead = texts[0].lstrip(" •-–") if texts else ""
        if self.tables and not (len(texts) == 1 and STOP.match(lead)):
            found = table_rows(piece, self.tables, self.current or _PLAIN)
            if found:
                self.rows.extend(found)
                return
        if self._role_first(piece, texts):
            return
        if self._post_line(piece):
            return
        begun = heading(texts[0])
        if begun and begun[0].standing == "voting" and SEE_LIST.fullmatch(behind(piece, begun[1])):
            self.by_list, self.current = True, None
            return
        if begun and begun[1] < len(texts[0]) and COLUMN_TITLES.fullmatch(behind(piece, begun[1])):
            begun = begun[0], len(piece.text)
        if begun and is_heading(texts[0], begun[1], piece):
            self._begin(piece, begun)
            return
        if begun and len(texts) == 1 and _LIMITED.fullmatch(texts[0][begun[1] :]):
            self._begin(piece, (begun[0], len(texts[0])))
            self.limit = texts[0][begun[1] :]
            return
        if STOP.match(lead) or (item_label(texts[0]) and not begun):
            # a post field under "Närvarande" is one of its rows
            if POST_FIELD.match(lead) and self.current == _PLAIN and not self.tables:
                self._post_field(piece)
            else:
                self.current, self.tables, self.beside = None, (), []
            return
        if self.current is not None:
            self._list_line(piece)

    def _told(self, piece: Piece) -> bool:
        """ "Anna Ek, Bo Lund och Eva Tall deltog.": people without a heading."""
        found = attended(piece, self.current) if not self.tables else []
        if found and (self.current is None or self.titled or len(found) > 1 or piece.block.kind == "prose"):
            self._take(found)
            return True
        # "Upprop förrättades av Anna Ek" under "Upprop" lists nobody, nor does the text below a list
        if self.current is None or not NARRATES.search(piece.text) or heading(piece.text):
            return False
        if not self.titled and len(piece.cells) == 1 and piece.text.rstrip().endswith("."):
            self.current = None
        return self.titled or self.current is None

    def _lone_cell(self, piece: Piece) -> bool:
        """A table whose cells stand one a line: a mark, the title of a column, the role of the one above."""
        text = piece.text.strip()
        if self.current is None or len(piece.cells) > 1 or len(text) > 40:
            return False
        if MARKS.fullmatch(text) and len(self.rows) > self.listed:
            self.rows[-1].mark = self.rows[-1].mark or not re.fullmatch(r"[\s–-]+", text)
            return True
        if COLUMN.fullmatch(text) and (len(self.rows) == self.listed or text.startswith("§")):
            return True
        if text[:1].islower() and len(self.rows) > self.listed and starts_with_role(text) == len(text):
            self.rows[-1].rest += ", " + text
            return True
        return False

    def _take(self, rows: list[Row]) -> None:
        for row in rows:
            row.group, row.list = self.group, self.lists
            if self.stands_for:
                row.rest, self.stands_for = f"{row.rest}, ersättare för {self.stands_for}", None
            if self.limit and not PARAGRAPHS.search(row.rest):
                row.rest += ", " + self.limit
            self.rows.append(marked(row))

    def _role_first(self, piece: Piece, texts: list[str]) -> bool:
        """ "Ordförande⇥Anna Ek⇥(S)": a row; but a field of the signature block when the list is over."""
        if self.current is None or self.beside or len(texts) < 2 or not texts[0]:
            return False
        if starts_with_role(texts[0].rstrip(" :")) != len(texts[0].rstrip(" :")):
            return False
        found = persons(texts[1], piece.cells[1][0])
        seen = {row.name.casefold() for row in self.rows}
        if len(found) != 1 or name_score(found[0].name.split()) < 0:
            return False
        if STOP.match(texts[0]) and (self.current.standing == "other" or found[0].name.casefold() in seen):
            return False
        role = role_name(texts[0])
        begun = heading(texts[0])
        if begun and begun[1] >= len(texts[0]):
            return False  # "Ersättare⇥Anna Ek" begins a list
        rest = ", ".join([found[0].rest, *texts[2:]])
        person = found[0]
        self._take([Row(piece, person.start, person.end, person.name, rest, self.current, role)])
        return True

    def _post_line(self, piece: Piece) -> bool:
        """ "Vice ordförande" alone on a line, when "Ledamöter" head their list soon below: a list of one."""
        post = piece.text.strip(" :")
        listing = (self.current is None and not self.rows) or (
            self.current and self.current.standing != "other"
        )
        heads = [heading(line.strip()) for line in self.following]
        members = any(found and found[0].role == "ledamot" for found in heads)
        if not (listing and members and _POST.fullmatch(post)):
            return False
        self._begin(piece, (Heading("member", role_name(post)), len(piece.cell(0))))
        return True

    def _begin(
        self, piece: Piece, begun: tuple[Heading, int], cells: list[tuple[int, int]] | None = None
    ) -> None:
        kept = self.tables if self._table_goes_on() else ()
        self.beside = []
        self.stands_for = None
        empty = self.current is not None and len(self.rows) == self.listed and not self.titled
        self.group = self.group if self._sender_over(begun[0]) else None
        self.listed, self.titled, self.limit = len(self.rows), False, ""
        self.lists += 1
        under = self._under(begun[0], piece.text[: begun[1]], empty)
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
                cells = cells[1:]
        self._add(piece, cells, under)

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

    def _stands_in(self, piece: Piece) -> bool:
        """ "Tjänstgörande ersättare för Anna Ek (S): Bo Lund (S)", or with his name on the line below."""
        match = _SERVES_FOR.match(piece.text)
        if match is None or self.tables or name_score(match["name"].split()) < 0:
            return False
        at = piece.start + match.end()
        found = persons(piece.block.text[at : piece.end], at)
        if len(found) > 1 or (not found and piece.text[match.end() :].strip()):
            return False
        self._begin(piece, (_SERVING, len(piece.text)), [])
        self.stands_for = match["name"]
        self._take([Row(piece, p.start, p.end, p.name, p.rest, _SERVING, p.role) for p in found])
        return True

    def _under(self, new: Heading, words: str, empty: bool) -> Heading:
        voted = any(row.heading.standing == "voting" for row in self.rows)
        before = Before(self.words, self.current, empty, self.within, voted, self.idle_ahead, self.by_list)
        self.current, self.within = nested(new, words.strip(), before)
        self.words = words
        return self.current

    def _list_line(self, piece: Piece) -> None:
        if self.current is None:
            return
        found = False
        if self.beside:
            for index in range(len(piece.cells)):
                column = index if self._by_tabs(piece) else None
                found |= self._add(piece, [piece.cells[index]], self._beside(piece, index, column))
        else:
            found = self._add(piece, list(piece.cells), self.current)
        if found:
            return
        if is_sender(piece.text.strip(" :")) and (self.group or len(self.rows) == self.listed):
            self.group = piece.text.strip(" :")  # "Norrby kommun" over the people it sent
            return
        if self.group and self._other_group(piece):
            return
        if self.rows and _CONTINUES.match(piece.text) and piece.block.kind != "label":
            go_on(self.rows, piece.text)
        elif len(piece.text) > 120:
            self.current = None

    def _other_group(self, piece: Piece) -> bool:
        """ "SPF Seniorerna", "Vännäs" below another sender: whose people those are that follow."""
        words = piece.text.strip(" :")
        if len(words.split()) > 4 or not (words in municipalities() or words.split()[0] in SENDERS):
            return False
        self.group = words
        return True

    def _add(self, piece: Piece, cells: list[tuple[int, int]], under: Heading) -> bool:
        first = piece.block.text[slice(*cells[0])].strip(" ()") if len(cells) > 1 else ""
        if first.upper() in {party.upper() for party in parties()}:  # "S⇥Anna Ek⇥ordförande"
            rows, doubts = entries(piece, cells[1:], under, self.known, self.reverse)
            for row in rows[:1]:
                row.rest = f" ({first})" + row.rest
        else:
            rows, doubts = entries(piece, cells, under, self.known, self.reverse)
        self._take(rows)
        self.warnings.extend(doubts)
        return bool(rows)

    def _post_field(self, piece: Piece) -> None:
        """ "Ordförande: Anna Ek" in a list of those present; who is listed already is no second row."""
        seen = {row.name.casefold() for row in self.rows}
        cells = [(a, b) for a, b in piece.cells if b > a]
        text = " ".join(piece.block.text[a:b] for a, b in cells)
        if len(cells) == 2:
            found = persons(piece.block.text[slice(*cells[1])], cells[1][0])
            role = piece.block.text[slice(*cells[0])].strip(" :").lower()
        else:
            found, role = persons(text, cells[0][0]) if len(cells) == 1 else [], None
        for person in found:
            if person.name.casefold() not in seen:
                self.rows.append(
                    Row(
                        piece, person.start, person.end, person.name, person.rest, _PLAIN, role or person.role
                    )
                )

    def _side_by_side(self, piece: Piece, texts: list[str]) -> bool:
        """ "Ledamöter    Ersättare" over two columns of people."""
        if len(texts) < 2:
            return False
        texts = [_SINGULAR.sub("Ledamöter", text) for text in texts]
        heads = [heading(text) for text in texts]
        if not all(found and found[1] >= len(text) for found, text in zip(heads, texts, strict=True)):
            return False
        found = [head[0] for head in heads if head]
        if len({(h.standing, h.role, h.present) for h in found}) < 2 or found[1] == Heading(
            "member", "ledamot"
        ):
            return False  # "Beslutande⇥Ledamöter": a heading and the one under it
        self.beside = [(piece.column(i), head) for i, head in enumerate(found)]
        self.current, self.tables = found[0], ()
        return True

    def _by_tabs(self, piece: Piece) -> bool:
        """Whether tabs or pipes part the cells, so that their count, not their place, says whose they are."""
        return piece.block.kind == "row" and len(piece.cells) == len(self.beside)

    def _beside(self, piece: Piece, index: int, column: int | None) -> Heading:
        if column is not None:
            return self.beside[column][1]
        at = piece.column(index)
        return min(self.beside, key=lambda begun: abs(begun[0] - at))[1]
