"""A judgements file → the book of a store, once and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.entities import Identity, Judgement, Side
from pipeline.judge.names import Names
from pipeline.judge.organisations import concerns, renew_organisations
from pipeline.judge.renewal import now, renew
from pipeline.judge.sheet import Line, Pin, read_sheet
from pipeline.resolve import Present, sides
from pipeline.settings import Settings
from pipeline.store import Store


@dataclass(frozen=True)
class Taken:
    """What a file brought: judgements that are new and that were there, ids that changed, and how many
    judgements wait since nobody of those names is stored."""

    new: int
    known: int
    ids: int
    waiting: int


def take_in(store: Store, text: str, name: str, settings: Settings | None = None) -> Taken:
    """Take in the judgements file `text` called `name`; what is there already is left alone.

    Raises BadJudgement, naming file, line and remedy; then nothing of the file is taken.
    """
    names = Names(store) if store.select("SELECT 1 FROM profile LIMIT 1") else None
    lines, pins = read_sheet(text, name, names)
    known = {_signature(entry.judgement, entry.undoes): entry.number for entry in store.book()}
    untimed = {signature[:-1]: number for signature, number in known.items()}
    numbers: dict[str, int] = {}
    new = 0
    for line in lines:
        undoes = numbers[line.undoes] if line.undoes else None
        signature = _signature(line.judgement, undoes)
        number = known.get(signature) if line.judgement.at else untimed.get(signature[:-1])
        if number is None:
            at = line.judgement.at or now(store)
            number = store.append(replace(line.judgement, at=at), undoes)
            known[signature] = number
            new += 1
        if line.number:
            numbers[line.number] = number
    ids = _pin(store, pins)
    if names is None:
        return Taken(new, len(lines) - new, ids, len(lines))
    names = Names(store)
    renew(store, names, settings=settings)
    if any(concerns(line.judgement) for line in lines):
        renew_organisations(store, settings)
    present = Present(names.memory.profiles, names.memory.heirs)
    current = store.members(current=True)

    def there(line: Line, side: Side) -> bool:
        organisation = concerns(line.judgement)
        return any(key in current for key in side.keys) if organisation else bool(present.of(side))

    waiting = sum(not all(there(line, side) for side in line.judgement.sides or ()) for line in lines)
    return Taken(new, len(lines) - new, ids, waiting)


def _signature(judgement: Judgement, undoes: int | None) -> tuple[object, ...]:
    whom = tuple(side.keys for side in sides(judgement))
    return (judgement.verdict, whom, judgement.by, judgement.reason, undoes, judgement.at)


def _pin(store: Store, pins: Sequence[Pin]) -> int:
    """Give people the ids that a file says they have; how many had another."""
    memory, current = store.memory(), store.members(current=True)
    present = Present(memory.profiles, memory.heirs)
    keys = {pin.id: next(iter(present.of(pin.side)), pin.side.keys[0]) for pin in pins}
    known = {identity.id: identity for identity in memory.identities}
    first = min((identity.number for identity in memory.identities), default=1) - len(keys)
    new = [
        Identity(id_, first + at, key)
        for at, (id_, key) in enumerate(keys.items())
        if current.get(key) != id_ and not (key not in current and id_ in known and known[id_].key == key)
    ]
    store.identify(new)
    return len(new)
