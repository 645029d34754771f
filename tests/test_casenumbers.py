"""Case numbers behind an item's number: each register writes them its own way, and none is a title."""

import pytest

from pipeline.segment.casenumbers import behind_number


@pytest.mark.parametrize(
    ("rest", "case", "title"),
    [
        ("   KS.2023.412   041", "KS.2023.412", ""),
        ("   KS.2023.412", "KS.2023.412", ""),
        ("  KS 2023/412     041", "KS 2023/412", ""),
        ("  VoO 2023/41   700", "VoO 2023/41", ""),
        ("  Ks/2023:14", "Ks/2023:14", ""),
        ("  dnr 2023/412-041 Ny förskola", "dnr 2023/412-041", "Ny förskola"),
        ("  D nr 2023/412", "D nr 2023/412", ""),
        ("  KS.2023.412 Ny förskola", "KS.2023.412", "Ny förskola"),
        ("  Delårsrapport    HSN/24/0123", "HSN/24/0123", "Delårsrapport"),
        ("  Budget 2024-2027", None, "Budget 2024-2027"),
        ("  Plan 2023/24 för skolan", None, "Plan 2023/24 för skolan"),
        ("  1.4.1 Ny förskola", None, "1.4.1 Ny förskola"),
        ("  112 lägenheter i Ekdal", None, "112 lägenheter i Ekdal"),
    ],
)
def test_what_stands_behind_the_number(rest: str, case: str | None, title: str) -> None:
    found, body, at = behind_number(rest)
    assert found == case
    assert body.strip() == title
    assert rest[at:].strip().startswith(title)


def test_a_number_in_its_own_column_leaves_the_title_open() -> None:
    _, body, _ = behind_number("  Plan mot alkohol-, narkotika-,   HSN/24/0123")
    assert body.strip() == "Plan mot alkohol-, narkotika-,"
