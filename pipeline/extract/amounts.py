"""Money and percentages in running text.

``amounts(layout)`` gives the facts, ``amount_mentions(layout)`` the same spans as AMOUNT mentions (and sums
in foreign money, which have no value in kronor). Cells of numeric tables are left to `tables`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract._fees import fee, listed
from pipeline.extract._measure import (
    SP,
    Fields,
    cells,
    columns_unrolled,
    figure_row,
    is_figure,
    number,
    raw_fields,
    within,
)
from pipeline.extract._money import (
    FOREIGN,
    RANGE,
    SHARED,
    SINGLE,
    SPELLED,
    TWICE,
    UNIT_FIRST,
    WITH_ORE,
    Unit,
    spelled,
    unit_of,
    whole,
)
from pipeline.extract._purpose import purpose
from pipeline.facts import Amount, Mention
from pipeline.view import Block, Layout

_MINUS = frozenset("-−–")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Before these a minus that stands apart is a sign: "årsprognos - 1 300 tkr", "med – 200 tkr", "(– 5 tkr".
_BEFORE_SIGN = re.compile(
    r"(?:\(|(?<!\w)(?:med|på|om|till|av|är|bli|blir|blev|var|visa(?:r|de)|redovisa(?:r|de)|ger|gav|[a-zåäö]*(?:avvikelse|prognos|resultat|resultatet|"
    rf"utfall|underskott|underskottet|överskott|differens|saldo)){SP})$",
    re.IGNORECASE,
)

_SAME = re.compile(
    r"[^.;]{0,40}?\s(?:mot(?: de)?(?: budgeterade| beräknade| beviljade| avsatta)?"
    r"|att jämföra med(?: budgeterade)?|av de|resp(?:ektive|\.)|jämfört med)\s"
    r"|\s(?:till|resp\.?|respektive|eller)\s|,? (?:därefter|annars|sedan|senare) "
    r"|\s(?:för \w+|(?:19|20)\d\d)?,? (?:annars|och|samt|till) ",
    re.IGNORECASE,
)


# "steg från 50 till 60 %": two, before and after
_CHANGE = re.compile(
    r"(?:(?<![\wåäö])(?:steg|stig|sjönk|sjunk|gick|går|gå|växt|växer)|höj|sänk|öka|ökn|minsk|ändra|ändring|justera|räkna|revider)"
    r"[^.;:!?]*$",
    re.IGNORECASE,
)
_LINE_END = 200  # characters at the end of the line above that are looked at
# "… uppgår till -" and "… blir 1" at the end of a line, "400 tkr" and "250 tkr" on the next
_LINE_BEFORE = re.compile(
    rf"(?P<words>[^\n]*[^\W\d_]{SP})(?:(?P<minus>[-−–])|(?P<thousands>[-−–]?\d{{1,3}}(?:{SP}\d{{3}})*)){SP}?\n$"
)
# a number behind these words names something and goes on with no figure
_NUMBERED = re.compile(
    r"(?:§+|nr|nummer|punkt\w*|bilag\w+|sid\w*|s|kap\w*|avdelning\w*|år\w*|kvartal\w*|vecka\w*|v|steg\w*|alternativ\w*"
    r"|etapp\w*|grupp\w*|fas\w*|\w*del|klass|årskurs|hus|plan|nivå|tertial|delår|den|tabell|figur|och|§\s?\d+)\.?\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    low: float
    high: float | None
    unit: Unit | None
    rule: str
    sign: int | None = None  # raw offset of a minus or of thousands that stand before the block


def amounts(layout: Layout) -> list[Amount]:
    """Every sum in kronor and every percentage, in the order of the text; ranges have `value_to`."""
    found: list[Amount] = []
    labels = listed(layout)
    last: tuple[Block, _Hit, str | None] | None = None
    for block, hit in _found(layout):
        if not hit.unit:
            continue
        named = _named(block, hit, labels) if hit.unit == "SEK" else None
        if hit.unit == "SEK":
            if last and last[0] is block and _SAME.fullmatch(block.text[last[1].end : hit.start]):
                named = last[2] or named  # "blev 5 kr mot budgeterade 7 kr": one thing, two sums
            last = block, hit, named
        found.append(
            Amount(
                **_common(layout, block, hit),
                value=hit.low,
                unit=hit.unit,
                value_to=hit.high,
                purpose=named,
            )
        )
    return found


def _named(block: Block, hit: _Hit, labels: dict[int, str]) -> str | None:
    """What the money is for: its row's label in a list of grants or fees, else what its sentence says."""
    if block.start in labels:
        return labels[block.start]
    item = block.kind == "item"
    return fee(block.text, hit.start, hit.end, item) or purpose(block.text, hit.start, hit.end, hit.low < 0)


def amount_mentions(layout: Layout) -> list[Mention]:
    """The AMOUNT mentions: one for each amount, and sums of foreign money without a value."""
    return [
        Mention(**_common(layout, block, hit), label="AMOUNT", value=hit.low if hit.unit else None)
        for block, hit in _found(layout)
    ]


