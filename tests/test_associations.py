"""Minutes of associations: titles that run into their text, elections in lists, the board that is elected."""

from __future__ import annotations

import pytest
from segmented import layout_of, rows_of, sections_of

from pipeline.extract.coordination import coordinated
from pipeline.extract.decisions import decisions
from pipeline.extract.mandates import mandates

HEAD = "Protokoll fört vid årsmöte med Ekbackens byalag den 9 mars 2022\n\n"


def minutes(*items: str) -> str:
    """Annual minutes whose items are `items`, each a paragraph."""
    return HEAD + "\n\n".join(items) + "\n"


def settled(text: str) -> list[tuple[str, str, str]]:
    """Kind, status and words of each decision."""
    return [(one.kind, one.status, " ".join(one.text.split())) for one in decisions(layout_of(text))]


def test_items_whose_text_stands_on_the_line_of_the_title_are_no_list_of_contents() -> None:
    text = minutes(
        "§ 1) Mötets öppnande. Ordföranden Siv Melin hälsade alla välkomna.",
        "§ 2) Val av ordförande. Till ordförande för mötet valdes Siv Melin.",
        "§ 3) Val av justerare. Till justerare valdes Bo Ek samt Eva Tall.",
        "§ 4) Kallelse. Kallelsen har anslagits i affären och på bryggan.",
        "Kallelsen godkändes av årsmötet.",
        "§ 5) Dagordning. Dagordningen godkändes av årsmötet.",
    )
    assert sections_of(text) == [
        "1 Mötets öppnande",
        "2 Val av ordförande",
        "3 Val av justerare",
        "4 Kallelse",
        "5 Dagordning",
    ]
    assert [words for _, _, words in settled(text)] == [
        "Till ordförande för mötet valdes Siv Melin",
        "Till justerare valdes Bo Ek samt Eva Tall",
        "Kallelsen godkändes av årsmötet",
        "Dagordningen godkändes av årsmötet",
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Närvarolista Det beslutades, att listan bifogas", "Närvarolista"),
        ("Val av revisorer Till revisorer valdes Bo Ek och Eva Tall.", "Val av revisorer"),
        ("Mötets öppnande Anna Ek, byalagets sekreterare, öppnade mötet", "Mötets öppnande"),
        ("Val av mötesordförande Anna Ek valdes till ordförande", "Val av mötesordförande"),
        ("Bryggan Vi har lagat den i vår.", "Bryggan"),
        ("Inget datum bestämdes. Ordföranden kallar till", "Inget datum bestämdes"),
        # a sentence of its own, a name that a post leads to, a quoted name, capitals throughout
        ("Ordförande Anna Ek öppnade mötet", "Ordförande Anna Ek öppnade mötet"),
        ("Ordf. Bo Anders Ek hälsade alla välkomna", "Ordf. Bo Anders Ek hälsade alla välkomna"),
        ("Projektet ”Byn Det finns plats för alla”", "Projektet ”Byn Det finns plats för alla”"),
        ("Information om Vi är byn", "Information om Vi är byn"),
        ("Val Till Styrelsen", "Val Till Styrelsen"),
        ("Motion från Bo Ek. Gratis båtplats", "Motion från Bo Ek. Gratis båtplats"),
    ],
)
def test_where_a_title_ends(line: str, title: str) -> None:
    below = "möte i höst. Vi träffas hos Bo." if line.endswith("kallar till") else "Frågan är gammal."
    text = minutes("§ 1 Upprop\nAlla var där.", f"§ 2 {line}\n{below}", "§ 3 Avslutning\nMötet slutade.")
    assert sections_of(text)[1] == f"2 {title}"


def test_the_text_behind_a_title_is_read_with_its_next_line() -> None:
    text = minutes(
        "§ 1 Upprop\nAlla var där.",
        "§ 2 Medlemsavgift Det tillfälliga beslutet om en avgift på\n50 kronor per medlem fastställdes.",
        "§ 3 Dagordning Det beslutades, att mötet skulle följa\nden utsända dagordningen.",
    )
    assert settled(text) == [
        ("adopt", "decided", "Det tillfälliga beslutet om en avgift på 50 kronor per medlem fastställdes"),
        ("other", "decided", "Det beslutades, att mötet skulle följa den utsända dagordningen"),
    ]


