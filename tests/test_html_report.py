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
from evaluation.html import page
from evaluation.html.items import Item
from evaluation.html.markup import escape, tag
from evaluation.html.overlay import snippet
from evaluation.html.words import words
from evaluation.judge import Outcome
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
