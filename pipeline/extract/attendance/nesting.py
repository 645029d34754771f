"""A list heading under or behind another: what the earlier one says of the later."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.attendance.listheads import Heading

# "Beslutande: se närvarolista", "Beslutande  Enligt bifogad uppropslista"
SEE_LIST = re.compile(
    r"\s*:?\s*(?:se|enligt)\s+(?:bifogad|bilagd|separat|särskild|bilaga|bif\.?)?\s*"
    r"(?:\w*-?\s?(?:lista|listan|listor|förteckning|förteckningen)|bilaga"
    r"|(?:nästa |särskild |omstående )?sid(?:a|an|orna))\b.*",
    re.IGNORECASE,
)
# the titles of columns behind a heading: "LEDAMÖTER Ja Nej Kl. 13.15-15.40 Ja Nej", "Närvaro Votering"
COLUMN_TITLES = re.compile(
    r"[\s:]*(?:(?:ja|nej|avst(?:år|\.)?|tid|kl\.?|närv(?:aro|\.)?|närvarande|parti|anm(?:ärkning|\.)?|votering|omröstning"
    r"|(?:(?:ej|icke) )?(?:tjg\.?|tjänstg(?:\.|örande)?)|§{1,2}|[x/|;–-]|\d+(?!\d)[.:]?)[\s,]*)+",
    re.IGNORECASE,
)
SUMMONED = re.compile(r"kallade\b(?!\s+och)", re.IGNORECASE)
# a heading whose noun stands on the line below
UNFINISHED = re.compile(
    r"(?:närvarande,? )?(?:ej |icke |inte )?(?:tjänstgörande|beslutande|tjg\.?)|närvarande|ordinarie",
    re.IGNORECASE,
)
_CAME = re.compile(r"(?:övriga )?(?:närvar|beslut|deltag|deltog|tjänstgör|på plats)", re.IGNORECASE)
_ORDINARY = re.compile(r"ordinarie|ledamöter", re.IGNORECASE)
_STAFF = re.compile(r"facklig|personalföreträd|arbetstagar|personalorganisation|tjänste", re.IGNORECASE)
_EMPLOYERS = re.compile(r"(?:för )?arbetsgiv", re.IGNORECASE)
_PARTICIPANTS = re.compile(r"deltagande|deltagare|deltog|deltar", re.IGNORECASE)


@dataclass(frozen=True)
class Before:
    """What was read before a heading.

    `words` and `current`: the heading above and what it says; `empty`: nobody stands between them;
    `within`: the heading above stands under one of those who decide; `voted`: a list of those who decide
    was read; `more`: lists of substitutes follow further down; `by_list`: "Beslutande: se närvarolista".
    """

    words: str = ""
    current: Heading | None = None
    empty: bool = False
    within: bool = False
    voted: bool = False
    more: bool = False
    by_list: bool = False


def nested(new: Heading, words: str, before: Before) -> tuple[Heading, bool]:
    """What `new` says where it stands, and whether it stands under a heading of those who decide.

    "Ledamöter" under "Beslutande" are voting members; "Tjänstgörande" / "ersättare" is one heading over
    two lines; "Ersättare" beside such "Ledamöter" serve when another list of substitutes follows.
    """
    current = before.current
    if current and current.standing == "voting" and (not current.role or current.role.endswith("ordförande")):
        if before.empty and new.standing == "substitute" and new.present:
            return replace(current, role=new.role), True
        if new.standing == "member" and new.present and new.role:
            return replace(current, role=new.role), before.empty
    if before.within and before.more and new.standing == "substitute" and re.match(r"(?i)ers|suppl", words):
        return replace(new, standing="voting"), False
    if before.by_list and new.standing == "member" and new.present:
        return replace(new, standing="voting"), False
    if before.empty and SUMMONED.match(before.words) and _ORDINARY.match(words) and new.present:
        return replace(new, present=None), False  # "Kallade" / "Ordinarie": who was to come
    if current and current.present is None and new.present and not _CAME.match(words):
        return replace(new, present=None), False
    plain = new.standing == "member" and not new.role
    if before.voted and plain and new.present and _PARTICIPANTS.match(words):
        return Heading("other"), False  # "Deltagande:" behind "Beslutande:" are those who do not decide
    if _EMPLOYERS.match(before.words) and _STAFF.search(words) and new.present:
        return Heading(
            "member"
        ), False  # "Arbetsgivarrepresentanter:" / "Fackliga representanter:" are the parties
    staff = (
        before.empty and current is not None and current.standing == "other" and _STAFF.search(before.words)
    )
    if current and staff and plain and new.present is False:
        return replace(current, present=False), False  # "Fackliga företrädare:" / "Frånvarande:"
    return new, False
