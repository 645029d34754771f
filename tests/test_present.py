"""Who sat at the table at a §: from the lists, and from what the items tell."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import UnknownSection
from pipeline.facts import Document
from pipeline.presence import Item, presence, summary
from pipeline.presence.people import named
from pipeline.read import read_bytes
from pipeline.run import extract_source

HEAD = """Norrby kommun
Kultur- och fritidsnämnden
SAMMANTRÄDESPROTOKOLL
2024-03-14

Plats och tid	Kommunhuset, Norrby, kl. 13.00–15.30

Beslutande	Anna Ekdal (S), ordförande
	Bo Lundmark (M), 1:e vice ordförande
	Cecilia Åström (C), ej § 33 på grund av jäv
	David Öhman (SD) t.o.m. § 34
	Eva Tallberg (V) fr.o.m. § 33
	Gun Brinkman (S) §§ 35–36 (i Eva Tallbergs frånvaro)
	Hans Myrén (M), på distans, ersätter Ivar Forslund (M)

Ej tjänstgörande ersättare	Karin Sandgren (C)
	Lars Hedberg (V)

Övriga deltagare	Maria Nordin, förvaltningschef
	Olle Strand, ekonom § 34

§ 32 Val av justerare
Nämnden utser Bo Lundmark att justera protokollet.

§ 33 Bidrag till Norrby hembygdsförening
Nämnden beslutar att bevilja 20 000 kr.

§ 34 Månadsrapport
Nämnden lägger rapporten till handlingarna.

§ 35 Avgifter i simhallen
Nämnden beslutar att fastställa avgifterna.
{told}

§ 36 Övriga frågor
Nämnden beslutar att anta planen för biblioteket.
"""


@cache
def document(told: str = "") -> Document:
    return extract_source(read_bytes(HEAD.replace("{told}", told).encode(), "norrby.txt"))


def at(number: str, told: str = "") -> dict[str, str]:
    """Each person's state, and for whom they serve."""
    (item,) = presence(document(told), number)
    return {s.person: s.state + (f" for {s.replaces}" if s.replaces else "") for s in item.seats}


def test_the_list_tells_who_decided() -> None:
    assert at("33") == {
        "Anna Ekdal": "deciding",
        "Bo Lundmark": "deciding",
        "Cecilia Åström": "away",
        "David Öhman": "deciding",
        "Eva Tallberg": "deciding",
        "Gun Brinkman": "away",
        "Hans Myrén": "deciding for Ivar Forslund",
        "Karin Sandgren": "present",
        "Lars Hedberg": "present",
        "Maria Nordin": "present",
        "Olle Strand": "away",
    }


def test_sections_limit_and_substitutes_take_the_place() -> None:
    first, later = at("§ 32"), at("35")
    assert (first["Cecilia Åström"], first["Eva Tallberg"]) == ("deciding", "away")
    assert (later["David Öhman"], later["Gun Brinkman"]) == ("away", "deciding for Eva Tallberg")
    assert later["Eva Tallberg"] == "away"  # she is listed for the item, and somebody stood in for her
    (item,) = presence(document(), "35")
    eva = next(seat for seat in item.seats if seat.person == "Eva Tallberg")
    assert (eva.replaced_by, eva.why) == ("Gun Brinkman", "Gun Brinkman stood in")
    assert at("34")["Olle Strand"] == "present"


def test_every_seat_has_the_words_that_say_so() -> None:
    (item,) = presence(document(), "33")
    text = document().source.text
    for seat in item.seats:
        assert seat.sources
        for words in seat.sources:
            assert " ".join(text[words.start : words.end].split()) == words.text
    hans = next(seat for seat in item.seats if seat.person == "Hans Myrén")
    assert hans.remote and hans.party == "M" and hans.roles == ("ersättare",)
    assert "på distans" in hans.sources[0].text


