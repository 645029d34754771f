"""Gold files that do not belong together or to their texts: all are named, none is scored against."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from goldfiles import TEXT, put, record

from evaluation.faults import text_mark
from evaluation.gold import find, load, load_folder
from pipeline.errors import GoldError


def test_every_faulty_file_of_a_folder_is_named_at_once(tmp_path: Path) -> None:
    put(tmp_path, record())
    for name in ("andra", "tredje"):
        text = f"{TEXT}Protokoll {name}.\n"
        put(tmp_path, record(name=name, characters=len(text) + 1), name=name, text=text)
    with pytest.raises(GoldError) as caught:
        load_folder(tmp_path)
    lines = str(caught.value).splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        f"{tmp_path / name}.gold.json:4" for name in ("andra", "tredje")
    ]


def test_one_text_under_two_names_is_not_loaded(tmp_path: Path) -> None:
    put(tmp_path, record())
    put(tmp_path, record(name="ö", characters=len(TEXT)), name="ö", text=TEXT)
    with pytest.raises(GoldError, match=r"ö\.gold\.json: the same text as .*; keep one of them"):
        load_folder(tmp_path)


def test_a_text_of_equal_length_is_noticed_where_gold_has_its_mark(tmp_path: Path) -> None:
    changed = TEXT.replace("tackar", "hyllar")
    path = put(tmp_path, record(), text=changed)
    assert load(path).text == changed  # nothing tells
    put(tmp_path, record(text_sha256=text_mark(TEXT)), text=changed)
    with pytest.raises(GoldError, match="the text has changed"):
        load(path)
    put(tmp_path, record(text_sha256=text_mark(changed)), text=changed)
    assert load(path).text == changed


def test_every_gold_of_the_project_has_the_mark_of_its_text() -> None:
    for path in find(Path(__file__).parents[1] / "annotations"):
        written = json.loads(path.read_text(encoding="utf-8"))
        assert written["text_sha256"] == text_mark(load(path).text), path.name
