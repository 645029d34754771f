"""`paragraf score` as a user meets it: what it prints, compares, writes and refuses."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_gold import NAMES, Finds, finder, gold_folder, record, write_gold

from evaluation import baseline, revision
from evaluation.floors import figure_of, floor
from evaluation.record import from_json
from pipeline import cli
from pipeline.errors import BadSetting, MissingModel, NoTextLayer, ParagrafError

Command = Callable[..., int]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def paragraf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run the command in an empty folder, with baselines of its own; its exit code."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "baselines").mkdir()
    monkeypatch.setattr(baseline, "FOLDER", tmp_path / "baselines")

    def run(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["paragraf", "score", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return int(left.value.code or 0)

    return run


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return gold_folder(tmp_path / "mittgold")


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Callable[[Finds], None]:
    """Let another extractor stand in for the project's, so that these tests need no model."""

    def replace(find: Finds) -> None:
        monkeypatch.setattr("pipeline.extractor.extractor", lambda settings, voices="all": find)

    return replace


Pretend = Callable[[Finds], None]


def _row(printed: str, fact: str) -> list[str]:
    return next(line.split()[-7:] for line in printed.splitlines() if line.strip().startswith(f"{fact} "))


# ── what is printed ──────────────────────────────────────────────────────────


def test_the_table_has_counts_shares_and_intervals(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured
) -> None:
    pretend(finder(gold, ["Per Lind"], ["Närvarande"]))
    assert paragraf("mittgold") == 0
    told = capsys.readouterr()
    assert _row(told.out, "PERSON")[:6] == ["12", "6", "6", "1.000", "0.500", "0.667"]
    assert _row(told.out, "ORG")[:6] == ["0", "3", "0", "0.000", "–", "0.000"]
    assert _row(told.out, "mandates · complete")[:6] == ["3", "3", "3", "1.000", "1.000", "1.000"]
    assert "Score against mittgold, 3 documents, pretender 1" in told.out
    assert told.err == ""
    assert max(map(len, told.out.splitlines())) <= 100


def test_one_document_all_figures_and_each_document(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured
) -> None:
    pretend(finder(gold))
    assert paragraf("mittgold", "--document", "tärn") == 0
    assert "1 document," in capsys.readouterr().out
    assert paragraf("mittgold", "--all") == 0
    every = capsys.readouterr().out
    assert "decisions · kind of paired" in every
    assert "hällnäs-2023-05-04" not in every
    assert paragraf("mittgold", "--per-document") == 0
    assert "hällnäs-2023-05-04" in capsys.readouterr().out


def test_errors_are_listed_by_kind(paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured) -> None:
    pretend(finder(gold, ["Per Lind"], ["Närvarande"]))
    assert paragraf("mittgold", "--errors", "mentions:ORG") == 0
    told = capsys.readouterr().out
    assert "⟦Närvarande⟧" in told
    assert "⟦Per Lind⟧" not in told
    assert paragraf("mittgold", "--errors", "deals") == 2
    assert capsys.readouterr().err.startswith("--errors deals: choose one of all, mentions,")


def test_a_document_that_is_put_aside_is_named_and_counts_as_missed(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured
) -> None:
    whole = finder(gold)

    def find(path: Path) -> Any:
        if "08" in path.name:
            raise NoTextLayer(str(path))
        if "06" in path.name:
            raise ZeroDivisionError("division by zero")
        return whole(path)

    pretend(find)
    assert paragraf("mittgold") == 1
    told = capsys.readouterr()
    assert _row(told.out, "mandates · span")[:3] == ["3", "1", "1"]
    aside, fault = told.err.splitlines()
    assert aside.endswith("hällnäs-2023-08-31.txt: no text layer")
    assert "internal fault: ZeroDivisionError: division by zero (test_score_command.py:" in fault
    assert paragraf("mittgold", "--document", NAMES[1]) == 2


# ── files ────────────────────────────────────────────────────────────────────