def _common(layout: Layout, block: Block, hit: _Hit) -> Fields:
    start, end = block.span(hit.start, hit.end)
    return raw_fields(layout, block, start if hit.sign is None else hit.sign, end, hit.rule)


def _found(layout: Layout) -> list[tuple[Block, _Hit]]:
    unrolled, entries = columns_unrolled(layout.source.text), listed(layout)
    found: list[tuple[Block, _Hit]] = []
    for index, block in enumerate(layout.blocks):
        alone = block.start in entries or _field_of_a_form(layout, index)
        if block.kind == "front" or (figure_row(block) and not alone):
            continue
        ranges = cells(block)
        for start, end in ranges:
            if len(ranges) > 1 and is_figure(block.text[start:end]) and not alone:
                continue
            for hit in _in_cell(block.text, start, end):
                if not within(block.offsets[hit.start], unrolled):
                    found.append((block, _broken(layout, block, _signed(layout, block, hit))))
    return found


def _field_of_a_form(layout: Layout, index: int) -> bool:
    """``Sökt belopp⇥20 000 kr`` with no such row beside it is a field, not a table."""
    block = layout.blocks[index]
    figures = [block.text[start:end] for start, end in cells(block)[1:] if is_figure(block.text[start:end])]
    near = (layout.blocks[other] for other in (index - 1, index + 1) if 0 <= other < len(layout.blocks))
    return (
        block.kind == "row"
        and len(figures) == 1
        and bool(re.search(r"(?:kr|:-)$", figures[0]))
        and not any(figure_row(other) for other in near)
    )


def _in_cell(text: str, start: int, end: int) -> list[_Hit]:
    """The amounts of one cell, the longer reading first where two overlap."""
    hits = [hit for match in SHARED.finditer(text, start, end) for hit in _shared(match, text)]
    hits += [_with_ore(match) for match in WITH_ORE.finditer(text, start, end)]
    hits += [_twice(match) for match in TWICE.finditer(text, start, end)]
    hits += [_range(match) for match in RANGE.finditer(text, start, end) if _is_range(match, text)]
    hits += [_unit_first(match) for match in UNIT_FIRST.finditer(text, start, end)]
    hits += [_single(match, text) for match in SINGLE.finditer(text, start, end) if not _is_year(match)]
    for match in SPELLED.finditer(text, start, end):
        unit, factor = unit_of(match["unit"])
        hits.append(_Hit(*match.span(), whole(spelled(match["low"]) * factor), None, unit, "amount.words"))
    hits += [
        _Hit(*match.span(), 0, None, None, "amount.foreign") for match in FOREIGN.finditer(text, start, end)
    ]
    kept: list[_Hit] = []
    for hit in hits:
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _shared(match: re.Match[str], text: str) -> list[_Hit]:
    """Two amounts with one unit: "från 50 till 60 %"; "mellan 2 och 3 procent" is a range.

    "5 till 10 tkr" is a range, "för 2025 och 700 tkr" has a year, "avdelning 3 och 500 kr" another number.
    """
    lead = {"till": "från", "och": "mellan"}.get(match["join"].lower(), "")
    if _YEAR.fullmatch(match["low"]) or not re.search(rf"{lead}{SP}$", text[: match.start()], re.IGNORECASE):
        return []
    if lead == "från" and not _CHANGE.search(text[: match.start()]):
        return []  # "kostar från 5 till 7 tkr" is a range
    unit, factor = unit_of(match["unit"])
    low, high = (whole(number(match[name]) * factor) for name in ("low", "high"))
    if lead == "mellan":
        return [_Hit(match.start("low"), match.end("unit"), low, high, unit, "amount.range")]
    return [
        _Hit(*match.span("low"), low, None, unit, "amount.shared-unit"),
        _Hit(match.start("high"), match.end("unit"), high, None, unit, "amount.shared-unit"),
    ]


def _range(match: re.Match[str]) -> _Hit:
    unit, factor = unit_of(match["unit"])
    low = number(match["low"]) * (unit_of(match["lowunit"])[1] if match["lowunit"] else factor)
    begin, negative = _sign(match)
    high = whole(number(match["high"]) * factor)
    if low < 100 and high >= 1000 and high % 1000 == 0 and low < high / 1000 and unit == "SEK":
        low *= 1000  # "6-7000 kr"
    return _Hit(begin, match.end("unit"), whole(-low if negative else low), high, unit, "amount.range")


def _is_range(match: re.Match[str], text: str) -> bool:
    """Not "under 2020 - 500 kr" (a year, a dash and a sum), nor "höjs från 62 kr till 68 kr" (two sums)."""
    if not match["lowunit"]:
        return not (_YEAR.fullmatch(match["low"]) and " " in match.group())
    low, high = unit_of(match["lowunit"]), unit_of(match["unit"])
    if low[0] != high[0] or number(match["low"]) * low[1] >= number(match["high"]) * high[1]:
        return False  # "5 mnkr till 2,5 % ränta", "delas 70 % - 30 %"
    if "öre" in match["lowunit"].lower() and "öre" not in match["unit"].lower():
        return False  # "höjs med 35 öre till 21:64 kr": by how much, and to what
    change = re.search(rf"\b(?:från|av){SP}(?:\w+{SP}){{0,2}}$", text[: match.start()], re.IGNORECASE)
    return not (change and re.search(rf"{SP}till{SP}", match.group(), re.IGNORECASE))


