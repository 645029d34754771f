"""Prodigy: JSONL of a task a line, with tokens, spans and relations.

Labels hold the closed sets ("decision:adopt:decided"); the task's field "paragraf" carries what else a fact
has, and a span its "id", both of which Prodigy keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.exchange.composite import RELATION_NAMES, RELATIONS, all_labels, label_of, parsed
from evaluation.exchange.fields import suggestion
from evaluation.exchange.files import field_of, json_line, lines_of, tried
from evaluation.exchange.formats import Loaded, Options
from evaluation.exchange.place import ruled
from evaluation.exchange.task import Link, Region, Task, carried_of
from evaluation.exchange.tokens import tokens
from pipeline.errors import GoldError

UNWANTED = ""


def export(tasks: list[Task], options: Options) -> dict[str, bytes]:
    """``prodigy.jsonl``."""
    return {"prodigy.jsonl": "".join(json_line(_record(task, options)) for task in tasks).encode()}


def load(path: Path, options: Options) -> Loaded:
    """The tasks that were accepted; one that was rejected or ignored is no gold."""
    found: Loaded = []
    for line in lines_of(path):
        if isinstance(line, GoldError):
            found.append(line)
        elif line[1].get("answer", "accept") == "accept":
            found.append(tried(partial(_task, *line, options)))
    if not found:
        raise GoldError(f"{path}: no task was accepted; accept them in Prodigy (the green button)")
    return found


def labels() -> str:
    """The labels, as ``prodigy spans.manual`` and ``rel.manual`` take them."""
    relations = ",".join(RELATIONS.values())
    return f"--span-label {','.join(all_labels())} --label {relations}\n"


def _record(task: Task, options: Options) -> dict[str, Any]:
    count = ruled(task.text, options.offsets or "codepoints")
    cut = tokens(task.text, ((region.start, region.end) for region in task.regions))
    pieces = zip(cut.words, cut.spaces, cut.starts(), strict=True)
    spans = [_span(region, cut.of(region.start, region.end), count) for region in task.regions]
    record: dict[str, Any] = {
        "text": task.text,
        "tokens": [
            {
                "text": word,
                "start": count.out(start),
                "end": count.out(start + len(word)),
                "id": number,
                "ws": space,
            }
            for number, (word, space, start) in enumerate(pieces)
        ],
        "spans": spans,
        "relations": [
            _relation(link.name, spans[link.source], spans[link.target]) for link in task.links or ()
        ],
        "meta": {"name": task.name},
        "paragraf": task.carried.to_json() if task.carried else None,
    }
    return record if options.model else record | {"answer": "accept"}


def _span(region: Region, held: tuple[int, int], count: Any) -> dict[str, Any]:
    span = {"start": count.out(region.start), "end": count.out(region.end)}
    found = {
        **span,
        "token_start": held[0],
        "token_end": held[1] - 1,
        "label": label_of(region),
        "id": region.ref,
    }
    return found if region.score is None else found | {"score": round(region.score, 4)}


def _relation(name: str, head: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    kept = ("start", "end", "token_start", "token_end", "label")
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {key: head[key] for key in kept},
        "child_span": {key: child[key] for key in kept},
        "label": RELATIONS[name],
    }


def _task(place: str, record: dict[str, Any], options: Options) -> Task:
    text = field_of(record, "text", str, place)
    carried = carried_of(record.get("paragraf"), place)
    meta = record.get("meta")
    named = meta.get("name") if isinstance(meta, dict) else None
    name = str(named or (carried.record["name"] if carried else f"prodigy-{place.rpartition(':')[2]}"))
    count = ruled(text, options.offsets or "codepoints")
    regions = []
    for number, span in enumerate(field_of(record, "spans", list, place), 1):
        where = f"{place}: span {number}"
        start, end = (field_of(span, key, int, where) for key in ("start", "end"))
        kind, label, values = parsed(field_of(span, "label", str, where), where)
        begin, stop = count.span(start, end, where)
        regions.append(
            Region(
                kind=kind,
                label=label,
                start=begin,
                end=stop,
                values=values,
                ref=str(span.get("id", "")),
                place=where,
            )
        )
    relations = record.get("relations")
    links = tuple(_links(relations, record["spans"], place)) if isinstance(relations, list) else None
    return Task(name=name, text=text, regions=tuple(regions), links=links, carried=carried, place=place)


def _links(relations: list[Any], spans: list[Any], place: str) -> Iterator[Link]:
    places = {(span["start"], span["end"], span["label"]): number for number, span in enumerate(spans)}
    for number, each in enumerate(relations, 1):
        where = f"{place}: relation {number}"
        name = field_of(each, "label", str, where)
        if name not in RELATION_NAMES:
            raise GoldError(f"{where}: unknown label {name!r}; {suggestion(name, tuple(RELATION_NAMES))}")
        ends = [places.get(_key(field_of(each, side, dict, where))) for side in ("head_span", "child_span")]
        if ends[0] is None or ends[1] is None:
            raise GoldError(f"{where}: joins a span that is not there; remove the relation in the tool")
        yield Link(RELATION_NAMES[name], ends[0], ends[1])


def _key(span: dict[str, Any]) -> tuple[Any, Any, Any]:
    return span.get("start"), span.get("end"), span.get("label")
