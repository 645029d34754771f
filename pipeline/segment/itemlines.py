"""Lines that items begin on, and the days of page heads, found by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.segment.lines import Line
from pipeline.segment.when import iso_date

ITEM = re.compile(
    r"(?:(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö/]{0,7}\s)?(?P<sign>§)\s?(?P<number>\d{1,4})(?![\d–-])"
    r"|(?P<before>\d{1,4})\s(?P<sign2>§)"
    r"|(?:(?i:punkt|ärende)\s)?(?P<point>\d{1,2})[.):]?\s+(?=[A-ZÅÄÖ]))(?P<rest>.*)"
)
_DATED = re.compile(r"(?:sammanträdes|mötes)?(?:datum|dag)\b|[\wåäö]*protokoll\b", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """A line on which an item begins: its number, whether a § stands beside it, the words behind."""

    line: int
    number: int
    signed: bool
    rest: str


class Items:
    """Items, and the days that page heads tell, in the order of their lines."""

    def __init__(self, every: Sequence[Line], furnished: Set[int]) -> None:
        self.items = _items(every, furnished)
        self.lines = [item.line for item in self.items]
        told = ((i, iso_date(line.text)) for i, line in enumerate(every) if _DATED.match(line.text))
        self.days = [(i, day) for i, day in told if day]

    def behind(self, index: int) -> list[Item]:
        """The next items behind line `index`, a hundred at most."""
        at = bisect_left(self.lines, index + 1)
        return self.items[at : at + 100]

    def day_above(self, begins: int, index: int) -> str | None:
        """The day of the page head before line `index`, of minutes that begin with an item."""
        at = bisect_left(self.days, (index, ""))
        return self.days[at - 1][1] if at and self.days[at - 1][0] >= begins else None

    def between(self, first: int, stop: int) -> list[Item]:
        """The last items, a hundred at most, on lines ``[first, stop)``."""
        low, high = bisect_left(self.lines, first), bisect_left(self.lines, stop)
        return self.items[max(low, high - 100) : high]


def _items(every: Sequence[Line], furnished: Set[int]) -> list[Item]:
    found = []
    for i, line in enumerate(every):
        match = ITEM.match(line.text) if i not in furnished and not line.front else None
        if match and not line.leader:
            number = match["number"] or match["before"] or match["point"]
            found.append(Item(i, int(number), bool(match["sign"] or match["sign2"]), match["rest"].strip()))
    return found
