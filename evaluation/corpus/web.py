"""Sources as a page of a municipal web site, and as a Word file."""

from __future__ import annotations

import html
import io
import zipfile

import docx

from evaluation.inline import Inline
from evaluation.inline.blocks import Block, Range


def html_file(inline: Inline, cut: list[Block]) -> bytes:
    """A page whose ``main`` holds the protocol, between a menu and a footer that are no part of it."""
    def words(cell: Range) -> str:
        return html.escape(inline.text[slice(*cell)], quote=False)

    owner = html.escape(inline.document.get("organisation") or inline.document.get("body") or "")
    lines = [
        "<!DOCTYPE html>", '<html lang="sv">', "<head>", '<meta charset="utf-8">',
        f"<title>{owner}</title>", "</head>", "<body>",
        '<nav><ul><li><a href="/">Startsida</a></li><li><a href="/moten">Möten och protokoll</a></li>'
        '<li><a href="/kontakt">Kontakt</a></li></ul></nav>',
        "<main>",
    ]  # fmt: skip
    for block in cut:
        if block.kind == "heading":
            level = min(block.level, 4)
            lines.append(f"<h{level}>{words(block.lines[0][0])}</h{level}>")
        elif block.kind == "table":
            head = _has_heading(inline, block)
            lines.append("<table>")
            for n, row in enumerate(block.lines):
                tag = "th" if head and n == 0 else "td"
                lines.append("<tr>" + "".join(f"<{tag}>{words(cell)}</{tag}>" for cell in row) + "</tr>")
            lines.append("</table>")
        elif block.kind == "list":
            lines += ["<ul>", *(f"<li>{words(row[0])}</li>" for row in block.lines), "</ul>"]
        else:
            lines.append("<p>" + "<br>\n".join(words(row[0]) for row in block.lines) + "</p>")
    lines += [
        "</main>", f"<footer><p>{owner}. Om webbplatsen. Tillgänglighet. Kakor.</p></footer>",
        "</body>", "</html>",
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode("utf-8")


def _has_heading(inline: Inline, block: Block) -> bool:
    cells = [cell for row in block.lines[1:] for cell in row]
    return any(start <= tag.start < end for tag in inline.named("cell") for start, end in cells)


def docx_file(inline: Inline, cut: list[Block]) -> bytes:
    """A Word file with real headings, tables, lists and paragraphs, the same bytes every time."""
    document = docx.Document()
    document.core_properties.author = inline.document.get("organisation") or inline.document.get("body") or ""
    document.core_properties.comments = ""
    for block in cut:
        words = [[inline.text[slice(*cell)] for cell in row] for row in block.lines]
        if block.kind == "heading":
            document.add_heading(words[0][0], level=block.level)
        elif block.kind == "table":
            table = document.add_table(rows=0, cols=max(len(row) for row in words), style="Table Grid")
            for row in words:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
        elif block.kind == "list":
            for row in words:
                document.add_paragraph(row[0], style="List Bullet")
        else:
            document.add_paragraph("\n".join(row[0] for row in words))
    saved = io.BytesIO()
    document.save(saved)
    return _same_every_time(saved.getvalue())


def _same_every_time(archive: bytes) -> bytes:
    """The archive with the earliest possible time on each member, as zip writes the clock into them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
