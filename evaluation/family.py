"""The family of layout a protocol belongs to, told by the form of its list of those present."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from evaluation.gold import Gold
from pipeline.facts import Attendance

FAMILIES = ("collapsed", "table", "rows", "prose", "none")

_CELLS = re.compile(r"\t|\||<br|</?t[dr]\b| {3,}", re.IGNORECASE)
_LISTED = re.compile(r"[,;]|\b(?:och|samt)\b")


def family(gold: Gold) -> str:
    """The annotator's own word (`layout` in the gold file) where there is one, else one of FAMILIES.

    The rule looks at the lines on which the people of the attendance rows stand, and takes what
    holds for most of the people (the first in the order of FAMILIES where two hold for as many):

    - ``collapsed``: the names of several people follow each other with white space only between
      them, as when the cells of a column were run together ("Bo Ek Siv Roos⇥Alvbro kommun, …");
    - ``table``: one person between the cells of a row: tabs, pipes, three spaces or more, HTML;
    - ``rows``: one person a line without cells ("Siv Roos (S), ordförande");
    - ``prose``: several people on a line with words or commas between ("Närvarande: Bo, Siv och Åke");
    - ``none``: no list of those present.
    """
    if gold.layout:
        return gold.layout
    forms = Counter(form for line in _lines(gold) for form in _forms(line, gold.text))
    return min(forms, key=lambda form: (-forms[form], FAMILIES.index(form)), default="none")


Line = tuple[int, int, tuple[Attendance, ...]]


def _lines(gold: Gold) -> list[Line]:
    """The lines of the text with attendance rows on them: start, end and the rows, one a place."""
    lines: dict[int, tuple[int, dict[int, Attendance]]] = {}
    for row in sorted(gold.attendance, key=lambda row: (row.start, row.end)):
        start = gold.text.rfind("\n", 0, row.start) + 1
        end = gold.text.find("\n", row.end)
        lines.setdefault(start, (len(gold.text) if end < 0 else end, {}))[1][row.start] = row
    return [(start, end, tuple(rows.values())) for start, (end, rows) in lines.items()]


def _forms(line: Line, text: str) -> list[str]:
    """The form of each person's place on the line."""
    start, end, rows = line
    between = _between(rows, text)
    if len(rows) > 1 and sum(not words.strip(" *") for words in between) * 2 >= len(between):
        return ["collapsed"] * len(rows)
    if _CELLS.search(text[start:end].strip()):
        return ["table"] * len(rows)
    if len(rows) > 1 and any(_LISTED.search(words) for words in between):
        return ["prose"] * len(rows)
    return ["rows"] * len(rows)


def _between(rows: Sequence[Attendance], text: str) -> list[str]:
    """The words between neighbours."""
    return [text[one.end : other.start] for one, other in pairwise(rows)]
