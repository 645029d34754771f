"""Compile `annotations/source/*.ann` into the corpus and its gold.

Each source gives ``annotations/NAME.txt`` and ``NAME.gold.json`` and a file in ``corpus/`` in its own
format; all together give ``annotations/entities.jsonl``. The output is the same, byte for byte, every time.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from evaluation.corpus.page import Page
from evaluation.corpus.pdf import pdf_file
from evaluation.corpus.reading import check_reading
from evaluation.corpus.web import docx_file, html_file
from evaluation.faults import text_mark
from evaluation.inline import Inline, parse, to_gold, written
from evaluation.inline.blocks import blocks
from pipeline.errors import GoldError
from pipeline.read import mask


def build(root: Path, only: str = "") -> list[str]:
    """Build every source under `root` (or those whose name begins with `only`).

    Returns one line for each source that cannot be used; the others are written all the same.
    """
    schema = json.loads((root / "annotations" / "gold.schema.json").read_text(encoding="utf-8"))
    failures: list[str] = []
    golds: list[dict[str, Any]] = []
    for source in sorted((root / "annotations" / "source").glob("*.ann")):
        try:
            inline = parse(source.read_text(encoding="utf-8"), source.name)
            if inline.name != source.stem:
                raise GoldError(f"{source.name}: name is {inline.name!r}; make it the file's name")
            drawn, data = _render(inline)
            gold = to_gold(drawn)
            gold["text_sha256"] = text_mark(mask(drawn.text)[0])
            for error in Draft202012Validator(schema).iter_errors(gold):
                raise GoldError(f"{source.name}: {error.json_path}: {error.message}")
            check_reading(drawn, data)
            golds.append(gold)
            if source.name.startswith(only):
                _write(root, drawn, gold, data)
        except GoldError as error:
            failures.append(str(error))
    failures += _unreported(golds) + _uncopied(golds)
    _write_text(root / "annotations" / "entities.jsonl", _entities(golds))
    return failures


def _write(root: Path, drawn: Inline, gold: dict[str, Any], data: bytes) -> None:
    # the corpus file keeps what a source would hold; the gold text is masked as the reader masks it
    _write_text(root / "annotations" / f"{drawn.name}.txt", mask(drawn.text)[0])
    _write_text(root / "annotations" / f"{drawn.name}.gold.json", written(gold))
    (root / "corpus").mkdir(exist_ok=True)
    (root / "corpus" / f"{drawn.name}.{drawn.format}").write_bytes(data)


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _render(inline: Inline) -> tuple[Inline, bytes]:
    if inline.format in ("txt", "md"):
        return inline, inline.text.encode("utf-8")
    if inline.format == "pdf":
        return pdf_file(inline)
    page = Page(inline)
    for n, block in enumerate(cut := blocks(inline.text)):
        for m, cells in enumerate(block.lines):
            page.put("\n" * (0 if n == m == 0 else 1 if m else 2))
            page.row(cells)
    page.put("\n")
    return page.inline(), (html_file if inline.format == "html" else docx_file)(inline, cut)


def _unreported(golds: list[dict[str, Any]]) -> list[str]:
    """Mandates whose report points at a section that no source has."""
    known = {section["id"] for gold in golds for section in gold["sections"]}
    return [
        f"{gold['name']}: mandate {mandate['id']} is reported in {there!r}, which no source has; "
        "write NAME§NUMBER of a protocol here"
        for gold in golds
        for mandate in gold["mandates"]
        for there in mandate["reported_in"]
        if there not in known
    ]


def _uncopied(golds: list[dict[str, Any]]) -> list[str]:
    """Parts said to be a copy of a protocol that no source has."""
    known = {gold["name"] for gold in golds}
    return [
        f"{gold['name']}: {part['id']} is a copy of {part['copy_of']!r}, which no source has; "
        "write the NAME of a protocol here"
        for gold in golds
        for part in gold["parts"]
        if part["copy_of"] and part["copy_of"] not in known
    ]


def _entities(golds: list[dict[str, Any]]) -> str:
    """One line a person: the id, the name, and every (document, spelling) that is this person."""
    found: dict[str, dict[str, Any]] = {}
    for gold in golds:
        for person in gold["people"]:
            fresh = {"id": person["entity"], "name": person["name"], "members": []}
            entry = found.setdefault(person["entity"], fresh)
            entry["members"] += [[gold["name"], spelling] for spelling in person["variants"]]
    return "".join(json.dumps(found[key], ensure_ascii=False) + "\n" for key in sorted(found))
