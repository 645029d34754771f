"""Points that a body sends on: under "Kommunstyrelsens förslag till kommunfullmäktige" in its own minutes."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.kinds import is_own
from pipeline.extract.wording import DECIDER
from pipeline.facts import Meeting


def to_another(clause: Clause, own: str, meeting: Meeting) -> bool:
    """ "Förslag – Kommunfullmäktige: Nämnden beslutar föreslå …" without "Beslut" is what it decided."""
    return (
        meeting.kind == "minutes"
        and clause.section is not None
        and clause.section.kind == "item"
        and not clause.attached
        and is_own(own, meeting)
        and bool(re.match(rf"{DECIDER} (?:beslutar|föreslår|hemställer)", clause.text))
    )


def own_referral(clause: Clause, meeting: Meeting) -> bool:
    """A point under "Kommunstyrelsen föreslår kommunfullmäktige" in that board's own item without a label."""
    lead, section = clause.lead, clause.section
    return (
        meeting.kind == "minutes"
        and clause.point
        and lead is not None
        and lead.addressee is not None
        and lead.decider is not None
        and bool(re.search(r"(?:styrelsen|nämnden|direktionen|utskott(?:et)?|beredningen)$", lead.decider))
        and is_own(lead.decider, meeting)
        and section is not None
        and section.kind == "item"
        and not clause.attached
    )


_UPWARD = re.compile(
    r"(?P<who>[\wåäö -]+?)s förslag till (?:beslut (?:i|till|för|åt) )?"
    r"\w*(?:fullmäktige|styrelsen|nämnden|stämman|mötet)"
    r"|förslag (?:till|[–-]) \w*fullmäktige|förslag till \w*(?:fullmäktiges|styrelsens|nämndens) beslut",
    re.IGNORECASE,
)


def author_of(clause: Clause, meeting: Meeting, has_label: bool) -> str | None:
    """Whose points stand under "Styrelsens förslag till fullmäktige" in that body's own minutes.

    Beside a label Beslut (`has_label`) only where the heading names the body itself.
    """
    label = _UPWARD.fullmatch(clause.label.strip().rstrip(":"))
    if (
        label is None
        or clause.attached
        or meeting.kind != "minutes"
        or clause.section is None
        or clause.section.kind != "item"
    ):
        return None
    who = label["who"] or (None if has_label else meeting.body)
    if has_label and meeting.body is None:
        return None
    return who if who and is_own(who, meeting) and "fullmäktige" not in who.lower() else None
