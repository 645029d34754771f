"""File → text: any protocol as a `Source`, its personal identity numbers masked.

txt and md come through character by character. PDF, DOCX and HTML become lines in which columns
stay apart: PDF by spaces, as they lie on the page; tables of DOCX and HTML by tabs.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from pipeline.errors import DamagedDocument, EmptyDocument, NotSwedish, ReadError, TooLarge, UnknownFormat
from pipeline.facts import Source
from pipeline.facts import Warning as Notice
from pipeline.read.docx import read_docx
from pipeline.read.html import read_html
from pipeline.read.language import foreign
from pipeline.read.limits import Limits
from pipeline.read.mask import mask
from pipeline.read.pdf import read_pdf
from pipeline.read.plain import decode, decode_html, mojibake
from pipeline.read.sniff import binary_kind, text_kind

__all__ = ["Limits", "mask", "read", "read_bytes"]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(path: Path, *, shown: str | None = None, limits: Limits = Limits()) -> Source:  # noqa: B008 (frozen)
    """The text of the file at `path`; `shown` is its name in messages and in the result.

    A personal identity number in the name is masked there as in the text.
    Raises a `ReadError` that names the cause, and nothing else.
    """
    name = mask(str(path) if shown is None else shown)[0]
    try:
        size = path.stat().st_size
        if size > limits.size:
            raise _too_large(name, size, limits)
        if not path.is_file():
            raise ReadError(name, "is not a file")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise ReadError(name, f"cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    return read_bytes(data, name, limits=limits)


def read_bytes(data: bytes, shown: str, *, limits: Limits = Limits()) -> Source:  # noqa: B008 (frozen)
    """The text of a document that is already in memory (standard input is shown as "-").

    `id` and `sha256` come from the bytes alone, so they are the same on every machine.
    Raises a `ReadError` that names the cause, and nothing else.
    """
    try:
        return _read(data, shown, limits)
    except ReadError:
        raise
    except (MemoryError, RecursionError) as error:
        raise TooLarge(shown, "too large or too deeply nested to be read") from error
    except Exception as error:  # whatever a parser does with a broken file, the others must go on
        raise DamagedDocument(shown, f"the document is damaged ({type(error).__name__})") from error


def _read(data: bytes, shown: str, limits: Limits) -> Source:
    if len(data) > limits.size:
        raise _too_large(shown, len(data), limits)
    if not data.strip(b" \t\r\n\f\v\0"):
        raise EmptyDocument(shown)
    pages: tuple[int, ...] = ()
    kind = binary_kind(data, shown, limits)
    if kind == "pdf":
        paged = read_pdf(data, shown, limits)
        text, pages, notices, media = paged.text, paged.pages, list(paged.notices), "application/pdf"
        notices += mojibake(text)
    elif kind == "docx":
        text, media = read_docx(data, shown, limits), _DOCX
        notices = mojibake(text)
    else:
        text, notices, media = _read_text(data, shown)
        pages = _pages(text)
    text = _SURROGATE.sub("\ufffd", text)  # half a character, which no UTF-8 can hold
    if len(text) > limits.characters:
        raise TooLarge(shown, f"{len(text)} characters, more than {limits.characters}")
    lines = sum(not line.isspace() for line in text.split("\n") if line)
    if lines > limits.lines:
        raise TooLarge(shown, f"{lines} lines, more than {limits.lines}")
    if not text.strip("\ufeff\u200b\u00ad \t\r\n\f\v\u00a0"):
        raise EmptyDocument(shown)
    is_misread = any(notice.code in ("mojibake", "undecodable") for notice in notices)
    if not is_misread and (language := foreign(text)):
        raise NotSwedish(shown, f"the text is not Swedish (it looks like {language})")
    masked, count = mask(text)
    if count:
        notices.append(_masked(count))
    digest = hashlib.sha256(data).hexdigest()
    return Source(
        id=digest[:16], path=shown, sha256=digest, media_type=media, text=masked, pages=pages,
        warnings=tuple(notices),
    )  # fmt: skip


def _read_text(data: bytes, shown: str) -> tuple[str, list[Notice], str]:
    decoded = decode(data)
    if decoded is None:
        raise UnknownFormat(shown, "binary data in no format that Paragraf reads (txt, md, html, pdf, docx)")
    text, notices = decoded
    kind = text_kind(text, shown)
    if kind == "html":
        text, notices = decode_html(data) or decoded
        return read_html(text, shown), notices, "text/html"
    return text, notices, "text/markdown" if kind == "markdown" else "text/plain"


def _pages(text: str) -> tuple[int, ...]:
    """Where the pages begin of a text that a converter parted by form feeds."""
    length = len(text.rstrip())
    starts = [0, *(found.end() for found in re.finditer("\f", text) if found.end() < length)]
    return tuple(starts) if len(starts) > 1 else ()


def _too_large(shown: str, size: int, limits: Limits) -> TooLarge:
    return TooLarge(shown, f"{size / 1e6:.1f} MB, more than {limits.size / 1e6:.1f} MB")


def _masked(count: int) -> Notice:
    numbers = "1 personal identity number" if count == 1 else f"{count} personal identity numbers"
    return Notice(code="personal_identity_number", message=f"{numbers} made unreadable")
