"""The headings of attendance lists, and what ends a list (``models/patterns/list_headings.tsv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from pipeline.facts import Standing
from pipeline.patterns import rows


@dataclass(frozen=True)
class Heading:
    """What a list heading says of those below it; `role` is what each is when the row names none."""

    standing: Standing
    role: str | None = None
    present: bool | None = True  # None when the list does not tell
    remote: bool = False


_PRESENT = {"no": False, "called": None}  # "called": whether they came is told elsewhere, if at all
# what ends the lists: the next field of the head
STOP = re.compile(
    r"(?:utses?(?: att| till)|utsedd|val av justerare|justera(?:re|nde|ndes|s|d|t|ing\w*)\b"
    r"|protokolljusterare"
    r"|justeringsperson|justeringsman|justeringsmän|underskrift\w*|undertecknat|(?:digitalt "
    r"|elektroniskt )?signer"
    r"|justering(?:ens?|s\w*)?\b"
    r"|paragraf(?:er)?\b|sekreterare\b|mötessekreterare|protokollförare|plats och|tid och|anslag|bevis|§"
    r"|organ\b"
    r"|dagordning|innehåll|ärende(?:n|lista)|sammanträdesdatum|datum|protokollet|vid protokollet"
    r"|protokoll fört"
    r"|beslut\b|ordförande(?=\s*(?:\t|:|$|[_.…-]))|mötesordförande|förvaringsplats|signatur|kopia\b"
    r"|för kännedom|sändlista|distribution|plats\b|tid\b|omfattning)",
    re.IGNORECASE,
)
# fields that name one holder of a post: in a list of those present they are rows, in a signature block not
POST_FIELD = re.compile(r"(?i:(?:mötes)?(?:sekreterare|ordförande))(?=\s*:|\s*\t| [A-ZÅÄÖ])")


# "Frånvarande p.g.a. sjukdom:", "Närvarande vid mötet var:", "Övriga närvarande ständigt adjungerade;"
_TAIL = re.compile(
    r"(?:\s+(?:p\.?\s?g\.?\s?a\.?|på grund av|sjukdom|är|var|ständigt|adjungerade?|på|vid|under|mötet"
    r"|sammanträdet|styrelsen"
    r"|också|samt|från|del|av|hela|annat|arbete|enl\.?|enligt|anmäl[dt]a?|förfall|följande|via|länk|i|digitalt|medlemmar|personer"
    r"|styrelseledamöter|ledamöter|distans|ordinarie|och|närvarande|politiker|(?:och|samt|inkallade"
    r"|tjänstgörande) (?:ersättare|suppleanter)"
    r"|(?:medlems)?(?:organisation(?:er)?na|föreningarna|kommunerna|förbunden)|kommunen|regionen|bolaget|partierna"
    r"|tjänstemän|tjänstepersoner|personal|gäster|förtroendevalda)){0,6}\s*(?:[:;]\s*|$)",
    re.IGNORECASE,
)


_ANOTHER = re.compile(r"\s+(?=Närvarande\s*$)")
# "LedamöterTjgEj tjgJANEJ": the titles of the columns that the cells' text is run together with
_GLUED = r"(?-i:(?:Ej\s)?(?:Tjg|Tjänstg|JA|Ja|NEJ|Närv|Parti|Avst|§)[\w\s.§]*$)"


@lru_cache(maxsize=1)
def _headings() -> tuple[tuple[re.Pattern[str], Heading], ...]:
    return tuple(
        (
            re.compile(rf"(?:{pattern})(?:(?![a-zåäö-])|(?={_GLUED}))", re.IGNORECASE),
            Heading(cast(Standing, standing), role, _PRESENT.get(present or "", True), present == "remote"),
        )
        for standing, role, present, pattern in rows("list_headings.tsv")
    )


# "Direktionens ledamöter", "Barn- och utbildningsnämndens ersättare", "Regionstyrelsens presidium"
_OWNER = re.compile(
    r"(?:Ordinarie |Närvarande )?[A-ZÅÄÖ][\wåäöÅÄÖ-]{3,}(?:(?:,| och| samt) [\wåäö-]{3,}){0,3}s\s+"
    r"(?=(?:närvarande |ordinarie |tjänstgörande |ej tjänstgörande |icke tjänstgörande )?"
    r"(?:ledamöter|ersättare|suppleanter|tjänstepersoner|tjänstemän|personal|revisorer)(?![\wåäö]))"
)


_OUTER = re.compile(r"(?:förtroendevalda|politiker)\s*:\s*(?=[a-zåäö]{4})", re.IGNORECASE)


def heading(text: str) -> tuple[Heading, int] | None:
    """The list heading `text` begins with and where it ends (a colon included)."""
    owner = _OWNER.match(text) or _OUTER.match(text)
    if owner:
        found = _heading(text[owner.end() :])
        return found and (found[0], found[1] + owner.end())
    return _heading(text)


def _heading(text: str) -> tuple[Heading, int] | None:
    best: tuple[Heading, int] | None = None
    for pattern, found in _headings():
        match = pattern.match(text)
        if match and (best is None or match.end() > best[1]):
            best = found, match.end()
    if best is None:
        return None
    found, end = best
    rest = re.match(r"\s*(?:\([^)A-ZÅÄÖ]{0,40}\))?\s*(?:[:;]|[–-](?=\s))?\s*", text[end:])
    tail = _TAIL.match(text[end:])
    length = max(match.end() for match in (rest, tail) if match) if rest or tail else 0
    begun = _ANOTHER.search(text, 0, end + length)
    if begun and begun.start() > 0 and text[end + length :].strip() and _heading(text[begun.end() :]):
        return replace(found, role=_own_word(found.role, text[: begun.start()])), begun.end()
    return replace(found, role=_own_word(found.role, text[:end])), end + length


def _own_word(role: str | None, words: str) -> str | None:
    """The role in the text's own word: "Suppleanter" are suppleanter, not ersättare."""
    words = words.casefold()
    if role == "ersättare" and "ersätt" not in words:
        if "suppleant" in words:
            return "styrelsesuppleant" if "styrelsesuppl" in words else "suppleant"
        return role if re.search(r"\bers\b", words) else None  # "Ej tjänstgörande" names no role
    if role == "ledamot" and "styrelseledam" in words:
        return "styrelseledamot"
    if role == "ledamot" and "styrelsemed" in words:
        return "styrelsemedlem"
    return role
