"""The register in every format: valid, with its sources, in Swedish order."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from invented import board, protocol, seat
from jsonschema import Draft7Validator
from lxml import html
from registered import registered, stored

from pipeline.entities import Person, Quote, Role
from pipeline.register import Register, register, whole
from pipeline.register.formats import (
    FORMATS,
    Setting,
    as_csv,
    as_ftm,
    as_html,
    as_json,
    as_markdown,
    as_popolo,
    as_xlsx,
    formatted,
)
from pipeline.register.links import known, linker
from pipeline.store import Store, open_store

NAMES = ("Anna Öberg", "Bo Åberg", "Cia Zorn", "Dag Ärlig")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "p.db", create=True)


@pytest.fixture
def found(store: Store) -> Register:
    """Two bodies, a chair who goes, somebody with two spellings, an election, a gap, a warning."""
    rows = [seat(name, "Alvbro kommun", party="C") for name in NAMES[1:]]
    text = (
        "⟨item:§ 12 Val⟩\n⟨elect:Till ⟨ROLE:justerare⟩ utses ⟨PERSON:Bo Åberg⟩⟩.\n"
        "⟨PERSON:Ulla Tingdal⟩, ⟨ROLE:kassör⟩ i ⟨ORG:Alvbro idrottsförening⟩, svarade.\n"
    )
    return registered(
        store,
        board(
            "2018-01-15", seat("Hans-Åke Vall", "Vännby kommun", "ordförande"), *rows, text=text, path="a.txt"
        ),
        board("2018-06-15", seat("Siv Dahlmark", "Vännby kommun", "ordförande"), *rows, path="b.txt"),
        board("2018-12-15", seat("Hans Åke Vall", "Vännby kommun", "ordförande"), path="c.txt"),
        protocol(present=[seat("Anna Öberg", party="V")], text="⟨item:§ 3 Budget⟩\nAntas.\n", path="d.txt"),
    )


def test_people_come_in_swedish_order_in_every_format(found: Register) -> None:
    wanted = [
        "Siv Dahlmark",
        "Ulla Tingdal",
        "Hans Åke Vall",
        "Cia Zorn",
        "Bo Åberg",
        "Dag Ärlig",
        "Anna Öberg",
    ]
    assert [person.name for person in found.people] == wanted
    assert [record["name"] for record in json.loads(as_json(found.people))] == wanted
    lines = csv.DictReader(io.StringIO(as_csv(found.people)))
    assert list(dict.fromkeys(line["name"] for line in lines)) == wanted
    assert [person["name"] for person in json.loads(as_popolo(found))["persons"]] == wanted
    assert [e["properties"]["name"][0] for e in entities(found) if e["schema"] == "Person"] == wanted
    text = as_markdown(found)
    assert re.findall(r"^### (.+)$", text[text.index("## Personer") :], re.MULTILINE) == wanted


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_the_same_to_the_byte_and_names_its_files(
    found: Register, store: Store, form: str
) -> None:
    result = formatted(found, form, Setting())
    assert result == formatted(whole(store), form, Setting())
    if isinstance(result, str):
        assert all(f"{name}.txt" in result for name in "abcd")


# ── CSV, JSON ────────────────────────────────────────────────────────────────


def test_each_line_of_the_csv_has_all_its_sources(found: Register) -> None:
    for line in csv.DictReader(io.StringIO(as_csv(found.people))):
        assert len(line["sources"].split("; ")) == int(line["times_seen"])
        assert re.match(r"[abcd]\.txt( § \d+)? \[\d+–\d+\]", line["sources"])


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(sign: str) -> None:
    quote = Quote("d", f"{sign}1.txt", None, 0, 1, f"{sign}SUM(A1)", "2020-01-01")
    role = Role(f"{sign}post", f"{sign}body", None, None, None, "2020-01-01", "2020-01-01", (quote,))
    text = as_csv([Person("p", f"{sign}name", ((f"{sign}name", 1),), (role,))])
    (line,) = csv.DictReader(io.StringIO(text, newline=""))
    assert not [cell for cell in line.values() if cell.startswith(sign)]
    assert line["name"] == (f"'{sign}name" if sign.strip() else "name")


def test_json_is_a_list_of_people(found: Register) -> None:
    records = json.loads(as_json(found.people, found.findings))
    for record in records:
        assert {"name", "spellings", "roles", "sources", "spelled", "absences", "mandates"} <= record.keys()
        assert record["sources"] and all(role["sources"] for role in record["roles"])
    vall = next(r for r in records if r["name"] == "Hans Åke Vall")
    assert [w["code"] for w in vall["warnings"]] == ["another-chair"]


# ── XLSX ─────────────────────────────────────────────────────────────────────


def test_the_workbook_reads_back(found: Register) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, which reads workbooks, is not installed")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found)))
    assert book.sheetnames == [
        "Personer", "Uppdrag", "Organ", "Organisationer", "Efterträdare", "Möten", "Saknas", "Frånvaro",
        "Fick i uppdrag", "Reservationer", "Att kontrollera",
    ]  # fmt: skip
    rows = list(book["Uppdrag"].iter_rows(values_only=True))
    assert rows[0][:3] == ("Namn", "Uppdrag", "Organ")
    assert len(rows) - 1 == sum(len(person.roles) for person in found.people)
    assert all(row[rows[0].index("Alla källor")] for row in rows[1:])
    assert book["Saknas"]["C2"].value == "§§ 1–11 år 2018 saknas (före 2018-01-15)"
    assert "står som ordförande" in book["Att kontrollera"]["C2"].value


def test_the_workbook_has_text_where_text_begins_like_a_formula() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, which reads workbooks, is not installed")
    quote = Quote("d", "a.txt", None, 0, 1, "=1+1", "2020-01-01")
    role = Role("=1+1", "body", None, None, None, "2020-01-01", "2020-01-01", (quote,))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(Register((Person("p", "=A1", (), (role,)),), (), ()))))
    cell = book["Uppdrag"]["A2"]
    assert (cell.value, cell.data_type) == ("=A1", "s")


# ── Popolo ───────────────────────────────────────────────────────────────────

SCHEMA = json.loads(Path(__file__).with_name("popolo.schema.json").read_text(encoding="utf-8"))


def test_popolo_is_valid_and_its_ids_meet(found: Register, store: Store) -> None:
    record = json.loads(as_popolo(found, known(store)[1]))
    Draft7Validator(SCHEMA).validate(record)
    ids = {kind: [one["id"] for one in record[kind]] for kind in record}
    assert all(len(ids[kind]) == len(set(ids[kind])) for kind in ids)
    for membership in record["memberships"]:
        assert membership["person_id"] in ids["persons"]
        assert membership["organization_id"] in ids["organizations"]
        assert membership["post_id"] in ids["posts"]
        assert membership["on_behalf_of_id"] is None or membership["on_behalf_of_id"] in ids["organizations"]
        assert membership["sources"]
        for source in membership["sources"]:
            url = urlsplit(source["url"])
            assert url.scheme == "ni" and re.fullmatch(r"char=\d+,\d+", url.fragment)
    parents = [o["parent_id"] for o in record["organizations"] if "parent_id" in o]
    assert parents and set(parents) <= set(ids["organizations"])


def test_what_popolo_does_not_allow_is_seen(found: Register) -> None:
    record = json.loads(as_popolo(found))
    record["memberships"][0]["start_date"] = "15 januari"
    record["persons"][0]["shoe_size"] = 42
    record["memberships"][1]["sources"][0].pop("url")
    assert len(list(Draft7Validator(SCHEMA).iter_errors(record))) == 3


# ── FollowTheMoney ───────────────────────────────────────────────────────────


def entities(found: Register) -> list[dict[str, Any]]:
    return [json.loads(line) for line in as_ftm(found).splitlines()]


def test_entities_refer_to_each_other(found: Register) -> None:
    by_id = {entity["id"]: entity for entity in entities(found)}
    schemata = {entity["schema"] for entity in by_id.values()}
    assert schemata == {
        "Person",
        "PublicBody",
        "Organization",
        "Position",
        "Occupancy",
        "Membership",
        "UnknownLink",
    }
    referring = {"holder", "post", "member", "organization", "subject", "object", "parent"}
    for entity in by_id.values():
        for name in referring & entity["properties"].keys():
            assert all(value in by_id for value in entity["properties"][name]), (entity, name)
    (membership,) = [e for e in by_id.values() if e["schema"] == "Membership"]
    assert membership["properties"]["role"] == ["kassör"]
    assert any("a.txt" in line for line in membership["properties"]["description"])


def test_entities_are_valid_by_the_library(found: Register) -> None:
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney (optional, needs ICU) is not installed"
    )
    from followthemoney.exc import InvalidData

    model = ftm.model
    records = entities(found)
    for record in records:
        proxy = model.get_proxy(record, cleaned=False)  # cleans, and leaves out what it does not take
        schema = model.get(record["schema"])
        schema.validate(record)
        assert not schema.abstract
        kept = proxy.to_dict()["properties"]
        for name, values in record["properties"].items():
            assert len(kept.get(name, ())) == len(values), (record, name)
        assert set(schema.required) <= kept.keys(), record
    with pytest.raises(InvalidData):
        model.get("Person").validate({"properties": {"name": [], "country": ["Älvbro"]}})


# ── HTML, Markdown ───────────────────────────────────────────────────────────


def test_the_page_needs_nothing_beside_itself(found: Register, store: Store) -> None:
    texts, _ = known(store)
    page = as_html(found, texts)
    tree = html.fromstring(page)
    assert tree.get("lang") == "sv"
    assert not tree.xpath("//link | //script[@src] | //img | //iframe") and "@import" not in page
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(href[1:] in ids for href in tree.xpath("//a/@href[starts-with(., '#')]"))
    assert [h.text_content() for h in tree.xpath("//*[@id='personer']//h3")] == [p.name for p in found.people]


def test_every_line_of_the_page_has_sources(found: Register, store: Store) -> None:
    tree = html.fromstring(as_html(found, known(store)[0]))
    lines = tree.xpath(
        "//article[@class='person']/ul/li | //table/tbody/tr | //*[@id='kontrollera']//li[strong]"
    )
    assert len(lines) > 15
    for line in lines:
        assert line.xpath(".//details[@class='sources']//li"), line.text_content()
    assert tree.xpath("//mark[.='Bo Åberg']")


def test_the_page_speaks_two_languages(found: Register) -> None:
    tree = html.fromstring(as_html(found))
    swedish = [e.text_content() for e in tree.xpath("//*[@lang='sv'][self::span]")]
    english = [e.text_content() for e in tree.xpath("//*[@lang='en'][self::span]")]
    assert len(swedish) == len(english)
    assert "Organ" in swedish and "Bodies" in english
    assert any("står som ordförande 2018-06-15" in text for text in swedish)
    assert any(text.startswith("§§ 1–11 of 2018 are missing") for text in english)


def test_a_name_cannot_write_html() -> None:
    quote = Quote("d", "<b>.txt", None, 0, 1, "<script>alert(1)</script>", "2020-01-01")
    role = Role("<i>", '"body"', None, "<u>", "&", "2020-01-01", "2020-01-01", (quote,))
    page = as_html(Register((Person("p", "<script>x</script>", (), (role,)),), (), ()))
    assert page.count("<script>") == 1 and "<i>" not in page and "<u>" not in page


def test_links_lead_to_the_files_where_they_are(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "protokoll" / "å b.txt"
    source.parent.mkdir()
    source.write_text("x", encoding="utf-8")
    stored(
        store,
        board("2020-01-15", seat("Anna-Lisa Bergdahl"), path=str(source)),
        board("2020-02-15", seat("Bo Kvist"), path="gone.txt"),
    )
    link = linker(store, tmp_path / "ut" / "register.html")
    links = {q.text: link(q) for p in register(store) for r in p.roles for q in r.sources}
    assert links == {
        "Anna-Lisa Bergdahl": "../protokoll/%C3%A5%20b.txt#:~:text=Anna%2DLisa%20Bergdahl",
        "Bo Kvist": None,
    }


def test_markdown_in_two_languages(found: Register) -> None:
    swedish, english = as_markdown(found, "sv"), as_markdown(found, "en")
    assert swedish.startswith("# Förtroendevalda") and english.startswith("# People")
    assert "- §§ 1–11 år 2018 saknas (före 2018-01-15)" in swedish
    assert "- §§ 1–11 of 2018 are missing (before 2018-01-15)" in english
    assert "Skrivs så 1 av 2 gånger; även Hans-Åke Vall (1)." in swedish
    for line in english.splitlines():
        if line.startswith("- **"):
            assert re.search(r"`[abcd]\.txt[^`]*`", line), line


def test_markdown_leaves_no_mark_in_a_name_to_work() -> None:
    quote = Quote("d", "a.txt", None, 0, 1, "x", "2020-01-01")
    role = Role("ledamot", "*body* [x](y)", None, None, None, "2020-01-01", "2020-01-01", (quote,))
    text = as_markdown(Register((Person("p", "A_B <i>", (("A_B <i>", 1),), (role,)),), (), ()))
    assert "### A\\_B \\<i\\>" in text and "\\*body\\* \\[x\\](y)" in text


# ── what is known of organisations; ends that nobody stated ──────────────────


@pytest.fixture
def renamed(store: Store) -> Register:
    """A federation in which a municipality and a region that was renamed have seats."""
    return registered(
        store,
        board(
            "2018-01-15",
            seat("Bo Åberg", "Västerbottens läns landsting", party="C"),
            seat("Cia Zorn", "Arbetsförmedlingen"),
            text="⟨ORG:Västerbottens läns landsting⟩ betalar.",
        ),
        board(
            "2020-01-15", seat("Bo Åberg", "Region Västerbotten"), text="⟨ORG:Region Västerbotten⟩ svarar."
        ),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "popolo", "ftm", "html"])
def test_public_numbers_are_in_every_format(renamed: Register, form: str) -> None:
    assert "202100-2114" in str(formatted(renamed, form, Setting()))


@pytest.mark.parametrize("form", ["popolo", "ftm", "html"])
def test_earlier_names_have_their_dates(renamed: Register, form: str) -> None:
    text = str(formatted(renamed, form, Setting()))
    assert "Västerbottens läns landsting" in text and "2019-01-01" in text
    if form == "popolo":
        record = json.loads(text)
        Draft7Validator(SCHEMA).validate(record)
        (old,) = next(o for o in record["organizations"] if o["name"] == "Region Västerbotten")["other_names"]
        assert (old["name"], old["end_date"]) == ("Västerbottens läns landsting", "2019-01-01")
        assert all(organization["sources"] for organization in record["organizations"])


def test_the_last_meeting_is_no_end(renamed: Register) -> None:
    memberships = json.loads(as_popolo(renamed))["memberships"]
    assert {one["end_date"] for one in memberships} == {None}
    assert any("senast sedd 2020-01-15" in one["label"] for one in memberships)
    entities = [json.loads(line) for line in as_ftm(renamed).splitlines()]
    assert not [one for one in entities if "endDate" in one["properties"]]
    assert any(one["properties"].get("date") == ["2020-01-15"] for one in entities)


def test_a_decision_ends_a_post(store: Store) -> None:
    rows = seat("Siv Dahlmark", "Vännby kommun"), seat("Bo Åberg", "Alvbro kommun")
    text = "⟨elect:⟨PERSON:Siv Dahlmark⟩ entledigas från uppdraget som ⟨ROLE:ledamot⟩⟩."
    found = registered(store, board("2018-01-15", *rows, text=text))
    ends = {one["person_id"]: one["end_date"] for one in json.loads(as_popolo(found))["memberships"]}
    assert {person.name: ends[person.id] for person in found.people} == {
        "Siv Dahlmark": "2018-01-15", "Bo Åberg": None,
    }  # fmt: skip


def test_a_day_that_nobody_told_is_no_beginning_and_no_end(store: Store) -> None:
    text = (
        "⟨elect:⟨PERSON:Siv Dahlmark⟩ väljs till ⟨ROLE:ledamot⟩ i ⟨BODY:kulturnämnden⟩ från och med "
        "⟨DATE:2021-04-01⟩⟩."
    )
    found = registered(
        store,
        protocol("Kommunfullmäktige", "2021-03-02", text=text),
        *(board(f"201{year}-01-15", seat("Bo Kvist", None, "ordförande")) for year in (6, 7)),
        *(board(f"201{year}-01-15", seat("Cia Zorn", None, "ordförande")) for year in (8, 9)),
    )
    names = {person.id: person.name for person in found.people}
    links = {
        names[m["person_id"]]: (m["start_date"], m["end_date"])
        for m in json.loads(as_popolo(found))["memberships"]
    }
    assert links == {
        "Siv Dahlmark": ("2021-04-01", None), "Bo Kvist": (None, None), "Cia Zorn": (None, None)
    }  # fmt: skip
    starts = [
        e["properties"].get("startDate") for e in map(json.loads, as_ftm(found).splitlines())
        if e["schema"] in ("Occupancy", "Membership")
    ]  # fmt: skip
    assert sorted(starts, key=str) == [None, None, ["2021-04-01"]]
    lines = {line["name"]: line for line in csv.DictReader(io.StringIO(as_csv(found.people)))}
    assert (lines["Bo Kvist"]["ended"], lines["Bo Kvist"]["ended_on"]) == ("followed", "")


def test_popolo_counts_spellings_in_swedish(found: Register) -> None:
    notes = {o["note"] for p in json.loads(as_popolo(found))["persons"] for o in p["other_names"]}
    assert notes == {"skrivs så 1 gång"}
