"""Source → Layout: the order in which parts, headings and blocks are found."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.facts import Part, Section, Source
from pipeline.segment.blocks import blocks
from pipeline.segment.fields import meeting
from pipeline.segment.furniture import furniture
from pipeline.segment.headings import Heading, headings
from pipeline.segment.lines import Line, lines
from pipeline.view import Block, Layout

_TITLE = re.compile(
    r"(?:(?:sammanträdes|styrelse|mötes|års(?:mötes|stämmo)?)?protokoll|kallelse|föredragningslista|dagordning|minnesanteckningar)\b.{0,60}",
    re.IGNORECASE,
)
_HEAD_WORDS = re.compile(
    r"\b(?:plats och tid|tid och plats|beslutande|närvarande|sammanträdesdatum|deltagare|ledamöter|lokal|datum|sammanträde)\b", re.IGNORECASE
)
_ATTACHMENT = re.compile(r"(?:tjänsteskrivelse|tjänsteutlåtande|bilaga \d{1,2}|bilaga [A-Z]|motion|medborgarförslag)\b[.:]?", re.IGNORECASE)


def segment(source: Source) -> Layout:
    """Divide a document; parts cover the text in order, blocks never overlap."""
    every = lines(source.text, source.pages)
    furnished, pages = furniture(every)
    starts = _distinct(every, furnished, [0, *_part_starts(every, furnished)])
    parts: list[Part] = []
    sections: list[Section] = []
    cut: list[Block] = []
    for number, first in enumerate(starts):
        last = starts[number + 1] if number + 1 < len(starts) else len(every)
        own = every[first:last]
        skip = {i - first for i in furnished if first <= i < last}
        part = _part(source, own, skip, number, len(starts))
        found, contents = headings(own, skip)
        head = found[0].first if found else len(own)
        part = replace(part, meeting=meeting(own, head, skip))
        if found and part.meeting.kind == "notice":
            kind = "agenda_item"
        else:
            kind = "item"
        base = len(sections)
        attached = _attachments(own, skip, found, [p - first for p in pages], contents)
        made = sorted(
            [
                *(
                    _section(source, part, h, "agenda_item" if kind == "agenda_item" else "item")
                    for h in found
                ),
                *(_attachment(source, part, own, i) for i in attached),
            ],
            key=lambda section: section.start,
        )
        made = [
            replace(section, stop=(made[k + 1].start if k + 1 < len(made) else part.end))
            for k, section in enumerate(made)
        ]
        sections.extend(made)
        parts.append(part)
        cut.extend(blocks(own, skip, contents, found, part.id, made, base))
    if not parts:
        parts = [Part(id=f"{source.id}:0", start=0, end=len(source.text), meeting=meeting([], 0, set()))]
    return Layout(source=source, parts=tuple(parts), sections=tuple(sections), blocks=tuple(cut))


def _part(source: Source, own: list[Line], skip: set[int], number: int, count: int) -> Part:
    start = 0 if number == 0 else own[0].start
    end = len(source.text) if number == count - 1 else own[-1].end
    return Part(id=f"{source.id}:{number}", start=start, end=end, meeting=meeting(own, 0, skip))


def _part_starts(every: list[Line], furnished: set[int]) -> list[int]:
    """Where another document begins: its title stands alone and a meeting's head follows."""
    starts: list[int] = []
    seen = False
    body = 0
    for i, line in enumerate(every):
        if line.blank or line.front:
            continue
        if i in furnished:
            seen = seen or any(_TITLE.fullmatch(line.text[a:b]) for a, b in line.cells)
            continue
        body += 1
        if _TITLE.fullmatch(line.text) and "\t" not in line.text and not line.text.endswith((".", ":")):
            below = [b.text for b in every[i + 1: i + 30] if not b.blank][:9]
            own_line = line.text.isupper() or line.level > 0 or len(line.text.split()) <= 2
            if seen and body > 12 and own_line and sum(bool(_HEAD_WORDS.search(t)) for t in below) >= 2:
                starts.append(i)
            seen = True
    return starts


def _distinct(every: list[Line], furnished: set[int], starts: list[int]) -> list[int]:
    """Only the starts of other meetings: a title that stands on two pages of one protocol begins nothing."""
    kept = [starts[0]]
    for number, first in enumerate(starts[1:], 1):
        last = starts[number + 1] if number + 1 < len(starts) else len(every)
        before, after = (
            meeting(every[a:b], min(b - a, 60), {i - a for i in furnished if a <= i < b})
            for a, b in ((kept[-1], first), (first, last))
        )
        if before.kind != after.kind or (after.date and before.date != after.date):
            kept.append(first)
    return kept


def _section(source: Source, part: Part, heading: Heading, kind: str) -> Section:
    return Section(
        start=heading.start,
        end=heading.end,
        text=source.text[heading.start:heading.end],
        part=part.id,
        section=heading.number,
        rule="section.heading",
        number=heading.number,
        title=heading.title,
        kind="agenda_item" if kind == "agenda_item" else "item",
        case=heading.case,
    )


def _attachments(
    own: list[Line], skip: set[int], found: list[Heading], pages: list[int], contents: set[int]
) -> list[int]:
    """Titles of documents bound in between or behind items: at the top of a page, or after the last item."""
    result: list[int] = []
    tops = {j for p in pages if 0 <= p < len(own) for j in range(p, min(p + 12, len(own)))}
    first = found[0].first if found else len(own)
    for i, line in enumerate(own):
        if i <= first or line.blank or i in contents:
            continue
        cells = [line.text[a:b] for a, b in line.cells if b > a]
        if any(_ATTACHMENT.fullmatch(cell) for cell in cells) and (i in tops or line.level or line.text.isupper()):
            if not result or i - result[-1] > 30:
                result.append(i)
    return result


def _attachment(source: Source, part: Part, own: list[Line], index: int) -> Section:
    line = own[index]
    start, end = line.offsets[0], line.offsets[-1] + 1
    return Section(
        start=start,
        end=end,
        text=source.text[start:end],
        part=part.id,
        rule="section.attachment",
        number=None,
        title=re.sub(r"\s+", " ", line.text),
        kind="attachment",
    )
