"""The command as a user meets it: what it prints, where, and its exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from invented import protocol
from jsonschema import Draft202012Validator

from pipeline import __version__, cli
from pipeline.errors import EmptyDocument, NoTextLayer
from pipeline.facts import Document
from pipeline.resolve import resolve
from pipeline.store import open_store

COMMANDS = ("run", "extract", "register", "query", "export", "score", "schema")
Command = Callable[..., int]


@pytest.fixture
def paragraf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run the command in an empty folder; its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["paragraf", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return int(left.value.code or 0)

    return run


class Pretender:
    """Stands in for the extractor, so that these tests need no model."""

    def __call__(self, path: Path) -> Document:
        if "tom" in path.name:
            raise EmptyDocument(str(path))
        if "bild" in path.name:
            raise NoTextLayer(str(path))
        if "fel" in path.name:
            raise ZeroDivisionError("division by zero")
        return self.from_bytes(path.read_bytes(), str(path))

    def from_bytes(self, data: bytes, shown: str) -> Document:
        text = "⟨adopt:Socialnämnden beslutar att anta budgeten⟩. " + data.decode()
        return protocol(present=[{"person": "Anna Bergdahl"}], text=text, path=shown)


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr("pipeline.supervisor.supervised", lambda settings: nullcontext(Pretender()))
    folder = tmp_path / "protokoll"
    folder.mkdir()
    for name in ("a", "b", "å"):
        (folder / f"{name}.txt").write_text(f"Protokoll {name}", encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "p.db"
    text = "⟨item:§ 3 Budget⟩\n⟨adopt:Socialnämnden beslutar att anta budgeten⟩."
    with open_store(path, create=True) as opened:
        opened.put(protocol(present=[{"person": "Anna Öberg", "party": "C"}], text=text), "v1")
        opened.resolve(resolve(opened.documents()))
    return path


def test_version(paragraf: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert paragraf("--version") == 0
    assert capsys.readouterr().out == f"paragraf {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(paragraf: Command, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert paragraf(command, "--help") == 0
    assert f"Example: paragraf {command}" in capsys.readouterr().out


def test_python_m_pipeline_and_the_lightness_of_help() -> None:
    code = (
        "import runpy, sys\nsys.argv = ['paragraf', 'extract', '--help']\n"
        "try:\n    runpy.run_module('pipeline', run_name='__main__')\n"
        "except SystemExit as left:\n    print(left.code)\n"
        "print(sorted({'prefect', 'spacy', 'sqlite3', 'rapidfuzz', 'pipeline.store'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["0", "[]"]
    assert "Usage: paragraf extract" in done.stdout


def test_extract_knows_neither_prefect_nor_the_store() -> None:
    code = (
        "import sys\nimport pipeline.cli, pipeline.inbox, pipeline.extractor\n"
        "print(sorted({'prefect', 'sqlite3', 'pipeline.store', 'pipeline.flow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_extract_prints_a_line_a_document_in_the_order_given(
    paragraf: Command, capsys: pytest.CaptureFixture[str], pretended: Path
) -> None:
    assert paragraf("extract", pretended / "b.txt", pretended) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(line["document"]["path"]).name for line in lines] == ["b.txt", "a.txt", "b.txt", "å.txt"]
    schema = json.loads((Path(cli.__file__).parents[1] / "document.schema.json").read_text(encoding="utf-8"))
    for line in lines:
        Draft202012Validator(schema).validate(line)


def test_extract_twice_is_the_same_to_the_byte(paragraf: Command, pretended: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert paragraf("extract", pretended, "--out", tmp_path / name) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert "å.txt" in (tmp_path / "one").read_text(encoding="utf-8")


def test_what_cannot_be_read_is_one_line_each(
    paragraf: Command, capsys: pytest.CaptureFixture[str], pretended: Path
) -> None:
    for name in ("tom.txt", "bild.pdf", "fel.txt"):
        (pretended / name).write_text("x", encoding="utf-8")
    assert paragraf("extract", pretended, pretended / "gone.txt") == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 3
    assert [line.split(": ")[-1] for line in told.err.splitlines()] == [
        "no such file or folder", "no text layer", "division by zero", "the document is empty",
    ]  # fmt: skip


def test_nothing_could_be_done(
    paragraf: Command, capsys: pytest.CaptureFixture[str], pretended: Path
) -> None:
    empty = pretended / "tom.txt"
    empty.touch()
    assert paragraf("extract", empty) == 2
    assert paragraf("extract", pretended / "gone") == 2
    assert capsys.readouterr().out == ""


def test_extract_reads_standard_input(
    paragraf: Command, capsys: pytest.CaptureFixture[str], pretended: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (pretended / "å.txt").open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert paragraf("extract", "-") == 0
    line = json.loads(capsys.readouterr().out)
    assert line["document"]["path"] == "-"
    assert "Protokoll å" in line["text"]


def test_a_result_that_cannot_be_written(
    paragraf: Command, capsys: pytest.CaptureFixture[str], pretended: Path, tmp_path: Path
) -> None:
    assert paragraf("extract", pretended, "--out", tmp_path / "no" / "such" / "folder") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_register(paragraf: Command, capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path) -> None:
    assert paragraf("register", "--store", store) == 0
    (person,) = json.loads(capsys.readouterr().out)
    assert person["name"] == "Anna Öberg"
    assert paragraf("register", "--store", store, "--format", "csv", "--out", tmp_path / "r.csv") == 0
    assert "Anna Öberg" in (tmp_path / "r.csv").read_text(encoding="utf-8")
    assert paragraf("register", "--store", store, "--format", "pdf") == 2
    assert (
        capsys.readouterr().err
        == "--format pdf: choose one of csv, json, xlsx, popolo, ftm, html, markdown\n"
    )


def test_query(paragraf: Command, capsys: pytest.CaptureFixture[str], store: Path) -> None:
    assert paragraf("query", "budget", "--store", store, "--kind", "decisions") == 0
    told = capsys.readouterr().out
    assert "⟦Socialnämnden beslutar att anta budgeten⟧" in told
    assert "§ 3" in told
    assert paragraf("query", "budget", "--store", store, "--format", "jsonl") == 0
    assert {json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()} == {
        "decisions",
        "items",
    }
    assert paragraf("query", "xyz", "--store", store) == 0
    assert capsys.readouterr() == ("", "nothing found\n")


def test_export(paragraf: Command, capsys: pytest.CaptureFixture[str], store: Path) -> None:
    assert paragraf("export", "people", "--store", store) == 0
    assert "Anna Öberg" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        ["nix"],
        ["query", "--nix"],
        ["query", "--store"],
        ["query", "--store", "gone.db"],
        ["register", "--store", "notes.txt"],
        ["query", "x", "--kind", "deals", "--store", "p.db"],
        ["export", "deals", "--store", "p.db"],
        ["run", "gone"],
        ["extract"],
        ["score", "gone"],
    ],
)
def test_an_error_is_one_line_and_exit_code_2(
    paragraf: Command, capsys: pytest.CaptureFixture[str], store: Path, wrong: list[str]
) -> None:
    (store.parent / "notes.txt").write_text("Anteckningar", encoding="utf-8")
    assert paragraf(*wrong) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


def test_a_broken_setting_is_one_line(
    paragraf: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "paragraf.toml").write_text("workers = 0", encoding="utf-8")
    assert paragraf("register") == 2
    assert capsys.readouterr().err == "paragraf.toml: workers must be a whole number from 1 to 64, not 0\n"


def test_schema_is_the_contracts(paragraf: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert paragraf("schema") == 0
    printed = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(printed)
    contract = (Path(__file__).parents[1] / ".." / "shared" / "contract" / "document.schema.json").resolve()
    if not contract.exists():
        pytest.skip("the shared contract is not here")
    assert printed == json.loads(contract.read_text(encoding="utf-8"))


def test_the_summary_is_for_people(
    paragraf: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from pipeline.flow import Summary

    summary = Summary(
        new=2, renewed=0, unchanged=3, aside=(("[x].txt", "the document is empty"),), documents=5, copies=1,
        facts={"decisions": 1200, "mandates": 0}, people=7, named_people=9, organisations=4,
        unresolved=2, unsure=1,
        store=tmp_path / "p.db", registers=(tmp_path / "r.csv",),
    )  # fmt: skip
    monkeypatch.setattr("pipeline.flow.run", lambda *args, **more: summary)
    assert paragraf("run", tmp_path) == 1
    printed = capsys.readouterr()
    assert printed.err == "put aside: [x].txt: the document is empty\n"
    told = printed.out
    for words in ("2 new, 3 unchanged, 1 put aside", "1,200 decisions", "9 people, 7 of them with a post",
                  "p.db", "r.csv", "recorded twice: 1"):  # fmt: skip
        assert words in told
    assert "mandates" not in told
    assert "Nothing new" not in told
    monkeypatch.setattr("pipeline.flow.run", lambda *args, **more: replace(summary, new=0, aside=()))
    assert paragraf("run", tmp_path) == 0
    assert "Nothing new: the facts and the register are as they were." in capsys.readouterr().out


def test_results_go_where_they_are_asked_to(
    paragraf: Command, capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    assert paragraf("register", "--store", store, "--out", "/dev/null") == 0
    assert Path("/dev/null").is_char_device()  # a device is written to, not replaced
    (tmp_path / "real.json").touch()
    (tmp_path / "link.json").symlink_to("real.json")
    assert paragraf("register", "--store", store, "--out", tmp_path / "link.json") == 0
    assert (tmp_path / "link.json").is_symlink()
    assert "Anna Öberg" in (tmp_path / "real.json").read_text(encoding="utf-8")
    assert paragraf("register", "--store", store, "--out", tmp_path) == 2
    assert capsys.readouterr().err == f"{tmp_path}: cannot be written (Is a directory)\n"
    assert paragraf("export", "people", "--store", store, "--out", tmp_path / "p.csv") == 0
    assert (tmp_path / "p.csv").read_bytes().startswith(b"\xef\xbb\xbfkind,")


def test_a_full_disk_behind_standard_output(store: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "register", "--store", store],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        2, "the result: cannot be written or read (No space left on device)\n",
    )  # fmt: skip


def test_a_name_that_is_empty_is_not_the_working_folder(
    paragraf: Command, capsys: pytest.CaptureFixture[str], pretended: Path
) -> None:
    for command in ("extract", "run"):
        assert paragraf(command, "") == 2
        assert capsys.readouterr() == ("", "a file or folder without a name\n")


def test_messages_mask_personal_identity_numbers(
    paragraf: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert paragraf("extract", "gone 850304-1234.txt") == 2
    assert capsys.readouterr().err == "gone ••••••-••••.txt: no such file or folder\n"
