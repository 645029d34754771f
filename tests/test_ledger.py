"""The ledger: mandates followed into later minutes, and their state on a day."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evaluation.gold import load_folder
from pipeline.cli import app
from pipeline.entities import LedgerEntry
from pipeline.errors import BadSetting
from pipeline.facts import Document
from pipeline.ledger import ledger, listing
from pipeline.read import read_bytes
from pipeline.resolve import resolve
from pipeline.run import extract_file, extract_source
from pipeline.store import Store, open_store

ROOT = Path(__file__).parents[1]

HEAD = """Älvbro kommun
Socialnämnden
Sammanträdesprotokoll
Sammanträdesdatum {date}

Beslutande
Anna Bergdahl (S), ordförande
Bo Ekdahl (M)
Cilla Frisk (C)

"""
MARCH = """§ 12 Vattnet vid Solgläntan
Beslut
Socialnämnden ger förvaltningen i uppdrag att utreda dricksvattnets kvalitet vid Solgläntans äldreboende och
redovisa utredningen till nästa sammanträde.

§ 13 Hemtjänstens scheman
Beslut
Socialnämnden uppdrar åt förvaltningen att senast den 31 maj 2023 pröva önskade scheman i nattpatrullen.
"""


def minutes(day: str, items: str, name: str | None = None) -> Document:
    text = HEAD.format(date=day) + items
    return extract_source(read_bytes(text.encode(), name or f"socialnamnden-{day}.txt"))


def linked(*documents: Document) -> dict[str, LedgerEntry]:
    """Task → entry."""
    resolution = resolve(documents)
    tasks = {m.id: " ".join(m.task.split()) for d in documents for m in d.mandates}
    return {tasks[e.mandate]: e for e in ledger(documents, resolution.whose, resolution.copies)}


def reported(*documents: Document) -> dict[str, list[str]]:
    """The first two words of a task → the § numbers that report on it."""
    number = {s.id: s.number or "" for d in documents for s in d.sections}
    return {
        " ".join(task.split()[:2]): [number[r.section] for r in entry.reports]
        for task, entry in linked(*documents).items()
    }


@pytest.fixture(scope="module")
def march() -> Document:
    return minutes("2023-03-07", MARCH)


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden gav 2023-03-07 § 12 förvaltningen i uppdrag att utreda dricksvattnets kvalitet vid"
        " Solgläntan. Utredningen visar att vattnet är tjänligt.",
        "Förvaltningen redovisar utredningen av dricksvattnets kvalitet vid Solgläntans hem. Vattnet är bra.",
        "Som svar på uppdraget i § 12/2023 har förvaltningen låtit undersöka dricksvattnet på äldreboendet.",
        "Förvaltningen återkom till det uppdrag om dricksvattnet vid Solgläntan som gavs i mars.",
    ],
)
def test_a_report_is_found_however_it_refers_to_the_mandate(march: Document, text: str) -> None:
    later = minutes(
        "2023-05-09", f"§ 31 Dricksvatten på äldreboende\n{text}\n\nBeslut\nRedovisningen godkänns.\n"
    )
    assert reported(march, later) == {"utreda dricksvattnets": ["31"], "senast den": []}


@pytest.mark.parametrize(
    "item",
    [
        # another subject, reported with the same words
        "§ 31 Sommarens bemanning\nFörvaltningen redovisar bemanningen i juli. Uppdraget är slutfört.\n",
        # the same place, but nothing is reported
        "§ 31 Hyresavtal för Solgläntan\nBeslut\nNämnden godkänner hyresavtalet för Solgläntan.\n",
        # put off
        "§ 31 Dricksvattnets kvalitet vid Solgläntan, redovisning av uppdrag\nBeslut\nÄrendet bordläggs.\n",
        # a new mandate with the same words is no report
        "§ 31 Solbacken\nBeslut\nNämnden ger förvaltningen i uppdrag att utreda dricksvattnets kvalitet vid"
        " Solbackens äldreboende.\n",
    ],
)
def test_what_is_no_report(march: Document, item: str) -> None:
    assert reported(march, minutes("2023-05-09", item))["utreda dricksvattnets"] == []


NOT_YET = [
    "Förvaltningen har inte hunnit med utredningen av dricksvattnets kvalitet, som redovisas i juni.",
    "Utredningen av dricksvattnets kvalitet vid Solgläntan har ännu inte påbörjats.",
    "Redovisningen av dricksvattnets kvalitet vid Solgläntans äldreboende skjuts fram till hösten.",
    "Förvaltningen rapporterar att utredningen av dricksvattnets kvalitet inte är klar.",
    "Utredningen av dricksvattnets kvalitet vid Solgläntan är försenad och redovisas i juni.",
]


@pytest.mark.parametrize("text", NOT_YET)
def test_what_is_not_done_yet_is_no_report(march: Document, text: str) -> None:
    item = f"§ 31 Dricksvatten på äldreboende\n{text}\n"
    assert reported(march, minutes("2023-05-09", item))["utreda dricksvattnets"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Förvaltningen redovisar utredningen av dricksvattnets kvalitet vid Solgläntan. Taxan är inte klar.",
        "Förvaltningen redovisar utredningen av dricksvattnets kvalitet vid Solgläntan, som råder nämnden"
        " att inte genomföra några provtagningar.",
    ],
)
def test_another_thing_that_is_not_done_hides_no_report(march: Document, text: str) -> None:
    item = f"§ 31 Dricksvatten på äldreboende\n{text}\n"
    assert reported(march, minutes("2023-05-09", item))["utreda dricksvattnets"] == ["31"]


SPRING = """§ 2 Lokaler
Beslut
Socialnämnden uppdrar åt förvaltningen att inventera nämndens lokaler.

