"""Attendance lists of invented bodies, in the many layouts Swedish minutes give them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from segmented import cases, layout_of, rows_of

from pipeline.extract.attendance import attendance
from pipeline.extract.attendance.collapsed import split, split_names, whole_names

BODY = "\n\n§ 1 Mötets öppnande\nOrdföranden öppnar mötet.\n\n" + "\n\n".join(
    f"§ {n} Ärende nummer {n}\nStyrelsen beslutar att notera rapporten." for n in range(2, 13)
)

CASES = cases("attendance")
SCRAPS = """Beslutande
Närvarande:
Ersättare
Anna Ek (S)
Bo Lund
§§ 1–4
ersätter Eva Tall
Ek	Lund
(i Bo Lunds frånvaro)
		X
| Namn | Närv |
| Anna Ek | X |
§ 1 Öppnande
ordförande
ORDFÖRANDE ANNA EK
Övriga deltagare	Anna Ek Bo Lund
Ledamöter    Ersättare
för
(
)

""".split("\n")


@pytest.mark.parametrize("name", CASES)
def test_list(name: str) -> None:
    head, expected = CASES[name]
    text = head if "opening item" in name else "PROTOKOLL\nNorrby nämnd\n2024-03-04\n\n" + head + BODY
    assert rows_of(text) == expected


def test_a_close_call_is_reported() -> None:
    text = "Beslutande\tAnna Maria Karin Eva\tNorrby kommun Region Norrby\n\n§ 1 Öppnande\nMötet öppnas."
    rows, warnings = attendance(layout_of(text))
    assert all(row.text == "" and row.start < row.end for row in rows)
    assert [warning.code for warning in warnings] in ([], ["attendance.uncertain"])


@pytest.mark.parametrize(
    "line",
    [
        "Närvarande\tDoris Ek Erik Falk Siv Melin\tRegion Västerbotten Umeå kommun",
        "Beslutande\tDoris Ek Erik Falk\tRegion Västerbotten",
        "Beslutande\tDoris Ek Erik Falk Siv Melin\tSamordningsförbundet Umeå Vindeln",
        "Närvarande\tDoris Ek, Erik Falk, Siv Melin\tUmeå kommun, Region Västerbotten",
        "Närvarande\nDoris Ek Erik Falk Siv Melin\nRegion Västerbotten Umeå kommun",
        "Närvarande\tOrganisation\nDoris Ek Erik Falk Siv Melin\tRegion Västerbotten Umeå kommun",
    ],
)
def test_other_counts_are_reported_and_nobody_gets_anothers_sender(line: str) -> None:
    rows, warnings = attendance(layout_of(f"{line}\n\n§ 1 Öppnande\nMötet öppnas."))
    assert [row.person for row in rows] == ["Doris Ek", "Erik Falk", "Siv Melin"][: len(rows)]
    assert len(rows) == 2 + line.count("Siv") and all(row.organisation is None for row in rows)
    assert [warning.code for warning in warnings] == ["attendance.uncertain"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(SCRAPS) | st.text(max_size=30),
        max_size=25,
    )
)
def test_any_list_gives_names_that_stand_in_the_text(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    layout = layout_of(text)
    rows, _ = attendance(layout)
    for row in rows:
        assert " ".join(text[row.start : row.end].split()).replace("*", "") != ""
        assert 0 <= row.start < row.end <= len(text)
        assert row.person.split()[0].strip(",") in text


def test_two_officials_on_a_line() -> None:
    head = (
        "Protokoll\nBeslutande\tMaria Ek (C)\n"
        "Övriga deltagare\tKommunchef Tor Ahl\tEkonomichef Lisa Lund § 3\n\n"
        "§ 1 Öppnande\nMötet öppnades.\n"
    )
    rows = rows_of(head)
    assert any(row.startswith("Tor Ahl") and "kommunchef" in row and "ekonomichef" not in row for row in rows)
    assert any(row.startswith("Lisa Lund") and "ekonomichef" in row for row in rows)


RUN = "Yusuf Demir Nguyen Thi Lan"
SIGNED = "\n\nJusteras\n\nNguyen Thi Lan\n\nVid pennan var Yusuf Demir, Norrby.\n"


def test_names_that_stand_whole_elsewhere_cut_a_collapsed_cell() -> None:
    known = frozenset({"Yusuf Demir", "Nguyen Thi Lan", RUN})
    assert [RUN[a:b] for a, b in split_names(RUN, known)] == ["Yusuf Demir", "Nguyen Thi Lan"]
    both = split(RUN, "Norrby kommun Region Norrby", known)
    assert both is not None
    assert [RUN[a:b] for a, b in both.names] == ["Yusuf Demir", "Nguyen Thi Lan"]
    one = split(RUN, "Norrby kommun Region Norrby", frozenset({"Nguyen Thi Lan"}))
    assert one is not None and one.names == both.names


def test_a_collapsed_cell_is_cut_by_the_signatures_of_its_document() -> None:
    text = f"PROTOKOLL\nNorrby nämnd\n2024-03-04\n\nBeslutande\t{RUN}\tNorrby kommun Region Norrby" + BODY
    rows, _ = attendance(layout_of(text + SIGNED))
    assert [row.person for row in rows][:2] == ["Yusuf Demir", "Nguyen Thi Lan"]


def test_whole_names_are_bounded() -> None:
    names = whole_names(
        layout_of("PROTOKOLL\n\nVal av Per A. Ek, Anna Tall (S) och Bo Lund." + BODY + SIGNED)
    )
    assert {"Nguyen Thi Lan", "Anna Tall", "Bo Lund"} <= names
    assert not {"Nguyen Thi", "Thi Lan"} & names


def test_those_present_may_stand_behind_the_last_item() -> None:
    items = "§ 1 Val av justerare\nNämnden väljer ordföranden.\n\n§ 2 Avslutning\nMötet avslutas.\n\n"
    listed = "Närvarande vid sammanträdet\n\nYlva Ström (S), ordförande\nBo Lund (M)\n\n"
    listed += "Frånvarande\n\nSiv Ek (C)\n"
    head = "PROTOKOLL\nNorrby nämnd\n2024-03-04\n\n"
    assert rows_of(head + items + listed) == [
        "Ylva Ström (S): member, ordförande",
        "Bo Lund (M): member",
        "Siv Ek (C): member, absent",
    ]
    assert rows_of(head + "Närvarande: Ida Holm\n\n" + items + listed) == ["Ida Holm: member"]


def test_items_that_only_the_head_names() -> None:
    head = "PROTOKOLL\nNorrby nämnd\n2024-03-04\n\nNärvarande ledamöter\nAnna Ek (S), ej § 31\nBo Lund (M)\n"
    item = "\n\n§ 30 Öppnande\nMötet öppnas.\n\n§ 32 Budget\nNämnden antar budgeten.\n"
    told = rows_of(f"{head}Justerade paragrafer §§ 30-34\n{item}")
    assert told[0] == "Anna Ek (S): member, ledamot, § 30 32 33 34"
    assert rows_of(f"{head}Paragrafer 50-54\n{item}")[0] == "Anna Ek (S): member, ledamot"


ANNEX = """KOMMUNFULLMÄKTIGE
PROTOKOLL 2024-06-12
Norrby kommun

