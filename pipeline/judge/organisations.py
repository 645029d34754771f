"""Judging organisations: who is one under two names, and which names are of two.

An organisation is judged by its id (``organisation-1a…``) or by one of its keys (``org:alvbro kommun``).
Whom the lists name changes with it, so that everything is resolved once more: it takes as long as the last
step of a run, and says what a run would.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.entities import Judgement, Side, Verdict
from pipeline.errors import BadJudgement
from pipeline.ledger import ledger
from pipeline.resolve import ORG, organisation_key, resolve
from pipeline.settings import Settings
from pipeline.stem import sort_key
from pipeline.store import Store

_ID = "organisation-"


def is_organisation(text: str) -> bool:
    """Whether a user's word for somebody is an id or a key of an organisation."""
    return text.startswith((_ID, ORG))


def concerns(judgement: Judgement) -> bool:
    """Whether a judgement is about organisations."""
    return judgement.left.startswith(ORG)


def keys_of(store: Store, text: str) -> list[str]:
    """The keys of the organisation that an id (an old one too) or a key stands for; [] for none."""
    current = store.members(current=True)
    if text in current and text.startswith(ORG):
        return [text]
    entity = store.follow(text)
    return sorted(key for key, of in current.items() if of == entity and key.startswith(ORG))


def organisations_called(store: Store, name: str) -> list[str]:
    """Ids of the organisations in one of whose spellings `name` stands, in the order of their names."""
    wanted = sort_key(name)
    rows = store.select(
        "SELECT e.id, e.sort_key, s.spelling FROM entity e JOIN spelling s ON s.entity = e.id"
        " WHERE e.kind = 'organisation'"
    )
    found = {row["id"]: row["sort_key"] for row in rows if f" {wanted} " in f" {sort_key(row['spelling'])} "}
    return sorted(found, key=lambda entity: (found[entity], entity))


def organisation_side(store: Store, text: str) -> Side:
    """A side of a judgement. Raises BadJudgement for what is no organisation's."""
    keys = keys_of(store, text)
    if keys:
        return Side((*sorted(keys, key=lambda key: (organisation_key(_bare(key)) != _bare(key), key)),))
    raise BadJudgement(
        f"{text!r} is no id or key of an organisation; `paragraf judge show NAME` finds them by their names"
        if is_organisation(text)
        else f"{text!r} is no organisation; only two organisations, or two people, can be judged"
    )


def both_sides(store: Store, verdict: Verdict, left: str, right: str) -> tuple[Side, Side]:
    """The sides of a judgement of two organisations. Raises BadJudgement when it can change nothing."""
    one, other = organisation_side(store, left), organisation_side(store, right)
    current = store.members(current=True)
    together = current[one.keys[0]] == current[other.keys[0]]
    if set(one.keys) & set(other.keys):
        what = "are one already" if verdict == "same" else "are one; to part them give two of the keys that"
        more = "" if verdict == "same" else f" `paragraf judge show {current[one.keys[0]]}` lists"
        raise BadJudgement(f"{left} and {right} {what}{more}")
    old = [key for key in (*one.keys[:1], *other.keys[:1]) if organisation_key(_bare(key)) != _bare(key)]
    if verdict == "different" and together and old:
        raise BadJudgement(
            f"{_bare(old[0])} is an old name in the list of renamed organisations"
            " (models/patterns/renamed.tsv); take its line out there to part them"
        )
    return one, other


def renew_organisations(store: Store, settings: Settings | None = None) -> None:
    """Resolve everything once more, as a run does after reading."""
    resolution = resolve(store.documents(), settings, store.judgements(), store.memory())
    store.resolve(resolution)
    store.keep_ledger(ledger(store.documents(), resolution.whose, resolution.copies))


def told_of(store: Store, keys: Sequence[str], before: dict[str, str]) -> str:
    """What has become of the organisations of `keys`, in a sentence."""
    current = store.members(current=True)
    now = list(dict.fromkeys(current[key] for key in keys if key in current))
    was = {before[key] for key in keys if key in before}
    names = {row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity")}
    shown = ", ".join(f"{names.get(entity, entity)} ({entity})" for entity in now)
    if not now:
        return "none of them is in the store now"
    if set(now) == was:
        return f"as before: {shown}"
    gone = ", ".join(sorted(was - set(now)))
    if len(now) == 1:
        return f"one now: {shown}{f'; {gone} leads there' if gone else ''}"
    return f"{len(now)} organisations now: {shown}"


def state_of(store_keys: dict[str, str], judgement: Judgement) -> str:
    """Whether a judgement of organisations is heeded: "in force", or why not."""
    left, right = (
        [key for key in side.keys if key in store_keys] for side in judgement.sides or ()
    )  # fmt: skip
    if not left or not right:
        return "waits: the name is not in the database now"
    one = _entities(left, store_keys) & _entities(right, store_keys)
    if judgement.verdict == "same" and not one:
        return "outdone by newer ones of others they are one with"
    return "in force"


def _entities(keys: Iterable[str], current: dict[str, str]) -> set[str]:
    return {current[key] for key in keys}


def _bare(key: str) -> str:
    return key.removeprefix(ORG)
