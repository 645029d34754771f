"""Votes, reservations and findings of an item, and their like that are none."""

from __future__ import annotations

import pytest
from decision_layout import minutes, words

from pipeline.extract.decisions import decisions
from pipeline.facts import Decision


def found(text: str) -> list[Decision]:
    """The decisions in § 7 of invented minutes."""
    return [one for one in decisions(minutes(text)) if one.section == "7"]


def said(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.status, words(one.text)) for one in found(text)]


VOTES = [
    ("Omröstningen utfaller med 31 Ja mot 28 Nej. 3 ledamöter är frånvarande.", (31, 28, None, 3)),
    ("Styrelsen beslutar med 7 röster mot 4 att bifalla yrkandet.", (7, 4, None, None)),
    ("Omröstningen ger 5 ja-röster, 2 nej-röster och 1 som avstår.", (5, 2, 1, None)),
    (
        "Fullmäktige beslutar med 30 röster för förslaget mot 9 röster för Bo Eks yrkande.",
        (30, 9, None, None),
    ),
    ("Resultatet blir fyra röster mot en.", (4, 1, None, None)),
    ("Fyra ledamöter lämnar rummet.", None),
]


@pytest.mark.parametrize(("text", "expected"), VOTES)
def test_votes(text: str, expected: tuple[int | None, ...] | None) -> None:
    votes = found(f"Beslut\n\nAnsökan avslås.\n\nOmröstning\n\n{text}")[0].votes
    assert (None if votes is None else (votes.yes, votes.no, votes.abstained, votes.absent)) == expected


def test_votes_by_name() -> None:
    text = (
        "Beslut\n\nAnsökan avslås.\n\nOmröstning\n\nFöljande "
        "röstar ja: Ann Ek (S) och Bo Ås (C).\nFöljande röstar nej: Eva Lo (M)."
    )
    votes = found(text)[0].votes
    assert votes is not None
    assert (votes.yes, votes.no, votes.by_name) == (2, 1, {"Ann Ek": "ja", "Bo Ås": "ja", "Eva Lo": "nej"})


def test_a_proposition_is_no_vote() -> None:
    assert (
        found(
            "Beslut\n\nAnsökan avslås.\n\nPropositionsordning\n\nOrdföranden "
            "ställer proposition på yrkandena."
        )[0].votes
        is None
    )


def test_reservations_and_their_motive() -> None:
    text = (
        "Beslut\n\nAnsökan avslås.\n\nReservation\n\nAnn "
        "Ek (S) och Bo Ås (C) reserverar sig mot "
        "beslutet med motiveringen: ”Insatsen behövs.”"
    )
    decision = found(text)[0]
    assert decision.reservations == ("Ann Ek", "Bo Ås")
    assert decision.reservation_motives == ("Insatsen behövs.", "Insatsen behövs.")


def test_a_group_reserves_itself_as_written() -> None:
    text = "Beslut\n\nAnsökan avslås.\n\nReservation\n\nLedamöterna från MP reserverar sig mot beslutet."
    assert found(text)[0].reservations == ("Ledamöterna från MP",)


def test_a_reservation_against_one_point() -> None:
    text = (
        "Beslut\n\n1. Ansökan avslås.\n2. Rapporten "
        "godkänns.\n\nReservation\n\nAnn Ek (S) reserverar sig mot beslutet under punkt 2."
    )
    assert [d.reservations for d in found(text)] == [(), ("Ann Ek",)]


def test_reserved_money_is_no_reservation() -> None:
    assert found("Beslut\n\nStyrelsen reserverar 90 tkr till nästa år.")[0].reservations == ()


def test_a_motion_rejected_in_the_finding_only() -> None:
    text = (
        "Beslut\n\nRapporten godkänns.\n\nYrkande\n\nAnn "
        "Ek yrkar att bilagan stryks. Ordföranden "
        "ställer proposition på yrkandet och finner att tilläggsyrkandet avslås."
    )
    assert ("reject", "decided", "tilläggsyrkandet avslås") in said(text)


