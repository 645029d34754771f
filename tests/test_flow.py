"""The flow itself runs in one test (its server takes seconds); the rest are plain functions."""

import errno
import os
import signal as signals
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from invented import protocol

from pipeline import flow
from pipeline.errors import EmptyDocument, NoProtocols, ReadError, StoreError
from pipeline.facts import Document
from pipeline.flow.names import shown_names
from pipeline.flow.work import one
from pipeline.register import whole
from pipeline.settings import Settings
from pipeline.store import open_store

Extract = Callable[[Path], Document]


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "protokoll"
    folder.mkdir()
    for name in ("a", "b", "c", "fel", "tom"):
        (folder / f"{name}.txt").write_text(f"Protokoll {name}", encoding="utf-8")
    (folder / "lika.txt").write_text("Protokoll a", encoding="utf-8")
    (folder / "tom2.txt").write_text("Protokoll tom", encoding="utf-8")
    return folder


def pretend(path: Path) -> Document:
    """A document a file, with the file's own hash, as `read` gives it; two files that fail."""
    if path.stem == "tom":
        raise EmptyDocument(str(path))
    if path.stem == "fel":
        raise ValueError("a fault\nin a rule")
    document = protocol(
        date=f"2020-01-0{ord(path.stem) - 96}", present=[{"person": "Anna Bergdahl"}], path=str(path)
    )
    sha = flow.inbox.digest(path)
    return replace(document, source=replace(document.source, sha256=sha))


def test_the_flow_runs_and_a_second_run_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARAGRAF_CACHE", str(tmp_path / "cache"))
    folder = folder_of(tmp_path)
    settings = Settings(store=tmp_path / "out" / "p.db", batch=2)
    told: list[tuple[str, int, int]] = []
    before = dict(os.environ)
    summary = flow.run(folder, settings, extract=pretend, progress=lambda *what: told.append(what))
    assert (summary.new, summary.unchanged, summary.documents, summary.exit_code) == (3, 0, 3, 1)
    assert dict(summary.aside) == {
        str(folder / "fel.txt"): "internal fault: ValueError: a fault",
        str(folder / "tom.txt"): "the document is empty",
        str(folder / "tom2.txt"): "the document is empty",
    }
    assert told[-3] == ("reading", 5, 5)
    assert all(path.read_text(encoding="utf-8") for path in summary.registers)
    assert [path.name.partition("-register")[2] for path in summary.registers] == [
        ".json", ".csv", ".html", "-changes.md", "-changes.json",
    ]  # fmt: skip
    assert summary.changed is not None and summary.changed.first
    assert dict(os.environ) == before
    assert capfd.readouterr() == ("", "")
    registers = [path.read_bytes() for path in summary.registers]

    for name in ("fel", "tom", "tom2"):
        (folder / f"{name}.txt").unlink()
    again = flow.run(folder, settings, extract=pretend)
    assert (again.new, again.unchanged, again.exit_code) == (0, 4, 0)
    # the log of changes goes on; the register itself is as it was
    assert [path.read_bytes() for path in again.registers[:3]] == registers[:3]
    assert again.changed is not None and again.changed.nothing


def test_what_is_to_do(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    settings = Settings(store=tmp_path / "p.db")
    names = shown_names(flow.inbox.documents(folder))
    with open_store(settings.store, create=True) as store:
        store.put(pretend(folder / "b.txt"), "v1")
        todo = flow._todo(store, names, "v1", settings, again=False)
        assert [p.stem for p in todo.paths] == ["a", "c", "fel", "tom"]
        assert todo.unchanged == 1
        assert [(a.stem, b.stem) for a, b in todo.twins] == [("lika", "a"), ("tom2", "tom")]
        todo = flow._todo(store, names, "v2", settings, again=False)
        assert ([p.stem for p in todo.paths], todo.unchanged) == (["a", "b", "c", "fel", "tom"], 0)
        todo = flow._todo(store, names, "v1", settings, again=True)
        assert ([p.stem for p in todo.paths], todo.unchanged) == (["a", "b", "c", "fel", "tom"], 0)


def test_a_passing_fault_is_tried_again_and_put_aside_at_last(tmp_path: Path) -> None:
    def hiccup(path: Path) -> Document:
        raise ReadError(str(path), "cannot be opened") from OSError(errno.EIO, "input/output error")

    with pytest.raises(OSError, match="input/output"):
        one(tmp_path / "a.txt", hiccup, False)
    assert one(tmp_path / "a.txt", hiccup, True).reason == "cannot be opened"


def test_a_file_that_is_not_there_is_put_aside_at_once(tmp_path: Path) -> None:
    def gone(path: Path) -> Document:
        raise ReadError(str(path), "cannot be opened") from FileNotFoundError(errno.ENOENT, "no such file")

    assert one(tmp_path / "a.txt", gone, False).reason == "cannot be opened"


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NoProtocols):
        flow.run(tmp_path, Settings(store=tmp_path / "p.db"))
    assert not (tmp_path / "p.db").exists()


def test_exit_codes() -> None:
    base = flow.Summary(0, 0, 0, (), 0, 0, {}, 0, 0, 0, 0, 0, Path("p.db"), ())
    assert base.exit_code == 0
    assert replace(base, new=1, aside=(("a", "b"),)).exit_code == 1
    assert replace(base, aside=(("a", "b"),)).exit_code == 2


