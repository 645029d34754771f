"""Agreement of two annotators: kappa as published, the same either way, undefined where it says nothing."""

from __future__ import annotations

import copy
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from goldfiles import NAME, TEXT, put, record, span
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.agreement import Agreement, agreement, agreement_of, cohen
from evaluation.counts import Counts
from pipeline.errors import GoldError

# The worked example of Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and
# Psychological Measurement 20, 37–46: 200 cases, three diagnoses; observed .70, by chance .41, kappa .492.
COHEN = {
    ("a", "a"): 88, ("a", "b"): 10, ("a", "c"): 2,
    ("b", "a"): 14, ("b", "b"): 40, ("b", "c"): 6,
    ("c", "a"): 18, ("c", "b"): 10, ("c", "c"): 12,
}  # fmt: skip

TABLES = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), st.integers(0, 40))


def test_kappa_of_the_published_example() -> None:
    kappa = cohen(COHEN)
    assert kappa.pairs == 200
    assert kappa.observed == pytest.approx(0.70)
    assert kappa.expected == pytest.approx(0.41)
    assert kappa.value == pytest.approx(0.492, abs=5e-4)


def test_kappa_is_undefined_where_one_category_is_all_there_is() -> None:
    kappa = cohen({("decided", "decided"): 12})
    assert (kappa.pairs, kappa.observed, kappa.value) == (12, 1.0, None)
    assert kappa.why_not == "both use one category only"
    assert cohen({}).value is None
    assert cohen({}).why_not == "nothing that both marked"


def test_kappa_is_nought_at_chance_and_below_it_negative() -> None:
    assert cohen({(a, b): 5 for a in "xy" for b in "xy"}).value == pytest.approx(0)
    assert cohen({("x", "y"): 5, ("y", "x"): 5}).value == pytest.approx(-1)
    assert cohen({("x", "x"): 5, ("y", "y"): 1}).value == pytest.approx(1)


@given(TABLES)
def test_kappa_as_another_implementation_has_it(table: dict[tuple[str, str], int]) -> None:
    """Cohen's own formula over lists of labels, in plain Python."""
    pairs = [pair for pair, number in sorted(table.items()) for _ in range(number)]
    kappa = cohen(table)
    if not pairs:
        assert kappa.value is None
        return
    n = len(pairs)
    mine, yours = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(mine[label] * yours[label] for label in mine) / n**2
    agree = sum(a == b for a, b in pairs) / n
    if chance == 1:
        assert kappa.value is None
    else:
        assert kappa.value == pytest.approx((agree - chance) / (1 - chance))
        assert kappa.value <= 1
        assert (kappa.value == pytest.approx(1)) == (agree == 1)


@settings(deadline=None, max_examples=40)  # the library takes its time to load
@given(TABLES)
def test_kappa_as_scikit_learn_has_it(table: dict[tuple[str, str], int]) -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    pairs = [pair for pair, number in sorted(table.items()) for _ in range(number)]
    kappa = cohen(table).value
    if kappa is not None:
        theirs = metrics.cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs])
        assert kappa == pytest.approx(theirs)


@given(TABLES)
def test_kappa_is_the_same_either_way(table: dict[tuple[str, str], int]) -> None:
    flipped = {(b, a): number for (a, b), number in table.items()}
    assert cohen(table).value == pytest.approx(cohen(flipped).value)


def test_the_interval_of_kappa_is_by_documents() -> None:
    documents = [{("x", "x"): 8, ("y", "y"): 7, ("x", "y"): n} for n in (0, 1, 5, 0, 2, 3)]
    kappa = agreement_of(documents)
    assert kappa.value is not None
    assert kappa.interval is not None
    assert kappa.interval.low < kappa.value < kappa.interval.high
    assert agreement_of(documents) == kappa
    assert cohen(COHEN).interval is None


def _agree(tmp_path: Path, a: Any, b: Any, b_text: str = TEXT) -> Agreement:
    put(tmp_path / "a", a)
    put(tmp_path / "b", b, text=b_text)
    return agreement(tmp_path / "a", tmp_path / "b")


def test_one_annotator_agrees_with_herself(tmp_path: Path) -> None:
    result = _agree(tmp_path, record(), record())
    assert result.names
    assert {result.total(name).f1 for name in result.names} == {1.0}
    assert [document.disagreements for document in result.documents] == [()]


def test_what_two_disagree_in_is_counted_and_listed(tmp_path: Path) -> None:
    other = record()
    other["decisions"][0]["kind"] = "note"
    del other["mentions"][2]
    other["mentions"].append(span("midsommar", label="DATE"))
    result = _agree(tmp_path, record(), other)
    assert result.total("mentions/strict") == Counts(found=11, right=10, gold=11)
    assert result.total("decisions/kind") == Counts(found=2, right=1, gold=2)
    kinds = result.kappas()["decisions/kind"]
    assert (kinds.pairs, kinds.observed) == (2, 0.5)
    assert result.kappas()["decisions/status"].why_not == "both use one category only"
    listed = {(o.kind, o.verdict, o.text) for o in result.documents[0].disagreements}
    assert listed == {
        ("decisions", "wrong", other["decisions"][0]["text"]),
        ("mentions", "missed", "ordförande"),
        ("mentions", "spurious", "midsommar"),
    }


