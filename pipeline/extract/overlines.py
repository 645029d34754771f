"""PERSON: a name that a line break cuts in two, where the lines were not joined: "Alma" / "Rosell yrkar"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.names import NAME_WORD, given_evidence, is_place, never_in_name, surname_evidence
from pipeline.facts import Mention
from pipeline.view import Block

# a given name alone at a line's end: the whole line, or behind "och" or a comma
_ENDS = re.compile(rf"(?:^|, | och | samt )(?P<given>{NAME_WORD})$")
_BEGINS = re.compile(rf"(?P<surname>{NAME_WORD})(?=$|[,.;]| \(| [a-zåäö])")
_PLAIN = ("prose", "item", "label")


def over_lines(blocks: Sequence[Block], found: Sequence[Mention]) -> list[Mention]:
    """`found` with one mention for each name whose given name ends a block and whose surname begins the next.

    The halves must stand on lines that follow each other, the given name be a common one and the surname a
    listed one that is neither a place nor a given name. Mentions of one half are dropped; a longer one stays.
    """
    joined = (_joined(before, after) for before, after in pairwise(blocks))
    whole = [name for name in joined if name is not None and not _goes_on(name, found)]
    kept = [m for m in found if not any(m.start < name.end and name.start < m.end for name in whole)]
    return [*kept, *whole]


def _goes_on(name: Mention, found: Sequence[Mention]) -> bool:
    """Whether a half belongs to a longer name of its own line: "Ek, Alma" above "Rosell, Bo"."""
    return any(
        m.start < name.end and name.start < m.end and not (name.start <= m.start and m.end <= name.end)
        for m in found
    )


def _joined(before: Block, after: Block) -> Mention | None:
    near = before.part == after.part and 0 < after.start - before.end <= 2
    if not near or before.kind not in _PLAIN or after.kind not in _PLAIN or len(before.cells) > 1:
        return None
    ends, begins = _ENDS.search(before.text), _BEGINS.match(after.text)
    if ends is None or begins is None or not _is_name(ends["given"], begins["surname"]):
        return None
    start, _ = before.span(ends.start("given"), ends.end("given"))
    _, end = after.span(begins.start("surname"), begins.end("surname"))
    return Mention(start=start, end=end, text="", part=before.part, rule="person.over_lines", label="PERSON")


def _is_name(given: str, surname: str) -> bool:
    if given_evidence(given) < 0.8 or never_in_name(given) or surname_evidence(given) == 1.0:
        return False
    alone = given_evidence(surname) or is_place(surname) or never_in_name(surname)
    return surname_evidence(surname) == 1.0 and not alone
