"""Case numbers: "Dnr 2024/12", "KS 2021/123", "SLK-2025-00315", and a bare "2024/12" in a column of them."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract._measure import SP as _S
from pipeline.extract._measure import cells, mention
from pipeline.extract.bodywords import letters
from pipeline.facts import Mention
from pipeline.patterns import rows
from pipeline.view import Block, Layout

_YEAR = r"(?:19|20)\d\d"
_PREFIX = r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,9}"
_END = r"(?![\wåäö]|[-/:]\d)"
# Behind a label any shape is a number: "KS 2021/123", "2.1-12345/2021", "12/2019", "KS21/40", "2021/12 KS".
# "24KS123", "2024KS0123", "2024KS0123-1"
_ANY = (
    rf"(?:\d\d(?:\d\d)?[A-ZÅÄÖ]{{2,5}}\d{{1,5}}(?:-\d{{1,3}})?|(?:{_PREFIX}(?:[-/][A-ZÅÄÖ]{{2,6}})?{_S}?[-/:.]?{_S}?)?"
    rf"\d[\d.]*(?:{_S}?[-/:–]{_S}?[A-ZÅÄÖ]{{0,5}}\d+|\.\d+)+(?:{_S}[A-ZÅÄÖ]{{2,4}}(?=$|[.,;)\t]))?)"
)
# "2022/BUN 0118", "2017/FF0123", "2014/KS 0093 001": the year first, then the register and a plan number
_TURNED = (
    rf"{_YEAR}/[A-ZÅÄÖ]{{2,6}}(?:{_S}\d{{2,5}}|\d{{3,5}})(?:{_S}\d{{2,3}}(?![\d:./,-]|{_S}(?:kr|tkr|%)))?"
)
_LABEL_WORDS = rf"ärende(?:nummer|{_S}?nr|-nr|beteckning|-?id)|diarie(?:nummer|nr|-nr|beteckning)|beteckning"

# The guidelines keep "Dnr" in the mention and leave other label words out.
# "Dnr KS 04-123 002" with its plan number, "Dnr: 2007 KS123 0012", "Dnr B 12, BUN 2017/123",
# "D nr 012 – 123 / 04"
_PLAN = rf"(?:{_S}\d{{3}}(?![\d:./,-]|{_S}?(?:kr|tkr|st|%)))?"
_PARTED = rf"{_YEAR}{_S}[A-ZÅÄÖ]{{2,4}}{_S}?\d{{1,4}}(?:{_S}\d{{3,4}})?"
_DNR = re.compile(
    rf"(?<![\wåäö])(?i:dnr|d-nr|d\.nr|d{_S}nr){_S}?[.:]{{0,2}}{_S}?"
    rf"(?:[A-ZÅÄÖ]{_S}\d{{1,4}},{_S}(?=[A-ZÅÄÖ]{{2,8}}{_S}\d))?(?:{_TURNED}|{_PARTED}|{_ANY}{_PLAN}){_END}"
)
_NAMED = re.compile(rf"(?<![\wåäö])(?i:{_LABEL_WORDS}){_S}?[.:]?{_S}?(?P<span>{_TURNED}|{_ANY}){_END}")
_NEXT = re.compile(rf"(?:,|{_S}och|{_S}samt|{_S}/|;){_S}?(?P<span>{_TURNED}|{_ANY}){_END}")
_COURT = re.compile(
    rf"(?i:mål(?:nummer|{_S}?nr)?)\.?:?{_S}(?:nr\.?{_S})?"
    rf"(?P<span>[A-ZÅÄÖ]{{0,2}}{_S}?\d{{1,6}}[-–]\d\d(?:\d\d)?){_END}"
)
# "KS 2021/123", "KS/2021:45", "RS 2019-00123", "SLK-2025-00315", "KSKF/2021:12"
_REGISTRY = re.compile(
    r"(?<![\w§/.-])(?P<prefix>[A-ZÅÄÖ]{2,8}(?:-[A-ZÅÄÖ]{2,8})?|[A-ZÅÄÖ][a-zåäö]{1,5}[A-ZÅÄÖ]{1,4})"
    rf"(?:{_S}|[-/])?(?P<year>{_YEAR}|\d\d(?=[/:]))(?P<sep>[/:-])(?:[A-ZÅÄÖ]{{2,4}}{_S}?)?"
    rf"(?P<nr>\d{{1,6}})(?:[-./]\d{{1,3}}(?![-\d]))?{_END}"
)
# "Ks 312/09": the number first, then two figures of the year
_NUMBER_FIRST = re.compile(
    rf"(?<![\w§/.-])(?P<prefix>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,5}}){_S}(?P<nr>\d{{1,4}})/(?P<year>\d\d){_END}"
)
# "RS/123/2024", "HSN/21/0123", "BYGG.2024.123", "B 2024-000123", "HSN 1234-2024",
# "LS 1402-0123" (a year and a month)
_OTHER = (
    re.compile(rf"(?<![\w§/.-])(?P<prefix>[A-ZÅÄÖ]{{2,5}})/(?:\d{{1,5}}/{_YEAR}|\d\d/\d{{3,5}}){_END}"),
    re.compile(rf"(?<![\w§/.-])(?P<prefix>[A-ZÅÄÖ]{{2,6}})\.{_YEAR}\.\d{{1,6}}(?![\w.])"),
    re.compile(rf"(?<![\w§/.-])(?P<prefix>[A-ZÅÄÖ]){_S}{_YEAR}-\d{{6}}{_END}"),
    re.compile(
        rf"(?<![\w§/.-])(?P<organ>[A-ZÅÄÖ]{{2,4}}){_S}(?:(?!{_YEAR}-)\d{{1,5}}-{_YEAR}|\d\d(?:0\d|1[0-2])-\d{{4}}){_END}"
    ),
)
# "Bu 2012/0015 600": a register's name with a small letter, at least three figures
_SMALL_LETTERS = re.compile(
    rf"(?<![\w§/.-])(?P<prefix>[A-ZÅÄÖ][a-zåäö]{{1,3}}){_S}{_YEAR}/\d{{3,5}}"
    rf"(?:{_S}\d{{3}}(?![\d:./,-]|{_S}?(?:kr|tkr|st|%)))?{_END}"
)
_NO_REGISTER = ("maj", "juni", "juli", "år", "vt", "ht", "nr", "prop", "skr", "bet", "sid")
# "Dnr KLT05109": letters of a house and a number in one
_GLUED = re.compile(rf"(?<![\wåäö])(?i:dnr)[.:]?{_S}[A-ZÅÄÖ]{{2,5}}\d{{4,7}}{_END}")
# "(AB170123)": a register's letters and a running number
_JOINED = re.compile(r"(?<=\()[A-ZÅÄÖ]{2,4}\d{6}(?=\))")
_BARE_TURNED = re.compile(rf"(?<![\w/:§-]){_TURNED}{_END}")
# "2024KS0123-1" without a label
_YEAR_GLUED = re.compile(rf"(?<![\w/:§.-])20[0-4]\d[A-ZÅÄÖ]{{2,5}}\d{{3,5}}(?:-\d{{1,3}})?{_END}")
# "4012-2012-001234": a county board's
_COUNTY = re.compile(rf"(?<![\w/:§+-])\d{{3,5}}-{_YEAR}-\d{{4,7}}{_END}")
_NOT_A_BODY = re.compile(
    r"[A-ZÅÄÖ-]*FS|SOU|DS|PROP|BET|SKR|RSKR|ISO|EU|EG|EES|NJA|HFD|AD|RÅ|MÖD|JO|KB|OS|VM|EM|ADR|COM|KOM|PM|VT|HT|"
    r"KPI|DNR|NR|TEL",
    re.IGNORECASE,
)
_REGIONS = frozenset(("LS", "RSS", "HSN", "RSTF", "LTV", "RJL", "RUN"))
_BARE = re.compile(rf"(?<![\w/:§-]){_YEAR}/\d{{1,5}}{_END}")
# "§ 12 2024/25 Ny brygga", "§ 12 Ny brygga 2024/125"
_IN_HEADING = re.compile(
    rf"(?:§{_S}?\d+[a-z]?[.:]?{_S}+(?P<after>{_YEAR}/\d{{1,5}})"
    rf"|(?:^|{_S})\(?(?P<last>{_YEAR}/\d{{1,5}})\)?$){_END}"
)

# "dataskyddsförordningen (EU) 2016/679": the number of a regulation
_UNION = re.compile(rf"\((?:EU|EG|EEG)\)(?:{_S}nr\.?)?{_S}$")


def cases(layout: Layout) -> list[Mention]:
    """Every CASE mention in the order of the text."""
    found: list[Mention] = []
    for block in layout.blocks:
        if block.kind == "front":
            continue
        for start, end in cells(block):
            taken: list[tuple[int, int, str]] = []
            for rule, first, last in _candidates(layout, block, start, end):
                if all(last <= left or right <= first for left, right, _ in taken):
                    taken.append((first, last, rule))
            found += [mention(layout, block, (first, last), "CASE", rule) for first, last, rule in taken]
    return sorted(found, key=lambda fact: fact.start)


def _candidates(layout: Layout, block: Block, start: int, end: int) -> list[tuple[str, int, int]]:
    text = block.text
    hits: list[tuple[str, int, int]] = []
    for rule, pattern in (("case.dnr", _DNR), ("case.dnr", _GLUED), ("case.label", _NAMED)):
        for match in pattern.finditer(text, start, end):
            span = match.span("span") if "span" in pattern.groupindex else match.span()
            hits.append((rule, *span))
            hits += _coordinated(text, span[1], end)
    for match in _COURT.finditer(text, start, end):
        hits.append(("case.court", *match.span("span")))
    for match in _REGISTRY.finditer(text, start, end):
        if _is_registry(match):
            hits.append(("case.registry", *match.span()))
    for match in _SMALL_LETTERS.finditer(text, start, end):
        if match["prefix"].lower() not in _NO_REGISTER:
            hits.append(("case.registry", *match.span()))
    for match in _NUMBER_FIRST.finditer(text, start, end):
        if _is_number_first(match):
            hits.append(("case.registry", *match.span()))
    for pattern in _OTHER:
        for match in pattern.finditer(text, start, end):
            organ = match.groupdict().get("organ")
            if not _NOT_A_BODY.fullmatch(organ or match["prefix"]) and (
                organ is None or organ in letters() | _REGIONS
            ):
                hits.append(("case.registry", *match.span()))
    for pattern in (_BARE_TURNED, _COUNTY, _JOINED, _YEAR_GLUED):
        hits += [("case.registry", *match.span()) for match in pattern.finditer(text, start, end)]
    for match in _BARE.finditer(text, start, end):
        if _stands_as_case(layout, block, match, start, end):
            hits.append(("case.column", *match.span()))
    if block.kind in ("heading", "contents"):
        for match in _IN_HEADING.finditer(text, start, end):
            group = "after" if match["after"] else "last"
            union = _UNION.search(text, start, match.start(group))
            if not union and (group == "after" or not _school_year(match[group])):
                hits.append(("case.heading", *match.span(group)))
    return hits


def _coordinated(text: str, at: int, end: int) -> list[tuple[str, int, int]]:
    """ "Dnr 2024/12 och 2024/13": the label serves the numbers that follow."""
    hits: list[tuple[str, int, int]] = []
    while match := _NEXT.match(text, at, end):
        if not re.fullmatch(rf"(?:{_PREFIX}.*|\d+/\d+)", match["span"]):
            break
        hits.append(("case.coordinated", *match.span("span")))
        at = match.end()
    return hits


def _is_registry(match: re.Match[str]) -> bool:
    """Not a law's number (SFS 2010:800), a date (KS 2021-05-04) or a span of years (VA 2018-2020)."""
    prefix, year, nr = match["prefix"], match["year"], match["nr"]
    if _NOT_A_BODY.fullmatch(prefix) or (match["sep"] == ":" and prefix in _statutes() - letters()):
        return False
    if match["sep"] == "-" and (len(nr) < 3 or re.fullmatch(_YEAR, nr)):
        return False
    if len(year) == 2 and (match["sep"] == ":" or (int(year) <= 31 and int(nr) <= 12)):
        return False  # "KSAU 16/2" is a day
    return not (match["sep"] == "/" and len(nr) == 4 and _school_year(f"{year}/{nr}"))


