"""The pattern files: what each row is for, and that nothing is in them that no case needs."""

from __future__ import annotations

import functools
import gc
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from marked import named, unmarked
from plain_layout import plain_layout
from segmented import meeting_of

from pipeline.extract.attendance.listheads import heading
from pipeline.extract.decisions.kinds import kind_of
from pipeline.extract.legal import legal
from pipeline.extract.names import never_in_name
from pipeline.gazetteers import models_folder
from pipeline.patterns import item_label, rows

_FIELDS = ("organisation", "body", "date", "starts", "ends", "place", "adjusted", "posted", "unposted")


@dataclass(frozen=True)
class Case:
    """A line of ``cases/words.txt``: the pattern file, how it is checked, the text, what is expected."""

    file: str
    check: str
    text: str
    what: str = ""

    def holds(self) -> bool:
        """Whether the text gives what is expected."""
        if self.check == "item":
            return item_label(self.text) == self.what
        if self.check == "verb":
            return kind_of(self.text) == self.what
        if self.check == "head":
            return _shown(self.text) == self.what
        if self.check == "field":
            return _meeting(self.text) == self.what
        if self.check.startswith("list:"):
            return _listed(self.file, self.check.removeprefix("list:"), self.text)
        text, wanted = unmarked(self.text)
        return (_cited(text) if self.check == "LEGAL" else named(text, self.check)) == wanted


def _shown(text: str) -> str:
    found = heading(text)
    if found is None:
        return ""
    head, end = found
    return f"{head.standing}|{head.role or '–'}|{'yes' if head.present else 'no'}|{end}"


def _meeting(text: str) -> str:
    meeting = meeting_of("Granby byalag\nProtokoll\n" + text.replace("⏎", "\n").replace("⇥", "\t"))
    values = ((name, getattr(meeting, name)) for name in _FIELDS)
    return " ".join(f"{name}={value}" for name, value in values if value)


def _listed(file: str, kind: str, word: str) -> bool:
    if kind in ("label", "thing"):
        return never_in_name(word)
    return any(row[0] == kind and word in row[1].split() for row in rows(file))


def _cited(text: str) -> list[str]:
    layout = plain_layout(text)
    return [layout.source.text[fact.start : fact.end] for fact in legal(layout)]


LINES = (Path(__file__).parent / "cases" / "words.txt").read_text(encoding="utf-8").splitlines()
CASES = [Case(*line.split("\t")) for line in LINES if line and not line.startswith("#")]
FILES = tuple(dict.fromkeys(case.file for case in CASES))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.text}")
def test_what_a_row_is_for_is_found(case: Case) -> None:
    assert case.holds()


# ── without a row ────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the pattern files in a folder of models that is in use, to be changed."""
    for part in models_folder().iterdir():
        if part.name != "patterns":
            (tmp_path / part.name).symlink_to(part)
    shutil.copytree(models_folder() / "patterns", tmp_path / "patterns")
    monkeypatch.setenv("PARAGRAF_MODELS", str(tmp_path))
    yield tmp_path / "patterns"
    monkeypatch.undo()
    _forget()


@pytest.mark.long
@pytest.mark.parametrize("file", FILES)
def test_without_a_row_of_a_pattern_file_a_case_fails(file: str, folder: Path) -> None:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    places = [number for number, line in enumerate(lines) if _is_row(line) and not _needless(file, line)]
    cases = [case for case in CASES if case.file == file]
    idle = []
    for nth, place in enumerate(places):
        (folder / file).write_text("\n".join(lines[:place] + lines[place + 1 :]) + "\n", encoding="utf-8")
        _forget()
        # the cases stand in the order of the rows: the one for this row is not far
        at = nth * len(cases) // len(places)
        nearest = sorted(range(len(cases)), key=lambda i, at=at: abs(i - at))  # type: ignore[misc]
        if all(cases[i].holds() for i in nearest):
            idle.append(lines[place])
    assert not idle


def _is_row(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _needless(file: str, line: str) -> bool:
    """Long names of statutes: where they are cited "lagen om …" is found by its form as well."""
    return file == "statutes.tsv" and not line.split("\t")[0]


def _forget() -> None:
    """Nothing read from pattern files is remembered."""
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper):
            module = getattr(kept, "__module__", None) or ""
            if module.startswith("pipeline.") and module not in ("pipeline.gazetteers", "pipeline.compare"):
                kept.cache_clear()
