"""Which proposal a decision came from: the one in the same item whose words are nearest."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.facts import Decision

_NEAR = 0.72
# "Nämnden beslutar enligt förslaget", "i enlighet med arbetsutskottets förslag", "bifaller förslaget"
_ACCORDING = re.compile(
    r"(?:\b(?:[Ee]nligt|[Ii] enlighet med|[Bb]if(?:aller|öll|alla|all till|alls|ölls)) "
    r"(?:(?P<who>[\wåäö -]+?s) |det |ovanstående |föreliggande |framlagt |utsänt |liggande )?"
    r"(?:förslag|förslaget|beslutsförslag(?:et)?)(?: till beslut)?\b(?! (?:om|att|från|till (?!beslut))\b))"
    r"|\b[Ff]örslaget (?:bifalls|bifölls|antas|antogs|godkänns|godkändes)$"
)
# "… antar taxan med ändringen att årsavgiften utgår"
_CHANGED = re.compile(
    r",? (?:dock )?med (?:den |följande |en )?(?:\w+ )?(?:ändring|tillägg|justering|komplettering)\w*\b.*$",
    re.DOTALL,
)
_OPENING = re.compile(
    r"^(?:(?:att|styrelsen|nämnden|\S+(?:styrelsen|nämnden|fullmäktige|utskottet"
    r"|mötet))\s+)?(?:(?:beslutar|beslutade|föreslår)\s+)?(?:att\s+)?",
    re.IGNORECASE,
)


def linked(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """`decisions` (with ids) with `proposal` set on each decided one whose proposal stands in its item.

    The proposal may stand in the item or in an attachment behind it: what has the same part and the
    same section number, or no number. Similarity is the share of common words in order, at least .72;
    a proposal leads to one decision. "Enligt förslaget" repeats no words: it points at the first proposal
    before it, by whom it names ("enligt arbetsutskottets förslag") if one is by them.
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
    for one in decisions:
        according = _ACCORDING.search(one.text) if one.status == "decided" else None
        if according and one.id not in taken:
            said = [
                p for p in proposals if (p.part, p.section) == (one.part, one.section) and p.start < one.start
            ]
            named = [p for p in said if p.decider and _same(p.decider, according["who"] or "")]
            if said:
                taken[one.id] = (named or said)[0].id
    return tuple(replace(one, proposal=taken.get(one.id, one.proposal)) for one in decisions)


def _same(decider: str, whose: str) -> bool:
    """Whether "arbetsutskottets" is of "Arbetsutskottet"."""
    return whose.casefold().rstrip("s").endswith(decider.casefold().rstrip("s"))


def _likeness(one: str, other: str) -> float:
    """The share of common words in order; of a decision with a change the words before the change."""
    return SequenceMatcher(None, _words(_CHANGED.sub("", one)), _words(other), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    words = [word.casefold() for word in re.findall(r"\w+", _OPENING.sub("", " ".join(text.split())))]
    return [_stem(word) for word in words]


def _stem(word: str) -> str:
    """Forms of one verb alike: "fastställa", "fastställer", "fastställs", "fastställdes"."""
    return re.sub(r"(?:ades|ade|ar|as|des|de|er|es|a|s)$", "", word) if len(word) > 4 else word
