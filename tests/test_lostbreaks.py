"""Texts that have lost their line breaks: where the lines began, and that no other text is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.facts import Document
from pipeline.read import read_bytes
from pipeline.run import extract_source
from pipeline.segment.lines import lines
from pipeline.segment.lostbreaks import lost_breaks

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
SHARED = (Path(__file__).parents[1] / ".." / "shared").resolve()

HEAD = [
    "SAMMANTRÄDESPROTOKOLL",
    "Sida 1 (9)",
    "Plats och tid Kommunhuset i Norrby, kl 13.00-15.30",
    "Beslutande Alma Ros (S), ordförande",
    "Olof Dahl (LB)",
    "Siv Tallberg (M), ersätter Bengt Ås (M)",
    "Ersättare Karin Lind (C)",
    "Övriga närvarande Eva Holm, skolchef",
    "Nils Berg, sekreterare",
    "Utses att justera Olof Dahl (LB)",
    "Justeringens plats och tid Kommunkansliet 2024-03-12",
    "Underskrifter",
    "Sekreterare Nils Berg",
    "Ordförande Alma Ros",
    "ANSLAG/BEVIS",
    "Justeringen har tillkännagivits genom anslag",
    "Organ Skolnämnden",
    "Sammanträdesdatum 2024-03-05",
]
ITEMS = [
    "§ 12 Val av justerare",
    "Olof Dahl utses att jämte ordföranden justera dagens protokoll.",
    "§ 13 Taxa för skollokaler Dnr 2024/17",
    "Beslut",
    "Skolnämnden antar taxan.",
    "Sammanfattning",
    "Förvaltningen har räknat om taxan enligt § 4 i reglementet. Den gäller från maj.",
    "§ 14 Skolskjuts i Västerby",
    "Eva Holm redogör för linjerna.",
    "Skolnämnden beslutar",
    "1. Lägga ned linje 4.",
    "2. Utöka linje 7.",
]


def shown(text: str) -> list[str]:
    return [line.text for line in lines(text, (), None, lost_breaks(text)) if line.text]


def extracted(text: str) -> Document:
    return extract_source(read_bytes(text.encode(), "a.txt"))


@pytest.mark.parametrize("gap", [" ", "  ", " · ", "\u00a0\u00a0"])
def test_the_lines_of_a_text_on_one_line(gap: str) -> None:
    assert shown(gap.join([*HEAD, *ITEMS])) == [*HEAD, *ITEMS]


def test_the_lines_of_a_text_with_nothing_where_they_ended() -> None:
    found = shown("".join(HEAD[2:]))
    assert {"Beslutande Alma Ros (S), ordförande", "Olof Dahl (LB)", "Underskrifter"} <= set(found)


def test_pages_that_are_lines() -> None:
    pages = [
        "1 " + " ".join(HEAD),
        "2 Norrby kommun 12 Val av justerare Olof Dahl utses att justera protokollet.",
    ]
    pages.append("3 Norrby kommun 13 Taxa för skollokaler Skolnämnden antar taxan för skollokaler.")
    found = shown("\n\n".join(pages))
    assert found[: len(HEAD)] == HEAD
    assert "12 Val av justerare" in found and "13 Taxa för skollokaler" in found


def test_facts_of_a_text_on_one_line_are_those_of_its_lines() -> None:
    whole, joined = extracted("\n".join([*HEAD, "", *ITEMS])), extracted(" ".join([*HEAD, *ITEMS]))
    assert [(s.number, s.title, s.case) for s in joined.sections] == [
        (s.number, s.title, s.case) for s in whole.sections
    ]
    assert [(a.person, a.party, a.standing, a.replaces) for a in joined.attendance] == [
        (a.person, a.party, a.standing, a.replaces) for a in whole.attendance
    ]
    assert len(joined.attendance) == 6 and len(joined.sections) == 3
    assert joined.meeting.date == "2024-03-05" and joined.meeting.starts == "13:00"
    assert joined.meeting.adjusted == "2024-03-12"


def test_spans_are_those_of_the_raw_text() -> None:
    text = " ".join([*HEAD, *ITEMS])
    document = extracted(text)
    for facts in (document.sections, document.attendance, document.decisions, document.mentions):
        assert facts
        assert all(text[fact.start : fact.end] == fact.text for fact in facts)


@pytest.mark.parametrize(
    "text",
    [
        # prose, however long its lines, with statutes and with sentences that begin as labels do
        "Nämnden kan enligt § 12 i stadgan och § 13 samma stadga fatta beslut. Beslut fattas i maj. "
        "Ordförande Alma Ros hälsar alla välkomna. Sekreterare är Nils Berg. Ersättare kallas när någon "
        "har förhinder. Justerare väljs i tur och ordning, och plats och tid meddelas. Reservation finns ej.",
        "Protokollet upptar: 1. Anta taxan. 2. Utöka linje 7 med en tur. 3. Lägga ned linje 4 från hösten. "
        "4. Uppdra åt skolchefen att se över linjerna. 5. Paragrafen förklaras omedelbart justerad.",
        "Beslutande: Alma Ros (S), Olof Dahl (LB), Siv Tallberg (M), Karin Lind (C), Bengt Ås (M), "
        "Nils Berg (V), Eva Holm (KD) och Ture Sand (MP) som ersättare för Gun Strand (MP), alla i Norrby.",
        "| Beslutande | Alma Ros (S), ordförande Olof Dahl (LB) Siv Tallberg (M) | Ersättare | Siv Ås (C) "
        "| Utses att justera | Olof Dahl (LB) | Underskrifter | Sekreterare | Nils Berg | Organ | SN |",
    ],
)
def test_prose_and_tables_stay_as_they_are(text: str) -> None:
    assert lost_breaks(text) == ()
    assert lost_breaks("\n".join([*HEAD, text, *ITEMS])) == ()


def test_wrapped_minutes_stay_as_they_are() -> None:
    assert lost_breaks("\n".join([*HEAD, "", *ITEMS])) == ()


def test_no_annotated_text_is_touched() -> None:
    texts = sorted(ANNOTATIONS.glob("*.txt"))
    assert texts
    assert [path.name for path in texts if lost_breaks(path.read_text(encoding="utf-8"))] == []


def test_no_real_protocol_is_touched() -> None:
    if not SHARED.is_dir():
        pytest.skip("the real protocols are not here")
    texts = [
        path for name in ("gold", "protocols", "protocols-more") for path in (SHARED / name).glob("*.txt")
    ]
    assert [path.name for path in texts if lost_breaks(path.read_text(encoding="utf-8"))] == []


def test_people_are_no_items() -> None:
    others = "Övriga närvarande Eva Holm, skolchef, § 13 Nils Berg, sekreterare Ture Sand, ekonom, § 14"
    text = " ".join([*HEAD[:7], others, *HEAD[9:], *ITEMS])
    found = shown(text)
    assert "Nils Berg, sekreterare" in found and "Ture Sand, ekonom, § 14" in found
    assert [line for line in found if line.startswith("§")] == [
        line for line in ITEMS if line.startswith("§")
    ]
