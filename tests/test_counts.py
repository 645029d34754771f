"""How sure one may be: intervals hold what they should, and say what they rest on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.counts import Counts, difference_interval, difference_p, f1_interval

_counts = st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)).map(
    lambda three: Counts(max(three[0], three[1]), min(three), max(three[2], three[1]))
)
_documents = st.lists(_counts, min_size=1, max_size=8)


def test_counts_of_shared_credit_add_too() -> None:
    # two of B³: precisions sum to 3 of 4, recalls to 2 of 5; whole facts have one sum for both
    both = Counts(4, 3, 5, 2) + Counts(1, 1, 1)
    assert both == Counts(5, 4, 6, 3)
    assert (both.precision, both.recall) == (4 / 5, 3 / 6)
    assert both.f1 == pytest.approx(2 * 0.8 * 0.5 / 1.3)
    assert Counts(2, 0, 3, 0).f1 == 0
    assert (Counts(2, 1, 2) + Counts()).recalled is None


def test_a_perfect_score_is_as_sure_as_its_facts_are_many() -> None:
    ten, hundred = f1_interval([Counts(5, 5, 5)] * 2), f1_interval([Counts(50, 50, 50)] * 2)
    assert ten is not None
    assert hundred is not None
    assert ten.high == hundred.high == 1
    # Wilson (1927): n / (n + z²) of the facts, as F1
    low = 10 / (10 + 1.96**2)
    assert ten.low == pytest.approx(2 * low / (1 + low), abs=1e-3)
    assert ten.low < hundred.low < 1
    assert ten.basis == "facts"


def test_nothing_right_may_still_be_bad_luck() -> None:
    interval = f1_interval([Counts(5, 0, 5), Counts(3, 0, 3)])
    assert interval is not None
    assert interval.low == 0
    assert 0 < interval.high < 0.5


def test_one_document_has_the_interval_of_its_facts() -> None:
    interval = f1_interval([Counts(10, 9, 10)])
    assert interval is not None
    assert interval.basis == "facts"
    assert interval.low < 0.9 < interval.high


def test_documents_that_differ_are_drawn() -> None:
    interval = f1_interval([Counts(10, 9, 10), Counts(10, 4, 10)])
    assert interval is not None
    assert interval.basis == "documents"
    assert (interval.low, interval.high) == (pytest.approx(0.4), pytest.approx(0.9))


def test_nothing_to_count_has_no_interval() -> None:
    assert f1_interval([]) is None
    assert f1_interval([Counts(), Counts()]) is None


def test_whole_bodies_are_drawn() -> None:
    """Ten documents of two bodies are two bodies: what is known of a third is little."""
    documents = [Counts(10, 9, 10)] * 5 + [Counts(10, 5, 10)] * 5
    bodies = ["Hällnäs byalag"] * 5 + ["Tärnö byalag"] * 5
    alone, together = f1_interval(documents), f1_interval(documents, groups=bodies)
    assert alone is not None
    assert together is not None
    assert together.basis == "bodies"
    assert together.low < alone.low
    assert alone.high < together.high
    one = f1_interval(documents, groups=["Hällnäs byalag"] * 10)
    assert one is not None
    assert one.basis == "facts"


def test_bodies_of_one_document_each_are_documents() -> None:
    documents = [Counts(10, n, 10) for n in (3, 5, 9)]
    by_body = f1_interval(documents, groups=["a", "b", "c"])
    by_document = f1_interval(documents)
    assert by_body is not None
    assert by_document is not None
    assert (by_body.low, by_body.high) == (by_document.low, by_document.high)


@given(_documents)
def test_an_interval_lies_within_0_and_1_and_holds_the_figure(documents: list[Counts]) -> None:
    total, interval = sum(documents, Counts()).f1, f1_interval(documents)
    assert (interval is None) == (total is None)
    if interval is not None:
        assert 0 <= interval.low <= interval.high <= 1
        if interval.basis == "facts":
            assert interval.low - 1e-9 <= (total or 0) <= interval.high + 1e-9


# ── two systems ──────────────────────────────────────────────────────────────


def test_the_paired_difference() -> None:
    before = [Counts(10, n, 10) for n in (2, 5, 7)]
    after = [Counts(10, n, 10) for n in (3, 7, 10)]  # 0.1, 0.2 and 0.3 better
    interval = difference_interval(before, after)
    assert interval is not None
    assert 0.1 - 1e-9 <= interval.low < 0.2 < interval.high <= 0.3 + 1e-9
    back = difference_interval(after, before)
    assert back is not None
    assert (back.low, back.high) == (pytest.approx(-interval.high), pytest.approx(-interval.low))


def test_the_difference_of_what_is_the_same_is_nothing() -> None:
    documents = [Counts(10, n, 10) for n in (2, 5, 7)]
    assert difference_interval(documents, documents) is None
    assert difference_p(documents, documents) == 1


def test_a_difference_in_every_document_is_no_chance() -> None:
    before, after = [Counts(10, 5, 10)] * 10, [Counts(10, n, 10) for n in (6, 7, 8, 9, 6, 7, 8, 9, 6, 7)]
    # of the 1024 ways to swap, only none and all of them make as large a difference
    assert difference_p(before, after) == 2 / 1024
    assert difference_p(after, before) == 2 / 1024


def test_a_difference_in_one_document_may_be_chance() -> None:
    before = [Counts(10, 5, 10)] * 10
    assert difference_p(before, [Counts(10, 6, 10), *before[1:]]) == 1


def test_many_documents_are_swapped_at_random() -> None:
    before = [Counts(10, 5, 10)] * 30
    p = difference_p(before, [Counts(10, 7, 10)] * 30)
    assert p is not None
    assert 0 < p < 0.01
    assert p == difference_p(before, [Counts(10, 7, 10)] * 30)


def test_bodies_are_swapped_whole() -> None:
    before, after = [Counts(10, 5, 10)] * 6, [Counts(10, n, 10) for n in (6, 7, 8, 6, 7, 8)]
    assert difference_p(before, after) == 2 / 64
    assert difference_p(before, after, groups=["a"] * 3 + ["b"] * 3) == 2 / 4
    interval = difference_interval(before, after, groups=["a"] * 3 + ["b", "b", "c"])
    assert interval is not None
    assert interval.basis == "bodies"


def test_two_systems_are_compared_on_the_same_documents() -> None:
    with pytest.raises(ValueError, match="2 documents before and 1 after"):
        difference_interval([Counts(1, 1, 1)] * 2, [Counts(1, 1, 1)])
    assert difference_p([Counts()], [Counts()]) is None
    assert difference_interval([Counts(1, 1, 1)], [Counts(1, 0, 1)]) is None


@given(st.lists(st.tuples(_counts, _counts), min_size=1, max_size=6))
def test_p_is_a_share_and_the_same_both_ways(pairs: list[tuple[Counts, Counts]]) -> None:
    before, after = [one for one, _ in pairs], [other for _, other in pairs]
    there, back = difference_p(before, after), difference_p(after, before)
    assert there == back
    assert there is None or 0 < there <= 1