def test_a_finding_that_is_voted_on_settles_nothing() -> None:
    text = (
        "Beslut\n\nRapporten godkänns.\n\nPropositionsordning\n\nOrdföranden "
        "finner att yrkandet avslås. Omröstning begärs."
    )
    assert [kind for kind, _, _ in said(text)] == ["approve"]


def test_a_minoritys_referral_back_stands_in_the_finding() -> None:
    text = (
        "Beslut\n\n1. Nämnden får i uppdrag att räkna "
        "om kalkylen.\n\nOmröstning\n\nOmröstningen "
        "utfaller med 30 Ja mot 21 Nej.\nOrdföranden "
        "finner att kommunfullmäktige beslutat återremittera "
        "ärendet genom en minoritetsåterremiss."
    )
    last = found(text)[-1]
    assert (last.kind, last.decider) == ("postpone", "kommunfullmäktige")
    assert last.votes is not None and last.votes.yes == 30


def test_a_finding_that_retells_the_decision_is_not_a_second() -> None:
    text = (
        "Beslut\n\nÄrendet återremitteras.\n\nBeslutsgång\n\nOrdföranden "
        "finner att nämnden beslutat återremittera ärendet."
    )
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Omröstning om motförslag i huvudvotering\n\nOmröstningen utfaller med 8 Ja mot 3 Nej.\n\n"
            "Huvudvotering\n\nOmröstningen utfaller med 10 Ja mot 9 Nej.",
            (10, 9),
        ),
        (
            "Huvudvotering\n\nOmröstningen utfaller med 10 Ja mot 9 Nej.\n\n"
            "Omröstning om tillägg\n\nOmröstningen utfaller med 8 Ja mot 3 Nej.",
            (10, 9),
        ),
        (
            "Omröstning\n\nOmröstningen utfaller med 8 Ja mot 3 Nej.\n\n"
            "Omröstningen utfaller med 7 Ja mot 6 Nej.",
            (7, 6),
        ),
    ],
)
def test_the_main_ballot_decides(text: str, expected: tuple[int, int]) -> None:
    votes = found(f"Beslut\n\nAnsökan avslås.\n\n{text}")[0].votes
    assert votes is not None
    assert (votes.yes, votes.no) == expected


RESERVED = [
    (
        "Vice ordföranden Siv Melin m.fl. (S) reserverar sig till förmån för eget förslag.",
        ("Siv Melin m.fl.",),
    ),
    (
        "Mot beslutet reserverar sig Siv Melin (V) och Bo Ek (S) till förmån för eget yrkande.",
        ("Siv Melin", "Bo Ek"),
    ),
    ("Reservation\n\nSiv Melin (V) och Bo Ek (S)", ("Siv Melin", "Bo Ek")),
    ("Protokollsanteckning\n\nSiv Melin (V) och Bo Ek (S)", ()),
]


@pytest.mark.parametrize(("text", "expected"), RESERVED)
def test_who_reserves_without_title_or_grounds(text: str, expected: tuple[str, ...]) -> None:
    assert found(f"Beslut\n\nAnsökan avslås.\n\n{text}")[0].reservations == expected


ROLL = [
    ("Ja röstar: Alma Ros (C), Bo Dahl (M)\nNej röstar: Cia Lo (S)", "ja ja nej"),
    ("Ja: Alma Ros, Bo Dahl\nNej: Cia Lo\nAvstår: Dan Ek", "ja ja nej avstår"),
    ("Alma Ros (C) Ja\nBo Dahl (M) Nej\nCia Lo (S) Ja", "ja nej ja"),
    ("Alma Ros (C) och Bo G. Dahl (M) röstar ja. Cia Lo (S) röstar nej.", "ja ja nej"),
    ("Ja-röst: Alma Ros (C) och Bo G. Dahl (M).\nNej-röst: Cia Lo (S).", "ja ja nej"),
    ("Därefter röstar Alma Ros (C), Bo Dahl (M) och Cia Lo (S) ja. Dan Ek (V) röstar nej.", "ja ja ja nej"),
    ("Ledamot\tJa\tNej\tAvstår\nAlma Ros (C)\tX\t\t\nBo Dahl (M)\t\tX\t\nCia Lo (S)\t\t\tX", "ja nej avstår"),
]


