"""Words that minutes decide with: who decides, and the verbs of `models/patterns/decision_verbs.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from pipeline.facts import DecisionKind
from pipeline.patterns import rows

# "Styrelsen", "Vård- och omsorgsnämnden", "Kommunstyrelsens arbetsutskott", "Nämnden för hållbar stad"
_NOUN = (
    r"(?:[Ss]tyrelsen?|[Nn]ämnd(?:en)?|[Ff]ullmäktige|[Uu]tskott(?:et)?|[Mm]ötet|[Ss]tämman"
    r"|[Rr]ådet|[Pp]residiet"
    r"|[Kk]ommittén|[Kk]ommissionen|[Rr]evisionen|[Bb]eredningen|[Dd]elegationen"
    r"|[Dd]irektionen|[Ll]andstinget|[Ff]örbundet|[Ff]öreningen)(?![\wåäö])"
)
DECIDER = (
    rf"(?:(?:[A-ZÅÄÖ]?[a-zåäö]+-,? )*(?:[A-ZÅÄÖ]?[a-zåäö]+-? (?:och|samt"
    rf"|&) )?(?:[A-ZÅÄÖa-zåäö-]+s )?(?:[A-Za-zÅÄÖåäö]+-)?(?!Länss"
    rf"|länss)[A-Za-zÅÄÖåäö]*?{_NOUN}"
    r"(?: (?:Centrum|Nordost|Hisingen|Sydväst|[A-ZÅÄÖ]\w+(?= (?:beslut|föresl|godk|tills))))?"
    r"(?: för [a-zåäö-]+(?:(?:,| och| samt) [a-zåäö-]+)*)?)"
)
LEAD_VERB = re.compile(
    r"\b(?:beslutar|beslutade|beslöt|beslutat|besluta|beslutas|BESLUTAR|BESLUTADE|BESLÖT)\b"
)


@dataclass(frozen=True)
class Verb:
    """A deciding verb: what kind of decision it makes, and its forms as patterns."""

    kind: DecisionKind
    infinitive: re.Pattern[str]
    active: re.Pattern[str]
    passive: re.Pattern[str]


@dataclass(frozen=True)
class Used:
    """A deciding verb at the range ``[start, end)`` of a text, in one of its forms."""

    start: int
    end: int
    kind: DecisionKind
    form: str  # "infinitive", "active", "passive"


@lru_cache(maxsize=1)
def verbs() -> tuple[Verb, ...]:
    """The rows of the verb list."""
    return tuple(
        Verb(
            cast(DecisionKind, kind),
            *(re.compile(rf"(?<![\wåäö-])(?:{form})(?![\wåäö-])", re.IGNORECASE) for form in forms),
        )
        for kind, *forms in rows("decision_verbs.tsv")
    )


@lru_cache(maxsize=8192)
def used(text: str) -> tuple[Used, ...]:
    """Deciding verbs in `text`, in the order they stand; of two that begin alike the longer."""
    found = [
        Used(match.start(), match.end(), verb.kind, form)
        for verb in verbs()
        for form in ("infinitive", "active", "passive")
        for match in cast(re.Pattern[str], getattr(verb, form)).finditer(text)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Used] = []
    for one in found:
        if not kept or (one.start >= kept[-1].start + 1 and one.start >= _head(text, kept[-1])):
            kept.append(one)
    return tuple(kept)


def _head(text: str, one: Used) -> int:
    """Where the first word of a verb phrase ends: others may stand inside the phrase's object."""
    space = text.find(" ", one.start, one.end)
    return one.end if space < 0 else space
