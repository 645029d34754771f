"""Down the lines of a head: under which heading, beside which columns each person stands."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.attendance.attended import NARRATES, attended
from pipeline.extract.attendance.beside import open_rows, side_by_side
from pipeline.extract.attendance.entries import Piece, uncertain
from pipeline.extract.attendance.headlines import behind, go_on, is_heading
from pipeline.extract.attendance.labelruns import PEOPLE, without_adjusters
from pipeline.extract.attendance.labels import group_label, of_organisations, party_label, represent, side
from pipeline.extract.attendance.listheads import POST_FIELD, STOP, Heading, heading
from pipeline.extract.attendance.listing import PLAIN
from pipeline.extract.attendance.nesting import COLUMN_TITLES, SEE_LIST
from pipeline.extract.attendance.parallel import each, tells_senders
from pipeline.extract.attendance.posts import Posts
from pipeline.extract.attendance.runon import first_person
from pipeline.extract.attendance.tablerows import placed, table_rows
from pipeline.extract.attendance.tables import columns, heads_marks
from pipeline.extract.attendance.words import SENDERS, names_organisation
from pipeline.extract.names import FULL_NAME
from pipeline.gazetteers import municipalities
from pipeline.patterns import item_label

_CONTINUES = re.compile(r"\s*(?:§|\d+\s*(?:[-–,]|$|\s*och)|\(|[a-zåäö]|(?:Ersätter|Tjänstgör|Tjg)\b)")
_LIMITED = re.compile(
    r"\s*(?:deltar|deltog|närvarar|närvarade|närvarande|var närvarande|medverka(?:r"
    r"|de))?(?: endast)?(?: under| vid| på| i)?\s*"
    r"(?:§{1,2}|ärende\w*|punkt\w*)\s*\d[\d\s,–-]*[:.]?"
)
_REPRESENTS = re.compile(r"(?:representerar|repr\.|från|utsedd av)\s*:?\s*(?=[A-ZÅÄÖ])", re.IGNORECASE)
_INSTEAD = re.compile(r"(?:\bför|\bersätter|\bst\.?\s?f\.?)\s*$", re.IGNORECASE)
_SEVERAL = 4  # people behind the name of a field that has one or two


class Walk(Posts):
    """Goes down the lines of a head; each is a heading, a row of people, or goes on with one above."""

    def step(self, piece: Piece) -> None:
        """Read one line."""
        texts = [piece.cell(i) for i in range(len(piece.cells))]
        above, self.above = self.above, piece
        if self._lone_cell(piece):
            return
        self.settle()
        if self._surname_below(above, piece) or self._told(piece):
            return
        if self._side_by_side(piece, texts) or self._stands_in(piece):
            return
        header = columns(texts)
        if header:
            self.tables, self.beside = placed(piece, header), []
            self.current = header[0].heading or self.current or PLAIN
            return
        lead = texts[0].lstrip(" •-–") if texts else ""
        if self.tables and not (len(texts) == 1 and STOP.match(lead)):
            found, doubts = table_rows(piece, self.tables, self.current or PLAIN, self.known, self.reverse)
            if found:
                for row in found:
                    row.summoned = self.summoned
                    if self.by_list and row.standing == "member" and row.present:
                        row.standing = "voting"
                self.rows.extend(found)
                self.warnings.extend(doubts)
                return
        if self._goes_on(piece) or self._role_first(piece, texts):
            return
        if self._post_line(piece):
            return
        if self.current and len(self.rows) == self.listed and SEE_LIST.fullmatch(piece.text):
            self._see_list()
            return
        begun = heading(texts[0])
        whole = begun is not None and begun[1] >= len(texts[0].rstrip())
        if not (whole or self.tables) and of_organisations(piece.text) and FULL_NAME.match(self._next()):
            self.current, self.sent = self.current or PLAIN, True
            return
        if begun is None and self._side(piece):
            return
        if begun and begun[0].standing == "voting" and SEE_LIST.fullmatch(behind(piece, begun[1])):
            self.by_list = True
            self._see_list()
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
        if self._chair_field(piece) or self._adjusters(piece):
            return
        if STOP.match(lead) or (item_label(texts[0]) and not begun):
            # a post field under "Närvarande" is one of its rows
            if POST_FIELD.match(lead) and self.current and not self.tables and self._titles_first():
                self._post_field(piece, self.current)
            else:
                self.current, self.tables, self.beside = None, (), []
            return
        if self.current is not None:
            self._list_line(piece)

    def _adjusters(self, piece: Piece) -> bool:
        """ "Beslutande" / "Ersättare" / "Utses att justera Anna Ek (S) …": the lists of all these fields."""
        if not self.run or len(self.rows) > self.listed or len(piece.cells) > 1:
            return False
        head, text = self.run[0], piece.text
        people = list(PEOPLE.finditer(text))
        if head.standing == "other" and any(
            person.group().endswith(")") or "(" in text[person.end() : person.end() + 3] for person in people
        ):
            return False  # members whose own heading is not known
        if head.present is False or len(people) < _SEVERAL or not STOP.match(text.lstrip(" •-–")):
            return False
        self._add(piece, [(piece.start + first_person(people[0]), piece.end)], head)
        without_adjusters(self.rows, self.listed)
        self.current, self.run = None, ()
        return True

    def _see_list(self) -> None:
        """ "Beslutande: enligt bilagd förteckning"; people between it and "Övriga deltagande" are others."""
        ahead = (heading(line.strip()) for line in self.following)
        others = any(found and found[0].standing == "other" for found in ahead)
        self.current = Heading("other") if others and FULL_NAME.match(self._next()) else None
        self.listed = len(self.rows)

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

    def _side(self, piece: Piece) -> bool:
        """ "Från kommunen: Anna Ek och Bo Lund", also alone on the line: whom those come from."""
        if self.tables or self.beside:
            return False
        label = side(piece.cell(0))
        posts = represent(piece.text) if self.current and len(piece.cells) == 1 else None
        if posts and self.current:
            at = piece.start + posts[1]
            return self._add(piece, [(at, piece.end)], replace(self.current, role=posts[0]))
        if label is None:
            return False
        who, end = label
        start = piece.cells[0][0] + end
        cells = [(max(a, start), b) for a, b in piece.cells if piece.block.text[max(a, start) : b].strip()]
        if self.current is None:
            ahead = piece.block.text[slice(*cells[0])] if cells else next(iter(self.following), "")
            if not FULL_NAME.match(ahead.strip()):
                return False
            self.current = PLAIN
        self.group, self.sends = who, False
        if cells:
            self._add(piece, cells, self.current)
        return True

    def _list_line(self, piece: Piece) -> None:
        if self.current is None:
            return
        found = False
        if self.beside:
            for index in range(len(piece.cells)):
                found |= self._add_beside(piece, index)
        else:
            found = self._add(piece, list(piece.cells), self.current)
        if found or self._said_below(piece):
            return
        words = piece.text.strip(" :")
        sent = _REPRESENTS.match(words)
        if sent and len(self.rows) > self.listed and names_organisation(words[sent.end() :]):
            self.rows[-1].organisation = words[sent.end() :]  # "Anna Ek" / "Representerar: Norrby kommun"
            return
        if group_label(words) and (self.group or len(self.rows) == self.listed):
            self.group = words  # "Norrby kommun" over the people it sent
            return
        if party_label(words) and (self.party or len(self.rows) == self.listed):
            self.party = party_label(words)
            return
        if self.group and self._other_group(piece):
            return
        if self.rows and _CONTINUES.match(piece.text) and piece.block.kind != "label":
            go_on(self.rows, piece.text)
        elif len(piece.text) > 120:
            self.current = None

    def _named_below(self, piece: Piece) -> bool:
        """ "Anna Ek (V), ersättare för" / "Bo Lund (V)": whom she replaces, also beside a second column."""
        if self.current is None or self.tables or self.beside or len(self.rows) == self.listed:
            return False
        last = self.rows[-1].piece
        at = piece.column(0)
        for row in self.rows[self.listed :]:
            if row.piece is not last or not _INSTEAD.search(row.rest):
                continue
            cell = next((k for k, (a, b) in enumerate(last.cells) if a <= row.start < b), 0)
            if (len(last.cells) == 1 or last.column(cell) == at) and FULL_NAME.match(piece.cell(0)):
                row.rest += " " + piece.cell(0)
                if len(piece.cells) > 1:
                    self._add(piece, list(piece.cells[1:]), self.current)
                return True
        return False

    def _said_below(self, piece: Piece) -> bool:
        """ "Anna Ek Bo Lund" / "Norrby kommun Region Norrland": what is said of each on the line above."""
        last = self.rows[-1].piece if len(self.rows) > self.listed + 1 else None
        above = [row for row in self.rows[self.listed :] if row.piece is last]
        if len(above) < 2 or any(row.rest.strip(" .,") for row in above) or len(piece.text) > 300:
            return False
        told = each(piece.text, len(above))
        if told is None:
            if tells_senders(piece.text):
                self.warnings.append(uncertain(piece, len(above)))
                return True
            return False
        for row, said in zip(above, told, strict=True):
            row.rest = ", " + said
        return True

    def _other_group(self, piece: Piece) -> bool:
        """ "SPF Seniorerna", "Vännäs" below another sender: whose people those are that follow."""
        words = piece.text.strip(" :")
        if len(words.split()) > 4 or not (words in municipalities() or words.split()[0] in SENDERS):
            return False
        self.group = words
        return True

    def _side_by_side(self, piece: Piece, texts: list[str]) -> bool:
        found = side_by_side(piece, texts)
        if not found or any(heads_marks(table, self.following) for table in columns(texts)):
            return False
        self.beside, self.current, self.tables = found, found[0][1], ()
        return True

    def _goes_on(self, piece: Piece) -> bool:
        """What a narrow column has put on the line below: "§§ 1–4"; "ordförande" behind "1:e vice"."""
        if self._named_below(piece):
            return True
        listed = self.rows[self.listed :] if self.current and not self.tables else []
        above = open_rows(piece, listed, self.beside)
        if not any(above):
            return False
        for index, row in enumerate(above):
            if row:
                row.rest += " " + piece.cell(index)
            else:
                self._add_beside(piece, index)
        return True
