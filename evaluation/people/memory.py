"""How much memory "who is who" and the register take, by the number of minutes in the store.

python -m evaluation.people --memory

Each number of documents is resolved and registered by a process of its own, since the highest use of a
process never falls. The minutes are the invented ones, cut where the number is reached.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.facts import Document
from pipeline.register import whole
from pipeline.resolve import resolve
from pipeline.store import open_store

SIZES = (500, 1_000, 2_000)
_KIB = 1024 if sys.platform != "darwin" else 1  # ru_maxrss counts KiB, on macOS bytes


@dataclass(frozen=True)
class Use:
    """The most memory used with so many documents, in MiB: by a process that has read nothing, and by one
    that has resolved and registered them."""

    documents: int
    idle: float
    peak: float


def memory(documents: Sequence[Document], sizes: Iterable[int] = SIZES) -> list[Use]:
    """What each number of `documents` takes."""
    found = []
    with TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.db"
            with open_store(path, create=True) as store:
                for document in documents[:size]:
                    store.put(document, "memory")
            with get_context("spawn").Pool(1) as pool:
                idle, peak = pool.apply(_peak, (os.fspath(path),))
            found.append(Use(min(size, len(documents)), idle, peak))
    return found


def _peak(path: str) -> tuple[float, float]:
    idle = _used()
    with open_store(Path(path), write=True) as store:
        store.resolve(resolve(store.documents(), memory=store.memory()))
        whole(store)
    return idle, _used()


def _used() -> float:
    """The most memory this process has used so far, in MiB."""
    try:  # what a process inherits from the one that started it counts in getrusage, but not here
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, IndexError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB / 2**20
