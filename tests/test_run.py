"""The whole way from file to facts over the sample corpus."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pipeline.facts import Document
from pipeline.producer import producer
from pipeline.run import extract_file
from pipeline.settings import Settings

PROJECT = Path(__file__).parents[1]
CORPUS = sorted((PROJECT / "corpus").iterdir())
KINDS = ("sections", "mentions", "attendance", "decisions", "mandates", "amounts", "table_cells")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {path.name: extract_file(path) for path in CORPUS}


def test_every_fact_is_its_slice_of_the_text(documents: dict[str, Document]) -> None:
    for name, document in documents.items():
        for kind in KINDS:
            for fact in getattr(document, kind):
                assert document.source.text[fact.start : fact.end] == fact.text, (name, kind, fact)
                assert fact.text.strip() == fact.text != "", (name, kind, fact)


def test_every_fact_has_its_own_id_and_a_rule(documents: dict[str, Document]) -> None:
    ids = [fact.id for document in documents.values() for kind in KINDS for fact in getattr(document, kind)]
    assert len(ids) == len(set(ids)) > 5000
    assert all(
        fact.rule for document in documents.values() for kind in KINDS for fact in getattr(document, kind)
    )


def test_records_keep_the_contract(documents: dict[str, Document]) -> None:
    schema = json.loads((PROJECT / "pipeline" / "document.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    for name, document in documents.items():
        record = json.loads(json.dumps(document.to_dict(encode_json=True)))
        assert [error.message for error in validator.iter_errors(record)] == [], name


def test_parts_cover_the_text_in_order(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert document.parts[0].start == 0
        assert document.parts[-1].end == len(document.source.text)
        for before, after in zip(document.parts, document.parts[1:], strict=False):
            assert before.end <= after.start


def test_what_stands_inside_a_decision_is_named_by_it(documents: dict[str, Document]) -> None:
    linked = 0
    for document in documents.values():
        known = {
            fact.id: fact for kind in ("amounts", "mandates", "decisions") for fact in getattr(document, kind)
        }
        for decision in document.decisions:
            for inner in (*decision.amounts, *decision.mandates):
                fact = known[inner]
                assert fact.start < decision.end and decision.start < fact.end
                linked += 1
            if decision.proposal:
                assert known[decision.proposal].status == "proposed"
                linked += 1
    assert linked > 100


def test_an_identity_number_gets_nowhere(documents: dict[str, Document]) -> None:
    path = next(path for path in CORPUS if "19121212-1212" in path.read_bytes().decode("utf-8", "replace"))
    record = json.dumps(documents[path.name].to_dict(encode_json=True))
    assert "1212-1212" not in record and "121212" not in record
    assert "personal_identity_number" in {warning.code for warning in documents[path.name].source.warnings}


def test_the_same_file_gives_the_same_bytes(documents: dict[str, Document]) -> None:
    path = CORPUS[0]
    again = json.dumps(extract_file(path).to_dict(encode_json=True))
    assert again == json.dumps(documents[path.name].to_dict(encode_json=True))


def test_another_model_in_the_same_folder_asks_for_a_new_extraction(tmp_path: Path) -> None:
    folder = tmp_path / "sv_other"
    folder.mkdir()
    (folder / "meta.json").write_text('{"version": "1.2"}', encoding="utf-8")
    settings = Settings(model=str(folder))
    before = producer(settings)
    assert producer(settings) == before
    (folder / "meta.json").write_text('{"version": "1.3"}', encoding="utf-8")
    assert producer(settings) != before
