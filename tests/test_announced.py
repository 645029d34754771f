"""Deadlines that wait for a meeting the minutes announce themselves."""

from __future__ import annotations

import pytest

from pipeline.facts import Source
from pipeline.run import extract_source

HEAD = """Samordningsförbundet Lövviken
Protokoll från styrelsens sammanträde 2022-02-14

§ 1 Uppföljning

"""
NEXT = "\n\n§ 2 Nästa möte\n\nStyrelsen möts den 25 maj kl. 13.\n"


def due(item: str, rest: str) -> list[str | None]:
    source = Source(id="d", path="d.txt", sha256="", media_type="text/plain", text=HEAD + item + rest)
    return [mandate.due for mandate in extract_source(source).mandates]


ASKED = "Styrelsen gav kansliet i uppdrag att {} redovisa läget."


@pytest.mark.parametrize(
    ("deadline", "rest", "expected"),
    [
        ("till nästa möte", NEXT, "2022-05-25"),
        ("till nästa möte", "\n", None),
        ("till nästa sammanträde", "\n\n§ 2 Slut\n\nNästa sammanträde är den 3 juni.\n", "2022-06-03"),
        ("till nästa sammanträde", "\n\n§ 2 Slut\n\nKansliet flyttar den 3 juni.\n", None),
        ("till sammanträdet i maj", NEXT, "2022-05-25"),
        ("till sammanträdet i maj", "\n", "2022-05"),
        ("till sammanträdet i juni", NEXT, "2022-06"),
        ("till arbetsutskottets sammanträde i maj", NEXT, "2022-05"),
        (
            "till mötet i september",
            "\n\n§ 2 Sammanträdestider\n\nStyrelsen möts 25 maj, 16 september och 2 december.\n",
            "2022-09-16",
        ),
        ("senast i maj", NEXT, "2022-05"),
        ("senast den 1 mars", NEXT, "2022-03-01"),
    ],
)
def test_the_day_of_the_meeting(deadline: str, rest: str, expected: str | None) -> None:
    assert due(ASKED.format(deadline), rest) == [expected]
