"""Spoilt gold scores what pencil and paper say; a scorer that is wrong is caught."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from scored import cell, gold_of

from evaluation import mutate as mutating
from evaluation.counts import Counts
from evaluation.gold import Gold, Person, load_folder
from evaluation.mutate import main, mutate
from evaluation.mutations import mutations

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
SHARED = (Path(__file__).parents[1] / ".." / "shared").resolve()


def _gold() -> Gold:
    people = (Person("Åsa Öberg", ("Åsa Öberg",)), Person("Per Lind", ("Per Lind",)))
    return gold_of(table_cells=(cell("Hyra", 5000), cell("Resor", 1200)), people=people)


def test_every_kind_of_fact_is_spoilt() -> None:
    kinds = {check.kind for check in mutate([_gold()])}
    assert kinds == {
        "mentions", "sections", "meeting", "attendance", "decisions", "mandates", "amounts", "table_cells",
        "entities",
    }  # fmt: skip


def test_the_invented_protocol_scores_as_worked_out() -> None:
    checks = {(check.kind, check.mutation, check.figure): check for check in mutate([_gold()])}
    assert not [check for check in checks.values() if check.wrong]
    # of four mentions the first and the fourth are dropped, of four decisions too
    assert checks["mentions", "dropped", "mentions/strict"].got == Counts(2, 2, 4)
    assert checks["decisions", "status flipped", "decisions/status"].got == Counts(4, 2, 4)
    assert checks["decisions", "cut to a third", "decisions/span"].got.right < 4
    # two people, one mention each, taken for one: two mentions in a cluster of two
    assert checks["entities", "two people merged", "entities/b3 inside"].got == Counts(2, 1, 2, 2)


@pytest.mark.parametrize("folder", [ANNOTATIONS, SHARED / "gold"], ids=["annotations", "shared"])
def test_real_gold_scores_as_worked_out(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not here")
    checks = mutate(load_folder(folder)[1::8])
    assert len({(check.kind, check.mutation) for check in checks}) > 35
    assert not [check for check in checks if check.wrong]


def test_a_scorer_that_is_wrong_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that counts what is missing as right, for instance."""

    def generous(gold, document):
        result = right(gold, document)
        figures = {name: Counts(c.found, c.found, c.gold) for name, c in result.figures.items()}
        return replace(result, figures=figures)

    right = mutating.score
    monkeypatch.setattr(mutating, "score", generous)
    wrong = {(check.kind, check.mutation) for check in mutate([_gold()]) if check.wrong}
    assert ("decisions", "status flipped") in wrong
    assert ("mentions", "label flipped") in wrong
    assert ("amounts", "value flipped") in wrong


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "byalag-styrelse-2021-09-14"
    for suffix in (".gold.json", ".txt"):
        (tmp_path / f"{name}{suffix}").write_bytes((ANNOTATIONS / f"{name}{suffix}").read_bytes())
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "as expected" in told
    assert "over 1 documents: none not as expected" in " ".join(told.split())
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_the_command_fails_when_a_figure_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "byalag-styrelse-2021-09-14"
    for suffix in (".gold.json", ".txt"):
        (tmp_path / f"{name}{suffix}").write_bytes((ANNOTATIONS / f"{name}{suffix}").read_bytes())
    right = mutating.score
    monkeypatch.setattr(mutating, "score", lambda gold, document: replace(right(gold, document), figures={}))
    assert main([str(tmp_path)]) == 1
    assert f"differs in {name}" in " ".join(capsys.readouterr().out.split())


def test_names_of_mutations_are_their_own() -> None:
    names = [(mutation.kind, mutation.name) for mutation in mutations()]
    assert len(names) == len(set(names))
