"""What an earlier revision of the project finds, to be measured beside what is found now.

The revision's own code and models extract, in a process of its own; today's measure scores what it found
against today's gold. A change of the measure thus never looks like one of the extractor.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from evaluation.gold import built
from evaluation.score import Extract
from pipeline.errors import BadSetting, ParagrafError, ReadError
from pipeline.facts import (
    FACT_KINDS,
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
)

PROJECT = Path(__file__).resolve().parents[1]
NEEDED = ("pipeline", "evaluation", "models")
_KINDS: dict[str, type[Span]] = dict(
    zip(FACT_KINDS, (Section, Mention, Attendance, Decision, Mandate, Amount, TableCell), strict=True)
)


def commit_of(revision: str, project: Path | None = None) -> str:
    """The commit that `revision` names (``HEAD~3``, a branch, a tag, a hash).

    Raises BadSetting when git, the project's repository or the revision is not there.
    """
    project = project or PROJECT
    if shutil.which("git") is None:
        raise BadSetting(f"--against {revision}: no such file; to look for a revision git is missing")
    top = _git(project, "rev-parse", "--show-toplevel")
    if top.returncode or Path(_line(top.stdout)).resolve() != project:
        raise BadSetting(
            f"--against {revision}: no such file, and Paragraf does not run from its git repository,"
            " which would have the revision"
        )
    found = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise BadSetting(
            f"--against {revision}: neither a file nor a git revision; give a file that --json wrote,"
            " a revision such as HEAD~1, or baseline"
        )
    return _line(found.stdout)


def extract_at(
    revision: str, paths: Sequence[Path], model: str = "auto", project: Path | None = None
) -> Extract:
    """An extractor that gives, for each of the `paths`, what the code at `revision` finds in it.

    All are extracted before this returns, in a temporary folder that is gone then. Raises BadSetting
    for what is no revision, and ParagrafError when its code cannot extract.
    """
    commit = commit_of(revision, project)
    with tempfile.TemporaryDirectory(prefix="paragraf-") as name:
        folder = Path(name)
        _check_out(commit, revision, folder, project or PROJECT)
        found, told = _extracted(folder, [path.resolve() for path in paths], model, revision)

    def extract(path: Path) -> Document:
        document = found.get(str(path.resolve()))
        if document is None:
            shown = str(path.resolve())
            reason = next((line.partition(": ")[2] for line in told if line.startswith(shown)), "")
            raise ReadError(str(path), reason or f"{revision} found nothing to read in it")
        return document

    return extract


def _check_out(commit: str, revision: str, folder: Path, project: Path) -> None:
    """The revision's code in `folder`; the repository itself is only read."""
    there = _git(project, "ls-tree", "--name-only", commit).stdout.decode().splitlines()
    packed = _git(project, "archive", "--format=tar", commit, *(name for name in NEEDED if name in there))
    if packed.returncode or "pipeline" not in there:
        raise ParagrafError(f"--against {revision}: too old to be measured: it has no pipeline")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")


def _extracted(
    folder: Path, paths: list[Path], model: str, revision: str
) -> tuple[dict[str, Document], list[str]]:
    """Path → document, and the lines in which the revision told why others are missing."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("PARAGRAF_")}
    environment = {**known, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    if model != "auto":
        environment["PARAGRAF_MODEL"] = str(Path(model).resolve()) if Path(model).exists() else model
    command = [sys.executable, "-m", "pipeline", "extract", *map(str, paths)]
    run = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    told = run.stderr.decode("utf-8", "replace").splitlines()
    try:
        records = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
        found = {record["document"]["path"]: _document(record) for record in records}
    except (ValueError, KeyError, TypeError) as error:
        raise ParagrafError(
            f"--against {revision}: what it extracts cannot be read here ({type(error).__name__}: {error})"
        ) from error
    if not found:
        why = told[-1] if told else f"exit code {run.returncode}"
        raise ParagrafError(f"--against {revision}: it extracts nothing with what is installed here: {why}")
    return found, told


def _document(record: dict[str, Any]) -> Document:
    """A document from the line of ``paragraf extract`` that it became."""
    head = record["document"]
    facts: dict[str, Any] = {
        name: tuple(_fact(kind, fact) for fact in record.get(name, ())) for name, kind in _KINDS.items()
    }
    return Document(
        source=Source(
            id=head["id"],
            path=head["path"],
            sha256=head["sha256"],
            media_type=head["media_type"],
            text=record["text"],
        ),
        version=record["producer"]["version"],
        model=record["producer"]["model"],
        parts=tuple(
            Part(id=part["id"], start=part["start"], end=part["end"], meeting=built(Meeting, part))
            for part in record["parts"]
        ),
        **facts,
    )


AnySpan = TypeVar("AnySpan", bound=Span)


def _fact(kind: type[AnySpan], record: dict[str, Any]) -> AnySpan:
    if record.get("votes"):
        record = {**record, "votes": built(Votes, record["votes"])}
    if "for" in record:
        record = {**record, "purpose": record["for"]}
    return built(kind, record)


def _git(project: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(project), *arguments], capture_output=True, check=False)


def _line(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape").strip()
