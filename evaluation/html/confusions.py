"""What was taken for what, as heat tables."""

from __future__ import annotations

from collections import Counter

from evaluation.html.markup import Markup, join, tag
from evaluation.html.scores import scrolled
from evaluation.html.words import field, kind, say, value
from evaluation.score import Report

NOTHING = "–"
_ORDER = {"decisions/status": 0, "decisions/kind": 1, "mandates/status": 2, "mentions/label": 3}

# where in an outcome's name ("approve decided") the judges write the field of the figure
_NAMED = {("decisions", "kind"): 0, ("decisions", "status"): -1, ("mandates", "status"): -1,
          ("attendance", "standing"): 0}  # fmt: skip

Cells = dict[tuple[str, str], int]


def confusions(report: Report) -> Markup:
    """A table a figure: gold down, found across, shaded by the share of gold's row.

    The judges count pairs only; what is missed or spurious stands at –, so that a row adds up to gold.
    """
    by_figure: dict[str, Cells] = {}
    for (name, gold, found), count in sorted(report.confusions().items()):
        by_figure.setdefault(name, {})[gold, found] = count
    if not by_figure:
        return say("no confusions", "p")
    for name, cells in by_figure.items():
        if not any(NOTHING in pair for pair in cells):
            cells.update(_unpaired(report, name))
    ordered = sorted(by_figure, key=lambda name: (_ORDER.get(name, len(_ORDER)), name))
    return tag("div", join(_matrix(name, by_figure[name]) for name in ordered), class_="matrices")


def _unpaired(report: Report, figure: str) -> Cells:
    """Facts of gold with nothing found, and the other way round. A clause found at less than half
    overlap is both: no pair, though its outcome shows the two together."""
    group, _, what = figure.partition("/")
    counts: Counter[tuple[str, str]] = Counter()
    if (group, what) not in _NAMED:
        return counts
    for outcome in (one for document in report.documents for one in document.outcomes):
        if outcome.kind != group:
            continue
        name = (outcome.what.split(" ") or [""])[_NAMED[group, what]]
        apart = any(difference.field == "span" for difference in outcome.differs)
        if outcome.verdict == "missed" or apart:
            counts[name, NOTHING] += 1
        if outcome.verdict == "spurious" or apart:
            found = next((one.found for one in outcome.differs if one.field == what), name)
            counts[NOTHING, found] += 1
    return counts


def _matrix(name: str, cells: Cells) -> Markup:
    values = sorted({value for pair in cells for value in pair}, key=lambda word: (word == NOTHING, word))
    group, _, what = name.partition("/")
    head = tag(
        "tr",
        say("gold down", "th", scope="col"),
        *(tag("th", value(word), scope="col", class_="v") for word in values),
    )
    rows = join(tag("tr", tag("th", value(gold), scope="row"), _row(gold, values, cells)) for gold in values)
    caption = tag("caption", kind(group), ": ", field(what))
    return scrolled(tag("table", caption, tag("thead", head), tag("tbody", rows), class_="confusion"))


def _row(gold: str, values: list[str], cells: Cells) -> Markup:
    whole = sum(cells.get((gold, found), 0) for found in values)
    return join(_cell(gold, found, cells.get((gold, found), 0), whole) for found in values)


def _cell(gold: str, found: str, count: int, whole: int) -> Markup:
    if not count:
        return tag("td", "·" if gold != found or gold != NOTHING else "", class_="n none")
    shade = f"--w:{max(12, round(100 * count / whole))}%"
    return tag("td", str(count), class_="n heat agree" if gold == found else "n heat", style=shade)
