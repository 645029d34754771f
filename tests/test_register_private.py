"""An office, a seat or a function lets a name in; whoever asks, complains or applies stays outside."""

from pathlib import Path

import pytest
from invented import protocol, seat
from registered import by_name, registered

from pipeline.read import read
from pipeline.register import as_json
from pipeline.register.formats import FORMATS, Setting, formatted
from pipeline.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


PRIVATE = "Hedda Lilja"


@pytest.mark.parametrize(
    "text",
    [
        f"Medborgarförslag från ⟨PERSON:{PRIVATE}⟩ om en lekplats vid torget.",
        f"Ett medborgarförslag om fler bänkar har inkommit från ⟨ROLE:studenten⟩ ⟨PERSON:{PRIVATE}⟩.",
        f"Medborgarförslag om gatubelysning, inlämnat av ⟨ROLE:läraren⟩ ⟨PERSON:{PRIVATE}⟩.",
        f"⟨PERSON:{PRIVATE}⟩, ⟨ROLE:förslagsställare⟩, redogör för sitt förslag.",
        f"⟨ROLE:Förslagsställaren⟩ ⟨PERSON:{PRIVATE}⟩ deltar och berättar.",
        f"Överklagande av ⟨PERSON:{PRIVATE}⟩ gällande beslut om bygglov.",
        f"Beslutet har överklagats av ⟨ROLE:verksamhetschefen⟩ ⟨PERSON:{PRIVATE}⟩ som privatperson.",
        f"⟨ROLE:Klagande⟩: ⟨PERSON:{PRIVATE}⟩",
        f"⟨PERSON:{PRIVATE}⟩ (⟨ROLE:klagande⟩) yrkar att beslutet upphävs.",
        f"Ansökan om bygglov från ⟨ROLE:fastighetsägaren⟩ ⟨PERSON:{PRIVATE}⟩.",
        f"⟨ROLE:Sökande⟩ ⟨PERSON:{PRIVATE}⟩ vill bygga ett växthus.",
        f"⟨ROLE:Tomträttsinnehavaren⟩ ⟨PERSON:{PRIVATE}⟩ har inga synpunkter.",
        f"Ansökan om serveringstillstånd av ⟨ROLE:direktören⟩ ⟨PERSON:{PRIVATE}⟩.",
        f"Skrivelse om vägen från ⟨ROLE:läkaren⟩ ⟨PERSON:{PRIVATE}⟩ har kommit in.",
        f"⟨ROLE:Sjuksköterskan⟩ ⟨PERSON:{PRIVATE}⟩ har lämnat in ett medborgarförslag om en gångväg.",
        f"⟨ROLE:Rektorn⟩ ⟨PERSON:{PRIVATE}⟩ har lämnat in ett medborgarförslag om en gångväg.",
        f"⟨ROLE:Undersköterskan⟩ ⟨PERSON:{PRIVATE}⟩ har anmält brister i hemtjänsten.",
        f"⟨ROLE:Läraren⟩ ⟨PERSON:{PRIVATE}⟩ har i en skrivelse klagat på skolskjutsen.",
        f"Nämnden gratulerar ⟨PERSON:{PRIVATE}⟩, ⟨ROLE:vaktmästare⟩, på hans 60-årsdag.",
        f"⟨ROLE:Advokat⟩ ⟨PERSON:{PRIVATE}⟩ har för en granne räkning överklagat beslutet.",
        f"Sökande: ⟨PERSON:{PRIVATE}⟩, ⟨ROLE:vd⟩ för Lilja Bygg AB.",
        f"Skrivelse från ⟨PERSON:{PRIVATE}⟩, ⟨ROLE:ordförande⟩ i Solviks villaägareförening.",
        f"⟨PERSON:{PRIVATE}⟩, ⟨ROLE:ordförande⟩ i Solviks villaägareförening, har lämnat in en skrivelse.",
        f"⟨ROLE:Snickaren⟩ ⟨PERSON:{PRIVATE}⟩ bor vid torget.",
        f"⟨elect:Till årets ⟨ROLE:kulturstipendiat⟩ utses ⟨PERSON:{PRIVATE}⟩⟩.",
        f"Ansökan om serveringstillstånd har kommit in från ⟨ORG:Solviks Krog AB⟩ genom "
        f"⟨ROLE:styrelseledamoten⟩ ⟨PERSON:{PRIVATE}⟩.",
        f"Nämnden beviljar ⟨ORG:Solviks IF⟩, genom ⟨ROLE:kassören⟩ ⟨PERSON:{PRIVATE}⟩, ett bidrag.",
        f"Deltagarens mamma, ⟨ROLE:undersköterskan⟩ ⟨PERSON:{PRIVATE}⟩, deltog i samtalet.",
        f"Deltagaren kom med sin hustru ⟨PERSON:{PRIVATE}⟩, ⟨ROLE:ordförande⟩ i ⟨ORG:Solviks IF⟩.",
        f"Köparens bror, ⟨ROLE:enhetschefen⟩ ⟨PERSON:{PRIVATE}⟩, var med.",
        f"Ett medborgarförslag om fler bänkar har kommit in. ⟨ROLE:Handläggaren⟩ ⟨PERSON:{PRIVATE}⟩ har "
        f"skrivit under förslaget.",
        f"⟨ROLE:Riksdagsledamoten⟩ ⟨PERSON:{PRIVATE}⟩ besökte mötet.",
        f"⟨ROLE:Rikspolischefen⟩ ⟨PERSON:{PRIVATE}⟩ hade hälsat alla välkomna.",
        f"Socialnämnden i Granåsa kommun, vars ⟨ROLE:ordförande⟩ ⟨PERSON:{PRIVATE}⟩ (S) var där, svarade.",
        f"Bolagets ⟨ROLE:VD⟩ ⟨PERSON:{PRIVATE}⟩ redogör.",
        f"⟨ROLE:VD⟩ ⟨PERSON:{PRIVATE}⟩ redogör för årets resultat.",
        f"⟨ROLE:Kommunalrådet⟩ ⟨PERSON:{PRIVATE}⟩ (M), Storby, berättar.",
    ],
)
def test_private_people_never_enter(store: Store, text: str) -> None:
    officer = "⟨ROLE:Förvaltningschef⟩ ⟨PERSON:Ulla Tingdal⟩ redogör. "
    found = by_name(
        registered(store, protocol(present=[seat("Anna Bergdahl", party="C")], text=officer + text))
    )
    assert set(found) == {"Anna Bergdahl", "Ulla Tingdal"}


