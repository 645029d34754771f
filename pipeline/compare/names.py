"""Names by their parts: "Per-Erik af Klint Bergdahl" → given (per, erik), surname (af klint, bergdahl)."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from pipeline.entities import Evidence
from pipeline.gazetteers import given_names, models_folder, surnames

_PARTICLES = frozenset("von af de da di du del della van der den la le el al bin ibn ben abu zu".split())
_SWEDES = 10_500_000
_UNLISTED_SURNAME = 300
_UNLISTED_GIVEN = 50
_COMMON_SURNAME = 1_500  # borne by so many that a likeness is two names rather than a slip of the pen

# Spellings that sound alike in Swedish names, tried in order: Carlsson/Karlsson, Christina/Kristina,
# Lindqvist/Lindkvist/Lindquist, Sofia/Sophia, Ahlström/Alström, Wiklund/Viklund.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch", "sj"),
        (r"ch", "k"),
        (r"q[uvw]", "kv"),
        (r"[qk]", "k"),
        (r"c(?=[eiyäö])", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"z", "s"),
        (r"x", "ks"),
        (r"(?<=[rt])h", ""),
        (r"(?<=[aeiouyåäö])h(?=[^aeiouyåäö]|$)", ""),
        (r"aa", "å"),
        (r"ae", "ä"),
        (r"oe", "ö"),
        (r"(.)\1", r"\1"),
    )
)
# What scanning and hasty typing confuse: rn/m, l/1/I, å/a, ö/o, vv/w.
_SLIPS = (("rn", "m"), ("vv", "w"), ("1", "l"), ("i", "l"), ("0", "o"), ("å", "a"), ("ä", "a"), ("ö", "o"))


@dataclass(frozen=True)
class Name:
    """A human name in parts, in lower case; hyphens part given names, particles belong to the surname."""

    given: tuple[str, ...]
    surname: tuple[str, ...]


@lru_cache(maxsize=200_000)
def parse(name: str) -> Name:
    """The parts of a name as written; a single word is a given name unless only surnames have it."""
    bare = re.sub(r"(?<=\w)-\s+(?=\w)", "-", plain(name))  # a name broken at the end of a line
    words = re.sub(r"[.,()\"”*_]", " ", straight(bare)).split()
    if not words:
        return Name((), ())
    if words[0] in _PARTICLES and len(words) > 1:  # "af Klint": a surname alone
        return Name((), (" ".join(words),))
    if len(words) == 1:
        return Name((), _parts(words[0])) if _surname_only(words[0]) else Name(_parts(words[0]), ())
    cut = len(words) - 1
    while cut > 1 and (words[cut - 1] in _PARTICLES or _no_given(words[cut - 1])):
        cut -= 1
    family: list[str] = []
    held: list[str] = []
    for word in words[cut:]:
        if word in _PARTICLES:
            held.append(word)
        else:
            first, *others = _parts(word)
            family += [" ".join([*held, first]), *others]
            held = []
    given = tuple(part for word in words[:cut] for part in _parts(word))
    return Name(given, tuple(family) or tuple(held))


def plain(text: str) -> str:
    """Lower case, composed (NFC), single spaces, ordinary hyphens and apostrophes."""
    text = unicodedata.normalize("NFC", text).casefold()
    return " ".join(re.sub(r"[\u2010-\u2015]", "-", text).replace("’", "'").replace("\u00ad", "").split())


def straight(text: str) -> str:
    """A name in the order it is spoken: Anna Bergdahl for "Bergdahl, Anna", as roll calls have it."""
    behind, comma, rest = text.partition(",")
    if not comma or not behind.strip() or not rest.strip() or "," in rest:
        return text
    return f"{rest.strip()} {behind.strip()}"


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """How a name sounds, for comparing and for finding candidates: karlson for Karlsson and Carlsson."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    decomposed = ((letter, unicodedata.normalize("NFD", letter)[0]) for letter in word)
    return "".join(letter if letter in "åäö" else base for letter, base in decomposed)


