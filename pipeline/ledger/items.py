"""The items of all meetings, each with the words, dates and facts by which a report is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import TypeVar

from pipeline.facts import Document, Mandate, Mention, Part, Section, Span
from pipeline.stem import stem, words

AnyFact = TypeVar("AnyFact", bound=Span)

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[A-ZÅÄÖ•–-])|\n\s*\n")
_DEED = re.compile(r"n?ing$")
_SHORT = 7  # "ordning" and "ledning" are no deeds


def _root(word: str) -> str:
    """The stem; of what is done that of the verb: "kartläggningen" is as "kartlägga"."""
    found = stem(word)
    return _DEED.sub("", found) if len(found) > _SHORT else found


# Words of any mandate and any report: they tell nothing of which one is meant.
_ANY_TASK = frozenset(
    _root(word)
    for word in (
        "redovisa redovisning återkomma återkommer återkom återrapportera rapportera presentera"
        " föreslå förslag uppdrag uppdra uppdraget frågan ärendet sammanträde möte nästa styrelsen nämnden"
        " att och för som till med den det ett fram senast ska kan hur vad från vid under inom samt även igen"
    ).split()
)


@dataclass(frozen=True)
class Held:
    """A meeting of which there are minutes: its day (ISO), and whose it is."""

    part: Part
    document: Document
    date: str
    body: str | None
    organisation: str | None


@dataclass(frozen=True)
class Passage:
    """Two sentences of an item (the first and last words of an item stand in one, too)."""

    start: int  # in the document
    end: int
    text: str
    stems: frozenset[str]


@dataclass(frozen=True)
class Item:
    """An item of a meeting with its text."""

    section: Section
    meeting: Held
    text: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words, the title's too."""
        return content_stems(f"{self.section.title} {self.text}")

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """The stems of its title's words."""
        return content_stems(self.section.title)

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The dates named in it."""
        return tuple(m for m in self._inside(self.meeting.document.mentions) if m.label == "DATE")

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """The mandates given or told of in it."""
        return tuple(self._inside(self.meeting.document.mandates))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its sentences, alone and two at a time, without those that give a mandate."""
        begin = self.section.start
        edges = [self.section.end - begin]
        edges += [end for m in _SENTENCE.finditer(self.text) if (end := m.end()) > edges[0]]
        edges.append(len(self.text))
        given = [(m.start - begin, m.end - begin) for m in self.mandates if m.status == "decided"]
        told = [(a, b) for a, b in pairwise(edges) if not any(s < b and a < e for s, e in given)]
        spans = [*told, *((a, d) for (a, b), (c, d) in pairwise(told) if b == c)]
        return tuple(
            Passage(begin + a, begin + b, self.text[a:b], content_stems(self.text[a:b])) for a, b in spans
        )

    @cached_property
    def cases(self) -> frozenset[str]:
        """The case numbers in its heading."""
        return frozenset(numbers_of(self.section.case))

    @cached_property
    def settles(self) -> bool:
        """Whether something is decided in it that is neither put off nor a new mandate."""
        decisions = self._inside(self.meeting.document.decisions)
        return any(d.status == "decided" and d.kind not in ("postpone", "assign", "elect") for d in decisions)

    @cached_property
    def put_off(self) -> bool:
        """Whether all that was decided is to take it up another time."""
        settled = [d for d in self._inside(self.meeting.document.decisions) if d.status == "decided"]
        return bool(settled) and all(decision.kind == "postpone" for decision in settled)

    def _inside(self, facts: Iterable[AnyFact]) -> list[AnyFact]:
        part, start, stop = self.section.part, self.section.start, self.section.stop
        return [fact for fact in facts if start <= fact.start < stop and fact.part == part]


def held(documents: Iterable[Document], whose: Mapping[str, tuple[str, str | None]]) -> list[Held]:
    """The dated meetings, the oldest first. `whose`: part id → body and organisation as resolved."""
    found = []
    for document in documents:
        for part in document.parts:
            if part.meeting.kind == "minutes" and _DAY.fullmatch(part.meeting.date or ""):
                body, organisation = whose.get(part.id, (part.meeting.body, part.meeting.organisation))
                found.append(Held(part, document, str(part.meeting.date), body, organisation))
    return sorted(found, key=lambda meeting: (meeting.date, meeting.document.source.id, meeting.part.start))


def items(meeting: Held) -> list[Item]:
    """The items of a meeting, in the order of the text."""
    text = meeting.document.source.text
    return [
        Item(section, meeting, text[section.start : section.stop])
        for section in meeting.document.sections
        if section.part == meeting.part.id and section.kind in ("item", "agenda_item")
    ]


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of three letters and more that no number is in; "utredning" is "utreda"."""
    return frozenset(_root(word) for word in words(text) if len(word) > 2 and word.isalpha()) - _ANY_TASK


def rarity(found: Sequence[Item]) -> dict[str, float]:
    """How telling a stem is: the logarithm of the share of items that lack it (idf)."""
    counts = Counter(s for item in found for s in item.stems)
    return {s: log((len(found) + 1) / (count + 0.5)) for s, count in counts.items()}


def numbers_of(case: str | None) -> list[str]:
    """The case numbers of a heading, "Dnr SN 2022/14, KS 2023/112" as "SN 2022/14" and "KS 2023/112"."""
    if not case:
        return []
    parts = (part.strip() for part in case.removeprefix("Dnr").strip(" .:").split(","))
    return [part for part in parts if part]
