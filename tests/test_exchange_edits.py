"""What a person does in each tool, in the shape that the tool gives it back."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_gold import TEXT, Record, changed, exported, gold, imported, results, span

from evaluation.exchange import merged
from evaluation.exchange.offsets import ruler
from pipeline.errors import GoldError

BIGGER = span("att bevilja 120 tkr\r\ntill Ungdomstorget")  # the first decision with its "att"
NEW = span("Nämnden beslutar")


def edited(record: Record) -> None:
    """What `in_*` below do: one span moved, one kind changed, one fact deleted, one drawn anew."""
    record["decisions"][0] |= BIGGER
    record["decisions"][1]["kind"] = "note"
    record["mentions"] = [m for m in record["mentions"] if m["text"] != "kansliet"]
    record["mentions"].insert(5, NEW | {"label": "ORG"})


WANTED = changed(gold(), edited)
WANTED["mentions"].sort(key=lambda m: (m["start"], m["end"], m["label"]))


def in_label_studio(path: Path) -> None:
    project = json.loads(path.read_text(encoding="utf-8"))
    result = results(project)
    for each in result:
        if each.get("id") == "decisions-0":
            each["value"] |= {"start": BIGGER["start"], "end": BIGGER["end"]}
            if each["type"] != "textarea":
                each["value"]["text"] = BIGGER["text"].replace("\r", " ")
        if each.get("id") == "decisions-1" and each["from_name"] == "decision_kind":
            each["value"]["choices"] = ["note"]
    gone = next(
        e["id"] for e in result if e.get("value", {}).get("text") == "kansliet" and "mentions" in e["id"]
    )
    result[:] = [each for each in result if each.get("id") != gone]
    value = {"start": NEW["start"], "end": NEW["end"], "text": NEW["text"], "labels": ["ORG"]}
    result.append({"id": "xY-3_k", "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    project[0] |= {"id": 17, "project": 3, "total_annotations": 1}
    project[0]["annotations"][0] |= {"id": 5, "completed_by": 1, "was_cancelled": False, "lead_time": 12.5}
    path.write_text(json.dumps(project, ensure_ascii=False), encoding="utf-8")


def in_doccano(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    for number, each in enumerate(record["entities"]):
        if each["label"] == "decision:fund:decided":
            each |= {"start_offset": BIGGER["start"], "end_offset": BIGGER["end"]}
        if each["label"].startswith("decision:assign"):
            each["label"] = "decision:note:decided"
        each["id"] = 900 + number  # every import of Doccano's gives new ids
    for number, each in enumerate(record["relations"]):
        each |= {"id": 70 + number, "from_id": 900 + each["from_id"], "to_id": 900 + each["to_id"]}
    words = span("kansliet")
    record["entities"] = [
        e for e in record["entities"] if (e["start_offset"], e["label"]) != (words["start"], "BODY")
    ]
    record["entities"].append(
        {"id": 12, "label": "ORG", "start_offset": NEW["start"], "end_offset": NEW["end"]}
    )
    record |= {"id": 4, "Comments": []}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")


def in_brat(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    moved = next(line.partition("\t")[0] for line in lines if "\tdecision " in line)
    noted = [line.partition("\t")[0] for line in lines if "\tdecision " in line][1]
    gone = next(line.partition("\t")[0] for line in lines if line.endswith("\tkansliet"))
    middle = TEXT.index("\r\n", BIGGER["start"])
    for number, line in enumerate(lines):
        if line.startswith(f"{moved}\t"):
            words = BIGGER["text"].replace("\r\n", "  ")
            spans = f"{BIGGER['start']} {middle + 1};{middle + 2} {BIGGER['end']}"
            lines[number] = f"{moved}\tdecision {spans}\t{words}"
        lines[number] = re.sub(rf"(\tdecision_kind {noted}) \w+", r"\1 note", lines[number])
    lines = [line for line in lines if not re.search(rf"^{gone}\t|\b{gone}\b", line)]
    lines.append(f"{gone}\tORG {NEW['start']} {NEW['end']}\t{NEW['text']}")  # brat gives the number again
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def in_inception(path: Path) -> None:
    from cassis import load_cas_from_xmi, load_typesystem

    types = load_typesystem(path.with_name("TypeSystem.xml"))
    cas = load_cas_from_xmi(path, typesystem=types)
    for fact in cas.select("webanno.custom.Decision"):
        if fact.kind == "assign":
            fact.kind = "note"
        if fact.ref == "decisions:0":
            fact.begin, fact.end = BIGGER["start"], BIGGER["end"]
    for fact in list(cas.select("webanno.custom.Mention")):
        if fact.get_covered_text() == "kansliet":
            cas.remove(fact)
    mention = types.get_type("webanno.custom.Mention")
    cas.add(mention(begin=NEW["start"], end=NEW["end"], label="ORG"))
    cas.to_xmi(path)


def in_docbin(path: Path) -> None:
    import spacy
    from spacy.tokens import Doc, DocBin, Span

    (doc,) = DocBin().from_bytes(path.read_bytes()).get_docs(spacy.blank("sv").vocab)

    def at(place: Record, label: str, ref: str = "") -> Span:
        found: Span = doc.char_span(place["start"], place["end"], label=label, span_id=ref)
        return found

    assert isinstance(doc, Doc)
    decisions = list(doc.spans["decisions"])
    doc.spans["decisions"] = [
        at(BIGGER, "decision:fund:decided", "decisions:0"),
        at(span("uppdra åt kansliet att redovisa"), "decision:note:decided", "decisions:1"),
        decisions[2],
    ]
    doc.spans["mentions"] = [*(s for s in doc.spans["mentions"] if s.text != "kansliet"), at(NEW, "ORG")]
    path.write_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes())


def in_prodigy(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    for each in [
        *record["spans"],
        *(r[end] for r in record["relations"] for end in ("head_span", "child_span")),
    ]:
        if each["label"] == "decision:fund:decided":
            each |= {"start": BIGGER["start"], "end": BIGGER["end"]}
        if each["label"] == "decision:assign:decided":
            each["label"] = "decision:note:decided"
    record["spans"] = [
        s for s in record["spans"] if (TEXT[s["start"] : s["end"]], s["label"]) != ("kansliet", "BODY")
    ]
    record["spans"].append({"start": NEW["start"], "end": NEW["end"], "label": "ORG"})
    record |= {"_input_hash": 1, "_task_hash": 2, "_view_id": "relations", "answer": "accept"}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")


EDITS = {
    "label-studio": in_label_studio,
    "doccano": in_doccano,
    "brat": in_brat,
    "inception": in_inception,
    "docbin": in_docbin,
    "prodigy": in_prodigy,
}


@pytest.mark.parametrize("tool", sorted(EDITS))
def test_what_is_edited_in_the_tool_wins_and_nothing_else_changes(tool: str, tmp_path: Path) -> None:
    (path,) = exported(tool, tmp_path)
    EDITS[tool](path)
    result = merged(imported(tool, path))
    assert result.text == TEXT
    for kind in WANTED:
        assert result.record[kind] == WANTED[kind], kind


@pytest.mark.parametrize("unit", ["utf16", "graphemes", "codepoints"])
def test_doccano_that_counts_otherwise_is_understood(unit: Any, tmp_path: Path) -> None:
    (path,) = exported("doccano", tmp_path)
    record = json.loads(path.read_text(encoding="utf-8"))
    count = ruler(record["text"], unit)
    for each in record["entities"]:
        each |= {key: count.out(each[key]) for key in ("start_offset", "end_offset")}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert merged(imported("doccano", path)).record == gold()
    if unit != "utf16":
        assert merged(imported("doccano", path, offsets=unit)).record == gold()


def test_doccano_without_relations_keeps_the_links_that_were(tmp_path: Path) -> None:
    (path,) = exported("doccano", tmp_path)
    record = json.loads(path.read_text(encoding="utf-8"))
    record["label"] = [[e["start_offset"], e["end_offset"], e["label"]] for e in record.pop("entities")]
    del record["relations"]
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert merged(imported("doccano", path)).record == gold()


def test_brat_on_a_file_with_crlf_counts_each_as_one(tmp_path: Path) -> None:
    """brat's own project over NAME.txt as it is: its reader makes one newline of CR LF."""
    (tmp_path / "norrvik.txt").write_bytes(TEXT.encode())
    place = span("till Ungdomstorget")
    count = ruler(TEXT, "newlines")
    line = f"T1\tdecision {count.out(place['start'])} {count.out(place['end'])}\t{place['text']}\n"
    (tmp_path / "norrvik.ann").write_text(
        line + "A1\tdecision_kind T1 fund\nA2\tdecision_status T1 decided\n", "utf-8"
    )
    result = merged(imported("brat", tmp_path / "norrvik.ann"))
    fields = {"kind": "fund", "status": "decided", "decider": None, "votes": None, "reservations": []}
    assert result.record["decisions"] == [place | fields]
    assert result.notes == (
        f"{tmp_path / 'norrvik.ann'}: nothing was carried along; meeting fields are empty",
    )


