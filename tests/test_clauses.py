"""Where sentences end, which sentences settle two things, and what governs a point of a list."""

from __future__ import annotations

import pytest
from decision_layout import minutes

from pipeline.extract.clauses import clauses
from pipeline.extract.coordination import coordinated
from pipeline.extract.sentences import trimmed
from pipeline.sentences import sentences

SENTENCES = [
    ("Hyran höjs bl.a. på grund av index. Beslut tas kl. 9.", 2),
    ("Ann Ek m.fl. Kansliet svarar.", 2),
    ("Enligt 7 kap. 5 § gäller det. Så är det.", 2),
    ("T.ex. Olle B. Kvist deltog t.o.m. den 3 maj 2022.", 1),
    ("Avtal nr. 4 löper till 2024. Därefter prövas det.", 2),
    ("Ann Ek (S). Bo Ås (C).", 2),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


COORDINATED = [
    ("Styrelsen godkänner planen och ger kansliet i uppdrag att sprida den", 2),
    ("Styrelsen uppmanar och uppdrar åt kansliet att sprida planen", 1),
    ("Styrelsen godkänner planen och budgeten", 1),
    ("Styrelsen gav kansliet i uppdrag att skriva och skicka svaret", 1),
    ("Styrelsen gav kansliet i uppdrag att skriva svaret samt att skicka det", 2),
    ("Styrelsen uppdrog åt Ann att skriva, och åt Bo att skicka svaret", 2),
    ("Begäran om att godkänna planen samt avsluta uppdraget avslås", 1),
    ("Styrelsen antar planen samt att gälla från årsskiftet", 1),
    ("Till ordförande valdes Ann Ek och till sekreterare Bo Ås", 2),
]


@pytest.mark.parametrize(("text", "count"), COORDINATED)
def test_coordination(text: str, count: int) -> None:
    assert len(coordinated(text)) == count


TRIMMED = [
    ("att anta budgeten, samt", "att anta budgeten"),
    ("– att anta budgeten;", "att anta budgeten"),
    ("Anna Bo m.fl.", "Anna Bo m.fl."),
    ("att anta budgeten och", "att anta budgeten"),
]


@pytest.mark.parametrize(("text", "kept"), TRIMMED)
def test_trimmed(text: str, kept: str) -> None:
    assert text[slice(*trimmed(text, 0, len(text)))] == kept


def test_a_label_governs_until_the_next() -> None:
    layout = minutes("Beslut\n\nRapporten godkänns.\n\nBakgrund\n\nHyran har stigit.")
    zones = {one.text: one.zone for one in clauses(layout)}
    assert (zones["Rapporten godkänns"], zones["Hyran har stigit"]) == ("decision", "background")


def test_a_new_item_ends_the_label() -> None:
    layout = minutes("Beslut\n\nRapporten godkänns.")
    assert next(one.zone for one in clauses(layout) if one.text.startswith("Ordföranden avslutade")) is None


def test_a_lead_in_tells_decider_and_addressee() -> None:
    text = "Beslut\n\nKommunstyrelsen föreslår att kommunfullmäktige beslutar:\n1. Taxan höjs."
    point = next(one for one in clauses(minutes(text)) if one.text == "Taxan höjs")
    assert point.point
    assert point.lead is not None
    assert (point.lead.decider, point.lead.addressee) == ("Kommunstyrelsen", "kommunfullmäktige")


def test_a_sentence_is_no_point() -> None:
    assert not any(one.point for one in clauses(minutes("Styrelsen beslutar att höja avgiften.")))
