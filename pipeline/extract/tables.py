"""Numeric cells of budget tables, with row label, column header, title and unit.

A table is a run of row blocks. Header rows ("2018", "Budget") that follow each other are joined column by
column; a row with one filled cell before a header is the table's own title. Values are whole SEK where the
table, the column or the cell gives a unit, else as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.extract._fees import listed
from pipeline.extract._grid import Cell, Row, caption, figure, row_of, runs, unit_below
from pipeline.extract._measure import fields, number
from pipeline.extract._units import counts, figure_value, titled, unit_in
from pipeline.facts import TableCell
from pipeline.view import Layout

_YEARS = re.compile(
    r"(?:(?:år|budget|utfall|prognos|bokslut|plan|ram)\s)?(?:(?:19|20)\d\d|2\s0[0-4]\d)"
    r"(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?\*?"
    # the day of a balance: "2020-12-31", "31 dec 2020", "31/12 2020"
    r"|(?:per\s)?(?:(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d[01]\d[0-3]\d"
    r"|\d{1,2}\s[a-z]{3,9}\.?\s(?:19|20)\d\d|\d{1,2}/\d{1,2}[ -](?:19|20)?\d\d)",
    re.IGNORECASE,
)
_MONEY_WORD = re.compile(
    r"budget|utfall|prognos|bokslut|intäkt|kostnad|utgift|inkomst|resultat|belopp|anslag|bidrag|avvikelse|finansiering|"
    r"arvode|lön(?:er)?\b|tillgångar|skulder|eget kapital|investering|äskande|ersättning|pris\b|"
    r"\bram\b|medel\b|driftram",
    re.IGNORECASE,
)
_HEADER_WORD = re.compile(
    r"(?:budget|utfall|prognos|bokslut|avvikelse|summa|totalt?|plan|ram|belopp|diff\w*|förändring|helår|ack\w*|tkr|mnkr|kr|"
    r"jan|feb|mars?|apr|maj|juni?|juli?|aug|sept?|okt|nov|dec|kvartal.*|q[1-4]|t[1-3]|år\s?\d+|andel.*)\b.*|%.{0,12}",
    re.IGNORECASE,
)
# what heads a column of its own beside "Budget" and "Utfall"
_OWN_COLUMN = r"budget|utfall|prognos|bokslut|avvikelse|diff|förändring|summa|total|anm|kommentar|not\b"
# what heads such columns: "Ack. oktober" over "Utfall⇥Budget"
_PERIOD = re.compile(
    r"(?:19|20)\d\d|helår|år\b|t\d|q\d|kvartal|tertial|delår|period|ack(?:\.|\s|umulera)"
    r"|(?:jan|feb|mars?|apr|maj|juni?|juli?|aug|sept?|okt|nov|dec)(?:uari|ruari|il|usti|ember|ober)?(?![\wåäö])",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?:[\w.]+\s)?(?:nr|nummer|konto|kontonr|kod|projektnr|ansvar|id)\.?", re.IGNORECASE)


@dataclass
class _Table:
    title: str
    unit: str | None
    headers: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    follows: bool = False  # whether it goes on below a table of money, its unit not being its own
    names: dict[int, str] = field(default_factory=dict)  # of rows whose label stands in the lines round them


def table_cells(layout: Layout) -> list[TableCell]:
    """The numeric cells of every budget table, in the order of the text."""
    found: list[TableCell] = []
    entries = listed(layout)
    for first, last in runs(layout):
        heading, unit = caption(layout, first)
        unit = unit or unit_below(layout, last)
        blocks = [block for block in layout.blocks[first:last] if block.kind != "furniture"]
        rows = [row_of(layout, block) for block in blocks if block.start not in entries]
        whole = " ".join([heading, *(cell.text for row in rows for cell in row.cells)])
        for table in _tables(rows, heading, unit):
            if _is_budget(table, whole):
                found += _facts(layout, table)
    return found


def _tables(rows: list[Row], heading: str, unit: str | None) -> list[_Table]:
    """The tables of a run of rows: a new one begins at a title row."""
    tables = [_Table(heading, unit)]
    for index, row in enumerate(rows):
        table = tables[-1]
        if not row.filled:
            continue
        following = next((other for other in rows[index + 1 :] if other.filled), None)
        if _is_title(row, following):
            title = row.filled[0].text
            tables.append(_Table(titled(title), unit_in(title) or (unit if not table.rows else None)))
        elif _is_header(row, table):
            if table.rows and table.headers and table.headers[-1] is not rows[index - 1]:
                tables.append(_next(table, row, unit))
            else:
                table.headers.append(row)
            _titled_by_header(tables[-1], row)
        elif any(figure(cell) for cell in row.cells[1:]) or figure(row.filled[0]):
            table.rows.append(row)
            if all(figure(cell) for cell in row.filled):
                around = (
                    rows[index - 1] if index else None,
                    rows[index + 1] if index + 1 < len(rows) else None,
                )
                table.names[row.block.start] = " ".join(
                    other.filled[0].text
                    for other in around
                    if other
                    and len(other.filled) == 1
                    and not figure(other.filled[0])
                    and other.filled[0].text[-1] != ":"
                )
    return tables


def _next(table: _Table, header: Row, unit: str | None) -> _Table:
    """The table that a header below rows begins: a page's repeat of the last one, or one of another kind.

    "Driftbudget, tkr⇥2023⇥2024" over money, then "Personalredovisning⇥2023⇥2024" over posts: the unit in
    one corner is that table's own. A unit above both ("Alla belopp i tkr") holds for both.
    """
    corner = header.cells[0].text if header.grid or len(header.cells) > 1 else ""
    before = next((row.cells[0].text for row in table.headers if row.cells and row.cells[0].text), "")
    if not corner or corner == before or _YEARS.fullmatch(corner) or _HEADER_WORD.fullmatch(corner):
        return _Table(table.title, table.unit, [header])
    if counts(corner):
        return _Table(titled(corner), None, [header], follows=table.unit is not None)
    if before and unit_in(before):
        return _Table(titled(corner), unit, [header], follows=True)
    return _Table(table.title, table.unit, [header])


def _titled_by_header(table: _Table, header: Row) -> None:
    """The corner of a header may give the unit ("Tkr") or the title with it ("Driftbudget, tkr")."""
    corner = header.cells[0].text if header.cells else ""
    if unit := unit_in(corner):
        table.unit = unit
        if (title := titled(corner)) != corner and not re.match(r"\(|belopp", corner, re.IGNORECASE):
            table.title = title


def _is_title(row: Row, following: Row | None) -> bool:
    """One filled cell before a header: "Budget badet⇥⇥" over "Personal⇥2018⇥2019"; a date may follow."""
    if following is None or not row.cells or not row.cells[0].text or figure(row.cells[0]):
        return False
    others = [cell for cell in row.cells[1:] if cell.text]
    if any(not re.fullmatch(r"\d{4}-\d\d-\d\d", cell.text) for cell in others):
        return False
    fresh = _Table("", None)
    if not _is_header(following, fresh):
        return False
    if not row.grid and len(following.filled) > 1 and row.cells[0].left >= following.filled[1].left:
        return False  # set out by space over a column: the first line of its header
    return row.cells[0].text[-1:] not in ":."


def _is_header(row: Row, table: _Table) -> bool:
    """Whether a row names columns: years or words over the figures, never a figure of its own."""
    values = (
        [cell for cell in row.cells[1:] if cell.text]
        if row.cells and (row.grid or len(row.cells) > 1)
        else []
    )
    if not row.grid and len(row.filled) == 1 and row.filled[0].left > 30 and not table.rows:
        values = row.filled  # "Avvikelse" alone, far to the right, over "Budget/Årsprognos"
    if not row.grid and row.cells and _YEARS.fullmatch(row.cells[0].text):
        values = list(row.cells)
    if not values:
        return False
    counted = [cell.text for cell in values if cell.text.isdigit() and len(cell.text) <= 2]
    if len(counted) >= 4 and all(int(b) - int(a) in (1, 1 - int(a)) for a, b in pairwise(counted)):
        return True  # "Månad⇥1⇥2⇥3⇥4": months, not money
    years = [cell.text for cell in values if _YEARS.fullmatch(cell.text)]
    words = [cell for cell in values if _HEADER_WORD.fullmatch(cell.text) and not figure(cell)]
    if len(years) + len(words) < len(values):
        plain = [
            cell
            for cell in values
            if not figure(cell)
            and len(cell.text) <= 30
            and re.search(r"[^\W\d_]", cell.text)
            and not _YEARS.fullmatch(cell.text)
        ]
        first = not table.rows
        return (
            first
            and len(plain) + len(years) == len(values)
            and len(values) >= 2
            and bool(years or words or table.headers or any(_MONEY_WORD.match(cell.text) for cell in plain))
        )
    if not years:
        return True
    labelled = bool(row.cells[0].text) and row.cells[0] not in values
    if labelled and len(values) == 1:
        return (
            not table.headers or not table.rows
        )  # "Personal⇥2018" heads; "Elever⇥2018" under a header counts
    starts = [int(match.group()) for text in years if (match := re.search(r"\d{4}", text))]
    if len(set(years)) < len(years) == len(values) and table.headers and not table.rows:
        return True  # "tkr⇥2023⇥2024⇥2023⇥2024" under "Drift⇥Budget⇥⇥Utfall⇥"
    if len(set(years)) < len(years) and not (table.headers or words or not table.rows):
        return False
    return starts == sorted(starts) or bool(words) or not labelled


def _is_budget(table: _Table, whole: str) -> bool:
    """A table of money: a unit or words of money; not page numbers, counts, dates or attendance."""
    if not table.rows:
        return False
    header = " ".join([table.title, *(cell.text for row in table.headers for cell in row.cells)])
    labels = " ".join(row.cells[0].text for row in table.rows if row.cells)
    units = any(
        (found := figure(cell)) and found["unit"] and "%" not in found["unit"]
        for row in table.rows
        for cell in row.cells
    )
    figures = sum(
        1
        for row in table.rows
        for cell in row.cells
        if (found := figure(cell)) and found["unit"] not in ("%", "procent")
    )
    if figures < 2:
        return False
    if table.unit or table.follows or units or unit_in(header):
        return True
    if any(counts(name) for name in _over_figures(table)) and _has_thousands(table):
        # "Enhet⇥Antal tjänster⇥Kostnad": that column alone is no money
        kept = [name for name in _over_figures(table) if not counts(name)]
        header = " ".join([table.title, *(row.cells[0].text for row in table.headers if row.cells), *kept])
    if re.search(r"nyckeltal|indikator|målvärde|\bmål\b|\bantal\b", header, re.IGNORECASE):
        return False  # a table of measures: "Nyckeltal⇥Utfall 2023⇥Mål"
    if any(re.match(r"§", cell.text) for row in table.rows for cell in row.cells):
        return False
    return bool(table.headers) and bool(
        _MONEY_WORD.search(header) or len(_MONEY_WORD.findall(f"{labels} {whole[:200]}")) >= 2
    )


def _over_figures(table: _Table) -> list[str]:
    """The names of a table's columns, without the corners."""
    return [cell.text for row in table.headers for cell in row.cells[1:]]


