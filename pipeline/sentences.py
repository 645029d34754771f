"""Where Swedish sentences end, in spite of "bl.a.", "kl. 9", "t.o.m. den 3 maj" and "3 § 2 st."."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?]+[\"”’')\]]*(?=\s+[\"”’'(\[]?[A-ZÅÄÖÉ0-9•]|\s*$)")
_NEVER_LAST = re.compile(
    r"(?:^|[\s(])(?:bl\.\s?a|t\.\s?ex|d\.\s?v\.\s?s|s\.\s?k|f\.\s?d|fr\.\s?o\.\s?m"
    r"|t\.\s?o\.\s?m|p\.\s?g\.\s?a|m\.\s?a\.\s?o|i\.\s?o\.\s?m|e\.\s?d|t\.\s?f|resp|tf|ca"
    r"|kl|nr|dnr|kap|st|tel|jfr"
    r"|inkl|exkl|ev|ordf|sekr|vice|org|dr|prof|fig|sid|bil|[A-ZÅÄÖ])$",
    re.IGNORECASE,
)
# "Alma Ros m.fl. (S) föreslår": what stands in brackets goes on with the sentence
_AND_OTHERS = re.compile(r"\bm\.\s?fl$")
_GAP = re.compile(r"\s*")
_LONGEST = 24  # characters that the longest abbreviation takes
_COUNTER = re.compile(r"^\s*(?:\(?\d{1,2}|[a-zåäö])$", re.IGNORECASE)


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Ranges of the sentences of `text` from `start` on, with their punctuation."""
    found: list[tuple[int, int]] = []
    at, last = start, len(text.rstrip())
    for match in _END.finditer(text, start):
        before = text[at : match.start()]
        # the abbreviation "st." may end a sentence, "(S)." and "2024." do; "3. Val" is a counter
        inside = match.group().startswith(".") and match.end() < last
        if inside and (_NEVER_LAST.search(before, max(0, len(before) - _LONGEST)) or _COUNTER.match(before)):
            continue
        if inside and text[match.end() :].lstrip().startswith("(") and _AND_OTHERS.search(before):
            continue
        found.append((at, match.end()))
        gap = _GAP.match(text, match.end())
        at = gap.end() if gap else match.end()
    if at < last:
        found.append((at, last))
    return found
