"""Figures and units in the cells and captions of budget tables."""

from __future__ import annotations

import re

from pipeline.extract._measure import NUMBER, SP, number
from pipeline.extract._money import whole

_UNITS = r"tkr|kkr|tsek|ksek|mnkr|mkr|msek|mdkr|kronor|sek|kr|%|procent"
FIGURE = re.compile(
    rf"(?P<open>\()?(?P<sign>[-−–+]{SP}?)?(?P<number>{NUMBER})(?(open)\))\*{{0,2}}{SP}?(?P<unit>{_UNITS}|:-)?\.?",
    re.IGNORECASE,
)
NAMED_UNIT = re.compile(
    r"(?<![\wåäö])(?P<unit>tusental(?:s)?\skr(?:onor)?|tusen\skr(?:onor)?|t\s?kr|kkr|tsek|ksek|mnkr|mkr|msek"
    r"|miljoner\skr(?:onor)?|milj\.?\s?kr(?:onor)?|mdkr|miljarder\skr(?:onor)?|kr(?:onor)?|sek)(?![\wåäö])",
    re.IGNORECASE,
)
_CAPTION_UNIT = re.compile(
    rf"(?:[(,]\s*|\bi\s|\bbelopp\w*:?\s|\balla\s.{{0,20}}\si\s|^){NAMED_UNIT.pattern}\s*[).:]?\s*(?:$|[).,;])",
    re.IGNORECASE,
)
_ONLY_UNIT = re.compile(
    rf"\(?(?:alla\s)?(?:belopp\w*\s)?(?:anges\s)?(?:i\s)?{NAMED_UNIT.pattern}\)?[.:]?", re.IGNORECASE
)
_TITLE_TAIL = re.compile(
    r"(?:\s*[,(]\s*(?:bilaga\s?\d*|(?:belopp\s)?(?:i\s)?(?:tusental\skronor|tusental\skr|tusen\skronor|tkr|kkr|mnkr|mkr"
    r"|msek|tsek|kr|kronor|sek|miljoner\skronor|miljoner\skr))\s*\)?|\s+i\s(?:tkr|mnkr|kronor))+\s*:?$",
    re.IGNORECASE,
)
# "Antal brukare", "Inrättade tjänster", "Årsarbetare", "Övertid (tim)"; but "Köp av tjänster" is money
_COUNTED = re.compile(
    r"(?:(?:där|var)av\s)?antal\w*\b|\w*årsarbet\w*|\w*årsverken?\b|heltidstjänst\w*"
    r"|(?:inrättade|vakanta|obesatta|besatta|tillsatta|befintliga)\s(?:\w+\s)?(?:tjänster|befattningar)\b"
    r"|(?:\w*platser|personer|anställda|brukare|elever|invånare|tjänster|befattningar|timmar|st)[.:]?$"
    r"|.*(?:[(,]\s*|\bi\s)(?:antal|st|tim(?:mar)?|personer|platser|årsarbetare|heltidstjänster)\.?\)?:?$",
    re.IGNORECASE,
)
# "Sjukfrånvaro, %"; but "Samordnare 80 %" is somebody's pay
_SHARE = re.compile(
    r"(?:andel\w*\b|.*(?:%|\bprocent)\)?:?$)(?<!\d%)(?<!\d\s%)(?<!\d\sprocent)", re.IGNORECASE
)
_PAID = re.compile(
    r"kostnad|lön(?:er)?\b|intäkt|avgift|ersättning|bidrag|\bhyr|\bköp|arvode|tkr|mnkr|kr\b", re.IGNORECASE
)
_FACTORS = (
    ("md", 1e9), ("miljard", 1e9), ("mn", 1e6), ("mkr", 1e6), ("msek", 1e6), ("milj", 1e6), ("t", 1e3),
    ("kkr", 1e3), ("ksek", 1e3),
)  # fmt: skip


def is_only_unit(text: str) -> bool:
    """Whether a line says nothing but the unit: "(tkr)", "Belopp i tusental kronor"."""
    return only_unit(text) is not None


def only_unit(text: str) -> str | None:
    """The unit of such a line: "Belopp i tkr" has "tkr"."""
    match = _ONLY_UNIT.fullmatch(text.strip())
    return match["unit"].lower() if match else None


def titled(text: str) -> str:
    """The title without its unit and "(bilaga)": "Driftbudget (tkr)" is "Driftbudget"."""
    return _TITLE_TAIL.sub("", text.strip()).strip(" :") or text.strip()


def unit_in(text: str) -> str | None:
    """The unit a heading, a caption or a column gives; a sum that stands in prose ("500 kr") gives none."""
    match = _CAPTION_UNIT.search(text.strip())
    return match["unit"].lower() if match else None


def counts(text: str) -> bool:
    """Whether a label, column or title tells of posts, people, places, hours or shares, not of money."""
    words = text.strip()
    return bool(_COUNTED.match(words) or _SHARE.match(words)) and not _PAID.search(words)


def figure_value(
    match: re.Match[str], column: str, table_unit: str | None, label: str = ""
) -> tuple[float, str | None]:
    """The value and unit of a cell that matched `FIGURE`: its own unit, its column's or its table's.

    What `counts` (the row's label or the column) has no unit but the one in the cell.
    """
    value = number(match["number"])
    if match["open"] or (match["sign"] or "").strip() in {"-", "−", "–"}:
        value = -value
    own = (match["unit"] or "").lower()
    named = unit_in(column) or (
        column.lower().rsplit(" ", 1)[-1] if NAMED_UNIT.fullmatch(column.rsplit(" ", 1)[-1]) else None
    )
    # a row "Tjänster" of an account is what was bought
    if not own and counts(label) and label.strip(" :").lower() != "tjänster":
        return whole(value), None
    if counts(column) and not named:
        table_unit = None
    unit = own or ("%" if re.search(r"%|procent|andel", column, re.IGNORECASE) else "") or named or table_unit
    if not unit:
        return whole(value), None
    if unit in ("%", "procent"):
        return whole(value), "percent"
    factor = next((factor for start, factor in _FACTORS if unit.startswith(start)), 1.0)
    return whole(value * factor), "SEK"
