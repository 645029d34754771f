"""Decomposed and wrongly decoded letters: the same facts, over all of their raw characters."""

import unicodedata
from pathlib import Path

import pytest

from pipeline.facts import Document
from pipeline.read import read_bytes
from pipeline.run import extract_source
from pipeline.segment.mend import clusters

PROTOCOL = Path(__file__).parents[1] / "corpus" / "norrdal-2019-09-27.txt"
KINDS = ("sections", "mentions", "attendance", "decisions", "mandates", "amounts")


def mistaken(text: str) -> str:
    """UTF-8 read as Windows-1252, as far as that goes."""
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode())


def facts(text: str) -> Document:
    return extract_source(read_bytes(text.encode("utf-8"), "protokoll.txt"))


@pytest.mark.parametrize(
    "change", [lambda text: unicodedata.normalize("NFD", text), mistaken], ids=["NFD", "mojibake"]
)
def test_the_same_facts(change) -> None:  # type: ignore[no-untyped-def]  # a lambda of str
    text = PROTOCOL.read_text(encoding="utf-8")
    plain, changed = facts(text), facts(change(text))
    assert len(changed.source.text) > len(plain.source.text)
    assert changed.meeting == plain.meeting
    for kind in KINDS:
        before, after = getattr(plain, kind), getattr(changed, kind)
        assert len(before) == len(after), kind
        for one, other in zip(before, after, strict=True):
            assert other.text == changed.source.text[other.start : other.end]
            assert change(one.text) == other.text, kind
    assert [row.person for row in changed.attendance] == [row.person for row in plain.attendance]


@pytest.mark.parametrize("times", [2, 3])
def test_letters_that_were_mistaken_more_than_once(times: int) -> None:
    text = "Närvarande: Åsa Öberg (S)\n\n§ 1 Mötets öppnande\nNämnden väljer Åsa Öberg – på mötet.\n"
    changed = text
    for _ in range(times):
        changed = mistaken(changed)
    found = facts(changed)
    assert [row.person for row in found.attendance] == ["Åsa Öberg"]
    assert [section.title for section in found.sections] == ["Mötets öppnande"]
    assert changed.count("\n") == text.count("\n")
    assert {mention.text for mention in found.mentions if mention.label == "PERSON"} == {
        changed.split(": ")[1].split(" (S)")[0]
    }


def test_letters_that_were_read_as_on_a_mac() -> None:
    text = "Närvarande: Åsa Öberg (S)\n\n§ 1 Mötets öppnande\nNämnden väljer Åsa Öberg.\n"
    found = facts(text.encode().decode("mac_roman"))
    assert [row.person for row in found.attendance] == ["Åsa Öberg"]
    assert [section.title for section in found.sections] == ["Mötets öppnande"]


_UNSEEN = "\u200b\u200e\u200f\u202a\u202e\u2066\u2069\u061c\u2060\ufeff\u00ad\u034f\ufe0f"


@pytest.mark.parametrize("mark", _UNSEEN)
def test_marks_without_width_within_a_name(mark: str) -> None:
    name = f"Å{mark}sa Öb{mark}erg"
    found = facts(f"Närvarande: {name} (S)\n\n§ 1 V{mark}al\nNämnden väljer {name} på mötet.\n")
    assert [row.person for row in found.attendance] == ["Åsa Öberg"]
    assert [mention.text for mention in found.mentions if mention.label == "PERSON"] == [name, name]
    assert [section.title for section in found.sections] == ["Val"]


def test_a_letter_is_mended_only_where_the_text_is_mistaken() -> None:
    assert clusters("Ã¥", mistaken=False) == {}
    assert clusters("Ã¥r", mistaken=True) == {0: (2, "å")}
    assert clusters("a\u030ar", mistaken=False) == {0: (2, "å")}
    assert clusters("år", mistaken=True) == {}
