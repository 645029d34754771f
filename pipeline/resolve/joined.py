"""Which keys of organisations are one: short forms and genitives, and what persons have judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.entities import PROGRAM, Judgement
from pipeline.facts import Document
from pipeline.partings import renamed_to
from pipeline.resolve.organisations import full, joins, official, organisation_key
from pipeline.resolve.rulings import Pair, pair, sides

_SENTENCE = 120  # characters around two names in which it stands since when
ORG = "org:"  # how the key of an organisation begins in judgements


@dataclass(frozen=True)
class Renaming:
    """That a text says an organisation has a new name: both as written, from when (ISO), and who says so."""

    old: str
    new: str
    since: str | None
    source: str

    @property
    def keys(self) -> Pair:
        """The keys of the old name and of the new one."""
        return organisation_key(self.old), organisation_key(self.new)


def told_renamings(document: Document) -> tuple[Renaming, ...]:
    """ "Samordningsförbundet Alvbro bytte den 1 januari 2014 namn till Samordningsförbundet Alvbro-Vik"."""
    text = document.source.text
    named = sorted((m for m in document.mentions if m.label == "ORG"), key=lambda m: m.start)
    found = []
    for one, other in pairwise(named):
        now = renamed_to(text, one, other) if full(one.text) and full(other.text) else None
        if now is not None:
            old, new = (one, other) if now else (other, one)
            was, is_ = (" ".join(m.text.split()) for m in (old, new))
            found.append(Renaming(was, is_, _since(document, one.start, other.end), document.source.path))
    return tuple(one for one in found if _another(*one.keys))


def _another(old: str, new: str) -> bool:
    """Whether it is two names, and not those of two municipalities or authorities that there are."""
    return old != new and not (official(old) and official(new))


def _since(document: Document, start: int, end: int) -> str | None:
    """The day in the sentence, which begins at most `_SENTENCE` characters before the first name."""
    text = document.source.text
    begin = max(text.rfind(". ", 0, start), text.rfind("\n\n", 0, start), start - _SENTENCE)
    stop = next((at for at in (text.find(".", end), text.find("\n\n", end)) if at >= 0), len(text))
    days = [
        str(m.value) for m in document.mentions
        if m.label == "DATE" and m.value and begin <= m.start < min(stop, end + _SENTENCE)
    ]  # fmt: skip
    return days[0] if len(days) == 1 else None


def told_bodies(document: Document) -> tuple[tuple[str, str, str | None], ...]:
    """ "Socialnämnden byter namn från 1 mars till omsorgsnämnden": (old name, new name, part) of each."""
    text = document.source.text
    named = sorted((m for m in document.mentions if m.label == "BODY"), key=lambda m: m.start)
    return tuple(
        (one.text, other.text, one.part)
        for one, other in pairwise(named)
        if one.part == other.part and renamed_to(text, one, other)
    )


@dataclass(frozen=True)
class Joined:
    """`kept`: a key → that under which it goes; `apart`: pairs that a person says are two."""

    kept: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()


def joined(
    times: Mapping[str, int], judgements: Iterable[Judgement], told: Iterable[Renaming] = ()
) -> Joined:
    """`times`: key → how often the organisation is named; `judgements`: persons', the oldest first; `told`:
    what texts say of new names.

    The newest of a pair holds; a "same" gives way where its two are kept apart by another's "different".
    """
    renamed = {one.keys for one in told}
    former = {old for old, _ in renamed}
    verdicts: dict[Pair, str] = {}
    order: list[Pair] = []
    for judgement in judgements:
        if judgement.by == PROGRAM or not judgement.left.startswith(ORG):
            continue
        left, right = ([key.removeprefix(ORG) for key in side.keys] for side in sides(judgement))
        for both in [pair(a, b) for a in left for b in right if a != b]:
            verdicts[both] = judgement.verdict
        if left and right:
            order.append(pair(left[0], right[0]))
    apart = frozenset(both for both, verdict in verdicts.items() if verdict == "different")
    groups: dict[str, set[str]] = {}
    short = joins(times)
    links = [(key, target) for key, target in sorted(short.items()) if pair(key, target) not in apart]
    links += sorted(both for both in renamed if pair(*both) not in apart)
    links += [both for both in reversed(order) if verdicts[both] == "same"]
    for a, b in links:
        one, other = groups.get(a, {a}), groups.get(b, {b})
        if one is other or any(pair(x, y) in apart for x in one for y in other):
            continue
        whole = one | other
        for key in whole:
            groups[key] = whole
    kept = {}
    for key, group in groups.items():
        best = min(
            group,
            key=lambda k: (
                official(k) is None, k in former, k in short and short[k] in group, -times.get(k, 0), k
            ),
        )  # fmt: skip
        if best != key:
            kept[key] = best
    return Joined(kept, apart)
