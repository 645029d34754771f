"""Attendance: who was there, for whom, in what standing; a row is right when all of it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable

from evaluation.align import Alignment
from evaluation.counts import Counts
from evaluation.judge.common import (
    Judged,
    Placed,
    agreement,
    common,
    differences,
    given,
    outcome,
    pair_up,
    placed_found,
    placed_gold,
    touching,
    words,
)
from pipeline.facts import Attendance

COMPLETE = ("person", "standing", "present", "organisation", "roles", "sections")
OPTIONAL = ("organisation", "roles", "party", "sections", "remote", "replaces")
FIELDS = (*COMPLETE, "party", "remote", "replaces")


def judge_attendance(
    gold: tuple[Attendance, ...],
    found: tuple[Attendance, ...],
    alignment: Alignment,
    unanswered: Collection[str] = (),
) -> Judged:
    """`person` (a name a row), `complete` (all of COMPLETE in one row), and each field of a row.

    `standing` and `present` count every row; the fields a row may lack (OPTIONAL) count the rows
    that have them, so that many rows without a party do not make the party right. A field is right
    in the row of the same person only. One that gold leaves `unanswered` is not judged.
    """
    here, there = placed_gold(gold, alignment), placed_found(found, alignment)
    pairs = pair_up(here, there, _same_person, local=False)
    rows = [(_values(one), _values(other)) for one, other in pairs]
    named = [(one, other) for one, other in rows if one and other and one["person"] == other["person"]]
    size = {"found": len(there), "gold": len(here)}

    def right(*names: str) -> Counts:
        return Counts(right=sum(all(a[n] == b[n] for n in names) for a, b in named), **size)

    figures = {
        "attendance/person": common((_person(p) for p in here), (_person(p) for p in there)),
        "attendance/complete": right(*COMPLETE),
        "attendance/complete and party": right(*COMPLETE, "party"),
        "attendance/standing": right("standing"),
        "attendance/present": right("present"),
    }
    judged = tuple(name for name in FIELDS if f"attendance/{name}" not in unanswered)
    for name in (name for name in OPTIONAL if name in judged):
        figures[f"attendance/{name}"] = given([_field(one, other, name) for one, other in rows], ABSENT[name])
    outcomes = []
    for pair, (one, other) in zip(pairs, rows, strict=True):
        differs = (
            differences(judged, [one[n] for n in judged], [other[n] for n in judged]) if one and other else ()
        )
        shown = one or other
        assert shown is not None  # pair_up makes no empty pair
        outcomes.append(outcome("attendance", str(shown["standing"]), pair, differs))
    confusions: Counter[tuple[str, str, str]] = Counter(
        ("attendance/standing", str(a["standing"]), str(b["standing"])) for a, b in named
    )
    return Judged(figures, tuple(outcomes), confusions)


Values = dict[str, Hashable]
ABSENT: Values = {
    "organisation": None, "roles": frozenset(), "party": None, "sections": None, "remote": False,
    "replaces": None,
}  # fmt: skip


def _person(row: Placed[Attendance]) -> str | None:
    return words(row.fact.person)


def _values(row: Placed[Attendance] | None) -> Values | None:
    """The row's fields in the order of FIELDS, made comparable."""
    if row is None:
        return None
    fact = row.fact
    return {
        "person": words(fact.person),
        "standing": fact.standing,
        "present": fact.present,
        "organisation": words(fact.organisation),
        "roles": frozenset(word for role in fact.roles if (word := words(role.lower()))),
        "sections": None if fact.sections is None else frozenset(n.strip(" §.") for n in fact.sections),
        "party": words(fact.party),
        "remote": fact.remote,
        "replaces": words(fact.replaces),
    }


def _field(one: Values | None, other: Values | None, name: str) -> tuple[Hashable, Hashable]:
    """A field's two values; a row of another person cannot be right, so its values never agree."""
    absent = ABSENT[name]
    gold, found = (one[name] if one else absent), (other[name] if other else absent)
    if one and other and one["person"] != other["person"]:
        return (gold, found if found == absent else ("of another person", found))
    return gold, found


def _same_person(one: Placed[Attendance], other: Placed[Attendance]) -> float:
    """Rows of one name; for showing, rows that stand on the same words under another name."""
    a, b = _values(one), _values(other)
    assert a is not None and b is not None  # both are rows
    if a["person"] != b["person"]:
        return 0.001 * touching(one, other)
    return 1 + agreement(*(a[name] == b[name] for name in FIELDS[1:])) + 1e-9 * touching(one, other)
