"""Who gives a mandate, where the clause itself does not say."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.mandates.phrases import Charge
from pipeline.extract.wording import DECIDER

# "Kommunstyrelsens beslut", "Socialnämndens förslag till beslut"
_OWNER = re.compile(
    r"(?P<who>[\wåäöÅÄÖ ,-]*?(?:styrelse|nämnd|utskott|möte|direktion|fullmäktige|stämma|kommitté|presidium"
    r"|beredning)(?:n|en|et|t)?)s (?:förslag till )?beslut",
    re.IGNORECASE,
)
# "Samhällsnämndens planberedning beslutade den 3 maj att ge kansliet i uppdrag"
_DECIDED = re.compile(
    r"(?P<who>[A-ZÅÄÖ][\wåäö -]{2,80}?(?:beredning(?:en)?|grupp(?:en)?|presidi(?:um|et)|kommitté(?:n)?"
    r"|råd(?:et)?|team(?:et)?|chef(?:en)?|ordförande(?:n)?))(?: har)?"
    r" (?:beslutade|beslutar|beslöt|beslutat)\b[^.;:]*\batt $"
)
_PASSIVE_AGENT = re.compile(rf"\b(?:På|Vid|Av)\b.*?(?P<who>{DECIDER})")


def carried_giver(clause: Clause, found: Charge) -> str | None:
    """Who gives a charge that does not name its giver itself: the subject before it, the lead-in, the label.

    What is written as a sentence of its own under "Styrelsens beslut" ("Kansliet får i uppdrag …") has
    its giver from there only as a point of a list.
    """
    owner = _OWNER.fullmatch(clause.label.strip(" :")) if clause.zone in ("decision", "proposal") else None
    if found.rule in ("mandate.fick_i_uppdrag", "mandate.uppdras", "mandate.ska", "mandate.med_uppdrag"):
        return _addressee(clause) or (owner["who"] if owner and clause.block.kind == "item" else None)
    lead = clause.lead
    before = clause.text[: found.start]
    own = _DECIDED.match(before) or re.match(rf"(?P<who>{DECIDER})(?: \([A-Z]+\))?\s", before)
    if own:
        return own["who"]
    if found.rule == "mandate.gavs_i_uppdrag":
        agent = _PASSIVE_AGENT.search(before)
        return agent["who"] if agent else None
    inverted = re.search(rf"\b(?:beslutade|beslutar|beslöt) (?P<who>{DECIDER})", before)
    if inverted:
        return inverted["who"]
    if lead is None:
        return owner["who"] if owner else None
    return (
        lead.addressee
        if clause.zone == "proposal" and lead.addressee
        else lead.decider
        if clause.zone == "decision"
        else lead.addressee
    )


def _addressee(clause: Clause) -> str | None:
    """Points proposed to another body are its mandates: "föreslår att kommunfullmäktige beslutar: 1. …"."""
    if clause.lead is None or not clause.point:
        return None
    return clause.lead.addressee or (clause.lead.decider if clause.zone == "decision" else None)
