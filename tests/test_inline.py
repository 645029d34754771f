"""The inline annotation format: what it gives, and what it refuses and why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from evaluation.corpus import build
from evaluation.inline import parse, to_gold, written
from pipeline.errors import GoldError

ROOT = Path(__file__).parents[1]
FRONT = """---
name: granby-2022-05-03
format: {format}
layout: collapsed
document: kind=minutes; body=Samordningsförbundet Granby; date=2022-05-03; starts=09:00
header: {{o|Granby kommun}}    {{page}} ({{pages}})
people:
  Åsa Öhrn = Åsa Öhrn; Åsa
  Åsa Lindh = Åsa Lindh; Åsa
---
"""
BODY = """# {o|Samordningsförbundet Granby}

| {r|Beslutande} | {att standing=voting org="Granby kommun" roles=ordförande sections="4,5"|{p|Åsa Öhrn}} \
{att standing=voting|{p|Åsa Lindh}} | {o|Granby kommun}, {r|ordförande} |

## {sec n=4 case="Dnr 2022/7"|§ 4 {t|Budget för {d|2023}} {c|Dnr 2022/7}}

{dec kind=assign status=decided decider=Styrelsen|\
{man giver=Styrelsen to="Åsa" task="söka 1,5 mnkr till maj" \
deadline="till maj" status=decided reported="granby-2022-05-03§4"|{b|Styrelsen} gav {p e="Åsa Lindh"|Åsa} i \
uppdrag att söka {a v=1500000|1,5 mnkr} till {d|maj}}}.

| Tkr | 2023 |
| Löner | {cell t=Budget row=Löner col=2023 v=1040000 u=SEK|1 040} |

{part kind=attachment; body=Samordningsförbundet Granby}
## {sec kind=attachment|Bilaga 1 {t|Plan}}

