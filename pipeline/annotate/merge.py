"""What several models say of one text, as the mentions of one doc.

The protocol NER wins wherever it says anything. A base is asked about texts only in which it leaves a capital
unexplained, and what it says there counts when the word lists say so too: an organisation by one of its words
("Barnfonden" has none, "Åkerlunda Golfklubb" has), a person by given name and surname. Without that second
witness general models add titles of plans and names of streets.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.annotate.foreign import label
from pipeline.facts import NAMING_LABELS
from pipeline.heard import ADDED, BASE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_GENERAL = ("PERSON", "ORG")
_ORGANISATIONS = ("org-cap", "agency", "letters-agency")
_BEGINS_ANEW = frozenset('.:?!•–-/"”(')


def relabelled(doc: Doc) -> Doc:
    """`doc` of a general pipeline with its persons and organisations under Paragraf's names, nothing else."""
    doc = renamed(doc, _GENERAL)
    doc.spans[BASE] = list(doc.ents)
    doc.spans[ADDED] = list(doc.ents)
    return doc


def renamed(doc: Doc, labels: Collection[str] = NAMING_LABELS) -> Doc:
    """`doc` with what it names under Paragraf's `labels`, nothing else: PRS is PERSON, LOC is left out."""
    from spacy.tokens import Span

    named = [(ent, label(ent.label_)) for ent in doc.ents]
    if any(ent.label_ != own or own not in labels for ent, own in named):
        kept = [Span(doc, ent.start, ent.end, own) for ent, own in named if own and own in labels]
        doc.set_ents(kept, default="outside")
    return doc


def leaves_open(doc: Doc) -> bool:
    """Whether a capital inside a sentence is no part of a mention: "avtal med Åkerlunda om skötseln"."""
    if doc.text.isupper():
        return False
    return any(
        token.is_alpha and not token.ent_type_ and token.text[0].isupper() and not _begins(doc, token.i)
        for token in doc
    )


def merged(doc: Doc, other: Doc) -> Doc:
    """`doc` of the protocol NER with what a base and the word lists find in it where it is silent.

    All that the base says stands in ``doc.spans[BASE]``, what nobody else says in ``doc.spans[ADDED]``. The
    two may cut the text into different words; a mention of the base is widened to the words of `doc`.
    """
    from spacy.util import filter_spans

    spans = (
        doc.char_span(ent.start_char, ent.end_char, ent.label_, alignment_mode="expand") for ent in other.ents
    )
    said: list[Span] = filter_spans([span for span in spans if span is not None])
    doc.spans[BASE] = said
    new = [span for span in said if not any(token.ent_type_ for token in span) and _is_listed(span)]
    doc.spans[ADDED] = new
    doc.set_ents(sorted([*doc.ents, *new], key=lambda span: span.start))
    return doc


def _is_listed(span: Span) -> bool:
    """Whether the word lists take the words for what the base takes them for."""
    from pipeline.annotate.hints import name_class, word_class

    words = [token.text for token in span]
    if span.label_ == "ORG":
        return any(word_class(word).startswith(_ORGANISATIONS) for word in words)
    given = name_class(words[0]).startswith(("often", "given", "rare"))
    return len(words) > 1 and given and name_class(words[-1]).endswith(("sur", "surname"))


def _begins(doc: Doc, at: int) -> bool:
    """Whether a sentence or a cell may begin with the word `at`."""
    return at == 0 or doc[at - 1].is_space or doc[at - 1].text[-1] in _BEGINS_ANEW
