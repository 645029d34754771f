"""Who took the chair after another: "Anna Ek, ordförande, §§ 1–3" over "Bo Ask, ordförande, §§ 4–12"."""

from __future__ import annotations

import re

from pipeline.extract.attendance.entries import Row
from pipeline.extract.attendance.words import plain

_CHAIRED = re.compile(
    r"(?P<post>(?<!vice )\b(?:mötes|sammanträdes)?ordförande)[\s,(]*(?:(?:på|under|vid|för)\s)?"
    r"§{1,2}\s*(?P<items>\d[\d\s,–-]*(?:\s?och\s\d+)?)\)?",
    re.IGNORECASE,
)


def with_one_chair(rows: list[Row]) -> None:
    """Take the §§ from the later chairs of a list: they tell for how long one presided, not was there.

    The first one named is the chair; those items of hers are when she was there.
    """
    first: dict[int, set[int]] = {}
    for row in rows:
        said = plain(row.rest)
        match = _CHAIRED.search(said)
        if match is None:
            continue
        items = _numbers(match["items"])
        others = first.setdefault(row.list, items)
        if others is not items and not others & items:
            row.rest = f"{said[: match.start()]}{match['post']}{said[match.end() :]}"


def _numbers(words: str) -> set[int]:
    """The items of "1–3, 8"."""
    found: set[int] = set()
    for low, high in re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", words):
        found.update(range(int(low), min(int(high or low), int(low) + 300) + 1))
    return found
