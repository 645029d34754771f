"""Points numbered one after the other, where a notice or informal minutes have no § signs."""

from __future__ import annotations

import re
from collections.abc import Set

from pipeline.segment.lines import Line
from pipeline.segment.titles import Candidate, title_line

_NUMBERED = re.compile(
    r"(?P<word>(?:Punkt|Ärende|Pkt)\s)?(?P<number>\d{1,3})(?P<mark>[.):]?)(?:\s+(?P<rest>\S.*))?",
    re.IGNORECASE,
)
_MOST = 1500  # points; a longer list of numbers is a table
_BACK = 60  # how far back a point's predecessor is looked for


def numbered(lines: list[Line], skip: Set[int]) -> list[Candidate]:
    """The longest run of points numbered one after the other; a step of two is let pass."""
    cands: list[tuple[Candidate, tuple[object, ...]]] = []
    for i, line in enumerate(lines):
        if i in skip or line.front or line.blank or line.leader:
            continue
        found = _point(lines, skip, i)
        if found:
            cands.append(found)
    if not cands or len(cands) > _MOST:
        return []
    best: list[tuple[float, int]] = []  # (score, previous)
    for k, (cand, style) in enumerate(cands):
        score, previous = (1.0 if cand.number <= 2 else 0.2), -1
        for j in range(max(0, k - _BACK), k):
            other, other_style = cands[j]
            step = cand.number - other.number
            if step not in (1, 2) or cand.line - other.line < 1:
                continue
            gain = (
                1.0 + sum(a == b for a, b in zip(style, other_style, strict=True)) * 0.15 - (step - 1) * 0.8
            )
            gain += 0.2 if cand.line - other.line > 1 else 0.0
            if best[j][0] + gain > score:
                score, previous = best[j][0] + gain, j
        best.append((score, previous))
    at = max(range(len(best)), key=lambda k: best[k][0])
    chain: list[Candidate] = []
    while at >= 0:
        chain.append(cands[at][0])
        at = best[at][1]
    chain.reverse()
    return chain if len(chain) >= 3 else []


def _point(lines: list[Line], skip: Set[int], index: int) -> tuple[Candidate, tuple[object, ...]] | None:
    """The point a line may begin, and its style (title beside or below, mark, heading, after a gap)."""
    line = lines[index]
    match = _NUMBERED.fullmatch(line.text.rstrip())
    if not match or ("\t" in line.text[:-1] and not re.match(r"\d{1,3}[.)]?\t\S", line.text)):
        return None
    rest = (match["rest"] or "").split("\t")[0].rstrip()  # in a table the presenter and the time stand beside
    if rest and (not re.match(r"[A-ZÅÄÖÉ\"”§(]", rest) or len(rest) > 160):
        return None
    if not rest and (
        title_line(lines, skip, index + 1) is None or (len(line.text) > 4 and not match["word"])
    ):
        return None
    blank_before = index == 0 or lines[index - 1].blank
    style = (bool(rest), match["mark"], bool(line.level), blank_before)
    at = match.start("rest") - 1 if rest else len(line.text)
    return Candidate(index, int(match["number"]), "", "\t" + rest if rest else "", at), style
