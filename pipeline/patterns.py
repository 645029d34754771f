"""Pattern files of `models/patterns`, where a linguist can edit them: one rule a line, tab-separated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from pipeline.gazetteers import models_folder

LabelClass = Literal[
    "decision", "proposal", "motions", "background", "voting", "reservation", "basis", "earlier",
    "distribution", "other",
]  # fmt: skip


MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ``patterns/NAME`` as tuples of fields; `#` begins a comment line."""
    text = (models_folder() / "patterns" / name).read_text(encoding="utf-8")
    return tuple(
        tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    )


@cache
def _item_labels() -> tuple[tuple[re.Pattern[str], LabelClass], ...]:
    return tuple(
        (re.compile(pattern, re.IGNORECASE), cast(LabelClass, kind))
        for pattern, kind in rows("item_labels.tsv")
    )


@lru_cache(maxsize=4096)
def item_label(line: str) -> LabelClass | None:
    """What the heading of a stretch of an item announces: ``item_label("BESLUT:") == "decision"``."""
    bare = line.strip().rstrip(":").strip()
    bare = bare.removesuffix(".") if bare.endswith(" följande.") else bare  # points follow, whatever the stop
    if not bare or len(bare) > 70 or bare.endswith("."):
        bare = bare if bare.lower() in ("exp.",) else ""
    for pattern, kind in _item_labels() if bare else ():
        if pattern.fullmatch(bare):
            return kind
    return None


@dataclass(frozen=True)
class Renaming:
    """An organisation's change of name: `new` since the day (ISO, may be partial) that `source` gives."""

    old: str
    new: str
    since: str
    source: str


@cache
def renamed() -> tuple[Renaming, ...]:
    """The changes of name of `renamed.tsv`."""
    return tuple(Renaming(*row) for row in rows("renamed.tsv"))


def name_on(name: str, day: str) -> str:
    """What an organisation once called `name` is called on `day` (ISO), through every change up to then.

    ``name_on("Vägverket", "2010-03-31") == "Vägverket"``, a day later it is ``"Trafikverket"``.
    """
    changed = next((change for change in renamed() if change.old == name and change.since <= day), None)
    return name_on(changed.new, day) if changed else name
