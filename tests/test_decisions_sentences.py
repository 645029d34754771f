"""Sentences and short items of invented minutes: what each settles, and its like that settles nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from decision_layout import BOARD, minutes, words

from pipeline.extract.decisions import decisions


def _cases() -> list[tuple[str, list[str]]]:
    """The texts of `cases/decisions.txt`, each with its decisions as written there."""
    found: list[tuple[str, list[str]]] = []
    file = Path(__file__).parent / "cases" / "decisions.txt"
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


@pytest.mark.parametrize(("case", "wanted"), _cases())
def test_sentences(case: str, wanted: list[str]) -> None:
    zone, text = case.split("|", 1)
    body = ("Beslut\n\n" if zone == "B" else "") + text.replace("⏎", "\n")
    layout = minutes(body, head=BOARD) if zone == "S" else minutes(body)
    made = [
        f"{one.kind} {one.status} {one.decider or '–'}|{_quote(one.text, text)}"
        for one in decisions(layout)
        if one.section == "7"
    ]
    assert made == wanted


def _quote(quote: str, text: str) -> str:
    return "=" if words(quote) == text.rstrip(".") else words(quote)


def test_there_are_as_many_negative_pairs_as_make_the_positive_ones_worth_something() -> None:
    cases = _cases()
    nothing = [case for case, wanted in cases if not wanted]
    assert len(cases) > 350
    assert len(nothing) > 80


@pytest.mark.parametrize(
    ("front", "kinds"),
    [
        ("Justering\nAtt jämte ordföranden justera dagens protokoll utses Bo Dahl (M).", ["elect"]),
        ("Utsågs Bo Dahl (M) att jämte ordföranden justera dagens protokoll.", ["elect"]),
        ("Utses att justera Bo Dahl (M)", []),
        ("Utses att justeraBo Dahl (M)", []),
        ("Bygglov beviljas för garage.", []),
    ],
)
def test_before_the_first_item_only_the_adjuster_is_elected(front: str, kinds: list[str]) -> None:
    layout = minutes("Informationen diskuterades.", head=f"{BOARD}{front}\n\n")
    assert [one.kind for one in decisions(layout) if one.section is None] == kinds
