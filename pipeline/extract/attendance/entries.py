"""One line of a list → the people on it, before their remarks are read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.extract.attendance.collapsed import UNSURE, split
from pipeline.extract.attendance.listheads import Heading
from pipeline.extract.attendance.parallel import RUN, each, names_of, tells_senders
from pipeline.extract.attendance.pieces import persons
from pipeline.extract.attendance.senders import is_sender
from pipeline.extract.attendance.surnames import Person
from pipeline.extract.attendance.words import EMPLOYER, OFFICE, SENDERS, names_organisation
from pipeline.extract.names import FULL_NAME, given_evidence, is_label, is_place, name_score
from pipeline.extract.rolewords import starts_with_role
from pipeline.facts import Warning  # noqa: A004 (the contract's word)
from pipeline.gazetteers import regions
from pipeline.view import Block

# "38 medlemmar enligt lista. Av styrelsen närvarade Anna Ek och Bo Lund."
_IN_A_SENTENCE = re.compile(
    r"\b(?:närvarade|närvarande var|deltog(?: även)?|var|var närvarande)\s+(?=[A-ZÅÄÖ])"
)
# "Norrby kommun: Anna Ek"
_SENDER = re.compile(r"(?P<sender>[A-ZÅÄÖ][\wåäöÅÄÖé&/ -]{2,60}?)(?P<dash>\s?:|\s[–-])\s+(?=[A-ZÅÄÖ])")

_OFFICE = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,2}(?:ant|are|er|man|or|ist|chef)"
)  # "Facklig representant"
_BRACKETED = re.compile(r"\s?\([^()]{1,6}\)")
_PROPER = re.compile(r"[A-ZÅÄÖ][\wåäö-]{2,}(?:\s[A-ZÅÄÖ][\wåäö-]+){1,3}")
_REMARKS = re.compile(r"(?i)anmäl|frånv|närv|förhind|via|på|deltog|deltar|tjänst|tjg|ej|för|vakant|sjuk")
_SERVES = re.compile(r"(?:ersätter|tjg|tjänstgör|för|i stället|vikari|ers\.)\b", re.IGNORECASE)
_REPLACED = re.compile(r",?\s+(?:ersätts|ersattes|ersatt)\s+(?P<when>§§? ?\d[\d\s,–-]*)?av\s+(?=[A-ZÅÄÖ])")
_WHEN = re.compile(r"(?P<party>\s?\([^()]{1,6}\))?[\s,]*(?P<when>§§? ?\d[\d\s,–-]*)")


@dataclass(frozen=True)
class Piece:
    """One physical line of a block: clean range and its cells.

    `mark`: whether the box before it is ticked; `loose` when other words stand between its cells;
    `tabs` before the first of them; `aligned` when spaces alone part the cells, so that their place tells
    which column each stands in.
    """

    block: Block
    start: int
    end: int
    cells: tuple[tuple[int, int], ...]
    mark: bool | None = None
    loose: bool = False
    tabs: int = 0
    aligned: bool = False

    @property
    def text(self) -> str:
        """The line, cells separated by a tab."""
        if self.loose:
            return "\t".join(self.cell(index) for index in range(len(self.cells)))
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

    def begin(self) -> int:
        """The raw offset at which the line begins that the first cell stands on."""
        return self.block.offsets[self.cells[0][0]] - self.column(0)


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
    box: bool | None = None  # the box before it: ticked, empty; it is a bullet where none is ticked
    summoned: bool = False  # in a list of those called to the meeting
    column: int = 0  # which of the lists that stand side by side
    list: int = 0  # which list of the head it stands in
    sent: bool = False  # in a list of those whom organisations have sent
    replaces: str | None = None  # when it is no name as running text has it
    turns: bool = False  # shares a seat with another, each for a part of the meeting
    begin: int | None = None  # raw, where the name begins on the line above


def lines_of(block: Block) -> list[Piece]:
    """The physical lines of a block; a row of a table is one, also where a cell of it is wrapped."""
    if block.kind == "row":
        return [Piece(block, 0, len(block.text), block.cells)]
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
        if sender and sender["dash"].strip() == ":" and EMPLOYER.fullmatch(sender["sender"]):
            organisation = sender["sender"]  # "Polisen: Anna Ek"
            cell, start = cell[sender.end() :], start + sender.end()
        elif sender and not starts_with_role(cell):
            if sender["dash"].strip() != ":":  # "Norrby kommun – Anna Ek, Bo Lund"
                organisation = sender["sender"] if is_sender(sender["sender"]) else None
            elif names_organisation(sender["sender"]):
                organisation = sender["sender"]
            elif is_place(sender["sender"]) or f"Region {sender['sender']}" in regions():
                organisation = sender["sender"]  # "Blekinge: Anna Ek, Bo Lund" among the delegates
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
        elif (
            rows and rows[-1].organisation is None and _PROPER.fullmatch(cell.strip()) and _plain_sender(cell)
        ):
            rows[-1].organisation = cell.strip()  # "Anna Ek⇥Funktionsrätt Norrby"
        elif rows:
            rows[-1].rest += ", " + text[start:end]
    return rows, []


def _plain_sender(cell: str) -> bool:
    """Whether a cell of capitalised words beside a name is neither a post, a party nor a mark."""
    first = cell.split()[0]
    return not (starts_with_role(cell) or OFFICE.match(cell) or _REMARKS.match(first) or is_label(first))


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
    return bool(
        not _SERVES.match(cell)
        and name_score(person.name.split()) > (1.5 if titled else 0.3)
        and (
            _BRACKETED.match(person.rest)
            or any(given_evidence(w.strip(",")) > 0 for w in person.name.split())
        )
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
    """The people of a cell of several names and nothing else, with what the next cells say of each."""
    run, start, words = texts[0], cells[0][0], " ".join(texts[1:])
    if len(texts) < 2 and not RUN.fullmatch(run):
        return None
    if words and RUN.fullmatch(run) and len(run.split()) > 3 and FULL_NAME.match(run):
        best = split(run, words, known())
        if best and len(best.names) > 1:
            rows = [
                Row(
                    piece, start + a, start + b, run[a:b], ", " + words[slice(*said)] if said else "", current
                )
                for (a, b), said in zip(best.names, best.affiliations, strict=True)
            ]
            return rows, [uncertain(piece, len(rows))] if best.margin < UNSURE else []
    names = names_of(run, known() if RUN.fullmatch(run) else frozenset())
    if not names:
        return None
    told = [each(text, len(names), shared=not RUN.fullmatch(run)) for text in texts[1:]]
    senders = any(said is None and tells_senders(text) for said, text in zip(told, texts[1:], strict=True))
    if not RUN.fullmatch(run) and not senders and not all(told):
        return None  # another cell of people
    rests = ["".join(f", {said[k]}" for said in told if said) for k in range(len(names))]
    rows = [
        Row(piece, start + a, start + b, run[a:b], rest, current)
        for (a, b), rest in zip(names, rests, strict=True)
    ]
    return rows, [uncertain(piece, len(rows))] if senders else []


def uncertain(piece: Piece, count: int) -> Warning:
    """That `count` people stand beside affiliations that may be another's."""
    message = f"{count} names and affiliations run together; another division is nearly as likely"
    return Warning(
        code="attendance.uncertain", message=message, start=piece.block.span(piece.start, piece.end)[0]
    )
