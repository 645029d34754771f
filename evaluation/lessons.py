"""What a protocol would teach: what gold has not, and what the extractor is unsure of."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.gold import Gold
from evaluation.layout import Feature, layout
from evaluation.stats import total
from pipeline.facts import Decision, Document, Mandate, Meeting, Mention, Span

UNSURE = 0.75  # below this a rule doubts itself; the scores order facts, they are no probabilities
RARE = 20  # a kind with fewer facts than this in gold is rare
_SAME = {"PERSON": ("PERSON",), "ORG": ("ORG", "BODY")}  # what the model's labels are for the rules


@dataclass(frozen=True)
class Lesson:
    """Something to learn: of what sort, which (the same key is the same lesson), how much, in words."""

    sort: str
    key: str
    gain: float
    reason: str


@dataclass(frozen=True)
class Doubt:
    """A fact the extractor is not sure of: how much so (0–1), of which sort, in words."""

    sort: str
    start: int
    weight: float
    what: str


@dataclass(frozen=True)
class Sight:
    """What of a protocol decides what it teaches, without its text: a folder may hold thousands."""

    meeting: Meeting
    words: int
    layout: frozenset[Feature]
    kinds: Counter[tuple[str, str]]
    doubts: tuple[Doubt, ...]


def sight(document: Document, heard: Document | None) -> Sight:
    """What is seen of a document; `heard` is what the model alone says of it."""
    kinds: Counter[tuple[str, str]] = Counter()
    for decision in document.decisions:
        kinds.update([("decisions", decision.kind), ("decisions", decision.status)])
    kinds.update(("mandates", mandate.status) for mandate in document.mandates)
    kinds.update(("mentions", mention.label) for mention in document.mentions)
    doubts = (*_unsure(document), *_voices(document, heard))
    words = len(re.findall(r"\w+", document.source.text))
    return Sight(document.meeting, words, layout(document), kinds, doubts)


class Have:
    """What gold has: bodies, layouts, and how many facts of each kind."""

    def __init__(self, golds: Sequence[Gold], bodies: set[str]) -> None:
        self.bodies = bodies
        self.layouts = {feature for gold in golds for feature in layout(gold.document())}
        counts = total(golds)
        self.kinds = counts.facts | counts.statuses  # a mandate's status is its label: not to be added


class Bodies:
    """One name for each body; minutes that leave out the organisation are of the one known, if it is one."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        self._of: dict[str, dict[str, str]] = {}
        for meeting in meetings:
            body, organisation = meeting.body, meeting.organisation
            if body and organisation and _plain(body) != _plain(organisation):
                self._of.setdefault(_plain(body), {}).setdefault(_plain(organisation), _flat(organisation))

    def of(self, meeting: Meeting) -> str:
        """The name of the body that met."""
        body, organisation = meeting.body, meeting.organisation
        if not body:
            return _flat(organisation) if organisation else "a body not named"
        known = self._of.get(_plain(body), {})
        home = known.get(_plain(organisation)) if organisation else None
        if home is None and not organisation and len(known) == 1:
            home = next(iter(known.values()))
        return f"{_flat(body)}, {home}" if home else _flat(body)


def lessons_of(body: str, seen: Sight, have: Have) -> tuple[Lesson, ...]:
    """All that a protocol of `body` would teach."""
    new = (*_new_body(body, have), *_new_layout(seen, have), *_rare(seen, have))
    return (*new, *_doubtful(body, seen.doubts))


def _new_body(body: str, have: Have) -> Iterable[Lesson]:
    if body not in have.bodies:
        yield Lesson("body", f"body:{body}", 1.0, body)


def _new_layout(seen: Sight, have: Have) -> Iterable[Lesson]:
    for feature in sorted(seen.layout - have.layouts):
        shape = feature.shape or "nothing before the title"
        yield Lesson("layout", f"{feature.where}:{shape}", 1.0, f"{feature.where} {shape!r}")


def _rare(seen: Sight, have: Have) -> Iterable[Lesson]:
    """Kinds and statuses that gold has few of; the more there are here, the better, up to a point."""
    for (kind, label), number in sorted(seen.kinds.items()):
        has = have.kinds[kind, label]
        if has < RARE:
            yield Lesson(
                "rare",
                f"rare:{kind}:{label}",
                (1 - has / RARE) * min(1.0, 0.25 + number / 8),
                f"{number} {kind} {label} (gold: {has})",
            )


def _unsure(document: Document) -> Iterable[Doubt]:
    facts: Iterable[Span] = (
        *document.sections, *document.attendance, *document.decisions, *document.mandates,
        *document.amounts, *document.mentions,
    )  # fmt: skip
    for fact in facts:
        if fact.score is not None and fact.score < UNSURE:
            yield Doubt("unsure", fact.start, 1 - fact.score, f"unsure of {_name(fact)}: {_words(fact)}")


def _voices(document: Document, heard: Document | None) -> Iterable[Doubt]:
    """Names that only the model found, those that no rule confirms, and those under two labels."""
    for mention in document.mentions:
        if mention.rule.startswith("model."):
            yield Doubt(
                "voices", mention.start, 0.4, f"only the model took for {mention.label}: {_words(mention)}"
            )
    for said in heard.mentions if heard else ():
        if said.label not in _SAME:
            continue
        overlapping = [m for m in document.mentions if m.start < said.end and said.start < m.end]
        if not overlapping:
            yield Doubt(
                "voices", said.start, 0.3, f"the model says {said.label}, no rule does: {_words(said)}"
            )
        elif not any(other.label in _SAME[said.label] for other in overlapping):
            other = overlapping[0].label
            yield Doubt(
                "voices",
                said.start,
                0.5,
                f"{other} for the rules, {said.label} for the model: {_words(said)}",
            )


def _doubtful(body: str, doubts: Sequence[Doubt]) -> Iterable[Lesson]:
    """All doubts of a sort are one lesson a body: the tenth like it teaches less than the first."""
    for sort, name in (
        ("unsure", "facts of which the rules are unsure"),
        ("voices", "names on which voices differ"),
    ):
        some = [doubt for doubt in doubts if doubt.sort == sort]
        if some:
            first = max(some, key=lambda doubt: (doubt.weight, -doubt.start))
            gain = math.log2(1 + sum(doubt.weight for doubt in some))
            yield Lesson(sort, f"{sort}:{body}", gain, f"{len(some)} {name} ({first.what})")


def _name(fact: Span) -> str:
    if isinstance(fact, Decision):
        return f"a decision ({fact.kind}, {fact.status})"
    if isinstance(fact, Mandate):
        return f"a mandate ({fact.status})"
    return fact.label if isinstance(fact, Mention) else f"a {type(fact).__name__.lower()}"


def _words(fact: Span) -> str:
    flat = " ".join(fact.text.split())
    return f"“{flat if len(flat) <= 48 else flat[:47] + '…'}”"


def _flat(name: str) -> str:
    return " ".join(name.split())


def _plain(name: str) -> str:
    """A body's name to compare by: "Tingås kommun", "Tingås Kommuns" and "Tingå kommun" are one."""
    return re.sub(r"s\b", "", _flat(name).casefold())
