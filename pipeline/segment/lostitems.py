"""Items, points and page numbers within a line, told by how their numbers follow each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.gazetteers import given_names
from pipeline.segment.linestarts import GOES_ON, LOWER, UPPER

_ITEM = re.compile(
    # "KS § 12", "Kf § 12", "Vn § 12"; not the end of "… till Ekbostäder AB § 12"
    rf"(?<![\w§(])(?:(?!(?:AB|HB|KB) )"
    rf"(?:[{UPPER}]{{2}}[\w/&-]{{0,6}}|[KRLF][fs]|[{UPPER}][a-zåäö]{{0,3}}[nu]) )?"
    rf"§ ?(?P<number>\d{{1,4}})[a-z]?(?![\d–-])"
    rf"(?=[ .:–-]{{1,4}}(?:[{UPPER}\"”]|\d{{4}}[/-]\d)|\s*$)"
)
_BARE = re.compile(
    rf"(?<![\w§(,.:/–-])(?P<number>\d{{1,3}})(?:\.|(?<!\d \d)(?<!\d \d\d)(?<!\d \d\d\d)) "
    rf"(?=[{UPPER}][\wåäö-]+(?: [\wåäö(/]|\s*$)|[{UPPER}]{{2,5}} ?\d{{4}}/|[{UPPER}]{{2,5}}/)",
    re.MULTILINE,
)
_LEADING = re.compile(rf"(?P<number>\d{{1,3}}) (?=[{UPPER}\d(])")
_NAMED = re.compile(rf"\s*[.:–-]?\s*(?P<given>[{UPPER}][{LOWER}]+)(?:-[{UPPER}]\w+)? [{UPPER}][{LOWER}]")
_POINT = re.compile(rf"(?<![\w.,:/–-])(?P<number>\d{{1,2}})[.)] (?=[{UPPER}])")
_STEP = 3  # from one item's number to the next
_MOST, _BACK, _SERIES = 2_000, 40, 6  # numbers; how far back the last one stands; runs of them


def items(text: str, joined: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Where items begin in the joined lines → where their number ends; numbers follow each other."""
    signed = _followed(text, joined, _ITEM, _STEP)
    if len(signed) > 1:
        return signed
    bare = _followed(text, joined, _BARE, 1)
    return bare if len(bare) > 1 else signed


def _followed(
    text: str, joined: Sequence[tuple[int, int]], pattern: re.Pattern[str], most: int
) -> dict[int, int]:
    """The numbers in one form that rise in steps of `most` at the most, or the only one."""
    found = [
        match
        for start, end in joined
        for match in pattern.finditer(text, start, end)
        if not GOES_ON.search(text[max(start, match.start() - 30) : match.start()])
        and not (pattern is _BARE and _leads(text, match.start()))  # the number of the page
        and not _person(text, match.end())
    ]
    kept = {0} if len(found) == 1 else _runs([int(match["number"]) for match in found], most)
    return {found[k].start(): found[k].end() for k in kept}


def _leads(text: str, at: int) -> bool:
    """Whether `at` is where its line begins."""
    while at > 0 and text[at - 1] == " ":
        at -= 1
    return at == 0 or text[at - 1] in "\n\r\f"


def _runs(numbers: Sequence[int], most: int) -> set[int]:
    """Indices of the numbers that rise in steps of `most` at the most, in runs of two or more.

    Contents are one run, the items another; what people are present for stands in none.
    """
    left = list(range(min(len(numbers), _MOST)))
    kept: set[int] = set()
    for _ in range(_SERIES):
        best: list[tuple[int, int]] = []
        for k, index in enumerate(left):
            score = (1, -1)
            for j in range(max(0, k - _BACK), k):
                if 0 < numbers[index] - numbers[left[j]] <= most and best[j][0] >= score[0]:
                    score = (best[j][0] + 1, j)
            best.append(score)
        at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
        run = []
        while at >= 0:
            run.append(left[at])
            at = best[at][1]
        if len(run) < 2:
            break
        kept |= set(run)
        left = [index for index in left if index not in set(run)]
    return kept


def page_numbers(text: str, joined: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The numbers that pages begin with where each is a line: "1 Vårdnämnden …", "2 Vårdnämnden …"."""
    first = [match for start, end in joined for match in [_LEADING.match(text, start, end)] if match]
    numbers = [int(match["number"]) for match in first]
    if len(first) < 2 or numbers[0] > 3 or any(not 0 < b - a <= _STEP for a, b in pairwise(numbers)):
        return set()
    return {(match.start(), match.end()) for match in first}


def _person(text: str, start: int) -> bool:
    """ "Eva Tall, skolchef, § 12 Bo Dal, rektor": a person behind the number, no title."""
    named = _NAMED.match(text, start)
    return named is not None and named["given"] in given_names()


def points(text: str, start: int, end: int) -> set[int]:
    """ "… beslutar 1. Att anta … 2. Att uppdra …": points numbered from 1 on."""
    found: set[int] = set()
    run: list[int] = []
    number = 0
    for match in _POINT.finditer(text, start, end):
        before = text[max(start, match.start() - 30) : match.start()]
        if before.rfind("(") > before.rfind(")"):
            continue  # "(bilaga 1)"
        if int(match["number"]) == number + 1 and run:
            run.append(match.start())
        elif match["number"] == "1":
            run = [match.start()]
        else:
            continue
        number = int(match["number"])
        if len(run) > 1:
            found |= set(run)
    return found
