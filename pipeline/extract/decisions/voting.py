"""Votes, reservations and what only the chair's finding states (a rejected motion, a minority's referral)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.kinds import kind_of
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
    rf"|\b{_N} röst(?:er)? för (?:och|mot|,).{{0,40}}?{_N} (?:röster )?(?:e?mot)"
    rf"|\b[Mm]ed {_N} röster (?:för|på) .{{3,90}}?\b(?:e?mot|och) {_N} röster\b"
    rf"|[Jj]a[: ]+{_N}[,;. ]+[Nn]ej[: ]+{_N}|\b[Rr]östsiffrorna "
    rf"(?:blev )?{_N}\s?[-–]\s?{_N}"
)
_ABSTAIN = re.compile(
    rf"\b{_N} (?:ledam\w+ |som |röst\w* )?(?:avst(?:år|od|ående)|nedlagd\w*)|\b[Aa]vstår[: ]+{_N}"
)
_ABSENT = re.compile(rf"\b{_N} ledam\w+ (?:är|var) frånvarande|\b{_N} frånvarande")
_RESERVE = re.compile(
    r"^(?P<who>.+?)\s+(?:reserver(?:ar|ade)(?! sig för (?:om|att|eventuell))|anmäl(?:er|de)(?: en)?(?: blank"
    r"| skriftlig)? reservation|lämna(?:r|de)(?: "
    r"en)? (?:skriftlig )?reservation)\b(?P<rest>.*)$",
    re.DOTALL,
)
_AGAINST = re.compile(
    r"^(?:Mot (?:[\wåäö-]+s )?beslut(?:et)?(?: att [^.;]{3,150}?)? reserver(?:ar|ade) sig"
    r"|Reservation(?:er)? (?:från|av))\s+(?P<who>.+)$",
    re.DOTALL,
)
# "Mot beslutet anmäler Siv Melin och Bo Ek reservation"
_AGAINST_TOO = re.compile(
    r"^Mot (?:[\wåäö-]+s )?beslut(?:et)? anmäl(?:er|de) (?P<who>.+?),? (?:sin |skriftlig )?reservation\b",
    re.DOTALL,
)
_AGAINST_WHAT = re.compile(r"\b[Mm]ot beslutet (?P<what>att [^.;]{3,150})")
_POINTS = re.compile(r"\bpunkt(?:en|erna)?\s+((?:\d+(?:\s?[,–-]\s?|\s+och\s+)?)+)")
_ORDINAL = re.compile(r"\b(första|andra|tredje|fjärde) (?:att-satsen|punkten|att-sats\w*)", re.IGNORECASE)
_QUOTE = re.compile(r"[”\"“](?P<words>[^”\"“]+)[”\"“]")
_FINDS = re.compile(r"\bfinner\b,?(?: \w+)?,? att (?P<what>.+)$", re.DOTALL)
_REJECTED = re.compile(
    r"(?:^|(?:samt|och)(?: att)?\s)(?P<quote>(?P<what>(?:(?!samt att|och att"
    r"|bifall)[^,])*?\b(?:\w*yrkande\w*|förslag\w*|återremiss\w*)\b(?:(?!samt att"
    r"|och att)[^,])*?) (?:avslås|har avslagits|avslagits|avslogs|avslag(?:its|et)"
    r"|har fallit|faller))"
)


_NTH = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4"}


@dataclass(frozen=True)
class Ballot:
    """A vote; `main` tells that it is called the huvudvotering.

    `finding` is the place (block start, clause start) of the finding it led to, if that settles something.
    """

    votes: Votes
    finding: tuple[int, int] | None = None
    main: bool = False


@dataclass(frozen=True)
class Objection:
    """A reservation: who, why (in their words, where quoted), and against which points if not all.

    `kind` is that of the one decision it names: "reserverar sig mot beslutet att avslå motionen".
    """

    who: str
    motive: str | None
    points: frozenset[str] = frozenset()
    kind: DecisionKind | None = None


@dataclass(frozen=True)
class Finding:
    """A decision that stands in the chair's finding and nowhere else."""

    clause: Clause
    settled: Settled


def ballots(own: list[Clause]) -> list[Ballot]:
    """The votes of an item in order."""
    found: list[Ballot] = []
    names = rollcall(clause for clause in own if not _silent(clause))
    for clause in own:
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
                )
            )
        elif found:
            found[-1] = _more(found[-1], clause)
    if names and not found:
        tally = list(names.values())
        abstained = tally.count("avstår") or None
        found.append(Ballot(Votes(yes=tally.count("ja"), no=tally.count("nej"), abstained=abstained)))
    if names:
        at = found.index(main_ballot(found))
        found[at] = replace(found[at], votes=replace(found[at].votes, by_name=names))
    return found


