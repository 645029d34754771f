"""Who took the chair after another: "Anna Ek, ordförande, §§ 1–3" over "Bo Ask, ordförande, §§ 4–12"."""

from __future__ import annotations

import re

from pipeline.extract.attendance.entries import Row
from pipeline.extract.attendance.words import plain
from pipeline.itemnumbers import listed_numbers

_CHAIRED = re.compile(
    r"(?P<post>(?<!vice )\b(?:mötes|sammanträdes)?ordförande)[\s,(]*(?:(?:på|under|vid|för)\s)?"
    r"§{1,2}\s*(?P<items>\d[\d\s,–-]*(?:\s?och\s\d+)?)\)?",
    re.IGNORECASE,
)


def with_one_chair(rows: list[Row]) -> None:
    """Take the §§ from the later chairs of a list: they tell for how long one presided, not was there.

    The first one named is the chair; those items of hers are when she was there.
    """
    first: dict[int, set[str]] = {}
    for row in rows:
        said = plain(row.rest)
        match = _CHAIRED.search(said)
        if match is None:
            continue
        items = set(listed_numbers(match["items"], most=300))
        others = first.setdefault(row.list, items)
        if others is not items and not others & items:
            row.rest = f"{said[: match.start()]}{match['post']}{said[match.end() :]}"
