"""Dates: days, months, seasons, weeks, quarters, years and periods, with partial values kept partial.

A value is ISO 8601: ``2021-05-04``, ``2021-05``, ``2021``, ``2021-W12``, ``2019-10-10/2019-11-02``;
seasons, quarters and halves as ISO 8601-2 has them (21–24 spring to winter, 33–36 quarters, 40–41 halves:
``2017-23`` is the autumn of 2017). A year that the text leaves out is that of the part's meeting; where that
is unknown too the value begins with ``-`` (``--05-05``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.extract import _date_values as values
from pipeline.extract._date_ahead import is_just_over, is_past, looks_ahead
from pipeline.extract._date_patterns import RULES
from pipeline.extract._measure import SP, cells, columns_unrolled, figure_row, mention, within
from pipeline.extract._titles import Year, bare_year_is_time
from pipeline.facts import Mention
from pipeline.patterns import MONTHS, item_label
from pipeline.view import Block, Layout

# A cell without any of these holds no date.
_HINT = re.compile(
    rf"\d|{'|'.join(MONTHS)}|vår|somm?a?r|höst|vint|kvartal|tertial|halvår|skiftet"
    r"|(?<!\w)(?:i|föregående|nästa) (?:fjol|år)|förra året"
    r"|(?<!\w)(?:jul|nyår|påsk|pingst|midsom|trettonhel|allhelgo|kristi him)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    value: values.Maker
    rule: str


@dataclass(frozen=True)
class _Place:
    """A cell of a block, and whether it stands in a list of documents."""

    layout: Layout
    block: Block
    start: int
    end: int
    listed: bool


def dates(layout: Layout) -> list[Mention]:
    """Every DATE mention in the order of the text."""
    unrolled = columns_unrolled(layout.source.text)
    found: list[Mention] = []
    listed = False
    for block in layout.blocks:
        listed = _in_list_of_documents(block, listed)
        for start, end in cells(block):
            if not _HINT.search(block.text, start, end):
                continue
            for hit in _in_cell(_Place(layout, block, start, end, listed), unrolled):
                above = _year_above(layout, block, start, hit)
                value = hit.value(above) if above else _value(layout, block, start, hit)
                found.append(mention(layout, block, (hit.start, hit.end), "DATE", hit.rule, value))
    return found


def _value(layout: Layout, block: Block, cell: int, hit: _Hit) -> values.Value:
    """The value by the year of the meeting; by the next one where the text looks forward."""
    meeting = layout.part_of(block).meeting.date or ""
    value = hit.value(meeting[:4] or None)
    if not value or len(meeting) < 10 or hit.rule == "date.relative-year" or not is_past(value, meeting):
        return value
    section = layout.section_of(block)
    before = block.text[max(cell, hit.start - _CLAUSE) : hit.start]
    ahead = looks_ahead(before, section.title if section else "", is_just_over(value, meeting))
    return hit.value(str(int(meeting[:4]) + 1)) if ahead else value


_CLAUSE = 160  # characters before a date that may tell which way it looks


# "Sammanträdesdagar för 2025: 4 februari, 25 mars", and in an item "Sammanträdestider 2025"
_YEAR_OF_LIST = re.compile(r"\b(?P<year>20\d\d)\s*:[^.;?!]*$")
_CALENDAR = re.compile(
    r"\b(?:sammanträdes|mötes)(?:tid|dag|dat|plan)\w*(?: (?:för|under|år))* (?P<year>20\d\d)$", re.IGNORECASE
)


def _year_above(layout: Layout, block: Block, cell: int, hit: _Hit) -> str | None:
    """The year that what stands above a list of days gives them, None where nothing does."""
    if hit.rule != "date.day-month":
        return None
    section = layout.section_of(block)
    found = _YEAR_OF_LIST.search(block.text, cell, hit.start) or (
        _CALENDAR.search(section.title.strip()) if section else None
    )
    return found["year"] if found else None


def _in_list_of_documents(block: Block, listed: bool) -> bool:
    """Under "Beslutsunderlag" or "Bilagor" stand names of documents, until the next heading."""
    label = item_label(block.text)
    if label or block.kind in ("label", "heading"):
        return label == "basis" or bool(re.fullmatch(r"bilagor:?", block.text, re.IGNORECASE))
    return listed


def _in_cell(place: _Place, unrolled: list[tuple[int, int]]) -> list[_Hit]:
    hits: list[_Hit] = []
    block, start, end = place.block, place.start, place.end
    whole_only = block.kind == "front"
    for rule, pattern, value in RULES:
        if whole_only and rule not in _WHOLE:
            continue
        for match in pattern.finditer(block.text, start, end):
            span = match.span("date") if "date" in pattern.groupindex else match.span()
            if any(span[0] < hit.end and hit.start < span[1] for hit in hits):
                continue
            if rule in _CHECKED and not _CHECKED[rule](place, match, hits):
                continue
            if rule in _CHECKED and within(block.offsets[span[0]], unrolled):
                continue
            found = value(match)
            if found is not None:
                hits.append(_Hit(*span, found, rule))
    return sorted(hits, key=lambda hit: hit.start)


_WHOLE = frozenset({"date.iso", "date.iso-range", "date.day-month"})


def _month_stands_alone(place: _Place, match: re.Match[str], _hits: list[_Hit]) -> bool:
    """A capital makes a month a name ("Maj Ek", "Mars"), unless a sentence or a cell begins there."""
    if match.group()[0].islower():
        return True
    before = place.block.text[place.start : match.start()].rstrip()
    after = place.block.text[match.end() : place.end]
    return (not before or before.endswith((".", ":", "–"))) and not re.match(r" [A-ZÅÄÖ]", after)


_NEAR = 60  # characters before a number in which the word that dates it stands
_DATING = (
    r"\b(?:beslut|period(?:en)?|per|från|till|t\.o\.m\.|fr\.o\.m\.|datum:?|den|daterad|protokoll|månad|under|sedan|"
    rf"utfall|prognos|möte|mötet|sammanträde|skrivelse){SP}$"
)


def _dating_word_before(place: _Place, match: re.Match[str], _hits: list[_Hit]) -> bool:
    """Six figures are a month only behind a word that dates: "enligt beslut 202310"."""
    before = place.block.text[max(place.start, match.start() - _NEAR) : match.start()]
    return bool(re.search(_DATING, before.lower()))


def _day_in_six(place: _Place, match: re.Match[str], hits: list[_Hit]) -> bool:
    """ "210512" is a day behind a word that dates, or in the year of the meeting or the one before."""
    meeting = place.layout.part_of(place.block).meeting.date
    recent = bool(meeting) and 0 <= int((meeting or "")[:4]) - int(f"20{match['y']}") <= 1
    before = place.block.text[max(place.start, match.start() - _NEAR) : match.start()]
    if re.search(rf"(?:nr|nummer|tel|telefon|konto|id|kod|§)[.:]?{SP}$", before, re.IGNORECASE):
        return False
    return not figure_row(place.block) and (recent or _dating_word_before(place, match, hits))


def _list_of_days(place: _Place, match: re.Match[str], _hits: list[_Hit]) -> bool:
    """ "2/9, 14/10 och 25/11" are days when they are several and words tell of meetings."""
    words = place.block.text[place.start : place.end]
    days = re.findall(r"(?<![\w/:.,-])\d{1,2}/\d{1,2}(?![\w/:-]|[.,]\d)", words)
    told = re.search(
        r"möte|sammanträd|datum|dagar|tider|träff|kurs|justering|protokoll",
        words[: match.end()],
        re.IGNORECASE,
    )
    return len(days) >= 2 and bool(told)


def _year_is_time(place: _Place, match: re.Match[str], hits: list[_Hit]) -> bool:
    if figure_row(place.block):
        return False
    taken = max((hit.end for hit in hits if hit.end <= match.start()), default=place.start)
    year = Year(place.block, match.start(), match.end(), place.start, place.end, taken, place.listed)
    return bare_year_is_time(year, place.layout.source.text)


_CHECKED: dict[str, Callable[[_Place, re.Match[str], list[_Hit]], bool]] = {
    "date.month": _month_stands_alone,
    "date.six": _dating_word_before,
    "date.six-day": _day_in_six,
    "date.slash-list": _list_of_days,
    "date.year": _year_is_time,
    "date.years": _year_is_time,
    "date.year-month": _year_is_time,
}
