from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from exchange_gold import TEXT, Record, back, exported, gold, imported, span
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.exchange import FORMATS, Options, export, load, merged, task_for
from evaluation.exchange.formats import recognised
from evaluation.exchange.offsets import UNITS, put_back, ruler, taken_out, without
from evaluation.exchange.tokens import tokens
from evaluation.faults import faults_of
from evaluation.goldfile import written
from pipeline.facts import MENTION_LABELS

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
SHARED = (Path(__file__).parents[1] / ".." / "shared" / "gold").resolve()
TOOLS = sorted(FORMATS)


def test_the_gold_of_these_tests_is_sound() -> None:
    assert not list(faults_of(gold(), TEXT))


@pytest.mark.parametrize("tool", TOOLS)
def test_everything_comes_back(tool: str) -> None:
    result = back(tool, gold(), TEXT)
    assert result.text == TEXT
    assert result.record == gold()
    assert not result.notes


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("folder", [ANNOTATIONS, SHARED], ids=["annotations", "shared"])
def test_the_gold_of_a_folder_comes_back_byte_for_byte(tool: str, folder: Path, tmp_path: Path) -> None:
    paths = sorted(folder.glob("*.gold.json"))
    if not paths:
        pytest.skip(f"no gold in {folder}")
    records = {path: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    texts = {
        path: path.with_name(f"{record['name']}.txt").read_bytes().decode()
        for path, record in records.items()
    }
    tasks = [task_for(tool, record, texts[path]) for path, record in records.items()]
    for name, data in export(tool, tasks, Options()).items():
        (tmp_path / name).write_bytes(data)
    files = [
        path for path in sorted(tmp_path.iterdir()) if recognised(path) == tool and "labels" not in path.name
    ]
    found = {task.name: merged(task) for path in files for task in load(tool, path, Options())}
    assert len(found) == len(paths)
    for path, record in records.items():
        result = found[record["name"]]
        assert result.text == texts[path]
        assert result.record == record
        assert written(result.record) == written(record)


@pytest.mark.parametrize("tool", TOOLS)
def test_what_the_tool_shows_is_enough_without_what_is_carried(tool: str, tmp_path: Path) -> None:
    """Spans, labels and what the tool has fields for do not come from what travels beside them."""
    (path,) = exported(tool, tmp_path)
    task = imported(tool, path)
    bare = merged(type(task)(name=task.name, text=task.text, regions=task.regions, meeting=task.meeting))
    for kind in ("sections", "attendance", "decisions", "mandates", "amounts", "mentions"):
        assert [
            (f["start"], f["end"], f.get("label"), f.get("kind"), f.get("status"), f.get("standing"))
            for f in bare.record[kind]
        ] == [
            (f["start"], f["end"], f.get("label"), f.get("kind"), f.get("status"), f.get("standing"))
            for f in gold()[kind]
        ]
    if tool in ("label-studio", "brat", "inception"):
        assert bare.record["decisions"][0]["votes"] == gold()["decisions"][0]["votes"]
        assert bare.record["attendance"][0]["roles"] == ["ordförande", "ledamot"]
        assert bare.record["mandates"][0]["due"] == "2031-05-31"
        assert bare.record["amounts"][1]["value_to"] == 130000


@pytest.mark.parametrize("tool", TOOLS)
def test_gold_that_leaves_out_kinds_and_orders_facts_its_own_way_comes_back(tool: str) -> None:
    record = gold() | {"only": ["attendance"], "mentions": [], "decisions": [], "mandates": [], "amounts": []}
    record["attendance"] = [record["attendance"][1], record["attendance"][0], record["attendance"][1]]
    del record["table_cells"], record["people"], record["parts"]
    assert back(tool, record, TEXT).record == record


@pytest.mark.parametrize("tool", TOOLS)
def test_cells_without_words_are_carried(tool: str) -> None:
    record = gold()
    record["table_cells"].append({"table": "B", "row": "r", "column": "c", "value": 7, "unit": None})
    task = task_for(tool, record, TEXT, tables='[{"table": "B"}]\n')
    assert (
        len(task.regions)
        == sum(
            len(record[kind])
            for kind in ("sections", "attendance", "decisions", "mandates", "amounts", "mentions")
        )
        + 1
    )
    assert task.carried and task.carried.tables == '[{"table": "B"}]\n'


LETTERS = st.sampled_from(
    [
        *"abåäö §4:|;=-,.%\"'<&",
        "\r\n",
        "\n",
        "\r",
        "\t",
        "\f",
        "\x01",
        "\x85",
        "\u2028",
        "\u00a0",
        "\u00ad",
        "\u200f",
        "\ufeff",
        "a\u030a",
        "o\u0308",
        "e\u0301",
        "😀",
        "👩\u200d💻",
        "🇸🇪",
        "👍🏽",
        "\u200d",
        "\ufffe",
        "中",
        "𝒳",
    ]
)


@st.composite
def golds(draw: st.DrawFn) -> tuple[Record, str]:
    text = "".join(draw(st.lists(LETTERS, min_size=1, max_size=40)))
    record: Record = {"schema": "paragraf-gold/1", "name": "slump", "characters": len(text), "document": {}}
    record |= {
        kind: [] for kind in ("sections", "attendance", "decisions", "mandates", "amounts", "mentions")
    }
    taken: dict[str, list[range]] = {}
    words = st.text(alphabet="aåö😀 |;=\n\x01/", max_size=8)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        place = {"start": start, "end": end, "text": text[start:end]}
        if not place["text"].strip():
            continue
        kind = draw(st.sampled_from(["mentions", "decisions", "mandates", "amounts"]))
        if kind == "mentions":
            label = draw(st.sampled_from(MENTION_LABELS))
            if any(start < other.stop and other.start < end for other in taken.setdefault(label, [])):
                continue
            taken[label].append(range(start, end))
            record[kind].append(place | {"label": label})
        elif kind == "decisions":
            fields = {"kind": "note", "status": "recalled", "decider": draw(st.none() | words)}
            record[kind].append(place | fields | {"reservations": draw(st.lists(words, max_size=2))})
        elif kind == "mandates":
            fields = {"giver": draw(st.none() | words), "assignees": draw(st.lists(words, max_size=2))}
            record[kind].append(place | fields | {"task": draw(words), "deadline": None, "status": "decided"})
        else:
            value = draw(st.integers(-9, 10**9) | st.floats(0, 1e6, allow_nan=False))
            record[kind].append(place | {"value": value, "unit": draw(st.sampled_from(["SEK", "percent"]))})
    return record, text


@pytest.mark.parametrize("tool", TOOLS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=golds())
def test_any_gold_on_any_text_comes_back(tool: str, drawn: tuple[Record, str]) -> None:
    record, text = drawn
    result = back(tool, record, text)
    assert result.text == text
    assert result.record == record


@given(st.lists(LETTERS, max_size=30).map("".join))
def test_offsets_convert_exactly_both_ways(text: str) -> None:
    for unit in UNITS:
        count = ruler(text, unit)
        for offset in range(len(text) + 1):
            there = count.back(count.out(offset))
            assert there is not None
            assert there <= offset
            if unit in ("codepoints", "utf16"):
                assert there == offset
        assert count.back(count.out(len(text)) + 1) is None
    assert ruler(text, "utf16").out(len(text)) == len(text.encode("utf-16-le")) // 2
    assert ruler(text, "newlines").out(len(text)) == len(text.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("a\u030asa", 3),
        ("😀!", 2),
        ("👩\u200d💻x", 2),
        ("🇸🇪🇳🇴", 2),
        ("👍🏽", 1),
        ("a\r\nb", 3),
        ("\n\u0301", 2),
        ("", 0),
    ],
)
def test_characters_are_counted_as_a_reader_sees_them(text: str, characters: int) -> None:
    assert ruler(text, "graphemes").out(len(text)) == characters