- Beslutad {d|2022-05-03}.
"""


def _source(body: str = BODY, kind: str = "md") -> str:
    return FRONT.format(format=kind) + body


def _one_source(root: Path, source: str) -> None:
    folder = root / "annotations"
    (folder / "source").mkdir(parents=True)
    (folder / "source" / "granby-2022-05-03.ann").write_text(source, encoding="utf-8")
    shutil.copy(ROOT / "annotations" / "gold.schema.json", folder)


def test_every_fact_points_at_its_words() -> None:
    gold = to_gold(parse(_source()))
    text = parse(_source()).text
    facts = [
        fact
        for key in ("mentions", "sections", "attendance", "decisions", "mandates", "amounts", "table_cells")
        for fact in gold[key]
    ]
    assert len(facts) == 21
    for fact in facts:
        assert text[fact["start"] : fact["end"]] == fact["text"]
    assert "{" not in text
    assert gold["characters"] == len(text)


def test_the_gold_says_what_the_tags_say() -> None:
    gold = to_gold(parse(_source()))
    chair, member = gold["attendance"]
    assert (chair["person"], chair["organisation"]) == ("Åsa Öhrn", "Granby kommun")
    assert (chair["roles"], member["roles"]) == (["ordförande"], [])
    assert (chair["sections"], member["sections"], member["present"]) == (["4", "5"], None, True)
    section, attachment = gold["sections"]
    assert (section["number"], section["title"], section["case"]) == ("4", "Budget för 2023", "Dnr 2022/7")
    assert (attachment["kind"], attachment["part"], attachment["number"]) == ("attachment", "part2", None)
    (decision,), (mandate,), (amount,) = gold["decisions"], gold["mandates"], gold["amounts"]
    assert (decision["section"], decision["mandates"]) == ("4", [mandate["id"]])
    assert decision["amounts"] == [amount["id"]]
    assert (mandate["assignees"], mandate["deadline"]) == (["Åsa"], "till maj")
    assert (amount["value"], amount["unit"]) == (1_500_000, "SEK")
    assert [part["kind"] for part in gold["parts"]] == ["minutes", "attachment"]
    assert gold["parts"][0]["end"] == gold["parts"][1]["start"]


def test_a_spelling_that_two_people_share_goes_to_the_one_named() -> None:
    gold = to_gold(parse(_source()))
    (short,) = [m for m in gold["mentions"] if m["text"] == "Åsa"]
    assert short["entity"] == "åsa-lindh@samordningsförbundet-granby"
    with pytest.raises(GoldError, match="can be Åsa Öhrn or Åsa Lindh; say which"):
        parse(_source(BODY.replace('{p e="Åsa Lindh"|Åsa}', "{p|Åsa}")))


def test_gold_is_stored_one_fact_a_line_and_reads_back() -> None:
    gold = to_gold(parse(_source()))
    stored = written(gold)
    assert json.loads(stored) == gold
    assert written(to_gold(parse(_source()))) == stored
    assert sum('"label": "PERSON"' in line for line in stored.splitlines()) == 3


def test_gold_holds_to_the_schema() -> None:
    schema = json.loads((ROOT / "annotations" / "gold.schema.json").read_text(encoding="utf-8"))
    gold = to_gold(parse(_source()))
    Draft202012Validator(schema).validate(gold)
    gold["decisions"][0]["kind"] = "beslut"
    assert not Draft202012Validator(schema).is_valid(gold)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("{b|Styrelsen}", "{x|Styrelsen}", r"line 17: unknown tag \{x\|…\}; the tags are p, o"),
        ("roles=ordförande", "role=ordförande", "no attribute 'role'; it takes standing"),
        ("kind=assign", "kind=besluta", r"kind=besluta is unknown in \{dec\|\}; use approve"),
        ("v=1500000", "v=1,5", "v=1,5 is no number; write digits"),
        ("{d|maj}}}", "{d|maj}}", r"line 22: a part begins inside \{dec\|…\}; close it first"),
        ("{d|2022-05-03}.", "{d|2022-05-03.", r"line 25: \{d\|…\} is never closed; add its '\}'"),
        ("{d|maj}}}", "{d|maj}}}}", "closes nothing; take it away"),
        ("{b|Styrelsen}", "{b Styrelsen}", "is no tag; write {name attribute=value|words}"),
        ("{t|Plan}", "Plan", "needs its title once"),
        ("{p|Åsa Lindh}}", "Åsa Lindh}", "must hold one tagged person"),
        ("{o|Granby kommun}, ", "{o|{o|Granby} kommun}, ", "is inside another of its kind"),
        ("{p|Åsa Öhrn}", "{p|Åsa Örn}", "'Åsa Örn' is not listed in people; add it"),
        ("{p|Åsa Öhrn}", "{p|Åsa}", "say which with"),
        ('task="söka 1,5', 'task="ansöka om 1,5', "does not stand in the quote; write it as the text does"),
        ('to="Åsa"', 'to="Olle"', "to='Olle' does not stand in the text"),
        ("{d|maj}}}.", "{d|maj}.}}", "the quote ends in a full stop"),
        ("{d|maj}", "{d| maj}", "has white space at an end; tighten it"),
        ("n=4", "n=14", "n=14 does not stand in the heading"),
        ("{a v=1500000|1,5 mnkr}", "{a v=1|1,5 %}", "write u=percent"),
        ("{part kind=attachment;", "{part kind=bilaga;", "kind=bilaga is not known; use minutes"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(right: str, wrong: str, message: str) -> None:
    assert right in BODY
    with pytest.raises(GoldError) as raised:
        parse(_source(BODY.replace(right, wrong, 1)), "granby.ann")
    assert str(raised.value).startswith("granby.ann")
    assert "\n" not in str(raised.value)
    assert raised.match(message)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("format: md", "format: odt", "format 'odt' is not known"),
        ("layout: collapsed", "style: collapsed", "unknown key 'style'"),
        ("starts=09:00", "starts=9", "starts=9 is no time; write HH:MM"),
        ("date=2022-05-03", "date=3 maj", "date=3 maj is no date"),
        ("Åsa Öhrn; Åsa", "Åsa Öhrn; Åsa; Öhrn", "'Öhrn' is listed in people and tagged nowhere"),
        ("name: granby", "title: granby", "unknown key 'title'"),
        ("document: kind=minutes; ", "document: ", "need kind="),
    ],
)
def test_front_matter_is_checked(right: str, wrong: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        parse(_source().replace(right, wrong, 1))


@pytest.mark.parametrize("kind", ["txt", "md", "html", "pdf", "docx"])
def test_every_format_is_built_twice_alike(kind: str, tmp_path: Path) -> None:
    """`build` itself reads the file back and refuses one whose words differ from the gold text."""
    _one_source(tmp_path, _source(kind=kind))
    assert build(tmp_path) == []
    first = {file.name: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert f"granby-2022-05-03.{kind}" in first
    assert build(tmp_path) == []
    assert {file.name: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == first
    gold = json.loads(first["granby-2022-05-03.gold.json"])
    text = first["granby-2022-05-03.txt"].decode("utf-8")
    assert all(text[m["start"] : m["end"]] == m["text"] for m in gold["mentions"])
    assert text.startswith("Granby kommun\t1 (1)\n") == (kind == "pdf")
    assert ("Löner\t1 040" in text) == (kind in ("html", "pdf", "docx"))


def test_a_source_that_fails_is_named_and_the_others_are_built(tmp_path: Path) -> None:
    _one_source(tmp_path, _source())
    folder = tmp_path / "annotations"
    (folder / "source" / "annat.ann").write_text(_source("{p|Bo}"), encoding="utf-8")
    (failure,) = build(tmp_path)
    assert failure.startswith("annat.ann, line 11: 'Bo' is not listed in people")
    assert (folder / "granby-2022-05-03.gold.json").exists()


def test_a_report_or_a_copy_that_no_source_has_is_named(tmp_path: Path) -> None:
    source = _source().replace("kind=attachment; body", "kind=minutes; copy_of=granby-2022-01-01; body")
    _one_source(tmp_path, source.replace("granby-2022-05-03§4", "granby-2022-05-03§99"))
    report, copy = build(tmp_path)
    assert "mandate m1 is reported in 'granby-2022-05-03§99', which no source has" in report
    assert "part2 is a copy of 'granby-2022-01-01', which no source has" in copy


def test_the_committed_gold_is_what_the_sources_say(tmp_path: Path) -> None:
    """A source edited without a new build shows here."""
    sources = sorted((ROOT / "annotations" / "source").glob("*.ann"))
    assert sources
    shutil.copytree(ROOT / "annotations" / "source", tmp_path / "annotations" / "source")
    shutil.copy(ROOT / "annotations" / "gold.schema.json", tmp_path / "annotations")
    assert build(tmp_path) == []
    for built in sorted((tmp_path / "annotations").glob("*.*")):
        committed = ROOT / "annotations" / built.name
        assert committed.read_bytes() == built.read_bytes(), f"{built.name}: run python -m evaluation.corpus"
    assert len(list((tmp_path / "corpus").iterdir())) == len(sources)
