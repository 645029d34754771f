"""Extraction in a process of its own, which is killed when a document takes too long.

The extractor runs in a child process: what hangs or breaks there (a rule, a parser, a library in C) costs
one document, and the next one gets a new child. Requests and answers are pickles over its pipes.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import IO, Any, Protocol

from pipeline.errors import ParagrafError, TookTooLong, WorkerDied
from pipeline.facts import Document
from pipeline.settings import Settings

_MEGABYTE = 1_000_000
_GRACE = 30  # seconds more after which a child ends by itself: its supervisor is gone


class Extract(Protocol):
    """What a child runs: an `Extractor`."""

    def __call__(self, path: Path, /) -> Document:
        """The facts of the file at `path`."""

    def from_bytes(self, data: bytes, shown: str, /) -> Document:
        """The facts of a file's content."""


class Supervised:
    """An extractor in a child process; call it as one would call the `Extractor`.

    The child is started at once, and anew after one that had to be killed. Raises what the extractor
    raises, MissingModel among it at the first call; TookTooLong for a document that took longer than
    `Settings.max_seconds` for each megabyte begun, WorkerDied for one that took its process with it.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._is_ready = False
        self._start()

    def __call__(self, path: Path) -> Document:
        """The facts of the file at `path`."""
        try:
            size = path.stat().st_size
        except (OSError, ValueError):
            size = 0
        return self._asked(str(path), ("file", str(path)), size)

    def from_bytes(self, data: bytes, shown: str) -> Document:
        """The facts of a file's content; `shown` is its name in messages and in the result."""
        return self._asked(shown, ("content", data, shown), len(data))

    def ready(self) -> None:
        """Wait until the model is loaded. Raises MissingModel when it is not there, or ParagrafError."""
        if self._is_ready:
            return
        try:
            answer = self._heard()
        except WorkerDied:
            ending = _ending(self._process.wait())
            raise ParagrafError(f"the process that extracts does not start ({ending})") from None
        if isinstance(answer, Exception):
            raise answer
        self._is_ready = True

    def close(self) -> None:
        """End the child, whatever it does."""
        _kill(self._process)
        self._process.wait()
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(),
            start_new_session=True,  # Ctrl-C is for the process that waits for this one
        )  # fmt: skip
        assert self._process.stdin is not None and self._process.stdout is not None
        self._requests: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._is_ready = False
        self._tell(self._settings)

    def _asked(self, shown: str, request: tuple[Any, ...], size: int) -> Document:
        self.ready()
        budget = seconds(self._settings, size)
        late: list[bool] = []

        def stop(process: subprocess.Popen[bytes]) -> None:
            late.append(True)
            _kill(process)

        timer = Timer(budget, stop, (self._process,)) if budget else None
        try:
            if timer:
                timer.daemon = True
                timer.start()
            self._tell((budget, request))
            answer = self._heard()
        except WorkerDied:
            code = self._process.wait()
            self.close()
            self._start()
            if late:
                raise TookTooLong(
                    shown, f"took longer than {budget} s and was stopped (max_seconds)"
                ) from None
            raise WorkerDied(shown, f"{WorkerDied.reason} ({_ending(code)})") from None
        finally:
            if timer:
                timer.cancel()
        if isinstance(answer, Document):
            return answer
        error, cause = answer
        raise error from cause

    def _tell(self, request: object) -> None:
        with suppress(OSError):  # it is gone, which shows when its answer is awaited
            pickle.dump(request, self._requests, pickle.HIGHEST_PROTOCOL)
            self._requests.flush()

    def _heard(self) -> Any:
        try:
            return pickle.load(self._answers)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise WorkerDied("") from error


@contextmanager
def supervised(settings: Settings) -> Iterator[Supervised]:
    """A `Supervised` with its model loaded, ended with the block. Raises MissingModel."""
    one = Supervised(settings)
    try:
        one.ready()
        yield one
    finally:
        one.close()


def seconds(settings: Settings, size: int) -> int:
    """How long a document of so many bytes may take, 0 without bound."""
    return settings.max_seconds * max(1, -(-size // _MEGABYTE))


def serve(make: Callable[[Settings], Extract] | None = None) -> None:
    """What the child does: load the model, then answer until its requests end. `make` is for tests."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    settings = pickle.load(requests)
    try:
        extract = make(settings) if make else _extractor(settings)
    except Exception as error:
        _answer(answers, _portable(error))
        return
    _answer(answers, None)
    while True:
        try:
            budget, request = pickle.load(requests)
        except EOFError:
            return
        if budget and hasattr(signal, "alarm"):
            signal.alarm(budget + _GRACE)
        _answer(answers, _done(extract, request))


def _extractor(settings: Settings) -> Extract:
    from pipeline.extractor import extractor  # the model's library is loaded in the child alone

    return extractor(settings)


def _done(extract: Extract, request: tuple[Any, ...]) -> Document | tuple[Exception, OSError | None]:
    try:
        if request[0] == "content":
            return extract.from_bytes(*request[1:])
        return extract(Path(request[1]))
    except Exception as error:
        cause = error.__cause__
        return _portable(error), cause if isinstance(cause, OSError) else None


def _answer(answers: IO[bytes], answer: object) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _portable(error: Exception) -> Exception:
    """The error, or one of its name and words when it cannot travel."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _command() -> list[str]:
    # -P: a folder of the user's that is called "pipeline" is not this package.
    return [sys.executable, "-P", "-c", "from pipeline.supervisor import serve; serve()"]


def _environment() -> dict[str, str]:
    here = str(Path(__file__).parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The process and what it has started (Tesseract)."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
