"""A base with a tokenizer of its own: its mentions are widened to the words of the protocol NER."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from pipeline.annotate.hints import name_class
from pipeline.annotate.merge import merged, relabelled
from pipeline.heard import ADDED, BASE


def _told(patterns: dict[str, str], *, at_hyphens: bool = False) -> Language:
    """A pipeline that finds these words and nothing else; `at_hyphens` cuts "Lars-Erik" into three words."""
    nlp = spacy.blank("sv")
    if at_hyphens:
        infixes = [*(nlp.Defaults.infixes or ()), "-"]
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]  # the usual tokenizer
    if patterns:
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": label, "pattern": name} for name, label in patterns.items()])  # type: ignore[attr-defined]  # the ruler's own method
    return nlp


def _heard(text: str, base: dict[str, str], own: dict[str, str] | None = None) -> Doc:
    """What a protocol NER that says `own` and a base that cuts at hyphens say of the text together."""
    return merged(_told(own or {})(text), relabelled(_told(base, at_hyphens=True)(text)))


def _named(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def _words(doc: Doc, key: str) -> list[str]:
    return [span.text for span in doc.spans[key]]


@pytest.mark.parametrize(
    ("text", "said", "label", "whole"),
    [
        ("Vi ringde Lars-Erik Dahl i maj.", "Erik Dahl", "PRS", ("Lars-Erik Dahl", "PERSON")),
        ("Vi ringde Granby Golfklubb i maj.", "Granby Golfklubb", "ORG", ("Granby Golfklubb", "ORG")),
        ("Vi ringde Ytter-Granby Golfklubb.", "Granby Golfklubb", "ORG", ("Ytter-Granby Golfklubb", "ORG")),
    ],
)
def test_part_of_a_word_stands_for_the_word(text: str, said: str, label: str, whole: tuple[str, str]) -> None:
    doc = _heard(text, {said: label})
    assert _named(doc) == [whole]
    assert _words(doc, BASE) == _words(doc, ADDED) == [whole[0]]


def test_of_two_that_meet_in_a_word_the_longer_stands() -> None:
    doc = _heard("Vi ringde Anna Lars-Erik Holm Dahl i maj.", {"Anna Lars": "PRS", "Erik Holm Dahl": "PRS"})
    assert _words(doc, BASE) == ["Lars-Erik Holm Dahl"]
    assert _named(doc) == [("Lars-Erik Holm Dahl", "PERSON")]


def test_twice_the_same_word_is_said_once() -> None:
    doc = _heard("Möte med Åkerlunda-Golfklubb.", {"Åkerlunda": "ORG", "Golfklubb": "ORG"})
    assert _named(doc) == [("Åkerlunda-Golfklubb", "ORG")]


def test_what_is_widened_over_a_mention_of_the_protocol_ner_is_left() -> None:
    doc = _heard("Möte med Anna Berg-Golfklubb.", {"Golfklubb": "ORG"}, {"Berg-Golfklubb": "BODY"})
    assert _named(doc) == [("Berg-Golfklubb", "BODY")]
    assert _words(doc, BASE) == ["Berg-Golfklubb"]
    assert _words(doc, ADDED) == []


def test_one_word_is_no_person_even_if_it_is_given_name_and_surname() -> None:
    assert name_class("Martin") == "oftensur"
    doc = _heard("Vi ringde Martin i maj.", {"Martin": "PRS"})
    assert _words(doc, BASE) == ["Martin"]
    assert not doc.ents


def test_without_a_given_name_or_a_surname_it_is_no_person() -> None:
    said = {"Lundqvist Holmgren": "PRS", "Anna Torget": "PRS"}
    doc = _heard("Vi ringde Lundqvist Holmgren och Anna Torget.", said)
    assert len(_words(doc, BASE)) == 2
    assert not doc.ents
