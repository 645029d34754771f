"""Gold: what people found in a protocol by reading it.

`NAME.gold.json` holds the facts, `NAME.txt` beside it the text their offsets count in
(the protocol's text, or its beginning). The cells of budget tables stand among the facts
or, without offsets, in `NAME.tables.json`. Gold is checked when it is loaded: a score against
gold that does not fit its text would mean nothing.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
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
OPTIONAL = {
    "sections": ("case",),
    "attendance": ("replaces",),
    "decisions": ("case", "section", "proposal", "amounts", "mandates", "reservation_motives"),
    "mandates": ("due", "section", "reported_in"),
    "amounts": ("for", "section"),
    "table_cells": ("section",),
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A human being the text names, with every spelling it uses; `entity` is its id over all documents."""

    name: str
    variants: tuple[str, ...]
    entity: str | None = None


@dataclass(frozen=True, kw_only=True)
class Gold:
    """The annotation of one protocol; offsets count in `text`.

    `meeting_fields` are the meeting fields the annotator answered (an answer may be None).
    `table_cells` is None where no table was annotated; cells of a NAME.tables.json carry no offsets
    (start and end are 0). `only` names the annotated kinds, None when all are. `layout` is the
    annotator's word for the family of layout. `unanswered` are the fields ("attendance/replaces") that
    gold need not have and that no fact here has a key for: nothing is known of them.
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
    layout: str | None = None
    unanswered: frozenset[str] = frozenset()

    def annotates(self, kind: str) -> bool:
        """Whether `kind` ("mentions", "meeting", "table_cells", …) was annotated here."""
        if kind == "table_cells":
            return self.table_cells is not None
        return self.only is None or kind in self.only

    def persons(self) -> dict[int, str]:
        """Whom each PERSON mention names, by the mention's number in `mentions`.

        That is the mention's own entity, else the one of `people` who is spelled so (without an entity
        under an id that holds in this document only); what fits nobody, or several, is left out.
        """
        spelled: dict[str, set[str]] = {}
        for number, person in enumerate(self.people):
            for spelling in (person.name, *person.variants):
                spelled.setdefault(_spelling(spelling), set()).add(person.entity or f"{self.name}#{number}")
        named = {}
        for number, mention in enumerate(self.mentions):
            who = {mention.entity} if mention.entity else spelled.get(_spelling(mention.text), set())
            if mention.label == "PERSON" and len(who) == 1:
                (named[number],) = who
        return named

    def document(self) -> Document:
        """The gold as if an extractor had found it, to be scored against other gold."""
        source = Source(id=self.name, path=str(self.path), sha256="", media_type="text/plain", text=self.text)
        part = Part(id=self.name, start=0, end=len(self.text), meeting=self.meeting)
        return Document(
            source=source,
            version="gold",
            model="gold",
            parts=(part,),
            **{kind: getattr(self, kind) for kind in SPAN_KINDS if kind != "mentions"},
            mentions=self._identified(),
            table_cells=self.table_cells or (),
        )

    def _identified(self) -> tuple[Mention, ...]:
        named = self.persons()
        return tuple(
            replace(mention, entity=named.get(number, mention.entity))
            for number, mention in enumerate(self.mentions)
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
    raw = read(path)
    record = record_of(path, raw)
    gold_text = text_of(path)
    faults = faults_of(record, gold_text)
    first = next(faults, None)
    if first is not None:
        line = line_of(raw, first.place)
        more = sum(1 for _ in faults)
        also = f" (and {more} more fault{'s' * (more > 1)}: paragraf gold check)" if more else ""
        raise GoldError(f"{path}{f':{line}' if line else ''}: {first}{also}")
    gold = _gold(path, record, gold_text)
    cells = table_file(path)
    if cells is None:
        return gold
    silent = frozenset[str]() if _has_units(path, gold) else frozenset({"table_cells/unit"})
    return replace(gold, table_cells=(*(gold.table_cells or ()), *cells), unanswered=gold.unanswered | silent)


def load_folder(folder: Path) -> tuple[Gold, ...]:
    """All gold of a folder (or the one file given); see `load_all`."""
    return load_all(find(folder))


def load_all(paths: Iterable[Path]) -> tuple[Gold, ...]:
    """All gold of these files. Raises GoldError that names every file that cannot be used, a line a file.

    Two files of one document cannot: of one name, or of one text under two names, which would count
    its facts twice.
    """
    golds: list[Gold] = []
    wrong: list[str] = []
    names: dict[str, Path] = {}
    texts: dict[str, Path] = {}
    for path in paths:
        try:
            gold = load(path)
        except GoldError as error:
            wrong.append(str(error))
            continue
        golds.append(gold)
        if (first := names.setdefault(gold.name, path)) != path:
            wrong.append(f"{path}: second gold for {gold.name!r} (first: {first.name}); keep one of them")
        elif (first := texts.setdefault(fingerprint(gold.text), path)) != path:
            wrong.append(f"{path}: the same text as {first.name}, under another name; keep one of them")
    if wrong:
        raise GoldError("\n".join(wrong))
    return tuple(golds)


def fingerprint(text: str) -> str:
    """What two copies of one text have in common, whatever their line ends and composition."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def read(path: Path) -> str:
    """A UTF-8 file to the letter, line ends and all. Raises GoldError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}; give a file that can be read") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def record_of(path: Path, raw: str) -> dict[str, Any]:
    """The JSON object of a gold file, unchecked. Raises GoldError when it is none."""
    record = _json(path, raw)
    if not isinstance(record, dict):
        raise GoldError(f"{path}: not a gold record; gold.schema.json says what one is")
    return record


def text_of(path: Path) -> str:
    """The text that a gold file's offsets count in. Raises GoldError when it is not there."""
    text_path = path.with_name(path.name.removesuffix(SUFFIX) + ".txt")
    if not text_path.is_file():
        raise GoldError(
            f"{path}: {text_path.name} is missing; the text the offsets count in belongs beside it"
        )
    return read(text_path)


