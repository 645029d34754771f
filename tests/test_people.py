from __future__ import annotations

import time
from pathlib import Path

import pytest
from marked import named, unmarked

from pipeline.extract.known import (
    given_names_alone,
    initials_of,
    known_people,
    names_of,
    occurrences,
)
from pipeline.extract.names import given_evidence, name_score, never_in_name, surname_evidence
from pipeline.extract.people import full_names

FULL = [
    "[Anna Berg] öppnar mötet",
    "Ordförande [Anna Berg] och [Bo Lund]",
    "[Anna-Lena Berg Lund] (S)",
    "[Per A. Lindberg] redovisar",
    "[Monica Z Lindberg] redovisar",
    "[Anna Lindberg] S [Karin Lindström] M",
    "[Anna Lindberg], processledare, Finsam Tallborg",
    "[Carl von Essen] och [Birgitta af Klint]",
    "[Ali al-Rashid], ledamot",
    "[Fatima Benali] (V) yrkar",
    "[Zeynep Aydin] (MP)",
    "[Jovana Petrović] föredrar",
    "[Nikolaj O'Brien] (L)",
    "[Anna Bergs] förslag",
    "[ANNA BERG]",
    "[KARIN LINDSTRÖM] och [BO LUNDGREN]",
    "Ledamot [Åsa Öberg]",
    # two in a row without anything between them
    "[Anna Berg] [Karin Lindström]",
    # labels, months, forms
    "Justerandes sign",
    "Plats och tid",
    "Mars April",
    "Sammanträdesdatum Maj",
    "Motion av [Karin Lindström] (M)",
    "Interpellation av [Bo Lundgren] (V)",
    "Avser du [Karin Lindström] (V)",
    # streets, foundations, companies, places, things
    "Karin Boyes gata",
    "Anna Lindhs plats",
    "Karl Lunds stiftelse",
    "Karin och Erik Bergs minnesfond",
    "Erik Berg AB",
    "Göta Älv",
    "Svea Hovrätt",
    "Norra Vikens skola",
    "Tallviks Kommun",
    "Göteborgs Stad",
    "Region Norrbotten",
    "European Office",
    "Test Center Norr",
    # roles that begin with a capital
    "Förbundschef [Anna Berg] Ekonom [Bo Lundgren]",
    "Enhetschef Vuxenenheten",
    # the name begins at the second word
    "Intraservice [Anna Berg] (S)",
    # lists of votes
    "[Berg, Anna]",
    "[Berg Lindström, Anna]",
    "Ordförande, Anna",
    # surnames that end as farms and hills do
    "[Anita Tångegård] och [Åke Lindbacke]",
    "skrivelse från Elsa Brandell-skolan",
    # two letters for the given names, and the letters of two parties
    "[Anna-Carin Rosell] (KD) [P A Almlund] (S)",
    "[K. G. Lundvall], ordförande",
    "M C Lundberg",
    # a party before each name, and an initial
    "S [Björn Ek] C [Kent Dahl] C [Jessica Rosell] L [Paul Almlund]",
    "[C Henrik Dahl] hälsade välkommen",
]


@pytest.mark.parametrize("marked", FULL)
def test_full_names_found_and_not(marked: str) -> None:
    text, expected = unmarked(marked)
    assert [text[found.start : found.end] for found in full_names(text, ())] == expected


def test_names_do_not_cross_cells() -> None:
    text = "Anna\tBerg Karin Lund"
    found = full_names(text, ((0, 4), (5, 20)))
    assert [text[f.start : f.end] for f in found] == ["Karin Lund"]


def test_three_words_alone_in_a_line_are_one_name() -> None:
    text = "Fatuma Ali Warsame"
    assert [(f.start, f.end) for f in full_names(text, ((0, len(text)),))] == [(0, len(text))]


KNOWN = ("Anna Berg", "Mikael Lindgren", "Katarina Sundvall", "Carl von Ahlfors", "Jens Oxenberg")
LATER = [
    "[Mikael] och [Katarina] redovisar",
    "[Bergs] förslag bifalls",
    "[Sundvall] yrkar avslag",
    "[Anna Bergs] yrkande",
    "[ANNA BERG]",
    "[Anna Berg] [Mikael Lindgren]",
    "[von Ahlfors] frågar",
    "[Mikaels] anteckningar",
    "Anna Berglunds bok",
    "Anna Berg Lindström undrar",
    "Hans Anna Berg",
    "Norra Mikael Kyrka",
    "Bergsgatan 3",
    "Sundvalls-Posten",
    "Katarinavägen",
    "kl. 14 på Mikael-gården",
    "Berg & Son",
]


