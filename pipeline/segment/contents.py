"""Lists of contents: items announced there are no items, with or without dots and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from itertools import pairwise

from pipeline.segment.lines import Line
from pipeline.segment.titles import Candidate, Heading, has_page_tail

# what heads a list that is nothing but contents
_CONTENTS_ONLY = re.compile(
    r"(?:innehåll(?:sförteckning)?|(?:beslutade )?paragrafer|protokollsförteckning|ärendeförteckning"
    r"|paragrafförteckning)",
    re.IGNORECASE,
)
# what heads contents in minutes, and the agenda itself in a notice
_CONTENTS = re.compile(
    rf"(?:{_CONTENTS_ONLY.pattern}|ärendelista|ärenden(?: till .{{3,30}})?|(?:dag|ärende)ordning(?:en)?"
    r"|föredragningslista(?:n)?|agenda(?:n)?)",
    re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"(?:plats och tid|tid och plats|plats\s?:|tid\s?:|besluta(?:nde|re)\b|närvarande\b"
    r"|sammanträdesdatum|ledamöter\b"
    r"|deltagare\b|utses\b|justera(?:re|ndes?)\b|underskrift|organ\b)",
    re.IGNORECASE,
)
_BARE = 40  # letters between two entries that are still no text (a presenter, a case number)
_LEAST = 3  # headings in a row


def announced(lines: list[Line], skip: Set[int], made: list[tuple[Candidate, Heading]]) -> set[int]:
    """First lines of headings that only announce an item."""
    bodies = [_body(lines, skip, made, k) for k in range(len(made))]
    groups: dict[str, list[int]] = defaultdict(list)
    for k, (_, heading) in enumerate(made):
        groups[heading.number].append(k)
    out: set[int] = set()
    for ks in groups.values():
        ends = [k for k in ks if _announces(lines[made[k][1].last])]
        if len(ks) == 1:
            if bodies[ks[0]] < _BARE and ends and len(made) > 2:
                out.add(ks[0])
            continue
        if ends and len(ends) < len(ks):
            out.update(ends)
            ks = [k for k in ks if k not in ends]
        most = max((bodies[k], k) for k in ks)
        out.update(k for k in ks if (bodies[k], k) != most and bodies[k] < 80 + 0.1 * most[0])
    for run in _runs(made, bodies):
        again = sum(any(other > run[-1] for other in groups[made[k][1].number]) for k in run)
        if again >= max(2, len(run) * 0.5) or _headed(lines, made[run[0]][1].first, _CONTENTS_ONLY):
            out.update(run)
    return {made[k][1].first for k in out}


def _body(lines: list[Line], skip: Set[int], made: list[tuple[Candidate, Heading]], k: int) -> int:
    """Letters between a heading and the next."""
    stop = made[k + 1][1].first if k + 1 < len(made) else len(lines)
    return sum(len(lines[i].text) for i in range(made[k][1].last + 1, stop) if i not in skip)


def _runs(made: list[tuple[Candidate, Heading]], bodies: list[int]) -> list[list[int]]:
    """Headings that stand one under the other, numbers rising, no text between them."""
    runs: list[list[int]] = []
    for k in range(len(made)):
        rises = k > 0 and made[k][0].number >= made[k - 1][0].number
        if rises and bodies[k - 1] < _BARE:
            runs[-1].append(k)
        else:
            runs.append([k])
    return [run for run in runs if len(run) >= _LEAST]


def _headed(lines: list[Line], first: int, words: re.Pattern[str]) -> bool:
    """Whether a list that begins at line `first` stands under such a heading."""
    above = [line.text.rstrip(" :") for line in lines[max(0, first - 6) : first] if not line.blank]
    return any(words.fullmatch(text) for text in above[-2:])


def second_time(chain: list[Candidate], again: list[Candidate]) -> bool:
    """Whether `again`, found behind `chain`, is the minutes and `chain` only their agenda.

    A dagordning lists the points without text; the same points come again with theirs.
    """
    if not chain or not again or any(b.line - a.line > 2 for a, b in pairwise(chain)):
        return False
    if again[0].number != chain[0].number:
        return False
    return len(again) >= len(chain) - 1 or _words(again[0].rest) == _words(chain[0].rest) != []


def _words(title: str) -> list[str]:
    return re.findall(r"\w+", title.casefold())


def _announces(line: Line) -> bool:
    """Whether a line ends as entries of a contents list do: "§ 3 Budget ...... 7"."""
    return line.leader or has_page_tail(line.text)


def contents_region(lines: list[Line], skip: Set[int], real: set[int]) -> set[int]:
    """Lines from "Innehåll" (or "Ärendelista") to the first real heading after it."""
    region: set[int] = set()
    starts = sorted(real)
    for i, line in enumerate(lines):
        if i not in skip and len(line.text) < 40 and _CONTENTS.fullmatch(line.text.rstrip(" :")):
            stop = next((r for r in starts if r > i), i + 1)
            stop = next((j for j in range(i + 1, stop) if _HEAD_LINE.match(lines[j].text)), stop)
            if stop - i <= 150:
                region.update(j for j in range(i, stop) if j not in skip)
    return region
