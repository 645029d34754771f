"""Groups of documents: each its figures, all of them the whole, and one set beside the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from scored import gold_of

from evaluation import report as reports
from evaluation.counts import Counts
from evaluation.family import FAMILIES, family
from evaluation.gold import Gold
from evaluation.groups import (
    GROUPINGS,
    grouped,
    grouped_table,
    groups_record,
    leave_one_out,
    leave_one_out_table,
    spread,
)
from evaluation.scores import DocumentScore, Report
from pipeline.facts import Attendance

FIGURE = "decisions/span"


def _document(
    name: str, body: str | None, right: int, source: str = "a.txt", layout: str = "rows"
) -> DocumentScore:
    return DocumentScore(
        name=name,
        source=source,
        body=body,
        organisation="Alvbro kommun" if body and "nämnden" in body else None,
        layout=layout,
        aligned=1.0,
        figures={FIGURE: Counts(10, right, 10)},
    )


REPORT = Report(
    (
        _document("a", "Socialnämnden", 10, "a.pdf"),
        _document("b", "Socialnämnden", 8, "b.pdf", "table"),
        _document("c", "Byggnadsnämnden", 4, "c.docx"),
        _document("d", "Vikens byalag", 6, "d.txt", "prose"),
    )
)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("document", ["a", "b", "c", "d"]),
        ("body", ["Byggnadsnämnden, Alvbro kommun", "Socialnämnden, Alvbro kommun", "Vikens byalag"]),
        ("organisation", ["Alvbro kommun", "Vikens byalag"]),
        ("layout", ["prose", "rows", "table"]),
        ("format", ["docx", "pdf", "txt"]),
    ],
)
def test_every_document_is_in_one_group(by: str, names: list[str]) -> None:
    groups = grouped(REPORT, by)
    assert list(groups) == names
    assert sum((group.total(FIGURE) for group in groups.values()), Counts()) == REPORT.total(FIGURE)
    assert sorted(one.name for group in groups.values() for one in group.documents) == ["a", "b", "c", "d"]


def test_bodies_of_one_name_in_two_municipalities_are_two() -> None:
    other = replace(REPORT.documents[0], name="e", organisation="Tärnholms kommun")
    assert len(grouped(Report((*REPORT.documents, other)), "body")) == 4


def test_a_document_whose_body_nobody_knows_is_alone() -> None:
    unknown = Report((_document("x", None, 5), _document("y", None, 7)))
    assert list(grouped(unknown, "body")) == ["x", "y"]


def test_another_grouping_is_refused() -> None:
    with pytest.raises(ValueError, match="no grouping 'party'; one of document, body"):
        grouped(REPORT, "party")


def test_each_body_beside_the_others() -> None:
    left = {one.name: one for one in leave_one_out(REPORT)}
    social = left["Socialnämnden, Alvbro kommun"]
    assert social.own.total(FIGURE) == Counts(20, 18, 20)
    assert social.rest.total(FIGURE) == Counts(20, 10, 20)
    for one in left.values():
        assert one.own.total(FIGURE) + one.rest.total(FIGURE) == REPORT.total(FIGURE)


def test_micro_weighs_facts_and_macro_documents_or_bodies() -> None:
    assert REPORT.total(FIGURE).f1 == pytest.approx(28 / 40)
    assert REPORT.macro(FIGURE) == pytest.approx((1 + 0.8 + 0.4 + 0.6) / 4)
    assert REPORT.macro(FIGURE, by="body") == pytest.approx((0.9 + 0.4 + 0.6) / 3)


def test_the_range_over_bodies() -> None:
    found = spread(REPORT, FIGURE)
    assert found is not None
    assert (found.low, found.high, found.groups) == (0.4, 0.9, 3)
    assert (found.lowest, found.highest) == ("Byggnadsnämnden, Alvbro kommun", "Socialnämnden, Alvbro kommun")
    assert found.mean == pytest.approx(1.9 / 3)
    assert found.deviation == pytest.approx(0.2517, abs=1e-4)
    assert spread(REPORT, "amounts/value") is None
    alone = spread(Report(REPORT.documents[3:]), FIGURE)
    assert alone is not None
    assert alone.deviation is None


def test_the_interval_over_bodies_is_that_of_bodies() -> None:
    by_document, by_body = REPORT.interval(FIGURE), REPORT.interval(FIGURE, over="bodies")
    assert by_document is not None
    assert by_body is not None
    assert (by_document.basis, by_body.basis) == ("documents", "bodies")


def _shown(what: object) -> str:
    console = Console(width=200, record=True, file=StringIO())
    console.print(what)
    return console.export_text()


@pytest.mark.parametrize("by", GROUPINGS)
def test_tables_name_every_group(by: str) -> None:
    for table in (grouped_table(REPORT, by), leave_one_out_table(REPORT, by)):
        shown = _shown(table)
        assert all(name in shown for name in grouped(REPORT, by))
    shown = _shown(grouped_table(REPORT, by))
    assert "0.700" in shown
    assert "28/40" in shown


def test_the_table_of_those_left_out() -> None:
    lines = _shown(leave_one_out_table(REPORT)).splitlines()
    social = next(number for number, line in enumerate(lines) if "Socialnämnden" in line)
    assert "0.900" in lines[social]
    assert "(0.500)" in lines[social + 1]
    assert any("lowest" in line and "0.400" in line for line in lines)
    assert any("highest" in line and "0.900" in line for line in lines)


def test_the_report_has_the_groups_where_there_are_several() -> None:
    shown = _shown(reports.table(REPORT))
    assert all(f"F1 by {by}" in shown for by in ("body", "layout", "format"))
    assert "of all the others" in shown
    alone = _shown(reports.table(Report(REPORT.documents[:1])))
    assert "F1 by" not in alone
    assert "of all the others" not in alone


def test_json_has_the_groups_and_the_means(tmp_path: Path) -> None:
    record = json.loads(reports.to_json(REPORT))
    body = record["groups"]["body"]["Socialnämnden, Alvbro kommun"]
    assert body["documents"] == 2
    assert body["figures"][FIGURE]["f1"] == pytest.approx(0.9)
    assert body["figures"][FIGURE]["rest_f1"] == pytest.approx(0.5)
    assert record["groups"] == groups_record(REPORT)
    totals = record["totals"][FIGURE]
    assert totals["macro_f1_by_body"] == pytest.approx(1.9 / 3)
    assert totals["range_over_bodies"] == [0.4, 0.9]
    assert totals["interval_over_bodies_from"] == "bodies"
    path = tmp_path / "score.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    again = reports.from_json(path)
    assert [one.whose for one in again.documents] == [one.whose for one in REPORT.documents]
    assert [one.layout for one in again.documents] == [one.layout for one in REPORT.documents]


# ── the family of layout ─────────────────────────────────────────────────────


def _listed(text: str, *names: str) -> Gold:
    rows = tuple(
        Attendance(
            start=text.index(name),
            end=text.index(name) + len(name),
            text=name,
            person=name,
            standing="voting",
        )
        for name in names
    )
    return gold_of(
        text=text, attendance=rows, mentions=(), sections=(), decisions=(), mandates=(), amounts=()
    )


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("collapsed", "Ledamöter\nBo Ek Siv Roos\tAlvbro kommun, ordförande Tärnholms kommun\n"),
        ("collapsed", "**Bo Ek** **Siv Roos** | Alvbro kommun Tärnholms kommun |\n"),
        ("table", "Bo Ek\tAlvbro kommun\nSiv Roos\tTärnholms kommun\n"),
        ("table", "| Bo Ek | ordförande |\n| Siv Roos | ledamot |\n"),
        ("table", "<tr><td>Bo Ek</td></tr>\n<tr><td>Siv Roos</td></tr>\n"),
        ("table", "Bo Ek           ordförande\nSiv Roos        ledamot\n"),
        ("rows", "Bo Ek (S), ordförande\nSiv Roos (M)\n"),
        ("prose", "Närvarande: Bo Ek, Siv Roos och några till.\n"),
        ("prose", "Närvarande var Bo Ek samt Siv Roos\n"),
    ],
)
def test_the_form_of_the_list_tells_the_family(form: str, text: str) -> None:
    assert form in FAMILIES
    assert family(_listed(text, "Bo Ek", "Siv Roos")) == form


def test_the_annotators_word_wins_and_no_list_is_none() -> None:
    gold = _listed("Bo Ek\nSiv Roos\n", "Bo Ek", "Siv Roos")
    assert family(gold) == "rows"
    assert family(replace(gold, layout="board")) == "board"
    assert family(replace(gold, attendance=())) == "none"


def test_most_of_the_people_decide() -> None:
    text = "Bo Ek\nSiv Roos\nÅsa Öberg\nersättare Per Lind, Ulla Ström\n"
    assert family(_listed(text, "Bo Ek", "Siv Roos", "Åsa Öberg", "Per Lind", "Ulla Ström")) == "rows"
