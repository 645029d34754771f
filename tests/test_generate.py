"""Generated lines are labelled rightly, repeatable, and kept apart from those for validation."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline import gazetteers
from pipeline.training.generate import cut, generate, joined
from pipeline.training.grammar import Grammar, Line, is_held_out, parse
from pipeline.training.measure import Counts, lines


def test_same_seed_same_lines() -> None:
    assert list(generate(200, seed=3)) == list(generate(200, seed=3))
    assert list(generate(200, seed=3)) != list(generate(200, seed=4))


def test_mentions_are_words_of_their_line() -> None:
    labels = set()
    for line in generate(2000, seed=5):
        end = 0
        for start, stop, label in line.spans:
            assert end <= start < stop <= len(line.text), line
            assert line.text[start:stop] == line.text[start:stop].strip(), line
            labels.add(label)
            end = stop
        assert not any(sign in line.text for sign in "[]{}"), line.text
    assert labels == {"PERSON", "ORG", "BODY", "ROLE"}


def test_validation_has_names_of_its_own() -> None:
    people = {
        line.text[start:stop].split()[0]
        for line in generate(300, seed=6, held_out=True)
        for start, stop, label in line.spans
        if label == "PERSON" and stop - start > 3
    }
    listed = {name for name in people if name in gazetteers.given_names()}
    assert len(listed) > 20
    assert sum(is_held_out(name) for name in listed) / len(listed) > 0.7


def test_parse_marks() -> None:
    line = parse("[p:Anna Ek] ([o:Norrdals kommun]), [r:ledamot]")
    assert line.text == "Anna Ek (Norrdals kommun), ledamot"
    assert [line.text[start:stop] for start, stop, _ in line.spans] == [
        "Anna Ek",
        "Norrdals kommun",
        "ledamot",
    ]
    with pytest.raises(ValueError, match="nested"):
        parse("[o:Finsam [o:Norrdal]]")


def test_slots_bend() -> None:
    rules = Grammar({"b": (("[b:styrelsen]",), (1.0,)), "s": (("[p:Lars]",), (1.0,))})
    rng = random.Random(1)
    assert rules.expand("{b^}", rng) == "[b:Styrelsen]"
    assert rules.expand("{b'} kansli", rng) == "[b:styrelsens] kansli"
    assert rules.expand("{s'} bil", rng) == "[p:Lars] bil"
    assert rules.expand("{b!}", rng) == "[b:STYRELSEN]"


def test_cut_and_join_move_mentions() -> None:
    line = Line("Beslut: Anna Ek", ((8, 15, "PERSON"),))
    assert cut(line, 8, 12) == Line("Anna", ((0, 4, "PERSON"),))
    assert joined(line, line, "  ").spans[1] == (25, 32, "PERSON")


def test_lines_without_markup_point_at_the_text(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    text = (
        "<b>Ordförande</b>     Anna Ek\n\n"
        "Styrelsen beslutar att godkänna förslaget från Barn- och\nungdomsnämnden.\n"
    )
    path.write_text(text, encoding="utf-8")
    pieces = list(lines(path))
    assert [words for words, _ in pieces] == [
        "Ordförande  Anna Ek",
        "Styrelsen beslutar att godkänna förslaget från Barn- och ungdomsnämnden.",
    ]
    words, offsets = pieces[0]
    start = words.index("Anna")
    assert text[offsets[start] : offsets[start + 6] + 1] == "Anna Ek"


def test_counts_add() -> None:
    both = Counts(found=4, right=3, gold=5) + Counts(found=2, right=2, gold=5)
    assert (both.precision, both.recall, both.f1) == (5 / 6, 5 / 10, 10 / 16)
