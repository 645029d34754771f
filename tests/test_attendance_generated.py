"""Attendance lists generated in many layouts: whole rows right, as measured when the floors were set."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attendance_layouts import ITEMS, LAYOUTS, Cast, Made, Who
from segmented import layout_of

from evaluation.counts import Counts
from pipeline.extract.attendance import attendance
from pipeline.facts import Attendance

LISTS = 12  # a layout
FLOOR = 0.97  # of each layout
ALL = 0.99
ITEMS_TEXT = "\n\n".join(f"§ {n} Ärende nummer {n}\nStyrelsen beslutar att notera rapporten." for n in ITEMS)


def complete(row: Attendance) -> Who:
    """What must be right of a row, its name included."""
    return Who(row.person, row.standing, row.roles, row.organisation, row.present is True, row.sections)


def counted(layout: Callable[[Cast], Made]) -> tuple[Counts, list[str]]:
    """The counts of whole rows over the layout's lists, and the rows that are wrong or missing."""
    total, wrong = Counts(0, 0, 0), []
    for seed in range(LISTS):
        head, people = layout(Cast(seed))
        text = f"PROTOKOLL\nNorrby nämnd\n2024-03-04\n\n{head}\n\n{ITEMS_TEXT}\n"
        found = {complete(row) for row in attendance(layout_of(text))[0]}
        gold = {Who(w.person, w.standing, w.roles, w.organisation, w.present, w.sections) for w in people}
        total += Counts(found=len(found), right=len(found & gold), gold=len(gold))
        wrong += [f"{seed} found {row}" for row in found - gold] + [
            f"{seed} missed {row}" for row in gold - found
        ]
    return total, wrong


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_whole_rows_of_a_layout(layout: Callable[[Cast], Made]) -> None:
    total, wrong = counted(layout)
    assert total.gold > 2 * LISTS
    assert (total.f1 or 0) >= FLOOR, "\n".join(wrong)


def test_whole_rows_of_all_layouts() -> None:
    total = sum((counted(layout)[0] for layout in LAYOUTS), Counts(0, 0, 0))
    assert (total.f1 or 0) >= ALL
