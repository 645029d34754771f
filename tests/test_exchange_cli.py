from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from exchange_gold import TEXT, gold
from typer.testing import CliRunner

import pipeline.cli.exchange  # noqa: F401 (hangs its commands onto `gold`)
from evaluation.exchange import FORMATS, labels
from evaluation.exchange.fields import FIELDS, LABELS
from evaluation.goldfile import written
from pipeline import cli
from pipeline.facts import DecisionKind

PROJECT = Path(__file__).parents[1]
TOOLS = sorted(FORMATS)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as left:
        patch.setattr(sys, "argv", ["paragraf", "gold", *map(str, arguments)])
        cli.main()
    told = capsys.readouterr()
    code = left.value.code
    assert isinstance(code, int)
    return code, told.out, told.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "gold"
    made.mkdir()
    (made / "norrvik-2031-02-03.txt").write_bytes(TEXT.encode())
    (made / "norrvik-2031-02-03.gold.json").write_bytes(written(gold()).encode())
    (made / "norrvik-2031-02-03.tables.json").write_text(
        '[{"table": "B", "row": "r", "column": "c", "value": 1}]'
    )
    return made


@pytest.mark.parametrize("tool", TOOLS)
def test_export_and_import_give_the_same_files(
    tool: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "export", folder, "--to", tool, "--out", tmp_path / "tool")
    assert (code, err) == (0, "")
    assert out.startswith("1 protocol: ")
    code, out, err = run(capsys, "import", tmp_path / "tool", "--out", tmp_path / "back")
    assert (code, out, err) == (0, f"1 protocol imported into {tmp_path / 'back'}\n", "")
    for path in folder.iterdir():
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes()
    assert len(list((tmp_path / "back").iterdir())) == 3


def test_nothing_is_replaced_without_force(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "tool"
    export = ("export", folder, "--to", "doccano", "--out", made)
    assert run(capsys, *export)[0] == 0
    assert run(capsys, *export) == (
        2,
        "",
        f"{made / 'doccano.jsonl'}: is there already; replace it with --force, or choose another --out\n",
    )
    assert run(capsys, *export, "--force")[0] == 0
    back = ("import", made / "doccano.jsonl", "--from", "doccano", "--out", tmp_path / "back")
    assert run(capsys, *back)[0] == 0
    target = tmp_path / "back" / "norrvik-2031-02-03.gold.json"
    target.write_text("mine", encoding="utf-8")
    code, _, err = run(capsys, *back)
    assert code == 2
    assert err == f"{target}: is there already; replace it with --force, or choose another --out\n"
    assert target.read_text(encoding="utf-8") == "mine"
    assert run(capsys, *back, "--force")[0] == 0
    assert json.loads(target.read_text(encoding="utf-8")) == gold()


def test_what_cannot_come_in_is_put_aside(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "tool"
    run(capsys, "export", folder, "--to", "label-studio", "--out", made)
    path = made / "label-studio.json"
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([task, task, task | {"annotations": []}]), encoding="utf-8")
    code, out, err = run(capsys, "import", path, "--out", tmp_path / "back")
    assert code == 1
    assert out.startswith("1 protocol imported")
    first, second = err.splitlines()
    assert "task 2 (norrvik-2031-02-03): second gold for 'norrvik-2031-02-03' (first: " in first
    assert second.endswith(
        "task 3 (norrvik-2031-02-03): nobody has annotated it; submit it in Label Studio, or leave it out"
    )
    task["data"]["name"] = "../elsewhere"
    path.write_text(json.dumps([task]), encoding="utf-8")
    code, out, err = run(capsys, "import", path, "--out", tmp_path / "more")
    assert code == 2
    assert "'../elsewhere' cannot be the name of a file" in err


def test_the_text_folder_is_compared(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "export", folder, "--to", "prodigy", "--out", tmp_path / "tool")
    arguments = ("import", tmp_path / "tool", "--out", tmp_path / "back", "--text")
    assert run(capsys, *arguments, folder)[0] == 0
    (folder / "norrvik-2031-02-03.txt").write_bytes(TEXT.replace("Budget", "Bokslut").encode())
    code, _, err = run(capsys, *arguments, folder, "--force")
    assert code == 2
    assert "the text is not that of norrvik-2031-02-03.txt" in err
    assert "in the tool and 'okslut" in err
    code, _, err = run(capsys, *arguments, tmp_path, "--force")
    assert "norrvik-2031-02-03.txt is missing; put the text that was annotated there" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "gone", "--to", "brat", "--out", "x"), "gone: no such folder"),
        (("labels", "--for", "Brat"), "Brat: unknown format; one of label-studio, doccano, brat"),
        (
            ("import", ".", "--out", "x", "--offsets", "bytes"),
            "--offsets bytes: choose one of codepoints, utf16",
        ),
    ],
)
def test_a_wrong_argument_is_one_line(
    arguments: tuple[str, ...],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_file_of_no_tool_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "import", next(folder.glob("*.gold.json")), "--out", tmp_path / "x")
    assert code == 2
    assert "this is a gold file already" in err
    code, _, err = run(capsys, "import", folder, "--from", "brat", "--out", tmp_path / "x")
    assert (code, err) == (2, f"{folder}: no file of brat here\n")


