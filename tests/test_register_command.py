"""`paragraf register`: on a day, by body, the checks, the changes, the formats."""

import json
from pathlib import Path

import pytest
from invented import board, protocol, seat
from registered import registered
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.errors import BadSetting
from pipeline.register.runs import keep_run
from pipeline.store import open_store


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "p.db"
    with open_store(path, create=True) as store:
        found = registered(
            store,
            board("2018-01-15", seat("Anna Bergdahl", "Alvbro kommun", "ordförande"), path="a.txt"),
            board("2018-12-15", seat("Anna Bergdahl", "Alvbro kommun", "ordförande"), path="b.txt"),
            board("2018-06-15", seat("Bo Kvist", "Vännby kommun", "ordförande"), path="c.txt"),
            protocol(date="2018-05-15", present=[seat("Siv Dahlmark", party="C")], path="d.txt"),
        )
        keep_run(store, found)
    return path


def told(db: Path, *options: str) -> str:
    result = asked(db, *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def asked(db: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["register", "--store", str(db), *options])


def refused(db: Path, *options: str) -> str:
    result = asked(db, *options)
    assert isinstance(result.exception, BadSetting)
    return str(result.exception)


def test_who_held_what_on_a_day(db: Path) -> None:
    text = told(db, "--on", "2018-05-15", "--english")
    assert text.splitlines() == [
        "Samordningsförbundet Alvbro",
        "    chair: Anna Bergdahl, for Alvbro kommun, 2018-01-15 – 2018-12-15",
        "        a.txt [40–53]",
        "Socialnämnden, Alvbro kommun",
        "    member: Siv Dahlmark (C), 2018-05-15",
        "        d.txt [39–51]",
    ]
    assert "Siv" in told(db, "--on", "2018-05-15", "--body", "social")
    assert "Anna" not in told(db, "--on", "2018-05-15", "--body", "social")
    records = json.loads(told(db, "--on", "2018-08-15", "--format", "json"))
    assert [(r["name"], r["post"], r["seen"]) for r in records] == [
        ("Anna Bergdahl", "ordförande", True),
        ("Siv Dahlmark", "ledamot", False),
    ]


def test_nobody_on_a_day_long_before(db: Path) -> None:
    result = asked(db, "--on", "1995-05-15")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nobody is seen on a post then" in result.stderr


def test_the_checks(db: Path) -> None:
    assert "another-chair" in told(db, "--checks")
    (record,) = json.loads(told(db, "--checks", "--format", "json"))
    assert record["message_sv"].startswith("Bo Kvist står som ordförande")
    assert told(db, "--checks", "--body", "social") == ""


def test_the_changes(db: Path) -> None:
    assert "Första körningen" in told(db, "--changes")
    assert "The first run" in told(db, "--changes", "--english")
    assert [run["first"] for run in json.loads(told(db, "--changes", "--format", "json"))] == [True]


def test_the_bodies(db: Path) -> None:
    assert told(db, "--bodies").startswith("### Samordningsförbundet Alvbro")
    assert [body["name"] for body in json.loads(told(db, "--bodies", "--format", "json"))] == [
        "Samordningsförbundet Alvbro",
        "Socialnämnden",
    ]


@pytest.mark.parametrize("form", ["csv", "json", "popolo", "ftm", "html", "markdown"])
def test_a_format_for_one_body(db: Path, form: str) -> None:
    text = told(db, "--format", form, "--body", "social")
    assert "Siv Dahlmark" in text and "Bo Kvist" not in text


def test_a_workbook_needs_a_file(db: Path, tmp_path: Path) -> None:
    assert "--out" in refused(db, "--format", "xlsx")
    told(db, "--format", "xlsx", "--out", str(tmp_path / "r.xlsx"))
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--format", "xml"), "--format xml: choose one of csv, json, xlsx, popolo, ftm, html, markdown"),
        (("--on", "2018-05"), "--on 2018-05: write a day as 2024-05-31"),
        (("--on", "2018-02-30"), "--on 2018-02-30: write a day as 2024-05-31"),
        (("--on", "2018-05-15", "--checks"), "choose one"),
        (("--checks", "--format", "html"), "choose text or json"),
        (("--changes", "--format", "csv"), "choose markdown or json"),
        (("--body", "Vännby"), "no body"),
    ],
)
def test_what_cannot_be_asked(db: Path, options: tuple[str, ...], message: str) -> None:
    assert message in refused(db, *options)