§ 3 Sjukfrånvaro
Beslut
Förvaltningschefen får i uppdrag att ta fram en handlingsplan för minskad sjukfrånvaro.

§ 4 Tolkar
Beslut
Förvaltningen får i uppdrag att säga upp avtalet om tolktjänster.
"""


@pytest.mark.parametrize(
    ("item", "task"),
    [
        (
            "§ 21 Information\nFörvaltningschefen rapporterar från inventeringen av nämndens lokaler enligt"
            " uppdrag § 2.",
            "inventera nämndens",
        ),
        (
            "§ 21 Återrapportering av uppdrag\nFörvaltningschefen presenterar handlingsplanen för minskad"
            " sjukfrånvaro. Nämnden beslutar att uppdraget förklaras slutfört.",
            "ta fram",
        ),
        ("§ 21 Övrigt\nAvtalet om tolktjänster är nu uppsagt.", "säga upp"),
        # the same § of another mandate, another thing that is closed, a thing that is not done
        ("§ 21 Information\nFörvaltningen rapporterar om sommaren enligt uppdrag § 5.", None),
        ("§ 21 Badet\nFörvaltningen presenterar badet. Uppdraget förklaras slutfört.", None),
        ("§ 21 Övrigt\nAvtalet om tolktjänster är inte på plats i dag.", None),
    ],
)
def test_a_report_by_its_section_its_end_or_what_is_done(item: str, task: str | None) -> None:
    found = reported(minutes("2023-03-07", SPRING), minutes("2023-05-09", item + "\n"))
    assert [words for words, numbers in found.items() if numbers] == ([task] if task else [])


TOLD = """§ 12 Hyran för fritidsgården Dnr SN 2023/14
Beslut
Socialnämnden ger förvaltningen i uppdrag att se över hyran för fritidsgården och återkomma med ett förslag.

§ 13 Trygghetslarm Dnr SN 2023/15
Beslut
Förvaltningschefen får i uppdrag att undersöka vad som krävs för att byta leverantör av trygghetslarm.

§ 14 Samverkan med civilsamhället
Beslut
Socialnämnden uppdrar åt ordföranden att bjuda in Röda Korset till ett kommande sammanträde.

