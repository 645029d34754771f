"""Score what an extractor found against gold.

`score` judges one document, `score_folder` a folder of gold. Every figure is a `Counts`,
so figures of documents add up to figures of any group of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from evaluation.align import align
from evaluation.counts import Counts, Interval, f1_interval
from evaluation.gold import Gold, load_folder
from evaluation.judge import Outcome, judge
from pipeline.errors import GoldError, ReadError
from pipeline.facts import Document, Meeting, Part, Source

__all__ = ["Counts", "DocumentScore", "Extract", "Interval", "Report", "score", "score_folder", "source_of"]

Extract = Callable[[Path], Document]

SOURCE_FOLDERS = ("protocols", "corpus")
PREFERRED = (".pdf", ".docx", ".html", ".htm", ".md", ".txt")
SHORT = ("mentions", "amounts")
CONTEXT = 32  # characters on each side
UNLIKE = 0.8  # below this share of common text the figures say more about the text than about the facts


@dataclass(frozen=True)
class DocumentScore:
    """The score of one document. `aligned` is the share of gold's text that the document has;
    `error` says why the document could not be read (then nothing was found in it). `gold` and
    `document` are what was compared, for whoever shows it; a recorded score has neither."""

    name: str
    source: str
    body: str | None
    aligned: float
    figures: dict[str, Counts] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    confusions: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    error: str | None = None
    gold: Gold | None = field(default=None, compare=False, repr=False)
    document: Document | None = field(default=None, compare=False, repr=False)

    @property
    def format(self) -> str:
        """The source's format: "pdf", "txt", …"""
        return Path(self.source).suffix.lstrip(".").lower()


@dataclass(frozen=True)
class Report:
    """The scores of all documents, sorted by name."""

    documents: tuple[DocumentScore, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The figures, in the order of the judges."""
        return tuple(dict.fromkeys(name for document in self.documents for name in document.figures))

    def counts(self, figure: str) -> tuple[Counts, ...]:
        """The figure in every document that has it annotated."""
        return tuple(document.figures[figure] for document in self.documents if figure in document.figures)

    def total(self, figure: str) -> Counts:
        """The figure over all documents (micro)."""
        return sum(self.counts(figure), Counts())

    def macro(self, figure: str) -> float | None:
        """The mean F1 over the documents that have something to count."""
        values = [f1 for counts in self.counts(figure) if (f1 := counts.f1) is not None]
        return sum(values) / len(values) if values else None

    def interval(self, figure: str) -> Interval | None:
        """The 95 % bootstrap interval of the micro F1."""
        return f1_interval(self.counts(figure))

    def grouped(self, key: Callable[[DocumentScore], str]) -> dict[str, Report]:
        """The report divided by a property of its documents: their body, their format, …"""
        groups: dict[str, list[DocumentScore]] = {}
        for document in self.documents:
            groups.setdefault(key(document), []).append(document)
        return {name: Report(tuple(documents)) for name, documents in sorted(groups.items())}

    def confusions(self) -> Counter[tuple[str, str, str]]:
        """(figure, gold, found) over all documents."""
        return sum((document.confusions for document in self.documents), Counter())

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the figures should know: texts that do not agree, documents not read."""
        return tuple(
            f"{document.name}: {document.error}; nothing was found in it"
            if document.error
            else f"{document.name}: only {document.aligned:.0%} of gold's text is in {document.source}"
            for document in self.documents
            if document.error or document.aligned < UNLIKE
        )


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
        gold=gold,
        document=document,
    )


def score_folder(folder: Path, extract: Extract, documents: Iterable[str] = ()) -> Report:
    """Score `extract` on the gold of a folder (or on the `documents` named, by name or its beginning).

    A document that cannot be read counts as one in which nothing was found. Raises GoldError
    for gold that cannot be used, and when no document has a name that was asked for.
    """
    golds = load_folder(folder)
    wanted = tuple(documents)
    chosen = [gold for gold in golds if not wanted or gold.name.startswith(wanted)]
    if not chosen:
        there = ", ".join(gold.name for gold in golds)
        raise GoldError(f"{folder}: no gold for {', '.join(wanted)}; there is gold for {there}")
    return Report(tuple(_scored(gold, extract) for gold in sorted(chosen, key=lambda gold: gold.name)))


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
            gold=gold,
            document=nothing,
        )


def _nothing(gold: Gold) -> Document:
    """A document of gold's text in which nothing was found."""
    source = Source(id=gold.name, path=str(gold.path), sha256="", media_type="", text=gold.text)
    part = Part(id=gold.name, start=0, end=len(gold.text), meeting=Meeting())
    return Document(source=source, version="", model="", parts=(part,))
