"""ORG: municipalities by their place's name alone, where they act or send somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.found import Found
from pipeline.extract.orgwords import PLACE_LINE
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import municipalities as municipalities_by_name
from pipeline.view import Block

_ROLE_BEFORE = re.compile(r"([\wåäö.-]+),? $")
_ACTING_PLACE = re.compile(
    r"(?<![\w-])(?<!i )(?<!på )(?<!från )(?P<place>[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)"
    r"(?= (?:anser|menar|vill|önskar|föreslår|bidrar|betalar|delar på|framhåller|framhöll|har beslutat"
    r"|beslutade|ansöker|avstår|undrar|meddelar|gärna|ställer sig|tackar|har haft|står för|instämmer"
    r"|deltar)(?!\w))"
)
_PLACES_BEFORE = re.compile(r"(?:[A-ZÅÄÖ][\wåäö-]+, )*[A-ZÅÄÖ][\wåäö-]+,? (?:och|samt) $")
_SEATED = re.compile(
    r"(?:kommunstyrelsen|kommunfullmäktige|nämnden) i (?P<place>[A-ZÅÄÖ][a-zåäö]+)(?= \w| ?[,.;)]|$)"
    r"(?! (?:kommun|stad|län)| och )"
)
_CAPITALISED = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\wåäö-]+")


def sent(block: Block, places: frozenset[str]) -> Iterable[Found]:
    """Places that stand for whoever sent somebody: a cell, or behind a role ("Koordinator Norrby § 4")."""
    for match in _CAPITALISED.finditer(block.text):
        word = match.group()
        if word not in places and word not in municipalities_by_name():
            continue
        if PLACE_LINE.search(block.text[: match.start()]):
            continue  # "Plats och tid	Norrby, 2024-03-12"
        before = block.text[max(0, match.start() - 40) : match.start()]
        first = word in places and any(match.start() == low for low, _ in block.cells if len(block.cells) > 1)
        role = _ROLE_BEFORE.search(before)
        if first or (role and starts_with_role(role.group(1)) == len(role.group(1))):
            yield Found(match.start(), match.end(), "org.sent", 0.9)


def acting_places(block: Block, towns: frozenset[str]) -> Iterable[Found]:
    """Municipalities by their place's name where they act: "Norrby vill avvakta", "att Norrby betalar"."""
    for match in _ACTING_PLACE.finditer(block.text):
        if match["place"] not in towns:
            continue
        yield Found(match.start("place"), match.end("place"), "org.acting_place", 0.9)
        together = _PLACES_BEFORE.search(block.text[max(0, match.start() - 80) : match.start()])
        for other in _CAPITALISED.finditer(together.group()) if together else ():
            if together and other.group() in towns:
                start = max(0, match.start() - 80) + together.start() + other.start()
                yield Found(start, start + len(other.group()), "org.acting_place", 0.9)


def seated(text: str) -> Iterable[Found]:
    """A municipality by its place behind its organ: "kommunstyrelsen i Solna"."""
    for match in _SEATED.finditer(text):
        if match["place"] in municipalities_by_name():
            yield Found(*match.span("place"), "org.seated", 0.9)