Plats och tid: Rådhuset, kl. 16.00-19.00
{refers}Utses att justera: Anna Ek (S)

§ 1 Öppnande
Ordföranden öppnar mötet.

§ 2 Budget
Kommunfullmäktige beslutar att anta budgeten.

{annex}"""
SEATS = """Plats\tLedamot\tErsättare\tParti\tAnkom\tUtgick
1\tEk, Anna\t\tS\t16:00\t19:00
2\tLund, Bo\tÖman, David\tM\t16:00\t18:10
3\tÅs, Cecilia\t\tC\t16:05
4\t\tTall, Eva\tV\t16.00\t19.00
"""


@pytest.mark.parametrize(
    "title", ["Bilaga 1\n\n", "Bilaga 1\nNärvarolista\n\n", "Bilaga 1 Närvarolista 2024-06-12\n\n"]
)
def test_a_list_bound_in_behind_the_minutes(title: str) -> None:
    assert rows_of(ANNEX.format(refers="", annex=title + SEATS)) == [
        "Ek, Anna (S): member",
        "Lund, Bo (M): member, absent",
        "Öman, David (M): voting, ersättare, for Lund, Bo",
        "Ås, Cecilia (C): member",
        "Tall, Eva (V): voting, ersättare",
    ]


def test_a_list_behind_the_items_that_the_head_refers_to() -> None:
    refers = "Beslutande: Enligt bifogad uppropslista\nÖvriga deltagande: Siv Alm, sekreterare\n"
    marks = (
        "Uppropslista\n\nLedamöter\tParti\tNärvarande\tErsättare\nAnna Ek\tS\tX\nBo Lund\tM\t\tDavid Öman\n"
    )
    assert rows_of(ANNEX.format(refers=refers, annex=marks)) == [
        "Siv Alm: other, sekreterare",
        "Anna Ek (S): voting, ledamot",
        "Bo Lund (M): member, ledamot, absent",
        "David Öman: voting, ersättare, for Bo Lund",
    ]


def test_an_attachment_lists_nobody_when_the_head_does() -> None:
    refers = "Beslutande: Anna Ek (S), Bo Lund (M), Cecilia Ås (C)\n"
    rows = rows_of(ANNEX.format(refers=refers, annex="Bilaga 1\nNärvarolista\n\n" + SEATS))
    assert rows == ["Anna Ek (S): voting", "Bo Lund (M): voting", "Cecilia Ås (C): voting"]


def test_a_table_with_an_empty_column_before_two_lists() -> None:
    lines = "Beslutande\tLedamöter\tErsättare\n\tAnna Ek (S)\tBo Lund (S)\n\tCecilia Ås (M)\tDavid Öman (M)\n"
    assert rows_of(f"PROTOKOLL\nNorrby nämnd\n2024-03-04\n\n{lines}{BODY}") == [
        "Anna Ek (S): voting, ledamot",
        "Bo Lund (S): substitute, ersättare",
        "Cecilia Ås (M): voting, ledamot",
        "David Öman (M): substitute, ersättare",
    ]


def test_a_seat_list_with_a_cell_a_line() -> None:
    titles = "Bilaga 1\n\nPlats\n\nLedamot\n\n1\n\nErsättare\n\nParti\n\nAnkom\n\nUtgick\n\n"
    seats = (
        "Ek, Anna|S|13:02|18:30|2|Lund, Bo|M|13:05|16:10|2|Lund, Bo|Öman, David|M|16:11|18:28"
        "|3|Ås, Cecilia|von Tall, Eva|V|13:00|18:30|4|Alm Ros, Siv|KD|13:20"
    )
    found = rows_of(ANNEX.format(refers="", annex=titles + "\n\n".join(seats.split("|")) + "\n"))
    assert found == [
        "Ek, Anna (S): member",
        "Lund, Bo (M): member",
        "Öman, David (M): voting, ersättare, for Lund, Bo",
        "Ås, Cecilia (V): member, absent",
        "von Tall, Eva (V): voting, ersättare, for Ås, Cecilia",
        "Alm Ros, Siv (KD): member",
    ]
    votes = titles.replace("Ankom\n\nUtgick", "Ja\n\nNej").replace("Ersättare\n\n", "")
    assert rows_of(ANNEX.format(refers="", annex=votes + "\n\n".join(seats.split("|")) + "\n")) == []
