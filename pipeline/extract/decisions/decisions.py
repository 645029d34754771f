"""Layout → decisions: each clause that settles something, with its status, kind and decider."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from pipeline.extract.certainty import certainty, circumstance
from pipeline.extract.clauses import Clause, clauses
from pipeline.extract.coordination import ELECTED_TOO, coordinated, states
from pipeline.extract.decisions.delegated import HEADING, delegated
from pipeline.extract.decisions.foreign import quoted
from pipeline.extract.decisions.formulaic import settled
from pipeline.extract.decisions.kinds import kind_of, subject_of
from pipeline.extract.decisions.labelled import labelled
from pipeline.extract.decisions.law import law
from pipeline.extract.decisions.reservations import Objection, objections
from pipeline.extract.decisions.told import Settled
from pipeline.extract.decisions.voting import Ballot, ballots, findings, main_ballot, procedural
from pipeline.extract.wording import DECIDER, used
from pipeline.facts import Decision, DecisionKind
from pipeline.view import Layout


def decisions(layout: Layout) -> list[Decision]:
    """The decisions of a document in the order of the text, with spans, status and kind, without ids.

    `proposal`, `amounts` and `mandates` are left empty: they need the ids of other facts (see `linked`).
    """
    everything = clauses(layout)
    sections: dict[tuple[str, int | None], list[Clause]] = defaultdict(list)
    for clause in everything:
        sections[clause.block.part, clause.block.section].append(clause)
    found: list[Decision] = []
    for own in sections.values():
        found.extend(_section(layout, own))
    return sorted(found, key=lambda decision: decision.start)


# settled on the way to the decision: its vote and reservations concern another clause
_ON_THE_WAY = ("decision.motion_rejected", "decision.order_of_propositions")


# "Anmäls protokoll från kommunfullmäktige 2022-05-02: Siv Melins avsägelse godkändes": their decisions
_REPORTS = re.compile(
    rf"(?:Anmäle?s|Anmäldes|Anmälan av) (?:protokoll"
    rf"|beslut)\w* från (?P<who>{DECIDER})[^;:]{{0,60}}(?:[;:]\s*|$)"
)


# "Nämnden beslutar att avgiften höjs, att planen antas samt att …"
_DECIDES_THAT = re.compile(
    r"[^,.:]{0,80}?\b(?:[Bb]eslut(?:ar|ade|as|ades)|[Bb]eslöt|bestämde|enades om)s?\b[^:]{0,60}? att\b"
)


@dataclass(frozen=True)
class _Candidate:
    clause: Clause
    settled: Settled


def _section(layout: Layout, own: list[Clause]) -> list[Decision]:
    meeting = layout.part_of(own[0].block).meeting
    has_label = any(clause.zone == "decision" and not clause.heading for clause in own)
    candidates: list[_Candidate] = []
    retold = law(own)
    elsewhere = quoted(own, meeting)
    below = False
    handed: str | None = None
    for number, clause in enumerate(own):
        if number in retold:
            continue
        reports = _REPORTS.match(clause.text) if clause.zone is None else None
        if reports:
            clause = clause.part(reports.end(), len(clause.text))
        handed = reports["who"] if reports else handed if clause.zone is None else None
        if not clause.text:
            continue
        below = bool(HEADING.fullmatch(clause.text)) or (below and clause.zone is None)
        reported = delegated(clause, below)
        if reported:
            candidates.append(_Candidate(reported.clause, reported.settled))
            continue
        last: Settled | None = None
        decider: str | None = None
        for start, end in coordinated(clause.text):
            part = clause.part(start, end)
            if start:
                part = replace(part, first=False)
            result = (
                labelled(part, decider, last is not None, meeting, has_label)
                or settled(part, decider, meeting, has_label)
                or _elliptical(part, last, clause.text)
            )
            if result and start and last and _tells_on(part, result, last):
                result = replace(result, status="recalled", decider=last.decider, rule="decision.recalled")
            decider = (result.decider if result else subject_of(part.text)) or decider
            last = result or last
            if result and handed and result.status == "decided":
                result = replace(result, status="recalled", decider=handed, rule="decision.recalled")
            if result and number in elsewhere and result.status == "decided":
                result = replace(result, status="recalled", rule="decision.labelled.recalled")
            if result:
                candidates.append(_Candidate(result.clause or part, result))
    candidates = _without_titles(candidates, has_label)
    candidates += _according(own, candidates)
    now = [c for c in candidates if c.settled.status == "decided"]
    candidates += [_Candidate(f.clause, f.settled) for f in findings(own, [c.settled.kind for c in now])]
    nth = 0
    made: list[Decision] = []
    cast, voiced = ballots(own), objections(own)
    kinds = {c.settled.kind for c in candidates if c.settled.status == "decided"}
    for candidate in _as_proposed(candidates):
        nth += candidate.settled.status == "decided"
        decision = _decision(layout, candidate)
        if decision.status == "decided" and decision.rule not in _ON_THE_WAY:
            decision = _with_ballot(decision, candidate.clause, cast, voiced, str(nth), kinds)
        made.append(decision)
    return made


def _tells_on(part: Clause, result: Settled, last: Settled) -> bool:
    """Whether a clause without a subject of its own goes on to tell: "har upphävt det och återförvisar …"."""
    verb = next(iter(used(part.text)), None)
    opens = verb is not None and verb.start == 0 and verb.form == "active"
    return (
        opens and last.status == "recalled" and result.status == "decided" and subject_of(part.text) is None
    )


def _according(own: list[Clause], found: list[_Candidate]) -> list[_Candidate]:
    """ "Beslut: Enligt förvaltningens förslag", where nothing else is said."""
    said = [clause for clause in own if clause.zone == "decision" and not clause.heading]
    if any(one.settled.status == "decided" for one in found) or len(said) != 1:
        return []
    if said[0].attached or not re.match(r"Enligt\b.*\bförslag\w*$", said[0].text):
        return []
    return [_Candidate(said[0], Settled("other", "decided", None, "decision.according"))]


# a title that runs on into "Direktionen har av styrelsen fått i uppdrag att …"
_PERFECT = re.compile(rf"{DECIDER} (?:har|hade)\b")


def _without_titles(candidates: list[_Candidate], has_label: bool) -> list[_Candidate]:
    """A heading decides only as a sentence of its own: not over "Beslut" nor over a body that decides."""
    below = any(not c.clause.heading for c in candidates)
    return [
        c
        for c in candidates
        if not c.clause.heading
        or (
            (c.settled.status == "decided" or (c.clause.start and _PERFECT.match(c.clause.text)))
            and not has_label
            and (not below or c.clause.block.text[c.clause.end : c.clause.end + 1] in (".", ";", ","))
        )
    ]


def _elliptical(part: Clause, last: Settled | None, sentence: str) -> Settled | None:
    """A second clause that borrows its verb: "… samt att redovisa dem", "till sekreterare Ek"."""
    if last is None:
        return None
    if last.status == "recalled" and part.text.startswith("att "):
        # "beslutade den 3 maj att skriva samt att ärendet får återkomma": retold as the first arm is
        return replace(last, clause=None, kind=kind_of(part.text) or "other")
    verb = next(iter(used(part.text)), None)
    if verb and verb.start == 0 and verb.form == "infinitive" and last.status in ("decided", "recalled"):
        # "Vidare beslutades att fastställa reglerna och föreslå fullmäktige att …"
        return replace(last, clause=None, kind=kind_of(part.text) or "other")
    if part.text.startswith("att ") and last.kind != "assign" and _DECIDES_THAT.match(sentence):
        because = part.text.find(" eftersom ")
        return replace(
            last, clause=part.part(0, because) if because > 0 else None, kind=kind_of(part.text) or "other"
        )
    if last.kind == "assign" and part.text.startswith(("att ", "åt ")):
        return replace(last, clause=None, kind="other" if states(part.text) else "assign")
    if last.kind == "elect" and (part.text.startswith("till ") or ELECTED_TOO.match(part.text)):
        return replace(last, clause=None)
    return None


_AS_PROPOSED = re.compile(
    r"^Enligt\b.*\bförslag|\b(?:beslut\w*|beslöt) (?:enligt|i enlighet med)\b.*\bförslag(?:et)?"
    r"(?! (?:om|att)\b)"
)


def _as_proposed(candidates: list[_Candidate]) -> list[_Candidate]:
    """ "Nämnden beslutade enligt presidiets förslag" is of the kind of what was proposed, or approves.

    "Att förslaget till beslut bifalles" is of the kind of the formal proposals before it.
    """
    candidates = _carried(candidates)
    kinds = (c.settled.kind for c in candidates if c.settled.status == "proposed")
    proposed = next((kind for kind in kinds if kind != "other"), None)
    return [
        replace(
            c,
            settled=replace(
                c.settled, kind=proposed or ("elect" if "valberedning" in c.clause.text else "approve")
            ),
        )
        if c.settled.kind == "other" and c.settled.status == "decided" and _AS_PROPOSED.search(c.clause.text)
        else c
        for c in candidates
    ]


_CARRIED = re.compile(
    r"(?:[Aa]tt )?(?:[Ff]örslage[tn]|[Aa]tt-?satse(?:n"
    r"|rna))(?: till beslut)?(?: i sin helhet)? (?:bifall(?:e)?s|bifölls|antas|antogs|går igenom)$"
)


def _carried(candidates: list[_Candidate]) -> list[_Candidate]:
    """Each "Att förslaget till beslut bifalles" with the kind of the proposals since the decision before."""
    made: list[_Candidate] = []
    proposals: list[DecisionKind] = []
    for one in candidates:
        if one.settled.status == "proposed" and not _CARRIED.match(one.clause.text):
            proposals.append(one.settled.kind)
        elif one.settled.status == "decided" and _CARRIED.match(one.clause.text) and proposals:
            own = next((kind for kind in proposals if kind != "other"), proposals[0])
            one = replace(one, settled=replace(one.settled, kind=own))
            proposals = []
        made.append(one)
    return made


def _decision(layout: Layout, candidate: _Candidate) -> Decision:
    clause, result = candidate.clause, candidate.settled
    start, end = clause.block.span(clause.start, clause.end)
    section = clause.section
    return Decision(
        start=start,
        end=end,
        text=layout.source.text[start:end],
        part=clause.block.part,
        section=section.number if section else None,
        rule=result.rule,
        score=certainty(result.rule, circumstance(result.kind, result.decider, clause.text, result.rule)),
        kind=result.kind,
        status=result.status,
        decider=result.decider,
        case=section.case if section else None,
    )


# "Paragrafen förklaras omedelbart justerad": nobody votes on that
_ADJUSTED_AT_ONCE = re.compile(r"\bomedelbart? justera\w*|\bjustera\w* (?:paragrafen )?omedelbart\b")
_SHORT = 90  # characters of a sentence that settles nothing else


def _with_ballot(
    decision: Decision,
    clause: Clause,
    cast: list[Ballot],
    voiced: list[Objection],
    nth: str,
    kinds: set[DecisionKind],
) -> Decision:
    """Votes and reservations of the item; those "under punkt 2" only for that point.

    One against the decision "att avslå motionen" is only of that, when the item (`kinds`) has its like.
    A vote on whether to settle the matter now is of no decision in the matter itself.
    """
    if len(decision.text) < _SHORT and _ADJUSTED_AT_ONCE.search(decision.text):
        return decision
    ballot = next((b for b in cast if b.finding == (clause.block.start, clause.start)), None)
    if ballot is None and not any(b.finding for b in cast):
        on_procedure = decision.kind == "postpone" or procedural(decision.text)
        own = [b for b in cast if b.procedural] if on_procedure else []
        own = own or [b for b in cast if not b.procedural]
        ballot = main_ballot(own) if own else None
    marker = clause.block.marker.strip(".)(")
    number = marker if marker.isdigit() else nth
    against = [
        o
        for o in voiced
        if (not o.points or number in o.points) and (o.kind not in kinds or o.kind == decision.kind)
    ]
    return replace(
        decision,
        votes=ballot.votes if ballot else None,
        reservations=tuple(o.who for o in against),
        reservation_motives=tuple(o.motive for o in against),
    )
