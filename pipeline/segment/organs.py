"""Cells of a head that name an organ: alone, beside its organisation, in capitals, as a person's office."""

from __future__ import annotations

import re

from pipeline.segment.bodynames import BARE, OF_PARISH, ORGAN, OWNER, SMALL, UPPER

# a sentence that ends in an organ: "Årsmötet beslutar att entlediga styrelsen"
VERB = re.compile(
    r"\b(?:beslut(?:ar|ade)|beslöt|godkän(?:ner|de)|föreslår|föreslog|utse[rs]?|välj(?:er|s)|ger|gav|att|har|är|förslag"
    r"|genom anslag|justeras|anslås|uppsätt\w*|nedta\w*)\b"
)


def organ_alone(cell: str) -> str | None:
    """The organ that is all a cell of a page head names: "Älvby Stad Kommunstyrelsen, protokoll"."""
    name = without_owner(
        unshouted(re.sub(r"[\s,–-]+(?:sammanträdes)?protokoll\b.*$", "", cell, flags=re.IGNORECASE))
    )
    if name in BARE or people(name) or VERB.search(name) or not ORGAN.fullmatch(name):
        return None
    return name


def people(cell: str) -> bool:
    """ "Anna Ek och Bo Lund, valberedningen": people and where they come from, no organ."""
    if re.match(rf"(?:[{UPPER}][a-zé-]+ ){{1,3}}[{UPPER}][\wé-]+, ", cell):
        return True
    return re.search(r"[a-zåäö], [a-zåäö]+(?:en|et)$", cell) is not None and not re.match(r"(?i:nämnd)", cell)


def without_owner(cell: str) -> str:
    """ "Kommunfullmäktige i Norrby kommun" → "Kommunfullmäktige"; so of a parish."""
    parish = OF_PARISH.fullmatch(cell)
    if parish and ORGAN.fullmatch(parish["organ"]):
        return parish["organ"]
    owner = OWNER.search(cell)
    if owner and owner.start() == 0:
        behind = cell[owner.end() :].lstrip(" ,-–")
        return behind if ORGAN.fullmatch(behind) else cell
    if owner is None or owner.end() != len(cell):
        return cell
    before = re.sub(r"(?:,|\s[-–]|\b(?:i|för|vid))$", "", cell[: owner.start()].rstrip()).rstrip()
    before = unshouted(before)  # "NÄMNDEN FÖR HÄLSA, Region Norrland"
    return before if ORGAN.fullmatch(before) else cell


def unshouted(name: str) -> str:
    """ "NORRBY KOMMUN" → "Norrby kommun", "VÅRD- OCH OMSORGSNÄMNDEN" → "Vård- och omsorgsnämnden"."""
    if not name.isupper() or (" " not in name and len(name) < 6):
        return name
    if ORGAN.fullmatch(name.capitalize()):
        return name.capitalize()
    words = [word if word in ("AB", "IF", "IK", "BK", "SK") else word.capitalize() for word in name.split()]
    return " ".join(
        word.lower() if k and (word == "I" or (SMALL.fullmatch(word) and word.upper() != word)) else word
        for k, word in enumerate(words)
    )
