"""Tables whose cells stand one a line, and pages read column by column."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from pipeline.extract.attendance.attended import COLUMN, MARKS
from pipeline.extract.attendance.cuts import LETTERS
from pipeline.extract.attendance.entries import Piece, Row
from pipeline.extract.attendance.listing import Listing
from pipeline.extract.attendance.nesting import COLUMN_TITLES
from pipeline.extract.attendance.remarks import known_party
from pipeline.extract.names import FULL_NAME, NAME_WORD, given_evidence
from pipeline.extract.rolewords import starts_with_role

_OF_VOTES = re.compile(r"§|\bja\s*nej|tjg|votering|omröstning", re.IGNORECASE)
_LONE_NAME = re.compile(NAME_WORD)
_SURNAME = re.compile(rf"(?P<name>{NAME_WORD})\s?\({LETTERS}\)")
_PARTY = re.compile(rf"(?P<a>[A-ZÅÄÖ]{{1,3}})|\((?P<b>{LETTERS})\)")
_INSTEAD_OF = re.compile(
    rf"(?:ersättare för|ersätter|tjänstgör(?:ande)? för|tjg\.? för|för)\s{FULL_NAME.pattern}"
)
_NO_POST = re.compile(r"^\s*(?:\([^()]*\))?[\s.]*$")
_MARK = re.compile(r"(?P<mark>[xX×✓✔☒☑])[\s,;]*(?=§)")
_CAME = re.compile(r"(?P<yes>ja)|nej", re.IGNORECASE)
_SEVERAL_MARKS = 4  # in a column below the names, rather than beside the last one
# for each column whether a row has nothing of it yet
_BARE: dict[str, Callable[[Row], bool]] = {
    "party": lambda row: "(" not in row.rest,
    "mark": lambda row: row.mark is None,
    "post": lambda row: _NO_POST.match(row.rest) is not None,
}


def _tell(row: Row, kind: str, words: str) -> None:
    if kind == "mark":
        row.mark = row.mark or not re.fullmatch(r"[\s–-]+", words)
        items = _MARK.match(words)
        row.rest += f", {words[items.end() :]}" if items else ""
    elif kind == "post":
        row.rest += f", {words}"
    elif "(" not in row.rest:
        row.rest = f" ({words.strip('()')}){row.rest}"


class LoneCells(Listing):
    """What a line that is one cell says of the people above it."""

    def __init__(self, known: Callable[[], frozenset[str]], reverse: bool = False) -> None:
        super().__init__(known, reverse)
        self.said: dict[str, list[str]] = {kind: [] for kind in _BARE}

    def _lone_cell(self, piece: Piece) -> bool:
        """A table whose cells stand one a line: a mark, the title of a column, the role of the one above."""
        text = piece.text.strip()
        if self.current is None or len(piece.cells) > 1:
            return False
        if len(self.rows) == self.listed and COLUMN_TITLES.fullmatch(text) and _OF_VOTES.search(text):
            return True  # "Närvaro § § §" / "Tjg Ej tjg JA NEJ"
        if len(text) > 40:
            return False
        if text in ("§", "§§") and len(self.rows) > self.listed and re.match(r"\d", self._next()):
            self.rows[-1].rest += f" {text}"  # its numbers stand on the line below
            return True
        came = _CAME.fullmatch(text)
        if came and len(self.rows) > self.listed and self.words.casefold().startswith("närvar"):
            self.rows[-1].present = came["yes"] is not None
            return True
        if COLUMN.fullmatch(text) and (len(self.rows) == self.listed or text.startswith("§")):
            return True
        said = self._said_alone(text)
        if said and len(self.rows) > self.listed:
            self.said[said].append(text)
            return True
        return False

    def _said_alone(self, text: str) -> str | None:
        """Which column a line is a cell of that says one thing of somebody; None when it is none."""
        letters = _PARTY.fullmatch(text)
        if MARKS.fullmatch(text) or _MARK.match(text):
            return "mark"
        if letters and (letters["b"] or known_party(letters["a"])):
            return "party"
        if text[:1].islower() and (starts_with_role(text) == len(text) or _INSTEAD_OF.match(text)):
            return "post"
        return None

    def settle(self) -> None:
        """Give each of a list what the lines below it say, where they are as many as the people.

        A page read by its columns has the names, then the letters of their parties, then their posts; else
        all is said of the last one ("Anna Ek" / "ordförande").
        """
        if not any(self.said.values()):
            return
        for kind, said in self.said.items():
            bare = takewhile(
                _BARE[kind], reversed(self.rows[max(self.listed, len(self.rows) - len(said) - 1) :])
            )
            tail = list(bare)[::-1] if said else []
            several = len(said) > 1 and len(said) == len(tail)
            if kind == "mark" and len(said) < _SEVERAL_MARKS and not any("§" in words for words in said):
                several = False  # "X" / "X": she came, and she serves
            for k, words in enumerate(said):
                _tell(tail[k] if several else self.rows[-1], kind, words)
        self.said = {kind: [] for kind in _BARE}

    def _surname_below(self, above: Piece | None, piece: Piece) -> bool:
        """ "Anna" / "Ek (S)": a name that a narrow column has parted."""
        given = above.text.strip() if above else ""
        match = _SURNAME.match(piece.text)
        if self.current is None or self.tables or self.beside or above is None or match is None:
            return False
        if not _LONE_NAME.fullmatch(given) or given_evidence(given) < 0.5 or len(piece.cells) > 1:
            return False
        if len(self.rows) > self.listed and self.rows[-1].piece is above:
            self.rows.pop()
        end = piece.start + len(match["name"])
        rest = piece.block.text[end : piece.end]
        row = Row(piece, piece.start, end, f"{given} {match['name']}", rest, self.current)
        row.begin = above.block.offsets[above.start + len(above.text) - len(above.text.lstrip())]
        self._take([row])
        return True
