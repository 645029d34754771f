"""The corpus of this repository, compiled from `annotations/source`: ``python -m evaluation.corpus``."""

from evaluation.corpus.build import build

__all__ = ["build"]
