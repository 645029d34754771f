"""Sums of budget tables against their parts: what is doubted, and what is not."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from plain_layout import plain_layout
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.sums import sums
from pipeline.extract.tables import table_cells
from pipeline.read import read
from pipeline.segment import segment
from pipeline.view import Layout

SHARED = (Path(__file__).parents[1] / ".." / "shared").resolve()


def doubted(layout: Layout) -> list[str]:
    return [warning.message for warning in sums(table_cells(layout), layout.source.text)]


def table(*rows: str, title: str = "Driftbudget, tkr") -> str:
    return "\n".join([title, "", *(row.replace("|", "\t") for row in rows)])


# Pairs: the same table, right and with one figure wrong; what is said of the wrong one.
PAIRS = [
    (
        ["Konto|2020|2021", "Hyra|120|1 130", "El|20|30", "Summa|140|{}"],
        ("1 160", "1 610"),
        "Driftbudget, Summa, 2021: 1 610 000 kr, but its parts make 1 160 000 kr",
    ),
    (
        ["Konto|Budget 2021", "Hyra|1 130", "El|30", "Summa|{}"],
        ("1 160", "1 610"),
        "Summa, Budget 2021: 1 610 000 kr, but its parts make 1 160 000 kr",
    ),
    (
        ["Konto|Budget 2021", "Ingående|1 130", "El|-30", "Hyra|-600", "Totalt|{}"],
        ("500", "-500"),
        "Totalt, Budget 2021: -500 000 kr, but its parts make 500 000 kr",
    ),
    (
        ["Konto|Utfall|Budget", "Intäkter|500|510", "Kostnader|450|500", "Resultat|50|{}"],
        ("10", "40"),
        "Resultat, Budget: 40 000 kr, but its parts make 10 000 kr",
    ),
    (
        ["Konto|Utfall", "Intäkter|500", "Kostnader|-450", "Årets resultat|{}"],
        ("50", "90"),
        "Årets resultat, Utfall: 90 000 kr, but its parts make 50 000 kr",
    ),
    (
        [
            "Post|Utfall 2020|Budget 2021",
            "Medlemsavgifter|300|310",
            "Bidrag|200|200",
            "Summa intäkter|500|{}",
            "Löner|250|260",
            "Hyra|100|100",
            "Summa kostnader|350|360",
            "Årets resultat|150|150",
        ],
        ("510", "530"),
        "Summa intäkter, Budget 2021: 530 000 kr, but its parts make 510 000 kr",
    ),
    (
        [
            "Post|Utfall 2020",
            "Medlemsavgifter|300",
            "Bidrag|200",
            "Summa intäkter|500",
            "Löner|-250",
            "Hyra|-100",
            "Summa kostnader|{}",
            "Resultat|150",
        ],
        ("-350", "-390"),
        "Summa kostnader, Utfall 2020: -390 000 kr, but its parts make -350 000 kr",
    ),
    (
        [
            "Post|Belopp",
            "Mat|500",
            "Fika|200",
            "Summa förtäring|700",
            "Hyra|1 000",
            "El|100",
            "Summa lokal|{}",
        ],
        ("1 100", "1 200"),
        "Summa lokal, Belopp: 1 200 000 kr, but its parts make 1 100 000 kr",
    ),
    (
        ["Enhet|Lön|Hyra|Totalt", "Skolan|10|5|15", "Badet|20|6|26", "Hamnen|70|10|{}"],
        ("80", "90"),
        "Hamnen, Totalt: 90 000 kr, but its parts make 80 000 kr",
    ),
    (
        ["Enhet|Budget|Utfall|Avvikelse", "Skolan|100|110|-10", "Badet|200|220|-20", "Summa|300|330|{}"],
        ("-30", "30"),
        "Summa, Avvikelse: 30 000 kr, but its parts make -30 000 kr",
    ),
    (
        # the difference beside a wrong sum is as wrong as it, and no second voice
        ["Enhet|Budget|Utfall|Avvikelse", "Kaj|5 000|5 200|-200", "Bad|1 000|900|100", "Summa|6 000|{}"],
        ("6 100\t-100", "6 200\t-200"),
        "Summa, Utfall: 6 200 000 kr, but its parts make 6 100 000 kr",
    ),
    (
        ["Enhet|Utfall|Prognos", "Totalt|300|{}", "Skolan|100|110", "Badet|200|220"],
        ("330", "390"),
        "Totalt, Prognos: 390 000 kr, but its parts make 330 000 kr",
    ),
    (
        ["Enhet|Utfall|Prognos", "Skolan|100|110", "varav lön|80|85", "Badet|200|220", "Summa|300|{}"],
        ("330", "415"),
        "Summa, Prognos: 415 000 kr, but its parts make 330 000 kr",
    ),
    (
        [
            "Balansräkning|2019-12-31|2020-12-31",
            "Kundfordringar|100|200",
            "Bank|300|400",
            "Summa tillgångar|400|600",
            "Eget kapital|350|500",
            "Skulder|50|100",
            "Summa skulder och eget kapital|400|{}",
        ],
        ("600", "660"),
        "Summa skulder och eget kapital, 2020-12-31: 660 000 kr, but its parts make 600 000 kr",
    ),
]


@pytest.mark.parametrize(("rows", "figures", "message"), PAIRS)
def test_a_sum_is_held_against_its_parts(rows: list[str], figures: tuple[str, str], message: str) -> None:
    right, wrong = (table(*rows).replace("{}", figure) for figure in figures)
    assert doubted(plain_layout(right)) == []
    assert [said.partition("Driftbudget, ")[2] or said for said in doubted(plain_layout(wrong))] == [
        message.removeprefix("Driftbudget, ")
    ]


NO_DOUBT = [
    # a percent column does not add up to its sum, nor a price or an index
    ["Enhet|Utfall|Andel %", "Skolan|10|33", "Badet|20|66", "Summa|30|100"],
    ["Enhet|Utfall|Kr per plats", "Skolan|100|33", "Badet|200|60", "Summa|300|48"],
    # rounded to the unit
    ["Enhet|Utfall (mnkr)", "Skolan|1,3", "Badet|2,4", "Hamnen|1,1", "Summa|4,9"],
    ["Enhet|Utfall", "Skolan|3", "Badet|4", "Hamnen|4", "Summa|12"],
    # one row and its sum
    ["Konto|2020|2021", "Hyra|120|1 130", "Summa|120|1 130"],
    # costs without a minus
    ["Post|Utfall", "Summa intäkter|500", "Summa kostnader|350", "Resultat|150"],
    # a result after financial posts, which go on from the result before them
    ["Post|Utfall", "Intäkter|500", "Kostnader|450", "Resultat före poster|50", "Räntor|3", "Resultat|53"],
    # blanks are nought
    ["Post|2020|2021|Summa", "A|1 000||1 000", "B||500|500", "C|200|300|500", "Summa|1 200|800|2 000"],
    # what is carried over does not add up from year to year
    [
        "Post|2020|2021|Totalt",
        "Bidrag|900|800|1 700",
        "Stöd|100|200|300",
        "Kvar|50|90|140",
        "Ingående|9|50|50",
    ],
    # a formula names parts that stand elsewhere
    ["Post|2020|2021", "A. Drift|100|110", "B. Nytt|50|60", "B1. Båt|50|60", "Total (A+B)|150|170"],
]


@pytest.mark.parametrize("rows", NO_DOUBT)
def test_what_is_no_mismatch(rows: list[str]) -> None:
    assert doubted(plain_layout(table(*rows))) == []


ROWS = (
    ("Post", "Budget 2023", "Budget 2024"),
    ("Hyra", "120", "130"),
    ("El", "20", "30"),
    ("Summa", "140", "260"),
)
SAID = ["Driftbudget, Summa, Budget 2024: 260 000 kr, but its parts make 160 000 kr"]


def test_a_table_of_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Driftbudget, tkr")
    grid = document.add_table(rows=len(ROWS), cols=3)
    for cells, words in zip(grid.rows, ROWS, strict=True):
        for cell, word in zip(cells.cells, words, strict=True):
            cell.text = word
    document.save(str(tmp_path / "budget.docx"))
    assert doubted(segment(read(tmp_path / "budget.docx"))) == SAID


def test_a_table_of_a_page(tmp_path: Path) -> None:
    body = "".join(f"<tr>{''.join(f'<td>{word}</td>' for word in words)}</tr>" for words in ROWS)
    page = f"<html><body><h2>Driftbudget, tkr</h2><table>{body}</table></body></html>"
    (tmp_path / "budget.html").write_text(page, encoding="utf-8")
    assert doubted(segment(read(tmp_path / "budget.html"))) == SAID


def test_a_table_of_a_pdf(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "budget.pdf"), pagesize=A4)
    canvas.drawString(60, 780, "Driftbudget, tkr")
    for line, words in enumerate(ROWS):
        for left, word in zip((60, 260, 400), words, strict=True):
            canvas.drawString(left, 740 - 18 * line, word)
    canvas.save()
    assert doubted(segment(read(tmp_path / "budget.pdf"))) == SAID


def test_a_warning_says_where() -> None:
    text = table("Konto|Budget 2021", "Hyra|1 130", "El|30", "Summa|1 610")
    layout = plain_layout(text)
    (warning,) = sums(table_cells(layout), text)
    assert warning.code == "table.sum"
    assert warning.start == text.index("1 610")


def test_tables_without_cells_have_no_sums() -> None:
    assert sums([], "") == []


def test_real_tables_are_doubted_only_where_they_do_not_add_up() -> None:
    folders = [SHARED / "protocols", SHARED / "protocols-more"]
    if not all(folder.is_dir() for folder in folders):
        pytest.skip("the shared protocols are not here")
    cells, doubts = 0, []
    for path in sorted(file for folder in folders for file in folder.glob("[!R]*.*")):
        if path.suffix == ".pdf" or "umea" in path.name:
            layout = segment(read(path))
            found = table_cells(layout)
            cells += len(found)
            doubts += sums(found, layout.source.text)
    assert cells > 500
    assert len(doubts) == 1  # one row whose total column is nought beside its one figure
