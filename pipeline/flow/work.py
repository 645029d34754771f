"""Batches of paths → outcomes, in one process or in several, the model loaded once in each."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from pipeline.errors import ParagrafError, ReadError
from pipeline.facts import Document
from pipeline.settings import Settings
from pipeline.supervisor import Supervised

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
    """The extractor in a process of its own, where its model loads; a hung document is stopped there."""
    return Supervised(settings)


@contextmanager
def workers(settings: Settings, extract: Extract | None) -> Iterator[Work]:
    """A function that extracts a batch by the next free of `Settings.workers` extractors, or by `extract`."""
    crew = [extract] if extract is not None else [loaded(settings) for _ in range(settings.workers)]
    free: SimpleQueue[Extract] = SimpleQueue()
    for chosen in crew:
        free.put(chosen)

    def work(paths: tuple[str, ...], last: bool) -> list[Outcome]:
        chosen = free.get()
        try:
            return [one(Path(path), chosen, last) for path in paths]
        finally:
            free.put(chosen)

    try:
        yield work
    finally:
        for chosen in crew:
            if isinstance(chosen, Supervised):
                chosen.close()


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