def test_json_to_a_file_and_to_standard_output(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, tmp_path: Path
) -> None:
    pretend(finder(gold, ["Per Lind"]))
    assert paragraf("mittgold", "--json", "r.json") == 0
    assert "PERSON" in capsys.readouterr().out
    assert from_json(tmp_path / "r.json").total("mentions/strict/PERSON").right == 6
    assert paragraf("mittgold", "--json", "-") == 0
    assert capsys.readouterr().out == (tmp_path / "r.json").read_text(encoding="utf-8")
    assert paragraf("mittgold", "--json", "no/such/r.json") == 2
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir() if "r.json" in path.name) == ["r.json"]


def test_the_page_gets_the_result_and_what_was_before(
    paragraf: Command, gold: Path, pretend: Pretend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def page(report: Any, *, title: str, before: Any = None) -> str:
        asked.append((len(report.documents), title, before and before.total("mentions/strict/PERSON").right))
        return "<!doctype html>"

    monkeypatch.setattr("evaluation.html.page", page)
    pretend(finder(gold, ["Per Lind"]))
    assert paragraf("mittgold", "--html", "r.html", "--json", "r.json") == 0
    pretend(finder(gold))
    assert paragraf("mittgold", "--html", "r.html", "--against", "r.json") == 0
    assert [one[::2] for one in asked] == [(3, None), (3, 6)]
    assert all("mittgold" in title for _, title, _ in asked)
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == "<!doctype html>"


def test_two_files_cannot_share_standard_output(paragraf: Command, gold: Path, capsys: Captured) -> None:
    assert paragraf("mittgold", "--json", "-", "--html", "-") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


# ── floors ───────────────────────────────────────────────────────────────────


def test_floors(paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured) -> None:
    pretend(finder(gold, ["Per Lind"]))
    assert paragraf("mittgold", "--fail-under", "person=.66", "--fail-under", "Decisions/Kind=1") == 0
    capsys.readouterr()
    floors = ["PERSON=.67", "mandates=1", "CASE=.1", "table_cells=.5", "mentions · overlap=0.99"]
    assert paragraf("mittgold", *(word for one in floors for word in ("--fail-under", one))) == 1
    assert capsys.readouterr().err.splitlines() == [
        "PERSON: F1 0.667 is below 0.67",
        "CASE: nothing to count in this gold, so 0.1 is not reached",
        "table_cells · cell: nothing to count in this gold, so 0.5 is not reached",
        "mentions · overlap: F1 0.833 is below 0.99",
    ]


def test_a_floor_of_nothing_is_not_reached_by_nothing(
    paragraf: Command, gold: Path, pretend: Pretend
) -> None:
    pretend(finder(gold))
    assert paragraf("mittgold", "--fail-under", "CASE=0") == 1


def test_a_floor_is_missed_by_as_many_digits_as_it_takes(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured
) -> None:
    pretend(finder(gold, ["Per Lind"]))
    assert paragraf("mittgold", "--fail-under", "PERSON=0.66667") == 1
    assert capsys.readouterr().err == "PERSON: F1 0.666667 is below 0.66667\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("PRESON=.9", "did you mean PERSON?"),
        ("decisons/knd=.9", "did you mean decisions/kind"),
        ("xyzzy=.9", "--all prints the names"),
        ("PERSON", "give TYPE=F1"),
        ("=.9", "give TYPE=F1"),
        ("PERSON=high", "from 0 to 1"),
        ("PERSON=95", "from 0 to 1"),
        ("PERSON=nan", "from 0 to 1"),
    ],
)
def test_a_wrong_floor_is_told_before_anything_is_measured(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, written: str, told: str
) -> None:
    def find(path: Path) -> Any:
        pytest.fail("it measured")

    pretend(find)
    assert paragraf("mittgold", "--fail-under", written) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
    assert len(shown.err.splitlines()) == 1


def test_every_printed_name_is_a_name_for_a_floor(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, tmp_path: Path
) -> None:
    pretend(finder(gold))
    paragraf("mittgold", "--json", "r.json")
    printed = [
        line[2:26].strip() for line in capsys.readouterr().out.splitlines()[4:] if line.startswith("  ")
    ]
    shown = [name for name in printed if name]
    assert len(shown) > 15
    report = from_json(tmp_path / "r.json")
    assert {figure_of(name) for name in shown} <= set(report.names)
    assert {figure_of(name) for name in report.names} == set(report.names)
    assert floor("attendance/complete and party = .5").f1 == 0.5


