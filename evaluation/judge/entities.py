"""People: are the mentions of one human being put together, and those of two kept apart?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.align import Alignment
from evaluation.coreference import MEASURES, divided
from evaluation.gold import Gold
from evaluation.judge.common import (
    Difference,
    Judged,
    Outcome,
    Verdict,
    pair_up,
    placed_found,
    placed_gold,
)
from evaluation.judge.mentions import exact_first
from pipeline.facts import Document, Mention
from pipeline.resolve import resolve


@dataclass(frozen=True)
class Named:
    """A mention of a person: whom gold and whom the extractor takes it to name, None where it has it not.

    `mention` is gold's, or the found one where gold has none.
    """

    mention: Mention
    gold: str | None
    found: str | None


def judge_entities(gold: Gold, document: Document, alignment: Alignment) -> Judged:
    """`b3`, `ceaf_e` and `pairwise` (see `evaluation.coreference`) inside this one document."""
    named = named_people(gold, document, alignment, who_is_who([document]))
    items = list(enumerate(named))
    (measures,) = divided(
        clusters((item, one.gold) for item, one in items),
        clusters((item, one.found) for item, one in items),
    ).values()
    figures = {f"entities/{name} inside": measures[name] for name in MEASURES}
    return Judged(figures, (*told(named).values(), *_invented(named)))


def named_people(
    gold: Gold, document: Document, alignment: Alignment, found: Mapping[tuple[str, int], str]
) -> list[Named]:
    """The mentions of people on either side, paired one to one where they overlap.

    `found` is what `who_is_who` says. A mention that gold ties to nobody (an "Anna" of which
    there are two) is left out, with the one found in its place; one that the extractor ties to
    nobody is a person of its own.
    """
    persons = gold.persons()
    here = [
        replace(mention, id="", entity=persons.get(number))
        for number, mention in enumerate(gold.mentions)
        if mention.label == "PERSON"
    ]
    there = [
        replace(
            mention, id="", entity=found.get((document.source.id, number), f"open {mention.start} {number}")
        )
        for number, mention in enumerate(document.mentions)
        if mention.label == "PERSON"
    ]
    pairs = pair_up(placed_gold(here, alignment), placed_found(there, alignment), exact_first)
    named = []
    for one, other in pairs:
        mention = (one or other).fact  # type: ignore[union-attr] # a pair has one at least
        if one is None or one.fact.entity is not None:
            who, whom = one.fact.entity if one else None, other.fact.entity if other else None
            named.append(Named(mention, who, whom))
    return sorted(
        named, key=lambda one: (one.mention.start, one.mention.end, one.gold or "", one.found or "")
    )


def who_is_who(documents: Sequence[Document]) -> dict[tuple[str, int], str]:
    """(document id, number of the mention) → the person it names, for those tied to one.

    Documents that say so themselves (`Mention.entity`) are taken at their word; else `resolve` says.
    """
    people = [
        ((document.source.id, number), mention)
        for document in documents
        for number, mention in enumerate(document.mentions)
        if mention.label == "PERSON"
    ]
    said = {place: mention.entity for place, mention in people if mention.entity}
    if said:
        return said
    marked = [_marked(document) for document in documents]
    return {
        (name, int(number)): entity.id
        for entity in resolve(marked).entities
        if entity.kind == "person"
        for name, _, number in (mention.rpartition("\t") for mention in entity.mentions)
    }


def _marked(document: Document) -> Document:
    """The document with mentions that `resolve` can take: each its number as id, and in a part."""
    parts = {part.id for part in document.parts}
    return replace(
        document,
        mentions=tuple(
            replace(
                mention,
                id=f"{document.source.id}\t{number}",
                part=mention.part if mention.part in parts else _part(document, mention.start),
            )
            for number, mention in sorted(enumerate(document.mentions), key=_in_the_text)
        ),
    )


def _part(document: Document, start: int) -> str:
    behind = [part.id for part in document.parts if part.start <= start]
    return behind[-1] if behind else document.parts[0].id


def _in_the_text(numbered: tuple[int, Mention]) -> tuple[int, int, str, str]:
    mention = numbered[1]
    return mention.start, mention.end, mention.label, mention.text


def clusters(items: Iterable[tuple[Hashable, str | None]]) -> list[set[Hashable]]:
    """The items by whom they name; those that name nobody are left out."""
    of: dict[str, set[Hashable]] = defaultdict(set)
    for item, who in items:
        if who is not None:
            of[who].add(item)
    return list(of.values())


def told(named: Iterable[Named]) -> dict[str, Outcome]:
    """What became of each of gold's people, by their ids; places are those of their first mentions."""
    everything = list(named)
    of_gold, of_found = (
        _by((one.gold, one) for one in everything),
        _by((one.found, one) for one in everything),
    )
    outcomes = {}
    for who, mentions in of_gold.items():
        found = {one.found for one in mentions if one.found}
        around = [one.gold for name in found for one in of_found[name]]
        others = sorted(_name(of_gold[other]) for other in set(around) if other not in (who, None))
        missing, foreign = sum(not one.found for one in mentions), around.count(None)
        differs = []
        if len(found) > 1:
            differs.append(Difference("split", "one person", f"{len(found)} people"))
        if others:
            differs.append(Difference("merged", _name(mentions), f"also {', '.join(others)}"))
        if missing or foreign:
            also = f", {foreign} of nobody" if foreign else ""
            differs.append(
                Difference("mentions", str(len(mentions)), f"{len(mentions) - missing} of them{also}")
            )
        verdict: Verdict = "missed" if not found else "wrong" if differs else "right"
        outcomes[who] = _outcome(verdict, mentions, tuple(differs) if found else ())
    return outcomes


def _invented(named: Iterable[Named]) -> list[Outcome]:
    """The people found of whom gold has no mention at all."""
    of_found = _by((one.found, one) for one in named)
    return [
        _outcome("spurious", mentions) for mentions in of_found.values() if not any(m.gold for m in mentions)
    ]


def _by(named: Iterable[tuple[str | None, Named]]) -> dict[str, list[Named]]:
    of: dict[str, list[Named]] = defaultdict(list)
    for who, one in named:
        if who is not None:
            of[who].append(one)
    return of


def _name(mentions: Sequence[Named]) -> str:
    """The spelling that says most: that of most words, the longest, the most frequent of these."""
    spellings = Counter(" ".join(one.mention.text.split()) for one in mentions)
    return min(spellings, key=lambda s: (-len(s.split()), -len(s), -spellings[s], s))


def _outcome(verdict: Verdict, mentions: Sequence[Named], differs: tuple[Difference, ...] = ()) -> Outcome:
    first, name = mentions[0].mention, _name(mentions)
    return Outcome("entities", verdict, name, name, first.start, first.end, differs)
