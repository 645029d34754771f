"""ORG: what the language model takes for organisations, where no rule knows better."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.extract.bodywords import body_noun
from pipeline.extract.found import Found
from pipeline.extract.names import given_evidence, is_label, is_place
from pipeline.extract.orgwords import PLACE_LINE, TOKEN, no_letters, org_words
from pipeline.extract.rolewords import names_role, starts_with_role
from pipeline.gazetteers import counties

_ROAD = re.compile(
    r"(?:väg|vägen|gata|gatan|leden|bron|torget|torg|gränd|allé|arena|park|kajen)$", re.IGNORECASE
)
_PROJECT = re.compile(r"(?:[Pp]rojekt|[Ii]nsats|[Nn]ätverk)(?:et|en)? [”\"“»]?$")
_JOINT = re.compile(r" (?:och|samt|&|eller|respektive) |/|, ")
_PLACED = re.compile(r" (?:torg|plats|gata|väg|park|kyrka|bro|gränd|allé|backe|hamn)(?![\wåäö])")
# "Rosells hembygdsförening", "Norrängens gruppbostad": what it is says that it acts
_KIND = re.compile(
    r"(?:förening|förbund|klubb|sällskap|boende|gruppbostad|skola|stiftelse|bibliotek|församling|museum|teater)s?$"
)
_HOUSES = ("rådhus", "stadshus", "kommunhus", "kommunalhus", "regionhus", "landstingshus")
# "Nationella Vårdkonferensen": what is held is nobody
_EVENTS = (
    "konferensen",
    "dagen",
    "dagarna",
    "mässan",
    "festivalen",
    "veckan",
    "utbildningen",
    "planen",
    "modellen",
)


def plausible_organisation(text: str, found: Found) -> bool:
    """The model's organisations, where no rule knows better: capitalised, no organ, no statute, no noun."""
    words = text[found.start : found.end]
    tokens = TOKEN.findall(words)
    if not tokens or not words[0].isupper() or "\t" in words or len(words) < 3 or no_letters(words):
        return False
    if re.search(r"[Dd]nr:?\s$", text[max(0, found.start - 6) : found.start]) or re.match(
        r"[\s-]\d", text[found.end :]
    ):
        return False  # the letters of a case number
    if len(words.split()) == 1 or len(tokens) == 1 or tokens[-1].startswith("kommun"):
        return False  # one word counts as a voice for `services`, which hears the whole document
    if words == text.strip():
        return False  # all of a heading, the name of a table's row: "Markiser Norrgården"
    if _PLACED.match(text, found.end):
        return False  # "Sankt Bos torg"
    if any(len(set(token)) == 1 and token.isupper() for token in tokens):
        return False  # "XXXX XXXX": somebody whose name was struck out
    if any(body_noun(token) is not None for token in tokens) or starts_with_role(tokens[0]) == len(tokens[0]):
        return False
    if words in org_words("generic") or tokens[0] in org_words("start") or any(map(is_label, tokens)):
        return False
    if is_place(words) or is_place(words.removesuffix("s")) or _is_county(words):
        return False  # "Lilla Edet": a town is no organisation without its kommun
    if tokens[0].lower().endswith(_HOUSES) or PLACE_LINE.search(text[: found.start]):
        return False  # "Besöksadress: Rådhus Norr"
    if "Hotel" in tokens or "Hotell" in tokens or re.search(r"\b[A-ZÅÄÖ]{1,2} [A-ZÅÄÖ]{1,2}\b", words):
        return False  # where they meet; a heading with its letters spaced out
    if _PROJECT.search(text[: found.start]) and len(tokens) < 6:
        return True  # "projektet Växa i tid"
    if re.search(r"\d| i ", words) or names_role(tokens[-1]) or _ROAD.search(words):
        return False
    named = tokens[-1][0].isupper() or _KIND.search(words) is not None
    return named and not tokens[-1].endswith(_EVENTS)


def projects(text: str, people: Iterable[Found]) -> Iterable[Found]:
    """What the model takes for people but stands behind "projekt": "projekt *Norrängs Träff*" is one.

    A known given name stays a person's: "projektet Alma Ros leder".
    """
    for found in people:
        words = text[found.start : found.end].split()
        behind = re.search(r"[Pp]rojekt(?:et)? [”\"“»]?$", text[: found.start])
        if behind and len(words) > 1 and given_evidence(words[0]) == 0:
            yield replace(found, rule="model.org.protocol")


def beside_another(text: str, found: Found, others: Iterable[Found]) -> bool:
    """A single word that the model names, joined to an organisation: "mellan Sensus och *Bryggan*"."""
    word = text[found.start : found.end]
    if not re.fullmatch(r"[A-ZÅÄÖ][\wåäöÅÄÖ-]{2,}", word) or no_letters(word):
        return False
    if (
        is_place(word)
        or _is_county(word)
        or is_label(word)
        or word in org_words("generic")
        or names_role(word)
    ):
        return False
    if body_noun(word) is not None or word.endswith(_EVENTS) or _ROAD.search(word):
        return False
    return any(
        _JOINT.fullmatch(text, other.end, found.start)
        or (_JOINT.fullmatch(text, found.end, other.start) and not text[other.start].islower())
        for other in others
    )


def _is_county(words: str) -> bool:
    """ "Västra Götaland": a part of the country."""
    bare = words.removesuffix("s")
    return any(f"{name} län" in counties() for name in (words, bare, f"{bare}s"))
