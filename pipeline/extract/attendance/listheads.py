"""The headings of attendance lists, and what ends a list (``models/patterns/list_headings.tsv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from pipeline.facts import Standing
from pipeline.patterns import rows


@dataclass(frozen=True)
class Heading:
    """What a list heading says of those below it; `role` is what each is when the row names none."""

    standing: Standing
    role: str | None = None
    present: bool | None = True
    remote: bool = False


# what ends the lists: the next field of the head
STOP = re.compile(
    r"(?:utses?(?: att| till)|utsedd|val av justerare|justera(?:re|nde|ndes|s|d|t|ing\w*)\b"
    r"|protokolljusterare"
    r"|justeringsperson|justeringsman|justeringsmän|underskrift\w*|undertecknat|(?:digitalt "
    r"|elektroniskt )?signer"
    r"|paragraf(?:er)?\b|sekreterare\b|mötessekreterare|protokollförare|plats och|tid och|anslag|bevis|§"
    r"|organ\b"
    r"|dagordning|innehåll|ärende(?:n|lista)|sammanträdesdatum|datum|protokollet|vid protokollet"
    r"|protokoll fört"
    r"|beslut\b|ordförande(?=\s*(?:\t|:|$|[_.…-]))|mötesordförande|förvaringsplats|signatur|plats\b|tid\b|omfattning)",
    re.IGNORECASE,
)
# fields that name one holder of a post: in a list of those present they are rows, in a signature block not
POST_FIELD = re.compile(r"(?i:(?:mötes)?(?:sekreterare|ordförande))(?=\s*:|\s*\t| [A-ZÅÄÖ])")


@lru_cache(maxsize=1)
def _headings() -> tuple[tuple[re.Pattern[str], Heading], ...]:
    return tuple(
        (
            re.compile(rf"(?:{pattern})(?![a-zåäö-])", re.IGNORECASE),
            Heading(cast(Standing, standing), role, present != "no", present == "remote"),
        )
        for standing, role, present, pattern in rows("list_headings.tsv")
    )


def heading(text: str) -> tuple[Heading, int] | None:
    """The list heading `text` begins with and where it ends (a colon included)."""
    best: tuple[Heading, int] | None = None
    for pattern, found in _headings():
        match = pattern.match(text)
        if match and (best is None or match.end() > best[1]):
            best = found, match.end()
    if best is None:
        return None
    rest = re.match(r"\s*(?:\([^)A-ZÅÄÖ]{0,40}\))?\s*(?::|[–-](?=\s))?\s*", text[best[1] :])
    return best[0], best[1] + (rest.end() if rest else 0)
