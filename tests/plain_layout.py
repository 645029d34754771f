"""A `Layout` made of plain text, for tests of what reads blocks."""

from __future__ import annotations

import re

from pipeline.facts import Meeting, Part, Section, Source
from pipeline.view import Block, BlockKind, Layout

_SEPARATOR = re.compile(r"\t|[ ]*\|[ ]*|[ ]{3,}")
_MARKUP = re.compile(r"\*{2}|</?[bius]>")


def plain_layout(text: str, date: str | None = None, kind: BlockKind | None = None) -> Layout:
    """Blank lines part paragraphs, wrapped lines are joined, lines with tabs, pipes or wide gaps are rows.

    `# ` begins a heading, `- ` and `• ` an item; `date` is the meeting's; `kind` makes every block one.
    """
    source = Source(id="d", path="d.txt", sha256="", media_type="text/plain", text=text)
    part = Part(id="p1", start=0, end=len(text), meeting=Meeting(kind="minutes", date=date))
    sections: list[Section] = []
    blocks: list[Block] = []
    lines: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]*\n?", text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        line = text[start:end]
        row = kind in (None, "row") and bool(_SEPARATOR.search(line.strip()) or "\t" in line)
        fresh = (
            row
            or not line.strip()
            or line.startswith(("#", "- ", "• ", "§"))
            or bool(re.match(r"\d+\. ", line))
        )
        if fresh and lines:
            blocks.append(_block(text, lines, kind, sections))
            lines = []
        if row:
            blocks.append(_row(text, start, end, len(sections)))
        elif line.strip():
            lines.append((start, end))
            if line.startswith(("#", "§")):
                heading = line.lstrip("# ")
                number = re.match(r"§ ?(\d+)", heading)
                sections.append(
                    Section(
                        start=start,
                        end=end,
                        text=line,
                        number=number and number[1],
                        title=heading,
                        kind="item",
                    )
                )
                blocks.append(_block(text, lines, "heading", sections))
                lines = []
    if lines:
        blocks.append(_block(text, lines, kind, sections))
    return Layout(source, (part,), tuple(sections), tuple(blocks))


def _block(text: str, lines: list[tuple[int, int]], kind: BlockKind | None, sections: list[Section]) -> Block:
    start = lines[0][0]
    marker = re.match(r"\s*(#+|[-•]|\d+\.)\s+", text[start : lines[-1][1]])
    begin = start + (marker.end() if marker else 0)
    clean, offsets = _clean(text, begin, lines[-1][1])
    found: BlockKind = kind or ("item" if marker and marker[1] != "#" else "prose")
    sign = marker[1] if marker and "#" not in marker[1] else ""
    return Block(
        found,
        clean,
        offsets,
        "p1",
        len(sections) - 1 if sections else None,
        sign,
        ((0, len(clean)),),
        tuple(lines),
    )


def _row(text: str, start: int, end: int, section: int) -> Block:
    line = text[start:end]
    left = len(line) - len(line.lstrip(" ")) if "\t" not in line else 0
    pieces: list[tuple[int, int]] = []
    at = left
    for match in _SEPARATOR.finditer(line, left):
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, len(line)))
    if line.strip().startswith("|"):
        pieces = pieces[1:-1]
    clean = ""
    offsets: list[int] = []
    cells: list[tuple[int, int]] = []
    for first, last in pieces:
        if clean or cells:
            clean += "\t"
            offsets.append(max(start + first - 1, (offsets[-1] + 1) if offsets else 0))
        words, places = _clean(text, start + first, start + last)
        cells.append((len(clean), len(clean) + len(words)))
        clean += words
        offsets += places
    return Block(
        "row",
        clean,
        tuple(offsets),
        "p1",
        section - 1 if section else None,
        "",
        tuple(cells),
        ((start, end),),
    )


def _clean(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    clean, offsets = "", []
    skip = {at for match in _MARKUP.finditer(text, start, end) for at in range(*match.span())}
    for at in range(start, end):
        if at in skip:
            continue
        if text[at].isspace():
            if clean and clean[-1] != " ":
                clean += " "
                offsets.append(at)
        else:
            clean += text[at]
            offsets.append(at)
    stripped = clean.rstrip()
    return stripped, tuple(offsets[: len(stripped)])
