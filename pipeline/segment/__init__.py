"""Text → parts, sections and blocks; page furniture and contents lists known as such."""

from pipeline.segment.segment import segment

__all__ = ["segment"]
