"""Offsets of one reader's text find their place in another's."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.align import Alignment, align, overlap

WORDS = (
    "styrelsen", "beslutar", "godkänna", "dagordningen", "kronor", "nämnden", "förvaltningen", "rapport",
    "åtgärd", "budget", "öppnar",
)  # fmt: skip
PAGE = (
    "Sammanträdesprotokoll\nHällnäs byalag\n"
    "§ 7 Val av justerare\nStyrelsen beslutar att utse Åsa Öberg till justerare.\n"
    "Justeras\n"
    "§ 8 Ekonomi\nKassören redovisar läget. Styrelsen avsätter 120 tkr till en ny brygga.\n"
)


def _place(alignment: Alignment, text: str, words: str) -> tuple[int, int] | None:
    start = text.index(words)
    return alignment.place(start, start + len(words))


def _same(document: str, gold: str, words: str) -> bool:
    alignment = align(document, gold)
    start = gold.index(words)
    place = _place(alignment, document, words)
    return place is not None and place == alignment.gold_place(start, start + len(words))


def _long(tokens: int, seed: int = 1) -> str:
    """An invented long protocol: Swedish words with a number now and then."""
    chance = random.Random(seed)
    return " ".join(
        f"{chance.choice(WORDS)}{chance.randrange(400)}" if chance.random() < 0.5 else chance.choice(WORDS)
        for _ in range(tokens)
    )


def test_the_same_text_is_the_identity() -> None:
    alignment = align(PAGE, PAGE)
    assert alignment.share == 1
    assert alignment.end == len(PAGE)
    assert _same(PAGE, PAGE, "Åsa Öberg")


@given(st.text(alphabet="aå§ \n.1•", max_size=60), st.data())
def test_any_span_of_the_same_text_is_in_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alignment = align(text, text)
    assert alignment.place(start, end) == alignment.gold_place(start, end)


@given(
    st.lists(st.sampled_from([" ", "\n", "\t", "  ", "\r\n", "\u00a0", "\u00ad"]), min_size=40, max_size=40)
)
def test_white_space_does_not_matter(spaces: list[str]) -> None:
    words = PAGE.split()
    document = "".join(word + spaces[i % len(spaces)] for i, word in enumerate(words))
    alignment = align(document, PAGE)
    assert alignment.share == 1
    start = document.index("Åsa")
    end = document.index("Öberg") + len("Öberg")
    gold_start = PAGE.index("Åsa Öberg")
    assert alignment.place(start, end) == alignment.gold_place(gold_start, gold_start + len("Åsa Öberg"))


def test_what_lies_behind_the_annotated_beginning_is_told() -> None:
    beginning = PAGE[: PAGE.index("§ 8")]
    alignment = align(PAGE, beginning)
    assert alignment.share == 1
    assert not alignment.beyond(PAGE.index("Åsa"))
    assert alignment.beyond(PAGE.index("Kassören"))


def test_the_beginning_is_told_when_the_texts_differ_too() -> None:
    text = _long(3000)
    gold = text[:6000].rsplit(" ", 1)[0]
    document = "Sida 1 av 9\n" + text.replace("budget", "bud-\nget", 7)
    alignment = align(document, gold)
    assert alignment.share > 0.95
    assert abs(alignment.end - len(gold)) < 150


def test_words_missing_from_the_beginning_do_not_pull_in_the_rest() -> None:
    text = _long(3000)
    rare = " enstaka ovanliga ordvändningar förekommer bara här "
    beginning, rest = text[:6000], text[6000:]
    alignment = align(beginning + rest + rare + rest[:200], beginning + rare)
    assert alignment.end < len(beginning) + 300


def test_page_furniture_in_another_place() -> None:
    document = PAGE.replace("Justeras\n", "").replace("Hällnäs byalag\n", "Hällnäs byalag\nJusteras\n")
    for words in ("Åsa Öberg", "120 tkr", "Justeras", "§ 8 Ekonomi"):
        assert _same(document, PAGE, words)


def test_furniture_inside_a_fact_does_not_break_it() -> None:
    gold = PAGE.replace("avsätter 120", "avsätter\nSida 4 av 9\nHällnäs byalag\n120")
    alignment = align(PAGE, gold)
    clause = "Styrelsen avsätter 120 tkr till en ny brygga"
    start = gold.index("Styrelsen avsätter")
    end = gold.index("brygga") + len("brygga")
    assert _place(alignment, PAGE, clause) == alignment.gold_place(start, end)


def test_columns_in_another_order() -> None:
    left = "Ledamöter Åsa Öberg Per Lind Ulla Ström Nils Berg"
    right = "Ersättare Gun Dahl Bo Ek Siv Holm Jan Falk"
    head, tail = (
        "Hällnäs byalag höll möte i bygdegården den 4 maj.",
        "Mötet öppnades klockan 18 av ordföranden.",
    )
    gold = "\n".join((head, left, right, tail))
    document = "\n".join((head, right, left, tail))
    for words in ("Ulla Ström", "Siv Holm", "ordföranden"):
        assert _same(document, gold, words)
    assert align(document, gold).share > 0.95


def test_a_word_spelled_otherwise_keeps_its_place() -> None:
    gold = PAGE.replace("Styrelsen avsätter", "Samhällsbyggnadsnämnden avsätter")
    document = gold.replace("Samhällsbyggnadsnämnden", "Samhällsbyggnads-\nnämnden")
    alignment = align(document, gold)
    start = document.index("Samhällsbyggnads")
    end = document.index("nämnden avsätter") + len("nämnden")
    gold_start = gold.index("Samhällsbyggnads")
    expected = alignment.gold_place(gold_start, gold_start + len("Samhällsbyggnadsnämnden"))
    assert alignment.place(start, end) == expected


def test_masked_numbers_keep_their_place() -> None:
    gold = "Åsa Öberg, 19121212-1212, valdes till kassör i byalaget."
    assert _same(gold.replace("19121212-1212", "••••••••-••••").replace("kassör", "kassör "), gold, "kassör")
    alignment = align("Förord.\n" + gold.replace("19121212-1212", "••••••••-••••"), gold)
    assert alignment.share == 1


def test_composed_and_decomposed_letters_are_one() -> None:
    document = unicodedata.normalize("NFD", PAGE)
    alignment = align(document, PAGE)
    words = unicodedata.normalize("NFD", "Åsa Öberg")
    start, gold_start = document.index(words), PAGE.index("Åsa Öberg")
    expected = alignment.gold_place(gold_start, gold_start + len("Åsa Öberg"))
    assert alignment.place(start, start + len(words)) == expected
    assert alignment.share > 0.95


def test_words_the_gold_text_lacks_have_no_place() -> None:
    document = PAGE + "\nHelt främmande tillägg på slutet"
    alignment = align("Främmande förord om fiskekort.\n" + PAGE, PAGE)
    assert alignment.place(0, len("Främmande förord om fiskekort")) is None
    assert align(document, PAGE).beyond(document.index("Helt"))


def test_an_unlike_text_shares_little() -> None:
    assert align(_long(500, seed=2), PAGE).share < 0.2
    assert align("", PAGE).share == 0
    assert align(PAGE, "").share == 1


@given(st.text(alphabet="ab å.\n", max_size=40), st.text(alphabet="ab å.\n", max_size=40))
def test_every_place_lies_in_the_gold_text(document: str, gold: str) -> None:
    alignment = align(document, gold)
    ink = sum(not c.isspace() for c in gold)
    assert 0 <= alignment.share <= 1
    for start in range(len(document)):
        place = alignment.place(start, len(document))
        assert place is None or 0 <= place[0] < place[1] <= ink


def test_a_hundred_thousand_characters_take_little_time() -> None:
    gold = _long(14000)
    assert len(gold) > 100_000
    chance = random.Random(3)
    document = " ".join(word if chance.random() > 0.02 else word + "x" for word in gold.split(" "))
    began = time.perf_counter()
    alignment = align(document, gold)
    assert time.perf_counter() - began < 5
    assert alignment.share > 0.95


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((0, 10), (0, 10), 1.0), ((0, 10), (5, 15), 1 / 3), ((0, 5), (5, 9), 0.0), (None, (0, 3), 0.0)],
)
def test_overlap_is_intersection_over_union(
    one: tuple[int, int] | None, other: tuple[int, int] | None, expected: float
) -> None:
    assert overlap(one, other) == pytest.approx(expected)
    assert overlap(other, one) == pytest.approx(expected)
