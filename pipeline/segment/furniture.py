"""Page furniture: running heads, feet and page numbers, told from the text they interrupt."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from pipeline.patterns import item_label
from pipeline.segment.casenumbers import is_case
from pipeline.segment.lines import SIGNED, Line
from pipeline.segment.running import running
from pipeline.segment.tableheads import headers

# "3 (97)", "Sida 4 av 14", "4/12", "- 3 -", "Sid 2", or a number alone
PAGE_NUMBER = re.compile(
    r"(?:(?:sida|sid\.?|s\.)\s*)?(\d{1,4})\s*(?:\(\s*\d{1,4}\s*\)|av\s+\d{1,4}|/\s?\d{1,4})|(?:sida|sid\.?)\s*(\d{1,4})"
    r"|[-–—]\s?(\d{1,3})\s?[-–—]",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"\d{1,3}")
_SIGNING = re.compile(
    # "Justerandes sign", "Justerarnas signatur", "Ordf. sign.", "Signatur justerare"
    r"(?:(?:\w*juster\w{1,12}|just|ordf(?:örande)?(?:n?s)?"
    r"|sekr(?:eterare)?(?:n?s)?)\.?\s?(?:s ?)?sign(?:atur(?:er)?)?\.?"
    r"|sign(?:atur(?:er)?)?\.?(?:\s(?:\w*juster\w{1,8}|ordf\w*|sekr\w*))?|justerare\b"
    # "Utdragsbestyrkande, datum och namn", "Rätt utdraget intygar"
    r"|utdrags?bestyrk(?:ande|s|t|an)?(?:[,:/] .{0,30})?|expedierat/bestyrkt"
    r"|rätt utdrag\w*(?: ur protokollet)? (?:intyga[rs]|bestyrk(?:e[rs]|s))"
    r"|(?:protokolls)?utdrag(?:et|ets)?(?: riktighet)? bestyrks?|informationsklass:?)",
    re.IGNORECASE,
)
# the first line of a decision that several items share: "Nämnden beslutar att godkänna redovisningen och"
_DECIDES = re.compile(
    r"(?:[•–-]\s)?(?:att\s[a-zåäö]{3}|(?:\S{1,40}\s){1,6}(?:besluta(?:r|de|s|t)|beslöt|föresl(?:år|og)|godkän(?:ner|de)"
    r"|noterar|antar|fastställer|lägger|tackar|uppdrar|informerar|redogör|yrkar)\s[a-zåäö])",
)
_POINT = re.compile(r"\d{1,3}[.)]\s+[A-ZÅÄÖ]")
_TOP, _BOTTOM = 9, 7


def furniture(lines: list[Line]) -> tuple[set[int], list[int]]:
    """Indices of furniture lines, and the index of the first line of each page.

    Pages come from the reader, else from page numbers ("3 (97)") and converters' marks.
    A line is furniture when, digits aside, it recurs near the edge of many pages.
    """
    starts = _page_starts(lines)
    found = {i for i, line in enumerate(lines) if _always(line)}
    twice = _twice(lines) | headers(lines, _key, _is_page_number)
    if len(starts) < 2:
        found.update(running(lines, found, _key, lambda i: i not in twice and _may_recur(lines, i)))
        return found, starts
    ends = [*starts[1:], len(lines)]
    tops = [_edge(lines, range(start, end), _TOP) for start, end in zip(starts, ends, strict=True)]
    bottoms = [
        _edge(lines, range(end - 1, start - 1, -1), _BOTTOM) for start, end in zip(starts, ends, strict=True)
    ]
    for zones in (tops, bottoms):
        counts = Counter(key for zone in zones for key in {_key(lines[i]) for i in zone})
        need = max(3, round(len(starts) * 0.3)) if len(starts) > 3 else len(starts)
        for zone in zones:
            found.update(
                i
                for i in zone
                if counts[_key(lines[i])] >= max(2, need) and i not in twice and _may_recur(lines, i)
            )
    for edge in (0, -1):  # page numbers alone: first or last on their page, one more on each
        lone = [
            (page, zone[0])
            for page, zone in enumerate(tops if edge == 0 else bottoms)
            if zone and _LONE_NUMBER.fullmatch(lines[zone[0]].text)
        ]
        shifts = Counter(int(lines[i].text) - page for page, i in lone)
        if shifts and shifts.most_common(1)[0][1] >= max(3, len(starts) * 0.5):
            found.update(i for page, i in lone if int(lines[i].text) - page == shifts.most_common(1)[0][0])
    keys = {_key(lines[i]) for i in found}
    for zone in (*tops, *bottoms):  # the first page carries the same head less often complete
        found.update(i for i in zone if _key(lines[i]) in keys and i not in twice and _may_recur(lines, i))
    found.update(_lone_numbers(lines, found))
    return found, starts


def _twice(lines: list[Line]) -> set[int]:
    """Points that stand twice in a text, in its agenda and as an item: "2. Budget"."""
    counted = {i: line.text for i, line in enumerate(lines) if _POINT.match(line.text)}
    times = Counter(counted.values())
    return {i for i, text in counted.items() if times[text] == 2}


def _lone_numbers(lines: list[Line], found: set[int]) -> set[int]:
    """Page numbers alone on a line beside other furniture, one more each time."""
    solid = [i for i, line in enumerate(lines) if not line.blank]
    beside = {j for k, i in enumerate(solid) if i in found for j in solid[max(0, k - 1) : k + 2]}
    chains: dict[int, list[int]] = {}
    for i in sorted(beside - found):
        if _LONE_NUMBER.fullmatch(lines[i].text):
            number = int(lines[i].text)
            previous = chains.pop(number - 1, [])
            chains[number] = [*previous, i]
    return {i for chain in chains.values() if len(chain) >= 3 for i in chain}


def _page_starts(lines: list[Line]) -> list[int]:
    if lines and lines[-1].page:
        return [i for i, line in enumerate(lines) if i == 0 or line.page != lines[i - 1].page]
    anchors = [
        (i, int(next(g for g in match.groups() if g)))
        for i, line in enumerate(lines)
        for match in [_page_number(line)]
        if match
    ]
    lone = [(i, int(line.text)) for i, line in enumerate(lines) if _LONE_NUMBER.fullmatch(line.text)]
    if len(anchors) < 2 or not _rising(anchors):
        anchors = _chain(lone, lines) or anchors
    if len(anchors) < 2:
        return [0]
    tail = _at_bottom(lines, [i for i, _ in anchors])
    return sorted({0, *(min(i + 1, len(lines) - 1) if tail else i for i, _ in anchors)})


def _page_number(line: Line) -> re.Match[str] | None:
    for start, end in line.cells:
        cell = line.text[start:end]
        if _is_page_number(cell) and not cell.isdigit():
            return PAGE_NUMBER.fullmatch(cell)
    return None


def _rising(anchors: list[tuple[int, int]]) -> bool:
    rises = sum(b[1] >= a[1] for a, b in pairwise(anchors))
    return rises >= 0.7 * (len(anchors) - 1)


def _chain(lone: list[tuple[int, int]], lines: list[Line]) -> list[tuple[int, int]]:
    """Page numbers alone on a line: 1, 2, 3 … far apart, each before a line that recurs after the others."""
    chain: list[tuple[int, int]] = []
    for index, number in lone:
        if number == (chain[-1][1] + 1 if chain else 1) and (not chain or index - chain[-1][0] >= 12):
            chain.append((index, number))
    followers = Counter(_key(lines[j]) for i, _ in chain for j in _edge(lines, range(i + 1, len(lines)), 3))
    return chain if len(chain) >= 3 and followers and followers.most_common(1)[0][1] >= len(chain) / 2 else []


def _at_bottom(lines: list[Line], anchors: list[int]) -> bool:
    """Whether the page number ends its page: what follows it recurs more than what precedes it."""
    after = Counter(_key(lines[j]) for i in anchors for j in _edge(lines, range(i + 1, len(lines)), 2))
    before = Counter(_key(lines[j]) for i in anchors for j in _edge(lines, range(i - 1, -1, -1), 2))
    lone = sum(len(lines[i].cells) == 1 for i in anchors)
    return lone > len(anchors) / 2 and sum(after.values()) > 0 and _top(after) > _top(before)


def _top(counts: Counter[str]) -> int:
    return counts.most_common(1)[0][1] if counts else 0


def _edge(lines: list[Line], indices: range, most: int) -> list[int]:
    zone: list[int] = []
    for i in indices:
        if not lines[i].blank and not lines[i].front:
            zone.append(i)
            if len(zone) == most:
                break
    return zone


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", " ", line.text.casefold())).strip()


def _always(line: Line) -> bool:
    if line.blank:
        return False
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    return all(_signing(cell) or _is_page_number(cell) for cell in cells)


def _is_page_number(cell: str) -> bool:
    """ "4 (12)", "4/12", "Sida 4 av 12"; not a case number ("2024/12")."""
    match = PAGE_NUMBER.fullmatch(cell) if len(cell) < 40 else None
    if match is None:
        return False
    numbers = [int(n) for n in re.findall(r"\d+", cell)]
    return numbers[0] <= numbers[-1] and numbers[0] < 1000


def _signing(cell: str) -> bool:
    """ "Justerandes sign" and its like; "Justerare" alone only beside another such word."""
    match = _SIGNING.fullmatch(cell)
    return match is not None and cell.casefold() not in ("justerare", "signatur", "signaturer")


def _may_recur(lines: list[Line], index: int) -> bool:
    """Headings, labels and sentences stand at the top of many pages without being furniture."""
    line = lines[index]
    if _LONE_NUMBER.fullmatch(line.text) or (line.text.endswith(".") and line.text.count(" ") >= 2):
        return False
    if SIGNED.match(line.text) or item_label(line.text) not in (None, "other"):
        return False
    if _DECIDES.match(line.text) or (is_case(line.text) and _beside_heading(lines, index)):
        return False
    above = next((other for other in reversed(lines[max(0, index - 3) : index]) if not other.blank), None)
    return above is None or item_label(above.text) in (None, "other") or "\t" in line.text


def _beside_heading(lines: list[Line], index: int) -> bool:
    """Whether one of the two lines with text above, or the next below, is an item's heading."""
    above = [other for other in reversed(lines[max(0, index - 4) : index]) if not other.blank][:2]
    below = [other for other in lines[index + 1 : index + 3] if not other.blank][:1]
    return any(SIGNED.match(other.text) for other in (*above, *below))
