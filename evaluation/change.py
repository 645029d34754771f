"""What a change to the extractor gained and lost: facts, each with its words, and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evaluation.counts import Counts, Interval, difference_interval, difference_p
from evaluation.groups import share
from evaluation.judge import KINDS, Outcome
from evaluation.scores import DocumentScore, Report


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


@dataclass(frozen=True)
class Moved:
    """A figure over the documents two reports share, before and after.

    `interval` is that of the difference, None where it cannot be told; `p` is how often chance alone
    makes a difference as large, None where a side has nothing to count (see `evaluation.counts`). Of
    many figures looked at, some have a small p by chance: of sixty, three are below .05.
    """

    figure: str
    before: Counts
    after: Counts
    interval: Interval | None
    p: float | None

    @property
    def difference(self) -> float | None:
        """F1 after less F1 before."""
        old, new = self.before.f1, self.after.f1
        return None if old is None or new is None else new - old


def moved(
    before: Report, after: Report, over: Literal["documents", "bodies"] = "documents"
) -> tuple[Moved, ...]:
    """The figures whose counts changed, over the documents that both have.

    `over` tells what is resampled for the interval and swapped for p: documents, or whole bodies.
    """
    older = {document.name: document for document in before.documents}
    found = []
    for name in after.names:
        both = [
            (older[new.name].figures[name], new.figures[name], new.whose)
            for new in after.having(name)
            if new.name in older and name in older[new.name].figures
        ]
        was, now = [one for one, _, _ in both], [one for _, one, _ in both]
        if sum(was, Counts()) != sum(now, Counts()):
            groups = [whose for _, _, whose in both] if over == "bodies" else None
            interval = difference_interval(was, now, groups=groups)
            p = difference_p(was, now, groups=groups)
            found.append(Moved(name, sum(was, Counts()), sum(now, Counts()), interval, p))
    return tuple(found)


def comparison(before: Report, after: Report) -> RenderableType:
    """The figures that moved, with the paired difference's interval, and each fact gained or lost."""
    rows = Table(title="Changed figures")
    for heading in ("fact", "before", "after", "difference", "95 %", "p"):
        rows.add_column(heading, justify="left" if heading == "fact" else "right", no_wrap=True)
    for one in moved(before, after):
        rows.add_row(
            one.figure.replace("/", " · "),
            share(one.before.f1),
            share(one.after.f1),
            "–" if one.difference is None else f"{one.difference:+.3f}",
            "–" if one.interval is None else f"{one.interval.low:+.3f} – {one.interval.high:+.3f}",
            share(one.p),
        )
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
