"""Organs and posts that the language model names in words no rule has, where their place confirms it."""

from __future__ import annotations

import pytest

from pipeline.extract.found import Found
from pipeline.extract.orgvoices import plausible_organisation, projects
from pipeline.extract.postvoices import heard_organs, heard_posts


def _at(text: str, *words: str) -> list[Found]:
    return [Found(text.index(word), text.index(word) + len(word), "model.role.protocol") for word in words]


@pytest.mark.parametrize(
    ("text", "post", "person"),
    [
        ("Sten Rosell, fanbärare", "fanbärare", "Sten Rosell"),
        ("Sten Rosell (S), fanbärare , del av § 4", "fanbärare", "Sten Rosell"),
        ("Fiskevakter Vera Ullmarck", "Fiskevakter", "Vera Ullmarck"),
        ("Närvarande\nFanbärare: Sten Rosell", "Fanbärare", "Sten Rosell"),
        ("Styrelsen ska utse ny fanbärare i maj.", "fanbärare", ""),
        ("Val av fanbärare", "fanbärare", ""),
        ("Kompletteringsval - fanbärare i byalaget", "fanbärare", ""),
        ("Vera Ullmarck och Sten Rosell, nya fanbärare", "fanbärare", ""),
    ],
)
def test_a_post_is_heard_beside_a_person_or_elected(text: str, post: str, person: str) -> None:
    people = _at(text, person) if person else []
    assert heard_posts(text, _at(text, post), people, people) == _at(text, post)


@pytest.mark.parametrize(
    ("text", "post", "person"),
    [
        ("Två fanbärare gick före Sten Rosell.", "fanbärare", "Sten Rosell"),  # people in general
        ("Sten Rosell fanbärare om vädret", "fanbärare", "Sten Rosell"),
        ("Sten Rosell, Norrby", "Norrby", "Sten Rosell"),
        ("Sten Rosell, § 12", "§ 12", "Sten Rosell"),
        ("Kostnader för fanbärare ökar.", "fanbärare", ""),
    ],
)
def test_elsewhere_it_is_not(text: str, post: str, person: str) -> None:
    people = _at(text, person) if person else []
    taken = [*people, *_at(text, "Norrby")] if "Norrby" in text else people
    assert heard_posts(text, _at(text, post), people, taken) == []


def test_what_a_rule_has_taken_is_left_to_it() -> None:
    text = "Sten Rosell, fanbärare"
    people = _at(text, "Sten Rosell")
    assert heard_posts(text, _at(text, "fanbärare"), people, [*people, *_at(text, "fanbärare")]) == []


@pytest.mark.parametrize(
    ("text", "rule", "model"),
    [
        ("till enheten för kost och lokaler i maj", "enheten", "enheten för kost och lokaler"),
        ("Nämnd för arbete, kost och idrott", "Nämnd för arbete, kost", "Nämnd för arbete, kost och idrott"),
        ("ledamöter i styrgrupp kost- och lokalutredning", "styrgrupp", "styrgrupp kost- och lokalutredning"),
        ("Samkommunala nämnden har mötts", "nämnden", "Samkommunala nämnden"),
    ],
)
def test_the_longer_name_is_taken_where_its_words_belong_to_it(text: str, rule: str, model: str) -> None:
    assert heard_organs(text, _at(text, model), _at(text, rule), []) == _at(text, model)


@pytest.mark.parametrize(
    ("text", "rule", "model"),
    [
        (
            "återremitteras till nämnden för förnyad handläggning",
            "nämnden",
            "nämnden för förnyad handläggning",
        ),
        ("går till förvaltningen för komplettering", "förvaltningen", "förvaltningen för komplettering"),
        ("Nämnd Kommunstyrelsen", "Kommunstyrelsen", "Nämnd Kommunstyrelsen"),
        ("Kulturnämndens begäran", "Kulturnämndens", "Kulturnämndens begäran"),
    ],
)
def test_the_rule_keeps_its_range_elsewhere(text: str, rule: str, model: str) -> None:
    assert heard_organs(text, _at(text, model), _at(text, rule), []) == _at(text, rule)


def test_an_organ_that_acts_is_heard() -> None:
    acts, opened = "Vid byrådslaget beslöts att laga bryggan.", "Sedan öppnade Vera byrådslaget."
    assert heard_organs(acts, _at(acts, "byrådslaget"), [], []) == _at(acts, "byrådslaget")
    assert heard_organs(opened, _at(opened, "byrådslaget"), [], []) == []
    assert heard_organs(acts, _at(acts, "byrådslaget"), [], _at(acts, "byrådslaget")) == []


def test_what_stands_behind_projekt_is_no_person() -> None:
    text = "medel till projekt Norrängs Träff i maj"
    assert list(projects(text, _at(text, "Norrängs Träff"))) == [
        Found(text.index("Norr"), text.index(" i maj"), "model.org.protocol")
    ]
    for text, name in (
        ("projektet Alma Ros leder", "Alma Ros"),  # a person, by her given name
        ("medel till Norrängs Träff", "Norrängs Träff"),
        ("projekt Norräng i maj", "Norräng"),
    ):
        assert list(projects(text, _at(text, name))) == []


def test_all_of_a_heading_is_no_organisation() -> None:
    row, sentence = "Markiser Norrgården", "Avtal sluts med Markiser Norrgården i maj."
    assert not plausible_organisation(row, _at(row, row)[0])
    assert plausible_organisation(sentence, _at(sentence, row)[0])


def test_what_it_is_says_that_it_acts() -> None:
    text = "Bidrag till Norrängens gruppbostad och Norrängens lampor"
    assert plausible_organisation(text, _at(text, "Norrängens gruppbostad")[0])
    assert not plausible_organisation(text, _at(text, "Norrängens lampor")[0])
