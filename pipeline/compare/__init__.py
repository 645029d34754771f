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
    apart_in_time,
    both_present,
    in_turn,
    other_copy,
    same_appointer,
    same_party,
    same_place,
    same_role,
)
from pipeline.compare.names import (
    Name,
    aligned,
    given_names_alike,
    initials_only,
    organisations_alike,
    parse,
    pet_names,
    rarity,
    skeleton,
    straight,
    surnames_alike,
)
from pipeline.compare.parts import readings
from pipeline.compare.twoslips import two_slips
from pipeline.entities import Evidence, LimitedSeat, Profile
from pipeline.errors import MissingModel
from pipeline.gazetteers import models_folder

__all__ = [
    "LimitedSeat",
    "Name",
    "aligned",
    "apart_in_time",
    "both_present",
    "compare",
    "evidence",
    "given_names_alike",
    "in_turn",
    "initials_only",
    "organisations_alike",
    "other_copy",
    "parse",
    "pet_names",
    "rarity",
    "readings",
    "same_appointer",
    "same_party",
    "same_place",
    "same_role",
    "skeleton",
    "straight",
    "surnames_alike",
    "two_slips",
]

Question = Callable[[Profile, Profile], Evidence]


def compare(left: Profile, right: Profile) -> tuple[float, tuple[Evidence, ...]]:
    """How certain (0–1) it is that two profiles are one human being, and the evidence, weightiest first."""
    start, weights = _weights()
    total = start
    weighed: list[tuple[float, Evidence]] = []
    for piece in evidence(left, right):
        towards, against = weights[piece.kind]
        weight = piece.score * (towards if piece.score > 0 else against)
        total += weight
        if piece.score:
            weighed.append((weight, piece))
    weighed.sort(key=lambda pair: -abs(pair[0]))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), tuple(piece for _, piece in weighed)


def evidence(left: Profile, right: Profile) -> tuple[Evidence, ...]:
    """The answer to every question about two profiles, not weighed; `kind` names the question."""
    return tuple(replace(ask(left, right), kind=kind) for kind, ask in _QUESTIONS.items())


def _given(left: Profile, right: Profile) -> Evidence:
    return given_names_alike(*aligned(left.name, right.name))


def _surname(left: Profile, right: Profile) -> Evidence:
    return surnames_alike(*aligned(left.name, right.name))


def _rarity(left: Profile, right: Profile) -> Evidence:
    """Rarity speaks for one person only as far as the names agree."""
    found = min(map(rarity, aligned(left.name, right.name)), key=lambda e: e.score)
    alike = max(0.0, _surname(left, right).score)
    return replace(found, score=found.score * alike) if found.score > 0 else found


def _turn(left: Profile, right: Profile) -> Evidence:
    """Two who never meet say something only where their names may be one."""
    if min(_given(left, right).score, _surname(left, right).score) <= 0:
        return Evidence(0.0, "names of two people")
    return in_turn(left, right)


_QUESTIONS: dict[str, Question] = {
    "given": _given,
    "surname": _surname,
    "rarity": _rarity,
    "place": same_place,
    "appointer": same_appointer,
    "role": same_role,
    "party": same_party,
    "time": apart_in_time,
    "turn": _turn,
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
