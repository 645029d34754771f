"""Scores move as they must: worked out by hand, and by properties that hold for any facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from scored import TEXT, at, cell, figures_of, gold_of

from evaluation import report as reports
from evaluation.counts import Counts, f1_interval
from evaluation.gold import Gold, load, load_folder
from evaluation.score import DocumentScore, Report, score, score_folder
from pipeline.errors import GoldError, NoTextLayer
from pipeline.facts import Amount, Document, Meeting, Mention, Section, Votes

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
SHARED = (Path(__file__).parents[1] / ".." / "shared").resolve()


def _changed(kind: str, change: Callable[[list[Any]], Any]) -> dict[str, Counts]:
    """The figures when `change` was done to the list of found facts of `kind`."""
    gold = gold_of()
    facts = list(getattr(gold, kind))
    change(facts)
    return figures_of(gold, replace(gold.document(), **{kind: tuple(facts)}))


# ── counts ───────────────────────────────────────────────────────────────────


def test_counts_add_and_make_figures() -> None:
    counts = Counts(found=4, right=3, gold=5) + Counts(found=1, right=0, gold=1)
    assert counts == Counts(found=5, right=3, gold=6)
    assert counts.precision == pytest.approx(3 / 5)
    assert counts.recall == pytest.approx(3 / 6)
    assert counts.f1 == pytest.approx(2 * (0.6 * 0.5) / (0.6 + 0.5))


def test_nothing_found_where_nothing_is_says_nothing() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    missed = Counts(found=0, right=0, gold=3)
    assert (missed.precision, missed.recall, missed.f1) == (None, 0, 0)
    invented = Counts(found=3, right=0, gold=0)
    assert (invented.precision, invented.recall, invented.f1) == (0, None, 0)


def test_the_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    documents = [Counts(10, 9, 10), Counts(10, 4, 12), Counts(8, 8, 9), Counts(20, 15, 18)]
    total = sum(documents, Counts()).f1
    interval = f1_interval(documents)
    assert interval is not None
    assert total is not None
    assert interval.low < total < interval.high
    assert interval == f1_interval(documents)


# ── worked out by hand ───────────────────────────────────────────────────────


def test_gold_against_itself_is_perfect() -> None:
    result = score(gold_of(), gold_of().document())
    assert all(counts.f1 in (None, 1) for counts in result.figures.values())
    assert result.figures["decisions/complete"] == Counts(4, 4, 4)
    assert {outcome.verdict for outcome in result.outcomes} == {"right"}


def test_nothing_found() -> None:
    nothing = replace(
        gold_of().document(), mentions=(), sections=(), attendance=(), decisions=(), mandates=(), amounts=()
    )
    figures = figures_of(gold_of(), nothing)
    assert figures["decisions/span"] == Counts(0, 0, 4)
    assert figures["mentions/strict"] == Counts(0, 0, 4)
    assert figures["attendance/complete"].f1 == 0


@pytest.mark.parametrize(
    ("kind", "figure", "size"),
    [
        ("mentions", "mentions/strict", 4),
        ("mentions", "mentions/overlap", 4),
        ("mentions", "mentions/words", 4),
        ("sections", "sections/title", 2),
        ("attendance", "attendance/complete", 2),
        ("decisions", "decisions/complete", 4),
        ("mandates", "mandates/complete", 1),
        ("amounts", "amounts/value", 1),
    ],
)
def test_a_dropped_fact_lowers_recall_and_a_double_one_precision(kind: str, figure: str, size: int) -> None:
    assert _changed(kind, lambda facts: facts.pop())[figure] == Counts(size - 1, size - 1, size)
    assert _changed(kind, lambda facts: facts.append(facts[0]))[figure] == Counts(size + 1, size, size)


def _put(number: int, /, **fields: Any) -> Callable[[list[Any]], None]:
    def change(facts: list[Any]) -> None:
        facts[number] = replace(facts[number], **fields)

    return change


def test_a_shifted_mention_is_not_strict_but_overlaps() -> None:
    figures = _changed("mentions", _put(2, **at(8, 9)))
    assert figures["mentions/strict/PERSON"] == Counts(2, 1, 2)
    assert figures["mentions/overlap/PERSON"] == Counts(2, 2, 2)
    assert figures["mentions/words/PERSON"] == Counts(2, 1, 2)
    assert figures["mentions/strict"] == Counts(4, 3, 4)


def test_white_space_around_a_mention_is_no_fault() -> None:
    place = at(7, 8)
    wider = {"start": place["start"] - 1, "end": place["end"] + 1, "text": f" {place['text']} "}
    assert _changed("mentions", _put(2, **wider))["mentions/strict"].f1 == 1


def test_a_wrong_label_is_found_unlabelled_only() -> None:
    figures = _changed("mentions", _put(0, label="ORG"))
    assert figures["mentions/strict"] == figures["mentions/overlap"] == Counts(4, 3, 4)
    assert figures["mentions/strict/ORG"] == Counts(1, 0, 0)
    assert figures["mentions/strict/BODY"] == Counts(0, 0, 1)
    assert figures["mentions/unlabelled"] == Counts(4, 4, 4)


def test_words_count_wherever_they_stand_and_å_is_not_a() -> None:
    elsewhere = {"start": 0, "end": 9, "text": "Åsa Öberg"}
    assert _changed("mentions", _put(2, **elsewhere))["mentions/words/PERSON"].f1 == 1
    folded = {**elsewhere, "text": "Asa Oberg"}
    assert _changed("mentions", _put(2, **folded))["mentions/words/PERSON"] == Counts(2, 1, 2)


def test_a_flipped_status() -> None:
    figures = _changed("decisions", _put(2, status="decided"))
    assert figures["decisions/span"].f1 == 1
    assert figures["decisions/kind"].f1 == 1
    assert figures["decisions/status"] == figures["decisions/complete"] == Counts(4, 3, 4)
    assert figures["decisions/status of paired"] == Counts(4, 3, 4)
    assert figures["decisions/decided"] == Counts(found=4, right=3, gold=3)


def test_the_confusion_of_statuses_is_told() -> None:
    gold = gold_of()
    changed = replace(gold.decisions[2], status="decided")
    found = replace(gold.document(), decisions=(*gold.decisions[:2], changed, gold.decisions[3]))
    confusions = score(gold, found).confusions
    assert confusions["decisions/status", "recalled", "decided"] == 1
    assert confusions["decisions/status", "decided", "decided"] == 3
    (wrong,) = [o for o in score(gold, found).outcomes if o.verdict == "wrong"]
    assert [(d.field, d.gold, d.found) for d in wrong.differs] == [("status", "recalled", "decided")]


def test_half_a_clause_is_the_clause_and_less_is_not() -> None:
    # "Kassören lägger fram läget": 8 + 6 + 4 + 5 letters without spaces, 23 in all.
    half = _changed("decisions", _put(2, **at(24, 25)))  # 14 of 23
    assert half["decisions/span"] == Counts(4, 4, 4)
    less = _changed("decisions", _put(2, **at(24, 24)))  # 8 of 23
    assert less["decisions/span"] == Counts(4, 3, 4)


def test_a_clause_that_spans_two_is_one_of_them() -> None:
    def merge(facts: list[Any]) -> None:
        facts[2:] = [replace(facts[2], **at(24, 32))]

    assert _changed("decisions", merge)["decisions/span"] == Counts(3, 3, 4)


def test_the_decider_counts_where_it_is_given() -> None:
    figures = _changed("decisions", _put(0, decider="Nämnden"))
    assert figures["decisions/decider"] == Counts(1, 0, 1)
    assert figures["decisions/complete"] == Counts(4, 3, 4)
    assert _changed("decisions", _put(1, decider="Styrelsen"))["decisions/decider"] == Counts(2, 1, 1)
    votes = _changed("decisions", _put(0, votes=Votes(yes=3, no=2), reservations=("Per Lind",)))
    assert votes["decisions/votes"] == votes["decisions/reservations"] == Counts(1, 0, 0)


def test_mandate_fields() -> None:
    figures = _changed("mandates", _put(0, assignees=("Åsa Öberg",), deadline="före juni."))
    assert figures["mandates/span"].f1 == 1
    assert figures["mandates/deadline"].f1 == 1
    assert figures["mandates/assignees"] == figures["mandates/complete"] == Counts(1, 0, 1)
    assert _changed("mandates", _put(0, deadline=None))["mandates/deadline"] == Counts(1, 0, 1)


def test_attendance_fields() -> None:
    figures = _changed("attendance", _put(1, standing="member", roles=("Kassör",), sections=("8", "7")))
    assert figures["attendance/person"].f1 == 1
    assert figures["attendance/roles"] == Counts(1, 1, 1)
    assert figures["attendance/sections"] == Counts(1, 1, 1)
    assert figures["attendance/standing"] == figures["attendance/complete"] == Counts(2, 1, 2)
    party = _changed("attendance", _put(0, party="M"))
    assert party["attendance/party"] == Counts(1, 0, 1)
    assert party["attendance/complete"].f1 == 1
    assert party["attendance/complete and party"] == Counts(2, 1, 2)
    assert _changed("attendance", _put(0, remote=True))["attendance/remote"] == Counts(1, 0, 0)


def test_a_row_of_another_person_has_nothing_right() -> None:
    figures = _changed("attendance", _put(1, person="Per Lindh"))
    assert figures["attendance/person"] == figures["attendance/standing"] == Counts(2, 1, 2)
    assert figures["attendance/organisation"] == figures["attendance/roles"] == Counts(1, 0, 1)


def test_a_person_may_have_a_row_a_standing() -> None:
    def twice(facts: list[Any]) -> None:
        facts.append(replace(facts[1], standing="voting"))

    gold = gold_of()
    rows = (*gold.attendance, replace(gold.attendance[1], standing="voting"))
    assert (
        figures_of(replace(gold, attendance=rows), replace(gold, attendance=rows))["attendance/standing"].f1
        == 1
    )
    assert _changed("attendance", twice)["attendance/standing"] == Counts(3, 2, 2)


def test_sections_by_number_and_title() -> None:
    figures = _changed("sections", _put(1, title="Läge\n t"))
    assert figures["sections/number"].f1 == 1
    assert figures["sections/title"] == Counts(2, 1, 2)
    assert _changed("sections", _put(1, number="§ 8"))["sections/number"].f1 == 1
    assert _changed("sections", _put(1, number="9"))["sections/number"] == Counts(2, 1, 2)


def test_divisions_without_a_number_are_not_counted_and_attachments_apart() -> None:
    def divide(facts: list[Any]) -> None:
        facts.append(Section(**at(0, 0), number=None, title="Närvarande", kind="attendance"))
        facts.append(Section(**at(29, 29), number=None, title="Bilaga", kind="attachment"))

    figures = _changed("sections", divide)
    assert figures["sections/number"] == Counts(2, 2, 2)
    assert figures["sections/attachment"] == Counts(1, 0, 0)


def test_meeting_fields() -> None:
    gold = gold_of()
    other = replace(gold, meeting=Meeting(kind="minutes", body="Hällnäs  byalag", starts="18:00"))
    figures = figures_of(gold, other)
    assert figures["meeting/body"] == Counts(1, 1, 1)
    assert figures["meeting/date"] == Counts(0, 0, 1)
    assert figures["meeting/starts"] == Counts(1, 0, 0)
    assert figures["meeting/all"] == Counts(3, 2, 3)
    assert "meeting/place" not in figures


def test_amounts_by_value_and_place() -> None:
    assert _changed("amounts", _put(0, value=120))["amounts/value"] == Counts(1, 0, 1)
    assert _changed("amounts", _put(0, unit="percent"))["amounts/value"] == Counts(1, 0, 1)
    elsewhere = _changed("amounts", _put(0, **at(20, 20)))
    assert elsewhere["amounts/value"] == Counts(1, 1, 1)
    assert elsewhere["amounts/place"] == Counts(1, 0, 1)


def test_cells_of_tables_gold_does_not_cover_are_not_counted() -> None:
    gold = gold_of(table_cells=(cell("- Hyra", 5000), cell("Resor", 1200), cell("Lön", 90000)))
    other = (cell("Sill", 70, table="Midsommar"), cell("Potatis", 120, table="Midsommar"))
    found = (cell("Hyra", 5000), cell("Resor", 1300))
    figures = figures_of(gold, replace(gold.document(), table_cells=(*found, *other)))
    assert figures["table_cells/cell"] == Counts(found=2, right=1, gold=3)


def test_a_table_under_another_heading_is_covered_when_two_of_three_agree() -> None:
    gold = gold_of(table_cells=(cell("Hyra", 5000), cell("Resor", 1200)))
    wrong_unit = (cell("Hyra", 5, table="1"), cell("Resor", 1.2, table="1"))
    wrong_rows = (cell("Rad 1", 5000, table="1"), cell("Rad 2", 1200, table="1"))
    wrong_column = (cell("Hyra", 5000, table="1", column="A"), cell("Resor", 1200, table="1", column="A"))
    for cells in (wrong_unit, wrong_rows, wrong_column):
        figures = figures_of(gold, replace(gold.document(), table_cells=cells))
        assert figures["table_cells/cell"] == Counts(found=2, right=0, gold=2)


def test_a_table_that_shares_a_row_and_a_number_with_gold_is_another_table() -> None:
    gold = gold_of(table_cells=(cell("Hyra", 5000), cell("Resor", 1200), cell("Summa", 6200)))
    other = (cell("Sill", 1200, table="Fest"), cell("Summa", 6200, table="Fest", column="2024"))
    found = (*(gold.table_cells or ()), *other)
    figures = figures_of(gold, replace(gold.document(), table_cells=found))
    assert figures["table_cells/cell"] == Counts(found=3, right=3, gold=3)


def test_a_table_given_twice_is_once_too_many() -> None:
    gold = gold_of(table_cells=(cell("Hyra", 5000), cell("Resor", 1200)))
    cells = gold.table_cells or ()
    twice = (*cells, *(replace(cell, table="Budget igen") for cell in cells))
    for found in (twice, twice[::-1]):
        figures = figures_of(gold, replace(gold.document(), table_cells=found))
        assert figures["table_cells/cell"] == Counts(found=4, right=2, gold=2)


def test_without_annotated_tables_cells_are_not_judged() -> None:
    gold = gold_of()
    figures = figures_of(gold, replace(gold.document(), table_cells=(cell("Hyra", 5000),)))
    assert "table_cells/cell" not in figures


def test_only_what_gold_annotates_is_judged() -> None:
    figures = figures_of(gold_of(only=("decisions",)), gold_of())
    assert {name.partition("/")[0] for name in figures} == {"decisions"}


def test_facts_behind_the_annotated_beginning_are_left_out() -> None:
    gold = gold_of()
    longer = replace(gold, text=TEXT + " Nils Berg tackar.")
    extra = Mention(start=len(TEXT) + 1, end=len(TEXT) + 10, text="Nils Berg", label="PERSON")
    found = replace(longer, mentions=(*gold.mentions, extra))
    assert figures_of(gold, found)["mentions/strict"] == Counts(4, 4, 4)


def test_facts_in_words_the_gold_text_lacks_are_never_right() -> None:
    gold, front = gold_of(), "Främmande Nils Berg tackar\n"
    moved = {
        kind: tuple(
            replace(fact, start=fact.start + len(front), end=fact.end + len(front))
            for fact in getattr(gold, kind)
        )
        for kind in ("mentions", "decisions")
    }
    extra = Mention(start=10, end=19, text="Nils Berg", label="PERSON")
    found = replace(gold, text=front + TEXT, **{**moved, "mentions": (*moved["mentions"], extra)})
    figures = figures_of(gold, found)
    assert figures["decisions/span"] == Counts(4, 4, 4)
    assert figures["mentions/strict"] == Counts(5, 4, 4)


# ── a folder, its report, and what a change did ──────────────────────────────


def _score_of(document: Document) -> Report:
    return Report((score(gold_of(), document),))


def test_lost_and_gained() -> None:
    gold = gold_of()
    before = _score_of(replace(gold.document(), decisions=gold.decisions[1:], amounts=()))
    flipped = (gold.decisions[0], replace(gold.decisions[1], status="proposed"), *gold.decisions[2:])
    invented = Amount(**at(20, 20), value=7, unit="SEK")
    after = _score_of(replace(gold.document(), decisions=flipped, amounts=(*gold.amounts, invented)))
    changes = [(c.sign, c.outcome.kind, c.outcome.text[:10]) for c in reports.lost_and_gained(before, after)]
    assert changes == [
        ("gained", "decisions", "Styrelsen "),
        ("lost", "decisions", "Per Lind f"),
        ("gained", "amounts", "120 tkr"),
        ("lost", "amounts", "anbud"),
    ]
    back = [(c.sign, c.outcome.text[:10]) for c in reports.lost_and_gained(after, before)]
    assert back == [
        ("lost", "Styrelsen "),
        ("gained", "Per Lind f"),
        ("lost", "120 tkr"),
        ("gained", "anbud"),
    ]
    assert reports.lost_and_gained(after, after) == ()


def test_a_report_survives_json(tmp_path: Path) -> None:
    gold = gold_of()
    report = _score_of(replace(gold.document(), decisions=gold.decisions[1:]))
    path = tmp_path / "before.json"
    path.write_text(reports.to_json(report), encoding="utf-8")
    again = reports.from_json(path)
    assert again.documents[0].figures == report.documents[0].figures
    assert again.documents[0].outcomes == report.documents[0].outcomes
    assert again.documents[0].confusions == report.documents[0].confusions
    assert reports.lost_and_gained(again, report) == ()


@pytest.mark.parametrize("words", ["{}", "[]", "oj", '{"schema": "paragraf-score/0"}'])
def test_what_is_no_report_is_said_to_be_none(tmp_path: Path, words: str) -> None:
    path = tmp_path / "before.json"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(GoldError, match=r"before\.json: no score report"):
        reports.from_json(path)


def _shown(what: Any) -> str:
    console = Console(width=200, record=True, file=StringIO())
    console.print(what)
    return console.export_text()


def test_the_report_shows_figures_and_errors() -> None:
    gold = gold_of()
    changed = (replace(gold.decisions[0], kind="note"), *gold.decisions[1:3])
    report = _score_of(replace(gold.document(), decisions=changed))
    table = _shown(reports.table(report, per_document=True))
    assert "decisions · span" in table
    assert "0.857" in table  # 2 · 3 / (3 + 4)
    assert "0.46–0.98°" in table  # 3 of 4: one document, so of the facts, and rounded outwards
    listed = _shown(reports.errors(report, ["decisions"]))
    assert "1 missed, 1 wrong" in listed
    assert "Rapporten läggs till handlingarna" in listed
    assert "kind: fund  ≠  note" in listed
    unmarked = _score_of(replace(gold.document(), mentions=gold.mentions[1:]))
    assert "⟦Styrelsen⟧ beslutar att" in _shown(reports.errors(unmarked, ["mentions"], "BODY"))
    assert "no errors" in _shown(reports.errors(unmarked, ["mentions"], "PERSON"))
    assert "no errors" in _shown(reports.errors(report, ["amounts"]))


def test_micro_sums_and_macro_averages() -> None:
    documents = tuple(
        DocumentScore(name=str(n), source="", body=None, aligned=1, figures={"x": counts})
        for n, counts in enumerate((Counts(10, 10, 10), Counts(2, 1, 2), Counts()))
    )
    report = Report(documents)
    assert report.total("x") == Counts(12, 11, 12)
    assert report.macro("x") == pytest.approx((1 + 0.5) / 2)


def test_a_folder_of_gold(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    seen: list[str] = []

    def extract(path: Path) -> Document:
        seen.append(path.name)
        return gold_of().document()

    report = score_folder(folder, extract)
    assert [document.name for document in report.documents] == ["a-2023", "b-2023"]
    assert seen == ["a-2023.pdf", "b-2023.txt"]
    assert report.total("mentions/strict") == Counts(8, 2, 2)
    assert len(score_folder(folder, extract, ["b"]).documents) == 1
    by_body = report.grouped(lambda document: document.body or "")
    assert [(body, len(group.documents)) for body, group in by_body.items()] == [("Hällnäs byalag", 2)]
    with pytest.raises(GoldError, match="no gold for c; there is gold for a-2023, b-2023"):
        score_folder(folder, extract, ["c"])


def test_a_document_that_cannot_be_read_has_nothing_right(tmp_path: Path) -> None:
    def extract(path: Path) -> Document:
        raise NoTextLayer(str(path))

    report = score_folder(_folder(tmp_path), extract)
    assert report.total("mentions/strict") == Counts(0, 0, 2)
    assert any("no text layer; nothing was found in it" in note for note in report.notes)


def test_a_text_that_is_another_one_is_noted(tmp_path: Path) -> None:
    other = replace(gold_of(), text="Helt andra ord om något som ingen har sagt", mentions=(), sections=())
    empty = replace(other.document(), attendance=(), decisions=(), mandates=(), amounts=())
    report = score_folder(_folder(tmp_path), lambda path: empty)
    assert any("% of gold's text" in note for note in report.notes)


def _folder(tmp_path: Path) -> Path:
    """Two gold files; the first one's document is a PDF in ../protocols."""
    folder, protocols = tmp_path / "gold", tmp_path / "protocols"
    folder.mkdir()
    protocols.mkdir()
    (protocols / "a-2023.pdf").touch()
    (protocols / "a-2023.txt").touch()
    for name, text in (("a-2023", TEXT), ("b-2023", f"{TEXT} Slut.")):
        record = {
            "schema": "paragraf-gold/1", "name": name, "characters": len(text),
            "document": {"kind": "minutes", "body": "Hällnäs byalag", "date": "2023-05-04"},
            "mentions": [{**at(7, 8), "label": "PERSON"}],
            "sections": [], "attendance": [], "decisions": [], "mandates": [], "amounts": [], "people": [],
        }  # fmt: skip
        (folder / f"{name}.gold.json").write_text(json.dumps(record), encoding="utf-8")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@cache
