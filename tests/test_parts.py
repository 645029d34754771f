"""Documents that one file holds: where each begins, its kind and meeting, its own items and attachments."""

from __future__ import annotations

from itertools import pairwise

import pytest
from segmented import cases, layout_of, section_line

from pipeline.extract.attendance import attendance

CASES = cases("parts")


def parts_of(text: str) -> list[str]:
    """``minutes, Norrby byalag, 2024-03-14``, and below it each section of the part after a dash."""
    pages = (0, *(i + 1 for i, char in enumerate(text) if char == "\f")) if "\f" in text else ()
    layout = layout_of(text, pages)
    lines = []
    for part in layout.parts:
        meeting = part.meeting
        lines.append(f"{meeting.kind}, {meeting.body or 'null'}, {meeting.date or 'null'}")
        lines += [f"- {section_line(each)}" for each in layout.sections if each.part == part.id]
    return lines


@pytest.mark.parametrize("name", CASES)
def test_parts(name: str) -> None:
    text, expected = CASES[name]
    assert parts_of(text) == expected


@pytest.mark.parametrize("name", CASES)
def test_parts_cover_the_text(name: str) -> None:
    text, _ = CASES[name]
    parts = layout_of(text).parts
    assert parts[0].start == 0
    assert parts[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(parts))


def test_items_of_bound_in_minutes_are_no_agenda() -> None:
    text, _ = CASES["minutes from a board's meeting in a notice"]
    layout = layout_of(text)
    notice, minutes = layout.parts
    kinds = {part.id: {s.kind for s in layout.sections if s.part == part.id} for part in layout.parts}
    assert kinds == {notice.id: {"agenda_item"}, minutes.id: {"attachment", "item"}}


def test_who_wrote_an_enclosure_did_not_attend() -> None:
    text, _ = CASES["a letter with its letterhead in a notice"]
    rows, _ = attendance(layout_of(text))
    assert "Karin Berg" not in {row.person for row in rows}
