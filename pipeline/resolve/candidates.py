"""Profiles → the pairs worth comparing, found by blocks rather than by comparing all with all.

Every reading of a name ("Berg Anna" may be Anna Berg) is put under keys that slips of one word leave
alone: the sound of both words, of one word with the first letter of the other, and so on. Inside a body
or an organisation the keys are coarse, for people there are few; across all of them they are fine: only
a rare name tells that two are one when nothing else does. A block that is a crowd still is cut up, so
that pairs grow about as the profiles do (``python -m evaluation.blocking`` measures it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.compare import Name, pet_names, readings, skeleton
from pipeline.entities import Profile

_CROWD = 60  # of one organisation; more are compared with their neighbours in the alphabet only
_RARE = 8  # more than so many bearers of a name in all organisations: a name that tells nothing by itself
_EVERYWHERE = "everywhere"
_UNDOTTED = str.maketrans("åäö", "aao")

Key = tuple[str, ...]


def candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs (lower index first, sorted) that may be one person, each once."""
    numbers: dict[Key, int] = {}
    blocks: list[list[int]] = []
    keys_of: list[tuple[int, ...]] = []
    for index, profile in enumerate(profiles):
        mine = []
        for key in _keys(profile):
            number = numbers.setdefault(key, len(numbers))
            if number == len(blocks):
                blocks.append([])
            blocks[number].append(index)
            mine.append(number)
        keys_of.append(tuple(mine))
    fine = {number for key, number in numbers.items() if key[0] == _EVERYWHERE}
    open_blocks = {n for n, block in enumerate(blocks) if len(block) <= (_RARE if n in fine else _CROWD)}
    found = []
    for number, block in enumerate(blocks):
        if number in open_blocks:
            found += [pair for pair in combinations(block, 2) if _first(keys_of, pair, open_blocks) == number]
        elif number not in fine:
            found += [pair for pair in _neighbours(block, profiles) if _first(keys_of, pair, open_blocks) < 0]
    return sorted(set(found))


def _first(keys_of: Sequence[tuple[int, ...]], pair: tuple[int, int], among: set[int]) -> int:
    """The first open block that two profiles share, so that each pair is said once; −1 for none."""
    theirs = keys_of[pair[1]]
    return next((number for number in keys_of[pair[0]] if number in among and number in theirs), -1)


def _neighbours(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """In a crowd ("Anders" with a surname in A in one region), those next to each other in the alphabet."""
    ordered = sorted(block, key=lambda number: (profiles[number].name.casefold(), profiles[number].key))
    for at in range(0, len(ordered), _CROWD // 2):
        for a, b in combinations(ordered[at : at + _CROWD], 2):
            yield (a, b) if a < b else (b, a)


def _keys(profile: Profile) -> list[Key]:
    found: dict[Key, None] = {}
    places = sorted(_organisations(profile))
    for name in readings(profile.name):
        for kind, *words in _words(name):
            if kind == "whole":
                found[_EVERYWHERE, *words] = None
            for place in places:
                found[kind, place, *words] = None
        for key in _coarse(name):
            found["body", profile.body, profile.organisation or "", *key] = None
    return list(found)


def _words(name: Name) -> Iterator[Key]:
    """What of a name stays when one of its words is misspelt, shortened or left out."""
    givens = _given(name)
    for bare in _surnames(name):
        for given in givens:
            yield "whole", given, bare
            yield "given", given, bare[:1]
            yield "given and end", given, bare[-3:]
        for initial in {given[:1] for given in givens} or {""}:
            yield "surname", bare, initial
            yield "ends", initial, bare[:2], bare[-2:]


def _coarse(name: Name) -> Iterator[Key]:
    """What two names of one body must share at least: a word, its beginning, or both initials."""
    for given in _given(name):
        yield "given", given
    for family in _surnames(name):
        yield "surname", family
        yield "start", family[:3]
        for initial in {given[:1] for given in _given(name)} or {""}:
            yield "initials", initial, family[:1]


def _surnames(name: Name) -> list[str]:
    """How each of the surnames sounds, without "von"."""
    return [_sound(part.rpartition(" ")[2]) for part in name.surname]


def _given(name: Name) -> list[str]:
    """How each of the given names sounds, all run together, and the names an everyday form stands for."""
    given = {*name.given, "".join(name.given)} - {""}
    meant = {part for word in given for full in pet_names().get(word, ()) for part in full.split("-")}
    return sorted({_sound(word) for word in given | meant})


def _sound(word: str) -> str:
    """How a word sounds; rings and dots are left out here, where nothing is judged yet."""
    return skeleton(word).translate(_UNDOTTED)


def _organisations(profile: Profile) -> set[str]:
    named = {seat.appointer for seat in profile.seats if seat.appointer}
    return named | {profile.organisation or profile.body}
