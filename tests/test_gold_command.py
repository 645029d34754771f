"""The command `paragraf gold`: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from goldfiles import NAME, TEXT, put, record

from evaluation.draft import draft
from evaluation.faults import faults_of, text_mark
from evaluation.gold import load
from evaluation.goldcheck import goldcheck
from evaluation.goldfile import write, written
from evaluation.stats import total
from pipeline import cli

Run = Callable[..., tuple[int, str, str]]
ANNOTATIONS = Path(__file__).parents[1] / "annotations"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `paragraf gold …` in an empty folder: (exit code, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["paragraf", "gold", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return int(ended.value.code or 0), out, err

    return command


def _changed(**fields: Any) -> dict[str, Any]:
    gold = record()
    gold["decisions"][0].update(fields)
    return gold


def test_check_sound_doubtful_and_faulty(run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.gold.json"
    put(tmp_path, record())
    write(path, record())
    assert run("check", tmp_path) == (0, "1 gold file checked: all sound\n", "")
    write(path, _changed(decider="Nämnden"))
    code, out, _ = run("check", tmp_path)
    assert code == 1
    assert f"doubt: {path}:" in out
    assert "the decider 'Nämnden' is not in the text there" in out
    assert out.endswith("1 gold file checked: 1 doubt\n")
    write(path, _changed(kind="wish"))
    assert run("check", path)[0] == 1


def test_check_that_can_check_nothing(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", "borta")
    assert (code, out) == (2, "")
    assert err == "borta: no such folder; give a folder that holds NAME.gold.json and NAME.txt\n"


def test_check_as_json(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, _changed(kind="wish"))
    code, out, _ = run("check", tmp_path, "--json", "-")
    (finding,) = json.loads(out)
    assert code == 1
    assert (finding["file"], finding["level"], finding["place"]) == (str(path), "fault", "decisions[0]")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert '"start"' in lines[finding["line"]]


def test_fix_and_mend(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, record())
    code, out, _ = run("check", tmp_path)
    assert (code, "layout: " in out) == (0, True)
    code, out, _ = run("check", tmp_path, "--fix")
    assert (code, out) == (0, f"rewritten: {path}\n1 gold file checked: all sound\n")
    assert path.read_text(encoding="utf-8") == written(record(text_sha256=text_mark(TEXT)))
    (tmp_path / f"{NAME}.txt").write_text("Sida 1\n" + TEXT, encoding="utf-8")
    assert run("check", tmp_path)[0] == 1
    code, out, _ = run("check", tmp_path, "--mend")
    assert (code, out) == (0, f"mended: {path}: 19 facts moved, 0 stay\n1 gold file checked: all sound\n")
    assert load(path).mentions[1].start == record()["mentions"][1]["start"] + 7


def test_what_cannot_be_mended_is_left_and_said(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, {**record(characters=3), "mentions": "x"})
    before = path.read_bytes()
    code, out, err = run("check", tmp_path, "--mend")
    assert (code, err.startswith("not changed: ")) == (1, True)
    assert "mentions: is missing or no list" in out
    assert path.read_bytes() == before


def test_diff_ends_as_diff_does(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "a", record())
    put(tmp_path / "b", record())
    assert run("diff", "a", "b") == (0, "the same facts\n", "")
    put(tmp_path / "b", _changed(status="proposed"))
    code, out, _ = run("diff", "a", "b")
    assert code == 1
    assert "  ~ decisions:" in out
    assert ": status: decided → proposed\n" in out
    assert out.endswith("1 file differs: 0 added, 0 removed, 1 changed\n")
    assert json.loads(run("diff", "a", "b", "--json", "-")[1])[0]["changes"][0]["fields"] == [
        ["status", "decided", "proposed"]
    ]
    assert run("diff", "a", "c")[0] == 2
    assert run("diff", "a", "HEAD:c")[0] == 2


def test_agree_prints_figures_kappa_and_disagreements(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "a", record())
    put(tmp_path / "b", _changed(kind="note"))
    code, out, _ = run("agree", "a", "b")
    assert code == 0
    assert "undefined: both use one category only" in out
    assert f"{NAME}: ~ decisions elect decided" in out
    assert "kind: A elect | B note" in out
    assert NAME not in run("agree", "a", "b", "--quiet")[1]
    figures = json.loads(run("agree", "a", "b", "--json", "-")[1])
    assert figures["figures"]["decisions/kind"]["both"] == 1
    assert figures["kappas"]["decisions/status"]["value"] is None
    alone = f"{TEXT}Mötet avslutas.\n"
    put(tmp_path / "a", record(name="ensam", characters=len(alone)), name="ensam", text=alone)
    code, _, err = run("agree", "a", "b", "--quiet")
    assert (code, err) == (1, "only in a: ensam\n")


def test_stats_count_what_is_there(run: Run, tmp_path: Path) -> None:
    put(tmp_path, record(layout="rows"))
    code, out, _ = run("stats", tmp_path, "--json", "-")
    counted = json.loads(out)
    assert code == 0
    assert counted["documents"] == 1
    assert counted["facts"]["mentions"] == {"AMOUNT": 1, "BODY": 3, "DATE": 1, "PERSON": 5, "ROLE": 1}
    assert (counted["items"], counted["items_with_decision"], counted["mandates_with_due"]) == (2, 2, 1)
    assert counted["people_by_spellings"] == {"1": 1, "2": 1}
    assert list(counted["by layout"]) == ["rows"]
    assert list(counted["by format"]) == ["txt"]
    code, out, _ = run("stats", tmp_path)
    assert "PERSON 5, BODY 3" in out


def test_stats_add_up_over_groups(run: Run) -> None:
    counted = json.loads(run("stats", ANNOTATIONS, "--json", "-")[1])
    for group in ("by body", "by layout", "by format"):
        for key in ("documents", "words", "items", "mandates_with_deadline"):
            assert sum(one[key] for one in counted[group].values()) == counted[key]


def test_one_person_in_two_documents_is_counted_once() -> None:
    golds = [load(path) for path in sorted(ANNOTATIONS.glob("norrdal-2019-*.gold.json"))]
    alone = [total([gold]) for gold in golds]
    together = total(golds)
    assert len(together.people) < sum(len(one.people) for one in alone)
    assert sum(together.spelled().values()) == len(together.people)


def test_suggest_reads_and_ranks(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "gold", record())
    (tmp_path / "in").mkdir()
    text = (
        "Tingås kommun\nSocialnämnden\nSammanträdesprotokoll 2024-02-01\n\n§ 1 Val\nNämnden väljer Lisa Ek.\n"
    )
    (tmp_path / "in" / "tingås.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in" / f"{NAME}.txt").write_text(TEXT, encoding="utf-8")
    code, out, _ = run("suggest", "in", "--gold", "gold", "--quick")
    assert code == 0
    assert out.startswith("1. in/tingås.txt")
    assert NAME not in out
    result = json.loads(run("suggest", "in", "--gold", "gold", "--quick", "--json", "-")[1])
    assert [one["path"] for one in result["chosen"]] == ["in/tingås.txt"]
    assert result["known"] == [f"in/{NAME}.txt"]
    assert run("suggest", f"in/{NAME}.txt", "--gold", "gold", "--quick")[0] == 2


def test_a_draft_is_sound_gold(tmp_path: Path) -> None:
    from pipeline.extractor import extractor
    from pipeline.settings import Settings

    corpus = ANNOTATIONS.parent / "corpus"
    one = extractor(Settings())
    for name in ("byalag-styrelse-2021-09-14.txt", "ostraviken-2021-03-25.docx", "norrdal-2019-03-29.md"):
        document = one(corpus / name)
        gold = draft(document, name.partition(".")[0])
        assert list(faults_of(gold, document.source.text)) == []
        path = tmp_path / f"{gold['name']}.gold.json"
        path.with_name(f"{gold['name']}.txt").write_bytes(document.source.text.encode("utf-8"))
        write(path, gold)
        assert not [f for f in goldcheck([path]) if f.level != "doubt"]
        kept = load(path)
        assert len(kept.decisions) == len(document.decisions)
        assert [(a.person, a.standing) for a in kept.attendance] == [
            (a.person, a.standing) for a in document.attendance
        ]
        assert kept.people


def test_stats_refuse_what_check_refuses(run: Run, tmp_path: Path) -> None:
    put(tmp_path, record())
    put(tmp_path, record(name="kopia"), name="kopia")
    code, out, err = run("stats", tmp_path)
    assert (code, out) == (2, "")
    assert "kopia.gold.json: the same text as" in err
    assert "the same text" in run("check", tmp_path)[1]


def test_fix_marks_the_text_and_check_sees_it_change(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, record())
    assert run("check", tmp_path, "--fix")[0] == 0
    assert json.loads(path.read_text(encoding="utf-8"))["text_sha256"] == text_mark(TEXT)
    assert "tackar Åsa." in TEXT
    text = tmp_path / f"{NAME}.txt"
    text.write_bytes(TEXT.replace("tackar Åsa.", "hyllar Åsa.").encode())  # as long as before, no fact in it
    code, out, _ = run("check", tmp_path, "--fix")
    assert code == 1
    assert "text_sha256: is not that of the text" in out
    assert json.loads(path.read_text(encoding="utf-8"))["text_sha256"] == text_mark(TEXT)
    assert run("check", tmp_path, "--mend")[0] == 0
    assert load(path).text.count("hyllar") == 1
