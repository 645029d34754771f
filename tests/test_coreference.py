"""B³, CEAF-e and links: the figures of the papers, of the CoNLL scorer's test cases, and properties."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.coreference import MEASURES, b_cubed, ceaf_e, divided, pairwise
from evaluation.counts import Counts

MEASURE = {"b3": b_cubed, "ceaf_e": ceaf_e, "pairwise": pairwise}

# Twelve mentions of three people, and what four systems make of them: fig. 1 of Luo (2005), "On
# coreference resolution performance metrics"; (a) and (b) are those of Bagga and Baldwin (1998),
# "Algorithms for scoring coreference chains".
TRUTH = ["12345", "67", "89ABC"]
SYSTEMS = {
    "a": ["12345", "6789ABC"],
    "b": ["1234589ABC", "67"],
    "c": ["123456789ABC"],
    "d": list("123456789ABC"),
}


@pytest.mark.parametrize(("system", "precision"), [("a", 16 / 21), ("b", 7 / 12)])
def test_b_cubed_as_in_bagga_and_baldwin(system: str, precision: float) -> None:
    counts = b_cubed(TRUTH, SYSTEMS[system])
    assert counts.precision == pytest.approx(precision)
    assert counts.recall == 1


@pytest.mark.parametrize(
    ("system", "b3", "entities"),
    [("a", 0.865, 0.733), ("b", 0.737, 0.667), ("c", 0.545, 0.294), ("d", 0.400, 0.178)],
)
def test_f_as_in_luos_table(system: str, b3: float, entities: float) -> None:
    assert b_cubed(TRUTH, SYSTEMS[system]).f1 == pytest.approx(b3, abs=0.0005)
    assert ceaf_e(TRUTH, SYSTEMS[system]).f1 == pytest.approx(entities, abs=0.0005)


def test_links_counted_by_hand() -> None:
    # gold: 10 + 1 + 10 links; 2 + 5 mentions in one cluster have 21
    assert pairwise(TRUTH, SYSTEMS["a"]) == Counts(10 + 21, 21, 21)
    assert pairwise(TRUTH, SYSTEMS["d"]) == Counts(0, 0, 21)


# The test cases A of the CoNLL reference scorer (Pradhan et al. 2014) with predicted mentions that gold
# lacks (x, y, z, B) and gold mentions that are not predicted: (recall, precision) as its authors give them.
KEY = ["a", "bc", "def"]
CONLL = {
    "A1": (["a", "bc", "def"], (1, 1), (1, 1)),
    "A2": (["a", "de"], (Fraction(7, 18), 1), (0.6, 0.9)),
    "A3": (["a", "bcx", "defy", "z"], (1, (4 + 7 / 12) / 9), ((1.8 + 6 / 7) / 3, (1.8 + 6 / 7) / 4)),
    "A4": (["a", "bcx", "dy", "z"], (10 / 18, (1 + 4 / 3 + 1 / 2) / 7), (2.2 / 3, 2.2 / 4)),
    "A5": (["a", "bcxB", "dy", "z"], (10 / 18, 2.5 / 8), ((1.4 + 4 / 6) / 3, (1.4 + 4 / 6) / 4)),
    "A6": (["a", "bcx", "dy", "Bz"], (10 / 18, (1 + 4 / 3 + 1 / 2) / 8), (2.2 / 3, 2.2 / 4)),
    "A10": (list("abcdef"), (3 / 6, 1), None),
    "A11": (["abcdef"], (1, (1 / 6 + 4 / 6 + 9 / 6) / 6), None),
    "A12": (list("acdexyz"), (13 / 36, 4 / 7), None),
    "A13": (["acdexyz"], ((1 + 1 / 2 + 4 / 3) / 6, (2 / 7 + 4 / 7) / 7), None),
}  # fmt: skip


@pytest.mark.parametrize("case", CONLL)
def test_predicted_mentions_as_in_the_conll_scorer(case: str) -> None:
    found, b3, entities = CONLL[case]
    counts = b_cubed(KEY, found)
    assert (counts.recall, counts.precision) == (pytest.approx(float(b3[0])), pytest.approx(b3[1]))
    if entities:
        counts = ceaf_e(KEY, found)
        assert (counts.recall, counts.precision) == (pytest.approx(entities[0]), pytest.approx(entities[1]))


def test_a_mention_is_one_persons() -> None:
    with pytest.raises(ValueError, match="'b' stands in two clusters"):
        b_cubed(["ab", "bc"], ["abc"])


def test_nothing_on_one_side_and_on_both() -> None:
    assert [MEASURE[name]([], []) for name in MEASURES] == [Counts()] * 3
    assert [MEASURE[name](["ab"], []) for name in MEASURES] == [
        Counts(0, 0, 2), Counts(0, 0, 1), Counts(0, 0, 1),
    ]  # fmt: skip
    assert b_cubed([], ["ab"]) == Counts(2, 0, 0)
    assert b_cubed([""], [""]) == Counts()


def test_people_named_once_have_no_links() -> None:
    alone = ["a", "b", "c"]
    assert pairwise(alone, alone) == Counts()
    assert pairwise(alone, alone).f1 is None
    assert b_cubed(alone, alone) == Counts(3, 3, 3)
    assert ceaf_e(alone, alone) == Counts(3, 3, 3)


# ── for any clusters ─────────────────────────────────────────────────────────

_labels = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), max_size=8)


def _clusters(labels: dict[str, int]) -> list[set[str]]:
    return [{item for item, label in labels.items() if label == one} for one in sorted(set(labels.values()))]


_partitions = _labels.map(_clusters)
_measures = st.sampled_from(sorted(MEASURE)).map(MEASURE.__getitem__)
Measure = Callable[..., Counts]


def _near(one: Counts) -> list[float]:
    return [pytest.approx(value) for value in (one.found, one.right, one.gold, one.right_of_gold)]


@given(_measures, _partitions, _partitions)
def test_swapping_the_sides_swaps_precision_and_recall(
    measure: Measure, one: list[set[str]], other: list[set[str]]
) -> None:
    there, back = measure(one, other), measure(other, one)
    assert there.precision == pytest.approx(back.recall)
    assert there.recall == pytest.approx(back.precision)
    assert there.f1 == pytest.approx(back.f1)


@given(_measures, _partitions, _partitions, st.randoms(use_true_random=False))
def test_order_does_not_matter(measure: Measure, one: list[set[str]], other: list[set[str]], chance) -> None:
    shuffled = [chance.sample(sorted(cluster), len(cluster)) for cluster in other]
    chance.shuffle(shuffled)
    assert measure(one, other) == measure(chance.sample(one, len(one)), shuffled)


@given(_partitions, _partitions)
def test_only_the_same_clusters_are_perfect(one: list[set[str]], other: list[set[str]]) -> None:
    same = sorted(map(sorted, one)) == sorted(map(sorted, other))
    for measure in (b_cubed, ceaf_e):
        assert (measure(one, other).f1 in (None, 1)) == same
    if same:
        assert pairwise(one, other).f1 in (None, 1)


@given(_measures, _partitions, _partitions)
def test_right_is_never_more_than_there_is(
    measure: Measure, one: list[set[str]], other: list[set[str]]
) -> None:
    counts = measure(one, other)
    assert 0 <= counts.right <= counts.found
    assert 0 <= counts.right_of_gold <= counts.gold


@given(_partitions, _partitions)
def test_b_cubed_is_what_its_definition_says(one: list[set[str]], other: list[set[str]]) -> None:
    def mean(these: list[set[str]], those: list[set[str]]) -> float | None:
        shares = [
            max((len(cluster & another) for another in those if item in another), default=0) / len(cluster)
            for cluster in these
            for item in cluster
        ]
        return sum(shares) / len(shares) if shares else None

    counts = b_cubed(one, other)
    assert counts.precision == pytest.approx(mean(other, one))
    assert counts.recall == pytest.approx(mean(one, other))


@given(_partitions, _partitions)
def test_ceaf_takes_the_best_of_all_alignments(one: list[set[str]], other: list[set[str]]) -> None:
    short, long = sorted((one, other), key=len)
    best = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(short, order, strict=False))
        for order in permutations(long, len(short))
    )
    assert ceaf_e(one, other).right == pytest.approx(best)


@given(_partitions, _partitions)
def test_links_are_pairs_in_one_cluster(one: list[set[str]], other: list[set[str]]) -> None:
    def links(clusters: list[set[str]]) -> set[tuple[str, str]]:
        return {pair for cluster in clusters for pair in combinations(sorted(cluster), 2)}

    gold, found = links(one), links(other)
    assert pairwise(one, other) == Counts(len(found), len(gold & found), len(gold))


@given(_partitions, _partitions)
def test_the_parts_add_up_to_the_whole(one: list[set[str]], other: list[set[str]]) -> None:
    parts = divided(one, other, part=lambda item: item in "abc")
    for name, measure in MEASURE.items():
        whole = measure(one, other)
        added = sum((part[name] for part in parts.values()), Counts())
        assert [added.found, added.right, added.gold, added.right_of_gold] == _near(whole)
