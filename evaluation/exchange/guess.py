"""What a fact drawn by hand has before anybody fills in its fields: what its words tell, else null."""

from __future__ import annotations

import re
from typing import Any

from evaluation.exchange.task import Record, Region
from pipeline.errors import GoldError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SECTION = re.compile(r"(?:§\s*)?(\d+(?:[.:]\d+)*)\s*(?:§\s*)?[.:]?\s*(.*)", re.DOTALL)
_MONEY = re.compile(
    r"(?P<number>[-−–]?\s?\d[\d\s.]*(?:,\d+)?)\s*(?P<unit>%|procent|tkr|kkr|mnkr|mkr|milj\w*|kr\w*|:-|SEK)?",
    re.IGNORECASE,
)
_FACTOR = {"tkr": 1_000, "kkr": 1_000, "mnkr": 1_000_000, "mkr": 1_000_000, "milj": 1_000_000}


def guessed(region: Region, text: str) -> Record:
    """The required fields of a new fact. Raises GoldError for an amount whose value cannot be read."""
    words = " ".join(text.split())
    if region.kind == "sections":
        numbered = _SECTION.fullmatch(words)
        number, title = (numbered[1], numbered[2]) if numbered else (None, words)
        return {"number": number, "title": title or words, "kind": "item"}
    if region.kind == "attendance":
        empty: Record = {"organisation": None, "roles": [], "party": None}
        return {"person": words, **empty, "standing": "other", "present": None}
    if region.kind == "decisions":
        return {"kind": "other", "status": "decided", "decider": None, "votes": None, "reservations": []}
    if region.kind == "mandates":
        return {"giver": None, "assignees": [], "task": words, "deadline": None, "status": "decided"}
    if region.kind == "amounts":
        return _money(region, words)
    if region.kind == "table_cells":
        return {"table": "", "row": "", "column": "", **_money(region, words)}
    return (
        {"label": region.label, "value": words}
        if region.label == "DATE" and _DAY.fullmatch(words)
        else {"label": region.label}
    )


def _money(region: Region, words: str) -> dict[str, Any]:
    """ "4 250 tkr" → 4250000 SEK; where the tool's own field is filled in, that wins."""
    if region.values.get("value"):
        return {"value": None, "unit": "percent" if "%" in words else "SEK"}
    found = _MONEY.fullmatch(words)
    if not found:
        raise GoldError(
            f"{region.place}: new {region.label} {words!r} has no value that can be read; mark the figure "
            "with its unit, or fill in its field value"
        )
    digits = re.sub(r"[\s.]", "", found["number"]).replace(",", ".")
    unit = (found["unit"] or "").casefold()
    value = float(re.sub("[−–]", "-", digits)) * _FACTOR.get(unit[:4] if unit.startswith("milj") else unit, 1)
    percent = unit in ("%", "procent")
    return {
        "value": int(value) if value.is_integer() else round(value, 2),
        "unit": "percent" if percent else "SEK",
    }