@lru_cache(maxsize=1)
def _statutes() -> frozenset[str]:
    """The short names of laws: "PBL 2010:900" is a law and its number."""
    return frozenset(row[1] for row in rows("statutes.tsv") if len(row) > 1 and row[1])


def _is_number_first(match: re.Match[str]) -> bool:
    """The letters are an organ's, and the figures no day: "Ks 312/09"; "Ks 12/10" may be one."""
    organ = match["prefix"].upper() in letters()
    return organ and not (int(match["nr"]) <= 31 and 1 <= int(match["year"]) <= 12)


def _school_year(text: str) -> bool:
    """ "2019/2020", "2019/20"."""
    first, last = re.split("[/:]", text)
    return last in (str(int(first) + 1), str(int(first) + 1)[2:])


def _stands_as_case(layout: Layout, block: Block, match: re.Match[str], start: int, end: int) -> bool:
    """A bare "2024/12" that fills its cell or its line: a column of a contents list."""
    if "\t" in block.text and block.text[start:end].strip() == match.group():
        return not re.fullmatch(rf"{_YEAR}/{_YEAR}", match.group())
    text, (first, last) = layout.source.text, block.span(*match.span())
    line_start, line_end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return line.strip(" *_#\t\r\u00a0") == match.group() and not _school_year(match.group())
