"""``python -m evaluation.reading FOLDER``: how fast PDFs are read, beside two other libraries' plain text.

python -m evaluation.reading FOLDER              median seconds a file and ratios, rounds interleaved
python -m evaluation.reading FOLDER --rounds 9   more rounds
python -m evaluation.reading FOLDER --json FILE  keep the result

Every round reads each file once with each reader, one after the other, so that what else the machine
does meets all alike; a ratio is the median over rounds of the other's time through ours. pdfplumber and
pypdf are not among Paragraf's requirements; who is not installed is left out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.errors import NoProtocols, ParagrafError, ReadError
from pipeline.read import read

OURS = "paragraf"
OTHERS = ("pdfplumber", "pypdf")

Reader = Callable[[Path], str]


@dataclass(frozen=True)
class Timing:
    """One file: its pages, the characters each reader finds, and each reader's seconds by round.

    `ratios` are the others' times through ours, the median over the rounds.
    """

    name: str
    pages: int
    characters: dict[str, int]
    seconds: dict[str, list[float]]
    ratios: dict[str, float]


def readers() -> dict[str, Reader]:
    """The readers at hand, ours first."""
    others: dict[str, Callable[[Any], Reader]] = {"pdfplumber": _pdfplumber, "pypdf": _pypdf}
    found: dict[str, Reader] = {OURS: lambda path: read(path).text}
    for name in OTHERS:
        try:
            found[name] = others[name](importlib.import_module(name))
        except ModuleNotFoundError:
            continue
    return found


def timed(paths: list[Path], by: dict[str, Reader], rounds: int) -> list[Timing]:
    """Every file read `rounds` times by every reader, after one reading that is not counted.

    Raises a `ReadError` for a file that Paragraf cannot read.
    """
    seconds = {path: {name: [0.0] * rounds for name in by} for path in paths}
    texts = {path: {name: len(reader(path)) for name, reader in by.items()} for path in paths}
    names = list(by)
    for number in range(rounds):
        for path in paths:
            for name in names[number % len(names) :] + names[: number % len(names)]:
                began = time.perf_counter()
                by[name](path)
                seconds[path][name][number] = time.perf_counter() - began
    return [
        Timing(
            name=path.name,
            pages=max(1, len(read(path).pages)),
            characters=texts[path],
            seconds=seconds[path],
            ratios={name: _ratio(seconds[path], name) for name in names if name != OURS},
        )
        for path in paths
    ]


def _ratio(seconds: dict[str, list[float]], name: str) -> float:
    return median(theirs / ours for theirs, ours in zip(seconds[name], seconds[OURS], strict=True))


def _pdfplumber(module: Any) -> Reader:
    def text(path: Path) -> str:
        with module.open(path) as document:
            return "\n".join(page.extract_text() or "" for page in document.pages)

    return text


def _pypdf(module: Any) -> Reader:
    return lambda path: "\n".join(page.extract_text() for page in module.PdfReader(path).pages)


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 2 when there is nothing to read."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.reading")
    parser.add_argument("folder", type=Path, nargs="+", help="a folder with PDFs, or one PDF")
    parser.add_argument("--rounds", type=int, default=5, help="how often each file is read (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result")
    options = parser.parse_args(arguments)
    try:
        result = timed(_files(options.folder), readers(), max(1, options.rounds))
    except (ParagrafError, ReadError) as error:
        Console(stderr=True, soft_wrap=True).print(str(error), markup=False)
        return 2
    Console(width=None if sys.stdout.isatty() else 120, highlight=False).print(_table(result, options.rounds))
    if options.json:
        record = {"versions": _versions(), "files": [asdict(one) for one in result]}
        options.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return 0


def _files(places: list[Path]) -> list[Path]:
    found = [
        file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*.pdf")))
    ]
    if not found:
        raise NoProtocols(f"{', '.join(map(str, places))}: no PDFs here")
    return found


def _versions() -> dict[str, str]:
    known: dict[str, str] = {}
    for name in (OURS, "pypdfium2", *OTHERS):
        try:
            known[name] = version(name)
        except PackageNotFoundError:
            continue
    return known


def _table(result: list[Timing], rounds: int) -> Table:
    names = list(result[0].seconds)
    told = ", ".join(f"{name} {number}" for name, number in _versions().items())
    table = Table(title=f"Milliseconds a page, median of {rounds} rounds ({told})", title_justify="left")
    for heading in ("file", "pages", *names, *(f"{name} : {OURS}" for name in names[1:])):
        table.add_column(heading, justify="left" if heading == "file" else "right")
    for one in result:
        pace = [f"{1000 * median(one.seconds[name]) / one.pages:.1f}" for name in names]
        table.add_row(one.name, str(one.pages), *pace, *(f"{one.ratios[name]:.1f}" for name in names[1:]))
    pages = sum(one.pages for one in result)
    whole = [f"{1000 * sum(median(one.seconds[n]) for one in result) / pages:.1f}" for n in names]
    ratios = [f"{median(one.ratios[name] for one in result):.1f}" for name in names[1:]]
    table.add_row("all (ratios: the median file)", str(pages), *whole, *ratios, style="bold")
    return table


if __name__ == "__main__":
    sys.exit(main())
