"""From an annotated source to the gold of `annotations/NAME.gold.json`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from evaluation.goldfile import MEETING, written
from evaluation.inline.checks import spellings
from evaluation.inline.model import MENTION_TAGS, Inline, Tag, squeezed

__all__ = ["entity_ids", "plain_name", "to_gold", "written"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def to_gold(inline: Inline) -> dict[str, Any]:
    """The facts as `gold.schema.json` has them, each list in the order of the text."""
    places = _Places(inline)
    amounts = [_amount(inline, places, n, tag) for n, tag in enumerate(inline.named("a"), 1)]
    mandates = [_mandate(inline, places, n, tag) for n, tag in enumerate(inline.named("man"), 1)]
    return {
        "schema": "paragraf-gold/1",
        "name": inline.name,
        "format": inline.format,
        "layout": inline.layout,
        "characters": len(inline.text),
        "document": _meeting(inline.document),
        "parts": _parts(inline),
        "people": _people(inline),
        "sections": [_section(inline, places, tag) for tag in inline.named("sec")],
        "attendance": [_attendance(inline, tag) for tag in inline.named("att")],
        "decisions": [
            _decision(inline, places, n, tag, amounts, mandates)
            for n, tag in enumerate(inline.named("dec"), 1)
        ],
        "mandates": mandates,
        "amounts": amounts,
        "table_cells": [_cell(inline, places, tag) for tag in inline.named("cell")],
        "mentions": _mentions(inline),
    }


def entity_ids(inline: Inline) -> dict[str, str]:
    """For each preferred name, the id its person has over the whole corpus (name and organisation)."""
    home = inline.document.get("organisation") or inline.document.get("body") or inline.name
    return {person.name: f"{_slug(person.name)}@{_slug(home)}" for person in inline.people}


def plain_name(preferred: str) -> str:
    """A preferred name without the number that tells namesakes apart ("Anna Ek #2")."""
    return re.sub(r"\s+#\d+$", "", preferred)


class _Places:
    """Which section and part an offset belongs to."""

    def __init__(self, inline: Inline) -> None:
        self._starts = [part.start for part in inline.parts]
        self.sections = list(inline.named("sec"))
        self._headings = [tag.start for tag in self.sections]
        self.ids: list[str] = []
        for tag in self.sections:
            number = tag.get("n")
            mark = "§" if tag.get("kind") in (None, "item") else f":{tag.get('kind')}:"
            base = f"{inline.name}{mark}{number or ''}"
            same = sum(1 for known in self.ids if known == base or known.startswith(base + "."))
            self.ids.append(base if not same else f"{base}.{same + 1}")

    def part(self, offset: int) -> str:
        return f"part{bisect_right(self._starts, offset)}"

    def section(self, offset: int) -> Tag | None:
        n = bisect_right(self._headings, offset) - 1
        if n < 0 or self.part(self._headings[n]) != self.part(offset):
            return None
        return self.sections[n]

    def number(self, offset: int) -> str | None:
        section = self.section(offset)
        return section.get("n") if section else None


def _span(inline: Inline, tag: Tag) -> dict[str, Any]:
    return {"start": tag.start, "end": tag.end, "text": inline.words(tag)}


def _meeting(fields: Mapping[str, str]) -> dict[str, str | None]:
    return {key: fields.get(key) for key in MEETING}


def _parts(inline: Inline) -> list[dict[str, Any]]:
    ends = [part.start for part in inline.parts[1:]] + [len(inline.text)]
    return [
        {"id": f"part{n}", "start": part.start, "end": end, **_meeting(part.fields)}
        for n, (part, end) in enumerate(zip(inline.parts, ends, strict=True), 1)
    ]


def _preferred(inline: Inline, tag: Tag) -> str:
    return tag.get("e") or spellings(inline)[squeezed(inline.words(tag))][0]


def _people(inline: Inline) -> list[dict[str, Any]]:
    roles: dict[str, list[dict[str, str | None]]] = {person.name: [] for person in inline.people}
    for tag in inline.named("att"):
        held = roles[_preferred(inline, inline.inside(tag, "p")[0])]
        for role in _listed(tag.get("roles"), ","):
            entry = {"role": role, "organisation": tag.get("org") or inline.document.get("body")}
            if entry not in held:
                held.append(entry)
    ids = entity_ids(inline)
    return [
        {
            "name": plain_name(person.name),
            "entity": ids[person.name],
            "variants": list(person.spellings),
            "roles": roles[person.name],
        }
        for person in inline.people
    ]


def _mentions(inline: Inline) -> list[dict[str, Any]]:
    ids = entity_ids(inline)
    found = []
    for tag in inline.named(*MENTION_TAGS):
        mention = {**_span(inline, tag), "label": MENTION_TAGS[tag.name]}
        if tag.name == "p":
            mention["entity"] = ids[_preferred(inline, tag)]
        elif tag.name == "a":
            mention["value"] = _number(tag.get("v"))
        elif tag.name == "d" and (value := tag.get("v") or _iso(inline.words(tag))):
            mention["value"] = value
        found.append(mention)
    return sorted(found, key=lambda m: (m["start"], m["end"], m["label"]))


def _section(inline: Inline, places: _Places, tag: Tag) -> dict[str, Any]:
    return {
        **_span(inline, tag),
        "id": places.ids[places.sections.index(tag)],
        "part": places.part(tag.start),
        "number": tag.get("n"),
        "title": squeezed(inline.words(inline.inside(tag, "t")[0])),
        "kind": tag.get("kind") or "item",
        "case": tag.get("case"),
    }


def _attendance(inline: Inline, tag: Tag) -> dict[str, Any]:
    person = inline.inside(tag, "p")[0]
    present = tag.get("present") or "true"
    return {
        **_span(inline, person),
        "person": squeezed(inline.words(person)),
        "organisation": tag.get("org"),
        "roles": _listed(tag.get("roles"), ","),
        "party": tag.get("party"),
        "standing": tag.get("standing"),
        "present": None if present == "unknown" else present == "true",
        "remote": tag.get("remote") == "true",
        "sections": _listed(tag.get("sections"), ",") or None,
        "replaces": tag.get("replaces"),
    }


def _decision(
    inline: Inline,
    places: _Places,
    number: int,
    tag: Tag,
    amounts: list[dict[str, Any]],
    mandates: list[dict[str, Any]],
) -> dict[str, Any]:
    counts = {key: tag.get(key) for key in ("yes", "no", "abstained", "absent")}
    votes = {key: int(value) if value else None for key, value in counts.items()}
    section = places.section(tag.start)
    reservations = _listed(tag.get("res"), ";")
    return {
        **_span(inline, tag),
        "id": tag.get("id") or _free_id(inline, f"d{number}"),
        "section": places.number(tag.start),
        "kind": tag.get("kind"),
        "status": tag.get("status"),
        "decider": tag.get("decider"),
        "votes": votes if any(value is not None for value in votes.values()) else None,
        "reservations": reservations,
        "reservation_motives": _listed(tag.get("motives"), ";") or [None] * len(reservations),
        "case": section.get("case") if section else None,
        "proposal": tag.get("proposal"),
        "amounts": [fact["id"] for fact in amounts if _within(fact, tag)],
        "mandates": [fact["id"] for fact in mandates if _within(fact, tag)],
    }


def _mandate(inline: Inline, places: _Places, number: int, tag: Tag) -> dict[str, Any]:
    return {
        **_span(inline, tag),
        "id": tag.get("id") or _free_id(inline, f"m{number}"),
        "section": places.number(tag.start),
        "giver": tag.get("giver"),
        "assignees": _listed(tag.get("to"), ";"),
        "task": tag.get("task"),
        "deadline": tag.get("deadline"),
        "due": tag.get("due"),
        "status": tag.get("status"),
        "reported_in": _listed(tag.get("reported"), ";"),
    }


def _amount(inline: Inline, places: _Places, number: int, tag: Tag) -> dict[str, Any]:
    return {
        **_span(inline, tag),
        "id": f"a{number}",
        "section": places.number(tag.start),
        "value": _number(tag.get("v")),
        "value_to": _number(tag.get("v2")),
        "unit": tag.get("u") or "SEK",
        # where no tag of the text says what money is for, nobody was asked
        **({"for": tag.get("for")} if any(other.get("for") for other in inline.named("a")) else {}),
    }


def _cell(inline: Inline, places: _Places, tag: Tag) -> dict[str, Any]:
    return {
        **_span(inline, tag),
        "section": places.number(tag.start),
        "table": tag.get("t"),
        "row": tag.get("row"),
        "column": tag.get("col"),
        "value": _number(tag.get("v")),
        "unit": tag.get("u"),
    }


def _free_id(inline: Inline, wanted: str) -> str:
    taken = {tag.get("id") for tag in inline.named("dec", "man")}
    return f"{wanted}_" if wanted in taken else wanted


def _within(fact: Mapping[str, Any], tag: Tag) -> bool:
    return bool(tag.start <= fact["start"] and fact["end"] <= tag.end)


def _listed(value: str | None, separator: str) -> list[str]:
    return [item.strip() for item in (value or "").split(separator) if item.strip()]


def _number(value: str | None) -> int | float | None:
    if value is None:
        return None
    return float(value) if "." in value else int(value)


def _iso(words: str) -> str | None:
    return words if _DAY.fullmatch(words) else None


def _slug(name: str) -> str:
    return re.sub(r"[^\w#]+", "-", name.lower()).strip("-")
