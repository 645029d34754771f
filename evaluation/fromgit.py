"""A folder as it was at a git revision, so that two states of gold can be compared."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pipeline.errors import GoldError


@contextmanager
def fromgit(place: str) -> Iterator[Path]:
    """`place` as a path: itself, or, for ``REVISION:PATH``, that file or folder as it was then.

    A revision's path is relative to the working folder ("HEAD~3:annotations"). Raises GoldError
    when there is neither such a path nor such a revision.
    """
    revision, colon, path = place.partition(":")
    if Path(place).exists() or not colon or not revision:
        yield Path(place)
        return
    wanted = PurePosixPath(path or ".")
    folder = wanted if path.endswith("/") or not wanted.suffix else wanted.parent
    with TemporaryDirectory(prefix="paragraf-") as home:
        with zipfile.ZipFile(io.BytesIO(_archive(place, revision, str(folder)))) as archive:
            archive.extractall(home)
        yield Path(home) / wanted


def _archive(place: str, revision: str, path: str) -> bytes:
    command = ["git", "archive", "--format=zip", revision, "--", path]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise GoldError(f"{place}: git is not installed; give two folders") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").splitlines()
        raise GoldError(
            f"{place}: {reason[-1] if reason else 'git archive failed'}; give a folder, or REVISION:PATH "
            "inside a git repository"
        )
    return done.stdout
