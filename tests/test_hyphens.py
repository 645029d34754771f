"""Words divided at the end of a line are whole in the cleaned view, and map back to both halves."""

from __future__ import annotations

import pytest
from segmented import layout_of


def block_of(before: str, after: str) -> str:
    text = f"PROTOKOLL\nNorrby kommun\n\n§ 1 Budget\nStyrelsen beslutar i dag att låta {before}"
    text += f"\n{after} bli kvar.\n"
    layout = layout_of(text)
    (block,) = [
        block for block in layout.blocks if block.kind == "prose" and block.text.startswith("Styrelsen")
    ]
    for at, char in enumerate(block.text):
        if not char.isspace():
            assert text[block.offsets[at]] in (char, "\u00ad", "\u2010")
    assert list(block.offsets) == sorted(set(block.offsets))
    return block.text.removeprefix("Styrelsen beslutar i dag att låta ").removesuffix(" bli kvar.")


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("förvalt-", "ningen", "förvaltningen"),
        ("barn- och ungdomsverk-", "samheten", "barn- och ungdomsverksamheten"),
        ("förvalt\u00ad", "ningen", "förvaltningen"),
        ("förvalt\u2010", "ningen", "förvaltningen"),
        ("kultur-", "och fritidsnämnden", "kultur- och fritidsnämnden"),
        ("kultur-", "samt fritidsnämnden", "kultur- samt fritidsnämnden"),
        ("IT-", "chefen", "IT-chefen"),
        ("Anna-", "Lena Ekdal", "Anna-Lena Ekdal"),
        ("rapporten -", "den nya", "rapporten - den nya"),
        ("åren 2024-", "2025", "åren 2024- 2025"),
    ],
)
def test_a_divided_word(before: str, after: str, whole: str) -> None:
    assert block_of(before, after) == whole


def test_a_span_covers_both_halves() -> None:
    text = "§ 1 Budget\nKommunstyrelsen ger i dag hela den stora förvalt-\nningen ett uppdrag.\n"
    (block,) = [block for block in layout_of(text).blocks if "ningen" in block.text]
    at = block.text.index("förvaltningen")
    start, end = block.span(at, at + len("förvaltningen"))
    assert text[start:end] == "förvalt-\nningen"
