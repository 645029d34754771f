"""F1 of groups of documents, and of each body beside all the others."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.groups import LeftOut, leave_one_out, spread
from evaluation.html.markup import Markup, join, tag
from evaluation.html.scores import count, scrolled, span
from evaluation.html.words import kind, number, say
from evaluation.report import HEADLINES
from evaluation.score import DocumentScore, Report

Key = Callable[[DocumentScore], str]


def groups(report: Report, title: str, key: Key) -> Markup:
    """The headline F1 of each group of documents with its interval."""
    names = _names(report)
    rows = (
        _line(tag("th", name, scope="row"), part, [_group_cell(part, figure) for figure in names])
        for name, part in report.grouped(key).items()
    )
    return _table(say(title, "caption"), names, join(rows))


def left_out(report: Report) -> Markup:
    """Each body's F1 beside that of all the others, and how F1 lies over the bodies.

    Empty where there are fewer than two bodies.
    """
    lefts = leave_one_out(report)
    if len(lefts) < 2:
        return Markup()
    names = _names(report)
    rows = [
        _line(tag("th", left.name, scope="row"), left.own, [_beside(left, figure) for figure in names])
        for left in lefts
    ]
    all_of_them = [tag("td", tag("b", number(report.total(name).f1, 2)), class_="n") for name in names]
    rows.append(_line(say("all micro", "th", scope="row"), report, all_of_them, class_="sum"))
    spreads = [spread(report, name) for name in names]
    ends = {
        "macro of bodies": [number(report.macro(name, by="body"), 2) for name in names],
        "lowest": [number(one.low if one else None, 2) for one in spreads],
        "highest": [number(one.high if one else None, 2) for one in spreads],
        "deviation": [number(one.deviation if one else None, 2) for one in spreads],
    }
    at = {
        "lowest": [one.lowest if one else None for one in spreads],
        "highest": [one.highest if one else None for one in spreads],
    }
    for key, cells in ends.items():
        whose = at.get(key) or [None] * len(cells)
        rows.append(
            tag(
                "tr",
                say(key, "th", scope="row"),
                tag("td", class_="less"),
                *(tag("td", cell, class_="n", title=body) for cell, body in zip(cells, whose, strict=True)),
            )
        )
    caption = say("left out", "caption")
    return join((_table(caption, names, join(rows)), say("left out note", "p", class_="note")))


def _names(report: Report) -> list[str]:
    return [name for name in HEADLINES if name in report.names]


def _table(caption: Markup, names: list[str], rows: Markup) -> Markup:
    head = tag(
        "tr",
        say("group", "th", scope="col"),
        say("documents", "th", scope="col", class_="v less"),
        *(tag("th", kind(name.partition("/")[0]), scope="col", class_="v") for name in names),
    )
    return scrolled(tag("table", caption, tag("thead", head), tag("tbody", rows), class_="groups"))


def _line(name: Markup, part: Report, cells: list[Markup], class_: str | None = None) -> Markup:
    documents = tag("td", str(len(part.documents)), class_="n less")
    return tag("tr", name, documents, *cells, class_=class_)


def _group_cell(part: Report, figure: str) -> Markup:
    counts = part.total(figure)
    if counts.f1 is None:
        return tag("td", "–", class_="n")
    facts = tag("small", f"({count(counts.right)}/{count(counts.gold)})")
    interval = tag("small", span(part.interval(figure)), class_="under")
    shade = _shade(1 - counts.f1)
    return tag("td", tag("b", number(counts.f1, 2)), " ", facts, interval, class_="n heat", style=shade)


def _beside(left: LeftOut, figure: str) -> Markup:
    """The body's own F1 and that of the others; shaded by how much lower the own one is."""
    own, rest = left.own.total(figure).f1, left.rest.total(figure).f1
    if own is None:
        return tag("td", "–", class_="n")
    below = max(0.0, (rest or 0) - own)
    others = tag("small", f"({number(rest, 2)})")
    return tag("td", tag("b", number(own, 2)), " ", others, class_="n heat", style=_shade(below))


def _shade(lost: float) -> str:
    """A half or more lost is the deepest shade."""
    return f"--w:{round(100 * min(1.0, 2 * lost))}%"
