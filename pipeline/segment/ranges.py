"""Items that share one heading: "§ 39–40 Utgår", "§§ 12, 13 Sekretess"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from pipeline.segment.lines import Line
from pipeline.segment.titles import Heading
from pipeline.segment.wrapping import continuation

_RANGE = re.compile(
    r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö/&-]{1,9}\.?\s+)?§{1,2}\s?(?P<first>\d{1,4})(?P<year>/\d{2,4})?"
    r"(?P<to>\s?(?:[-–—,&]|och|till)\s?)(?:§\s?)?(?P<last>\d{1,4})(?:/\d{2,4})?[\s:.–-]+(?P<title>[A-ZÅÄÖ].{2,80})"
)
_MOST = 60  # items of one heading


def shared(lines: list[Line], skip: Set[int], contents: Set[int], found: Sequence[Heading]) -> list[Heading]:
    """`found` with the items of such lines, where their numbers lack between those around.

    The first item begins at the sign, the last at its own number; of three the middle one is what parts
    them. Those between of more have no place in the text and are not told.
    """
    out = list(found)
    within = {i for heading in found for i in range(heading.first, heading.last + 1)}
    for i, line in enumerate(lines):
        match = _RANGE.fullmatch(line.text) if "§" in line.text else None
        if not match or i in skip or i in contents or i in within or line.front:
            continue
        first, last = int(match["first"]), int(match["last"])
        before = next((heading for heading in reversed(found) if heading.last < i), None)
        after = next((heading for heading in found if heading.first > i), None)
        low, high = _number(before), _number(after)
        fits = (low is None or low < first) and (high is None or last < high)
        if first < last < first + _MOST and fits and (low == first - 1 or high == last + 1):
            out.extend(_parted(lines, skip, i, match))
    return sorted(out, key=lambda heading: heading.start)


def _parted(lines: list[Line], skip: Set[int], index: int, match: re.Match[str]) -> list[Heading]:
    """One heading an item, each with the title they share."""
    line = lines[index]
    more = continuation(lines, skip, index, match["title"])
    title = re.sub(r"\s+", " ", " ".join([match["title"], *(lines[i].text for i in more)])).strip(" .:")

    def heading(number: int, start: int, end: int) -> Heading:
        a, b = line.offsets[start], line.offsets[end - 1] + 1
        return Heading(index, index, str(number), title, None, a, b)

    first, last = int(match["first"]), int(match["last"])
    whole = heading(last, match.start("last"), match.end("title"))
    if more:
        whole = replace(whole, last=more[-1], end=lines[more[-1]].offsets[-1] + 1)
    made = [heading(first, match.start(), match.end("first")), whole]
    mark = match["to"].strip()
    if last - first == 2 and mark not in (",", "&", "och"):
        at = match.start("to") + match["to"].index(mark)
        made.insert(1, heading(first + 1, at, at + len(mark)))
    return made


def _number(heading: Heading | None) -> int | None:
    digits = re.match(r"\d+", heading.number) if heading else None
    return int(digits.group()) if digits else None
