from __future__ import annotations

import re
import time
from itertools import pairwise
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import named
from spacy.tokens import Doc

from pipeline.extract.attendance import attendance
from pipeline.extract.mentions import mentions
from pipeline.facts import Mention, Source
from pipeline.segment import segment
from pipeline.view import Layout

HEAD = """SAMMANTRÄDESPROTOKOLL
Socialnämnden
2024-03-05

Plats och tid: Kommunhuset i Tallvik, kl. 09.00-11.15

Beslutande
Karin Lindström (S), ordförande
Anna-Lena Berg (M)
Soran Ahmadi (V)

Övriga närvarande
Petra Sundvall, socialchef
Carl von Ahlfors, Sweco

"""


def _layout(text: str) -> Layout:
    return segment(Source(id="d", path="d.txt", sha256="", media_type="text/plain", text=text))


def _found(text: str, docs: Any = None) -> list[Mention]:
    layout = _layout(text)
    return mentions(layout, attendance(layout)[0], docs(layout) if docs else None)


def _item(text: str, label: str) -> list[str]:
    """What is found in an item under the head, without the head's own mentions."""
    return named(HEAD + "§ 12 Ärende\n\n" + text + "\n", label)[len(named(HEAD + "§ 12 Ärende\n", label)) :]


PEOPLE = [
    ("Sundvall redogör för ärendet.", ["Sundvall"]),
    ("Karin och Petra återkommer.", ["Karin", "Petra"]),
    ("Lindströms förslag antas.", ["Lindströms"]),
    ("von Ahlfors svarar på frågor.", ["von Ahlfors"]),
    ("Anna-Lena Bergs yrkande avslås.", ["Anna-Lena Bergs"]),
    ("Mötet hålls på Lindströmsgatan.", []),
    ("Karin Lindströms stiftelse delar ut medel.", []),
    ("Bergs kommun deltar.", []),
    ("Styrelsen väljer Pricken som mötessekreterare. Därefter frågade Pricken.", ["Pricken", "Pricken"]),
    ("Styrelsen väljer Granrev till revisor.", []),
    ("Närvarande var Maj - Britt Almgren (C).", ["Maj - Britt Almgren"]),
    ("Bo - Lindholm kommer senare.", []),
    ("Lucia: a) Fika ordnas av alla.", []),
]
ORGANISATIONS = [
    ("Sweco har tagit fram en rapport.", ["Sweco"]),
    ("Tallviks kommun och Granby kommun samverkar.", ["Tallviks kommun", "Granby kommun"]),
    ("Karin Lindström (S) yrkar bifall.", []),
    ("S och V reserverar sig.", ["S", "V"]),
    (
        "Avtal med Granby Energi AB löper ut. Granby Energi vill förlänga.",
        ["Granby Energi AB", "Granby Energi"],
    ),
    ("Deltagarna i projektet Klivet ökar, och Klivet söker medel.", ["Klivet", "Klivet"]),
    ("Nämnden tackar Petra Sundvall.", []),
    (
        "Granby kommun och Tallviks kommun svarar. Granby och Tallvik vill avvakta. Mötet hålls i Granby.",
        ["Granby kommun", "Tallviks kommun", "Granby", "Tallvik"],
    ),
    ("NNS:s rapport biläggs.", ["NNS"]),
    (
        "Ordf. Arne Rosell, Kopperby\nkassör Karin Lund, Kopperby\n\nKopperby den 17/3 2008",
        [],
    ),
]
ORGANS = [
    ("Socialnämndens arbetsutskott har berett ärendet.", ["Socialnämndens arbetsutskott"]),
    ("Samordningsförbundets kansli svarar.", ["kansli"]),
    ("Ärendet KS 2024/12 avslutas.", []),
    ("Ärendet går till hemgångsrådet (HGR). Därefter yttrar sig HGR.", ["hemgångsrådet", "HGR", "HGR"]),
    ("Nationella rådet rekommenderar 20 %.", []),
    ("Begäran om bidrag, au § 3.", ["au"]),
    ("Karin Lindström Handläggare VA § 119.", []),
    ("Kopia: D:\\Politik\\Styrelsen\\protokoll", []),
]
POSTS = [
    ("Socialchefen får i uppdrag att återkomma.", ["Socialchefen"]),
    ("Tf enhetschef Lena Holm informerar.", ["Tf enhetschef"]),
    ("Kommunen anställer en ny enhetschef.", []),
    ("Justerandes sign", []),
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people(text: str, expected: list[str]) -> None:
    assert _item(text, "PERSON") == expected


@pytest.mark.parametrize(("text", "expected"), ORGANISATIONS)
def test_organisations(text: str, expected: list[str]) -> None:
    assert _item(text, "ORG") == expected


@pytest.mark.parametrize(("text", "expected"), ORGANS)
def test_bodies(text: str, expected: list[str]) -> None:
    assert [name for name in _item(text, "BODY") if name != "Nämnden"] == expected


@pytest.mark.parametrize(("text", "expected"), POSTS)
def test_roles(text: str, expected: list[str]) -> None:
    assert _item(text, "ROLE") == expected


def test_attended_people_are_found_in_the_head() -> None:
    people = named(HEAD, "PERSON")
    assert people == [
        "Karin Lindström",
        "Anna-Lena Berg",
        "Soran Ahmadi",
        "Petra Sundvall",
        "Carl von Ahlfors",
    ]


def test_parties_of_an_attendance_list_are_no_mentions() -> None:
    assert "S" not in named(HEAD, "ORG") and "M" not in named(HEAD, "ORG")


def test_an_organ_given_as_affiliation_stays_an_organ() -> None:
    text = HEAD + "Rut Hammar, Kommunrevisionen\n\n§ 12 Ärende\n\nKommunrevisionen har granskat.\n"
    assert named(text, "BODY").count("Kommunrevisionen") == 2
    assert "Kommunrevisionen" not in named(text, "ORG")


def test_front_matter_names_organisations_and_organs_with_capitals_only() -> None:
    front = "---\nkommun: Tallviks kommun\norgan: Socialnämnden\nnamn: socialnamnden-2024\n---\n\n"
    text = front + HEAD
    found = [(m.label, text[m.start : m.end]) for m in _found(text) if m.start < len(front)]
    assert found == [("ORG", "Tallviks kommun"), ("BODY", "Socialnämnden")]
    small = text.replace("Socialnämnden\nnamn", "socialnämnden\nnamn")
    assert all(m.start > len(front) for m in _found(small) if m.label == "BODY")


def _doc(text: str, **ents: str) -> Doc:
    """A block's doc as a protocol NER leaves it: PERSON="Anna Ek|Bo Dahl"."""
    doc = spacy.blank("sv")(text)
    spans = [
        doc.char_span(match.start(), match.end(), label, alignment_mode="expand")
        for label, names in ents.items()
        for name in names.split("|")
        for match in re.finditer(re.escape(name), text)
    ]
    doc.set_ents([span for span in spans if span is not None])
    return doc


@pytest.mark.parametrize(
    ("label", "name", "kept"),
    [
        ("PERSON", "Zbyszko Rwt", False),  # nothing of a name
        ("PERSON", "Nämnden", False),
        ("PERSON", "Viorica Stanescu", True),
        ("ORG", "Tallbygdens Framtid", True),
        ("ORG", "Socialnämnden", False),  # a body
        ("ORG", "HSL", False),  # a statute
        ("ORG", "Underlaget", False),
    ],
)
def test_the_model_is_one_voice(label: str, name: str, kept: bool) -> None:
    text = HEAD + f"§ 12 Ärende\n\nUnder hösten har {name} lämnat synpunkter.\n"
    found = _found(text, lambda layout: [_doc(b.text, **{label: name}) for b in layout.blocks])
    assert ((label, name) in [(m.label, text[m.start : m.end]) for m in found]) == kept


def _told(text: str, **ents: str) -> set[tuple[str, str, str]]:
    """What is found in an item under the head when a model names `ents` wherever they stand."""
    whole = HEAD + "§ 12 Ärende\n\n" + text + "\n"
    found = _found(whole, lambda layout: [_doc(b.text, **ents) for b in layout.blocks])
    at = whole.index("§ 12 Ärende")
    return {(m.label, whole[m.start : m.end], m.rule) for m in found if m.start > at}


def test_who_is_known_by_the_model_alone_is_its_word_and_found_again_elsewhere() -> None:
    named_again = _told(
        "Viorica Stanescu har lämnat synpunkter.\n\nTill protokollet läggs vad Viorica Stanescu skrev.",
        PERSON="Viorica Stanescu",
    )
    assert named_again == {("PERSON", "Viorica Stanescu", "model.person.protocol")}
    assert _told("Vi hörde Karin Lindström.", PERSON="Karin Lindström") == {
        ("PERSON", "Karin Lindström", "person.name")
    }


@pytest.mark.parametrize(
    ("text", "heard", "expected"),
    [
        # two whom the words run together
        ("Rolf Axelsson Vesla Dahlqvist justerar.", "Rolf Axelsson|Vesla Dahlqvist", 2),
        # one name of three words, of which the model tells a part
        ("Hans Åke Lindström justerar.", "Åke Lindström", 1),
    ],
)
def test_two_people_whom_the_rules_run_together_are_parted_by_the_model(
    text: str, heard: str, expected: int
) -> None:
    people = {words for label, words, _ in _told(text, PERSON=heard) if label == "PERSON"}
    assert (people == set(heard.split("|"))) == (expected == 2)


def test_a_word_joined_to_an_organisation_is_one_when_the_model_says_so() -> None:
    text = "Avtalet mellan Rädda Barnen och {} gäller i maj."
    for name, kept in (("Bryggan", True), ("Norrby", True), ("Umeå", False), ("Nämnden", False)):
        said = _told(text.format(name), ORG=name)
        assert (("ORG", name, "model.org.protocol") in said) is kept, name
        assert ("ORG", name) not in {(label, words) for label, words, _ in _told(text.format(name))}
    assert not _told("Vi träffade Kalle och Bryggan i maj.", ORG="Bryggan") & {
        ("ORG", "Bryggan", "model.org.protocol")
    }


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("Beslut om medel till projekt Växa i vardagen i går.", "Växa i vardagen", True),
        ("Rapport om Växa i vardagen i går.", "Växa i vardagen", False),
        ("Kontoret ligger i Västra Götaland nu.", "Västra Götaland", False),
        ("Mötet hölls vid Sankta Veras torg i maj.", "Sankta Veras", False),
    ],
)
def test_organisations_of_several_words_by_the_model(text: str, name: str, kept: bool) -> None:
    assert (("ORG", name, "model.org.protocol") in _told(text, ORG=name)) is kept


