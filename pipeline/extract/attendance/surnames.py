"""Lists that give the surname first, as registers do: "Ek, Anna", "EK Anna"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.attendance.words import SENDERS
from pipeline.extract.names import NAME_WORD, given_evidence, never_in_name
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import party_letters

# "Ek, Anna (S)": surname first, as registers have it
_SURNAME_FIRST = re.compile(
    rf"(?P<last>{NAME_WORD}(?:\s{NAME_WORD})?),\s(?P<given>{NAME_WORD})(?:\s{NAME_WORD})?(?:\s[A-ZÅÄÖ](?:\.|(?=\s*$)))?"
    rf"(?=\s*(?:$|[,(\t§]|[A-ZÅÄÖ]{{1,3}}\b|\d:|[a-zåäö]))"
)
_CAPITAL_SURNAME = re.compile(
    rf"(?P<last>[A-ZÅÄÖ]{{2,}}(?:-[A-ZÅÄÖ]{{2,}})?)\s(?P<given>{NAME_WORD})(?P<second>\s{NAME_WORD})?"
    r"(?=\s*(?:$|[,(§]))"
)


@dataclass(frozen=True)
class Person:
    """A name at ``[start, end)`` of its text and the remarks behind it."""

    start: int
    end: int
    name: str
    rest: str
    role: str | None = None


def surname_first(text: str) -> bool:
    """Whether a line has the form "Ek, Anna" and its words bear it out."""
    return reversed_name(text) is not None


def reversed_name(text: str, offset: int = 0, reverse: bool = False) -> Person | None:
    """The person of an entry "Ek, Anna (S)" or "EK Anna (S)", None when it is none.

    Places count from `offset`; with `reverse` the list is known to be written so.
    """
    lead = len(text) - len(text.lstrip(" •-–*"))
    match = _SURNAME_FIRST.match(text, lead)
    if match is None:
        return _capital_surname(text, lead, offset)
    rest = text[match.end() :].strip()
    if rest[:1].islower() and not starts_with_role(rest):
        return None
    if given_evidence(match["given"]) < 0.5 and not reverse:
        return None
    last = match["last"].split()
    if not reverse and (any(given_evidence(w) >= 0.5 for w in last) or any(never_in_name(w) for w in last)):
        return None
    if starts_with_role(match["given"]) or never_in_name(match["given"]):
        return None
    end = match.end()
    return Person(offset + match.start(), offset + end, match.group(), text[end:])


def _capital_surname(text: str, lead: int, offset: int) -> Person | None:
    """ "EK Anna (S)": the surname first and in capitals."""
    match = _CAPITAL_SURNAME.match(text, lead)
    if match is None or given_evidence(match["given"]) < 0.5 or starts_with_role(match["last"]):
        return None
    if len(match["last"]) < 4 and match["second"]:
        return None  # "AE Anna Ek": the letters she is called by
    if never_in_name(match["last"]) or never_in_name(match["last"].title()) or _known_letters(match["last"]):
        return None
    return Person(offset + match.start(), offset + match.end(), match.group(), text[match.end() :])


def _known_letters(word: str) -> bool:
    """Letters of a party or of who sends people: "PRO Anna" is no name."""
    return word in SENDERS or word in party_letters()
