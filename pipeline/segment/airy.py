"""Texts in which a blank line stands between all lines, those of a paragraph too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.segment.lines import Line

_LEAST = 8  # lines that show how a text is set
_CLOSE = 0.1  # of the lines that may stand right below another
_LONG = 40  # letters of a line that is wrapped


def airy(lines: Sequence[Line]) -> bool:
    """Whether almost no line of text stands right below another."""
    solid = [i for i, line in enumerate(lines) if not line.blank]
    close = sum(b - a == 1 for a, b in pairwise(solid))
    return len(solid) >= _LEAST and close <= _CLOSE * len(solid)


def wraps(previous: Line | None, line: Line) -> bool:
    """Whether `line` goes on with `previous` across a blank line: "… endast ska" / "" / "lånas ut"."""
    if previous is None or previous.text.endswith((".", ":", "?", "!", ";")) or len(previous.text) <= _LONG:
        return False
    return re.match(r"(?!att\b)[a-zåäö]{2,}\b", line.text) is not None
