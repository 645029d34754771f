"""What a text tells of people by the way: that they leave, have a new name, are told to do something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from pipeline.compare.names import parse, plain, straight
from pipeline.facts import Document
from pipeline.partings import leave, new_name


class Named(Protocol):
    """Somebody of a part, with the ids of their mentions."""

    name: str
    mentions: list[str]
    left: bool
    formerly: set[str]


def mark(document: Document, everybody: Iterable[Named]) -> None:
    """Note of each person whether the text says that they leave, and former names it says they had."""
    people = sorted((m for m in document.mentions if m.label == "PERSON"), key=lambda m: m.start)
    known = list(everybody)
    of = {mention: one for one in known for mention in one.mentions}
    named: dict[str, list[Named]] = {}
    for one in known:
        named.setdefault(one.name, []).append(one)
    text = document.source.text
    for at, mention in enumerate(people):
        who = of.get(mention.id)
        if who is None:
            continue
        who.left = who.left or leave(text, people, at) is not None
        full = parse(mention.text)
        told = new_name(text, people, at) if full.given and full.surname else None
        if told is not None:
            old, new = (plain(straight(name)) for name in told)
            for one in named.get(new, ()):
                if old != new:
                    one.formerly.add(old)


def assigned(document: Document) -> frozenset[str]:
    """The mentions of people whom a mandate of the document is given to."""
    names = {
        (mandate.part, mandate.section, name)
        for mandate in document.mandates for name in mandate.assignees
    }  # fmt: skip
    return frozenset(
        m.id for m in document.mentions
        if m.label == "PERSON" and (m.part, m.section, m.text) in names
    )  # fmt: skip
