"""Headings of items: § numbers, numbered points and lone numbers, told from contents lists and citations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from itertools import pairwise

from pipeline.segment.contents import announced, contents_region, second_time
from pipeline.segment.lines import Line
from pipeline.segment.numbered import numbered
from pipeline.segment.titles import Candidate, Heading, heading_of, stands_above

__all__ = ["Heading", "headings"]

_SECTION = re.compile(
    r"(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö/&-]{1,9}\.?\s+)?(?:§|(?i:paragraf)(?=\s))\s?(?:[Nn]r\.?\s)?"
    r"(?P<number>\d{1,4}(?:\s?[a-z](?![\wåäö])|(?:[.:]\d{1,2}){1,2}(?![\d-]))?)(?!\w)(?P<rest>.*)"
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
        behind = {i for i in range(len(lines)) if chain and i <= chain[-1].line}
        again = numbered(lines, set(skip) | behind, least=1) if chain else []
        chain = again if second_time(chain, again) else chain
        return [heading_of(lines, skip, c) for c in chain], contents_region(
            lines, skip, {c.line for c in chain}
        )
    above = stands_above(lines, skip, found)
    made = [(c, heading_of(lines, skip, c, above)) for c in found]
    titled = {heading.number for _, heading in made if heading.title}
    # "§ 4" over a column of a table
    made = [(c, h) for c, h in made if h.title or (h.number not in titled and len(made) > 1)]
    contents = announced(lines, skip, made)
    rest = [(c, h) for c, h in made if h.first not in contents]
    kept = _monotonic(rest) if rest else []
    # an entry of a contents list may span lines ("§ 9 / Godkännande av … 4"): up to the next entry
    return kept, contents | contents_region(lines, skip, {h.first for h in kept})


def _candidates(lines: list[Line], skip: Set[int], pattern: re.Pattern[str]) -> list[Candidate]:
    found = []
    prefixes: list[str] = []
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
        prefixes.append(prefix.strip(" .").casefold())
    counts = Counter(prefixes)
    return [cand for cand, prefix in zip(found, prefixes, strict=True) if not _refers(cand, prefix, counts)]


def _refers(cand: Candidate, prefix: str, counts: Counter[str]) -> bool:
    """ "Au § 17" alone on a line of an item that is "Ks § 152" itself: where the matter was before."""
    usual, count = counts.most_common(1)[0]
    lone = not cand.rest.strip() or re.match(r"\s*(?:,|Dnr|[A-ZÅÄÖ][a-zåäö]{0,4} ?§)", cand.rest) is not None
    return bool(prefix) and prefix != usual and lone and counts[prefix] <= count * 0.5


def _starts_title(rest: str) -> bool:
    """Some secretaries write titles in lower case; a sentence has more than a few words and a stop."""
    return len(rest.split()) <= 6 and not rest.rstrip().endswith((".", ",", ";"))


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
