"""Pieces that several parts of the page are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.entities import Quote
from pipeline.register.formats.markup import Markup, both, escape, join, tag
from pipeline.register.phrases import post, words

_AROUND = 50  # characters shown on each side of a quote
_MARKS = re.compile(r"</?[a-z][a-z0-9]{0,9}\s?/?>|<[^<>]*$|^[^<>]*>|\*\*|\.{4,}|_{3,}|[|#]")
_LONG = 160  # a quote as long as this needs none around it


@dataclass(frozen=True)
class Places:
    """How the places that say a thing are shown."""

    texts: Mapping[str, str]
    link: Callable[[Quote], str | None]

    def shown(self, quotes: Sequence[Quote]) -> Markup:
        """The number of sources, which opens to the words with those around them."""
        unique = list(dict.fromkeys(quotes))
        if not unique:
            return Markup("")
        count = len(unique)
        head = both(f"{count} {'källa' if count == 1 else 'källor'}", f"{count} source{'s' * (count != 1)}")
        return tag(
            "details", tag("summary", head), tag("ol", *(self._place(q) for q in unique)), class_="sources"
        )

    def _place(self, quote: Quote) -> Markup:
        section = f" § {quote.section}" if quote.section else ""
        name = quote.path.rpartition("/")[2]
        where = f"{name}{section}"
        href = self.link(quote)
        return tag(
            "li",
            tag("a", where, href=href) if href else tag("b", where, title=quote.path),
            Markup(f" <small>[{quote.start}–{quote.end}]</small> ") if quote.end > quote.start else None,
            self._words(quote),
        )

    def _words(self, quote: Quote) -> Markup:
        said = words(quote)
        text = self.texts.get(quote.document)
        if not said:
            return Markup("")
        if text is None or len(said) > _LONG:
            return tag("q", said)
        before = _readable(text[max(0, quote.start - _AROUND) : quote.start])
        after = _readable(text[quote.end : quote.end + _AROUND])
        return join([tag("span", f"…{before} ", tag("mark", said), f" {after}…", class_="words")])


def _readable(text: str) -> str:
    """Words beside a quote without the marks that converters leave: `<b>`, `**`, leader dots, pipes."""
    return " ".join(_MARKS.sub(" ", text).split())


def posted(name: str) -> Markup:
    """A post in both languages."""
    return both(post(name, "sv"), post(name, "en"))


def cell(*children: str | None) -> Markup:
    """A table cell."""
    return tag("td", *children)


def shown_name(person: str, names: Mapping[str, str]) -> Markup:
    """A person's name, leading to their lines."""
    return tag("a", names[person], href=f"#{person}") if person in names else escape(person)
