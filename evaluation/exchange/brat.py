"""brat: standoff, NAME.txt and NAME.ann, with annotation.conf for the collection.

Closed sets are attributes (A), free text is the region's note ("decider=Styrelsen | case=Dnr 2024/1"). What
brat cannot show lies beside them in NAME.paragraf.json, which brat leaves alone. brat reads a text in lines
and knows no tabs in a span, so the text it gets has a space for every tab and every break but the newline;
a region over several lines is written as brat does, in pieces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.exchange.brat_config import configuration
from evaluation.exchange.brat_parse import Marks, marks_of, note_of
from evaluation.exchange.composite import RELATION_NAMES, RELATIONS
from evaluation.exchange.fields import FIELDS, KINDS, Shown, kind_of, split, suggestion
from evaluation.exchange.files import json_bytes, json_of, text
from evaluation.exchange.formats import Loaded, Options
from evaluation.exchange.offsets import CONTROLS, LINE_BREAKS
from evaluation.exchange.place import ruled, same_words, words_unit
from evaluation.exchange.task import Carried, Link, Region, Task, carried_of
from pipeline.errors import GoldError

UNWANTED = CONTROLS + LINE_BREAKS


def export(tasks: list[Task], options: Options) -> dict[str, bytes]:
    """``NAME.txt``, ``NAME.ann`` and ``NAME.paragraf.json`` for each, and ``annotation.conf``."""
    files = {"annotation.conf": labels().encode()}
    for task in tasks:
        files[f"{task.name}.txt"] = task.text.encode()
        files[f"{task.name}.ann"] = "".join(f"{line}\n" for line in _lines(task, options)).encode()
        refs = {f"T{number}": _ref(task.text, region) for number, region in enumerate(task.regions, 1)}
        carried = json.loads(task.carried.to_json()) if task.carried else None
        files[f"{task.name}.paragraf.json"] = json_bytes({"refs": refs, "paragraf": carried})
    return files


def load(path: Path, options: Options) -> Loaded:
    """One protocol: the .ann file, with the .txt and the .paragraf.json beside it."""
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        raise GoldError(f"{path}: {beside.name} is missing; the text the offsets count in belongs beside it")
    shown = text(beside)
    refs, carried = _beside(path)
    marks = marks_of(path)
    unit = words_unit(
        shown, [(each.start, each.end, each.words) for each in marks.spans.values()], options.offsets
    )
    count = ruled(shown, unit or "codepoints")
    regions = []
    for name, span in marks.spans.items():
        kind = kind_of(span.label, span.place)
        start, end = count.span(span.start, span.end, span.place)
        for before, after in span.gaps:
            left, right = count.span(before, after, span.place)
            if shown[left:right].strip():
                raise GoldError(
                    f"{span.place}: {name} is in pieces with other words between; mark one stretch of text"
                )
        if not same_words(shown, start, end, span.words):
            raise GoldError(
                f"{span.place}: {name} says {span.words!r}, but {beside.name} has {shown[start:end]!r} "
                "there; the text was changed after it was annotated: bring the old one back"
            )
        ref, *was = refs.get(name, ("", 0, 0, 0, 0))
        if (start, end) == tuple(was[:2]):
            start, end = was[2:]
        regions.append(
            Region(
                kind=kind,
                label=span.label,
                start=start,
                end=end,
                values=_values(kind, name, marks),
                ref=ref,
                firm=False,  # brat gives the number of a removed region to the next new one
                place=f"{span.place}: {name}",
            )
        )
    links = tuple(_links(marks, list(marks.spans)))
    name = carried.record["name"] if carried else path.stem
    return [
        Task(name=name, text=shown, regions=tuple(regions), links=links, carried=carried, place=str(path))
    ]


def labels() -> str:
    """``annotation.conf``."""
    return configuration()


def attribute(kind: str, key: str) -> str:
    """The name of an attribute: "decision_kind"."""
    return f"{KINDS.get(kind, 'mention')}_{key}"


def _lines(task: Task, options: Options) -> Iterator[str]:
    count = ruled(task.text, options.offsets or "codepoints")
    attributes = notes = 0
    for number, region in enumerate(task.regions, 1):
        pieces = list(_pieces(task.text, region.start, region.end))
        spans = ";".join(f"{count.out(start)} {count.out(end)}" for start, end in pieces)
        yield f"T{number}\t{region.label} {spans}\t{' '.join(task.text[start:end] for start, end in pieces)}"
        for field in FIELDS[region.kind]:
            value = region.values.get(field.key)
            if field.choices and value:
                attributes += 1
                told = "" if field.type == "flag" else f" {value[0]}"
                yield f"A{attributes}\t{attribute(region.kind, field.key)} T{number}{told}"
        if note := note_of(region):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{note}"
    for number, link in enumerate(task.links or (), 1):
        yield f"R{number}\t{RELATIONS[link.name]} Arg1:T{link.source + 1} Arg2:T{link.target + 1}"


def _ref(shown: str, region: Region) -> list[Any]:
    """The fact, the span that brat has (no line break at its ends), and the span it has."""
    pieces = list(_pieces(shown, region.start, region.end))
    return [region.ref, pieces[0][0], pieces[-1][1], region.start, region.end]


def _pieces(shown: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span on each line that has any of it."""
    for match in re.finditer(r"[^\n]+", shown[start:end]):
        yield start + match.start(), start + match.end()


def _beside(path: Path) -> tuple[dict[str, list[Any]], Carried | None]:
    sidecar = path.with_suffix(".paragraf.json")
    if not sidecar.is_file():
        return {}, None
    record = json_of(sidecar)
    refs = record.get("refs") if isinstance(record, dict) else None
    if not isinstance(refs, dict) or not all(
        isinstance(each, list) and len(each) == 5 for each in refs.values()
    ):
        raise GoldError(f"{sidecar}: damaged; remove it to import what brat shows, or export the gold anew")
    return refs, carried_of(record.get("paragraf"), str(sidecar))


def _values(kind: str, name: str, marks: Marks) -> dict[str, Shown]:
    told, note = marks.attributes.get(name, {}), marks.notes.get(name, {})
    known = {attribute(kind, field.key) for field in FIELDS[kind] if field.choices}
    for each in told:
        if each not in known:
            raise GoldError(
                f"{marks.spans[name].place}: {name} has an unknown attribute {each!r}; "
                + (suggestion(each, tuple(sorted(known))) if known else "remove it in brat")
            )
    values: dict[str, Shown] = {}
    for field in FIELDS[kind]:
        if field.choices:
            said = told.get(attribute(kind, field.key))
            values[field.key] = () if said is None else (said or field.choices[0],)
        else:
            values[field.key] = split(field, note.get(field.key, ""))
    return values


def _links(marks: Marks, names: list[str]) -> Iterator[Link]:
    for link in marks.links:
        if link.label not in RELATION_NAMES:
            raise GoldError(
                f"{link.place}: unknown relation {link.label!r}; "
                + suggestion(link.label, tuple(RELATION_NAMES))
            )
        if link.source not in names or link.target not in names:
            raise GoldError(f"{link.place}: joins a region that is not there; remove the line")
        yield Link(RELATION_NAMES[link.label], names.index(link.source), names.index(link.target))
