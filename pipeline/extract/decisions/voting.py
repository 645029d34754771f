"""Votes and what only the chair's finding states (a rejected motion, a minority's referral)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.rollcall import rollcall
from pipeline.extract.decisions.told import Settled
from pipeline.extract.wording import DECIDER
from pipeline.facts import DecisionKind, Votes

_WORDS = {
    w: n
    for n, w in enumerate(
        "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton".split()
    )
} | {"ett": 1}
_N = rf"(\d+|{'|'.join(_WORDS)})"
_COUNT = re.compile(
    rf"\b{_N}\s+(?:[Jj]a)(?:[- ]?röst(?:er)?)?(?:\s+(?:mot|och)|,)\s*{_N}\s+(?:[Nn]ej)"
    rf"|\b{_N}\s+röster (?:e?mot|för och) {_N}(?: röster)?\b|\b[Mm]ed {_N} mot {_N}\b"
    rf"|\({_N} (?:röster )?mot {_N}\)"
    rf"|\b{_N} (?:ledamöter |personer )?röstade för\b[^.]{{0,60}}?\b(?:och|mot) {_N}\b"
    rf"|\b{_N} röst(?:er)? för(?: och| mot|,).{{0,40}}?{_N} (?:röster )?(?:e?mot)"
    rf"|\b{_N} (?:ledamöter |personer )?röst(?:ar|ade) ja\b[^.]{{0,40}}?\b{_N} (?:ledamöter )?"
    rf"(?:röst(?:ar|ade) )?nej\b|\b(?:votering|omröstning)(?:en)?[,:(]+ ?{_N} mot {_N}\b"
    rf"|\b(?:[Mm]ed|avgavs|avges) {_N} röster (?:för|på) .{{3,90}}?\b(?:e?mot|och) {_N} (?:röster\b|för\b)"
    rf"|\b{_N} ledamöter röst(?:ar|ade) för .{{3,60}}?\b(?:och|mot) {_N} (?:ledamöter )?(?:röst(?:ar"
    rf"|ade) )?för\b"
    rf"|\b{_N} [Jj]a-?röst(?:er)?(?: avg\w+)? (?:för|på) [^.]{{3,90}}?\b(?:och|mot) {_N} [Nn]ej"
    rf"|[Jj]a[: ]+{_N}[,;. ]+[Nn]ej[: ]+{_N}|\b[Rr]östsiffrorna "
    rf"(?:blev )?{_N}\s?[-–]\s?{_N}"
)
_ABSTAIN = re.compile(
    rf"\b{_N} (?:ledam\w+ |som |röst\w* ){{0,2}}(?:[Aa]vst(?:år|od|ående)(?!:? ?\d)|nedlagd\w*"
    rf"|blank[at]?\b(?!:? ?\d| reserv))|\b(?:[Aa]vstår|[Bb]lank[at]?(?: röster)?)[: ]+{_N}\b"
)
_ABSENT = re.compile(rf"\b{_N} ledam\w+ (?:är|var) frånvarande|\b{_N} frånvarande")
_FINDS = re.compile(
    r"\b(?:finner|förklara(?:r|de) sig (?:anse|finna))\b,?(?: \w+)?,? att (?P<what>.+)$", re.DOTALL
)
# "… och förklarade sig anse att det avslagits": the motion just named
_IT_FELL = re.compile(
    r"\bförklara(?:r|de) sig (?:anse|finna) att (?:det|den|detta|detsamma) (?:har )?(?:avslagits|fallit)\b"
)
_REJECTED = re.compile(
    r"(?:^|(?:samt|och)(?: att)?\s)(?P<quote>(?P<what>(?:(?!samt att|och att"
    r"|bifall)[^,])*?\b(?:\w*yrkande\w*|förslag\w*|återremiss\w*)\b(?:(?!samt att"
    r"|och att)[^,])*?) (?:avslås|har avslagits|avslagits|avslogs|avslag(?:its|et)"
    r"|har fallit|faller))"
)


@dataclass(frozen=True)
class Ballot:
    """A vote; `main` tells that it is called the huvudvotering, `procedural` that it was only whether
    the matter is settled at this meeting.

    `finding` is the place (block start, clause start) of the finding it led to, if that settles something.
    """

    votes: Votes
    finding: tuple[int, int] | None = None
    main: bool = False
    procedural: bool = False


@dataclass(frozen=True)
class Finding:
    """A decision that stands in the chair's finding and nowhere else."""

    clause: Clause
    settled: Settled