# ── before ───────────────────────────────────────────────────────────────────


def test_against_an_earlier_result(paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured) -> None:
    pretend(finder(gold, ["Per Lind"]))
    paragraf("mittgold", "--json", "r.json")
    capsys.readouterr()
    assert paragraf("mittgold", "--against", "r.json") == 0
    assert "No fact gained or lost." in capsys.readouterr().out
    pretend(finder(gold, ["1200 kronor"]))
    assert paragraf("mittgold", "--against", "r.json") == 0
    told = capsys.readouterr().out
    lines = [line for line in told.splitlines() if line.startswith(("gained", "  lost"))]
    assert len([line for line in lines if "⟦Per Lind⟧" in line and line.startswith("gained")]) == 6
    assert len([line for line in lines if "⟦1200 kronor⟧" in line and line.startswith("  lost")]) == 1
    assert "mentions · strict · PERSON" in told


def test_what_cannot_be_compared_with(
    paragraf: Command, gold: Path, capsys: Captured, tmp_path: Path
) -> None:
    (tmp_path / "anteckningar.json").write_text('{"min": "fil"}', encoding="utf-8")
    for against, told in (
        ("anteckningar.json", "no score report of this version"),
        ("baseline", "has no baseline yet; --update-baseline makes mittgold.json"),
        ("nix-nix", "neither a file nor a git revision"),
        ("", "--against is empty; give a file that --json wrote, a revision, or baseline"),
        ("--help-all", "neither a file nor a git revision"),
    ):
        assert paragraf("mittgold", f"--against={against}") == 2
        shown = capsys.readouterr()
        assert told in shown.err
        assert len(shown.err.splitlines()) == 1
        assert shown.out == ""


def test_the_baseline_of_another_folder_of_the_same_name_is_refused(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, tmp_path: Path
) -> None:
    pretend(finder(gold))
    assert paragraf("mittgold", "--update-baseline") == 0
    other = gold_folder(tmp_path / "annan" / "mittgold", ["vikby-2024-01-01"])
    pretend(finder(other))
    for option in ("--against=baseline", "--update-baseline"):
        capsys.readouterr()
        assert paragraf("annan/mittgold", option) == 2
        assert "mittgold.json is the baseline of other gold" in capsys.readouterr().err


def test_a_spurious_fact_that_went_is_told_by_its_place(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured
) -> None:
    pretend(finder(gold, extra=["Läget"]))
    assert paragraf("mittgold", "--document", NAMES[0], "--json", "-") == 0
    (wrong,) = [
        one
        for one in json.loads(capsys.readouterr().out)["documents"][0]["outcomes"]
        if one["verdict"] == "spurious"
    ]
    assert paragraf("mittgold", "--update-baseline") == 0
    pretend(finder(gold, ["1200 kronor"]))
    capsys.readouterr()
    assert paragraf("mittgold", "--against", "baseline") == 0
    told = capsys.readouterr().out
    place = f"characters {wrong['start']}–{wrong['end']} of the document"
    assert f"gained  {NAMES[0]} · mentions ORG (spurious)  ({place}; its words were not kept)" in told
    assert "3 facts gained, 1 lost." in told.lower()
    pretend(finder(gold, extra=["Läget"]))
    assert paragraf("mittgold", "--document", NAMES[0], "--update-baseline") == 2


def test_one_fact_is_told_in_the_singular(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured
) -> None:
    pretend(finder(gold, ["1200 kronor"]))
    assert paragraf("mittgold", "--update-baseline") == 0
    pretend(finder(gold))
    capsys.readouterr()
    assert paragraf("mittgold") == 0
    assert "1 fact gained, 0 lost" in capsys.readouterr().out


def test_every_faulty_gold_file_is_named_at_once(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured
) -> None:
    pretend(finder(gold))
    for name in NAMES[:2]:
        (gold / f"{name}.txt").write_text("annan text", encoding="utf-8")
    assert paragraf("mittgold") == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"mittgold/{name}.gold.json" for name in NAMES[:2]]
    assert all(line.split(":")[1].isdigit() for line in lines)


