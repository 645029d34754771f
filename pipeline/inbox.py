"""What a folder holds for Paragraf to read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import NoProtocols

# Never protocols: gold beside its texts, Paragraf's own results, notes about a folder.
_OURS = (
    ".json", "-register.csv", "-register.html", "-register-changes.md", "-register.xlsx", ".db", ".db-wal",
    ".db-shm", ".db-journal", ".jsonl", ".ann", ".toml", ".lock", ".py",
)  # fmt: skip
_NOTES = ("readme", "license", "licence", "source.md", "guidelines", "~$")  # ~$: Word has a document open


def documents(place: Path) -> list[Path]:
    """The files to read at `place` (a file, or a folder with all below it), in the order of their names.

    A file whose format nobody knows and a link that leads nowhere are among them: they are put aside with
    that reason, not passed over.
    Raises NoProtocols when there is nothing.
    """
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise NoProtocols(f"{place}: no such file or folder")
    found = [
        path
        for path in place.rglob("*")
        if _is_there(path) and not any(part.startswith(".") for part in path.relative_to(place).parts)
        and not path.name.casefold().endswith(_OURS) and not path.name.casefold().startswith(_NOTES)
    ]  # fmt: skip
    if not found:
        raise NoProtocols(f"{place}: there are no protocols here")
    return sorted(found)


def _is_there(path: Path) -> bool:
    return path.is_file() or (path.is_symlink() and not path.exists())


def digest(path: Path) -> str:
    """SHA-256 of the file's bytes, as `facts.Source` has it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
