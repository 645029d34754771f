"""A protocol as an annotation tool has it: a text, marked regions, links between them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from evaluation.exchange.fields import FIELDS, KINDS, MEETING, Field, Shown, shown
from evaluation.exchange.offsets import Replaced, put_back, ruler, taken_out, without
from evaluation.faults import text_mark
from pipeline.errors import GoldError

Record = dict[str, Any]
VERSION = "paragraf-exchange/1"
LINKS: dict[str, str] = {"amounts": "amounts", "mandates": "mandates", "proposal": "decisions"}
# a field of a decision that holds ids → the kind of fact that has them


@dataclass(frozen=True, kw_only=True)
class Region:
    """One marked fact; offsets count code points of the task's text.

    `values` has an entry for each field that the tool lets a person edit (() where it is empty) and none
    for the others. `ref` is the fact it was exported from ("decisions:3"), "" for one drawn by hand; `firm`
    says that the tool never gives a ref to another region. `place` is for messages: "task 3: region x1".
    """

    kind: str
    label: str
    start: int
    end: int
    values: Mapping[str, Shown] = field(default_factory=dict)
    ref: str = ""
    firm: bool = True
    place: str = ""
    score: float | None = None


@dataclass(frozen=True)
class Link:
    """The decision at index `source` of the regions holds the region at `target` in its field `name`."""

    name: str
    source: int
    target: int


@dataclass(frozen=True)
class Carried:
    """What travels beside the text: the gold as it was, what was taken out of its text, its tables file.

    `draft` says that the extractor made it and nobody has read it.
    """

    record: Record
    sha256: str
    replaced: Replaced = ()
    tables: str | None = None
    draft: bool = False

    def to_json(self) -> str:
        """As one line of plain ASCII, for a field of a tool that holds text."""
        record: Record = {
            "version": VERSION,
            "sha256": self.sha256,
            "replaced": self.replaced,
            "gold": self.record,
        }
        if self.tables is not None:
            record["tables"] = self.tables
        if self.draft:
            record["draft"] = True
        return json.dumps(record)

    def bare(self) -> Carried:
        """Without the facts: for somebody who annotated from the bare text, not from the draft."""
        head = ("schema", "name", "characters", "text_sha256")
        kept: Record = {key: self.record[key] for key in head if key in self.record}
        kinds: Record = {kind: [] for kind in FIELDS if kind in self.record}
        meeting = {field.key: None for field in MEETING if field.key != "kind"}
        return replace(self, record={**kept, "document": meeting, **kinds})


@dataclass(frozen=True, kw_only=True)
class Task:
    """One protocol in a tool. `links` and `meeting` are None where the tool cannot show them."""

    name: str
    text: str
    regions: tuple[Region, ...]
    links: tuple[Link, ...] | None = None
    meeting: Mapping[str, Shown] | None = None
    carried: Carried | None = None
    place: str = ""


def task_of(record: Record, text: str, unwanted: str = "", tables: str | None = None) -> Task:
    """The task to export for gold on its text; `unwanted` characters are shown as a space.

    Facts without words of the text (a cell of a table that has no offsets) are carried only.
    """
    regions = tuple(
        Region(
            kind=kind,
            label=fact["label"] if kind == "mentions" else KINDS[kind],
            start=fact["start"],
            end=fact["end"],
            values=shown_fields(FIELDS[kind], fact),
            ref=f"{kind}:{number}",
            score=fact.get("score"),
        )
        for kind in FIELDS
        for number, fact in enumerate(record.get(kind) or ())
        if is_placed(fact, text)
    )
    stripped = {
        **record,
        **{
            kind: [{key: value for key, value in fact.items() if key != "score"} for fact in record[kind]]
            for kind in FIELDS
            if kind in record
        },
    }
    return Task(
        name=record["name"],
        text=without(text, unwanted),
        regions=regions,
        links=tuple(_links(record, regions)),
        meeting=shown_fields(MEETING, record["document"]),
        carried=Carried(stripped, text_mark(text), taken_out(text, unwanted), tables),
    )


def shown_fields(fields: tuple[Field, ...], fact: Mapping[str, Any]) -> dict[str, Shown]:
    """Every field of a fact as a tool shows it."""
    return {each.key: shown(each, fact.get(each.key)) for each in fields}


def is_placed(fact: Mapping[str, Any], text: str) -> bool:
    """Whether a fact has offsets that hold its words."""
    start, end = fact.get("start"), fact.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return False
    return bool(text[start:end] == fact.get("text"))


def carried_of(written: Any, place: str) -> Carried | None:
    """What a tool gives back of `Carried.to_json` (the line, or the object it stands for); None for nothing.

    Raises GoldError when it was damaged.
    """
    if written in (None, "", {}) or written != written:  # a table of pandas has NaN where nothing stands
        return None
    try:
        record = json.loads(written) if isinstance(written, str) else written
        if record["version"] != VERSION:
            raise GoldError(
                f"{place}: was exported by another version ({record['version']}); export the gold anew"
            )
        return Carried(
            record["gold"],
            record["sha256"],
            tuple((int(offset), str(letter)) for offset, letter in record["replaced"]),
            record.get("tables"),
            bool(record.get("draft")),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise GoldError(
            f'{place}: what Paragraf carried along ("paragraf") is damaged; remove it to import what the '
            "tool shows, or export the gold anew"
        ) from error


def aligned(task: Task, original: str | None) -> Task:
    """The task with its offsets in the original where the tool has made one character of every CR LF."""
    if original is None or len(original) == len(task.text):
        return task
    narrow = ruler(original, "newlines")
    if narrow.out(len(original)) != len(task.text):
        return task
    regions = []
    for region in task.regions:
        start, end = narrow.back(region.start), narrow.back(region.end)
        if start is None or end is None:
            return task
        regions.append(replace(region, start=start, end=end))
    return replace(task, text=original, regions=tuple(regions))


def text_of(task: Task, original: str | None) -> str:
    """The text of the gold: the original where it is given, else what the tool has with all put back.

    Raises GoldError when the tool's text is not that of the original, or not what was exported.
    """
    if original is not None:
        for offset, (was, now) in enumerate(zip(original, task.text, strict=False)):
            if was != now and not (now in " \ufffd\n" and _blank(was)):
                raise GoldError(_differs(task, original, offset))
        if len(original) != len(task.text):
            raise GoldError(_differs(task, original, min(len(original), len(task.text))))
        return original
    text = put_back(task.text, task.carried.replaced) if task.carried else task.text
    if task.carried and text_mark(text) != task.carried.sha256:
        raise GoldError(
            f"{task.place}: the text is not the one that was exported; give the folder of the original "
            f"with --text to see where it differs"
        )
    return text


def _blank(letter: str) -> bool:
    return not letter.isprintable() or letter.isspace()


def _differs(task: Task, original: str, offset: int) -> str:
    line = original.count("\n", 0, offset) + 1
    was, now = original[offset : offset + 20], task.text[offset : offset + 20]
    return (
        f"{task.place}: the text is not that of {task.name}.txt: character {offset} (line {line}) is {now!r} "
        f"in the tool and {was!r} in the file; annotate the text as it is now, or bring back the old file"
    )


def _links(record: Record, regions: tuple[Region, ...]) -> list[Link]:
    number = {region.ref: index for index, region in enumerate(regions)}
    ids = {
        (kind, fact["id"]): number[ref]
        for kind in set(LINKS.values())
        for at, fact in enumerate(record.get(kind) or ())
        if fact.get("id") and (ref := f"{kind}:{at}") in number
    }
    found = []
    for at, decision in enumerate(record.get("decisions") or ()):
        source = number.get(f"decisions:{at}")
        for name, kind in LINKS.items():
            held = decision.get(name) or []
            for each in [held] if isinstance(held, str) else held:
                if source is not None and (kind, each) in ids:
                    found.append(Link(name, source, ids[kind, each]))
    return found
