"""Personal identity numbers are made unreadable, everything else stays."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import mask

_PRIVATE = [
    ("850304-1234", "••••••-••••"),
    ("19850304-1234", "••••••••-••••"),
    ("850304+1234", "••••••+••••"),
    ("8503041234", "••••••••••"),
    ("198503041234", "••••••••••••"),
    ("850304 1234", "•••••• ••••"),
    ("850304\u20131234", "••••••\u2013••••"),
    ("850304\\-1234", "••••••\\-••••"),
    ("850304 - 1234", "•••••• - ••••"),
    ("850304-\n    1234", "••••••-\n    ••••"),
    ("850304-\n\n1234", "••••••-\n\n••••"),  # parted by the end of a page or paragraph
    ("1985-03-04-1234", "••••-••-••-••••"),
    ("850364-1234", "••••••-••••"),  # samordningsnummer: day 4 + 60
    ("000229-1234", "••••••-••••"),  # 2000 was a leap year
    ("19121212-TF34", "••••••••-TF••"),
    ("pnr:850304-1234.", "pnr:••••••-••••."),
    ("20250304-1200", "••••••••-••••"),  # a time stamp that nothing tells from a number
    ("Dnr 850304-1234", "Dnr ••••••-••••"),  # a person's file may be kept under their number
    ("20240101 2024", "•••••••• ••••"),
]
_PUBLIC = [
    "212000-0000",  # organisation number
    "556677-8899",
    "850230-1234",  # no such day
    "19010229-1234",  # 1901 was no leap year
    "851304-1234",  # no such month
    "070-123 45 67",
    "Tfn: 0701231234",
    "+46701231234",
    "5050-1055",
    "SE4550000000058398257466",
    "2019-03-11-2019-03-15",
    "2019-03-11 1300",
    "20250304 1300-1500",
    "Dnr 2024/12",
    "KS 2021/123456-1234567",
    "850304-12345",
    "1850304-1234",
    "4 250 000 kr",
    "",
]


@pytest.mark.parametrize(("number", "masked"), _PRIVATE)
def test_number_is_masked(number: str, masked: str) -> None:
    text = f"Anna Almbladh, {number}, valdes."
    assert mask(text) == (f"Anna Almbladh, {masked}, valdes.", 1)
    assert mask(number) == (masked, 1)


@pytest.mark.parametrize("text", _PUBLIC)
def test_other_digits_stay(text: str) -> None:
    assert mask(text) == (text, 0)


def test_every_number_is_counted() -> None:
    text, count = mask("850304-1234, 850304-1235 och 212000-0000")
    assert (text, count) == ("••••••-••••, ••••••-•••• och 212000-0000", 2)


_pieces = st.sampled_from(["850304", "19850304", "-", "1234", " ", "\n", "+", "TF34", "å", "0701231234"])


@given(st.one_of(st.text(), st.lists(_pieces).map("".join)))
def test_masking_keeps_length_and_touches_digits_only(text: str) -> None:
    masked, count = mask(text)
    assert len(masked) == len(text)
    assert all(a == b or (a.isdigit() and b == "•") for a, b in zip(text, masked, strict=True))
    assert (count == 0) == (masked == text)
    assert mask(masked)[0] == masked


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["-", "+", " ", ""]), st.booleans(), st.booleans())
def test_no_valid_number_survives(
    date: dt.date, last: int, separator: str, coordination: bool, century: bool
) -> None:
    if date.year < 1800 or date.year > 2099:
        date = date.replace(year=1984)
    day = date.day + 60 * coordination
    number = f"{date.year:04}"[0 if century else 2 :] + f"{date.month:02}{day:02}{separator}{last:04}"
    assert mask(f"för {number} gäller")[1] == 1
