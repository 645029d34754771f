"""Words that minutes decide with: who decides, and the verbs of `models/patterns/decision_verbs.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from pipeline.facts import DecisionKind
from pipeline.patterns import rows

# "Styrelsen", "Vård- och omsorgsnämnden", "Kommunstyrelsens arbetsutskott", "Nämnden för hållbar stad"
_NOUN = (
    r"(?:[Ss]tyrelsen?|[Nn]ämnd(?:en)?|[Ff]ullmäktige|[Uu]tskott(?:et)?|[Mm]ötet|[Ss]tämman"
    r"|[Rr]ådet|[Pp]residiet"
    r"|[Kk]ommittén|[Kk]ommissionen|[Rr]evisionen|[Bb]eredningen|[Dd]elegationen"
    r"|[Dd]irektionen|[Ll]andstinget|[Ff]örbundet|[Ff]öreningen)(?![\wåäö])"
)
# "Tekniska nämnden", "Kommunstyrelsens allmänna utskott": a body whose name an adjective opens
_NAMING = (
    r"(?:(?:[A-ZÅÄÖ]?[a-zåäö]*(?:iska|ociala)|[Aa]llmänna|[Gg]emensamma|[Ll]okala|[Cc]entrala"
    r"|[Rr]egionala) )?"
)
DECIDER = (
    rf"(?:(?:[A-ZÅÄÖ]?[a-zåäö]+-,? )*(?:[A-ZÅÄÖ]?[a-zåäö]+-? (?:och|samt"
    rf"|&) )?(?:[A-ZÅÄÖa-zåäö-]+s )?{_NAMING}(?:[A-Za-zÅÄÖåäö]+-)?(?!Länss"
    rf"|länss)[A-Za-zÅÄÖåäö]*?{_NOUN}"
    r"(?: (?:Centrum|Nordost|Hisingen|Sydväst|[A-ZÅÄÖ]\w+(?= (?:beslut|föresl|godk|tills))))?"
    r"(?: för [a-zåäö-]+(?:(?:,| och| samt) [a-zåäö-]+)*)?"
    r"|(?!(?:I|Till|Av|Från|En|Enligt|Vid|På|Som|Med|Och|Att|För|Om|Vår|Varje)\b)[A-ZÅÄÖ][\wåäö-]+"
    r" (?:stadsdelsnämnd|kommunstyrelse|kyrkoråd)(?![\wåäö])"
    r"|[A-ZÅÄÖ]?[a-zåäö]*(?:[Nn]ämndens|[Ss]tyrelsens) för (?:[a-zåäö]+ ){1,6}(?:arbetsutskott"
    r"|utskott|presidium)"
    r"|(?:KF|KS|RF|RS|KSAU|KSau|AU|Au)(?![\wåäö]))"
)
LEAD_VERB = re.compile(
    r"\b(?:beslutar|beslutade|beslöt|beslutat|besluta|beslutas|BESLUTAR|BESLUTADE|BESLÖT)\b"
)


@dataclass(frozen=True)
class Verb:
    """One form of a deciding verb: what kind of decision it makes, its pattern, and how it can begin.

    A text with none of `beginnings` in it, in lower case, has no match; without any, only the pattern tells.
    """

    kind: DecisionKind
    form: str  # "infinitive", "active", "passive"
    pattern: re.Pattern[str]
    beginnings: tuple[str, ...]

    def may_stand_in(self, lowered: str) -> bool:
        """A cheap look before the pattern is run."""
        return not self.beginnings or any(beginning in lowered for beginning in self.beginnings)


@dataclass(frozen=True)
class Used:
    """A deciding verb at the range ``[start, end)`` of a text, in one of its forms."""

    start: int
    end: int
    kind: DecisionKind
    form: str  # "infinitive", "active", "passive"


_NO_FORM = r"\Z(?=x)x"


@lru_cache(maxsize=1)
def verbs() -> tuple[Verb, ...]:
    """The rows of the verb list, form by form."""
    return tuple(
        Verb(
            cast(DecisionKind, kind),
            name,
            re.compile(rf"(?<![\wåäö-])(?:{form})(?![\wåäö-])", re.IGNORECASE),
            _beginnings(form),
        )
        for kind, *forms in rows("decision_verbs.tsv")
        for name, form in zip(("infinitive", "active", "passive"), forms, strict=True)
        if form != _NO_FORM
    )


def _beginnings(form: str) -> tuple[str, ...]:
    """The letters that each alternative of a pattern begins with; () when one of them begins otherwise."""
    found: list[str] = []
    depth = start = 0
    for at, sign in enumerate(f"{form}|"):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            some = _first_letters(form[start:at])
            if not some:
                return ()
            found += some
            start = at + 1
    return tuple(dict.fromkeys(found))


def _first_letters(alternative: str) -> tuple[str, ...]:
    group = re.match(r"\(\?:([^()]*)\)(?![?*{])", alternative)  # "(?:ger|gav) …"
    if group:
        return _beginnings(group[1])
    letters = re.match(r"[a-zåäö ]*(?![?*{])", alternative)
    return (letters.group(),) if letters and len(letters.group()) > 1 else ()


@lru_cache(maxsize=8192)
def used(text: str) -> tuple[Used, ...]:
    """Deciding verbs in `text`, in the order they stand; of two that begin alike the longer."""
    lowered = text.lower()
    found = [
        Used(match.start(), match.end(), verb.kind, verb.form)
        for verb in verbs()
        if verb.may_stand_in(lowered)
        for match in verb.pattern.finditer(text)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Used] = []
    for one in found:
        if not kept or (one.start >= kept[-1].start + 1 and one.start >= _head(text, kept[-1])):
            kept.append(one)
    return tuple(kept)


@lru_cache(maxsize=8192)
def opening(text: str) -> Used | None:
    """The deciding verb that `text` begins with: the first of `used`, without looking at the rest."""
    found = [
        Used(match.start(), match.end(), verb.kind, verb.form)
        for verb in verbs()
        if (match := verb.pattern.match(text))
    ]
    return max(found, key=lambda one: one.end, default=None)


def _head(text: str, one: Used) -> int:
    """Where the first word of a verb phrase ends: others may stand inside the phrase's object."""
    space = text.find(" ", one.start, one.end)
    return one.end if space < 0 else space
