"""Weights of the evidence on two names, fitted on pairs of names by a ridge logistic regression.

Ridge towards weights set by hand: what the pairs say nothing of keeps its weight, and no weight turns
against its meaning. Newton steps on all pairs at once, so that the same pairs give the same table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.namepairs import NamePair, profiles
from pipeline.compare import evidence
from pipeline.gazetteers import models_folder

# Where the fit starts and is held to: weight for one person (score above 0), weight against.
START = -3.0
BY_HAND = {
    "given": (1.5, 18.0),
    "surname": (4.5, 12.0),
    "rarity": (1.5, 3.2),
    "place": (1.5, 4.0),
    "appointer": (1.5, 1.5),
    "role": (1.5, 0.5),
    "party": (1.2, 4.0),
    "time": (0.0, 7.0),
    "turn": (2.5, 0.0),
    "list": (2.0, 18.0),
    "copy": (4.0, 0.0),
}
# A certain contradiction parts two names whatever else agrees: these are not let down by the fit.
LEAST = {"rarity": 3.2, "given": 18.0, "surname": 12.0, "list": 18.0, "place": 4.0, "party": 4.0}
SAID = {
    "given": "given names",
    "surname": "surnames",
    "rarity": "how many in Sweden are likely to bear the whole name",
    "place": "same body, or bodies of one municipality or region",
    "appointer": "who appointed or employs",
    "role": "a post that one person at a time holds",
    "party": "the same party, or two at one time",
    "time": "many years between the last meeting of one and the first of the other",
    "turn": "one sits just where the other is missing, between meetings of the other",
    "list": "both in one list of those present; or one in the list, the other only in the text below it",
    "copy": "in the same place of two copies of one meeting's record",
}
TIER_WEIGHT = {"STRONG": 3.0, "MEDIUM": 2.0, "WEAK": 1.0}
FALSE_SAME = 4.0  # two people merged are so many times worse than one person left twice
HELD = 10.0  # ridge: the pull towards the weights set by hand
_STEPS = 200
_FLOAT = NDArray[np.float64]


def fit(pairs: Sequence[NamePair], threshold: float) -> tuple[float, dict[str, tuple[float, float]]]:
    """Start and weights fitted on the pairs of the half `fit`.

    The border between same and different is put at the certainty `threshold`.
    """
    chosen = [pair for pair in pairs if pair.split == "fit"]
    scores = np.array([_scores(pair) for pair in chosen])
    same = np.array([1.0 if pair.same else 0.0 for pair in chosen])
    cost = np.array([TIER_WEIGHT[pair.tier] * (1.0 if pair.same else FALSE_SAME) for pair in chosen])
    border = log(threshold / (1 - threshold))
    hand = np.array([START, *(weight for pair in BY_HAND.values() for weight in pair)])
    least = np.array([-np.inf, *(bound for kind in BY_HAND for bound in (0.0, LEAST.get(kind, 0.0)))])
    found = np.maximum(hand, least)
    for _ in range(_STEPS):
        found = np.maximum(found + _step(scores, same, cost, found, hand, border), least)
    start, *weights = (round(float(value), 2) + 0.0 for value in found)
    return start, {kind: (weights[2 * i], weights[2 * i + 1]) for i, kind in enumerate(BY_HAND)}


def write(pairs: Sequence[NamePair], threshold: float, path: Path | None = None) -> Path:
    """Fit, and write the table of weights; returns where."""
    path = path or models_folder() / "resolve" / "weights.toml"
    start, weights = fit(pairs, threshold)
    path.write_text(table(start, weights), encoding="utf-8")
    return path


def table(start: float, weights: dict[str, tuple[float, float]]) -> str:
    """The table as TOML, for people to read."""
    lines = [
        "# How much each piece of evidence counts when two names are compared (pipeline/compare).",
        "# certainty = 1 / (1 + exp(-sum)); sum = start + score × for (above 0) or × against (below 0).",
        "# Fitted by `python -m evaluation.namepairs --fit` on the half `fit` of annotations/name_pairs.csv,",
        "# checked on the half `test`, whose surnames are others: logistic regression held to weights set by",
        "# hand (evaluation/nameweights.py). One certain contradiction parts two names whatever else agrees.",
        f"start = {start}",
    ]
    for kind, (towards, against) in weights.items():
        lines += ["", f"[{kind}]  # {SAID[kind]}", f"for = {towards}", f"against = {against}"]
    text = "\n".join(lines) + "\n"
    tomllib.loads(text)
    return text


def _scores(pair: NamePair) -> list[float]:
    """1 for the start, then each question's score above 0, and below 0."""
    told = {piece.kind: piece.score for piece in evidence(*profiles(pair))}
    return [1.0, *(part for kind in BY_HAND for part in (max(told[kind], 0.0), min(told[kind], 0.0)))]


def _step(scores: _FLOAT, same: _FLOAT, cost: _FLOAT, found: _FLOAT, hand: _FLOAT, border: float) -> _FLOAT:
    """A damped Newton step of the weighted logistic loss with the ridge."""
    total = np.clip(scores @ found - border, -30.0, 30.0)
    chance = 1 / (1 + np.exp(-total))
    slope: _FLOAT = scores.T @ (cost * (chance - same)) + HELD * (found - hand)
    curve: _FLOAT = (scores * (cost * chance * (1 - chance))[:, None]).T @ scores + HELD * np.eye(len(found))
    return np.asarray(-0.5 * np.linalg.solve(curve, slope), dtype=np.float64)
