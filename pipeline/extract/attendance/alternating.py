"""Titles and names in turn with nothing between the people: "Ekonom Anna Ek Rektor Bo Ask § 4"."""

from __future__ import annotations

import re

from pipeline.extract.attendance.surnames import Person
from pipeline.extract.names import FULL_NAME, given_evidence, name_score
from pipeline.extract.rolewords import role_pattern

_LEAST = 2  # people
_LONGEST = 2000  # characters of a line of people
_WORST = -2.0  # score of a name that no list has
_ITEMS = (
    r"(?:[\s,(]*(?:(?:del av|fr\.?o\.?m\.?|t\.?o\.?m\.?|kl\.?|ej)\s)*(?:§{1,2}\s?)?"
    r"\d[\d\s,.:§–-]*(?:\s?och\s\d+)?\)?)*"
)
# what someone is chief of: "Verksamhetschef hemvård", "Samordnare MT/CT"
_UNIT = r"(?:[a-zåäö][\wåäö-]+(?:\s(?:och\s)?[a-zåäö][\wåäö-]+){0,3}|[A-ZÅÄÖ]{2,5}(?:/[A-ZÅÄÖ]{2,5})?|VA)"
_BETWEEN = re.compile(
    rf"\s*(?P<unit>{_UNIT})?(?P<before>{_ITEMS})[\s,]*(?P<name>{FULL_NAME.pattern})?(?P<after>{_ITEMS})[\s,.]*"
)


def alternating(text: str, offset: int = 0) -> list[Person]:
    """The people of such a line, with what is said of each; none when any word of it is another's.

    Titles may stand before the names or behind them, with capitals, as columns of a form have them.
    """
    if len(text) > _LONGEST:
        return []
    titles = [match for match in role_pattern().finditer(text) if match.group()[0].isupper()]
    titles = [title for title in titles if not _inside(title.start(), titles)]
    if len(titles) < _LEAST:
        return []
    lead = text[: titles[0].start()].strip(" •-–")
    if not lead:
        return _titles_first(text, offset, titles)
    return _names_first(text, offset, titles)


def _inside(at: int, titles: list[re.Match[str]]) -> bool:
    return any(title.start() < at < title.end() for title in titles)


def _titles_first(text: str, offset: int, titles: list[re.Match[str]]) -> list[Person]:
    found, names = [], list[str]()
    for title, stop in zip(titles, [*(t.start() for t in titles[1:]), len(text)], strict=True):
        between = _BETWEEN.fullmatch(text, title.end(), stop)
        if between is None or between["name"] is None or between["before"].strip(" ,"):
            return []
        start, unit = _own_name(between)
        name = text[start : between.end("name")]
        names.append(name)
        rest = f", {title.group()}{unit and ' ' + unit}, {between['after'].strip(' ,')}"
        found.append(Person(offset + start, offset + between.end("name"), " ".join(name.split()), rest))
    return found if _likely(names) else []


def _names_first(text: str, offset: int, titles: list[re.Match[str]]) -> list[Person]:
    first = _BETWEEN.fullmatch(text, 0, titles[0].start())
    if (
        first is None
        or first["name"] is None
        or first["unit"]
        or first["before"].strip()
        or first["after"].strip(" ,")
    ):
        return []
    names: list[tuple[int, int]] = [first.span("name")]
    said: list[str] = []
    for title, stop in zip(titles, [*(t.start() for t in titles[1:]), len(text)], strict=True):
        between = _BETWEEN.fullmatch(text, title.end(), stop)
        last = stop == len(text)
        if (
            between is None
            or (between["name"] is None) is not last
            or (between["after"].strip(" ,") and not last)
        ):
            return []
        unit = between["unit"] or ""
        if between["name"] is not None:
            start, unit = _own_name(between)
            names.append((start, between.end("name")))
        items = f"{between['before']} {between['after'] if last else ''}".strip(" ,")
        said.append(f", {title.group()}{unit and ' ' + unit}, {items}")
    if len(names) != len(said) or not _likely([text[a:b] for a, b in names]):
        return []
    return [
        Person(offset + a, offset + b, " ".join(text[a:b].split()), rest)
        for (a, b), rest in zip(names, said, strict=True)
    ]


def _own_name(between: re.Match[str]) -> tuple[int, str]:
    """Where the name begins behind a unit in capitals: "Myndighet Anna Ek"; and the unit."""
    unit, start = between["unit"] or "", between.start("name")
    words = list(re.finditer(r"\S+", between["name"]))
    while (
        len(words) > 2 and given_evidence(words[0].group()) == 0 and given_evidence(words[1].group()) >= 0.5
    ):
        unit = f"{unit} {words[0].group()}".strip()
        words.pop(0)
    return start + words[0].start(), unit


def _likely(names: list[str]) -> bool:
    """Whether words between titles are names: most look so, and none looks like something else."""
    scores = [name_score(name.split()) for name in names]
    return min(scores) > _WORST and sum(score > 0 for score in scores) * 2 > len(names)
