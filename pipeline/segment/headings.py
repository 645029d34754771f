"""Headings of items: § numbers, numbered points and lone numbers, told from contents lists and citations."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from pipeline.patterns import item_label
from pipeline.segment.lines import Line

CASE = re.compile(
    r"(?:\(?\s*(?:Dnr|D\.nr|Diarienr|Diarienummer|Ärendenr|Ärendenummer|Ärende-?id|Ärende nr|Akt|Ref)\.?:?\s*)?"
    r"(?:(?:[A-ZÅÄÖ]{1,8}[ /-]{0,3})?(?:19|20)?\d{2}[/:\-–]\s?\d{1,6}(?:[-–/:.]\d{1,6}){0,2}(?:\s\d{3})?"
    r"|[A-ZÅÄÖ]{2,8}[ /-](?:19|20)\d{2}[-/:]\d{1,6}|(?:Dnr|Ärendenummer):?\s*\S+)\)?",
)
_SECTION = re.compile(r"(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö/&-]{1,9}\.?\s+)?(?P<sign>§)\s?(?P<number>\d{1,4}\s?[a-z]?)\b(?P<rest>.*)")
_REVERSED = re.compile(r"(?P<number>\d{1,4})\s?§(?P<rest>(?:\s+[A-ZÅÄÖ].*)?)")
_NUMBERED = re.compile(r"(?:(?:Punkt|Ärende|Pkt)\s)?(?P<number>\d{1,3})(?P<mark>[.):]?)(?:\s+(?P<rest>\S.*))?", re.IGNORECASE)
# a statute's § or a list of them: "§ 5 kommunallagen", "§ 12 i stadgarna", "§ 3-5", "§ 20/2025"
_CITED = re.compile(
    r"\s*(?:[-–,/:&]\s?(?:§\s?)?\d|och\s+§?\s?\d|(?:i|enligt|ovan|nedan|samt|respektive|punkt|st(?:ycket)?|kap)\b"
    r"|[a-zåäö]+(?:lagen|förordningen|balken|ordningen|stadgarna|reglementet)\b|[,.;]?\s*(?:19|20)\d\d-\d\d-\d\d"
    r"|[,.;]?\s*(?:den\s)?\d{1,2}\s(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b)",
)
_PAGE_TAIL = re.compile(r"(?:\t|\s{2,})\d{1,3}(?:\s?[-–]\s?\d{1,3})?$")
_CONTENTS = re.compile(
    r"(?:innehåll(?:sförteckning)?|ärendelista|ärenden|(?:beslutade )?paragrafer|protokollsförteckning|ärendeförteckning)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heading:
    """A heading from line `first` to line `last`: title and case as clean text, span raw."""

    first: int
    last: int
    number: str
    title: str
    case: str | None
    start: int
    end: int


@dataclass(frozen=True)
class _Candidate:
    line: int
    number: int
    suffix: str
    rest: str
    rest_at: int


def headings(lines: list[Line], skip: set[int]) -> tuple[list[Heading], set[int]]:
    """Item headings among `lines` (those in `skip` are furniture), and the lines of contents lists."""
    found = _candidates(lines, skip, _SECTION) or []
    reverse = _candidates(lines, skip, _REVERSED)
    if len(reverse) > len(found):
        found = reverse
    if len(found) < 1 or (len(found) == 1 and len(_numbered(lines, skip)) >= 4):
        chain = _numbered(lines, skip)
        return [_heading(lines, skip, c) for c in chain], _contents_region(lines, skip, {c.line for c in chain})
    made = [(c, _heading(lines, skip, c)) for c in found]
    contents = _contents(lines, skip, made)
    rest = [(c, h) for c, h in made if h.first not in contents]
    kept = _monotonic(rest)
    # an entry of a contents list may span lines ("§ 9 / Godkännande av … 4"): up to the next entry
    return kept, contents | _contents_region(lines, skip, {h.first for h in kept})


def _candidates(lines: list[Line], skip: set[int], pattern: re.Pattern[str]) -> list[_Candidate]:
    found = []
    for i, line in enumerate(lines):
        if i in skip or line.front or line.blank:
            continue
        match = pattern.match(line.text)
        if not match or (pattern is _SECTION and _CITED.match(match["rest"])):
            continue
        prefix = match.groupdict().get("prefix") or ""
        if prefix and not re.fullmatch(r"[A-ZÅÄÖ]{2}[A-Za-zÅÄÖåäö/&-]*\.?\s+|Kf\s+|Ks\s+|Au\s+|Sn\s+|Bn\s+|Paragraf\s+", prefix):
            continue
        number = re.sub(r"\s", "", match["number"])
        digits = re.match(r"\d+", number)
        rest = match["rest"]
        if digits is None or re.match(r"\s*[a-zåäö]", rest) and not _starts_title(rest):
            continue
        found.append(_Candidate(i, int(digits.group()), number[digits.end():], rest, match.start("rest")))
    return found


def _starts_title(rest: str) -> bool:
    """Some secretaries write titles in lower case; a sentence goes on with more than a few words and a stop."""
    return len(rest.split()) <= 6 and not rest.rstrip().endswith((".", ",", ";"))


def _numbered(lines: list[Line], skip: set[int]) -> list[_Candidate]:
    """The longest run of points numbered one after the other (a notice, informal minutes)."""
    cands: list[tuple[_Candidate, tuple[object, ...]]] = []
    for i, line in enumerate(lines):
        if i in skip or line.front or line.blank or line.leader:
            continue
        match = _NUMBERED.fullmatch(line.text.rstrip())
        if not match or "\t" in line.text[:-1] and not re.match(r"\d{1,3}[.)]?\t\S", line.text):
            continue
        rest = match["rest"] or ""
        if rest and (not re.match(r"[A-ZÅÄÖ\"”§(]", rest) or len(rest) > 160):
            continue
        if not rest and (_title_line(lines, skip, i + 1) is None or len(line.text) > 4):
            continue
        style = (bool(rest), match["mark"], bool(line.level), _blank_before(lines, i))
        cands.append((_Candidate(i, int(match["number"]), "", "\t" + rest if rest else "", match.start("rest") - 1 if rest else len(line.text)), style))
    best: list[tuple[float, int]] = []  # (score, previous)
    for k, (cand, style) in enumerate(cands):
        score, previous = (1.0 if cand.number <= 2 else 0.2), -1
        for j in range(k):
            other, other_style = cands[j]
            step = cand.number - other.number
            if step not in (1, 2) or cand.line - other.line < 1:
                continue
            gain = 1.0 + sum(a == b for a, b in zip(style, other_style, strict=True)) * 0.15 - (step - 1) * 0.8
            gain += 0.2 if cand.line - other.line > 1 else 0.0
            if best[j][0] + gain > score:
                score, previous = best[j][0] + gain, j
        best.append((score, previous))
    if not best:
        return []
    at = max(range(len(best)), key=lambda k: best[k][0])
    chain: list[_Candidate] = []
    while at >= 0:
        chain.append(cands[at][0])
        at = best[at][1]
    chain.reverse()
    return chain if len(chain) >= 3 else []


def _heading(lines: list[Line], skip: set[int], cand: _Candidate) -> Heading:
    """Read number, case number and title; a title may stand lines below and wrap."""
    line = lines[cand.line]
    rest, at = cand.rest, cand.rest_at
    case = CASE.search(rest) if re.match(r"[\s:.–-]*(?:\(?(?:Dnr|Ärende|Diarie|D\.nr)|[A-ZÅÄÖ]{2,8}[ /-]?\d|\d{2,4}[/-]\d)", rest) else None
    tail = re.search(r"[\s(]*((?:Dnr|Diarienr|Ärendenr|Ärendenummer)[.:]?\s+\S.*?)\)?\s*$", rest) if not case else None
    found_case = (case.group() if case else tail.group(1) if tail else "").strip(" ()") or None
    body = rest[case.end():] if case and not rest[:case.start()].strip(" \t:.–-") else rest
    body_at = at + len(rest) - len(body)
    if tail and body is rest:
        body = rest[:tail.start()]
    stripped = body.lstrip(" \t:.–-)")
    body_at += len(body) - len(stripped)
    title = _PAGE_TAIL.sub("", stripped.rstrip()).rstrip()
    first, last = cand.line, cand.line
    if title:
        end = line.offsets[body_at + len(title) - 1] + 1
        words = [title]
    else:
        words, end = [], line.offsets[-1] + 1
        index = _title_line(lines, skip, cand.line + 1)
        while index is not None and re.fullmatch(rf"\(?{CASE.pattern}\)?|(?:Dnr|Ärendenummer|Diarienummer)\b.*", lines[index].text):
            found_case = found_case or re.sub(r"^\(|\)$", "", lines[index].text)
            index = _title_line(lines, skip, index + 1)
        if index is None:
            return Heading(first, last, f"{cand.number}{cand.suffix}", "", found_case, line.offsets[0], end)
        words, last = [lines[index].text], index
        end = lines[index].offsets[-1] + 1
    for index in _continuation(lines, skip, last, words[0]):
        words.append(lines[index].text)
        last, end = index, lines[index].offsets[-1] + 1
    whole = re.sub(r"\s+", " ", " ".join(words)).strip()
    return Heading(first, last, f"{cand.number}{cand.suffix}", whole, found_case, line.offsets[0], end)


def _title_line(lines: list[Line], skip: set[int], index: int) -> int | None:
    """The next line that can be a title: not a label, not another number, within a few lines."""
    for i in range(index, min(index + 8, len(lines))):
        if i in skip or lines[i].blank:
            continue
        text = lines[i].text
        if item_label(text) and item_label(text) != "background" or re.match(r"(?:\w{2,8} )?§|\d{1,3}[.)]?$", text):
            return None
        return i
    return None


def _continuation(lines: list[Line], skip: set[int], last: int, first_words: str) -> list[int]:
    """Lines a wrapped title goes on over: "… granskning av / patientnämnden"."""
    more: list[int] = []
    index, gap = last + 1, 0
    previous = lines[last].text
    while index < len(lines) and len(more) < 5:
        line = lines[index]
        if index in skip:
            break
        if line.blank:
            gap += 1
            index += 1
            if line.rule or gap > 1:
                break
            continue
        if item_label(line.text) or "\t" in line.text or re.match(r"(?:\w{2,8} )?§|[•\-–] ", line.text):
            break
        if previous.endswith((".", ":", "?", "!")) or lines[last].level and not line.level:
            break
        lower = line.text[0].islower() or re.match(r"(?:19|20)\d\d\b.{0,20}$", line.text) is not None
        sentence = line.text.endswith((".", ",")) or len(line.text) > 110
        if not (lower and len(previous) >= 25 and (not sentence or len(previous) > 60)) and not (
            gap == 0 and len(previous) >= 35 and not sentence and _ends_block(lines, skip, index, len(previous))
        ):
            break
        if gap and len(previous) < 40:
            break
        more.append(index)
        previous, gap = line.text, 0
        index += 1
    return more


def _ends_block(lines: list[Line], skip: set[int], index: int, width: int) -> bool:
    """Whether the line is followed by a gap or a label, as a title's last line is, and is no longer than it."""
    if len(lines[index].text) > width + 15:
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is None or following.blank or item_label(following.text) is not None or following.text[0].islower()


