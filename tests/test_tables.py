"""Budget tables: cells with row, column, table, value and unit."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from plain_layout import plain_layout

from pipeline.extract.tables import table_cells
from pipeline.read import read_bytes
from pipeline.run import extract_source

SHARED = (Path(__file__).parents[1] / ".." / "shared").resolve()


def found(text: str) -> list[tuple[str, str, str, float, str | None]]:
    return [
        (cell.table, cell.row, cell.column, cell.value, cell.unit) for cell in table_cells(plain_layout(text))
    ]


def test_unit_in_the_heading_makes_whole_kronor() -> None:
    text = "Driftbudget för hamnen, tkr\n\nKonto\t2020\t2021\nHyra\t120\t1 130\nSumma\t120\t1 130"
    assert found(text) == [
        ("Driftbudget för hamnen", "Hyra", "2020", 120000, "SEK"),
        ("Driftbudget för hamnen", "Hyra", "2021", 1130000, "SEK"),
        ("Driftbudget för hamnen", "Summa", "2020", 120000, "SEK"),
        ("Driftbudget för hamnen", "Summa", "2021", 1130000, "SEK"),
    ]


def test_years_repeated_under_two_heads() -> None:
    text = "Drift\tBudget\t\tUtfall\t\ntkr\t2023\t2024\t2023\t2024\nHyra\t100\t110\t101\t112"
    columns = [column for _, _, column, _, _ in found(text)]
    assert columns == ["Budget 2023", "Budget 2024", "Utfall 2023", "Utfall 2024"]


def test_a_header_without_a_cell_over_the_labels() -> None:
    text = "Belopp i tkr\n2023\t2024\tFörändring %\nHyra\t100\t110\t10"
    assert [(column, value) for _, _, column, value, _ in found(text)] == [
        ("2023", 100000),
        ("2024", 110000),
        ("Förändring %", 10),
    ]


def test_two_columns_of_percent() -> None:
    text = "Konto, tkr\tBudget\tUtfall\t%\t%\nHyra\t100\t110\t50\t10\nLön\t200\t210\t50\t5"
    assert [(value, unit) for _, row, _, value, unit in found(text) if row == "Hyra"] == [
        (100000, "SEK"),
        (110000, "SEK"),
        (50, "percent"),
        (10, "percent"),
    ]


def test_without_a_unit_the_value_is_as_printed() -> None:
    assert found("Budget\n\nKonto\t2020\t2021\nHyra\t120\t-130") == [
        ("Budget", "Hyra", "2020", 120, None),
        ("Budget", "Hyra", "2021", -130, None),
    ]


def test_header_lines_are_joined_by_column() -> None:
    text = "Budget\n\n\t2019\t2020\t2021\n\tUtfall\tPrognos\tBudget\nHyra\t1\t\t3"
    assert [cell[1:4] for cell in found(text)] == [("Hyra", "2019 Utfall", 1), ("Hyra", "2021 Budget", 3)]


def test_pipes_make_cells() -> None:
    text = "Budget (mnkr)\n\n| Konto | Utfall | Budget |\n| Hyra | 1,5 | 2 |\n| El | | 3 |"
    assert [cell[1:] for cell in found(text)] == [
        ("Hyra", "Utfall", 1500000, "SEK"),
        ("Hyra", "Budget", 2000000, "SEK"),
        ("El", "Budget", 3000000, "SEK"),
    ]


def test_columns_set_out_by_space_go_by_their_place() -> None:
    text = (
        "Resultaträkning, tkr\n\n"
        "Konto              Utfall      Budget\n"
        "Lokalhyra             120         130\n"
        "Städning                          200\n"
        "Intäkter               50            "
    )
    assert [cell[1:4] for cell in found(text)] == [
        ("Lokalhyra", "Utfall", 120000),
        ("Lokalhyra", "Budget", 130000),
        ("Städning", "Budget", 200000),
        ("Intäkter", "Utfall", 50000),
    ]


def test_units_in_the_cell_and_in_the_column() -> None:
    text = "Stöd\n\nMottagare\tBelopp kr\tAndel %\nSimklubben\t5 000 kr\t10\nRoddklubben\t4 500\t9,5 %"
    assert [cell[1:] for cell in found(text)] == [
        ("Simklubben", "Belopp kr", 5000, "SEK"),
        ("Simklubben", "Andel %", 10, "percent"),
        ("Roddklubben", "Belopp kr", 4500, "SEK"),
        ("Roddklubben", "Andel %", 9.5, "percent"),
    ]


def test_a_row_of_its_own_names_the_next_table() -> None:
    text = (
        "Samlad budget\n\nBudget badet\t\t\nPersonal\t2020\t2021\nVakt\t10 kr\t20 kr\n"
        "Budget hamnen\t\t\nPersonal\t2020\t2021\nVakt\t30 kr\t40 kr"
    )
    assert {cell[0] for cell in found(text)} == {"Budget badet", "Budget hamnen"}


def test_a_caption_line_gives_the_unit() -> None:
    text = "Investeringar\n\nBelopp i tusental kronor\n\nObjekt\tBudget\tUtfall\nBrygga\t7\t8"
    assert [cell[3:] for cell in found(text)] == [(7000, "SEK"), (8000, "SEK")]


def test_brackets_and_signs_are_negative() -> None:
    text = "Resultat, tkr\n\nKonto\tUtfall\tBudget\nResultat\t(120)\t−3\nRäntor\t+4\t-"
    assert [cell[3] for cell in found(text)] == [-120000, -3000, 4000]


def test_the_corner_of_a_header_may_carry_title_and_unit() -> None:
    text = "Ansvarig: hamnchefen\n\nDriftbudget, tkr\t2020\t2021\nHyra\t1\t2"
    assert found(text) == [
        ("Driftbudget", "Hyra", "2020", 1000, "SEK"),
        ("Driftbudget", "Hyra", "2021", 2000, "SEK"),
    ]


def test_a_label_broken_over_the_lines_round_its_figures() -> None:
    text = (
        "Driftutfall, tkr         Budget        Utfall\n"
        "Hamnen                      100            90\n"
        "Särskilda bad och\n"
        "                            200           190\n"
        "bryggor\n"
        "Summa                       300           280\n"
    )
    assert [cell[1] for cell in found(text)] == ["Hamnen"] * 2 + ["Särskilda bad och bryggor"] * 2 + [
        "Summa"
    ] * 2


def test_days_head_a_balance_and_its_corner_gives_its_own_unit() -> None:
    text = (
        "Resultaträkning (tkr)\tUtfall 2020\tBudget 2021\nHyra\t1\t2\n\n"
        "Balansräkning (kr)\t2020-12-31\t31 dec 2021\nBank\t300\t400"
    )
    assert found(text) == [
        ("Resultaträkning", "Hyra", "Utfall 2020", 1000, "SEK"),
        ("Resultaträkning", "Hyra", "Budget 2021", 2000, "SEK"),
        ("Balansräkning", "Bank", "2020-12-31", 300, "SEK"),
        ("Balansräkning", "Bank", "31 dec 2021", 400, "SEK"),
    ]


def test_a_header_set_out_by_space_over_three_lines() -> None:
    text = (
        "Investeringar, tkr\n\n"
        "                                                              Avvikelse\n"
        "                         Budget        Utfall                   Budget/\n"
        "Nr       Objekt            2021       jan-aug    Återstår    årsprognos\n"
        "35100    Brygga             200            50         150             5\n"
        "35101    Bastu              100            40          60             0\n"
        "         Summa              300            90         210             5\n"
    )
    columns = ["Budget 2021", "Utfall jan-aug", "Återstår", "Avvikelse Budget/ årsprognos"]
    assert [cell[1:3] for cell in found(text)] == [
        (row, column) for row in ("Brygga", "Bastu", "Summa") for column in columns
    ]


NOT_BUDGETS = [
    "Ledamöter\n\nNamn\tParti\tNärvaro\nEva Strand\tS\tX\nBo Ek\tM\tX",
    "Innehåll\n\n§ 1 Budget\t2024/1\t3\n§ 2 Bokslut\t2024/2\t4",
    "Innehåll\n\n1. Mötet öppnas\t2\n2. Budget\t5\n3. Kostnader\t7",
    "Mötesplan\n\nMöte\tDatum\nStyrelsen\t2021-05-04\nPresidiet\t2021-06-04",
    "Kvalitet\n\nNyckeltal\tUtfall 2023\tMål\nTrygghet\t94\t95\nHelhet\t76\t92",
    "Besökare\n\nPlats\tVuxna\tBarn\nBadet\t120\t300\nHamnen\t40\t50",
    "Tidplan budget\n\nMånad\t1\t2\t3\t4\t5\nBrygga\tbygge\t\t\t\t",
]


@pytest.mark.parametrize("text", NOT_BUDGETS)
def test_what_is_no_budget_table(text: str) -> None:
    assert found(text) == []


def test_cells_point_at_their_text() -> None:
    text = "Budget, tkr\n\nKonto\t2020\t2021\nHyra\t120\t1 130"
    assert [text[cell.start : cell.end] for cell in table_cells(plain_layout(text))] == ["120", "1 130"]


def test_real_tables_against_gold() -> None:
    name = "umearegionen-2017-11-30"
    gold_file, text_file = SHARED / "gold" / f"{name}.tables.json", SHARED / "protocols" / f"{name}.txt"
    if not gold_file.exists() or not text_file.exists():
        pytest.skip("the shared protocols are not here")
    from pipeline.facts import Source
    from pipeline.segment.segment import segment

    text = text_file.read_bytes().decode("utf-8")
    layout = segment(Source(id="d", path=text_file.name, sha256="", media_type="text/plain", text=text))
    gold = Counter(
        (cell["table"], cell["row"], cell["column"], cell["value"], cell["unit"])
        for cell in json.loads(gold_file.read_text(encoding="utf-8"))
    )
    tables = {key[0] for key in gold}
    cells = Counter(
        (c.table, c.row, c.column, c.value, c.unit) for c in table_cells(layout) if c.table in tables
    )
    right = sum((gold & cells).values())
    assert 2 * right / (gold.total() + cells.total()) >= 0.96


def test_a_unit_ends_with_its_table() -> None:
    text = (
        "Hamnenheten\n\n"
        "Driftbudget, tkr\t2020\t2021\nHyra\t120\t130\nNettokostnad\t120\t130\n\n"
        "Personalredovisning\tBudget 2020\tBudget 2021\nHamnvakter\t12,5\t-1,25\nSumma\t12,5\t-1,25"
    )
    assert found(text)[2:] == [
        ("Driftbudget", "Nettokostnad", "2020", 120000, "SEK"),
        ("Driftbudget", "Nettokostnad", "2021", 130000, "SEK"),
        ("Personalredovisning", "Hamnvakter", "Budget 2020", 12.5, None),
        ("Personalredovisning", "Hamnvakter", "Budget 2021", -1.25, None),
        ("Personalredovisning", "Summa", "Budget 2020", 12.5, None),
        ("Personalredovisning", "Summa", "Budget 2021", -1.25, None),
    ]


def test_a_repeated_header_and_a_unit_above_both_tables_keep_it() -> None:
    repeated = "Driftbudget, tkr\t2020\t2021\nHyra\t1\t2\nDriftbudget, tkr\t2020\t2021\nEl\t3\t4"
    assert [cell[3:] for cell in found(repeated)] == [(n * 1000, "SEK") for n in (1, 2, 3, 4)]
    above = "Resultat, tkr\n\nIntäkter\t2020\t2021\nHyra\t1\t2\nKostnader\t2020\t2021\nEl\t3\t4"
    assert [cell[3:] for cell in found(above)] == [(n * 1000, "SEK") for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "label",
    [
        "Inrättade tjänster", "Antal båtar", "Varav antal vuxna", "Årsarbetare", "Båtplatser",
        "Övertid (tim)", "Årsarbetskrafter", "Livbojar, st", "Sjukfrånvaro, %", "Andel nöjda",
        "Sjukfrånvaro i procent",
    ],
)  # fmt: skip
def test_what_a_row_counts_is_no_money(label: str) -> None:
    text = f"Driftbudget, tkr\t2020\t2021\nHyra\t120\t130\n{label}\t150,58\t-3\nEl\t20\t30"
    assert [cell[1:2] + cell[3:] for cell in found(text)][2:] == [
        (label, 150.58, None),
        (label, -3, None),
        ("El", 20000, "SEK"),
        ("El", 30000, "SEK"),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Köp av tjänster",
        "Tjänster",
        "Hyra båtplatser",
        "Kostnad per årsarbetare",
        "Hamnvakt 80 %",
        "Hamnvakt 80%",
    ],
)
def test_what_is_bought_is_money(label: str) -> None:
    text = f"Driftbudget, tkr\t2020\t2021\nHyra\t120\t130\n{label}\t15\t-3"
    assert [cell[3:] for cell in found(text)][2:] == [(15000, "SEK"), (-3000, "SEK")]


def test_a_column_that_counts_has_no_unit() -> None:
    text = "Driftbudget, tkr\n\nEnhet\tAntal anställda\tBudget\nHamnen\t12\t130\nBadet\t7\t90"
    assert [cell[2:] for cell in found(text)][:2] == [
        ("Antal anställda", 12, None),
        ("Budget", 130000, "SEK"),
    ]


def test_a_title_row_ends_the_unit_of_the_table_above() -> None:
    money = "Budget\n\nHamnen, tkr\t\t\nKonto\t2020\t2021\nHyra\t1\t2\n"
    text = money + "Badet\t\t\nKonto\tBudget\tUtfall\nHyra\t3\t4"
    assert [cell[:1] + cell[3:] for cell in found(text)] == [
        ("Hamnen", 1000, "SEK"),
        ("Hamnen", 2000, "SEK"),
        ("Badet", 3, None),
        ("Badet", 4, None),
    ]


def test_a_table_of_posts_below_one_of_money_is_kept_without_unit() -> None:
    text = "Driftbudget, tkr\t2020\t2021\nHyra\t1\t2\nAntal anställda\t2020\t2021\nHamnen\t3\t4\nBadet\t5\t6"
    assert [cell[:2] + cell[3:] for cell in found(text)][2:] == [
        ("Antal anställda", "Hamnen", 3, None),
        ("Antal anställda", "Hamnen", 4, None),
        ("Antal anställda", "Badet", 5, None),
        ("Antal anställda", "Badet", 6, None),
    ]


@pytest.mark.parametrize(
    ("header", "columns", "unit"),
    [
        # merged cells stand in the first of their columns, and their unit holds for all of them
        (
            "Konto\tBudget (tkr)\t\tUtfall\n\t2023\t2024\t2023\t2024",
            ("Budget (tkr) 2023", "Budget (tkr) 2024", "Utfall 2023", "Utfall 2024"),
            ("SEK", "SEK", None, None),
        ),
        (
            "\t2023\t\t2024\t\nKonto\tBudget\tUtfall\tBudget\tUtfall",
            ("2023 Budget", "2023 Utfall", "2024 Budget", "2024 Utfall"),
            (None, None, None, None),
        ),
        (
            "\tBudget, tkr\t\tUtfall, tkr\t\nKonto\tVår\tHöst\tVår\tHöst",
            ("Budget, tkr Vår", "Budget, tkr Höst", "Utfall, tkr Vår", "Utfall, tkr Höst"),
            ("SEK", "SEK", "SEK", "SEK"),
        ),
        # a column of its own is not under the merged ones
        (
            "Konto\tBudget (tkr)\t\t\t\n\t2023\t2024\tAvvikelse\tDiff %",
            ("Budget (tkr) 2023", "Budget (tkr) 2024", "Avvikelse", "Diff %"),
            ("SEK", "SEK", None, "percent"),
        ),
    ],
)
def test_merged_headers(header: str, columns: tuple[str, ...], unit: tuple[str | None, ...]) -> None:
    text = f"Budget för hamnen\n\n{header}\nHyra\t12\t15\t14\t19\nEl\t22\t27\t24\t31"
    cells = [cell for cell in found(text) if cell[1] == "Hyra"]
    assert tuple(cell[2] for cell in cells) == columns
    assert tuple(cell[4] for cell in cells) == unit


def test_the_line_under_a_markdown_header_is_no_header() -> None:
    cells = found(
        "Budget i tkr\n\n| Konto | Budget | Avvikelse |\n|---|---:|---:|\n| Hyra | 12 | 3 |\n| El | 22 | 4 |"
    )
    assert [(cell[1], cell[2]) for cell in cells] == [
        ("Hyra", "Budget"),
        ("Hyra", "Avvikelse"),
        ("El", "Budget"),
        ("El", "Avvikelse"),
    ]


def test_merged_headers_of_a_web_page() -> None:
    rows = (
        "<tr><th rowspan=2>Konto</th><th colspan=2>Budget (tkr)</th><th colspan=2>Utfall (tkr)</th></tr>"
        "<tr><th>2023</th><th>2024</th><th>2023</th><th>2024</th></tr>"
        "<tr><td>Hyra</td><td>12</td><td>15</td><td>14</td><td>19</td></tr>"
    )
    page = f"<html><body><h2>§ 5 Budget</h2><table>{rows}</table></body></html>"
    cells = extract_source(read_bytes(page.encode(), "sjovalla.html")).table_cells
    assert [(cell.column, cell.value, cell.unit) for cell in cells] == [
        ("Budget (tkr) 2023", 12000, "SEK"),
        ("Budget (tkr) 2024", 15000, "SEK"),
        ("Utfall (tkr) 2023", 14000, "SEK"),
        ("Utfall (tkr) 2024", 19000, "SEK"),
    ]


def test_a_period_over_utfall_and_budget_names_both() -> None:
    rows = (
        "<tr><th rowspan=2>Område</th><th colspan=2>Ack. oktober</th></tr>"
        "<tr><th>Utfall</th><th>Budget</th></tr>"
        "<tr><td>Hamnen</td><td>1 200</td><td>1 300</td></tr><tr><td>Badet</td><td>200</td><td>300</td></tr>"
    )
    page = f"<html><body><h2>§ 5 Uppföljning</h2><p>Belopp i tkr</p><table>{rows}</table></body></html>"
    cells = extract_source(read_bytes(page.encode(), "sjovalla.html")).table_cells
    assert [cell.column for cell in cells] == ["Ack. oktober Utfall", "Ack. oktober Budget"] * 2


def test_a_column_of_posts_is_no_money_but_the_one_beside_it() -> None:
    text = "Personal\n\nEnhet\tAntal tjänster\tKostnad (kr)\nHamnen\t12\t450 000\nBadet\t3\t250 000"
    bare = text.replace(" (kr)", "")
    assert [cell[3:] for cell in found(text)] == [(12, None), (450000, "SEK"), (3, None), (250000, "SEK")]
    assert [cell[3:] for cell in found(bare)] == [(12, None), (450000, None), (3, None), (250000, None)]
    assert found("Personal\n\nEnhet\tAntal tjänster\tAntal elever\nHamnen\t12\t450\nBadet\t3\t250") == []


@pytest.mark.parametrize("line", ["(tkr)", "Belopp i tkr"])
def test_a_line_behind_a_table_gives_the_unit(line: str) -> None:
    text = f"Driftbudget\n\nKonto\t2020\t2021\nHyra\t120\t130\n\n{line}\n\nStyrelsen godkänner."
    assert [cell[3:] for cell in found(text)] == [(120000, "SEK"), (130000, "SEK")]
