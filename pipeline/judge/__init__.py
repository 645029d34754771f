"""Persons' judgements of who is who: given, taken back, and at once to be seen in the store.

Nothing is read or extracted anew: the people are clustered once more from the profiles of the last run.
"""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.entities import PROGRAM, Entry, Judgement, Side, Verdict
from pipeline.errors import BadJudgement
from pipeline.judge.names import Names
from pipeline.judge.organisations import (
    both_sides,
    concerns,
    is_organisation,
    keys_of,
    organisations_called,
    renew_organisations,
    state_of,
    told_of,
)
from pipeline.judge.questions import Face, Question, face, questions
from pipeline.judge.renewal import now, renew
from pipeline.judge.sheet import sheet
from pipeline.judge.taking import Taken, take_in
from pipeline.judge.wording import told, with_itself
from pipeline.resolve import Present, sides
from pipeline.settings import Settings
from pipeline.store import Store

__all__ = [
    "Face", "Judged", "Names", "Question", "Taken", "Undone", "face", "judge", "keys_of", "listed",
    "organisations_called", "questions", "renew", "sheet", "take_in", "undo",
]  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A judgement that was taken: its number in the book, what it changed, and the older ones it outdoes."""

    number: int
    told: str
    older: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Undone:
    """A judgement taken back, or given again: the number of the note, the judgement, what changed."""

    number: int
    entry: Entry
    told: str


def judge(
    store: Store, verdict: Verdict, left: str, right: str, *, by: str, why: str = "",
    settings: Settings | None = None, at: str | None = None,
) -> Judged:  # fmt: skip
    """Take a person's judgement of two people (ids, old ids, or keys of single profiles), or of two
    organisations (ids or keys).

    `by`: who judges; `at`: when (ISO, UTC; now without it). Raises BadJudgement.
    """
    if is_organisation(left) or is_organisation(right):
        return _organisations(store, verdict, left, right, _named(by), why, settings, at)
    names = Names(store)
    one, other = names.side(left), names.side(right)
    if set(one.keys) & set(other.keys):
        raise BadJudgement(with_itself(verdict, left, right, names))
    one, other = names.nearest(one, other, store.opinions())
    taken = Judgement(
        one.keys[0], other.keys[0], verdict, 1.0, why, _named(by), at or now(store), sides=(one, other)
    )
    before, standing = names.current, store.in_force()
    number = store.append(taken)
    keys = [*one.keys, *other.keys]
    resolution = renew(store, names, keys, settings)
    after = {**before, **{key: entity.id for entity in resolution.entities for key in entity.members}}
    older = tuple(
        e
        for e in standing
        if _outdoes(Entry(number, taken), e) or (_joins(e, before) and not _joins(e, after))
    )
    return Judged(number, told(resolution, before, keys), older)


def _organisations(
    store: Store, verdict: Verdict, left: str, right: str, by: str, why: str, settings: Settings | None,
    at: str | None,
) -> Judged:  # fmt: skip
    one, other = both_sides(store, verdict, left, right)
    before, standing = store.members(current=True), store.in_force()
    taken = Judgement(one.keys[0], other.keys[0], verdict, 1.0, why, by, at or now(store), sides=(one, other))
    number = store.append(taken)
    renew_organisations(store, settings)
    older = tuple(e for e in standing if _outdoes(Entry(number, taken), e))
    return Judged(number, told_of(store, [*one.keys, *other.keys], before), older)


def undo(
    store: Store, which: str, *, by: str, why: str = "", settings: Settings | None = None
) -> Undone:  # fmt: skip
    """Take back the judgement numbered `which`, or with ``"last"`` the newest of `by`.

    Taking back what takes back gives the judgement again. Raises BadJudgement.
    """
    names = Names(store)
    by = _named(by)
    book = store.book()
    entry = _last(store, by) if which == "last" else _numbered(store, book, which)
    done = next((e for e in reversed(book) if e.undoes == entry.number and _holds(book, e)), None)
    if done is not None:
        raise BadJudgement(
            f"{entry.number} was taken back already by {done.judgement.by}, number {done.number};"
            f" `paragraf judge undo {done.number}` gives it again"
        )
    note = replace(entry.judgement, reason=why, by=by, at=now(store))
    number = store.append(note, undoes=entry.number)
    if concerns(entry.judgement):
        before = names.current
        renew_organisations(store, settings)
        keys = [key for side in sides(entry.judgement) for key in side.keys]
        return Undone(number, entry, told_of(store, keys, before))
    present = Present(names.memory.profiles, names.memory.heirs)
    keys = [key for side in sides(entry.judgement) for key in present.of(side)]
    resolution = renew(store, names, keys, settings)
    return Undone(number, entry, told(resolution, names.current, keys))


def listed(store: Store) -> list[tuple[Entry, str]]:
    """What persons have judged, oldest first, each with its state: in force, taken back, outdone, waits."""
    book, names = store.book(), Names(store)
    in_force = store.in_force()
    holding = {entry.number for entry in in_force}
    present = Present(names.memory.profiles, names.memory.heirs)
    found = []
    for entry in book:
        undone = next((e.number for e in book if e.undoes == entry.number and _holds(book, e)), None)
        pairs = [present.of(side) for side in sides(entry.judgement)]
        behind = in_force[in_force.index(entry) + 1 :] if entry.number in holding else ()
        newer = next((e.number for e in behind if _outdoes(e, entry)), None)
        if undone is not None:
            state = f"taken back by {undone}"
        elif entry.undoes is not None:
            state = "a note"
        elif not all(pairs) and not concerns(entry.judgement):
            state = "waits: the name is not in the database now"
        elif newer is not None:
            state = f"outdone by {newer}"
        elif concerns(entry.judgement):
            state = state_of(names.current, entry.judgement)
        elif entry.judgement.verdict == "same" and not any(
            names.current.get(a) == names.current.get(b, "") for a in pairs[0] for b in pairs[1]
        ):
            state = "outdone by newer ones of others they are one with"
        else:
            state = "in force"
        found.append((entry, state))
    return found


def _joins(entry: Entry, entities: Mapping[str, str]) -> bool:
    """Whether a "same" is heeded; a newer judgement of a third person may stand between."""
    left, right = entry.judgement.left, entry.judgement.right
    return entry.judgement.verdict == "same" and entities.get(left) == entities.get(right, "nobody")


def _outdoes(newer: Entry, older: Entry) -> bool:
    return newer.judgement.verdict != older.judgement.verdict and _about(older, *sides(newer.judgement))


def _named(by: str) -> str:
    by = " ".join(by.split())
    if not by:
        raise BadJudgement("a judgement needs a name; say who judges with --by NAME")
    if by.casefold() == PROGRAM:
        raise BadJudgement(f"{by!r} is the program; say who judges with --by NAME")
    return by


def _last(store: Store, by: str) -> Entry:
    in_force = store.in_force()
    own = [entry for entry in in_force if entry.judgement.by == by]
    if own:
        return own[-1]
    there = (
        f"; the last of others' is {in_force[-1].number}, by {in_force[-1].judgement.by}" if in_force else ""
    )
    raise BadJudgement(f"there is no judgement by {by} to take back{there}")


def _numbered(store: Store, book: Sequence[Entry], which: str) -> Entry:
    if not which.isdecimal():
        raise BadJudgement(f"{which!r} is no number of a judgement; `paragraf judge list` shows them")
    found = next((entry for entry in book if entry.number == int(which)), None)
    if found is not None:
        return found
    row = store.select(
        "SELECT left_key, right_key, verdict, reason FROM judgement WHERE number = ?", (int(which),)
    )
    if row:
        raise BadJudgement(_outrank(which, row[0]))
    raise BadJudgement(f"there is no judgement {which}; `paragraf judge list` shows them")


def _outrank(which: str, row: sqlite3.Row) -> str:
    """What to do about a judgement of the program's, which the next run would give again."""
    other = "different" if row["verdict"] == "same" else "same"
    return (
        f"{which} is the program's judgement ({row['verdict']}: {row['reason']}), which every run gives anew;"
        f" say otherwise and yours outranks it: paragraf judge {other}"
        f" {shlex.quote(row['left_key'])} {shlex.quote(row['right_key'])} --by NAME"
    )


def _holds(book: Sequence[Entry], entry: Entry) -> bool:
    """Whether a note that takes something back has not been taken back itself."""
    return not any(other.undoes == entry.number and _holds(book, other) for other in book)


def _about(entry: Entry, one: Side, other: Side) -> bool:
    """Whether an earlier judgement is about a pair of the two sides."""
    left, right = sides(entry.judgement)
    return any(
        set(left.keys) & set(a.keys) and set(right.keys) & set(b.keys)
        for a, b in ((one, other), (other, one))
    )
