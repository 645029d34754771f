"""Layouts, attendance rows and sections of texts written in tests, in a form that reads well in a diff."""

from __future__ import annotations

from pathlib import Path

from pipeline.extract.attendance import attendance
from pipeline.facts import Attendance, Meeting, Section, Source
from pipeline.segment import segment
from pipeline.view import Layout

CASES = Path(__file__).parent / "cases"
SHARED = (Path(__file__).parents[1] / ".." / "shared").resolve()


def layout_of(text: str, pages: tuple[int, ...] = ()) -> Layout:
    """The segmented `text`."""
    return segment(Source(id="d", path="d.txt", sha256="", media_type="text/plain", text=text, pages=pages))


def meeting_of(text: str) -> Meeting:
    """The meeting fields of the first part."""
    return layout_of(text).parts[0].meeting


def rows_of(text: str) -> list[str]:
    """The attendance rows of `text`, each as `row_line`."""
    rows, _ = attendance(layout_of(text))
    return [row_line(row) for row in rows]


def row_line(row: Attendance) -> str:
    """``Anna Ek (S): voting, ordförande, of Norrby kommun, § 3 4, remote, for Bo Lund, absent``"""
    party = f" ({row.party})" if row.party else ""
    extra = [
        *row.roles,
        *([f"of {row.organisation}"] if row.organisation else []),
        *(["§ " + " ".join(row.sections)] if row.sections else []),
        *(["remote"] if row.remote else []),
        *([f"for {row.replaces}"] if row.replaces else []),
        *(["absent"] if row.present is False else []),
        *(["unknown"] if row.present is None else []),
    ]
    return f"{row.person}{party}: " + ", ".join([row.standing, *extra])


def sections_of(text: str) -> list[str]:
    """The sections of `text`, each as `section_line`."""
    return [section_line(section) for section in layout_of(text).sections]


def section_line(section: Section) -> str:
    """``28 Mötets öppnande [Dnr 2024/12]``; an attachment is ``+ Bilaga 1``."""
    case = f" [{section.case}]" if section.case else ""
    return f"{section.number or '+'} {section.title}{case}"


def cases(name: str) -> dict[str, tuple[str, list[str]]]:
    """The cases of ``cases/NAME.txt``: name → text and the lines expected of it."""
    found = {}
    for piece in (CASES / f"{name}.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        title, _, rest = piece.partition("\n")
        text, _, expected = rest.partition("\n=>\n")
        found[title] = (text + "\n", expected.strip("\n").split("\n"))
    return found
