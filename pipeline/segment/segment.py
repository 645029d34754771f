"""Source → Layout: the order in which parts, headings and blocks are found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.facts import Part, Section, SectionKind, Source
from pipeline.segment.attachments import Attachment, attachments
from pipeline.segment.blocks import blocks
from pipeline.segment.fields import kind, meeting
from pipeline.segment.furniture import furniture
from pipeline.segment.grid import gridded
from pipeline.segment.headings import Heading, headings
from pipeline.segment.lines import Line, lines
from pipeline.segment.mend import clusters
from pipeline.view import Block, Layout

_TITLE = re.compile(
    r"(?P<bound>bilaga \w{1,3}[.:]?\s+)?(?:(?:sammanträdes|styrelse|mötes|års(?:mötes"
    r"|stämmo)?)?protokoll|kallelse|föredragningslista"
    r"|dagordning|minnesanteckningar)\b.{0,60}",
    re.IGNORECASE,
)
_HEAD_WORDS = re.compile(
    r"\b(?:plats och tid|tid och plats|beslutande|närvarande|sammanträdesdatum|deltagare|ledamöter|lokal"
    r"|datum"
    r"|sammanträde)\b",
    re.IGNORECASE,
)


def segment(source: Source) -> Layout:
    """Divide a document; parts cover the text in order, blocks never overlap."""
    mended = clusters(source.text, any(warning.code == "mojibake" for warning in source.warnings))
    every = gridded(lines(source.text, source.pages, mended), source.text)
    furnished, pages = furniture(every)
    starts = _distinct(every, furnished, [0, *_part_starts(every, furnished)])
    parts: list[Part] = []
    sections: list[Section] = []
    cut: list[Block] = []
    for number, first in enumerate(starts if every else []):
        last = starts[number + 1] if number + 1 < len(starts) else len(every)
        own = every[first:last]
        skip = {i - first for i in furnished if first <= i < last}
        found, contents = headings(own, skip, kind(own) != "notice")
        head = found[0].first if found else len(own)
        part = Part(
            id=f"{source.id}:{number}",
            start=0 if number == 0 else own[0].start,
            end=len(source.text) if last == len(every) else every[last].start,
            meeting=meeting(own, head, skip),
        )
        made = _sections(source, part, own, found, contents, [p - first for p in pages])
        cut.extend(blocks(own, skip, contents, found, part.id, made, len(sections)))
        sections.extend(made)
        parts.append(part)
    if not parts:
        parts = [Part(id=f"{source.id}:0", start=0, end=len(source.text), meeting=meeting([], 0, set()))]
    tails = {start: end for start, (end, _) in mended.items()}
    return Layout(
        source=source,
        parts=_with_bodies(parts),
        sections=tuple(_whole(section, source.text, tails) for section in sections),
        blocks=tuple(cut),
        tails=tails,
    )


def _whole(section: Section, text: str, tails: Mapping[int, int]) -> Section:
    """A heading whose last letter stands as several characters covers all of them."""
    end = tails.get(section.end - 1, section.end)
    return section if end == section.end else replace(section, end=end, text=text[section.start : end])


def _with_bodies(parts: list[Part]) -> tuple[Part, ...]:
    """A notice that does not say whose meeting it calls to has the body of the minutes bound into it."""
    known = {(part.meeting.body, part.meeting.organisation) for part in parts if part.meeting.body}
    if len(known) != 1:
        return tuple(parts)
    body, organisation = next(iter(known))
    whole = [
        replace(part, meeting=replace(part.meeting, body=body, organisation=organisation)) for part in parts
    ]
    return tuple(new if old.meeting.body is None else old for old, new in zip(parts, whole, strict=True))


def _sections(
    source: Source, part: Part, own: list[Line], found: list[Heading], contents: set[int], pages: list[int]
) -> list[Section]:
    """The items of a part and the attachments bound into it, in order, each up to the next."""
    of_items: SectionKind = "agenda_item" if part.meeting.kind == "notice" else "item"
    first, last = (found[0].first, found[-1].last) if found else (len(own), len(own))
    within = {i for heading in found for i in range(heading.first, heading.last + 1)}
    bound = [a for a in attachments(own, first, last, pages, contents) if not within & {a.first, a.last}]
    if part.start > 0 and own:  # minutes bound in are themselves an attachment
        title = _TITLE.fullmatch(own[0].text)
        words = own[0].text[title.end("bound") :] if title and title["bound"] else own[0].text
        bound = [Attachment(0, 0, re.sub(r"\s+", " ", words)), *bound]
    made = sorted(
        [
            *(_section(source, part, heading, of_items) for heading in found),
            *(_attachment(source, part, own, attachment) for attachment in bound),
        ],
        key=lambda section: section.start,
    )
    stops = [*(section.start for section in made[1:]), part.end]
    return [replace(section, stop=stop) for section, stop in zip(made, stops, strict=False)]


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
        title = _TITLE.fullmatch(line.text)
        if title and "\t" not in line.text and not line.text.endswith((".", ":")):
            below = [b.text for b in every[i + 1 : i + 30] if not b.blank][:9]
            own_line = (
                line.text.isupper() or line.level > 0 or bool(title["bound"]) or len(line.text.split()) <= 2
            )
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


def _section(source: Source, part: Part, heading: Heading, kind: SectionKind) -> Section:
    return Section(
        start=heading.start,
        end=heading.end,
        text=source.text[heading.start : heading.end],
        part=part.id,
        section=heading.number,
        rule="section.heading",
        number=heading.number,
        title=heading.title,
        kind=kind,
        case=heading.case,
    )


def _attachment(source: Source, part: Part, own: list[Line], attachment: Attachment) -> Section:
    start, end = own[attachment.first].offsets[0], own[attachment.last].offsets[-1] + 1
    return Section(
        start=start,
        end=end,
        text=source.text[start:end],
        part=part.id,
        rule="section.attachment",
        number=None,
        title=attachment.title,
        kind="attachment",
    )
