"""Posts before a name: the rows, fields and headings of one person that a post begins."""

from __future__ import annotations

import re

from pipeline.extract.attendance.entries import Piece, Row
from pipeline.extract.attendance.listheads import STOP, Heading, heading
from pipeline.extract.attendance.listing import PLAIN
from pipeline.extract.attendance.lonecells import LoneCells
from pipeline.extract.attendance.pieces import persons
from pipeline.extract.attendance.words import role_name
from pipeline.extract.names import FULL_NAME, name_score
from pipeline.extract.rolewords import starts_with_role

_SERVING = Heading("voting", "ersättare")
_SERVES_FOR = re.compile(
    r"(?i:(?:tjänstgörande|tjg\.?|tjänstg\.) (?:ersättare|suppleant|ers\.))\s(?:för|f\.)\s"
    rf"(?P<name>{FULL_NAME.pattern})(?:\s?\([^()]{{1,6}}\))?\s*(?:[:\t]\s*|$)"
)

_CHAIR_FIELD = re.compile(
    rf"(?P<post>(?:(?:\d:[ea]|förste|första|andre|andra)\s)?(?:vice\s)?ordförande)\s*:\s*(?={FULL_NAME.pattern})",
    re.IGNORECASE,
)
_POST = re.compile(r"(?:(?:\d:[ea]|förste|första|andre|andra)\s)?(?:vice\s)?ordförande", re.IGNORECASE)


class Posts(LoneCells):
    """What a line says that begins with a post."""

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
        closed = self.current.standing == "other" or self.current.present is False
        if STOP.match(texts[0]) and (closed or found[0].name.casefold() in seen):
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

    def _chair_field(self, piece: Piece) -> bool:
        """ "Ordförande: Anna Ek (S)" above "Ledamöter: …": a list of one, no field of the signature block."""
        match = _CHAIR_FIELD.match(piece.text)
        listing = self.current is not None and not (self.current.role or "").endswith("ordförande")
        if match is None or len(piece.cells) > 2 or listing:
            return False
        ahead = [heading(line.strip()) for line in self.following[:3]]
        if not any(found and found[0].role == "ledamot" and found[0].present for found in ahead):
            return False
        self._begin(piece, (Heading("member", role_name(match["post"])), match.end()))
        return True

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

    def _titles_first(self) -> bool:
        """Whether a post before a name is a row here: "Sekreterare Siv Ek" below "Kommunchef Anna Ek"."""
        last = self.rows[-1] if len(self.rows) > self.listed else None
        guests = self.current is not None and self.current.standing == "other"
        return self.current == PLAIN or (guests and last is not None and last.role is not None)

    def _post_field(self, piece: Piece, under: Heading) -> None:
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
                    Row(piece, person.start, person.end, person.name, person.rest, under, role or person.role)
                )
