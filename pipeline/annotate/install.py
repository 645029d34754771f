"""``python -m pipeline.annotate.install``: the pinned sv_core_news_sm from its makers' release page.

It is on no package index. What comes is installed only if it is the file whose SHA-256 stands here.
``--quick`` is the one try of ``make run``: a few seconds, no word, and never a failure.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from urllib.request import urlopen

from pipeline.annotate import USUAL_BASE
from pipeline.errors import MissingModel, ParagrafError

VERSION = "3.8.0"
WHEEL = f"{USUAL_BASE}-{VERSION}-py3-none-any.whl"
URL = f"https://github.com/explosion/spacy-models/releases/download/{USUAL_BASE}-{VERSION}/{WHEEL}"
SHA256 = "be4929fb30523dca0b6672f999cdbf4d64f165419f1eed0014ca3a36599b8b4d"

PATIENT, QUICK = 120.0, 12.0  # seconds for the whole download
_SILENCE = 4.0  # seconds without an answer


def install(url: str = URL, sha256: str = SHA256, limit: float = PATIENT, target: Path | None = None) -> None:
    """Fetch the wheel at `url` within `limit` seconds, check it, install it (into the folder `target`).

    Raises MissingModel when it does not come in time, is another file, or pip refuses it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / url.rsplit("/", 1)[-1]
        path.write_bytes(_fetched(url, limit))
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != sha256:
            raise MissingModel(f"{path.name}: not installed: its SHA-256 is {found}, not {sha256}")
        where = ["--target", str(target)] if target else []
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        done = subprocess.run(
            [*pip, "--no-deps", "--no-index", *where, str(path)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
        raise MissingModel(f"{path.name}: not installed: {reason}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Install it unless that version is there; 0 when it is there or the try was a quick one, else 2.

    Another version that somebody installed is left by a quick try, which only tells of it, and replaced
    when the command is given.
    """
    quick = "--quick" in (sys.argv[1:] if arguments is None else arguments)
    there = installed()
    if there == VERSION:
        return 0
    if there and quick:
        sys.stderr.write(f"{USUAL_BASE} {there} is installed and used; the pinned one is {VERSION}\n")
        return 0
    try:
        install(URL, SHA256, QUICK if quick else PATIENT)
    except ParagrafError as error:
        if quick:
            return 0
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def installed() -> str | None:
    """The version of sv_core_news_sm that is installed, None when it is not."""
    try:
        return version(USUAL_BASE)
    except PackageNotFoundError:
        return None


def _fetched(url: str, limit: float) -> bytes:
    """What is at `url`, waited for no longer than `limit` seconds, whatever comes meanwhile.

    The timeout of a socket begins anew with each byte, so a server that sends one now and then, headers too,
    would be waited for without end: another thread does the reading, and is left behind.
    """
    came: Queue[bytes | MissingModel] = Queue()
    Thread(target=lambda: came.put(_read(url, limit)), daemon=True).start()
    try:
        content = came.get(timeout=limit)
    except Empty:
        raise _late(url, limit) from None
    if isinstance(content, MissingModel):
        raise content
    return content


def _read(url: str, limit: float) -> bytes | MissingModel:
    """The bytes, or why there are none; it stops by itself soon after nobody waits any more."""
    end = time.monotonic() + limit
    content = bytearray()
    try:
        with urlopen(url, timeout=min(limit, _SILENCE)) as answer:
            while chunk := answer.read1(1 << 16):  # what is there, while read() waits until all of it is
                content += chunk
                if time.monotonic() > end:
                    return _late(url, limit)
    except (OSError, HTTPException, ValueError) as error:
        return MissingModel(f"{url}: cannot be fetched: {_reason(error)}")
    return bytes(content)


def _late(url: str, limit: float) -> MissingModel:
    return MissingModel(f"{url}: not all there after {limit:g} seconds")


def _reason(error: Exception) -> str:
    return " ".join(str(getattr(error, "reason", "") or error).split()) or type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
