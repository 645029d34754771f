"""The numbers and bullets that Word writes itself before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.markup import Element, attribute, child, name_of, number, value

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts the list paragraphs of one document in their order.

    A level's text may hold more than the number: "§ %1" numbers the items of many minutes.
    """

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str | None, int | None, str | None]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: Element) -> str:
        """What stands before the paragraph: "- ", "3. ", "§ 12 " or nothing."""
        identity, level = self._list_of(paragraph)
        abstract = self._lists.get(identity or "0")
        levels = self._levels.get(abstract or "", {})
        if identity is None or abstract is None or level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, {})
        if identity not in self._started:
            self._started.add(identity)
            counters |= {deep: start - 1 for deep, start in self._starts.get(identity, {}).items()}
        counters[level] = counters.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        return _written(levels, counters, level)

    def _list_of(self, paragraph: Element) -> tuple[str | None, int]:
        """The list a paragraph belongs to by itself or by its style, and its level there."""
        identity, level = _own_list(child(paragraph, "pPr", "numPr"))
        style = value(child(paragraph, "pPr", "pStyle"))
        for _ in range(20):  # a style may be based on another, and a broken file on itself
            if identity is not None or style is None or style not in self._styles:
                break
            identity, inherited, style = self._styles[style]
            level = level if level is not None else inherited
        return identity, level or 0

    def _read_lists(self, root: Element) -> None:
        for element in root:
            if name_of(element) == "abstractNum":
                identity = attribute(element, "abstractNumId") or ""
                self._levels[identity] = dict(_level(level) for level in element if name_of(level) == "lvl")
            elif name_of(element) == "num":
                identity = attribute(element, "numId") or ""
                self._lists[identity] = value(child(element, "abstractNumId")) or ""
                for override in element:
                    start = number(value(child(override, "startOverride")))
                    if start is not None:
                        level = number(attribute(override, "ilvl")) or 0
                        self._starts.setdefault(identity, {})[level] = start

    def _read_styles(self, root: Element) -> None:
        for style in root:
            if name_of(style) == "style" and (identity := attribute(style, "styleId")):
                own = _own_list(child(style, "pPr", "numPr"))
                self._styles[identity] = (*own, value(child(style, "basedOn")))


def _own_list(properties: Element | None) -> tuple[str | None, int | None]:
    return value(child(properties, "numId")), number(value(child(properties, "ilvl")))


def _level(element: Element) -> tuple[int, _Level]:
    start = number(value(child(element, "start")))
    return number(attribute(element, "ilvl")) or 0, _Level(
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
        1 if start is None else start,
    )


def _written(levels: dict[int, _Level], counters: dict[int, int], level: int) -> str:
    here = levels[level]
    if here.form == "bullet":
        return "- "

    def counted(found: re.Match[str]) -> str:
        known = levels.get(int(found[1]) - 1, here)
        return _format(counters.get(int(found[1]) - 1, known.start), known.form)

    text = _PLACE.sub(counted, here.text).strip()
    return f"{text} " if text else ""


def _format(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * min(5, (count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{count:02}"
    return "" if form in ("none", "bullet") else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for worth, sign in signs:
        text, count = text + sign * (count // worth), count % worth
    return text
