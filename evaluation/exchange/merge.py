"""From what a tool gives back to gold: what a person sees in the tool wins over what was carried along.

A region is matched with the fact it was exported from: by the tool's own id, else by its place, else by
overlap. What the tool shows of a matched fact is compared with what it was shown: a field that reads the
same keeps its value, one that was edited gets the new one, and what the tool cannot show stays. A fact that
no region matches was deleted; a region that no fact matches is new and has only what the tool says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from evaluation.exchange.fields import FIELDS, MEETING, Field, Shown, read, shown, unchanged
from evaluation.exchange.guess import guessed
from evaluation.exchange.links import link, unlink
from evaluation.exchange.matching import matches, same_place
from evaluation.exchange.task import Record, Region, Task, aligned, is_placed, text_of
from evaluation.faults import SCHEMA, faults_of, text_mark
from pipeline.errors import GoldError


@dataclass(frozen=True)
class Merged:
    """The gold of one task with its text, its tables file if it had one, and what a person should look at."""

    record: Record
    text: str
    tables: str | None = None
    notes: tuple[str, ...] = ()


def merged(task: Task, original: str | None = None) -> Merged:
    """The gold of a task; `original` is the text the protocol has, to compare and to keep.

    Raises GoldError, which names file and place, for offsets outside the text, values that cannot be, and
    gold that does not hold together.
    """
    task = aligned(task, original)
    text = text_of(task, original)
    old = task.carried.record if task.carried else _empty(task.name)
    if not task.regions and (not task.carried or any(is_placed(fact, text) for fact in _all(old))):
        raise GoldError(f"{task.place}: nothing is marked in {task.name}; annotate it, or leave it out")
    notes: list[str] = (
        [] if task.carried else [f"{task.place}: nothing was carried along; meeting fields are empty"]
    )
    regions = [_trimmed(region, text, old) for region in task.regions]
    origin = matches(old, regions, text)
    facts = _facts(origin, regions, text, notes)
    record: Record = {**old, "characters": len(text)}
    if not task.carried or "text_sha256" in old:
        record["text_sha256"] = text_mark(text)
    if task.meeting is not None:
        record["document"] = _edited(old["document"], MEETING, task.meeting, f"{task.place}: meeting")
    link(facts, old, task, notes)
    for kind in FIELDS:
        before = old.get(kind) or []
        kept = [(number, fact) for number, fact in enumerate(before) if not is_placed(fact, text)]
        number = {id(fact): at for at, fact in enumerate(before)}
        found = [
            (number[id(origin[index])] if index in origin else len(before), fact)
            for index, (fact, region) in enumerate(zip(facts, regions, strict=True))
            if region.kind == kind
        ]
        if kind in old or found:
            record[kind] = _ordered(kept + found, before)
    unlink(record, old)
    fault = next(faults_of(record, text), None)
    if fault:
        raise GoldError(f"{task.place}: {fault}")
    return Merged(record, text, task.carried.tables if task.carried else None, tuple(notes))


def _empty(name: str) -> Record:
    kinds = [kind for kind in FIELDS if kind != "table_cells"]
    return {"schema": SCHEMA, "name": name, "characters": 0, "document": {}, **{kind: [] for kind in kinds}}


def _all(record: Record) -> Iterator[Record]:
    return (fact for kind in FIELDS for fact in record.get(kind) or ())


def _trimmed(region: Region, text: str, old: Record) -> Region:
    """The region without white space at its ends (a mouse catches some), as long as it is not as it was."""
    if not 0 <= region.start < region.end <= len(text):
        raise GoldError(
            f"{region.place}: [{region.start}, {region.end}) lies outside the text of {len(text)} "
            "characters; was the text changed after it was annotated? (or give --offsets)"
        )
    if any(same_place(fact, region) for fact in old.get(region.kind) or ()):
        return region
    words = text[region.start : region.end]
    if not words.strip():
        raise GoldError(f"{region.place}: {region.label} on white space only; remove it in the tool")
    begin = region.start + len(words) - len(words.lstrip())
    return replace(region, start=begin, end=region.end - len(words) + len(words.rstrip()))


def _facts(origin: dict[int, Record], regions: list[Region], text: str, notes: list[str]) -> list[Record]:
    facts = []
    for index, region in enumerate(regions):
        span = {"start": region.start, "end": region.end, "text": text[region.start : region.end]}
        was = origin.get(index)
        if was is None:
            fact = _edited(
                {**span, **guessed(region, text[region.start : region.end])},
                FIELDS[region.kind],
                _filled(region),
                region.place,
            )
            if doubt := _doubt(region, fact):
                notes.append(f"{region.place}: {doubt}")
        else:
            fact = _edited({**was, **span}, FIELDS[region.kind], region.values, region.place, was)
            fact = _following(fact, was, region)
        if region.kind == "mentions":
            fact = _relabelled(fact, was or {}, region)
        facts.append(fact)
    return facts


def _edited(
    fact: Record,
    fields: tuple[Field, ...],
    values: Mapping[str, Shown],
    place: str,
    was: Record | None = None,
) -> Record:
    """The fact with every field that reads otherwise than it was shown."""
    changed = dict(fact)
    for each in fields:
        before = shown(each, (was or fact).get(each.key))
        if each.key in values and not unchanged(before, values[each.key]):
            changed[each.key] = read(each, values[each.key], place)
            if changed[each.key] is None and each.choices and each.type == "choice":
                changed[each.key] = fact.get(each.key)  # a choice that was taken away is no answer
    if "reservation_motives" in changed:
        changed["reservation_motives"] = _as_long(changed["reservation_motives"], changed.get("reservations"))
    return changed


def _as_long(motives: list[Any] | None, reservations: list[Any] | None) -> list[Any]:
    """A motive (or None) for each reservation: the two lists are read in step."""
    wanted = len(reservations or ())
    return [*(motives or []), *[None] * wanted][: max(wanted, 0)]


def _following(fact: Record, was: Record, region: Region) -> Record:
    """A name that was the words of the span is the words of the span when the span is moved."""
    key = {"attendance": "person", "mandates": "task"}.get(region.kind)
    if key and fact[key] == was[key] == _squeezed(was["text"]):
        fact[key] = _squeezed(fact["text"])
    return fact


def _relabelled(fact: Record, was: Record, region: Region) -> Record:
    """With the label of the tool; what was emptied goes, and what belonged to another label unseen."""
    kept = dict(fact)
    for key in ("value", "entity"):
        emptied = kept.get(key) is None and was.get(key) is not None
        if key in kept and (emptied or (kept["label"] != region.label and key not in region.values)):
            del kept[key]
    return kept | {"label": region.label}


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _filled(region: Region) -> dict[str, Shown]:
    """What a person filled in for a new fact: an empty field leaves what the words themselves tell."""
    return {key: value for key, value in region.values.items() if value}


def _doubt(region: Region, fact: Record) -> str:
    """What a new fact has by default only, because the tool did not say it."""
    missing = [
        f"{each.key} {fact[each.key]}"
        for each in FIELDS[region.kind]
        if each.type == "choice" and not region.values.get(each.key) and fact.get(each.key)
    ]
    words = _squeezed(fact["text"])
    return f"new {region.label} {words[:40]!r} was given {', '.join(missing)}" if missing else ""


def _ordered(facts: list[tuple[int, Record]], before: list[Record]) -> list[Record]:
    """In the order of the text, if that is the order the gold had; else as they stood, new ones last."""
    spans = [_place(fact) for fact in before]
    in_text = spans == sorted(spans)
    return [fact for _, fact in sorted(facts, key=lambda item: (_place(item[1]) if in_text else (), item[0]))]


def _place(fact: Record) -> tuple[int, int, str]:
    return fact.get("start", -1), fact.get("end", -1), fact.get("label", "")
