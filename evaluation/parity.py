"""``python -m evaluation.parity``: one protocol saved in five formats must give the same facts.

Each source of the sample corpus is written as plain text, markdown, HTML, DOCX and PDF; the facts of
every format are scored against those of every other, as if they were its gold.

python -m evaluation.parity                     F1 by kind of fact and pair of formats
python -m evaluation.parity --document NAME     of one source (the beginning of its name)
python -m evaluation.parity --differences       and what is not found in both
python -m evaluation.parity --page-heads        with a head and a foot on every page of the PDF
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.corpus.pdf import in_font, pdf_file
from evaluation.corpus.web import docx_file, html_file
from evaluation.counts import Counts
from evaluation.gold import Gold
from evaluation.inline import Inline, fragment, parse
from evaluation.inline.blocks import Block, blocks
from evaluation.judge import Outcome
from evaluation.score import score
from pipeline.errors import GoldError
from pipeline.facts import Document, Meeting, field_names

FORMATS = ("txt", "md", "html", "docx", "pdf")
# One figure a kind of fact: the strictest that does not ask for the same offsets.
FIGURES = {
    "mentions": "mentions/strict",
    "sections": "sections/title",
    "meeting": "meeting/all",
    "attendance": "attendance/complete and party",
    "decisions": "decisions/kind",
    "mandates": "mandates/span",
    "amounts": "amounts/value",
    "table cells": "table_cells/cell",
}
_SOURCES = Path(__file__).parents[1] / "annotations" / "source"
_TAB = re.compile(r"\t")
_GAP = re.compile(r"\t| {3,}")

# What pages carry when a source has no heads of its own: whose meeting, which page; who signs.
_HEADS = ("{organ}   Sammanträdesprotokoll   Sida {{page}} ({{pages}})", "Sammanträdesdatum {date}")
_FEET = ("Justerandes sign   Justerandes sign   Utdragsbestyrkande",)

Read = Callable[[bytes, str], Document]


@dataclass(frozen=True)
class Pair:
    """Two formats of one protocol: counts by kind of fact, and what is not alike."""

    name: str
    formats: tuple[str, str]
    counts: dict[str, Counts]
    differences: tuple[Outcome, ...]


def renderings(source: Inline, heads: bool = False) -> dict[str, bytes]:
    """The protocol of `source` as a file in each of FORMATS; no PDF when a table is too wide for a page.

    That is so where a converter has put a whole list of people into one cell, as it never was on paper.
    Columns that a plain text sets apart by tabs or spaces are a table in the others. Letters that the
    standard font of a PDF lacks are written without their marks in all formats. Page headers are left
    out; with `heads` every page of the PDF has a head and a foot, and the other formats begin with the
    head, once.
    """
    body = _printable(_with_tables(source.text, _GAP if source.format == "txt" else _TAB))
    above, below = page_heads(source) if heads else ((), ())
    printed = replace(
        source, text=body, tags=(), parts=(replace(source.parts[0], start=0),), headers=above, footers=below
    )
    once = [fragment(line, source.file, page=1, pages=1)[0] for line in above]
    body = "\n\n".join(["\n".join(_with_tables(line, _GAP) for line in once), body]) if once else body
    plain = replace(printed, text=body, headers=(), footers=())
    cut = blocks(body)
    files = {
        "txt": _written(body, cut, "\t".join).encode(),
        "md": _markdown(body, cut).encode(),
        "html": html_file(plain, cut),
        "docx": docx_file(plain, cut),
    }
    with suppress(GoldError):  # a table too wide for a page
        files["pdf"] = pdf_file(printed)[1]
    return files


def page_heads(source: Inline) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines at the head and the foot of every page: the source's own, else the usual ones."""
    if source.headers:
        return source.headers, source.footers
    known = source.document
    organ = known.get("body") or known.get("organisation") or "Styrelsen"
    return tuple(line.format(organ=organ, date=known.get("date", "")).strip() for line in _HEADS), _FEET


def compared(name: str, files: dict[str, bytes], extract: Read, heads: Sequence[str] = ()) -> list[Pair]:
    """Every pair of formats, the facts of the first taken as gold for the second.

    What the lines of `heads` mention does not count: it stands on every page of the one, once in the other.
    """
    documents = {form: _without_heads(extract(data, f"{name}.{form}"), heads) for form, data in files.items()}
    found = []
    for one, other in combinations(documents, 2):
        result = score(_gold(name, documents[one]), documents[other])
        counts = {kind: result.figures.get(figure, Counts()) for kind, figure in FIGURES.items()}
        unlike = tuple(outcome for outcome in result.outcomes if outcome.verdict != "right")
        found.append(Pair(name, (one, other), counts, unlike))
    return found


def _without_heads(document: Document, heads: Sequence[str]) -> Document:
    """The document without the mentions on lines that are page heads, their numbers aside."""
    known = {_words(re.sub(r"\{pages?\}|\{\w\|([^}]*)\}", r"\1", head)) for head in heads}
    text = document.source.text
    kept = [
        mention
        for mention in document.mentions
        if _words(text[text.rfind("\n", 0, mention.start) + 1 :].partition("\n")[0]) not in known
    ]
    return replace(document, mentions=tuple(kept)) if known else document


