"""Items whose headings change form within one text: "§ 12 …", then "## 13 …", then "§14." alone."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.segment.lines import Line
from pipeline.segment.titles import Candidate
from pipeline.segment.wrapping import states

_OWN = re.compile(r"[.:]\d{1,2}")
_MOST_OWN = 10  # points of one item
_LONGEST = 110  # letters of a heading written as a point


def filled(main: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    """`main` with those of `others` whose number it lacks and whose neighbour it has, in its place."""
    if not main:
        return main
    found = _run(main, others)
    return _run(found, others[::-1])


def filled_with_points(lines: list[Line], main: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    """Items with § signs and the numbered points that go on with their numbers.

    A point counts within an item too, so its number must be missing and be the one that comes next,
    and no other point may stand before it that it goes on from ("§ 4 Val" / "4. Anna" / "5. Bo").
    """
    fit = [cand for cand in others if _title(lines, cand)]
    out = list(main)
    numbers = {cand.number for cand in main}
    for cand in fit:
        before = max((c for c in out if c.line < cand.line), key=lambda c: c.line, default=None)
        if before is None or cand.number in numbers or cand.number != before.number + 1:
            continue
        after = min((c for c in out if c.line > cand.line), key=lambda c: c.line, default=None)
        if after is not None and after.number <= cand.number:
            continue
        near = [
            c
            for c in others
            if before.line < c.line and (after is None or c.line < after.line) and c is not cand
        ]
        if any(c.number == cand.number - 1 or (c.number == 1 and c.line < cand.line) for c in near):
            continue
        if any(c.number == cand.number + 1 for c in near) and cand.number + 1 in numbers:
            continue
        out.append(cand)
        numbers.add(cand.number)
    first = min(main, key=lambda c: c.line)
    # the points before the first § may stand close, as a list does: "1. Öppnande" / "Anna …" / "2. Val"
    leading = [c for c in others if c.line < first.line and c.number < first.number and _heading(c)]
    if [cand.number for cand in leading] == list(range(1, first.number)) and _spoken(lines, leading, first):
        out.extend(leading)
    return sorted(out, key=lambda c: c.line)


def with_own_points(lines: list[Line], main: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    """`main` and the points of its items that carry their number: "§ 4 Rapporter" / "4:1 Hamnen" / "4:2 …".

    They count from 1 and each heads text of its own; in "4.1" of a report within § 9 they do not.
    """
    out = sorted(main, key=lambda c: c.line)
    taken = {(c.number, c.suffix) for c in out}
    stops = [*(c.line for c in out[1:]), len(lines)]
    for item, stop in zip(list(out), stops, strict=True):
        own = [c for c in others if item.line < c.line < stop and c.number == item.number]
        own = [c for c in own if _OWN.fullmatch(c.suffix) and _heads_text(lines, c)]
        counts = [int(c.suffix[1:]) for c in own]
        if len(own) > 1 and counts == list(range(1, len(own) + 1)) and len(own) < _MOST_OWN:
            out.extend(c for c in own if (c.number, c.suffix) not in taken)
    return sorted(out, key=lambda c: c.line)


def _heads_text(lines: list[Line], cand: Candidate) -> bool:
    """Whether a point is a title on a line of its own over text."""
    text = cand.rest.strip()
    below = next((line for line in lines[cand.line + 1 : cand.line + 3] if not line.blank), None)
    return (
        bool(text)
        and len(text) <= _LONGEST
        and not states(text)
        and not text.endswith((".", ";", ",", "?"))
        and below is not None
        and not below.text[:1].isdigit()
    )


def _run(main: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    out = sorted(main, key=lambda c: c.line)
    numbers, taken = {c.number for c in out}, {c.line for c in out}
    for cand in others:
        if cand.number in numbers or cand.line in taken:
            continue
        before = next((c for c in reversed(out) if c.line < cand.line), None)
        after = next((c for c in out if c.line > cand.line), None)
        follows = before is not None and before.number + 1 == cand.number
        leads = after is not None and cand.number + 1 == after.number
        between = (before is None or before.number < cand.number) and (
            after is None or cand.number < after.number
        )
        if between and (follows or leads):
            out = sorted([*out, cand], key=lambda c: c.line)
            numbers.add(cand.number)
            taken.add(cand.line)
    return out


def _title(lines: list[Line], cand: Candidate) -> bool:
    """Whether a point may head an item: on a line of its own, apart from the text above, no sentence."""
    apart = bool(lines[cand.line].level) or cand.line == 0 or lines[cand.line - 1].blank
    return apart and _heading(cand)


def _heading(cand: Candidate) -> bool:
    text = cand.rest.strip()
    return (
        not cand.suffix
        and len(text) <= _LONGEST
        and not states(text)
        and not text.endswith((".", ";", ",", "?"))
    )


def _spoken(lines: list[Line], leading: list[Candidate], first: Candidate) -> bool:
    """Whether text stands under points: a list of contents has none."""
    marks = [*(cand.line for cand in leading), first.line]
    return all(any(lines[i].text.endswith(".") for i in range(a + 1, b)) for a, b in pairwise(marks))