@pytest.mark.parametrize(
    ("told", "person", "states"),
    [
        ("Bo Lundmark (M) anmäler jäv och deltar inte i handläggningen av ärendet.", "Bo Lundmark",
         ("deciding", "away", "deciding")),
        ("Jäv\nBo Lundmark (M) deltar inte i handläggningen\nav ärendet på grund av jäv.", "Bo Lundmark",
         ("deciding", "away", "deciding")),
        ("På grund av jäv deltar inte Bo Lundmark (M) i ärendet.", "Bo Lundmark",
         ("deciding", "away", "deciding")),
        ("På grund av jäv deltar inte Bo Lundmark (M) i beslutet.", "Bo Lundmark",
         ("deciding", "away", "deciding")),
        ("Bo Lundmark (M) går i pension i maj och ersätts av Karin Sandgren (C).", "Bo Lundmark",
         ("deciding",) * 3),
        ("Bo Lundmark (M) och Anna Ekdal (S) deltog ej i behandlingen av ärendet.", "Anna Ekdal",
         ("deciding", "away", "deciding")),
        ("Bo Lundmark (M), som är ordförande i föreningen, anmäler jäv och lämnar salen.", "Bo Lundmark",
         ("deciding", "away", "deciding")),
        ("Bo Lundmark (M) anmäler jäv under paragraf 36: Övriga frågor.", "Bo Lundmark",
         ("deciding", "deciding", "away")),
        ("Bo Lundmark (M) deltar inte i beslutet.", "Bo Lundmark", ("deciding", "present", "deciding")),
        ("Anna Ekdal S, Eva Tallberg V, David Öhman SD, Bo Lundmark M deltog inte i beslutet.", "Bo Lundmark",
         ("deciding", "present", "deciding")),
        ("Bo Lundmark (M) lämnar sammanträdet.", "Bo Lundmark", ("deciding", "unclear", "away")),
        ("Bo Lundmark (M) lämnar sammanträdet efter beslutet.", "Bo Lundmark",
         ("deciding", "deciding", "away")),
        ("Innan beslutet fattas lämnar Bo Lundmark (M) mötet.", "Bo Lundmark", ("deciding", "away", "away")),
        ("Bo Lundmark (M) lämnar salen under överläggningen.", "Bo Lundmark",
         ("deciding", "unclear", "deciding")),
        ("Bo Lundmark (M) ansluter till mötet.", "Bo Lundmark", ("away", "unclear", "deciding")),
        ("Lars Hedberg (V) tjänstgör i stället för Bo Lundmark (M).", "Bo Lundmark",
         ("deciding", "away", "deciding")),
        ("Ordföranden frågar om Bo Lundmark (M) är jävig.", "Bo Lundmark", ("deciding",) * 3),
        ("Bo Lundmark (M) yrkar att den som är jävig inte deltar i beslutet.", "Bo Lundmark",
         ("deciding",) * 3),
        ("Bo Lundmark (M) är inte jävig.", "Bo Lundmark", ("deciding",) * 3),
        ("Bo Lundmark (M) deltar i beslutet.", "Bo Lundmark", ("deciding",) * 3),
        ("Ingen anmäler jäv. Bo Lundmark (M) lämnar en skriftlig reservation.", "Bo Lundmark",
         ("deciding",) * 3),
        ("David Öhman (SD) lämnar sammanträdet.", "David Öhman", ("deciding", "away", "away")),
        ("Bo Lundmark (M) närvarar ej vid behandlingen av detta ärende.", "Bo Lundmark",
         ("deciding", "away", "deciding")),
        ("Jäv: Bo Lundmark (M)", "Bo Lundmark", ("deciding", "away", "deciding")),
        ("Jäv: Bo Lundmark (M) ledde mötet om bidraget.", "Bo Lundmark", ("deciding",) * 3),
        ("Bo Lundmark (M) utträder kl. 14.10.", "Bo Lundmark", ("deciding", "unclear", "away")),
        ("Bo Lundmark (M) går kl. 14.10.", "Bo Lundmark", ("deciding", "unclear", "away")),
        ("Bo Lundmark (M) går igenom ärendet.", "Bo Lundmark", ("deciding",) * 3),
        ("Bo Lundmark (M) lämnar sammanträdet efter paragrafen.", "Bo Lundmark",
         ("deciding", "deciding", "away")),
        ("Bo Lundmark (M) kommer kl. 13.40.", "Bo Lundmark", ("away", "unclear", "deciding")),
        ("Bo Lundmark (M) är åter närvarande.", "Bo Lundmark", ("deciding",) * 3),
        ("Bo Lundmark (M) lämnar ärendet utan yrkande.", "Bo Lundmark", ("deciding",) * 3),
        ("Bo Lundmark (M) kommer vid § 36 att redovisa arbetet.", "Bo Lundmark", ("deciding",) * 3),
    ],
)  # fmt: skip
def test_what_the_item_tells(told: str, person: str, states: tuple[str, ...]) -> None:
    assert tuple(at(number, told)[person] for number in ("34", "35", "36")) == states


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("Bo Lundmark (M) anmäler jäv. Karin Sandgren (C) tjänstgör i hans ställe.", "Karin Sandgren"),
        ("Karin Sandgren (C) går in för Bo Lundmark (M) på grund av jäv.", "Karin Sandgren"),
        ("Under paragrafen tjänstgör Karin Sandgren (C) för Bo Lundmark (M).", "Karin Sandgren"),
        ("Karin Sandgren (C) ersätter Bo Lundmark (M).", "Karin Sandgren"),
        ("Karin Sandgren (C) inträder i Bo Lundmarks ställe.", "Karin Sandgren"),
        ("Bo Lundmark (M) anmäler jäv och ersätts av Karin Sandgren (C).", "Karin Sandgren"),
        ("Under behandlingen av ärendet ersätts Bo Lundmark (M) av Karin Sandgren (C).", "Karin Sandgren"),
        ("Jäv: Bo Lundmark (M). Ersätts av Karin Sandgren (C).", "Karin Sandgren"),
        (
            "Bo Lundmark (M) deltar inte i ärendet. Karin Sandgren (C) tjänstgör som ersättare.",
            "Karin Sandgren",
        ),
    ],
)
def test_who_stands_in_at_one_item(told: str, who: str) -> None:
    here, after = at("35", told), at("36", told)
    assert (here[who], here["Bo Lundmark"]) == ("deciding for Bo Lundmark", "away")
    assert (after[who], after["Bo Lundmark"]) == ("present", "deciding")


