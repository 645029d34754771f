"""Gold is checked when it is loaded: what does not fit its text is never scored against."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import faults
from evaluation.gold import find, load, load_folder
from pipeline.errors import GoldError

TEXT = "§ 7 Val av justerare\nStyrelsen beslutar att utse Åsa Öberg till justerare.\nAvsätts 120 tkr.\n"
REAL = (Path(__file__).parents[1] / ".." / "shared" / "gold").resolve()


def _span(words: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **fields}


def _record() -> dict[str, Any]:
    return {
        "schema": "paragraf-gold/1",
        "name": "hällnäs-2023-05-04",
        "characters": len(TEXT),
        "document": {"kind": "minutes", "body": "Hällnäs byalag", "date": "2023-05-04"},
        "people": [{"name": "Åsa Öberg", "variants": ["Åsa Öberg"]}],
        "mentions": [_span("Styrelsen", label="BODY"), _span("Åsa Öberg", label="PERSON")],
        "sections": [_span("§ 7 Val av justerare", number="7", title="Val av justerare", kind="item")],
        "attendance": [
            _span(
                "Åsa Öberg",
                person="Åsa Öberg",
                organisation=None,
                roles=["ledamot"],
                party=None,
                standing="voting",
                present=True,
                sections=["7"],
            )
        ],
        "decisions": [
            _span(
                "Styrelsen beslutar att utse Åsa Öberg till justerare",
                kind="elect",
                status="decided",
                decider="Styrelsen",
                votes={"yes": 5, "no": 2},
                reservations=["Per Lind"],
            )
        ],
        "mandates": [],
        "amounts": [_span("120 tkr", value=120000, unit="SEK", **{"for": "resor"})],
    }


def _write(folder: Path, record: Any, name: str = "hällnäs-2023-05-04", text: str | None = TEXT) -> Path:
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    if text is not None:
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    return path


def test_loads_every_kind_as_facts(tmp_path: Path) -> None:
    gold = load(_write(tmp_path, _record()))
    assert gold.text == TEXT
    assert gold.meeting.body == "Hällnäs byalag"
    assert gold.meeting_fields == ("kind", "body", "date")
    assert [mention.label for mention in gold.mentions] == ["BODY", "PERSON"]
    assert gold.attendance[0].roles == ("ledamot",)
    assert gold.attendance[0].sections == ("7",)
    assert gold.decisions[0].votes is not None
    assert gold.decisions[0].votes.yes == 5
    assert gold.decisions[0].reservations == ("Per Lind",)
    assert gold.amounts[0].purpose == "resor"
    assert gold.people[0].name == "Åsa Öberg"
    assert gold.table_cells is None
    assert not gold.annotates("table_cells")
    assert gold.annotates("decisions")


def test_as_a_document_it_keeps_every_fact(tmp_path: Path) -> None:
    gold = load(_write(tmp_path, _record()))
    document = gold.document()
    assert document.source.text == TEXT
    assert document.decisions == gold.decisions
    assert document.meeting == gold.meeting


def test_line_breaks_of_the_text_are_kept(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    record = _record()
    for kind in ("mentions", "attendance", "decisions", "amounts"):
        for fact in record[kind]:
            moved = text.index(fact["text"])
            fact["start"], fact["end"] = moved, moved + len(fact["text"])
    record["characters"] = len(text)
    assert load(_write(tmp_path, record, text=text)).text == text


def test_tables_lie_beside_the_gold(tmp_path: Path) -> None:
    path = _write(tmp_path, _record())
    cells = [{"table": "Budget", "row": "Hyra", "column": "2023", "value": 5000, "unit": "SEK", "text": "5"}]
    path.with_name("hällnäs-2023-05-04.tables.json").write_text(json.dumps(cells), encoding="utf-8")
    gold = load(path)
    assert gold.table_cells is not None
    assert (gold.table_cells[0].row, gold.table_cells[0].value) == ("Hyra", 5000)
    path.with_name("hällnäs-2023-05-04.tables.json").write_text('[{"row": "Hyra"}]', encoding="utf-8")
    with pytest.raises(GoldError, match=r"tables\.json: cell 0 lacks table, column, value"):
        load(path)


def test_only_the_kinds_it_names_are_annotated(tmp_path: Path) -> None:
    gold = load(_write(tmp_path, {**_record(), "only": ["decisions"]}))
    assert gold.annotates("decisions")
    assert not gold.annotates("mentions")


def _changed(kind: str, number: int, **fields: Any) -> dict[str, Any]:
    record = _record()
    record[kind][number].update(fields)
    return record


def _without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in _record().items() if key not in keys}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            _changed("mentions", 1, text="Åsa Öborg"),
            r":\d+: mentions\[1\]: says 'Åsa Öborg' but the text has",
        ),
        (_changed("mentions", 1, end=5000), r"mentions\[1\]: .* lies outside the text of 92 characters"),
        (_changed("mentions", 1, start=60, end=60), r"mentions\[1\]: \[60, 60\) is no span"),
        (_changed("mentions", 1, label="HUMAN"), r"mentions\[1\]: unknown label 'HUMAN'; one of PERSON, ORG"),
        (_changed("decisions", 0, status="wished"), r"decisions\[0\]: unknown status 'wished'"),
        ({**_record(), "characters": 93}, r"characters: says 93 but the text has 92: the text has changed"),
        (_without("mandates"), r"mandates: is missing"),
        (_without("schema"), r"schema: is None"),
        ([], "not a gold record"),
    ],
)
def test_a_fault_names_file_place_and_remedy(tmp_path: Path, record: Any, message: str) -> None:
    path = _write(tmp_path, record)
    with pytest.raises(GoldError, match=message) as caught:
        load(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_the_line_is_where_the_fact_stands(tmp_path: Path) -> None:
    path = _write(tmp_path, _changed("mentions", 1, text="Åsa Öborg"))
    with pytest.raises(GoldError) as caught:
        load(path)
    line = int(str(caught.value).removeprefix(f"{path}:").partition(":")[0])
    around = path.read_text(encoding="utf-8").splitlines()[line - 1 : line + 5]
    assert any("Åsa Öborg" in words for words in around)


def test_more_faults_are_counted(tmp_path: Path) -> None:
    record = _changed("mentions", 1, text="Åsa Öborg")
    record["mentions"][0]["text"] = "Nämnden"
    with pytest.raises(GoldError, match=r"\(and 1 more fault"):
        load(_write(tmp_path, record))


def test_mentions_of_one_label_do_not_overlap(tmp_path: Path) -> None:
    record = _record()
    record["mentions"].append(_span("Öberg", label="PERSON"))
    with pytest.raises(GoldError, match=r"PERSON 'Öberg' overlaps 'Åsa Öberg'.*keep the longest"):
        load(_write(tmp_path, record))
    record["mentions"][-1]["label"] = "ORG"
    assert len(load(_write(tmp_path, record)).mentions) == 3


def test_a_missing_text_and_broken_json(tmp_path: Path) -> None:
    path = _write(tmp_path, _record(), text=None)
    with pytest.raises(GoldError, match=r"hällnäs-2023-05-04\.txt is missing"):
        load(path)
    path.write_text('{\n "schema": 1,\n oj\n}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"\.gold\.json:3: not JSON"):
        load(path)
    path.write_bytes("å".encode("latin-1"))
    with pytest.raises(GoldError, match="not UTF-8"):
        load(path)


def test_finds_gold_and_says_when_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold here"):
        find(tmp_path)
    with pytest.raises(GoldError, match="no such folder"):
        find(tmp_path / "borta")
    path = _write(tmp_path, _record())
    assert find(tmp_path) == find(path) == (path,)
    with pytest.raises(GoldError, match="not a gold file"):
        find(tmp_path / "hällnäs-2023-05-04.txt")


def test_two_gold_files_for_one_document(tmp_path: Path) -> None:
    _write(tmp_path, _record())
    _write(tmp_path, _record(), name="kopia")
    with pytest.raises(GoldError, match=r"second gold for 'hällnäs-2023-05-04' .*keep one"):
        load_folder(tmp_path)


def test_the_projects_schema_speaks_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = tmp_path / "gold.schema.json"
    schema.write_text(json.dumps({"properties": {"name": {"pattern": "^[a-z]+$"}}}), encoding="utf-8")
    monkeypatch.setattr(faults, "SCHEMA_FILE", schema)
    faults._validator.cache_clear()
    try:
        with pytest.raises(GoldError, match=r"name: .*does not match.*see gold\.schema\.json"):
            load(_write(tmp_path, _record()))
    finally:
        faults._validator.cache_clear()


def test_real_gold_is_sound() -> None:
    if not REAL.is_dir():
        pytest.skip("the shared gold of real protocols is not here")
    golds = load_folder(REAL)
    assert len(golds) == len(list(REAL.glob("*.gold.json")))
    for gold in golds:
        facts = (
            *gold.mentions,
            *gold.decisions,
            *gold.mandates,
            *gold.amounts,
            *gold.attendance,
            *gold.sections,
        )
        assert all(gold.text[fact.start : fact.end] == fact.text for fact in facts)