def test_whom_people_of_a_council_represent() -> None:
    head = "Granby kommun\nKommunala funktionshinderrådet 2024-03-12\n\nLedamöter Alma Ros (S), Bo Dahl (M)\n"
    people = "Karin Ek (GBR) Siv Melin (Hjärta & lungor) Stig Öhrn (SP)"
    from_whom = (
        head + "Från handikapporganisationerna " + people + "\n\n§ 1 Mötet\n\nKarin Ek (GBR) berättar.\n"
    )
    assert named(from_whom, "ORG") == ["Granby kommun", "GBR", "Hjärta & lungor", "SP", "GBR"]
    assert named(head + people + "\n", "ORG") == ["Granby kommun"]


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        ("Lars\nGöransson-Berg hälsade välkommen.", ["Lars Göransson-Berg"]),
        ("Alma Ek, Lars\nGöransson och Bo Dahl berättar.", ["Alma Ek", "Lars Göransson", "Bo Dahl"]),
        ("Göransson, Lars\nRosell, Karin", ["Göransson, Lars", "Rosell, Karin"]),  # two lists of one name
        ("Lars\nÄrendet bordläggs.", []),
    ],
)
def test_a_name_over_a_line_break(lines: str, people: list[str]) -> None:
    found = named("Protokoll\n\n§ 1 Läget\n" + lines + "\n", "PERSON")
    assert [name for name in found if " " in name] == people


