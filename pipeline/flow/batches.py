"""Paths → outcomes, batch after batch, as a Prefect flow in a thread of its own.

Prefect answers an interruption by telling its server about it, again and again when the server is gone:
Ctrl-C reaches the temporary server as well. So the flow only hands outcomes over; the caller's thread
stores them, and can leave at any time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from pipeline.errors import ParagrafError
from pipeline.flow.quiet import quiet_prefect, stop_server
from pipeline.flow.work import Extract, Outcome, Progress, Work, workers
from pipeline.settings import Settings

Batch = tuple[str, ...]
_Message = Outcome | BaseException | None  # None: there are no more


def extract_all(
    paths: Sequence[Path], settings: Settings, extract: Extract | None, keep: Callable[[Outcome], None],
    tell: Progress,
) -> None:  # fmt: skip
    """Extract `paths`; `keep` gets every outcome, in the order of `paths`, in the caller's thread.

    Raises what extraction or `keep` raises; ParagrafError when Prefect cannot run.
    """
    batches = [
        tuple(map(str, paths[at : at + settings.batch])) for at in range(0, len(paths), settings.batch)
    ]
    with workers(settings, extract) as work, quiet_prefect():
        outcomes: SimpleQueue[_Message] = SimpleQueue()
        stop = Event()
        flow = Thread(target=_run, args=(batches, settings, work, outcomes.put, stop), daemon=True)
        flow.start()
        try:
            done = 0
            while (outcome := outcomes.get()) is not None:
                if isinstance(outcome, BaseException):
                    raise outcome
                keep(outcome)
                done += 1
                tell("reading", done, len(paths))
        except KeyboardInterrupt:
            stop_server()
            raise
        finally:
            stop.set()
        flow.join()


def _run(
    batches: Sequence[Batch], settings: Settings, work: Work, put: Callable[[_Message], None], stop: Event
) -> None:
    try:
        _flow(batches, settings, work, put, stop)
        put(None)
    except ParagrafError as error:
        put(error)
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else "no message"
        put(ParagrafError(f"Prefect cannot run the extraction: {type(error).__name__}: {reason}"))


def _flow(
    batches: Sequence[Batch], settings: Settings, work: Work, put: Callable[[_Message], None], stop: Event
) -> None:
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
    def extract_batch(paths: Batch) -> list[Outcome]:
        last = int(task_run.run_count or 1) > settings.retries
        return [] if stop.is_set() else work(paths, last)

    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)

    @flow(name="paragraf", validate_parameters=False, persist_result=False, task_runner=runner)
    def paragraf() -> None:
        ahead = deque(extract_batch.submit(batch) for batch in batches) if settings.workers > 1 else None
        for batch in batches:
            for outcome in ahead.popleft().result() if ahead else extract_batch(batch):
                put(outcome)

    paragraf()
