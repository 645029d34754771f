"""What holds for any text: offsets, order, coverage, and bounded time."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from segmented import SHARED, layout_of

from pipeline.extract.attendance import attendance
from pipeline.view import Layout

LINES = (
    "§ 1 Öppnande", "§ 2", "12 § Budget", "1. Öppnande", "2. Budget", "3. Val", "KS § 4  KS 2024/12",
    "PROTOKOLL", "KALLELSE", "# **§ 5 Val**", "Bilaga 1 Budget", "Beslutande\tAnna Ek (S)",
    "Närvarande: Anna Ek, Bo Lund", "Plats och tid: Kommunhuset kl. 13–15",
    "Sammanträdesdatum 2024-03-04", "Datum", "Justerandes sign", "1 (3)", "2 (3)", "3 (3)",
    "Norrby kommun", "Innehåll", "§ 1 Öppnande ........ 3", "- en punkt", "a) en annan",
    "Nämnden beslutar att anta planen för nästa år och att", "låta trycka den.", "", "| a | b |",
    "|---|---|", "<b>Beslut</b>", "---", "\x0c", "\r\n", "Tjänsteskrivelse", "Handläggare",
    "<!-- sida 2 -->", "&nbsp;&amp;", "\xad\u200b", "Justering",
    "Anslaget s\xe4tts upp\tAnslaget tas ned", "2024-03-12\t2024-04-03",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=40).map("\n".join) | st.text(
    max_size=400
)


def check(layout: Layout) -> None:
    """The promises that the stages behind segment rely on."""
    text = layout.source.text
    assert layout.parts[0].start == 0
    assert layout.parts[-1].end == len(text)
    for before, after in zip(layout.parts, layout.parts[1:], strict=False):
        assert before.end == after.start
    parts = {part.id: part for part in layout.parts}
    assert len(parts) == len(layout.parts)
    last = -1
    for section in layout.sections:
        part = parts[section.part or ""]
        assert part.start <= section.start < section.end <= part.end
        assert section.end <= section.stop <= part.end or section.stop == section.start
        assert text[section.start : section.end] == section.text
        assert section.start > last
        last = section.start
    end = 0
    for block in sorted(layout.blocks, key=lambda b: b.start):
        assert len(block.offsets) == len(block.text) > 0
        assert all(a < b for a, b in zip(block.offsets, block.offsets[1:], strict=False))
        assert parts[block.part].start <= block.start
        assert block.end <= parts[block.part].end
        assert all(0 <= a <= b <= len(block.text) for a, b in block.cells)
        start, stop = block.span(0, len(block.text))
        assert (start, stop) == (block.start, block.end)
        for k, char in enumerate(block.text):
            assert text[block.offsets[k]] == char or char in ' \t&<>"–\u00a0'
        if block.section is not None:
            assert layout.sections[block.section].part == block.part
        if block.kind != "furniture":  # a page break may stand inside a sentence
            assert end <= block.start
            end = block.end


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_any_text_is_divided(text: str) -> None:
    check(layout_of(text))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(st.integers(0, 400), max_size=5))
def test_any_pages_do(text: str, pages: list[int]) -> None:
    check(layout_of(text, tuple(sorted({0, *(p for p in pages if p < len(text))}))))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_two_blocks_share_a_letter(text: str) -> None:
    seen: set[int] = set()
    for block in layout_of(text).blocks:
        letters = {o for o, char in zip(block.offsets, block.text, strict=True) if not char.isspace()}
        assert not letters & seen
        seen |= letters


@pytest.mark.parametrize("text", ["", "\n", " ", "\ufeff", "§", "\x00", "1.", "\t\t", "---\n---\n", "a\r\rb"])
def test_next_to_nothing(text: str) -> None:
    check(layout_of(text))


ODD = {
    "spaces": " " * 20_000,
    "dots": "." * 20_000,
    "dotted leaders": ". " * 10_000,
    "capitals": "A" * 20_000,
    "capital words": "Aa " * 7_000,
    "words of capitals": "ÅÄÖ " * 5_000,
    "digits": "7" * 20_000,
    "numbers": "20 " * 7_000,
    "dates": "2024-03-04 " * 2_000,
    "tabs": "\t" * 20_000,
    "cells": "Anna\t" * 4_000,
    "pipes": "|" * 20_000,
    "asterisks": "*" * 20_000,
    "names": "Anna Ek " * 2_500,
    "names and commas": "Anna Ek, " * 2_200,
    "signs": "§ " * 10_000,
    "signs and numbers": "§ 1, " * 4_000,
    "brackets": "[(" * 10_000,
    "tags": "<b>" * 6_000,
    "open tags": "<b " * 6_000,
    "stand-ins": "ersätter Anna Ek för " * 1_000,
    "dashes": "-–—" * 6_000,
    "committees": "Norrby nämnd för " * 1_200,
    "region": "Region " + "Aa" * 9_000,
    "letters and dots": "a." * 10_000,
    "till och": "1 till " * 3_000,
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("lead", ["", "Beslutande\n", "§ 1 ", "Plats och tid: ", "Närvarande: Anna Ek (S), "])
def test_long_lines_take_bounded_time(name: str, lead: str) -> None:
    head = "PROTOKOLL\nNorrby kommun\nSammanträdesdatum 2024-03-04\n"
    text = f"{head}{lead}{ODD[name]}\n\n§ 1 Öppnande\nMötet öppnas.\n"
    began = time.process_time()
    layout = layout_of(text)
    attendance(layout)
    assert time.process_time() - began < 4.0


MANY = """§ 1 Öppnande
1. Öppnande
Bilaga 1 Budget
Anna Ek (S), ordförande
Beslutande\tAnna Ek (S)
PROTOKOLL
1 (3)
Tjänsteskrivelse
Nämnden beslutar att anta planen.
a
2024-03-12\t2024-04-03
Justerandes sign
17
Norrby kommuns nämnd för vatten och avlopp
| a | b | c |
Anslaget sätts upp 2024-03-12""".split("\n")


@pytest.mark.parametrize("line", MANY)
def test_one_line_over_and_over(line: str) -> None:
    began = time.process_time()
    attendance(layout_of((line + "\n") * (60_000 // (len(line) + 1))))
    assert time.process_time() - began < 20.0


def test_many_titles_take_time_in_proportion() -> None:
    one = (
        "PROTOKOLL från möte {}\nNärvarande: Anna Ek\nFörhinder: Bo\nPlats: Rum\n\nText som slutar här.\n"
        "§ 1 Öppnande\nText text.\n"
    )

    def took(count: int) -> float:
        text = "".join(one.format(number) for number in range(count))
        began = time.process_time()
        layout_of(text)
        return time.process_time() - began

    took(50)
    assert took(4000) < 5.3 * took(1000)


@pytest.mark.long
def test_two_megabytes_of_odd_lines() -> None:
    lines = [*MANY, *LINES, *(odd[:500] for odd in ODD.values())]
    text = "\n".join(random.Random(1).choices(lines, k=40_000))[:2_000_000]
    began = time.process_time()
    attendance(layout_of(text))
    assert time.process_time() - began < 180.0


def test_the_real_texts_keep_the_promises() -> None:
    texts = sorted((SHARED / "gold").glob("*.txt"))
    if not texts:
        pytest.skip("the shared gold is not here")
    for path in texts:
        check(layout_of(path.read_bytes().decode("utf-8")))


def test_a_hanging_att_is_no_column() -> None:
    text = (
        "Protokoll\n\n§ 4 Ekonomi\nStyrelsen beslutade\natt     godkänna rapporten\n"
        "att     ge kansliet i uppdrag att följa upp den\n\nKonto\t2022\t2023\nHyra\t10\t12\n"
    )
    layout = layout_of(text)
    assert any("att godkänna rapporten" in block.text for block in layout.blocks if block.kind != "row")
    assert [len(block.cells) for block in layout.blocks if block.kind == "row"] == [3, 3]


def test_a_label_of_several_words_begins_with_a_capital() -> None:
    text = "Protokoll\n\n§ 4 Hyror\nFölj bostadsrätts-\nföreningens beslut\n\nNämndens beslut\nTaxan antas.\n"
    assert [block.text for block in layout_of(text).blocks if block.kind == "label"] == ["Nämndens beslut"]