@pytest.mark.parametrize(("text", "cast"), ROLL)
def test_votes_are_counted_from_the_names(text: str, cast: str) -> None:
    votes = found(f"Beslut\n\nAnsökan avslås.\n\nOmröstningsresultat\n\n{text}")[0].votes
    assert votes is not None
    assert " ".join(votes.by_name.values()) == cast
    assert (votes.yes, votes.no, votes.abstained or 0) == tuple(
        cast.split().count(vote) for vote in ("ja", "nej", "avstår")
    )


def test_what_a_yes_means_is_no_vote() -> None:
    text = "Ja: bifall till förslaget från Alma Ros\nNej: avslag på förslaget från Alma Ros"
    assert found(f"Beslut\n\nAnsökan avslås.\n\nOmröstning\n\n{text}")[0].votes is None


def test_a_reservation_against_one_decision_is_not_against_the_other() -> None:
    text = (
        "Beslut\n\nPlanen antas.\n\nMotionen avslås.\n\nReservation\n\n"
        "Alma Ros (S) reserverar sig mot beslutet att avslå motionen."
    )
    assert [one.reservations for one in found(text)] == [(), ("Alma Ros",)]


def test_members_of_two_parties_reserve_themselves_as_one() -> None:
    text = "Beslut\n\nPlanen antas.\n\nReservation\n\nLedamöterna i V och MP reserverar sig mot beslutet."
    assert found(text)[0].reservations == ("Ledamöterna i V och MP",)


DELEGATED = [
    ("Delegeringsbeslut", "Stadsarkitekten beviljade bygglov 2022-04-02.", "approve", "Stadsarkitekten"),
    ("Delegationsbeslut", "Bygglovschefen har beviljat bygglov.", "approve", "Bygglovschefen"),
    (
        "Redovisning av delegationsbeslut",
        "Tf kommunchef Alma Ros beslutade 2022-04-05 att anställa en kock.",
        "elect",
        "Alma Ros",
    ),
    ("Ordförandebeslut", "Ordföranden beslutade 2022-04-05 att avge yttrande.", "refer", "Ordföranden"),
    ("Delegationsbeslut", "Förvaltningschefen anställde en kock 2022-04-02.", "elect", "Förvaltningschefen"),
    ("Delegationsbeslut", "Regiondirektören 2022-04-30: Avtal om bemanning.", "approve", "Regiondirektören"),
]


@pytest.mark.parametrize(("heading", "text", "kind", "who"), DELEGATED)
def test_what_an_official_decided_for_the_board_is_delegated(
    heading: str, text: str, kind: str, who: str
) -> None:
    (one,) = found(f"{heading}\n\n{text}")
    assert (one.kind, one.status, one.decider) == (kind, "delegated", who)


def test_what_the_board_does_under_the_same_heading_is_its_own() -> None:
    (one,) = found("Delegationsbeslut\n\nStyrelsen godkänner redovisningen.")
    assert (one.kind, one.status) == ("approve", "decided")


TALLIES = [
    ("Ja\t23\nNej\t18\nAvstår\t2", (23, 18, 2)),
    ("Antal ja-röster: 23\nAntal nej-röster: 18", (23, 18, None)),
    ("23 ledamöter röstar ja, 18 röstar nej och 2 avstår.", (23, 18, 2)),
    ("Ja: 7 (Ann Ek, Bo Ås m.fl.)\nNej: 2 (Eva Lo, Per Al)", (7, 2, None)),
    ("Nej\t18", None),
]


