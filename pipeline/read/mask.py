"""Personal identity numbers are made unreadable before anything else sees the text."""

from __future__ import annotations

import re
from calendar import monthrange

MASK = "•"

# 850304-1234, 19850304-1234, 850304+1234, 8503041234, 850304 1234, "850304-" at the end of a line
# with "1234" on the next or behind a blank one, 1985-03-04-1234, and the reserve numbers of health
# care: 19850304-TF34.
_HYPHEN = r"\\?[-+\u00ad\u2010-\u2015\u2212]"
_NEXT_LINE = r"(?:[ \t]*\r?\n){1,3}[ \t]*"
_SEPARATOR = rf"(?:[ \u00a0\u2009\u202f]?{_HYPHEN}(?:[ \u00a0]|{_NEXT_LINE})?|[ \u00a0\u2009\u202f])?"
_CANDIDATE = re.compile(
    rf"""
    (?<![0-9])(?<![0-9],)
    (?:
        (?P<century>1[89]|20)?(?P<year>[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})
        (?P<separator>{_SEPARATOR})
      | (?P<century2>1[89]|20)?(?P<year2>[0-9]{{2}})-(?P<month2>[0-9]{{2}})-(?P<day2>[0-9]{{2}})-
    )
    (?P<last>[0-9]{{4}}|[A-Z][0-9]{{3}}|[A-Z]{{2}}[0-9]{{2}})
    (?![0-9])
    """,
    re.VERBOSE,
)
# "20250304 1300-1500", "250304 1300 – 1500": a date and the hours of the meeting.
_HOURS = re.compile(r"[ \u00a0]?[-–][ \u00a0]?(?:[01][0-9]|2[0-4])[.:]?[0-5][0-9](?![0-9])")
# "2019-03-11-2019-03-15": the end of a period, not four digits of a person.
_DATE_GOES_ON = re.compile(r"-[0-9]{2}(?![0-9])")
# "Tfn: 0701231234" has a date in it by chance.
_PHONE = re.compile(r"(?:tel|tfn|telefon\w*|mobil\w*|fax|sms|växel)\.?\s*:?\s*\Z", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")


def mask(text: str) -> tuple[str, int]:
    """`text` with every digit of a Swedish personal identity or coordination number as ``•``.

    Returns the masked text, of the same length, and how many numbers were found. The check digit
    is not asked for: a number with a slip of the pen is still private. An organisation number
    (third digit 2 or more: 212000-0000) has no valid month and stays. What cannot be told from a
    number, such as the time stamp 20250304-1200, is masked.
    """
    pieces: list[str] = []
    done = count = 0
    position = 0
    while found := _CANDIDATE.search(text, position):
        if not _is_private(text, found):
            position = found.start() + 1
            continue
        pieces += [text[done : found.start()], _DIGIT.sub(MASK, found.group())]
        done = position = found.end()
        count += 1
    return "".join(pieces) + text[done:], count


def _is_private(text: str, found: re.Match[str]) -> bool:
    dashed = found["year"] is None
    suffix = "2" if dashed else ""
    century, year, month, day = (found[name + suffix] for name in ("century", "year", "month", "day"))
    if not _is_date(century, year, month, day):
        return False
    if not found["last"].isdigit() and not dashed and "-" not in found["separator"]:
        return False
    if dashed:
        return not _DATE_GOES_ON.match(text, found.end())
    if found["separator"].isspace() and _HOURS.match(text, found.end()):
        return False
    return not (found["separator"] == "" and found["century"] is None and _is_phone(text, found))


def _is_phone(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 25) : found.start()]
    return found["year"].startswith("0") and _PHONE.search(before) is not None


def _is_date(century: str | None, year: str, month: str, day: str) -> bool:
    """A day of the calendar, or one with 60 added (samordningsnummer)."""
    number = int(day) - 60 if int(day) > 60 else int(day)
    if not 1 <= int(month) <= 12:
        return False
    # Without a century "00" may be 1900 or 2000, and only the latter is a leap year.
    centuries = (century,) if century else ("19", "20")
    return any(1 <= number <= monthrange(int(c + year), int(month))[1] for c in centuries)
