"""What can be wrong with gold: each fault with its place and what to do about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from pipeline.facts import DecisionKind, DocumentKind, MentionLabel, SectionKind, Standing, Status

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

SCHEMA = "paragraf-gold/1"
SCHEMA_FILE = Path(__file__).parents[1] / "annotations" / "gold.schema.json"
REQUIRED: dict[str, tuple[str, ...]] = {
    "mentions": ("label",),
    "sections": ("number", "title", "kind"),
    "attendance": ("person", "organisation", "roles", "standing", "present"),
    "decisions": ("kind", "status"),
    "mandates": ("giver", "assignees", "task", "deadline", "status"),
    "amounts": ("value", "unit"),
}
ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {
    ("mentions", "label"): get_args(MentionLabel),
    ("sections", "kind"): get_args(SectionKind),
    ("attendance", "standing"): get_args(Standing),
    ("decisions", "kind"): get_args(DecisionKind),
    ("decisions", "status"): get_args(Status),
    ("mandates", "status"): get_args(Status),
    ("amounts", "unit"): ("SEK", "percent"),
}

Fault = tuple[str, str]


def faults_of(record: dict[str, Any], text: str) -> Iterator[Fault]:
    """(place, what is wrong and what to do) for every fault of a gold record on its text.

    Faults of shape come first and alone: the other checks need the shape to be right.
    """
    shape = [*_shape_faults(record), *_schema_faults(record)]
    yield from shape
    if shape:
        return
    if record["characters"] != len(text):
        yield (
            "characters",
            f"says {record['characters']} but the text has {len(text)}: the text has changed; "
            "restore it or annotate it anew",
        )
    for kind in REQUIRED:
        for number, fact in enumerate(record[kind]):
            yield from _span_faults(f"{kind}[{number}]", fact, text)
    yield from _nested(record["mentions"])


def line_of(raw: str, place: str) -> int | None:
    """The line of `place` ("mentions[12]", "characters") in the JSON file as it is laid out."""
    found = re.match(r"(\w+)(?:\[(\d+)\])?", place)
    key = re.search(rf'^[ \t{{]*"{found[1]}"\s*:\s*', raw, re.MULTILINE) if found else None
    if not found or not key:
        return None
    position = key.start() + len(key[0]) - len(key[0].lstrip())
    if found[2]:
        element = _element(raw, key.end(), int(found[2]))
        position = position if element is None else element
    return raw.count("\n", 0, position) + 1


def _shape_faults(record: dict[str, Any]) -> Iterator[Fault]:
    if record.get("schema") != SCHEMA:
        yield "schema", f"is {record.get('schema')!r}; gold of this version says {SCHEMA!r}"
    for key, wanted in (("name", str), ("characters", int), ("document", dict)):
        if not isinstance(record.get(key), wanted):
            yield key, f"is missing or no {wanted.__name__}; add it"
    meeting = record.get("document")
    if isinstance(meeting, dict) and meeting.get("kind", "other") not in get_args(DocumentKind):
        yield "document", f"unknown kind {meeting['kind']!r}; one of {', '.join(get_args(DocumentKind))}"
    for kind, required in REQUIRED.items():
        facts = record.get(kind)
        if not isinstance(facts, list):
            yield kind, "is missing or no list; add it (an empty list says that there are none)"
            continue
        for number, fact in enumerate(facts):
            yield from _fact_faults(kind, f"{kind}[{number}]", fact, required)


def _fact_faults(kind: str, place: str, fact: Any, required: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(fact, dict):
        yield place, "is no object; a fact has start, end and text"
        return
    missing = [key for key in ("start", "end", "text", *required) if key not in fact]
    if missing:
        yield place, f"lacks {', '.join(missing)}; add it (null where the text does not say)"
        return
    if type(fact["start"]) is not int or type(fact["end"]) is not int or not isinstance(fact["text"], str):
        yield place, "start and end are whole numbers, text is a string; correct them"
    for key in required:
        allowed = ALLOWED.get((kind, key))
        if allowed and fact[key] not in allowed:
            yield place, f"unknown {key} {fact[key]!r}; one of {', '.join(allowed)}"


def _schema_faults(record: dict[str, Any]) -> Iterator[Fault]:
    validator = _validator()
    if validator is None:
        return
    for error in sorted(validator.iter_errors(record), key=lambda error: list(map(str, error.absolute_path))):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
        yield place.lstrip(".") or "the record", f"{error.message}; see {SCHEMA_FILE.name}"


@cache
def _validator() -> Draft202012Validator | None:
    """The schema's validator; None where the schema or its library is not installed (a bare wheel)."""
    if not SCHEMA_FILE.is_file():
        return None
    try:
        from jsonschema import Draft202012Validator  # here, because only developers have it
    except ImportError:
        return None
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _span_faults(place: str, fact: dict[str, Any], text: str) -> Iterator[Fault]:
    start, end, words = fact["start"], fact["end"], fact["text"]
    if not 0 <= start < end:
        yield place, f"[{start}, {end}) is no span; start must come before end"
    elif end > len(text):
        yield place, f"[{start}, {end}) lies outside the text of {len(text)} characters; correct the offsets"
    elif text[start:end] != words:
        yield (
            place,
            f"says {_short(words)} but the text has {_short(text[start:end])} at [{start}, {end}): "
            "the text has changed, or the offsets are wrong",
        )
    elif not words.strip():
        yield place, f"[{start}, {end}) holds no words; mark the words the fact stands in"


def _nested(mentions: list[dict[str, Any]]) -> Iterator[Fault]:
    """Mentions of one label may not overlap: the longest is the mention."""
    ordered = sorted(enumerate(mentions), key=lambda item: (item[1]["label"], item[1]["start"]))
    for (_, before), (number, after) in pairwise(ordered):
        if before["label"] == after["label"] and after["start"] < before["end"]:
            yield (
                f"mentions[{number}]",
                f"{after['label']} {_short(after['text'])} overlaps {_short(before['text'])} "
                "of the same label; keep the longest",
            )


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return repr(flat if len(flat) <= 40 else flat[:37] + "…")


def _element(raw: str, begin: int, number: int) -> int | None:
    """Offset of the `number`-th element of the array that begins at `begin`."""
    decoder = json.JSONDecoder()
    position = raw.find("[", begin) + 1
    for _ in range(number + 1):
        while position < len(raw) and raw[position] in " \t\r\n,":
            position += 1
        element = position
        try:
            _, position = decoder.raw_decode(raw, position)
        except json.JSONDecodeError:
            return None
    return element
