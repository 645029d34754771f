"""Minimal pairs: a construct under "## ", then lines "+ zone|text => facts" and "- …", which lack them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Side:
    """One side of a pair: where it stands (a letter), its text, and each fact's fields as written."""

    construct: str
    sign: str
    zone: str
    text: str
    expected: tuple[tuple[str, ...], ...]


def lines(file: str) -> Iterator[tuple[str, str, str, str, str]]:
    """(construct, sign, zone, text, what is expected) of each side in a file of `cases`."""
    construct = ""
    for line in (CASES / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            construct = line[3:]
        elif line[:2] in ("+ ", "- "):
            sentence, _, told = line[2:].rpartition("=>")
            zone, text = sentence.strip().split("|", 1)
            yield construct, line[0], zone, text.replace("⏎", "\n"), told


def sides(file: str) -> list[Side]:
    """The sides of a file whose facts have fields: "a | b && c | d" are two facts."""
    found = []
    for construct, sign, zone, text, told in lines(file):
        facts = [one.split("|") for one in told.split("&&") if one.strip()]
        expected = tuple(tuple(field.strip() for field in fields) for fields in facts)
        found.append(Side(construct, sign, zone, text, expected))
    return found
