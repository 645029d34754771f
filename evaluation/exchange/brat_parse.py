"""The lines of a .ann file: regions (T), relations (R), events (E), attributes (A), notes (#)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from evaluation.exchange.fields import FIELDS
from evaluation.exchange.files import text
from evaluation.exchange.task import Region
from pipeline.errors import GoldError

_KEYS = "|".join(sorted({each.key for fields in FIELDS.values() for each in fields if not each.choices}))
_NEXT = re.compile(rf"\s*\|\s*(?=(?:{_KEYS})=)")


@dataclass(frozen=True)
class Span:
    """A T line; `gaps` lie between its pieces."""

    label: str
    start: int
    end: int
    gaps: tuple[tuple[int, int], ...]
    words: str
    place: str


@dataclass(frozen=True)
class Joined:
    """An R line, or one argument of an E line."""

    label: str
    source: str
    target: str
    place: str


@dataclass(frozen=True)
class Marks:
    """All of a .ann file, by the name of the region ("T1")."""

    spans: dict[str, Span] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    links: tuple[Joined, ...] = ()


def marks_of(path: Path) -> Marks:
    """Read a .ann file. Raises GoldError with the line that cannot be read."""
    marks = Marks()
    triggers: dict[str, str] = {}
    links: list[Joined] = []
    told: list[tuple[str, str, str]] = []
    for number, raw in enumerate(text(path).split("\n"), 1):
        line = raw.rstrip("\r")
        place = f"{path}:{number}"
        if not line.strip():
            continue
        name, tab, rest = line.partition("\t")
        if not tab:
            raise GoldError(f"{place}: no tab after {name!r}; a line is ID, tab, LABEL and offsets")
        if name.startswith("T"):
            if name in marks.spans:
                raise GoldError(f"{place}: {name} stands twice; give one of them another number")
            marks.spans[name] = _span(rest, place)
        elif name.startswith("R"):
            links.append(_relation(rest, place))
        elif name.startswith("E"):
            trigger, arguments = _event(rest, place)
            triggers[name] = trigger
            links += arguments
        elif name[0] in "AM":
            label, _, about = rest.split("\t")[0].partition(" ")
            target, _, value = about.partition(" ")
            told.append((target, label, value.strip()))
        elif name.startswith("#"):
            target = rest.split("\t")[0].partition(" ")[2]
            marks.notes.setdefault(target, {}).update(_note(rest.partition("\t")[2]))
        elif name[0] not in "*N":  # equivalences and links to outer databases say nothing that gold has
            raise GoldError(f"{place}: {name!r} is no line of brat's; remove it")
    for target, label, value in told:
        marks.attributes.setdefault(triggers.get(target, target), {})[label] = value
    for event, trigger in triggers.items():
        marks.notes.setdefault(trigger, {}).update(marks.notes.get(event, {}))
    joined = (replace(each, source=triggers.get(each.source, each.source)) for each in links)
    return replace(
        marks, links=tuple(replace(each, target=triggers.get(each.target, each.target)) for each in joined)
    )


def note_of(region: Region) -> str:
    """Free text as a note: "decider=Styrelsen | reservations=Anna Ek; Bo Ek"."""
    free = ((each.key, region.values.get(each.key)) for each in FIELDS[region.kind] if not each.choices)
    return " | ".join(
        f"{key}={' '.join('; '.join(value).replace('|', ' ').split())}" for key, value in free if value
    )


def _note(note: str) -> dict[str, str]:
    found = {}
    for part in _NEXT.split(note.strip()):
        key, sign, value = part.partition("=")
        if sign and re.fullmatch(_KEYS, key.strip()):
            found[key.strip()] = value.strip()
    return found


def _span(rest: str, place: str) -> Span:
    head, _, words = rest.partition("\t")
    found = re.fullmatch(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)", head.strip())
    if not found:
        raise GoldError(f"{place}: {head!r} is no region; write LABEL START END")
    pairs = (piece.split(" ") for piece in found[2].split(";"))
    pieces = sorted((int(start), int(end)) for start, end in pairs)
    gaps = tuple((one[1], two[0]) for one, two in pairwise(pieces) if one[1] < two[0])
    return Span(found[1], pieces[0][0], pieces[-1][1], gaps, words, place)


def _relation(rest: str, place: str) -> Joined:
    found = re.fullmatch(r"(\S+) \S+?:(\S+) \S+?:(\S+)\s*", rest)
    if not found:
        raise GoldError(f"{place}: {rest!r} is no relation; write LABEL Arg1:T1 Arg2:T2")
    return Joined(found[1], found[2], found[3], place)


def _event(rest: str, place: str) -> tuple[str, list[Joined]]:
    """ "decision:T1 has_mandate:T4": the region is the trigger's, each argument is a relation."""
    (_, _, trigger), *arguments = (part.partition(":") for part in rest.split())
    if not trigger:
        raise GoldError(f"{place}: {rest!r} is no event; write LABEL:T1 ROLE:T2")
    return trigger, [
        Joined(role.rstrip("0123456789"), trigger, target, place) for role, _, target in arguments
    ]
