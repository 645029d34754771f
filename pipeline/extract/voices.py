"""What the language models say of a block, as ranges that tell whose word each is.

A model is a second witness. Where the rules are silent its people and organisations are looked at
(`people.plausible`, `orgvoices.plausible_organisation`), and its organs and posts (`postvoices`); where the
rules run two names together that it tells apart, it is followed: it learned where names end from thousands of
lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from pipeline.extract.found import Found, overlaps
from pipeline.heard import voice

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULES = {
    ("PERSON", "protocol"): "model.person.protocol",
    ("PERSON", "base"): "model.person.base",
    ("PERSON", "both"): "model.person.both",
    ("ORG", "protocol"): "model.org.protocol",
    ("ORG", "base"): "model.org.base",
    ("ORG", "both"): "model.org.both",
    ("BODY", "protocol"): "model.body.protocol",
    ("ROLE", "protocol"): "model.role.protocol",
}


def heard(doc: Doc | None, label: Literal["PERSON", "ORG", "BODY", "ROLE"]) -> list[Found]:
    """The ranges of `label` in a block's doc; without a doc there are none."""
    ents = [ent for ent in doc.ents if ent.label_ == label] if doc is not None else []
    return [Found(ent.start_char, ent.end_char, _RULES[label, voice(ent)], 0.7) for ent in ents]


def parted(text: str, found: Iterable[Found], told: Iterable[Found]) -> list[Found]:
    """`found` people, with those of `told` in their place where `found` runs them together.

    "Vera Ullmarck Sten Rosell" is one range by the words' own evidence when no list has the first surname; a
    model that names both, each with a surname, side by side and nothing left over, is right.
    """
    people = list(found)
    for run in _runs(text, told):
        start, end = run[0].start, run[-1].end
        over = [person for person in people if person.start < end and start < person.end]
        within = all(start <= person.start and person.end <= end for person in over)
        if over and within and len(over) < len(run) and _cuts(over, run):
            people = [person for person in people if not overlaps(person, over)]
            people += [Found(one.start, one.end, one.rule, over[0].weight) for one in run]
    return sorted(people, key=lambda person: person.start)


def _runs(text: str, told: Iterable[Found]) -> Iterator[list[Found]]:
    """People of two words and more that stand side by side with nothing but a space between them."""
    run: list[Found] = []
    for one in sorted(told, key=lambda person: person.start):
        if run and text[run[-1].end : one.start] != " ":
            yield from [run] if len(run) > 1 else []
            run = []
        if re.search(r"\s", text[one.start : one.end]):
            run.append(one)
        else:
            yield from [run] if len(run) > 1 else []
            run = []
    if len(run) > 1:
        yield run


def _cuts(over: Iterable[Found], run: Iterable[Found]) -> bool:
    """Whether one of the ranges goes on over the end of one of the run."""
    return any(person.start < one.end < person.end for person in over for one in run)
