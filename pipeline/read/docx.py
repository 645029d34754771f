"""DOCX → text: paragraphs, lists and tables in the order of the document.

Read straight from the archive's XML, because lists' numbers ("§ 12" is often one), text boxes,
tracked changes and footnotes are out of reach otherwise.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import DamagedDocument, EncryptedDocument, TooLarge
from pipeline.read.limits import Limits
from pipeline.read.markup import Element, attribute, child, name_of, number, value
from pipeline.read.numbering import Numbering
from pipeline.read.table import Cell, row_lines

# Kind and text: an "item" or "row" stands directly below one of its kind, a "paragraph" has blank lines
# around it.
Piece = tuple[str, str]

_SKIPPED = {
    "del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sdtPr", "fldChar", "annotationRef",
}  # fmt: skip
_INLINE = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def read_docx(data: bytes, shown: str, limits: Limits) -> str:
    """The document's text: headers, body, footnotes, footers, each header and footer once."""
    with open_archive(data, shown, limits) as archive:
        names = archive.namelist()
        main = "word/document.xml" if "word/document.xml" in names else _main_part(names)
        folder = main.rpartition("/")[0]
        numbering = _parse(archive, f"{folder}/numbering.xml", shown, limits)
        styles = _parse(archive, f"{folder}/styles.xml", shown, limits)
        numbers = Numbering(numbering, styles)
        pieces: list[Piece] = []
        for prefix in ("header", "", "footnotes", "endnotes", "footer"):
            seen: set[str] = set()
            for name in [main] if not prefix else _parts(names, f"{folder}/{prefix}"):
                root = _parse(archive, name, shown, limits)
                if root is None:
                    if name == main:
                        raise DamagedDocument(shown, "the DOCX has no document in it")
                    continue
                part = list(_blocks(root, numbers))
                text = "\n".join(text for _, text in part).strip()
                if not text or (prefix and text in seen):
                    continue
                seen.add(text)
                pieces += part
    return _joined(pieces)


def open_archive(data: bytes, shown: str, limits: Limits) -> zipfile.ZipFile:
    """The zip archive in `data`, when it is sound and unpacks to a bounded size."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedDocument(shown, "the archive is damaged or cut short") from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.members:
        raise TooLarge(shown, f"an archive of {len(members)} files")
    if unpacked > limits.unpacked or unpacked > max(10_000_000, limits.ratio * len(data)):
        raise TooLarge(shown, f"unpacks to {unpacked // 1_000_000} MB")
    return archive


def _main_part(names: list[str]) -> str:
    return next((name for name in names if name.startswith("word/document")), "word/document.xml")


def _parts(names: list[str], prefix: str) -> list[str]:
    found = [name for name in names if name.startswith(prefix) and name.endswith(".xml")]
    return sorted(found, key=lambda name: (len(name), name))


def _parse(archive: zipfile.ZipFile, name: str, shown: str, limits: Limits) -> Element | None:
    try:
        member = archive.getinfo(name)
    except KeyError:
        return None
    if member.flag_bits & 1:
        raise EncryptedDocument(shown)
    if member.file_size > limits.markup:
        raise TooLarge(shown, f"{name} unpacks to {member.file_size // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(archive.read(member), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedDocument(shown, f"{name} {_why(str(error))}") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
        raise DamagedDocument(shown, f"{name} is damaged") from error
    except Exception as error:  # zlib and lzma have their own errors, and a broken member may raise any
        raise DamagedDocument(shown, f"{name} cannot be unpacked") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise DamagedDocument(shown, f"{name} declares entities, which Word never does")
    return root


def _why(message: str) -> str:
    """The parser's words for what only an attack holds, in ours; else the file is damaged."""
    said = message.casefold()
    if "entit" in said and "not defined" not in said:
        return "declares entities, which Word never does"
    if "depth" in said:
        return "has elements nested too deep"
    if "too long" in said or "too big" in said or "resource limit" in said or "huge" in said:
        return "has a single text or name too long to read"
    return "is damaged"


