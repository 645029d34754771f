"""PDF → text as it lies on the page, read from the text layer with its positions."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import DamagedDocument, EncryptedDocument, NoTextLayer, ReadError, TooLarge
from pipeline.facts import Warning as Notice
from pipeline.read import ocr
from pipeline.read.limits import Limits
from pipeline.read.lines import page_text
from pipeline.read.words import Glyph

# Every page but the last ends its last line before the form feed.
PAGE_BREAK = "\n\f"
_FAR = 100_000.0  # points; the largest page that PDF allows is 14,400


@dataclass(frozen=True)
class Paged:
    """A text, the offset at which each page begins, and what went wrong."""

    text: str
    pages: tuple[int, ...]
    notices: tuple[Notice, ...]


def read_pdf(data: bytes, shown: str, limits: Limits) -> Paged:
    """The text of every page, pages separated by form feeds."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _cause(error, shown) from error
    try:
        return _read_pages(document, shown, limits)
    finally:
        document.close()


def _cause(error: pypdfium2.PdfiumError, shown: str) -> ReadError:
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return EncryptedDocument(shown, "the PDF is encrypted and needs a password")
    return DamagedDocument(shown, "the PDF is damaged and cannot be opened")


def _read_pages(document: pypdfium2.PdfDocument, shown: str, limits: Limits) -> Paged:
    document.init_forms()
    count = len(document)
    if count > limits.pages:
        raise TooLarge(shown, f"{count} pages, more than {limits.pages}")
    texts: list[str] = []
    notices: list[tuple[int, str, str]] = []
    size = 0
    for number in range(count):
        room = min(limits.characters - size, limits.page_characters)
        try:
            text, code, message = _read_page(document, number, shown, room)
        except pypdfium2.PdfiumError:
            text, code, message = "", "damaged_page", "is damaged"
        if code:
            notices.append((number, code, message))
        texts.append(text)
        size += len(text) + len(PAGE_BREAK)
    if not any(texts):
        raise _no_text(shown, {code for _, code, _ in notices})
    starts = _starts(texts)
    warned = (
        Notice(code=code, message=f"page {number + 1} {message}", start=starts[number])
        for number, code, message in notices
    )
    return Paged(PAGE_BREAK.join(texts), starts, tuple(warned))


def _no_text(shown: str, codes: set[str]) -> ReadError:
    if codes <= {"damaged_page"}:
        return DamagedDocument(shown, "no page of the PDF can be read")
    if "undecodable_page" in codes:
        return NoTextLayer(shown, "no text layer that can be read: its fonts do not tell their letters")
    return NoTextLayer(shown, "no text layer; install Tesseract with Swedish, or run OCR on it first")


def _starts(texts: list[str]) -> tuple[int, ...]:
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + len(PAGE_BREAK)
    return tuple(starts)


def _read_page(document: pypdfium2.PdfDocument, number: int, shown: str, room: int) -> tuple[str, str, str]:
    """The page's text, and the code and words of a warning ("" when all is well)."""
    page = document[number]
    try:
        if document.formenv:
            page.flatten()  # what was filled in becomes text, once the page is opened anew
            page.close()
            page = document[number]
        text = _layer_text(page, shown, room)
        if text.strip() and not _is_garbled(text):
            return text, "", ""
        if ocr.is_available() and (found := ocr.page_text(page)):
            return found, "ocr", "was read by OCR and may hold wrong letters"
    finally:
        page.close()
    if text.strip():
        return "", "undecodable_page", "has letters that its fonts do not tell"
    return "", "page_without_text", "has no text layer"


def _layer_text(page: pypdfium2.PdfPage, shown: str, room: int) -> str:
    layer = page.get_textpage()
    try:
        if layer.count_chars() > room:
            raise TooLarge(shown, f"more than {room} characters on a page or in the document")
        crop = page.get_cropbox()
        glyphs = _glyphs(layer)
        visible = [glyph for glyph in glyphs if _is_visible(glyph, crop)]
        # A page whose text lies mostly outside it has a wrong box, not hidden text.
        return page_text(visible if 2 * len(visible) >= len(glyphs) else glyphs)
    finally:
        layer.close()


def _is_visible(glyph: Glyph, crop: tuple[float, float, float, float]) -> bool:
    x, y = glyph.origin
    return crop[0] - 3 <= x <= crop[2] + 3 and crop[1] - 3 <= y <= crop[3] + 3


def _is_garbled(text: str) -> bool:
    """Whether the letters are not those that are seen: fonts without a table to Unicode."""
    seen = [character for character in text if not character.isspace()]
    lost = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in seen)
    if lost > 0.3 * len(seen):
        return True
    letters = [character for character in text.lower() if character.isalpha()]
    vowels = sum(character in "aeiouyåäöéøæü" for character in letters)
    return len(letters) > 200 and not 0.2 * len(letters) < vowels < 0.65 * len(letters)


def _glyphs(layer: pypdfium2.PdfTextPage) -> list[Glyph]:
    """Every printed character with its place, in the order of the page's content."""
    raw = layer.raw
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    high = 0
    for index in range(layer.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        if not (abs(x.value) < _FAR and abs(y.value) < _FAR):
            continue  # also what is not a number
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
        area = (box.left, box.bottom, box.right, box.top)
        quarter = _quarter(matrix.a, matrix.b)
        glyph = Glyph(_character(code), area, (x.value, y.value), size, quarter)
        if glyphs and _is_part(glyphs[-1], glyph):
            glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + glyph.text)
        else:
            glyphs.append(glyph)
    return glyphs


def _is_part(before: Glyph, glyph: Glyph) -> bool:
    """An accent on the letter before, or a letter of a ligature: pdfium tells of f and i in one place."""
    if unicodedata.combining(glyph.text):
        return True
    return before.box == glyph.box and (before.text[-1] != glyph.text or glyph.text == "f")


def _quarter(a: float, b: float) -> int:
    """The direction of writing in quarter turns counter-clockwise: 0 is upright."""
    return round(math.atan2(b, a) / (math.pi / 2)) % 4


def _character(code: int) -> str:
    if code in (0x02, 0xFFFE):  # pdfium's mark for a hyphen that ends a line
        return "-"
    if code == 0 or code > 0x10FFFF:
        return "\ufffd"
    character = chr(code)
    return " " if character.isspace() or (not character.isprintable() and code < 0xA0) else character
