"""A clause without what only leads to it or to the next one."""

from __future__ import annotations

import re

_EDGE = " \t.,;:–—-*_•·●▪◦‣"
# "… till 300:-": the sign for kronor belongs to the sum
_PRICE = re.compile(r"\d ?:[-–—]\Z")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without bullets, closing punctuation and a conjunction that only leads to the next point.

    "att anta budgeten, samt" is "att anta budgeten".
    """
    while start < end and text[start] in _EDGE:
        start += 1
    while True:
        while end > start and text[end - 1] in _EDGE + "!":
            if _PRICE.search(text, start, end):
                return start, end
            if text[end - 1] == "." and re.search(
                r"(?:\bm\.\s?(?:m|fl)|\bo\.\s?d|\bosv|\bt\.v|\bst)\.$", text[start:end]
            ):
                return start, end
            end -= 1
        tail = re.search(r"[\s,;](?:samt|och|dels)$", text[start:end])
        if not tail:
            return start, end
        end = start + tail.start()
