"""PERSON: whole names — a double name that a space parts, a party's letters before a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from pipeline.extract.found import Found
from pipeline.extract.names import NAME_WORD, given_evidence
from pipeline.gazetteers import given_names, parties

# "Maj - Britt Ek": a hyphen set apart
_FIRST_HALF = re.compile(rf"(?<![\w-])({NAME_WORD})(?: [-–] | [-–]|[-–] )$")
_PARTY_LED = re.compile(rf"(?<![\w.])([A-ZÅÄÖ]{{1,3}}) (?=({NAME_WORD}) [A-ZÅÄÖ])")
_LINES = 3  # as many lines that begin so tell that the document writes parties before names


def led_by_parties(texts: Iterable[str]) -> bool:
    """Whether lines of a document begin with party letters: "S Alma Ros", "KD Bo Dahl", "C Cilla Frisk"."""
    firsts = [match[1] for text in texts if (match := _PARTY_LED.match(text)) and match[1] in parties()]
    return len(firsts) >= _LINES and len(set(firsts)) > 1


def named_whole(text: str, found: Iterable[Found], led: bool) -> list[Found]:
    """`found` people with the half of a double name that a space parts and without a party's letters.

    `led` says that the document writes parties before names (`led_by_parties`).
    """
    return [_whole(text, person, led) for person in found]


def _whole(text: str, person: Found, led: bool) -> Found:
    letters = _PARTY_LED.match(text, person.start) if led else None
    if letters and letters[1] in parties():
        return replace(person, start=letters.start(2))
    half = _FIRST_HALF.search(text, max(0, person.start - 20), person.start)
    first = text[person.start : person.end].split()[0]
    if half and f"{half[1]}-{first}" in given_names():
        return replace(person, start=half.start())
    return person


@lru_cache(maxsize=256)
def led(piece: str) -> bool:
    """Whether several people of a text have a party's letters before them."""
    named = [m for m in _PARTY_LED.finditer(piece) if m[1] in parties() and given_evidence(m[2]) >= 0.5]
    return len(named) > 1
