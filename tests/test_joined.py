"""What is found still when line breaks are lost: the ways to lose them, and the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.gold import load_folder
from evaluation.joined import WAYS, joined, main, measured
from pipeline.errors import GoldError
from pipeline.facts import Document
from pipeline.read import read_bytes
from pipeline.run import extract_source

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
TEXT = "Norrby kommun\tSida 1 (2)\n\nBeslutande\nAlma Ros\n\nNorrby kommun\tSida 2 (2)\n§ 1\nVal\n"


def extract(data: bytes, name: str) -> Document:
    return extract_source(read_bytes(data, name))


def test_the_ways_to_lose_line_breaks() -> None:
    assert joined(TEXT, "kept") == TEXT
    assert (
        joined(TEXT, "all")
        == "Norrby kommun Sida 1 (2) Beslutande Alma Ros Norrby kommun Sida 2 (2) § 1 Val\n"
    )
    assert joined(TEXT, "pages").splitlines() == [
        "Norrby kommun Sida 1 (2) Beslutande Alma Ros", "", "Norrby kommun Sida 2 (2) § 1 Val",
    ]  # fmt: skip
    assert joined(TEXT, "paragraphs").splitlines()[::2] == [
        "Norrby kommun Sida 1 (2)", "Beslutande Alma Ros", "Norrby kommun Sida 2 (2) § 1 Val",
    ]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_only_white_space_differs(way: str) -> None:
    for path in ANNOTATIONS.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert joined(text, way).split() == text.split()


def test_what_is_found_on_one_line() -> None:
    golds = [gold for gold in load_folder(ANNOTATIONS) if gold.name == "alvbro-kommunstyrelsen-2024-09-10"]
    counts = measured(golds, "all", extract)
    assert (counts["sections"].f1 or 0) >= 0.9
    assert (counts["attendance"].f1 or 0) >= 0.9
    assert (counts["decisions"].f1 or 0) >= 0.8


def test_another_text_than_golds_is_an_error() -> None:
    golds = [gold for gold in load_folder(ANNOTATIONS) if gold.name == "byalag-styrelse-2021-09-14"]
    with pytest.raises(GoldError, match="byalag-styrelse-2021-09-14: only"):
        measured(golds, "all", lambda data, name: extract(b"Protokoll av ett annat slag.\n", name))


def test_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert (
        main([str(ANNOTATIONS), "--document", "byalag-styrelse-2021", "--way", "kept", "--way", "all"]) == 0
    )
    shown = capsys.readouterr().out
    assert "kept" in shown and "attendance" in shown and "pages" not in shown
    assert main([str(tmp_path / "none")]) == 2
