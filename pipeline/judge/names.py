"""What a user writes for a person (an id, an old id, the key of one profile) → whom a judgement is about."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.entities import Judgement, Memory, Profile, Side
from pipeline.errors import BadJudgement
from pipeline.stem import sort_key
from pipeline.store import Store

_PLACES = 3  # mentions that are remembered of a side
_SHOWN = 5  # people a message names


class Names:
    """The people of a store by their ids, keys and names. Raises BadJudgement when there are none."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.memory: Memory = store.memory()
        self.current = store.members(current=True)
        if not self.memory.profiles:
            raise BadJudgement(
                f"{store.path}: nobody is stored yet; run `paragraf run FOLDER --store {store.path}` first"
            )

    def side(self, text: str) -> Side:
        """The profiles of a person, or the one of a key. Raises BadJudgement for what is neither."""
        keys = self.keys(text)
        if not keys:
            raise BadJudgement(self._unknown(text))
        return self.side_of(keys)

    def side_of(self, keys: Iterable[str]) -> Side:
        """A side of `keys`, the one of which there is most first."""
        ordered = sorted(keys, key=lambda key: (-weight(self.memory.profiles[key]), key))
        return Side(tuple(ordered), places_of(self.memory.profiles[ordered[0]]))

    def keys(self, text: str) -> list[str]:
        """The keys of the profiles that an id or a key stands for."""
        if text in self.memory.profiles:
            return [text]
        entity = self.store.follow(text)
        return [key for key, of in self.current.items() if of == entity and key in self.memory.profiles]

    def called(self, name: str) -> list[str]:
        """Ids of the people in one of whose spellings `name` stands, in the order of their names."""
        wanted = sort_key(name)
        rows = self.store.select(
            "SELECT e.id, e.sort_key, s.spelling FROM entity e JOIN spelling s ON s.entity = e.id"
            " WHERE e.kind = 'person'"
        )
        found = {
            row["id"]: row["sort_key"] for row in rows if f" {wanted} " in f" {sort_key(row['spelling'])} "
        }
        return sorted(found, key=lambda entity: (found[entity], entity))

    def shown(self, keys: Iterable[str]) -> str:
        """``"Anna Bergdahl (person-3f…)"`` for the keys of one side."""
        for key in keys:
            if key in self.memory.profiles:
                entity = self.current.get(key)
                return f"{self.memory.profiles[key].name} ({entity or 'only a first name'})"
        return next(iter(keys), "nobody")

    def nearest(self, left: Side, right: Side, judged: Iterable[Judgement]) -> tuple[Side, Side]:
        """The sides with the two profiles first that the program finds most alike."""
        pairs = {(j.left, j.right): j.score for j in judged} | {(j.right, j.left): j.score for j in judged}
        both = [(pairs[a, b], a, b) for a in left.keys for b in right.keys if (a, b) in pairs]
        if not both:
            return left, right
        _, a, b = max(both)
        return _led(left, a), _led(right, b)

    def _unknown(self, text: str) -> str:
        rows = self.store.select("SELECT kind, name FROM entity WHERE id = ?", (text,))
        if rows:
            return (
                f"{text} is the {rows[0]['kind']} {rows[0]['name']}; only people and organisations are judged"
            )
        alike = self.called(text) if text.strip() else []
        if not alike:
            return f"{text!r} is nobody's id or key; `paragraf judge show NAME` finds people by their names"
        some = ", ".join(alike[:_SHOWN]) + (" …" if len(alike) > _SHOWN else "")
        return f"{text!r} is a name, not an id; there is {some}; see `paragraf judge show {alike[0]}`"


def weight(profile: Profile) -> int:
    """How much there is of a profile: seats and mentions."""
    return len(profile.seats) + len(profile.mentions)


def places_of(profile: Profile) -> tuple[str, ...]:
    """Some of the mentions of a profile, spread over them, by which it is found again."""
    mentions = profile.mentions
    return mentions[:: max(1, len(mentions) // _PLACES)][:_PLACES]


def _led(side: Side, first: str) -> Side:
    return Side((first, *(key for key in side.keys if key != first)), side.places)
