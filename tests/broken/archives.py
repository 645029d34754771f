"""DOCX files that Word never wrote, and archives that are something else."""

from __future__ import annotations

import io
import struct
import zipfile
from random import Random

from broken.material import TEXT, word

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DOCUMENT = "word/document.xml"
Parts = dict[str, bytes]


def _parts() -> Parts:
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of `parts`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _body(xml: str, before: str = "") -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}{before}<w:document {_W}><w:body>{xml}</w:body></w:document>".encode()


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def missing(random: Random, size: int) -> tuple[str, bytes]:
    """Some of its parts are not there, or are empty, or are another's."""
    parts = _parts()
    for name in random.sample(sorted(parts), random.randrange(1, len(parts))):
        if random.random() < 0.5:
            del parts[name]
        else:
            parts[name] = random.choice(
                (b"", b"<", b"\0" * 100, b"<a/>", TEXT.encode(), parts.get(_DOCUMENT, b""))
            )
    return "docx", packed(parts)


def relations(random: Random, size: int) -> tuple[str, bytes]:
    """Relationships that lead to themselves, out of the archive or to the network."""
    target = random.choice(
        ("document.xml", "../word/document.xml", "/etc/passwd", "http://localhost:9/x", "../../../../x")
    )
    mode = random.choice(("", ' TargetMode="External"'))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    one = f'<Relationship Id="r{{0}}" Type="{kind}" Target="{{1}}"{{2}}/>'
    many = "".join(one.format(n, target, mode) for n in range(random.choice((1, 5_000))))
    xml = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{many}</Relationships>'
    return "docx", packed({**_parts(), "word/_rels/document.xml.rels": xml.encode()})


def entities(random: Random, size: int) -> tuple[str, bytes]:
    """Billion laughs, one long entity many times, and a file outside."""
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    declared = random.choice(
        (
            laughs,
            f'<!ENTITY e9 "{"a" * 100_000}">',
            '<!ENTITY e9 SYSTEM "file:///etc/passwd">',
            '<!ENTITY % p SYSTEM "http://localhost:9/x.dtd"> %p; <!ENTITY e9 "">',
        )
    )
    xml = _body(_paragraph("&e9;" * random.choice((1, 10_000))), f"<!DOCTYPE w:document [{declared}]>")
    name = random.choice((_DOCUMENT, _DOCUMENT, "word/styles.xml", "word/numbering.xml", "word/header1.xml"))
    return "docx", packed({**_parts(), name: xml})


def bomb(random: Random, size: int) -> tuple[str, bytes]:
    """Little in the archive, much when unpacked."""
    form = random.randrange(5)
    parts = _parts()
    if form == 0:
        parts[_DOCUMENT] = _body(_paragraph(" " * 30_000_000))
    elif form == 1:
        parts[_DOCUMENT] = _body(_paragraph("a ") * 300_000)
    elif form == 2:
        parts["word/media/picture.bin"] = b"\0" * 60_000_000
    elif form == 3:
        parts |= {f"word/header{n}.xml": b"<a/>" for n in range(12_000)}
    else:
        inner = packed({"a": b"\0" * 20_000_000})
        parts = {f"{n}.zip": inner for n in range(20)}
    return "docx", packed(
        parts, random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)) if form != 2 else 8
    )


def deep(random: Random, size: int) -> tuple[str, bytes]:
    """Tables in tables, runs in runs, text boxes in text boxes."""
    depth = random.choice((20, 200, 5_000))
    first, last = random.choice(
        (
            ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:p><w:r>", "</w:r></w:p>"),
            ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ("<w:ins>", "</w:ins>"),
            ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        )
    )
    end = last * depth if random.random() < 0.8 else ""
    return "docx", packed({**_parts(), _DOCUMENT: _body(first * depth + _paragraph("§ 1 Val") + end)})