TWO = """Norrby kommun
Socialnämnden
Protokoll 2024-05-14

Beslutande	Anna Ekdal (S), ordförande
	Bo Lundmark (M)
Ersättare	Karin Sandgren (C)

§ 1 Öppnande
Ordföranden öppnar mötet.

§ 2 Budget
{first}
Nämnden beslutar att godkänna budgeten.

§ 3 Taxor
Nämnden beslutar att anta taxan.

§ 4 Rapport
{second}
Nämnden beslutar att notera rapporten.
"""


@pytest.mark.parametrize(
    ("first", "second", "bo", "karin"),
    [
        ("Bo Lundmark (M) lämnar mötet kl. 14.15. Karin Sandgren (C) inträder som ersättare.",
         "Bo Lundmark (M) återkommer kl. 15.00.", "X--X", "nXXn"),
        ("Bo Lundmark (M) lämnar mötet och ersätts av Karin Sandgren (C).", "", "X---", "nXXX"),
        ("Bo Lundmark (M) lämnar mötet.", "Bo Lundmark (M) inträder § 4.", "X--X", "nnnn"),
        ("Bo Lundmark (M) ersätts fr.o.m. denna paragraf av Karin Sandgren (C).", "", "X---", "nXXX"),
        ("Karin Sandgren (C) tjänstgör i stället för Bo Lundmark (M) §§ 2–3.", "", "X--X", "nXXn"),
        ("Bo Lundmark (M) anmäler jäv och ersätts av Karin Sandgren (C).",
         "Bo Lundmark (M) är åter närvarande.", "X-XX", "nXnn"),
    ],
)  # fmt: skip
def test_who_goes_and_comes_back(first: str, second: str, bo: str, karin: str) -> None:
    text = TWO.replace("{first}", first).replace("{second}", second)
    meeting = extract_source(read_bytes(text.encode(), "norrby.txt"))
    marks = {"deciding": "X", "away": "-", "present": "n", "unclear": "?"}
    states: dict[str, str] = {}
    for item in summary(meeting):
        for seat in item.seats:
            states[seat.person] = states.get(seat.person, "") + marks[seat.state]
    assert (states["Bo Lundmark"], states["Karin Sandgren"]) == (bo, karin)


def test_a_substitute_stays_for_one_who_left() -> None:
    told = "Bo Lundmark (M) lämnar mötet. Karin Sandgren (C) tjänstgör i stället för Bo Lundmark."
    assert at("36", told)["Karin Sandgren"] == "deciding for Bo Lundmark"


def test_who_is_only_in_the_text() -> None:
    assert at("35", "Nils Oskarsson (S) deltar inte i beslutet.")["Nils Oskarsson"] == "present"
    assert "Nils Oskarsson" not in at("36", "Nils Oskarsson (S) deltar inte i beslutet.")


