"""Gold: what people found in a protocol by reading it.

`NAME.gold.json` holds the facts, `NAME.txt` beside it the text their offsets count in
(the protocol's text, or its beginning), and `NAME.tables.json`, where there is one, the
cells of some of its budget tables. Gold is checked when it is loaded: a score against
gold that does not fit its text would mean nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from evaluation.faults import faults_of, line_of
from pipeline.errors import GoldError
from pipeline.facts import (
    Amount,
    Attendance,
    Decision,
    Document,
    Mandate,
    Meeting,
    Mention,
    Part,
    Section,
    Source,
    Span,
    TableCell,
    Votes,
    field_names,
)

SUFFIX = ".gold.json"
SPAN_KINDS = ("mentions", "sections", "attendance", "decisions", "mandates", "amounts")


@dataclass(frozen=True)
class Person:
    """A human being the text names, with every spelling it uses."""

    name: str
    variants: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Gold:
    """The annotation of one protocol; offsets count in `text`.

    `meeting_fields` are the meeting fields the annotator answered (an answer may be None).
    `table_cells` is None where no table was annotated; its cells carry no offsets (start and
    end are 0). `only` names the annotated kinds, None when all are.
    """

    name: str
    path: Path
    text: str
    meeting: Meeting
    meeting_fields: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sections: tuple[Section, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    decisions: tuple[Decision, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    amounts: tuple[Amount, ...] = ()
    table_cells: tuple[TableCell, ...] | None = None
    people: tuple[Person, ...] = ()
    only: tuple[str, ...] | None = None

    def annotates(self, kind: str) -> bool:
        """Whether `kind` ("mentions", "meeting", "table_cells", …) was annotated here."""
        if kind == "table_cells":
            return self.table_cells is not None
        return self.only is None or kind in self.only

    def document(self) -> Document:
        """The gold as if an extractor had found it, to be scored against other gold."""
        source = Source(id=self.name, path=str(self.path), sha256="", media_type="text/plain", text=self.text)
        part = Part(id=self.name, start=0, end=len(self.text), meeting=self.meeting)
        return Document(
            source=source,
            version="gold",
            model="gold",
            parts=(part,),
            **{kind: getattr(self, kind) for kind in SPAN_KINDS},
            table_cells=self.table_cells or (),
        )


def find(folder: Path) -> tuple[Path, ...]:
    """The gold files of a folder (or the one file given), sorted by name.

    Raises GoldError when there are none.
    """
    if folder.is_file():
        if not folder.name.endswith(SUFFIX):
            raise GoldError(f"{folder}: not a gold file; give NAME{SUFFIX} or a folder of them")
        return (folder,)
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder; give a folder that holds NAME{SUFFIX} and NAME.txt")
    paths = tuple(sorted(folder.glob(f"*{SUFFIX}")))
    if not paths:
        raise GoldError(f"{folder}: no gold here; it is called NAME{SUFFIX}, with NAME.txt beside it")
    return paths


def load(path: Path) -> Gold:
    """One gold file with its text, checked. Raises GoldError (file, place, remedy) at the first fault."""
    raw = _read(path)
    record = _json(path, raw)
    if not isinstance(record, dict):
        raise GoldError(f"{path}: not a gold record; gold.schema.json says what one is")
    gold_text = _text(path)
    faults = faults_of(record, gold_text)
    first = next(faults, None)
    if first is not None:
        place, fault = first
        line = line_of(raw, place)
        more = sum(1 for _ in faults)
        also = f" (and {more} more faults)" if more else ""
        raise GoldError(f"{path}{f':{line}' if line else ''}: {place}: {fault}{also}")
    tables = path.with_name(path.name.removesuffix(SUFFIX) + ".tables.json")
    gold = _gold(path, record, gold_text)
    return replace(gold, table_cells=_cells(tables)) if tables.is_file() else gold


def load_folder(folder: Path) -> tuple[Gold, ...]:
    """All gold of a folder; two gold files for one document are an error."""
    golds = tuple(load(path) for path in find(folder))
    seen: dict[str, Path] = {}
    for gold in golds:
        if gold.name in seen:
            first = seen[gold.name].name
            raise GoldError(f"{gold.path}: second gold for {gold.name!r} (first: {first}); keep one of them")
        seen[gold.name] = gold.path
    return golds


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def _json(path: Path, raw: str) -> Any:
    try:
        return json.loads(raw.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}:{error.lineno}: not JSON: {error.msg}; mend the file there") from error


def _text(path: Path) -> str:
    text_path = path.with_name(path.name.removesuffix(SUFFIX) + ".txt")
    if not text_path.is_file():
        raise GoldError(
            f"{path}: {text_path.name} is missing; the text the offsets count in belongs beside it"
        )
    return _read(text_path)


AnyFact = TypeVar("AnyFact", bound=Span)


def _gold(path: Path, record: dict[str, Any], text: str) -> Gold:
    meeting = record["document"]
    return Gold(
        name=record["name"],
        path=path,
        text=text,
        meeting=_build(Meeting, meeting),
        meeting_fields=tuple(name for name in field_names(Meeting) if name in meeting),
        mentions=_all(Mention, record["mentions"]),
        sections=_all(Section, record["sections"]),
        attendance=_all(Attendance, record["attendance"]),
        decisions=_all(Decision, record["decisions"], _with_votes),
        mandates=_all(Mandate, record["mandates"]),
        amounts=_all(Amount, record["amounts"], _with_purpose),
        people=tuple(
            Person(person["name"], tuple(person["variants"])) for person in record.get("people", ())
        ),
        only=tuple(record["only"]) if "only" in record else None,
    )


def _all(
    kind: type[AnyFact],
    records: Iterable[dict[str, Any]],
    mend: Callable[[dict[str, Any]], dict[str, Any]] = lambda record: record,
) -> tuple[AnyFact, ...]:
    return tuple(_build(kind, mend(record)) for record in records)


Built = TypeVar("Built")


def _build(kind: type[Built], record: dict[str, Any]) -> Built:
    """A fact of `kind` from its JSON; lists become tuples, keys the facts do not know are left out."""
    known = field_names(kind)
    return kind(
        **{
            key: tuple(value) if isinstance(value, list) else value
            for key, value in record.items()
            if key in known
        }
    )


def _with_votes(record: dict[str, Any]) -> dict[str, Any]:
    votes = record.get("votes")
    return {**record, "votes": _build(Votes, votes)} if votes else record


def _with_purpose(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "purpose": record.get("for")}


def _cells(path: Path) -> tuple[TableCell, ...]:
    records = _json(path, _read(path))
    if not isinstance(records, list):
        raise GoldError(f"{path}: not a list of cells; each is {{table, row, column, value, unit}}")
    cells = []
    for number, record in enumerate(records):
        missing = [key for key in ("table", "row", "column", "value") if key not in record]
        if missing:
            raise GoldError(f"{path}: cell {number} lacks {', '.join(missing)}; add it")
        cells.append(_build(TableCell, {"start": 0, "end": 0, "text": "", **record}))
    return tuple(cells)