@pytest.mark.parametrize(("text", "expected"), TALLIES)
def test_the_sides_of_a_vote_on_lines_of_their_own(
    text: str, expected: tuple[int, int, int | None] | None
) -> None:
    made = found(f"Beslut\n\nAnsökan avslås.\n\nOmröstning\n\n{text}")
    assert [one.text for one in made] == ["Ansökan avslås"]
    votes = made[0].votes
    assert (None if votes is None else (votes.yes, votes.no, votes.abstained)) == expected


COUNTED = [
    ("Mötet beslutade att köpa båten (12 röster för, 4 emot).", (12, 4)),
    ("Efter votering, 12 mot 4, beslutade mötet att köpa båten.", (12, 4)),
    ("Efter diskussion, 12 mot 4 var emot, beslutade mötet att köpa båten.", None),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_a_vote_inside_the_sentence_that_decides(text: str, expected: tuple[int, int] | None) -> None:
    votes = found(text)[0].votes
    assert (None if votes is None else (votes.yes, votes.no)) == expected


RESERVED_WHY = [
    ("Ann Ek (S) reserverar sig mot beslutet.", [("Ann Ek", None)]),
    ("Ann Ek (S) reserverar sig till förmån för eget yrkande.", [("Ann Ek", None)]),
    (
        "Ann Ek (S) reserverar sig med motiveringen att insatsen behövs.",
        [("Ann Ek", "insatsen behövs")],
    ),
    (
        "Ann Ek (S) reserverade sig eftersom underlaget var bristfälligt.",
        [("Ann Ek", "underlaget var bristfälligt")],
    ),
    ("Ann Ek (S) lämnar följande reservation: ”Insatsen behövs.”", [("Ann Ek", "Insatsen behövs.")]),
    (
        "Vänsterpartiet, Miljöpartiet och Ann Ek (S) reserverar sig.",
        [("Vänsterpartiet", None), ("Miljöpartiet", None), ("Ann Ek", None)],
    ),
    ("Ledamöterna Ann Ek (S) och Bo Ås (C) reserverar sig.", [("Ann Ek", None), ("Bo Ås", None)]),
    ("Ledamöterna i V och MP reserverar sig.", [("Ledamöterna i V och MP", None)]),
    ("Ingen reserverar sig.", []),
]


@pytest.mark.parametrize(("text", "expected"), RESERVED_WHY)
def test_who_reserves_and_why(text: str, expected: list[tuple[str, str | None]]) -> None:
    made = found(f"Beslut\n\nAnsökan avslås.\n\nReservation\n\n{text}")
    assert [one.text for one in made] == ["Ansökan avslås"]
    assert list(zip(made[0].reservations, made[0].reservation_motives, strict=True)) == expected


RESERVING = [
    ("Reservation\n\nAnn El-Amin (V), Bo O. Ås (M).", ["Ann El-Amin", "Bo O. Ås"]),
    ("Reservation\n\nAnn El-Amin (V) till förmån för eget förslag", ["Ann El-Amin"]),
    ("Reservationer\n\nAnn Ek (S)\nBo O. Ås (M)", ["Ann Ek", "Bo O. Ås"]),
    ("Reservation lämnas av Ann Ek (S) och Bo Ås (M).", ["Ann Ek", "Bo Ås"]),
    ("Reservation: Ann Ek (S), Bo Ås (M).", ["Ann Ek", "Bo Ås"]),
    ("Mot beslutet reserverade sig Ann Ek (M).", ["Ann Ek"]),
    ("Ek och de la Gran reserverar sig.", ["Ek", "de la Gran"]),
    ("Bo O. Ås (M) reserverar sig inte men lämnar en protokollsanteckning.", []),
    ("Ann Ek (S) reserverar sig inte, men Bo Ås (M) reserverar sig.", ["Bo Ås"]),
    ("Reservation av medel sker varje år.", []),
]


@pytest.mark.parametrize(("text", "expected"), RESERVING)
def test_who_reserves_however_it_is_written(text: str, expected: list[str]) -> None:
    made = found(f"Styrelsen beslutar att anta planen.\n\n{text}")
    assert list(made[0].reservations) == expected


def test_a_reservation_behind_the_sentence_that_decides() -> None:
    made = found("Styrelsen beslutar att anta planen. Reservation: Ann Ek (S), Bo Ås (M).")
    assert [one.reservations for one in made] == [("Ann Ek", "Bo Ås")]


PROCEDURAL = [
    (
        "Votering begärdes om återremiss. 4 ja-röster mot 2 nej-röster: ärendet ska avgöras idag. "
        "Styrelsen beslutar att anta planen.",
        None,
    ),
    (
        "Vid omröstningen avges 2 ja-röster för att ärendet avgörs i dag och 1 nej-röst för återremiss. "
        "Styrelsen beslutar att anta planen.",
        None,
    ),
    ("Votering begärs. 4 ja mot 2 nej. Ärendet avgörs i dag. Styrelsen beslutar att anta planen.", None),
    (
        "Omröstning\n\nJa för att ärendet avgörs i dag. Nej för återremiss.\nJa 5\nNej 2\n\n"
        "Beslut\n\nStyrelsen antar planen.",
        None,
    ),
    (
        "Votering begärdes om återremiss. 4 ja-röster mot 2 nej-röster. "
        "Styrelsen beslutar att återremittera ärendet.",
        (4, 2),
    ),
    (
        "Ordföranden finner att ärendet ska avgöras i dag. Därefter ställs bifall mot avslag. "
        "Omröstning begärs. Ja: 5, Nej: 2. Styrelsen beslutar att anta planen.",
        (5, 2),
    ),
    (
        "Omröstning om återremiss\n\n4 ja-röster mot 2 nej-röster. Därefter ställs förslagen mot varandra. "
        "5 ja-röster mot 1 nej-röst. Styrelsen beslutar att anta planen.",
        (5, 1),
    ),
    (
        "Bo Ås (M) yrkar återremiss. Votering genomförs. 5 ja mot 2 nej. Styrelsen beslutar att anta planen.",
        (5, 2),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PROCEDURAL)
def test_a_vote_on_procedure_is_none_on_the_matter(text: str, expected: tuple[int, int] | None) -> None:
    votes = found(text)[-1].votes
    assert (None if votes is None else (votes.yes, votes.no)) == expected


def test_the_votes_of_a_procedural_question_are_counted() -> None:
    text = (
        "Vid omröstningen avges 2 ja-röster för att ärendet avgörs i dag och 1 nej-röst för återremiss. "
        "Styrelsen beslutar att återremittera ärendet."
    )
    votes = found(text)[-1].votes
    assert votes is not None
    assert (votes.yes, votes.no) == (2, 1)


def test_what_is_adjusted_at_once_has_neither_votes_nor_reservations() -> None:
    made = found(
        "Styrelsen beslutar att anta planen. 5 ja-röster mot 2 nej-röster. Ann Ek (S) reserverar sig. "
        "Paragrafen förklaras omedelbart justerad."
    )
    assert [(one.votes is not None, one.reservations) for one in made] == [(True, ("Ann Ek",)), (False, ())]


@pytest.mark.parametrize("blank", ["2 blanka", "2 blanka röster", "2 som röstade blankt"])
def test_blank_votes_abstain(blank: str) -> None:
    text = (
        f"Beslut\n\nAnsökan avslås.\n\nOmröstning\n\nOmröstningen ger 5 ja-röster, 3 nej-röster och {blank}."
    )
    votes = found(text)[0].votes
    assert votes is not None
    assert (votes.yes, votes.no, votes.abstained) == (5, 3, 2)


def test_a_surname_of_one_letter_votes() -> None:
    votes = found("Beslut\n\nAnsökan avslås.\n\nOmröstning\n\nJa: Ann Å (V), Bo Ås (M).\nNej: Eva Lo (S).")[
        0
    ].votes
    assert votes is not None
    assert votes.by_name == {"Ann Å": "ja", "Bo Ås": "ja", "Eva Lo": "nej"}
