"""The name lists under ``models/gazetteers``, each read once.

Sources and licences stand in ``models/gazetteers/README.md``. The folder ``models`` is looked for
beside the package, or where the environment variable PARAGRAF_MODELS points.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.errors import MissingModel


@dataclass(frozen=True)
class Municipality:
    """A municipality: ``"Umeå"``, its code, its county, and its full names, the usual one first."""

    name: str
    code: str
    county: str
    full_names: tuple[str, ...]


def models_folder() -> Path:
    """The folder ``models`` in use. Raises MissingModel when there is none."""
    chosen = os.environ.get("PARAGRAF_MODELS")
    package = Path(__file__).resolve().parent
    for folder in [Path(chosen)] if chosen else [package.parent / "models", package / "models"]:
        if folder.is_dir():
            return folder
    raise MissingModel(f"no folder of models at {chosen or package.parent / 'models'}")


@lru_cache(maxsize=1)
def given_names() -> dict[str, int]:
    """Given name → its bearers in Sweden, the most frequent first."""
    return {row[0]: int(row[1]) for row in _rows("given_names.tsv")}


@lru_cache(maxsize=1)
def ambiguous_names() -> frozenset[str]:
    """Given names that are common words too: ``Bo``, ``My``, ``Per``, ``Maj``."""
    return frozenset(row[0] for row in _rows("given_names.tsv") if row[2])


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames as they are written, without particles (``von``, ``af``)."""
    return frozenset(row[0] for row in _rows("surnames.txt"))


@lru_cache(maxsize=1)
def municipalities() -> dict[str, Municipality]:
    """Short name (``"Umeå"``) → the municipality."""
    return {
        name: Municipality(name, code, county, _split(full))
        for name, code, county, full in _rows("municipalities.tsv")
    }


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """Every name a region goes or went by → its name today.

    ``"Västerbottens läns landsting"``, ``"VLL"`` and ``"Region Västerbotten"`` → ``"Region Västerbotten"``.
    """
    names: dict[str, str] = {}
    for name, _, former, short in _rows("regions.tsv"):
        for spelling in (name, *_split(former), *_split(short)):
            names.setdefault(spelling, name)
    return names


@lru_cache(maxsize=1)
def counties() -> dict[str, str]:
    """County (``"Västerbottens län"``) → its region."""
    return {county: name for name, county, *_ in _rows("regions.tsv")}


@lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """Every name and abbreviation of an agency or national body → its full name (``"FK"`` too)."""
    names = {row[0]: row[0] for row in _rows("agencies.tsv")}
    for name, short in _rows("agencies.tsv"):
        for letters in _split(short):
            names.setdefault(letters, name)
    return names


@lru_cache(maxsize=1)
def organisation_numbers() -> dict[str, str]:
    """An authority, a region or a municipality by its full name → its number (``"202100-5521"``)."""
    return {row[0]: row[1] for row in _rows("organisation_numbers.tsv")}


@lru_cache(maxsize=1)
def wikidata_items() -> dict[str, str]:
    """An authority, a region or a municipality by its full name → its item in Wikidata (``"Q507709"``)."""
    return {row[0]: row[1] for row in _rows("wikidata.tsv")}


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Swedish localities."""
    return frozenset(row[0] for row in _rows("places.txt"))


@lru_cache(maxsize=1)
def parties() -> dict[str, str]:
    """A party's letters → its name: ``"KD"`` → ``"Kristdemokraterna"``."""
    return {row[0]: row[1] for row in _rows("parties.tsv")}


@lru_cache(maxsize=1)
def party_letters() -> frozenset[str]:
    """The letters of `parties`, all in capitals."""
    return frozenset(letters.upper() for letters in parties())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _rows(name: str) -> list[list[str]]:
    """The rows of a gazetteer below its header line."""
    path = models_folder() / "gazetteers" / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise MissingModel(f"{path}: the gazetteer cannot be read ({error.strerror})") from error
    return [line.split("\t") for line in lines[1:]]
