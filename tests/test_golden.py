"""What each stage makes of three protocols, kept as files: the first that differs names the stage that broke.

``pytest tests/test_golden.py --update-golden`` writes them anew; read the difference before committing it.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.facts import Document
from pipeline.run import extract_file

PROJECT = Path(__file__).parents[1]
GOLDEN = PROJECT / "tests" / "golden"
DOCUMENTS = ("alvbro-socialnamnden-2024-05-21.md", "norrdal-2019-09-27.txt", "ostraviken-2020-09-17.docx")
STAGES = {
    "sections": ("sections",),
    "mentions": ("mentions",),
    "facts": ("attendance", "decisions", "mandates", "amounts", "table_cells"),
}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: extract_file(PROJECT / "corpus" / name) for name in DOCUMENTS}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("stage", STAGES)
def test_stage(stage: str, name: str, documents: dict[str, Document], request: pytest.FixtureRequest) -> None:
    path = GOLDEN / Path(name).stem / f"{stage}.jsonl"
    lines = list(_lines(documents[name], STAGES[stage]))
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")
    assert path.exists(), (
        f"{path.relative_to(PROJECT)} is missing: run with --update-golden and read what it holds"
    )
    assert lines == path.read_text(encoding="utf-8").splitlines(keepends=True)


def _lines(document: Document, kinds: Iterable[str]) -> Iterable[str]:
    for kind in kinds:
        for fact in getattr(document, kind):
            record = {
                k: v for k, v in fact.to_dict(encode_json=True).items() if v not in (None, [], {}, "", False)
            }
            record.pop("id")
            record.pop("part", None)
            yield json.dumps({"fact": kind, **record}, ensure_ascii=False) + "\n"