def ballots(own: list[Clause]) -> list[Ballot]:
    """The votes of an item in order."""
    found: list[Ballot] = []
    names = rollcall(clause for clause in own if not _silent(clause))
    for number, clause in enumerate(own):
        if _silent(clause):
            continue
        counted = _COUNT.search(clause.text)
        if counted and not re.search(r"\bproposition:|^Godkänd", clause.text):
            yes, no = (_number(g) for g in counted.groups() if g is not None)
            found.append(
                Ballot(
                    Votes(
                        yes=yes,
                        no=no,
                        abstained=_one(_ABSTAIN, clause.text),
                        absent=_one(_ABSENT, clause.text),
                    ),
                    main=_is_main(clause),
                    procedural=_on_procedure(own, number),
                )
            )
        elif found:
            found[-1] = _more(found[-1], clause)
    counted_up = (_counted_up(own) or _spoken(own)) if not found else None
    if counted_up:
        found.append(counted_up)
    if names and not found:
        tally = list(names.values())
        abstained = tally.count("avstår") or None
        found.append(Ballot(Votes(yes=tally.count("ja"), no=tally.count("nej"), abstained=abstained)))
    if found and found[0].finding is None and not any(_COUNT.search(c.text) for c in own if not _silent(c)):
        at = next((n for n, c in enumerate(own) if not _silent(c) and _tallies(c)), 0)
        found[0] = replace(found[0], procedural=_on_procedure(own, at))
    if names:
        at = found.index(main_ballot(found))
        found[at] = replace(found[at], votes=replace(found[at].votes, by_name=names))
    return found


# "ärendet ska avgöras i dag", "återremiss", "ärendet bordläggs"
_PROCEDURE = re.compile(
    r"\båterremi\w+|\bbordlägg\w+|\b(?:ärendet|frågan|det)\b(?: \w+){0,2}? avgör(?:as?|s)\b"
    r"|\bavgör(?:as?|s)\b (?:\w+ ){0,2}?(?:i ?dag|nu|vid (?:dagens|detta))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:votering|omröstning|röst|proposition|fråg|finner|fann|ställ)\w*|^(?:ja|nej)\b|\b(?:ja|nej) för\b",
    re.IGNORECASE,
)
_SUBSTANCE = re.compile(r"\b(?:bifall|avslag|bifalla|avslå|\w*yrkande\w*|\w*förslag\w*)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:därefter|härefter|sedan|sedermera)\b", re.IGNORECASE)


def procedural(text: str) -> bool:
    """Whether a question or a decision is only if the matter is settled now, referred back or postponed."""
    return bool(_PROCEDURE.search(_THEN.split(text)[-1]))


def _on_procedure(own: list[Clause], at: int) -> bool:
    """Whether the vote told in the clause `at` is on procedure: as it says, as found, as asked last."""
    counted = own[at]
    if _PROCEDURE.search(counted.text):
        return True
    if counted.zone == "voting" and _PROCEDURE.search(counted.label):
        return True
    if re.search(r"\bbeslut\w*|\bbeslöt\b", counted.text) or _SUBSTANCE.search(counted.text):
        return False
    for clause in own[at + 1 : at + 3]:
        # "Ordföranden finner att ärendet ska avgöras i dag", not the vote that comes next
        if _THEN.match(clause.text) or _COUNT.search(clause.text):
            break
        if re.search(r"\bavgör(?:as?|s)\b", clause.text) and _PROCEDURE.search(clause.text):
            return True
    for clause in reversed(own[max(0, at - 6) : at]):
        if _silent(clause) or _COUNT.search(clause.text):
            break
        if _ASKED.search(clause.text):
            last = _THEN.split(clause.text)[-1]
            if _PROCEDURE.search(last):
                return True
            if _SUBSTANCE.search(last):
                return False
    return False


def _tallies(clause: Clause) -> bool:
    side = _SIDE.match(clause.block.text[clause.start :]) or _SPOKEN.search(clause.text)
    return bool(side or rollcall([clause]))


# "Antal ja-röster: 23", "Nej⇥18", "Avstår: 2": a line for each
_SIDE = re.compile(
    rf"^(?:Antal )?(?P<side>ja|nej|avstår|avstod|blank[at]?|frånvarande)(?:[- ]?röster)?"
    rf"(?:\s*:\s*|\s+){_N}\b",
    re.IGNORECASE,
)


