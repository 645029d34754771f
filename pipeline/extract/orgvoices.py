"""ORG: what the language model takes for organisations, where no rule knows better."""

from __future__ import annotations

import re

from pipeline.extract.bodywords import body_noun
from pipeline.extract.found import Found
from pipeline.extract.names import is_label, is_place
from pipeline.extract.orgwords import PLACE_LINE, TOKEN, no_letters, org_words
from pipeline.extract.rolewords import names_role, starts_with_role

_ROAD = re.compile(
    r"(?:väg|vägen|gata|gatan|leden|bron|torget|torg|gränd|allé|arena|park|kajen)$", re.IGNORECASE
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
    if any(len(set(token)) == 1 for token in tokens):
        return False  # "XXXX XXXX": somebody whose name was struck out
    if any(body_noun(token) is not None for token in tokens) or starts_with_role(tokens[0]) == len(tokens[0]):
        return False
    if words in org_words("generic") or tokens[0] in org_words("start") or any(map(is_label, tokens)):
        return False
    if is_place(words) or is_place(words.removesuffix("s")):
        return False  # "Lilla Edet": a town is no organisation without its kommun
    if tokens[0].lower().endswith(_HOUSES) or PLACE_LINE.search(text[: found.start]):
        return False  # "Besöksadress: Rådhus Norr"
    if "Hotel" in tokens or "Hotell" in tokens or re.search(r"\b[A-ZÅÄÖ]{1,2} [A-ZÅÄÖ]{1,2}\b", words):
        return False  # where they meet; a heading with its letters spaced out
    if re.search(r"\d| i ", words) or names_role(tokens[-1]) or _ROAD.search(words):
        return False
    return tokens[-1][0].isupper() and not tokens[-1].endswith(_EVENTS)
