"""Batches of paths → outcomes, in this process or in several, the model loaded once in each."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal

from pipeline.errors import ParagrafError, ReadError
from pipeline.facts import Document
from pipeline.settings import Settings

Extract = Callable[[Path], Document]
Progress = Callable[[str, int, int], None]  # (what, done, of)

# A network drive that hiccups; a file that is not there or not allowed stays so however often it is tried.
_PASSING = frozenset(
    {errno.EIO, errno.EAGAIN, errno.EBUSY, errno.ETIMEDOUT, errno.ESTALE, errno.ENETDOWN, errno.EINTR}
)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a document, or the reason why not."""

    path: str
    document: Document | None = None
    reason: str | None = None


# (paths, whether it is the last attempt) → what became of them
Work = Callable[[tuple[str, ...], bool], list[Outcome]]


def loaded(settings: Settings) -> Extract:
    """Loads the model; imported here so that a run without new documents need not."""
    from pipeline.extractor import extractor

    return extractor(settings)


@contextmanager
def workers(settings: Settings, extract: Extract | None) -> Iterator[Work]:
    """A function that extracts a batch: in this process, or in one of several with the model loaded."""
    if settings.workers == 1 or extract is not None:
        chosen = extract or loaded(settings)
        yield lambda paths, last: [one(Path(path), chosen, last) for path in paths]
        return
    # Spawned, since a fork of a process with Prefect's threads inherits locks that nobody opens again.
    context = get_context("spawn")
    pool = ProcessPoolExecutor(
        settings.workers, mp_context=context, initializer=_prepare, initargs=(settings,)
    )
    try:
        yield lambda paths, last: pool.submit(_in_worker, paths, last).result()
        pool.shutdown()
    except BaseException:
        for process in active_children():
            process.terminate()
        pool.shutdown(cancel_futures=True)
        raise


_here: list[Extract] = []  # the extractor of this worker process, made once by its initializer


def _prepare(settings: Settings) -> None:
    signal(SIGINT, SIG_IGN)  # Ctrl-C is for the process that waits for this one
    _here[:] = [loaded(settings)]


def _in_worker(paths: tuple[str, ...], last: bool) -> list[Outcome]:
    return [one(Path(path), _here[0], last) for path in paths]


def one(path: Path, extract: Extract, last: bool) -> Outcome:
    """One file's outcome; a passing I/O error is raised, to be tried again, but for the last time."""
    try:
        return Outcome(str(path), extract(path))
    except ReadError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in _PASSING and not last:
            raise cause from error
        return Outcome(str(path), reason=error.reason)
    except ParagrafError:
        raise
    except Exception as error:  # a fault in a rule costs its document, not the night
        detail = str(error).splitlines()[0] if str(error) else "no message"
        return Outcome(str(path), reason=f"internal fault: {type(error).__name__}: {detail}")
