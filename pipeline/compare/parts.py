"""Names by their parts: "Per-Erik af Klint Bergdahl" → given (per, erik), surname (af klint, bergdahl)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipeline.compare.known import given_bearers, is_given, is_surname, surname_bearers, titles
from pipeline.gazetteers import parties

PARTICLES = frozenset(
    "von af av de da di du del della van der den ter la le el al bin ibn ben abu zu zur".split()
)
_GENERATION = re.compile(
    r"[\s,]+\(?(?:(d\.?\s?ä|äldre|sr|senior|s:r)|(d\.?\s?y|yngre|jr|junior|j:r))\.?\)?\s*$", re.IGNORECASE
)
_MANY = 1_000
# How made-up Swedish surnames end; no given name ends so and is long.
_FAMILY = tuple(
    "sson berg ström gren lund kvist qvist dahl holm mark blom strand ås dén lind fors vall näs".split()
)
# BeritStavring, AnnaKarin; not MacLean, FitzRoy
_RUN_TOGETHER = re.compile(r"(?<=[a-zåäöé]{2})(?<!Mac)(?<!Fitz)(?=[A-ZÅÄÖÉ][a-zåäöé])")


@dataclass(frozen=True)
class Name:
    """A human name in parts, in lower case; particles belong to the surname.

    `hyphened`: the given names are tied by a hyphen ("Per-Erik"). `generation`: "older" for "d.ä.",
    "younger" for "jr", else empty.
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]
    hyphened: bool = False
    generation: str = ""


@lru_cache(maxsize=200_000)
def parse(name: str) -> Name:
    """The parts of a name as written; a single word is a given name unless only surnames have it.

    Titles before it ("Ordförande Anna Bergdahl") and a party behind it ("Anna Bergdahl (S)") fall away.
    """
    return _parse(_words(name), name)


@lru_cache(maxsize=200_000)
def readings(name: str) -> tuple[Name, ...]:
    """`parse`, and other ways to read the same words.

    "Bergdahl Anna" with the surname first; "Petra L Nilsson" with a surname in the middle; surnames alone.
    """
    words = _words(name)
    found = [_parse(words, name)]
    if len(words) >= 2 and "," not in name and _names_given(words[-1]) and not _names_given(words[0]):
        found.append(_parse([*words[1:], words[0]], name))
        found.append(_parse([words[-1], *words[:-1]], name))
    if "v" in words[1:-1]:  # Ebba v. Reisner
        found.append(_parse(["von" if word == "v" else word for word in words], name))
    if found[0].given and not any(_names_given(word) for word in words):  # Granlöf Sjö, nobody's given name
        found.append(Name((), tuple(part for word in words for part in _parts(word))))
    first = found[0]
    # Petra L Nilsson for Petra Lundeby Nilsson; a written-out given name stays one
    if len(first.given) > 1 and first.surname and len(first.given[-1]) == 1:
        found.append(Name(first.given[:-1], (first.given[-1], *first.surname), False, first.generation))
    return tuple(dict.fromkeys(found))


def initials_only(name: str) -> bool:
    """Whether a name has a surname but of the given names initials only: A. Bergdahl, P-E Mård."""
    found = parse(name)
    return bool(found.surname and found.given) and all(len(part) == 1 for part in found.given)


def plain(text: str) -> str:
    """Lower case, composed (NFC), single spaces, ordinary hyphens and apostrophes."""
    text = unicodedata.normalize("NFC", text).casefold()
    return " ".join(re.sub(r"[\u2010-\u2015]", "-", text).replace("’", "'").replace("\u00ad", "").split())


def straight(text: str) -> str:
    """A name in the order it is spoken: Anna Bergdahl for "Bergdahl, Anna", as roll calls have it.

    "Andersson-Mård Göran" is turned as well: a surname that is no given name before a given name that is
    no surname.
    """
    behind, comma, rest = text.partition(",")
    if not comma:
        return _turned(text)
    if not behind.strip() or not rest.strip() or "," in rest:
        return text
    return f"{rest.strip()} {behind.strip()}"


def _turned(text: str) -> str:
    """ "Bergdahl Anna Maria" with the given names first; any other name as it is."""
    words = text.split()
    if len(words) < 2 or (not all(map(str.istitle, words)) and not text.isupper()):
        return text
    plain_words = [unicodedata.normalize("NFC", word).casefold() for word in words]
    family = next((at for at, word in enumerate(plain_words) if not _family(word)), len(words))
    if not family or family == len(words) or not all(map(_given_only, plain_words[family:])):
        return text
    return " ".join([*words[family:], *words[:family]])


