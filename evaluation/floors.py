"""Floors: the F1 that a figure must reach, as a build asks for it (``--fail-under decisions/kind=.9``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from evaluation.align import align
from evaluation.coreference import MEASURES
from evaluation.gold import Gold
from evaluation.judge import judge
from evaluation.judge.meeting import MEETING_FIELDS
from evaluation.score import Report
from evaluation.summary import printed
from pipeline.errors import BadSetting
from pipeline.facts import MENTION_LABELS, Meeting

# What a kind's bare name stands for.
_KINDS = {
    "mentions": "mentions/strict",
    "sections": "sections/number",
    "meeting": "meeting/all",
    "attendance": "attendance/complete",
    "decisions": "decisions/span",
    "mandates": "mandates/span",
    "amounts": "amounts/value",
    "table_cells": "table_cells/cell",
    "entities": "entities/b3 inside",
}


@dataclass(frozen=True)
class Floor:
    """The least F1 (0–1) of the figure called `name`, as it was written."""

    name: str
    f1: float


def floor(written: str) -> Floor:
    """``"PERSON=.95"`` as a floor. Raises BadSetting for what is none."""
    name, equals, number = (part.strip() for part in written.rpartition("="))
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not equals or not name:
        raise BadSetting(f"--fail-under {written}: give TYPE=F1, such as PERSON=.95 or decisions/kind=.9")
    if not 0 <= value <= 1:
        raise BadSetting(f"--fail-under {written}: an F1 goes from 0 to 1, such as {name}=.95")
    return Floor(name, value)


def figure_of(name: str, figures: Iterable[str] = ()) -> str:
    """The figure meant by `name`: as the tables print it, its full name, a label or a kind, in any case.

    `figures` are known beside those that every score has. Raises BadSetting with what is near.
    """
    called: dict[str, str] = {}
    for figure in (*_every_figure(), *figures):
        called.setdefault(_plain(figure), figure)
        called.setdefault(_plain(printed(figure)), figure)
    called |= _KINDS | {label.casefold(): f"mentions/strict/{label}" for label in MENTION_LABELS}
    if _plain(name) in called:
        return called[_plain(name)]
    near = get_close_matches(_plain(name), called, n=3, cutoff=0.6)
    shown = list(dict.fromkeys(printed(called[other]).replace(" · ", "/") for other in near))
    meant = f"did you mean {' or '.join(shown)}?" if shown else "--all prints the names"
    raise BadSetting(f"--fail-under {name}: no such figure; {meant}")


def fallen(report: Report, floors: Iterable[Floor]) -> tuple[str, ...]:
    """One line a floor that is not reached. A figure with nothing to count does not reach its floor.

    Raises BadSetting for a figure that does not exist.
    """
    lines = []
    for asked in floors:
        figure = figure_of(asked.name, report.names)
        f1 = report.total(figure).f1 if figure in report.names else None
        if f1 is None:
            lines.append(f"{printed(figure)}: nothing to count in this gold, so {asked.f1:g} is not reached")
        elif f1 < asked.f1:
            lines.append(f"{printed(figure)}: F1 {_shown(f1, asked.f1)} is below {asked.f1:g}")
    return tuple(lines)


def _plain(name: str) -> str:
    return re.sub(r"\s*[/·]\s*", "/", name.strip().casefold())


def _shown(f1: float, least: float) -> str:
    """With as many digits as it takes to see that it is less: 0.94996, not "0.950 is below 0.95"."""
    return next((text for digits in (3, 4, 5, 6) if float(text := f"{f1:.{digits}f}") < least), repr(f1))


@cache
def _every_figure() -> tuple[str, ...]:
    """The names of all figures, from judging nothing at all."""
    nothing = Gold(
        name="",
        path=Path(),
        text="",
        meeting=Meeting(),
        meeting_fields=MEETING_FIELDS,
        table_cells=(),
    )
    people = (f"entities/{measure}{inside}" for inside in (" inside", "") for measure in MEASURES)
    return (*judge(nothing, nothing.document(), align("", "")).figures, *people)
