"""Invented minutes as a layout, for the tests of decisions and mandates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.extract.decisions import decisions
from pipeline.facts import Decision, Source
from pipeline.segment import segment
from pipeline.view import Layout

# A board of an invented joint authority, one item; the item's text is the test's own.
_HEAD = """PROTOKOLL

Samordningsförbundet Fjällsjö

Sammanträdesdatum 2022-05-12

Plats och tid: Sockenstugan, Fjällsjö, klockan 09.00–11.30
Beslutande: Disa Norrby, Olle Kvist, Marja Lind
Övriga deltagare: Tove Hede, Ivar Bro
Sekreterare: Ivar Bro
Justerare: Olle Kvist

"""

# The head of minutes, behind which the tests set their items.
BOARD = """Älvby kommun
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum 2022-05-12

Plats och tid: Kommunhuset, klockan 09.00–11.30
Beslutande
Alma Ros (S), ordförande
Bo Dahl (M)

"""


def minutes(text: str, title: str = "Ärende om lokaler", head: str = _HEAD) -> Layout:
    """The layout of minutes of 2022-05-12 whose § 7 says `text`, between two other items."""
    body = (
        f"{head}§ 6 Mötets öppnande\n\nOrdföranden "
        f"öppnade mötet.\n\n§ 7 {title}\n\n{text}\n\n§ "
        f"8 Mötet avslutas\n\nOrdföranden avslutade mötet.\n"
    )
    return segment(Source(id="prov", path="prov.txt", sha256="", media_type="text/plain", text=body))


def words(text: str) -> str:
    """`text` with white space collapsed."""
    return " ".join(text.split())


def found(text: str, title: str = "Ärende om lokaler") -> list[Decision]:
    """The decisions in § 7 of invented minutes."""
    return [one for one in decisions(minutes(text, title)) if one.section == "7"]


def said(text: str, title: str = "Ärende om lokaler") -> list[tuple[str, str, str]]:
    """Kind, status and quote of those decisions."""
    return [(one.kind, one.status, words(one.text)) for one in found(text, title)]


SHARED_GOLD = (Path(__file__).parents[1] / ".." / "shared" / "gold").resolve()


def gold_layouts() -> Iterator[tuple[Layout, dict[str, Any]]]:
    """Each text of the shared gold as a layout, with its gold record."""
    for file in sorted(SHARED_GOLD.glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        text = file.with_name(file.name.removesuffix(".gold.json") + ".txt").read_bytes().decode("utf-8")
        yield (
            segment(Source(id="g", path=file.name, sha256="", media_type="text/plain", text=text)),
            gold,
        )
