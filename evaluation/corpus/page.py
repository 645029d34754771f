"""The gold text of a laid-out source, growing as the file is drawn."""

from __future__ import annotations

from dataclasses import replace

from evaluation.inline import Inline, Tag
from evaluation.inline.blocks import Range
from pipeline.errors import GoldError


class Page:
    """The gold text as it is laid out, and where each character of the source went."""

    def __init__(self, source: Inline) -> None:
        self._source = source
        self._out: list[str] = []
        self._length = 0
        self._went: dict[int, int] = {}
        self._furniture: list[Tag] = []

    def put(self, words: str, tags: tuple[Tag, ...] = ()) -> None:
        """Words that are not in the source's body (line ends, page headers), with their own tags."""
        self._furniture += [
            replace(tag, start=tag.start + self._length, end=tag.end + self._length) for tag in tags
        ]
        self._out.append(words)
        self._length += len(words)

    def copy(self, start: int, end: int) -> None:
        """Words of the source's body."""
        for place in range(start, end):
            self._went[place] = self._length + place - start
        self.put(self._source.text[start:end])

    def row(self, cells: tuple[Range, ...]) -> None:
        """The cells of a line, a tab between them."""
        for n, (start, end) in enumerate(cells):
            self.put("\t" if n else "")
            self.copy(start, end)

    def inline(self) -> Inline:
        """The source over its laid-out text."""
        text = "".join(self._out)
        moved = self._source.moved(text, self._place, self._mark)
        tags = tuple(sorted((*moved.tags, *self._furniture), key=lambda tag: (tag.start, -tag.end)))
        return replace(moved, tags=tags)

    def _place(self, tag: Tag) -> tuple[int, int]:
        if tag.start not in self._went or tag.end - 1 not in self._went:
            raise GoldError(
                f"{self._source.file}, line {tag.line}: {{{tag.name}|…}} begins or ends on a mark of the "
                "layout ('#', '|', '-'); put it around words only"
            )
        return self._went[tag.start], self._went[tag.end - 1] + 1

    def _mark(self, offset: int) -> int:
        return min((out for place, out in self._went.items() if place >= offset), default=self._length)
