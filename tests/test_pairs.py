"""Minimal pairs: each construct with what settles something and its like that does not; and their number."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from decision_layout import BOARD, minutes
from marked import unmarked
from paired import lines

from pipeline.extract.decisions import decisions

CASES = Path(__file__).parent / "cases"
CONSTRUCTS = (
    "omröstning", "lottning", "jäv", "ordförandebeslut", "bordläggning", "återremiss", "minoritetsåterremiss",
    "entledigande", "fyllnadsval", "firmatecknare", "ansvarsfrihet", "revisionsberättelse", "arvoden",
    "delegationsordning", "remissvar",
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One side of a pair: where it stands (B, P, S), the text, the kinds decided now."""

    construct: str
    sign: str
    zone: str
    text: str
    kinds: tuple[str, ...]


def _sides() -> list[Side]:
    return [
        Side(construct, sign, zone, text, tuple(kinds.split()))
        for construct, sign, zone, text, kinds in lines("pairs.txt")
    ]


@pytest.mark.parametrize("side", _sides(), ids=lambda side: f"{side.construct} {side.sign} {side.text[:60]}")
def test_a_side_of_a_pair(side: Side) -> None:
    body = ("Beslut\n\n" if side.zone == "B" else "") + side.text
    layout = minutes(body, head=BOARD) if side.zone == "S" else minutes(body)
    made = [one for one in decisions(layout) if one.section == "7" and one.status == "decided"]
    assert tuple(one.kind for one in made) == side.kinds


def test_sides_alternate_and_every_construct_has_pairs() -> None:
    sides = _sides()
    assert [side.sign for side in sides] == ["+", "-"] * (len(sides) // 2)
    pairs = Counter(side.construct.split()[0] for side in sides if side.sign == "+")
    assert {name: pairs[name] for name in CONSTRUCTS if pairs[name] < 4} == {}
    for one, other in zip(sides[::2], sides[1::2], strict=True):
        assert one.construct == other.construct
        assert one.kinds and one.kinds != other.kinds


def test_there_are_three_hundred_pairs() -> None:
    """In `pairs.txt` the sides stand beside each other; else a file has as many pairs as its rarer side."""
    counted = {"pairs": len(_sides()) // 2}
    text = (CASES / "decisions.txt").read_text(encoding="utf-8")
    settled = len(re.findall(r"(?m)^[BPS]\|.*\n  ", text))
    counted["decisions"] = min(settled, len(re.findall(r"(?m)^[BPS]\|", text)) - settled)
    rows = [line.split("|") for line in (CASES / "mandates.txt").read_text(encoding="utf-8").splitlines()]
    told = [bool(row[2]) for row in rows if len(row) > 2]
    counted["mandates"] = min(told.count(True), told.count(False))
    for name in ("bodies", "cases", "legal", "organisations", "people", "roles"):
        texts = [
            line for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()[2:] if line
        ]
        marked = [bool(unmarked(line)[1]) for line in texts]
        counted[name] = min(marked.count(True), marked.count(False))
    assert sum(counted.values()) >= 300, counted
