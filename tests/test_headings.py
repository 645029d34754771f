"""Headings of items in the forms Swedish minutes give them; contents lists and citations are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from segmented import cases, layout_of, sections_of

CASES = cases("headings")
LISTS = cases("contents")
NOTICE = """KALLELSE
Norrby samordningsförbund
Sammanträde 2024-03-04 kl. 13.00
Plats: Kommunhuset

1. Mötets öppnande
2. Budget
3. Val av ombud
4. Mötet avslutas

Välkomna!
Hälsningar från kansliet
Frågor besvaras gärna.
Kaffe finns.
Anmäl förhinder.

PROTOKOLL

Sammanträdesdatum 2024-01-15
Plats och tid: Kommunhuset kl. 13.00–15.00
Närvarande: Anna Ek, Bo Lund

§ 1 Mötets öppnande
Ordföranden öppnar.

§ 2 Budget
Budgeten antas.

§ 3 Avslutning
Mötet avslutas.
"""
HEAD = "PROTOKOLL\nNorrby nämnd\nSammanträdesdatum 2024-03-04\n\nNärvarande: Anna Ek, Bo Lund\n\n"


@pytest.mark.parametrize("name", CASES)
def test_items(name: str) -> None:
    text, expected = CASES[name]
    assert sections_of(text if text.startswith("Protokollsutdrag") else HEAD + text) == expected


@pytest.mark.parametrize("name", LISTS)
def test_lists_that_are_no_items(name: str) -> None:
    text, expected = LISTS[name]
    assert (sections_of(HEAD + text) or ["(none)"]) == expected


def test_a_notice_has_agenda_items_and_bound_in_minutes_items() -> None:
    text = NOTICE
    layout = layout_of(text)
    assert [part.meeting.kind for part in layout.parts] == ["notice", "minutes"]
    assert [part.meeting.date for part in layout.parts] == ["2024-03-04", "2024-01-15"]
    kinds = [(s.kind, s.number, s.part == layout.parts[0].id) for s in layout.sections]
    assert kinds == [
        *(("agenda_item", str(n), True) for n in (1, 2, 3, 4)),
        ("attachment", None, False),
        *(("item", str(n), False) for n in (1, 2, 3)),
    ]


def test_running_heads_inside_an_item_are_furniture() -> None:
    page = "Norrby kommun\tPROTOKOLL\t{n} (4)\nSocialnämnden\t2024-03-04\n\n"
    foot = "\nJusterandes sign\tUtdragsbestyrkande\n"
    body = "§ {n} Ärende nummer {n}\nNämnden beslutar att anta den plan om {what} som har tagits fram för\n"
    what = ("", "skolor", "vägar", "badplatser", "bibliotek")
    text = "".join((page + body + foot).format(n=n, what=what[n]) for n in range(1, 5))
    layout = layout_of(text)
    assert [s.number for s in layout.sections] == ["1", "2", "3", "4"]
    shown = [b.text for b in layout.blocks if b.kind not in ("furniture", "heading")]
    assert len(shown) == 4
    assert all(line.startswith("Nämnden beslutar") for line in shown)


def test_contents_alone_are_no_items() -> None:
    listed = "Innehållsförteckning\n§ 12 Val av justerare\n§ 13 Ny taxa för torghandel\n§ 14 Avslutning\n"
    assert sections_of(HEAD + listed) == []


def test_a_decision_that_heads_several_pages_is_no_furniture() -> None:
    page = "Norrby kommun\tPROTOKOLL\t{n} (4)\nRevisionen\t2024-03-04\n\n"
    body = (
        "Beslut\nRevisionen beslutar att godkänna granskningen av kommunens\nåtagande {n}.\n\n"
        "§ {n} Granskning {n}\nEn sakkunnig redogör för granskningen.\n\n"
    )
    layout = layout_of("".join((page + body).format(n=n) for n in range(1, 5)))
    shown = [b.text for b in layout.blocks if b.kind == "prose"]
    assert sum(text.startswith("Revisionen beslutar") for text in shown) == 4


def test_a_wrapped_lead_in_is_no_label() -> None:
    lead = "Socialnämnden föreslår kommunstyrelsen att föreslå att\nkommunfullmäktige beslutar:\n"
    layout = layout_of(HEAD + "§ 1 Taxa\nBeslut\n" + lead + "att anta taxan.\n")
    assert [b.text for b in layout.blocks if b.kind == "label"] == ["Beslut"]
    assert any(b.text.endswith("att kommunfullmäktige beslutar:") for b in layout.blocks)


AGENDA = """KALLELSE
Socialnämnden
Tid: Torsdag den 4 april 2024, klockan 13.15
Plats: Sessionssalen

Nr   Ärende                                     Diarienummer    Föredragande
1    Upprop
2    Val av justerare
3    Budgetuppföljning per mars                 SN 2024/12      Karin Wik
4    Yttrande över motion om fritidsbank        SN 2024/15      Eva Lind
     och lånebod
5    Föregående protokoll                       Bilaga 1
6    Meddelanden
"""


def test_an_agenda_with_columns() -> None:
    assert sections_of(AGENDA) == [
        "1 Upprop",
        "2 Val av justerare",
        "3 Budgetuppföljning per mars [SN 2024/12]",
        "4 Yttrande över motion om fritidsbank och lånebod [SN 2024/15]",
        "5 Föregående protokoll",
        "6 Meddelanden",
    ]


def test_items_that_share_a_heading_stand_apart() -> None:
    text = "§ 3 Budget\nBudgeten antas.\n\n§§ 4-6 Utgår\n\n§ 7 Avslutning\nMötet avslutas.\n"
    sections = layout_of(text).sections
    assert [section.text for section in sections[1:4]] == ["§§ 4", "-", "6 Utgår"]
    assert all(a.stop <= b.start for a, b in pairwise(sections))


def test_pages_behind_the_titles_of_a_list_are_no_words_of_them() -> None:
    text = (
        "FÖREDRAGNINGSLISTA\nSocialnämnden 2024-03-04\n\n"
        "§ 12 Upprop 3\n§ 13 Budget 2025 4\n§ 14 Hemtjänsten 5\n§ 15 Val 6\n"
    )
    assert sections_of(text) == ["12 Upprop", "13 Budget 2025", "14 Hemtjänsten", "15 Val"]
