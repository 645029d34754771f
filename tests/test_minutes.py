"""Whole invented minutes: labelled to the letter, read as real ones, spoilt as readers spoil them."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.training.__main__ import main
from pipeline.training.generate import SHARES, generate, held_apart
from pipeline.training.grammar import Line
from pipeline.training.minutes import blocks, minutes, read_back
from pipeline.training.noise import edited, misread
from pipeline.training.tokens import tokenizer
from pipeline.training.train import docs

RULES = held_apart(held_out=False)


def _files(count: int, seed: int = 1) -> list[Line]:
    rng = random.Random(seed)
    return [minutes(RULES, rng) for _ in range(count)]


def test_a_file_has_a_head_a_list_and_items_in_many_layouts() -> None:
    files = _files(60)
    for file in files:
        assert file.text.count("\n") > 10
        assert all(file.text[start:end].strip() == file.text[start:end] for start, end, _ in file.spans)
        assert {"PERSON", "BODY"} <= {label for _, _, label in file.spans}
    forms = {
        "a § and a title": r"^§ \d+ \w",
        "a § alone": r"^§ \d+$",
        "a markdown heading": r"^## ",
        "a number": r"^\d+\. \w",
        "a cell": r"\t",
        "a row of bars": r"^\| .* \|$",
        "a page foot": r"Justerandes sign",
    }
    seen = {
        name: sum(bool(re.search(form, file.text, re.M)) for file in files) for name, form in forms.items()
    }
    assert min(seen.values()) >= 3, seen


def test_blocks_are_labelled_to_the_letter() -> None:
    seen = list(blocks(600, seed=3))
    assert seen == list(blocks(600, seed=3))
    assert len({line.text for line in seen}) == 600
    assert all(
        line.text[start:end].strip() == line.text[start:end] for line in seen for start, end, _ in line.spans
    )
    assert {label for line in seen for _, _, label in line.spans} == {"PERSON", "ORG", "BODY", "ROLE"}
    assert any("\t" in line.text and line.spans for line in seen)
    assert sum(not line.spans for line in seen) > 60  # headings, labels, feet: nothing is named there


def test_a_sentence_that_wraps_is_read_as_one_block() -> None:
    name = "Anna Berg"
    text = (
        f"Sammanträdesprotokoll\n\n§ 1 Val\n\nStyrelsen beslutar att till justerare utse\n{name} för i dag."
    )
    start = text.index(name)
    read = [line for line in read_back(Line(text, ((start, start + 9, "PERSON"),))) if line.spans]
    assert [(line.text[a:b], label) for line in read for a, b, label in line.spans] == [(name, "PERSON")]
    assert read[0].text.startswith("Styrelsen beslutar att till justerare utse Anna")


@pytest.mark.parametrize(
    "draw", [lambda n, seed, held: generate(n, seed, held), blocks], ids=["lines", "minutes"]
)
def test_names_of_validation_are_seldom_those_of_training(draw) -> None:  # type: ignore[no-untyped-def]
    trained = {(line.text[a:b].lower(), label) for line in draw(6000, 1, False) for a, b, label in line.spans}
    held = [(line.text[a:b].lower(), label) for line in draw(600, 2, True) for a, b, label in line.spans]
    for label, most in {"PERSON": 0.01, "ORG": 0.5}.items():
        of_label = [mention for mention in held if mention[1] == label]
        assert len(of_label) > 50
        assert sum(mention in trained for mention in of_label) / len(of_label) < most, label


def test_templates_of_validation_are_none_of_training() -> None:
    kept = held_apart(held_out=True)
    for slot in SHARES:
        assert not set(kept.slots[slot][0]) & set(RULES.slots[slot][0])


@given(st.floats(0, 0.5), st.integers(0, 99))
def test_a_misread_mention_stays_where_it_is(share: float, seed: int) -> None:
    line = Line("Utse <Anna Berglind> till ordförande", ((6, 19, "PERSON"), (26, 36, "ROLE")))
    spoilt = misread(line, share, random.Random(seed))
    assert [label for *_, label in spoilt.spans] == ["PERSON", "ROLE"]
    start, end, _ = spoilt.spans[0]
    assert (spoilt.text[start - 1], spoilt.text[end]) == ("<", ">")
    assert spoilt.spans[1][1] == len(spoilt.text)


def test_scans_take_letters_for_others() -> None:
    lines = [misread(line, 0.05, random.Random(1)) for line in _files(3)]
    words = " ".join(line.text for line in lines)
    assert re.search(r"[a-zåäö][I0158][a-zåäö]|[a-zåäö]rn[a-zåäö]|\u00ad", words)
    assert misread(lines[0], 0.0, random.Random(1)) == lines[0]


def test_edits_move_what_stands_behind_them() -> None:
    line = Line("Anna Ek (S)", ((0, 7, "PERSON"), (9, 10, "ORG")))
    assert edited(line, 4, 5, "  ") == Line("Anna  Ek (S)", ((0, 8, "PERSON"), (10, 11, "ORG")))
    assert edited(line, 7, 8, "") == Line("Anna Ek(S)", ((0, 7, "PERSON"), (8, 9, "ORG")))
    assert edited(line, 0, 7, "") == Line(" (S)", ((2, 3, "ORG"),))


def test_a_mention_that_is_no_whole_words_is_left_open() -> None:
    nlp = spacy.blank("sv")
    nlp.tokenizer = tokenizer(nlp)
    line = Line("Anna Ek\tNorrdals kommuns", ((0, 7, "PERSON"), (8, 23, "ORG")))
    [doc] = docs(nlp, [line])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Anna Ek", "PERSON")]
    assert [token.ent_iob_ for token in doc] == ["B", "I", "O", "", ""]  # open: neither a name nor none


def test_what_is_not_there_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "nowhere"
    for command in (["train", str(missing), "--out", str(tmp_path / "o")], ["syntax", str(missing)]):
        assert main(command) == 2
        [told] = capsys.readouterr().err.splitlines()
        assert told.startswith(str(missing))
        assert told.endswith("is not there")
    assert main(["measure", "--gold", str(missing)]) == 2
    assert capsys.readouterr().err == f"{missing}: no gold is there (NAME.txt with NAME.gold.json)\n"