def _has_units(path: Path, gold: Gold) -> bool:
    """Whether a cell answers what its unit is: those of the gold file do, of a tables file some may."""
    beside = path.with_name(path.name.removesuffix(SUFFIX) + ".tables.json")
    return bool(gold.table_cells) or any("unit" in cell for cell in _json(beside, read(beside)))


def table_file(path: Path) -> tuple[TableCell, ...] | None:
    """The cells of `NAME.tables.json` beside a gold file, None where there is none. Raises GoldError."""
    tables = path.with_name(path.name.removesuffix(SUFFIX) + ".tables.json")
    return _cells(tables) if tables.is_file() else None


def _json(path: Path, raw: str) -> Any:
    try:
        return json.loads(raw.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}:{error.lineno}: not JSON: {error.msg}; mend the file there") from error


def _spelling(name: str) -> str:
    """A name on one line, without markdown's stars, composed."""
    return " ".join(unicodedata.normalize("NFC", name).replace("*", "").replace("\u00ad", "").split())


AnyFact = TypeVar("AnyFact", bound=Span)


def _gold(path: Path, record: dict[str, Any], text: str) -> Gold:
    meeting = record["document"]
    return Gold(
        name=record["name"],
        path=path,
        text=text,
        meeting=built(Meeting, meeting),
        meeting_fields=tuple(name for name in field_names(Meeting) if name in meeting),
        mentions=_all(Mention, record["mentions"]),
        sections=_all(Section, record["sections"]),
        attendance=_all(Attendance, record["attendance"]),
        decisions=_all(Decision, record["decisions"], _with_votes),
        mandates=_all(Mandate, record["mandates"]),
        amounts=_all(Amount, record["amounts"], _with_purpose),
        people=tuple(
            Person(person["name"], tuple(person["variants"]), person.get("entity"))
            for person in record.get("people", ())
        ),
        table_cells=_all(TableCell, record["table_cells"]) if "table_cells" in record else None,
        only=tuple(record["only"]) if "only" in record else None,
        layout=record.get("layout") or meeting.get("layout"),
        unanswered=frozenset(
            f"{kind}/{field}"
            for kind, fields in OPTIONAL.items()
            for field in fields
            if not any(field in fact for fact in record.get(kind, ()))
        ),
    )


def _all(
    kind: type[AnyFact],
    records: Iterable[dict[str, Any]],
    mend: Callable[[dict[str, Any]], dict[str, Any]] = lambda record: record,
) -> tuple[AnyFact, ...]:
    return tuple(built(kind, mend(record)) for record in records)


Built = TypeVar("Built")


def built(kind: type[Built], record: dict[str, Any]) -> Built:
    """A fact (or a part of one) from its JSON; lists become tuples, unknown keys are left out."""
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
    return {**record, "votes": built(Votes, votes)} if votes else record


def _with_purpose(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "purpose": record.get("for")}


def _cells(path: Path) -> tuple[TableCell, ...]:
    records = _json(path, read(path))
    if not isinstance(records, list):
        raise GoldError(f"{path}: not a list of cells; each is {{table, row, column, value, unit}}")
    cells = []
    for number, record in enumerate(records):
        missing = [key for key in ("table", "row", "column", "value") if key not in record]
        if missing:
            raise GoldError(f"{path}: cell {number} lacks {', '.join(missing)}; add it")
        cells.append(built(TableCell, {"start": 0, "end": 0, "text": "", **record}))
    return tuple(cells)
