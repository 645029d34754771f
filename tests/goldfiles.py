"""A small invented protocol with its gold, to be written to a folder and changed there."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

TEXT = (
    "Hällnäs byalag 2023-05-04\n\nNärvarande: Åsa Öberg, ordförande\nPer Lind\n\n"
    "§ 7 Val av justerare\nStyrelsen beslutar att utse Per Lind till justerare.\n\n"
    "§ 8 Bryggan\nStyrelsen beslutar att uppdra åt Åsa Öberg att laga bryggan före midsommar.\n"
    "Avsätts 1\u00a0500 kr. Styrelsen tackar Åsa.\n"
)
NAME = "hällnäs-2023-05-04"


def span(words: str, text: str = TEXT, nth: int = 0, **fields: Any) -> dict[str, Any]:
    """A fact on the nth occurrence of `words`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words, **fields}


def record(**changed: Any) -> dict[str, Any]:
    """The gold of TEXT, sound in every respect; `changed` replaces whole kinds."""
    row = {"organisation": None, "party": None, "present": True, "remote": False, "sections": None}
    person = {"label": "PERSON"}
    gold: dict[str, Any] = {
        "schema": "paragraf-gold/1",
        "name": NAME,
        "characters": len(TEXT),
        "document": {"kind": "minutes", "body": "Hällnäs byalag", "date": "2023-05-04"},
        "parts": [
            {"id": "p1", "start": 0, "end": len(TEXT), "kind": "minutes", "body": None, "date": "2023-05-04"}
        ],
        "people": [
            {"name": "Åsa Öberg", "variants": ["Åsa Öberg", "Åsa"]},
            {"name": "Per Lind", "variants": ["Per Lind"]},
        ],
        "sections": [
            span("§ 7 Val av justerare", number="7", title="Val av justerare", kind="item"),
            span("§ 8 Bryggan", number="8", title="Bryggan", kind="item"),
        ],
        "attendance": [
            span("Åsa Öberg", person="Åsa Öberg", roles=["ordförande"], standing="voting", **row),
            span("Per Lind", person="Per Lind", roles=[], standing="voting", **row),
        ],
        "decisions": [
            span(
                "Styrelsen beslutar att utse Per Lind till justerare",
                id="d1", kind="elect", status="decided",
            ),
            span(
                "Styrelsen beslutar att uppdra åt Åsa Öberg att laga bryggan före midsommar",
                id="d2", kind="assign", status="decided", decider="Styrelsen", mandates=["m1"],
            ),
        ],
        "mandates": [
            span(
                "Styrelsen beslutar att uppdra åt Åsa Öberg att laga bryggan före midsommar",
                id="m1", section="8", giver="Styrelsen", assignees=["Åsa Öberg"], task="laga bryggan",
                deadline="före midsommar", due="2023-06", status="decided",
            )
        ],
        "amounts": [span("1\u00a0500 kr", id="a1", value=1500, unit="SEK")],
        "mentions": [
            span("2023-05-04", label="DATE", value="2023-05-04"),
            span("Åsa Öberg", **person),
            span("ordförande", label="ROLE"),
            span("Per Lind", **person),
            span("Styrelsen", label="BODY"),
            span("Per Lind", nth=1, **person),
            span("Styrelsen", nth=1, label="BODY"),
            span("Åsa Öberg", nth=1, **person),
            span("1\u00a0500 kr", label="AMOUNT", value=1500),
            span("Styrelsen", nth=2, label="BODY"),
            {"start": TEXT.rindex("Åsa"), "end": TEXT.rindex("Åsa") + 3, "text": "Åsa", **person},
        ],
    }  # fmt: skip
    return copy.deepcopy({**gold, **changed})


def put(folder: Path, gold: Any, name: str = NAME, text: str | None = TEXT) -> Path:
    """Write gold (indented, as no tool of ours does) with its text; returns the gold file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
    if text is not None:
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    return path
