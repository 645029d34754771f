"""Lines → the documents that a file holds: meetings, and what is bound in behind their last item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from pipeline.segment.attachments import Attachment, attachments
from pipeline.segment.headings import Heading, headings
from pipeline.segment.kinds import kind
from pipeline.segment.lines import Line
from pipeline.segment.starts import starts

_TRIED = 4  # attachments that may be the first of those behind the items


@dataclass(frozen=True)
class Division:
    """One document: lines ``[first, last)``; what its headings name counts from `first`.

    `attachment` tells a tjänsteskrivelse or another enclosure: it has no items of its own.
    """

    first: int
    last: int
    found: tuple[Heading, ...]
    contents: frozenset[int]
    bound: tuple[Attachment, ...]
    attachment: bool = False
    title: int | None = None  # of another meeting's document


def divisions(every: list[Line], furnished: Set[int], pages: Sequence[int]) -> list[Division]:
    """The documents of a file, in order; they cover its lines."""
    among = sorted(furnished)
    begun = [(0, None), *((start.first, start.title) for start in starts(every, furnished, pages))]
    out: list[Division] = []
    for k, (first, title) in enumerate(begun if every else []):
        last = begun[k + 1][0] if k + 1 < len(begun) else len(every)
        out.extend(
            _divided(
                every, within(among, first, last), sorted(within(pages, first, last)), first, last, title
            )
        )
    return out


def within(rising: Sequence[int], first: int, last: int) -> set[int]:
    """The `rising` numbers of lines in ``[first, last)``, counted from `first`."""
    return {i - first for i in rising[bisect_left(rising, first) : bisect_left(rising, last)]}


def _divided(
    every: list[Line], skip: set[int], tops: list[int], first: int, last: int, title: int | None
) -> list[Division]:
    """A meeting's document and the enclosures behind its items; `skip` and `tops` count from `first`."""
    own = every[first:last]
    minutes = kind(own) != "notice"
    found, contents = headings(own, skip, minutes)
    bound = _bound(own, found, tops, contents, skip)
    cut = _cut(own, skip, minutes, found, contents, tops)
    out = []
    if cut is not None:
        found, contents = headings(own[:cut], {i for i in skip if i < cut}, minutes)
        behind = [a for a in _bound(own, found, tops, set(), skip) if a.begins >= cut]
        bound = [
            a for a in _bound(own[:cut], found, [t for t in tops if t < cut], contents, skip) if a.last < cut
        ]
        begins = sorted({a.begins for a in behind if a.whole})
        for start, stop in zip(begins, [*begins[1:], len(own)], strict=True):
            inside = tuple(
                replace(a, first=a.first - start, last=a.last - start, begins=max(a.begins - start, 0))
                for a in behind
                if start <= a.first and a.last < stop
            )
            out.append(Division(first + start, first + stop, (), frozenset(), inside, True))
        last = first + cut
    if title is not None:
        title -= first
    return [Division(first, last, tuple(found), frozenset(contents), tuple(bound), title=title), *out]


def _bound(
    own: list[Line], found: list[Heading], tops: list[int], contents: Set[int], skip: Set[int]
) -> list[Attachment]:
    first, last = (found[0].first, found[-1].last) if found else (len(own), len(own))
    within = {i for heading in found for i in range(heading.first, heading.last + 1)}
    return [a for a in attachments(own, first, last, tops, contents, skip) if not within & {a.first, a.last}]


def _cut(
    own: list[Line], skip: Set[int], minutes: bool, found: list[Heading], contents: Set[int], tops: list[int]
) -> int | None:
    """The line at which the enclosures begin: no item of the meeting comes behind it.

    Numbers that begin anew there are the enclosure's own ("1. Inledning"); numbers that go on are
    the meeting's, and what stands between them is an attachment of the item above.
    """
    tried = [a for a in attachments(own, 0, found[-1].last if found else 0, tops, contents, skip) if a.whole]
    for attachment in tried[:_TRIED]:
        begins = attachment.begins
        before = headings(own[:begins], {i for i in skip if i < begins}, minutes)[0]
        if not before or (begins <= before[-1].last):
            continue
        behind = [heading for heading in found if heading.first >= begins]
        highest = max(_number(heading) for heading in before)
        signed = "§" in own[before[-1].first].text
        if not any(_number(h) > highest and ("§" in own[h.first].text) == signed for h in behind) or (
            not signed and _number(behind[0]) == 1
        ):
            return begins
    return None


def _number(heading: Heading) -> int:
    digits = "".join(char for char in heading.number if char.isdigit() or char in ".:")
    return int(digits.replace(":", ".").split(".")[0] or 0)