§ 15 Rutiner för orosanmälningar Dnr SN 2023/16
Beslut
Socialnämnden ger förvaltningen i uppdrag att ta fram nya rutiner för orosanmälningar senast i maj 2023.
"""


@pytest.mark.parametrize(
    ("item", "task"),
    [
        # items that go through what the meeting before decided, § by §
        ("Uppföljning av uppdrag\n- § 12 Hyran för fritidsgården: klart\n- § 19 Taxan: pågår", "se över"),
        ("Föregående protokoll\n§ 15 Rutinerna för orosanmälningar är klara.", "ta fram"),
        ("Badet\n§ 15 i reglementet gäller rutinerna för orosanmälningar.", None),
        # what the meeting before asked
        (
            "Trygghetslarm\nFörvaltningschefen svarar på frågan från föregående möte: leverantören byts.",
            "undersöka vad",
        ),
        ("Trygghetslarm\nStatistik över trygghetslarm och deras leverantör visas.", None),
        # the same case comes back and is decided
        (
            "Hyra för fritidsgård Dnr SN 2023/14\nBeslut\nNämnden antar förslaget till fritidsgårdens hyra.",
            "se över",
        ),
        ("Hyra för fritidsgård Dnr SN 2023/99\nStatistik över hyran visas.", None),
        # the task's own verb in the perfect, with its particle; a guest who was invited
        ("Övrigt\nOrdföranden har bjudit in Röda Korset till augusti.", "bjuda in"),
        ("Besök av Röda Korset\nRöda Korset berättar om sin verksamhet.", "bjuda in"),
        ("Bidrag till Röda Korset\nRöda Korset får 20 000 kr.", None),
        (
            "Fritidsgården Dnr SN 2023/14\nMed anledning av uppdraget § 12/2023 har tre nivåer räknats fram.",
            "se över",
        ),
    ],
)
def test_a_report_at_the_next_meeting_or_in_the_same_case(item: str, task: str | None) -> None:
    found = reported(minutes("2023-03-07", TOLD), minutes("2023-05-09", f"§ 31 {item}\n"))
    assert [words for words, numbers in found.items() if numbers] == ([task] if task else [])


def test_only_the_next_meeting_goes_through_its_sections() -> None:
    between = minutes("2023-04-04", "§ 20 Sommaren\nSommarens bemanning är klar.\n")
    later = minutes("2023-05-09", "§ 31 Föregående protokoll\n§ 15 Rutinerna för orosanmälningar finns.\n")
    assert reported(minutes("2023-03-07", TOLD), between, later)["ta fram"] == []


CASES = """§ 2 Hemtjänstens restid Dnr SN 2023/41
Beslut
Socialnämnden ger förvaltningschefen i uppdrag att, med anledning av klagomålen, kontrollera vilka
planeringssystem som används och hur de fylls i.

§ 3 Tillsynen av Solgläntan Dnr SN 2023/7
Beslut
Förvaltningen får i uppdrag att kontrollera Solgläntan igen.

§ 4 Information till anhöriga Dnr SN 2023/9
Beslut
Förvaltningen får i uppdrag att minska mängden externt inköpta översättningar och annonsering.

