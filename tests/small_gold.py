"""Small invented gold in a folder, and extractors that find most of it: to measure without a model."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.gold import load
from evaluation.score import source_of
from pipeline.facts import Document, Mention

NAMES = ("hällnäs-2023-05-04", "hällnäs-2023-08-31", "tärnviken-2023-06-12")
_PEOPLE = ("Åsa Öberg", "Per Lind", "Östen Ärlig")
_TEXT = """{body} {date}
Närvarande: Åsa Öberg, Per Lind och Östen Ärlig.
§ 7 Bryggan
Styrelsen beslutar att avsätta {sum} kronor till bryggan.
Per Lind får i uppdrag att hämta in anbud.
§ 8 Läget
Rapporten läggs till handlingarna.
"""


def gold_folder(place: Path, names: Iterable[str] = NAMES) -> Path:
    """A folder with gold for each of the names."""
    place.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        body, _, date = name.partition("-")
        text = _TEXT.format(body=f"{body.capitalize()} byalag", date=date, sum=1200 + number)
        (place / f"{name}.txt").write_bytes(text.encode())
        write_gold(place / f"{name}.gold.json", record(name, text))
    return place


def write_gold(path: Path, content: dict[str, Any]) -> None:
    """The record as a gold file."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def record(name: str, text: str) -> dict[str, Any]:
    """What a person would mark in such a text."""

    def spans(words: str) -> list[dict[str, Any]]:
        found = re.finditer(words, text)
        return [{"start": m.start(), "end": m.end(), "text": m[0]} for m in found]

    body, date = text.splitlines()[0].rsplit(" ", 1)
    clauses = {"fund": r"Styrelsen beslutar att .* bryggan", "note": "Rapporten läggs till handlingarna"}
    labels = {"PERSON": "|".join(_PEOPLE), "BODY": f"{body}|Styrelsen", "AMOUNT": r"\d+ kronor"}
    row: dict[str, Any] = {"organisation": None, "roles": [], "standing": "other", "present": True}
    told = {"giver": None, "assignees": ["Per Lind"], "task": "hämta in anbud", "deadline": None}
    return {
        "schema": "paragraf-gold/1",
        "name": name,
        "characters": len(text),
        "document": {"kind": "minutes", "body": body, "date": date},
        "mentions": sorted(
            ({**span, "label": label} for label, words in labels.items() for span in spans(words)),
            key=lambda mention: mention["start"],
        ),
        "sections": [
            {**span, "number": span["text"][2], "title": span["text"][4:], "kind": "item"}
            for span in spans("§ .*")
        ],
        "attendance": [{**spans(person)[0], "person": person, **row} for person in _PEOPLE],
        "decisions": [
            {**span, "kind": kind, "status": "decided", "decider": None}
            for kind, words in clauses.items()
            for span in spans(words)
        ],
        "mandates": [{**span, **told, "status": "decided"} for span in spans("Per Lind får i .* anbud")],
        "amounts": [
            {**span, "value": float(span["text"].split()[0]), "unit": "SEK"} for span in spans(r"\d+ kronor")
        ],
        "people": [{"name": person, "variants": [person]} for person in _PEOPLE],
    }


Finds = Callable[[Path], Document]


def finder(gold: Path, missing: Iterable[str] = (), extra: Iterable[str] = ()) -> Finds:
    """An extractor that finds all of the gold but mentions of the words `missing`, and takes every place
    of the words `extra` for an organisation."""
    without, also = set(missing), tuple(extra)

    def find(path: Path) -> Document:
        found = load(gold / f"{path.stem}.gold.json").document()
        more = [
            Mention(start=m.start(), end=m.end(), text=m[0], label="ORG", rule="pretended")
            for words in also
            for m in re.finditer(words, found.source.text)
        ]
        kept = [mention for mention in found.mentions if mention.text not in without]
        return replace(found, model="pretender 1", mentions=(*kept, *more))

    return find


def noisy(gold: Path, seed: int) -> Finds:
    """An extractor that drops, shortens and doubles facts of all kinds as the `seed` has it."""
    by_source = {source_of(one): one for one in map(load, sorted(gold.glob("*.gold.json")))}

    def find(path: Path) -> Document:
        found = by_source[path].document()
        chance = random.Random(f"{seed} {path.name}")

        def some(facts: Iterable[Any]) -> tuple[Any, ...]:
            kept = []
            for fact in facts:
                what = chance.random()
                if what > 0.15:
                    shorter = replace(fact, end=fact.end - 2, text=fact.text[:-2])
                    kept += [shorter if what < 0.3 else fact] * (1 + (what > 0.9))
            return tuple(kept)

        kinds = ("mentions", "sections", "attendance", "decisions", "mandates", "amounts")
        changes: dict[str, Any] = {kind: some(getattr(found, kind)) for kind in kinds}
        return replace(found, **changes)

    return find