def test_the_baseline_is_written_by_its_flag_only_and_then_mentioned(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, tmp_path: Path
) -> None:
    kept = tmp_path / "baselines" / "mittgold.json"
    pretend(finder(gold, ["Per Lind"]))
    assert paragraf("mittgold") == 0
    assert "baseline" not in capsys.readouterr().out
    assert not kept.exists()
    assert paragraf("mittgold", "--update-baseline") == 0
    assert capsys.readouterr().err == "baseline written: baselines/mittgold.json\n"
    first = kept.read_bytes()
    assert paragraf("mittgold") == 0
    assert capsys.readouterr().out.endswith("Since the baseline: no fact gained or lost.\n")
    pretend(finder(gold))
    assert paragraf("mittgold") == 0
    last = capsys.readouterr().out.splitlines()[-1]
    # six mentions of Per Lind, and him as a person of each document
    assert last == "Since the baseline: 9 facts gained, 0 lost; --against baseline shows them."
    assert kept.read_bytes() == first
    assert paragraf("mittgold", "--against", "baseline") == 0
    shown = capsys.readouterr().out
    assert "gained  hällnäs-2023-05-04 · mentions PERSON (missed)" in shown
    assert shown.count("mentions PERSON (missed)  Per Lind") == 6
    assert paragraf("mittgold", "--update-baseline") == 0
    assert " 0 lost)" in capsys.readouterr().err
    assert kept.read_bytes() != first


def test_a_figure_the_baseline_did_not_have_is_no_change(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, tmp_path: Path
) -> None:
    kept = tmp_path / "baselines" / "mittgold.json"
    pretend(finder(gold))
    paragraf("mittgold", "--update-baseline")
    without = [line for line in kept.read_text(encoding="utf-8").splitlines() if "mandates/span" not in line]
    kept.write_text("\n".join(without), encoding="utf-8")
    capsys.readouterr()
    assert paragraf("mittgold", "--against", "baseline") == 0
    told = capsys.readouterr().out
    assert "Changed figures" not in told
    assert told.endswith("No fact gained or lost.\n")


def test_a_baseline_that_cannot_be_read_does_not_keep_from_measuring(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, tmp_path: Path
) -> None:
    pretend(finder(gold))
    (tmp_path / "baselines" / "mittgold.json").write_text("{", encoding="utf-8")
    assert paragraf("mittgold") == 0
    told = capsys.readouterr()
    assert _row(told.out, "PERSON")[:3] == ["12", "12", "12"]
    assert "mittgold.json: no score" in told.err
    assert paragraf("mittgold", "--against", "baseline") == 2
    assert paragraf("mittgold", "--update-baseline") == 0
    assert "in place of one that could not be read" in capsys.readouterr().err
    assert paragraf("mittgold", "--against", "baseline") == 0


def test_the_baseline_stays_when_the_result_is_not_whole(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, tmp_path: Path
) -> None:
    whole = finder(gold)

    def find(path: Path) -> Any:
        if "08" in path.name:
            raise NoTextLayer(str(path))
        return whole(path)

    pretend(find)
    assert paragraf("mittgold", "--update-baseline") == 2
    assert "the baseline stays as it was" in capsys.readouterr().err
    assert paragraf("mittgold", "--update-baseline", "--document", "h") == 2
    assert paragraf(f"mittgold/{NAMES[0]}.gold.json", "--update-baseline") == 2
    pretend(whole)
    other = gold_folder(tmp_path / "annat" / "mittgold", ["vikby-2024-01-01"])
    assert paragraf("mittgold", "--update-baseline") == 0
    pretend(finder(other))
    assert paragraf("annat/mittgold", "--update-baseline") == 2
    assert "is the baseline of other gold" in capsys.readouterr().err
    assert list((tmp_path / "baselines").iterdir()) == [tmp_path / "baselines" / "mittgold.json"]


