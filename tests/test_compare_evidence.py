"""Every kind of evidence there should be, with its score and its reason in words."""

import pytest

from pipeline.compare import (
    compare,
    evidence,
    given_names_alike,
    in_turn,
    initials_only,
    parse,
    rarity,
    same_role,
    straight,
    surnames_alike,
)
from pipeline.entities import Profile, Seat

BODY, HOME = "socialnämnden", "alvbro kommun"


def sat(name: str, *dates: str, body: str = BODY, home: str = HOME, **more: object) -> Profile:
    """Somebody who sat at meetings of a body on `dates`; a list of its own each."""
    seats = tuple(Seat(f"{name} {day}", f"{body} {day}", day, **more) for day in dates)  # type: ignore[arg-type]
    return Profile(
        f"{name}@{body}", name, body, home, ((name, 1),), seats, meetings=tuple(s.meeting for s in seats)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "least", "how"),
    [
        ("Hörnebrink", "Hömebrink", 0.3, "easily confused"),  # rn/m
        ("Åkervall", "Akervall", 0.3, "rings and dots"),  # å/a
        ("Vrakén", "Vraken", 0.5, "two spellings of one surname"),  # é/e
        ("Tallbacka", "TaIlbacka", 0.3, "easily confused"),  # l/I
        ("Vigen", "Vigren", 0.05, "one letter"),  # a missing letter
        ("Karlsson", "Carlsson", 0.5, "two spellings of one surname"),
        ("Eriksson", "Ericsson", 0.5, "two spellings of one surname"),
        ("Mård", "Mård Sjöholm", 0.3, "one of two surnames is left out"),
        ("von Ekensteen", "Ekensteen", 0.3, "Von is left out"),
    ],
)
def test_surnames(a: str, b: str, least: float, how: str) -> None:
    found = surnames_alike(parse(f"Siv {a}"), parse(f"Siv {b}"))
    assert found.score >= least
    assert how in found.reason


@pytest.mark.parametrize(
    ("a", "b", "least", "how"),
    [
        ("Per-Erik", "Per Erik", 1.0, "both are called"),
        ("Per-Erik", "P-E", 0.2, "initials that fit"),
        ("Per-Erik", "Per", 0.3, "one given name is left out"),
        ("Kristina", "Christina", 0.8, "two spellings of one given name"),
        ("Olof", "Olle", 0.6, "everyday form"),
        ("Eva Maria", "Eva M", 0.4, "initials that fit"),
    ],
)
def test_given_names(a: str, b: str, least: float, how: str) -> None:
    found = given_names_alike(parse(f"{a} Mård"), parse(f"{b} Mård"))
    assert found.score >= least
    assert how in found.reason


@pytest.mark.parametrize(("a", "b"), [("Peter", "Petra"), ("Lena", "Lisa"), ("Eva K", "Eva Maria")])
def test_different_given_names_of_one_surname_part(a: str, b: str) -> None:
    found = given_names_alike(parse(f"{a} Vigren"), parse(f"{b} Vigren"))
    assert (found.score, "different given names" in found.reason) == (-1.0, True)


def test_rarity_of_given_name_and_surname_both_count() -> None:
    assert rarity(parse("Tindra Andersson")).score > rarity(parse("Anders Andersson")).score
    assert rarity(parse("Anders Vrakstjärna")).score > rarity(parse("Anders Andersson")).score
    assert "in Sweden" in rarity(parse("Anders Andersson")).reason


def test_one_post_counts_in_meetings_close_in_time_only() -> None:
    early = sat("Peter Vigen", "2012-02-01", roles=("ordförande",))
    near, late = (sat("Peter Vigren", day, roles=("ordförande",)) for day in ("2014-02-01", "2021-02-01"))
    assert (same_role(early, near).score, same_role(early, near).reason) == (1.0, "both ordförande")
    assert same_role(early, late).score == 0
    assert "years apart" in same_role(early, late).reason
    undated = sat("Peter Vigren", roles=("ordförande",))
    assert same_role(early, undated).score == 0  # no meeting, no post


def test_one_who_sits_where_the_other_is_missing_is_rather_the_same() -> None:
    often = sat("Joel Tobén", "2020-01-10", "2020-02-10", "2020-04-10", "2020-06-10")
    once = sat("Joel Tobens", "2020-03-10")
    assert in_turn(often, once) == in_turn(once, often)
    assert in_turn(often, once).score == 0.5
    assert "where the other is missing" in in_turn(often, once).reason
    twice = sat("Joel Tobens", "2020-03-10", "2020-05-10")
    assert in_turn(often, twice).score > in_turn(often, once).score


@pytest.mark.parametrize(
    "other",
    [
        sat("Joel Tobens", "2020-02-10"),  # the same meeting
        sat("Joel Tobens", "2021-03-10"),  # later
        sat("Joel Tobens", "2020-03-10", body="kommunstyrelsen"),
        sat("Joel Tobens"),
    ],
)
def test_who_sits_elsewhere_or_at_another_time_says_nothing(other: Profile) -> None:
    often = sat("Joel Tobén", "2020-01-10", "2020-02-10", "2020-04-10")
    assert in_turn(often, other).score == 0


def test_years_between_say_nothing_of_turns() -> None:
    often = sat("Joel Tobén", "2010-01-10", "2020-02-10")
    assert in_turn(often, sat("Joel Tobens", "2015-03-10")).score == 0


def test_names_of_two_people_take_no_turns() -> None:
    often = sat("Lena Olsson", "2020-01-10", "2020-02-10", "2020-04-10")
    other = sat("Lisa Olsson", "2020-03-10")
    assert {piece.kind: piece.score for piece in evidence(often, other)}["turn"] == 0
    assert compare(often, other)[0] < 0.05


def test_terms_that_exclude_each_other_and_parties_at_one_time() -> None:
    old, new = sat("Per Mård", "1980-01-01"), sat("Per Mård", "2020-01-01")
    assert {e.kind: e.score for e in evidence(old, new)}["time"] == -1
    left, right = (sat("Per Mård", "2020-01-01", party=party) for party in ("S", "M"))
    told = {e.kind: e for e in evidence(left, right)}
    assert (told["party"].score, "different parties in 2020" in told["party"].reason) == (-1.0, True)


def test_every_comparison_has_a_certainty_and_a_reason_for_each_piece() -> None:
    certainty, pieces = compare(sat("Peter Vigen", "2020-01-10"), sat("Peter Vigren", "2020-03-10"))
    assert 0 <= certainty <= 1
    assert pieces
    assert all(piece.reason and piece.kind and -1 <= piece.score <= 1 for piece in pieces)
    assert len({piece.kind for piece in evidence(sat("A B"), sat("C D"))}) == 11


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Bergdahl Anna", "Anna Bergdahl"),
        ("Andersson-Mård Göran", "Göran Andersson-Mård"),
        ("LINDGREN EVA MARIA", "EVA MARIA LINDGREN"),
        ("Anna Bergdahl", "Anna Bergdahl"),
        ("Karl Martin", "Karl Martin"),
        ("Ngozi Simon", "Ngozi Simon"),
        ("Sven Erik", "Sven Erik"),
        ("förbundschefen Anna", "förbundschefen Anna"),
        ("Bergdahl", "Bergdahl"),
    ],
)
def test_a_name_turned_round_is_put_straight(text: str, spoken: str) -> None:
    assert straight(text) == spoken


@pytest.mark.parametrize(
    ("name", "only"), [("A. Mård", True), ("P-E Mård", True), ("Anna M", False), ("A", False)]
)
def test_initials(name: str, only: bool) -> None:
    assert initials_only(name) is only