@pytest.mark.parametrize(
    "text",
    [
        "Skrivelse om vägen från ⟨ROLE:förvaltningschefen⟩ ⟨PERSON:Ulla Tingdal⟩ har kommit in.",
        "Anmälan av delegationsbeslut av ⟨ROLE:enhetschef⟩ ⟨PERSON:Ulla Tingdal⟩.",
        "⟨PERSON:Ulla Tingdal⟩, ⟨ROLE:processägare⟩, redogör.",
        "⟨ROLE:Läraren⟩ ⟨PERSON:Ulla Tingdal⟩ informerar om att en förälder har klagat.",
        "Information om läget av ⟨ROLE:kuratorn⟩ ⟨PERSON:Ulla Tingdal⟩.",
        "Kommunens ⟨ROLE:jurist⟩ ⟨PERSON:Ulla Tingdal⟩ har synpunkter.",
        "⟨ROLE:Ordföranden⟩ ⟨PERSON:Ulla Tingdal⟩ har lämnat in en motion.",
        "⟨ROLE:Rektorn⟩ ⟨PERSON:Ulla Tingdal⟩ har anmält jäv.",
        "Skrivelse till nämnden om vägen. ⟨ROLE:Ordföranden⟩ ⟨PERSON:Ulla Tingdal⟩ yrkar bifall.",
        "Ansökan från Alvbro IF. ⟨ROLE:Förvaltningschefen⟩ ⟨PERSON:Ulla Tingdal⟩ föredrar ärendet.",
        "Nämnden genom ⟨ROLE:enhetschefen⟩ ⟨PERSON:Ulla Tingdal⟩ informerar.",
        "⟨ROLE:Enhetschefen⟩ ⟨PERSON:Ulla Tingdal⟩ har skrivit under avtalet.",
        "⟨ROLE:Kommunalrådet⟩ ⟨PERSON:Ulla Tingdal⟩ (M), som är på plats, berättar.",
        "Beslutet om ansökan fattades av ⟨ROLE:enhetschefen⟩ ⟨PERSON:Ulla Tingdal⟩ på delegation.",
    ],
)
def test_who_answers_in_office_is_there(store: Store, text: str) -> None:
    assert set(by_name(registered(store, protocol(text=text)))) == {"Ulla Tingdal"}


def test_a_profession_stands_in_the_indefinite(store: Store) -> None:
    text = "⟨ROLE:Sjuksköterskan⟩ ⟨PERSON:Ulla Tingdal⟩ informerar om vaccinationerna."
    (person,) = registered(store, protocol(text=text)).people
    assert [role.post for role in person.roles] == ["sjuksköterska"]


def test_a_personal_identity_number_is_in_no_format(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "beslut.txt"
    path.write_text("Till kassör väljs Bo Kvist, 850304-1234, Alvbro.\n", encoding="utf-8")
    masked = read(path).text
    clause = masked.strip().replace("Bo Kvist", "⟨PERSON:Bo Kvist⟩").replace("kassör", "⟨ROLE:kassör⟩")
    found = registered(store, protocol(text=f"⟨elect:{clause}⟩"))
    assert "••••••-••••" in as_json(found.people)
    for form in FORMATS:
        result = formatted(found, form, Setting())
        assert "850304" not in (result if isinstance(result, str) else "")
