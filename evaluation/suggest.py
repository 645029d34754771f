"""Which protocols to annotate next: those from which gold would learn most for an hour's work.

A protocol teaches by what gold has not: a body or a layout nobody annotated, kinds that are rare,
and places where the extractor is unsure. The choice is greedy, and what one chosen protocol teaches
the next one does not teach again: ten protocols of one body are never chosen for the same thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import Gold
from evaluation.lessons import Bodies, Doubt, Have, Lesson, Sight, lessons_of, sight
from pipeline.errors import GoldError, ReadError
from pipeline.facts import Document, Section

Extract = Callable[[Path], Document]

WORDS = 2000  # of this many words a protocol costs twice what opening it costs
SHOWN = 4  # reasons of a sort that are given, the others are counted
LEAST = 0.1  # what is worth less is no reason to give
_HEADS = {
    "body": "no gold of ",
    "layout": "laid out as in no gold: ",
    "rare": "gold has few: ",
    "unsure": "",
    "voices": "",
}
WEIGHTS = {"body": 3.0, "layout": 2.0, "rare": 1.0, "unsure": 1.0, "voices": 0.5}


@dataclass(frozen=True)
class Item:
    """A section to look at, why, and how much it teaches."""

    number: str | None
    title: str
    gain: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """A protocol to annotate. `gain` is what it teaches a unit of work beyond those before it;
    `reasons` say what, the weightiest first; `items` are its most instructive sections."""

    path: Path
    body: str
    words: int
    gain: float
    reasons: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Suggestions:
    """The choice in its order; `known` protocols have gold, `unread` could not be read (path, why)."""

    chosen: tuple[Suggestion, ...]
    known: tuple[Path, ...] = ()
    unread: tuple[tuple[Path, str], ...] = ()


@dataclass(frozen=True)
class _Candidate:
    path: Path
    body: str
    words: int
    lessons: tuple[Lesson, ...]
    items: tuple[Item, ...]


def suggest(
    paths: Sequence[Path],
    golds: Sequence[Gold],
    extract: Extract,
    count: int = 10,
    voice: Extract | None = None,
) -> Suggestions:
    """The `count` protocols of `paths` to annotate next, in order, given the gold there is.

    `extract` gives a protocol's facts, `voice` what the statistical model alone takes for names
    (None: only its facts that no rule found are known). The same input gives the same answer,
    whatever the order of `paths`. Raises GoldError when every protocol has gold or none can be read.
    """
    known = {gold.name for gold in golds}
    texts = {_fingerprint(gold.text) for gold in golds}
    there: list[Path] = []
    unread: list[tuple[Path, str]] = []
    read: list[tuple[Path, Sight, tuple[Item, ...]]] = []
    for path in sorted(paths, key=str):
        if path.stem in known:
            there.append(path)
            continue
        try:
            document = extract(path)
            heard = voice(path) if voice else None
        except ReadError as error:
            unread.append((path, error.reason))
            continue
        if _fingerprint(document.source.text) in texts:
            there.append(path)
        else:
            seen = sight(document, heard)
            read.append((path, seen, _items(document, seen.doubts)))
    if not read:
        raise GoldError(
            f"nothing to suggest: {len(there)} protocols have gold, {len(unread)} cannot be read; "
            "give a folder with protocols that have none"
        )
    bodies = Bodies([*(gold.meeting for gold in golds), *(seen.meeting for _, seen, _ in read)])
    have = Have(golds, {bodies.of(gold.meeting) for gold in golds})
    candidates = []
    for path, seen, items in read:
        body = bodies.of(seen.meeting)
        candidates.append(_Candidate(path, body, seen.words, lessons_of(body, seen, have), items))
    return Suggestions(_greedy(candidates, count), tuple(there), tuple(unread))


def _greedy(candidates: Sequence[_Candidate], count: int) -> tuple[Suggestion, ...]:
    """Time and again the candidate that teaches most beyond what was chosen, for its length."""
    left = list(candidates)
    learned: Counter[str] = Counter()
    chosen: list[Suggestion] = []
    while left and len(chosen) < count:
        ranked = [(_gain(candidate, learned), candidate) for candidate in left]
        gain, best = max(ranked, key=lambda pair: (round(pair[0], 9), _reversed(str(pair[1].path))))
        chosen.append(_suggestion(best, gain, learned))
        learned.update({lesson.key for lesson in best.lessons})
        left.remove(best)
    return tuple(chosen)


def _gain(candidate: _Candidate, learned: Counter[str]) -> float:
    return sum(_worth(lesson, learned) for lesson in candidate.lessons) / (1 + candidate.words / WORDS)


def _worth(lesson: Lesson, learned: Counter[str]) -> float:
    """A lesson learned once is worth a third the second time, a ninth the third."""
    return WEIGHTS[lesson.sort] * lesson.gain * 3.0 ** -learned[lesson.key]


def _suggestion(candidate: _Candidate, gain: float, learned: Counter[str]) -> Suggestion:
    reasons = _reasons(candidate, learned) or ("more of the same",)
    return Suggestion(candidate.path, candidate.body, candidate.words, gain, reasons, candidate.items)


def _reasons(candidate: _Candidate, learned: Counter[str]) -> tuple[str, ...]:
    """What is to be learned, a line a sort of lesson, the weightiest first, also within a line."""
    lines: dict[str, list[tuple[float, str]]] = {}
    for lesson in candidate.lessons:
        worth = _worth(lesson, learned)
        if worth >= LEAST and not _stale(lesson, learned):
            lines.setdefault(lesson.sort, []).append((worth, lesson.reason))
    ranked = sorted(lines.items(), key=lambda line: (-sum(worth for worth, _ in line[1]), line[0]))
    return tuple(_HEADS[sort] + _listed(some) for sort, some in ranked)


def _listed(some: Sequence[tuple[float, str]]) -> str:
    """The weightiest reasons of a sort, and how many more there are."""
    said = [reason for _, reason in sorted(some, key=lambda one: (-one[0], one[1]))]
    more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return "; ".join(said[:SHOWN]) + more


def _stale(lesson: Lesson, learned: Counter[str]) -> bool:
    """Whether a lesson is no news after those chosen before; doubts are about other facts each time."""
    return lesson.sort in ("body", "layout") and learned[lesson.key] > 0


def _items(document: Document, doubts: Sequence[Doubt], count: int = 3) -> tuple[Item, ...]:
    """The sections with most doubt, and those in which nothing was found to be decided."""
    items = []
    empty = _undecided(document)
    for section in document.sections:
        if section.kind != "item":
            continue
        inside = [doubt for doubt in doubts if section.start <= doubt.start < section.stop]
        reasons = [doubt.what for doubt in sorted(inside, key=lambda d: (-d.weight, d.start))]
        gain = sum(doubt.weight for doubt in inside)
        if section in empty:
            gain += 0.5
            reasons.append("nothing was found to be decided here")
        if reasons:
            items.append(Item(section.number, section.title, gain, tuple(reasons[:3])))
    return tuple(sorted(items, key=lambda item: (-item.gain, str(item.number)))[:count])


def _undecided(document: Document) -> set[Section]:
    """Items without a decision in minutes where most items have one."""
    items = [section for section in document.sections if section.kind == "item"]
    empty = {s for s in items if not any(s.start <= d.start < s.stop for d in document.decisions)}
    return empty if len(empty) * 2 < len(items) else set()


def _fingerprint(text: str) -> str:
    return " ".join(text.split())


def _reversed(path: str) -> tuple[int, ...]:
    """So that of equals the first by name is the greatest."""
    return tuple(-ord(character) for character in path)
