"""Pairs of people that may be one, the most telling first, with what a person needs to see to judge."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from pipeline.entities import Judgement, Profile
from pipeline.judge.names import Names, weight
from pipeline.settings import Settings
from pipeline.store import Store

AROUND = 80  # characters of the text on each side of a name
_PASSAGES = 2
_RARELY = 0.1  # how telling a pair is that something else keeps apart


@dataclass(frozen=True)
class Question:
    """Are `left` and `right` (ids) one? `pair`: the two profiles that are most alike."""

    left: str
    right: str
    pair: Judgement


@dataclass(frozen=True)
class Passage:
    """A name (`text`) with the words around it; `start` and `end` count in the document."""

    path: str
    date: str | None
    body: str | None
    section: str | None
    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True)
class Face:
    """A profile as it is shown: posts with the years, in how many lists, and where it is named."""

    key: str
    name: str
    spellings: tuple[tuple[str, int], ...]
    body: str
    organisation: str | None
    posts: tuple[str, ...]
    lists: int
    mentions: int
    passages: tuple[Passage, ...]


def questions(store: Store, settings: Settings | None = None) -> list[Question]:
    """What is worth asking: pairs of people the program is not sure of and no person has judged.

    First those where an answer changes most (both stand in many lists and texts) and where little is
    missing to certainty; one question for two people, however many of their names are alike.
    """
    settings = settings or Settings()
    names = Names(store)
    best: dict[tuple[str, str], Judgement] = {}
    for judgement in store.unsure():
        a, b = names.current[judgement.left], names.current[judgement.right]
        if judgement.left in names.memory.profiles and judgement.right in names.memory.profiles:
            both = (min(a, b), max(a, b))
            if both not in best or judgement.score > best[both].score:
                best[both] = judgement
    size: dict[str, int] = {}
    for key, profile in names.memory.profiles.items():
        entity = names.current.get(key, key)
        size[entity] = size.get(entity, 0) + weight(profile)
    apart = {
        frozenset((names.current.get(j.left), names.current.get(j.right)))
        for j in store.judgements()
        if j.verdict == "different"
    }

    def telling(both: tuple[str, str]) -> float:
        missing = abs(settings.same - best[both].score) / (settings.same - settings.different)
        effect = log2(1 + min(size[both[0]], size[both[1]])) + 0.1 * log2(
            1 + max(size[both[0]], size[both[1]])
        )
        return effect * (1.1 - min(1.0, missing)) * (_RARELY if frozenset(both) in apart else 1)

    ranked = sorted(best, key=lambda both: (-round(telling(both), 6), both))
    return [_question(names, best[both]) for both in ranked]


def face(store: Store, profile: Profile) -> Face:
    """A profile as a person needs to see it: the first and the last place where it stands."""
    return Face(
        profile.key, profile.name, profile.spellings, profile.body, profile.organisation, _posts(profile),
        len({seat.list_id for seat in profile.seats}), len(profile.mentions),
        _passages(store, profile.mentions),
    )  # fmt: skip


def _question(names: Names, pair: Judgement) -> Question:
    return Question(names.current[pair.left], names.current[pair.right], pair)


def _posts(profile: Profile) -> tuple[str, ...]:
    """``"ordförande, alvbro kommun, C, 2018–2022"``, the longest held first."""
    years: dict[str, list[str]] = {}
    for seat in profile.seats:
        post = ", ".join(filter(None, (*seat.roles, seat.appointer, seat.party)))
        years.setdefault(post or seat.standing, []).append((seat.date or "")[:4])
    ranked = sorted(years.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(f"{post}{f', {span}' if (span := _span(found)) else ''}" for post, found in ranked)


def _span(years: Sequence[str]) -> str:
    known = sorted(year for year in years if year)
    return "–".join(dict.fromkeys((known[0], known[-1]))) if known else ""


def _passages(store: Store, mentions: Sequence[str]) -> tuple[Passage, ...]:
    chosen = [row for at in range(0, len(mentions), 400) for row in _places(store, mentions[at : at + 400])]
    chosen.sort(key=lambda row: (row["date"] or "", row["path"], row["start"]))
    picked = chosen if len(chosen) <= _PASSAGES else [chosen[0], chosen[-1]]
    found = []
    for row in picked:
        text = store.select("SELECT text FROM document WHERE id = ?", (row["document"],))[0][0]
        start, end = row["start"], row["end"]
        found.append(
            Passage(
                row["path"], row["date"], row["body"], row["section"], start, end,
                text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND],
            )
        )  # fmt: skip
    return tuple(found)


def _places(store: Store, mentions: Sequence[str]) -> list[sqlite3.Row]:
    marks = ", ".join("?" * len(mentions))
    return store.select(
        "SELECT m.document, m.start, m.end, m.section, d.path, p.date, coalesce(p.whose, p.body) AS body"
        " FROM mention m JOIN document d ON d.id = m.document"
        " LEFT JOIN part p ON p.document = m.document AND p.id = m.part"
        f" WHERE m.id IN ({marks})",
        mentions,
    )
