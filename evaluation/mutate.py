"""``python -m evaluation.mutate GOLD``: does the score move as it must when gold is spoilt?

A copy of the gold is spoilt in one way (facts dropped, given twice, flipped, shifted), scored against
the gold itself, and the counts are set beside those worked out beforehand (`evaluation.mutations`).
Exit code 0: all are as expected; 1: one is not; 2: there is no gold.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.counts import Counts
from evaluation.gold import Gold, load_folder
from evaluation.groups import number
from evaluation.mutations import Mutation, mutations
from evaluation.score import score
from pipeline.errors import ParagrafError

NEAR = 1e-9  # sums of shared credit (B³) are not whole


@dataclass(frozen=True)
class Check:
    """A figure after a mutation: what it must be, what the scorer says, summed over `documents`.

    `wrong` names the documents in which the two differ.
    """

    kind: str
    mutation: str
    figure: str
    documents: int
    expected: Counts
    got: Counts
    wrong: tuple[str, ...] = ()


def mutate(golds: Iterable[Gold], which: Iterable[Mutation] | None = None) -> tuple[Check, ...]:
    """Every mutation done to every gold that has something for it, figure by figure."""
    everything = tuple(golds)
    checks: list[Check] = []
    for mutation in mutations() if which is None else which:
        rows: dict[str, Check] = {}
        for gold in everything:
            for figure, expected, got in _outcome(gold, mutation):
                same = _same(expected, got)
                row = rows.get(figure) or Check(mutation.kind, mutation.name, figure, 0, Counts(), Counts())
                rows[figure] = replace(
                    row,
                    documents=row.documents + 1,
                    expected=row.expected + expected,
                    got=row.got + got,
                    wrong=row.wrong if same else (*row.wrong, gold.name),
                )
        checks += rows.values()
    return tuple(checks)


def main(arguments: list[str] | None = None) -> int:
    """Print the table of checks."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.mutate", description=__doc__)
    parser.add_argument("gold", type=Path, help="a folder with NAME.gold.json and NAME.txt, or one gold file")
    console = Console(width=None if sys.stdout.isatty() else 160)
    try:
        golds = load_folder(parser.parse_args(arguments).gold)
    except ParagrafError as error:
        Console(stderr=True, soft_wrap=True).print(str(error), markup=False)
        return 2
    checks = mutate(golds)
    console.print(_table(checks))
    wrong = [check for check in checks if check.wrong]
    for check in wrong:
        console.print(f"{check.kind}, {check.mutation}: {check.figure} differs in {', '.join(check.wrong)}")
    console.print(
        f"{len(checks)} figures of {len({(c.kind, c.mutation) for c in checks})} mutations over "
        f"{len(golds)} documents: {len(wrong) or 'none'} not as expected"
    )
    return 1 if wrong else 0


def _outcome(gold: Gold, mutation: Mutation) -> Iterable[tuple[str, Counts, Counts]]:
    """(figure, expected, got) of one gold; only its facts of the kind are kept, to be quick."""
    kind = "mentions" if mutation.kind == "entities" else mutation.kind
    alone = replace(gold, only=(kind,), table_cells=gold.table_cells if kind == "table_cells" else None)
    if mutation.kind == "mentions":
        alone = replace(alone, people=(), mentions=tuple(replace(m, entity=None) for m in alone.mentions))
    spoilt = mutation.spoil(alone) if gold.annotates(kind) else None
    if spoilt is None:
        return
    prediction, expected = spoilt
    figures = score(alone, prediction.document()).figures
    for figure, counts in expected.items():
        if figure in figures or figure not in gold.unanswered:
            yield figure, counts, figures.get(figure, Counts())


def _same(one: Counts, other: Counts) -> bool:
    pairs = (
        (one.found, other.found),
        (one.right, other.right),
        (one.gold, other.gold),
        (one.right_of_gold, other.right_of_gold),
    )
    return all(abs(a - b) < NEAR for a, b in pairs)


def _table(checks: Iterable[Check]) -> Table:
    rows = Table(title="The score of spoilt gold: found, right, gold")
    for heading in ("kind", "mutation", "figure", "documents", "expected", "got", "F1", ""):
        left = heading in ("kind", "mutation", "figure")
        rows.add_column(heading, justify="left" if left else "right", no_wrap=heading != "mutation")
    before = ("", "")
    for check in checks:
        here = (check.kind, check.mutation)
        shown = here if here != before else ("", "")
        before = here
        f1 = check.got.f1
        rows.add_row(
            *shown,
            check.figure,
            str(check.documents),
            _counts(check.expected),
            _counts(check.got),
            "–" if f1 is None else f"{f1:.3f}",
            "differs" if check.wrong else "as expected",
            style="red" if check.wrong else None,
        )
    return rows


def _counts(counts: Counts) -> str:
    right = number(counts.right)
    if counts.recalled is not None:
        right += f" / {number(counts.recalled)}"
    return f"{number(counts.found)}, {right}, {number(counts.gold)}"


if __name__ == "__main__":
    sys.exit(main())