def test_a_list_without_votes_lists_those_who_decide() -> None:
    text = (
        "Protokoll från styrelsemöte i Norrby byalag 2024-03-04\n\nNärvarande: Anna Ekdal, Bo Lundmark\n"
        "Frånvarande: Cecilia Åström\n\n§ 1 Ekonomi\nStyrelsen beslutar att köpa en gräsklippare.\n\n"
        "§ 2 Avslutning\nMötet avslutades.\n"
    )
    (item,) = presence(extract_source(read_bytes(text.encode(), "byalag.txt")), "1")
    assert [(seat.person, seat.state) for seat in item.seats] == [
        ("Anna Ekdal", "deciding"), ("Bo Lundmark", "deciding"), ("Cecilia Åström", "away"),
    ]  # fmt: skip


def test_unknown_sections_are_told() -> None:
    with pytest.raises(UnknownSection, match=r"norrby\.txt: there is no § 40; it has § 32–36"):
        presence(document(), "§ 40")
    with pytest.raises(UnknownSection, match="there is no part 2; it has one part"):
        presence(document(), "33", part=2)


def test_the_summary_has_every_item() -> None:
    items = summary(document())
    assert [item.number for item in items] == ["32", "33", "34", "35", "36"]
    assert all(item == presence(document(), item.number)[0] for item in items)


def test_each_part_of_a_file_answers_for_itself(two_meetings: Document) -> None:
    parts = [item.part for item in presence(two_meetings, "33")]
    assert len(two_meetings.parts) == 2 and parts == [1, 2]
    (second,) = presence(two_meetings, "33", part=2)
    assert "Petra Wallin" in {seat.person for seat in second.seats}
    with pytest.raises(UnknownSection, match="in part 1; 33–34 in part 2"):
        presence(two_meetings, "99")


