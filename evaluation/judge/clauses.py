"""Decisions and mandates: clauses paired at half overlap, then compared field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

from evaluation.align import Alignment
from evaluation.counts import Counts
from evaluation.judge.common import (
    MATCH,
    Difference,
    Judged,
    Outcome,
    Pair,
    Placed,
    agreement,
    differences,
    given,
    near,
    number_of,
    outcome,
    pair_up,
    placed_found,
    placed_gold,
    show,
    touching,
    words,
)
from evaluation.judge.links import Targets, linked, targets
from pipeline.facts import Decision, Mandate, Span

Values = dict[str, Hashable]
Clause = TypeVar("Clause", bound=Span)

# In the order in which they decide between two pairs that overlap as much.
DECISION_FIELDS = ("kind", "status", "decider", "reservations", "votes", "case", "section")
MANDATE_FIELDS = ("assignees", "deadline", "giver", "status", "task", "due", "section")
LINKS = ("amounts", "mandates")  # a decision may have several: each is counted
COMPARED = (*DECISION_FIELDS, "reservation_motives", "proposal", *LINKS)
NOTHING: frozenset[str] = frozenset()


def judge_decisions(
    gold: tuple[Decision, ...],
    found: tuple[Decision, ...],
    alignment: Alignment,
    unanswered: Collection[str] = (),
    amounts: Targets | None = None,
    mandates: Targets | None = None,
) -> Judged:
    """`span` (the clause), with `kind`, with `status`, `complete` (kind, status, decider); `decided`
    (clauses that both call decided); where given `decider`, `reservations`, `reservation_motives`,
    `votes`, `case`, `section` and `proposal` (by the paired clause it points at); `amounts` and `mandates`
    (each link, by the paired facts; not without Targets); of the paired clauses the `status of paired`
    and `kind of paired`; and `everything`: the same words and all fields. Fields that gold leaves
    `unanswered` are not judged.
    """
    here, there = placed_gold(gold, alignment), placed_found(found, alignment)
    pairs = _pairs(here, there, _decision, DECISION_FIELDS)
    pairs = linked(pairs, targets(pairs), amounts or Targets(), mandates or Targets())
    known = {"amounts": amounts, "mandates": mandates}
    fields = tuple(
        name
        for name in COMPARED
        if f"decisions/{name}" not in unanswered and (name not in LINKS or known[name] is not None)
    )
    values = _both(pairs, _decision)
    figures = _figures("decisions", pairs, _decision, ("kind", "status"), ("kind", "status", "decider"))
    figures["decisions/everything"] = _everything(pairs, _decision, fields)
    figures["decisions/decided"] = Counts(
        found=sum(placed.fact.status == "decided" for placed in there),
        right=sum(one["status"] == other["status"] == "decided" for one, other in values),
        gold=sum(placed.fact.status == "decided" for placed in here),
    )
    for name in (name for name in fields if name not in ("kind", "status")):
        figures[f"decisions/{name}"] = (
            _each(pairs, _decision, name) if name in LINKS else _given(pairs, _decision, name)
        )
    for name in ("kind", "status"):
        agree = sum(one[name] == other[name] for one, other in values)
        figures[f"decisions/{name} of paired"] = Counts(len(values), agree, len(values))
    confusions: Counter[tuple[str, str, str]] = Counter(
        (f"decisions/{name}", str(one[name]), str(other[name]))
        for one, other in values
        for name in ("kind", "status")
    )
    outcomes = _outcomes("decisions", pairs, _decision, ("kind", "status"), fields)
    return Judged(figures, outcomes, confusions)


def judge_mandates(
    gold: tuple[Mandate, ...],
    found: tuple[Mandate, ...],
    alignment: Alignment,
    unanswered: Collection[str] = (),
) -> Judged:
    """`span`, with `assignees`, with `deadline`, with `giver`, with `task`, with `status`, and
    `complete` (assignees, deadline, giver, status); where given `due` (the deadline's day) and `section`,
    unless gold leaves them `unanswered`; and `everything`: the same words and all of these fields.

    What reports back (`reported_in`) stands in later protocols, so that one file cannot tell it: it is
    counted where any mandate was found with it (facts of a store) and is no part of `everything`."""
    here, there = placed_gold(gold, alignment), placed_found(found, alignment)
    complete = ("assignees", "deadline", "giver", "status")
    pairs = _pairs(here, there, _mandate, MANDATE_FIELDS)
    figures = _figures("mandates", pairs, _mandate, (*complete, "task"), complete)
    confusions: Counter[tuple[str, str, str]] = Counter(
        ("mandates/status", str(one["status"]), str(other["status"])) for one, other in _both(pairs, _mandate)
    )
    fields = tuple(name for name in MANDATE_FIELDS if f"mandates/{name}" not in unanswered)
    figures["mandates/everything"] = _everything(pairs, _mandate, fields)
    for name in ("due", "section"):
        if name in fields:
            figures[f"mandates/{name}"] = _given(pairs, _mandate, name)
    if "mandates/reported_in" not in unanswered and any(placed.fact.reported_in for placed in there):
        figures["mandates/reported_in"] = _each(pairs, _mandate, "reported_in")
    return Judged(figures, _outcomes("mandates", pairs, _mandate, ("status",), fields), confusions)


def mandate_targets(gold: tuple[Mandate, ...], found: tuple[Mandate, ...], alignment: Alignment) -> Targets:
    """What the ids of mandates mean, by the clauses that are the same clause."""
    here, there = placed_gold(gold, alignment), placed_found(found, alignment)
    return targets(_pairs(here, there, _mandate, MANDATE_FIELDS))


def _decision(decision: Decision) -> Values:
    votes = decision.votes
    return {
        "kind": decision.kind,
        "status": decision.status,
        "decider": words(decision.decider),
        "reservations": frozenset(map(words, decision.reservations)),
        # absent members are counted by some secretaries only: they tell nothing of the outcome
        "votes": None if votes is None else (votes.yes, votes.no, votes.abstained),
        "case": words(decision.case),
        "section": number_of(decision.section),
        "reservation_motives": frozenset(
            f"{words(who)}: {words(motive)}"
            for who, motive in zip(decision.reservations, decision.reservation_motives, strict=False)
            if words(motive)
        ),
        "proposal": decision.proposal,
        "amounts": frozenset(decision.amounts),
        "mandates": frozenset(decision.mandates),
    }


def _mandate(mandate: Mandate) -> Values:
    return {
        "status": mandate.status,
        "assignees": frozenset(map(words, mandate.assignees)),
        "deadline": words(mandate.deadline),
        "giver": words(mandate.giver),
        "task": words(mandate.task),
        "due": mandate.due,
        "section": number_of(mandate.section),
        "reported_in": frozenset(mandate.reported_in),
    }


def _pairs(
    gold: Sequence[Placed[Clause]],
    found: Sequence[Placed[Clause]],
    values: Callable[[Clause], Values],
    fields: Sequence[str],
) -> list[Pair[Clause]]:
    """As many pairs at MATCH as can be made, then the closest, then those that agree in most fields."""

    def weigh(one: Placed[Clause], other: Placed[Clause]) -> float:
        shared = touching(one, other)
        if shared < MATCH:
            return 0.0
        a, b = values(one.fact), values(other.fact)
        return 1 + 0.01 * shared + 0.01 * agreement(*(a[name] == b[name] for name in fields))

    return pair_up(gold, found, weigh)


def _both(pairs: Sequence[Pair[Clause]], values: Callable[[Clause], Values]) -> list[tuple[Values, Values]]:
    return [(values(one.fact), values(other.fact)) for one, other in pairs if one and other]


def _figures(
    kind: str,
    pairs: Sequence[Pair[Clause]],
    values: Callable[[Clause], Values],
    fields: Sequence[str],
    complete: Sequence[str],
) -> dict[str, Counts]:
    found, gold = sum(other is not None for _, other in pairs), sum(one is not None for one, _ in pairs)
    both = _both(pairs, values)

    def right(*names: str) -> Counts:
        return Counts(found, sum(all(a[n] == b[n] for n in names) for a, b in both), gold)

    return {
        f"{kind}/span": right(),
        **{f"{kind}/{name}": right(name) for name in fields},
        f"{kind}/complete": right(*complete),
    }


def _given(pairs: Sequence[Pair[Clause]], values: Callable[[Clause], Values], name: str) -> Counts:
    """A field that a clause may lack, counted where given; an unpaired clause's is missed or spurious."""
    absent: Hashable = NOTHING if name in ("reservations", "reservation_motives") else None
    return given(
        [
            (values(one.fact)[name] if one else absent, values(other.fact)[name] if other else absent)
            for one, other in pairs
        ],
        absent,
    )


def _each(pairs: Sequence[Pair[Clause]], values: Callable[[Clause], Values], name: str) -> Counts:
    """A field that holds several: each is counted, and right where the clause is the right one."""
    total = Counts()
    for one, other in pairs:
        here, there = (values(side.fact)[name] if side else NOTHING for side in (one, other))
        assert isinstance(here, frozenset) and isinstance(there, frozenset)  # such a field is a set
        total += Counts(len(there), len(here & there), len(here))
    return total


def _everything(
    pairs: Sequence[Pair[Clause]], values: Callable[[Clause], Values], fields: Sequence[str]
) -> Counts:
    """Clauses on the same words of which nothing differs."""
    right = 0
    for one, other in pairs:
        if one and other and one.place is not None and one.place == other.place:
            a, b = values(one.fact), values(other.fact)
            right += all(a[name] == b[name] for name in fields) and _tally_kept(one.fact, other.fact)
    found, gold = sum(other is not None for _, other in pairs), sum(one is not None for one, _ in pairs)
    return Counts(found, right, gold)


def _tally_kept(gold: Span, found: Span) -> bool:
    """Whether what gold says of a vote beside its outcome (the absent, who voted how) is found too."""
    ours, theirs = getattr(gold, "votes", None), getattr(found, "votes", None)
    if ours is None or theirs is None:
        return True
    return ours.absent in (None, theirs.absent) and (not ours.by_name or ours.by_name == theirs.by_name)


def _outcomes(
    kind: str,
    pairs: list[Pair[Clause]],
    values: Callable[[Clause], Values],
    named: Sequence[str],
    fields: Sequence[str],
) -> tuple[Outcome, ...]:
    """What became of the clauses, by `fields`; one found at less than half overlap has a wrong span."""
    outcomes = []
    for pair in near(pairs):
        one, other = pair
        fact = one or other
        assert fact is not None  # pair_up makes no empty pair
        what = " ".join(str(values(fact.fact)[name]) for name in named)
        differs: tuple[Difference, ...] = ()
        if one and other:
            a, b = values(one.fact), values(other.fact)
            differs = differences(fields, [a[name] for name in fields], [b[name] for name in fields])
            if touching(one, other) < MATCH:
                differs = (Difference("span", show(one.fact.text), show(other.fact.text)), *differs)
        outcomes.append(outcome(kind, what, pair, differs))
    return tuple(outcomes)
