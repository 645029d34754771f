"""The commands of docs/make-gold.md, run in the page's order in a folder like the reader's."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import cli

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "make-gold.md"
NAMED = re.compile(r"protocols/([\w-]+\.\w+)")
ALONE = "gold agree"  # one of its folders has a protocol more, as the page says


def _commands() -> Iterator[tuple[str, list[str]]]:
    """Each command of the page's consoles with the lines of output shown below it."""
    for block in re.findall(
        r"^```console\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield command, shown


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the protocols that the page names."""
    (tmp_path / "protocols").mkdir()
    for name in set(NAMED.findall(PAGE.read_text(encoding="utf-8"))):
        shutil.copy(PROJECT / "corpus" / name, tmp_path / "protocols")
    monkeypatch.chdir(tmp_path)
    for key in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(key, "anna@example.org")
    return tmp_path


def _accepted_in_label_studio(folder: Path) -> None:
    """What the page does by hand: the drafts are taken as they are, by Anna all of them, by Bo the first."""
    tasks = json.loads((folder / "work" / "label-studio.json").read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, 1):
        (drafted,) = task.pop("predictions")
        task["annotations"] = [{"id": number, "result": drafted["result"]}]
    (folder / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    (folder / "export-bo.json").write_text(json.dumps(tasks[:1]), encoding="utf-8")


def _run(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    words = shlex.split(command)
    if words[0] != "paragraf":
        done = subprocess.run(words, capture_output=True, check=False, text=True)
        return done.returncode, done.stdout
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), capsys.readouterr().out


@pytest.mark.long
def test_every_command_of_the_page_does_what_it_shows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = list(_commands())
    assert len(commands) >= 14
    for command, shown in commands:
        code, out = _run(command, monkeypatch, capsys)
        assert code == (1 if ALONE in command else 0), f"{command}: {out}"
        for line in shown:
            assert line.partition("…")[0] in out, f"{command} does not print {line!r} but: {out}"
        if "gold draft" in command:
            _accepted_in_label_studio(folder)
    assert (folder / "score.html").is_file()
