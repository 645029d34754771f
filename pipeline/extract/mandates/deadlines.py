"""Deadlines as written, and the day they mean: "senast den 1 mars" after 2018-11-23 is 2019-03-01."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from pipeline.patterns import MONTHS

_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|apr|aug|sept|okt|nov|dec)"
_DAY = (
    rf"(?:\d{{4}}-\d\d-\d\d|(?:den )?\d{{1,2}}(?:/\d{{1,2}}| {_MONTH})(?: \d{{4}})?"
    rf"|(?:den )?sist[ae] {_MONTH}(?: \d{{4}})?)"
)
_YEAR = r"(?:19|20)\d\d"
_PERIOD = (
    rf"(?:{_MONTH}(?: månad)?(?: {_YEAR})?|(?:hösten|våren|sommaren|vintern)(?: {_YEAR})?"
    rf"|kvartal \d(?: {_YEAR})?|vecka \d+|v\.? ?\d+|{_YEAR})"
)
_TURN = (
    rf"(?:årsskiftet(?: \d{{4}}/\d{{2,4}})?|(?:årets|månadens|kvartalets|veckans) (?:slut"
    rf"|utgång)|utgången av (?:{_MONTH}|{_YEAR}|året|månaden)(?: {_YEAR})?"
    rf"|{_MONTH}(?: månads)? utgång|slutet av {_PERIOD}|halvårsskiftet"
)
_TURN += r"|sommaren|semestern|jul(?:en)?|midsommar|påsk|sportlovet|höstlovet|lucia)"
_OWNER = (
    r"(?:(?:[\wåäöÅÄÖ-]+(?: och [\wåäö-]+)?s|styrelsens|nämndens|kommande|nästa"
    r"|ett kommande|närmast följande|nästkommande|nästföljande|första|andra|extra) ){0,3}"
)
_SITTING = r"[\wåäö-]*(?:sammanträde|möte|stämma)(?:t|n|ts|na)?"
_AT = rf"(?: (?:i )?{_PERIOD}| (?:den )?{_DAY}| \({_PERIOD}\)| {_YEAR})"
_MEETING = (
    rf"(?:{_OWNER}{_SITTING}{_AT}|{_OWNER}(?:nästa|kommande|nästkommande|nästföljande|första"
    rf"|följande) (?:[\wåäö]+s )?(?:{_SITTING}|nämnd)(?:{_AT})?|[\wåäö]+(?:i|ri|s|maj|juni"
    rf"|vår|höst|augusti)mötet|{_MONTH}(?:mötet|sammanträdet))"
)
_EVENT = (
    rf"(?:{_YEAR} års \w+(?: \w+)?|(?:\w+ )?(?:budget\w*|delår\w*|bokslut\w*"
    rf"|ansökningsomgång\w*|årsstämma\w*|revision\w*|öppning\w*|terminsstart\w*)(?: {_DAY}"
    rf"| (?:för |i |under )?{_PERIOD})?)"
)
_WHEN = rf"(?:{_DAY}|{_MEETING}|{_TURN}|{_PERIOD}|{_EVENT})"
_PATTERNS = (
    rf"(?:allra )?senast (?:till |vid |på |i |under |inför |före |om |vid utgången av "
    rf"|i samband med )?{_WHEN}",
    rf"(?:redan )?(?:före|innan) (?:det )?(?:{_WHEN}|[\wåäö-]+s behandling)",
    r"innan (?:ärendet|frågan|nästa|beslut)\b[^.,;]{0,40}",
    r"inom (?:en|ett|två|tre|fyra|fem|sex|\d+)(?: till (?:två|tre|fyra|sex|\d+))? (?:veck|månad|dag|år)\w*",
    rf"till och med {_WHEN}(?!\w)",
    rf"(?:tills?|inför) (?:den )?(?:{_DAY}|{_MEETING}|{_TURN}|[\wåäö]+s ansökningsomgång"
    rf"|[\wåäö-]*mötet\b|{_EVENT})"
    rf"|till (?:kvartal \d(?: {_YEAR})?|vecka \d+|v\.? ?\d+|(?:hösten|våren)(?: {_YEAR})?)",
    rf"(?:vid|på) (?:{_MEETING}|[\wåäö-]*mötet\b)",
    r"när \w+ (?:gått|är klar\w*|öppnar|smält)",
    rf"i {_PERIOD}",
    rf"under (?:hela )?(?:(?:första|andra) (?:halvåret|kvartalet)|{_PERIOD}|året|hösten"
    rf"|våren|sommaren)(?: {_YEAR})?",
    r"(?:en gång (?:i halvåret|per år|om året|i kvartalet|i månaden)|två gånger (?:per|om) år\w*)",
)
# "senast två veckor före sammanträdet": counted from a day that other words name
_BEFORE = re.compile(
    r"\bsenast (?:en|ett|två|tre|fyra|fem|sex|tio|\d+) (?:arbetsdag|veck|månad|dag)\w* (?:före|innan|efter)"
    r"(?: (?:nästa|respektive|varje|det|den|nämndens|styrelsens|årets))* [\wåäö-]+",
    re.IGNORECASE,
)
# "återkomma (till nämnden) den 1/2": the day alone, right behind the verb
_ON_DAY = re.compile(
    rf"\b(?:återkom\w*|återrapportera\w*|avrapportera\w*|klar\w*)(?: till [\wåäö-]+)?"
    rf" (?P<day>den {_DAY})(?![\wåäö-])",
    re.IGNORECASE,
)
_RE = tuple(re.compile(rf"(?<![\wåäö-])(?:{p})(?![\wåäö-])", re.IGNORECASE) for p in _PATTERNS)
_REPORT = re.compile(
    r"\b(?:åter\w+|redovisa\w*|rapportera\w*|slutredovisa\w*|presentera\w*|lämna\w*"
    r"|föreslå\w*|ta fram|ha |klar\w*|genomföra\w*|starta|göra|gör|rekrytera\w*"
    r"|avrapportera\w*|anmäla|föredra\w*|utvärder\w*|följa upp|går igenom|skicka\w*"
    r"|utreda)\b",
    re.IGNORECASE,
)


def deadline(text: str) -> str | None:
    """The deadline in a task or mandate as written, None when it names none.

    The surest wording wins ("senast …" before "under våren"); periods and places in time count only
    beside a verb that reports, so that "lokaler i maj" does not become one.
    """
    counted = _BEFORE.search(text)
    if counted:
        return counted.group()
    for number, pattern in enumerate(_RE):
        matches = list(pattern.finditer(text))
        for match in reversed(matches) if number >= 8 else matches:
            if number == 5 and re.search(r"\bbjud\w* in\b|\binbj\w+", text[: match.start()]):
                continue
            if number in (6, 8, 9) and not _timely(text, match, number):
                continue
            return match.group().strip()
    day = _ON_DAY.search(text)
    return day["day"] if day else None


def _timely(text: str, match: re.Match[str], number: int) -> bool:
    before = text[: match.start()]
    if re.search(r"\b(?:varje|varannan)\s*$", before) or re.search(r"varje", match.group()):
        return False
    report = re.search(r"\b(?:en|ett|sin|ny|skriftlig) \w*(?:rapport|budget)\s*$", before)
    if (
        number == 8
        and not report
        and re.search(r"\b(?:budget\w*|bokslut\w*|beslut\w*|möte\w*|rapport\w*|föregående)\s*$", before)
    ):
        return False
    return bool(_REPORT.search(text)) and (
        match.start() < 3 or bool(_REPORT.search(before)) or number == 9 or match.start() < 40
    )


def due(words: str | None, meeting: str | None, retold: bool = False) -> str | None:
    """The day or month a deadline means (ISO "2019-03-01" or "2019-05"), counted from the meeting's date.

    A month without a year is the next one after the meeting. What hangs on another meeting's date
    ("till nästa sammanträde") or on a season is None, and of a retold mandate what lacks its year.
    """
    if not words or not meeting or meeting.count("-") != 2:
        return None
    start = date.fromisoformat(meeting)
    low = words.lower()
    if retold and not re.search(_YEAR, low):
        return None
    iso = re.search(r"\d{4}-\d\d-\d\d", low)
    if iso:
        return iso.group()
    day = re.search(rf"\b(\d{{1,2}})(?:/(\d{{1,2}})| ({_MONTH}))(?: (\d{{4}}))?", low)
    if day:
        return _on(start, int(day[2]) if day[2] else _number(day[3]), int(day[1]), day[4])
    last = re.search(
        rf"(?:sist[ae]|utgången av|slutet av) ({_MONTH})(?: (\d{{4}}))?|({_MONTH})(?: månads)? utgång", low
    )
    if last:
        return _on(start, _number(last[1] or last[3]), 0, last[2])
    within = re.search(r"inom (\w+) (veck|månad|dag)", low)
    if within:
        return _within(start, within[1], within[2])
    if "midsommar" in low:
        return _midsummer(start)
    if re.search(r"årsskiftet|årets slut|årets utgång|utgången av året", low):
        return f"{start.year}-12-31"
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
        year = int(month[2]) if month[2] else start.year + (number <= start.month)
        return f"{year}-{number:02d}"
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
    if unit == "månad":
        month = start.month - 1 + number
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
