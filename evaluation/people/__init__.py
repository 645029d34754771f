"""Invented people over fifteen years of minutes: is everybody one, and nobody two?

``python -m evaluation.people`` makes the corpus (see `careers`, `names`, `noise`, `minutes`), runs
`pipeline.resolve` over it as it runs over real documents, and prints the scores. Nothing is read of what
the people are but their minutes.
"""

from __future__ import annotations

from evaluation.people.careers import World, careers
from evaluation.people.minutes import Minutes, minutes

__all__ = ["Minutes", "World", "careers", "minutes"]