def _words(line: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d]+|\d{4}-\d\d-\d\d", line))


def total(pairs: Iterable[Pair], kind: str | None = None) -> Counts:
    """The counts of one kind of fact, or of all, over `pairs`."""
    return sum((c for pair in pairs for name, c in pair.counts.items() if kind in (None, name)), Counts())


def sources(only: str = "") -> list[Inline]:
    """The sources of the sample corpus whose names begin so."""
    paths = sorted(_SOURCES.glob(f"{only}*.ann"))
    return [parse(path.read_text(encoding="utf-8"), path.name) for path in paths]


def _gold(name: str, document: Document) -> Gold:
    return Gold(
        name=name,
        path=Path(name),
        text=document.source.text,
        meeting=document.meeting,
        meeting_fields=tuple(field for field in field_names(Meeting) if field != "copy_of"),
        mentions=document.mentions,
        sections=document.sections,
        attendance=document.attendance,
        decisions=document.decisions,
        mandates=document.mandates,
        amounts=document.amounts,
        table_cells=document.table_cells,
    )


def _with_tables(text: str, gap: re.Pattern[str]) -> str:
    """Lines in columns as rows of a table: "Beslutande    Anna Ek", and "              Bo Lund" below it."""
    lines = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in gap.split(line.rstrip())]
        lines.append(f"| {' | '.join(cells)} |" if len(cells) > 1 and not line.startswith("|") else line)
    return "\n".join(lines)


def _printable(text: str) -> str:
    return "".join(sign if in_font(sign) else _bare(sign) for sign in text)


def _bare(sign: str) -> str:
    bare = unicodedata.normalize("NFKD", sign)[0]
    return bare if in_font(bare) else "•"


def _written(text: str, cut: list[Block], row: Callable[[list[str]], str]) -> str:
    written = []
    for block in cut:
        lines = [[text[slice(*cell)] for cell in line] for line in block.lines]
        if block.kind == "list":
            written.append("\n".join(f"- {line[0]}" for line in lines))
        else:
            written.append("\n".join(row(line) for line in lines))
    return "\n\n".join(written) + "\n"


def _markdown(text: str, cut: list[Block]) -> str:
    written = []
    for block in cut:
        lines = [[text[slice(*cell)] for cell in line] for line in block.lines]
        if block.kind == "heading":
            written.append(f"{'#' * block.level} {lines[0][0]}")
        elif block.kind == "list":
            written.append("\n".join(f"- {line[0]}" for line in lines))
        elif block.kind == "table":
            width = max(map(len, lines))
            rows = [f"| {' | '.join([*line, *[''] * (width - len(line))])} |" for line in lines]
            written.append("\n".join([rows[0], "|" + " --- |" * width, *rows[1:]]))
        else:
            written.append("\n".join(line[0] for line in lines))
    return "\n\n".join(written) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 0 when all facts together are alike to .98 in every pair of formats."""
    from pipeline.read import read_bytes
    from pipeline.run import extract_source

    parser = argparse.ArgumentParser(prog="python -m evaluation.parity")
    parser.add_argument("--document", default="", metavar="NAME", help="only this source")
    parser.add_argument("--differences", action="store_true", help="what is not alike, too")
    parser.add_argument("--page-heads", action="store_true", help="a head and a foot on every page")
    options = parser.parse_args(arguments)
    pairs: list[Pair] = []
    for source in sources(options.document):
        pairs += compared(
            source.name,
            renderings(source, options.page_heads),
            lambda data, name: extract_source(read_bytes(data, name)),
            page_heads(source)[0] if options.page_heads else (),
        )
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    if options.differences:
        for pair in pairs:
            for unlike in pair.differences:
                console.print(f"{pair.name} {' → '.join(pair.formats)}: {_shown(unlike)}", markup=False)
    console.print(_table(pairs))
    worst = [total(same).f1 or 0.0 for same in _by_formats(pairs).values()]
    return 0 if min(worst, default=0.0) >= 0.98 else 1


def _shown(unlike: Outcome) -> str:
    return " ".join(str(unlike).split())


def _by_formats(pairs: list[Pair]) -> dict[tuple[str, str], list[Pair]]:
    grouped: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        grouped.setdefault(pair.formats, []).append(pair)
    return grouped


def _table(pairs: list[Pair]) -> Table:
    table = Table(title="F1 between formats", title_justify="left")
    table.add_column("")
    for kind in (*FIGURES, "all"):
        table.add_column(kind, justify="right")
    for formats, same in [*_by_formats(pairs).items(), (("all", "pairs"), pairs)]:
        figures = [total(same, kind).f1 for kind in FIGURES]
        shown = (f"{f1:.3f}" if f1 is not None else "–" for f1 in (*figures, total(same).f1))
        table.add_row(" – ".join(formats) if formats[0] != "all" else "all", *shown)
    return table


if __name__ == "__main__":
    sys.exit(main())