def test_a_count_inside_a_character_is_no_offset() -> None:
    assert ruler("😀b", "utf16").back(1) is None
    assert ruler("😀b", "utf16").back(2) == 1


@given(st.lists(LETTERS, max_size=30).map("".join), st.sampled_from(["\r", "\r\t\f\x01\x85\u2028"]))
def test_what_is_taken_out_of_a_text_is_put_back(text: str, unwanted: str) -> None:
    shown = without(text, unwanted)
    assert len(shown) == len(text)
    assert not set(shown) & set(unwanted)
    assert put_back(shown, taken_out(text, unwanted)) == text


@given(st.lists(LETTERS, max_size=30).map("".join), st.data())
def test_tokens_are_the_text_and_have_every_edge(text: str, data: st.DataObject) -> None:
    edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(
        lambda edge: edge[0] < edge[1]
    )
    spans = data.draw(st.lists(edges, max_size=4)) if text else []
    cut = tokens(text, spans)
    assert "".join(w + " " * s for w, s in zip(cut.words, cut.spaces, strict=True)) == text
    for start, end in spans:
        first, behind = cut.of(start, end)
        words = "".join(
            w + " " * s for w, s in zip(cut.words[first:behind], cut.spaces[first:behind], strict=True)
        )
        assert words[: end - start] == text[start:end]
        assert not words[end - start :].strip(" ")


def test_nfd_is_not_folded() -> None:
    assert unicodedata.normalize("NFC", TEXT) != TEXT
    assert span("A\u030asa Ek")["text"] in back("brat", gold(), TEXT).text
