"""The judgements file: persons' judgements and the ids that must stay, as CSV for people and spreadsheets.

With it a store can be deleted and made anew. A judgement names both sides by the keys of their profiles
(a JSON list; a hand-written line may have one id or one key) and the places where the names stand.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from pipeline.entities import PROGRAM, Entry, Identity, Judgement, Profile, Side, Verdict
from pipeline.errors import BadJudgement
from pipeline.judge.names import Names, places_of
from pipeline.judge.organisations import is_organisation, organisation_side
from pipeline.resolve import own_ids
from pipeline.store import Store

COLUMNS = (
    "number", "verdict", "left_name", "right_name", "by", "at", "why", "undoes", "left", "right",
    "left_places", "right_places",
)  # fmt: skip
_NEEDED = ("verdict", "left", "right", "by")
_VERDICTS = (*get_args(Verdict), "undo", "id")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?")


@dataclass(frozen=True)
class Line:
    """A judgement of a file: its number there, and that of the one it takes back."""

    line: int
    number: str
    judgement: Judgement
    undoes: str = ""


@dataclass(frozen=True)
class Pin:
    """A person's id that a new store has to keep: it belongs to the profile of `key`."""

    id: str
    side: Side


def sheet(store: Store) -> str:
    """All that persons have judged in a store, what was taken back too, and the ids that must stay."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in store.book():
        writer.writerow(map(_guarded, _row(entry)))
    memory, current = store.memory(), store.members(current=True)
    for identity in own_ids(memory, current):
        writer.writerow(map(_guarded, _pin_row(identity, memory.profiles)))
    return out.getvalue()


def read_sheet(text: str, name: str, names: Names | None) -> tuple[list[Line], list[Pin]]:
    """The judgements and ids of a file. `names`: who there is, None in a store without people.

    Raises BadJudgement, naming the file, the line and the remedy.
    """
    lines: list[Line] = []
    pins: list[Pin] = []
    for number, cells in _cells(text, name):
        where = f"{name}, line {number}"
        verdict = cells["verdict"].casefold()
        if verdict not in _VERDICTS:
            raise BadJudgement(f"{where}: {cells['verdict']!r} is no verdict; write {', '.join(_VERDICTS)}")
        left = _side(cells, "left", where, names)
        if verdict == "id":
            if not re.fullmatch(r"(person|organisation|body)-[0-9a-f]{12}", cells["right"]):
                raise BadJudgement(f"{where}: {cells['right']!r} is no id; take the line as it was exported")
            pins.append(Pin(cells["right"], left))
            continue
        lines.append(_line(cells, number, where, left, _side(cells, "right", where, names), lines))
    return lines, pins


def _line(
    cells: dict[str, str], number: int, where: str, left: Side, right: Side, before: Sequence[Line]
) -> Line:
    verdict: Verdict
    undoes = ""
    if cells["verdict"].casefold() == "undo":
        undone = next((line for line in before if line.number and line.number == cells["undoes"]), None)
        if undone is None:
            raise BadJudgement(
                f"{where}: undoes {cells['undoes'] or 'nothing'}, which is no number of a line above;"
                " give that line too"
            )
        undoes, verdict = undone.number, undone.judgement.verdict
    else:
        verdict = next(v for v in get_args(Verdict) if v == cells["verdict"].casefold())
    if set(left.keys) & set(right.keys):
        raise BadJudgement(f"{where}: both sides are the same; give two people, or two keys of one")
    if not cells["by"] or cells["by"].casefold() == PROGRAM:
        raise BadJudgement(f"{where}: nobody is said to judge; write a person's name under by")
    if cells["at"] and not _TIME.fullmatch(cells["at"]):
        raise BadJudgement(f"{where}: {cells['at']!r} is no time; write 2026-05-04 or 2026-05-04T12:30:00Z")
    judgement = Judgement(
        left.keys[0], right.keys[0], verdict, 1.0, cells["why"], cells["by"], cells["at"] or None,
        sides=(left, right),
    )  # fmt: skip
    return Line(number, cells["number"], judgement, undoes)


def _cells(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, column → cell without the guard) of every line that has anything in it."""
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True
    )
    try:
        columns = [column.strip().casefold() for column in next(reader, [])]
        _check(columns, name)
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(columns):
                raise BadJudgement(
                    f"{name}, line {reader.line_num}: {len(row)} cells, but {len(columns)} columns;"
                    ' put text with commas in "quotes"'
                )
            found = {column: _unguarded(cell.strip()) for column, cell in zip(columns, row, strict=True)}
            yield reader.line_num, dict.fromkeys(COLUMNS, "") | found
    except csv.Error as error:
        raise BadJudgement(f"{name}, line {reader.line_num}: no CSV ({error})") from error


def _check(columns: Sequence[str], name: str) -> None:
    missing = [column for column in _NEEDED if column not in columns]
    strange = [column for column in columns if column not in COLUMNS]
    twice = [column for column in columns if columns.count(column) > 1]
    if missing or strange or twice:
        what = (
            f"the column {missing[0]} is missing" if missing
            else f"there is no column {strange[0]!r}" if strange else f"two columns are called {twice[0]}"
        )  # fmt: skip
        raise BadJudgement(
            f"{name}, line 1: {what}; the columns are {', '.join(COLUMNS)} (needed: {', '.join(_NEEDED)})"
        )


def _side(cells: dict[str, str], which: str, where: str, names: Names | None) -> Side:
    cell = cells[which]
    places = _list(cells[f"{which}_places"], where, f"{which}_places")
    if cell.startswith("["):
        keys = _list(cell, where, which)
        if not keys:
            raise BadJudgement(f"{where}: {which} is empty; give an id or a key")
        return Side(keys, places)
    if not cell:
        raise BadJudgement(f"{where}: {which} is empty; give an id or a key")
    if names is None:
        raise BadJudgement(
            f"{where}: {cell!r} cannot be looked up, nobody is stored yet; run `paragraf run` first"
        )
    try:
        return organisation_side(names.store, cell) if is_organisation(cell) else names.side(cell)
    except BadJudgement as error:
        raise BadJudgement(f"{where}: {error}") from None


def _list(cell: str, where: str, column: str) -> tuple[str, ...]:
    if not cell:
        return ()
    try:
        found = json.loads(cell)
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise BadJudgement(f'{where}: {column} is no list; write ["…", "…"], or one id or key')
    return tuple(found)


def _row(entry: Entry) -> list[object]:
    j = entry.judgement
    left, right = j.sides or (Side((j.left,)), Side((j.right,)))
    return [
        entry.number, "undo" if entry.undoes else j.verdict, left.keys[0].partition("@")[0],
        right.keys[0].partition("@")[0], j.by, j.at or "", j.reason, entry.undoes or "", _json(left.keys),
        _json(right.keys), _json(left.places), _json(right.places),
    ]  # fmt: skip


def _pin_row(identity: Identity, profiles: Mapping[str, Profile]) -> list[object]:
    places = places_of(profiles[identity.key]) if identity.key in profiles else ()
    name = identity.key.partition("@")[0]
    return [
        "", "id", name, "", PROGRAM, "", "", "", _json([identity.key]), identity.id, _json(places), "",
    ]  # fmt: skip


def _json(items: Sequence[str]) -> str:
    return json.dumps(list(items), ensure_ascii=False) if items else ""


def _guarded(cell: object) -> object:
    """A cell that begins like a formula is text to a spreadsheet when a quote stands before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
