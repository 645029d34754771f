"""What a file is, told by its content."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.errors import EncryptedDocument, UnknownFormat
from pipeline.read.docx import open_archive
from pipeline.read.limits import Limits

Binary = Literal["pdf", "docx"]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "an RTF file; save it as DOCX"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"%!PS", "a PostScript file; save it as PDF"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
)
# Folder or file in a zip archive → what the archive is.
_ARCHIVES: tuple[tuple[str, str], ...] = (
    ("xl/", "an Excel workbook; save it as PDF"),
    ("ppt/", "a PowerPoint file; save it as PDF"),
    ("META-INF/container.xml", "an EPUB book"),
    ("content.xml", "an OpenDocument file; save it as DOCX"),
)
_XML = re.compile(r"<\?xml[^>]*\?>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HTML_START = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_BLOCK = re.compile(r"</(?:p|div|table|article|section|main|ul|ol|h[1-6])\s*>", re.IGNORECASE)
_MHTML = re.compile(r"\A(?:From|MIME-Version|Subject|Date|Content-Type):.*?^Content-Type:", re.DOTALL | re.M)
_HEADING = re.compile(r"^#{1,6}[ \t*]*\S", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[-| :\t]+$", re.MULTILINE)  # with a "|" and "--" in it
_STRONG = re.compile(r"\*\*[^\s*][^*\n]*\*\*")


def binary_kind(data: bytes, shown: str, limits: Limits) -> Binary | None:
    """Either "pdf" or "docx"; None for what may be text. Raises `UnknownFormat` for other known files."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _archive_kind(data, shown, limits)
    if data.startswith(_OLE):
        raise _ole_cause(data, shown)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnknownFormat(shown, f"looks like {name}")
    if data.startswith(b"RIFF") or (data.startswith(b"BM") and b"\0" in data[:32]):
        raise UnknownFormat(shown, "looks like a picture, sound or film")
    if data[4:8] == b"ftyp":
        raise UnknownFormat(shown, "looks like a film or a HEIC picture")
    return None


def _archive_kind(data: bytes, shown: str, limits: Limits) -> Binary:
    with open_archive(data, shown, limits) as archive:
        names = archive.namelist()
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return "docx"
    for start, name in _ARCHIVES:
        if any(member.startswith(start) for member in names):
            raise UnknownFormat(shown, f"looks like {name}")
    raise UnknownFormat(shown, "looks like a zip archive; unpack it first")


def _ole_cause(data: bytes, shown: str) -> UnknownFormat | EncryptedDocument:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return EncryptedDocument(shown, "the Office document is encrypted and needs a password")
    if has("WordDocument"):
        return UnknownFormat(shown, "looks like a Word 97 file; save it as DOCX")
    if has("Workbook") or has("Book"):
        return UnknownFormat(shown, "looks like an Excel 97 workbook; save it as PDF")
    if has("__substg1.0_"):
        return UnknownFormat(shown, "looks like an Outlook message; save its attachment")
    return UnknownFormat(shown, "looks like an old Office file; save it as DOCX or PDF")


def text_kind(text: str, shown: str) -> Literal["html", "markdown", "plain"]:
    """What kind of text it is. Raises `UnknownFormat` for XML and for saved mail and web archives."""
    start = text[:20_000]
    head = start.lstrip()
    bare = _COMMENT.sub("", _XML.sub("", start, count=1)) if head.startswith("<") else start
    if _HTML_START.match(bare):
        return "html"
    if _XML.match(head):
        raise UnknownFormat(shown, "looks like XML; save it as DOCX or PDF")
    if _MHTML.match(start[:4_000]):
        raise UnknownFormat(shown, "looks like a saved message or web archive; save it as HTML")
    strong = len(_STRONG.findall(start))
    has_marks = strong > 2 or len(_HEADING.findall(start)) > 1 or _has_table_rule(start)
    if shown.lower().endswith((".md", ".markdown")):
        return "markdown"
    if bare.lstrip().startswith("<") and len(_HTML_BLOCK.findall(start)) > 1 and not has_marks:
        return "html"
    return "markdown" if has_marks else "plain"


def _has_table_rule(text: str) -> bool:
    return any("|" in rule and "--" in rule for rule in _TABLE_RULE.findall(text))