def _has_thousands(table: _Table) -> bool:
    """Whether a figure of a table is a thousand or more, as sums are and posts are not."""
    found = (figure(cell) for row in table.rows for cell in row.cells[1:])
    return any(abs(number(match["number"])) >= 1000 for match in found if match)


def _facts(layout: Layout, table: _Table) -> list[TableCell]:
    found: list[TableCell] = []
    unit_of_table = None if counts(table.title) else table.unit
    for row in table.rows:
        label = next(
            (cell for cell in row.cells if re.search(r"[^\W\d_]", cell.text) and not figure(cell)), None
        )
        name = label.text if label else table.names.get(row.block.start, "")
        if not name:
            continue
        for position, cell in enumerate(row.cells):
            match = figure(cell)
            if not match or (label and cell.start < label.start):
                continue
            names = _columns_names(table, row, position)
            column = " ".join(names)
            if _NUMBERS.fullmatch(column):
                continue
            named = next((unit for words in names if (unit := unit_in(words))), unit_of_table)
            value, unit = figure_value(match, column, named, name)
            found.append(
                TableCell(
                    **fields(layout, row.block, cell.start, cell.end, "table.cell"),
                    table=table.title,
                    row=name,
                    column=column,
                    value=value,
                    unit=unit,
                )
            )
    return found