def test_lines_that_all_stand_apart_are_one_sentence_in_lower_case() -> None:
    lines = [
        "Protokoll från styrelsemöte i Ekbackens byalag 2022-03-09.",
        "Närvarande: Siv Melin, Bo Ek, Eva Tall",
        "§ 1 Val av kassör",
        "Till kassör valdes Eva Tall.",
        "Styrelsen beslutade att den båt som ligger vid bryggan endast ska",
        "lånas ut vid behov.",
        "§ 2 Bryggan",
        "Bryggan är trasig.",
        "§ 3 Mötet avslutades",
        "Siv tackade för visat intresse.",
    ]
    assert settled("\n\n".join(lines))[1][2] == (
        "Styrelsen beslutade att den båt som ligger vid bryggan endast ska lånas ut vid behov"
    )


BOARD = minutes(
    "§ 1 Val av ordförande för mötet\nTill ordförande valdes Karin Dahl.",
    "§ 2 Ansvarsfrihet\nStyrelsen beviljades ansvarsfrihet.",
    "§ 3 Val av ordförande för ett år\nSiv Melin valdes.",
    "§ 4 Val av styrelse och suppleanter",
    "Ordinarie styrelsemedlemmar: Kvar med pågående mandat: Bo Ek och Eva Tall.",
    "Omval på 2 års mandat av: Jonas Berg samt Lars Lind.",
    "Fyllnadsval, efter Per Holm, av Rune Öberg.",
    "Suppleanter: Nyval på Ulla Kvist.",
    "§ 5 Val av revisorer\nOmval på Nils Vik.",
    "§ 6 Val av valberedning\nTill valberedare valdes Stig Sand.",
)


def test_the_elected_board_is_in_the_attendance_of_minutes_without_a_list() -> None:
    # "Siv Melin valdes" is a decision, no list
    assert rows_of(BOARD) == [
        "Bo Ek: member, styrelsemedlem, unknown",
        "Eva Tall: member, styrelsemedlem, unknown",
        "Jonas Berg: member, styrelsemedlem, unknown",
        "Lars Lind: member, styrelsemedlem, unknown",
        "Rune Öberg: member, styrelsemedlem, unknown",
        "Ulla Kvist: substitute, suppleant, unknown",
    ]


def test_whom_a_council_elects_sits_on_boards_of_others() -> None:
    council = BOARD.replace(BOARD.split("\n")[0], "Kommunfullmäktige i Norrby", 1)
    assert rows_of(council) == []


def test_where_a_list_tells_who_was_there_the_elected_are_no_rows() -> None:
    listed = BOARD.replace("\n\n§ 1", "\n\nNärvarande: Karin Dahl, Siv Melin, Bo Ek\n\n§ 1", 1)
    assert [line.split(":")[0] for line in rows_of(listed)] == ["Karin Dahl", "Siv Melin", "Bo Ek"]


def test_posts_behind_and_before_names() -> None:
    text = minutes(
        "§ 1 Ansvarsfrihet\nStyrelsen beviljades ansvarsfrihet.",
        "§ 2 Val av styrelse\nTill styrelseordförande valdes Siv Melin och till kassör Bo Ek.\n"
        "Eva Tall och Lars Lind utsågs till övriga styrelsemedlemmar.",
        "§ 3 Val av styrelseledamöter för två år\n"
        "Ordinarie: Rune Öberg (omval)\nUlla Kvist, sekreterare (omval)\n"
        "Suppleanter:\nNils Vik (nyval)",
    )
    assert rows_of(text) == [
        "Rune Öberg: member, styrelseledamot, unknown",
        "Ulla Kvist: member, sekreterare, unknown",
        "Nils Vik: substitute, suppleant, unknown",
    ]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Siv Melin valdes att leda mötet och Bo Ek att föra protokollet",
            ["Siv Melin valdes att leda mötet", "Bo Ek att föra protokollet"],
        ),
        (
            "Siv Melin valdes till ordförande och Bo Ek till dess sekreterare",
            ["Siv Melin valdes till ordförande", "Bo Ek till dess sekreterare"],
        ),
        ("Siv Melin och Bo Ek valdes till justerare", ["Siv Melin och Bo Ek valdes till justerare"]),
        (
            "Fråga om byn ska köpa båtar lyftes och styrelsen beslutade att vänta",
            ["Fråga om byn ska köpa båtar lyftes", "styrelsen beslutade att vänta"],
        ),
    ],
)
def test_two_who_are_elected_in_a_sentence(sentence: str, parts: list[str]) -> None:
    assert [sentence[a:b] for a, b in coordinated(sentence)] == parts


