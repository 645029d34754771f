"""An invented protocol with gold by hand, and any gold over its words, to score."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from evaluation.counts import Counts
from evaluation.gold import Gold
from evaluation.score import score
from pipeline.facts import (
    MENTION_LABELS,
    Amount,
    Attendance,
    Decision,
    Document,
    Mandate,
    Meeting,
    Mention,
    Section,
    TableCell,
    Votes,
)

WORDS = (
    "Styrelsen", "beslutar", "att", "avsätta", "120", "tkr", "till", "Åsa", "Öberg", "för", "bryggan", ".",
    "Per", "Lind", "får", "i", "uppdrag", "att", "hämta", "in", "anbud", "före", "juni", ".",
    "Kassören", "lägger", "fram", "läget", ".", "Rapporten", "läggs", "till", "handlingarna", ".",
)  # fmt: skip
TEXT = " ".join(WORDS)


def at(first: int, last: int) -> dict[str, Any]:
    """The span of the words numbered first to last."""
    start = len(" ".join(WORDS[:first])) + (first > 0)
    end = len(" ".join(WORDS[: last + 1]))
    return {"start": start, "end": end, "text": TEXT[start:end]}


def cell(row: str, value: float, table: str = "Budget", column: str = "2023") -> TableCell:
    return TableCell(start=0, end=1, text="S", table=table, row=row, column=column, value=value)


def gold_of(**changes: Any) -> Gold:
    """The invented protocol, with `changes` to its gold."""
    facts: dict[str, Any] = {
        "name": "hällnäs-2023-05-04",
        "path": Path("hällnäs-2023-05-04.gold.json"),
        "text": TEXT,
        "meeting": Meeting(kind="minutes", body="Hällnäs byalag", date="2023-05-04"),
        "meeting_fields": ("kind", "body", "date", "starts"),
        "mentions": (
            Mention(**at(0, 0), label="BODY"),
            Mention(**at(4, 5), label="AMOUNT"),
            Mention(**at(7, 8), label="PERSON"),
            Mention(**at(12, 13), label="PERSON"),
        ),
        "sections": (
            Section(**at(0, 2), number="7", title="Val", kind="item"),
            Section(**at(24, 26), number="8", title="Läget", kind="item"),
        ),
        "attendance": (
            Attendance(**at(7, 8), person="Åsa Öberg", standing="voting", present=True, party="S"),
            Attendance(
                **at(12, 13),
                person="Per Lind",
                organisation="Hällnäs byalag",
                roles=("kassör",),
                standing="substitute",
                present=True,
                sections=("7", "8"),
            ),
        ),
        "decisions": (
            Decision(**at(0, 10), kind="fund", status="decided", decider="Styrelsen"),
            Decision(**at(12, 22), kind="assign", status="decided"),
            Decision(**at(24, 27), kind="note", status="recalled"),
            Decision(**at(29, 32), kind="note", status="decided"),
        ),
        "mandates": (
            Mandate(
                **at(12, 22),
                giver=None,
                assignees=("Per Lind",),
                task="hämta in anbud",
                deadline="före juni",
            ),
        ),
        "amounts": (Amount(**at(4, 5), value=120000, unit="SEK"),),
    }
    return Gold(**{**facts, **changes})


def figures_of(gold: Gold, document: Document | Gold) -> dict[str, Counts]:
    """The figures of a document (or of gold taken as one) against gold."""
    return score(gold, document.document() if isinstance(document, Gold) else document).figures


_spans = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(0, 6)).map(
    lambda pair: at(pair[0], min(pair[0] + pair[1], len(WORDS) - 1))
)
_names = st.sampled_from(["Åsa Öberg", "Per Lind", "Ulla Ström"])
_statuses = st.sampled_from(["decided", "proposed", "recalled", "delegated"])
_maybe = st.sampled_from([None, "Styrelsen", "Hällnäs byalag"])


def _facts(build: Callable[..., Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    one = st.builds(lambda span, values: build(**span, **values), _spans, st.fixed_dictionaries(fields))
    return st.lists(one, max_size=6).map(tuple)


golds = st.builds(
    gold_of,
    mentions=_facts(Mention, label=st.sampled_from(MENTION_LABELS[:3])),
    sections=_facts(
        Section,
        number=st.sampled_from(["1", "2", "3"]),
        title=st.sampled_from(["Val", "Läget"]),
        kind=st.sampled_from(["item", "agenda_item"]),
        case=_maybe,
    ),
    attendance=_facts(
        Attendance,
        person=_names,
        organisation=_maybe,
        party=st.sampled_from([None, "S", "M"]),
        roles=st.sampled_from([(), ("ledamot",)]),
        standing=st.sampled_from(["voting", "member"]),
        present=st.booleans(),
        remote=st.booleans(),
        replaces=_maybe,
    ),
    decisions=_facts(
        Decision,
        kind=st.sampled_from(["fund", "note"]),
        status=_statuses,
        decider=_maybe,
        reservations=st.sampled_from([(), ("Åsa Öberg",)]),
        votes=st.sampled_from([None, Votes(yes=3, no=2)]),
        case=_maybe,
    ),
    mandates=_facts(
        Mandate,
        giver=_maybe,
        assignees=_names.map(lambda name: (name,)),
        task=_names,
        deadline=_maybe,
        status=_statuses,
        due=st.sampled_from([None, "2023-06-01"]),
    ),
    amounts=_facts(
        Amount,
        value=st.sampled_from([1.0, 2.0]),
        unit=st.sampled_from(["SEK", "percent"]),
        purpose=st.sampled_from([None, "bryggan"]),
    ),
    table_cells=st.lists(
        st.builds(cell, st.sampled_from(["Hyra", "Resor"]), st.sampled_from([5000.0, 1200.0])),
        min_size=1,
        max_size=4,
    ).map(tuple),
    meeting=st.builds(
        Meeting, kind=st.just("minutes"), body=_maybe, date=st.sampled_from([None, "2023-05-04"])
    ),
)
KINDS = ("mentions", "sections", "attendance", "decisions", "mandates", "amounts", "table_cells")


def shuffled(gold: Gold, seed: int) -> Gold:
    """The same gold, its facts in another order."""
    chance = random.Random(seed)
    facts = {kind: getattr(gold, kind) for kind in KINDS if getattr(gold, kind)}
    return replace(gold, **{kind: tuple(chance.sample(some, len(some))) for kind, some in facts.items()})
