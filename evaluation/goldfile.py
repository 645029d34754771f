"""The one form in which gold is written: sorted, one fact a line, keys in one order.

Whoever changes a fact changes one line, so that ``git diff`` shows what an annotator did and
two people's changes merge. The form is a fixed point: writing what was read changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import GoldError

Record = dict[str, Any]

SPAN = ("start", "end", "text")
SPANS = ("sections", "attendance", "decisions", "mandates", "amounts", "table_cells", "mentions")
ORDER: tuple[str, ...] = (
    "schema", "name", "format", "layout", "characters", "text_sha256", "only", "document", "parts", "people",
    *SPANS,
)  # fmt: skip
MEETING: tuple[str, ...] = (
    "kind", "body", "organisation", "date", "starts", "ends", "place", "adjusted", "posted", "unposted",
    "copy_of",
)  # fmt: skip
FIELDS: dict[str, tuple[str, ...]] = {
    "parts": ("id", "start", "end", *MEETING),
    "people": ("name", "entity", "variants", "roles"),
    "sections": (*SPAN, "id", "part", "number", "title", "kind", "case"),
    "attendance": (
        *SPAN, "person", "organisation", "roles", "party", "standing", "present", "remote", "sections",
        "replaces",
    ),
    "decisions": (
        *SPAN, "id", "section", "kind", "status", "decider", "votes", "reservations", "reservation_motives",
        "case", "proposal", "amounts", "mandates",
    ),
    "mandates": (
        *SPAN, "id", "section", "giver", "assignees", "task", "deadline", "due", "status", "reported_in",
    ),
    "amounts": (*SPAN, "id", "section", "value", "value_to", "unit", "for"),
    "table_cells": (*SPAN, "section", "table", "row", "column", "value", "unit"),
    "mentions": (*SPAN, "label", "value", "entity"),
}  # fmt: skip
NUMBERS = ("value", "value_to")


def written(record: Mapping[str, Any]) -> str:
    """Gold as it is stored: see `stable`; nothing is escaped, the last line ends."""
    lines = []
    for key, value in stable(record).items():
        if isinstance(value, list) and value:
            facts = ",\n".join("  " + json.dumps(fact, ensure_ascii=False) for fact in value)
            lines.append(f" {json.dumps(key)}: [\n{facts}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def stable(record: Mapping[str, Any]) -> Record:
    """The same gold with its keys in one order and its facts in the order of the text.

    Nothing is added and nothing is lost: keys that the schema does not know stand last, by
    name; 120000.0 becomes 120000; people stay in the order their file gives them. A record
    whose shape is wrong keeps the wrong parts as they are (`paragraf gold check` names them).
    """
    return {key: _list(key, value) for key, value in _keyed(record, ORDER).items()}


def write(path: Path, record: Mapping[str, Any]) -> None:
    """Write gold to `path`, which changes only when all of it is written. Raises GoldError."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(written(record), encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise GoldError(f"{path}: cannot be written ({error.strerror or error})") from error
    except UnicodeEncodeError as error:
        half = f"half a character (\\u{ord(error.object[error.start]):04x}) in it"
        raise GoldError(f"{path}: cannot be written: {half}; drop it from the gold") from error
    finally:
        part.unlink(missing_ok=True)


def _list(key: str, value: Any) -> Any:
    if key == "document" and isinstance(value, Mapping):
        return _keyed(value, MEETING)
    if key not in FIELDS or not isinstance(value, list):
        return value
    facts = [_fact(fact, FIELDS[key]) if isinstance(fact, Mapping) else fact for fact in value]
    placed = all(isinstance(fact, Mapping) and _placed(fact) for fact in facts)
    return sorted(facts, key=_place) if placed and key != "people" else facts


def _fact(fact: Mapping[str, Any], order: tuple[str, ...]) -> Record:
    return {key: _number(value) if key in NUMBERS else value for key, value in _keyed(fact, order).items()}


def _keyed(record: Mapping[str, Any], order: tuple[str, ...]) -> Record:
    rest = sorted(key for key in record if key not in order)
    return {key: record[key] for key in (*order, *rest) if key in record}


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _placed(fact: Mapping[str, Any]) -> bool:
    return type(fact.get("start")) is int and type(fact.get("end")) is int


def _place(fact: Mapping[str, Any]) -> tuple[int, int, str, str]:
    """By place; two facts on the same words by label, then by all they say."""
    words = json.dumps(fact, ensure_ascii=False, sort_keys=True)
    return fact["start"], fact["end"], str(fact.get("label", "")), words