@pytest.fixture(scope="module")
def two_meetings() -> Document:
    second = """
Norrby kommun
Socialnämnden
SAMMANTRÄDESPROTOKOLL
2024-03-21

Plats och tid	Kommunhuset, Norrby, kl. 09.00–11.00

Beslutande	Petra Wallin (S), ordförande
	Rolf Engman (M)

§ 33 Val av justerare
Nämnden utser Rolf Engman att justera protokollet.

§ 34 Budget
Nämnden beslutar att anta budgeten.
"""
    return extract_source(read_bytes((HEAD.replace("{told}", "") + second).encode(), "two.txt"))


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("Anna Ekdal", "Anna Ekdal"), ("anna ekdals", "Anna Ekdal"), ("Ekdal", "Anna Ekdal"),
        ("Ekdal, Anna", "Anna Ekdal"), ("Bo", "Bo Lund"), ("Lars", None), ("Karl Ek", None),
        ("Eva Ås", "Eva Maria Ås"),
    ],
)  # fmt: skip
def test_names(name: str, means: str | None) -> None:
    there = ["Anna Ekdal", "Bo Lund", "Lars Berg", "Lars Dahl", "Eva Maria Ås"]
    assert named(name, there) == means


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["paragraf", "present", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def test_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "norrby.txt"
    path.write_text(HEAD.replace("{told}", ""), encoding="utf-8")
    assert run(monkeypatch, str(path), "--section", "33") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("§ 33 Bidrag till Norrby hembygdsförening\n")
    assert "Hans Myrén (M), ersättare, on a distance, for Ivar Forslund" in shown
    assert "ej § 33 på grund av jäv" in shown.split("Away")[1]
    assert run(monkeypatch, str(path)) == 0
    table = capsys.readouterr().out
    assert "X  at every §: Anna Ekdal (S), Bo Lundmark (M)" in table
    assert [line.split() for line in table.splitlines() if line.startswith("David")] == [
        ["David", "Öhman", "X", "X", "X", "–"]
    ]
    assert run(monkeypatch, str(path), "-s", "33", "--format", "json") == 0
    record = json.loads(capsys.readouterr().out)
    assert Item.from_dict(record["items"][0]) == presence(document(), "33")[0]
    assert run(monkeypatch, "", "-s", "33") == 2
    assert capsys.readouterr() == ("", "a file or folder without a name\n")
    assert run(monkeypatch, str(path), "-s", "99") == 2
    assert "it has § 32–36" in capsys.readouterr().err


@pytest.mark.parametrize(
    "people",
    [
        "Närvarande\nOrdinarie\nAnna Ekdal, ordförande\nBo Lundmark\n"
        "Ersättare\nErik Falk, tjänstgör för Gun Brinkman\n",
        "Närvarande ledamöter\nAnna Ekdal, ordförande\nBo Lundmark\nNärvarande ersättare\n"
        "Erik Falk (tjänstgörande)\n",
    ],
)
def test_a_substitute_who_serves_takes_no_vote_from_the_members(people: str) -> None:
    head = "Samordningsförbundet Norrby\nProtokoll styrelsen 2024-03-14\n\n"
    text = f"{head}{people}\n§ 5 Budget\nStyrelsen antar budgeten.\n"
    (item,) = presence(extract_source(read_bytes(text.encode(), "x.txt")), "5")
    states = {seat.person: seat.state for seat in item.seats}
    assert states["Anna Ekdal"] == states["Bo Lundmark"] == states["Erik Falk"] == "deciding"


def test_who_is_replaced_in_a_sentence_and_who_is_back() -> None:
    told = "Bo Lundmark (M) anmäler jäv och ersätts av Karin Sandgren (C)."
    states = at("35", told)
    assert states["Karin Sandgren"] == "deciding for Bo Lundmark"
    assert states["Bo Lundmark"] == "away"
    asked = at("35", "Ordföranden frågar om Bo Lundmark (M) ersätts av Karin Sandgren (C).")
    assert asked["Karin Sandgren"] == "present"


def test_somebody_is_back() -> None:
    left = "Anna Ekdal (S) lämnar sammanträdet före beslutet."
    assert at("36", left)["Anna Ekdal"] == "away"
    back = replaced(left, "Anna Ekdal (S) är åter närvarande.")
    assert back["Anna Ekdal"] in ("deciding", "unclear")


def replaced(left: str, back: str) -> dict[str, str]:
    """The states at § 36, after something was told in § 35 and more in § 36."""
    text = HEAD.replace("{told}", left).replace("§ 36 Övriga frågor\n", f"§ 36 Övriga frågor\n{back}\n")
    (item,) = presence(extract_source(read_bytes(text.encode(), "norrby.txt")), "36")
    return {seat.person: seat.state for seat in item.seats}


@pytest.mark.parametrize(
    "words", ["Ers, Tjänstgör för Bo Lundmark (M) under § 34", "tjänstgör för Bo Lundmark vid § 34"]
)
def test_who_serves_at_an_item_is_there_at_the_others(words: str) -> None:
    text = HEAD.replace("{told}", "").replace(
        "Ej tjänstgörande ersättare", f"\tTyra Holmgren (L), {words}\n\nEj tjänstgörande ersättare"
    )
    read = extract_source(read_bytes(text.encode(), "norrby.txt"))
    for number, state in (("33", "present"), ("34", "deciding"), ("35", "present")):
        [item] = presence(read, number)
        found = {seat.person: seat for seat in item.seats}
        assert found["Tyra Holmgren"].state == state
        assert (found["Bo Lundmark"].state == "away") == (number == "34")


def test_a_list_bound_in_tells_who_sat_at_the_minutes_items() -> None:
    text = (
        "KOMMUNFULLMÄKTIGE\nPROTOKOLL 2024-06-12\nNorrby kommun\n\nPlats och tid: Rådhuset, kl. 16.00\n\n"
        "§ 1 Öppnande\nOrdföranden öppnar mötet.\n\n§ 2 Budget\nKommunfullmäktige antar budgeten.\n\n"
        "Bilaga 1\nNärvarolista\n\nLedamot\tErsättare\tParti\tAnkom\tUtgick\n"
        "Anna Ekdal\t\tS\t16:00\t19:00\nBo Lundmark\tDavid Öhman\tM\t16:00\t18:10\nEva Tallberg\t\tC\t16:05\n"
    )
    (item,) = presence(extract_source(read_bytes(text.encode(), "norrby.txt")), "2")
    assert {seat.person for seat in item.having("deciding")} == {"Anna Ekdal", "Eva Tallberg", "David Öhman"}
    (away,) = item.having("away")
    assert (away.person, away.replaced_by) == ("Bo Lundmark", "David Öhman")


def test_a_substitute_who_serves_at_one_item_is_there_at_the_others() -> None:
    head = HEAD.replace("{told}", "").replace(
        "Ej tjänstgörande ersättare\tKarin Sandgren (C)\n\tLars Hedberg (V)",
        "Ersättare\tKarin Sandgren (C) Ers, Tjänstgör för Cecilia Åström (C) under § 33",
    )
    doc = extract_source(read_bytes(head.encode(), "norrby.txt"))
    states = {
        n: next(s.state for s in presence(doc, n)[0].seats if s.person == "Karin Sandgren")
        for n in ("32", "33", "34")
    }
    assert states == {"32": "present", "33": "deciding", "34": "present"}
