"""Every document: its meeting fields, its text under gold and prediction, what has no place in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from evaluation.faultkinds import fault
from evaluation.html.errors import differences
from evaluation.html.items import Item, Shown
from evaluation.html.markup import Markup, join, private, tag
from evaluation.html.overlay import SIGNS, overlay
from evaluation.html.scores import scrolled
from evaluation.html.words import coded, field, kind, number, say, value
from evaluation.judge import KINDS
from evaluation.judge.common import show
from evaluation.report import HEADLINES
from pipeline.facts import Amount, Attendance, Decision, Mandate, Mention, Section, Span

_FIELDS: dict[type[Span], tuple[str, ...]] = {
    Mention: ("label",),
    Section: ("number", "title", "kind"),
    Attendance: ("person", "organisation", "roles", "party", "standing", "present", "remote", "sections"),
    Decision: ("kind", "status", "decider", "reservations"),
    Mandate: ("giver", "assignees", "task", "deadline", "status"),
    Amount: ("value", "value_to", "unit"),
}


def contents(documents: Iterable[Shown], names: tuple[str, ...]) -> Markup:
    """All documents with their headline F1, the way to each."""
    figures = [name for name in HEADLINES if name in names]
    head = tag(
        "tr",
        say("document", "th", scope="col"),
        say("format", "th", scope="col"),
        say("errors", "th", scope="col", class_="v"),
        *(tag("th", kind(name.partition("/")[0]), scope="col", class_="v") for name in figures),
    )
    rows = join(
        tag(
            "tr",
            tag("th", tag("a", document.score.name, href=f"#d{document.number}"), scope="row"),
            tag("td", document.score.format),
            tag("td", str(_errors(document)), class_="n"),
            *(tag("td", _f1(document, name), class_="n") for name in figures),
        )
        for document in documents
    )
    return scrolled(tag("table", tag("thead", head), tag("tbody", rows), class_="contents"))


def _errors(document: Shown) -> int:
    return sum(item.outcome.verdict != "right" for item in document.items)


def _f1(document: Shown, name: str) -> str:
    counts = document.score.figures.get(name)
    return number(counts.f1 if counts else None, 2)


def legend() -> Markup:
    """How to read the overlay, shown with the styles it explains."""
    samples = [
        (tag("span", "Umeå kommun", class_="gr fr"), "o.right"),
        (tag("span", "Umeå kommun", class_="gm"), "o.missed"),
        (tag("span", "Umeå kommun", class_="fs"), "o.spurious"),
        (join((tag("span", "Umeå", class_="gw fw"), tag("span", " kommun", class_="gw"))), "o.wrong"),
        (tag("span", "avslå", class_="df dg"), "k.decisions"),
        (tag("span", "utreda", class_="uf ug"), "k.mandates"),
        (tag("span", "Åsa Ek", class_="p"), "attendance row"),
        (tag("span", "§ 7", class_="h"), "heading"),
    ]
    entries = (
        tag("li", tag("span", sample, class_="t", lang="sv"), " ", say(key)) for sample, key in samples
    )
    return tag(
        "div",
        say("legend", "h3"),
        say("lines", "p"),
        tag("ul", *entries),
        say("bars", "p"),
        class_="legend",
    )


def document(shown: Shown) -> Markup:
    """One document."""
    score = shown.score
    loose = [item for item in shown.items if _is_loose(item, shown)]
    same = bool(score.gold and score.document and score.gold.text == score.document.source.text)
    return tag(
        "section",
        tag("h3", score.name),
        _about(shown),
        None if same or not shown.text or score.error else say("other text", "p", class_="note"),
        _meeting(shown),
        _loose(loose, shown.number),
        tag(
            "div",
            overlay(shown.text, shown.items, shown.number),
            class_="t",
            lang="sv",
            tabindex="0",
            role="group",
            aria_label=score.name,
            data_d=str(shown.number),
        )
        if shown.text
        else say("no text", "p", class_="note"),
        id=f"d{shown.number}",
        class_="doc",
    )


def _about(shown: Shown) -> Markup:
    """Where it comes from, and how many facts of each kind are wrong."""
    score = shown.score
    meta = join((private(score.body or "–"), private(Path(score.source).name)), " · ")
    wrong = Counter(item.outcome.kind for item in shown.items if fault(item.outcome))
    counts = join(
        (
            tag("span", kind(name), " ", tag("b", str(wrong[name])), class_="chip")
            for name in KINDS
            if wrong[name]
        ),
        " ",
    )
    total = join((tag("b", str(_errors(shown))), " ", say("errors")))
    return join((tag("p", meta, class_="meta"), tag("p", total, " ", counts, class_="meta")))


def _is_loose(item: Item, shown: Shown) -> bool:
    """Whether an error has no place in the text, nor a row among the meeting fields."""
    return (
        item.outcome.verdict != "right" and not (item.place and shown.text) and item.outcome.kind != "meeting"
    )


def _meeting(shown: Shown) -> Markup | None:
    rows = [item for item in shown.items if item.outcome.kind == "meeting"]
    if not rows:
        return None
    head = tag("tr", *(say(key, "th", scope="col") for key in ("field", "gold", "found", "outcome")))
    body = join(_meeting_row(item, shown.number) for item in rows)
    caption = say("k.meeting", "caption")
    return scrolled(tag("table", caption, tag("thead", head), tag("tbody", body), class_="meeting"))


def _meeting_row(item: Item, document: int) -> Markup:
    outcome = item.outcome
    gold = found = outcome.text
    if outcome.verdict == "missed":
        found = "–"
    elif outcome.verdict == "spurious":
        gold = "–"
    elif outcome.differs:
        gold, found = outcome.differs[0].gold, outcome.differs[0].found
    sign = tag("span", SIGNS[outcome.verdict], class_=f"sign {outcome.verdict}", aria_hidden="true")
    right = outcome.verdict == "right"
    return tag(
        "tr",
        tag("th", field(outcome.what), scope="row"),
        tag("td", value(private(gold)), lang="sv"),
        tag("td", value(private(found)), lang="sv"),
        tag("td", sign, " ", say(f"o.{outcome.verdict}")),
        id=None if right else f"d{document}f{item.number}",
        class_=None if right else "bad",
    )


def _loose(loose: list[Item], document: int) -> Markup | None:
    if not loose:
        return None
    entries = join(
        tag(
            "li",
            tag(
                "span", SIGNS[item.outcome.verdict], class_=f"sign {item.outcome.verdict}", aria_hidden="true"
            ),
            say(f"o.{item.outcome.verdict}"),
            " ",
            tag("b", kind(item.outcome.kind)),
            " ",
            value(private(item.outcome.what)),
            ": ",
            tag("bdi", private(item.outcome.context or item.outcome.text), lang="sv"),
            " ",
            tag("a", "↑", href=f"#e{document}f{item.number}", aria_label=item.outcome.what),
            differences(item.outcome.differs),
            id=f"d{document}f{item.number}",
        )
        for item in loose
    )
    return join((say("unplaced", "h4"), tag("ul", entries, class_="loose")))


def facts(documents: Iterable[Shown]) -> list[list[list[object]]]:
    """What the page tells when the reader points at a place: a row a fact of each document,
    [kind, verdict, name, rule, [[field, gold, found], …]]; found is left out where it is the same."""
    return [
        [
            [
                item.outcome.kind,
                item.outcome.verdict,
                private(item.outcome.what),
                item.outcome.rule,
                _rows(item),
            ]
            for item in document.items
        ]
        for document in documents
    ]


def _rows(item: Item) -> list[list[str]]:
    """The fields that say something, as gold and prediction have them."""
    fact = item.gold or item.found
    rows: list[list[str]] = []
    for name in _FIELDS.get(type(fact), ()) if fact else ():
        gold, found = (None if one is None else show(getattr(one, name)) for one in (item.gold, item.found))
        if {gold, found} <= {None, "–"}:
            continue
        if gold == found:
            rows.append([name, private(gold or "")])
        else:
            rows.append([name, private(gold or ""), private(found or "")])
    listed = {row[0] for row in rows}
    rows += [
        [d.field, private(d.gold), private(d.found)]
        for d in map(coded, item.outcome.differs)
        if d.field not in listed
    ]
    return [] if len(rows) == 1 and rows[0][0] == "label" and len(rows[0]) == 2 else rows
