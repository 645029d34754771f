"""A hung document is killed with its process and put aside; the others come out."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import flow, supervisor
from pipeline.errors import (
    DamagedDocument,
    EmptyDocument,
    MissingModel,
    ParagrafError,
    ReadError,
    TookTooLong,
    WorkerDied,
)
from pipeline.settings import Settings
from pipeline.supervisor import Supervised, seconds, supervised

# What stands in for the extractor in the child: the name of a file says what happens to it.
_CHILD = """
import os, time
from pathlib import Path
from invented import protocol
from pipeline import inbox
from pipeline.errors import EmptyDocument, MissingModel, ReadError
from pipeline.supervisor import serve
from dataclasses import replace

class Odd(Exception):
    def __init__(self, one, other):
        super().__init__(one + other)

class Extract:
    def __call__(self, path):
        print("noise that is no answer")
        what = path.stem.partition("-")[0]
        if what == "hang":
            time.sleep(600)
        if what == "loop":
            import re
            re.fullmatch("(a|a)+b", "a" * 60)
        if what == "die":
            os.abort()
        if what == "leave":
            os._exit(3)
        if what == "empty":
            raise EmptyDocument(str(path))
        if what == "drive":
            raise ReadError(str(path), "cannot be opened") from OSError(5, "input/output error")
        if what == "odd":
            raise Odd("two ", "words")
        return self.from_bytes(path.read_bytes(), str(path))

    def from_bytes(self, data, shown):
        found = protocol(text=data.decode(), path=shown, present=[{"person": "Anna Bergdahl"}])
        sha = inbox.digest(Path(shown)) if Path(shown).is_file() else found.source.sha256
        return replace(found, source=replace(found.source, sha256=sha))

def make(settings):
    if settings.model == "none":
        raise MissingModel("no such model")
    if settings.model == "broken":
        os._exit(7)
    return Extract()

serve(make)
"""


@pytest.fixture(autouse=True)
def child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_command", lambda: [sys.executable, "-P", "-c", _CHILD])
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.fixture
def one() -> Iterator[Supervised]:
    with supervised(Settings(max_seconds=1)) as found:
        yield found


def file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(f"§ 1 {name}", encoding="utf-8")
    return path


def test_a_document_comes_through_whole(one: Supervised, tmp_path: Path) -> None:
    document = one(file(tmp_path, "å"))
    assert document.source.path == str(tmp_path / "å.txt")
    assert document.source.text.rstrip().endswith("§ 1 å")
    assert one.from_bytes("§ 2".encode(), "-").source.path == "-"


@pytest.mark.parametrize("name", ["hang", "loop"])
def test_what_hangs_is_stopped_and_the_next_one_read(one: Supervised, tmp_path: Path, name: str) -> None:
    before = one._process
    with pytest.raises(TookTooLong, match=r"took longer than 1 s and was stopped \(max_seconds\)") as told:
        one(file(tmp_path, name))
    assert str(told.value).startswith(str(tmp_path / f"{name}.txt"))
    assert before.poll() is not None
    assert one(file(tmp_path, "a")).source.text.rstrip().endswith("§ 1 a")


@pytest.mark.parametrize(("name", "how"), [("die", "SIGABRT"), ("leave", "exit code 3")])
def test_what_takes_its_process_along_is_told(one: Supervised, tmp_path: Path, name: str, how: str) -> None:
    with pytest.raises(WorkerDied, match=f"the process that read it died \\({how}\\)"):
        one(file(tmp_path, name))
    assert one(file(tmp_path, "a")).source.text.rstrip().endswith("§ 1 a")


def test_errors_come_as_they_are(one: Supervised, tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument, match=r"empty\.txt: the document is empty"):
        one(file(tmp_path, "empty"))
    with pytest.raises(ReadError, match="cannot be opened") as told:
        one(file(tmp_path, "drive"))
    assert isinstance(told.value.__cause__, OSError) and told.value.__cause__.errno == errno.EIO
    with pytest.raises(RuntimeError, match="Odd: two words"):
        one(file(tmp_path, "odd"))


def test_no_model_and_no_process() -> None:
    with pytest.raises(MissingModel, match="no such model"), supervised(Settings(model="none")):
        pass
    with pytest.raises(ParagrafError, match="does not start"), supervised(Settings(model="broken")):
        pass


def test_the_time_grows_with_the_file() -> None:
    some = Settings(max_seconds=20)
    assert [seconds(some, size) for size in (0, 1, 1_000_000, 1_000_001, 30_000_000)] == [20, 20, 20, 40, 600]
    assert seconds(replace(some, max_seconds=0), 5_000_000) == 0


def test_read_errors_can_travel() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(DamagedDocument("a.pdf", "is damaged")))
    assert (type(error), error.document, error.reason, str(error)) == (
        DamagedDocument, "a.pdf", "is damaged", "a.pdf: is damaged",
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 2])
def test_a_run_with_a_hung_document(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAGRAF_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "hang", "die", "b"):
        file(folder, name)
    settings = Settings(store=tmp_path / "p.db", workers=count, max_seconds=2, batch=2)
    summary = flow.run(folder, settings)
    assert (summary.documents, summary.exit_code) == (2, 1)
    assert {Path(path).stem: reason for path, reason in summary.aside} == {
        "hang": "took longer than 2 s and was stopped (max_seconds)",
        "die": "the process that read it died (SIGABRT)",
    }