def _counted_up(own: Iterable[Clause]) -> Ballot | None:
    """The vote whose sides stand on lines of their own."""
    sides: dict[str, int] = {}
    for clause in own:
        side = None if _silent(clause) else _SIDE.match(clause.block.text[clause.start :])
        if side:
            sides.setdefault(side["side"].lower(), _number(side[2].lower()))
    if not {"ja", "nej"} <= set(sides):
        return None
    abstained = next((n for side, n in sides.items() if side.startswith(("avst", "blank"))), None)
    return Ballot(
        Votes(yes=sides["ja"], no=sides["nej"], abstained=abstained, absent=sides.get("frånvarande"))
    )


# "47 ledamöter röstade ja.", "24 nej-röster avgavs": a sentence for each side
_SPOKEN = re.compile(
    rf"\b{_N} (?:ledamöter |personer |av ledamöterna )?(?:röst(?:ar|ade|at|er) (?P<side>ja|nej)\b"
    r"|(?P<cast>[Jj]a|[Nn]ej)-?röst(?:er)? (?:avg\w+|lämna\w+)|(?P<aside>avst(?:år|od|ått)"
    r"|(?:röst(?:ar|ade|at) )?blank[at]?(?! reserv))\b)"
)


def _spoken(own: Iterable[Clause]) -> Ballot | None:
    """The vote whose sides are told in sentences of their own."""
    sides: dict[str, int] = {}
    for clause in own:
        for side in () if _silent(clause) else _SPOKEN.finditer(clause.text):
            name = (side["side"] or side["cast"] or "avstår").lower()
            sides.setdefault(name, _number(side[1].lower()))
    if not {"ja", "nej"} <= set(sides):
        return None
    return Ballot(Votes(yes=sides["ja"], no=sides["nej"], abstained=sides.get("avstår")))


def _silent(clause: Clause) -> bool:
    """Where no vote of this item is told."""
    zones = ("basis", "distribution", "motions", "proposal", "background", "earlier")
    return clause.zone in zones and bool(clause.label)


def main_ballot(cast: list[Ballot]) -> Ballot:
    """The one of `cast` (not empty) that decides: the huvudvotering, else the last; others lead up to it.

    One on procedure decides only where there is no other.
    """
    deciding = [ballot for ballot in cast if not ballot.procedural] or cast
    return next((ballot for ballot in deciding if ballot.main), deciding[-1])


def _is_main(clause: Clause) -> bool:
    said = f"{clause.label} {clause.text}".lower()
    return "huvudvotering" in said and "motförslag" not in said


def _more(ballot: Ballot, clause: Clause) -> Ballot:
    votes = ballot.votes
    if votes.abstained is None:
        votes = replace(votes, abstained=_one(_ABSTAIN, clause.text))
    if votes.absent is None:
        votes = replace(votes, absent=_one(_ABSENT, clause.text))
    finding = ballot.finding
    if finding is None and _minority(clause.text):
        finding = (clause.block.start, clause.start)
    return replace(ballot, votes=votes, finding=finding)


def _one(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return _number(next(g for g in match.groups() if g)) if match else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word]


def _minority(text: str) -> bool:
    return "finner" in text and bool(
        re.search(
            r"minoritetsåterremiss|tredjedel\w* .*\båterremi|beslutat (?:att )?(?:återremittera|bordlägga)",
            text,
        )
    )


def findings(own: list[Clause], settled: list[DecisionKind]) -> list[Finding]:
    """Decisions only the chair's finding states; `settled` are the kinds the item's decisions have."""
    found: list[Finding] = []
    for number, clause in enumerate(own):
        match = _FINDS.search(clause.text)
        if match is None or clause.zone in ("decision", "proposal", "basis"):
            continue
        what = match["what"]
        if _minority(clause.text):
            if "postpone" not in settled:
                who = re.search(rf"att (?P<who>{DECIDER})", clause.text)
                found.append(
                    Finding(
                        clause,
                        Settled(
                            "postpone",
                            "decided",
                            who["who"] if who else None,
                            "decision.minority_referral",
                        ),
                    )
                )
            continue
        following = own[number + 1].text if number + 1 < len(own) else ""
        if re.match(r"(?:Om)?(?:[Rr]östning|[Vv]otering)\w* begärs(?! inte)", following):
            continue
        fell = _IT_FELL.search(clause.text)
        if fell:
            quote = clause.part(fell.start(), fell.end())
            found.append(Finding(quote, Settled("reject", "decided", None, "decision.motion_rejected")))
            continue
        rejected = _REJECTED.search(what)
        if rejected:
            start = match.start("what") + rejected.start("quote")
            quote = clause.part(start, match.start("what") + rejected.end("quote"))
            found.append(Finding(quote, Settled("reject", "decided", None, "decision.motion_rejected")))
    return found
