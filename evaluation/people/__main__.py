"""``python -m evaluation.people``: 2,000 invented people over 15 years of minutes, put together again.

python -m evaluation.people                    the corpus of seed 1
python -m evaluation.people --seed 2           another
python -m evaluation.people --people 300       a smaller one
python -m evaluation.people --wrong            and who was merged with whom, and who is left as several
python -m evaluation.people --memory           how much memory 500, 1,000 and 2,000 of the minutes take

How many people there are, where they sit and how their names are spelt: see `careers`, `names`, `minutes`
and, for the noise and its rates, `noise` in this folder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from evaluation.counts import Counts
from evaluation.people.careers import Person, World, careers
from evaluation.people.measure import Measured, measure
from evaluation.people.memory import Use, memory
from evaluation.people.minutes import minutes

PEOPLE, SEED = 2_040, 1  # a few never come to a meeting
LEAST_B3, MOST_MERGED = 0.97, 0.002


def main(arguments: Sequence[str] | None = None, console: Console | None = None) -> int:
    """The exit code: 1 when B³ F1 is below .97 or more than 0.2 % of those found are several people."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.people", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--people", type=int, default=PEOPLE, help="how many")
    parser.add_argument("--seed", type=int, default=SEED, help="which of all such corpora")
    parser.add_argument("--wrong", action="store_true", help="list the merged and the split")
    parser.add_argument("--memory", action="store_true", help="measure memory instead")
    chosen = parser.parse_args(arguments)
    out = console or Console(highlight=False, width=110)
    world = careers(chosen.people, chosen.seed)
    written = minutes(world, chosen.seed)
    if chosen.memory:
        out.print(_memory(memory(written.documents)))
        return 0
    found = measure(world, written)
    out.print(_table(found, len(written.documents)))
    if chosen.wrong:
        _list(found, world, out)
    return 0 if (found.b3.f1 or 0) >= LEAST_B3 and found.false_merges <= MOST_MERGED else 1


def _table(found: Measured, documents: int) -> Table:
    table = Table(
        title=f"{found.people:,} invented people in {documents:,} minutes, {found.namings:,} namings",
        title_justify="left",
    )
    for heading in ("", "precision", "recall", "F1"):
        table.add_column(heading, justify="left" if not heading else "right")
    table.add_row("B³, all namings", *_figures(found.b3))
    table.add_row("B³ of those who keep name, home and one organisation", *_figures(found.steady))
    table.add_row("pairs of namings", *_figures(found.pairs))
    table.add_row("role words (Ordföranden) given to the right person", *_figures(found.roles))
    table.add_section()
    table.add_row("people found", "", "", f"{found.entities:,}")
    table.add_row(
        "of them several people (false merges)", "", f"{len(found.merges)}", f"{found.false_merges:.2%}"
    )
    table.add_row(
        "people left as several", "", f"{len(found.split)}", f"{len(found.split) / found.people:.1%}"
    )
    table.add_row("namings left open", "", f"{found.left_open}", f"{found.left_open / found.namings:.2%}")
    return table


def _memory(uses: Sequence[Use]) -> Table:
    table = Table(title="Resolving and registering, each in a process of its own", title_justify="left")
    for heading in ("minutes", "most memory", "of it for the minutes", "per further document"):
        table.add_column(heading, justify="right")
    for at, use in enumerate(uses):
        before = uses[at - 1] if at else None
        more = (
            f"{1024 * (use.peak - before.peak) / (use.documents - before.documents):,.0f} KiB"
            if before and use.documents > before.documents else ""
        )  # fmt: skip
        table.add_row(f"{use.documents:,}", f"{use.peak:,.0f} MiB", f"{use.peak - use.idle:,.0f} MiB", more)
    return table


def _figures(counts: Counts) -> tuple[str, ...]:
    return tuple(f"{value or 0:.4f}" for value in (counts.precision, counts.recall, counts.f1))


def _list(found: Measured, world: World, out: Console) -> None:
    for merge in found.merges:
        out.print(f"merged: {merge.name}", markup=False)
        for number, namings in merge.people:
            out.print(f"    {_told(world.people[number])}: {namings} namings", markup=False)
    for number, parts in found.split.items():
        out.print(f"in {parts}: {_told(world.people[number])}", markup=False)


def _told(person: Person) -> str:
    surnames, parties, homes = (
        " → ".join(what for _, what in dated) for dated in (person.surnames, person.parties, person.homes)
    )
    also = f" and {person.region}" if person.region else ""
    return f"{person.given} {surnames} ({parties}), {homes}{also}, {person.first.year}–{person.last.year}"


if __name__ == "__main__":
    sys.exit(main())
