from pathlib import Path

import pytest

from pipeline import inbox
from pipeline.errors import NoProtocols


def test_what_a_folder_holds(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/ä.pdf",
        "a/x.exe",
        ".hidden/c.txt",
        ".d.txt",
        "README.md",
        "b.gold.json",
        "p.db",
        "p.db-wal",
        "p-register.csv",
        "p-register.html",
        "p-register.xlsx",
        "p-register-changes.md",
        "p-register-changes.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert [p.relative_to(tmp_path).as_posix() for p in inbox.documents(tmp_path)] == [
        "a/x.exe",
        "a/ä.pdf",
        "b.txt",
    ]


def test_one_file(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("x", encoding="utf-8")
    assert inbox.documents(path) == [path]


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NoProtocols, match="no protocols"):
        inbox.documents(tmp_path)
    with pytest.raises(NoProtocols, match="no such"):
        inbox.documents(tmp_path / "gone")


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (tmp_path / "b.txt").symlink_to("b.txt")
    (tmp_path / "~$c.docx").write_text("x", encoding="utf-8")  # Word's mark on a document that is open
    assert [path.name for path in inbox.documents(tmp_path)] == ["a.txt", "b.txt"]