def _project_gold() -> tuple[Gold, ...]:
    return load_folder(ANNOTATIONS)


@pytest.mark.parametrize(
    ("kind", "figure"),
    [
        ("mentions", "mentions/strict"),
        ("attendance", "attendance/complete"),
        ("decisions", "decisions/complete"),
        ("mandates", "mandates/complete"),
        ("amounts", "amounts/value"),
    ],
)
def test_every_drop_and_every_double_in_the_projects_gold_moves_the_score_by_one(
    kind: str, figure: str
) -> None:
    for gold in (replace(gold, only=(kind,), table_cells=None) for gold in _project_gold()):
        facts = getattr(gold, kind)
        for number in range(0, len(facts), 1 + len(facts) // 3):
            without = (*facts[:number], *facts[number + 1 :])
            size = len(facts)
            dropped = figures_of(gold, replace(gold, **{kind: without}))[figure]
            assert dropped == Counts(size - 1, size - 1, size), (gold.name, facts[number].text)
            double = figures_of(gold, replace(gold, **{kind: (*facts, facts[number])}))[figure]
            assert double == Counts(size + 1, size, size), (gold.name, facts[number].text)


def test_real_gold_scored_against_itself() -> None:
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("the shared gold of real protocols is not here")

    def extract(path: Path) -> Document:
        return load(folder / f"{path.stem}.gold.json").document()

    report = score_folder(folder, extract)
    assert report.notes == ()
    assert all(report.total(name).f1 in (None, 1) for name in report.names)
    assert report.total("table_cells/cell").gold > 0
