"""Headings of items: § numbers, numbered points and lone numbers, told from contents lists and citations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from itertools import pairwise

from pipeline.patterns import item_label
from pipeline.segment.contents import announced, contents_region, listed_points, second_time
from pipeline.segment.inner import OPENING, within_an_item
from pipeline.segment.lines import Line
from pipeline.segment.mixed import filled, filled_with_points, with_own_points
from pipeline.segment.numbered import numbered, points
from pipeline.segment.pagetitle import page_title
from pipeline.segment.ranges import shared
from pipeline.segment.titles import PERSON, Candidate, Heading, heading_of, stands_above, without_pages

__all__ = ["Heading", "headings"]

_SECTION = re.compile(
    r"(?:[•●▪■·]\s{0,3})?"  # "• § 12": the items of a web page as a list
    # "Ärende 5 § 37 Rapport": its place in the agenda before its number
    r"(?:(?:Ärende|Punkt|Nr)\.?\s\d{1,3}[.:,]?\s{1,3})?(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö/&-]{1,9}\.?\s+)?(?:§|(?i:paragraf)(?=\s))\s?(?:[Nn]r\.?\s)?"
    r"(?P<number>\d{1,4}(?:\s?[a-z](?![\wåäö])|[A-H](?![\wåäö])|\s[A-D](?=\s+[A-ZÅÄÖ][a-zåäö]{2})|(?:[.:]\d{1,2}){1,2}(?![\d-]))?)(?!\w)(?P<rest>.*)"
)
# "KS § 12/2024 Budget": the year behind the number
_WITH_YEAR = re.compile(
    r"(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö/&-]{1,9}\.?\s+)?§\s?(?P<number>\d{1,4})\s?/\s?(?:(?:19|20)?\d\d)(?!\w)(?P<rest>.*)"
)
_REVERSED = re.compile(r"(?P<number>\d{1,4})\s?§(?P<rest>(?:[\s:.–-]+[A-ZÅÄÖ].*)?)")
# "Budget 2025⇥§ 14", "Budget 2025 (§ 14)": the number behind the title
_BEHIND = re.compile(r"(?P<rest>[A-ZÅÄÖ][^§\t]{2,100}?)(?:\t|\s)\(?§\s?(?P<number>\d{1,4})\)?")
_PREFIX = re.compile(
    # letters of a council or board ("Kf", "Rs"), of a nämnd or an utskott ("Vn", "Mbn",
    # "Ksau", "KsAu"), but no statute ("SoL")
    r"[A-ZÅÄÖ]{2}[A-Za-zÅÄÖåäö/&-]*\.?\s+|(?!(?:Den|Men|Han|Hon|Nu|Du|Man|En)\s)"
    r"(?:[KRLF][fs]|(?![A-ZÅÄÖa-zåäö]*L\.?\s)[A-ZÅÄÖ][a-zåäö]{0,3}(?:[A-ZÅÄÖ][a-zåäö]{0,3}){1,2}|[A-ZÅÄÖ][a-zåäö]{0,3}[nu]|Paragraf)\.?\s+"
)
# a statute's § or a list of them: "§ 5 kommunallagen", "§ 12 i stadgarna", "§ 3-5", "§ 20/2025"
_CITED = re.compile(
    r"\W*(?:[Ff]orts(?:ättning)?\b|[Bb]ilaga\s\d)"  # the item's next page, its attachment
    r"|(?:\s(?:ja|nej|avst(?:år|\.)?|frånv(?:arande|\.)?|x)\b)+\s*$"  # the head of a ballot's column
    r"|\s*(?:ers\b|ersätt|tjänstg|frånvarande\b|jäv\b)"  # "§ 35 ers. Bo Lund (M)" in a list of those present
    r"|\s*(?:[-–,/:&]\s?(?:§\s?)?\d|och\s+§?\s?\d|(?:i|enligt|ovan|nedan|samt|respektive|punkt|st(?:ycket)?|kap)\b"
    r"|[a-zåäö]+(?:lagen|förordningen|balken|ordningen|stadgarna|reglementet)\b|[,.;]?\s*(?:19|20)\d\d-\d\d-\d\d"
    r"|[,.;]?\s*(?:den\s)?\d{1,2}\s(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december)\b)",
)
# "6 § Kommunallagen (2017:725)", "§ 14 Bo Lund (M)" among those who do not take part
_NAMES_LAW = re.compile(r"\s*[A-ZÅÄÖ][a-zåäö]+(?:lagen|förordningen|balken|stadgan)\b(?: \(\d{4}:\d+\))?\s*$")
_SITS_OUT = re.compile(rf"\s*(?:{PERSON.pattern})\s*$")
# documents that are divided in §§ themselves
_RULES = re.compile(
    r"avtal|stadg|reglement|ordning|föreskrift|instruktion|regler|riktlinje|policy|stiftelseurkund|överenskommelse",
    re.IGNORECASE,
)
# "6 kap.", "kapitel 6", "enligt", "kommunallagens": what a § goes on from
_LEADS_HERE = re.compile(
    r"(?:\b\d{1,2}\s?[a-z]?\s?kap(?:\.|itlet)?|\bkap(?:\.|itel)?\s\d{1,2}|\b[a-zåäö]+(?:lagens?|balkens?|förordningens?)"
    r"|\b(?:enligt|av|i|och|samt|eller|med|mot|jämlikt|se|jfr|paragraf(?:en|erna)?))\s?,?$"
)
_LOOK_BACK = 120
_MOST = 4000  # headings; a file with more is no protocol


def headings(lines: list[Line], skip: Set[int], minutes: bool = True) -> tuple[list[Heading], set[int]]:
    """Item headings among `lines` (those in `skip` are furniture), and the lines of contents lists.

    In `minutes` an agenda is a list of contents, in a notice it is what the notice is about.
    """
    signed = _candidates(lines, skip, _SECTION)
    reverse = _candidates(lines, skip, _REVERSED)
    if signed and reverse and reverse[0].number == 1 and within_an_item(signed[0], reverse):
        reverse = []  # a statute in an item: "1 § Denna lag gäller …"
    forms = (signed, _candidates(lines, skip, _WITH_YEAR), reverse)
    found = max(forms, key=len)
    for form in forms:
        found = filled(found, form)
    found = found or _numbered_behind(lines, skip)
    chain = numbered(lines, skip) if len(found) < 2 else []
    told = _told(lines, skip, chain, minutes)
    if not found or (len(told) >= 4 and not _list_beside(found[0], told)):
        made = [heading_of(lines, skip, c) for c in filled(told, found)]
        return made, contents_region(lines, skip, made)
    if minutes:
        every = points(lines, skip)
        found = with_own_points(lines, filled_with_points(lines, found, every), every)
    above = stands_above(lines, skip, found)
    pairs = [(c, heading_of(lines, skip, c, above)) for c in found]
    of_page = page_title(lines, skip, [heading for _, heading in pairs])
    pairs = pairs[bool(of_page) :]
    titled = {heading.number for _, heading in pairs if heading.title}
    # "§ 4" over a column of a table
    pairs = [(c, h) for c, h in pairs if h.title or (h.number not in titled and len(pairs) > 1)]
    contents = announced(lines, skip, pairs, minutes)
    rest = [(c, h) for c, h in pairs if h.first not in contents]
    kept = _monotonic(rest) if rest else []
    # an entry of a contents list may span lines ("§ 9 / Godkännande av … 4"): up to the next entry
    contents |= contents_region(lines, skip, kept) | of_page
    return shared(lines, skip, contents, without_pages(kept)), contents


def _list_beside(found: Candidate, points: list[Candidate]) -> bool:
    """Whether points are no items beside the only § of a text: a list in it, or the contents before it."""
    announced_by = points[0].number == found.number and points[-1].line < found.line
    return announced_by or within_an_item(found, points)


def _told(lines: list[Line], skip: Set[int], chain: list[Candidate], minutes: bool) -> list[Candidate]:
    """The numbered points that are items: not those of a dagordning or contents list before them."""
    if not chain:
        return []
    behind = {i for i in range(len(lines)) if i <= chain[-1].line}
    again = numbered(lines, set(skip) | behind, least=1)
    if second_time(chain, again):
        return again
    if listed_points(lines, skip, chain, minutes):
        return again if len(again) >= 3 or (again and again[0].number == chain[0].number) else []
    return chain


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
        if _NAMES_LAW.match(rest) or (rest.rstrip().endswith(")") and _SITS_OUT.match(rest)):
            continue
        if _under_sources(lines, i) or _mid_sentence(lines, i):
            continue
        if digits is None or (re.match(r"\s*[a-zåäö]", rest) and not _starts_title(rest)):
            continue
        begins = len(line.text) - len(line.text.lstrip("•●▪■· "))
        suffix = number[digits.end() :]
        found.append(Candidate(i, int(digits.group()), suffix, rest, match.start("rest"), begins))
        prefixes.append(prefix.strip(" .").casefold())
    counts = Counter(prefixes)
    return [
        cand
        for k, (cand, prefix) in enumerate(zip(found, prefixes, strict=True))
        if _fills(found, k) or not _refers(cand, prefix, counts)
    ]


def _fills(found: list[Candidate], index: int) -> bool:
    """Whether the number is the one that lacks between those before and behind it: 32, "BUN § 33", 34."""
    numbers = [cand.number for cand in found[max(0, index - 1) : index + 2]]
    return 0 < index < len(found) - 1 and numbers == [*range(numbers[0], numbers[0] + 3)]


def _numbered_behind(lines: list[Line], skip: Set[int]) -> list[Candidate]:
    """Items whose numbers stand behind their titles, each with text of its own below."""
    found = []
    for i, line in enumerate(lines):
        match = _BEHIND.fullmatch(line.text) if i not in skip and not line.front else None
        if match and ("\t" in line.text or line.text.endswith(")")) and not PERSON.match(match["rest"]):
            found.append(Candidate(i, int(match["number"]), "", match["rest"], 0))
    spoken = sum(
        any(line.text.endswith(".") for line in lines[a.line + 1 : b.line]) for a, b in pairwise(found)
    )
    steps = sum(b.number - a.number == 1 for a, b in pairwise(found))
    return found if len(found) > 1 and min(spoken, steps) >= 0.8 * (len(found) - 1) else []


def _under_sources(lines: list[Line], index: int) -> bool:
    """Right under "Beslutsunderlag" or "Tidigare beslut" stand other meetings' items."""
    return index > 0 and item_label(lines[index - 1].text) in ("basis", "earlier")


def _mid_sentence(lines: list[Line], index: int) -> bool:
    """ "… med stöd av 6 kap." / "§ 39 till ordföranden": the line above does not end, it leads here."""
    return index > 0 and _LEADS_HERE.search(lines[index - 1].text) is not None


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
    runs = [run for run in runs if not _by_laws(run, made)] or runs
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


def _by_laws(run: list[int], made: list[tuple[Candidate, Heading]]) -> bool:
    """ "§ 41 Arbetsordning" / "§ 1 Antalet ledamöter" / "§ 2 Presidium": numbers begin anew in an item."""
    if run[0] == 0 or made[run[0]][0].number != 1 or not _RULES.search(made[run[0] - 1][1].title):
        return False
    return not any(OPENING.search(made[k][1].title) for k in run[:4])


def _another_meeting(run: list[Heading]) -> bool:
    """A second run is a second protocol bound in, not by-laws: it opens as meetings do."""
    return len(run) >= 3 and any(OPENING.search(heading.title) for heading in run[:4])
