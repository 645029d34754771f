"""Pattern files of `models/patterns`, where a linguist can edit them: one rule a line, tab-separated."""

from __future__ import annotations

import re
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
    if not bare or len(bare) > 70 or bare.endswith("."):
        bare = bare if bare.lower() in ("exp.",) else ""
    for pattern, kind in _item_labels() if bare else ():
        if pattern.fullmatch(bare):
            return kind
    return None
