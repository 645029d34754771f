"""Which profiles meet, and that their pairs grow about as the profiles do."""

from io import StringIO

import pytest
from rich.console import Console

from evaluation.blocking import COUNTRIES, growth, invented, main, recall
from evaluation.namepairs import name_pairs
from pipeline.entities import Profile, Seat
from pipeline.resolve.candidates import candidates


def profile(name: str, body: str = "socialnämnden", organisation: str = "alvbro kommun") -> Profile:
    seat = Seat(f"{name}@{body}", f"{name}@{body}", "2020-03-10")
    return Profile(f"{name}@{body}@{organisation}", name, body, organisation, ((name, 1),), (seat,))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bergdahl Anna", "Anna Bergdahl"),
        ("A. Bergdahl", "Anna Bergdahl"),
        ("P-E Mård", "Per-Erik Mård"),
        ("Per Erik Mård", "Per-Erik Mård"),
        ("Lotta Vrakén", "Charlotte Vrakén"),
        ("Kristina Carlsson", "Christina Karlsson"),
        ("lmad Stormbo", "Imad Stormbo"),
        ("Åsa Wälstrand", "Asa Walstrand"),
        ("Peter Vigen", "Peter Vigren"),
        ("Hömebrink, Siv", "Siv Hörnebrink"),
        ("Eva Mård", "Eva Mård Stormbo"),
        ("Olle", "Olof Tingdal"),
    ],
)
def test_spellings_of_one_person_meet_in_a_body(a: str, b: str) -> None:
    assert candidates([profile(a), profile(b)]) == [(0, 1)]
    assert candidates([profile(b), profile(a)]) == [(0, 1)]


def test_across_bodies_of_one_municipality_slips_of_one_word_meet() -> None:
    here, there = profile("Anna Vindelbrink"), profile("Anna Vindelbink", "kommunstyrelsen")
    assert candidates([here, there]) == [(0, 1)]


def test_across_organisations_a_rare_name_meets_and_a_common_one_does_not() -> None:
    places = [f"ort {number} kommun" for number in range(20)]
    rare = [profile("Tindra Vrakstjärna", organisation=place) for place in places[:3]]
    common = [profile("Anders Andersson", organisation=place) for place in places]
    assert candidates(rare) == [(0, 1), (0, 2), (1, 2)]
    assert candidates(common) == []


def test_names_that_have_nothing_in_common_do_not_meet() -> None:
    assert candidates([profile("Anna Bergdahl"), profile("Sven Mård")]) == []


def test_each_pair_comes_once_and_in_order() -> None:
    known, _ = invented(800, COUNTRIES["growing"], 3)
    pairs = candidates(known)
    assert pairs == sorted(set(pairs))
    assert all(a < b for a, b in pairs)


def test_a_crowd_of_namesakes_is_not_compared_all_with_all() -> None:
    crowd = [profile("Anders Andersson", f"nämnd {number}") for number in range(400)]
    assert len(candidates(crowd)) < 60 * len(crowd)


def test_who_meets_does_not_hang_on_the_order() -> None:
    known, _ = invented(600, COUNTRIES["growing"], 5)
    names = {frozenset((known[a].key, known[b].key)) for a, b in candidates(known)}
    turned = known[::-1]
    assert names == {frozenset((turned[a].key, turned[b].key)) for a, b in candidates(turned)}


@pytest.mark.parametrize("country", COUNTRIES)
def test_pairs_grow_about_as_the_profiles_do(country: str) -> None:
    """Ten times as many profiles, less than twice as many pairs a profile; a square would have ten times."""
    sizes = (1_000, 10_000) if country == "growing" else (4_000, 12_000)
    small, large = growth(country, sizes)
    bound = 2.0 if country == "growing" else 3.0
    assert large.pairs_each < bound * max(small.pairs_each, 0.5)
    assert large.met > 0.99
    assert small.time == 1.0


def test_no_two_spellings_of_one_person_in_the_name_pairs_are_missed() -> None:
    met, there, missed = recall(name_pairs())
    assert not missed
    assert met == there > 1000


def test_the_command_prints_ratios_and_the_recall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.blocking.SMALL", (200, 400))
    out = StringIO()
    assert main(["--small"], Console(file=out, width=110)) == 0
    assert "× 1.0" in out.getvalue()
    assert "(1.000)" in out.getvalue()
