"""Dates, times and places as the head of a protocol writes them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from pipeline.patterns import MONTHS

_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)"
DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?:[-.‑–/]|\s?[-‑–]\s?)(?P<m>\d{1,2})(?:[-.‑–/]|\s?[-‑–]\s?)(?P<d>\d{1,2})|(?P<ymd>20\d{6})(?!\d)"
    rf"|(?:(?P<d0>\d{{1,2}})(?::?[ea])?\s?(?:[-–]|och|samt)\s?)?(?P<d2>\d{{1,2}})(?::?[ea])?\.?\s{{1,3}}(?P<month>{_MONTH})\.?,?\s{{1,3}}(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y4>(?:19|20)\d\d) (?P<m4>[01]\d) (?P<d4>[0-3]\d)(?! ?\d)"
    r"|(?P<d3>\d{1,2})[/.](?P<m3>\d{1,2})(?:(?:[ \-/.]|\s[-–])(?P<y3>(?:19|20)?\d\d)|\s?[–-]\s?(?P<y5>(?:19"
    r"|20)\d\d))|(?P<d6>\d{1,2})-(?P<m6>\d{1,2})-(?P<y6>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
DAY = re.compile(rf"(?<![\d-])(\d{{1,2}})(?::?[ea])?\.?\s{{1,3}}({_MONTH})\b", re.IGNORECASE)
# "den 26/4", "4/1"; no part of a case number
DAY_MONTH = re.compile(r"(?<![\w/.:-])(\d{1,2})/(\d{1,2})(?![\w/:-])")
_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"
_FULL_CLOCK = r"(\d{1,2})[.:](\d{2})"
_TIMES = re.compile(
    rf"(?:,?\s{{0,3}}(?:kl(?:ockan|\.)?:?\s{{0,3}})){_CLOCK}\s{{0,3}}(?:[-–—]{{1,3}}|till|och|[-–—]\s{{0,3}}kl\.?)"
    rf"\s{{0,3}}(?:kl(?:ockan|\.)?\s{{0,3}})?{_CLOCK}(?!\d)"
    rf"|(?<![\d.:-]){_FULL_CLOCK}\s{{0,3}}(?:[-–—]{{1,3}}|till)\s{{0,3}}(?:kl(?:ockan|\.)?\s{{0,3}})?{_FULL_CLOCK}(?![\d:-])",
    re.IGNORECASE,
)
# "kl. 09.00–12.00 och 13.00–16.30": one meeting in two sittings
_SITTINGS = re.compile(r"\s*(?:,|;|/|&|och|samt)?\s*(?:kl(?:ockan|\.)?)?\s*", re.IGNORECASE)
_START = re.compile(
    rf"\bkl(?:ockan|\.)?:?\s{{0,3}}{_FULL_CLOCK}|\bkl(?:ockan|\.)?\s(\d{{1,2}})()\b(?![.:]?\d|\s?[-–/])",
    re.IGNORECASE,
)
# "2024-03-04 18.30 Bygdegården": a time right behind a date needs no "kl."
_BARE_START = re.compile(rf"{_FULL_CLOCK}(?![\d.:-])")
# "kl 0900-1530"
_MILITARY = re.compile(
    r"(\bkl(?:ockan|\.)?\s?|[-–]\s?)([01]\d|2[0-3])([0-5]\d)(?=\s?[-–]|[\s,.;]|$)", re.IGNORECASE
)
_OPENED = re.compile(
    rf"\b(?:öppna\w*|inled(?:er|de|des)|börja(?:r|de)|start(?:ar|ade))\b[^.\n]{{0,70}}?(?:\bkl(?:ockan|\.)?:?\s{{0,3}})?"
    rf"(?<![\d.:-]){_FULL_CLOCK}(?!\d)",
    re.IGNORECASE,
)
# "klockan halv sju", "kl. kvart över sex på kvällen"
_SPOKEN = re.compile(
    r"\bkl(?:ockan|\.)?\s(?:(?P<part>halv|kvart\s(?:i|över))\s)?"
    r"(?P<hour>ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b(?:\spå\s(?P<day>(?:kväll|morgon|förmiddag|eftermiddag)\w*))?",
    re.IGNORECASE,
)
_HOURS = ("tolv", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva")
_MORNING = 8 * 60  # minutes; an hour before it is one of the afternoon, unless the text says otherwise
_AS_A_RULE = re.compile(r"\b(?:normalt|vanligt\w*|oftast|brukar|alltid|regel)\b", re.IGNORECASE)
_END = re.compile(
    rf"\b(?:avsluta\w*|slutade?|sammanträdet avslutat)\b[^.\n]{{0,60}}?\b(?:kl(?:ockan"
    rf"|\.)?:?\s{{0,3}})?(?<![\d.:-]){_FULL_CLOCK}(?!\d)",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?"


def unnamed(pattern: re.Pattern[str]) -> str:
    """The source of `pattern` with its groups unnamed, to stand inside others."""
    return re.sub(r"\?P<\w+>", "?:", pattern.pattern)


# "Kommunhuset 2024-03-04 8.15": a time right behind a date needs no "kl." there either
_DATED_CLOCK = re.compile(rf"(?:{unnamed(DATE)})[\s,]{{1,3}}\d{{1,2}}[.:]\d\d(?![\d.:-])", re.IGNORECASE)
# "17:3 0": a converter's gap within the minutes
_PARTED_MINUTE = re.compile(r"(?<=\d:\d) (?=\d(?!\d))")
# "mellan 18.35 och 20.10"
_BETWEEN = re.compile(
    rf"\bmellan\s(?:kl(?:ockan|\.)?\s)?({_FULL_CLOCK})\soch\s(?:kl(?:ockan|\.)?\s)?(?={_FULL_CLOCK}(?![\d:-]))",
    re.IGNORECASE,
)
# "kl 09:00 14:45": a dash that the text has lost
_LOST_DASH = re.compile(
    r"(\bkl(?:ockan|\.)?\s?\d{1,2}[.:]\d\d)\s{1,3}(?=\d{1,2}[.:]\d\d(?![\d.:-]))", re.IGNORECASE
)


def bare_time(text: str) -> tuple[str, str | None] | None:
    """The time behind a label that says it is one: "19.00", "10–12"."""
    hours = re.fullmatch(r"(\d{1,2})\s?[-–]\s?(\d{1,2})", text.strip())
    if hours and int(hours.group(1)) < int(hours.group(2)) <= 24:
        return _clock(hours.group(1), None), _clock(hours.group(2), None)
    clock = _BARE_START.match(text.strip())
    if clock is None or int(clock.group(1)) > 24 or int(clock.group(2)) > 59:
        return None
    return _clock(clock.group(1), clock.group(2)), None


def iso_date(text: str | None) -> str | None:
    """The first full date in `text` as ISO 8601: "den 4 mars 2024", "4/3 2024", "2024 - 03-04".

    Of "4–5 mars 2024" it is the first day.
    """
    for match in DATE.finditer(text or ""):
        g = match.groupdict()
        try:
            if g["ymd"]:
                found = date(int(g["ymd"][:4]), int(g["ymd"][4:6]), int(g["ymd"][6:]))
            elif g["y"]:
                found = date(int(g["y"]), int(g["m"]), int(g["d"]))
            elif g["month"]:
                found = date(int(g["y2"]), _month(g["month"]), int(g["d0"] or g["d2"]))
            elif g["y4"]:
                found = date(int(g["y4"]), int(g["m4"]), int(g["d4"]))
            elif g["y6"]:
                found = date(int(g["y6"]), int(g["m6"]), int(g["d6"]))
            else:
                year = int(g["y3"] or g["y5"])
                found = date(year if year > 99 else 2000 + year, int(g["m3"]), int(g["d3"]))
        except ValueError:
            continue
        return found.isoformat()
    return None


def date_of_year(text: str | None, year: int) -> str | None:
    """The first day and month in `text` that names no year: "måndag 4 mars" → "2024-03-04"."""
    for match in DAY.finditer(text or ""):
        try:
            return date(year, _month(match.group(2)), int(match.group(1))).isoformat()
        except ValueError:
            continue
    return None


def date_after(text: str | None, day: str | None) -> str | None:
    """The date in `text`; one without a year is the first such day that is not before `day` (ISO)."""
    found = iso_date(text)
    if found or day is None:
        return found
    year = int(day[:4])
    near = date_of_year(text, year) or _figures(text, year)
    return near if near is None or near >= day else date_of_year(text, year + 1) or _figures(text, year + 1)


def _figures(text: str | None, year: int) -> str | None:
    """The first day and month in figures: "den 26/4" → "2024-04-26"."""
    for match in DAY_MONTH.finditer(text or ""):
        try:
            return date(year, int(match.group(2)), int(match.group(1))).isoformat()
        except ValueError:
            continue
    return None


def short_date(text: str) -> str | None:
    """The day that six digits behind a title or an organ's letters tell: "Protokoll 180414", "UN060502"."""
    match = re.fullmatch(
        r"(?:\w*protokoll|\w*anteckningar|[A-ZÅÄÖ]{2,5})[\s:]{0,3}(\d\d)(\d\d)(\d\d)", text, re.IGNORECASE
    )
    try:
        return (
            date(*(int(part) + (2000 if k == 0 else 0) for k, part in enumerate(match.groups()))).isoformat()
            if match
            else None
        )
    except ValueError:
        return None