def _blank_before(lines: list[Line], index: int) -> bool:
    return index == 0 or lines[index - 1].blank


def _contents(lines: list[Line], skip: set[int], made: list[tuple[_Candidate, Heading]]) -> set[int]:
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
            line = lines[made[k][1].last]
            if entries[0][0] < 40 and (line.leader or _PAGE_TAIL.search(line.text)) and len(made) > 2:
                out.add(made[k][1].first)
            continue
        most = max(entries)
        for body, k in entries:
            if (body, k) != most and body < 80 + 0.1 * most[0]:
                out.add(made[k][1].first)
    return out


def _contents_region(lines: list[Line], skip: set[int], real: set[int]) -> set[int]:
    """Lines from "Innehåll" (or "Ärendelista") to the first real heading after it."""
    region: set[int] = set()
    for i, line in enumerate(lines):
        if i not in skip and _CONTENTS.fullmatch(line.text.rstrip(":")):
            stop = next((r for r in sorted(real) if r > i), i + 1)
            if stop - i <= 150:
                region.update(j for j in range(i, stop) if j not in skip)
    return region


def _monotonic(made: list[tuple[_Candidate, Heading]]) -> list[Heading]:
    """Numbers run on through a meeting: drop the few that break the order (citations at a line's start)."""
    runs: list[list[Heading]] = []
    n = len(made)
    best = [(1, -1)] * n
    for k in range(n):
        for j in range(k):
            step = made[k][0].number - made[j][0].number
            same = step == 0 and made[k][0].suffix > made[j][0].suffix
            if (0 < step <= 30 or same) and best[j][0] + 1 > best[k][0]:
                best[k] = (best[j][0] + 1, j)
    used: set[int] = set()
    for k in sorted(range(n), key=lambda k: -best[k][0]):
        run: list[int] = []
        at = k
        while at >= 0 and at not in used:
            run.append(at)
            at = best[at][1]
        if k in used or not run:
            continue
        # a second run is a second protocol bound in: it has its own consecutive numbers
        if runs and (len(run) < 3 or any(min(run) < u < max(run) for u in used)):
            continue
        used.update(run)
        runs.append([made[i][1] for i in reversed(run)])
    return sorted((heading for run in runs for heading in run), key=lambda h: h.first)
