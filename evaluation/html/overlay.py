"""Gold and prediction laid over a text: a line below is gold, a line above is what was found.

The text is cut at every border of a fact; each piece says by its classes what lies on it.
Clauses (decisions, mandates) also stand as bars in the margin of their lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from evaluation.align import Place
from evaluation.html.items import Item
from evaluation.html.markup import Markup, escape, join, tag
from evaluation.judge.common import Verdict

Side = Literal["g", "f"]

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLAUSES = {"decisions": "d", "mandates": "u"}
_WORST: tuple[Verdict, ...] = ("missed", "spurious", "wrong", "right")
_LETTER: dict[Verdict, str] = {"missed": "m", "spurious": "s", "wrong": "w", "right": "r"}
SIGNS: dict[Verdict, str] = {"missed": "−", "spurious": "+", "wrong": "≠", "right": "✓"}


@dataclass(frozen=True)
class _Layer:
    """A fact on one side (gold or found), over a range of the text."""

    start: int
    end: int
    side: Side
    item: Item

    @property
    def kind(self) -> str:
        return self.item.outcome.kind


def overlay(text: str, items: Iterable[Item], document: int) -> Markup:
    """The whole text, a block a line. Facts that are not right begin with a marker, `#d1f7`."""
    items = [item for item in items if item.place]
    layers = _layers(items)
    markers: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.outcome.verdict != "right" and item.place:
            markers[item.place[0]].append(item)
    waiting = sorted(markers, reverse=True)
    lines = []
    for start, end in _lines(text):
        here = [layer for layer in layers if layer.start < max(end, start + 1) and start < layer.end]
        pieces: list[Markup] = []
        for left, right in pairwise(_cuts(start, end, here, waiting)):
            while waiting and waiting[-1] <= left:
                pieces += [_marker(item, document) for item in markers[waiting.pop()]]
            pieces.append(_piece(text[left:right], [x for x in here if x.start < right and left < x.end]))
        lines.append(tag("div", _bars(here), *pieces, class_="l"))
    rest = [_marker(item, document) for place in reversed(waiting) for item in markers[place]]
    return join((*lines, *rest))


def snippet(text: str, item: Item, around: int) -> Markup:
    """The item's words with both lines, and `around` characters before and behind."""
    layers = _layers([item])
    first, last = min(x.start for x in layers), max(x.end for x in layers)
    start, end = _window(text, first, last, around)
    shown = join(
        _piece(
            " ".join(re.split(r"\s+", text[left:right])),
            [x for x in layers if x.start < right and left < x.end],
        )
        for left, right in pairwise(_cuts(start, end, layers, []))
    )
    return join(("… " if start else "", shown, " …" if end < len(text) else ""))


def _window(text: str, first: int, last: int, around: int) -> Place:
    """The range with some `around` characters on each side, begun and ended between words."""
    start, end = max(0, first - around), min(len(text), last + around)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


def _layers(items: Iterable[Item]) -> list[_Layer]:
    return [
        _Layer(place[0], place[1], side, item)
        for item in items
        for side, place in _sides(item)
        if place and place[0] < place[1]
    ]


def _sides(item: Item) -> Iterator[tuple[Side, Place | None]]:
    yield "g", item.at
    yield "f", item.found_at


def _lines(text: str) -> Iterator[Place]:
    """The lines without their ends."""
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _cuts(start: int, end: int, layers: Iterable[_Layer], marked: Iterable[int]) -> list[int]:
    inside = {place for layer in layers for place in (layer.start, layer.end)} | set(marked)
    return sorted({start, end} | {place for place in inside if start < place < end})


def _piece(text: str, here: list[_Layer]) -> Markup:
    if not here:
        return escape(text)
    numbers = dict.fromkeys(str(layer.item.number) for layer in here)
    return tag("span", text, class_=" ".join(_classes(here)) or None, data_f=" ".join(numbers))


def _classes(here: list[_Layer]) -> list[str]:
    """gr gm gw: gold below; fr fs fw: found above; dg df ug uf: inside a clause; h heading;
    p attendance; who: a person put together wrongly."""
    classes = []
    for side in ("g", "f"):
        verdicts = {x.item.outcome.verdict for x in here if x.side == side and x.kind == "mentions"}
        if verdicts:
            classes.append(side + _worst(verdicts))
    classes += sorted({_CLAUSES[x.kind] + x.side for x in here if x.kind in _CLAUSES})
    kinds = {x.kind for x in here}
    rest = {"sections": "h", "attendance": "p", "entities": "who"}
    return classes + [rest[kind] for kind in rest if kind in kinds]


def _worst(verdicts: set[Verdict]) -> str:
    return _LETTER[next(verdict for verdict in _WORST if verdict in verdicts)]


def _bars(here: list[_Layer]) -> Markup:
    """The clauses a line lies in: a bar for gold and one for what was found, of decisions and mandates."""
    bars: dict[str, set[Verdict]] = defaultdict(set)
    for layer in here:
        if layer.kind in _CLAUSES:
            bars[_CLAUSES[layer.kind] + layer.side].add(layer.item.outcome.verdict)
    return join(tag("i", class_=f"b {bar} {_worst(bars[bar])}") for bar in sorted(bars))


def _marker(item: Item, document: int) -> Markup:
    """A sign before a fact that is not right, linked to its error."""
    verdict = item.outcome.verdict
    return tag(
        "a",
        id=f"d{document}f{item.number}",
        href=f"#e{document}f{item.number}",
        class_=f"mk {verdict} k-{item.outcome.kind}",
        data_f=str(item.number),
        data_o=verdict,
        data_w=item.outcome.what,
        aria_label=f"{SIGNS[verdict]} {item.outcome.what}",
    )
