"""One protocol saved as text, markdown, HTML, DOCX and PDF gives the same facts."""

from __future__ import annotations

import pytest

from evaluation.parity import FIGURES, FORMATS, Pair, compared, main, page_heads, renderings, sources, total
from pipeline.facts import Document
from pipeline.read import read_bytes
from pipeline.run import extract_source

QUICK = ("alvbro-socialnamnden-2024-05-21", "byalag-arsmote-2022-03-20")
LEAST = 0.98


def extract(data: bytes, name: str) -> Document:
    return extract_source(read_bytes(data, name))


def pairs(name: str) -> list[Pair]:
    (source,) = sources(name)
    return compared(source.name, renderings(source), extract)


def test_each_rendering_is_read_as_its_format() -> None:
    files = renderings(sources("alvbro-kommunstyrelsen-2023-03-07")[0])
    media = [read_bytes(files[form], f"a.{form}").media_type.rpartition("/")[2] for form in FORMATS]
    assert media == [
        "plain", "markdown", "html", "vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf",
    ]  # fmt: skip


@pytest.mark.parametrize("name", QUICK)
def test_the_same_facts_in_every_format(name: str) -> None:
    found = pairs(name)
    assert len(found) == 10
    for pair in found:
        assert (total([pair]).f1 or 0) >= LEAST, (pair.formats, pair.differences)


@pytest.mark.parametrize("name", ["alvbro-socialnamnden-2024-05-21", "alvbro-kommunstyrelsen-2023-03-07"])
def test_the_same_facts_with_a_head_and_a_foot_on_every_page(name: str) -> None:
    (source,) = sources(name)
    heads, feet = page_heads(source)
    assert heads and feet
    files = renderings(source, heads=True)
    printed = read_bytes(files["pdf"], "a.pdf")
    assert printed.text.count("Utdragsbestyrkande") >= len(printed.pages) > 2
    for pair in compared(source.name, {form: files[form] for form in ("txt", "docx", "pdf")}, extract, heads):
        assert (total([pair]).f1 or 0) >= LEAST, (pair.formats, pair.differences)


@pytest.mark.long
def test_the_same_facts_in_every_protocol_and_format() -> None:
    found = [pair for source in sources() for pair in pairs(source.name)]
    by_formats = {pair.formats: [other for other in found if other.formats == pair.formats] for pair in found}
    for formats, same in by_formats.items():
        assert (total(same).f1 or 0) >= LEAST, formats
    for kind in FIGURES:
        assert (total(found, kind).f1 or 0) >= LEAST, kind


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--document", "byalag-styrelse-2021"]) in (0, 1)
    shown = capsys.readouterr().out
    assert "docx – pdf" in shown and "attendance" in shown
