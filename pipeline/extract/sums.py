"""Whether the sums of budget tables are the sums of their parts.

A row "Summa kostnader" is held against the rows above it, a column "Totalt" against the columns to its
left. Tables differ in what a sum takes in (subtotals, costs written without a minus, parts below their sum),
so every plain reading is tried: a sum that no reading makes is doubted when a reading makes the sums beside
it, or when its words or its place leave one choice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, groupby, pairwise, product

from pipeline.extract._measure import number
from pipeline.extract._units import FIGURE
from pipeline.facts import TableCell, Warning  # noqa: A004 (the contract's word)

_SUM = re.compile(
    r"(?:\w*summa|summor|total(?:t|er|a)?|s:a|sammanlagt|tillsammans)(?![\wåäö-])(?!\s*(?:per|/|%|andel))",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"(?:[\wåäö]+s\s)?(?:netto)?(?:resultat(?:et)?|nettokostnad(?:er)?|netto|överskott|underskott|saldo)(?![\wåäö-])",
    re.IGNORECASE,
)
# "varav utvärdering" is a share of the row above it, no part of its own
_OF_WHICH = re.compile(
    r"(?:(?:var|där)(?:av|utav)|inkl(?:\.|usive)|exkl(?:\.|usive))(?![\wåäö])", re.IGNORECASE
)
# "Total kostnad (A+B)", "Summa 1-4" name their parts by letters and numbers that stand elsewhere in the rows
_FORMULA = re.compile(r"\b\w{1,3}\s?[+]\s?\w{1,3}\b|\b\d{1,2}\s?-\s?\d{1,2}\b")
_COST = re.compile(r"kostnad|utgift|utbetalning|avgår|avdrag|minus|avskrivning", re.IGNORECASE)
_GAIN = re.compile(r"intäkt|inkomst|inbetalning", re.IGNORECASE)
_NO_SUM = re.compile(
    r"%|procent|andel|index|snitt|medel(?:värde|tal)|\bper\s|/\s?(?:inv|elev|barn|plats|tim|st|mån)|nyckeltal"
    r"|förändring|pris\b|ökning",
    re.IGNORECASE,
)
_SUM_COLUMN = re.compile(
    r"(?:.*\s)?(?:summa|totalt?|tot\.?|s:a|totalsumma|sammanlagt)(?:\s\(?(?:kr|tkr|mnkr)\)?)?", re.IGNORECASE
)
# What is left at a time is carried over and not added up from year to year.
_STOCK = re.compile(
    r"(?:ack\w*\s)?(?:kvar|behållning|saldo|eget kapital|ingående|utgående|in-? och utgående|differens"
    r"|resultat efter)",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(r"(?:\w*avvikelse|diff\w*)\b", re.IGNORECASE)
_FAR = 60  # rows from its sum that a part may begin
_SPREAD = 5  # so many parts of a result may bear any signs; more would come out by chance

Key = tuple[str, int]
Reading = tuple[tuple[int, int], ...]  # (index of a line, +1 or −1)


@dataclass(frozen=True)
class _Line:
    """A row: its label, and its cells by column (a column's name, and how many times it stood before)."""

    label: str
    cells: Mapping[Key, TableCell]

    @property
    def result(self) -> bool:
        return bool(_RESULT.match(self.label))

    @property
    def sums(self) -> bool:
        return self.result or bool(_SUM.match(self.label))


@dataclass
class _Stack:
    """What the next sum may take in: the rows, and the sums of those that were taken in before."""

    open: list[int] = field(default_factory=list)
    plain: list[int] = field(default_factory=list)  # every row that is no sum

    def take(self, reading: Reading, at: int) -> None:
        taken = {index for index, _ in reading}
        self.open = [index for index in self.open if index not in taken] + [at]


def sums(cells: Sequence[TableCell], text: str) -> list[Warning]:
    """A warning (`table.sum`) for each sum among `cells` (in the order of `text`) that its parts do not make.

    Half a step of the printed unit is allowed for the sum and for each part: "0,5 mnkr" for 460 tkr.
    """
    doubts: list[Warning] = []
    for _, group in groupby(cells, key=lambda cell: cell.table):
        lines = _lines(list(group), text)
        below, good = _rows(lines)
        doubts += below
        doubts += [doubt for doubt in _columns(lines) if doubt.start not in good]
    return sorted({doubt.start: doubt for doubt in doubts}.values(), key=lambda doubt: doubt.start or 0)


def _lines(cells: Sequence[TableCell], text: str) -> list[_Line]:
    """The rows: cells of one label that no line break parts."""
    rows: list[list[TableCell]] = [[cells[0]]]
    for before, cell in pairwise(cells):
        if cell.row != before.row or "\n" in text[before.end : cell.start]:
            rows.append([])
        rows[-1].append(cell)
    found = []
    for row in rows:
        seen: Counter[str] = Counter()
        columns: dict[Key, TableCell] = {}
        for cell in row:
            columns[cell.column, seen[cell.column]] = cell
            seen[cell.column] += 1
        found.append(_Line(re.sub(r"^[-–•\s(*]+", "", row[0].row), columns))
    return found


def _rows(lines: Sequence[_Line]) -> tuple[list[Warning], set[int]]:
    """The doubts of sums below their parts (or, a total first, above them), and where the good ones start."""
    stack = _Stack()
    doubts: list[Warning] = []
    good: set[int] = set()
    for at, line in enumerate(lines):
        if _OF_WHICH.match(line.label) or _FORMULA.search(line.label):
            continue
        if not line.sums:
            stack.open.append(at)
            stack.plain.append(at)
            continue
        columns = {key: cell for key, cell in line.cells.items() if _adds_up(cell)}
        possible = [*_above(lines, stack, at), *_below(lines, at)]
        made = {
            reading: {key for key, cell in columns.items() if _makes(lines, reading, key, cell)}
            for reading in possible
        }
        proof = {reading: sum(_tells(lines, reading, key) for key in keys) for reading, keys in made.items()}
        best = max(possible, key=lambda reading: proof[reading], default=())
        settled = set().union(*made.values())
        good.update(columns[key].start for key in settled)
        open_ones = [key for key in columns if key not in settled]
        open_ones = [key for key in open_ones if not _follows(columns, key, open_ones)]
        parts = best if proof.get(best) else ()
        if not settled:
            parts = _bare(lines, stack, at)
        elif not settled <= made[best] or len(open_ones) > proof[best]:
            open_ones = []
        for key in open_ones:
            if len(parts) > 1 and any(key in lines[index].cells for index, _ in parts):
                doubts.append(_doubt(columns[key], _total(lines, parts, key)))
        stack.take(parts or (() if line.result else _plain_parts(lines, stack)), at)
    return doubts, good


def _above(lines: Sequence[_Line], stack: _Stack, at: int) -> Iterator[Reading]:
    """The readings of a sum in the rows above it, the plainest first."""
    seen: set[Reading] = set()
    for pool in (stack.open, stack.plain):
        begin = _start(lines, stack)
        near = [k for k in range(len(pool)) if k >= len(pool) - _FAR or pool[k] == begin]
        for first in sorted(near, key=lambda k: pool[k] != begin):
            parts = pool[first:]
            if len(parts) < 2 and len(pool) > 1:
                continue
            for signs in _signs(lines, parts, lines[at].result):
                reading = tuple(zip(parts, signs, strict=True))
                if reading not in seen:
                    seen.add(reading)
                    yield reading


def _start(lines: Sequence[_Line], stack: _Stack) -> int:
    """The first of the rows since the last sum."""
    parts = _plain_parts(lines, stack)
    return parts[0][0] if parts else -1


def _plain_parts(lines: Sequence[_Line], stack: _Stack) -> Reading:
    """The rows since the last sum."""
    parts: list[tuple[int, int]] = []
    for index in reversed(stack.open):
        if lines[index].sums:
            break
        parts.insert(0, (index, 1))
    return tuple(parts)


def _signs(lines: Sequence[_Line], parts: Sequence[int], result: bool) -> Iterator[tuple[int, ...]]:
    yield (1,) * len(parts)
    yield tuple(-1 if _COST.search(lines[index].label) else 1 for index in parts)
    yield (1, *(-1,) * (len(parts) - 1))
    if result and len(parts) <= _SPREAD:
        yield from product((1, -1), repeat=len(parts))


def _below(lines: Sequence[_Line], at: int) -> Iterator[Reading]:
    """A total that heads its parts: "Totalt 100", "Hamnen 60", "Badet 40"."""
    parts: list[tuple[int, int]] = []
    for index in range(at + 1, min(len(lines), at + _FAR)):
        if not _OF_WHICH.match(lines[index].label):
            parts.append((index, 1))
        if len(parts) > 1:
            yield tuple(parts)


def _bare(lines: Sequence[_Line], stack: _Stack, at: int) -> Reading:
    """The parts of a sum that no reading makes, where its words or its place leave one choice.

    "Intäkter", "Kostnader", "Resultat"; two plain rows or more above "Summa lokaler"; all above "Totalt".
    """
    if lines[at].result:
        gains = [index for index in stack.open if _GAIN.search(lines[index].label)]
        costs = [index for index in stack.open if _COST.search(lines[index].label)]
        if len(gains) == len(costs) == 1 and stack.open == [*gains, *costs]:
            kept = any(cell.value < 0 for cell in lines[costs[0]].cells.values())
            return (gains[0], 1), (costs[0], 1 if kept else -1)
        return ()
    parts = _plain_parts(lines, stack)
    if re.fullmatch(r"\w+", lines[at].label.strip(" :*")) and len(parts) < len(stack.open):
        parts = tuple((index, 1) for index in stack.open)
    full = all(key in lines[index].cells for index, _ in parts for key in lines[at].cells)
    return parts if len(parts) > 1 and full else ()


def _adds_up(cell: TableCell) -> bool:
    """A column with a name, of money or counts; not shares, prices and means."""
    return bool(cell.column) and cell.unit != "percent" and not _NO_SUM.search(cell.column)


def _follows(columns: Mapping[Key, TableCell], key: Key, doubted: Sequence[Key]) -> bool:
    """Whether a sum is the difference of two beside it, one of them doubted: they are one fault, not two."""
    others = [other for other in columns if other != key]
    return bool(_DIFFERENCE.match(key[0])) and any(
        abs(abs(one.value - other.value) - abs(columns[key].value)) <= _slack([columns[key], one, other])
        for a, b in combinations(others, 2)
        if a in doubted or b in doubted
        for one, other in ((columns[a], columns[b]),)
    )


def _total(lines: Sequence[_Line], reading: Reading, key: Key) -> float:
    return sum(sign * lines[index].cells[key].value for index, sign in reading if key in lines[index].cells)


def _makes(lines: Sequence[_Line], reading: Reading, key: Key, cell: TableCell) -> bool:
    parts = [lines[index].cells[key] for index, _ in reading if key in lines[index].cells]
    return bool(parts) and abs(_total(lines, reading, key) - cell.value) <= _slack([cell, *parts])


def _tells(lines: Sequence[_Line], reading: Reading, key: Key) -> bool:
    """Whether a sum that comes out says something: not nought of noughts, not less than the rounding."""
    parts = [lines[index].cells[key] for index, _ in reading if key in lines[index].cells]
    return sum(part.value != 0 for part in parts) > 1 and abs(_total(lines, reading, key)) > 2 * _slack(parts)


def _slack(cells: Sequence[TableCell]) -> float:
    """The rounding that so many printed figures may add up to, in whole units."""
    return max(_step(cell.text, cell.value) for cell in cells) * len(cells) / 2 + 1e-6


@lru_cache(maxsize=8192)
def _step(printed: str, value: float) -> float:
    """What the last printed digit is worth: 1000 for "120" tkr, 100000 for "1,2" mnkr."""
    match = FIGURE.fullmatch(" ".join(printed.split()))
    if not match or not value:
        return 0.0
    decimals = re.search(r"[.,](\d{1,2})$", match["number"])
    return abs(value) / number(match["number"]) * 10.0 ** -(len(decimals[1]) if decimals else 0)


def _columns(lines: Sequence[_Line]) -> Iterator[Warning]:
    """The sums to the right of their parts; another row must show what such a column takes in."""
    keys = list(dict.fromkeys(key for line in lines for key in line.cells))
    for at, key in enumerate(keys):
        if not _SUM_COLUMN.fullmatch(key[0]):
            continue
        left = [other for other in keys[:at] if not _SUM_COLUMN.fullmatch(other[0])]
        rows = [
            line
            for line in lines
            if key in line.cells and _adds_up(line.cells[key]) and not _STOCK.match(line.label)
        ]
        best: list[_Line] = []
        spans: list[Key] = []
        for first in range(len(left) - 1):
            good = [line for line in rows if _row_makes(line, left[first:], key)]
            if sum(line.cells[key].value != 0 for line in good) > len(best):
                best, spans = good, left[first:]
        if 2 * len(best) <= len(rows):
            continue
        blanks = any(other not in line.cells for line in best for other in spans)
        for line in rows:
            values = [line.cells[other].value for other in spans if other in line.cells]
            if line not in best and values and (blanks or len(values) == len(spans)):
                yield _doubt(line.cells[key], sum(values))


def _row_makes(line: _Line, left: Sequence[Key], key: Key) -> bool:
    parts = [line.cells[other] for other in left if other in line.cells and _adds_up(line.cells[other])]
    cell = line.cells[key]
    return bool(parts) and abs(sum(part.value for part in parts) - cell.value) <= _slack([cell, *parts])


def _doubt(cell: TableCell, total: float) -> Warning:
    where = ", ".join(name for name in (cell.table, cell.row, cell.column) if name)
    says, makes = (f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", " ") for value in (cell.value, total))
    unit = " kr" if cell.unit == "SEK" else ""
    return Warning(
        code="table.sum", message=f"{where}: {says}{unit}, but its parts make {makes}{unit}", start=cell.start
    )
