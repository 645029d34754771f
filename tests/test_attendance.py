"""Attendance lists of invented bodies, in the many layouts Swedish minutes give them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from segmented import cases, layout_of, rows_of

from pipeline.extract.attendance import attendance

BODY = "\n\n§ 1 Mötets öppnande\nOrdföranden öppnar mötet.\n\n" + "\n\n".join(
    f"§ {n} Ärende nummer {n}\nStyrelsen beslutar att notera rapporten." for n in range(2, 13)
)

CASES = cases("attendance")
SCRAPS = """Beslutande
Närvarande:
Ersättare
Anna Ek (S)
Bo Lund
§§ 1–4
ersätter Eva Tall
Ek	Lund
(i Bo Lunds frånvaro)
		X
| Namn | Närv |
| Anna Ek | X |
§ 1 Öppnande
ordförande
ORDFÖRANDE ANNA EK
Övriga deltagare	Anna Ek Bo Lund
Ledamöter    Ersättare
för
(
)

""".split("\n")


@pytest.mark.parametrize("name", CASES)
def test_list(name: str) -> None:
    head, expected = CASES[name]
    text = head if "opening item" in name else "PROTOKOLL\nNorrby nämnd\n2024-03-04\n\n" + head + BODY
    assert rows_of(text) == expected


def test_a_close_call_is_reported() -> None:
    text = "Beslutande\tAnna Maria Karin Eva\tNorrby kommun Region Norrby\n\n§ 1 Öppnande\nMötet öppnas."
    rows, warnings = attendance(layout_of(text))
    assert all(row.text == "" and row.start < row.end for row in rows)
    assert [warning.code for warning in warnings] in ([], ["attendance.uncertain"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(SCRAPS) | st.text(max_size=30),
        max_size=25,
    )
)
def test_any_list_gives_names_that_stand_in_the_text(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    layout = layout_of(text)
    rows, _ = attendance(layout)
    for row in rows:
        assert " ".join(text[row.start : row.end].split()).replace("*", "") != ""
        assert 0 <= row.start < row.end <= len(text)
        assert row.person.split()[0].strip(",") in text


def test_two_officials_on_a_line() -> None:
    head = (
        "Protokoll\nBeslutande\tMaria Ek (C)\n"
        "Övriga deltagare\tKommunchef Tor Ahl\tEkonomichef Lisa Lund § 3\n\n"
        "§ 1 Öppnande\nMötet öppnades.\n"
    )
    rows = rows_of(head)
    assert any(row.startswith("Tor Ahl") and "kommunchef" in row and "ekonomichef" not in row for row in rows)
    assert any(row.startswith("Lisa Lund") and "ekonomichef" in row for row in rows)
