"""Score what an extractor found against gold.

`score` judges one document, `score_folder` a folder of gold. Every figure is a `Counts`,
so figures of documents add up to figures of any group of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from evaluation.align import align
from evaluation.counts import Counts, Interval
from evaluation.entities import across, with_ids
from evaluation.family import family
from evaluation.gold import Gold, load_folder
from evaluation.judge import Outcome, judge
from evaluation.scores import UNLIKE, DocumentScore, Report
from pipeline.errors import GoldError, ReadError
from pipeline.facts import Document, Meeting, Part, Source

__all__ = [
    "UNLIKE", "Counts", "DocumentScore", "Extract", "Interval", "Report",
    "score", "score_folder", "source_of",
]  # fmt: skip

Extract = Callable[[Path], Document]

SOURCE_FOLDERS = ("protocols", "corpus")
PREFERRED = (".pdf", ".docx", ".html", ".htm", ".md", ".txt")
SHORT = ("mentions", "amounts")
CONTEXT = 32  # characters on each side


def score(gold: Gold, document: Document) -> DocumentScore:
    """What `document` has right of `gold`; the two texts are aligned when they differ."""
    alignment = align(document.source.text, gold.text)
    judged = judge(gold, document, alignment)
    return DocumentScore(
        name=gold.name,
        source=document.source.path,
        body=gold.meeting.body,
        aligned=alignment.share,
        figures=judged.figures,
        outcomes=tuple(_in_context(outcome, document.source.text, gold.text) for outcome in judged.outcomes),
        confusions=judged.confusions,
        organisation=gold.meeting.organisation,
        layout=family(gold),
        gold=gold,
        document=document,
    )


def score_folder(folder: Path, extract: Extract, documents: Iterable[str] = ()) -> Report:
    """Score `extract` on the gold of a folder (or on the `documents` named, by name or its beginning).

    Where gold ties the people of its documents together, who is who over all of them is scored too.
    A document that cannot be read counts as one in which nothing was found. Raises GoldError
    for gold that cannot be used, and when no document has a name that was asked for.
    """
    golds = load_folder(folder)
    wanted = tuple(documents)
    chosen = [gold for gold in golds if not wanted or gold.name.startswith(wanted)]
    if not chosen:
        there = ", ".join(gold.name for gold in golds)
        raise GoldError(f"{folder}: no gold for {', '.join(wanted)}; there is gold for {there}")
    tied = with_ids(chosen, folder if folder.is_dir() else folder.parent)
    scores = [_scored(gold, extract) for gold in sorted(tied, key=lambda gold: gold.name)]
    return Report(across(scores))


def source_of(gold: Gold) -> Path:
    """The document that gold was made from: in ../protocols or ../corpus or beside the gold, under the
    same name; an original (PDF, DOCX, HTML) before a text; else NAME.txt itself."""
    home = gold.path.parent
    stem = gold.path.name.removesuffix(".gold.json")
    for folder in (*(home.parent / name for name in SOURCE_FOLDERS), home):
        if not folder.is_dir():
            continue
        named = (path for path in folder.rglob(f"{stem}.*") if path.stem == stem)
        found = [path for path in named if path.suffix.lower() in PREFERRED]
        if found:
            return min(found, key=lambda path: (PREFERRED.index(path.suffix.lower()), str(path)))
    return home / f"{stem}.txt"


def _in_context(outcome: Outcome, text: str, gold_text: str) -> Outcome:
    """Short facts that are not right are shown with the words around them."""
    if outcome.verdict == "right" or outcome.kind not in SHORT:
        return outcome
    words = text if outcome.verdict == "spurious" else gold_text
    before, after = words[: outcome.start][-CONTEXT:], words[outcome.end :][:CONTEXT]
    return replace(
        outcome, context=" ".join(f"{before}⟦{words[outcome.start : outcome.end]}⟧{after}".split())
    )


def _scored(gold: Gold, extract: Extract) -> DocumentScore:
    path = source_of(gold)
    try:
        return score(gold, extract(path))
    except ReadError as error:
        nothing = _nothing(gold)
        judged = judge(gold, nothing, align(gold.text, gold.text))
        return DocumentScore(
            name=gold.name,
            source=str(path),
            body=gold.meeting.body,
            aligned=0.0,
            figures=judged.figures,
            outcomes=judged.outcomes,
            confusions=judged.confusions,
            error=error.reason,
            organisation=gold.meeting.organisation,
            layout=family(gold),
            gold=gold,
            document=nothing,
        )


def _nothing(gold: Gold) -> Document:
    """A document of gold's text in which nothing was found."""
    source = Source(id=gold.name, path=str(gold.path), sha256="", media_type="", text=gold.text)
    part = Part(id=gold.name, start=0, end=len(gold.text), meeting=Meeting())
    return Document(source=source, version="", model="", parts=(part,))
