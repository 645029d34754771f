"""Initials, slips and lone names between several people."""

from invented import board, seat

from pipeline.entities import Resolution
from pipeline.resolve import resolve


def people(resolution: Resolution) -> dict[str, set[str]]:
    """Best name → all spellings."""
    return {e.name: {s for s, _ in e.spellings} for e in resolution.entities if e.kind == "person"}


def years(name: str, *which: int, party: str = "S") -> list[object]:
    return [board(f"{year}-02-01", seat(name, party=party), path=f"{name} {year}") for year in which]


def test_initials_are_whoever_sat_in_that_year() -> None:
    documents = [
        *years("Anna Vrakén", 2012, 2013),
        *years("Arne Vrakén", 2018, 2019, 2020),
        board("2019-06-01", seat("A. Vrakén", party="S")),
    ]
    assert people(resolve(documents)) == {  # type: ignore[arg-type]
        "Anna Vrakén": {"Anna Vrakén"}, "Arne Vrakén": {"Arne Vrakén", "A. Vrakén"},
    }  # fmt: skip


def test_initials_that_fit_two_who_sit_are_nobodys() -> None:
    documents = [
        *years("Anna Vrakén", 2019, 2020),
        *years("Arne Vrakén", 2019, 2020),
        board("2019-06-01", seat("A. Vrakén", party="S")),
    ]
    resolution = resolve(documents)  # type: ignore[arg-type]
    assert people(resolution) == {name: {name} for name in ("Anna Vrakén", "Arne Vrakén", "A. Vrakén")}
    doubts = [j.reason for j in resolution.judgements if j.verdict == "unsure"]
    assert any("the initials fit Arne Vrakén as well" in reason for reason in doubts)


def test_initials_of_one_year_do_not_tie_two_people_through_those_of_another() -> None:
    documents = [
        *years("Anna Vrakén", 2012),
        board("2012-06-01", seat("A. Vrakén", party="S"), path="i1"),
        board("2019-06-01", seat("A. Vrakén", party="S"), path="i2"),
        *years("Arne Vrakén", 2019),
    ]
    found = people(resolve(documents))  # type: ignore[arg-type]
    assert not any({"Anna Vrakén", "Arne Vrakén"} <= spellings for spellings in found.values())
    assert len(found) == 2


def test_somebody_who_is_always_written_with_an_initial_is_one() -> None:
    documents = [board(f"{year}-02-01", seat("A. Vrakén", party="S")) for year in (2018, 2019, 2020)]
    assert list(people(resolve(documents))) == ["A. Vrakén"]


def test_two_slips_of_one_name_do_not_part_the_person() -> None:
    documents = [
        *years("Helena Vrakstjärna", 2018, 2019, 2020),
        board("2018-06-01", seat("Hekena Vrakstjärna", party="S")),
        board("2019-06-01", seat("Hrlena Vrakstjärna", party="S")),
    ]
    (found,) = people(resolve(documents)).values()  # type: ignore[arg-type]
    assert found == {"Helena Vrakstjärna", "Hekena Vrakstjärna", "Hrlena Vrakstjärna"}


def test_a_list_with_the_surname_first_is_read_straight() -> None:
    documents = [
        board("2020-01-01", seat("Bergdahl Anna"), text="⟨PERSON:Anna⟩ talade."),
        board("2020-02-01", seat("Anna Bergdahl")),
    ]
    resolution = resolve(documents)
    assert people(resolution) == {"Anna Bergdahl": {"Anna Bergdahl"}}
    assert not resolution.unresolved


def test_a_name_that_is_a_given_name_and_a_surname_in_the_genitive_is_open_between_two() -> None:
    text = "⟨PERSON:Anders⟩ förslag antogs."
    rows = [seat("Anders Mård"), seat("Albin Ander")]
    assert len(resolve([board("2020-01-01", *rows, text=text)]).unresolved) == 1
    assert not resolve([board("2020-01-01", rows[0], text=text)]).unresolved


def test_a_lone_surname_with_a_slip_is_the_one_it_is_near() -> None:
    rows = [seat("Anna Tingdal"), seat("Bo Ekmark")]
    resolution = resolve(
        [board("2020-01-01", *rows, text="⟨PERSON:Tigndals⟩ förslag. ⟨PERSON:Kvists⟩ brev.")]
    )
    (anna,) = [e for e in resolution.entities if e.name == "Anna Tingdal"]
    assert len(anna.mentions) == 2
    assert len(resolution.unresolved) == 1


def test_two_surnames_alone_are_no_full_name() -> None:
    rows = [seat("Anna Vrakén-Stormbo"), seat("Bo Ekmark")]
    resolution = resolve([board("2020-01-01", *rows, text="⟨PERSON:Vrakén Stormbos⟩ förslag.")])
    assert set(people(resolution)) == {"Anna Vrakén-Stormbo", "Bo Ekmark"}
    assert not resolution.unresolved


def test_the_office_of_one_body_is_not_that_of_another() -> None:
    """Two chiefs, each of "Kansliet" of a federation of its own."""
    documents = [
        board("2012-01-01", seat("Göran Johansson", "Kansliet", "förbundschef")),
        board("2024-01-01", seat("Lars-Göran Johansson", "Kansliet", "förbundschef"),
              body="Samordningsförbundet Tärnholm"),
    ]  # fmt: skip
    assert set(people(resolve(documents))) == {"Göran Johansson", "Lars-Göran Johansson"}
