"""The nightly run: Prefect around the plain functions of `run`, and nothing else of it.

Tasks take batches of paths; the model is loaded once a process. A run without new documents starts
no server. Prefect's own home is a cache folder, so that it neither needs nor touches a user's.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import inbox
from pipeline.facts import Document
from pipeline.flow.quiet import quiet_prefect
from pipeline.flow.work import Extract, Outcome, Work, loaded, workers
from pipeline.producer import producer
from pipeline.register import as_csv, as_json, register
from pipeline.resolve import resolve
from pipeline.settings import Settings
from pipeline.store import NotStoredError, Store, open_store

if TYPE_CHECKING:
    from evaluation.score import Report

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Summary:
    """What a run did, for a person to read.

    `renewed`: extracted again since the rules changed. `facts`: kind → number in the store, copies of
    meetings not counted. `aside`: (path, reason).
    """

    new: int
    renewed: int
    unchanged: int
    aside: tuple[tuple[str, str], ...]
    documents: int
    copies: int
    facts: Mapping[str, int]
    people: int
    named_people: int
    organisations: int
    unresolved: int
    unsure: int
    store: Path
    registers: tuple[Path, ...]
    score: Report | None = None
    gold: Path | None = None

    @property
    def exit_code(self) -> int:
        """0 all done; 1 something was put aside; 2 nothing could be done."""
        if not self.aside:
            return 0
        return 1 if self.new or self.renewed or self.unchanged else 2


def run(
    folder: Path, settings: Settings, *, again: bool = False, progress: Progress | None = None,
    extract: Extract | None = None,
) -> Summary:  # fmt: skip
    """Everything from a folder of protocols to store, register and score.

    `again` extracts unchanged documents too. `progress(what, done, of)` is called as the run goes on.
    `extract` stands in for the extractor (tests). Raises NoProtocols, StoreError, MissingModel.
    """
    tell = progress or _untold
    paths = inbox.documents(folder)
    with open_store(settings.store, create=True) as store:
        made_by = producer(settings)
        todo = _todo(store, paths, made_by, settings, again=again)
        tally = _Tally(unchanged=todo.unchanged)
        before = store.known()

        def keep(outcome: Outcome) -> None:
            reason = outcome.reason
            if outcome.document is not None:
                try:
                    store.put(outcome.document, made_by, replace=again)
                    known = outcome.document.source.sha256 in before
                    tally.renewed += known
                    tally.new += not known
                except NotStoredError as error:
                    reason = str(error)
            if reason is not None:
                tally.aside[outcome.path] = reason
                store.put_aside(outcome.path, reason)

        tell("reading", 0, len(todo.paths))
        if todo.paths:
            _extract_all(todo.paths, settings, extract, keep, tell)
        for path, first in todo.twins:
            keep(Outcome(path, reason=tally.aside[first])) if first in tally.aside else _twin(
                store, path, tally
            )
        tell("who is who", 0, 1)
        store.resolve(resolve(store.documents(), settings, store.judgements(), store.members()))
        registers = _write_registers(store)
        tell("score", 0, 1)
        gold, score = _score(store, paths, folder, settings, extract)
        return _summary(store, tally, registers, gold, score)


@dataclass
class _Tally:
    new: int = 0
    renewed: int = 0
    unchanged: int = 0
    aside: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Todo:
    """`paths` to extract; `twins`: (path, the path among them that has the same content)."""

    paths: list[Path]
    twins: list[tuple[str, str]]
    unchanged: int


def _twin(store: Store, path: str, tally: _Tally) -> None:
    """A second file of one content: the document is known under both names."""
    store.seen(path, store.known()[inbox.digest(Path(path))][0])
    tally.unchanged += 1


def _untold(_what: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


def _todo(store: Store, paths: Sequence[Path], made_by: str, settings: Settings, *, again: bool) -> _Todo:
    """What has to be extracted: what is not stored, or was extracted by other rules."""
    known = store.known()
    todo: list[Path] = []
    twins: list[tuple[str, str]] = []
    unchanged = 0
    coming: dict[str, str] = {}
    for path in paths:
        try:
            digest = inbox.digest(path) if path.stat().st_size <= settings.max_bytes else ""
        except OSError:
            digest = ""
        stored = known.get(digest)
        if stored and stored[1] == made_by and not again:
            store.seen(str(path), stored[0])
            unchanged += 1
        elif digest in coming:
            twins.append((str(path), coming[digest]))
        else:
            todo.append(path)
            if digest:
                coming[digest] = str(path)
    return _Todo(todo, twins, unchanged)


def _extract_all(
    paths: Sequence[Path], settings: Settings, extract: Extract | None, keep: Callable[[Outcome], None],
    tell: Progress,
) -> None:  # fmt: skip
    """Extract batch after batch as a Prefect flow; `keep` gets every outcome, in the order of `paths`."""
    batches = [
        tuple(map(str, paths[at : at + settings.batch])) for at in range(0, len(paths), settings.batch)
    ]
    with workers(settings, extract) as work, quiet_prefect():
        _flow(batches, settings, work, keep, tell)


def _flow(
    batches: Sequence[tuple[str, ...]], settings: Settings, work: Work,
    keep: Callable[[Outcome], None], tell: Progress,
) -> None:  # fmt: skip
    from prefect import flow, task
    from prefect.cache_policies import NO_CACHE
    from prefect.runtime import task_run
    from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

    def passing(_task: Any, _run: Any, state: Any) -> bool:
        return isinstance(state.result(raise_on_failure=False), OSError)

    @task(
        name="extract", cache_policy=NO_CACHE, persist_result=False, retries=settings.retries,
        retry_delay_seconds=1, retry_condition_fn=passing, log_prints=False,
    )  # fmt: skip
    def extract_batch(paths: tuple[str, ...]) -> list[Outcome]:
        last = int(task_run.run_count or 1) > settings.retries
        return work(paths, last)

    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)

    @flow(
        name="paragraf", validate_parameters=False, persist_result=False,
        task_runner=runner,
    )  # fmt: skip
    def paragraf() -> None:
        total, done = sum(map(len, batches)), 0
        ahead = deque(extract_batch.submit(batch) for batch in batches) if settings.workers > 1 else None
        for batch in batches:
            for outcome in ahead.popleft().result() if ahead else extract_batch(batch):
                keep(outcome)
                done += 1
                tell("reading", done, total)

    paragraf()


def _write_registers(store: Store) -> tuple[Path, ...]:
    people = register(store)
    written = []
    for suffix, text in ((".json", as_json(people)), (".csv", as_csv(people))):
        path = store.path.with_name(f"{store.path.stem}-register{suffix}")
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)


def _score(
    store: Store, paths: Sequence[Path], folder: Path, settings: Settings, extract: Extract | None
) -> tuple[Path | None, Report | None]:
    """The score when there is gold for some of `paths`; what the store holds is not extracted again."""
    gold = _gold_folder(paths, folder)
    if gold is None:
        return None, None
    from evaluation.score import score_folder

    known = store.known()
    fallback: list[Extract] = []

    def stored(path: Path) -> Document:
        found = known.get(inbox.digest(path))
        if found:
            return store.document(found[0])
        if not fallback:
            fallback.append(extract or loaded(settings))
        return fallback[0](path)

    return gold, score_folder(gold, stored)


def _gold_folder(paths: Sequence[Path], folder: Path) -> Path | None:
    base = folder if folder.is_dir() else folder.parent
    stems = {path.stem for path in paths}
    for place in (base, base.resolve().parent / "annotations", base.resolve().parent / "gold"):
        if any(gold.name.removesuffix(".gold.json") in stems for gold in place.glob("*.gold.json")):
            return Path(os.path.relpath(place))
    return None


def _summary(
    store: Store, tally: _Tally, registers: tuple[Path, ...], gold: Path | None, score: Report | None
) -> Summary:  # fmt: skip
    counts = store.counts()
    return Summary(
        new=tally.new,
        renewed=tally.renewed,
        unchanged=tally.unchanged,
        aside=tuple(sorted(tally.aside.items())),
        documents=counts.documents,
        copies=counts.copies,
        facts=counts.facts,
        people=len(register(store)),
        named_people=counts.people,
        organisations=counts.organisations,
        unresolved=counts.unresolved,
        unsure=counts.unsure,
        store=store.path,
        registers=registers,
        score=score,
        gold=gold,
    )
