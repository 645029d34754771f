"""HTML → the lines of its main content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from pipeline.errors import DamagedDocument
from pipeline.read.table import Cell, row_lines

Element = etree._Element

_DROPPED = {
    "script", "style", "nav", "noscript", "template", "svg", "iframe", "object", "canvas", "audio", "video",
    "select", "textarea", "button", "dialog", "head", "title", "map", "math",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "figure",
    "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "li", "table", "hr",
    "pre", "address", "fieldset", "legend", "form", "details", "summary", "center", "body", "caption",
    "hgroup",
}  # fmt: skip
_SPACED = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "section",
}  # fmt: skip
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookie\w*|consent|breadcrumbs?|brodsmul\w*|skip-?link|skip-?to\S*|share|social|"
    r"sidebar|navbar|navigation|sitefooter|site-footer|site-header|gdpr)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDEST = 100
_SPACE = re.compile(r"[ \t\r\n\f\u200b]+")


def read_html(text: str, shown: str) -> str:
    """The page's own text; menus, scripts, cookie banners and the site's footer are left out."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DamagedDocument(shown, "the HTML cannot be parsed") from error
    found = _written(_content(root))
    return found if found.strip() else _written(root)


def _content(root: Element) -> Element:
    """`<main>`, or the one `<article>`, when it holds most of the page; else all of it."""
    whole = len("".join(_text(root)))
    for path in ("//main", "//*[@role='main']", "//article"):
        found = root.xpath(path)
        if isinstance(found, list) and len(found) == 1 and isinstance(found[0], etree._Element):
            inner = len("".join(_text(found[0])))
            if inner > 200 and inner * 3 > whole:
                return found[0]
    return root


def _text(element: Element) -> Iterator[str]:
    if _is_dropped(element):
        return
    yield (element.text or "").strip()
    for child in element:
        yield from _text(child)
        yield (child.tail or "").strip()


def _name(element: Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_dropped(element: Element) -> bool:
    name = _name(element)
    if not name or name in _DROPPED or element.get("hidden") is not None:
        return True
    if name in ("html", "body", "main"):
        return False
    if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
        return True
    if (element.get("role") or "").lower() in _ROLES:
        return True
    if name in ("header", "footer", "aside") and not _inside_content(element):
        # The head of a site has its menu in it; the head of a document has its title.
        return name != "header" or any(_name(inner) in ("nav", "form", "button") for inner in element.iter())
    return bool(_FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _inside_content(element: Element) -> bool:
    return any(_name(outer) in ("main", "article") for outer in element.iterancestors())


class _Writer:
    """Collects lines.

    `pending` is the line being written, `marker` what stands before a list item's first words,
    `gap` asks for a blank line before the next line, which nothing inside a list item gets.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pending: list[str] = []
        self.gap = False
        self.marker = ""
        self.depth = 0

    def say(self, text: str) -> None:
        self.pending.append(text)

    def end(self, *, gap: bool = False) -> None:
        line = _SPACE.sub(" ", "".join(self.pending)).strip(" ")
        self.pending = []
        if line:
            self.raw(self.marker + line)
            self.marker = ""
        self.gap = self.gap or (gap and not self.depth)

    def raw(self, line: str) -> None:
        if self.gap and self.lines and self.lines[-1]:
            self.lines.append("")
        self.gap = False
        self.lines.append(line)


def _written(root: Element) -> str:
    writer = _Writer()
    _write(root, writer, None)
    writer.end()
    return "\n".join(writer.lines).strip("\n") + "\n" if writer.lines else ""


def _write(element: Element, writer: _Writer, marker: str | None) -> None:
    name = _name(element)
    if _is_dropped(element):
        return
    if name == "br":
        writer.end()
        return
    if name == "table":
        writer.end(gap=True)
        _write_table(element, writer)
        writer.gap = True
        return
    if name == "pre":
        writer.end(gap=True)
        for line in "".join(str(part) for part in element.itertext()).splitlines():
            writer.raw(line.rstrip())
        writer.gap = True
        return
    if name == "input":
        if (element.get("type") or "").lower() in ("checkbox", "radio"):
            writer.say("☒ " if element.get("checked") is not None else "☐ ")
        return
    is_block = name in _BLOCKS
    if is_block:
        writer.end(gap=name in _SPACED)
    if name == "li":
        writer.marker = marker or "- "
        writer.depth += 1
    if element.text:
        writer.say(element.text)
    numbers = _numbers(element) if name == "ol" else None
    for child in element:
        inner = None
        if _name(child) == "li":
            inner = f"{next(numbers)} " if numbers is not None else "- "
        _write(child, writer, inner)
        if child.tail:
            writer.say(child.tail)
    if is_block:
        writer.end(gap=name in _SPACED)
    if name == "li":
        writer.depth -= 1
        writer.marker = ""


def _numbers(element: Element) -> Iterator[str]:
    start, form = element.get("start") or "1", element.get("type") or "1"
    number = int(start) if start.isdecimal() and len(start) < 7 else 1
    items = [child for child in element if _name(child) == "li"]
    for item in items:
        value = item.get("value") or ""
        number = int(value) if value.isdecimal() and len(value) < 7 else number
        letter = chr(ord("a") + (number - 1) % 26)
        yield {"a": f"{letter})", "A": f"{letter.upper()})"}.get(form, f"{number}.")
        number += 1


def _write_table(table: Element, writer: _Writer) -> None:
    below: dict[int, int] = {}  # column → rows that a cell above still covers
    for row in _rows(table):
        if _name(row) == "caption":
            writer.say(" ".join("".join(_text_of(row)).split()))
            writer.end()
            continue
        cells: list[Cell] = []
        for cell in (child for child in row if _name(child) in ("td", "th")):
            while len(cells) < _WIDEST and below.get(len(cells), 0) > 0:
                below[len(cells)] -= 1
                cells.append([])
            height, width = _span(cell, "rowspan"), _span(cell, "colspan")
            if len(cells) + width > _WIDEST:
                height = width = 1  # no table of minutes is that wide
            for column in range(len(cells), len(cells) + width):
                below[column] = height - 1
            inner = _Writer()
            _write(cell, inner, None)
            inner.end()
            cells += [inner.lines, *([[]] * (width - 1))]
        for column in range(len(cells), max(below, default=-1) + 1):
            below[column] = max(0, below[column] - 1)
        filled = [cell for cell in cells if any(cell)]
        if len(cells) == 1 and filled and any("\t" in line for line in filled[0]):
            for line in filled[0]:  # a table that only places another one on the page
                writer.raw(line)
            continue
        for line in row_lines([[part.replace("\t", " ") for part in cell if part] for cell in cells]):
            writer.raw(line)


def _text_of(element: Element) -> Iterator[str]:
    return (str(part) for part in element.itertext())


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if _name(child) in ("tr", "caption"):
            yield child
        elif _name(child) in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(int(value), 100) if value.isdecimal() and len(value) < 5 and int(value) else 1
