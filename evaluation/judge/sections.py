"""Sections: is every numbered item there, with its number and its title?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from evaluation.align import Alignment
from evaluation.counts import Counts
from evaluation.judge.common import (
    Difference,
    Judged,
    Placed,
    agreement,
    differences,
    given,
    near,
    outcome,
    pair_up,
    placed_found,
    placed_gold,
    touching,
    words,
)
from pipeline.facts import Section


def judge_sections(
    gold: tuple[Section, ...],
    found: tuple[Section, ...],
    alignment: Alignment,
    unanswered: Collection[str] = (),
) -> Judged:
    """`number`, `title` (number and title), `kind` (number and kind), `span` (number and the very words of
    the heading) of numbered items, `case` where one is given and gold does not leave it `unanswered`;
    `attachment` by overlapping headings. Other divisions (head, list of those present) are not annotated,
    and gold does not say where a section ends (`stop`)."""
    here, there = placed_gold(gold, alignment), placed_found(found, alignment)
    items = pair_up(_items(here), _items(there), _same_number, local=False)
    matched = [(one.fact, other.fact) for one, other in items if one and other]
    found_size, gold_size = len(_items(there)), len(_items(here))
    titled = sum(words(one.title) == words(other.title) for one, other in matched)
    alike = sum(one.kind == other.kind for one, other in matched)
    placed = sum(bool(a and b and a.place is not None and a.place == b.place) for a, b in items)
    attached = pair_up(_attachments(here), _attachments(there), touching)
    figures = {
        "sections/number": Counts(found_size, len(matched), gold_size),
        "sections/title": Counts(found_size, titled, gold_size),
        "sections/kind": Counts(found_size, alike, gold_size),
        "sections/span": Counts(found_size, placed, gold_size),
        "sections/attachment": Counts(
            len(_attachments(there)), sum(1 for a, b in attached if a and b), len(_attachments(here))
        ),
    }
    names: tuple[str, ...] = ("number", "title", "kind")
    if "sections/case" not in unanswered:
        names = (*names, "case")
        cases = [(words(a.fact.case) if a else None, words(b.fact.case) if b else None) for a, b in items]
        figures["sections/case"] = given(cases)
    outcomes = []
    for pair in near(items) + near(attached):
        one, other = pair
        differs: tuple[Difference, ...] = ()
        if one and other:
            differs = differences(names, _values(one.fact)[: len(names)], _values(other.fact)[: len(names)])
        fact = one or other
        assert fact is not None  # pair_up makes no empty pair
        what = fact.fact.kind if fact.fact.number is None else f"§ {fact.fact.number}"
        outcomes.append(outcome("sections", what, pair, differs, text=fact.fact.title))
    return Judged(figures, tuple(outcomes))


def _items(sections: Iterable[Placed[Section]]) -> list[Placed[Section]]:
    return [s for s in sections if s.fact.number is not None and s.fact.kind != "attachment"]


def _attachments(sections: Iterable[Placed[Section]]) -> list[Placed[Section]]:
    return [s for s in sections if s.fact.kind == "attachment"]


def _number(section: Section) -> str | None:
    """The bare number: "28" for "§ 28", "28." or "28"."""
    return None if section.number is None else re.sub(r"[§\s.]", "", section.number)


def _values(section: Section) -> tuple[str | None, str | None, str, str | None]:
    return _number(section), words(section.title), section.kind, words(section.case)


def _same_number(one: Placed[Section], other: Placed[Section]) -> float:
    """The agenda's 5 and the item 5 have one number: the title and the place tell them apart."""
    if _number(one.fact) != _number(other.fact):
        return 0.0
    _, *ours = _values(one.fact)
    _, *theirs = _values(other.fact)
    same = (a == b for a, b in zip(ours, theirs, strict=True))
    return 1 + agreement(*same) + 1e-6 * touching(one, other)
