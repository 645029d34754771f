"""How likely a decision or a mandate is right: its rule's record, from ``models/calibration/scores.tsv``.

The table is fitted on gold by ``python -m evaluation.calibration --write``; what it says of a rule holds for
minutes of a body that nobody had read when the rules were written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pipeline.errors import MissingModel
from pipeline.extract.wording import used
from pipeline.facts import DecisionKind
from pipeline.gazetteers import models_folder

Circumstance = Literal["told", "other"]
Scores = Mapping[tuple[str, Circumstance], float]
FILE = "scores.tsv"
_DECIDES = re.compile(r"\b(?:beslut(?:ar|ade|at|a|as|ades)|beslöts?)\b", re.IGNORECASE)


# "att från och med maj lägga till en punkt", "Kallelsen ska sändas ut", "Vi går vidare": a wish or an order
_ORDERS = re.compile(
    r"[Aa]tt \S+ \S|[A-ZÅÄÖ][^.:;]{2,90}? ska(?:ll)? (?!vi\b|man\b|det\b)|Vi [a-zåäö]+r\b"
    r"|\d+ beslut om\b|Delegationsbeslut\b"
)


# rules that take a clause for where it stands; any other knows the words it is for
_BY_PLACE = ("decision.labelled.", "decision.point.", "decision.delegated", "decision.passive", "decision.we")


def circumstance(
    kind: DecisionKind, decider: str | None = None, text: str = "", rule: str = ""
) -> Circumstance:
    """``"other"`` of a decision of that kind that nothing else tells to be one; those are wrong more often.

    Told are "Nämnden beslutar att montera hyllor" (who decides), "Beslutades att montera hyllor" and
    "Hyran sänks med 4 %" (a verb that decides), "att montera hyllor" and "Hyllorna ska bytas" (a wish, an
    order), and what a rule of its own knows by its words; not "Montering av hyllor på plan 2" under the
    label Beslut.
    """
    known = bool(rule) and not rule.startswith(_BY_PLACE)
    said = (
        kind != "other"
        or known
        or decider is not None
        or bool(_DECIDES.search(text) or used(text) or _ORDERS.match(text))
    )
    return "told" if said else "other"


def certainty(rule: str, under: Circumstance = "told") -> float:
    """The probability (0–1) that what `rule` finds is right: of a decision its words and kind, of a mandate
    its words. Raises MissingModel when there is no table of scores."""
    return looked_up(_scores(), rule, under)


def looked_up(scores: Scores, rule: str, under: Circumstance) -> float:
    """The score of a rule; of one that has no record that of all of its kind (``"decision.*"``)."""
    family = f"{rule.partition('.')[0]}.*"
    return scores[rule, under] if (rule, under) in scores else scores[family, under]


@cache
def _scores() -> Scores:
    path = models_folder() / "calibration" / FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise MissingModel(f"{path}: the scores cannot be read ({error.strerror})") from error
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(rule, "other" if under == "other" else "told"): float(score) for rule, under, *_, score in rows}
