"""`paragraf present`: who sat at the table when a § was decided."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import OutOption
from pipeline.cli.show import named_path, writer
from pipeline.errors import BadSetting

if TYPE_CHECKING:
    from pipeline.presence import Item, Seat

_HEADINGS: tuple[tuple[str, Callable[[Seat], bool]], ...] = (
    ("Deciding", lambda seat: seat.state == "deciding" and not seat.in_place),
    ("Deciding in another's place", lambda seat: seat.state == "deciding" and seat.in_place),
    ("Present without a vote", lambda seat: seat.state == "present" and seat.standing != "other"),
    ("Others present", lambda seat: seat.state == "present" and seat.standing == "other"),
    ("Not clear from the text", lambda seat: seat.state == "unclear"),
    ("Away", lambda seat: seat.state == "away"),
)
# One letter a state in the table of all items.
_MARKS = {"deciding": "X", "present": "n", "away": "–", "unclear": "?"}
_LEGEND = "X deciding, n present without a vote, – away, ? not clear from the text"


def present(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=named_path, help="The protocol.")],
    section: Annotated[
        str | None, typer.Option("--section", "-s", metavar="N", help="The § asked about; all without it.")
    ] = None,
    part: Annotated[
        int | None, typer.Option("--part", min=1, help="Which of the minutes bound into the file.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    out: OutOption = None,
) -> None:
    """Show who sat at the table when a § was decided, who stood in for whom, and where it says so.

    Without --section: who is not there, or not in the same place, from the first § to the last.
    """
    from pipeline import presence, settings
    from pipeline.extractor import extractor

    if form not in ("text", "json"):
        raise BadSetting(f"--format {form}: choose text or json")
    document = extractor(settings.load())(file)
    items = (
        presence.summary(document, part) if section is None else presence.presence(document, section, part)
    )
    with writer(out) as write:
        if form == "json":
            records = [item.to_dict(encode_json=True) for item in items]
            write(
                json.dumps({"path": document.source.path, "items": records}, ensure_ascii=False, indent=2)
                + "\n"
            )
        elif section is None:
            for _, same in groupby(items, key=lambda item: item.part):
                write(_table(list(same)))
        else:
            write("\n".join(_answer(item) for item in items))


def _place(item: Item) -> str:
    where = ", ".join(filter(None, (item.body, item.date)))
    return f"{where or item.kind}{f' (part {item.part} of the file)' if item.part > 1 else ''}"


def _answer(item: Item) -> str:
    lines = [f"§ {item.number} {item.title}".rstrip(), _place(item)]
    for heading, belongs in _HEADINGS:
        seats = [seat for seat in item.seats if belongs(seat)]
        if seats:
            lines += ["", f"{heading} ({len(seats)})"]
            lines += [line for seat in seats for line in _lines(seat)]
    if not item.seats:
        lines += ["", "No list of people in this part of the file, and nobody named in the item."]
    return "\n".join(lines) + "\n"


def _lines(seat: Seat) -> list[str]:
    known = (
        seat.organisation,
        ", ".join(seat.roles),
        "on a distance" if seat.remote else "",
        f"for {seat.replaces}" if seat.replaces else "",
        f"{seat.replaced_by} in their place" if seat.replaced_by else "",
        seat.why or "",
    )
    first = "  " + ", ".join([_name(seat), *filter(None, known)])
    return [first, *(f"      [{words.start}–{words.end}] {words.text}" for words in seat.sources)]


def _name(seat: Seat) -> str:
    return f"{seat.person} ({seat.party})" if seat.party else seat.person


def _table(items: list[Item]) -> str:
    """Whose state changes, one column for each run of §§ in which nothing does; the others in a line."""
    people: dict[str, list[Seat | None]] = {}
    for at, item in enumerate(items):
        for seat in item.seats:
            people.setdefault(seat.person, [None] * len(items))[at] = seat
    marks = {name: [_mark(seat) for seat in seats] for name, seats in people.items()}
    moving = {name for name, row in marks.items() if len(set(row)) > 1}
    shown = [
        at for at in range(len(items)) if at == 0 or any(marks[n][at] != marks[n][at - 1] for n in moving)
    ]
    lines = [f"{_place(items[0])}: §§ {items[0].number}–{items[-1].number}", ""]
    still: dict[str, list[str]] = {}
    for name, row in marks.items():
        if name not in moving:
            still.setdefault(row[0], []).append(next(_name(s) for s in people[name] if s))
    for mark, names in still.items():
        lines.append(f"{mark}  at every §: {', '.join(names)}")
    if moving:
        heads = [_columns(items, at, shown) for at in shown]
        rows = [[n, *(marks[n][at] for at in shown)] for n in marks if n in moving]
        table = [["", *heads], *rows]
        widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
        lines += [
            "",
            *(
                "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
                for row in table
            ),
        ]
    return "\n".join([*lines, "", _LEGEND, ""])


def _columns(items: list[Item], at: int, shown: list[int]) -> str:
    following = [other for other in shown if other > at]
    last = (following[0] if following else len(items)) - 1
    return items[at].number if last == at else f"{items[at].number}–{items[last].number}"


def _mark(seat: Seat | None) -> str:
    if seat is None:
        return ""
    return f"X for {seat.replaces}" if seat.state == "deciding" and seat.replaces else _MARKS[seat.state]