def _unit_first(match: re.Match[str]) -> _Hit:
    value = number(match["low"]) * (unit_of(match["unit"])[1] if match["unit"] else 1)
    return _Hit(*match.span(), whole(-value if _sign(match)[1] else value), None, "SEK", "amount.unit-first")


def _is_year(match: re.Match[str]) -> bool:
    """ "Utfall 2023 %": the head of a column."""
    return _YEAR.fullmatch(match["low"]) is not None and unit_of(match["unit"])[0] == "percent"


def _with_ore(match: re.Match[str]) -> _Hit:
    value = number(match["low"]) + int(match["ore"]) / 100
    return _Hit(*match.span(), whole(value), None, "SEK", "amount.money")


def _twice(match: re.Match[str]) -> _Hit:
    unit, factor = unit_of(match["unit"])
    value = number(match["figures"] or match["first"]) * factor
    return _Hit(*match.span(), whole(value), None, unit, "amount.words")


def _single(match: re.Match[str], text: str) -> _Hit:
    unit, factor = unit_of(match["unit"])
    begin, negative = _sign(match)
    if negative and re.search(r"%\s?$", text[: match.start()]) and unit == "percent":
        begin, negative = match.start("low"), False  # "delas 50% -50%": a dash
    value = _thousands(match["low"], match["unit"]) * factor
    rule = "amount.percent" if unit == "percent" else "amount.money"
    return _Hit(begin, match.end("unit"), whole(-value if negative else value), None, unit, rule)


def _thousands(figures: str, unit: str) -> float:
    """ "25,000 kr" is twenty-five thousand: no sum in kronor has three decimals."""
    english = re.fullmatch(r"\d{1,3},\d{3}", figures) and re.match(r"kr|sek|:-|,-", unit, re.IGNORECASE)
    return number(figures.replace(",", "") if english else figures)


def _sign(match: re.Match[str]) -> tuple[int, bool]:
    """Where the amount begins and whether it is negative: signs count when written together."""
    sign = match["sign"]
    if sign.lower().startswith("minus"):
        return match.start("sign"), True
    if not sign or sign[-1].isspace():
        return match.start("low"), False
    return match.start("sign"), sign[0] in _MINUS


def _broken(layout: Layout, block: Block, hit: _Hit) -> _Hit:
    """The amount with what a line break parted from it, when the next line was taken for a block of its own.

    "Underskottet blir -", "400 tkr" is minus 400 tkr, "Bryggan kostar 1", "250 tkr" is 1 250 tkr; "Enligt
    punkt 1", "250 tkr" is not.
    """
    text, first = layout.source.text, block.offsets[hit.start]
    begins_line = text[first - 1 : first] == "\n"
    if hit.start or hit.sign is not None or hit.unit is None or hit.low <= 0 or not begins_line:
        return hit
    begins = text.rfind("\n", 0, max(first - 1, 0)) + 1
    before = _LINE_BEFORE.match(text, max(begins, first - _LINE_END), first)
    if not before:
        return hit
    if before["minus"]:
        if not _BEFORE_SIGN.search(before["words"]):
            return hit
        return replace(hit, low=-hit.low, rule="amount.minus-apart", sign=before.start("minus"))
    figures = re.match(rf"\d{{3}}(?:{SP}\d{{3}})*(?![\d.,:])", block.text)
    if not figures or hit.high is not None or _NUMBERED.search(before["words"]):
        return hit
    thousands = number(before["thousands"].lstrip("-−–")) * 1000 ** len(figures.group().split())
    value = whole(hit.low + thousands * unit_of(block.text[figures.end() : hit.end].strip())[1])
    low = -value if before["thousands"][0] in _MINUS else value
    return replace(hit, low=low, sign=before.start("thousands"))


def _signed(layout: Layout, block: Block, hit: _Hit) -> _Hit:
    """A sign that stands apart counts behind a word of result, and alone at the head of a line.

    ``årsprognos - 1 300 tkr``; ``- 1 134 tkr`` under its heading. Otherwise it is a dash: ``Hyra – 500 kr``.
    """
    if hit.low <= 0 or hit.unit is None or hit.high is not None or not block.text[hit.start].isdigit():
        return hit
    apart = re.search(rf"([-−–+]){SP}$", block.text[: hit.start])
    if apart and _BEFORE_SIGN.search(block.text[: apart.start()]):
        low = hit.low if apart[1] == "+" else -hit.low
        return replace(hit, start=apart.start(), low=low, rule="amount.minus-apart")
    text, first = layout.source.text, block.offsets[hit.start]
    near = max(0, first - 40)
    before = re.search(r"(?:^|\n)[ \t\u00a0]*([-−–])[ \u00a0]$", text[near:first])
    rest = re.match(r"[^\n]*", text[block.offsets[hit.end - 1] + 1 :])
    if not before or (rest and re.search(r"\w", rest.group())):
        return hit
    return replace(hit, low=-hit.low, rule="amount.minus-apart", sign=near + before.start(1))