def given_names_alike(left: Name, right: Name) -> Evidence:
    """Whether two given names can be one person's: Per-Erik and P-E can, Peter and Petra cannot."""
    a, b = left.given, right.given
    shown = f"{_shown(a)}/{_shown(b)}"
    if not a or not b:
        return Evidence(0.0, "a given name is missing")
    if a == b or "".join(a) == "".join(b):
        return Evidence(1.0, f"both are called {_shown(a)}")
    if [skeleton(x) for x in a] == [skeleton(x) for x in b]:
        return Evidence(0.9, f"{shown}: two spellings of one given name")
    if _pet(a, b):
        return Evidence(0.7, f"{shown}: an everyday form of the name")
    if _initials(a, b):
        return Evidence(0.3, f"{shown}: initials that fit")
    if len(a) != len(b) and skeleton(a[0]) == skeleton(b[0]) and _kept(a, b):
        return Evidence(0.5, f"{shown}: one given name is left out")
    if len(a) == len(b):
        unlike = [(x, y) for x, y in zip(a, b, strict=True) if skeleton(x) != skeleton(y)]
        if len(unlike) == 1 and _slip(*unlike[0]) and not all(_known_given(name) for name in unlike[0]):
            return Evidence(0.5, f"{shown}: one letter")
    return Evidence(-1.0, f"{shown}: different given names")


def surnames_alike(left: Name, right: Name) -> Evidence:
    """Whether two surnames can be one person's: Vigen/Vigren can, Olsson/Olofsson hardly."""
    a, b = left.surname, right.surname
    shown = f"{_shown(a)}/{_shown(b)}"
    if not a or not b:
        return Evidence(0.0, "a surname is missing")
    if a == b or " ".join(a).replace(" ", "") == " ".join(b).replace(" ", ""):
        return Evidence(1.0, f"both are called {_shown(a)}")
    if [skeleton(x) for x in a] == [skeleton(x) for x in b]:
        return Evidence(0.8, f"{shown}: two spellings of one surname")
    if len(a) != len(b) and {skeleton(x) for x in a} & {skeleton(x) for x in b}:
        return Evidence(0.5, f"{shown}: one of two surnames is left out")
    if _initials(a, b):
        return Evidence(0.2, f"{shown}: initials that fit")
    if len(a) != len(b):
        return Evidence(-1.0, f"{shown}: different surnames")
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if skeleton(x) != skeleton(y)]
    if len(unlike) != 1:
        return Evidence(-1.0, f"{shown}: different surnames")
    return _near(*unlike[0], shown)


def rarity(name: Name) -> Evidence:
    """How much a full name tells by itself: 1 when hardly anybody else has it, −1 when thousands do."""
    if not name.given or not name.surname:
        return Evidence(-1.0, "only part of a name")
    bearers = min(_bearers(part) for part in name.surname)
    given = min(_given_bearers().get(part, _UNLISTED_GIVEN) for part in name.given)
    namesakes = bearers * given / _SWEDES
    score = max(-1.0, min(1.0, 1 - math.log10(namesakes + 1) / 1.6))
    word = "rare" if score > 0.5 else "common" if score < 0 else "not rare"
    return Evidence(score, f"the name is {word} (about {max(1, round(namesakes)):,} in Sweden)")


def organisations_alike(left: str, right: str) -> Evidence:
    """Whether two names of organisations differ by a slip of the pen only."""
    a, b = plain(left), plain(right)
    if a == b:
        return Evidence(1.0, "the same name")
    if skeleton(a) == skeleton(b):
        return Evidence(0.8, f"{left}/{right}: two spellings of one name")
    distance = OSA.distance(a, b, score_cutoff=2)
    one_word = [(x, y) for x, y in zip(a.split(), b.split(), strict=False) if x != y]
    if distance == 1 and len(a.split()) == len(b.split()) and min(map(len, one_word[0])) >= 8:
        return Evidence(0.6, f"{left}/{right}: one letter")
    return Evidence(-1.0, f"{left}/{right}: different names")


