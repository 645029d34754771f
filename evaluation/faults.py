"""What can be wrong with gold: each fault with its place and what to do about it.

These are the faults for which gold is never scored against: it is no gold record, or it does
not fit its text. What is merely unlikely, `doubts` says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
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
OPTIONAL: dict[str, tuple[str, ...]] = {"table_cells": ("table", "row", "column", "value", "unit")}
BESIDES: dict[str, dict[str, type]] = {
    "people": {"name": str, "variants": list},
    "parts": {"id": str, "start": int, "end": int},
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


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong at `place` ("mentions[12]"), and what to do about it."""

    place: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}; {self.remedy}"


def faults_of(record: dict[str, Any], text: str) -> Iterator[Fault]:
    """Every fault of a gold record on its text.

    Faults of shape come first and alone: the other checks need the shape to be right.
    """
    shape = [*_shape_faults(record)]
    known = {fault.place for fault in shape}
    shape += [fault for fault in _schema_faults(record) if fault.place.partition(".")[0] not in known]
    yield from shape
    if shape:
        return
    if record["characters"] != len(text):
        yield Fault(
            "characters",
            f"says {record['characters']} but the text has {len(text)}: the text has changed",
            "restore it, move the facts (gold check --mend) or annotate it anew",
        )
    elif record.get("text_sha256", text_mark(text)) != text_mark(text):
        yield Fault(
            "text_sha256",
            "is not that of the text, which is as long as before: the text has changed",
            "restore it, or look at what changed and move the facts (gold check --mend)",
        )
    for kind in (*REQUIRED, *OPTIONAL):
        for number, fact in enumerate(record.get(kind, ())):
            yield from _span_faults(f"{kind}[{number}]", fact, text)
    yield from _nested(record["mentions"])


def text_mark(text: str) -> str:
    """The SHA-256 of a text in UTF-8, by which gold knows the text it was made on."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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


def short(words: str, length: int = 40) -> str:
    """Words in quotes on one line, cut to `length` characters."""
    flat = " ".join(words.split())
    return repr(flat if len(flat) <= length else flat[: length - 3] + "…")


def where_now(words: str, start: int, text: str) -> str:
    """Where words that no longer stand at `start` are found instead, in words ("" when nowhere)."""
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        return ""
    found = [match.span() for match in re.finditer(r"\s+".join(pieces), text)]
    if not found:
        return ""
    nearest = min(found, key=lambda span: (abs(span[0] - start), span))
    place = f"[{nearest[0]}, {nearest[1]})"
    return f"they stand at {place}" if len(found) == 1 else f"the nearest of {len(found)} is at {place}"


def _shape_faults(record: dict[str, Any]) -> Iterator[Fault]:
    if record.get("schema") != SCHEMA:
        yield Fault("schema", f"is {record.get('schema')!r}", f"gold of this version says {SCHEMA!r}")
    for key, wanted in (("name", str), ("characters", int), ("document", dict)):
        if not isinstance(record.get(key), wanted):
            yield Fault(key, f"is missing or no {wanted.__name__}", "add it")
    meeting = record.get("document")
    if isinstance(meeting, dict) and meeting.get("kind", "other") not in get_args(DocumentKind):
        one_of = f"one of {', '.join(get_args(DocumentKind))}"
        yield Fault("document", f"unknown kind {meeting['kind']!r}", one_of)
    for kind, wanted_keys in BESIDES.items():
        for number, entry in enumerate(_listed(record.get(kind))):
            wrong = [
                key
                for key, wanted in wanted_keys.items()
                if not isinstance(entry, dict) or type(entry.get(key)) is not wanted
            ]
            if wrong:
                yield Fault(
                    f"{kind}[{number}]", f"lacks {', '.join(wrong)}, or has it otherwise", "correct it"
                )
    for kind, required in (REQUIRED | OPTIONAL).items():
        if kind in OPTIONAL and kind not in record:
            continue
        facts = record.get(kind)
        if not isinstance(facts, list):
            yield Fault(kind, "is missing or no list", "add it (an empty list says that there are none)")
            continue
        for number, fact in enumerate(facts):
            yield from _fact_faults(kind, f"{kind}[{number}]", fact, required)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _fact_faults(kind: str, place: str, fact: Any, required: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(fact, dict):
        yield Fault(place, "is no object", "a fact has start, end and text")
        return
    missing = [key for key in ("start", "end", "text", *required) if key not in fact]
    if missing:
        yield Fault(place, f"lacks {', '.join(missing)}", "add it (null where the text does not say)")
        return
    if type(fact["start"]) is not int or type(fact["end"]) is not int or not isinstance(fact["text"], str):
        yield Fault(place, "start and end are whole numbers, text is a string", "correct them")
    for key in required:
        allowed = ALLOWED.get((kind, key))
        if allowed and fact[key] not in allowed:
            yield Fault(place, f"unknown {key} {fact[key]!r}", f"one of {', '.join(allowed)}")


def _schema_faults(record: dict[str, Any]) -> Iterator[Fault]:
    validator = _validator()
    if validator is None:
        return
    for error in sorted(validator.iter_errors(record), key=lambda error: list(map(str, error.absolute_path))):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
        yield Fault(place.lstrip(".") or "the record", error.message, f"see {SCHEMA_FILE.name}")


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
    now = where_now(words, start, text) if text[start:end] != words else ""
    if not 0 <= start < end:
        yield Fault(place, f"[{start}, {end}) is no span ({short(words)})", "start must come before end")
    elif end > len(text):
        yield Fault(
            place,
            f"{short(words)} [{start}, {end}) lies outside the text of {len(text)} characters",
            f"correct the offsets{f': {now}' if now else ''}",
        )
    elif text[start:end] != words:
        yield Fault(
            place,
            f"says {short(words)} but the text has {short(text[start:end])} at [{start}, {end})",
            f"the offsets are wrong or the text has changed: {now} (gold check --mend moves what is certain)"
            if now
            else "the text has changed, and these words are not in it: correct them or drop the fact",
        )
    elif not words.strip():
        yield Fault(place, f"[{start}, {end}) holds no words", "mark the words the fact stands in")


def _nested(mentions: list[dict[str, Any]]) -> Iterator[Fault]:
    """Mentions of one label may not overlap: the longest is the mention."""
    last: dict[str, dict[str, Any]] = {}  # of each label the mention that reaches furthest
    for number, mention in sorted(enumerate(mentions), key=lambda item: (item[1]["start"], -item[1]["end"])):
        label, before = mention["label"], last.get(mention["label"])
        if before and mention["start"] < before["end"]:
            yield Fault(
                f"mentions[{number}]",
                f"{label} {short(mention['text'])} overlaps {short(before['text'])} of the same label",
                "keep the longest",
            )
        if before is None or mention["end"] > before["end"]:
            last[label] = mention


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
