"""What the generated lines are made of names nobody of the minutes that scores are counted on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.gazetteers import models_folder
from pipeline.training.__main__ import main

GOLD = (Path(__file__).parents[1] / ".." / "shared" / "gold").resolve()
# authorities, associations, companies and networks of the whole country, and words every region uses
NATIONAL = frozenset(
    """Arbetsförmedlingen Försäkringskassan Förvaltningsrätten RFSL RF-SISU Visma Regionen Socialtjänsten
    Samordningsförbundet""".split()
) | {"Vård och omsorgscollege", "Vård- och omsorgscollege"}


@pytest.mark.skipif(not GOLD.is_dir(), reason="the shared gold is not there")
def test_no_name_of_the_gold_minutes_is_in_the_lexicon() -> None:
    names = set[str]()
    for path in GOLD.glob("*.gold.json"):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        for mention in json.loads(path.read_text(encoding="utf-8"))["mentions"]:
            if mention["label"] in ("PERSON", "ORG"):
                words = " ".join(text[mention["start"] : mention["end"]].split())
                names |= {words, words.removesuffix("s")}
    grammar = sorted((models_folder() / "config" / "grammar").glob("*.txt"))
    written = "\n".join(path.read_text(encoding="utf-8") for path in grammar)
    there = {n for n in names if len(n) > 3 and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", written)}
    assert len(names) > 150
    assert there <= NATIONAL


@pytest.mark.long
@pytest.mark.skipif(
    not (models_folder() / "sv_paragraf").is_dir(), reason="models/sv_paragraf is not there: make model"
)
def test_the_shipped_model_on_the_lines_kept_for_validation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    printed = capsys.readouterr().out
    scores = dict(re.findall(r"(PERSON|ORG|BODY|ROLE) .* F (0\.\d+)", printed))
    floors = {"PERSON": 0.96, "ORG": 0.80, "BODY": 0.92, "ROLE": 0.91}
    assert {name: scores[name] for name in floors if float(scores[name]) < floors[name]} == {}