@pytest.mark.parametrize(
    ("sentence", "kind", "quote"),
    [
        (
            "Omval på 2 års mandat av: Siv Melin samt Bo Ek.",
            "elect",
            "Omval på 2 års mandat av: Siv Melin samt Bo Ek",
        ),
        ("Uppdrag åt styrelsen att utse två ombud.", "assign", "Uppdrag åt styrelsen att utse två ombud"),
        ("Det extra årsmötet förklarades vara i behörig ordning utlyst.", "other", None),
        ("Årsmötet ansågs behörigen utlyst.", "approve", None),
        ("Det beslutades även att medlemsavgiften skall vara 200 kronor.", "adopt", None),
        ("Bo Ek läste upp revisionsberättelsen som godkändes av årsmötet.", "approve", None),
        (
            "Mötet godkände resultaträkningen och konstaterade att den granskats av revisorerna.",
            "approve",
            "Mötet godkände resultaträkningen",
        ),
    ],
)
def test_what_annual_meetings_settle(sentence: str, kind: str, quote: str | None) -> None:
    found = settled(
        minutes("§ 1 Upprop\nAlla var där.", f"§ 2 Styrelsen\n{sentence}", "§ 3 Slut\nMötet slutade.")
    )
    assert [(one, status) for one, status, _ in found] == [(kind, "decided")]
    assert quote is None or found[0][2] == quote


STUDENTS = minutes(
    "§ 1 Val av sekreterare\nFörslag\n\n1. Att Siv Melin väljs till mötessekreterare\n\nBeslut\n\n"
    "1. Att förslaget till beslut bifalles",
    "§ 2 Guiden\nFörslag till beslut\n\n"
    "1. Att Bo Ek tar på sig att skriva den, deadline 17/5-24\n\nBeslut\n\n"
    "1. Att attsatserna bifalles",
    "§ 3 Övrigt\nInget togs upp.",
)


def test_a_proposal_that_is_carried_gives_the_decision_its_kind() -> None:
    assert [(kind, status) for kind, status, _ in settled(STUDENTS)] == [
        ("elect", "proposed"),
        ("elect", "decided"),
        ("assign", "proposed"),
        ("assign", "decided"),
    ]


def test_somebody_takes_a_task_upon_himself() -> None:
    (told,) = mandates(layout_of(STUDENTS))
    assert (told.assignees, told.task, told.deadline, told.status) == (
        ("Bo Ek",),
        "skriva den",
        "17/5-24",
        "proposed",
    )


@pytest.mark.parametrize(
    ("sentence", "doer", "task"),
    [
        ("Ordföranden tog på sig uppgiften att ringa kommunen.", "Ordföranden", "ringa kommunen"),
        ("Siv kommer öppna ett konto för byalaget.", "Siv", "öppna ett konto för byalaget"),
        ("Uppdrag åt styrelsen att utse två ombud.", "styrelsen", "utse två ombud"),
    ],
)
def test_who_is_to_do_something(sentence: str, doer: str, task: str) -> None:
    head = "Styrelsemöte i Ekbackens byalag 2022-03-09\n\nNärvarande: Siv Melin, Bo Ek\n\n"
    text = f"{head}§ 1 Upprop\nAlla var där.\n\n§ 2 Ekonomi\n{sentence}\n\n§ 3 Slut\nMötet slutade.\n"
    (told,) = mandates(layout_of(text))
    assert (told.assignees, told.task) == ((doer,), task)
