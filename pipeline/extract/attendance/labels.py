"""Labels within a list that say whom those behind them come from: "Från kommunen:", "Moderaterna"."""

from __future__ import annotations

import re

from pipeline.extract.attendance.senders import is_sender
from pipeline.extract.attendance.words import EMPLOYER, SENDERS, names_organisation
from pipeline.extract.names import FULL_NAME, given_evidence
from pipeline.gazetteers import parties

# "Från kommunen: Anna Ek och Bo Lund", "För Region Norrland" over its people
_SIDE = re.compile(
    r"\s*(?:Från|För|Representant(?:er)? (?:för|från)|Företrädare (?:för|från)|Deltagare från)\s+"
    r"(?P<who>[^:;\t()]{2,60}?)\s*(?:[:;]\s*|\t|$)"
)
# those who negotiate are no organisations: "För arbetsgivaren:", "Från facken:"
_PARTS = re.compile(
    r"(?:arbetsgivar|arbetstagar|personal|fack|löntagar)[a-zåäö]*"
    r"|de (?:anställda|fackliga(?: organisationerna)?)"
    r"|(?:huvudmännen|medlemmarna|parterna|föreningen|styrelsen)"
)
# "Föräldrarepresentanter: Anna Ek, Bo Lund"
_REPRESENT = re.compile(
    r"\s*(?P<post>[A-ZÅÄÖ][a-zåäö]{2,}(?:representant|företrädare|ombud))(?:er)?\s*:\s+(?=[A-ZÅÄÖ])"
)


# "Representanter från handikapporganisationerna", "Pensionärsorganisationerna:" over their people
_ORGANISATIONS = re.compile(
    r"\s*(?:(?:(?:representant(?:er)?|företrädare|ledamöter|ombud|utsedda) )?(?:från|för|av) )?"
    r"(?:[a-zåäö]+ ){0,2}[a-zåäö-]*(?:organisation(?:er(?:na)?)|föreningar(?:na)?|förbund(?:en)?)\s*:?\s*",
    re.IGNORECASE,
)


def of_organisations(text: str) -> bool:
    """Whether a line heads those whom organisations have sent: letters behind their names are these."""
    return len(text) < 70 and _ORGANISATIONS.fullmatch(text) is not None


def represent(text: str) -> tuple[str, int] | None:
    """The post of each behind a label that names it for several, and where the label ends."""
    match = _REPRESENT.match(text)
    return (match["post"].lower(), match.end()) if match else None


def side(text: str) -> tuple[str | None, int] | None:
    """Whom the people behind a label come from (None for a party to a negotiation) and where it ends.

    None when `text` begins with no such label ("För kännedom:", "Från § 4").
    """
    match = _SIDE.match(text)
    if match is None:
        return None
    who = match["who"].strip()
    if _PARTS.fullmatch(who):
        return None, match.end()
    if EMPLOYER.fullmatch(who) or who in SENDERS or is_sender(who) or names_organisation(who):
        return who, match.end()
    return None


def group_label(text: str) -> bool:
    """Whether a line of its own is the sender of the people below: "Norrby kommun", "PRO Norrby"."""
    words = text.split()
    return is_sender(text) or (
        0 < len(words) <= 4
        and words[0] in SENDERS
        and all(word[:1].isupper() for word in words)
        and not (len(words) > 2 and FULL_NAME.fullmatch(" ".join(words[1:])) and given_evidence(words[1]) > 0)
    )


def party_label(text: str) -> str | None:
    """The letters of the party whose name a line is: "Moderaterna (7)", "Centerpartiet:"."""
    name = re.sub(r"\s*\(\d{1,2}\)|[\s:]+$", "", text.strip()).casefold()
    return next((letters for letters, party in parties().items() if party.casefold() == name), None)
