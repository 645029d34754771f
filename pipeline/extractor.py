"""The stages of `run` with their model loaded and their limits set, ready for one document after another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.annotate import Annotator, load
from pipeline.facts import Document
from pipeline.read import Limits, read, read_bytes
from pipeline.run import extract_source
from pipeline.settings import Settings


@dataclass(frozen=True)
class Extractor:
    """Call it with a path; raises a `ReadError` that names the cause when a document cannot be read."""

    annotator: Annotator
    limits: Limits

    def __call__(self, path: Path) -> Document:
        """The facts of the file at `path`."""
        return extract_source(read(path, limits=self.limits), self.annotator)

    def from_bytes(self, data: bytes, shown: str) -> Document:
        """The facts of a file's content; `shown` is its name in messages and in the result."""
        return extract_source(read_bytes(data, shown, limits=self.limits), self.annotator)


def extractor(settings: Settings) -> Extractor:
    """Load the model the settings ask for. Raises MissingModel."""
    annotator = load(None if settings.model == "auto" else settings.model)
    return Extractor(annotator, Limits(size=settings.max_bytes))