def test_gold_is_found_beside_the_folder(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    paths = flow.inbox.documents(folder)
    gold = tmp_path / "annotations"
    gold.mkdir()
    assert flow._gold_folder(paths, folder) is None
    (gold / "other.gold.json").write_text("{}", encoding="utf-8")
    assert flow._gold_folder(paths, folder) is None
    (gold / "a.gold.json").write_text("{}", encoding="utf-8")
    found = flow._gold_folder(paths, folder)
    assert found is not None
    assert found.resolve() == gold.resolve()


def test_the_name_of_a_file_tells_nobodys_number(tmp_path: Path) -> None:
    paths = [
        Path("a.txt"),
        Path("Beslut 850304-1234.txt"),
        Path("Beslut 910512-4321.txt"),
        Path("850304-1234/b.md"),
    ]
    assert list(shown_names(paths).values()) == [
        "a.txt", "Beslut ••••••-••••.txt", "Beslut ••••••-•••• (2).txt", "••••••-••••/b.md",
    ]  # fmt: skip


def test_only_what_was_read_is_scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path)
    gold = tmp_path / "annotations"
    gold.mkdir()
    for name in ("a", "b"):
        (gold / f"{name}.gold.json").write_text("{}", encoding="utf-8")
    asked: list[object] = []
    monkeypatch.setattr("evaluation.score.score_folder", lambda place, extract, names: asked.append(names))
    with open_store(tmp_path / "p.db", create=True) as store:
        flow._score(store, [folder / "a.txt"], folder / "a.txt", Settings(), pretend)
    assert asked == [["a"]]


def test_a_register_that_cannot_be_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db", create=True) as store:
        (tmp_path / "p-register.json").mkdir()
        with pytest.raises(StoreError, match="the register cannot be written"):
            flow._write_registers(store, whole(store))
    assert not list(tmp_path.glob("*.part"))


def test_the_register_is_for_a_spreadsheet(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db", create=True) as store:
        csv = flow._write_registers(store, whole(store))[1]
    assert csv.read_bytes().startswith(b"\xef\xbb\xbfid,name,")


_INTERRUPTED = """
import sqlite3, sys, time
from pathlib import Path
import test_flow
from pipeline import cli
from pipeline.flow import work

def slow(path):
    if path.stem == "b":
        while not sqlite3.connect(sys.argv[4]).execute("SELECT count(*) FROM document").fetchone()[0]:
            time.sleep(0.1)
        print("at b", flush=True)
        time.sleep(60)
    return test_flow.pretend(path)

work.loaded = lambda settings: slow
sys.argv = ["paragraf", "run", sys.argv[1], "--store", sys.argv[2]]
cli.main()
"""


@pytest.mark.long
@pytest.mark.parametrize("signal", [signals.SIGINT, signals.SIGTERM])
def test_ctrl_c_keeps_what_is_stored(tmp_path: Path, signal: signals.Signals) -> None:
    folder, store = folder_of(tmp_path), tmp_path / "p.db"
    process = subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED, folder, store],
        env={**os.environ, "PARAGRAF_BATCH": "1", "PARAGRAF_CACHE": str(tmp_path / "cache"),
             "PYTHONPATH": str(Path(__file__).parent)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "at b\n"
    os.killpg(process.pid, signal)  # as a terminal does: the temporary server hears it too
    _, told = process.communicate(timeout=20)
    assert (process.returncode, told.strip()) == (130, "stopped; what was stored before stays")
    with open_store(store) as opened:
        assert [Path(document.source.path).stem for document in opened.documents()] == ["a"]


def test_a_folder_without_protocols_is_said_to_be_so(tmp_path: Path) -> None:
    folder = tmp_path / "annat"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.csv").write_text(f"namn;tal\n{name};3\n", encoding="utf-8")
    settings = Settings(store=tmp_path / "p.db")

    def empty(path: Path) -> Document:
        if path.stem == "c":
            raise EmptyDocument(str(path))
        document = pretend(path)
        return document if path.stem == "d" else replace(document, attendance=(), sections=(), decisions=())

    with pytest.raises(NoProtocols, match="no file here is a protocol"):
        flow.run(folder, settings, extract=empty)
    assert not list(tmp_path.glob("p.db*"))

    (folder / "c.csv").write_text("", encoding="utf-8")
    summary = flow.run(folder, settings, extract=empty)
    assert (summary.new, len(summary.aside), summary.exit_code) == (0, 3, 2)

    (folder / "d.txt").write_text("Protokoll", encoding="utf-8")  # beside a protocol, notes are kept
    summary = flow.run(folder, settings, extract=empty)
    assert (summary.new, summary.documents, len(summary.aside)) == (3, 3, 1)


def test_two_equal_files_are_one_new_and_its_copy(tmp_path: Path) -> None:
    folder = tmp_path / "lika"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text("Protokoll", encoding="utf-8")
    summary = flow.run(folder, Settings(store=tmp_path / "p.db"), extract=pretend)
    assert (summary.new, summary.unchanged, summary.twins, summary.copies) == (1, 0, 1, 1)
    assert (summary.documents, summary.exit_code) == (1, 0)
