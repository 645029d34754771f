"""The stages of `run` with their model loaded and their limits set, ready for one document after another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.annotate import Annotator, Voices, alone, load
from pipeline.facts import Document
from pipeline.read import Limits, read, read_bytes
from pipeline.run import extract_source, ner_source
from pipeline.settings import Settings


@dataclass(frozen=True)
class Extractor:
    """Call it with a path; raises a `ReadError` that names the cause when a document cannot be read."""

    annotator: Annotator
    limits: Limits

    def __call__(self, path: Path) -> Document:
        """The facts of the file at `path`."""
        return extract_source(read(path, limits=self.limits), self.annotator)

    def ner(self, path: Path) -> Document:
        """What the models alone, before any rule, take for mentions in the file at `path`."""
        return ner_source(read(path, limits=self.limits), self.annotator)

    def from_bytes(self, data: bytes, shown: str) -> Document:
        """The facts of a file's content; `shown` is its name in messages and in the result."""
        return extract_source(read_bytes(data, shown, limits=self.limits), self.annotator)


def extractor(settings: Settings, voices: Voices = "all") -> Extractor:
    """Load the model the settings ask for, or of its voices only some. Raises MissingModel."""
    return Extractor(load(_name(settings), voices), Limits(size=settings.max_bytes))


def model_alone(settings: Settings) -> Extractor:
    """The model the settings ask for and no other: `Extractor.ner` shows what it finds by itself."""
    return Extractor(alone(_name(settings)), Limits(size=settings.max_bytes))


def _name(settings: Settings) -> str | None:
    return None if settings.model == "auto" else settings.model
