"""Clusters hold together what is judged one, and never what is judged different."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import board, seat

from pipeline.entities import Judgement, Profile, Side
from pipeline.resolve import resolve
from pipeline.resolve.clusters import clusters
from pipeline.resolve.rulings import Rulings
from pipeline.resolve.rulings import rulings as rulings_by_key

DIFFERENT = 0.25
NAMES = ("Anna Bergdahl", "Anna Bergdal", "Anna Berghdal", "Bo Ekmark", "Bo Ekmarck", "Siv Roos")
VERDICTS = st.sampled_from(["same", "different", "unsure"])


def rulings(
    judged: Sequence[Judgement], profiles: Sequence[Profile], heirs: dict[str, str] | None = None
) -> Rulings:
    return rulings_by_key(judged, {profile.key: profile for profile in profiles}, heirs)


def profile(number: int) -> Profile:
    name = NAMES[number % len(NAMES)]
    return Profile(f"{name.casefold()}@{number}", name, f"nämnd {number % 2}", "alvbro kommun", ((name, 1),))


def keys(profiles: Sequence[Profile], groups: Sequence[tuple[int, ...]]) -> set[frozenset[str]]:
    return {frozenset(profiles[number].key for number in group) for group in groups}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Profile], list[Judgement], list[Judgement]]:
    """Profiles, what the program judges of some pairs, and what persons do."""
    profiles = [profile(number) for number in range(draw(st.integers(2, 7)))]
    pairs = list(combinations([p.key for p in profiles], 2))
    program = [
        Judgement(a, b, verdict, score, "")
        for a, b in draw(st.lists(st.sampled_from(pairs), unique=True))
        for verdict in [draw(VERDICTS)]
        for score in [draw(st.floats(0.9, 1.0)) if verdict == "same" else 0.1]
    ]
    persons = [
        Judgement(a, b, draw(VERDICTS), 1.0, "", by="Eva", at=f"2026-01-{day:02}")
        for day, (a, b) in enumerate(draw(st.lists(st.sampled_from(pairs), max_size=5)), start=1)
    ]
    return profiles, program, persons


def newest(judgements: Sequence[Judgement]) -> dict[frozenset[str], str]:
    return {frozenset((j.left, j.right)): j.verdict for j in judgements}


def connected(keys_: Sequence[str], pairs: set[frozenset[str]]) -> list[set[str]]:
    groups = [{key} for key in keys_]
    for both in pairs:
        met = [group for group in groups if group & both]
        groups = [group for group in groups if not group & both] + [set().union(*met)]
    return groups


@settings(max_examples=300, deadline=None)
@given(worlds())
def test_no_cluster_holds_a_different_pair(
    world: tuple[list[Profile], list[Judgement], list[Judgement]],
) -> None:
    profiles, program, persons = world
    found = keys(profiles, clusters(profiles, program, rulings(persons, profiles), DIFFERENT))
    assert sorted(key for group in found for key in group) == sorted(p.key for p in profiles)
    human = newest(persons)
    linked = connected([p.key for p in profiles], {b for b, v in human.items() if v == "same"})
    for group in found:
        for pair in map(frozenset, combinations(sorted(group), 2)):
            assert human.get(pair) != "different"
            if newest(program).get(pair) == "different" and pair not in human:
                assert any(pair <= together for together in linked)  # persons say so, through others


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_who_is_one_is_one_for_a_reason(
    world: tuple[list[Profile], list[Judgement], list[Judgement]],
) -> None:
    profiles, program, persons = world
    found = keys(profiles, clusters(profiles, program, rulings(persons, profiles), DIFFERENT))
    human = newest(persons)
    same = {b for b, v in human.items() if v == "same"}
    if "different" not in human.values():
        assert all(any(both <= group for group in found) for both in same)
    reasons = same | {b for b, v in newest(program).items() if v == "same" and b not in human}
    for group in found:
        assert len(connected(sorted(group), {both for both in reasons if both <= group})) == 1


@settings(max_examples=200, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_profiles_and_judgements_does_not_matter(
    world: tuple[list[Profile], list[Judgement], list[Judgement]], random: Random
) -> None:
    profiles, program, persons = world
    one = keys(profiles, clusters(profiles, program, rulings(persons, profiles), DIFFERENT))
    shuffled, mixed = list(profiles), list(program)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert one == keys(shuffled, clusters(shuffled, mixed, rulings(persons, shuffled), DIFFERENT))


PEOPLE = [
    board("2020-01-15", seat("Peter Vigen", "Umeå kommun", "ordförande"), seat("Anna Bergdahl")),
    board("2020-02-15", seat("Peter Vigren", "Umeå kommun", "ordförande"), seat("Ana Bergdahl")),
    board("2020-03-15", seat("Lena Olsson"), seat("Lena Olofsson"), text="⟨PERSON:Lena Olson⟩"),
    board("2020-04-15", seat("Amal"), seat("Amal Vrakén"), body="Vikens byalag"),
    board("2020-05-15", seat("Amal"), text="⟨PERSON:Peter Vigens⟩ förslag.", body="Vikens byalag"),
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.permutations(PEOPLE))
def test_the_order_of_documents_does_not_matter(documents: Sequence[object]) -> None:
    one, other = resolve(PEOPLE), resolve(documents)  # type: ignore[arg-type]
    assert {(e.id, e.name, e.members) for e in one.entities} == {
        (e.id, e.name, e.members) for e in other.entities
    }
    assert {(j.left, j.right, j.verdict) for j in one.judgements} == {
        (j.left, j.right, j.verdict) for j in other.judgements
    }


def test_what_most_speaks_for_decides_between_two_that_are_apart() -> None:
    """c is near a, and near both b and d, who are one: two voices weigh more than one."""
    a, b, c, d = (profile(number).key for number in range(4))
    profiles = [profile(number) for number in range(4)]
    judged = [
        Judgement(a, c, "same", 0.96, ""), Judgement(b, c, "same", 0.95, ""),
        Judgement(c, d, "same", 0.95, ""), Judgement(b, d, "same", 0.97, ""),
        Judgement(a, b, "different", 0.1, ""), Judgement(a, d, "different", 0.1, ""),
    ]  # fmt: skip
    assert keys(profiles, clusters(profiles, judged, rulings([], profiles), DIFFERENT)) == {
        frozenset({a}), frozenset({b, c, d}),
    }  # fmt: skip


def test_a_persons_same_goes_before_the_programs_different_but_not_before_a_persons() -> None:
    profiles = [profile(number) for number in range(3)]
    a, b, c = (p.key for p in profiles)
    judged = [Judgement(a, c, "different", 0.1, "")]
    eva = [
        Judgement(a, b, "same", 1, "", "Eva", "2026-01-01"),
        Judgement(b, c, "same", 1, "", "Eva", "2026-01-02"),
    ]
    whole = {frozenset({a, b, c})}
    assert keys(profiles, clusters(profiles, judged, rulings(eva, profiles), DIFFERENT)) == whole
    no = [*eva, Judgement(a, c, "different", 1, "", "Bo", "2025-01-01")]
    assert keys(profiles, clusters(profiles, judged, rulings(no, profiles), DIFFERENT)) == {
        frozenset({a}), frozenset({b, c}),  # the older same gives way
    }  # fmt: skip


def test_different_is_said_of_every_profile_and_a_newer_same_takes_all_of_it_back() -> None:
    profiles = [profile(number) for number in range(4)]
    a, b, c, d = (p.key for p in profiles)
    one, other = Side((a, b)), Side((c, d))
    no = Judgement(a, c, "different", 1, "", "Eva", "2026-01-01", sides=(one, other))
    assert rulings([no], profiles).verdicts[b, d] == "different"
    yes = Judgement(a, c, "same", 1, "", "Bo", "2026-01-02", sides=(one, other))
    found = rulings([no, yes], profiles)
    assert set(found.verdicts.values()) == {"same"}
    assert found.links == ((a, c),)
    assert rulings([yes, no], profiles).links == ()


def test_a_judgement_waits_for_names_that_are_not_there_and_finds_them_by_heir_and_place() -> None:
    old = Judgement(
        "x@1", "y@2", "same", 1, "", "Eva", "2026-01-01",
        sides=(Side(("x@1",), ("doc:mention:PERSON:4-9",)), Side(("y@2",))),
    )  # fmt: skip
    here = Profile("x@new", "X", "b", None, (), mentions=("doc:mention:PERSON:4-11",))
    there = Profile("y@new", "Y", "b", None, ())
    assert rulings([old], [here, there]).links == ()
    assert rulings([old], [here, there], {"y@2": "y@newer", "y@newer": "y@new"}).links == (
        ("x@new", "y@new"),
    )