@pytest.mark.parametrize("marked", LATER)
def test_people_of_the_document_are_found_again(marked: str) -> None:
    text, expected = unmarked(marked)
    found = occurrences(text, known_people(KNOWN))
    assert [text[f.start : f.end] for f in found] == expected


INITIALS = [
    ("Jens kollar med kommunen\t[JO]\tmaj", True),
    ("Affisch\t[JO], [AB]\tlöpande", True),
    ("Senast 1 oktober. Ansvarig: [JO]", False),
    ("Enligt JO är beslutet fel", False),
    ("Anna Berg (SD) yrkar", False),
    ("XY\tmaj", True),
]


@pytest.mark.parametrize(("marked", "row"), INITIALS)
def test_initials_in_a_margin_column(marked: str, row: bool) -> None:
    text, expected = unmarked(marked)
    cells: list[tuple[int, int]] = []
    at = 0
    for cell in text.split("\t"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    known = known_people([*KNOWN, "Sara Dahl"])
    found = initials_of(text, tuple(cells) if row else ((0, len(text)),), known)
    assert [text[f.start : f.end] for f in found] == expected


ALONE = [
    "Anser du [Viktoria] att det räcker?",
    "[Olle] kollar priset",
    "Sedan tackade [Margareta] för maten",
    "enligt lex Maria",
    "i lokal Tor klockan nio",
    "systemet som heter Stella",
    "portalen Filip används",
    "stiftelsen Nils och Greta Bergs minne",
    "Max 100 tkr",
    "Per capita",
    "Bo kvar hemma",
    "Maj månad",
    "Umeå växer",
    "Karin-priset",
]


@pytest.mark.parametrize("marked", ALONE)
def test_given_names_alone(marked: str) -> None:
    text, expected = unmarked(marked)
    assert [text[f.start : f.end] for f in given_names_alone(text)] == expected


def test_known_people_leave_labels_out() -> None:
    known = known_people(["Motion Anna", "Anna Berg"])
    assert known.full == {"Anna Berg"} and known.given == {"Anna"}
    assert "AB" in known.initials and known.starts["ANNA"] == ("ANNA BERG",)


def test_names_of_takes_the_genitive_off() -> None:
    texts = ["Anna Bergs förslag", "Anna Berg yrkar", "Bo Lindgrens motion"]
    found = [(text, f) for text in texts for f in full_names(text, ())]
    assert names_of(found) == ["Anna Berg", "Bo Lindgren"]


def test_evidence() -> None:
    assert given_evidence("Anna") == 1.0 and given_evidence("Tallvik") == 0.0
    assert given_evidence("Maggan") >= 0.8
    assert given_evidence("Bo") < given_evidence("Anna")
    assert surname_evidence("Bergs") == 1.0 and surname_evidence("Tallklintsson") == 0.7
    assert never_in_name("Ordförande") and never_in_name("Socialnämnden") and not never_in_name("Hans")
    assert name_score(["Anna", "Berg"]) > 0 > name_score(["Beslut", "Berg"])


@pytest.mark.parametrize(
    "line", ["Anna " * 4000, "Anna Berg, " * 1800, "A. " * 6600, "ANNA " * 4000, "Åå" * 10000]
)
def test_odd_lines_take_no_time(line: str) -> None:
    begin = time.process_time()
    full_names(line, ())
    occurrences(line, known_people(KNOWN))
    given_names_alone(line)
    assert time.process_time() - begin < 4


SENTENCES = (Path(__file__).parent / "cases" / "people.txt").read_text(encoding="utf-8").splitlines()[2:]


@pytest.mark.parametrize("marked", SENTENCES)
def test_people_in_sentences_of_minutes(marked: str) -> None:
    """By the rules alone, without the language model."""
    text, wanted = unmarked(marked)
    assert named(text, "PERSON") == wanted