def test_mentions_of_one_label_never_overlap() -> None:
    text = HEAD + "§ 12 Ärende\n\nSamordningsförbundet Östra Vikens kansli, Tallviks kommun och IVO (IVO).\n"
    spans = sorted((m.label, m.start, m.end) for m in _found(text))
    assert spans
    for (label, _, end), (other, start, _) in pairwise(spans):
        assert label != other or end <= start


_VOCABULARY = """Anna Berg Karin Socialnämnden nämnden för kultur och fritid AB KS § 12 2024/3 (S) , . VON - &
Stiftelsen Norrby kommun kommuner Klivet ordförande Tf chef Region vård- omsorgs Sweco projektet i av till"""
WORDS = st.sampled_from(_VOCABULARY.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_any_words_give_spans_inside_the_text(words: list[str]) -> None:
    text = HEAD + "§ 12 Ärende\n\n" + " ".join(words) + "\n"
    for found in _found(text):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="AÅab -,.()/&§\t1:s", max_size=400))
def test_odd_characters_do_no_harm(body: str) -> None:
    _found(HEAD + "§ 12 Ärende\n\n" + body + "\n")


@pytest.mark.parametrize(
    "line", ["Klivet har " * 1800, "Anna Berg, Norrby AB (S) " * 800, "KS 2024/1 " * 2000]
)
def test_odd_lines_take_no_time(line: str) -> None:
    layout = _layout(HEAD + "§ 12 Ärende\n\n" + line + "\n")
    begin = time.process_time()
    mentions(layout, [])
    assert time.process_time() - begin < 6


def test_municipalities_behind_people_are_who_sent_them() -> None:
    """When most rows of a list end so; a single one is where somebody lives."""
    rows = ["Alma Ros, Bjurholm", "Bo Dahl, Bjurholm", "Siv Melin, Vännäs", "Stig Öhrn, Vindeln"]
    text = "Protokoll\n\nNärvarande\n" + "\n".join(rows) + "\n\n§ 1 Mötets öppnande\n\nMötet öppnas.\n"
    assert named(text, "ORG") == ["Bjurholm", "Bjurholm", "Vännäs", "Vindeln"]


def test_a_line_of_municipalities_names_them() -> None:
    assert named("Bjurholm Vännäs Umeå\n\nMinnesanteckningar\n", "ORG") == ["Bjurholm", "Vännäs", "Umeå"]
    assert named("Mellan Bjurholm och Vännäs går en väg.\n", "ORG") == []


def test_letters_of_a_local_party_are_one_where_it_acts() -> None:
    text = (
        "Protokoll\n\nBeslutande\nAlma Ros (LBX)\nBo Dahl (S)\nSiv Melin (LBX)\n\n"
        "§ 1 Ny taxa\n\nReservation från LBX. Alma Ros (LBX) yrkar avslag.\n"
    )
    assert named(text, "ORG") == ["LBX"]
