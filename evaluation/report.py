"""A score as a person reads it; as JSON: `record`; what a change gained and lost: `change`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evaluation.change import Change, Moved, comparison, lost_and_gained, moved
from evaluation.counts import Counts
from evaluation.groups import HEADLINES, grouped, grouped_table, leave_one_out_table, narrow, number, share
from evaluation.judge import KINDS, Outcome
from evaluation.record import from_json, to_json
from evaluation.scores import DocumentScore, Report
from evaluation.summary import right, span
from pipeline.facts import MENTION_LABELS

__all__ = [
    "HEADLINES", "Change", "Moved", "comparison", "errors", "from_json", "lost_and_gained", "moved", "table",
    "to_json",
]  # fmt: skip

LABELS = ("mentions/unlabelled", "mentions/label of paired", "mentions/value")
CONFUSED = (
    "mentions/label", "decisions/status", "decisions/kind", "mandates/status", "attendance/standing",
)  # fmt: skip
_HEADINGS = (
    "fact", "gold", "found", "right", "P", "R", "F1", "95 %", "by doc", "by body",
)  # fmt: skip
_ABOUT = (
    "P precision, R recall; by doc, by body: the mean of their F1 (macro).\n"
    "95 %: bootstrap over documents; ° from the number of facts, where the documents do not differ, as if\n"
    "facts were independent: too narrow. right of b3, where two: what counts for P | for R."
)


# ── the table ────────────────────────────────────────────────────────────────


def table(
    report: Report, *, per_document: bool = False, by: Sequence[str] = ("body", "layout", "format")
) -> RenderableType:
    """Every figure over all documents with its 95 % interval; on request the headlines a document too.

    Where there are several groups, the headlines by body, layout, … follow (`by`, out of GROUPINGS of
    `evaluation.groups`), and those of each body beside all the others.
    """
    parts: list[RenderableType] = [_mention_table(report), _figure_table(report), Text(_ABOUT, style="dim")]
    if per_document:
        parts.append(_document_table(report))
    parts += _group_tables(report, by)
    parts += [rows for figure in CONFUSED if (rows := _confusions(report, figure))]
    parts += [Text(f"note: {note}", style="yellow") for note in report.notes]
    return Group(*parts)


def _group_tables(report: Report, by: Sequence[str]) -> list[RenderableType]:
    several = [grouping for grouping in by if len(grouped(report, grouping)) > 1]
    tables: list[RenderableType] = [grouped_table(report, grouping) for grouping in several]
    return tables + ([leave_one_out_table(report)] if "body" in several else [])


def _mention_table(report: Report) -> Table:
    rows = narrow(f"Mentions, {len(report.documents)} documents")
    headings = (
        "label", "gold", "found", "P", "R",
        "strict F1", "95 %", "overlap F1", "95 %", "words F1",
    )  # fmt: skip
    for heading in headings:
        rows.add_column(heading, justify="left" if heading == "label" else "right", no_wrap=True)
    for suffix in (*(f"/{label}" for label in MENTION_LABELS), ""):
        strict = report.total(f"mentions/strict{suffix}")
        rows.add_row(
            suffix.lstrip("/") or "all",
            number(strict.gold),
            number(strict.found),
            share(strict.precision),
            share(strict.recall),
            share(strict.f1),
            _range(report, f"mentions/strict{suffix}"),
            share(report.total(f"mentions/overlap{suffix}").f1),
            _range(report, f"mentions/overlap{suffix}"),
            share(report.total(f"mentions/words{suffix}").f1),
            end_section=suffix == f"/{MENTION_LABELS[-1]}",
        )
    return rows


def _figure_table(report: Report) -> Table:
    rows = narrow("Facts")
    for heading in _HEADINGS:
        first = heading == "fact"  # numbers are never shortened, names may go on in the next line
        rows.add_column(heading, justify="left" if first else "right", no_wrap=not first)
    names = [name for name in report.names if not name.startswith("mentions/") or name in LABELS]
    for name, following in zip(names, [*names[1:], ""], strict=True):
        counts = report.total(name)
        rows.add_row(
            name.replace("/", " · "),
            number(counts.gold),
            number(counts.found),
            right(counts),
            share(counts.precision),
            share(counts.recall),
            share(counts.f1),
            _range(report, name),
            share(report.macro(name)),
            share(report.macro(name, by="body")),
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
            *(f"{share(c.f1)} ({number(c.right)}/{number(c.gold)})" for c in figures),
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


def _range(report: Report, figure: str) -> str:
    return span(report.interval(figure))


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
