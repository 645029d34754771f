"""Our figures against those of scorers and solvers that others wrote, where theirs are well defined."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scored import TEXT, WORDS, at, figures_of, gold_of, golds
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from evaluation.assign import assign
from evaluation.counts import Counts
from evaluation.gold import Gold
from pipeline.facts import MENTION_LABELS, Mention

VOCAB = Vocab()
Mentions = tuple[Mention, ...]


def _doc(mentions: Mentions) -> Doc:
    made = Doc(VOCAB, words=list(WORDS))
    assert made.text.rstrip() == TEXT
    made.spans["mentions"] = [made.char_span(m.start, m.end, label=m.label) for m in mentions]
    return made


def _strict(gold: Mentions, found: Mentions) -> dict[str, Counts]:
    one, other = (gold_of(mentions=mentions, only=("mentions",)) for mentions in (gold, found))
    return figures_of(one, other)


@given(golds, golds)
@settings(max_examples=60, deadline=None)
def test_strict_mentions_agree_with_spacys_scorer(gold: Gold, found: Gold) -> None:
    """spaCy's score_spans compares sets, so double mentions are taken out first; it gives no figures
    where gold is empty, and 0 where we say that there is nothing to speak of."""
    one, other = (tuple({(m.start, m.end, m.label): m for m in g.mentions}.values()) for g in (gold, found))
    theirs = Scorer.score_spans(
        [Example(_doc(other), _doc(one))],
        "spans_mentions",
        getter=lambda made, _: made.spans["mentions"],
        allow_overlap=True,
        labeled=True,
    )
    ours = _strict(one, other)
    if not one:
        return
    total = ours["mentions/strict"]
    assert (total.precision or 0) == pytest.approx(theirs["spans_mentions_p"])
    assert (total.recall or 0) == pytest.approx(theirs["spans_mentions_r"])
    assert (total.f1 or 0) == pytest.approx(theirs["spans_mentions_f"])
    for label, figures in theirs["spans_mentions_per_type"].items():
        counts = ours[f"mentions/strict/{label}"]
        assert (counts.precision or 0) == pytest.approx(figures["p"]), label
        assert (counts.recall or 0) == pytest.approx(figures["r"]), label


# A run of words that is a mention (a label) or is not (None), so many words long.
_runs = st.lists(
    st.tuples(st.sampled_from([None, *MENTION_LABELS[:3]]), st.integers(1, 4)),
    min_size=1,
    max_size=len(WORDS),
)


def _apart(runs: list[tuple[str | None, int]]) -> Mentions:
    """Mentions that do not overlap, from the first word on."""
    mentions, here = [], 0
    for label, length in runs:
        if label and here + length <= len(WORDS):
            mentions.append(Mention(**at(here, here + length - 1), label=label))
        here += length
    return tuple(mentions)


def _tags(mentions: Mentions) -> list[str]:
    """The same as IOB2 tags, a word a tag."""
    tags = ["O"] * len(WORDS)
    for mention in mentions:
        first = TEXT[: mention.start].count(" ")
        for number in range(first, first + mention.text.count(" ") + 1):
            tags[number] = f"{'B' if number == first else 'I'}-{mention.label}"
    return tags


@given(st.lists(st.tuples(_runs, _runs), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_strict_mentions_agree_with_seqeval(documents: list[tuple[list, list]]) -> None:
    """IOB tags hold only spans that do not overlap; there the two must agree, over several documents too."""
    metrics = pytest.importorskip("seqeval.metrics", reason="seqeval is not installed")
    scheme = pytest.importorskip("seqeval.scheme", reason="seqeval is not installed")
    pairs = [(_apart(gold), _apart(found)) for gold, found in documents]
    gold, found = ([_tags(pair[side]) for pair in pairs] for side in (0, 1))
    ours = sum((_strict(*pair)["mentions/strict"] for pair in pairs), Counts())
    for figure, theirs in (
        (ours.precision, metrics.precision_score),
        (ours.recall, metrics.recall_score),
        (ours.f1, metrics.f1_score),
    ):
        other = theirs(gold, found, mode="strict", scheme=scheme.IOB2, zero_division=0)
        assert (figure or 0) == pytest.approx(other), theirs.__name__


# ── the assignment ───────────────────────────────────────────────────────────

_weights = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.1, 2), max_size=14)


@given(_weights)
def test_the_assignment_is_the_best_of_all_there_are(weights: dict[tuple[int, int], float]) -> None:
    pairs = assign(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    best = max(
        sum(weights.get((row, column), 0) for row, column in enumerate(order))
        for order in permutations(range(5))
    )
    assert sum(weights[pair] for pair in pairs) == pytest.approx(best)


@given(
    st.integers(1, 12).flatmap(
        lambda rows: st.integers(1, 12).flatmap(
            lambda columns: st.lists(
                st.lists(
                    st.sampled_from([0.0, 0.25, 0.5, 1.0, 1.01, 1.3]), min_size=columns, max_size=columns
                ),
                min_size=rows,
                max_size=rows,
            )
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_the_assignment_agrees_with_scipys(matrix: list[list[float]]) -> None:
    """Larger and with ties; 0 is a pair that may not be made."""
    optimize = pytest.importorskip("scipy.optimize", reason="scipy is not installed")
    weights = {(i, j): w for i, row in enumerate(matrix) for j, w in enumerate(row) if w}
    rows, columns = optimize.linear_sum_assignment(matrix, maximize=True)
    theirs = sum(matrix[i][j] for i, j in zip(rows, columns, strict=True))
    assert sum(weights[pair] for pair in assign(weights)) == pytest.approx(theirs)