def test_a_file_called_as_a_revision_wins(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured
) -> None:
    pretend(finder(gold))
    assert paragraf("mittgold", "--json", "HEAD") == 0
    assert paragraf("mittgold", "--against", "HEAD") == 0
    assert "No fact gained or lost." in capsys.readouterr().out


# ── revisions ────────────────────────────────────────────────────────────────

# A revision's `python -m pipeline extract FILE…`: it finds every "Per Lind" and nothing else.
_EARLIER = """
import json, os, re, sys
for path in sys.argv[2:]:
    text = open(path, encoding="utf-8", newline="").read()
    if "08-31" in path:
        print(f"{path}: no text layer", file=sys.stderr)
        continue
    spans = [
        {"id": f"x{m.start()}", "part": "x", "start": m.start(), "end": m.end(), "text": m[0]}
        for m in re.finditer("Per Lind", text)
    ]
    fact = {"id": "d", "part": "x", "start": 0, "end": 5, "text": text[:5]}
    print(json.dumps({
        "producer": {"version": "0", "model": os.environ.get("PARAGRAF_MODEL", "auto")},
        "document": {"id": "x", "path": path, "sha256": "", "media_type": "text/plain"},
        "parts": [{"id": "x", "start": 0, "end": len(text), "kind": "minutes", "body": "Vikby"}],
        "text": text,
        "mentions": [{**span, "label": "PERSON", "no longer": 1} for span in spans],
        "decisions": [{
            **fact, "kind": "fund", "status": "decided", "reservations": ["A"],
            "votes": {"yes": 3, "by_name": {"Per Lind": "yes"}},
        }],
        "amounts": [{**fact, "value": 5, "unit": "SEK", "for": "båten"}],
    }))
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository of a project with three revisions: a, b (cannot extract) and c (no pipeline)."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    place = tmp_path / "projekt"
    place.mkdir()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

    def git(*words: str) -> None:
        who = ("-c", "user.name=Åsa Öberg", "-c", "user.email=asa@example.se")
        subprocess.run(["git", "-C", str(place), *who, *words], check=True, capture_output=True)

    git("init", "--quiet")
    for tag, code in (("a", _EARLIER), ("b", "raise SystemExit('för gammal')"), ("c", None)):
        if code:
            (place / "pipeline").mkdir(exist_ok=True)
            (place / "pipeline" / "__init__.py").touch()
            (place / "pipeline" / "__main__.py").write_text(code, encoding="utf-8")
        else:
            shutil.rmtree(place / "pipeline")
            (place / "läsmig.txt").touch()
        git("add", "--all")
        git("commit", "--quiet", "--message", tag)
        git("tag", tag)
    monkeypatch.setattr(revision, "PROJECT", place.resolve())
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return place


def test_against_a_revision(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, repository: Path, tmp_path: Path
) -> None:
    pretend(finder(gold, ["Per Lind"]))
    before = sorted((repository / ".git").rglob("*"))
    assert paragraf("mittgold", "--against", "a", "--document", "tärn") == 0
    told = capsys.readouterr().out
    lost = [line for line in told.splitlines() if line.startswith("  lost") and "· mentions" in line]
    gained = [line for line in told.splitlines() if line.startswith("gained") and "· mentions" in line]
    assert len(lost) == 2
    assert all("⟦Per Lind⟧" in line for line in lost)
    assert len(gained) == 5  # the other people, bodies and the sum
    assert paragraf("mittgold", "--against", "a", "--voices", "rules") == 2
    assert "leave out --voices" in capsys.readouterr().err
    assert list((tmp_path / "tmp").iterdir()) == []
    assert sorted((repository / ".git").rglob("*")) == before


def test_what_a_revision_found_is_whole(gold: Path, repository: Path) -> None:
    paths = [gold / f"{name}.txt" for name in NAMES]
    extract = revision.extract_at("a", paths, "sv_någon")
    found = extract(paths[0])
    assert found.model == "sv_någon"
    assert found.meeting.body == "Vikby"
    assert found.mentions[0].text == found.source.text[found.mentions[0].start : found.mentions[0].end]
    assert found.decisions[0].votes is not None
    assert (found.decisions[0].votes.yes, found.decisions[0].reservations) == (3, ("A",))
    assert found.amounts[0].purpose == "båten"
    with pytest.raises(ParagrafError, match=r"08-31\.txt: no text layer"):
        extract(paths[1])


@pytest.mark.parametrize(
    ("against", "told"),
    [
        ("b", "it extracts nothing with what is installed here: för gammal"),
        ("c", "too old to be measured: it has no pipeline"),
        ("d", "neither a file nor a git revision"),
    ],
)
def test_revisions_that_cannot_be_measured(
    paragraf: Command,
    gold: Path,
    pretend: Pretend,
    capsys: Captured,
    repository: Path,
    tmp_path: Path,
    against: str,
    told: str,
) -> None:
    pretend(finder(gold))
    assert paragraf("mittgold", "--against", against) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert len(shown.err.splitlines()) == 1
    assert list((tmp_path / "tmp").iterdir()) == []


def test_without_git_or_its_repository(
    paragraf: Command, gold: Path, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "PROJECT", tmp_path)
    assert paragraf("mittgold", "--against", "HEAD") == 2
    assert "does not run from its git repository" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert paragraf("mittgold", "--against", "HEAD") == 2
    assert "git is missing" in capsys.readouterr().err


@pytest.mark.long
def test_the_projects_own_head_can_be_measured(gold: Path) -> None:
    try:
        revision.commit_of("HEAD")
    except BadSetting as error:
        pytest.skip(str(error))
    path = gold / f"{NAMES[0]}.txt"
    found = revision.extract_at("HEAD", [path])(path)
    assert [section.number for section in found.sections] == ["7", "8"]
    assert found.mandates[0].text.startswith("Per Lind får i uppdrag")


# ── several systems ──────────────────────────────────────────────────────────


class _Model:
    """An extractor whose model alone finds less than the whole."""

    def __init__(self, whole: Finds, ner: Finds) -> None:
        self.whole, self.ner = whole, ner

    def __call__(self, path: Path) -> Any:
        return self.whole(path)


@pytest.fixture
def models(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def model(settings: Any, voices: str = "all") -> _Model:
        if settings.model == "sv_borta":
            raise MissingModel("the language model sv_borta is not installed")
        missing = {"sv_liten": ["Per Lind"], "sv_stor": []}[settings.model]
        return _Model(finder(gold, missing), finder(gold, [*missing, "Åsa Öberg"]))

    monkeypatch.setattr("pipeline.extractor.extractor", model)
    monkeypatch.setattr("pipeline.extractor.model_alone", model)


def test_models_side_by_side(paragraf: Command, models: None, capsys: Captured, tmp_path: Path) -> None:
    assert paragraf("mittgold", "--model", "sv_liten", "--model", "sv_stor", "--json", "m.json") == 0
    told = capsys.readouterr().out
    alone, whole = told.split("whole pipeline")
    assert "models alone" in alone
    row = next(line for line in alone.splitlines() if line.strip().startswith("PERSON strict"))
    assert row.split()[2:4] == ["12", "0.400"]  # 3 of 12: Östen Ärlig in each document
    assert "0.857" in row  # 9 of 12
    row = next(line for line in whole.splitlines() if line.strip().startswith("PERSON"))
    assert row.split()[1:3] == ["12", "0.667"]
    assert "+0.333" in row
    first, second = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["systems"]
    assert (first["name"], second["name"]) == ("sv_liten", "sv_stor")
    person = second["whole"]["mentions/strict/PERSON"]
    assert (person["found"], person["right"], person["gold"], person["f1"]) == (12, 12, 12, 1)
    assert person["difference"] == pytest.approx(1 / 3)
    assert first["alone"]["mentions/strict/PERSON"]["f1"] == pytest.approx(0.4)


def test_one_model_is_the_model_measured_with(paragraf: Command, models: None, capsys: Captured) -> None:
    assert paragraf("mittgold", "--model", "sv_liten") == 0
    assert _row(capsys.readouterr().out, "PERSON")[:3] == ["12", "6", "6"]


@pytest.mark.parametrize("names", [["sv_borta"], ["sv_stor", "sv_borta"]])
def test_a_missing_model_is_one_line(
    paragraf: Command, models: None, capsys: Captured, names: list[str]
) -> None:
    assert paragraf("mittgold", *(word for name in names for word in ("--model", name))) == 2
    assert capsys.readouterr() == ("", "the language model sv_borta is not installed\n")


def test_what_is_for_one_system_only(paragraf: Command, models: None, capsys: Captured) -> None:
    two = ["--model", "sv_stor", "--model", "sv_liten"]
    assert paragraf("mittgold", *two, "--against", "HEAD", "--fail-under", "PERSON=.5") == 2
    assert capsys.readouterr().err.startswith("--against, --fail-under: for one system")
    assert paragraf("mittgold", "--voices", "nobody") == 2
    assert "choose one of rules, base, protocol, all" in capsys.readouterr().err


def test_another_system(paragraf: Command, gold: Path, capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "annat_system.py").write_text(
        "from pathlib import Path\nfrom small_gold import finder\n"
        f"find = finder(Path({str(gold)!r}), ['Per Lind'])\n",
        encoding="utf-8",
    )
    assert paragraf("mittgold", "--extractor", "annat_system:find") == 0
    assert _row(capsys.readouterr().out, "PERSON")[:3] == ["12", "6", "6"]
    for wrong in ("annat_system:finns_inte", "finns_inte:find", "annat_system", ":", "annat system:x"):
        assert paragraf("mittgold", "--extractor", wrong) == 2
        assert capsys.readouterr().err == f"--extractor {wrong}: no such extractor; give MODULE:FUNCTION\n"
    assert paragraf("mittgold", "--extractor", "annat_system:find", "--model", "sv_stor") == 2


# ── gold that cannot be used ─────────────────────────────────────────────────


def _missing_text(gold: Path) -> None:
    (gold / f"{NAMES[0]}.txt").unlink()


def _changed_text(gold: Path) -> None:
    path = gold / f"{NAMES[0]}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Per Lind", "Per Lindh"), encoding="utf-8")


def _moved_span(gold: Path) -> None:
    content = record(NAMES[0], (gold / f"{NAMES[0]}.txt").read_text(encoding="utf-8"))
    content["mentions"][2]["start"] += 1
    write_gold(gold / f"{NAMES[0]}.gold.json", content)


def _second(gold: Path) -> None:
    for suffix in (".gold.json", ".txt"):
        shutil.copy(gold / f"{NAMES[0]}{suffix}", gold / f"kopia{suffix}")


def _no_json(gold: Path) -> None:
    path = gold / f"{NAMES[0]}.gold.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"name"', "name", 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_missing_text, "hällnäs-2023-05-04.gold.json: hällnäs-2023-05-04.txt is missing"),
        (_changed_text, "the text has changed"),
        (_moved_span, "mentions[2]"),
        (_second, "kopia.gold.json: second gold for 'hällnäs-2023-05-04'"),
        (_no_json, "hällnäs-2023-05-04.gold.json:3: not JSON"),
    ],
)
def test_gold_that_cannot_be_used_is_one_line_with_a_remedy(
    paragraf: Command, gold: Path, pretend: Pretend, capsys: Captured, spoil: Any, told: str
) -> None:
    pretend(finder(gold))
    spoil(gold)
    assert paragraf("mittgold") == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert told in shown.err
    assert shown.err.startswith("mittgold/")
    assert ";" in shown.err  # what to do about it


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["finns-inte"], "finns-inte: no such folder; give a folder that holds"),
        (["tom"], "tom: no gold here; it is called NAME.gold.json"),
        (["mittgold", "--document", "vikby"], "mittgold: no gold for vikby; there is gold for hällnäs"),
    ],
)
def test_gold_that_is_not_there(
    paragraf: Command,
    gold: Path,
    pretend: Pretend,
    capsys: Captured,
    tmp_path: Path,
    arguments: list[str],
    told: str,
) -> None:
    pretend(finder(gold))
    (tmp_path / "tom").mkdir()
    assert paragraf(*arguments) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith(told)
    assert (shown.out, len(shown.err.splitlines())) == ("", 1)
