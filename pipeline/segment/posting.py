"""When the notice was put up and taken down, where its labels or its days stand on lines of their own."""

from __future__ import annotations

import re

from pipeline.segment.lines import Line
from pipeline.segment.when import DATE, iso_date, unnamed

_WRAPPED = re.compile(r"(?:datum (?:för|då|när) )?anslag(?:s|et|ets)?(?: sätts| tas)?", re.IGNORECASE)
# "Datum då anslaget 2024-06-19": no gap between label and day
_DAY_BESIDE = re.compile(rf"(?i:(?<=anslaget)|(?<=anslags)|(?<=anslag))\s(?={unnamed(DATE)}$)")
# "Datum för 2024-03-12 Datum för 2024-04-03" over "anslags uppsättande anslags nedtagande"
_FLUSH = re.compile(
    rf"datum (?:för|då|när)(?: anslag\w*)?\s(?P<first>{unnamed(DATE)})"
    rf"\s+datum (?:för|då|när)(?: anslag\w*)?\s(?P<last>{unnamed(DATE)})",
    re.IGNORECASE,
)
_FLUSH_BELOW = re.compile(
    r"(?:anslag\w*\s)?(?:upp|publ)\w+(?:\supp)?\s(?:anslag\w*\s)?(?:ned|tas ne)[\w ]*", re.IGNORECASE
)
# "Sammanträdesdatum 2024-03-04 Datum för anslags" / "uppsättande 2024-03-12 Datum för anslags"
_HANGING = re.compile(r"\bdatum (?:för|då|när) anslag\w*$", re.IGNORECASE)
_HUNG = re.compile(
    r"(?P<way>uppsättande|uppsättning|publicering|sätts upp|nedtagande|nedtagning|tas ne[dr])"
    rf"\s(?P<day>{unnamed(DATE)})",
    re.IGNORECASE,
)
_UP = re.compile(r"^upp|upp\b|publ|^ansl", re.IGNORECASE)
_UP_OR_DOWN = re.compile(rf"{_UP.pattern}|^ned|ne[dr]\b|bort", re.IGNORECASE)
# "Tid för anslag⏎2024-03-05 – 2024-03-27": from when to when
_PERIOD = re.compile(
    r"(?:tid(?:en)? för anslag(?:et|ets)?|anslag(?:et)?(?=[\s:]+(?:den )?\d)"
    r"|anslags?(?:tid(?:en)?|period(?:en)?)|(?:anslaget|protokollet) (?:är"
    r"|finns|har varit) (?:uppsatt|anslaget)|anslås)(?![a-zåäö])",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?P<first>{unnamed(DATE)})\s{{0,3}}(?:[-–—]{{1,3}}|till|t\.?o\.?m\.?)\s{{0,3}}(?P<last>{unnamed(DATE)})",
    re.IGNORECASE,
)


def wrapped_labels(lines: list[Line], index: int) -> list[tuple[str, str]]:
    """ "Datum för anslags⇥2024-03-12⇥Datum för anslags⇥2024-04-03" over "uppsättande⇥⇥nedtagande".

    The dates may stand in a third line: "Sammanträdesdatum⇥Anslaget⇥Anslaget" / "sätts upp⇥tas ned".
    """
    flush, following = _FLUSH.fullmatch(lines[index].text), next_text(lines, index)
    if flush and _FLUSH_BELOW.fullmatch(following):
        return [("posted", flush["first"]), ("unposted", flush["last"])]
    hung = _HUNG.match(following) if _HANGING.search(lines[index].text) else None
    if hung:
        return [("posted" if _UP.search(hung["way"]) else "unposted", hung["day"])]
    cells = [lines[index].text[a:b] for a, b in lines[index].cells]
    cells = [piece for cell in cells for piece in _DAY_BESIDE.split(cell)]
    starts = [k for k, cell in enumerate(cells) if _WRAPPED.fullmatch(cell)]
    if not starts or index + 2 >= len(lines):
        return []
    below = [lines[index + 1].text[a:b] for a, b in lines[index + 1].cells if b > a]
    names = ["posted" if _UP.search(word) else "unposted" for word in below if _UP_OR_DOWN.search(word)]
    beside = [k for k in starts if k + 1 < len(cells) and iso_date(cells[k + 1])]
    if beside:
        return [(name, cells[k + 1]) for k, name in zip(beside, names, strict=False)]
    values = [lines[index + 2].text[a:b] for a, b in lines[index + 2].cells]
    if len(values) != len(cells) or len(names) != len(starts):
        return []
    return [(name, values[k]) for k, name in zip(starts, names, strict=True) if iso_date(values[k])]


def period(lines: list[Line], index: int) -> list[tuple[str, str]]:
    """The first and the last day of a notice that its label gives together."""
    text = lines[index].text
    match = _PERIOD.match(text) or _PERIOD.match(text, text.find(": ") + 2)
    if match is None:
        return []
    rest = lines[index].text[match.end() :]
    found = _RANGE.search(rest if iso_date(rest) else next_text(lines, index))
    return [("posted", found["first"]), ("unposted", found["last"])] if found else []


def next_text(lines: list[Line], index: int) -> str:
    """The next line that is not blank."""
    return next((line.text for line in lines[index + 1 : index + 4] if not line.blank), "")


def same_column(lines: list[Line], index: int, number: int) -> str:
    """The cell below a label that stands among others: a line of labels over a line of dates."""
    near = [line for line in lines[index + 1 : index + 4] if not line.blank]
    if len(near) > 1 and all(_UP_OR_DOWN.search(near[0].text[a:b]) for a, b in near[0].cells):
        near = near[1:]  # the label's second line: "sätts upp⇥tas ned"
    if not near or len(near[0].cells) != len(lines[index].cells):
        return ""
    return near[0].text[slice(*near[0].cells[number])]