def _near(a: str, b: str, shown: str) -> Evidence:
    known = a in _known_surnames() and b in _known_surnames()
    if _unslipped(a) == _unslipped(b):
        alike = Evidence(0.5, f"{shown}: letters that are easily confused")
    elif (a == f"{b}s" and a not in _known_surnames()) or (b == f"{a}s" and b not in _known_surnames()):
        alike = Evidence(0.95, f"{shown}: a genitive")
    elif _slip(a, b):
        alike = Evidence(0.3, f"{shown}: one letter")
    elif min(len(a), len(b)) >= 6 and OSA.distance(a, b, score_cutoff=2) == 2:
        alike = Evidence(0.1, f"{shown}: two letters")
    else:
        return Evidence(-1.0, f"{shown}: different surnames")
    if _bearers(a) >= _COMMON_SURNAME and _bearers(b) >= _COMMON_SURNAME:
        return Evidence(-0.7, f"{shown}: each is a common surname of its own")
    if known:
        return Evidence(-0.1, f"{shown}: near, but both are surnames")
    return alike


def _slip(a: str, b: str) -> bool:
    """One letter added, left out, changed or swapped, in words long enough for that to be a slip."""
    return min(len(a), len(b)) >= 4 and OSA.distance(a, b, score_cutoff=1) <= 1


def _unslipped(word: str) -> str:
    for seen, meant in _SLIPS:
        word = word.replace(seen, meant)
    return word


def _initials(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """P-E for Per-Erik, L for Lena; at least one side is written out."""
    short, long = sorted((a, b), key=lambda parts: sum(map(len, parts)))
    return all(len(x) == 1 for x in short) and [x[0] for x in long][: len(short)] == list(short)


def _pet(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Olle for Olof."""
    one, other = "-".join(a), "-".join(b)
    return other in pet_names().get(one, ()) or one in pet_names().get(other, ())


def _kept(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Every name of the shorter stands in the longer."""
    short, long = sorted((a, b), key=len)
    return {skeleton(x) for x in short} <= {skeleton(x) for x in long}


def _parts(word: str) -> tuple[str, ...]:
    return tuple(part for part in word.split("-") if part) or (word,)


def _surname_only(word: str) -> bool:
    """Lindgren in "Anna Lindgren Berg"; not Erik in "Per Erik Berg"."""
    return word in _known_surnames() and not _known_given(word) and len(word) > 1


def _no_given(word: str) -> bool:
    """Vrakén in "Anna Vrakén Berg": neither a known given name nor an initial."""
    return len(word) > 1 and not any(_known_given(part) for part in _parts(word))


def _known_given(word: str) -> bool:
    return word in _given_bearers()


def _bearers(surname: str) -> int:
    return _surname_bearers().get(surname, _UNLISTED_SURNAME)


def _shown(parts: tuple[str, ...]) -> str:
    return " ".join(part.title() if part.isalpha() else part for part in parts)


@lru_cache(maxsize=1)
def pet_names() -> dict[str, frozenset[str]]:
    """Everyday form → the names it stands for: ``"olle"`` → ``{"olof", "olov"}``."""
    path = models_folder() / "resolve" / "pet_names.tsv"
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        pet, name = line.split("\t")
        found.setdefault(plain(pet), set()).add(plain(name))
    return {pet: frozenset(names) for pet, names in found.items()}


@lru_cache(maxsize=1)
def _given_bearers() -> dict[str, int]:
    return {plain(name): bearers for name, bearers in given_names().items()}


@lru_cache(maxsize=1)
def _known_surnames() -> frozenset[str]:
    return frozenset(plain(name) for name in surnames()) | frozenset(_surname_bearers())


@lru_cache(maxsize=1)
def _surname_bearers() -> dict[str, int]:
    path = models_folder() / "resolve" / "surname_bearers.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {plain(name): int(bearers) for name, bearers in rows}
