"""Several systems side by side: each language model alone, and the whole pipeline with what it says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evaluation.counts import Interval, difference_interval
from evaluation.groups import number, share
from evaluation.score import Report
from evaluation.summary import LEGEND, printed, shown, span
from pipeline.facts import NAMING_LABELS

SCHEMA = "paragraf-systems/1"
ALONE = tuple(f"mentions/{way}/{label}" for way in ("strict", "overlap") for label in NAMING_LABELS)


@dataclass(frozen=True)
class System:
    """One system: its `name` for the table, its models' mentions `alone` (before any rule; None where no
    model runs), and the `whole` pipeline."""

    name: str
    alone: Report | None
    whole: Report


def table(systems: Sequence[System], title: str) -> RenderableType:
    """A column a system, a row a figure: F1 with its interval, and from the second on the paired difference
    to the first with its own."""
    figures = dict.fromkeys(figure for system in systems for figure in shown(system.whole))
    parts: list[RenderableType] = [_table(f"{title}, whole pipeline", systems, tuple(figures), whole=True)]
    if any(system.alone for system in systems):
        parts.insert(0, _table(f"{title}, models alone (before any rule)", systems, ALONE, whole=False))
    notes = {f"{system.name}: {note}" for system in systems for note in system.whole.notes}
    return Group(*parts, LEGEND, *(Text(f"note: {note}", style="yellow") for note in sorted(notes)))


def to_json(systems: Sequence[System]) -> str:
    """The figures of all systems, each with its interval and its difference to the first."""
    record = {
        "schema": SCHEMA,
        "systems": [
            {
                "name": system.name,
                "alone": _record(system.alone, systems[0].alone, ALONE),
                "whole": _record(system.whole, systems[0].whole, system.whole.names),
            }
            for system in systems
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _table(title: str, systems: Sequence[System], figures: Sequence[str], *, whole: bool) -> Table:
    rows = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    for heading in ("fact", "gold", systems[0].name):
        rows.add_column(heading, justify="left" if heading == "fact" else "right")
    for system in systems[1:]:
        rows.add_column(system.name, justify="right")
        rows.add_column("± first, 95 %", justify="right")
    reports = [system.whole if whole else system.alone for system in systems]
    for figure in figures:
        known = [report for report in reports if report and figure in report.names]
        if not known or not known[0].total(figure).gold:
            continue
        cells = [_value(reports[0], figure)]
        for report in reports[1:]:
            cells += [_value(report, figure), _moved(reports[0], report, figure)]
        rows.add_row(_called(figure, whole), number(known[0].total(figure).gold), *cells)
    return rows


def _called(figure: str, whole: bool) -> str:
    """The models' two measures of a label have to be told apart: "PERSON strict", "PERSON overlap"."""
    return printed(figure) if whole else " ".join(reversed(figure.split("/")[1:]))


def _value(report: Report | None, figure: str) -> str:
    if report is None or figure not in report.names:
        return "–"
    return f"{share(report.total(figure).f1)} ({span(report.interval(figure))})"


def _moved(first: Report | None, report: Report | None, figure: str) -> str:
    moved, interval = _difference(first, report, figure)
    return (
        "–" if moved is None else f"{moved:+.3f}" + (f" ({span(interval, signed=True)})" if interval else "")
    )


def _difference(
    first: Report | None, report: Report | None, figure: str
) -> tuple[float | None, Interval | None]:
    """F1 less the first system's, over the documents both have, and its paired interval."""
    if first is None or report is None:
        return None, None
    older = {document.name: document.figures for document in first.documents}
    pairs = [
        (older[document.name][figure], document.figures[figure])
        for document in report.documents
        if figure in document.figures and figure in older.get(document.name, {})
    ]
    was, now = first.total(figure).f1, report.total(figure).f1
    if was is None or now is None:
        return None, None
    return now - was, difference_interval([one for one, _ in pairs], [other for _, other in pairs])


def _record(report: Report | None, first: Report | None, figures: Iterable[str]) -> dict[str, Any] | None:
    if report is None:
        return None
    totals: dict[str, Any] = {}
    for figure in figures:
        counts, interval = report.total(figure), report.interval(figure)
        moved, moved_interval = _difference(first, report, figure)
        totals[figure] = {
            "found": counts.found,
            "right": counts.right,
            "gold": counts.gold,
            "f1": counts.f1,
            "interval": _ends(interval),
            "difference": moved,
            "difference_interval": _ends(moved_interval),
        }
    return totals


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
