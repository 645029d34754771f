"""Lists of what each gets or pays, a label and a sum with its own unit: no table, for nothing heads a column.

"Almby bygdegårdsförening   20 000 kr" under "Bidrag fördelas så här:", "Vuxen 200 kr, barn 100 kr".
"""

from __future__ import annotations

import re
from itertools import groupby

from pipeline.extract._grid import caption, figure, row_of
from pipeline.extract._measure import NUMBER, SP
from pipeline.view import Layout

_LEAST = 2  # rows; a single one is a field of a form
# what makes a list of sums an account, whose parts are added up
_ACCOUNT = re.compile(
    r"budget|bokslut|resultat|balans|utfall|prognos|kalkyl|ekonomisk|räkning", re.IGNORECASE
)
_SUM = re.compile(
    r"(?:delsumma|summa|totalt?|tillsammans|sammanlagt|årets resultat|resultat|saldo)\b", re.IGNORECASE
)
_NOUN = r"[^\W\d_][^\W\d]*(?:[ /&-]{1,3}[^\W\d_][^\W\d]*){0,4}"
_MONEY = rf"(?:{NUMBER}{SP}?(?:kr|kronor|:-|,-|tkr)(?![\w-]))"
_PER = rf"(?:{SP}?/{SP}?[a-zåäö]+|{SP}per{SP}[a-zåäö]+|{SP}i{SP}månaden|{SP}om{SP}året)?"
_ONE = rf"(?P<noun>{_NOUN}):?{SP}{_MONEY}{_PER}"
# "Avgifter: enskild 150 kr, familj 250 kr och företag 1 000 kr", "Vuxen 200 kr/år"
_SERIES = re.compile(rf"(?:{_ONE.replace('?P<noun>', '')}(?:,{SP}|;{SP}|{SP}(?:och|samt){SP}|$|\.$)){{2,}}")
_ITEM = re.compile(rf"{_ONE}\.?")
_EACH = re.compile(_ONE)
_SMALL = frozenset(
    "är var har hade att som vi det på med ca cirka kr ska får blir blev kan av om till i".split()
)
_VERB = re.compile(r"\w{2,}(?:ar|er|år|ör|ade|des|te|s)")


def listed(layout: Layout) -> dict[int, str]:
    """The starts of row blocks that are entries of such a list, each with its label."""
    found: dict[int, str] = {}
    at = 0
    for _, group in groupby(layout.blocks, lambda block: (block.kind == "row", block.part, block.section)):
        blocks = list(group)
        first, at = at, at + len(blocks)
        if blocks[0].kind != "row" or len(blocks) < _LEAST:
            continue
        labels = [_label(layout, first + number) for number in range(len(blocks))]
        heading = caption(layout, first)
        account = heading[1] is not None or _ACCOUNT.search(heading[0]) is not None
        if all(labels) and not account and not any(_SUM.match(label) for label in labels):
            found.update({block.start: label for block, label in zip(blocks, labels, strict=True)})
    return found


def _label(layout: Layout, index: int) -> str:
    """The label of a row of two cells whose second is a sum with its unit; empty when it is no such row."""
    cells = row_of(layout, layout.blocks[index]).filled
    if len(cells) != 2 or figure(cells[0]) or not re.search(r"[^\W\d_]{2}", cells[0].text):
        return ""
    match = figure(cells[1])
    money = match is not None and match["unit"] and match["unit"] not in ("%", "procent")
    return cells[0].text.strip(" :") if money else ""


def fee(text: str, start: int, end: int, item: bool) -> str | None:
    """What the sum at ``[start, end)`` is for in a series of fees, or alone in an `item` of a list."""
    for series in _SERIES.finditer(text):
        if series.start() < start < series.end() and _begins(text, series.start()):
            each = _EACH.finditer(text, *series.span())
            return next((_noun(one["noun"]) for one in each if one.end() >= end), None)
    alone = _ITEM.fullmatch(text.strip()) if item else None
    return _noun(alone["noun"]) if alone else None


def _begins(text: str, start: int) -> bool:
    """Whether a series begins the text or stands behind a colon."""
    return text[:start].rstrip()[-1:] in ("", ":")


def _noun(words: str) -> str | None:
    """The label of a fee; None for words of a sentence ("Vi betalar", "Styrelsen beviljar Roddklubben")."""
    words = re.sub(r"^(?:och|samt) ", "", words)
    each = words.lower().split()
    verb = any(_VERB.fullmatch(word) for word in each[1:]) and not each[0].endswith(("a", "s"))
    return None if verb or _SMALL.intersection(each) else words.strip()
