"""Whether the finished file gives its reader the gold text."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pypdfium2
from docx.text.paragraph import Paragraph
from lxml import html as lxml_html

from evaluation.inline import Inline
from pipeline.errors import GoldError


def check_reading(drawn: Inline, data: bytes) -> None:
    """A reader of the finished file must get the gold text's words, in the same order."""
    readers: dict[str, Callable[[bytes], str]] = {"pdf": _read_pdf, "docx": _read_docx, "html": _read_html}
    reader = readers.get(drawn.format)
    if reader is None:
        return
    got, wanted = reader(data).split(), drawn.text.split()
    if got != wanted:
        pairs = enumerate(zip(got, wanted, strict=False))
        at = next((n for n, (a, b) in pairs if a != b), min(len(got), len(wanted)))
        raise GoldError(
            f"{drawn.file}: the {drawn.format} reads {' '.join(got[at : at + 6])!r} where the gold text has "
            f"{' '.join(wanted[at : at + 6])!r}; look at the layout there"
        )


def _read_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _read_docx(data: bytes) -> str:
    words: list[str] = []
    for item in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(item, Paragraph):
            words.append(item.text)
        else:
            words += [cell.text for row in item.rows for cell in row.cells]
    return "\n".join(words)


def _read_html(data: bytes) -> str:
    main = lxml_html.fromstring(data.decode("utf-8")).find(".//main")
    return "" if main is None else " ".join(str(words) for words in main.itertext())
