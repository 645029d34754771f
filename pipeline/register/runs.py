"""The log of runs that the store keeps: read, and written to at the end of a run."""

from __future__ import annotations

import json

from pipeline.register.changes import Changes, Snapshot, changes, snapshot
from pipeline.register.model import Register
from pipeline.store import Store


def runs(store: Store) -> list[tuple[int, Changes]]:
    """(number, what it changed) of every run, the oldest first."""
    return [(number, Changes.from_record(json.loads(told))) for number, told, _ in store.register_runs()]


def keep_run(store: Store, register: Register) -> Changes:
    """Note what this run changed in the register since the last; what that was."""
    last = next((kept for _, _, kept in reversed(store.register_runs()) if kept), None)
    before = Snapshot.from_record(json.loads(last)) if last else None
    paths = [row["path"] for row in store.select("SELECT path FROM file ORDER BY path")]
    now = snapshot(register, paths)
    found = changes(before, now)
    store.keep_register(_json(found.record()), _json(now.record()))
    return found


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True)
