"""What a person reads first of a score: one line a main figure, narrow enough for any window."""

from __future__ import annotations

from math import ceil, floor

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evaluation.counts import Counts, Interval
from evaluation.groups import number, share
from evaluation.score import Report
from pipeline.facts import MENTION_LABELS

# Figure → its short name; the others are called as they are, with " · " for the stroke.
_SHORT = {f"mentions/strict/{label}": label for label in MENTION_LABELS}
HEADLINES = (
    *_SHORT,
    "mentions/strict", "mentions/overlap",
    "sections/number", "sections/title",
    "meeting/all",
    "attendance/person", "attendance/complete",
    "decisions/span", "decisions/kind", "decisions/status", "decisions/complete",
    "mandates/span", "mandates/assignees", "mandates/complete",
    "amounts/value",
    "table_cells/cell",
    "entities/b3 inside", "entities/b3",
)  # fmt: skip
_CONFUSED = ("mentions/label", "decisions/status", "decisions/kind")
LEGEND = (
    "95 %: bootstrap over documents; ° from the number of facts, where the documents do not differ,\n"
    "as if facts were independent: too narrow. right of b3, where two: for P | for R."
)
_AT_MOST = 6  # pairs of confused values a line; --all has the whole table


def summary(report: Report, title: str) -> RenderableType:
    """The main figures with their 95 % intervals, what is taken for what, and the notes."""
    rows = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    for heading in ("fact", "gold", "found", "right", "P", "R", "F1", "95 %"):
        rows.add_column(heading, justify="left" if heading == "fact" else "right", no_wrap=True)
    for figure in shown(report):
        counts = report.total(figure)
        rows.add_row(
            printed(figure),
            *(number(count) for count in (counts.gold, counts.found)),
            right(counts),
            *(share(value) for value in (counts.precision, counts.recall, counts.f1)),
            span(report.interval(figure)),
        )
    taken = [line for figure in _CONFUSED if (line := _taken_for(report, figure))]
    notes = [Text(f"note: {note}", style="yellow") for note in report.notes]
    return Group(rows, LEGEND, *taken, *notes)


def shown(report: Report) -> tuple[str, ...]:
    """The main figures that have something to count here, in the order of the table."""
    there = set(report.names)
    return tuple(name for name in HEADLINES if name in there and report.total(name) != Counts())


def printed(figure: str) -> str:
    """A figure's name as the tables have it: "PERSON", "decisions · kind"."""
    return _SHORT.get(figure) or figure.replace("/", " · ")


def right(counts: Counts) -> str:
    """What is right; of B³ both sums where they differ: what enters precision, then what enters recall."""
    if number(counts.right) == number(counts.right_of_gold):
        return number(counts.right)
    return f"{number(counts.right)} | {number(counts.right_of_gold)}"


def span(interval: Interval | None, *, signed: bool = False) -> str:
    """An interval rounded outwards, with ° when it is of the number of facts; a dash where there is none."""
    if interval is None:
        return "–"
    if signed:
        return f"{interval.low:+.3f} – {interval.high:+.3f}"
    digits = 3 if interval.low >= 0.995 else 2  # "1.00–1.00" would claim a certainty that is not there
    unit = 10**digits
    low, high = floor(interval.low * unit + 1e-9) / unit, ceil(interval.high * unit - 1e-9) / unit
    return f"{low:.{digits}f}–{high:.{digits}f}{'°' if interval.basis == 'facts' else ''}"


def _taken_for(report: Report, figure: str) -> Text | None:
    """One line with the values that are taken for others, the most frequent first."""
    pairs = [
        (count, gold, found)
        for (name, gold, found), count in report.confusions().items()
        if name == figure and gold != found and "–" not in (gold, found)
    ]
    if not pairs:
        return None
    pairs.sort(key=lambda pair: (-pair[0], pair[1:]))
    told = ", ".join(f"{gold} → {found} {count}" for count, gold, found in pairs[:_AT_MOST])
    return Text(f"{printed(figure)}, gold → found: {told}{', …' if len(pairs) > _AT_MOST else ''}")
