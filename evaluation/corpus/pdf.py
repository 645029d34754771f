"""Sources as a PDF with page headers and footers, tables as columns."""

from __future__ import annotations

import io
import re

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from evaluation.corpus.page import Page
from evaluation.inline import Inline, fragment
from evaluation.inline.blocks import Block, Range, blocks
from pipeline.errors import GoldError

_COLUMNS, _LINES = 88, 54  # characters a line, lines a page
_FONT, _SIZE, _LEADING, _MARGIN = "Helvetica", 10.0, 13.0, 56.0
_WIDTH = A4[0] - 2 * _MARGIN
_Drawn = tuple[list[tuple[float, Range]], float]  # one printed line: (x, words) a piece, and its font size


def pdf_file(inline: Inline) -> tuple[Inline, bytes]:
    """The file, and the source over the text as it is printed line by line.

    Raises GoldError for a character that the standard font lacks and for a table too wide for a page.
    """
    if odd := sorted({sign for sign in inline.text if sign not in "\n\t" and not in_font(sign)}):
        raise GoldError(f"{inline.file}: {' '.join(odd)!r} is not in the pdf's font; write it otherwise")
    pages = _paged(inline)
    page = Page(inline)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(inline.document.get("body") or inline.name)
    for number, printed in enumerate(pages, 1):
        y = A4[1] - 42
        y = _furniture(inline, inline.headers, page, canvas, y, number, len(pages)) - 10
        for pieces, size in printed:
            canvas.setFont(_FONT, size)
            for n, (x, (start, end)) in enumerate(pieces):
                canvas.drawString(_MARGIN + x, y, inline.text[start:end])
                page.put("\t" if n else "")
                page.copy(start, end)
            page.put("\n")
            y -= _LEADING
        _furniture(inline, inline.footers, page, canvas, 42.0, number, len(pages))
        canvas.showPage()
    canvas.save()
    return page.inline(), out.getvalue()


def in_font(sign: str) -> bool:
    """Whether the fonts of every PDF have the sign."""
    try:
        return bool(sign.encode("cp1252"))
    except UnicodeEncodeError:
        return False


def _furniture(
    inline: Inline, lines: tuple[str, ...], page: Page, canvas: Canvas, y: float, number: int, pages: int
) -> float:
    for line in lines:
        words, tags = fragment(line, inline.file, page=number, pages=pages)
        pieces = words.split("\t")
        canvas.setFont(_FONT, 9)
        for n, piece in enumerate(pieces):
            x = _WIDTH * n / max(1, len(pieces) - 1) * 0.75
            canvas.drawString(_MARGIN + x, y, piece)
        page.put(words, tags)
        page.put("\n")
        y -= _LEADING
    return y


def _paged(inline: Inline) -> list[list[_Drawn]]:
    """Printed lines by page; a block is kept whole where it fits, a heading stays with what follows."""
    room = _LINES - len(inline.headers) - len(inline.footers)
    pages: list[list[_Drawn]] = [[]]
    heading: list[_Drawn] = []
    for block in blocks(inline.text):
        printed = _printed(inline, block)
        if block.kind == "heading":
            heading += [([], _SIZE), *printed]
            continue
        together = [*heading, *([] if heading else [([], _SIZE)]), *printed]
        heading = []
        if pages[-1] and len(pages[-1]) + len(together) > room:
            pages.append([])
        while len(together) > room:
            pages[-1] += together[:room]
            together = together[room:]
            pages.append([])
        pages[-1] += together
    pages[-1] += heading
    return pages


def _printed(inline: Inline, block: Block) -> list[_Drawn]:
    if block.kind == "table":
        return _table(inline, block)
    indent = 12.0 if block.kind == "list" else 0.0
    size = {1: 15.0, 2: 12.0}.get(block.level, 10.5) if block.kind == "heading" else _SIZE
    room = int(_COLUMNS * _SIZE / size)
    return [([(indent, part)], size) for row in block.lines for part in _wrap(inline.text, row[0], room)]


def _wrap(text: str, cell: Range, room: int) -> list[Range]:
    """The lines of `room` characters that a run of words makes."""
    lines: list[Range] = []
    for word in re.finditer(r"[^ ]+", text[slice(*cell)]):
        start, end = cell[0] + word.start(), cell[0] + word.end()
        if lines and end - lines[-1][0] <= room:
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start, end))
    return lines


def _table(inline: Inline, block: Block) -> list[_Drawn]:
    """A table's rows with every column at its own x; the last column wraps when the page is too narrow."""
    count = max(len(row) for row in block.lines)
    size, gap = _SIZE, 14.0
    while True:
        widths = [
            max(stringWidth(inline.text[slice(*row[n])], _FONT, size) for row in block.lines if n < len(row))
            for n in range(count)
        ]
        left = [sum(widths[:n]) + gap * n for n in range(count)]
        if left[-1] + widths[-1] <= _WIDTH or size <= 7.0:
            break
        size -= 0.5
    room = max(12, int((_WIDTH - left[-1]) / (size * 0.5)))
    if left[-1] > _WIDTH - 60:
        raise GoldError(f"{inline.file}: a table is too wide for a page; shorten its cells or drop a column")
    printed: list[_Drawn] = []
    for row in block.lines:
        pieces = [(left[n], cell) for n, cell in enumerate(row) if cell[0] < cell[1]]
        if pieces and len(row) == count and row[-1][0] < row[-1][1]:
            last = _wrap(inline.text, row[-1], room)
            printed.append(([*pieces[:-1], (left[-1], last[0])], size))
            printed += [([(left[-1], more)], size) for more in last[1:]]
        else:
            printed.append((pieces, size))
    return printed
