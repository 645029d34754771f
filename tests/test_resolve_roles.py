"""Role words that stand for a person, inside one meeting."""

from typing import Any

import pytest
from invented import board, protocol, seat

from pipeline.entities import Resolution
from pipeline.facts import Document
from pipeline.resolve import resolve


def told(document: Document) -> dict[str, str | None]:
    """Each role word with what stands before it → the person it is given to, None for one left open."""
    resolution = resolve([document])
    who = {m: e.name for e in resolution.entities if e.kind == "person" for m in e.mentions}
    roles = [m for m in document.mentions if m.label == "ROLE"]
    left = set(resolution.unresolved)
    return {
        f"{m.section or ''} {m.text}".strip(): who.get(m.id) for m in roles if m.id in who or m.id in left
    }


def meeting(text: str, *rows: dict[str, Any]) -> dict[str, str | None]:
    people = rows or (
        seat("Anna Bergdahl", None, "ordförande"),
        seat("Bo Ekmark", None, "1:e vice ordförande"),
        seat("Siv Roos", None, "förbundschef"),
    )
    return told(board("2020-01-01", *people, text=text))


def test_the_chair_and_the_chief_are_those_in_the_list() -> None:
    assert meeting("⟨ROLE:Ordföranden⟩ öppnar mötet. ⟨ROLE:Förbundschefens⟩ rapport läggs fram.") == {
        "Ordföranden": "Anna Bergdahl", "Förbundschefens": "Siv Roos",
    }  # fmt: skip
    assert meeting("⟨ROLE:Ordförande⟩ förklarar mötet öppnat.") == {"Ordförande": "Anna Bergdahl"}
    assert meeting("Det åligger ⟨ROLE:vice ordföranden⟩ att kalla.") == {"vice ordföranden": "Bo Ekmark"}


@pytest.mark.parametrize(
    "text",
    [
        "⟨ROLE:Ordförande⟩ ⟨PERSON:Anna Bergdahl⟩ öppnar.",
        "⟨ROLE:Ordförande⟩: ⟨PERSON:Anna Bergdahl⟩",
        "⟨PERSON:Anna Bergdahl⟩, ⟨ROLE:ordförande⟩",
        "Till ⟨ROLE:justerare⟩ valdes ⟨PERSON:Bo Ekmark⟩.",
        "Alla ⟨ROLE:ledamöterna⟩ var eniga.",
        "Uppdraget som ⟨ROLE:ordförande⟩ är arvoderat.",
        "⟨ROLE:Ersättare⟩ kallas av kansliet.",
    ],
)
def test_a_role_beside_its_holder_or_in_general_names_nobody(text: str) -> None:
    assert meeting(text) == {}


def test_who_holds_it_may_stand_in_the_text_only() -> None:
    text = "⟨ROLE:Ekonomichef⟩ ⟨PERSON:Ada Vrakén⟩ visar siffror. ⟨ROLE:Ekonomichefen⟩ svarar på frågor."
    assert meeting(text) == {"Ekonomichefen": "Ada Vrakén"}


def test_nobody_or_two_of_that_post_stay_open_and_are_counted() -> None:
    assert meeting("⟨ROLE:Socialchefen⟩ får i uppdrag att utreda.") == {"Socialchefen": None}
    two = (seat("Ada Vrakén", None, "enhetschef"), seat("Åke Stormbo", None, "enhetschef"))
    assert meeting("⟨ROLE:Enhetschefen⟩ informerar.", *two) == {"Enhetschefen": None}
    document = board("2020-01-01", *two, text="⟨ROLE:Enhetschefen⟩ informerar.")
    (open_one,) = resolve([document]).unresolved
    assert ":ROLE:" in open_one


def test_when_the_chair_is_biased_the_acting_one_is_meant_from_there_on() -> None:
    text = (
        "⟨item:§ 3 Bygglov⟩\n⟨ROLE:Ordföranden⟩ anmäler jäv och lämnar rummet. "
        "⟨PERSON:Bo Ekmark⟩ går in som ordförande.\n"
        "⟨ROLE:ordföranden⟩ ställer proposition.\n⟨item:§ 4 Budget⟩\n⟨ROLE:Ordföranden⟩ ställer proposition."
    )
    assert meeting(text) == {
        "3 Ordföranden": "Anna Bergdahl", "3 ordföranden": "Bo Ekmark", "4 Ordföranden": "Anna Bergdahl",
    }  # fmt: skip


@pytest.mark.parametrize(
    "lead",
    [
        "⟨PERSON:Bo Ekmark⟩ (M) leder mötet under paragrafen.",
        "⟨PERSON:Bo Ekmark⟩ övertar ordförandeskapet.",
        "Under ärendet tjänstgör 1:e vice ordförande ⟨PERSON:Bo Ekmark⟩ (M) som ordförande.",
        "Som ordförande för ärendet tjänstgör ⟨PERSON:Bo Ekmark⟩.",
        "Förhandlingarna leds av ⟨PERSON:Bo Ekmark⟩.",
    ],
)
def test_ways_to_say_that_somebody_else_leads(lead: str) -> None:
    text = f"⟨item:§ 3 Bygglov⟩\n{lead}\n⟨ROLE:Ordföranden⟩ ställer proposition."
    assert meeting(text) == {"3 Ordföranden": "Bo Ekmark"}


