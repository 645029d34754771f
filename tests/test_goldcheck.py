"""`gold check`: every fault with line and remedy, doubts, the stable form, facts moved with their words."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from goldfiles import NAME, TEXT, put, record, span
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.gold import find
from evaluation.goldcheck import Finding, fix, goldcheck, mend_file
from evaluation.goldfile import SPANS, stable, write, written
from evaluation.mend import mend
from pipeline.errors import GoldError

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
REAL = (Path(__file__).parents[1] / ".." / "shared" / "gold").resolve()


def _found(folder: Path, gold: Any, **put_as: Any) -> list[Finding]:
    """The findings but for the layout, which `put` never makes the stable one."""
    return [f for f in goldcheck([put(folder, gold, **put_as)]) if f.level != "layout"]


def _with(which: str, number: int, **fields: Any) -> dict[str, Any]:
    gold = record()
    gold[which][number].update(fields)
    return gold


def _plus(kind: str, *facts: dict[str, Any]) -> dict[str, Any]:
    gold = record()
    gold[kind] += facts
    return gold


def test_sound_gold_has_no_findings_but_its_layout(tmp_path: Path) -> None:
    path = put(tmp_path, record())
    assert [str(finding).removeprefix(str(path)) for finding in goldcheck([path])] == [
        ": the file: is not in the stable form; gold check --fix rewrites it"
    ]
    assert fix(path)
    assert goldcheck([path]) == ()
    assert not fix(path)


def test_every_fault_of_a_file_is_named_with_the_line_it_stands_on(tmp_path: Path) -> None:
    gold = record()
    gold["mentions"][1]["text"] = "Åsa Öborg"
    gold["decisions"][1]["end"] = 5000
    gold["amounts"][0]["start"] = gold["amounts"][0]["end"]
    found = _found(tmp_path, gold)
    assert [finding.fault.place for finding in found] == ["decisions[1]", "amounts[0]", "mentions[1]"]
    assert {finding.level for finding in found} == {"fault"}
    lines = (tmp_path / f"{NAME}.gold.json").read_text(encoding="utf-8").splitlines()
    for finding, words in zip(found, ("5000", "1\u00a0500 kr", "Åsa Öborg"), strict=True):
        assert finding.line
        assert any(words in line for line in lines[finding.line - 1 : finding.line + 4])
        assert finding.fault.remedy


@pytest.mark.parametrize(
    ("gold", "what"),
    [
        (_with("mentions", 0, label="NAMN"), "unknown label 'NAMN'"),
        (_with("decisions", 0, status="wished"), "unknown status 'wished'"),
        (_plus("mentions", span("Öberg", label="PERSON")), "PERSON 'Öberg' overlaps 'Åsa Öberg'"),
        (record(characters=7), "says 7 but the text has"),
        (record(amounts=[{"start": 0, "end": 1, "text": "H"}]), "lacks value, unit"),
        (record(table_cells=[{"start": 0, "end": 1, "text": "H"}]), "lacks table, row, column, value, unit"),
        (record(only="mentions"), "'mentions' is not of type 'array'"),
        (record(people=[{"name": "Åsa Öberg"}]), "lacks variants, or has it otherwise"),
        (record(parts=[{"id": "p1", "start": "0", "end": 9}]), "lacks start, or has it otherwise"),
    ],
)
def test_faults_are_said_once(tmp_path: Path, gold: Any, what: str) -> None:
    found = _found(tmp_path, gold)
    assert [finding.level for finding in found] == ["fault"]
    assert what in str(found[0])


def test_three_nested_mentions_are_two_faults(tmp_path: Path) -> None:
    gold = _plus("mentions", span("Åsa", label="PERSON"), span("Öberg", label="PERSON"))
    assert [finding.fault.place for finding in _found(tmp_path, gold)] == ["mentions[11]", "mentions[12]"]


@pytest.mark.parametrize(
    ("gold", "what"),
    [
        (_with("attendance", 1, **span("Bryggan"), person="Bryggan"), "'Bryggan' is no PERSON mention"),
        (_with("mandates", 0, **span("Närvarande: Åsa Öberg")), "stands before the first section"),
        (_with("mandates", 0, assignees=["Eva Ek"]), "the assignee 'Eva Ek' is not in the text there"),
        (_with("mandates", 0, assignees=["Per Lind"]), "the assignee 'Per Lind' is not in the text there"),
        (_with("mandates", 0, deadline="i höst"), "the deadline 'i höst' is not in the text there"),
        (_with("mandates", 0, giver="Nämnden"), "the giver 'Nämnden' is not in the text there"),
        (_with("mandates", 0, due="midsommar"), "due 'midsommar' is no date"),
        (_with("mandates", 0, due="2023-02-30"), "due '2023-02-30' is no date"),
        (_with("mandates", 0, due="2023-04"), "due 2023-04 lies before the meeting of 2023-05-04"),
        (_with("people", 0, variants=["Åsa Öberg", "Åsa", "Åsa Oberg"]), "'Åsa Oberg' is not in the text"),
        (_with("people", 0, variants=["Åsa Öberg"]), "nobody in people is spelled 'Åsa'"),
        (
            _plus("sections", span("Val av", number="9", title="Val", kind="item")),
            "'Val av' begins inside '§ 7 Val av justerare'",
        ),
        (_with("amounts", 0, value=1.5), "the value 1.5 is not what '1 500 kr' says"),
        (_plus("mentions", span("Bryg", label="ORG")), "ends or begins inside a word ('justerare. § 8 Bryg|"),
        (_plus("mentions", span(" § 8"[1:] + " ", label="ORG")), "has white space at an end"),
        (_plus("decisions", {**record()["decisions"][0], "id": "d9"}), "is there twice"),
        (_with("decisions", 1, id="d1"), "the id 'd1' is given twice"),
        (_with("decisions", 1, mandates=["m7"]), "points at 'm7', which is not here"),
        (_with("mandates", 0, section="9"), "stands in § 9, which is not here"),
        (
            record(
                people=[
                    {"name": "Åsa Öberg", "entity": "åsa", "variants": ["Åsa Öberg", "Åsa"]},
                    {"name": "Per Lind", "entity": "per", "variants": ["Per Lind"]},
                ],
                mentions=[*record()["mentions"][:3], {**record()["mentions"][3], "entity": "pär"}],
            ),
            "'Per Lind' is 'pär', who is not in people",
        ),
        (record(document={"kind": "minutes", "date": "4 maj", "starts": "8.30"}), "date '4 maj' is no date"),
        (record(document={"kind": "minutes", "starts": "8.30"}), "starts '8.30' is no time"),
    ],
)
def test_what_contradicts_the_text_is_doubted(tmp_path: Path, gold: Any, what: str) -> None:
    found = _found(tmp_path, gold)
    assert {finding.level for finding in found} == {"doubt"}
    assert what in " | ".join(map(str, found))


def test_a_mandate_done_long_ago_may_have_been_due_then(tmp_path: Path) -> None:
    assert not _found(tmp_path, _with("mandates", 0, due="2023-04", status="recalled"))


@pytest.mark.parametrize(
    ("words", "value"),
    [("1 500 kr", 1500), ("120 tkr", 120000), ("2,8 miljoner kr", 2.8e6), ("0,5 mnkr", 500000),
     ("57 168,51 kr", 57168.51), ("-1 150 tkr", -1150000), ("2 %", 2), ("1\n  040 tkr", 1040000),
     ("450", 450000), ("en och en halv miljon", 1.5e6), ("10.000 kr", 10000)],
)  # fmt: skip
def test_amounts_as_they_are_written_are_not_doubted(tmp_path: Path, words: str, value: float) -> None:
    text = TEXT.replace("1\u00a0500 kr", words)
    gold = record(amounts=[], mentions=[], attendance=[], people=[], characters=len(text))
    gold["amounts"] = [span(words, text, value=value, unit="percent" if "%" in words else "SEK")]
    assert not _found(tmp_path, gold, text=text)
    gold["amounts"][0]["value"] = value * 7
    assert [f.level for f in _found(tmp_path, gold, text=text)] == (["doubt"] if words[-1] != "n" else [])


def test_one_document_has_one_gold_file(tmp_path: Path) -> None:
    first, second = put(tmp_path, record()), put(tmp_path, record(), name="kopia")
    said = [str(f) for f in goldcheck([first, second]) if f.level == "fault"]
    assert said == [f"{second}:3: name: is gold for the document '{NAME}', as {first} is; keep one of them"]


def test_one_text_under_two_names_is_found(tmp_path: Path) -> None:
    windows = TEXT.replace("\n", "\r\n")
    first = put(tmp_path, record())
    bare = {kind: [] for kind in (*SPANS, "people") if kind in record()}
    gold = record(name="kopia", characters=len(windows), **bare)
    del gold["parts"]
    second = put(tmp_path, gold, "kopia", windows)
    said = [str(f) for f in goldcheck([first, second]) if f.level == "fault"]
    assert len(said) == 1
    assert f"is gold for the same text under another name, as {first} is" in said[0]


def test_files_that_are_no_gold_are_findings_too(tmp_path: Path) -> None:
    bare = put(tmp_path, record(), name="utan", text=None)
    broken = put(tmp_path, record(), name="bruten")
    broken.write_text('{\n "schema": 1,\n<<<<<<< HEAD\n}', encoding="utf-8")
    said = [str(f) for f in goldcheck([bare, broken]) if f.level == "fault"]
    assert said[0].startswith(f"{bare}: the file: utan.txt is missing")
    assert said[1].startswith(f"{broken}:3: the file: not JSON")
    assert said[1].endswith("; mend the file there")


def test_an_export_of_another_tool_is_no_gold(tmp_path: Path) -> None:
    path = put(tmp_path, [{"data": {"text": TEXT}, "annotations": []}], name="export", text=None)
    (finding,) = goldcheck([path])
    assert str(finding) == f"{path}: the file: not a gold record; gold.schema.json says what one is"


def test_gold_that_cannot_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    path = put(tmp_path, record())
    before = path.read_bytes()
    with pytest.raises(GoldError, match=r"half a character \(\\ud83d\) in it; drop it"):
        write(path, record(note="\ud83d"))
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, f"{NAME}.txt"]


def test_a_key_that_a_merge_left_twice_is_a_fault(tmp_path: Path) -> None:
    path = put(tmp_path, record())
    raw = path.read_text(encoding="utf-8")
    path.write_text(raw.replace(' "amounts": [', ' "amounts": [],\n "amounts": [', 1), encoding="utf-8")
    assert "amounts: the key is given twice" in str(goldcheck([path])[0])
    assert not fix(path)  # it would make the loss final


def test_a_name_of_another_file_is_doubted(tmp_path: Path) -> None:
    found = _found(tmp_path, record(), name="annat")
    assert [f.level for f in found] == ["doubt"]
    assert "call it 'annat'" in str(found[0])


@pytest.mark.parametrize("folder", [ANNOTATIONS, REAL], ids=["annotations", "shared"])
def test_gold_that_is_used_is_beyond_doubt(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("the shared gold of real protocols is not here")
    assert not [str(f) for f in goldcheck(find(folder)) if f.level != "layout"]


def test_the_projects_own_gold_is_in_the_stable_form() -> None:
    assert goldcheck(find(ANNOTATIONS)) == ()


# The stable form.


def test_one_fact_a_line_whatever_order_it_came_in() -> None:
    gold = record()
    shuffled = {key: gold[key] for key in sorted(gold, reverse=True)}
    for kind in SPANS:
        if kind in shuffled:
            facts = [dict(reversed(fact.items())) for fact in shuffled[kind]]
            random.Random(7).shuffle(facts)
            shuffled[kind] = facts
    assert written(shuffled) == written(gold)
    assert json.loads(written(gold)) == json.loads(written(json.loads(written(gold))))
    lines = written(gold).splitlines()
    assert sum('"label"' in line for line in lines) == len(gold["mentions"])
    assert all(json.loads(line.strip().rstrip(",")) for line in lines if line.startswith("  {"))


def test_a_changed_fact_changes_one_line() -> None:
    before = written(record()).splitlines()
    after = written(_with("decisions", 0, kind="note")).splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_the_stable_form_loses_nothing() -> None:
    gold = record(sidor=[3], format="txt")
    gold["amounts"][0]["value"] = 1500.0
    gold["mentions"][0]["säker"] = False
    form = stable(gold)
    assert form["sidor"] == [3]
    assert form["mentions"][0]["säker"] is False
    assert '"value": 1500,' in written(gold)
    assert {kind: len(form[kind]) for kind in SPANS if kind in form} == {
        kind: len(gold[kind]) for kind in SPANS if kind in gold
    }


# Moving facts to a text that has changed.


def test_facts_move_with_their_words(tmp_path: Path) -> None:
    text = "PROTOKOLL\n" + TEXT.replace("Per Lind\n\n", "Per Lind\nEva Ek\n\n")
    path = put(tmp_path, record(), text=text)
    assert any("gold check --mend" in str(finding) for finding in goldcheck([path]))
    mended = mend_file(path)
    assert mended
    assert mended.left == ()
    assert [f.level for f in goldcheck([path])] == []
    assert mend_file(path) is None


def test_a_fact_whose_words_changed_stays_and_is_named(tmp_path: Path) -> None:
    text = "PROTOKOLL\n" + TEXT.replace("utse Per Lind", "utse Per Lindh")
    path = put(tmp_path, record(), text=text)
    mended = mend_file(path)
    assert mended
    assert mended.left == ("decisions[0]", "mentions[5]")
    assert {f.fault.place for f in goldcheck([path])} == {"decisions[0]", "mentions[5]"}


def test_shape_is_put_right_before_facts_are_moved(tmp_path: Path) -> None:
    path = put(tmp_path, _with("mentions", 0, label="NAMN"), text="x" + TEXT)
    with pytest.raises(GoldError, match=r"unknown label 'NAMN'.*then mend"):
        mend_file(path)


EDITS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.sampled_from(["in", "out"]), st.integers(1, 12)), max_size=5
)


@settings(max_examples=200, deadline=None)
@given(EDITS)
def test_a_fact_is_moved_to_its_own_words_or_not_at_all(edits: list[tuple[int, str, int]]) -> None:
    """Insert and delete at random; follow every character; no fact may land on another's words."""
    text: list[tuple[str, int | None]] = [(character, n) for n, character in enumerate(TEXT)]
    for place, how, size in edits:
        place = min(place, len(text))
        text[place : place + (size if how == "out" else 0)] = (
            [(c, None) for c in "\nNy rad. " * size] if how == "in" else []
        )
    new = "".join(character for character, _ in text)
    now = {old: n for n, (_, old) in enumerate(text) if old is not None}
    gold = record()
    mended = mend(gold, new)
    for kind in SPANS:
        for number, (before, after) in enumerate(
            zip(gold.get(kind, ()), mended.record.get(kind, ()), strict=True)
        ):
            if f"{kind}[{number}]" in mended.left:
                assert after == before
                continue
            assert new[after["start"] : after["end"]] == after["text"]
            assert after["text"].split() == before["text"].split()
            survived = [now[n] for n in range(before["start"], before["end"]) if n in now]
            assert survived, "the words are gone, and the fact was moved to others"
            assert after["start"] <= survived[0] < after["end"]


def test_an_edit_moves_nearly_everything_in_the_projects_gold() -> None:
    moved = left = 0
    for path in find(ANNOTATIONS):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(f"{gold['name']}.txt").read_bytes().decode("utf-8")
        middle = text.index("\n", len(text) // 2)
        mended = mend(gold, "Sida 1\n" + text[:middle] + "\nEtt stycke till." + text[middle:])
        moved, left = moved + len(mended.moved), left + len(mended.left)
    assert moved > 6000
    assert left < moved / 100
