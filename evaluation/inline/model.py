"""What an annotated source holds once its tags are read: plain text, tags with offsets, front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

MENTION_TAGS: Mapping[str, str] = {
    "p": "PERSON", "o": "ORG", "b": "BODY", "r": "ROLE",
    "a": "AMOUNT", "d": "DATE", "l": "LEGAL", "c": "CASE",
}  # fmt: skip
FORMATS = ("txt", "md", "html", "pdf", "docx")


@dataclass(frozen=True, kw_only=True)
class Tag:
    """One tag: ``name`` and ``attributes`` as written, over ``text[start:end]``; ``line`` in the source."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    start: int
    end: int
    line: int

    def get(self, key: str) -> str | None:
        """The attribute as written, None when it is left out."""
        return self.attributes.get(key)

    def covers(self, other: Tag) -> bool:
        """Whether `other` lies inside this tag (or covers the same words)."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, kw_only=True)
class PartMark:
    """Where a document inside the file begins, with its meeting fields as written."""

    start: int
    fields: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Person:
    """A human being named in the source: the preferred name and every spelling that stands there."""

    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Inline:
    """An annotated source: its text without tags, and the tags by their offsets in that text."""

    name: str
    format: str
    layout: str | None
    parts: tuple[PartMark, ...]
    people: tuple[Person, ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    text: str
    tags: tuple[Tag, ...]
    file: str

    @property
    def document(self) -> Mapping[str, str]:
        """The meeting fields of the file, which are those of its first part."""
        return self.parts[0].fields

    def words(self, tag: Tag) -> str:
        """The words a tag covers."""
        return self.text[tag.start : tag.end]

    def named(self, *names: str) -> Iterator[Tag]:
        """The tags of these names in the order of the text, the longer first where two begin together."""
        return (tag for tag in self.tags if tag.name in names)

    def inside(self, outer: Tag, name: str) -> list[Tag]:
        """The tags called `name` within `outer`."""
        return [tag for tag in self.named(name) if outer.covers(tag)]

    def moved(self, text: str, place: Callable[[Tag], tuple[int, int]], mark: Callable[[int], int]) -> Inline:
        """The same annotations over another rendering of the text; `place` and `mark` give new offsets."""
        tags = []
        for tag in self.tags:
            start, end = place(tag)
            tags.append(replace(tag, start=start, end=end))
        parts = tuple(replace(part, start=mark(part.start) if part.start else 0) for part in self.parts)
        return replace(self, text=text, tags=in_order(tags), parts=parts)


def in_order(tags: list[Tag]) -> tuple[Tag, ...]:
    """Tags as their words come, the outer before the inner."""
    return tuple(sorted(tags, key=lambda tag: (tag.start, -tag.end)))


def squeezed(words: str) -> str:
    """Words with every run of white space as one space, and without markdown's stars."""
    return " ".join(words.replace("*", "").split())
