"""The figures: a forest plot with true counts a kind of fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from evaluation.counts import Counts, Interval, difference_interval
from evaluation.html.markup import Markup, join, tag
from evaluation.html.words import figure, kind, number, say
from evaluation.report import HEADLINES
from evaluation.score import Report

_COLUMNS = ("gold", "found", "right", "precision", "recall", "f1", "interval", "macro", "macro body")
_LESS = ("gold", "found", "right", "precision", "recall", "macro", "macro body", "before")  # not on a phone
_FLOORS = (0.8, 0.5, 0.0)  # where a plot may begin; a point needs no zero line, unlike a bar


def headlines(report: Report, before: Report | None) -> Markup:
    """The figures to look at first, one a kind of fact."""
    names = [name for name in HEADLINES if name in report.names]
    return _table(say("headlines", "caption"), names, report, before, with_kind=True)


def figures(report: Report, before: Report | None) -> Markup:
    """A table a kind of fact with all its figures."""
    return join(
        tag("div", _table(kind(group, "caption"), list(names), report, before), class_="figures")
        for group, names in groupby(report.names, key=lambda name: name.partition("/")[0])
    )


@dataclass(frozen=True)
class _Row:
    name: str
    counts: Counts
    interval: Interval | None
    macro: float | None
    macro_body: float | None
    older: Counts | None
    older_interval: Interval | None
    moved: Interval | None

    @property
    def lowest(self) -> float:
        """The lowest value the plot must show."""
        values = [counts.f1 for counts in (self.counts, self.older) if counts and counts.f1 is not None]
        return min(values + [i.low for i in (self.interval, self.older_interval) if i], default=1.0)


def _table(
    caption: Markup, names: list[str], report: Report, before: Report | None, *, with_kind: bool = False
) -> Markup:
    rows = [_row(name, report, before) for name in sorted(names, key=_ways_together(names))]
    floor = next(floor for floor in _FLOORS if all(row.lowest >= floor for row in rows) or not floor)
    columns = (*_COLUMNS, *(("before", "difference") if before else ()))
    head = tag(
        "tr",
        say("figure", "th", scope="col"),
        *(say(column, "th", scope="col", class_=_class("v", column)) for column in columns),
        tag("th", say("axis from"), " ", number(floor, 1), _scale(floor), scope="col", class_="plot n"),
    )
    written = [_written(row, floor, before is not None, with_kind) for row in rows if not _label(row.name)]
    bodies = [tag("tbody", *written)]
    for way, labelled in groupby((row for row in rows if _label(row.name)), key=lambda row: _way(row.name)):
        title = tag("th", figure(way), scope="rowgroup", colspan=len(columns) + 2)
        written = [_written(row, floor, before is not None, False) for row in labelled]
        bodies.append(tag("tbody", tag("tr", title, class_="way"), *written))
    return scrolled(tag("table", caption, tag("thead", head), *bodies, class_="scores"))


def _ways_together(names: list[str]) -> Callable[[str], int]:
    """Figures of single labels go behind the others, those counted in one way together."""
    ways = list(dict.fromkeys(_way(name) for name in names))
    return lambda name: ways.index(_way(name)) + 1 if _label(name) else 0


def _label(name: str) -> str:
    """The label of "mentions/strict/ORG", empty for a figure over all labels."""
    return name.split("/", 2)[2] if name.count("/") > 1 else ""


def _way(name: str) -> str:
    """ "mentions/strict" of "mentions/strict/ORG"."""
    return "/".join(name.split("/", 2)[:2])


def scrolled(table: Markup) -> Markup:
    """A table that scrolls sideways by itself where the window is narrow."""
    return tag("div", table, class_="wide", tabindex="0", role="region")


def _row(name: str, report: Report, before: Report | None) -> _Row:
    older, moved = _compared(name, report, before) if before else (None, None)
    return _Row(
        name=name,
        counts=report.total(name),
        interval=report.interval(name),
        macro=report.macro(name),
        macro_body=report.macro(name, by="body"),
        older=older,
        older_interval=before.interval(name) if before and older else None,
        moved=moved,
    )


def _compared(name: str, report: Report, before: Report) -> tuple[Counts | None, Interval | None]:
    """The figure before, and the interval of the paired difference over the documents both have."""
    older = {
        document.name: document.figures[name] for document in before.documents if name in document.figures
    }
    if not older:
        return None, None
    pairs = [
        (older[document.name], document.figures[name])
        for document in report.documents
        if document.name in older and name in document.figures
    ]
    return before.total(name), difference_interval([was for was, _ in pairs], [now for _, now in pairs])


def _written(row: _Row, floor: float, compared: bool, with_kind: bool) -> Markup:
    group = row.name.partition("/")[0]
    title = join((kind(group), ": ", figure(row.name))) if with_kind else _label(row.name) or figure(row.name)
    counts = row.counts
    cells = {
        "gold": count(counts.gold),
        "found": count(counts.found),
        "right": count(counts.right),
        "precision": number(counts.precision),
        "recall": number(counts.recall),
        "f1": number(counts.f1),
        "interval": span(row.interval),
        "macro": number(row.macro),
        "macro body": number(row.macro_body),
    }
    if compared:
        cells |= {"before": number(row.older.f1 if row.older else None), "difference": _difference(row)}
    return tag(
        "tr",
        tag("th", title, scope="row"),
        *(tag("td", cell, class_=_class("n", column)) for column, cell in cells.items()),
        tag("td", _plot(row, floor), class_="plot"),
    )


def _class(base: str, column: str) -> str:
    """F1 and the difference have styles of their own; `less` is left out where there is little room."""
    own = {"f1": " f1", "difference": " d"}.get(column, "")
    return f"{base}{own}{' less' if column in _LESS else ''}"


def count(value: float) -> str:
    """A number of facts; those of B³ and CEAF are shares of mentions and have a decimal."""
    return str(int(value)) if value == int(value) else number(float(value), 1)


def span(interval: Interval | None) -> str:
    """The ends of an interval; ° where it is that of the number of facts."""
    if interval is None:
        return "–"
    mark = "°" if interval.basis == "facts" else ""
    return f"{number(interval.low, 2)}–{number(interval.high, 2)}{mark}"


def _difference(row: _Row) -> Markup:
    if row.older is None or row.older.f1 is None or row.counts.f1 is None:
        return Markup("–")
    moved = number(row.counts.f1 - row.older.f1, signed=True)
    if row.moved is None:
        return Markup(moved)
    ends = f"({number(row.moved.low, 2, signed=True)} – {number(row.moved.high, 2, signed=True)})"
    return join((moved, tag("small", ends, class_="under")), " ")


# ── the plot ─────────────────────────────────────────────────────────────────


def _ticks(floor: float) -> list[float]:
    steps = 5 if floor == 0.5 else 4
    return [floor + (1 - floor) * step / steps for step in range(steps + 1)]


def _x(value: float, floor: float) -> str:
    """The place of a value on the axis, which leaves 4 % free on either side."""
    return f"{4 + 92 * (value - floor) / (1 - floor):.2f}%"


def _scale(floor: float) -> Markup:
    labels = (
        tag(
            "text",
            number(tick, 2),
            x=_x(tick, floor),
            y="12",
            text_anchor="middle",
            class_="n" if tick in (floor, 1) else "n between",
        )
        for tick in _ticks(floor)
    )
    return tag("svg", join(labels), aria_hidden="true")


def _plot(row: _Row, floor: float) -> Markup:
    """A point and its interval; hidden from screen readers, which have the numbers beside it."""
    grid = join(
        tag("line", x1=_x(tick, floor), x2=_x(tick, floor), y1="0", y2="100%", class_="grid")
        for tick in _ticks(floor)
    )
    marks = []
    if row.older is not None:
        marks.append(_mark(row.older, row.older_interval, floor, "73%", "older"))
    marks.append(_mark(row.counts, row.interval, floor, "50%" if row.older is None else "32%", "now"))
    return tag("svg", grid, *marks, aria_hidden="true")


def _mark(counts: Counts, interval: Interval | None, floor: float, y: str, class_: str) -> Markup | None:
    if counts.f1 is None:
        return None
    line = (
        tag("line", x1=_x(interval.low, floor), x2=_x(interval.high, floor), y1=y, y2=y, class_="range")
        if interval
        else None
    )
    return tag("g", line, tag("circle", cx=_x(counts.f1, floor), cy=y, r="4.5"), class_=class_)