def test_who_leads_may_be_told_before_the_section() -> None:
    text = (
        "⟨item:§ 2 Val⟩\n⟨PERSON:Anna Bergdahl⟩ lämnar mötet. "
        "⟨PERSON:Bo Ekmark⟩ tjänstgör som ordförande under § 3.\n"
        "⟨item:§ 3 Bygglov⟩\n⟨ROLE:Ordförande⟩ redogjorde.\n⟨item:§ 4 Budget⟩\n⟨ROLE:Ordförande⟩ redogjorde."
    )
    assert meeting(text) == {"3 Ordförande": "Bo Ekmark", "4 Ordförande": "Anna Bergdahl"}


def test_two_chairs_each_for_some_sections() -> None:
    rows = (
        {**seat("Anna Bergdahl", None, "ordförande"), "sections": ["1", "3"]},
        {**seat("Bo Ekmark", None, "ordförande"), "sections": ["2"]},
    )
    text = "".join(f"⟨item:§ {n} Sak⟩\n⟨ROLE:Ordföranden⟩ frågar.\n" for n in (1, 2, 3))
    assert meeting(text, *rows) == {
        "1 Ordföranden": "Anna Bergdahl", "2 Ordföranden": "Bo Ekmark", "3 Ordföranden": "Anna Bergdahl",
    }  # fmt: skip


def test_a_signature_may_tell_the_sections() -> None:
    text = (
        "⟨item:§ 1 Sak⟩\n⟨ROLE:Ordföranden⟩ frågar.\n⟨item:§ 2 Sak⟩\n⟨ROLE:Ordföranden⟩ svarar.\n"
        "⟨ROLE:Ordförande⟩ ⟨PERSON:Anna Bergdahl⟩ § 1\n⟨ROLE:Ordförande⟩ ⟨PERSON:Bo Ekmark⟩ §§ 2–3"
    )
    assert meeting(text, seat("Anna Bergdahl"), seat("Bo Ekmark")) == {
        "1 Ordföranden": "Anna Bergdahl", "2 Ordföranden": "Bo Ekmark",
    }  # fmt: skip


def test_an_absent_chair_is_not_meant() -> None:
    away = {**seat("Anna Bergdahl", None, "ordförande"), "present": False}
    rows = (away, seat("Bo Ekmark", None, "vice ordförande"))
    assert meeting("⟨ROLE:Ordföranden⟩ öppnar mötet.", *rows) == {"Ordföranden": "Bo Ekmark"}


def test_the_chair_of_another_body_is_nobody_of_this_meeting() -> None:
    rows = [seat("Anna Bergdahl", party="S") | {"roles": ["ordförande"]}]
    text = "Frågan ställs till kommunstyrelsens ⟨ROLE:ordförande⟩. Nämndens ⟨ROLE:ordförande⟩ svarar."
    document = protocol(present=rows, text=text)
    found = [m.id for m in document.mentions if m.label == "ROLE"]
    resolution = resolve([document])
    assert found[0] in resolution.unresolved
    (anna,) = [e for e in resolution.entities if e.kind == "person"]
    assert found[1] in anna.mentions


def test_a_guest_who_chairs_another_body_does_not_chair_this_one() -> None:
    guest = {**seat("Siv Roos", None, "ordförande"), "standing": "other"}
    rows = (seat("Anna Bergdahl", None, "ordförande"), guest)
    assert meeting("⟨ROLE:Ordföranden⟩ öppnar.", *rows) == {"Ordföranden": "Anna Bergdahl"}


def test_short_and_acting_titles() -> None:
    rows = (seat("Ada Vrakén", None, "nämndsekreterare"), seat("Åke Stormbo", None, "tf förvaltningschef"))
    text = "⟨ROLE:Sekreteraren⟩ läser upp. ⟨ROLE:Förvaltningschefen⟩ svarar. ⟨ROLE:Sekreteraren⟩ antecknar."
    assert meeting(text, *rows) == {"Sekreteraren": "Ada Vrakén", "Förvaltningschefen": "Åke Stormbo"}


def test_a_role_word_is_no_spelling_of_the_person() -> None:
    resolution: Resolution = resolve([
        board("2020-01-01", seat("Anna Bergdahl", None, "ordförande"), text="⟨ROLE:Ordföranden⟩ öppnar.")
    ])  # fmt: skip
    (anna,) = [e for e in resolution.entities if e.kind == "person"]
    assert anna.spellings == (("Anna Bergdahl", 1),)
    assert len(anna.mentions) == 2