§ 5 Skolskjuts Dnr SN 2023/11
Beslut
Förvaltningen får i uppdrag att lämna information i bokslutsgruppen.
"""


@pytest.mark.parametrize(
    ("item", "task"),
    [
        # a title that says no more than that it reports, where the case is next taken up
        (
            "§ 21 Redovisning av uppdrag Dnr SN 2023/41\nFörvaltningschefen berättar om nuläget.",
            "med anledning",
        ),
        ("§ 21 Redovisning av uppdrag Dnr SN 2023/99\nFörvaltningschefen berättar om nuläget.", None),
        ("§ 21 Hemtjänstens restid Dnr SN 2023/41\nFörvaltningschefen berättar om nuläget.", None),
        # a title of the task's own thing
        ("§ 21 Redovisning från Solgläntan\nVerksamhetschefen svarar på frågor.", "kontrollera Solgläntan"),
        ("§ 21 Besök på Solgläntan\nVerksamhetschefen svarar på frågor.", None),
        ("§ 21 Redovisning av Solgläntans fond\nVerksamhetschefen svarar på frågor.", None),
        # a title of a mandate with the task's words
        (
            "§ 21 Ny riktlinje samt redovisning av två uppdrag om externt inköpta översättningar\n"
            "Riktlinjen gås igenom.",
            "minska mängden",
        ),
        (
            "§ 21 Redovisning av kulturnämndens uppdrag om externt inköpta översättningar\nRiktlinjen gås"
            " igenom.",
            None,
        ),
        # one word of the task, and that one stands everywhere
        ("§ 21 Skolskjuts\nFörvaltningen redovisar informationen till hemmen.", None),
    ],
)
def test_a_report_by_its_title(item: str, task: str | None) -> None:
    others = "".join(
        f"§ {number} {title}\nBeslut\nInformationen läggs till handlingarna.\n\n"
        for number, title in enumerate(
            ("Bokslut", "Delegationsbeslut", "Meddelanden", "Taxor", "Lex Sarah", "Kösiffror", "Remisser"), 22
        )
    )
    found = reported(minutes("2023-03-07", CASES), minutes("2023-05-09", f"{item}\n\n{others}"))
    assert [words for words, numbers in found.items() if numbers] == ([task] if task else [])


def test_only_the_next_item_of_a_case_answers_without_a_word_of_the_task() -> None:
    item = "§ {} Redovisning av uppdrag Dnr SN 2023/41\nFörvaltningschefen berättar om nuläget.\n"
    found = reported(
        minutes("2023-03-07", CASES),
        minutes("2023-05-09", item.format(21)),
        minutes("2023-06-13", item.format(33)),
    )
    assert found["med anledning"] == ["21"]


def test_an_earlier_meeting_and_another_organisation_report_nothing(march: Document) -> None:
    item = (
        "§ 2 Dricksvatten på äldreboende\nFörvaltningen redovisar uppdraget att utreda dricksvattnets"
        " kvalitet vid Solgläntans äldreboende.\n"
    )
    earlier = minutes("2023-01-10", item)
    text = (HEAD.format(date="2023-05-09") + item).replace("Älvbro kommun", "Nordsjö kommun")
    elsewhere = extract_source(read_bytes(text.encode(), "nordsjo.txt"))
    assert reported(march, earlier, elsewhere)["utreda dricksvattnets"] == []


def test_the_next_meeting_is_a_deadline_only_the_calendar_tells(march: Document) -> None:
    alone = linked(march)
    assert next(e for t, e in alone.items() if t.startswith("utreda")).due is None
    following = linked(
        march, minutes("2023-06-13", "§ 40 Information\n"), minutes("2023-04-18", "§ 20 Taxor\n")
    )
    entry = next(e for t, e in following.items() if t.startswith("utreda"))
    assert (entry.due, entry.due_why) == ("2023-04-18", "the next meeting is that of 2023-04-18")


def test_a_meeting_a_year_later_is_not_the_next_one(march: Document) -> None:
    entry = next(e for t, e in linked(march, minutes("2024-03-12", "§ 9 Taxor\n")).items() if "utreda" in t)
    assert entry.due is None


# ── in the store ─────────────────────────────────────────────────────────────


@pytest.fixture
def store(tmp_path: Path, march: Document) -> Iterator[Store]:
    later = minutes(
        "2023-05-09",
        "§ 31 Dricksvatten på äldreboende\nNämnden gav 2023-03-07 § 12 förvaltningen i uppdrag att"
        " utreda dricksvattnets kvalitet. Utredningen visar att vattnet är tjänligt.\n\n"
        "Beslut\nRedovisningen godkänns.\n",
    )
    documents = [march, later]
    with open_store(tmp_path / "p.db", create=True) as opened:
        for document in documents:
            opened.put(document, "test")
        resolution = resolve(documents)
        opened.resolve(resolution)
        opened.keep_ledger(ledger(documents, resolution.whose, resolution.copies))
        yield opened


def states(
    store: Store, day: str, *wanted: str, body: str = "", to: str = ""
) -> list[tuple[str, str | None]]:
    chosen = wanted or ("open", "overdue", "reported")
    return [
        (line.state, line.section)
        for line in listing(store, date.fromisoformat(day), chosen, body=body, to=to)
    ]


def test_a_mandate_is_open_until_the_day_after_its_deadline(store: Store) -> None:
    assert states(store, "2023-05-31") == [("reported", "12"), ("open", "13")]
    assert states(store, "2023-06-01") == [("reported", "12"), ("overdue", "13")]
    assert states(store, "2023-06-01", "overdue") == [("overdue", "13")]


def test_mandates_by_who_gave_and_who_got_them(store: Store) -> None:
    assert len(states(store, "2023-05-31", body="socialnämnd", to="FÖRVALTNINGEN")) == 2
    assert states(store, "2023-05-31", body="byggnadsnämnd") == []
    assert states(store, "2023-05-31", to="rektor") == []


def test_an_unknown_state_is_refused(store: Store) -> None:
    with pytest.raises(BadSetting, match="choose one of open, overdue, reported"):
        listing(store, date(2023, 5, 31), ("late",))


def test_the_mandate_itself_knows_where_it_was_reported(store: Store) -> None:
    found = {m.section: m.reported_in for d in store.documents() for m in d.mandates}
    sections = {s.id: s.number for d in store.documents() for s in d.sections}
    assert [sections[i] for i in found["12"]] == ["31"]
    assert found["13"] == ()


def test_the_ledger_is_derived_anew_each_time(store: Store) -> None:
    store.keep_ledger(())
    assert states(store, "2023-05-31", "reported") == []
    assert all(m.reported_in == () for d in store.documents() for m in d.mandates)


def test_the_command_lists_them(store: Store) -> None:
    runner = CliRunner()
    shown = runner.invoke(app, ["mandates", "--store", str(store.path), "--on", "2023-06-01"])
    assert shown.exit_code == 0
    assert "overdue, due 2023-05-31" in shown.stdout
    assert "reported: 2023-05-09 § 31 Dricksvatten på äldreboende" in shown.stdout
    found = runner.invoke(
        app,
        [
            "mandates",
            "--store",
            str(store.path),
            "--on",
            "2023-06-01",
            "--state",
            "reported",
            "--format",
            "json",
        ],
    )
    (line,) = json.loads(found.stdout)
    assert (line["section"], line["reported"][0]["section"]) == ("12", "31")
    table = runner.invoke(app, ["mandates", "--store", str(store.path), "--format", "csv"])
    assert table.stdout.splitlines()[0].startswith("state,date,body,section,giver,assignees")
    wrong = runner.invoke(app, ["mandates", "--store", str(store.path), "--on", "i går"])
    assert isinstance(wrong.exception, BadSetting)


# ── on the sample corpus ─────────────────────────────────────────────────────


def test_reports_in_the_sample_corpus() -> None:
    """Against the annotators' links: at least four of five found, at least three of four right."""
    golds = {gold.name: gold for gold in load_folder(ROOT / "annotations")}
    documents = [extract_file(path) for path in sorted((ROOT / "corpus").iterdir()) if path.stem in golds]
    resolution = resolve(documents)
    home = {s.id: f"{Path(d.source.path).stem}§{s.number}" for d in documents for s in d.sections}
    found: dict[tuple[str, str | None, str], set[str]] = {
        (Path(d.source.path).stem, m.section, " ".join(m.task.split())): set()
        for d in documents
        for m in d.mandates
    }
    task = {
        m.id: (Path(d.source.path).stem, m.section, " ".join(m.task.split()))
        for d in documents
        for m in d.mandates
    }
    for entry in ledger(documents, resolution.whose, resolution.copies):
        found[task[entry.mandate]] = {home[report.section] for report in entry.reports}
    wanted = {
        (name, m.section, " ".join(m.task.split())): set(m.reported_in)
        for name, gold in golds.items()
        for m in gold.mandates
    }
    links = {(*key, there) for key, all_ in found.items() if key in wanted for there in all_}
    right = {(*key, there) for key, all_ in wanted.items() for there in all_}
    assert len(links & right) / len(right) >= 0.8
    assert len(links & right) / len(links) >= 0.75
