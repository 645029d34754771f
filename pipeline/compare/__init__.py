"""Two names and their circumstances → evidence, each a score and a reason.

Every public function answers one question about a pair and returns `Evidence`: 1 speaks for one
person, −1 for two, 0 says nothing. `compare` weighs them by ``models/resolve/weights.toml``.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from pipeline.compare.circumstances import (
    LimitedSeat,
    both_present,
    other_copy,
    same_appointer,
    same_party,
    same_place,
    same_role,
)
from pipeline.compare.names import (
    Name,
    given_names_alike,
    organisations_alike,
    parse,
    pet_names,
    rarity,
    skeleton,
    straight,
    surnames_alike,
)
from pipeline.entities import Evidence, Profile
from pipeline.errors import MissingModel
from pipeline.gazetteers import models_folder

__all__ = [
    "LimitedSeat",
    "Name",
    "both_present",
    "compare",
    "given_names_alike",
    "organisations_alike",
    "other_copy",
    "parse",
    "pet_names",
    "rarity",
    "same_appointer",
    "same_party",
    "same_place",
    "same_role",
    "skeleton",
    "straight",
    "surnames_alike",
]

Question = Callable[[Profile, Profile], Evidence]


def compare(left: Profile, right: Profile) -> tuple[float, tuple[Evidence, ...]]:
    """How certain (0–1) it is that two profiles are one human being, and the evidence, weightiest first."""
    start, weights = _weights()
    total = start
    weighed: list[tuple[float, Evidence]] = []
    for kind, ask in _QUESTIONS.items():
        evidence = replace(ask(left, right), kind=kind)
        towards, against = weights[kind]
        weight = evidence.score * (towards if evidence.score > 0 else against)
        total += weight
        if evidence.score:
            weighed.append((weight, evidence))
    weighed.sort(key=lambda pair: -abs(pair[0]))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), tuple(evidence for _, evidence in weighed)


def _given(left: Profile, right: Profile) -> Evidence:
    return given_names_alike(parse(left.name), parse(right.name))


def _surname(left: Profile, right: Profile) -> Evidence:
    return surnames_alike(parse(left.name), parse(right.name))


def _rarity(left: Profile, right: Profile) -> Evidence:
    """Rarity speaks for one person only as far as the names agree."""
    evidence = min(rarity(parse(left.name)), rarity(parse(right.name)), key=lambda e: e.score)
    alike = max(0.0, _surname(left, right).score)
    return replace(evidence, score=evidence.score * alike) if evidence.score > 0 else evidence


_QUESTIONS: dict[str, Question] = {
    "given": _given,
    "surname": _surname,
    "rarity": _rarity,
    "place": same_place,
    "appointer": same_appointer,
    "role": same_role,
    "party": same_party,
    "list": both_present,
    "copy": other_copy,
}


@lru_cache(maxsize=1)
def _weights() -> tuple[float, dict[str, tuple[float, float]]]:
    path = models_folder() / "resolve" / "weights.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        weights = {kind: (float(table[kind]["for"]), float(table[kind]["against"])) for kind in _QUESTIONS}
        return float(table["start"]), weights
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise MissingModel(f"{path}: the table of weights cannot be used ({error})") from error
