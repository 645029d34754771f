"""Lines and files of the other tools that cannot be imported: the message names file, line and remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from exchange_gold import exported, imported

from evaluation.exchange import Options, load, merged
from pipeline.errors import GoldError


@pytest.mark.parametrize(
    ("tool", "record", "message"),
    [
        (
            "doccano",
            {"entities": [{"start_offset": 0, "end_offset": 3, "label": "decision:adpot"}]},
            "1: entity 1: unknown label 'decision:adpot': 'adpot' is nothing of a decision; did you mean",
        ),
        (
            "doccano",
            {"entities": [{"start_offset": 0, "end_offset": 3, "label": "PERSON:x"}]},
            "'x' is nothing of a PERSON; leave it out",
        ),
        (
            "doccano",
            {"entities": [{"start_offset": 0, "end_offset": 77, "label": "ORG"}]},
            "1: entity 1: [0, 77) lies outside the text of 9 characters (in codepoints)",
        ),
        ("doccano", {"entities": [[0, 3]]}, "entity 1: is [0, 3], not start, end and label"),
        ("doccano", {"label": ["bra"]}, "entity 1: is 'bra', not start, end and label"),
        (
            "doccano",
            {"entities": [], "relations": [{"type": "has", "from_id": 1, "to_id": 2}]},
            "relation 1: unknown type 'has'",
        ),
        (
            "doccano",
            {"entities": [], "relations": [{"type": "has_amount", "from_id": 1, "to_id": 2}]},
            "relation 1: joins an entity that is not there",
        ),
        ("doccano", {"entities": []}, "nothing is marked in doccano-3; annotate it, or leave it out"),
        ("prodigy", {"spans": [{"start": 0, "end": 3, "label": "OGR"}]}, "span 1: unknown label 'OGR'"),
        ("prodigy", {"spans": [{"start": 0, "end": True, "label": "ORG"}]}, "span 1: end is bool, not int"),
        ("prodigy", {"spans": [], "answer": "reject"}, "no task was accepted; accept them in Prodigy"),
        ("prodigy", {"answer": "accept"}, "spans is missing; export it from the tool anew"),
        (
            "prodigy",
            {"spans": [], "relations": [{"label": "has_amount", "head_span": {}, "child_span": {}}]},
            "relation 1: joins a span that is not there",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tool: str, record: Any, message: str, tmp_path: Path) -> None:
    path = tmp_path / "file.jsonl"
    path.write_text(json.dumps({"id": 3, "text": "Norrvik å"} | record) + "\n", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        merged(imported(tool, path))
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{path}")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1 ORG 0 7", "a.ann:1: no tab after 'T1 ORG 0 7'; a line is ID, tab, LABEL and offsets"),
        ("T1\tORG 0-7\tNorrvik", "a.ann:1: 'ORG 0-7' is no region; write LABEL START END"),
        ("T1\tOrg 0 7\tNorrvik", "a.ann:1: unknown label 'Org'; did you mean 'ORG'?"),
        ("T1\tORG 0 70\tNorrvik", "a.ann:1: [0, 70) lies outside the text of 16 characters"),
        ("T1\tORG 0 7\tSörvik", "a.ann:1: T1 says 'Sörvik', but a.txt has 'Norrvik' there"),
        ("T1\tORG 0 3;10 14\tNor åmöt", "T1 is in pieces with other words between; mark one stretch of text"),
        ("T1\tORG 0 7\tNorrvik\nT1\tORG 8 16\tårsmöte!", "a.ann:2: T1 stands twice"),
        (
            "T1\tdecision 0 7\tNorrvik\nA1\tdecision_kond T1 note",
            "unknown attribute 'decision_kond'; did you mean",
        ),
        ("T1\tORG 0 7\tNorrvik\nR1\thas_amount T1 T2", "a.ann:2: 'has_amount T1 T2' is no relation"),
        ("T1\tORG 0 7\tNorrvik\nR1\thas_amount Arg1:T1 Arg2:T2", "a.ann:2: joins a region that is not there"),
        ("T1\tORG 0 7\tNorrvik\nR1\thas_it Arg1:T1 Arg2:T1", "a.ann:2: unknown relation 'has_it'"),
        ("T1\tORG 0 7\tNorrvik\nE1\tORG", "a.ann:2: 'ORG' is no event"),
        ("Q1\tORG 0 7\tNorrvik", "a.ann:1: 'Q1' is no line of brat's; remove it"),
        ("", "nothing is marked in a; annotate it, or leave it out"),
    ],
)
def test_a_line_of_brat_that_cannot_be_used_is_named(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norrvik årsmöte!", encoding="utf-8")
    (tmp_path / "a.ann").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        merged(imported("brat", tmp_path / "a.ann"))
    assert message in str(caught.value)


def test_brat_without_its_text_or_with_a_damaged_file_beside(tmp_path: Path) -> None:
    (path,) = exported("brat", tmp_path)
    (beside,) = tmp_path.glob("*.paragraf.json")
    beside.write_text("[]", encoding="utf-8")
    with pytest.raises(GoldError, match=r"paragraf\.json: damaged; remove it to import what brat shows"):
        load("brat", path, Options())
    path.with_suffix(".txt").unlink()
    with pytest.raises(GoldError, match=r"norrvik-2031-02-03\.txt is missing; the text .* belongs beside it"):
        load("brat", path, Options())


def test_a_damaged_docbin_and_one_without_groups(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    (path,) = exported("docbin", tmp_path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(GoldError, match=r"gold\.spacy: no whole DocBin \(\w+\); write it anew"):
        load("docbin", path, Options())
    path.write_bytes(DocBin(docs=[spacy.blank("sv")("Norrvik")]).to_bytes())
    with pytest.raises(GoldError, match=r"document 1: no groups of spans; put what is marked into"):
        imported("docbin", path)


def test_xmi_that_cannot_be_read(tmp_path: Path) -> None:
    (path,) = exported("inception", tmp_path)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace('label="ORG"', 'label="Org"', 1), encoding="utf-8")
    with pytest.raises(GoldError, match="Mention at 1: unknown label 'Org'; did you mean 'ORG'"):
        load("inception", path, Options())
    path.write_text(whole.replace('label="ORG"', 'label="section"', 1), encoding="utf-8")
    with pytest.raises(GoldError, match="'section' is no label of a mention; use one of PERSON"):
        load("inception", path, Options())
    path.write_text(re.sub(r'begin="1"', 'begin="99999"', whole, count=1), encoding="utf-8")
    with pytest.raises(GoldError, match=r"\.xmi"):
        merged(imported("inception", path))
    path.write_text(whole[:3000], encoding="utf-8")
    with pytest.raises(GoldError, match=r"norrvik-2031-02-03\.xmi:\d+: not XML: .*; export it anew as XMI"):
        load("inception", path, Options())