def _joined(pieces: list[Piece]) -> str:
    """Blank lines between paragraphs, none between list items or rows of a table."""
    lines: list[str] = []
    before = ""
    for kind, text in pieces:
        if not text.strip():
            before = ""
            continue
        if lines and (kind == "paragraph" or kind != before):
            lines.append("")
        lines.append(text.rstrip())
        before = kind
    return "\n".join(lines) + "\n" if lines else ""


def _blocks(parent: Element, numbers: Numbering) -> Iterator[Piece]:
    for element in parent:
        name = name_of(element)
        if name == "p":
            yield from _paragraph(element, numbers)
        elif name == "tbl":
            yield "paragraph", ""
            yield from _table(element, numbers)
            yield "paragraph", ""
        elif name not in _SKIPPED:
            yield from _blocks(element, numbers)


def _paragraph(paragraph: Element, numbers: Numbering) -> Iterator[Piece]:
    boxes: list[Element] = []
    text = "".join(_characters(paragraph, boxes))
    number = numbers.label(paragraph) if text.strip() else ""
    # Lines with tab stops, "Beslutande<tab>Anna Alm (S)", make a table without being one.
    kind = "item" if number else "row" if "\t" in text.rstrip() else "paragraph"
    yield kind, number + (text.lstrip() if number else text)
    for box in boxes:
        yield from _blocks(box, numbers)


def _characters(parent: Element, boxes: list[Element]) -> Iterator[str]:
    for element in parent:
        name = name_of(element)
        if name == "t":
            yield element.text or ""
        elif name in _INLINE:
            yield "" if name == "br" and attribute(element, "type") in ("page", "column") else _INLINE[name]
        elif name == "sym":
            yield _symbol(attribute(element, "char"))
        elif name == "txbxContent":
            boxes.append(element)
        elif name == "r" and _is_hidden(element):
            continue
        elif name == "checkBox":
            yield _checkbox(element)
        elif name not in _SKIPPED:
            yield from _characters(element, boxes)


def _is_hidden(run: Element) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and value(mark) not in ("0", "false", "off")


def _symbol(code: str | None) -> str:
    """A character of a symbol font; the private ones of Wingdings that forms are made of are told."""
    value = int(code, 16) if code and len(code) <= 6 and code.isalnum() else 0x2022
    known = {0xF0A8: "☐", 0xF06F: "☐", 0xF0FE: "☒", 0xF078: "☒", 0xF0FC: "✓", 0xF0B7: "•", 0xF0A7: "▪"}
    return known.get(value, "•" if 0xE000 <= value < 0xF900 or not 32 <= value < 0xD800 else chr(value))


def _checkbox(box: Element) -> str:
    checked = child(box, "checked")
    state = (value(checked) or "1") if checked is not None else value(child(box, "default")) or "0"
    return "☐" if state in ("0", "false") else "☒"


def _table(table: Element, numbers: Numbering) -> Iterator[Piece]:
    for row in _rows(table):
        cells = [(cell, list(_blocks(cell, numbers))) for cell in _cells(row)]
        filled = [pieces for _, pieces in cells if any(text.strip() for _, text in pieces)]
        if len(filled) == 1 and len(filled[0]) > 1 and any(kind == "row" for kind, _ in filled[0]):
            # A table that only places another table on the page.
            yield from filled[0]
            continue
        line: list[Cell] = [[]] * (_span(row, "trPr", "gridBefore") or 0)
        for cell, pieces in cells:
            parts = [part for _, text in pieces for part in text.split("\n")]
            line.append([] if _is_continued(cell) else parts)
            line += [[]] * ((_span(cell, "tcPr", "gridSpan") or 1) - 1)
        yield from (("row", text) for text in row_lines([[t.replace("\t", " ") for t in c] for c in line]))


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if name_of(element) == "tr":
            yield element
        elif name_of(element) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if name_of(element) == "tc":
            yield element
        elif name_of(element) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _cells(element)


def _span(element: Element, properties: str, name: str) -> int | None:
    found = number(value(child(element, properties, name)))
    return found if found is None else min(found, 100)


def _is_continued(cell: Element) -> bool:
    """Whether the cell only goes on with the one above it."""
    merge = child(cell, "tcPr", "vMerge")
    return merge is not None and (value(merge) or "continue") == "continue"
