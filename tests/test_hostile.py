"""Broken and hostile inputs through the whole pipeline: each is read, or put aside with its reason."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from broken.generate import LONG, MAKERS, QUICK, broken, odd_places, written
from broken.trial import Outcome, trial
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import EmptyDocument, NotSwedish, ReadError, TooLarge
from pipeline.facts import FACT_KINDS
from pipeline.read import Limits, read, read_bytes
from pipeline.run import extract_source

QUICK_MEMORY = LONG_MEMORY = 4_000_000_000  # bytes of address space, of which the model takes the half


def settled(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes, when each is a document that was read or put aside with a reason."""
    found = list(outcomes)
    bad = [(one.path.name, one.verdict, one.reason) for one in found if one.verdict not in ("read", "aside")]
    assert bad == []
    assert all(one.reason for one in found if one.verdict == "aside")
    return found


def test_inputs_are_the_same_every_time() -> None:
    kinds = [broken(number, size=QUICK)[0] for number in range(sum(share for _, share in MAKERS))]
    assert len(set(kinds)) == len(MAKERS) == 36
    for number in (0, 40, 70, 90, 105):
        assert broken(number, size=QUICK) == broken(number, size=QUICK)
    assert broken(0, seed=1) != broken(0, seed=2)


def test_two_hundred_inputs(tmp_path: Path) -> None:
    found = settled(
        trial(written(tmp_path, range(200), seed=7, size=QUICK), deadline=60, memory=QUICK_MEMORY)
    )
    assert len(found) == 200
    assert {one.verdict for one in found} == {"read", "aside"}


@pytest.mark.long
def test_two_thousand_inputs(tmp_path: Path) -> None:
    found = settled(trial(written(tmp_path, range(2000), size=LONG), deadline=120, memory=LONG_MEMORY))
    assert len(found) == 2000


@pytest.mark.long
def test_what_is_very_large_takes_bounded_time_and_memory(tmp_path: Path) -> None:
    line = "Nämnden beslutar att bevilja Norrby byalag 20 000 kr. "
    (tmp_path / "200 MB.txt").write_text(line * 4_000_000, encoding="utf-8")
    (tmp_path / "7 million letters.txt").write_text(line * 130_000, encoding="utf-8")
    (tmp_path / "a line of 10 MB.txt").write_text("§ 1 Val " + "a" * 10_000_000, encoding="utf-8")
    (tmp_path / "blanks of 5 MB.txt").write_text("§ 1 Val" + " " * 5_000_000, encoding="utf-8")
    (tmp_path / "one line of 300 kB.txt").write_text("§ 1 Val\n" + line * 6_000, encoding="utf-8")
    found = settled(trial(sorted(tmp_path.iterdir()), deadline=300, memory=LONG_MEMORY))
    verdicts = {one.path.stem: one.verdict for one in found}
    assert verdicts["200 MB"] == verdicts["7 million letters"] == verdicts["a line of 10 MB"] == "aside"
    assert verdicts["blanks of 5 MB"] == verdicts["one line of 300 kB"] == "read"


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    for path in odd_places(tmp_path):
        try:
            source = read(path)
        except ReadError as error:
            assert "\n" not in error.reason and error.reason
        else:
            assert source.text == "§ 1 Val\n"


def test_what_is_too_large_says_so() -> None:
    with pytest.raises(TooLarge, match=r"more than 0\.0 MB"):
        read_bytes(b"abc" * 100, "a.txt", limits=Limits(size=200))
    with pytest.raises(TooLarge, match="300 characters, more than 200"):
        read_bytes(b"abc" * 100, "a.txt", limits=Limits(characters=200))
    with pytest.raises(TooLarge, match="300 lines, more than 200"):
        read_bytes(b"abc\n\n" * 300, "a.txt", limits=Limits(lines=200))


def test_a_worker_that_hangs_or_dies_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("§ 1 Val\nNämnden väljer Anna Ek.\n" * 4_000, encoding="utf-8")
    (tmp_path / "b.txt").write_text("§ 1 Val\nNämnden väljer Anna Ek.\n", encoding="utf-8")
    verdicts = [one.verdict for one in trial(sorted(tmp_path.iterdir()), deadline=0.2)]
    assert verdicts[0] == "hang"


PIECES = (
    "§ 1 Val av justerare", "§ 2", "Beslutande\tAnna Ek (S)", "Nämnden beslutar att anta planen.", "1 200 kr",
    "den 3 maj 2024", "Bilaga 1 Budget", "| a | 1 |", "PROTOKOLL", "\f", "\u202e", "\0", "a\u030a", "Ã¥",
    "<b>",
    "**", "data:" + "x" * 600, "\t", "i uppdrag att",
)  # fmt: skip
BETWEEN = ("\n", " ", "\r\n", "\n\n")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=20),
    st.sampled_from(BETWEEN),
)
def test_any_text_gives_facts_that_stand_in_it(pieces: list[str], between: str) -> None:
    data = between.join(pieces).encode("utf-8", "surrogatepass")
    try:
        document = extract_source(read_bytes(data, "a.txt"))
    except (EmptyDocument, NotSwedish, ReadError):
        return
    text = document.source.text
    for kind in FACT_KINDS:
        for fact in getattr(document, kind):
            assert 0 <= fact.start < fact.end <= len(text)
            assert text[fact.start : fact.end] == fact.text
    assert document.parts[0].start == 0 and document.parts[-1].end == len(text)
    assert all(one.end == two.start for one, two in pairwise(document.parts))
    assert all(one.end <= one.stop <= two.start for one, two in pairwise(document.sections))
    json.dumps(document.to_dict(encode_json=True), ensure_ascii=False).encode()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["txt", "md", "html", "pdf", "docx", ""]))
def test_reading_raises_read_errors_only(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{suffix}"
        path.write_bytes(data)
        try:
            source = read(path)
        except ReadError as error:
            assert str(error).startswith(str(path)) and "\n" not in error.reason
        else:
            source.text.encode("utf-8")
