"""Decisions taken by delegation, as they are reported to the board in an item of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.kinds import kind_of
from pipeline.extract.decisions.told import Settled
from pipeline.extract.wording import DECIDER, used
from pipeline.facts import DecisionKind

# not "Ändring av delegationsordningen": there the body decides itself
_TITLE = re.compile(
    r"^(?!.*deleg\w*ordning).*(?:delegation|delegerade beslut|delegeringsbeslut|ordförandebeslut|delegat)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"deleg(?:ation|ering)s?beslut|ordförandebeslut", re.IGNORECASE)
# "Stadsarkitekten beviljade bygglov", "Tf kommunchef Siv Melin beslutade att …": one who acts for the board
_ACTED = re.compile(
    r"^(?P<who>(?:(?:Tf|T\.f\.|Tillförordnad|Biträdande|Vice) )?[\wåäö-]*"
    r"(?:chef|direktör|ordförande|arkitekt|inspektör|handläggare|sekreterare|rektor|ingenjör"
    r"|samordnare)(?:en|n)?"
    r"(?: [A-ZÅÄÖ][\wåäö-]+){0,3})"
    r" (?:har (?:beslutat|beviljat|anställt|avslagit|lämnat|avgett|godkänt|antagit|yttrat|utsett|förordnat)"
    r"|beslutade|beslutar|beviljade|beviljar|anställde|avslog|lämnade|avgav|godkände|antog|yttrade"
    r"|utsåg|förordnade)\b",
    re.IGNORECASE,
)
# a line that says so by itself, over the decisions it reports
HEADING = re.compile(
    r"(?:(?:Redovisning|Anmälan) av )?(?:deleg(?:ation|ering)s?beslut|ordförandebeslut):?", re.IGNORECASE
)
_BY = re.compile(r"^Av (?P<who>[^,:]{3,70}?)(?=[,:]| (?:meddela|fatta))")
_HEADED = re.compile(
    r"^(?P<who>(?!Nr|Dnr|Beslut|Delegationsbeslut|Bilaga"
    r"|Information)[A-ZÅÄÖ][^:.;]{3,80}?)(?:,? (?:den )?\d{4}-\d\d-\d\d)?: (?=\S)"
)
_HAS = re.compile(r"^(?P<who>[A-ZÅÄÖ][^,.:]{2,60}?) har\b(?! tagit del)")
_GENITIVE = re.compile(r"^(?P<who>[A-ZÅÄÖ][\wåäö-]+s) beslut (?:i|om|gällande|avseende|enligt|\d)")
_COUNTED = re.compile(
    r"^(?:\d+|[Ee]tt|[Tt]vå|[Tt]re) (?:st\.? )?(?:\w+ ){0,3}(?:delegations)?beslut" r"|^Delegationsbeslut\b"
)
_DATED = re.compile(r"^\d{4}-\d\d-\d\d, ")
_NOUNS: tuple[tuple[re.Pattern[str], DecisionKind], ...] = (
    (
        re.compile(
            r"\b(?:anställning|anställ(?:a|er|de|t|ts)\b|förordnande|förordna|utseende|tillförordnande)\w*\b",
            re.IGNORECASE,
        ),
        "elect",
    ),
    (
        re.compile(
            r"\b(?:bidrag|lån|medel|stöd|ersättning)\b.*\d|\bkostnad av\b|\bomsättning av lån\b",
            re.IGNORECASE,
        ),
        "fund",
    ),
    (
        re.compile(r"\b(?:yttrande|utlämnande|godkännande|bygglov|tillstånd|avtal)\b", re.IGNORECASE),
        "approve",
    ),
    (re.compile(r"\bavslag\b"), "reject"),
)


# "Ordförandebeslut 2022-04-20 om inköp av skyddsutrustning anmäls": one that says itself what it is
_SAYS = re.compile(
    r"^(?:(?:Ordförande|Delegations)beslut(?:et)?|Ordförandens (?:delegations)?beslut)"
    r" (?:\d{4}-|den \d|nr|om|gällande|avseende)(?!.*\b(?:godkänn|antas|fastställ|beslut(?:ar|ade|as)))"
    r"|^(?:Vice )?[Oo]rdföranden har\b[^.;]{0,60}\bpå (?:[\wåäö-]+s) vägnar\b[^.;]*\b(?:beslutat"
    r"|fattat beslut)\b"
)


@dataclass(frozen=True)
class Reported:
    """A reported decision and the clause that is its quote."""

    clause: Clause
    settled: Settled


def delegated(clause: Clause, below: bool = False) -> Reported | None:
    """The reported decision a clause tells of, in an item (or after a lead-in) about delegation.

    `below` tells that it stands under a line that is a HEADING.
    """
    title = clause.section.title if clause.section else ""
    led = clause.lead is not None and clause.lead.delegated and clause.point
    text = clause.text
    says = clause.zone is None and not clause.front and _SAYS.match(text)
    if not (_TITLE.search(title) or _LABEL.search(clause.label) or led or below or says) or not clause.first:
        return None
    if (
        clause.zone in ("motions", "voting", "reservation", "basis", "distribution", "background", "proposal")
        or len(text.split()) < 3
    ):
        return None
    if (
        re.match(r"Nr\b|Sida\b|Bilaga\b|§", text)
        or _subordinate(clause)
        or re.match(rf"(?:{DECIDER}) (?!har [\d-]+ )", text)
    ):
        return None
    first = next(iter(used(text)), None)
    if (first and first.kind == "note" and not says) or re.search(r"\bharkommit\b", text):
        return None
    who = next((m["who"] for p in (_BY, _GENITIVE, _HEADED, _ACTED, _HAS) if (m := p.match(text))), None)
    listed = clause.block.kind == "item" or led
    if (
        who is None
        and not says
        and not _COUNTED.match(text)
        and not _DATED.match(text)
        and not (listed and clause.block.marker)
    ):
        return None
    if re.match(r"(?:Sekreterare|Ordförande|Justera)\w*(?: [A-ZÅÄÖ]\w+)+$", text):
        return None
    if who is None and clause.lead is not None:
        who = clause.lead.decider
    named = re.fullmatch(
        r"(?:(?:[Tt]f|[Bb]iträdande|[Vv]ice) )?[A-ZÅÄÖa-zåäö-]+ "
        r"(?P<name>[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)+)",
        who or "",
    )
    if named and re.match(
        r"(?:[Tt]f |[Bb]iträdande |[Vv]ice )?\w*(?:chef|ordförande|sekreterare|direktör"
        r"|handläggare|ledare|ekonom)\b",
        who or "",
        re.IGNORECASE,
    ):
        who = named["name"]
    return Reported(clause, Settled(_kind(text), "delegated", who, "decision.delegated"))


def _subordinate(clause: Clause) -> bool:
    """Bullets below a numbered report break it down: "• Enhetschef – 1 bifall"."""
    return bool(re.match(r"[A-ZÅÄÖ]\w+ [–-] \d+ ", clause.text))


_PERMIT = re.compile(r"\b(?:\w*lov|\w*tillstånd|dispens|ledighet|förhandsbesked)(?:et|en)?\b", re.IGNORECASE)


def _kind(text: str) -> DecisionKind:
    verb = next((one for one in used(text) if not text.startswith("meddelade", one.start)), None)
    if verb and verb.kind not in ("note", "other"):
        kind = kind_of(text) or "other"
        return "approve" if kind == "fund" and _PERMIT.search(text) else kind
    return next((kind for pattern, kind in _NOUNS if pattern.search(text)), "other")
