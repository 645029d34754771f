"""Figures by body, organisation, layout, format and document, and how far one lies from the rest.

A mean over many documents hides that one body's minutes are read well and another's badly.
`grouped` divides a report, `leave_one_out` sets each group beside all the others. Nothing is
trained anew for it: it shows how well the figures of the other bodies would have foretold this
one's, and so how far any figure carries over to a body nobody has seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from evaluation.counts import Counts
from evaluation.scores import DocumentScore, Report

HEADLINES = (
    "mentions/overlap", "sections/number", "attendance/complete", "decisions/span",
    "mandates/span", "amounts/value", "table_cells/cell",
)  # fmt: skip
UNKNOWN = "unknown"

GROUPINGS: Mapping[str, Callable[[DocumentScore], str]] = {
    "document": lambda document: document.name,
    "body": lambda document: document.whose,
    "organisation": lambda document: document.organisation or document.whose,
    "layout": lambda document: document.layout or UNKNOWN,
    "format": lambda document: document.format or UNKNOWN,
}


@dataclass(frozen=True)
class LeftOut:
    """A group's own report, and that of all the others together."""

    name: str
    own: Report
    rest: Report


@dataclass(frozen=True)
class Spread:
    """How a figure's F1 lies over the groups that have something to count, and the group of each end.

    `deviation` is the standard deviation between groups, None with fewer than two.
    """

    low: float
    high: float
    lowest: str
    highest: str
    mean: float
    deviation: float | None
    groups: int


def grouped(report: Report, by: str = "body") -> dict[str, Report]:
    """The report divided by one of GROUPINGS, by name. Raises ValueError for another grouping."""
    if by not in GROUPINGS:
        raise ValueError(f"no grouping {by!r}; one of {', '.join(GROUPINGS)}")
    return report.grouped(GROUPINGS[by])


def leave_one_out(report: Report, by: str = "body") -> tuple[LeftOut, ...]:
    """Each group and all the others, by the group's name. Raises ValueError as `grouped` does."""
    groups = grouped(report, by)
    return tuple(
        LeftOut(name, own, Report(tuple(one for one in report.documents if one not in own.documents)))
        for name, own in groups.items()
    )


def spread(report: Report, figure: str, by: str = "body") -> Spread | None:
    """The range of the figure's F1 over the groups; None where none has anything to count."""
    values = {
        name: f1 for name, group in grouped(report, by).items() if (f1 := group.total(figure).f1) is not None
    }
    if not values:
        return None
    lowest, highest = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    return Spread(
        low=values[lowest],
        high=values[highest],
        lowest=lowest,
        highest=highest,
        mean=fmean(values.values()),
        deviation=stdev(values.values()) if len(values) > 1 else None,
        groups=len(values),
    )


def grouped_table(report: Report, by: str = "body", figures: Sequence[str] = HEADLINES) -> Table:
    """F1 and right/gold of the `figures` a group, then over all (micro) and as the groups' mean (macro)."""
    groups = grouped(report, by)
    rows = _table(f"F1 by {by}", by, figures)
    for name, group in groups.items():
        rows.add_row(name, str(len(group.documents)), *(_cell(group.total(figure)) for figure in figures))
    rows.add_section()
    rows.add_row("all (micro)", str(len(report.documents)), *(_cell(report.total(f)) for f in figures))
    spreads = [spread(report, figure, by) for figure in figures]
    rows.add_row(f"mean of {by} (macro)", str(len(groups)), *(share(s.mean if s else None) for s in spreads))
    return rows


def leave_one_out_table(report: Report, by: str = "body", figures: Sequence[str] = HEADLINES) -> Table:
    """Each group's F1 and (in brackets) that of all the others; below, the range over the groups."""
    rows = _table(f"F1 of each {by}, in brackets that of all the others", by, figures)
    for left in leave_one_out(report, by):
        pairs = ((left.own.total(figure).f1, left.rest.total(figure).f1) for figure in figures)
        rows.add_row(
            left.name,
            str(len(left.own.documents)),
            *(f"{share(own)}\n({share(rest)})" for own, rest in pairs),
        )
    rows.add_section()
    spreads = [spread(report, figure, by) for figure in figures]
    rows.add_row("lowest", "", *(share(s.low if s else None) for s in spreads))
    rows.add_row("highest", "", *(share(s.high if s else None) for s in spreads))
    rows.add_row("deviation", "", *(share(s.deviation if s else None) for s in spreads))
    return rows


def groups_record(report: Report) -> dict[str, Any]:
    """All groupings as JSON: ``{by: {group: {"documents": n, "figures": {name: {…, "rest_f1": …}}}}}``.

    `rest_f1` is the F1 of all other groups together.
    """
    return {
        by: {
            left.name: {
                "documents": len(left.own.documents),
                "figures": {name: _figure(left, name) for name in left.own.names},
            }
            for left in leave_one_out(report, by)
        }
        for by in GROUPINGS
        if by != "document"
    }


def _figure(left: LeftOut, name: str) -> dict[str, Any]:
    counts = left.own.total(name)
    return {
        **counts.record(),
        "rest_f1": left.rest.total(name).f1,
    }


def _table(title: str, by: str, figures: Iterable[str]) -> Table:
    rows = narrow(title)
    rows.add_column(by, overflow="fold", min_width=16)
    rows.add_column("docs", justify="right", no_wrap=True)
    for figure in figures:
        rows.add_column(re.sub("[/_]", "\n", figure), justify="right", no_wrap=True)
    return rows


def narrow(title: str) -> Table:
    """A table with little room between its columns, so that many stand side by side."""
    return Table(title=title, box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)


def _cell(counts: Counts) -> str:
    return f"{share(counts.f1)}\n{number(counts.right)}/{number(counts.gold)}"


def share(value: float | None) -> str:
    """A figure with three digits, a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"


def number(count: float) -> str:
    """A count as a person reads it: whole, or with one digit where credit was shared out."""
    return str(round(count)) if abs(count - round(count)) < 1e-6 else f"{count:.1f}"
