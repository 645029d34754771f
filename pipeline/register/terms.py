"""From when to when an election gives a post: "för tiden från och med 2023-01-01 till och med 2026-12-31"."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

Term = tuple[str | None, str | None]

_FROM = re.compile(
    r"(?:från(?: och med)?|fr\.? ?o\.? ?m\.?|med (?:början|verkan|tillträde)(?: från(?: och med)?)?"
    r"|tillträd\w+(?: \w+){0,2}|med start(?: från(?: och med)?)?)(?: den)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:till och med|t\.? ?o\.? ?m\.?|\b(?:in)?till(?:s)?|längst till|(?:utgången|slutet) av)"
    r"(?: (?:den|utgången av|slutet av|år|ordinarie|årsmötet?|(?:års|förenings)stämman?|nästa))*$",
    re.IGNORECASE,
)
_DASH = re.compile(r"^ ?[-–—] ?$")
_YEARS = re.compile(
    r"\b(?:tiden|åren|år|perioden|mandatperioden|mandattiden)(?: år)? (\d{4}) ?[-–—/] ?(\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:tiden|perioden|åren|mandatperioden)(?: \w+){0,2} ?$", re.IGNORECASE)
_WORDS = 60  # characters before a date that can say what it is


def dated(mentions: Iterable[sqlite3.Row], zero: int) -> list[tuple[int, int, str]]:
    """(start, end, ISO value) of the dates among `mentions`, counted from offset `zero`."""
    return [
        (m["start"] - zero, m["end"] - zero, m["value"])
        for m in mentions if m["label"] == "DATE" and m["value"]
    ]  # fmt: skip


def term(text: str, dates: Iterable[tuple[int, int, str]]) -> Term:
    """(since, until) as ISO, whole or partial, None where the words do not say.

    `dates`: (start, end, ISO value) of the dates in `text`.
    """
    since: str | None = None
    until: str | None = None
    last, one, ahead = 0, "", False  # the date before: where it ends, its value, whether it opens a time
    for start, end, value in sorted(dates):
        before = " ".join(text[max(last, start - _WORDS) : start].split())
        if "/" in value:  # "1 mars 2019–31 december 2022" is one date
            if _AHEAD.search(before) or _FROM.search(before):
                opens, _, closes = value.partition("/")
                since, until = since or opens, until or closes
            last, one, ahead = end, "", False
            continue
        if _UNTIL.search(before):
            until = until or value
        elif _FROM.search(before):
            since = since or value
        elif last and ahead and _DASH.match(text[last:start]):
            since, until = since or one, until or value
        last, one, ahead = end, value, bool(_FROM.search(before) or _AHEAD.search(before))
    years = _YEARS.search(" ".join(text.split()))
    if years and not since and not until:
        first, end_ = years[1], years[2]
        return first, end_ if len(end_) == len("2026") else f"{first[:2]}{end_}"
    return since, until


def begun(since: str, on: str) -> bool:
    """Whether a term that begins at `since` (partial: with the year or month) has begun on a day."""
    return since <= on


def over(until: str, on: str) -> bool:
    """Whether a term that lasts through `until` (partial: through the year or month) is over on a day."""
    return on > f"{until}~"
