"""Case numbers: minimal pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import unmarked
from plain_layout import plain_layout

from pipeline.extract.cases import cases

FOUND = [
    ("Dnr 2024/12", ["Dnr 2024/12"]),
    ("Svar lämnas. Dnr 2023/108. Ärendet avslutas.", ["Dnr 2023/108"]),
    ("Dnr: KS 2021/123 Ansökan", ["Dnr: KS 2021/123"]),
    ("dnr. 12/2019 avslutas", ["dnr. 12/2019"]),
    ("Dnr KS21/40 läggs till handlingarna.", ["Dnr KS21/40"]),
    ("Yttrande, dnr 2.1-12345/2021, till länsstyrelsen.", ["dnr 2.1-12345/2021"]),
    ("Dnr 2024/12 och 2024/13 avslutas.", ["Dnr 2024/12", "2024/13"]),
    ("§ 535 Ärendenummer SLK-2025-00315", ["SLK-2025-00315"]),
    ("Ärendenummer: KSN-2021-00123", ["KSN-2021-00123"]),
    ("Diarienummer: 2024/12", ["2024/12"]),
    ("Diarienr KS 2021/123", ["KS 2021/123"]),
    ("Motionen (KS 2021/123) bifalls.", ["KS 2021/123"]),
    ("Motionen KS/2021:45 bifalls.", ["KS/2021:45"]),
    ("Motionen RS 2019-00123 bifalls.", ["RS 2019-00123"]),
    ("Motionen KSKF/2021:12 bifalls.", ["KSKF/2021:12"]),
    ("§ 48 Vattenavtal\t2024/12\t4", ["2024/12"]),
    ("Vattenavtal\n2024/12\n4", ["2024/12"]),
    ("Dnr 2024/12 SD yrkar avslag.", ["Dnr 2024/12"]),
    ("Motionen 2021KS0034-1 bifalls.", ["2021KS0034-1"]),
    ("Dnr 2021KS0034-1 avslutas.", ["Dnr 2021KS0034-1"]),
    ("Dom i mål nr 2072-25 om avgift.", ["2072-25"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_case_number_is_found(text: str, expected: list[str]) -> None:
    assert [fact.text for fact in cases(plain_layout(text))] == expected


NOT_CASES = [
    "Lovet prövas enligt PBL 2010:900.",
    "Läsåret 2019/2020 började sent.",
    "Läsåret 2024/25 började sent.",
    "Beslutet VONAU § 21/2025 gäller.",
    "Öppet 24/7.",
    "Lagen (2003:1210) och SFS 2010:800 gäller.",
    "Prop. 2019/20:45 och SOU 2020:47 behandlas.",
    "Beslutet i KSAU 16/2 gäller.",
    "Mötet i KS 2021-05-04 ställs in.",
    "VA 2018-2020 beskrivs.",
    "Handling 2025 nr 189.",
    "Rapport nr 2877 lades fram.",
    "Svar senast 12/3 2021.",
    "Närvarande § 3-5/2021.",
    "Organisationsnummer 212000-0000.",
    "Andelen är 3/4.",
    "Ring 0911-12 34 56.",
    "Vi mätte 2024/50 gånger.",
]


@pytest.mark.parametrize("text", NOT_CASES)
def test_what_is_no_case_number(text: str) -> None:
    assert [fact.text for fact in cases(plain_layout(text))] == []


def test_a_heading_may_carry_a_bare_number() -> None:
    assert [fact.text for fact in cases(plain_layout("§ 12 2024/25 Ny brygga"))] == ["2024/25"]
    assert [fact.text for fact in cases(plain_layout("§ 12 Ny brygga läsåret 2024/25"))] == []
    assert [fact.text for fact in cases(plain_layout("§ 12 Ny brygga 2024/125"))] == ["2024/125"]


SENTENCES = (Path(__file__).parent / "cases" / "cases.txt").read_text(encoding="utf-8").splitlines()[2:]


@pytest.mark.parametrize("marked", SENTENCES)
def test_cases_in_lines_of_minutes(marked: str) -> None:
    text, wanted = unmarked(marked)
    layout = plain_layout(text)
    assert [layout.source.text[m.start : m.end] for m in cases(layout)] == wanted
