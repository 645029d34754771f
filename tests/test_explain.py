"""An item with its facts, and the rule and the score behind each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.rules import statement

ROOT = Path(__file__).parents[1]
TEXT = """Älvbro kommun
Socialnämnden
Sammanträdesprotokoll
Sammanträdesdatum 2023-03-07

Beslutande
Anna Bergdahl (S), ordförande
Bo Ekdahl (M)

§ 12 Budget
Beslut
Socialnämnden antar budgeten om 1,5 mnkr.

§ 13 Bordet
Beslut
Bordet flyttas till vänster i salen.
"""

Explain = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """A threshold above what a decision without a telling verb gets."""
    monkeypatch.setenv("PARAGRAF_CERTAIN", "0.7")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "älvbro.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def explain(file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Explain:
    def run(*words: str, path: Path = file) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["paragraf", "explain", str(path), *words])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return run


def test_an_item_is_shown_with_its_text_its_facts_their_rules_and_scores(explain: Explain) -> None:
    code, out, _ = explain("--section", "12")
    assert code == 0
    assert out.startswith("§ 12 Budget\nSocialnämnden, Älvbro kommun, 2023-03-07\n\n§ 12 Budget\nBeslut\n")
    said = statement("decision.labelled.decided")
    assert re.search(rf"\n    decision\.labelled\.decided, score 0\.9\d: {re.escape(said)}\n", out)
    start = TEXT.index("Socialnämnden antar")
    assert f"decision [{start}–{start + 40}] Socialnämnden antar budgeten om 1,5 mnkr\n" in out
    assert "kind adopt; status decided; decider Socialnämnden" in out
    assert "value 1500000; unit SEK" in out and f"amount.money: {statement('amount.money')}" in out
    assert "Bordet" not in out and "Anna" not in out


def test_a_low_score_is_called_uncertain(explain: Explain) -> None:
    _, out, _ = explain("-s", "§ 13")
    assert re.search(r"decision\.\S+, score 0\.\d\d \(uncertain\)", out)


def test_without_a_number_the_items_are_listed_with_what_they_hold(explain: Explain) -> None:
    code, out, _ = explain()
    assert code == 0
    assert "  § 12 Budget: 1 decision, 1 amount, 1 mention\n" in out and "  § 13 Bordet: 1 decision\n" in out


def test_the_whole_text_has_what_stands_outside_of_items_too(explain: Explain) -> None:
    _, out, _ = explain("--all")
    assert "Bo Ekdahl (M)" in out and "attendance.row: " in out and "flyttas" in out


def test_an_unknown_number_tells_which_there_are(explain: Explain) -> None:
    code, out, err = explain("--section", "38")
    assert code == 2 and not out
    assert err.endswith("älvbro.txt: there is no § 38; it has § 12–13\n")


def test_a_text_without_items_says_so(explain: Explain, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("Hej alla! Vi ses på torsdag i klubbhuset.\n", encoding="utf-8")
    code, _, err = explain(path=tmp_path / "brev.txt")
    assert code == 2 and "it has no numbered items; --all shows the whole text" in err
    code, out, _ = explain("--all", path=tmp_path / "brev.txt")
    assert code == 0 and "Vi ses på torsdag" in out


def test_nothing_is_coloured_for_a_file_and_everything_on_a_screen(
    explain: Explain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in explain("-s", "12")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = explain("-s", "12")[1]
    assert "\x1b[1;4m" in coloured  # the decision
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == _plain(explain, monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", explain("-s", "12")[1])


def _plain(explain: Explain, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("FORCE_COLOR")
    plain = explain("-s", "12")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    return plain


def test_what_could_steer_a_terminal_is_blank(explain: Explain, tmp_path: Path) -> None:
    path = tmp_path / "fult.txt"
    path.write_text(TEXT.replace("budgeten om", "budgeten\x1b[31m om"), encoding="utf-8")
    _, out, _ = explain("-s", "12", path=path)
    assert "\x1b" not in out and "budgeten [31m om" in out


def test_json_holds_the_facts_as_extract_gives_them(explain: Explain) -> None:
    _, out, _ = explain("-s", "12", "--format", "json")
    (item,) = json.loads(out)["items"]
    assert item["text"].startswith("§ 12 Budget") and item["title"] == "§ 12 Budget"
    decision = next(fact for fact in item["facts"] if fact["what"] == "decision")
    assert decision["statement"] == statement(decision["rule"]) and 0 < decision["score"] < 1
    assert all(item["start"] <= fact["start"] < item["end"] for fact in item["facts"])


def test_the_result_can_go_to_a_file(explain: Explain, tmp_path: Path) -> None:
    _, out, _ = explain("-s", "12", "--out", str(tmp_path / "x.txt"))
    assert not out and "decision.labelled.decided" in (tmp_path / "x.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "said"), [
    (["--format", "csv"], "--format csv: choose text or json"),
    (["--all", "-s", "12"], "--all and --section: choose one of them"),
])  # fmt: skip
def test_what_cannot_be_meant_is_told(explain: Explain, words: list[str], said: str) -> None:
    code, _, err = explain(*words)
    assert code == 2 and err.startswith(said)


@pytest.mark.parametrize("name", [
    "alvbro-kommunstyrelsen-2023-03-07.pdf", "byalag-styrelse-2023-01-24.docx", "ostraviken-2021-12-02.html",
    "norrdal-2019-03-29.md", "norrdal-2019-09-27.txt",
])  # fmt: skip
def test_every_format_is_explained(explain: Explain, name: str) -> None:
    code, out, _ = explain("--all", "--format", "json", path=ROOT / "corpus" / name)
    assert code == 0
    (whole,) = json.loads(out)["items"]
    rules = {fact["rule"] for fact in whole["facts"]}
    assert len(whole["facts"]) > 20 and all(statement(rule) for rule in rules), rules
