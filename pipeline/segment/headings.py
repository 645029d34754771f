"""Headings of items: § numbers, numbered points and lone numbers, told from contents lists and citations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from itertools import pairwise

from pipeline.segment.lines import Line
from pipeline.segment.numbered import numbered
from pipeline.segment.titles import Candidate, Heading, has_page_tail, heading_of, stands_above

__all__ = ["Heading", "headings"]

_SECTION = re.compile(
    r"(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö/&-]{1,9}\.?\s+)?(?:§|(?i:paragraf)(?=\s))\s?(?:[Nn]r\.?\s)?"
    r"(?P<number>\d{1,4}(?:\s?[a-z](?![\wåäö]))?)(?!\w)(?P<rest>.*)"
)
# "KS § 12/2024 Budget": the year behind the number
_WITH_YEAR = re.compile(
    r"(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö/&-]{1,9}\.?\s+)?§\s?(?P<number>\d{1,4})\s?/\s?(?:(?:19|20)?\d\d)(?!\w)(?P<rest>.*)"
)
_REVERSED = re.compile(r"(?P<number>\d{1,4})\s?§(?P<rest>(?:[\s:.–-]+[A-ZÅÄÖ].*)?)")
_PREFIX = re.compile(
    r"[A-ZÅÄÖ]{2}[A-Za-zÅÄÖåäö/&-]*\.?\s+|(?:Kf|Ks|Au|Sn|Bn|Kn|Mbn|Von|Tn|Fn|Paragraf)\.?\s+"
)
# a statute's § or a list of them: "§ 5 kommunallagen", "§ 12 i stadgarna", "§ 3-5", "§ 20/2025"
_CITED = re.compile(
    r"\s*(?:[-–,/:&]\s?(?:§\s?)?\d|och\s+§?\s?\d|(?:i|enligt|ovan|nedan|samt|respektive|punkt|st(?:ycket)?|kap)\b"
    r"|[a-zåäö]+(?:lagen|förordningen|balken|ordningen|stadgarna|reglementet)\b|[,.;]?\s*(?:19|20)\d\d-\d\d-\d\d"
    r"|[,.;]?\s*(?:den\s)?\d{1,2}\s(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december)\b)",
)
_CONTENTS = re.compile(
    r"(?:innehåll(?:sförteckning)?|ärendelista|ärenden|(?:beslutade )?paragrafer|protokollsförteckning"
    r"|ärendeförteckning|dagordning|föredragningslista)",
    re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"(?:plats och tid|tid och plats|plats\s?:|tid\s?:|besluta(?:nde|re)\b|närvarande\b"
    r"|sammanträdesdatum|ledamöter\b"
    r"|deltagare\b|utses\b|justera(?:re|ndes?)\b|underskrift|organ\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"öppn|upprop|juster|dagordning|föredragningslista|närvar", re.IGNORECASE)
_LOOK_BACK = 120
_MOST = 4000  # headings; a file with more is no protocol


def headings(lines: list[Line], skip: Set[int]) -> tuple[list[Heading], set[int]]:
    """Item headings among `lines` (those in `skip` are furniture), and the lines of contents lists."""
    found = max(
        (_candidates(lines, skip, pattern) for pattern in (_SECTION, _WITH_YEAR, _REVERSED)),
        key=len,
    )
    chain = numbered(lines, skip) if len(found) < 2 else []
    if len(found) < 1 or len(chain) >= 4:
        chain = _second_time(chain, lines, skip)
        return [heading_of(lines, skip, c) for c in chain], _contents_region(
            lines, skip, {c.line for c in chain}
        )
    above = stands_above(lines, skip, found)
    made = [(c, heading_of(lines, skip, c, above)) for c in found]
    contents = _contents(lines, skip, made)
    rest = [(c, h) for c, h in made if h.first not in contents]
    kept = _monotonic(rest)
    # an entry of a contents list may span lines ("§ 9 / Godkännande av … 4"): up to the next entry
    return kept, contents | _contents_region(lines, skip, {h.first for h in kept})


def _candidates(lines: list[Line], skip: Set[int], pattern: re.Pattern[str]) -> list[Candidate]:
    found = []
    for i, line in enumerate(lines):
        if i in skip or line.front or line.blank:
            continue
        match = pattern.match(line.text)
        if not match or (pattern is _SECTION and _CITED.match(match["rest"])):
            continue
        prefix = match.groupdict().get("prefix") or ""
        if prefix and not _PREFIX.fullmatch(prefix):
            continue
        number = re.sub(r"\s", "", match["number"])
        digits = re.match(r"\d+", number)
        rest = match["rest"]
        if digits is None or (re.match(r"\s*[a-zåäö]", rest) and not _starts_title(rest)):
            continue
        found.append(Candidate(i, int(digits.group()), number[digits.end() :], rest, match.start("rest")))
    return found


def _starts_title(rest: str) -> bool:
    """Some secretaries write titles in lower case; a sentence has more than a few words and a stop."""
    return len(rest.split()) <= 6 and not rest.rstrip().endswith((".", ",", ";"))


def _second_time(chain: list[Candidate], lines: list[Line], skip: Set[int]) -> list[Candidate]:
    """A dagordning and then the same points with their text: the second list is the minutes."""
    if not chain or any(b.line - a.line > 2 for a, b in pairwise(chain)):
        return chain
    behind = {i for i in range(len(lines)) if i <= chain[-1].line}
    again = numbered(lines, set(skip) | behind)
    return again if len(again) >= len(chain) - 1 and again[0].number == chain[0].number else chain


def _contents(lines: list[Line], skip: Set[int], made: list[tuple[Candidate, Heading]]) -> set[int]:
    """First lines of headings that only announce an item: no body follows, and the item comes again."""
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, (_, heading) in enumerate(made):
        stop = made[k + 1][1].first if k + 1 < len(made) else len(lines)
        body = sum(len(lines[i].text) for i in range(heading.last + 1, stop) if i not in skip)
        groups[heading.number].append((body, k))
    out: set[int] = set()
    for entries in groups.values():
        if len(entries) == 1:
            k = entries[0][1]
            if entries[0][0] < 40 and _announces(lines[made[k][1].last]) and len(made) > 2:
                out.add(made[k][1].first)
            continue
        announced = [e for e in entries if _announces(lines[made[e[1]][1].last])]
        if announced and len(announced) < len(entries):
            out.update(made[k][1].first for _, k in announced)
            entries = [e for e in entries if e not in announced]
        most = max(entries)
        for body, k in entries:
            if (body, k) != most and body < 80 + 0.1 * most[0]:
                out.add(made[k][1].first)
    return out


def _announces(line: Line) -> bool:
    """Whether a line ends as entries of a contents list do: "§ 3 Budget ...... 7"."""
    return line.leader or has_page_tail(line.text)


def _contents_region(lines: list[Line], skip: Set[int], real: set[int]) -> set[int]:
    """Lines from "Innehåll" (or "Ärendelista") to the first real heading after it."""
    region: set[int] = set()
    starts = sorted(real)
    for i, line in enumerate(lines):
        if i not in skip and len(line.text) < 40 and _CONTENTS.fullmatch(line.text.rstrip(":")):
            stop = next((r for r in starts if r > i), i + 1)
            stop = next((j for j in range(i + 1, stop) if _HEAD_LINE.match(lines[j].text)), stop)
            if stop - i <= 150:
                region.update(j for j in range(i, stop) if j not in skip)
    return region


def _monotonic(made: list[tuple[Candidate, Heading]]) -> list[Heading]:
    """Numbers run on through a meeting: drop the few that break the order (citations at a line's start)."""
    left = list(range(min(len(made), _MOST)))
    runs: list[list[int]] = []
    while left and len(runs) < 6:
        run = _longest_run([made[k][0] for k in left])
        runs.append([left[i] for i in run])
        left = [k for i, k in enumerate(left) if i not in set(run)]
    # an agreement or by-laws bound in between two items
    runs = [run for run in runs if not any(_inside_a_gap(run, other) for other in runs)]
    kept: list[int] = []
    for run in runs:
        mixed = any(run[0] < k < run[-1] for k in kept)
        if not kept or (not mixed and _another_meeting([made[k][1] for k in run])):
            kept.extend(run)
    return [made[k][1] for k in sorted(kept)]


def _longest_run(cands: list[Candidate]) -> list[int]:
    """Indices of the longest run of rising numbers; of equal ones the first."""
    best = [(1, -1)] * len(cands)
    for k, cand in enumerate(cands):
        for j in range(max(0, k - _LOOK_BACK), k):
            step = cand.number - cands[j].number
            same = step == 0 and cand.suffix > cands[j].suffix
            if (0 < step <= 30 or same) and best[j][0] + 1 > best[k][0]:
                best[k] = (best[j][0] + 1, j)
    at = max(range(len(cands)), key=lambda k: best[k][0])
    run: list[int] = []
    while at >= 0:
        run.append(at)
        at = best[at][1]
    return run[::-1]


def _inside_a_gap(run: list[int], other: list[int]) -> bool:
    """Whether `run` lies between two neighbours of `other`."""
    return any(a < run[0] and run[-1] < b for a, b in pairwise(other))


def _another_meeting(run: list[Heading]) -> bool:
    """A second run is a second protocol bound in, not by-laws: it opens as meetings do."""
    return len(run) >= 3 and any(_OPENING.search(heading.title) for heading in run[:4])
