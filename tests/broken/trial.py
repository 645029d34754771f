"""Hand inputs to workers and keep the time: one that is silent too long is killed, which is a hang."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parents[1]
_START = 120.0  # seconds a worker may take to load its model


@dataclass(frozen=True)
class Outcome:
    """What became of one input. `verdict`: read, aside (put aside with its reason), fault, hang or crash."""

    path: Path
    verdict: str
    reason: str
    seconds: float
    grown: int = 0  # megabytes


class Worker:
    """One process and what it is busy with."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.path: Path | None = None
        self.since = 0.0
        self._start()

    def _start(self) -> None:
        paths = os.pathsep.join((str(_HERE), str(_HERE.parent)))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "broken.worker", str(self.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        self.ready, self.since = False, time.monotonic()

    def give(self, path: Path) -> None:
        assert self.process.stdin is not None
        self.path, self.since = path, time.monotonic()
        self.process.stdin.write(json.dumps(str(path)) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Outcome | None:
        """What the process has said, or that it is gone."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if line == "ready\n":
            self.ready = True
            return None
        path, self.path = self.path, None
        if not line:
            code = self.process.wait()
            self._start()
            assert path is not None, f"a worker ends with {code} before it has begun"
            return Outcome(path, "crash", f"the process ended with {code}", time.monotonic() - self.since)
        said = json.loads(line)
        assert path is not None
        return Outcome(path, said["verdict"], said["reason"], said["seconds"], said["grown"])

    def late(self, deadline: float) -> Outcome | None:
        """The input that took too long, its worker killed and begun anew."""
        if self.path is None or time.monotonic() - self.since < deadline:
            return None
        path, self.path = self.path, None
        self.process.kill()
        self.process.wait()
        self._start()
        return Outcome(path, "hang", f"not done in {deadline:.0f} s", deadline)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def trial(
    paths: Iterable[Path], *, deadline: float, memory: int = 4_000_000_000, workers: int = 1
) -> Iterator[Outcome]:
    """Put every input through the whole pipeline; `deadline` in seconds an input, `memory` in bytes."""
    pending = iter(paths)
    crew = [Worker(memory) for _ in range(workers)]
    left = True
    try:
        while left or any(worker.path for worker in crew):
            for worker in crew:
                if left and worker.ready and worker.path is None:
                    path = next(pending, None)
                    left = path is not None
                    if path is not None:
                        worker.give(path)
            with selectors.DefaultSelector() as waiting:
                for worker in crew:
                    assert worker.process.stdout is not None
                    waiting.register(worker.process.stdout, selectors.EVENT_READ, worker)
                heard = {key.data for key, _ in waiting.select(timeout=1.0)}
            for worker in crew:
                outcome = worker.answer() if worker in heard else worker.late(deadline)
                if outcome is not None:
                    yield outcome
                elif not worker.ready and time.monotonic() - worker.since > _START:
                    raise TimeoutError("a worker does not begin")
    finally:
        for worker in crew:
            worker.stop()
