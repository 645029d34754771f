"""Tables that only space keeps apart: empty cells, and cells that take a second line."""

from __future__ import annotations

from segmented import layout_of, rows_of

TABLE = """PROTOKOLL
Norrby förbund
2024-03-04

Namn                     Organisation          Uppdrag      Närv    Tjg   Anmärkning
Petra Lindmark           Region Norrby         Ordförande   X       X
Per-Arne Söderman        Viksby kommun         Ledamot      X             deltar på distans §§ 1-2
Zeynep Karlsson          Försäkringskassan     Ledamot                    Anmält förhinder
Solveig Mörk             Norrby kommun         Ersättare    X       X     i Zeynep Karlssons ställe från
                                                                          § 2

§ 1 Öppnande
Mötet öppnas.

§ 2 Budget
Styrelsen beslutar att anta budgeten.

§ 3 Avslutning
Mötet avslutas.
"""


def test_an_empty_cell_keeps_its_column() -> None:
    rows = [block.text for block in layout_of(TABLE).blocks if block.kind == "row"]
    assert rows[2] == "Per-Arne Söderman\tViksby kommun\tLedamot\tX\t\tdeltar på distans §§ 1-2"
    assert rows[3] == "Zeynep Karlsson\tFörsäkringskassan\tLedamot\t\t\tAnmält förhinder"


def test_a_wrapped_cell_is_one() -> None:
    (row,) = [block for block in layout_of(TABLE).blocks if block.text.startswith("Solveig")]
    assert row.text.endswith("\ti Zeynep Karlssons ställe från § 2")
    start, end = row.span(len(row.text) - 3, len(row.text))
    assert TABLE[start:end] == "§ 2"


def test_the_marks_say_who_votes() -> None:
    rows = rows_of(TABLE)
    standings = [row.partition(":")[2].split(",")[0].strip() for row in rows]
    assert standings == ["voting", "member", "member", "voting"]
    assert "remote" in rows[1] and "absent" in rows[2] and "for Zeynep Karlsson" in rows[3]


def test_a_label_and_a_list_below_it_are_no_wrapped_cell() -> None:
    text = "Beslutande           Anna Ek (S), ordförande\n                     Bo Lund (M), ledamot\n"
    text += "\n§ 1 Val\nx\n"
    assert [block.text for block in layout_of(text).blocks][:2] == [
        "Beslutande\tAnna Ek (S), ordförande",
        "Bo Lund (M), ledamot",
    ]


def test_numbers_beside_their_titles_stay() -> None:
    text = (
        "§ 1 Budget (tkr)\n\nPost                  2023      2024      2025\n"
        "Intäkter             1 200     1 350     1 400\nKostnader               -9    -1 350\n"
    )
    rows = [block.text for block in layout_of(text).blocks if block.kind == "row"]
    assert rows[-1] == "Kostnader\t-9\t-1 350"
