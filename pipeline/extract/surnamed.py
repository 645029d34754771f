"""A surname or given name alone: where it begins, and whether the word means somebody where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.bodywords import body_noun
from pipeline.extract.names import PARTICLE, is_particle, is_place, never_in_name
from pipeline.extract.orgwords import org_words
from pipeline.extract.rolewords import role_pattern, starts_with_role
from pipeline.gazetteers import ambiguous_names, parties

# "De la Motte", "von Essen", "Mc Donald"
_PARTICLES = re.compile(rf"(?<!\w)(?:(?i:{PARTICLE}|mc|mac)\s){{1,2}}$")
_SCOTS = re.compile(r"(?<!\w)Ma?c\s$")
_FIRST = re.compile(r"(?:^|[.!?:;•*–\t\n-]\s*|^\d+\s|[\"”»]\s?)$")
_THERE = re.compile(r"\b(?:i|på|vid|genom|kring|runt|mot|utanför|norr|söder|öster|väster om)\s$")
_VERB = re.compile(
    r"(?:\s(?:och|samt) [A-ZÅÄÖ][\wåäö-]+)?"
    r"\s(?!(?:är|här|där|när|var|eller|under|efter)\b)[a-zåäö]+(?:r|de|te|ade|tog|gav|höll|ll|lät)\b"
)
_LETTERS = re.compile(r"\s?\(?(?P<letters>[A-ZÅÄÖ]{1,4})(?![\w-])")
_CLAIM = re.compile(r"s (?:yrkande|förslag|reservation)")
_BESIDE = re.compile(r"([A-ZÅÄÖ][\wåäö-]+)\s$")
_PROPERTY = re.compile(r"\s\d+:\d")  # "Wiik 3:2"
# "Lotten föll på Per Ström": the lot, not somebody
_LOT = re.compile(r"Lotten\s(?:ut)?(?:föll|fall|avg|skil|dro|dra|bestäm|kast|ska(?:ll)? (?:avg|skil|dra))")
# "Bergs gata", "Almlunds väg 3"
_STREET = re.compile(
    r"s?\s(?:gata|gatan|väg|vägen|gränd|gränden|torg|torget|allé|allén|backe|park|parken|skola|kyrka|bro)s?"
    r"(?![\wåäö-])"
)


def unlisted_here(text: str, start: int, word: str) -> bool:
    """Whether a `word` that is somebody's surname, and on no list, means that person here.

    Inside a sentence its capital says so ("Enligt Wiik är det fel"), at the beginning of one a verb or the
    letters of a party behind it ("Wiik talade", "Wiik (M)").
    """
    end = start + len(word) + text.startswith("s", start + len(word))
    if len(word) < 3 or is_place(word) or never_in_name(word) or body_noun(word):
        return False
    before = text[max(0, start - 30) : start]
    if _CLAIM.match(text, start + len(word)):
        return True
    beside = _BESIDE.search(before)
    word_before = beside.group(1) if beside else "Mc"
    if not (word_before in ("Mc", "Mac") or is_particle(word_before) or leads_to_a_name(word_before)):
        return False  # "Almlund Wiik, Lena": half of what she is called
    if _THERE.search(before) or _PROPERTY.match(text, end):
        return False
    letters = _LETTERS.match(text, end)
    acts = bool(_VERB.match(text, end)) or (letters is not None and letters["letters"] in parties())
    return acts or (word not in ambiguous_names() and _FIRST.search(before) is None)


def leads_to_a_name(word: str) -> bool:
    """A capitalised word before a name, and no part of it: a role, "Enligt"."""
    role = role_pattern().fullmatch(word) or starts_with_role(word)
    return bool(role) or word in org_words("start")


def is_thing(text: str, start: int, end: int) -> bool:
    """Whether the name is a lot or what is called after somebody: "Lotten utföll", "Bergs gata"."""
    lot = _LOT.match(text, start) and _FIRST.search(text[max(0, start - 30) : start])
    return bool(lot) or _STREET.match(text, end) is not None


def with_particle(text: str, start: int, surname: str, names: Iterable[str]) -> int:
    """Where "von Essen", "De la Motte" begins when one of `names` ends so; with a capital at a sentence's
    beginning too."""
    before = _PARTICLES.search(text[max(0, start - 14) : start])
    if before is None:
        return start
    words = before.group().lower().split()
    for count in range(len(words), 0, -1):
        tail = f" {' '.join(words[-count:])} {surname}".lower()
        if any(name.lower().endswith(tail) for name in names):
            return start - _length(before.group(), count)
    return start


def with_mac(text: str, start: int) -> int:
    """Where "Mc Donald" begins."""
    before = _SCOTS.search(text[max(0, start - 6) : start])
    return start - len(before.group()) if before else start


def _length(particles: str, count: int) -> int:
    """Characters of the last `count` words of `particles`, with the white space behind them."""
    words = list(re.finditer(r"\S+", particles))
    return len(particles) - words[-count].start()