def _careless(seed: int) -> dict[str, Any]:
    """Gold as a hasty annotator might make it."""
    chance = random.Random(seed)
    gold = record()
    for decision in gold["decisions"]:
        decision["kind"] = chance.choice(["elect", "assign", "note"])
        decision["status"] = chance.choice(["decided", "proposed"])
    gold["mentions"] = [mention for mention in gold["mentions"] if chance.random() < 0.7]
    for mention in gold["mentions"]:
        if chance.random() < 0.3:
            mention["end"] -= 2
            mention["text"] = mention["text"][:-2]
    gold["attendance"] = gold["attendance"][: chance.randrange(3)]
    gold["amounts"] = gold["amounts"][: chance.randrange(2)]
    gold["sections"][0]["title"] = chance.choice(["Val av justerare", "Val"])
    gold["table_cells"] = [
        span("1\u00a0500 kr", table="T", row="Brygga", column="2023", value=v, unit="SEK")
        for v in chance.sample([1500, 2, 3], chance.randrange(3))
    ]
    return gold


@pytest.mark.parametrize("seed", range(12))
def test_agreement_is_the_same_whoever_comes_first(tmp_path: Path, seed: int) -> None:
    one, other = _careless(seed), _careless(seed + 100)
    there = _agree(tmp_path / "1", one, other)
    back = _agree(tmp_path / "2", other, one)
    assert set(there.names) == set(back.names)
    for name in there.names:
        assert there.total(name).f1 == pytest.approx(back.total(name).f1), name
        assert there.total(name).gold == back.total(name).found
    assert {n: k.value for n, k in there.kappas().items()} == pytest.approx(
        {n: k.value for n, k in back.kappas().items()}
    )
    facts = [
        sum(outcome.kind != "entities" for outcome in result.documents[0].disagreements)
        for result in (there, back)
    ]
    assert facts[0] == facts[1]


def test_who_is_who_is_compared_over_what_both_marked(tmp_path: Path) -> None:
    other = record(people=[{"name": "Åsa Öberg", "variants": ["Åsa Öberg"]}, {"name": "Åsa", "variants": []}])
    other["people"].append({"name": "Per Lind", "variants": ["Per Lind"]})
    del other["mentions"][3]
    result = _agree(tmp_path, record(), other)
    # Åsa's three mentions are one person for A, two people for B; Per's only mention left is one for both.
    b3 = result.total("entities/b3")
    assert (b3.found, b3.gold, b3.precision) == (4, 4, 1.0)
    assert b3.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    split = [o for o in result.documents[0].disagreements if o.kind == "entities"]
    assert [difference.field for outcome in split for difference in outcome.differs] == ["split"]


def test_only_what_both_annotated_is_compared(tmp_path: Path) -> None:
    other = record(only=["decisions"], mentions=[], attendance=[], amounts=[], mandates=[])
    result = _agree(tmp_path, record(), other)
    assert {name.partition("/")[0] for name in result.names} == {"decisions"}


def test_a_field_that_one_left_out_of_the_meeting_is_not_compared(tmp_path: Path) -> None:
    other = copy.deepcopy(record())
    del other["document"]["body"]
    result = _agree(tmp_path, record(), other)
    assert "meeting/body" not in result.names
    assert result.total("meeting/all").f1 == 1


def test_texts_that_differ_are_aligned_and_it_shows(tmp_path: Path) -> None:
    text = "Sida 1\n" + TEXT
    moved = record(characters=len(text), parts=[])
    del moved["parts"]
    for kind in ("sections", "attendance", "decisions", "mandates", "amounts", "mentions"):
        for fact in moved[kind]:
            fact["start"] += 7
            fact["end"] += 7
    result = _agree(tmp_path, record(), moved, text)
    assert {result.total(name).f1 for name in result.names} == {1.0}
    kinds = ("mentions", "sections", "attendance", "decisions", "mandates", "amounts")
    nothing: dict[str, list[Any]] = {kind: [] for kind in kinds}
    bare = record(**nothing, characters=21)
    with pytest.raises(GoldError, match="give both annotators one text"):
        _agree(tmp_path, record(), bare, "Någon helt annan text")


def test_documents_of_one_annotator_only_are_named(tmp_path: Path) -> None:
    alone = f"{TEXT}Mötet avslutas.\n"
    put(tmp_path / "a", record(name="ensam", characters=len(alone)), name="ensam", text=alone)
    result = _agree(tmp_path, record(), record())
    assert (result.only_a, result.only_b) == (("ensam",), ())
    put(tmp_path / "c", record(name="annan"), name="annan")
    with pytest.raises(GoldError, match="no document is in both"):
        agreement(tmp_path / "b", tmp_path / "c")
    assert NAME not in result.only_a


def test_a_report_that_only_one_annotator_saw_is_a_disagreement_either_way(tmp_path: Path) -> None:
    seen = record()
    seen["mandates"][0]["reported_in"] = ["hällnäs-2023-08-31§4"]
    unseen = record()
    unseen["mandates"][0]["reported_in"] = []
    there, back = _agree(tmp_path / "1", seen, unseen), _agree(tmp_path / "2", unseen, seen)
    assert set(there.names) == set(back.names)
    for result in (there, back):
        assert result.total("mandates/reported_in").f1 == 0