def _columns_names(table: _Table, row: Row, position: int) -> list[str]:
    """The headers over a cell: "2018" over "Budget", by which the column is "2018 Budget"."""
    longest = max((len(header.cells) for header in table.headers), default=0)
    names = []
    for place, header in enumerate(table.headers):
        if (header.grid and row.grid) or (
            len(header.cells) == len(row.cells) == longest and not _begins_later(row, header)
        ):
            at = position - _lacks_corner(header, row)
            name = header.cells[at].text if 0 <= at < len(header.cells) else ""
            if not name and header.grid:
                name = _spanning(header, table.headers[place + 1 :], position)
        else:
            name = _above(header, row, row.cells[position])
        if name:
            names.append(name)
    return names


def _lacks_corner(header: Row, row: Row) -> int:
    """1 when a header has no cell over the labels: "2023⇥2024" over "Personal⇥100⇥110"."""
    shorter = header.grid and len(header.cells) == len(row.cells) - 1
    return int(shorter and _YEARS.fullmatch(header.cells[0].text) is not None and not figure(row.cells[0]))


def _spanning(header: Row, below: list[Row], position: int) -> str:
    """The header of merged cells, which stands in the first of its columns: "Budget⇥⇥Utfall" over four years.

    It reaches as far to the right as the cells below it name columns of one kind: years under words, words
    under a year or a word, but no "Avvikelse" under "Budget".
    """
    first = next(
        (at for at in range(min(position, len(header.cells)) - 1, 0, -1) if header.cells[at].text), 0
    )
    lower = next((row for row in below if row.grid), None)
    if not first or lower is None or position >= len(lower.cells):
        return ""
    span, under = header.cells[first].text, [cell.text for cell in lower.cells[first : position + 1]]
    years = [bool(_YEARS.fullmatch(name)) for name in under]
    if not all(under) or len(set(years)) > 1 or (years[0] and _YEARS.fullmatch(span)):
        return ""
    if not _PERIOD.match(span) and any(re.match(_OWN_COLUMN, name, re.IGNORECASE) for name in under):
        return ""
    return span


def _begins_later(row: Row, header: Row) -> bool:
    """Whether a row set out by space lacks the first column: "Summa" under "Namn" in "Nr   Namn   Budget"."""
    return len(header.cells) > 1 and row.cells[0].left >= header.cells[1].left


def _above(header: Row, row: Row, cell: Cell) -> str:
    """The header nearest in the line; none if it stands apart and another cell of the row is nearer to it."""
    best = min(header.filled, key=lambda head: _apart(head, cell), default=None)
    if best is None:
        return ""
    rival = min(
        (other for other in row.filled if figure(other)), key=lambda other: _apart(best, other), default=cell
    )
    return best.text if rival is cell or _apart(best, cell)[0] == 0 else ""


def _apart(one: Cell, other: Cell) -> tuple[int, int]:
    """How far two cells stand apart in their lines: the gap (0 where they overlap), then the nearer edges."""
    gap = max(one.left - other.right, other.left - one.right, 0)
    return gap, min(abs(one.left - other.left), abs(one.right - other.right))
