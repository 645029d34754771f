"""The score of a document, and the report of a folder: counts that add up to any group of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from evaluation.counts import Counts, Interval, f1_interval
from evaluation.gold import Gold
from evaluation.judge import KINDS, Outcome
from pipeline.facts import Document

_ORDER = {kind: number for number, kind in enumerate(KINDS)}
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
    organisation: str | None = None
    layout: str | None = None
    gold: Gold | None = field(default=None, compare=False, repr=False)
    document: Document | None = field(default=None, compare=False, repr=False)

    @property
    def format(self) -> str:
        """The source's format: "pdf", "txt", …"""
        return Path(self.source).suffix.lstrip(".").lower()

    @property
    def whose(self) -> str:
        """The body and its organisation ("Socialnämnden, Älvbro kommun"), the document's name if unknown."""
        if self.body is None:
            return self.name
        return self.body if self.organisation is None else f"{self.body}, {self.organisation}"


@dataclass(frozen=True)
class Report:
    """The scores of all documents, sorted by name."""

    documents: tuple[DocumentScore, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The figures, in the order of the judges."""
        names = dict.fromkeys(name for document in self.documents for name in document.figures)
        return tuple(sorted(names, key=lambda name: _ORDER.get(name.partition("/")[0], len(_ORDER))))

    def counts(self, figure: str) -> tuple[Counts, ...]:
        """The figure in every document that has it annotated."""
        return tuple(document.figures[figure] for document in self.having(figure))

    def having(self, figure: str) -> tuple[DocumentScore, ...]:
        """The documents that have the figure annotated."""
        return tuple(document for document in self.documents if figure in document.figures)

    def total(self, figure: str) -> Counts:
        """The figure over all documents (micro)."""
        return sum(self.counts(figure), Counts())

    def macro(self, figure: str, by: Literal["document", "body"] = "document") -> float | None:
        """The mean F1 over the documents (or bodies) that have something to count: each weighs the same."""
        reports = [Report((one,)) for one in self.documents] if by == "document" else self.bodies().values()
        values = [f1 for report in reports if (f1 := report.total(figure).f1) is not None]
        return sum(values) / len(values) if values else None

    def interval(self, figure: str, over: Literal["documents", "bodies"] = "documents") -> Interval | None:
        """The 95 % interval of the micro F1, by bootstrap over documents or over whole bodies."""
        groups = [document.whose for document in self.having(figure)] if over == "bodies" else None
        return f1_interval(self.counts(figure), groups=groups)

    def grouped(self, key: Callable[[DocumentScore], str]) -> dict[str, Report]:
        """The report divided by a property of its documents: their body, their format, …"""
        groups: dict[str, list[DocumentScore]] = {}
        for document in self.documents:
            groups.setdefault(key(document), []).append(document)
        return {name: Report(tuple(documents)) for name, documents in sorted(groups.items())}

    def bodies(self) -> dict[str, Report]:
        """The report divided by body."""
        return self.grouped(lambda document: document.whose)

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
