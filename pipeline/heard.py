"""What a doc of the language models says of its mentions beside their words: which model names each.

`pipeline.annotate` writes it, the rules of `pipeline.extract` read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

BASE = "base"  # the spans the base gives where it was asked
ADDED = "added"  # those of them that nobody else gives


def voice(ent: Span) -> Literal["protocol", "base", "both"]:
    """Who names a mention of a doc: the protocol NER, the base, or both in the same words."""
    here = (ent.start, ent.end, ent.label_)
    if here in _said(ent.doc, ADDED):
        return "base"
    return "both" if here in _said(ent.doc, BASE) else "protocol"


def _said(doc: Doc, group: str) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label_) for span in doc.spans[group]] if group in doc.spans else []
