"""Check gold files as an annotator needs it: every fault of every file, with line and remedy."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evaluation import gold
from evaluation.doubts import doubts_of
from evaluation.faults import Fault, faults_of, line_of, text_mark
from evaluation.goldfile import write, written
from evaluation.mend import Mended, mend
from pipeline.errors import GoldError

Level = Literal["fault", "doubt", "layout"]


@dataclass(frozen=True)
class Finding:
    """Something about a gold file. A "fault" keeps it from being scored against, a "doubt" is
    probably wrong, "layout" is only the way it is written."""

    path: Path
    line: int | None
    level: Level
    fault: Fault

    def __str__(self) -> str:
        return f"{self.path}{f':{self.line}' if self.line else ''}: {self.fault}"


def goldcheck(paths: Iterable[Path]) -> tuple[Finding, ...]:
    """All findings of the gold files, file by file in the order of their lines, then between files."""
    findings: list[Finding] = []
    names: dict[str, Path] = {}
    texts: dict[str, Path] = {}
    for path in paths:
        findings += sorted(check_file(path), key=lambda finding: (finding.line is None, finding.line))
        try:
            raw, text = gold.read(path), gold.text_of(path)
            name = str(gold.record_of(path, raw).get("name"))
        except GoldError:
            continue  # its own findings say so
        for seen, key, what in ((names, name, "document"), (texts, gold.fingerprint(text), "text")):
            first = seen.setdefault(key, path)
            if first != path and (what == "document" or names.get(name) == path):
                same = f"the document {name!r}" if what == "document" else "the same text under another name"
                findings.append(_finding(path, raw, _second(first, same)))
    return tuple(findings)


def check_file(path: Path) -> Iterator[Finding]:
    """The findings of one file, whatever it holds."""
    try:
        raw = gold.read(path)
        record = gold.record_of(path, raw)
        text = gold.text_of(path)
        gold.table_file(path)
    except GoldError as error:
        yield _unusable(path, str(error))
        return
    for key in _repeated(raw):
        fault = Fault(key, "the key is given twice, and the first is lost", "keep one")
        yield _finding(path, raw, fault)
    faults = list(faults_of(record, text))
    yield from (_finding(path, raw, fault) for fault in faults)
    if faults:
        return
    yield from (_finding(path, raw, doubt, "doubt") for doubt in doubts_of(record, text))
    stem = path.name.removesuffix(gold.SUFFIX)
    if unicodedata.normalize("NFC", record["name"]) != unicodedata.normalize("NFC", stem):
        fault = Fault("name", f"is {record['name']!r} in a file of another name", f"call it {stem!r}")
        yield _finding(path, raw, fault, "doubt")
    if raw != written(record):
        fault = Fault("the file", "is not in the stable form", "gold check --fix rewrites it")
        yield Finding(path, None, "layout", fault)


def fix(path: Path) -> bool:
    """Rewrite a gold file in its stable form; whether that changed it.

    Sound gold is given the mark of its text, so that a later change of the text is noticed.
    Raises GoldError when the file is no gold at all. The facts stay the same.
    """
    raw, text = gold.read(path), gold.text_of(path)
    record = gold.record_of(path, raw)
    if not any(faults_of(record, text)):
        record = {**record, "text_sha256": text_mark(text)}
    if raw == written(record) or _repeated(raw):
        return False
    write(path, record)
    return True


def mend_file(path: Path) -> Mended | None:
    """Move the facts of a gold file to its changed text and write it; None when nothing is to be moved.

    Raises GoldError when the file is no gold or its shape is wrong.
    """
    raw, text = gold.read(path), gold.text_of(path)
    record = gold.record_of(path, raw)
    faults = list(faults_of(record, text))
    if not faults:
        return None
    broken = [fault for fault in faults if not _about_the_text(fault)]
    if broken:
        raise GoldError(f"{path}: {broken[0]} (then mend)")
    mended = mend(record, text)
    write(path, mended.record)
    return mended


def _about_the_text(fault: Fault) -> bool:
    """Whether a fault may come of a changed text; of wrong shape, overlap or empty spans it does not."""
    return fault.place in ("characters", "text_sha256") or (
        "[" in fault.place and ("but the text has" in fault.what or "outside the text" in fault.what)
    )


def _finding(path: Path, raw: str, fault: Fault, level: Level = "fault") -> Finding:
    return Finding(path, line_of(raw, fault.place), level, fault)


def _unusable(path: Path, message: str) -> Finding:
    """A GoldError of loading ("FILE:3: what; remedy") as a finding."""
    rest = message.removeprefix(str(path))
    number, _, after = rest.removeprefix(":").partition(":")
    line = int(number) if number.isdigit() else None
    what, _, remedy = (after if line else rest.removeprefix(":")).strip().rpartition("; ")
    return Finding(path, line, "fault", Fault("the file", what, remedy))


def _second(first: Path, same: str) -> Fault:
    return Fault("name", f"is gold for {same}, as {first} is", "keep one of them")


def _repeated(raw: str) -> list[str]:
    """Keys that one object of the file gives twice: a merge gone wrong, of which JSON keeps the last."""
    repeated: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in items]
        repeated.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return dict(items)

    json.loads(raw.removeprefix("\ufeff"), object_pairs_hook=pairs)
    return repeated
