"""What is known of Swedish names: how many bear them, everyday forms, spellings of one name, titles."""

from __future__ import annotations

from functools import lru_cache

from pipeline.errors import MissingModel
from pipeline.gazetteers import given_names, models_folder, surnames

_UNLISTED_SURNAME = 300
_UNLISTED_GIVEN = 50


def given_bearers(name: str) -> int:
    """About how many in Sweden are called so; `name` in lower case."""
    return _given_bearers().get(name, _UNLISTED_GIVEN)


def is_given(name: str) -> bool:
    """Whether a given name, in lower case, stands in the gazetteer."""
    return name in _given_bearers()


def surname_bearers(name: str) -> int:
    """About how many in Sweden have a surname (lower case): 300 for one not among the thousand commonest."""
    return _surname_bearers().get(name, _UNLISTED_SURNAME)


def is_surname(name: str) -> bool:
    """Whether a surname, in lower case, stands in the gazetteers."""
    return name in _known_surnames()


@lru_cache(maxsize=1)
def pet_names() -> dict[str, frozenset[str]]:
    """Everyday form → the names it stands for: ``"olle"`` → ``{"olof", "olov"}``."""
    found: dict[str, set[str]] = {}
    for pet, name in _rows("pet_names.tsv"):
        found.setdefault(pet, set()).add(name)
    return {pet: frozenset(names) for pet, names in found.items()}


def one_name(a: str, b: str) -> bool | None:
    """Whether two spellings are listed as one given name (Yussuf, Yusuf) or as two (Peter, Petter)."""
    if a in _groups("different").get(b, ()):
        return False
    return True if a in _groups("same").get(b, ()) else None


@lru_cache(maxsize=1)
def titles() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words that stand before a name without being part of it, and endings of such words."""
    words = [row[0] for row in _rows("titles.txt", heading=False)]
    endings = tuple(word[1:] for word in words if word.startswith("-"))
    return frozenset(word for word in words if not word.startswith("-")), endings


@lru_cache(maxsize=2)
def _groups(verdict: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for said, names in _rows("given_variants.tsv"):
        for name in names.split() if said == verdict else ():
            found.setdefault(name, set()).update(names.split())
    return {name: frozenset(others - {name}) for name, others in found.items()}


@lru_cache(maxsize=1)
def _given_bearers() -> dict[str, int]:
    return {name.casefold(): bearers for name, bearers in given_names().items()}


@lru_cache(maxsize=1)
def _known_surnames() -> frozenset[str]:
    return frozenset(name.casefold() for name in surnames()) | frozenset(_surname_bearers())


@lru_cache(maxsize=1)
def _surname_bearers() -> dict[str, int]:
    return {name: int(bearers) for name, bearers in _rows("surname_bearers.tsv")}


def _rows(name: str, heading: bool = True) -> list[list[str]]:
    """The rows of a table under ``models/resolve``, in lower case."""
    path = models_folder() / "resolve" / name
    try:
        lines = path.read_text(encoding="utf-8").casefold().splitlines()
    except OSError as error:
        raise MissingModel(f"{path}: the table cannot be read ({error.strerror})") from error
    return [line.split("\t") for line in lines[heading:] if line]
