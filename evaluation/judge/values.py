"""Amounts and table cells: is the number right, in the right unit, in the right row and column?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping

from evaluation.align import Alignment
from evaluation.counts import Counts
from evaluation.judge.common import (
    Difference,
    Judged,
    Outcome,
    Placed,
    Verdict,
    agreement,
    common,
    differences,
    given,
    near,
    number_of,
    outcome,
    pair_up,
    placed_found,
    placed_gold,
    touching,
    words,
)
from evaluation.judge.links import Targets, on_the_same_words, targets
from pipeline.facts import Amount, TableCell

SMALL = 10  # a number below this turns up in any table and tells none from another


def judge_amounts(
    gold: tuple[Amount, ...],
    found: tuple[Amount, ...],
    alignment: Alignment,
    unanswered: Collection[str] = (),
) -> Judged:
    """`value` (value and unit, wherever it stands), `place` (the same, on overlapping words) and, of amounts
    of one value where given and unless gold leaves them `unanswered`, `for` (what the money is for) and
    `section` (the number of the § it stands in)."""
    here, there = placed_gold(gold, alignment), placed_found(found, alignment)
    pairs = pair_up(here, there, _same_value, local=False)
    matched = [(one, other) for one, other in pairs if one and other]
    figures = {
        "amounts/value": Counts(len(there), len(matched), len(here)),
        "amounts/place": Counts(len(there), sum(touching(*pair) > 0 for pair in matched), len(here)),
    }
    names: tuple[str, ...] = ("value", "value_to", "unit")
    if "amounts/for" not in unanswered:
        names = (*names, "for")
        purposes = ((_purpose(one), _purpose(other)) for one, other in pairs)
        figures["amounts/for"] = given(list(purposes))
    if "amounts/section" not in unanswered:
        names = (*names, "section")
        figures["amounts/section"] = given([(_section(one), _section(other)) for one, other in pairs])
    outcomes = []
    for pair in near(pairs):
        one, other = pair
        fact = one or other
        assert fact is not None  # pair_up makes no empty pair
        differs: tuple[Difference, ...] = ()
        if one and other:
            here_says, there_says = _says(one), _says(other)
            differs = differences(names, [here_says[n] for n in names], [there_says[n] for n in names])
        what = f"{fact.fact.value:.15g} {fact.fact.unit}"
        outcomes.append(outcome("amounts", what, pair, differs))
    return Judged(figures, tuple(outcomes))


def amount_targets(gold: tuple[Amount, ...], found: tuple[Amount, ...], alignment: Alignment) -> Targets:
    """What the ids of amounts mean, by the words they stand on."""
    return targets(pair_up(placed_gold(gold, alignment), placed_found(found, alignment), on_the_same_words))


def judge_cells(
    gold: tuple[TableCell, ...], found: tuple[TableCell, ...], unanswered: Collection[str] = ()
) -> Judged:
    """`cell` by row, column, value and unit; `row` by row and value; `everything`: the table's heading and
    the section too. Unit and section only where gold does not leave them `unanswered`.

    Cells of tables that gold does not cover are neither right nor wrong; see `_covered`.
    """
    judged = _covered(gold, found)
    united = "table_cells/unit" not in unanswered
    placed = "table_cells/section" not in unanswered

    def whole(cell: TableCell) -> Hashable:
        unit, section = cell.unit if united else None, number_of(cell.section) if placed else None
        return _label(cell.table), *_cell(cell), unit, section

    def shown(cell: TableCell) -> Shown:
        return (*_cell(cell), cell.unit or "" if united else "")

    cells, gold_cells = Counter(map(shown, judged)), Counter(map(shown, gold))
    figures = {
        "table_cells/cell": common(map(shown, gold), map(shown, judged)),
        "table_cells/row": common((_cell(c)[::2] for c in gold), (_cell(c)[::2] for c in judged)),
        "table_cells/everything": common(map(whole, gold), map(whole, judged)),
    }
    rules = {shown(cell): cell.rule for cell in judged}
    outcomes = [
        *_cell_outcomes("right", gold_cells & cells, rules),
        *_cell_outcomes("missed", gold_cells - cells, {}),
        *_cell_outcomes("spurious", cells - gold_cells, rules),
    ]
    return Judged(figures, tuple(outcomes))


def _value(amount: Amount) -> tuple[float, float | None, str]:
    to = None if amount.value_to is None else round(amount.value_to, 6)
    return round(amount.value, 6), to, amount.unit


def _purpose(amount: Placed[Amount] | None) -> str | None:
    return words(amount.fact.purpose) if amount else None


def _section(amount: Placed[Amount] | None) -> str | None:
    return number_of(amount.fact.section) if amount else None


def _says(amount: Placed[Amount]) -> dict[str, Hashable]:
    value, to, unit = _value(amount.fact)
    return {
        "value": value, "value_to": to, "unit": unit, "for": _purpose(amount), "section": _section(amount),
    }  # fmt: skip


def _same_value(one: Placed[Amount], other: Placed[Amount]) -> float:
    if _value(one.fact) != _value(other.fact):
        return 0.0
    return (
        1
        + 0.01 * touching(one, other)
        + agreement(_purpose(one) == _purpose(other), _section(one) == _section(other))
    )


Cell = tuple[str, str, float]
Shown = tuple[str, str, float, str]


def _cell(cell: TableCell) -> Cell:
    """Row and column without bullets ("- Hyra" is "Hyra"), and the value."""
    return _label(cell.row), _label(cell.column), round(cell.value, 6)


def _label(text: str) -> str:
    return (words(text) or "").lstrip("-–—•· ")


def _covered(gold: tuple[TableCell, ...], found: tuple[TableCell, ...]) -> list[TableCell]:
    """The found cells of tables that gold covers.

    A table is covered when its heading is one of gold's. An extractor may name or divide tables
    otherwise, and a wrong unit or column must not take a table out of the count: so it is covered
    too when half of its cells agree in two of row, column and number with cells of gold that no
    other table accounts for, or in all three with any (the same table given twice). One thing
    alone says nothing: every budget has a row "Summa" and a column "2024".
    """
    headings = {_label(cell.table) for cell in gold}
    every = set(map(_cell, gold))
    left = Counter(map(_cell, gold))
    tables: dict[str, list[TableCell]] = {}
    for cell in found:
        tables.setdefault(cell.table, []).append(cell)

    def claim(heading: str) -> tuple[bool, int, str]:
        return _label(heading) not in headings, -sum(_cell(c) in every for c in tables[heading]), heading

    covered: list[TableCell] = []
    for heading in sorted(tables, key=claim):
        cells = [_cell(cell) for cell in tables[heading]]
        alike = _in_two(cells, set(left.elements()))
        copied = sum(cell in every and abs(cell[2]) >= SMALL for cell in cells)
        if _label(heading) in headings or 2 * max(alike, copied) >= len(cells):
            covered += tables[heading]
            left -= Counter(cells)
    return covered


def _in_two(cells: list[Cell], gold: set[Cell]) -> int:
    """How many cells agree with one of gold's in two of row, column and (not small) number."""
    places = {(row, column) for row, column, _ in gold}
    numbers = {(label, abs(value)) for row, column, value in gold for label in (row, column)}
    return sum(
        (row, column) in places
        or (abs(value) >= SMALL and ((row, abs(value)) in numbers or (column, abs(value)) in numbers))
        for row, column, value in cells
    )


def _cell_outcomes(verdict: Verdict, cells: Counter[Shown], rules: Mapping[Shown, str]) -> list[Outcome]:
    return [
        Outcome(
            "table_cells",
            verdict,
            cell[1],
            f"{cell[0]}: {cell[2]:.15g} {cell[3]}".rstrip(),
            rule=rules.get(cell, ""),
        )
        for cell in sorted(cells.elements())
    ]
