"""How the answers of `paragraf gold` look on a screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rich.table import Table

from evaluation.goldfile import SPANS
from evaluation.groups import share
from pipeline.facts import MENTION_LABELS

if TYPE_CHECKING:
    from evaluation.agreement import Agreement, Kappa
    from evaluation.counts import Interval
    from evaluation.golddiff import Change, Differing
    from evaluation.judge import Outcome
    from evaluation.stats import Stats
    from evaluation.suggest import Suggestions

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_AGREED = (
    "mentions/strict", "mentions/overlap", *(f"mentions/strict/{label}" for label in MENTION_LABELS),
    "sections/number", "sections/title", "meeting/all", "attendance/person", "attendance/complete",
    "decisions/span", "decisions/complete", "mandates/span", "mandates/complete", "amounts/value",
    "table_cells/cell", "entities/b3",
)  # fmt: skip


def stats_tables(total: Stats, groups: Mapping[str, Mapping[str, Stats]]) -> Iterator[Table]:
    """The facts by kind and label, the shares, and a line a body, layout and format."""
    yield _kinds(total)
    yield _shares(total)
    for key, values in groups.items():
        table = _table(f"by {key}", "", "documents", "words", *SPANS)
        for name, one in values.items():
            table.add_row(
                name, f"{one.documents}", f"{one.words:,}", *(f"{one.of(kind):,}" for kind in SPANS)
            )
        yield table


def agreement_tables(result: Agreement) -> Iterator[Table]:
    """F1 a kind, kappa a choice."""
    table = _table("What both marked", "", "A", "B", "both", "F1", "95 %")
    for name in (name for name in _AGREED if name in result.names):
        counts = result.total(name)
        interval = _interval(result.interval(name))
        table.add_row(
            name, f"{counts.gold:g}", f"{counts.found:g}", f"{counts.right:g}", share(counts.f1), interval
        )
    yield table
    table = _table("What they called what both marked", "", "pairs", "agree", "by chance", "kappa", "95 %")
    for name, kappa in result.kappas().items():
        shares = (share(kappa.observed), share(kappa.expected))
        table.add_row(name, str(kappa.pairs), *shares, _value(kappa), _interval(kappa.interval))
    yield table


def disagreement(outcome: Outcome) -> str:
    """One line: A has it, B has it, or both have it otherwise."""
    place = f"[{outcome.start}, {outcome.end})" if outcome.end else ""
    head = f"{outcome.kind} {outcome.what} {place} {_quoted(outcome.text)}".replace("  ", " ")
    if outcome.verdict == "wrong":
        fields = "; ".join(f"{d.field}: A {_cut(d.gold)} | B {_cut(d.found)}" for d in outcome.differs)
        return f"~ {head}: {fields}"
    return f"{'A' if outcome.verdict == 'missed' else 'B'} only: {head}"


def difference(file: Differing) -> Iterator[str]:
    """The lines of a file that differs: its name, then a line a fact."""
    note = " (new file)" if file.old is None else " (file gone)" if file.new is None else ""
    if file.text_changed:
        note = " (the text changed: facts are compared by their words)"
    yield f"{file.name}{note}"
    for change in file.changes:
        yield f"  {_changed(change)}"


def suggestion_lines(result: Suggestions, reasons: int) -> Iterator[str]:
    """The protocols in order, with what each teaches."""
    for number, one in enumerate(result.chosen, 1):
        yield f"{number}. {one.path}  ({one.body}, {one.words:,} words; {one.gain:.2f})"
        yield from (f"     - {reason}" for reason in one.reasons[:reasons])
        for item in one.items:
            head = f"§ {item.number}" if item.number else "item"
            yield f"     {head} {_cut(item.title)}: {item.reasons[0]}"


def _changed(change: Change) -> str:
    line = f":{change.line}" if change.line else ""
    words = f" {_quoted(change.text)}" if change.text else ""
    label = f" {change.label}" if change.label else ""
    head = f"{_SIGNS[change.what]} {change.kind}{line}{label}{words}"
    fields = (f"{name}: {_json(old)} → {_json(new)}" for name, old, new in change.fields)
    return head + (f": {'; '.join(fields)}" if change.fields else "")


def _kinds(total: Stats) -> Table:
    table = _table(
        f"{total.documents} documents, {total.words:,} words", "kind", "facts", "of them", left=("of them",)
    )
    for kind in SPANS:
        shown = [_listed(total.facts, kind)]
        if kind == "decisions":  # a mandate's label is its status already
            shown.append(_listed(total.statuses, kind))
        table.add_row(kind, f"{total.of(kind):,}", "; ".join(shown))
    return table


def _listed(counts: Counter[tuple[str, str]], kind: str) -> str:
    return ", ".join(f"{label} {number:,}" for (name, label), number in counts.most_common() if name == kind)


def _shares(total: Stats) -> Table:
    table = _table("Shares", "", "number", "of", "share")
    mandates = total.of("mandates")
    people = len(total.people)
    rows = (
        ("items (§) with a decision taken there", total.items_with_decision, total.items),
        ("mandates with a deadline", total.mandates_with_deadline, mandates),
        ("mandates with a due date worked out", total.mandates_with_due, mandates),
        ("mandates reported back", total.mandates_reported, mandates),
        *(
            (f"people with {n} spelling{'s' * (n > 1)}", number, people)
            for n, number in sorted(total.spelled().items())
        ),
    )
    for name, number, of in rows:
        table.add_row(name, f"{number:,}", f"{of:,}", f"{number / of:.0%}" if of else "–")
    return table


def _table(title: str, first: str, *headings: str, left: tuple[str, ...] = ()) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for heading in headings:
        table.add_column(heading, justify="left" if heading in left else "right")
    return table


def _value(kappa: Kappa) -> str:
    return f"undefined: {kappa.why_not}" if kappa.value is None else f"{kappa.value:.3f}"


def _interval(interval: Interval | None) -> str:
    return "–" if interval is None else f"{interval.low:.3f}–{interval.high:.3f}"


def _quoted(words: str) -> str:
    return f"“{_cut(words)}”"


def _cut(words: str, length: int = 70) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def _json(value: Any) -> str:
    return "–" if value is None else _cut(str(value))
