"""Doccano: JSONL of a sequence labelling project, with relations.

Doccano has no attributes: closed sets stand in the label ("decision:adopt:decided"), the rest travels in
the column "paragraf", which Doccano keeps as metadata. A span has no lasting id there (each import gives new
ones), so spans are matched with what was exported by their place.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from evaluation.exchange.composite import RELATION_NAMES, RELATIONS, all_labels, label_of, parsed
from evaluation.exchange.fields import suggestion
from evaluation.exchange.files import field_of, json_bytes, json_line, lines_of, tried
from evaluation.exchange.formats import Loaded, Options
from evaluation.exchange.offsets import CONTROLS
from evaluation.exchange.place import hints_of, ruled, spans_of
from evaluation.exchange.task import Link, Region, Task, carried_of
from pipeline.errors import GoldError

UNWANTED = CONTROLS
_COLOURS = ("#1565c0", "#2e7d32", "#6a1b9a", "#c62828", "#00838f", "#ef6c00", "#4e342e", "#37474f")


def export(tasks: list[Task], options: Options) -> dict[str, bytes]:
    """``doccano.jsonl``, and the labels to load first."""
    lines = "".join(json_line(_record(task, options)) for task in tasks)
    return {"doccano.jsonl": lines.encode(), "doccano-labels.json": labels().encode()}


def load(path: Path, options: Options) -> Loaded:
    """The examples of a JSONL export, with relations or without."""
    return [
        line if isinstance(line, GoldError) else tried(partial(_task, *line, options))
        for line in lines_of(path)
    ]


def labels() -> str:
    """The span labels, as Doccano's label page imports them."""
    found = [
        {
            "text": label,
            "suffix_key": None,
            "background_color": _COLOURS[n % len(_COLOURS)],
            "text_color": "#ffffff",
        }
        for n, label in enumerate(all_labels())
    ]
    return json_bytes(found).decode()


def _record(task: Task, options: Options) -> dict[str, Any]:
    count = ruled(task.text, options.offsets or "codepoints")
    entities = [
        {
            "id": n,
            "start_offset": count.out(each.start),
            "end_offset": count.out(each.end),
            "label": label_of(each),
        }
        for n, each in enumerate(task.regions)
    ]
    relations = [
        {"id": n, "from_id": link.source, "to_id": link.target, "type": RELATIONS[link.name]}
        for n, link in enumerate(task.links or ())
    ]
    carried = task.carried.to_json() if task.carried else None
    return {
        "text": task.text,
        "entities": entities,
        "relations": relations,
        "name": task.name,
        "paragraf": carried,
    }


def _task(place: str, record: dict[str, Any], options: Options) -> Task:
    text = field_of(record, "text", str, place)
    meta = record.get("meta") if isinstance(record.get("meta"), dict) else {}
    carried = carried_of(record.get("paragraf") or (meta or {}).get("paragraf"), place)
    name = record.get("name") or (carried.record["name"] if carried else f"doccano-{record.get('id', place)}")
    entities = _entities(record, place)
    hints = hints_of(carried) if carried else set()
    spans = [(start, end) for start, end, _, _ in entities]
    count = ruled(text, spans_of(text, spans, hints, options.offsets, "codepoints"))
    regions = []
    for number, (start, end, label, _) in enumerate(entities, 1):
        where = f"{place}: entity {number}"
        kind, plain, values = parsed(label, where)
        begin, stop = count.span(start, end, where)
        regions.append(Region(kind=kind, label=plain, start=begin, end=stop, values=values, place=where))
    ids = {each[3]: index for index, each in enumerate(entities)}
    links = (
        tuple(_links(record["relations"], ids, place)) if isinstance(record.get("relations"), list) else None
    )
    return Task(name=str(name), text=text, regions=tuple(regions), links=links, carried=carried, place=place)


def _entities(record: dict[str, Any], place: str) -> list[tuple[int, int, str, Any]]:
    """(start, end, label, id), of a project with relations or (a list of triples) without."""
    found = []
    marked = next(
        (record[key] for key in ("entities", "label", "labels") if isinstance(record.get(key), list)), None
    )
    if marked is None:
        raise GoldError(f"{place}: no entities; export a sequence labelling project as JSONL")
    for number, each in enumerate(marked, 1):
        where = f"{place}: entity {number}"
        if isinstance(each, list) and len(each) == 3:
            each = dict(zip(("start_offset", "end_offset", "label"), each, strict=True))
        if not isinstance(each, dict):
            raise GoldError(
                f"{where}: is {each!r}, not start, end and label; export a sequence labelling project"
            )
        start, end = (field_of(each, key, int, where) for key in ("start_offset", "end_offset"))
        found.append((start, end, field_of(each, "label", str, where), each.get("id")))
    return found


def _links(relations: list[Any], ids: dict[Any, int], place: str) -> list[Link]:
    found = []
    for number, each in enumerate(relations, 1):
        where = f"{place}: relation {number}"
        name = field_of(each, "type", str, where)
        if name not in RELATION_NAMES:
            raise GoldError(f"{where}: unknown type {name!r}; {suggestion(name, tuple(RELATION_NAMES))}")
        if each.get("from_id") not in ids or each.get("to_id") not in ids:
            raise GoldError(f"{where}: joins an entity that is not there; remove the relation in the tool")
        found.append(Link(RELATION_NAMES[name], ids[each["from_id"]], ids[each["to_id"]]))
    return found
