"""How readers of scans and bad converters spoil a text; mentions keep their letters, wrong ones too."""

from __future__ import annotations

import random

from pipeline.training.grammar import Line

# What recognisers of print take for each other, and keys beside each other.
_TAKEN_FOR = {
    "rn": "m", "m": "rn", "l": "I", "I": "l", "i": "l", "å": "ä", "ä": "å", "ö": "o", "é": "e", "e": "c",
    "c": "e", "0": "O", "O": "0", "u": "ii", "n": "ri", "h": "b", "B": "8", "S": "5", "cl": "d", "vv": "w",
}  # fmt: skip


def misread(line: Line, share: float, rng: random.Random) -> Line:
    """`line` with about `share` of its letters taken for others, or with a space lost or added."""
    for at in sorted((i for i in range(len(line.text)) if rng.random() < share), reverse=True):
        two, one = line.text[at : at + 2], line.text[at]
        if two in _TAKEN_FOR:
            line = edited(line, at, at + 2, _TAKEN_FOR[two])
        elif one in _TAKEN_FOR:
            line = edited(line, at, at + 1, _TAKEN_FOR[one])
        elif one.isalpha() and two.isalpha() and rng.random() < 0.3:
            line = edited(line, at + 1, at + 1, rng.choice((" ", "\u00ad")))
    return line


def edited(line: Line, start: int, stop: int, new: str) -> Line:
    """The range ``[start, stop)`` replaced by `new`; a mention around it has `new` in it."""
    shift = len(new) - (stop - start)

    def moved(at: int) -> int:
        if at <= start:
            return at
        return max(at, stop) + shift

    return Line(
        line.text[:start] + new + line.text[stop:],
        tuple(
            (moved(begin), moved(end), label) for begin, end, label in line.spans if moved(begin) < moved(end)
        ),
    )
