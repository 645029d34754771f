"""Attendance on pages whose line breaks or columns a copy has lost: whole heads of invented bodies."""

from __future__ import annotations

import pytest
from segmented import cases, rows_of

CASES = cases("attendance_copies")
ITEMS = "".join(f"\n\n§ {n} Ärende {n}\nNämnden beslutar att notera rapporten." for n in range(1, 4))


@pytest.mark.parametrize("name", CASES)
def test_copy(name: str) -> None:
    head, expected = CASES[name]
    joined = max(map(len, head.split("\n"))) > 300
    assert rows_of(head if joined else f"PROTOKOLL\nNorrby nämnd\n2024-03-04\n\n{head}{ITEMS}") == expected


def numbered(low: int) -> str:
    """A head whose lists name the items without a sign, and the items."""
    head = (
        "PROTOKOLL\nNorrby nämnd\n2024-03-04\n\nBeslutande\nAnna Ekdal (S), ordförande\n"
        f"Bo Lundmark (M) ej {low + 1}\nCecilia Åström (C) {low}-{low + 1}\n"
        f"Övriga deltagande\nDavid Öhman, ekonom t.o.m. {low + 1}\nEva Tallberg, jurist {low + 2}\n"
        f"Karin Almgren, utredare 1 500\n\nParagrafer {low}-{low + 2}\n"
    )
    return head + "".join(
        f"\n\n§ {n} Ärende {n}\nNämnden beslutar att notera rapporten." for n in range(low, low + 3)
    )


def test_items_whose_sign_is_lost() -> None:
    assert rows_of(numbered(31)) == [
        "Anna Ekdal (S): voting, ordförande",
        "Bo Lundmark (M): voting, § 31 33",
        "Cecilia Åström (C): voting, § 31 32",
        "David Öhman: other, ekonom, § 31 32",
        "Eva Tallberg: other, jurist, § 33",
        "Karin Almgren: other, utredare",
    ]


def test_small_numbers_behind_a_name_may_be_anything() -> None:
    rows = rows_of(numbered(1))
    assert "Bo Lundmark (M): voting, § 1 3" in rows
    assert "Cecilia Åström (C): voting" in rows and "Eva Tallberg: other, jurist" in rows
