"""The protocols in a folder."""

from __future__ import annotations

import os
from pathlib import Path

_READ = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"}
# What somebody may have put there as a protocol: read, so that it is put aside with its reason.
_REPORTED = {
    ".doc", ".rtf", ".odt", ".pages", ".xls", ".xlsx", ".ppt", ".pptx", ".png", ".jpg", ".jpeg", ".tif",
    ".tiff", ".heic", ".msg", ".eml", ".mht", ".mhtml", ".zip", ".docm", ".dotx", ".wps",
}  # fmt: skip


def find(folder: Path) -> list[Path]:
    """Files below `folder` that are protocols by their suffix, sorted by path.

    Hidden files and folders, Word's lock files ("~$…"), a README and unknown suffixes are left out;
    office files and pictures that Paragraf does not read are kept, so that none is missed silently.
    Links are followed to files but not to folders. Raises `OSError` when `folder` cannot be listed.
    """

    def fail(error: OSError) -> None:
        if Path(error.filename or folder) == folder:
            raise error

    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place) / name for name in names if _is_wanted(name)]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _is_wanted(name: str) -> bool:
    if name.startswith((".", "~$")) or Path(name).stem.upper() == "README":
        return False
    return Path(name).suffix.lower() in _READ | _REPORTED
