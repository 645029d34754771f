"""Names for invented people, as frequent as in Sweden, so that namesakes occur as they do there.

Given names are drawn by their bearers (``models/gazetteers/given_names.tsv``), surnames by theirs
(``models/resolve/surname_bearers.tsv``: the thousand commonest, a good half of the country); the other half
bear one of the rarer surnames of the gazetteers or one put together as Swedish surnames are (Sandvall,
Ekmyr). There are fewer of these than in life, so names that are nearly alike are commoner here. Given
name and surname are drawn apart from each other: Swedes of one generation and origin share names more.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from pipeline.compare.known import pet_names
from pipeline.gazetteers import given_names, models_folder, surnames

_SWEDES = 10_500_000
_DOUBLE_SURNAME = 0.06
_PET = 0.3  # of those whose name has an everyday form and who go by it now and then
_HEADS = (
    "Alm Asp Berg Björk Blom Bäck Dahl Ed Ek Eng Fors Frid Gran Grön Hag Hall Hed Holm Häll Kvarn Lind Ljung "
    "Lund Löv Malm Mo Myr Nord Norr Ny Ros Rönn Sand Sjö Skog Stav Sten Ström Sund Söder Tall Torn Vall Vik "
    "Väster Åker Ås Ång Öst Öd"
).split()
_TAILS = (
    "berg blad bom by dal dén ell fors gren hage hed holm kvist lid lund löf mark myr näs rot ryd rud skog "
    "stam strand ström torp vall vik wall öö"
).split()


def given_name(dice: random.Random) -> str:
    """One given name, now and then a double one with a hyphen, as often as Swedes bear it."""
    names, weights = _given()
    return dice.choices(names, cum_weights=weights)[0]


def surname(dice: random.Random) -> str:
    """One surname, six times in a hundred a double one."""
    names, weights = _surnames()
    found: list[str] = dice.choices(names, cum_weights=weights, k=2)
    return "-".join(found) if dice.random() < _DOUBLE_SURNAME and found[0] != found[1] else found[0]


def everyday_name(given: str, dice: random.Random) -> str | None:
    """What somebody of that name is called at times ("Lasse"), for some of those who could be."""
    pets = _pets().get(given.casefold(), ())
    return dice.choice(pets) if pets and dice.random() < _PET else None


@lru_cache(maxsize=1)
def _given() -> tuple[Sequence[str], Sequence[int]]:
    return list(given_names()), list(accumulate(given_names().values()))


@lru_cache(maxsize=1)
def _surnames() -> tuple[Sequence[str], Sequence[float]]:
    lines = (models_folder() / "resolve" / "surname_bearers.tsv").read_text(encoding="utf-8").splitlines()[1:]
    common = {name: float(bearers) for name, bearers in (line.split("\t") for line in lines)}
    built = {head + tail for head in _HEADS for tail in _TAILS if head[-1] != tail[0]}
    rare = sorted((surnames() | built) - common.keys())
    each = (_SWEDES - sum(common.values())) / len(rare)
    weighed = common | dict.fromkeys(rare, each)
    return list(weighed), list(accumulate(weighed.values()))


@lru_cache(maxsize=1)
def _pets() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pet, names in sorted(pet_names().items()):
        for name in sorted(names):
            found.setdefault(name, []).append(pet.title())
    return found
