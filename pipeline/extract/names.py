"""What a Swedish personal name looks like, and how much evidence there is that words are one."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.rolewords import role_pattern, starts_with_role
from pipeline.gazetteers import ambiguous_names, given_names, municipalities, places, surnames
from pipeline.patterns import rows

_LETTERS = "A-ZÅÄÖÉÈÜØÆÁÍÓÚÇŠŽĆČÑŁĐÀÂÊÎÔÛËÏ"
_SMALL = "a-zåäöéèüøæáíóúçšžćčñłđàâêîôûëïýßğışńęą'’´"
NAME_TOKEN = (
    rf"(?:[{_LETTERS}](?:[{_SMALL}]|(?<=[{_SMALL}])[{_LETTERS}](?=[{_SMALL}])){{1,40}}"
    rf"|(?:Mc|Mac|O'|D'|De|Di|Al|El)[{_LETTERS}][{_SMALL}]+|[{_LETTERS}]['’][{_LETTERS}][{_SMALL}]+)"
)
NAME_WORD = rf"{NAME_TOKEN}(?:[-‑]{NAME_TOKEN})*"
# "av" and "du" are common words: a particle only before the few names that have them
PARTICLE = (
    r"(?:von|af|de|da|der|den|van|la|le|el|al|bin|ben|dos|di|ter|zu"
    r"|av(?=\s(?:Ugglas|Geijerstam|Klercker))|du(?=\s(?:Rietz|Pont|Toit|Plessis|Bois)))"
)
INITIAL = rf"[{_LETTERS}]\.?"
# letters for a double given name: "JP Alm", "P-O Ek", "P A Ros", "K.G. Lund"; "KS Berg", "VD Berg" are none
PAIR = (
    rf"(?<!\w)(?:J\s?[PEGÅ]|P\s?[OGEÅA]|K\s?[GEJ]|C[GJOFHM]|L[GÅE]|S[ÅG]|B[ÅG]|H[GEOÅCP]|U[BK]"
    rf"|[{_LETTERS}]\.?[-‑][{_LETTERS}]\.?|[{_LETTERS}]\.[{_LETTERS}]\.)"
)
# an initial that leads, where no name stands before it that it could be the party of: "C Henrik Dahl"
_LEADING = (
    rf"(?:(?:(?<![{_SMALL}]\s)|(?<=\boch\s)|(?<=\bsamt\s))(?<!\w)(?![SMVLD]\s)[{_LETTERS}]\.?\s"
    rf"(?={NAME_WORD}\s{NAME_WORD}))?"
)
# behind the first name any letter may be an initial ("Gösta S Almlund"); later a party's letter is the party:
# "Anna Almlund S Karin Dahl M" are two people
_INNER = rf"(?:\s[{_LETTERS}](?=\s[{_LETTERS}][{_SMALL}]))?"
# "Anna Berg", "Anna-Lena von Essen Berg", "Per A. Ek", "Ali al-Rashid", "Kerstin H Lind", "C Henrik Dahl"
FULL_NAME = re.compile(
    rf"{_LEADING}(?:{NAME_WORD}|{PAIR}){_INNER}"
    rf"(?:\s(?:[{_LETTERS}]\.|(?![SMCVLD]\s)[{_LETTERS}](?=\s[{_LETTERS}][{_SMALL}])|{PARTICLE}(?:\s{PARTICLE})?\s{NAME_WORD}"
    rf"|(?:al|el)-{NAME_TOKEN}|{NAME_WORD})){{1,4}}"
)
_CAPS = rf"[{_LETTERS}]{{2,}}(?:-[{_LETTERS}]{{2,}})?"
CAPITALS = re.compile(rf"{_CAPS}(?:\s(?:VON|AF|DE))?(?:\s{_CAPS}){{1,3}}")

# "Karl-Johansskolan": behind the hyphen no name of a person goes on
_INSTITUTION = re.compile(
    r"[-‑][A-ZÅÄÖa-zåäö]+(?:skolan|gården|hemmet|gatan|vägen|torget|parken|boendet|kyrkan)s?$"
)

_MANY = 5000  # bearers of a given name


def _words(kind: str) -> frozenset[str]:
    """Words of one kind in ``models/patterns/name_words.tsv``."""
    return frozenset(word for own, words in rows("name_words.tsv") if own == kind for word in words.split())


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return _words("label")


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return _labels() | _words("thing")


@lru_cache(maxsize=1)
def _nicknames() -> frozenset[str]:
    return _words("nickname")


@lru_cache(maxsize=1)
def _adjectives() -> frozenset[str]:
    return _words("adjective")


@lru_cache(maxsize=2)
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(_words(kind))


@lru_cache(maxsize=65536)
def given_evidence(token: str) -> float:
    """How much a token looks like a given name: 0 none … 1 common given name."""
    best = 0.0
    parts = re.split(r"[-‑]", token)
    for form in {token, *parts}:
        bearers = given_names().get(_titled(form), 0)
        if bearers:
            best = max(best, 1.0 if bearers >= 2000 else 0.8 if bearers >= 200 else 0.55)
    if _titled(token) in _nicknames():
        best = max(best, 0.8)
    if best and _titled(token) in ambiguous_names():
        best *= 0.6
    return best


@lru_cache(maxsize=65536)
def surname_evidence(token: str) -> float:
    """How much a token looks like a surname: 0 … 1; a genitive s is looked through."""
    forms = {token, token[:-1] if token.endswith("s") and len(token) > 4 else token}
    parts = [part for form in forms for part in re.split(r"[-‑]", form)]
    if any(_titled(part) in surnames() for part in parts):
        return 1.0
    return 0.7 if any(len(part) > 4 and part.lower().endswith(_endings("surname")) for part in parts) else 0.0


@lru_cache(maxsize=65536)
def never_in_name(token: str) -> bool:
    """Labels, months, function words and institutions begin with a capital too."""
    bare = token[:-1] if token.endswith("s") else token
    if token in _never() or _INSTITUTION.search(token):
        return True
    if given_evidence(token) >= 0.5 or surname_evidence(token) == 1.0:
        return False
    if (
        bare in _never()
        or token.lower().endswith(_endings("ending"))
        or bare.lower().endswith(_endings("ending"))
    ):
        return True
    return role_pattern().fullmatch(token) is not None or starts_with_role(token) == len(token)


def is_label(token: str) -> bool:
    """A word of the forms and headings of minutes, or a month: "Datum", "Beslut", "Mars"."""
    return token in _labels()


@lru_cache(maxsize=65536)
def is_place(token: str) -> bool:
    """A municipality or locality: "Vindeln"."""
    bare = token[:-1] if token.endswith("s") else token
    return token in municipalities() or bare in municipalities() or token in places()


def is_particle(token: str) -> bool:
    """A particle of a surname, which some write with a capital: "von", "De" of "Eva De la Motte"."""
    return token in ("Von", "Af", "De", "Van") or re.fullmatch(PARTICLE, token) is not None


def name_score(tokens: list[str]) -> float:
    """How much `tokens` look like one full name; above 0 it does. Units: about log odds."""
    tokens = re.sub(r"(?<= )(Ma?c) (?=[A-ZÅÄÖ][a-zåäö])", r"\1", " ".join(tokens)).split(
        " "
    )  # "Ulf Mc Donald"
    inner = tokens[1:-1]
    words = [
        t
        for t in tokens
        if not (re.fullmatch(rf"{PARTICLE}|{INITIAL}|{PAIR}", t) or (t in inner and is_particle(t)))
    ]
    if not words or any(never_in_name(word) for word in words[_both(words) :]):
        return -4.0
    if re.fullmatch(PAIR, tokens[0]):  # "JP Alm": the letters are the given names
        return 2.4 * surname_evidence(words[-1]) - 0.6 if len(words) == 1 else 2.0
    first, last = words[0], words[-1]
    if first in _adjectives():  # "Ung Kraft", "Trygg Älvby"
        return -4.0
    given = given_evidence(first)
    score = 2.4 * given - 0.9
    if len(words) == 1:
        return score - 0.3
    score += 1.4 * surname_evidence(last)
    if given_evidence(last) >= 0.8 and surname_evidence(last) < 0.7:
        score -= 1.2  # two given names in a row: the second begins the next person
    if is_place(last) and surname_evidence(last) == 0:
        score -= 1.2
    if len(words) == 2:
        score += 0.6
    if any(_begins_the_next(words, at) for at in range(2, len(words) - 1)):
        score -= 2.5
    for middle in words[1:-1]:
        score += 0.5 * max(surname_evidence(middle), given_evidence(middle)) - 0.6
    if len(words) > 4:
        score -= 3.0
    return score


def _begins_the_next(words: list[str], at: int) -> bool:
    """Whether a common given name stands where no name goes on: "Vera Ullmarck Karin Rosell" are two."""
    common = given_evidence(words[at]) >= 0.8 and (
        surname_evidence(words[at]) < 1 or given_names().get(words[at].split("-")[0], 0) >= _MANY
    )
    return common and given_evidence(words[at - 1]) < 0.5


def _both(words: list[str]) -> int:
    """1 when the first word is a function word that many are called, and a surname follows: "Inga Berg"."""
    common = given_names().get(words[0], 0) >= _MANY if len(words) > 1 else False
    return int(common and any(surname_evidence(word) == 1.0 for word in words[1:]))


def _titled(token: str) -> str:
    """ "ANNA" → "Anna"; "Anna-Lena" stays."""
    return "-".join(part[:1] + part[1:].lower() for part in token.split("-")) if token.isupper() else token
