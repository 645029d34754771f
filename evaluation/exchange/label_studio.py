"""Label Studio: tasks in JSON, each with the annotations of the people (or the predictions of a draft).

A fact is a region with a label; its fields are choices and text areas of the region; the meeting's are
those of the task. Offsets count code points in the editor of today (its selection-tools.js says so), and
UTF-16 code units in that of 2021 and before: which, the words that are kept with a region tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.exchange.annotator import annotation_of
from evaluation.exchange.composite import RELATION_NAMES, RELATIONS
from evaluation.exchange.fields import FIELDS, KINDS, MEETING, Field, Shown, kind_of, suggestion
from evaluation.exchange.files import field_of, json_bytes, json_of, tried
from evaluation.exchange.formats import Loaded, Options
from evaluation.exchange.label_studio_config import configuration, control
from evaluation.exchange.offsets import CONTROLS
from evaluation.exchange.place import Ruled, hints_of, ruled, same_words, spans_of, words_unit
from evaluation.exchange.task import Link, Region, Task, carried_of
from pipeline.errors import GoldError

UNWANTED = CONTROLS


def export(tasks: list[Task], options: Options) -> dict[str, bytes]:
    """``label-studio.json``, and the labelling configuration to load first."""
    found = [_record(task, options) for task in tasks]
    return {"label-studio.json": json_bytes(found), "label-studio.xml": labels().encode()}


def load(path: Path, options: Options) -> Loaded:
    """The tasks of a JSON export, with the annotation of one person each."""
    found = json_of(path)
    records = found if isinstance(found, list) else [found]
    places = [f"{path}: task {number}" for number in range(1, len(records) + 1)]
    return [tried(partial(_task, *each, options)) for each in zip(records, places, strict=True)]


def labels() -> str:
    """The labelling configuration."""
    return configuration()


def _record(task: Task, options: Options) -> dict[str, Any]:
    count = ruled(task.text, options.offsets or "codepoints")
    result = [*_meeting_result(task), *_result(task, count)]
    carried = replace(task.carried, draft=bool(options.model)).to_json() if task.carried else None
    record: dict[str, Any] = {"data": {"text": task.text, "name": task.name, "paragraf": carried}}
    if not options.model:
        return record | {"annotations": [{"result": result}]}
    scores = [region.score for region in task.regions if region.score is not None]
    mean = round(sum(scores) / len(scores), 4) if scores else None
    return record | {"predictions": [{"model_version": options.model, "score": mean, "result": result}]}


def _meeting_result(task: Task) -> Iterator[dict[str, Any]]:
    for field in MEETING:
        if value := (task.meeting or {}).get(field.key):
            name = control("meeting", field)
            yield {"id": name, "from_name": name, "to_name": "text", **_answer(field, value, {})}


def _result(task: Task, count: Ruled) -> Iterator[dict[str, Any]]:
    for region in task.regions:
        span = {"start": count.out(region.start), "end": count.out(region.end)}
        words = {**span, "text": task.text[region.start : region.end]}
        same: dict[str, Any] = {"id": _id(region), "to_name": "text", "origin": "manual"}
        score = {} if region.score is None else {"score": round(region.score, 4)}
        yield {
            **same,
            "from_name": "label",
            "type": "labels",
            "value": {**words, "labels": [region.label]},
            **score,
        }
        for field in FIELDS[region.kind]:
            if value := region.values.get(field.key):
                yield {**same, "from_name": control(region.kind, field), **_answer(field, value, words)}
    for link in task.links or ():
        yield {
            "type": "relation",
            "from_id": _id(task.regions[link.source]),
            "to_id": _id(task.regions[link.target]),
            "direction": "right",
            "labels": [RELATIONS[link.name]],
        }


def _answer(field: Field, value: Shown, span: Mapping[str, Any]) -> dict[str, Any]:
    if field.choices:
        return {"type": "choices", "value": {**span, "choices": list(value)}}
    return {"type": "textarea", "value": {**span, "text": list(value)}}


def _id(region: Region) -> str:
    return region.ref.replace(":", "-")


def _task(record: Any, place: str, options: Options) -> Task:
    if not isinstance(record, dict):
        raise GoldError(f"{place}: no task; export the project as JSON")
    data = field_of(record, "data", dict, place)
    text = field_of(data, "text", str, f"{place}: data")
    carried = carried_of(data.get("paragraf"), place)
    name = str(data.get("name") or (carried.record["name"] if carried else f"task-{record.get('id', place)}"))
    place = f"{place} ({name})"
    annotation = annotation_of(record, place, options.annotator)
    if carried and carried.draft and annotation.get("parent_prediction", "unsaid") is None:
        carried = carried.bare()
    result = [each for each in field_of(annotation, "result", list, place) if isinstance(each, dict)]
    marked = [each for each in result if "start" in each.get("value", {}) and each.get("type") == "labels"]
    places = [(_offset(each, "start", place), _offset(each, "end", place)) for each in marked]
    words = [str(each["value"].get("text", "")) for each in marked]
    unit = words_unit(
        text, [(*span, said) for span, said in zip(places, words, strict=True)], options.offsets
    )
    hints = hints_of(carried) if carried else set()
    count = ruled(text, unit or spans_of(text, places, hints, None, "codepoints"))
    answers = _answers(result, place)
    regions: list[Region] = []
    index: dict[str, int] = {}
    for each, span in zip(marked, places, strict=True):
        where = f"{place}: region {each.get('id')}"
        start, end = count.span(*span, where)
        if not same_words(text, start, end, str(each["value"].get("text", ""))):
            raise GoldError(
                f"{where}: its words are {each['value']['text']!r}, the text has {text[start:end]!r} "
                "there; say how the tool counts with --offsets, or export it anew"
            )
        index.setdefault(str(each.get("id")), len(regions))
        for label in each["value"].get("labels") or [""]:
            kind = kind_of(str(label), where)
            regions.append(
                Region(
                    kind=kind,
                    label=str(label),
                    start=start,
                    end=end,
                    values=_values(kind, answers.get(str(each.get("id")), {})) if answers else {},
                    ref=str(each.get("id", "")).replace("-", ":"),
                    place=where,
                )
            )
    if stray := sorted(set(answers) - set(index)):
        raise GoldError(
            f"{place}: region {stray[0]}: has no label; choose one in Label Studio, or remove the region"
        )
    told = {each.get("from_name"): _strings(each) for each in result if "start" not in each.get("value", {})}
    meeting = {field.key: told.get(control("meeting", field), ()) for field in MEETING}
    return Task(
        name=name,
        text=text,
        regions=tuple(regions),
        links=tuple(_links(result, index, place)),
        meeting=meeting if any(meeting.values()) else None,
        carried=carried,
        place=place,
    )


def _offset(each: Mapping[str, Any], key: str, place: str) -> int:
    value = each["value"].get(key)
    if isinstance(value, int):
        return value
    raise GoldError(
        f"{place}: region {each.get('id')}: {key} is {value!r}, no offset; annotate a Text, not HyperText"
    )


def _answers(result: list[dict[str, Any]], place: str) -> dict[str, dict[str, Shown]]:
    """By region: what its choices and text areas say. Empty where the project has none of them."""
    found: dict[str, dict[str, Shown]] = {}
    for each in result:
        if each.get("type") in ("choices", "textarea", "number") and "start" in each.get("value", {}):
            name = str(each.get("from_name"))
            known = tuple(control(kind, field) for kind, fields in FIELDS.items() for field in fields)
            if name not in known and name.partition("_")[0] in (*KINDS.values(), "mention"):
                raise GoldError(
                    f"{place}: region {each.get('id')}: unknown field {name!r}; {suggestion(name, known)}"
                )
            found.setdefault(str(each.get("id")), {})[name] = _strings(each)
    return found


def _strings(each: Mapping[str, Any]) -> Shown:
    value = each.get("value", {})
    said = value.get("choices", value.get("number", value.get("text", ())))
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),)


def _values(kind: str, said: Mapping[str, Shown]) -> dict[str, Shown]:
    """Every field of the kind, () where the person left it empty."""
    return {field.key: said.get(control(kind, field), ()) for field in FIELDS[kind]}


def _links(result: list[dict[str, Any]], index: Mapping[str, int], place: str) -> Iterator[Link]:
    for each in result:
        if each.get("type") != "relation":
            continue
        ends = (str(each.get("from_id")), str(each.get("to_id")))
        where = f"{place}: relation {ends[0]} → {ends[1]}"
        if each.get("direction") == "left":
            ends = (ends[1], ends[0])
        if not all(end in index for end in ends):
            raise GoldError(f"{where}: joins a region that is not there; remove the relation in the tool")
        names = each.get("labels") or []
        for name in names:
            if name not in RELATION_NAMES:
                raise GoldError(
                    f"{where}: unknown label {name!r}; {suggestion(str(name), tuple(RELATION_NAMES))}"
                )
            yield Link(RELATION_NAMES[name], index[ends[0]], index[ends[1]])
        if not names:
            raise GoldError(f"{where}: has no label; choose one of {', '.join(RELATION_NAMES)} in the tool")
