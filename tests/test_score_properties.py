"""What holds of the scores of any facts whatever."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scored import KINDS, at, figures_of, gold_of, golds, shuffled

from evaluation.gold import Gold
from evaluation.score import score
from pipeline.facts import Meeting, Mention


@given(golds, golds, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(gold: Gold, found: Gold, seed: int) -> None:
    one = score(gold, found.document())
    other = score(shuffled(gold, seed), shuffled(found, seed + 1).document())
    assert one.figures == other.figures
    assert one.confusions == other.confusions
    assert sorted(map(repr, one.outcomes)) == sorted(map(repr, other.outcomes))


@given(golds)
@settings(max_examples=60, deadline=None)
def test_the_same_facts_are_perfect(gold: Gold) -> None:
    for name, counts in figures_of(gold, gold).items():
        assert counts.found == counts.right == counts.gold, name


@given(golds, golds)
@settings(max_examples=60, deadline=None)
def test_swapping_the_roles_swaps_precision_and_recall(gold: Gold, found: Gold) -> None:
    there, back = figures_of(gold, found), figures_of(found, gold)
    assert there.keys() == back.keys()
    for name, counts in there.items():
        assert (counts.precision, counts.recall) == (back[name].recall, back[name].precision), name


@given(golds, golds)
@settings(max_examples=60, deadline=None)
def test_right_is_never_more_than_found_or_gold(gold: Gold, found: Gold) -> None:
    for name, counts in figures_of(gold, found).items():
        assert 0 <= counts.right <= min(counts.found, counts.gold), name


@given(golds, golds)
@settings(max_examples=60, deadline=None)
def test_only_the_same_facts_are_perfect(gold: Gold, found: Gold) -> None:
    figures = figures_of(gold, found)

    def bag(facts: Any, *fields: str) -> list[str]:
        return sorted(repr([getattr(fact, field) for field in fields]) for fact in facts)

    for figure, kind, fields in (
        ("mentions/strict", "mentions", ("start", "end", "label")),
        ("sections/title", "sections", ("number", "title")),
        ("amounts/value", "amounts", ("value", "unit")),
        ("attendance/complete", "attendance", ("person", "organisation", "roles", "standing", "present")),
        ("table_cells/cell", "table_cells", ("row", "column", "value")),
    ):
        perfect = figures[figure].f1 in (None, 1)
        assert perfect == (bag(getattr(gold, kind), *fields) == bag(getattr(found, kind), *fields)), figure
    for figure, kind, fields in (  # half of a clause is the clause, so the words may differ
        ("decisions/complete", "decisions", ("kind", "status", "decider")),
        ("mandates/complete", "mandates", ("assignees", "deadline", "giver", "status")),
    ):
        if figures[figure].f1 in (None, 1):
            assert bag(getattr(gold, kind), *fields) == bag(getattr(found, kind), *fields), figure


@given(golds, golds)
@settings(max_examples=60, deadline=None)
def test_nothing_found_has_no_precision_and_no_recall(gold: Gold, found: Gold) -> None:
    nothing = replace(found, **dict.fromkeys(KINDS, ()), meeting=Meeting())
    gold = replace(gold, meeting_fields=("body", "date"))  # every document has a kind
    for name, counts in figures_of(gold, nothing).items():
        assert (counts.found, counts.right, counts.precision) == (0, 0, None), name
        assert counts.recall in (None, 0), name
        assert counts.f1 == counts.recall, name
    for name, counts in figures_of(replace(nothing, meeting_fields=gold.meeting_fields), gold).items():
        assert (counts.gold, counts.right, counts.recall) == (0, 0, None), name


# ── who is who ───────────────────────────────────────────────────────────────

_people = st.lists(st.sampled_from([None, "Åsa Öberg", "Per Lind", "Ulla Ström"]), min_size=1, max_size=12)


def _naming(people: list[str | None]) -> Gold:
    """Gold in which single words name people; None is no mention."""
    named = tuple(
        Mention(**at(number, number), label="PERSON", entity=who) for number, who in enumerate(people) if who
    )
    return gold_of(mentions=named, only=("mentions",))


@given(_people, _people, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_who_is_who(people: list[str | None], others: list[str | None], seed: int) -> None:
    gold, found = _naming(people), _naming(others)
    there, back = figures_of(gold, found), figures_of(found, gold)
    figures = [name for name in there if name.startswith("entities/") and name in back]
    assert bool(figures) == (any(people) and any(others))
    again = figures_of(shuffled(gold, seed), shuffled(found, seed))
    for name in figures:
        assert there[name] == again[name], name
        assert there[name].precision == pytest.approx(back[name].recall), name
        assert there[name].f1 == pytest.approx(back[name].f1), name
    if figures:

        def groups(names: list[str | None]) -> set[frozenset[int]]:
            return {frozenset(n for n, name in enumerate(names) if name == who) for who in set(names) if who}

        perfect = there["entities/b3 inside"].f1 == there["entities/ceaf_e inside"].f1 == 1
        assert perfect == (groups(people) == groups(others))


@given(golds, golds)
@settings(max_examples=60, deadline=None)
def test_outcomes_and_counts_tell_one_story(gold: Gold, found: Gold) -> None:
    result = score(gold, found.document())
    for kind in KINDS:
        outcomes = [outcome for outcome in result.outcomes if outcome.kind == kind]
        assert sum(outcome.verdict != "spurious" for outcome in outcomes) == len(getattr(gold, kind))
        assert sum(outcome.verdict != "missed" for outcome in outcomes) == len(getattr(found, kind))
