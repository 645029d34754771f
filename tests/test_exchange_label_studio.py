"""Label Studio in depth: fields of regions, relations, regions drawn by hand, drafts that were copied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exchange_gold import TEXT, Record, exported, gold, imported, results, span

from evaluation.exchange import merged


@pytest.fixture
def project(tmp_path: Path) -> tuple[Path, Any]:
    (path,) = exported("label-studio", tmp_path)
    return path, json.loads(path.read_text(encoding="utf-8"))


def saved(path: Path, project: Any) -> Path:
    path.write_text(json.dumps(project, ensure_ascii=False), encoding="utf-8")
    return path


def of(project: Any, region: str, name: str) -> Record:
    return next(e for e in results(project) if e.get("id") == region and e.get("from_name") == name)


def test_fields_of_a_region_are_read(project: tuple[Path, Any]) -> None:
    path, tasks = project
    of(tasks, "decisions-0", "decision_decider")["value"]["text"] = ["Styrelsen"]
    of(tasks, "decisions-0", "decision_votes")["value"]["text"] = ["yes=6", "no=2"]
    of(tasks, "decisions-0", "decision_reservations")["value"]["text"] = ["Bo Ek", "Li Al", "Åsa Ö"]
    of(tasks, "attendance-0", "attendance_present")["value"]["choices"] = ["absent"]
    of(tasks, "attendance-0", "attendance_sections")["value"]["text"] = ["4"]
    of(tasks, "amounts-0", "amount_value")["value"]["text"] = ["1 250,50"]
    of(tasks, "meeting_date", "meeting_date")["value"]["text"] = ["2031-02-04"]
    emptied = of(tasks, "mandates-0", "mandate_due")
    results(tasks).remove(emptied)
    results(tasks).remove(of(tasks, "attendance-0", "attendance_remote"))
    record = merged(imported("label-studio", saved(path, tasks))).record
    decision = record["decisions"][0]
    assert decision["decider"] == "Styrelsen"
    assert decision["votes"] == {"yes": 6, "no": 2, "abstained": None, "absent": None}
    assert decision["reservations"] == ["Bo Ek", "Li Al", "Åsa Ö"]
    assert decision["reservation_motives"] == [None, "För | dyrt\nnu", None]
    row = record["attendance"][0]
    assert (row["present"], row["remote"], row["sections"]) == (False, False, ["4"])
    assert record["amounts"][0]["value"] == 1250.5
    assert record["document"] == gold()["document"] | {"date": "2031-02-04"}
    assert record["mandates"][0]["due"] is None


def test_relations_drawn_and_removed_are_the_links_of_a_decision(project: tuple[Path, Any]) -> None:
    path, tasks = project
    links = [each for each in results(tasks) if each["type"] == "relation"]
    assert {(e["from_id"], e["to_id"], *e["labels"]) for e in links} == {
        ("decisions-0", "amounts-0", "has_amount"),
        ("decisions-2", "amounts-1", "has_amount"),
        ("decisions-1", "mandates-0", "has_mandate"),
        ("decisions-0", "decisions-2", "from_proposal"),
    }
    results(tasks)[:] = [each for each in results(tasks) if each not in links[1:]]
    results(tasks).append(
        {
            "type": "relation",
            "from_id": "mandates-0",
            "to_id": "decisions-0",
            "direction": "left",
            "labels": ["has_mandate"],
        }
    )
    decisions = merged(imported("label-studio", saved(path, tasks))).record["decisions"]
    assert [d["mandates"] for d in decisions] == [["m1"], [], []]
    assert [d["proposal"] for d in decisions] == [
        None if "from_proposal" not in links[0]["labels"] else "p1",
        None,
        None,
    ]
    assert [d["amounts"] for d in decisions] == [["a1"], [], []]


def test_a_deleted_fact_is_no_longer_linked_to(project: tuple[Path, Any]) -> None:
    path, tasks = project
    results(tasks)[:] = [
        each
        for each in results(tasks)
        if "mandates-0" not in (each.get("id"), each.get("from_id"), each.get("to_id"))
    ]
    record = merged(imported("label-studio", saved(path, tasks))).record
    assert record["mandates"] == []
    assert record["decisions"][1]["mandates"] == []


def test_a_link_to_a_new_fact_gives_it_an_id(project: tuple[Path, Any]) -> None:
    path, tasks = project
    words = span("att redovisa")
    value = {"start": words["start"], "end": words["end"], "text": words["text"]}
    new = {"id": "n1", "to_name": "text"}
    results(tasks).append(
        new | {"from_name": "label", "type": "labels", "value": value | {"labels": ["mandate"]}}
    )
    results(tasks).append(
        new | {"from_name": "mandate_giver", "type": "textarea", "value": value | {"text": ["Nämnden"]}}
    )
    results(tasks).append(
        {
            "type": "relation",
            "from_id": "decisions-0",
            "to_id": "n1",
            "direction": "right",
            "labels": ["has_mandate"],
        }
    )
    result = merged(imported("label-studio", saved(path, tasks)))
    fresh = {
        "giver": "Nämnden",
        "assignees": [],
        "task": "att redovisa",
        "deadline": None,
        "status": "decided",
    }
    assert result.record["mandates"][1] == words | fresh | {"id": "m2"}
    assert result.record["decisions"][0]["mandates"] == ["m2"]
    assert result.notes == (
        f"{path}: task 1 (norrvik-2031-02-03): region n1: new mandate 'att redovisa' was given "
        "status decided",
    )


@pytest.mark.parametrize(
    ("label", "words", "fields"),
    [
        ("section", "§ 4 Budget", {"number": "4", "title": "Budget", "kind": "item"}),
        (
            "attendance",
            "kansliet",
            {
                "person": "kansliet",
                "organisation": None,
                "roles": [],
                "party": None,
                "standing": "other",
                "present": None,
            },
        ),
        (
            "decision",
            "Förslag",
            {"kind": "other", "status": "decided", "decider": None, "votes": None, "reservations": []},
        ),
        ("amount", "20 tkr", {"value": 20000, "unit": "SEK"}),
        ("DATE", "2031", {}),
    ],
)
def test_a_fact_drawn_by_hand_has_what_its_words_say_and_nulls(
    label: str, words: str, fields: Record, project: tuple[Path, Any]
) -> None:
    path, tasks = project
    place = span(words)
    value = {"start": place["start"], "end": place["end"], "text": place["text"], "labels": [label]}
    if label == "DATE":
        results(tasks)[:] = [e for e in results(tasks) if e.get("id") != "mentions-4"]
    results(tasks).append(
        {"id": "n1", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    )
    record = merged(imported("label-studio", saved(path, tasks))).record
    kind = {"section": "sections", "decision": "decisions", "amount": "amounts", "DATE": "mentions"}.get(
        label, label
    )
    assert place | fields | ({"label": "DATE"} if label == "DATE" else {}) in record[kind]


def test_a_span_that_caught_spaces_is_trimmed_and_its_name_follows(project: tuple[Path, Any]) -> None:
    path, tasks = project
    place = span(" ordförande ")
    for each in results(tasks):
        if each.get("id") == "attendance-0":
            each["value"] |= {"start": place["start"], "end": place["end"]}
            if each["type"] == "labels":
                each["value"]["text"] = place["text"]
    row = merged(imported("label-studio", saved(path, tasks))).record["attendance"][0]
    assert (row["text"], row["person"], row["party"]) == ("ordförande", "ordförande", "S")


def test_a_changed_label_drops_what_belonged_to_the_other(project: tuple[Path, Any]) -> None:
    path, tasks = project
    of(tasks, "mentions-1", "label")["value"]["labels"] = ["ORG"]
    of(tasks, "decisions-2", "label")["value"]["labels"] = ["section"]
    result = merged(imported("label-studio", saved(path, tasks)))
    record = result.record
    assert "left out a link of proposal from decision to section" in result.notes[1]
    assert [m["label"] for m in record["mentions"][:2]] == ["ORG", "ORG"]
    assert len(record["decisions"]) == 2
    assert len(record["sections"]) == 2
    assert record["decisions"][0]["proposal"] is None


def test_a_draft_that_was_copied_has_new_ids_and_keeps_everything(project: tuple[Path, Any]) -> None:
    """Label Studio gives the regions of a prediction new ids when a person starts from it."""
    path, tasks = project
    for each in results(tasks):
        for key in ("id", "from_id", "to_id"):
            if key in each:
                each[key] = f"fresh{abs(hash(each[key])) % 10**9}"
    assert merged(imported("label-studio", saved(path, tasks))).record == gold()


def test_who_annotates_from_the_bare_text_gets_nothing_of_the_draft(tmp_path: Path) -> None:
    (path,) = exported("label-studio", tmp_path, model="paragraf 1")
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    place = span("uppdra åt kansliet att redovisa")
    value = {"start": place["start"], "end": place["end"], "text": place["text"], "labels": ["decision"]}
    region = {"id": "n1", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    task["annotations"] = [{"result": [region], "completed_by": 1, "parent_prediction": None}]
    result = merged(imported("label-studio", saved(path, [task])))
    plain = {"kind": "other", "status": "decided", "decider": None, "votes": None, "reservations": []}
    assert result.record["decisions"] == [place | plain]
    assert result.record["mentions"] == result.record["sections"] == []
    assert set(result.record["document"].values()) == {None}
    assert "people" not in result.record
    assert result.text == TEXT
    task["annotations"] = [task["predictions"][0] | {"completed_by": 1, "parent_prediction": 3}]
    assert merged(imported("label-studio", saved(path, [task]))).record == gold()


@pytest.mark.parametrize("unit", ["utf16", "codepoints"])
def test_label_studio_of_any_year_is_understood(unit: str, tmp_path: Path) -> None:
    (path,) = exported("label-studio", tmp_path, offsets=unit)
    first = results(json.loads(path.read_text(encoding="utf-8")))
    starts = [each["value"]["start"] for each in first if each.get("from_name") == "label"]
    assert (max(starts) == gold()["table_cells"][0]["start"]) == (unit == "codepoints")
    assert merged(imported("label-studio", path)).record == gold()
