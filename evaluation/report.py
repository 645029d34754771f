"""A score as a person reads it, as JSON, and what a change gained and lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evaluation.counts import Counts, difference_interval
from evaluation.judge import KINDS, Outcome
from evaluation.record import from_json, to_json
from evaluation.score import DocumentScore, Report
from pipeline.facts import MENTION_LABELS

__all__ = ["Change", "comparison", "errors", "from_json", "lost_and_gained", "table", "to_json"]

UNLABELLED = "mentions/unlabelled"
CONFUSED = ("mentions/label", "decisions/status", "decisions/kind")
HEADLINES = (
    "mentions/overlap", "sections/number", "attendance/complete", "decisions/span",
    "mandates/span", "amounts/value", "table_cells/cell",
)  # fmt: skip


# ── the table ────────────────────────────────────────────────────────────────


def table(report: Report, *, per_document: bool = False) -> RenderableType:
    """Every figure over all documents with its 95 % interval; on request a table a document too."""
    parts: list[RenderableType] = [_mention_table(report), _figure_table(report)]
    if per_document:
        parts.append(_document_table(report))
    parts += [rows for figure in CONFUSED if (rows := _confusions(report, figure))]
    parts += [Text(f"note: {note}", style="yellow") for note in report.notes]
    return Group(*parts)


def _mention_table(report: Report) -> Table:
    rows = Table(title=f"Mentions, {len(report.documents)} documents")
    headings = (
        "label", "gold", "found", "precision", "recall",
        "strict F1", "95 %", "overlap F1", "95 %", "words F1",
    )  # fmt: skip
    for heading in headings:
        rows.add_column(heading, justify="left" if heading == "label" else "right", no_wrap=True)
    for suffix in (*(f"/{label}" for label in MENTION_LABELS), ""):
        strict = report.total(f"mentions/strict{suffix}")
        rows.add_row(
            suffix.lstrip("/") or "all",
            str(strict.gold),
            str(strict.found),
            _share(strict.precision),
            _share(strict.recall),
            _share(strict.f1),
            _range(report, f"mentions/strict{suffix}"),
            _share(report.total(f"mentions/overlap{suffix}").f1),
            _range(report, f"mentions/overlap{suffix}"),
            _share(report.total(f"mentions/words{suffix}").f1),
            end_section=suffix == f"/{MENTION_LABELS[-1]}",
        )
    return rows


def _figure_table(report: Report) -> Table:
    rows = Table(title="Facts")
    for heading in ("fact", "gold", "found", "right", "precision", "recall", "F1", "95 %", "macro F1"):
        rows.add_column(heading, justify="left" if heading == "fact" else "right", no_wrap=True)
    names = [name for name in report.names if not name.startswith("mentions/") or name == UNLABELLED]
    for name, following in zip(names, [*names[1:], ""], strict=True):
        counts = report.total(name)
        rows.add_row(
            name.replace("/", " · "),
            str(counts.gold),
            str(counts.found),
            str(counts.right),
            _share(counts.precision),
            _share(counts.recall),
            _share(counts.f1),
            _range(report, name),
            _share(report.macro(name)),
            end_section=name.partition("/")[0] != following.partition("/")[0],
        )
    return rows


def _document_table(report: Report) -> Table:
    rows = Table(title="F1 by document")
    rows.add_column("document", no_wrap=True)
    rows.add_column("aligned", justify="right")
    for name in HEADLINES:
        rows.add_column(name.replace("/", "\n"), justify="right")
    for document in report.documents:
        figures = (document.figures.get(name, Counts()) for name in HEADLINES)
        rows.add_row(
            document.name,
            f"{document.aligned:.0%}",
            *(f"{_share(c.f1)} ({c.right}/{c.gold})" for c in figures),
        )
    return rows


def _confusions(report: Report, figure: str) -> Table | None:
    cells = {(gold, found): n for (name, gold, found), n in report.confusions().items() if name == figure}
    if not cells:
        return None
    values = sorted({value for pair in cells for value in pair})
    rows = Table(title=f"{figure.replace('/', ' · ')}: gold down, found across")
    rows.add_column("")
    for value in values:
        rows.add_column(value, justify="right")
    for gold in values:
        rows.add_row(gold, *(str(cells.get((gold, found), "·")) for found in values))
    return rows


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _range(report: Report, figure: str) -> str:
    interval = report.interval(figure)
    return "–" if interval is None else f"{interval.low:.2f}–{interval.high:.2f}"


# ── the errors ───────────────────────────────────────────────────────────────

_SIGNS = {"missed": ("−", "red"), "spurious": ("+", "yellow"), "wrong": ("~", "cyan")}


def errors(report: Report, kinds: Iterable[str] = KINDS, what: str = "") -> RenderableType:
    """Every fact that is not right: − missed, + spurious, ~ found with something wrong.

    `what` narrows to one label, number or field ("ORG", "§ 12", "status").
    """
    wanted = tuple(kinds)
    lines: list[Text] = []
    for document in report.documents:
        for kind in wanted:
            wrong = [outcome for outcome in _wrong(document, kind) if not what or _about(outcome, what)]
            if wrong:
                tally = Counter(outcome.verdict for outcome in wrong)
                sums = ", ".join(f"{count} {verdict}" for verdict, count in sorted(tally.items()))
                lines.append(Text(f"{document.name} · {kind}: {sums}", style="bold"))
                lines += [_error(outcome) for outcome in wrong]
    return Group(*lines) if lines else Text("no errors")


def _wrong(document: DocumentScore, kind: str) -> list[Outcome]:
    return sorted(
        (outcome for outcome in document.outcomes if outcome.kind == kind and outcome.verdict != "right"),
        key=lambda outcome: (outcome.start, outcome.verdict, outcome.what, outcome.text),
    )


def _about(outcome: Outcome, what: str) -> bool:
    return what in outcome.what.split() or what == outcome.what or what in [d.field for d in outcome.differs]


def _error(outcome: Outcome) -> Text:
    sign, style = _SIGNS[outcome.verdict]
    line = Text(f"  {sign} ", style=style)
    line.append(f"{outcome.start:>6} {outcome.what}  ", style="dim")
    line.append(outcome.context or outcome.text)
    if outcome.rule:
        line.append(f"  [{outcome.rule}]", style="dim")
    for difference in outcome.differs:
        line.append(f"\n           {difference.field}: ", style=style)
        line.append(f"{difference.gold}  ≠  {difference.found}")
    return line


# ── gained and lost ──────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Change:
    """A fact that a change to the extractor made right (gained) or wrong (lost)."""

    sign: Literal["gained", "lost"]
    document: str
    outcome: Outcome


def lost_and_gained(before: Report, after: Report) -> tuple[Change, ...]:
    """What is right now and was not, and the other way round, over the documents both have.

    A spurious fact that came is lost ground, one that went is gained.
    """
    older = {document.name: document for document in before.documents}
    changes: list[Change] = []
    for document in after.documents:
        if document.name in older:
            changes += _changes(document.name, older[document.name], document)
    return tuple(sorted(changes, key=_reading_order))


def _reading_order(change: Change) -> tuple[str, int, int, str, str, str]:
    outcome = change.outcome
    return (
        change.document, KINDS.index(outcome.kind), outcome.start, change.sign, outcome.what, outcome.text,
    )  # fmt: skip


def _changes(name: str, before: DocumentScore, after: DocumentScore) -> Iterator[Change]:
    was, now = _keyed(before, right=True), _keyed(after, right=True)
    was_spurious, now_spurious = _keyed(before, right=False), _keyed(after, right=False)
    all_before, all_after = _by_fact(before), _by_fact(after)
    for key in was.keys() - now.keys():
        yield Change("lost", name, all_after.get(key, was[key]))
    for key in now.keys() - was.keys():
        yield Change("gained", name, all_before.get(key, now[key]) if key in all_before else now[key])
    for key in now_spurious.keys() - was_spurious.keys():
        yield Change("lost", name, now_spurious[key])
    for key in was_spurious.keys() - now_spurious.keys():
        yield Change("gained", name, was_spurious[key])


Key = tuple[str, str, str, int, int]


def _keyed(document: DocumentScore, *, right: bool) -> dict[Key, Outcome]:
    verdict = "right" if right else "spurious"
    return _numbered(outcome for outcome in document.outcomes if outcome.verdict == verdict)


def _by_fact(document: DocumentScore) -> dict[Key, Outcome]:
    return _numbered(outcome for outcome in document.outcomes if outcome.verdict != "spurious")


def _numbered(outcomes: Iterable[Outcome]) -> dict[Key, Outcome]:
    """Outcomes by what makes a fact the same fact from run to run; equal ones are numbered."""
    seen: Counter[tuple[str, str, str, int]] = Counter()
    keyed: dict[Key, Outcome] = {}
    for outcome in outcomes:
        key = (outcome.kind, outcome.what, outcome.text, outcome.start)
        keyed[(*key, seen[key])] = outcome
        seen[key] += 1
    return keyed


def comparison(before: Report, after: Report) -> RenderableType:
    """The figures that moved, with the paired difference's interval, and each fact gained or lost."""
    rows = Table(title="Changed figures")
    for heading in ("fact", "before", "after", "difference", "95 %"):
        rows.add_column(heading, justify="left" if heading == "fact" else "right", no_wrap=True)
    older = {document.name: document for document in before.documents}
    both = [(older[document.name], document) for document in after.documents if document.name in older]
    for name in after.names:
        pairs = [
            (b.figures[name], a.figures[name]) for b, a in both if name in b.figures.keys() & a.figures.keys()
        ]
        was, now = sum((b for b, _ in pairs), Counts()), sum((a for _, a in pairs), Counts())
        if was != now:
            interval = difference_interval([b for b, _ in pairs], [a for _, a in pairs])
            span = "–" if interval is None else f"{interval.low:+.3f} – {interval.high:+.3f}"
            moved = "–" if was.f1 is None or now.f1 is None else f"{now.f1 - was.f1:+.3f}"
            rows.add_row(name.replace("/", " · "), _share(was.f1), _share(now.f1), moved, span)
    lines = [_change(change) for change in lost_and_gained(before, after)]
    return Group(rows, *lines)


def _change(change: Change) -> Text:
    outcome = change.outcome
    line = Text(f"{change.sign:>6}  ", style="green" if change.sign == "gained" else "red")
    line.append(f"{change.document} · {outcome.kind} {outcome.what} ({outcome.verdict})  ", style="dim")
    line.append(outcome.context or outcome.text)
    for difference in outcome.differs:
        line.append(f"\n           {difference.field}: {difference.gold}  ≠  {difference.found}")
    return line
