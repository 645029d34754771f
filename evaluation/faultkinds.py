"""What went wrong with a fact: its boundary, its label, a field, or all of it.

`fault` names it for one outcome, `fields` the fields that are wrong, `tally` counts kinds of fact
against kinds of fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, get_args

from evaluation.judge import Outcome

Fault = Literal["missed", "spurious", "boundary", "label", "boundary and label", "field"]
FAULTS: tuple[Fault, ...] = get_args(Fault)

_BOUNDARY = frozenset({"boundary", "span"})  # a mention's words; a clause found at less than half overlap
_LABEL = frozenset({"label"})


def fault(outcome: Outcome) -> Fault | None:
    """What went wrong, None when the fact is right.

    A clause whose boundary is wrong has that fault whatever else is wrong with it: its fields are
    read from the wrong words. `fields` tells them all the same.
    """
    if outcome.verdict == "right":
        return None
    if outcome.verdict == "missed" or outcome.verdict == "spurious":
        return outcome.verdict
    wrong = {difference.field for difference in outcome.differs}
    if wrong & _BOUNDARY:
        return "boundary and label" if wrong & _LABEL else "boundary"
    return "label" if wrong & _LABEL else "field"


def fields(outcome: Outcome) -> tuple[str, ...]:
    """The fields that are wrong beside boundary and label ("decider", "deadline", …)."""
    return tuple(d.field for d in outcome.differs if d.field not in _BOUNDARY | _LABEL)


def tally(outcomes: Iterable[Outcome]) -> Counter[tuple[str, Fault]]:
    """How many facts of each kind have each fault."""
    return Counter((outcome.kind, kind) for outcome in outcomes if (kind := fault(outcome)) is not None)
