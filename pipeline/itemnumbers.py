"""The numbers of items as minutes list them: "§§ 33–35, 38" and 33, 34, 35, 38."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RUN = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")


def listed_numbers(words: str, most: int) -> list[str]:
    """The numbers that "3, 5 och 7–9" names; of a run no more than `most` behind its first."""
    found: list[str] = []
    for first, last in _RUN.findall(words):
        found += map(str, range(int(first), min(int(last or first), int(first) + most) + 1))
    return found


def shown_numbers(numbers: Iterable[int | str]) -> str:
    """ "33–43, 45 a" for 33, 34, … 43 and "45 a"."""
    runs: list[list[str]] = []
    for number in dict.fromkeys(map(str, numbers)):
        last = runs[-1][-1] if runs else ""
        if number.isdecimal() and last.isdecimal() and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
