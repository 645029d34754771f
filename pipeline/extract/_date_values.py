"""What the words of a date are worth: makers of ISO values from a match.

A maker takes the year of the meeting (or None) and gives the value; None instead of a maker means that the
words are no date after all ("31/2").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.patterns import MONTHS

Value = str | None
Maker = Callable[[str | None], Value]

ORDINALS = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde",
    "elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde",
    "tjugonde", "tjugoförsta", "tjugoandra", "tjugotredje", "tjugofjärde", "tjugofemte", "tjugosjätte",
    "tjugosjunde", "tjugoåttonde", "tjugonionde", "trettionde", "trettioförsta",
)  # fmt: skip
_SEASONS = {"vår": "21", "sommar": "22", "somra": "22", "höst": "23", "vinter": "24", "vintr": "24"}


def _fixed(value: Value) -> Maker:
    return lambda _year: value


def _with_year(written: str | None, rest: str) -> Maker:
    """`rest` ("-05-05", "-W12") behind the year as written, else the meeting's, else the sign for none."""
    return lambda year: f"{written or year or '-'}{rest}"


def _day(year: str, month: str | int, day: str | int) -> str:
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _real(month: str | int, day: str | int) -> bool:
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= int(month) <= 12 and 1 <= int(day) <= lengths[int(month) - 1]


def _month(name: str) -> int:
    return next(index for index, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def iso(match: re.Match[str]) -> Maker | None:
    year, month, day = match["y"], match["m"], match["d"]
    year = f"20{year}" if len(year) == 2 else year
    return _fixed(_day(year, month, day)) if _real(month, day) else None


def iso_range(match: re.Match[str]) -> Maker | None:
    """ "2019-10-10 – 2019-11-02", "2021-06-14--15"."""
    first, last = (re.sub(r"\D", "", match[name]) for name in ("first", "last"))
    last = first[: 8 - len(last)] + last
    if last <= first or not _real(last[4:6], last[6:]):
        return None
    return _fixed("/".join(f"{text[:4]}-{text[4:6]}-{text[6:]}" for text in (first, last)))


def ym(match: re.Match[str]) -> Maker:
    return _fixed(f"{match['y']}-{match['m']}")


_THIS_CENTURY = 49  # "28/8-90" is of the last


def _full_year(text: str | None) -> str | None:
    if text and len(text) == 2:
        return f"19{text}" if int(text) > _THIS_CENTURY else f"20{text}"
    return text


def days(match: re.Match[str]) -> Maker | None:
    """ "den 16 december 2025", "5-6 maj", "den 5 och 6 maj 2020"."""
    month = _month(match["month"])
    numbers = [int(text) for text in re.findall(r"\d+", match["days"])]
    if not all(_real(month, day) for day in numbers):
        return None
    year = _full_year(match["year"] or match.groupdict().get("short"))
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1:
        return _with_year(year, f"-{month:02d}-{first:02d}")
    return lambda known: "/".join(f"{year or known or '-'}-{month:02d}-{day:02d}" for day in (first, last))


def span_of_months(match: re.Match[str]) -> Maker | None:
    """ "1 maj–30 juni 2021", "mars–april 2024", "mars 2025 – maj 2026"."""
    groups = match.groupdict()
    last_year = groups.get("year2")
    first_year = groups.get("year1") or last_year
    ends = []
    for name, day, year in (("m1", "d1", first_year), ("m2", "d2", last_year)):
        month = _month(match[name])
        if groups.get(day):
            if not _real(month, groups[day]):
                return None
            ends.append((year, f"-{month:02d}-{int(groups[day]):02d}"))
        else:
            ends.append((year, f"-{month:02d}"))
    return lambda known: "/".join(f"{year or known or '-'}{rest}" for year, rest in ends)


def ordinal(match: re.Match[str]) -> Maker:
    day = ORDINALS.index(re.sub("(först|andr)e$", r"\1a", match["nth"].lower())) + 1
    return _with_year(match["year"], f"-{_month(match['month']):02d}-{day:02d}")


def last_day(match: re.Match[str]) -> Maker:
    month = _month(match["month"])
    day = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return _with_year(match["year"], f"-{month:02d}-{day}")


def slash(match: re.Match[str]) -> Maker | None:
    """ "12/3 2021", "den 5/5", "19-20/12 2023"."""
    days = [int(day) for day in re.findall(r"\d+", match["days"])]
    if not all(_real(match["m"], day) for day in days):
        return None
    year = _full_year(match.groupdict().get("year") or match.groupdict().get("short"))
    month = int(match["m"])
    if len(days) == 1:
        return _with_year(year, f"-{month:02d}-{days[0]:02d}")
    return lambda known: "/".join(f"{year or known or '-'}-{month:02d}-{day:02d}" for day in days)


def dotted(match: re.Match[str]) -> Maker | None:
    return _fixed(_day(match["y"], match["m"], match["d"])) if _real(match["m"], match["d"]) else None


def month_only(match: re.Match[str]) -> Maker:
    return _with_year(
        _full_year(match.groupdict().get("year") or match.groupdict().get("short")),
        f"-{_month(match['month']):02d}",
    )


def season(match: re.Match[str]) -> Maker:
    word = match["season"].lower()
    code = next(
        (code for stem, code in _SEASONS.items() if word.startswith(stem)), "21" if word == "vt" else "23"
    )
    year = match.groupdict().get("year") or _full_year(match.groupdict().get("short"))
    return _with_year(year, f"-{code}")


def seasons(match: re.Match[str]) -> Maker:
    """ "sommaren 2021–våren 2022"."""
    codes = [_SEASONS[match[name].lower().removesuffix("en").removesuffix("n")] for name in ("s1", "s2")]
    first_year, last_year = match["year1"] or match["year2"], match["year2"]
    pairs = ((first_year, codes[0]), (last_year, codes[1]))
    return lambda known: "/".join(f"{year or known or '-'}-{code}" for year, code in pairs)


def week(match: re.Match[str]) -> Maker | None:
    numbers = [int(text) for text in re.findall(r"\d+", match["weeks"])]
    if not all(1 <= week <= 53 for week in numbers):
        return None
    year, first, last = match["year"], numbers[0], numbers[-1]
    if first == last:
        return _with_year(year, f"-W{first:02d}")
    return lambda known: "/".join(f"{year or known or '-'}-W{week:02d}" for week in (first, last))


_NTHS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}


