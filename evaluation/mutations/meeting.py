"""Meeting fields with another value, and without one."""

from __future__ import annotations

from dataclasses import replace

from evaluation.counts import Counts
from evaluation.gold import Gold
from evaluation.mutations.common import NOBODY, Spoilt


def meeting_flipped(gold: Gold) -> Spoilt | None:
    """Every third field that gold gives has another value."""
    return _meeting(gold, NOBODY)


def meeting_left_out(gold: Gold) -> Spoilt | None:
    """Every third field that gold gives is not found."""
    return _meeting(gold, None)


def _meeting(gold: Gold, value: str | None) -> Spoilt | None:
    given = [
        name
        for name in gold.meeting_fields
        if name not in ("copy_of", "kind") and getattr(gold.meeting, name) is not None
    ]
    chosen = given[::3]
    if not chosen:
        return None
    n, k = len(given) + ("kind" in gold.meeting_fields), len(chosen)
    spoilt = replace(gold, meeting=replace(gold.meeting, **dict.fromkeys(chosen, value)))
    found = n if value is not None else n - k
    return spoilt, {
        "meeting/all": Counts(found, n - k, n),
        **{f"meeting/{name}": Counts(int(value is not None), 0, 1) for name in chosen},
    }
