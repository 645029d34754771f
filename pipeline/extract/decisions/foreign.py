"""Blocks of an item that quote how another body decided: "Arbetsutskottets beslut" in a board's minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.kinds import is_own
from pipeline.extract.wording import DECIDER
from pipeline.facts import Meeting

# "Arbetsutskottets beslut", "Beslut i kommunstyrelsen", "Arbetsutskottet beslutar"
_WHOSE = re.compile(
    r"(?P<whose>[\wåäö ,-]*?(?:utskottet?|styrelsen?|nämnden|beredningen|presidiet|rådet))s"
    r" beslut(?: (?:den )?\d.*)?"
    rf"|Beslut i (?P<where>{DECIDER})(?: (?:den )?\d.*)?"
    rf"|(?P<who>{DECIDER}) (?:beslutar|beslutade|beslöt)(?: att| följande)?",
    re.IGNORECASE,
)
# the bodies that prepare what others decide
_PREPARES = re.compile(r"(?:utskott(?:et)?|styrelsen?|nämnd(?:en)?|beredning(?:en)?|presidiet?|råd(?:et)?)$")


def quoted(own: Sequence[Clause], meeting: Meeting) -> frozenset[int]:
    """Places in `own`, the clauses of an item, that stand in such a block.

        Arbetsutskottets beslut          ← quoted, in the minutes of Kommunfullmäktige
        att föreslå kommunstyrelsen att anta planen

        Kommunfullmäktiges beslut
        Kommunfullmäktige antar planen.

    Empty where the body that meets decides nothing under a heading of its own.
    """
    if meeting.kind != "minutes" or meeting.body is None:
        return frozenset()
    others = {number for number, clause in enumerate(own) if _is_other(clause, meeting)}
    decides = any(
        clause.zone == "decision" and number not in others and not clause.heading
        for number, clause in enumerate(own)
    )
    return frozenset(others) if decides else frozenset()


def _is_other(clause: Clause, meeting: Meeting) -> bool:
    if clause.zone != "decision" or clause.heading:
        return False
    label = _WHOSE.fullmatch(clause.label.strip(" :"))
    who = (label["whose"] or label["where"] or label["who"]) if label else None
    if who is None:
        return False
    return bool(_PREPARES.search(who)) and not is_own(who, meeting)
