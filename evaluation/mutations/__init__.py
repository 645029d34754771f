"""Ways to spoil gold whose effect on the scores can be worked out with pencil and paper.

Each mutation takes gold, spoils every third fact that it can be done to, and says what the scores
of the spoilt gold must be. What it says comes from counting facts alone: if n facts are found and
k of them are now wrong, n − k are right. Nothing here asks the scorer.
"""

from __future__ import annotations

from evaluation.mutations.common import Expected, Mutation, Spoilt
from evaluation.mutations.facts import (
    CALLED,
    FLIPPED,
    GIVEN,
    WHOLE,
    double,
    drop,
    flip,
    flip_given,
    leave_out,
)
from evaluation.mutations.meeting import meeting_flipped, meeting_left_out
from evaluation.mutations.people import naming_dropped, people_merged, person_split
from evaluation.mutations.places import cut, label_flipped, letter_cut, moved_elsewhere

__all__ = ["Expected", "Mutation", "Spoilt", "mutations"]


def mutations() -> tuple[Mutation, ...]:
    """All of them, by kind of fact."""
    found = [
        Mutation("mentions", "label flipped", label_flipped),
        Mutation("mentions", "last letter cut off", letter_cut),
    ]
    for kind, figures in WHOLE.items():
        found.append(Mutation(kind, "dropped", drop(kind, figures)))
        found.append(Mutation(kind, "given twice", double(kind, figures)))
    for kind, field, change, hit, kept in FLIPPED:
        found.append(Mutation(kind, f"{field} flipped", flip(kind, change, hit, kept)))
    for kind, field, other in GIVEN:
        found.append(
            Mutation(kind, f"{CALLED.get(field, field)} flipped where given", flip_given(kind, field, other))
        )
        found.append(Mutation(kind, f"{CALLED.get(field, field)} left out", leave_out(kind, field)))
    for kind in ("decisions", "mandates"):
        found.append(Mutation(kind, "cut to a third", cut(kind, 1 / 3, right=False)))
        found.append(Mutation(kind, "cut to two thirds", cut(kind, 2 / 3, right=True)))
    found += [
        Mutation("amounts", "moved elsewhere", moved_elsewhere),
        Mutation("meeting", "value flipped", meeting_flipped),
        Mutation("meeting", "value left out", meeting_left_out),
        Mutation("entities", "two people merged", people_merged),
        Mutation("entities", "a person split", person_split),
        Mutation("entities", "a mention dropped", naming_dropped),
    ]
    order = list(dict.fromkeys((*WHOLE, "meeting", "entities")))
    return tuple(sorted(found, key=lambda mutation: order.index(mutation.kind)))
