"""From a quote to its file: a link that a browser follows to the page or the words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote as quoted

from pipeline.entities import Quote
from pipeline.store import Store

_BROWSERS_FIND = (".txt", ".md", ".html", ".htm")  # files in which a browser can go to words


def known(store: Store) -> tuple[dict[str, str], dict[str, str]]:
    """Document id → its text, and document id → the sha256 of its file."""
    rows = store.select("SELECT id, text, sha256 FROM document")
    return {row["id"]: row["text"] for row in rows}, {row["id"]: row["sha256"] for row in rows}


def linker(store: Store, out: Path | None) -> Callable[[Quote], str | None]:
    """Links to the files that are still where a run met them, seen from where the page is written."""
    base = (out or Path("page.html")).resolve().parent
    pages = {row["id"]: row["pages"] for row in store.select("SELECT id, pages FROM document")}
    there: dict[str, str | None] = {}

    def link(quote: Quote) -> str | None:
        if quote.path not in there:
            path = Path(quote.path)
            there[quote.path] = (
                Path(os.path.relpath(path.resolve(), base)).as_posix() if path.is_file() else None
            )
        found = there[quote.path]
        return f"{quoted(found)}{_fragment(quote, pages[quote.document])}" if found else None

    return link


def _fragment(quote: Quote, pages: str) -> str:
    """The page of a PDF, or the words in a text that a browser shows."""
    if quote.path.casefold().endswith(".pdf"):
        page = sum(start <= quote.start for start in json.loads(pages))
        return f"#page={page}" if page else ""
    words = " ".join(quote.text.split())
    if words and quote.path.casefold().endswith(_BROWSERS_FIND):
        return f"#:~:text={quoted(words[:80], safe='')}".replace("-", "%2D")
    return ""