def tables(random: Random, size: int) -> tuple[str, bytes]:
    """Tables without end, cells that span millions of columns."""
    span = random.choice(("1", "1000000000", "-1", "x", ""))
    properties = f'<w:tcPr><w:gridSpan w:val="{span}"/><w:vMerge w:val="x"/></w:tcPr>'
    cell = f"<w:tc>{properties}{_paragraph('1 200')}</w:tc>"
    wide, high = random.choice(((3, size // 400), (size // 400, 2), (50, 40)))
    xml = f"<w:tbl>{f'<w:tr>{cell * wide}</w:tr>' * high}</w:tbl>"
    return "docx", packed({**_parts(), _DOCUMENT: _body(_paragraph("§ 1 Budget (tkr)") + xml)})


def numbers(random: Random, size: int) -> tuple[str, bytes]:
    """Lists with numbers that no list has, styles that are based on themselves."""
    value = random.choice(("0", "-1", "99999999999999999999", "x", "", "9"))
    form = random.choice(("decimal", "lowerLetter", "upperRoman", "none", "bogus"))
    shown = f'<w:start w:val="{value}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="§ %1.%9.%0"/>'
    levels = f'<w:lvl w:ilvl="{value}">{shown}</w:lvl>' * 10
    numbering = (
        f"<w:numbering {_W}><w:abstractNum w:abstractNumId='0'>"
        f"<w:styleLink w:val='a'/>{levels}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )
    styles = (
        f"<w:styles {_W}><w:style w:styleId='a'><w:basedOn w:val='b'/>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>"
    )
    level = f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>'
    item = f'<w:pPr><w:pStyle w:val="b"/>{level}</w:pPr>'
    xml = _body(_paragraph("Val av justerare", item) * random.choice((1, 500)))
    return "docx", packed(
        {
            **_parts(),
            _DOCUMENT: xml,
            "word/numbering.xml": numbering.encode(),
            "word/styles.xml": styles.encode(),
        }
    )


def directory(random: Random, size: int) -> tuple[str, bytes]:
    """An archive whose own directory lies: sizes, places, flags, names twice."""
    data = bytearray(packed({**_parts(), "word/../../x.xml": b"<a/>", "word/\ud7ff\n.xml": b"<a/>"}))
    form = random.randrange(5)
    places = [at for at in range(len(data) - 4) if data[at : at + 4] == b"PK\1\2"]
    if form == 4:
        return "docx", bytes(data[: random.randrange(len(data))])
    for at in random.sample(places, random.randrange(1, len(places))):
        if form == 0:
            data[at + 8] |= 1  # encrypted
        elif form == 1:
            data[at + 24 : at + 28] = struct.pack("<I", random.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
        elif form == 2:
            data[at + 42 : at + 46] = struct.pack("<I", random.randrange(len(data)))
        else:
            data[at + 10 : at + 12] = struct.pack("<H", random.choice((0, 1, 6, 12, 14, 93, 98, 99)))
    return "docx", bytes(data)


def other(random: Random, size: int) -> tuple[str, bytes]:
    """Files of other programs, whole or only their first bytes."""
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
    some = (
        b"{\\rtf1 \\'e5 }",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 90,
        b"\xff\xd8\xff\xe0" + b"\0" * 90,
        b"GIF89a",
        b"II*\0" + b"\0" * 20,
        b"%!PS-Adobe",
        b"\x1f\x8b\x08" + b"\0" * 30,
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07",
        b"SQLite format 3\0" + b"\0" * 90,
        b"\x7fELF\2\1\1",
        b"MZ\x90\0",
        ole + "WordDocument".encode("utf-16-le"),
        ole + "EncryptedPackage".encode("utf-16-le"),
        ole,
        b"RIFF\0\0\0\0WAVE",
        b"BM\0\0\0\0\0\0",
        b"\0\0\0\x18ftypheic",
        b"<?xml version='1.0'?><a/>",
        b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html>",
        b"PK\x05\x06" + b"\0" * 18,
        b"PK\x03\x04" + b"\0" * 10,
        packed({"xl/workbook.xml": b"<a/>"}),
        packed({"content.xml": b"<a/>"}),
        packed({"a.txt": TEXT.encode()}),
        bytes(range(256)) * 4,
        random.randbytes(random.choice((10, 1_000, 50_000))),
    )
    return random.choice(("docx", "pdf", "txt", "md", "html", "bin")), random.choice(some)
