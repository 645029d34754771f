"""The fields of each kind of fact as an annotation tool can show them: as text.

A value is shown as a tuple of strings: () for null, one string, or one a list element. `shown` is for
reading; it is not undone where nobody changed it, so nothing need survive it but what `read` must know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal, get_args

from evaluation.exchange.offsets import CONTROLS, without
from pipeline.errors import GoldError
from pipeline.facts import MENTION_LABELS, DecisionKind, DocumentKind, SectionKind, Standing, Status

Shown = tuple[str, ...]
Type = Literal["choice", "flag", "presence", "text", "texts", "number", "votes", "value"]

KINDS: dict[str, str] = {
    "sections": "section",
    "attendance": "attendance",
    "decisions": "decision",
    "mandates": "mandate",
    "amounts": "amount",
    "table_cells": "cell",
}  # the label a kind has in a tool; a mention has its own label (PERSON, ORG, …)
PRESENCE = {"present": True, "absent": False}
VOTES = ("yes", "no", "abstained", "absent")


@dataclass(frozen=True)
class Field:
    """One field of a fact; `choices` are the values it can have, () for free text."""

    key: str
    type: Type = "text"
    choices: Shown = ()


def _choice(key: str, choices: Any) -> Field:
    return Field(key, "choice", choices if isinstance(choices, tuple) else get_args(choices))


FIELDS: dict[str, tuple[Field, ...]] = {
    "mentions": (Field("value", "value"), Field("entity")),
    "sections": (_choice("kind", SectionKind), Field("number"), Field("title"), Field("case")),
    "attendance": (
        _choice("standing", Standing),
        Field("present", "presence", tuple(PRESENCE)),
        Field("remote", "flag", ("remote",)),
        Field("person"),
        Field("organisation"),
        Field("roles", "texts"),
        Field("party"),
        Field("sections", "texts"),
        Field("replaces"),
    ),
    "decisions": (
        _choice("kind", DecisionKind),
        _choice("status", Status),
        Field("decider"),
        Field("case"),
        Field("votes", "votes"),
        Field("reservations", "texts"),
        Field("reservation_motives", "texts"),
    ),
    "mandates": (
        _choice("status", Status),
        Field("giver"),
        Field("assignees", "texts"),
        Field("task"),
        Field("deadline"),
        Field("due"),
        Field("reported_in", "texts"),
    ),
    "amounts": (
        _choice("unit", ("SEK", "percent")),
        Field("value", "number"),
        Field("value_to", "number"),
        Field("for"),
    ),
    "table_cells": (
        _choice("unit", ("SEK", "percent")),
        Field("table"),
        Field("row"),
        Field("column"),
        Field("value", "number"),
    ),
}
MEETING: tuple[Field, ...] = (
    _choice("kind", DocumentKind),
    *map(
        Field,
        (
            "body",
            "organisation",
            "date",
            "starts",
            "ends",
            "place",
            "adjusted",
            "posted",
            "unposted",
            "copy_of",
        ),
    ),
)
LABELS: Shown = (*MENTION_LABELS, *KINDS.values())


def kind_of(label: str, place: str) -> str:
    """The list of gold that a region with this label belongs to. Raises GoldError for an unknown label."""
    if label in MENTION_LABELS:
        return "mentions"
    for kind, name in KINDS.items():
        if name == label:
            return kind
    raise GoldError(f"{place}: unknown label {label!r}; {suggestion(label, LABELS)}")


def suggestion(wrong: str, right: Shown) -> str:
    """What was probably meant, or all there is to choose from."""
    folded = {name.casefold(): name for name in right}
    near = get_close_matches(wrong.casefold(), folded, n=1)
    return f"did you mean {folded[near[0]]!r}?" if near else f"use one of {', '.join(right)}"


def shown(field: Field, value: Any) -> Shown:
    """A value as strings: True → ("remote",), 120000 → ("120000",), {"yes": 5} → ("yes=5",)."""
    if value is None or value in ("", [], {}):
        return ()
    if field.type == "presence":
        return ("present" if value else "absent",)
    if field.type == "flag":
        return field.choices if value else ()
    if field.type == "votes" and isinstance(value, Mapping):
        counts = [f"{key}={value[key]}" for key in VOTES if value.get(key) is not None]
        return (*counts, *(f"{name}: {vote}" for name, vote in (value.get("by_name") or {}).items()))
    if isinstance(value, list):
        return tuple("-" if item is None else str(item) for item in value)
    return (str(value),)


def unchanged(old: Shown, new: Shown) -> bool:
    """Whether a tool's strings say the same; white space and how a list is joined do not count."""
    return _flat(old) == _flat(new)


def read(field: Field, strings: Shown, place: str) -> Any:
    """The value that a person wrote. Raises GoldError where it cannot be one."""
    strings = tuple(stripped for string in strings if (stripped := string.strip()))
    if field.type == "texts":
        return [None if item == "-" else item for item in strings]
    if field.type == "flag":
        return bool(strings)
    if not strings:
        return None
    if field.type == "votes":
        return _votes(strings, place)
    value = "; ".join(strings)
    if field.choices and value not in field.choices:
        raise GoldError(f"{place}: {field.key} {value!r} is unknown; {suggestion(value, field.choices)}")
    if field.type == "presence":
        return PRESENCE[value]
    if field.type == "number":
        return _number(value, f"{place}: {field.key}")
    if field.type == "value" and re.fullmatch(r"-?\d+(\.\d+)?", value) and not re.fullmatch(r"\d{4}", value):
        return _number(value, place)
    return value


def split(field: Field, string: str) -> Shown:
    """The strings of a field that a tool shows in one line; elements of a list stand between semicolons."""
    parts = string.split(";") if field.type in ("texts", "votes") else [string]
    return tuple(stripped for part in parts if (stripped := part.strip()))


def _flat(strings: Shown) -> str:
    parts = (" ".join(part.split()) for part in without(";".join(strings), CONTROLS + "|").split(";"))
    return "; ".join(part for part in parts if part)


def _number(written: str, place: str) -> int | float:
    plain = re.sub(r"\s", "", written).replace(",", ".").replace("−", "-")
    try:
        number = float(plain)
    except ValueError as error:
        raise GoldError(
            f"{place}: {written!r} is no number; write it in figures, as 120000 or 57168.51"
        ) from error
    return int(number) if number.is_integer() and "." not in plain else number


def _votes(strings: Shown, place: str) -> dict[str, Any]:
    votes: dict[str, Any] = {**dict.fromkeys(VOTES), "by_name": {}}
    for string in strings:
        for item in string.split(";"):
            count = re.fullmatch(r"\s*(yes|no|abstained|absent)\s*=\s*(\d+)\s*", item)
            name = re.fullmatch(r"\s*(.+?)\s*:\s*(\S.*?)\s*", item)
            if count:
                votes[count[1]] = int(count[2])
            elif name:
                votes["by_name"][name[1]] = name[2]
            else:
                raise GoldError(f"{place}: votes {item.strip()!r}; write yes=5, no=3 or NAME: yes")
    if not votes["by_name"]:
        del votes["by_name"]
    return votes
