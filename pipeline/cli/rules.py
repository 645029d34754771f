"""`paragraf rules`: what each rule says, and how often it was right and wrong on gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import OutOption, settings_with
from pipeline.cli.show import complain, writer
from pipeline.errors import BadSetting

if TYPE_CHECKING:
    from evaluation.rules import Record
    from evaluation.score import Report

_FORMATS = ("text", "json", "csv")
_SHIPPED = Path(__file__).parents[2] / "annotations"


def rules(
    gold: Annotated[
        Path | None, typer.Argument(help="A folder of gold (default: the annotations that are shipped).")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="decision, mandate, person, org, date …; may be given again."),
    ] = None,
    sort: Annotated[str, typer.Option("--sort", help="catalogue, fired, right, wrong or id.")] = "catalogue",
    examples: Annotated[bool, typer.Option("--examples", help="With the text each is for.")] = False,
    count: Annotated[bool, typer.Option("--count/--no-count", help="Whether to try them on gold.")] = True,
    form: Annotated[str, typer.Option("--format", help="text, json or csv.")] = "text",
    out: OutOption = None,
) -> None:
    """List the rules, each with how often it found something on gold and how often that was right.

    Right: as gold has it in every field; in part: other words or another field than gold has; wrong: gold has
    nothing there.
    """
    from evaluation.rules import ORDERS, flat, ordered, records
    from pipeline import export
    from pipeline.rules import rules as catalogue

    if form not in _FORMATS:
        raise BadSetting(f"--format {form}: choose one of {', '.join(_FORMATS)}")
    if sort not in ORDERS:
        raise BadSetting(f"--sort {sort}: choose one of {', '.join(ORDERS)}")
    kinds = list(dict.fromkeys(rule.kind for rule in catalogue()))
    for one in kind or ():
        if one not in kinds:
            raise BadSetting(f"--kind {one}: choose one of {', '.join(kinds)}")
    every = records(_tried(gold) if count else None)
    chosen = ordered((record for record in every if not kind or record.rule.kind in kind), sort)
    with writer(out) as write:
        if form == "json":
            write(json.dumps([flat(record) for record in chosen], ensure_ascii=False, indent=1) + "\n")
        elif form == "csv":
            write(export.as_csv([flat(record) for record in chosen]))
        else:
            write(_table(chosen, examples))


def _tried(gold: Path | None) -> Report | None:
    """The score on `gold`; None where the shipped annotations are not there and no other gold is named."""
    from pipeline.cli.systems import measure, ours

    if gold is None and not _SHIPPED.is_dir():
        complain("no gold to count on; name a folder of it")
        return None
    report = measure(gold or _SHIPPED, ours(settings_with()), what="Trying")
    for document in report.documents:
        if document.error:
            complain(f"{document.source}: {document.error}")
    return report


def _table(chosen: list[Record], examples: bool) -> str:
    width = max((len(record.rule.id) for record in chosen), default=4)
    counted = any(record.fired is not None for record in chosen)
    head = f"{'rule':{width}}  " + (" fired  right  in part  wrong  " if counted else "") + "what it finds"
    lines = [head]
    for record in chosen:
        row = f"{record.rule.id:{width}}  "
        if record.fired:
            row += f"{record.fired:6} {record.right:6} {record.partly:8} {record.wrong:6}  "
        elif counted:
            row += f"{'never':>6} {'':6} {'':8} {'':6}  "
        lines.append(row + record.rule.statement)
        if examples:
            lines.append(f"{'':{width}}  {_example(record)}")
    if counted:
        lines += ["", _summary(chosen)]
    return "\n".join(lines) + "\n"


def _example(record: Record) -> str:
    """The line or lines of the example that the fact stands in."""
    rule = record.rule
    start = rule.example.rfind("\n", 0, rule.start) + 1
    end = rule.example.find("\n", rule.end)
    line = rule.example[start : end if end >= 0 else None]
    a, b = rule.start - start, rule.end - start
    return " ".join(f"{line[:a]}⟦{line[a:b]}⟧{line[b:]}".split())


def _summary(chosen: list[Record]) -> str:
    fired = [record for record in chosen if record.fired]
    total = sum(record.fired or 0 for record in fired)
    right = sum(record.right or 0 for record in fired)
    wrong = sum(record.wrong or 0 for record in fired)
    return (
        f"{len(chosen)} rules, {len(fired)} of which fired: {total:,} times, {right:,} right,"
        f" {wrong:,} wrong; {len(chosen) - len(fired)} never fired"
    )