@pytest.mark.parametrize("tool", TOOLS)
def test_labels_name_every_label(tool: str) -> None:
    text = CliRunner().invoke(cli.app, ["gold", "labels", "--for", tool]).stdout
    assert text == labels(tool)
    if tool == "inception":
        for layer in ("Mention", "Section", "Attendance", "Decision", "Mandate", "Amount", "Cell", "Meeting"):
            assert f"<name>webanno.custom.{layer}</name>" in text
    else:
        assert all(label in text for label in LABELS)


def test_the_configuration_of_label_studio_fits_its_tasks(folder: Path, tmp_path: Path) -> None:
    config = ElementTree.fromstring(labels("label-studio"))
    CliRunner().invoke(
        cli.app, ["gold", "export", str(folder), "--to", "label-studio", "--out", str(tmp_path / "l")]
    )
    (task,) = json.loads((tmp_path / "l" / "label-studio.json").read_text(encoding="utf-8"))
    named = {each.get("name"): each for each in config.iter() if each.get("name")}
    for each in task["annotations"][0]["result"]:
        if each["type"] == "relation":
            assert set(each["labels"]) <= {r.get("value") for r in config.iter("Relation")}
            continue
        control = named[each["from_name"]]
        assert control.tag.lower() == each["type"]
        assert control.get("toName") == each["to_name"] == "text"
        assert (control.get("perRegion") == "true") == ("start" in each["value"] and each["type"] != "labels")
        if each["type"] in ("choices", "labels"):
            assert set(each["value"][each["type"]]) <= {option.get("value") for option in control}
    assert set(DecisionKind.__args__) == {option.get("value") for option in named["decision_kind"]}
    assert {f"decision_{field.key}" for field in FIELDS["decisions"]} <= set(named)


@pytest.mark.long
@pytest.mark.parametrize("tool", TOOLS)
def test_a_draft_is_gold_to_correct(tool: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = PROJECT / "corpus" / "byalag-styrelse-2023-01-24.docx"
    code, out, err = run(capsys, "draft", document, "--to", tool, "--out", tmp_path / "d")
    assert (code, err) == (0, "")
    assert out.startswith("1 draft: ")
    if tool == "label-studio":
        (task,) = json.loads((tmp_path / "d" / "label-studio.json").read_text(encoding="utf-8"))
        (prediction,) = task["predictions"]
        assert "annotations" not in task
        assert prediction["model_version"].startswith("paragraf ")
        assert 0 < prediction["score"] <= 1
        assert any("score" in each for each in prediction["result"])
        accept(tmp_path / "d" / "label-studio.json", task)
    code, out, err = run(capsys, "import", tmp_path / "d", "--from", tool, "--out", tmp_path / "g")
    assert (code, err) == (0, "")
    record = json.loads((tmp_path / "g" / f"{document.stem}.gold.json").read_text(encoding="utf-8"))
    assert record["decisions"]
    assert record["mentions"]
    assert not any("score" in fact or "rule" in fact for kind in FIELDS for fact in record.get(kind, ()))


def accept(path: Path, task: Any) -> None:
    """As a person who submits a draft as it is; the regions get new ids."""
    result = json.loads(json.dumps(task["predictions"][0]["result"]).replace('"id": "', '"id": "q'))
    result = [each for each in result if each["type"] != "relation"]
    path.write_text(
        json.dumps([task | {"annotations": [{"result": result, "completed_by": 1}]}]), encoding="utf-8"
    )


def test_drafts_of_what_cannot_be_read_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tom.txt").write_text("", encoding="utf-8")
    code, out, err = run(capsys, "draft", tmp_path / "tom.txt", "--to", "brat", "--out", tmp_path / "d")
    assert (code, out) == (2, "")
    assert "tom.txt: the document is empty" in err


@pytest.mark.parametrize("tool", ["doccano", "prodigy"])
def test_a_broken_line_does_not_keep_the_others_back(
    tool: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "export", folder, "--to", tool, "--out", tmp_path / "tool")
    path = tmp_path / "tool" / f"{tool}.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + '{"text": "avbrut\n[]\n', encoding="utf-8")
    code, out, err = run(capsys, "import", path, "--from", tool, "--out", tmp_path / "back")
    assert (code, out) == (1, f"1 protocol imported into {tmp_path / 'back'}\n")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [f"{path}:2", f"{path}:3"]
    assert (tmp_path / "back" / "norrvik-2031-02-03.gold.json").is_file()