def test_brat_notes_events_and_attributes_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rådet ger Bo i uppdrag att städa för 5 000 kr.", encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tdecision 0 32\tRådet ger Bo i uppdrag att städa\n"
        "T2\tmandate 0 32\tRådet ger Bo i uppdrag att städa\n"
        "T3\tamount 37 45\t5 000 kr\n"
        "E1\tdecision:T1 has_mandate:T2\n"
        "R1\thas_amount Arg1:E1 Arg2:T3\n"
        "A1\tdecision_kind E1 assign\nA2\tdecision_status T1 recalled\nA3\tmandate_status T2 recalled\n"
        "#1\tAnnotatorNotes T2\tgiver=Rådet | assignees=Bo; Li | task=städa | is = unclear\n"
        "#2\tAnnotatorNotes E1\tdecider=Rådet\n*\tEquiv T1 T2\n",
        encoding="utf-8",
    )
    record = merged(imported("brat", tmp_path / "a.ann")).record
    (decision,), (mandate,), (amount,) = record["decisions"], record["mandates"], record["amounts"]
    assert (decision["kind"], decision["status"], decision["decider"]) == ("assign", "recalled", "Rådet")
    assert (mandate["giver"], mandate["assignees"], mandate["task"]) == (
        "Rådet",
        ["Bo", "Li"],
        "städa | is = unclear",
    )
    assert (decision["mandates"], decision["amounts"]) == ([mandate["id"]], [amount["id"]])
    assert (amount["value"], amount["unit"]) == (5000, "SEK")


