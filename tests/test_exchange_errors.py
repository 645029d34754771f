"""Files that cannot be imported: the message names file, place and remedy."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchange_gold import TEXT, exported, gold, imported

from evaluation.exchange import FORMATS, Options, export, labels, load, merged, recognised
from pipeline.errors import GoldError

TOOLS = sorted(FORMATS)


@pytest.mark.parametrize("made", TOOLS)
@pytest.mark.parametrize("asked", TOOLS)
def test_an_export_from_the_wrong_tool_is_recognised(made: str, asked: str, tmp_path: Path) -> None:
    (path,) = exported(made, tmp_path)
    assert recognised(path) == made
    if made != asked:
        message = f"{path}: this is a file of {FORMATS[made]}; use --from {made}"
        with pytest.raises(GoldError, match=re.escape(message)):
            load(asked, path, Options())


@pytest.mark.parametrize(
    ("content", "tool", "message"),
    [
        ('{"schema": "paragraf-gold/1"}', "doccano", "but a gold file already; export the dataset as JSONL"),
        ('{"schema": "paragraf/1", "text": ""}', "prodigy", "but the facts of paragraf extract"),
        ('[{"id": 1, "annotation_id": 2, "label": []}]', "label-studio", "but Label Studio's JSON-MIN"),
        ("<View/>", "label-studio", "but other XML; export the project as JSON"),
        ("start,end\n1,2\n", "doccano", "this is no Doccano file; export the dataset as JSONL"),
        ("", "prodigy", "this is no Prodigy file; write it with: prodigy db-out DATASET"),
    ],
)
def test_a_file_of_no_tool_is_said_to_be_none(content: str, tool: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=re.escape(message)):
        load(tool, path, Options())


def test_an_unknown_format_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="doccanno: unknown format; one of label-studio, doccano"):
        labels("doccanno")
    with pytest.raises(GoldError, match=r"gone.json: No such file"):
        load("doccano", tmp_path / "gone.json", Options())
    with pytest.raises(GoldError, match="docbin: offsets are counted in one way only"):
        export("docbin", [], Options(offsets="utf16"))


def project(folder: Path, change: Callable[[Any], None]) -> Path:
    (path,) = exported("label-studio", folder)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    change(tasks)
    path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    return path


def value_of(tasks: Any, region: str, name: str) -> Any:
    result = tasks[0]["annotations"][0]["result"]
    return next(e for e in result if e.get("id") == region and e.get("from_name") == name)["value"]


def put(region: str, name: str, **values: Any) -> Callable[[Any], None]:
    return lambda tasks: value_of(tasks, region, name).update(values)


def annotate(**fields: Any) -> Callable[[Any], None]:
    return lambda tasks: tasks[0].update(fields)


TASK = "label-studio.json: task 1 (norrvik-2031-02-03)"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            put("mentions-0", "label", labels=["Person"]),
            "region mentions-0: unknown label 'Person'; did you mean 'PERSON'?",
        ),
        (put("mentions-0", "label", labels=["Häst"]), "unknown label 'Häst'; use one of PERSON, ORG"),
        (put("mentions-0", "label", end=9999), "region mentions-0: [1, 9999) lies outside the text of"),
        (put("mentions-0", "label", end=1), "region mentions-0: [1, 1) lies outside"),
        (
            put("mentions-0", "label", start="/div[1]"),
            "start is '/div[1]', no offset; annotate a Text, not HyperText",
        ),
        (
            put("mentions-0", "label", text="Sörviks kommun"),
            "its words are 'Sörviks kommun', the text has 'Norrviks kommun'",
        ),
        (
            put("decisions-0", "decision_kind", choices=["fnud"]),
            "kind 'fnud' is unknown; did you mean 'fund'?",
        ),
        (
            put("amounts-0", "amount_value", text=["mycket"]),
            "value: 'mycket' is no number; write it in figures",
        ),
        (put("decisions-0", "decision_votes", text=["fem"]), "votes 'fem'; write yes=5, no=3 or NAME: yes"),
        (
            lambda tasks: tasks[0]["data"].update(paragraf='{"version": 1'),
            'carried along ("paragraf") is damaged',
        ),
        (
            lambda tasks: tasks[0]["data"].update(paragraf='{"version": "x/9"}'),
            "another version (x/9); export the gold anew",
        ),
        (
            lambda tasks: tasks[0]["data"].update(text=TEXT.replace("\r", " ").replace("Förslag", "Forslag")),
            "the text is not the one that was exported; give the folder of the original with --text",
        ),
        (lambda tasks: tasks[0]["data"].pop("text"), "data: text is missing; export it from the tool anew"),
        (annotate(annotations=[]), "nobody has annotated it; submit it in Label Studio, or leave it out"),
        (
            annotate(annotations=[], predictions=[{"result": []}]),
            "nobody has annotated it (it has predictions only)",
        ),
        (annotate(annotations=[{"result": [], "was_cancelled": True}]), "nobody has annotated it"),
        (annotate(annotations=[{"result": []}]), "nothing is marked in norrvik-2031-02-03; annotate it"),
        (
            lambda tasks: tasks[0]["annotations"][0]["result"].append(
                {"type": "relation", "from_id": "decisions-0", "to_id": "amounts-0", "labels": ["has_amont"]}
            ),
            "relation decisions-0 → amounts-0: unknown label 'has_amont'; did you mean 'has_amount'?",
        ),
        (
            lambda tasks: tasks[0]["annotations"][0]["result"].append(
                {"type": "relation", "from_id": "decisions-0", "to_id": "amounts-0", "labels": []}
            ),
            "has no label; choose one of has_amount",
        ),
        (
            lambda tasks: tasks[0]["annotations"][0]["result"].append(
                {"type": "relation", "from_id": "decisions-0", "to_id": "gone", "labels": ["has_amount"]}
            ),
            "joins a region that is not there",
        ),
        (
            lambda tasks: tasks[0]["annotations"][0]["result"].append(
                {
                    "type": "choices",
                    "id": "q",
                    "from_name": "decision_kin",
                    "value": {"start": 1, "end": 2, "choices": []},
                }
            ),
            "unknown field 'decision_kin'; did you mean 'decision_kind'?",
        ),
        (
            lambda tasks: tasks[0]["annotations"][0]["result"].append(
                {
                    "type": "choices",
                    "id": "q",
                    "from_name": "decision_kind",
                    "value": {"start": 1, "end": 2, "choices": ["note"]},
                }
            ),
            "region q: has no label; choose one in Label Studio, or remove the region",
        ),
        (
            lambda tasks: tasks[0]["annotations"][0]["result"].append(
                {
                    "type": "labels",
                    "id": "q",
                    "value": {"start": 16, "end": 17, "text": " ", "labels": ["ORG"]},
                }
            ),
            "region q: ORG on white space only; remove it in the tool",
        ),
        (
            lambda tasks: tasks[0]["annotations"][0]["result"].append(
                {
                    "type": "labels",
                    "id": "q",
                    "value": {"start": 1, "end": 9, "text": "Norrviks", "labels": ["amount"]},
                }
            ),
            "new amount 'Norrviks' has no value that can be read; mark the figure with its unit",
        ),
        (
            lambda tasks: tasks[0]["annotations"][0]["result"].append(
                {
                    "type": "labels",
                    "id": "q",
                    "value": {"start": 1, "end": 9, "text": "Norrviks", "labels": ["ORG"]},
                }
            ),
            "ORG 'Norrviks' overlaps 'Norrviks kommun' of the same label; keep the longest",
        ),
    ],
)
def test_a_task_that_cannot_be_used_is_named(
    change: Callable[[Any], None], message: str, tmp_path: Path
) -> None:
    path = project(tmp_path, change)
    with pytest.raises(GoldError) as caught:
        merged(imported("label-studio", path))
    assert message in str(caught.value)
    assert "label-studio.json: task 1" in str(caught.value)
    assert "\n" not in str(caught.value)


def several(*people: Any, **more: Any) -> Callable[[Any], None]:
    def change(tasks: Any) -> None:
        (one,) = tasks[0]["annotations"]
        short = one | {"result": [each for each in one["result"] if each.get("id") != "mentions-8"]}
        made = [one, *[short] * (len(people) - 1)]
        tasks[0]["annotations"] = [
            each | {"id": n, "completed_by": who, "updated_at": f"2031-0{9 - n}"} | more
            for n, (each, who) in enumerate(zip(made, people, strict=True))
        ]

    return change


def test_of_several_annotators_one_is_chosen(tmp_path: Path) -> None:
    path = project(
        tmp_path, several({"id": 1, "email": "li@norrvik.example"}, {"id": 2, "email": "bo@norrvik.example"})
    )
    with pytest.raises(GoldError) as caught:
        imported("label-studio", path)
    assert str(caught.value).endswith(
        f"{TASK}: annotated by 2 people (bo@norrvik.example, li@norrvik.example); choose one with "
        "--annotator, or make one the ground truth in Label Studio"
    )
    assert merged(imported("label-studio", path, annotator="li@norrvik.example")).record == gold()
    assert merged(imported("label-studio", path, annotator="1")).record == gold()
    assert merged(imported("label-studio", path, annotator="2")).record != gold()
    with pytest.raises(
        GoldError, match=r"no annotation by åke; there are some by bo@norrvik\.example, li@norrvik"
    ):
        imported("label-studio", path, annotator="åke")


def test_one_persons_last_annotation_counts_and_ground_truth_wins(tmp_path: Path) -> None:
    assert merged(imported("label-studio", project(tmp_path / "a", several(7, 7)))).record == gold()
    path = project(tmp_path / "b", several(7, 8))
    tasks = json.loads(path.read_text(encoding="utf-8"))
    tasks[0]["annotations"][0]["ground_truth"] = True
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert merged(imported("label-studio", path)).record == gold()
    nameless = project(tmp_path / "c", several(None, None))
    with pytest.raises(GoldError, match=r"annotated by 2 people \(no names\); choose one with --annotator"):
        imported("label-studio", nameless)


def test_one_bad_task_does_not_keep_the_others_back(tmp_path: Path) -> None:
    (path,) = exported("label-studio", tmp_path)
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([task | {"annotations": []}, task, 7]), encoding="utf-8")
    bad, good, none = load("label-studio", path, Options())
    assert isinstance(bad, GoldError)
    assert not isinstance(good, GoldError)
    assert str(none).endswith("label-studio.json: task 3: no task; export the project as JSON")


def test_broken_json_is_named_with_its_line(tmp_path: Path) -> None:
    (path,) = exported("label-studio", tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([*lines[:40], "oops", *lines[40:]]), encoding="utf-8")
    with pytest.raises(GoldError, match=r"label-studio\.json:41: not JSON: .*; export it anew"):
        load("label-studio", path, Options())
    (other,) = exported("doccano", tmp_path / "d")
    other.write_text(other.read_text(encoding="utf-8") + '\n{"text": \n', encoding="utf-8")
    good, broken = load("doccano", other, Options())
    assert not isinstance(good, GoldError)
    assert "doccano.jsonl:3: not JSON: " in str(broken)
    assert str(broken).endswith("; every line is one JSON object")
    other.write_text('{"text": \n{"text": \n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"doccano\.jsonl(:1)?: "):
        load("doccano", other, Options())
    other.write_bytes(b'{"text": "\xe5", "entities": []}\n')
    with pytest.raises(GoldError, match="byte 10 is not UTF-8; save the file as UTF-8"):
        load("doccano", other, Options())


def test_inception_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("evaluation.exchange.inception", "evaluation.exchange.inception_types"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(
        GoldError, match="inception: dkpro-cassis is not installed; install it with: pip install dkpro"
    ):
        labels("inception")