def only_year(texts: list[str]) -> int | None:
    """The year that a head names, when it names one: "Protokoll nr 3/2024"."""
    years = Counter(year for text in texts for year in re.findall(r"(?<![\d-])20\d\d(?![\d-])", text))
    return int(next(iter(years))) if len(years) == 1 else None


def times(text: str) -> tuple[str, str | None] | None:
    """Start and end as HH:MM; the end is None when only a start is told."""
    text = _MILITARY.sub(r"\1\2:\3", text) if "kl" in text.lower() else text
    text = _PARTED_MINUTE.sub("", text)
    text = _BETWEEN.sub(r"\1–", _LOST_DASH.sub(r"\1–", text))
    found: tuple[str, str] | None = None
    stopped = 0
    for match in _TIMES.finditer(text):
        a, b, c, d = match.groups()[:4] if match.group(1) else match.groups()[4:]
        if int(a) > 24 or int(c) > 24 or int(b or 0) > 59 or int(d or 0) > 59:
            continue
        if found is None:
            found = _clock(a, b), _clock(c, d)
        elif _SITTINGS.fullmatch(text, stopped, match.start()) and found[1] <= _clock(a, b) < _clock(c, d):
            found = found[0], _clock(c, d)
        else:
            break
        stopped = match.end()
    if found:
        return found
    single = _START.search(text)
    if single is None:
        return _behind_date(text) or _spoken(text)
    hour, minute = (single.group(1), single.group(2)) if single.group(1) else (single.group(3), None)
    return (_clock(hour, minute), None) if int(hour) <= 24 else None


