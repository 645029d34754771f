"""``python -m evaluation.joined FOLDER``: what is found still when a text has lost its line breaks.

Copies of web pages and some PDF extractors put all lines of a page, or of a paragraph, on one. Each text
with gold is joined so, and what is found in it is scored against the same gold: white space does not
count in the alignment of two texts, so the joined text stands for its original.

python -m evaluation.joined annotations                  F1 by kind of fact: kept, and joined in each way
python -m evaluation.joined annotations --way all        only joined in this way
python -m evaluation.joined annotations --document NAME  of one text (the beginning of its name)
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.counts import Counts
from evaluation.gold import Gold, load_folder
from evaluation.parity import FIGURES
from evaluation.score import score
from pipeline.errors import GoldError
from pipeline.facts import Document

LEAST_SHARE = 0.9  # of gold's characters that a joined text must still have

_PAGE_NUMBER = re.compile(r"^[^\n]*\b\d{1,3} ?(?:/|\(| av ) ?\d{1,3}\b\)?[^\n]*$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_SPACE = re.compile(r"\s+")

Extract = Callable[[bytes, str], Document]


def _kept(text: str) -> str:
    return text


def _all(text: str) -> str:
    """Everything on one line."""
    return _SPACE.sub(" ", text).strip() + "\n"


def _pages(text: str) -> str:
    """A line a page: from one line with a page number ("Sida 3 (12)", "3/12") to the next."""
    starts = [0, *(found.start() for found in _PAGE_NUMBER.finditer(text) if found.start()), len(text)]
    pages = (text[start:stop] for start, stop in pairwise(starts))
    return "\n\n".join(_SPACE.sub(" ", page).strip() for page in pages if page.strip()) + "\n"


def _paragraphs(text: str) -> str:
    """A line for what stands between two blank lines: a heading, a paragraph, a whole list of people."""
    return "\n\n".join(_SPACE.sub(" ", block).strip() for block in _BLANK.split(text) if block.strip()) + "\n"


WAYS: Mapping[str, Callable[[str], str]] = {
    "kept": _kept,
    "paragraphs": _paragraphs,
    "pages": _pages,
    "all": _all,
}


def joined(text: str, way: str) -> str:
    """`text` with line breaks lost in one of `WAYS`; only its white space differs."""
    return WAYS[way](text)


def measured(golds: list[Gold], way: str, extract: Extract) -> dict[str, Counts]:
    """Counts by kind of fact over the texts of `golds`, joined in one of `WAYS`.

    Raises GoldError when a joined text is no longer the one that gold was made of.
    """
    counts = dict.fromkeys(FIGURES, Counts())
    for gold in golds:
        document = extract(joined(gold.text, way).encode(), f"{gold.name}.txt")
        result = score(gold, document)
        if result.aligned < LEAST_SHARE:
            raise GoldError(f"{gold.name}: only {result.aligned:.2f} of gold's text is left ({way})")
        for kind, figure in FIGURES.items():
            counts[kind] += result.figures.get(figure, Counts())
    return counts


def main(arguments: list[str] | None = None) -> int:
    """Print the table; exit code 2 for a folder without usable gold."""
    from pipeline.read import read_bytes
    from pipeline.run import extract_source

    parser = argparse.ArgumentParser(prog="python -m evaluation.joined")
    parser.add_argument("folder", type=Path, help="a folder with NAME.gold.json and NAME.txt")
    parser.add_argument("--document", default="", metavar="NAME", help="only this text")
    parser.add_argument("--way", choices=list(WAYS), action="append", help="only this way; several")
    options = parser.parse_args(arguments)
    try:
        golds = [gold for gold in load_folder(options.folder) if gold.name.startswith(options.document)]
        rows = {
            way: measured(golds, way, lambda data, name: extract_source(read_bytes(data, name)))
            for way in options.way or WAYS
        }
    except GoldError as error:
        Console(stderr=True, highlight=False).print(str(error), markup=False)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    console.print(_table(rows, len(golds)))
    return 0


def _table(rows: Mapping[str, Mapping[str, Counts]], texts: int) -> Table:
    table = Table(title=f"F1 of {texts} texts by what is left of their line breaks", title_justify="left")
    table.add_column("")
    for kind in (*FIGURES, "all"):
        table.add_column(kind, justify="right")
    for way, counts in rows.items():
        figures = [*(counts[kind].f1 for kind in FIGURES), sum(counts.values(), Counts()).f1]
        table.add_row(way, *(f"{f1:.3f}" if f1 is not None else "–" for f1 in figures))
    return table


if __name__ == "__main__":
    sys.exit(main())
