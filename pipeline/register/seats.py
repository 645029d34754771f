"""The body that a seat is in, from the words that name it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from pipeline.register.wording import as_name, is_common, is_own

_INNER = re.compile(
    r"(?:arbetsutskott|presidi|valberedning|beredningsgrupp|budgetberedning|personalutskott|styrelsen?$|revisionen?$"
    r"|styrgrupp|ledningsgrupp)",
    re.IGNORECASE,
)


def seat(
    written: str, span: tuple[int, int], zero: int, mentions: Sequence[sqlite3.Row], names: dict[str, str],
    body: str, of: str | None, genitive: bool = False,
) -> tuple[str, str | None]:  # fmt: skip
    """The body `written` at `span` (counted from `zero`) and what it belongs to."""
    if is_own(written, body):
        return body, of
    for m in mentions:
        known = m["label"] in ("BODY", "ORG") and m["entity"] in names and not is_common(m["text"])
        if known and (m["start"] - zero, m["end"] - zero) == span:
            return seat_of(m, names, body, of)
    name = as_name(written)
    if genitive or re.search(r"(?:en|et|fullmäktige)s$", name):
        name = name.removesuffix("s")
    if name.casefold() == body.casefold():
        return body, of
    proper = re.search(r"[A-ZÅÄÖ]|\si\s", written[1:]) or (written[0].isupper() and not genitive)
    return name, None if proper else of or _whole(name, body)


def seat_of(owner: sqlite3.Row, names: dict[str, str], body: str, of: str | None) -> tuple[str, str | None]:
    """The body that `owner` names, and what it belongs to; a municipality is no body of its own."""
    name = names.get(owner["entity"], body)
    if name.casefold() in (body.casefold(), (of or "").casefold()):
        return body, of
    return name, (of or _whole(name, body)) if owner["label"] == "BODY" else None


def _whole(name: str, body: str) -> str | None:
    """What an organ inside a federation or an association belongs to: "arbetsutskottet" to the federation."""
    return body if body and _INNER.match(name) else None
