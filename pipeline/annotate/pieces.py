"""A text in what a model reads at a time: the cells of a row, the sentences of prose.

"Anna Ek<tab>Norrdals kommun" are two cells, "Anna Ek öppnar mötet. Styrelsen beslutar …" two sentences. A
mention never goes from one into the next, and "Justerandes sign" in a hundred rows is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.sentences import sentences

_CELL = re.compile(r"[^\t\n]+")


@dataclass(frozen=True)
class Cut:
    """A text's words, and its pieces: where each begins in the text, and its words as a doc of its own."""

    whole: Doc
    pieces: tuple[tuple[int, Doc], ...]


def cut(doc: Doc) -> Cut:
    """The cells and sentences of `doc`; all its words but the space between them are in one."""
    return Cut(doc, tuple((doc[start].idx, _copied(doc, start, end)) for start, end in _ranges(doc)))


def together(text: Cut, read: Mapping[str, Doc]) -> Doc:
    """The whole text with what was said of its pieces, found in `read` by their text."""
    whole, ents = text.whole, list[Span]()
    groups = dict[str, list[Span]]()
    for offset, piece in text.pieces:
        said = read[piece.text]
        ents += _moved(whole, said.ents, offset)
        for name in said.spans:
            groups.setdefault(name, []).extend(_moved(whole, said.spans[name], offset))
    whole.set_ents(ents)
    for name, spans in groups.items():
        whole.spans[name] = spans
    return whole


def _ranges(doc: Doc) -> Iterator[tuple[int, int]]:
    starts = [
        cell.start() + start for cell in _CELL.finditer(doc.text) for start, _ in sentences(cell.group())
    ]
    at = 0
    for stop in [*starts[1:], len(doc.text)]:
        end = at
        while end < len(doc) and doc[end].idx < stop:
            end += 1
        first, last = at, end
        while first < last and doc[first].is_space:
            first += 1
        while first < last and doc[last - 1].is_space:
            last -= 1
        if first < last:
            yield first, last
        at = end


def _copied(doc: Doc, start: int, end: int) -> Doc:
    words = [doc[i] for i in range(start, end)]
    return Doc(
        doc.vocab, words=[w.text for w in words], spaces=[bool(w.whitespace_) for w in words[:-1]] + [False]
    )


def _moved(whole: Doc, spans: Iterable[Span], offset: int) -> list[Span]:
    moved = (
        whole.char_span(offset + s.start_char, offset + s.end_char, s.label_, alignment_mode="expand")
        for s in spans
    )
    return filter_spans([span for span in moved if span is not None])
