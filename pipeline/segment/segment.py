"""Source → Layout: the order in which parts, headings and blocks are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.facts import Part, Section, SectionKind, Source
from pipeline.segment.attachments import Attachment
from pipeline.segment.besides import beside, glued
from pipeline.segment.blocks import blocks
from pipeline.segment.divisions import Division, divisions, within
from pipeline.segment.fields import enclosed, meeting
from pipeline.segment.furniture import furniture
from pipeline.segment.grid import gridded
from pipeline.segment.headings import Heading
from pipeline.segment.lines import Line, lines
from pipeline.segment.lostbreaks import lost_breaks
from pipeline.segment.mend import clusters
from pipeline.segment.starts import title_of
from pipeline.view import Block, Layout


def segment(source: Source) -> Layout:
    """Divide a document; parts cover the text in order, blocks never overlap."""
    mended = clusters(source.text, any(warning.code == "mojibake" for warning in source.warnings))
    lost = lost_breaks(source.text) or beside(source.text) or glued(source.text)
    every = gridded(lines(source.text, source.pages, mended, lost), source.text)
    furnished, pages = furniture(every)
    parts: list[Part] = []
    sections: list[Section] = []
    cut: list[Block] = []
    among = sorted(furnished)
    for number, division in enumerate(divisions(every, furnished, pages)):
        first, last = division.first, division.last
        own = every[first:last]
        skip = within(among, first, last)
        head = division.found[0].first if division.found else len(own)
        part = Part(
            id=f"{source.id}:{number}",
            start=0 if number == 0 else own[0].start,
            end=len(source.text) if last == len(every) else every[last].start,
            meeting=enclosed(own, skip)
            if division.attachment
            else meeting(own, head, skip, division.title or 0),
        )
        made = _sections(source, part, own, division)
        cut.extend(
            blocks(own, skip, set(division.contents), list(division.found), part.id, made, len(sections))
        )
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
    meetings = [part.meeting for part in parts if part.meeting.kind != "attachment"]
    known = {(each.body, each.organisation) for each in meetings if each.body}
    if len(known) != 1:
        return tuple(parts)
    body, organisation = next(iter(known))
    whole = [
        replace(part, meeting=replace(part.meeting, body=body, organisation=organisation)) for part in parts
    ]
    told = {"attachment"}  # whose an enclosure is it says itself
    return tuple(
        new if old.meeting.body is None and old.meeting.kind not in told else old
        for old, new in zip(parts, whole, strict=True)
    )


def _sections(source: Source, part: Part, own: list[Line], division: Division) -> list[Section]:
    """The items of a part and the attachments bound into it, in order, each up to the next."""
    of_items: SectionKind = "agenda_item" if part.meeting.kind == "notice" else "item"
    bound = list(division.bound)
    if division.title is not None:  # minutes bound in are themselves an attachment
        line = own[division.title]
        bound = [Attachment(division.title, division.title, title_of(line)), *bound]
    made = sorted(
        [
            *(_section(source, part, heading, of_items) for heading in division.found),
            *(_attachment(source, part, own, attachment) for attachment in bound),
        ],
        key=lambda section: section.start,
    )
    stops = [*(section.start for section in made[1:]), part.end]
    return [replace(section, stop=stop) for section, stop in zip(made, stops, strict=False)]


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
