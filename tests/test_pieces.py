"""What a model reads at a time: cells and sentences, whose mentions come back to the whole text."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Span

from pipeline.annotate.pieces import cut, together

NLP = spacy.blank("sv")


def _texts(text: str) -> list[str]:
    return [piece.text for _, piece in cut(NLP.make_doc(text)).pieces]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Anna Ek\tNorrdals kommun\tordförande", ["Anna Ek", "Norrdals kommun", "ordförande"]),
        (
            "Anna Ek öppnar mötet. Styrelsen beslutar t.ex. om § 3. Bilaga 1",
            ["Anna Ek öppnar mötet.", "Styrelsen beslutar t.ex. om § 3.", "Bilaga 1"],
        ),
        ("Närvarande\nAnna Ek (S)\n\nOlle Öst (M)", ["Närvarande", "Anna Ek (S)", "Olle Öst (M)"]),
        ("\t  \n", []),
        ("", []),
    ],
)
def test_cells_and_sentences(text: str, parts: list[str]) -> None:
    assert _texts(text) == parts


@given(st.text(alphabet=st.sampled_from("Aaö .\t\n§3(S)-\u0301\u200b"), max_size=60))
def test_no_word_is_lost_or_read_twice(text: str) -> None:
    doc = NLP.make_doc(text)
    whole = cut(doc)
    kept = [(start + word.idx, word.text) for start, piece in whole.pieces for word in piece]
    assert kept == sorted(kept)
    assert {at for at, _ in kept} >= {word.idx for word in doc if not word.is_space}
    assert all(text[at : at + len(word)] == word for at, word in kept)


def test_what_is_said_of_a_piece_holds_wherever_it_stands() -> None:
    whole = cut(NLP.make_doc("Anna Ek\tJusterandes sign\tAnna Ek\tKiruna"))
    read = {piece.text: piece for _, piece in whole.pieces}
    read["Anna Ek"].set_ents([Span(read["Anna Ek"], 0, 2, "PERSON")])
    read["Kiruna"].spans["base"] = [Span(read["Kiruna"], 0, 1, "ORG")]
    doc = together(whole, read)
    assert [(ent.start_char, ent.text, ent.label_) for ent in doc.ents] == [
        (0, "Anna Ek", "PERSON"),
        (25, "Anna Ek", "PERSON"),
    ]
    assert [(span.start_char, span.label_) for span in doc.spans["base"]] == [(33, "ORG")]
