"""The six formats by name, and which of them a file is."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from evaluation.exchange.offsets import Unit
from evaluation.exchange.task import Record, Task, task_of
from pipeline.errors import GoldError

Loaded = list[Task | GoldError]


@dataclass(frozen=True)
class Options:
    """How to write and read: how the tool counts (None: as it does today, or as the file shows), whose
    annotation to take, and the model that made a draft ("" for gold)."""

    offsets: Unit | None = None
    annotator: str | None = None
    model: str = ""


class Format(Protocol):
    """What every module of a format has."""

    UNWANTED: str  # characters that the tool cannot hold; they are shown as a space

    def export(self, tasks: list[Task], options: Options) -> dict[str, bytes]:
        """The files of a project, by name."""

    def load(self, path: Path, options: Options) -> Loaded:
        """The protocols in one file of the tool. Raises GoldError for a file that cannot be read."""

    def labels(self) -> str:
        """The configuration to load into the tool."""


FORMATS: dict[str, str] = {
    "label-studio": "Label Studio",
    "doccano": "Doccano",
    "brat": "brat",
    "inception": "INCEpTION",
    "docbin": "spaCy",
    "prodigy": "Prodigy",
}


def module(name: str) -> Format:
    """The module of a format, imported when it is needed. Raises GoldError for an unknown one."""
    if name not in FORMATS:
        raise GoldError(f"{name}: unknown format; one of {', '.join(FORMATS)}")
    try:
        return cast(Format, import_module(f"evaluation.exchange.{name.replace('-', '_')}"))
    except ModuleNotFoundError as error:
        needed = {"cassis": "dkpro-cassis", "spacy": "spacy"}.get(error.name or "")
        if not needed:
            raise
        raise GoldError(
            f"{name}: {needed} is not installed; install it with: pip install {needed}"
        ) from error


def export(name: str, tasks: Iterable[Task], options: Options) -> dict[str, bytes]:
    """The files that load these tasks into the tool `name`, by name."""
    _check(name, options)
    return module(name).export(list(tasks), options)


def labels(name: str) -> str:
    """The configuration to load into the tool `name`."""
    return module(name).labels()


def task_for(name: str, record: Record, text: str, tables: str | None = None) -> Task:
    """Gold as a task of the tool `name`, its text as that tool can hold it."""
    return task_of(record, text, module(name).UNWANTED, tables)


def load(name: str, path: Path, options: Options) -> Loaded:
    """The tasks in a file of the tool `name`, an error in the place of one that cannot be used.

    Raises GoldError for a file that cannot be read, and for a file of another tool.
    """
    there = recognised(path)
    if there != name:
        raise GoldError(
            f"{path}: this is a file of {FORMATS[there]}; use --from {there}"
            if there in FORMATS
            else f"{path}: this is no {FORMATS[name]} file{f' but {there}' if there else ''}; {_WANTED[name]}"
        )
    _check(name, options)
    return module(name).load(path, options)


def _check(name: str, options: Options) -> None:
    """Formats whose offsets are laid down take no other. Raises GoldError."""
    if options.offsets and name in ("inception", "docbin"):
        raise GoldError(f"{name}: offsets are counted in one way only there; leave --offsets out")


def recognised(path: Path) -> str:
    """The format of a file; else what it is instead ("a gold file"), or "" where that cannot be told.

    A JSON file that is broken is what its beginning looks like; the error comes when it is read.
    """
    try:
        head = path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return "inception" if any(name.endswith(".xmi") for name in archive.namelist()) else "a zip file"
    if head[:2] in (b"x\x9c", b"x\xda", b"x\x01", b"x^"):  # zlib, as spaCy packs a DocBin
        return "docbin"
    if path.suffix == ".ann":
        return "brat"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return "inception" if b"http://www.omg.org/XMI" in start[:10_000] else "other XML"
    return _json_kind(start.decode("utf-8", "replace"))


def _json_kind(start: str) -> str:
    for record in _first_records(start):
        for name, test in _TESTS.items():
            if test(record):
                return name
    return ""


def _first_records(start: str) -> Iterable[Mapping[str, Any]]:
    """The first object of the file, of its first line, or what can be told of a broken one by its keys."""
    decoder = json.JSONDecoder()
    parsed = False
    for text in (start, start.removeprefix("[").lstrip()):
        try:
            found, _ = decoder.raw_decode(text)
        except json.JSONDecodeError:
            continue
        if isinstance(found, list):
            found = found[0] if found else {"data": {}, "annotations": []}
        if isinstance(found, dict):
            parsed = True
            yield found
    if not parsed and start[:1] in ("[", "{"):
        yield {key: {} for key in _KEYS if f'"{key}"' in start[:200_000]}


_KEYS = (
    "schema",
    "data",
    "annotations",
    "predictions",
    "entities",
    "label",
    "labels",
    "text",
    "spans",
    "answer",
)
_TESTS: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "a gold file already": lambda record: str(record.get("schema", "")).startswith("paragraf-gold"),
    "the facts of paragraf extract": lambda record: str(record.get("schema", "")).startswith("paragraf/"),
    "label-studio": lambda record: (
        "data" in record and bool({"annotations", "predictions", "completions"} & {*record})
    ),
    "prodigy": lambda record: (
        "text" in record and bool({"spans", "_input_hash", "answer", "tokens"} & {*record})
    ),
    "doccano": lambda record: "text" in record and bool({"entities", "label", "labels"} & {*record}),
    "Label Studio's JSON-MIN (export it as JSON instead)": lambda record: "annotation_id" in record,
}
_WANTED = {
    "label-studio": "export the project as JSON (not JSON-MIN, not CSV)",
    "doccano": "export the dataset as JSONL",
    "brat": "give the .ann files, with their .txt beside them",
    "inception": "export the document as UIMA CAS XMI (XML 1.0), or give the .xmi file",
    "docbin": "give a .spacy file",
    "prodigy": "write it with: prodigy db-out DATASET",
}
