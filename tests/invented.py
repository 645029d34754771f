"""Small invented protocols as Documents: a head, a list of those present, a text with marked facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gold_documents import make

from pipeline.facts import Document

# ⟨PERSON:Anna Bergdahl⟩, ⟨ROLE:ordförande⟩, ⟨ORG:Alvbro kommun⟩; ⟨elect:…⟩, ⟨mandate:…⟩ around clauses.
_MARK = re.compile(r"⟨(\w+):|⟩")
_DECISIONS = {"elect", "adopt", "note", "approve", "fund", "assign"}


def protocol(
    body: str = "Socialnämnden",
    date: str | None = "2021-03-02",
    organisation: str | None = "Alvbro kommun",
    present: Sequence[dict[str, Any]] = (),
    text: str = "",
    path: str | None = None,
    kind: str = "minutes",
    bound: Sequence[tuple[str, str]] = (),
) -> Document:
    """A protocol. `present`: dicts with `person` and any other field of a row. `bound`: (marked text, date)
    of minutes bound in behind, whose lists are written as ``⟨row:Name|organisation|role⟩``."""
    record: dict[str, Any] = {
        "document": {"kind": kind, "body": body, "organisation": organisation, "date": date},
        "mentions": [], "sections": [], "attendance": [], "decisions": [], "mandates": [], "amounts": [],
        "bound": [],
    }  # fmt: skip
    raw = f"{organisation or ''} {body} {date}\n"
    for row in present:
        raw = _row(record, raw, row)
    raw = _marked(record, raw, text)
    for bound_text, bound_date in bound:
        record["bound"].append((len(raw), "minutes", bound_date))
        raw = _marked(record, raw, bound_text)
    return make(record, raw, path or f"{body.lower()}-{date}.txt")


def _row(record: dict[str, Any], raw: str, row: dict[str, Any]) -> str:
    start = len(raw)
    name = row["person"]
    span = {"start": start, "end": start + len(name), "text": name}
    fixed = {"organisation": None, "roles": [], "standing": "voting", "present": True}
    record["attendance"].append({**fixed, **span, **row})
    record["mentions"].append({**span, "label": "PERSON"})
    return f"{raw}{name}\n"


def _marked(record: dict[str, Any], raw: str, text: str) -> str:
    """`raw` with `text` behind it, its marks taken out and turned into facts."""
    opened: list[tuple[str, int]] = []
    at = 0
    for mark in _MARK.finditer(text):
        raw += text[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            opened.append((mark.group(1), len(raw)))
            continue
        label, start = opened.pop()
        words = raw[start:]
        if label == "row":
            name, organisation, role = words.split("|")
            row = {"person": name, "organisation": organisation or None, "roles": [role] if role else []}
            raw = _row(record, raw[:start], row)
            continue
        span = {"start": start, "end": len(raw), "text": words}
        if label in _DECISIONS:
            record["decisions"].append({**span, "kind": label, "status": "decided", "decider": None})
        elif label == "mandate":
            told = {"giver": None, "assignees": [], "task": words, "deadline": None, "status": "decided"}
            record["mandates"].append({**span, **told})
        elif label == "item":
            number, _, title = words.removeprefix("§ ").partition(" ")
            record["sections"].append({**span, "number": number, "title": title, "kind": "item"})
        elif label == "AMOUNT":
            value = float(re.sub(r"\D", "", words))
            record["amounts"].append({**span, "value": value, "unit": "SEK"})
            record["mentions"].append({**span, "label": label, "value": value})
        elif label == "DATE":
            record["mentions"].append({**span, "label": label, "value": words})
        else:
            record["mentions"].append({**span, "label": label})
    return raw + text[at:] + "\n"


FILLER = (
    "Sammanträdet öppnades och närvaron antecknades. Förbundschefen redogjorde för läget i de pågående "
    "insatserna och för den ekonomiska uppföljningen under perioden. Ledamöterna ställde frågor om "
    "väntetider, om samverkan med vårdcentralerna och om hur deltagarnas egna berättelser ska tas till vara "
    "i det fortsatta arbetet. "
)


def seat(name: str, organisation: str | None = None, *roles: str, party: str | None = None) -> dict[str, Any]:
    """A row of a list of those present."""
    return {"person": name, "organisation": organisation, "roles": list(roles), "party": party}


def board(date: str, *rows: dict[str, Any], text: str = "", **more: object) -> Document:
    """A protocol of an invented samordningsförbund."""
    more = {"body": "Samordningsförbundet Alvbro", "organisation": None, **more}
    return protocol(date=date, present=rows, text=text, **more)  # type: ignore[arg-type]
