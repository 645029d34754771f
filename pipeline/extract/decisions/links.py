"""Which proposal a decision came from: the one in the same item whose words are nearest."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.facts import Decision

_NEAR = 0.72
_OPENING = re.compile(
    r"^(?:(?:att|styrelsen|nämnden|\S+(?:styrelsen|nämnden|fullmäktige|utskottet"
    r"|mötet))\s+)?(?:(?:beslutar|beslutade|föreslår)\s+)?(?:att\s+)?",
    re.IGNORECASE,
)


def linked(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """`decisions` (with ids) with `proposal` set on each decided one whose proposal stands in its item.

    The proposal may stand in the item or in an attachment behind it: what has the same part and the
    same section number, or no number. Similarity is the share of common words in order, at least .72;
    a proposal leads to one decision.
    """
    proposals = [one for one in decisions if one.status == "proposed"]
    pairs = sorted(
        (
            (-_likeness(decided.text, proposal.text), decided.start, proposal.start, decided.id, proposal.id)
            for decided in decisions
            if decided.status == "decided"
            for proposal in proposals
            if proposal.part == decided.part and proposal.section in (decided.section, None)
        ),
    )
    taken: dict[str, str] = {}
    for minus, _, _, decided, proposal in pairs:
        if -minus >= _NEAR and decided not in taken and proposal not in taken.values():
            taken[decided] = proposal
    return tuple(replace(one, proposal=taken.get(one.id, one.proposal)) for one in decisions)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    words = [word.casefold() for word in re.findall(r"\w+", _OPENING.sub("", " ".join(text.split())))]
    return [_stem(word) for word in words]


def _stem(word: str) -> str:
    """Forms of one verb alike: "fastställa", "fastställer", "fastställs", "fastställdes"."""
    return re.sub(r"(?:ades|ade|ar|as|des|de|er|es|a|s)$", "", word) if len(word) > 4 else word
