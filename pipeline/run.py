"""The order of the stages, as plain functions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline import __version__
from pipeline.extract.amounts import amount_mentions, amounts
from pipeline.extract.announced import announced
from pipeline.extract.attendance import attendance
from pipeline.extract.cases import cases
from pipeline.extract.dates import dates
from pipeline.extract.decisions import decisions, linked
from pipeline.extract.legal import legal
from pipeline.extract.mandates import mandates
from pipeline.extract.mentions import mentions
from pipeline.extract.sums import sums
from pipeline.extract.tables import table_cells
from pipeline.facts import (
    NAMING_LABELS,
    Amount,
    Decision,
    Document,
    Mandate,
    Mention,
    Source,
    Span,
    with_ids,
)
from pipeline.read import read
from pipeline.segment import segment
from pipeline.view import Layout

if TYPE_CHECKING:
    from pipeline.annotate import Annotator

AnySpan = TypeVar("AnySpan", bound=Span)


def extract_file(path: Path, annotator: Annotator | None = None, *, shown: str | None = None) -> Document:
    """Read the file at `path` and extract its facts; raises a `ReadError` that names the cause.

    Without an `annotator` the default language model is loaded once and kept.
    """
    return extract_source(read(path, shown=shown), annotator)


def extract_source(source: Source, annotator: Annotator | None = None) -> Document:
    """All facts of one document, with ids, in the order of the text."""
    if annotator is None:
        from pipeline.annotate import load

        annotator = load()
    layout = segment(source)
    docs = list(annotator.annotate([block.text for block in layout.blocks])) if annotator.speaks else None
    rows, doubts = attendance(layout)
    money = _placed(layout, amounts(layout))
    days = dates(layout)
    cells = _placed(layout, table_cells(layout))
    named = [
        *mentions(layout, rows, docs),
        *days,
        *legal(layout),
        *cases(layout),
        *amount_mentions(layout),
    ]
    paid = with_ids("amount", source.id, money)
    told = with_ids("mandate", source.id, _placed(layout, announced(layout, mandates(layout), days)))
    settled = with_ids("decision", source.id, _placed(layout, decisions(layout)))
    return Document(
        source=source,
        version=__version__,
        model=annotator.version,
        parts=layout.parts,
        sections=with_ids("section", source.id, list(layout.sections)),
        mentions=with_ids("mention", source.id, _placed(layout, named)),
        attendance=with_ids("attendance", source.id, _placed(layout, rows)),
        decisions=linked(tuple(_with_contents(decision, paid, told) for decision in settled)),
        mandates=told,
        amounts=paid,
        table_cells=with_ids("cell", source.id, cells),
        warnings=(*source.warnings, *doubts, *sums(cells, source.text)),
    )


def ner_source(source: Source, annotator: Annotator) -> Document:
    """What the models alone take for mentions, before any rule: the blocks as the pipeline cuts them.

    Offsets are raw, as everywhere; a mention's rule is ``"ner.person"``, ``"ner.org"`` …
    """
    layout = segment(source)
    found = [
        Mention(start=start, end=end, text="", rule=f"ner.{label.lower()}", label=label)
        for block, doc in zip(layout.blocks, annotator.annotate(b.text for b in layout.blocks), strict=False)
        for ent in doc.ents
        for start, end in [block.span(ent.start_char, ent.end_char)]
        for label in NAMING_LABELS
        if ent.label_ == label
    ]
    return Document(
        source=source,
        version=__version__,
        model=annotator.version,
        parts=layout.parts,
        mentions=with_ids("mention", source.id, _placed(layout, found)),
        warnings=source.warnings,
    )


def _with_contents(decision: Decision, sums: Sequence[Amount], told: Sequence[Mandate]) -> Decision:
    """The decision with the ids of the amounts and mandates that stand inside it."""
    return replace(
        decision,
        amounts=tuple(a.id for a in sums if decision.start <= a.start and a.end <= decision.end),
        mandates=tuple(m.id for m in told if m.start < decision.end and decision.start < m.end),
    )


def _placed(layout: Layout, spans: Sequence[AnySpan]) -> list[AnySpan]:
    """Each span with its words, its part and the number of the section it stands in; duplicates dropped."""
    text = layout.source.text
    placed: dict[tuple[object, ...], AnySpan] = {}
    sections = sorted(layout.sections, key=lambda section: section.start)
    starts = [section.start for section in sections]
    for span in spans:
        part = next((p for p in layout.parts if p.start <= span.start < p.end), layout.parts[0])
        at = bisect_right(starts, span.start)
        near = sections[at - 1] if at else None  # sections do not overlap
        section = near if near and span.start < near.stop and near.part == part.id else None
        told_apart = (getattr(span, name, None) for name in ("label", "task", "standing"))
        key = (span.start, span.end, *told_apart)
        end = layout.tails.get(span.end - 1, span.end)
        placed.setdefault(
            key,
            replace(
                span,
                end=end,
                text=text[span.start : end],
                part=part.id,
                section=section.number if section else None,
            ),
        )
    return list(placed.values())
