"""Meeting fields: whose meeting, when, where; who signed it when."""

from __future__ import annotations

from dataclasses import fields

from evaluation.counts import Counts
from evaluation.judge.common import Difference, Judged, Outcome, Verdict, show, words
from pipeline.facts import Meeting

MEETING_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Meeting) if field.name != "copy_of")


def judge_meeting(gold: Meeting, found: Meeting, answered: tuple[str, ...]) -> Judged:
    """Each field gold answers; a field that the text does not give (None) must not be found."""
    figures: dict[str, Counts] = {}
    outcomes: list[Outcome] = []
    for name in MEETING_FIELDS:
        if name not in answered:
            continue
        one, other = words(getattr(gold, name)), words(getattr(found, name))
        figures[f"meeting/{name}"] = Counts(
            int(other is not None), int(one == other is not None), int(one is not None)
        )
        if one is None and other is None:
            continue
        verdict: Verdict = (
            "right" if one == other else "missed" if other is None else "spurious" if one is None else "wrong"
        )
        differs = (Difference(name, show(one), show(other)),) if verdict == "wrong" else ()
        outcomes.append(Outcome("meeting", verdict, name, show(one or other), differs=differs))
    figures["meeting/all"] = sum(figures.values(), Counts())
    return Judged(figures, tuple(outcomes))
