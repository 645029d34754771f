"""Sound protocols of an invented body in every format, for the breakers to break."""

from __future__ import annotations

import io
from functools import cache

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

LINES = """Norrby kommun
Kultur- och fritidsnämnden
SAMMANTRÄDESPROTOKOLL
2024-03-14

Plats och tid\tKommunhuset, Norrby, kl. 13.00–15.30
Beslutande\tAnna Ekdal (S), ordförande
\tBo Lundmark (M), 1:e vice ordförande
\tCecilia Åström (C), ej § 33 på grund av jäv
\tGun Brinkman (S) §§ 35–36 (i Eva Tallbergs frånvaro)
Övriga deltagare\tMaria Nordin, förvaltningschef
Utses att justera\tBo Lundmark

§ 32 Val av justerare
Nämnden utser Bo Lundmark att justera protokollet.

§ 33 Bidrag till Norrby hembygdsförening   Dnr KFN 2024/12
Nämnden beslutar att bevilja 20 000 kr ur anslaget för 2024.

§ 34 Budget 2025 (tkr)
Intäkter\t1 200\t1 350
Kostnader\t-3 400\t-3 550
Nämnden ger förvaltningen i uppdrag att återkomma med ett förslag senast den 30 april 2024.

§ 35 Avslutning
Ordföranden tackar för visat intresse och avslutar sammanträdet klockan 15.30.
""".split("\n")
TEXT = "\n".join(LINES)
HEAD = "\n".join(LINES[:5])


@cache
def html() -> bytes:
    rows = "".join(
        f"<tr><td>{'</td><td>'.join(line.split(chr(9)))}</td></tr>" if "\t" in line else f"<p>{line}</p>"
        for line in LINES
    )
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{rows}</body></html>".encode()


@cache
def word() -> bytes:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for line in LINES:
        if "\t" in line:
            for cell, words in zip(table.add_row().cells, line.split("\t"), strict=False):
                cell.text = words
        elif line.startswith("§"):
            document.add_heading(line, level=2)
        else:
            document.add_paragraph(line)
    document.add_paragraph("en punkt", style="List Number")
    return _saved(document)


@cache
def portable(pages: int = 1, password: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, encrypt=password or None)
    for page in range(pages):
        for row, line in enumerate(LINES):
            for column, words in enumerate(line.split("\t")):
                canvas.drawString(50 + 150 * column, 800 - 20 * row, words)
        canvas.drawString(50, 20, f"Sida {page + 1} av {pages}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sound() -> dict[str, bytes]:
    """A protocol in each format, by suffix."""
    return {
        "txt": TEXT.encode(),
        "md": TEXT.replace("§", "## §").replace("Beslutande", "**Beslutande**").encode(),
        "html": html(),
        "docx": word(),
        "pdf": portable(),
    }


def _saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
