"""Fields of the form that a copy has run together with the list behind them, on one line.

"Plats och tid Sal 3, kl 9.00 Beslutande Anna Ek (S), ordförande", "Beslutande Sal 3, kl 9.00 Anna Ek (S)".
"""

from __future__ import annotations

import re

from pipeline.extract.attendance.cuts import LETTERS
from pipeline.extract.attendance.listheads import heading
from pipeline.extract.names import FULL_NAME, given_evidence, never_in_name

Range = tuple[int, int]
_LONG = 100  # characters of a line that several fields may stand on
_LEAST = 2  # people with letters behind their names that show where a list begins
# a field that stands before the lists
_FIELD = re.compile(
    r"(?:Plats|Tid|Dag|Datum|Lokal|Sammanträdes[a-zåäö]+|Mötes[a-zåäö]+|Diarienummer|Dnr)(?![a-zåäö])"
)
# "ande": what a narrow column has left of "Beslut-" / "ande"
_HEAD = re.compile(
    r"(?<=[\s.,)])(?P<head>(?:Närvarande(?: ledamöter)?|Beslutande(?: ledamöter)?|Ledamöter"
    r"|Deltagande|Deltagare|Närvaro)(?P<colon>\s?:(?:\sande:?)?)?|ande:?)\s+"
    rf"(?={FULL_NAME.pattern}(?P<sure>\s?\({LETTERS}\)|,|\s[A-ZÅÄÖ]{{2,5}}(?![a-zåäö]))?)"
)
_NAMED = re.compile(rf"(?P<name>{FULL_NAME.pattern})(?=,?\s?\({LETTERS}\))")
# what a place or a time has and no name
_PLACE = re.compile(r"\d|\bkl\b|(?i:sal(?:en)?\b|rum(?:met)?\b|hus(?:et)?\b|kontor|lokal)")
_TIME = re.compile(r"\bkl(?:\.|ockan)?(?![a-zåäö])")
_SEE = re.compile(
    r"\s(?P<see>(?:[Ss]e|[Ee]nligt)\s(?:(?:bifogad|bilagd|separat|särskild|nästa)\s)?"
    r"(?:[a-zåäö-]*lista|förteckning|bilaga(?:\s\d{1,2}(?!\d))?))\s+"
    rf"(?={FULL_NAME.pattern}|Övriga\s|Närvarande|Ej tj|Tjänst|Ersättare)"
)


def lists_apart(text: str) -> list[Range]:
    """The stretches of a line that are read each by itself; what stands between them is no list's.

    The line as a whole when it is no such one.
    """
    see = _SEE.search(text)
    begun = heading(text) if see else None
    if see and begun and begun[1] >= see.start("see"):
        own = begun[0].standing == "voting"  # "Beslutande Se förteckning" is read as one
        stop = see.end("see") if own else see.start()
        return [(0, stop), *((see.end() + a, see.end() + b) for a, b in lists_apart(text[see.end() :]))]
    if _FIELD.match(text) or len(text) > _LONG:
        for head in _HEAD.finditer(text):
            if head["sure"] or head["colon"]:
                at = head.start("head")
                return [(0, len(text[:at].rstrip())), *((at + a, at + b) for a, b in lists_apart(text[at:]))]
    begun = heading(text)
    place = begun and _TIME.search(text, begun[1]) and not FULL_NAME.match(text[begun[1] :].lstrip(" :"))
    if begun and place and begun[0].standing == "voting" and not _NAMED.search(text):
        return [(0, begun[1])]  # "Beslutande Gymnasiet, Storgatan 5, kl 9.00": a place
    if begun and begun[0].present and begun[1] < len(text):
        at = _behind_place(text, begun[1])
        if at:
            return [(0, begun[1]), (at, len(text))]
    return [(0, len(text))]


def _behind_place(text: str, end: int) -> int:
    """Where the first person stands behind a heading and the text of another field, 0 when at once."""
    named = list(_NAMED.finditer(text, end))
    if len(named) < _LEAST:
        return 0
    at = first_person(named[0])
    between = text[end:at].strip(" ,:")
    return at if between and _PLACE.search(between) and not FULL_NAME.match(text[end:].lstrip(" :")) else 0


def first_person(match: re.Match[str]) -> int:
    """Where the name itself begins that a match of `name` has with words of a place: "Stadshuset Anna Ek"."""
    words = list(re.finditer(r"\S+", match["name"]))
    first = next((k for k, word in enumerate(words[:-1]) if given_evidence(word.group()) >= 0.5), 0)
    while first == 0 and len(words) > 2 and never_in_name(words[0].group()):
        words.pop(0)
    return match.start("name") + words[first].start()
