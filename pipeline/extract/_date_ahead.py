"""Whether a date without a year looks forward, past the end of the meeting's year.

After a meeting on 2021-10-06 "Nästa möte är den 8 februari" and "redovisas senast i mars" mean 2022;
"utfallet till och med mars" and "inkom före den 8 februari" look back.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from pipeline.extract._measure import SP
from pipeline.patterns import MONTHS

_DAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?"
_MEETING = r"[\wåäö]*(?:möten?|mötet|mötena|sammanträden?|sammanträdet|sammanträdena|träff(?:en|ar)?)"
_BETWEEN = (
    rf"är|blir|äger|rum|hålls|infaller|sker|planera[st]?|bestäms|fastställs|preliminärt|datum|tid|plats|och|samt|den|på"
    rf"|i|dag|till|kl|klockan|vecka|{_DAY}|{'|'.join(MONTHS)}"
)
# "Nästa möte: tisdag den", "Kommande sammanträden 8 februari och"
_NEXT = re.compile(
    rf"(?<!\w)(?:nästa|nästkommande|kommande){SP}(?:(?:ordinarie|planerade){SP})?{_MEETING}"
    rf"(?:[\s:,./–-]|(?:{_BETWEEN})(?!\w)|\d)*$",
    re.IGNORECASE,
)
# "senast i", "före den", "fram till och med fredag"; a day before the word makes a span of it
_CUE = re.compile(
    rf"(?<![\w-])(?P<cue>senast|före|innan|inför|tills|(?:fram{SP})?till|(?:till{SP}och{SP}med|t\.?o\.?m\.?|t{SP}o{SP}m))"
    rf"(?:{SP}(?:den|i|under|slutet{SP}av|början{SP}av|mitten{SP}av|vecka|{_DAY})(?!\w))*{SP}?,?{SP}?$",
    re.IGNORECASE,
)
# a clause that tells of what has been: a report's period, a verb in the past tense but one of deciding
_BACK = re.compile(
    rf"(?:{'|'.join(MONTHS)})$|(?<![\wåäö])(?:från|fr\.o\.m\.|mellan|sedan|hittills|utfall\w*|uppföljning\w*|bokslut\w*|\w*resultat\w*"
    r"|\w*rapport(?:en|er)?|statistik\w*|perioden|förbruka\w*|ackumulera\w*|protokoll(?:et)?|hölls|inkom|var|hade|skulle|fick|kom|blev|skedde"
    r"|skrev|gick|pågick|fanns|(?!beslut|bordl|ajourn|flytta|förord|förläng|fastställ|bestäm|kalla|uppman|planera|boka"
    rf"|senarel|skjut)[\wåäö]{{2,}}(?:ade|ades|dde|ddes|te|tes))(?![\wåäö])|[\d/]$",
    re.IGNORECASE,
)


def looks_ahead(before: str, title: str = "", just_over: bool = False) -> bool:
    """Whether the words right before a date, or the `title` of its item, point past the meeting.

    A month or quarter that is `just_over` ends what is told of: "3 tkr till och med augusti" in September.
    """
    if _NEXT.search(f"{title.strip()}: {before}"):
        return True
    cue = _CUE.search(before)
    if not cue or (just_over and re.match(r"(?:fram|till$|till\s|t\W)", cue["cue"], re.IGNORECASE)):
        return False
    clause = re.split(r"[.;:!?](?=\s)|(?<!\w)att(?!\w)|\t", before[: cue.start()])[-1]
    return not _BACK.search(clause.rstrip())


def is_past(value: str, meeting: str) -> bool:
    """Whether a day, week, month or part of a year (a span: its end) was over at the day of the meeting."""
    end = _end(value.rsplit("/", 1)[-1])
    return end is not None and end < meeting


def is_just_over(value: str, meeting: str) -> bool:
    """Whether a month or a longer part of a year ended less than some three months before the meeting."""
    end = _end(value)
    if end is None or end == value:
        return False
    months = (int(meeting[:4]) - int(end[:4])) * 12 + int(meeting[5:7]) - int(end[5:7])
    return months <= 3


def _end(value: str) -> str | None:
    """The last day that a value covers, None where it has none: "2021-03" ends on "2021-03-31"."""
    found = re.fullmatch(r"(\d{4})-(W?)(\d\d)(-\d\d)?", value)
    if not found or found[4]:
        return value if found else None
    year, part = int(found[1]), int(found[3])
    if found[2]:
        return date.fromisocalendar(year, part, 7).isoformat() if part <= 52 else None
    month = {21: 5, 22: 8, 23: 12, 33: 3, 34: 6, 35: 9, 36: 12, 40: 6, 41: 12}.get(part, part)
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}" if month <= 12 else None