def quarter(match: re.Match[str]) -> Maker | None:
    groups = match.groupdict()
    kind = (groups.get("kind") or "kvartal").lower()
    nth = groups.get("nth")
    n = (
        (int(nth[0]) if nth[0].isdigit() else _NTHS[nth.lower()])
        if nth
        else int(re.findall(r"\d", match["n"])[0])
    )
    year = groups.get("year") or groups.get("year0")
    if kind.startswith("tert"):
        months = ("01", "05", "09")[min(n, 3) - 1], ("04", "08", "12")[min(n, 3) - 1]
        return lambda known: "/".join(f"{year or known or '-'}-{month}" for month in months)
    if kind.startswith("halv"):
        return _with_year(year, f"-{39 + min(n, 2)}")
    return _with_year(year, f"-{32 + n}")


def turn(match: re.Match[str]) -> Maker:
    """ "årsskiftet 2019/2020" is the first of January 2020; bare, it has no certain year."""
    years: list[str] = re.findall(r"\d+", match.group())
    if not years:
        return _fixed(None)
    last = years[-1] if len(years[-1]) == 4 else years[0][:2] + years[-1]
    return _fixed(f"{last}-01-01" if len(years) > 1 else last)


def year(match: re.Match[str]) -> Maker:
    return _fixed(match["y"])


def years(match: re.Match[str]) -> Maker | None:
    first, last = match["first"], match["last"]
    first = f"20{first}" if len(first) == 2 else first
    last = first[:2] + last if len(last) == 2 else last
    span = int(last) - int(first)
    # "2019/2020" is one school year, "2019/50" a case
    return _fixed(f"{first}/{last}") if span == 1 or ("/" not in match.group() and 1 < span <= 60) else None


def relative(match: re.Match[str]) -> Maker:
    words = match.group().lower()
    away = -1 if words.endswith("fjol") or words.startswith("för") else int(words.startswith("nästa"))
    return lambda year: str(int(year) + away) if year else None


def none(_match: re.Match[str]) -> Maker:
    return _fixed(None)