def _spoken(text: str) -> tuple[str, str | None] | None:
    """ "klockan halv sju" → 18:30; "klockan åtta" alone may be either half of the day."""
    match = _SPOKEN.search(text)
    if match is None:
        return None
    part = (match["part"] or "").lower()
    minutes = _HOURS.index(match["hour"].lower()) * 60
    minutes += {"halv": -30, "i": -15, "över": 15}.get(part.split()[-1] if part else "", 0)
    day = (match["day"] or "").lower()
    late = minutes < _MORNING if not day else re.match("kväll|eftermiddag", day) is not None
    if not day and minutes // 60 == _MORNING // 60:
        return None
    minutes = (minutes + 12 * 60 * late) % (24 * 60)
    return _clock(str(minutes // 60), f"{minutes % 60:02d}"), None


def _behind_date(text: str) -> tuple[str, str | None] | None:
    for match in DATE.finditer(text):
        clock = _BARE_START.match(text[match.end() :].lstrip(" ,."))
        if clock and int(clock.group(1)) <= 24 and int(clock.group(2)) < 60:
            return _clock(clock.group(1), clock.group(2)), None
    return None


def start_time(text: str) -> str | None:
    """The first "öppnades mötet kl. 18.20" of `text`; what begins so as a rule is not this meeting."""
    told = (m for m in _OPENED.finditer(text) if not _AS_A_RULE.search(m.group()))
    found = next((m for m in told if int(m.group(1)) <= 24 and int(m.group(2)) < 60), None)
    return _clock(found.group(1), found.group(2)) if found else None


def end_time(text: str) -> str | None:
    """The last "avslutades kl. 16.05" of `text`."""
    found = [m for m in _END.finditer(text) if int(m.group(1)) <= 24]
    return _clock(found[-1].group(1), found[-1].group(2)) if found else None


def place(text: str) -> str | None:
    """What is left of "Plats och tid" when times, dates, weekdays and breaks are gone."""
    if not text:
        return None
    rest = re.sub(
        r"[\s,.;(]{0,5}\b(?:ajourner|paus\b|mötespaus|uppehåll|lunch\b).{0,400}$",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    rest = _LOST_DASH.sub(r"\1–", _PARTED_MINUTE.sub("", rest))
    rest = _TIMES.sub(" ", _MILITARY.sub(r"\1\2:\3", rest) if "kl" in rest.lower() else rest)
    rest = re.sub(
        r"\bkl(?:ockan|\.)?:?\s{0,3}\d{1,2}(?:[.:]\d{2})?(?:\s{0,3}[-–—]\s{0,3}(?:\d{1,2}[.:]\d{2})?)?",
        " ", rest,
        flags=re.IGNORECASE,
    )  # fmt: skip
    rest = _SPOKEN.sub(" ", _DATED_CLOCK.sub(" ", rest))
    rest = DATE.sub(" ", rest)
    rest = re.sub(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(
        rf"\b(?:{_WEEKDAY}|veckodag)\b(?: den)?|\b[Dd]en(?=\s*(?:\d|$|,))", " ", rest, flags=re.IGNORECASE
    )
    rest = re.sub(
        r"\b(?:klockan|kl\.?|tid|plats|(?:för )?sammanträdet?|sammanträdestid)(?=\s|$|[,;:])|^\s*för(?=\s)",
        " ", rest,
        flags=re.IGNORECASE,
    )  # fmt: skip
    rest = re.sub(r"\(\s*\)|\s+", " ", rest)
    rest = re.sub(r"(?:[,;:–-]\s?|\s[,;:–-])+(?=\s?[,;])", "", rest)
    rest = re.sub(r"^[\s,;:.–-]+|(?:[\s,;:–(-]|\b(?:och|samt)(?=[\s,;]*$))+$", "", rest)
    rest = re.sub(r"^(?:i|på) (?=\w)", "", re.sub(r"\s+,", ",", re.sub(r"\s+\.$", "", rest)))
    rest = re.sub(r"(?:(?<=[a-zåäö]{3})|(?<=\d))\.$", "", rest)
    return rest if len(rest) > 2 else None


def _month(word: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(word.lower()[:3]))


def _clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02d}:{minute or '00'}"