def test_offsets_in_xmi_are_utf16_and_a_zip_is_read(tmp_path: Path) -> None:
    (path,) = exported("inception", tmp_path)
    begins = [
        int(found)
        for found in re.findall(r'custom:Cell [^>]*begin="(\d+)"', path.read_text(encoding="utf-8"))
    ]
    cell = gold()["table_cells"][0]["start"]
    assert begins == [len(TEXT[:cell].encode("utf-16-le")) // 2] != [cell]
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.write(path, "anna.xmi")
        archive.write(tmp_path / "TypeSystem.xml", "TypeSystem.xml")
    assert merged(imported("inception", tmp_path / "export.zip")).record == gold()


def test_the_text_that_is_given_is_kept_and_compared(tmp_path: Path) -> None:
    (path,) = exported("brat", tmp_path)
    for beside in tmp_path.glob("*.paragraf.json"):
        beside.unlink()
    task = imported("brat", path)
    assert task.text != TEXT
    assert merged(task, TEXT).text == TEXT
    with pytest.raises(
        GoldError, match=r"text is not that of norrvik-2031-02-03.txt: character 1 \(line 1\)"
    ):
        merged(task, TEXT.replace("Norrviks", "Sörviks", 1))
    with pytest.raises(GoldError, match="annotate the text as it is now"):
        merged(task, TEXT + "Mer")


def test_a_number_that_brat_gives_again_is_another_fact(tmp_path: Path) -> None:
    """The region of d2 is removed; the next new one gets its number, and nothing of what d2 was."""
    (path,) = exported("brat", tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    number = [line.partition("\t")[0] for line in lines if "\tdecision " in line][1]
    lines = [line for line in lines if not re.search(rf"^{number}\t|\b{number}\b", line)]
    place = span("Norrviks kommun")
    lines.append(f"{number}\tdecision {place['start']} {place['end']}\t{place['text']}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    record = merged(imported("brat", path)).record
    plain = {"kind": "other", "status": "decided", "decider": None, "votes": None, "reservations": []}
    assert record["decisions"][0] == place | plain
    assert [fact.get("id") for fact in record["decisions"]] == [None, "d1", "p1"]


@pytest.mark.parametrize("tool", ["inception", "prodigy", "docbin"])
def test_a_fact_moved_far_away_is_the_same_where_the_tool_keeps_its_id(tool: str, tmp_path: Path) -> None:
    (path,) = exported(tool, tmp_path)
    task = imported(tool, path)
    place = span("Norrviks kommun")
    moved = tuple(
        replace(region, start=place["start"], end=place["end"]) if region.kind == "mandates" else region
        for region in task.regions
    )
    (mandate,) = merged(replace(task, regions=moved)).record["mandates"]
    assert mandate == gold()["mandates"][0] | place