def _given_only(word: str) -> bool:
    """Anna and Simon; not Ali or Martin, which more have as a surname than would be by the way."""
    if not _names_given(word):
        return False
    return not is_surname(word) or given_bearers(word) > max(_MANY, 10 * surname_bearers(word))


def _family(word: str) -> bool:
    parts = _parts(word)
    known = any(is_surname(part) or (part.endswith(_FAMILY) and len(part) > 5) for part in parts)
    return known and not any(map(is_given, parts))


def _words(name: str) -> list[str]:
    text = unicodedata.normalize("NFC", name).strip(" ,\t\n")
    text = _partyless(straight(_partyless(_GENERATION.sub("", text))))
    text = _RUN_TOGETHER.sub(" ", text)
    text = re.sub(r"(?<=\w)-\s+(?=\w)", "-", plain(text))  # broken at the end of a line
    text = re.sub(r"(?<=\w)[:'´]s$", "", text)  # Ek:s, Ek's
    words = re.sub(r"[.,()\[\]\"”*_]", " ", text).split()
    while len(words) > 1 and _is_title(words):
        words = words[1:]
    return [word.strip("-") or word for word in words]


def _parse(words: list[str], name: str) -> Name:
    if not words:
        return Name((), ())
    told = _GENERATION.search(unicodedata.normalize("NFC", name))
    generation = "" if not told else "older" if told.group(1) else "younger"
    if words[0] in PARTICLES and len(words) > 1:  # "af Klint": a surname alone
        return Name((), (" ".join(words),), False, generation)
    if len(words) == 1:
        parts = _parts(words[0])
        if _surname_only(words[0]):
            return Name((), parts, False, generation)
        return Name(parts, (), len(parts) > 1, generation)
    cut = len(words) - 1
    while cut > 1 and (words[cut - 1] in PARTICLES or _no_given(words[cut - 1])):
        cut -= 1
    family: list[str] = []
    held: list[str] = []
    for word in words[cut:]:
        if word in PARTICLES:
            held.append(word)
        else:
            first, *others = _parts(word)
            family += [" ".join([*held, first]), *others]
            held = []
    given = tuple(part for word in words[:cut] for part in _parts(word))
    hyphened = any("-" in word for word in words[:cut])
    return Name(given, tuple(family) or tuple(held), hyphened, generation)


def _partyless(text: str) -> str:
    """Anna Bergdahl for "Anna Bergdahl (S)", "Anna Bergdahl, S" and "Anna Bergdahl KD"."""
    found = re.search(r"\s*[(\[]\s*(\w{1,4})\s*[)\]]$", text)
    if found and found.group(1).upper() in parties():
        return text[: found.start()]
    found = re.search(r"(?:\s*[,–]\s*|\s+-\s+|\s+)([A-ZÅÄÖ]{1,3})$", text)
    if not found or found.group(1) not in parties():
        return text
    rest = text[: found.start()]
    words = rest.split()
    # "Anna S" and "Anna Maria S" end with an initial, "Bergdahl, S" with the initial of a given name.
    initial = len(found.group(1)) == 1 and bool(words) and _names_given(words[-1].lower())
    return text if len(words) < 2 or "," in rest or rest.isupper() or initial else rest


def _is_title(words: list[str]) -> bool:
    """Whether the first word is a title; "v" only before another ("v. ordf."), "ing" after "civ."."""
    known, endings = titles()
    first = words[0]
    if first in ("v", "2:e", "1:e", "2", "1"):
        return len(words) > 2 and _is_title(words[1:])
    if first == "civ" and words[1] == "ing":
        words.pop(1)
    return first in known or (len(first) > 4 and first.endswith(endings))


def _parts(word: str) -> tuple[str, ...]:
    if re.match(r"(al|el)-\w", word):  # al-Rashid: a particle and a surname
        return (word.replace("-", " ", 1),)
    return tuple(part for part in word.split("-") if part) or (word,)


def _surname_only(word: str) -> bool:
    """Lindgren in "Anna Lindgren Berg"; not Erik in "Per Erik Berg"."""
    return is_surname(word) and not is_given(word) and len(word) > 1


def _no_given(word: str) -> bool:
    """Vrakén in "Anna Vrakén Berg": neither a known given name nor an initial."""
    return len(word) > 1 and not _names_given(word)


def _names_given(word: str) -> bool:
    """Anna, Per-Erik, Ing-Marie; not Berg-Man, though some are called Man."""
    parts = _parts(word)
    return all(map(is_given, parts)) or any(given_bearers(part) >= _MANY for part in parts)
