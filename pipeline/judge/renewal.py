"""The people of a store clustered once more, as the judgements in force have them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from pipeline.entities import Resolution
from pipeline.judge.names import Names
from pipeline.resolve import regroup
from pipeline.settings import Settings
from pipeline.store import Store


def renew(
    store: Store, names: Names, about: Iterable[str] | None = None, settings: Settings | None = None
) -> Resolution:
    """Cluster the people around the keys `about` (without them all) as the judgements in force have it."""
    in_force = [entry.judgement for entry in store.in_force()]
    keys = list(names.memory.profiles) if about is None else about
    resolution = regroup(store.opinions(), in_force, names.memory, names.current, keys, settings)
    store.regroup(resolution)
    return resolution


def now(store: Store) -> str:
    """The time, and never before the newest judgement: that would be the newer one."""
    newest = max((entry.judgement.at or "" for entry in store.book()), default="")
    return max(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), newest)