def _silent(clause: Clause) -> bool:
    """Where no vote of this item is told."""
    zones = ("basis", "distribution", "motions", "proposal", "background", "earlier")
    return clause.zone in zones and bool(clause.label)


def main_ballot(cast: list[Ballot]) -> Ballot:
    """The one of `cast` (not empty) that decides: the huvudvotering, else the last; others lead up to it."""
    return next((ballot for ballot in cast if ballot.main), cast[-1])


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


def objections(own: list[Clause]) -> list[Objection]:
    """The reservations of an item, one a person or group as written, without party letters."""
    found: list[Objection] = []
    for number, clause in enumerate(own):
        if clause.zone in ("motions", "basis", "distribution", "proposal", "background"):
            continue
        if _named_only(clause):
            found.extend(Objection(who, None) for who in _people(clause.text))
            continue
        match = _AGAINST.match(clause.text) or _AGAINST_TOO.match(clause.text) or _RESERVE.match(clause.text)
        if not match or (not re.search(r"\bsig\b|\breservation", clause.text)):
            continue
        rest = " ".join(c.text for c in own[number : number + 4] if c.block.section == clause.block.section)
        after = rest[len(match["who"]) :]
        again = re.search(r"\.?\s[A-ZÅÄÖ][^.]{3,80} reserver(?:ar|ade) sig", after[20:])
        quoted = _QUOTE.search(after[: again.start() + 20 if again else None])
        points = _POINTS.search(match.group())
        ordinal = _ORDINAL.search(match.group())
        against = _numbers(points[1]) if points else frozenset({_NTH[ordinal[1].lower()]} if ordinal else ())
        decision = _AGAINST_WHAT.search(match.group())
        kind = kind_of(decision["what"]) if decision else None
        found.extend(
            Objection(who, " ".join(quoted["words"].split()) if quoted else None, against, kind)
            for who in _people(match["who"])
        )
    return found


# "Siv Melin (S), Bo Ek (M) och Ulla Ås (V)"
_PEOPLE = re.compile(
    r"(?:[A-ZÅÄÖÉ][\w’'-]+(?: (?:von|af|de|[A-ZÅÄÖÉ][\w’'-]+)){1,3} \([A-ZÅÄÖ]{1,4}\)(?:, | och |$))+"
)


def _named_only(clause: Clause) -> bool:
    """ "Reservation: Siv Melin (S)": nothing but names under the word."""
    return (
        clause.zone == "reservation"
        and bool(re.match(r"\w* ?reservation", clause.label, re.IGNORECASE))
        and "anteckning" not in clause.label
        and bool(_PEOPLE.fullmatch(clause.text))
    )


def _numbers(words: str) -> frozenset[str]:
    span = re.match(r"(\d+)\s?[–-]\s?(\d+)", words)
    if span:
        return frozenset(str(n) for n in range(int(span[1]), int(span[2]) + 1))
    return frozenset(re.findall(r"\d+", words))


# "Siv Melin och Bo Ek till förmån för eget yrkande"
_FOR_WHAT = re.compile(
    r",? (?:till förmån för|med hänvisning till|med motiveringen|enligt (?:bilaga|följande)|skriftlig\w*"
    r"|för eget yrkande|se bilaga)\b.*$",
    re.DOTALL,
)
# "Vice ordföranden Siv Melin m.fl. (S) reserverar sig"
_TITLE = re.compile(
    r"^(?:(?:[Ff]örste |[Aa]ndre |[12]:[ae] )?(?:[Vv]ice )?[Oo]rdföranden?|[Ll]edamot(?:en)?|[Ee]rsättaren?"
    r"|[\wåäö]+rådet) (?=[A-ZÅÄÖ])"
)


def _people(words: str) -> list[str]:
    bare = _TITLE.sub("", re.sub(r"\s*\([^)]*\)", "", words.strip(" ,.")))
    bare = _FOR_WHAT.sub("", bare)
    if re.search(r"\bfrån\b|[Ll]edamöter|gruppen\b|partiet\b", bare):
        return [_FOR_WHAT.sub("", words.strip())]
    names = (who.strip() for who in re.split(r",\s*|\s+och\s+|\s+samt\s+", bare))
    return [re.sub(r"^(?:[a-zåäö]+ )+(?=[A-ZÅÄÖ])", "", name) for name in names if name]


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
        rejected = _REJECTED.search(what)
        if rejected:
            start = match.start("what") + rejected.start("quote")
            quote = clause.part(start, match.start("what") + rejected.end("quote"))
            found.append(Finding(quote, Settled("reject", "decided", None, "decision.motion_rejected")))
    return found
