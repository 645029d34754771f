"""What the heads of later pages say of the meeting, where a text begins in the middle of its minutes."""

from __future__ import annotations

import re

from pipeline.segment.lines import Line
from pipeline.segment.organs import organ_alone
from pipeline.segment.when import iso_date

_LABEL = re.compile(r"(?:sammanträdes|mötes)(?:datum|dag)\b[\s:]*(?P<rest>.*)", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:sammanträdes|styrelse)?protokoll(?:\s(?:nr\s?)?\d{1,3}(?:/\d{2,4})?)?", re.IGNORECASE
)
_AROUND = 8  # lines of a page head that stand apart in the text


def page_head(lines: list[Line]) -> tuple[str | None, str | None]:
    """``(organ, date)`` of the first page head: "NÄMNDEN⇥PROTOKOLL⇥2021-03-02"."""
    for i, line in enumerate(lines):
        day = _day(lines, i) if len(line.text) < 120 else None
        if day is None:
            continue
        near = [*reversed(lines[max(0, i - _AROUND) : i + 1]), *lines[i + 1 : i + 3]]
        organs = (organ_alone(other.text[a:b]) for other in near for a, b in other.cells)
        return next((organ for organ in organs if organ), None), day
    return None, None


def _day(lines: list[Line], index: int) -> str | None:
    line = lines[index]
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    for cell in cells:
        label = _LABEL.fullmatch(cell)
        if label and (label["rest"] or len(cells) == 1):
            below = next((other.text for other in lines[index + 1 : index + 3] if not other.blank), "")
            told = label["rest"] or below
            return iso_date(told) if len(told) < 60 else None
    if any(_TITLE.fullmatch(cell) for cell in cells):
        dated = next((cell for cell in cells if len(cell) < 40 and iso_date(cell)), None)
        return iso_date(dated) if dated else None
    return None
