"""Heads and feet of pages whose borders nothing marks: lines that come again and cut sentences in two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence, Set
from itertools import pairwise

from pipeline.segment.lines import Line

_TIMES = 3  # a line comes again at least so often
_CUT = 40  # letters of a line that a sentence runs on from
_LONGEST = 120
_PLAIN = 60  # letters of a head without a number or columns
_MOST = 8  # lines of a page's foot and the next one's head


def running(
    lines: Sequence[Line], found: Set[int], key: Callable[[Line], str], may_recur: Callable[[int], bool]
) -> set[int]:
    """Indices of lines that, digits aside, recur, and of which some stand within a sentence.

    "… justera protokollet från dagens" / "Norrby kommun" / "Tekniska nämnden 2024-03-14" / "sammanträde."
    A lone number is one when it is one more each time.
    """
    solid = [i for i, line in enumerate(lines) if not line.blank and not line.front]
    keys = {i: key(lines[i]) for i in solid if _short(lines[i]) and i not in found and may_recur(i)}
    counts = Counter(keys.values())
    numbers = _counting(lines, [i for i in solid if i not in found])
    again = {i for i, own in keys.items() if counts[own] >= _TIMES} | numbers
    cutting: set[str] = set()
    for run in _runs(solid, again | found):
        if _cuts(lines, run):
            cutting |= {keys.get(i, "number") for i in run if i in again}
    return {i for i in again if keys.get(i, "number") in cutting}


def _short(line: Line) -> bool:
    """A line that may head or end a page: no row of names in a vote that is taken again and again."""
    text = line.text
    if len(text) >= _LONGEST or not text[0].isalnum() or text[0].islower() or text.endswith((",", "och")):
        return False
    return text.count(", ") < 2 and (len(text) < _PLAIN or "\t" in text or any(map(str.isdigit, text)))


def _counting(lines: Sequence[Line], solid: Sequence[int]) -> set[int]:
    """Lone numbers that rise by one: 1, 2, 3."""
    lone = [i for i in solid if lines[i].text.isdecimal() and len(lines[i].text) <= 3]
    rising = sum(int(lines[b].text) - int(lines[a].text) == 1 and b - a > 3 for a, b in pairwise(lone))
    return set(lone) if len(lone) >= _TIMES and rising == len(lone) - 1 else set()


def _runs(solid: Sequence[int], again: Set[int]) -> list[list[int]]:
    """Lines that recur, one under the other."""
    runs: list[list[int]] = []
    before = False
    for i in solid:
        if i in again:
            if before:
                runs[-1].append(i)
            else:
                runs.append([i])
        before = i in again
    return [run for run in runs if len(run) <= _MOST]


def _cuts(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether a sentence stops above the lines and goes on below them."""
    above = max((i for i in range(run[0] - 1, max(-1, run[0] - 5), -1) if lines[i].text), default=None)
    below = min((i for i in range(run[-1] + 1, min(run[-1] + 5, len(lines))) if lines[i].text), default=None)
    if above is None or below is None:
        return False
    text = lines[above].text
    return (
        len(text) > _CUT
        and "\t" not in text
        and text[-1] not in ".:;?!"
        and lines[below].text[0].islower()
        and " " in lines[below].text
    )
