"""The day a deadline means: "senast den 1 mars" after 2018-11-23 is 2019-03-01."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from pipeline.patterns import MONTHS

_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|apr|aug|sept|okt|nov|dec)"
_YEAR = r"(?:19|20)\d\d"


def due(words: str | None, meeting: str | None, retold: bool = False) -> str | None:
    """The day or month a deadline means (ISO "2019-03-01" or "2019-05"), counted from the meeting's date.

    A month without a year is the next one after the meeting. None are the month of the meeting itself,
    what hangs on another meeting's date ("till nästa sammanträde") or on a season, and of a retold
    mandate what lacks its year.
    """
    if not words or not meeting or meeting.count("-") != 2:
        return None
    start = date.fromisoformat(meeting)
    low = words.lower()
    if retold and not re.search(_YEAR, low):
        return None
    if re.search(r"\b(?:årligen|varje|efter|nästa (?:vecka|månad|år))\b", low):
        return None  # "årligen i mars", "efter årsskiftet"
    iso = re.search(r"\d{4}-\d\d-\d\d", low)
    if iso:
        return iso.group()
    six = re.search(r"\b(\d\d)(\d\d)(\d\d)\b", low)
    if six:
        return _on(start, int(six[2]), int(six[3]), f"20{six[1]}")
    day = re.search(
        rf"\b(\d{{1,2}})(?::?e)?(?: ?/ ?(\d{{1,2}})(?: ?-(\d\d)\b)?| ({_MONTH}))(?: (\d{{4}}))?", low
    )
    if day:
        year = f"20{day[3]}" if day[3] else day[5]
        return _on(start, int(day[2]) if day[2] else _number(day[4]), int(day[1]), year)
    last = re.search(
        rf"(?:sist[ae]|utgången av|slutet av) ({_MONTH})(?: (\d{{4}}))?|({_MONTH})(?: månads)? utgång", low
    )
    if last:
        return _on(start, _number(last[1] or last[3]), 0, last[2])
    within = re.search(r"inom (\w+) (veck|månad|dag|år)", low)
    if within:
        return _within(start, within[1], within[2])
    if "midsommar" in low:
        return _midsummer(start)
    half = re.search(rf"halvårsskiftet(?: ({_YEAR}))?", low)
    if half:
        return _on(start, 6, 30, half[1])
    turn = re.search(rf"årsskiftet(?: ({_YEAR}))?|årets slut|årets utgång|utgången av året", low)
    if turn:
        return f"{turn[1] or start.year}-12-31"
    ends = re.search(r"(?:utgången|slutet) av (\d{4})", low)
    if ends:
        return f"{ends[1]}-12-31"
    if re.search(r"månadens (?:slut|utgång)", low):
        return _end(start.year, start.month)
    week = re.search(r"\b(?:vecka|v\.?) ?(\d{1,2})\b(?:,? (\d{4}))?", low)
    if week:
        return _week(start, int(week[1]), week[2])
    part = re.search(
        rf"(?:(första|andra|tredje|fjärde) (kvartalet|halvåret)|kvartal (\d))(?: (?:år )?({_YEAR}))?", low
    )
    if part:
        return _part_of_year(start, part[1] or int(part[3]), part[2] or "kvartalet", part[4])
    month = re.search(rf"\b({_MONTH})(?:mötet|sammanträdet)?\b(?: (\d{{4}}))?", low)
    if month:
        number = _number(month[1])
        if number == start.month and not month[2]:
            return None  # this month or that of next year
        return f"{month[2] or start.year + (number < start.month)}-{number:02d}"
    return None


def _number(name: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(name[:3]))


def _on(start: date, month: int, day: int, year: str | None) -> str | None:
    if not 1 <= month <= 12:
        return None
    if year:
        return _end(int(year), month) if day == 0 else _day(int(year), month, day)
    for candidate in (start.year, start.year + 1):
        written = _end(candidate, month) if day == 0 else _day(candidate, month, day)
        if written and written > start.isoformat():
            return written
    return None


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _end(year: int, month: int) -> str:
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _week(start: date, week: int, year: str | None) -> str | None:
    """The Sunday that ends a week; without a year the next one with that number."""
    if not 1 <= week <= 52:
        return None
    ends = [date.fromisocalendar(y, week, 7) for y in ([int(year)] if year else (start.year, start.year + 1))]
    return next((day.isoformat() for day in ends if year or day > start), None)


def _part_of_year(start: date, part: str | int, unit: str, year: str | None) -> str | None:
    """The last day of a quarter or half-year."""
    number = part if isinstance(part, int) else 1 + ("första", "andra", "tredje", "fjärde").index(part)
    return _on(start, number * (3 if unit == "kvartalet" else 6), 0, year)


def _within(start: date, count: str, unit: str) -> str | None:
    words = {w: n for n, w in enumerate("noll en två tre fyra fem sex".split())} | {"ett": 1}
    number = int(count) if count.isdigit() else words.get(count)
    if number is None:
        return None
    if unit in ("månad", "år"):
        month = start.month - 1 + number * (12 if unit == "år" else 1)
        year, month = start.year + month // 12, month % 12 + 1
        return _day(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    return (start + timedelta(days=number * (7 if unit == "veck" else 1))).isoformat()


def _midsummer(start: date) -> str:
    """Midsummer eve: the Friday between 19 and 25 June."""
    for year in (start.year, start.year + 1):
        eve = next(date(year, 6, d) for d in range(19, 26) if date(year, 6, d).weekday() == 4)
        if eve > start:
            return eve.isoformat()
    raise AssertionError("a midsummer eve always comes")
