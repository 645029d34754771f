"""Whose annotation of a Label Studio task to take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.errors import GoldError


def annotation_of(record: Mapping[str, Any], place: str, annotator: str | None) -> Mapping[str, Any]:
    """The one annotation of a task that counts: of `annotator` (e-mail or number), else the only one, or
    the one that was made ground truth; of one person's several the last.

    Raises GoldError where there is none, or a choice to make.
    """
    made = record.get("annotations", record.get("completions"))
    found = [each for each in made or () if isinstance(each, dict) and not each.get("was_cancelled")]
    if not found:
        only = " (it has predictions only)" if record.get("predictions") else ""
        raise GoldError(f"{place}: nobody has annotated it{only}; submit it in Label Studio, or leave it out")
    people = sorted({who for each in found for who in _names(each)[:1]})
    if annotator is not None:
        theirs = [each for each in found if annotator in _names(each)]
        if not theirs:
            raise GoldError(f"{place}: no annotation by {annotator}; there are some by {', '.join(people)}")
        return max(theirs, key=_when)
    chosen = [each for each in found if each.get("ground_truth")]
    if len(chosen) == 1:
        return chosen[0]
    if len(people) > 1 or (not people and len(found) > 1):
        who = f"{len(people)} people ({', '.join(people)})" if people else f"{len(found)} people (no names)"
        raise GoldError(
            f"{place}: annotated by {who}; choose one with --annotator, or make one the ground truth in "
            "Label Studio"
        )
    return max(found, key=_when)


def _names(each: Mapping[str, Any]) -> list[str]:
    """How the person is called, the e-mail first: exports hold a number or an object."""
    by = each.get("completed_by")
    if isinstance(by, dict):
        return [str(by[key]) for key in ("email", "username", "id") if by.get(key) not in (None, "")]
    return [] if by is None else [str(by)]


def _when(each: Mapping[str, Any]) -> tuple[str, str]:
    return str(each.get("updated_at") or each.get("created_at") or ""), str(each.get("id", "")).zfill(20)
