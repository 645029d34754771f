"""`paragraf mandates`: who was told to do what by when, and where it was reported back."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import OutOption, StoreOption, UncertainOption, settings_with
from pipeline.cli.show import complain, tell_uncertain, writer
from pipeline.errors import BadSetting

if TYPE_CHECKING:
    from pipeline.ledger import Line

_FORMATS = ("text", "json", "csv")


def mandates(
    store: StoreOption = None,
    state: Annotated[
        list[str] | None, typer.Option("--state", help="open, overdue or reported; may be given again.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="As of this day (default: today).")
    ] = None,
    body: Annotated[str, typer.Option("--body", help="Part of the body's or its organisation's name.")] = "",
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Part of the name of who was told.")] = "",
    uncertain: UncertainOption = False,
    form: Annotated[str, typer.Option("--format", help="text, json or csv.")] = "text",
    out: OutOption = None,
) -> None:
    """List what meetings told somebody to do: open, overdue, or reported back in later minutes.

    A report counts when later minutes of the same organisation take the mandate up; why is said with it.
    Before acting on an overdue mandate, look for minutes that are missing here.
    """
    from pipeline import export, ledger
    from pipeline.store import open_store

    if form not in _FORMATS:
        raise BadSetting(f"--format {form}: choose one of {', '.join(_FORMATS)}")
    settings = settings_with(store=store)
    with open_store(settings.store) as opened:
        asked = partial(
            ledger.listing, opened, _day(on), tuple(state or ledger.STATES), body=body, to=to,
            certain=settings.certain,
        )  # fmt: skip
        lines = asked(uncertain=uncertain)
        left_out = 0 if uncertain else len(asked(uncertain=True))
    with writer(out) as write:
        if form == "json":
            records = [{**ledger.record(line), "reported": list(line.reports)} for line in lines]
            write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        elif form == "csv":
            write(export.as_csv([ledger.record(line) for line in lines]))
        elif lines:
            write("\n".join(map(_shown, lines)))
        else:
            complain("no such mandates")
    tell_uncertain(left_out)


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"--on {text}: write a day as 2024-05-31") from None


def _shown(line: Line) -> str:
    where = ", ".join(part for part in (line.body, line.date) if part)
    due = f", due {line.due}" if line.due else f", due “{line.deadline}”" if line.deadline else ""
    why = f" ({line.due_why})" if line.due_why else ""
    told = "; ".join(line.assignees) or "nobody named"
    section = f" § {line.section}" if line.section else ""
    rows = [
        f"{line.state}{due}{why}",
        f"    {told}: {' '.join(line.task.split())}",
        f"    given: {where}{section}, {line.path} [{line.start}–{line.end}]",
    ]
    for report in line.reports:
        item = f"§ {report['section']} {report['title']}" if report["section"] else report["title"]
        rows.append(f"    reported: {report['date']} {item}, {report['path']} ({report['why']})")
    return "\n".join(rows) + "\n"
