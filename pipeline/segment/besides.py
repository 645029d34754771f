"""Points that a converter has written beside each other: "2. Val av ordförande 3. Val av sekreterare"."""

from __future__ import annotations

import re

from pipeline.segment.linestarts import GOES_ON, UPPER
from pipeline.segment.lostbreaks import Break

_POINT = re.compile(
    rf"(?<![\w.,:/–-])(?<!\S)(?P<number>\d{{1,2}})\. (?=[{UPPER}][\w-]+(?:[ ,]|$))", re.MULTILINE
)
_REFERS = re.compile(
    r"(?:\b(?:punkt(?:en)?|nr|bilaga|kap|ärende|sid(?:a|an)?|den|s)\.?|[§&+])\s*$", re.IGNORECASE
)
_SIGNED = re.compile(rf"§ ?(?P<number>\d{{1,4}})[.:]? (?=[{UPPER}])")
_LEAST = 5  # points in a row
_MIXED = 2  # of them that begin a line, and that do not
_LONGEST = 400  # letters of a line of points


def beside(text: str) -> tuple[Break, ...]:
    """Where points begin within lines, in a text whose points stand now on lines of their own, now not.

    They count on from 1, which begins a line; a list within a sentence does not mix the two.
    """
    run: list[tuple[int, bool]] = []  # where each point begins, whether its line begins there
    best: list[tuple[int, bool]] = []
    for match in _POINT.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        before = text[start : match.start()]
        stop = text.find("\n", match.start())
        if "\t" in before or "|" in before or (stop if stop >= 0 else len(text)) - start > _LONGEST:
            continue
        leads = not before.strip(" *_#>-•")
        if leads and match["number"] == "1":
            run = []
        elif int(match["number"]) != len(run) + 1 or not (run and (leads or _free(before))):
            continue
        run.append((match.start(), leads))
        if len(run) > len(best):
            best = list(run)
    own = sum(leads for _, leads in best)
    if len(best) < _LEAST or own < _MIXED or len(best) - own < _MIXED:
        return ()
    return tuple((_before(text, at), at) for at, leads in best if not leads)


def _free(before: str) -> bool:
    """Whether no sentence leads on to the number: "… enligt punkt 3. Kassören …"."""
    return GOES_ON.search(before) is None and _REFERS.search(before) is None


def glued(text: str) -> tuple[Break, ...]:
    """Where an item begins right behind the stop of the one before: "… klockan sju.§ 9 Bidrag."

    Its number is one more than that of the last item that begins a line.
    """
    found: list[Break] = []
    last = 0
    for match in _SIGNED.finditer(text):
        leads = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" *_#>-•")
        number = int(match["number"])
        if leads:
            last = number
        elif number == last + 1 and text[match.start() - 1] in ".!?:)":
            found.append((match.start(), match.start()))
            last = number
    return tuple(found)


def _before(text: str, at: int) -> int:
    """Where the text before `at` ends."""
    return len(text[:at].rstrip(" \xa0"))
