"""What changed between two states of gold: facts added, removed and changed, field by field."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evaluation import gold
from evaluation.align import Alignment, Place, align, overlap
from evaluation.assign import assign
from evaluation.faults import faults_of, line_of
from evaluation.goldfile import SPANS, Record
from pipeline.errors import GoldError

What = Literal["added", "removed", "changed"]

PLAIN = ("schema", "name", "format", "layout", "only")


@dataclass(frozen=True)
class Change:
    """A fact that one state has and the other has not, or has otherwise.

    `line` is its line in the new file (in the old one when it was removed), `label` what kind of
    its kind it is, `fields` the (field, old, new) values of a changed one.
    """

    what: What
    kind: str
    label: str
    text: str
    line: int | None
    fields: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(frozen=True)
class Differing:
    """A gold file that differs: `old` or `new` is None when the other state has no such file."""

    name: str
    old: Path | None
    new: Path | None
    text_changed: bool
    changes: tuple[Change, ...]


def golddiff(old: Path, new: Path) -> tuple[Differing, ...]:
    """The files that differ between two folders of gold, by file name, or between two files.

    Where the text itself changed, facts are compared by the words they stand on. Raises GoldError
    for a file that is no gold.
    """
    if old.is_file() and new.is_file():
        pairs: list[tuple[Path | None, Path | None]] = [(*gold.find(old), *gold.find(new))]  # type: ignore[list-item] # one file each
    else:
        before, after = _by_name(old), _by_name(new)
        pairs = [(before.get(name), after.get(name)) for name in sorted(before.keys() | after.keys())]
    differing = (_compare(one, other) for one, other in pairs)
    return tuple(found for found in differing if found is not None)


def _by_name(folder: Path) -> dict[str, Path]:
    return {unicodedata.normalize("NFC", path.name): path for path in gold.find(folder)}


@dataclass(frozen=True)
class _State:
    path: Path
    raw: str
    text: str
    record: Record

    def facts(self, kind: str) -> list[Record]:
        facts: list[Record] = self.record.get(kind) or []
        return facts


def _state(path: Path) -> _State:
    raw, text = gold.read(path), gold.text_of(path)
    record = gold.record_of(path, raw)
    for fault in faults_of(record, text):
        raise GoldError(f"{path}:{line_of(raw, fault.place) or 1}: {fault} (paragraf gold check names all)")
    cells = [*record.get("table_cells", ()), *_cells_beside(path)]
    return _State(path, raw, text, {**record, "table_cells": cells})


def _cells_beside(path: Path) -> list[Record]:
    """The cells of a NAME.tables.json, which have no place in the text."""
    return [
        {
            "start": 0, "end": 0, "text": f"{cell.row} | {cell.column}",
            "table": cell.table, "row": cell.row, "column": cell.column,
            "value": cell.value, "unit": cell.unit,
        }
        for cell in gold.table_file(path) or ()
    ]  # fmt: skip


def _compare(old: Path | None, new: Path | None) -> Differing | None:
    if old is None or new is None:
        there = new or old
        assert there is not None  # a name is in one of the two folders
        state = _state(there)
        what: What = "removed" if new is None else "added"
        changes = [
            _change(what, state, kind, number, fact)
            for kind in SPANS
            for number, fact in enumerate(state.facts(kind))
        ]
        return Differing(there.name, old, new, False, tuple(changes))
    before, after = _state(old), _state(new)
    changed = before.text != after.text
    changes = list(_changes(before, after, align(after.text, before.text) if changed else None))
    return Differing(new.name, old, new, changed, tuple(changes)) if changes or changed else None


def _changes(old: _State, new: _State, alignment: Alignment | None) -> Iterator[Change]:
    for key in PLAIN:
        yield from _fields(key, old.record.get(key), new.record.get(key), new)
    yield from _object(new, "document", "", old.record["document"], new.record["document"])
    for kind, key in (("parts", "id"), ("people", "name")):
        yield from _keyed(old, new, kind, key, moved=alignment is not None)
    for kind in SPANS:
        yield from _spans(old, new, kind, alignment)


def _fields(key: str, before: Any, after: Any, new: _State) -> Iterator[Change]:
    if before != after:
        yield Change("changed", key, "", "", line_of(new.raw, key), ((key, before, after),))


def _object(
    new: _State, place: str, label: str, before: Record, after: Record, skip: Sequence[str] = ()
) -> Iterator[Change]:
    fields = _differing(before, after, skip)
    if fields:
        yield Change("changed", place.partition("[")[0], label, "", line_of(new.raw, place), fields)


def _keyed(old: _State, new: _State, kind: str, key: str, moved: bool) -> Iterator[Change]:
    """People and parts, which have a name of their own; namesakes in the order of the file."""
    before, after = _named(old.facts(kind), key), _named(new.facts(kind), key)
    skip = ("start", "end") if moved else ()
    for name, (number, record) in after.items():
        if name in before:
            yield from _object(new, f"{kind}[{number}]", str(record.get(key)), before[name][1], record, skip)
        else:
            line = line_of(new.raw, f"{kind}[{number}]")
            yield Change("added", kind, str(record.get(key)), "", line)
    for name, (number, record) in before.items():
        if name not in after:
            line = line_of(old.raw, f"{kind}[{number}]")
            yield Change("removed", kind, str(record.get(key)), "", line)


def _named(records: Sequence[Record], key: str) -> dict[tuple[str, int], tuple[int, Record]]:
    named: dict[tuple[str, int], tuple[int, Record]] = {}
    for number, record in enumerate(records):
        same = sum(1 for name, _ in named if name == str(record.get(key)))
        named[str(record.get(key)), same] = (number, record)
    return named


def _spans(old: _State, new: _State, kind: str, alignment: Alignment | None) -> Iterator[Change]:
    before, after = old.facts(kind), new.facts(kind)
    skip = ("start", "end", "text") if alignment else ()
    here = [_place(fact, alignment, in_old=True) for fact in before]
    there = [_place(fact, alignment, in_old=False) for fact in after]
    left, right = _unequal(before, after, here, there, skip)
    weights = {
        (i, j): weight
        for i in left
        for j in right
        if (weight := _alike(before[i], after[j], overlap(here[i], there[j]))) > 0
    }
    chosen = dict(assign(weights))
    for i, j in chosen.items():
        fields = _differing(before[i], after[j], skip)
        if alignment and here[i] != there[j]:
            fields = (("text", before[i]["text"], after[j]["text"]), *fields)
        yield _change("changed", new, kind, j, after[j], fields)
    for i in left:
        if i not in chosen:
            yield _change("removed", old, kind, i, before[i])
    for j in sorted(set(right) - set(chosen.values())):
        yield _change("added", new, kind, j, after[j])


def _unequal(
    before: Sequence[Record],
    after: Sequence[Record],
    here: Sequence[Place | None],
    there: Sequence[Place | None],
    skip: Sequence[str],
) -> tuple[list[int], list[int]]:
    """The numbers of the facts on both sides that have no exact equal on the other."""
    equal: dict[str, list[int]] = {}
    for j, fact in enumerate(after):
        equal.setdefault(_said(fact, there[j], skip), []).append(j)
    left = []
    for i, fact in enumerate(before):
        same = equal.get(_said(fact, here[i], skip))
        if same:
            same.pop(0)
        else:
            left.append(i)
    return left, sorted(j for same in equal.values() for j in same)


def _said(fact: Record, place: Place | None, skip: Sequence[str]) -> str:
    kept = {key: value for key, value in fact.items() if key not in skip and value is not None}
    return f"{place} {json.dumps(kept, ensure_ascii=False, sort_keys=True)}"


def _place(fact: Record, alignment: Alignment | None, in_old: bool) -> Place | None:
    start, end = fact["start"], fact["end"]
    if alignment is None:
        return start, end
    return alignment.gold_place(start, end) if in_old else alignment.place(start, end)


def _alike(before: Record, after: Record, shared: float) -> float:
    """How well a changed fact answers to an old one: it stands on some of the same words."""
    if not shared:
        return 0.0
    keys = before.keys() & after.keys()
    same = sum(before[key] == after[key] for key in keys) / len(keys) if keys else 0.0
    return 1 + shared + same


def _differing(
    before: Mapping[str, Any], after: Mapping[str, Any], skip: Sequence[str]
) -> tuple[tuple[str, Any, Any], ...]:
    """Fields whose values differ; a field that is absent is as good as null."""
    keys = [key for key in dict.fromkeys((*before, *after)) if key not in skip]
    return tuple((key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key))


def _change(
    what: What,
    state: _State,
    kind: str,
    number: int,
    fact: Record,
    fields: tuple[tuple[str, Any, Any], ...] = (),
) -> Change:
    return Change(
        what, kind, _label(kind, fact), fact["text"], line_of(state.raw, f"{kind}[{number}]"), fields
    )


def _label(kind: str, fact: Record) -> str:
    if kind == "sections":
        return f"§ {fact['number']}" if fact.get("number") else str(fact["kind"])
    key = {"mentions": "label", "decisions": "status", "mandates": "status", "attendance": "standing"}.get(
        kind
    )
    return str(fact[key]) if key else f"{fact['value']:.15g}"
