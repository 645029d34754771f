"""Minimal pairs as marked text: ``"Bidrag till [Norrby kommun] i år"`` says what a rule shall find."""

from __future__ import annotations

import re

from pipeline.extract.attendance import attendance
from pipeline.extract.mentions import mentions
from pipeline.facts import Source
from pipeline.segment import segment


def unmarked(marked: str) -> tuple[str, list[str]]:
    """The text without its brackets, and what stood in them."""
    return re.sub(r"\[([^\]]*)\]", r"\1", marked), re.findall(r"\[([^\]]*)\]", marked)


def named(text: str, label: str) -> list[str]:
    """What `mentions` finds in a whole document, in the order of the text, white space as one space."""
    layout = segment(Source(id="d", path="d.txt", sha256="", media_type="text/plain", text=text))
    found = mentions(layout, attendance(layout)[0])
    spans = sorted((m.start, m.end) for m in found if m.label == label)
    return [" ".join(text[start:end].split()) for start, end in spans]
