"""The report as a page: whole, safe, the same each time, and saying what the figures say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from scored import gold_of
from small_gold import gold_folder

from evaluation.faultkinds import fault
from evaluation.gold import Gold
from evaluation.groups import leave_one_out, spread
from evaluation.html import page
from evaluation.html.items import Item, items
from evaluation.html.markup import escape, tag
from evaluation.html.overlay import snippet
from evaluation.html.words import coded, figure, value, words
from evaluation.judge import Difference, Outcome
from evaluation.report import from_json, to_json
from evaluation.score import Report, score, score_folder
from pipeline.facts import MENTION_LABELS, Document, Mention

NASTY = "<script>alert('å')</script></style> & \"Åsa\" 😀 A\u030asa\r\n\u202eÖst\u202c\x01 840101-2391 slut"


def report(gold: Gold, found: Document | None = None) -> Report:
    return Report((score(gold, found or gold.document()),))


def parsed(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


@pytest.fixture(scope="module")
def flawed() -> Report:
    """A mention moved, one relabelled, one missed and one made up; a decision of another kind."""
    gold = gold_of()
    first, _, third, *rest = gold.mentions
    mentions = (
        replace(first, label="ORG"),
        replace(third, start=third.start + 4, text=third.text[4:]),
        *rest,
        Mention(start=0, end=9, text=gold.text[:9], label="ROLE", rule="role.post"),
    )
    decisions = (replace(gold.decisions[0], kind="reject"), *gold.decisions[1:])
    return report(gold, replace(gold.document(), mentions=mentions, decisions=decisions))


def test_the_page_stands_alone_and_is_the_same_each_time(flawed: Report) -> None:
    text = page(flawed, title="hällnäs")
    assert text == page(flawed, title="hällnäs")
    for outside in ("http://", "https://", "src=", "@import", "url("):
        assert outside not in text
    tree = parsed(text)
    assert tree.get("lang") == "sv"
    assert "hällnäs" in tree.findtext(".//h1") + "".join(tree.find(".//h1").itertext())


def test_every_anchor_leads_somewhere_and_every_id_is_one(flawed: Report) -> None:
    tree = parsed(page(flawed, title="x"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link != "#"} <= set(ids)


def test_shapes_of_the_plot_are_closed(flawed: Report) -> None:
    """In HTML a `<line>` that is not closed swallows what follows it, and nothing is drawn."""
    text = page(flawed, title="x")
    assert "<circle" in text
    assert not re.search(r"<(?:line|circle|rect|path)\b[^>]*(?<!/)>", text)
    assert tag("circle", r="2") == '<circle r="2"/>'


def test_the_table_holds_the_counts_of_the_report(flawed: Report) -> None:
    tree = parsed(page(flawed, title="x"))
    bodies = tree.xpath("//div[@class='figures']//tbody[tr[th[@scope='rowgroup']]]")
    assert [body.findtext(".//th/span") for body in bodies] == [
        "exakt samma ord", "överlappar", "samma ord var som helst",
    ]  # fmt: skip
    rows = {row.findtext("th"): [cell.text_content() for cell in row.findall("td")] for row in bodies[0]}
    counts = flawed.total("mentions/strict/PERSON")
    cells = rows["PERSON"]
    assert cells[:3] == [str(counts.gold), str(counts.found), str(counts.right)]
    assert cells[5] == f"{counts.f1:.3f}".replace(".", ",")


def test_errors_are_grouped_by_what_went_wrong(flawed: Report) -> None:
    tree = parsed(page(flawed, title="x"))
    matrix = tree.xpath("//section[@id='fel']//table")[0].text_content()
    assert all(word in matrix for word in ("Missade", "Överflödiga", "Fel i fält"))
    wrong = [outcome for outcome in flawed.documents[0].outcomes if outcome.verdict != "right"]
    assert {fault(outcome) for outcome in wrong} >= {"missed", "field"}
    assert len(tree.xpath("//*[@id='fellista']//li")) >= len(wrong)


def test_gained_and_lost_facts_stand_on_the_page(flawed: Report) -> None:
    perfect = report(gold_of())
    better = (
        parsed(page(perfect, title="x", before=flawed)).xpath("//section[@id='andringar']")[0].text_content()
    )
    worse = (
        parsed(page(flawed, title="x", before=perfect)).xpath("//section[@id='andringar']")[0].text_content()
    )
    assert re.search(r"[1-9]\d* vunnet\s*0 förlorat", better)
    assert re.search(r"0 vunnet\s*[1-9]\d* förlorat", worse)
    assert "andringar" not in page(perfect, title="x")


def test_text_of_a_document_cannot_become_markup() -> None:
    gold = gold_of(
        text=NASTY,
        mentions=(),
        sections=(),
        attendance=(),
        decisions=(),
        mandates=(),
        amounts=(),
        table_cells=None,
    )
    marked = replace(gold, mentions=(Mention(start=0, end=8, text=NASTY[:8], label="PERSON"),))
    text = page(report(marked, gold.document()), title="<b>gold</b>")
    tree = parsed(text)
    assert "<b>gold</b>" not in text
    assert not tree.xpath("//main//script")
    shown = tree.xpath("//section[@id='dokument']")[0].text_content()
    assert "<script>alert('å')</script>" in shown
    assert "😀" in shown
    assert "840101-2391" not in text
    assert "840101" not in text


@pytest.mark.parametrize("around", range(12))
def test_the_words_around_an_error_are_whole(around: int) -> None:
    text = "Ordföranden hälsar Åsa Öberg välkommen till bryggan."
    item = Item(0, Outcome("mentions", "missed", "PERSON", "Åsa Öberg"), at=(19, 28))
    shown = html.fragment_fromstring(snippet(text, item, around), create_parent=True).text_content()
    assert "Åsa Öberg" in shown
    assert set(shown.replace("…", " ").split()) <= set(text.split())


def test_control_characters_are_shown_as_signs() -> None:
    assert escape("a\x01b<") == "a\u2401b&lt;"


def test_a_report_read_from_json_is_a_page_without_texts(tmp_path: Path, flawed: Report) -> None:
    place = tmp_path / "score.json"
    place.write_text(to_json(flawed), encoding="utf-8")
    text = page(from_json(place), title="x")
    assert "Texten finns inte i den sparade mätningen." in text


def test_an_empty_report_and_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    assert "Inga dokument." in page(Report(()), title="x")
    from pipeline.errors import ReadError

    def broken(path: Path) -> Document:
        raise ReadError(str(path), "no text layer")

    folder = gold_folder(tmp_path / "gold")
    text = page(score_folder(folder, broken), title="x")
    assert "no text layer" in text
    assert "inget hittades i det" in text


def test_every_word_is_in_both_languages(flawed: Report) -> None:
    assert all(swedish and english for swedish, english in words().values())
    tree = parsed(page(flawed, title="x"))
    assert set(tree.xpath("//@data-t")) <= set(words())
    shipped = json.loads(tree.xpath("//script[@id='data']")[0].text)
    assert shipped["en"]["nav.errors"] == "Errors"


def test_every_figure_has_a_name_in_words(flawed: Report) -> None:
    tree = parsed(page(flawed, title="x"))
    names = tree.xpath("//table[contains(@class, 'scores')]/tbody/tr/th")
    assert names and all(name.xpath(".//@data-t") or name.text in MENTION_LABELS for name in names)


# ── groups and bodies ────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def two_bodies(flawed: Report) -> Report:
    """The flawed document, and a perfect one of another body."""
    perfect = replace(report(gold_of()).documents[0], name="ödeby-2023-05-04", body="Ödeby byalag")
    return Report((*flawed.documents, perfect))


def swedish(share: float | None, digits: int = 2) -> str:
    return "–" if share is None else f"{share:.{digits}f}".replace(".", ",")


def rows_of(tree: html.HtmlElement, caption: str) -> dict[str, list[str]]:
    (table,) = tree.xpath("//table[normalize-space(caption)=$name]", name=caption)
    return {
        row.find("th").text_content(): [cell.text_content() for cell in row.findall("td")]
        for row in table.xpath("./tbody/tr")
    }


def test_each_body_stands_beside_all_the_others(two_bodies: Report) -> None:
    rows = rows_of(parsed(page(two_bodies, title="x")), "Varje organ bredvid alla andra")
    name = "mentions/overlap"
    for left in leave_one_out(two_bodies):
        own, rest = left.own.total(name).f1, left.rest.total(name).f1
        assert own != rest
        assert rows[left.name][:2] == ["1", f"{swedish(own)} ({swedish(rest)})"]
    lies = spread(two_bodies, name)
    assert lies
    assert rows["lägst"][1] == swedish(lies.low) != rows["högst"][1] == swedish(lies.high)
    assert rows["medel av organ (makro)"][1] == swedish(two_bodies.macro(name, by="body"))


def test_one_body_has_no_others(flawed: Report) -> None:
    assert "Varje organ bredvid alla andra" not in "".join(
        parsed(page(flawed, title="x")).xpath("//section[@id='grupper']")[0].itertext()
    )


def test_groups_have_an_interval_which_says_when_documents_are_too_few(two_bodies: Report) -> None:
    rows = rows_of(parsed(page(two_bodies, title="x")), "Efter organ")
    for name, part in two_bodies.bodies().items():
        interval = part.interval("mentions/overlap")
        assert interval
        assert rows[name][1].endswith(f"{swedish(interval.low)}–{swedish(interval.high)}°")


def test_the_macro_by_body_is_not_that_by_document(two_bodies: Report, flawed: Report) -> None:
    again = replace(flawed.documents[0], name="hällnäs-2023-06-01")
    three = Report((*two_bodies.documents, again))
    tree = parsed(page(three, title="x"))
    (cells,) = (row for key, row in rows_of(tree, "I korthet").items() if key.startswith("Omnämnanden"))
    name = "mentions/overlap"
    assert cells[7:9] == [swedish(three.macro(name), 3), swedish(three.macro(name, by="body"), 3)]
    assert cells[7] != cells[8]


# ── confusions, axes, words ──────────────────────────────────────────────────


def test_missed_and_spurious_decisions_stand_among_the_statuses() -> None:
    gold = gold_of()
    first, *rest = gold.decisions
    missing = page(report(gold, replace(gold.document(), decisions=tuple(rest))), title="x")
    rows = rows_of(parsed(missing), "Beslut: status")
    assert "–" in rows
    assert sum(int(cells[-1]) for key, cells in rows.items() if cells[-1].isdigit() and key != "–") == 1
    made_up = page(report(replace(gold, decisions=tuple(rest)), gold.document()), title="x")
    last = rows_of(parsed(made_up), "Beslut: status")["–"]
    assert [cell for cell in last if cell.isdigit()] == ["1"]
    assert first.status in {"decided", "proposed", "recalled", "delegated"}


def test_a_row_of_statuses_adds_up_to_gold_where_a_clause_is_found_at_less_than_half() -> None:
    gold = gold_of()
    first, *rest = gold.decisions
    cut = first.start + max(3, (first.end - first.start) // 4)
    short = replace(first, end=cut, text=gold.text[first.start : cut])
    rows = rows_of(
        parsed(page(report(gold, replace(gold.document(), decisions=(short, *rest))), title="x")),
        "Beslut: status",
    )
    counted = [int(cell) for key, cells in rows.items() if key != "–" for cell in cells if cell.isdigit()]
    assert sum(counted) == len(gold.decisions)
    assert [cell for cell in rows["–"] if cell.isdigit()] == ["1"]


def test_every_plot_says_where_its_axis_begins(flawed: Report) -> None:
    tree = parsed(page(flawed, title="x"))
    heads = tree.xpath("//th[contains(@class, 'plot')]")
    assert heads
    for head in heads:
        start = re.fullmatch(r"F1, axel från (\d,\d)((?:\d,\d\d)+)", head.text_content())
        assert start and start[2].startswith(start[1]) and start[2].endswith("1,00")


@pytest.mark.parametrize(
    ("difference", "gold", "found"),
    [
        (Difference("split", "one person", "2 people"), "en person", "2 personer"),
        (Difference("merged", "Åsa Ek", "also Bo Ahl, Eva Ek"), "Åsa Ek", "även Bo Ahl, Eva Ek"),
        (Difference("mentions", "4", "3 of them, 1 of nobody"), "4", "3 av dem + 1 av ingen i facit"),
        (Difference("title", "also one person", "2 people"), "also one person", "2 people"),
    ],
)
def test_who_is_who_is_told_in_swedish(difference: Difference, gold: str, found: str) -> None:
    told = coded(difference)
    shown = [
        html.fragment_fromstring(value(text), create_parent=True).text_content()
        for text in (told.gold, told.found)
    ]
    assert shown == [gold, found]


def test_a_person_told_apart_wrongly_is_shown_in_the_text() -> None:
    first = gold_of().mentions[0]
    outcome = Outcome(
        "entities", "wrong", "Åsa Ek", "Åsa Ek", first.start, first.end,
        (Difference("split", "one person", "2 people"),),
    )  # fmt: skip
    document = report(gold_of()).documents[0]
    shown = replace(document, outcomes=(*document.outcomes, outcome))
    assert items(shown)[-1].place == (first.start, first.end)
    tree = parsed(page(Report((shown,)), title="x"))
    (error,) = tree.xpath("//li[@data-k='entities']")
    assert error.xpath(".//span[@class='who']")[0].text_content() == " ".join(first.text.split())
    assert "en person" in error.text_content()
    assert "one person" not in error.text_content()
    (link,) = error.xpath(".//a[@class='to']/@href")
    assert tree.xpath("//a[@id=$id]", id=link[1:])[0].get("class").startswith("mk wrong")


@pytest.mark.parametrize(
    "name",
    [
        *(f"decisions/{what}" for what in ("section", "proposal", "amounts", "mandates", "everything")),
        "mandates/section", "mandates/everything", "amounts/section", "mentions/value", "sections/span",
    ],
)  # fmt: skip
def test_figures_of_every_part_have_words(name: str) -> None:
    assert "data-t" in figure(name)


def test_on_paper_the_texts_stand_only_when_asked_for(flawed: Report) -> None:
    tree = parsed(page(flawed, title="x"))
    assert tree.xpath("//input[@id='papper']") and tree.xpath("//p[contains(@class, 'onpaper')]")
    style = tree.findtext(".//style") or ""
    paper = style[style.index("@media print") :]
    assert ".legend, .reading { display: none; }" in paper
    assert ".print-texts :is(.legend, .reading) { display: block; }" in paper
    assert ".doc { break-before: page;" in paper


def test_a_narrow_window_keeps_f1_and_its_interval(flawed: Report) -> None:
    tree = parsed(page(flawed, title="x"))
    (head, *_) = tree.xpath("//table[contains(@class, 'scores')]/thead/tr")
    kept = [cell.text_content() for cell in head if "less" not in (cell.get("class") or "")]
    assert kept[:3] == ["mått", "F1", "95 %"] and len(kept) == 4
    for row in tree.xpath("//table[contains(@class, 'scores')]/tbody/tr[td]"):
        assert sum("less" not in (cell.get("class") or "") for cell in row) == 4
