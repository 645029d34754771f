"""Reservations of an item: who, why, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.clauses import Clause
from pipeline.extract.decisions.kinds import kind_of
from pipeline.facts import DecisionKind

_RESERVE = re.compile(
    r"^(?!Ing(?:en|a)\b)(?P<who>.+?)\s+(?:reserver(?:ar|ade)(?! sig för (?:om|att|eventuell))"
    r"(?! sig (?:\w+ )?(?:inte|ej|icke)\b(?! (?:bara|enbart|endast)))"
    r"|anmäl(?:er|de)(?: en)?(?: blank| skriftlig)? reservation"
    r"|lämna(?:r|de)(?: in)?(?: en| följande| sin)? (?:skriftlig |gemensam )?reservation"
    r"|(?:har|hade|anmäl(?:er|de)|(?:lät|låter|har låtit) (?:till protokollet )?anteckna)(?: en"
    r"| sin)? avvikande mening"
    r"|avg(?:er|av)(?: en)? (?:skriftlig )?reservation)\b(?P<rest>.*)$",
    re.DOTALL,
)
_AGAINST = re.compile(
    r"^(?:Mot (?:[\wåäö-]+s )?beslut(?:et)?(?: att [^.;]{3,150}?)? reserver(?:ar|ade) sig"
    r"|(?:(?:Skriftlig|Gemensam|Blank)\w* r|R)eservation(?:er)?"
    r"(?: (?:har )?(?:lämna|anmäl|inlämna|avge|avgav)(?:s|des|ts|tts|t)(?: in)?(?: skriftligen)?)?"
    r" (?:från|av)(?= (?:[A-ZÅÄÖÉ]|ledamot|ledamöt|\w*ordför)))\s+(?P<who>.+)$",
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
_NTH = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4"}


@dataclass(frozen=True)
class Objection:
    """A reservation: who, why (in their words, where quoted), and against which points if not all.

    `kind` is that of the one decision it names: "reserverar sig mot beslutet att avslå motionen".
    """

    who: str
    motive: str | None
    points: frozenset[str] = frozenset()
    kind: DecisionKind | None = None


def objections(own: list[Clause]) -> list[Objection]:
    """The reservations of an item, one a person or group as written, without party letters."""
    found: list[Objection] = []
    for number, clause in enumerate(own):
        if clause.zone in ("motions", "basis", "distribution", "proposal", "background"):
            continue
        named = _named_only(clause)
        if named:
            found.extend(Objection(who, None) for who in _people(named))
            continue
        match = _AGAINST.match(clause.text) or _AGAINST_TOO.match(clause.text) or _RESERVE.match(clause.text)
        if not match or (not re.search(r"\bsig\b|\b[Rr]eservation|\bavvikande mening", clause.text)):
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
            Objection(who, " ".join(quoted["words"].split()) if quoted else _motive(match), against, kind)
            for who in _people(match["who"])
        )
    return found


# "… reserverar sig mot beslutet med motiveringen att insatsen behövs"
_BECAUSE = re.compile(
    r"\b(?:med (?:följande )?(?:motivering(?:en)?|motivet?|hänvisning till)(?: att|:)|eftersom"
    r"|då(?= (?:de|hon|han|man|det|den)\b)"
    r"|på grund av att|med anledning av att)\s+(?P<why>\S.+)$",
    re.DOTALL,
)


def _motive(match: re.Match[str]) -> str | None:
    """Why, where the sentence itself says so; what they would rather have had is no motive."""
    because = _BECAUSE.search(match.group()[len(match["who"]) :])
    return " ".join(because["why"].split()).strip(" .") if because else None


# "Siv Melin (S), Bo G. Ek (M) och Ulla Å (V) till förmån för eget förslag"
_PERSON = (
    r"[A-ZÅÄÖÉ][\w’'-]+(?: (?:von|af|de|la|van|[A-ZÅÄÖÉ]\.|[A-ZÅÄÖÉ](?= \()|[A-ZÅÄÖÉ][\w’'-]+)){1,4}"
    r" \([A-ZÅÄÖ]{1,4}\)"
)
_PEOPLE = re.compile(
    rf"(?P<who>{_PERSON}(?:(?:, ?| och | samt |\s+){_PERSON})*)"
    r"(?:,? (?:till förmån för|för eg(?:et|na)|enligt|med hänvisning till|mot beslutet|se bilaga)\b.*)?",
    re.DOTALL,
)
# "Reservation: Siv Melin (S), Bo Ek (M)" behind the sentence that decides
_INLINE = re.compile(r"(?:\w+ r|R)eservation(?:er)?:\s*(?=[A-ZÅÄÖÉ])")


def _named_only(clause: Clause) -> str | None:
    """ "Reservation: Siv Melin (S)": the names, where nothing but names stands under or behind the word."""
    inline = _INLINE.match(clause.text)
    under = (
        clause.zone == "reservation"
        and bool(re.match(r"\w* ?reservation", clause.label, re.IGNORECASE))
        and "anteckning" not in clause.label
    )
    people = _PEOPLE.fullmatch(clause.text, inline.end() if inline else 0) if inline or under else None
    # names on lines of their own may stand in one clause
    return re.sub(r"\)\s+(?=[A-ZÅÄÖÉ])", "), ", people["who"]) if people else None


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
    r"|[\wåäö]+rådet|[Ll]edamöterna(?= [^,]*?\([A-ZÅÄÖ]{1,4}\))) (?=[A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ])"
)


# "likaså Siv Melin"; the particle of "de la Gard" belongs to the name
_PARTICLE = r"(?:de|la|von|af|van|der|du|le)\b"
_LEADING = re.compile(rf"^(?:(?!{_PARTICLE})[a-zåäö]+ )+(?=[A-ZÅÄÖ]|{_PARTICLE})")
# "Siv Melin (S) reserverar sig inte, men Bo Ek (M)"
_NOT_BUT = re.compile(
    r"^.*?\breserver\w+ sig (?:\w+ )?(?:inte|ej|icke)\b.*?\b(?:men|medan|däremot)\s+", re.DOTALL
)


def _people(words: str) -> list[str]:
    words = _NOT_BUT.sub("", words)
    bare = re.sub(r"\s*\([^)]*\)", "", _TITLE.sub("", words.strip(" ,.")))
    bare = _FOR_WHAT.sub("", bare)
    if re.search(r"\bfrån\b|[Ll]edamöter|gruppen\b", bare):
        return [_FOR_WHAT.sub("", words.strip())]
    names = (who.strip() for who in re.split(r",\s*|\s+och\s+|\s+samt\s+", bare))
    return [_LEADING.sub("", name) for name in names if name]
