"""The words of the page, in Swedish and English.

The page is written in Swedish; each word carries its key, and the page brings the English ones
along for its language switch.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from importlib import resources

from evaluation.html.markup import Markup, Value, escape, join, tag
from evaluation.judge import Difference

Words = dict[str, tuple[str, str]]

_TOLD = {
    "split": {r"^one person$": "one_person", r"^(\d+) people$": r"\1 found_people"},
    "merged": {r"^also (?=.)": "also_named "},
    "mentions": {r"\bof them\b": "of_these", r", (\d+) of nobody\b": r" + \1 of_nobody"},
}


@cache
def words() -> Words:
    """Swedish and English by key: k. kinds of fact, o. verdicts, e. faults and n. what they mean,
    v. values, a. fields, f. figures; the page's own words have none."""
    raw = resources.files("evaluation.html").joinpath("words.json").read_text(encoding="utf-8")
    return {key: (swedish, english) for key, (swedish, english) in json.loads(raw).items()}


def say(key: str, element: str = "span", **attributes: Value) -> Markup:
    """The words of `key` in Swedish, in an element that the language switch finds."""
    return tag(element, words()[key][0], data_t=key, **attributes)


def kind(name: str, element: str = "span", **attributes: Value) -> Markup:
    """A kind of fact."""
    return _known(f"k.{name}", name, element, attributes)


def field(name: str, element: str = "span", **attributes: Value) -> Markup:
    """A field of a fact."""
    return _known(f"a.{name}", name, element, attributes)


def value(text: str) -> Markup:
    """What the judges call a fact: code words ("approve decided") translated, the rest as it is."""
    parts = text.split(" ")
    if all(f"v.{part}" in words() for part in parts):
        return Markup(" ".join(say(f"v.{part}") for part in parts))
    if any("_" in part and f"v.{part}" in words() for part in parts):
        return join((value(part) if "_" in part else tag("bdi", part) for part in parts), " ")
    return tag("bdi", text)


def coded(difference: Difference) -> Difference:
    """What the judge of people says in English of a person split, merged or half found, as code words."""
    if difference.field not in _TOLD:
        return difference
    gold, found = difference.gold, difference.found
    for said, code in _TOLD[difference.field].items():
        gold, found = re.sub(said, code, gold), re.sub(said, code, found)
    return replace(difference, gold=gold, found=found)


def figure(name: str) -> Markup:
    """A figure within its kind: "decisions/kind of paired", "mentions/strict/ORG"."""
    group, _, rest = name.partition("/")
    head, _, label = rest.partition("/")
    for key in (f"f.{group}/{rest}", f"f.{rest}", f"f.{head}", f"a.{rest}"):
        if key in words():
            return Markup(f"{say(key)} {escape(label)}" if label else say(key))
    return escape(rest.replace("/", " · ") or name)


def number(value: float | None, digits: int = 3, *, signed: bool = False) -> str:
    """A share with the Swedish decimal comma (elements of class `n` are rewritten for English)."""
    if value is None:
        return "–"
    return f"{value:{'+' if signed else ''}.{digits}f}".replace(".", ",").replace("-", "−")


def english() -> dict[str, str]:
    """The English words by key."""
    return {key: pair[1] for key, pair in words().items()}


def _known(key: str, raw: str, element: str, attributes: dict[str, Value]) -> Markup:
    return say(key, element, **attributes) if key in words() else tag(element, raw, **attributes)
