"""Whole invented minutes: put together from templates, laid out and spoilt, then read as real ones are.

What the protocol NER meets are the blocks that `read` and `segment` make of a file: a row whose cells came
apart, a sentence that a page foot broke, a name with an l for an I. `blocks` gives those of invented minutes,
labelled.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count as numbers
from pathlib import Path

from pipeline.read import read_bytes
from pipeline.segment import segment
from pipeline.training.generate import held_apart, joined
from pipeline.training.grammar import Grammar, Line, parse
from pipeline.training.noise import edited, misread

_ITEMS = (
    "§ {n} {title}",
    "§ {n}\t{title}",
    "§ {n}\n{title}",
    "§ {n}\n\n{title}\t{dnr}",
    "## § {n} {title}",
    "## **§ {n} {title}**",
    "KS § {n}\t{dnr}\n{title}",
    "{n}. {title}",
    "#### {n}. {title}",
    "§{n}  {title}",
    "Ärende {n}\n{title}",
)
_LABELS = ("{}", "{}:", "**{}**", "### {}", "<b>{}</b>", "{}<br>")
_BULLETS = ("- ", "• ", "* ", "att ", "1. ", "")
_SPACES = re.compile(r"(?<=\S) (?=\S)")


@dataclass(frozen=True)
class Style:
    """How one invented file is laid out; `width` is None where lines are not wrapped."""

    item: str
    label: str
    bullet: str
    cell: str
    width: int | None
    page: int
    misread: float

    @classmethod
    def drawn(cls, rng: random.Random) -> Style:
        """Any combination: there is no end of them in real minutes either."""
        return cls(
            item=rng.choice(_ITEMS),
            label=rng.choice(_LABELS),
            bullet=rng.choice(_BULLETS),
            cell=rng.choice(("\t", "\t", "     ", "  ", " | ")),
            width=rng.choice((None, None, 62, 78, 92)),
            page=rng.choice((30, 45, 1000)),
            misread=rng.choice((0.0, 0.0, 0.0, 0.0005, 0.002)),
        )


def blocks(count: int, seed: int, held_out: bool = False, folder: Path | None = None) -> Iterator[Line]:
    """`count` different blocks of invented minutes with their mentions, the same for the same `seed`."""
    rng = random.Random(seed)
    rules = held_apart(held_out, folder)
    seen: set[str] = set()
    while len(seen) < count:
        for block in read_back(minutes(rules, rng)):
            if block.text not in seen and len(seen) < count:
                seen.add(block.text)
                yield block


def minutes(rules: Grammar, rng: random.Random) -> Line:
    """The text of one file of minutes, with its mentions."""
    style = Style.drawn(rng)

    def draw(slot: str) -> Line:
        return parse(rules.draw(slot, rng))

    lines: list[Line] = []
    for line in _lines(draw, style, rng):
        lines.append(line)
        if len(lines) % style.page == 0:
            lines.append(_cells(draw("doc_foot"), style))
    whole = lines[0]
    for line in lines[1:]:
        whole = joined(whole, line, "\n")
    return misread(whole, style.misread, rng)


def read_back(file: Line) -> Iterator[Line]:
    """The blocks that `read` and `segment` make of the text, but those in which a mention is broken off."""
    layout = segment(read_bytes(file.text.encode(), "minutes.md"))
    for block in layout.blocks:
        place = {offset: index for index, offset in enumerate(block.offsets)}
        spans = [
            (place.get(start), place.get(end - 1), label)
            for start, end, label in file.spans
            if start < block.end and end > block.start
        ]
        whole = [
            (first, last + 1, label) for first, last, label in spans if first is not None and last is not None
        ]
        if block.text and len(whole) == len(spans):
            yield Line(block.text, tuple(whole))


def _lines(draw: Callable[[str], Line], style: Style, rng: random.Random) -> Iterator[Line]:
    yield draw("body_named")
    yield draw("doc_title")
    for _ in range(rng.randint(2, 6)):
        yield _cells(draw("doc_field"), style)
    for _ in range(rng.randint(1, 4)):
        yield Line("")
        yield _labelled(draw("doc_present"), style)
        form, same = rng.choice(("doc_seat", "attendance")), rng.random() < 0.5
        for _ in range(rng.randint(1, 9)):
            yield _cells(draw(form if same else rng.choice(("doc_seat", "attendance"))), style)
    for number in numbers(rng.randint(1, 150)):
        if rng.random() < 0.12:
            break
        yield Line("")
        yield from _item(draw, number, style, rng)
    yield Line("")
    for _ in range(rng.randint(1, 3)):
        yield _cells(draw("doc_sign"), style)


def _item(draw: Callable[[str], Line], number: int, style: Style, rng: random.Random) -> Iterator[Line]:
    head, tail = style.item.replace("{dnr}", draw("dnr").text).replace("{n}", str(number)).split("{title}")
    yield joined(joined(Line(head), draw("doc_item"), ""), Line(tail), "")
    for _ in range(rng.randint(1, 3)):
        if rng.random() < 0.6:
            yield Line("")
            yield _labelled(draw("doc_sub"), style)
        if rng.random() < 0.2:
            for _ in range(rng.randint(2, 4)):
                yield _wrapped(joined(Line(style.bullet), draw("prose"), ""), style)
            continue
        paragraph = draw("prose")
        for _ in range(rng.randint(0, 3)):
            paragraph = joined(paragraph, draw("prose"), " ")
        yield Line("")
        yield _wrapped(paragraph, style)
        if rng.random() < 0.15:
            yield _cells(draw("frames"), style)


def _labelled(line: Line, style: Style) -> Line:
    before, after = style.label.split("{}")
    return joined(joined(Line(before), line, ""), Line(after), "")


def _cells(line: Line, style: Style) -> Line:
    """The line with its tabs as the file has its columns."""
    if "\t" in line.text and style.cell == " | ":
        line = joined(joined(Line("| "), line, ""), Line(" |"), "")
    while (at := line.text.find("\t")) >= 0 and style.cell != "\t":
        line = edited(line, at, at + 1, style.cell)
    return line


def _wrapped(line: Line, style: Style) -> Line:
    """The line broken at spaces where the page ends."""
    text, start = line.text, 0
    if style.width is None:
        return line
    for space in _SPACES.finditer(text):
        following = _SPACES.search(text, space.end())
        if (following.start() if following else len(text)) - start > style.width:
            text = text[: space.start()] + "\n" + text[space.end() :]
            start = space.end()
    return Line(text, line.spans)
