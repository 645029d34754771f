"""Decisions: what a meeting settled, proposed, retold or had reported to it."""

from pipeline.extract.decisions.decisions import decisions
from pipeline.extract.decisions.links import linked

__all__ = ["decisions", "linked"]
