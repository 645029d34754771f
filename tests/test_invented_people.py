"""The corpus of invented people: made as it says, and put together again."""

import random
from collections import Counter
from io import StringIO

import pytest
from rich.console import Console

from evaluation.people import careers, minutes
from evaluation.people.__main__ import LEAST_B3, MOST_MERGED, PEOPLE, SEED, main
from evaluation.people.measure import measure
from evaluation.people.memory import memory
from evaluation.people.names import everyday_name, given_name, surname
from evaluation.people.noise import Style, habit, slip, style, written
from pipeline.entities import Entity, Resolution

PLAIN = Style("straight", False, False, False)


def test_the_same_seed_makes_the_same_world_and_another_another() -> None:
    assert careers(60, 4) == careers(60, 4)
    assert careers(60, 4) != careers(60, 5)
    world = careers(60, 4)
    assert minutes(world, 4) == minutes(world, 4)


def test_names_are_as_frequent_as_in_sweden() -> None:
    dice = random.Random(1)
    drawn = Counter(surname(dice) for _ in range(20_000))
    assert 0.02 < drawn["Andersson"] / 20_000 < 0.05  # 366,750 of 10.5 million
    assert sum("-" in name for name in drawn.elements()) / 20_000 == pytest.approx(0.06, abs=0.01)
    given = Counter(given_name(dice) for _ in range(20_000))
    assert given["Anna"] > given["Tindra"]
    assert everyday_name("Ngozi", dice) is None
    assert {everyday_name("Olof", dice) for _ in range(50)} >= {None, "Olle"}


def test_namesakes_occur() -> None:
    dice = random.Random(1)
    names = Counter((given_name(dice), surname(dice)) for _ in range(PEOPLE))
    assert sum(number > 1 for number in names.values()) > 10


def test_everybody_has_a_seat_within_their_time() -> None:
    world = careers(130, 2)
    assert {tenure.person for tenure in world.tenures} == {person.number for person in world.people}
    for tenure in world.tenures:
        person = world.people[tenure.person]
        assert person.first <= tenure.first <= tenure.last <= person.last


def test_every_naming_is_where_it_says_and_somebodys() -> None:
    written_up = minutes(careers(60, 4), 4)
    namings = [m for d in written_up.documents for m in d.mentions]
    assert {m.id for m in namings} == set(written_up.whom)
    for document in written_up.documents:
        assert all(document.source.text[m.start : m.end] == m.text for m in document.mentions)
        assert all(document.source.text[a.start : a.end] == a.person for a in document.attendance)
    assert {m.label for m in namings} == {"PERSON", "ROLE"}


def test_nobody_sits_twice_in_one_list() -> None:
    written_up = minutes(careers(120, 3), 3)
    for document in written_up.documents:
        listed = {(a.start, a.end) for a in document.attendance}
        who = [written_up.whom[m.id] for m in document.mentions if (m.start, m.end) in listed]
        assert len(who) == len(set(who))


def test_the_noise_is_about_as_strong_as_it_says() -> None:
    dice = random.Random(3)
    drawn = 15_000
    slips = sum(slip("Anna Bergdahl", False, dice) != "Anna Bergdahl" for _ in range(drawn)) / drawn
    assert slips == pytest.approx(0.007, abs=0.004)
    misread = sum(slip("Mårten Hörnell", True, dice) != "Mårten Hörnell" for _ in range(drawn)) / drawn
    assert 0.02 < misread < 0.08
    styles = Counter(style(dice).order for _ in range(drawn))
    assert styles["comma"] / drawn == pytest.approx(0.03, abs=0.01)
    unhyphened = sum("-" not in habit("Per-Erik", "Mård", None, dice)[0] for _ in range(drawn)) / drawn
    assert unhyphened == pytest.approx(0.16, abs=0.02)
    called = Counter(habit("Olof", "Mård", "Olle", dice)[0] for _ in range(drawn))
    assert called["Olle"] / drawn == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize(
    ("order", "name"),
    [
        ("straight", "Per-Erik Mård"),
        ("comma", "Mård, Per-Erik"),
        ("turned", "Mård Per-Erik"),
        ("initials", "P. E. Mård"),
    ],
)
def test_how_documents_write_names(order: str, name: str) -> None:
    dice = random.Random(2)  # no slip within its first few draws
    assert written("Per-Erik", "Mård", Style(order, False, False, False), dice) == name


def test_a_small_corpus_is_put_together_again() -> None:
    world = careers(100, 11)
    found = measure(world, minutes(world, 11))
    assert (found.b3.f1 or 0) >= LEAST_B3
    assert (found.steady.f1 or 0) >= 0.985
    assert len(found.merges) <= 1
    assert (found.roles.precision or 0) > 0.99
    assert (found.roles.recall or 0) > 0.95


def test_merged_and_split_people_are_told() -> None:
    """Everybody in one entity, and then everybody in none."""
    world = careers(40, 4)
    written_up = minutes(world, 4)
    everything = tuple(written_up.whom)
    one = Resolution(entities=(Entity("p", "person", "Alla", (), (), everything),))
    merged = measure(world, written_up, one)
    assert (len(merged.merges), merged.false_merges, merged.entities) == (1, 1.0, 1)
    assert len(merged.merges[0].people) == merged.people
    nobody = measure(world, written_up, Resolution())
    assert (nobody.left_open, nobody.entities, nobody.merges) == (nobody.namings, 0, ())
    assert (nobody.b3.precision, nobody.b3.f1 or 0 < 0.5) == (1.0, nobody.b3.f1)


def test_the_command_prints_the_scores_and_who_is_wrong() -> None:
    out = StringIO()
    code = main(["--people", "30", "--seed", "4", "--wrong"], Console(file=out, width=110))
    assert code in (0, 1)
    assert "B³, all namings" in out.getvalue()
    assert "false merges" in out.getvalue()


def test_memory_is_measured_by_a_process_for_each_number_of_minutes() -> None:
    documents = minutes(careers(20, 4), 4).documents
    few, all_ = memory(documents, (5, len(documents)))
    assert (few.documents, all_.documents) == (5, len(documents))
    assert 0 < few.idle <= few.peak
    assert 0 < all_.idle <= all_.peak


@pytest.mark.long
def test_two_thousand_people_over_fifteen_years() -> None:
    world = careers(PEOPLE, SEED)
    found = measure(world, minutes(world, SEED))
    assert found.people >= 2_000
    assert (found.b3.f1 or 0) >= LEAST_B3
    assert found.false_merges <= MOST_MERGED
