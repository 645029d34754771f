"""How associations write their decisions: in the numbered line, without a verb, as "vi", in every tense."""

from __future__ import annotations

import pytest
from decision_layout import found, said, words

from pipeline.extract.decisions import decisions
from pipeline.facts import Decision, Source
from pipeline.segment import segment

# minutes of an annual meeting of an invented association, each item one line
_HEAD = "Årsmötesprotokoll\n\nProtokoll från årsmöte den 6 mars 2022 i Ängsby byalag\n\n"


def lines(*items: str, head: str = _HEAD) -> list[Decision]:
    """The decisions of annual minutes whose items are `items`, numbered from § 2, between two others."""
    numbered = "\n\n".join(f"§ {n}  {item}" for n, item in enumerate(items, 2))
    last = len(items) + 2
    text = f"{head}§ 1  Mötet öppnades.\n\n{numbered}\n\n§ {last}  Inga övriga frågor togs upp.\n"
    source = Source(id="prov", path="prov.txt", sha256="", media_type="text/plain", text=text)
    return decisions(segment(source))


HEADINGS = [
    ("Till sekreterare för mötet valdes Ebba Lundkvist.", "elect"),
    ("Dagordningen godkändes.", "approve"),
    ("Styrelsen beviljades ansvarsfrihet för 2021 års förvaltning.", "approve"),
    ("Resultat- och balansräkningen fastställdes.", "adopt"),
    ("Mötet förklarades behörigt utlyst.", "other"),
    ("Kallelse till mötet har skett behörigen.", "approve"),
    ("Frågan om mötets utlysning besvarades med ja.", "approve"),
    ("Val av ordförande för mötet: Karin Öhrn.", "elect"),
    ("Val av justerare: Karin Öhrn och Lars Melin.", "elect"),
    ("Valberedningen, Karin Öhrn och Lars Melin, valdes om.", "elect"),
    ("Medlemsavgiften fastställdes oförändrad till 150 kr.", "adopt"),
    ("Verksamhetsberättelsen gås igenom och läggs till handlingarna.", "note"),
]


@pytest.mark.parametrize(("item", "kind"), HEADINGS)
def test_the_numbered_line_is_the_decision(item: str, kind: str) -> None:
    made = lines(item)
    assert [(d.kind, d.status, words(d.text)) for d in made] == [(kind, "decided", item.rstrip("."))]


def test_a_line_that_settles_two_things() -> None:
    made = lines("Verksamhetsplanen godkänns och avgiften beslutas vara oförändrad 150 kr.")
    assert [d.kind for d in made] == ["approve", "adopt"]


def test_what_follows_the_decision_on_its_line_is_told() -> None:
    made = lines("Frågan om utlysning besvaras med ja. Kallelsen gick ut i mars.")
    assert [words(d.text) for d in made] == ["Frågan om utlysning besvaras med ja"]


TITLES = [
    "Godkännande av dagordning",
    "Val av ordförande för mötet",
    "Val av styrelse enligt valberedningens förslag: se bilaga",
    "Fråga om ansvarsfrihet för styrelsen",
    "Revisionsberättelsen lästes upp.",
    "Inga motioner inkomna.",
    "Beslut om årsavgift",
    "Information om planen som antogs i fjol",
    "Revisorn förordar ansvarsfrihet för styrelsen.",
]


@pytest.mark.parametrize("item", TITLES)
def test_a_title_settles_nothing(item: str) -> None:
    assert lines(item) == []


def test_a_heading_over_its_decision_is_not_a_second() -> None:
    assert [words(d.text) for d in found("Beslut\n\nTaxan höjs till 90 kronor.", "Taxan höjs")] == [
        "Taxan höjs till 90 kronor"
    ]


NAMES = [
    ("Val av justerare", "Karin Öhrn och Lars Melin."),
    ("Val av styrelse", "Ordförande, vald på två år: Karin Öhrn, nyval."),
    ("Val av revisorer", "Karin Öhrn (omval), Lars Melin (nyval)"),
    ("Val av styrelse", "Valdes Karin Öhrn och Lars Melin."),
    ("Val av styrelse", "Karin Öhrn och Lars Melin omvaldes."),
    ("Val av styrelse", "Karin Öhrn valdes på två år."),
]


@pytest.mark.parametrize(("title", "text"), NAMES)
def test_names_under_an_election_are_elected(title: str, text: str) -> None:
    assert [(kind, quote) for kind, _, quote in said(text, title)] == [("elect", text.rstrip("."))]


NO_ELECTION = [
    ("Rapporter", "Karin Öhrn och Lars Melin."),
    ("Val av metod för mätning", "Karin Öhrn redogjorde för två metoder."),
    ("Val av styrelse", "Karin Öhrn och Lars Melin lämnar styrelsen."),
    ("Val av justerare", "Utses att justera: Karin Öhrn"),
    ("Val av styrelse", "Karin Öhrn valdes förra året på två år och sitter kvar."),
]


@pytest.mark.parametrize(("title", "text"), NO_ELECTION)
def test_names_elsewhere_are_not(title: str, text: str) -> None:
    assert said(text, title) == []


# wording, kind, decider
AGREED = [
    ("Beslut togs att föreningen köper en båtvagn.", "other", None),
    ("Beslöts att sälja den gamla bryggan.", "other", None),
    ("Det beslöts att föreningen ska köpa en gräsklippare.", "other", None),
    ("Det bestämdes att städdagen blir den 5 maj.", "other", None),
    ("Styrelsen enades om att ha en städdag.", "other", "Styrelsen"),
    ("Mötet gav styrelsen full ansvarsfrihet.", "approve", "Mötet"),
    ("Styrelsen fick ansvarsfrihet.", "approve", None),
    ("Ansvarsfrihet beviljades.", "approve", None),
    ("Årsavgiften beslöts bli 200 kr.", "adopt", None),
    ("Som kassör valdes Bo Dahl.", "elect", None),
    ("Ordföranden och kassören valdes att teckna firman var för sig.", "elect", None),
    ("Beslutades att höja hyran för båtplatsen.", "other", None),
    ("Styrelsen tog beslut att anlita en entreprenör för plogningen.", "other", "Styrelsen"),
    ("Föreningen fattade beslut om att bygga en bastu.", "other", "Föreningen"),
    ("Styrelsen beslöt att föreningen deltar i mässan.", "other", "Styrelsen"),
    ("Vi beslutade också att fråga kommunen om marken.", "other", "Vi"),
    ("Här beslutade vi att sluta med kaffet.", "other", "vi"),
    ("Vi var eniga om att kolla priset på dynor.", "other", "Vi"),
    ("Vi var överens om att styrelsen ska skriva ett brev.", "other", "Vi"),
    ("Vi bestämmer datum för höstmötet.", "other", "Vi"),
    ("Mötet bifaller yrkandet.", "approve", "Mötet"),
    ("Mötet valde att anta tidsplanen.", "adopt", "Mötet"),
    ("Förslaget accepteras av styrelsen.", "approve", "styrelsen"),
    ("Föredrogs och godkändes.", "approve", None),
    ("Fastställdes.", "adopt", None),
    ("Ärendet avskrivs.", "other", None),
    ("Punkten om segel flyttas till nästa möte.", "postpone", None),
    ("Frågan diskuteras vidare på nästa möte.", "postpone", None),
    ("Vi tar detta på nästa styrelsemöte.", "postpone", None),
    ("Revisorn tillstyrkte ansvarsfrihet, vilket mötet biföll.", "approve", "mötet"),
    ("Styrelsen beslöt att Karin bokar lokalen.", "assign", "Styrelsen"),
    ("Att jämte ordföranden justera protokollet utsågs Lars Melin.", "elect", None),
]


@pytest.mark.parametrize(("text", "kind", "decider"), AGREED)
def test_wordings_of_associations(text: str, kind: str, decider: str | None) -> None:
    made = found(f"Frågan diskuterades.\n\n{text}")
    assert [(d.kind, d.status, d.decider, words(d.text)) for d in made] == [
        (kind, "decided", decider, text.rstrip("."))
    ]


TALK = [
    "Vi var eniga om att det viktigaste är vattnet.",
    "Alla var överens om att vägen är i dåligt skick.",
    "Vi diskuterade hur vi ska få in mer pengar.",
    "Vi får fundera på hur vi löser detta.",
    "Karin valde att avstå från arvode.",
    "Mötet är flyttat till en annan lokal.",
    "Frågan besvarades av Karin.",
    "Det är styrelsen som har fått ansvarsfrihet i fjol.",
    "Styrelsen kom överens med kommunen i våras.",
    "Nästa möte blir den 4 maj.",
    "Att resa tillsammans är roligare.",
    "Beslut tas när offerten har kommit.",
    "Karin reserverar sig för om traktorn går sönder.",
]


@pytest.mark.parametrize("text", TALK)
def test_what_is_only_talked_about(text: str) -> None:
    assert said(f"Frågan diskuterades.\n\n{text}") == []


BARE = [
    ("Att fastställa dagordningen", "adopt"),
    ("- att lägga protokoll 7 till handlingarna", "note"),
    ("Att ge Karin Öhrn i uppdrag att räkna på hyran", "assign"),
    ("Att Karin Öhrn justerar protokollet", "elect"),
]


@pytest.mark.parametrize(("text", "kind"), BARE)
def test_an_att_clause_of_its_own(text: str, kind: str) -> None:
    assert [d.kind for d in found(f"Karin hälsade välkommen.\n\n{text}")] == [kind]


def test_the_points_of_an_aim_are_no_decisions() -> None:
    assert found("Syftet med projektet är:\n- att öka antalet medlemmar\n- att anta fler lag i serien") == []


def test_a_document_without_items_decides_too() -> None:
    text = (
        "Protokoll från styrelsemöte i Ängsby byalag 2022-05-03\n\nNärvarande: Karin Öhrn, Lars Melin\n\n"
        "Mötet valde Karin Öhrn till ordförande.\n\nMötet beslutade att köpa en båtvagn.\n"
    )
    made = decisions(segment(Source(id="p", path="p.txt", sha256="", media_type="text/plain", text=text)))
    assert [(d.kind, d.status, d.decider) for d in made] == [
        ("elect", "decided", "Mötet"),
        ("other", "decided", "Mötet"),
    ]


def test_a_line_without_a_full_stop_ends_before_the_next_decision() -> None:
    text = "Vi talade om mässan\nStyrelsen beslöt att delta\nStyrelsen beslöt att köpa ett tält"
    assert [words(d.text) for d in found(text)] == [
        "Styrelsen beslöt att delta",
        "Styrelsen beslöt att köpa ett tält",
    ]


def test_a_referral_over_two_bodies() -> None:
    text = (
        "Beslut\n\nUtskottet föreslår att kommunstyrelsen hemställer att kommunfullmäktige beslutar\n"
        "att teckna avtalet,\natt godkänna reglementet, samt\natt notera ändringen."
    )
    assert [(d.kind, words(d.text)) for d in found(text)] == [
        ("refer", "att teckna avtalet"),
        ("refer", "att godkänna reglementet"),
        ("refer", "att notera ändringen"),
    ]


def test_a_date_between_subject_and_verb_recalls() -> None:
    made = said("Årsmötet den 15 april beslutade att höja avgiften.")
    assert [(kind, status) for kind, status, _ in made] == [("adopt", "recalled")]


def test_the_owner_of_a_proposal_is_its_decider() -> None:
    made = found("Nämndens förslag till beslut\n\n- Rapporten noteras.")
    assert [(d.decider, d.status) for d in made] == [("Nämndens", "proposed")]


def test_the_name_behind_for_belongs_to_the_board() -> None:
    made = found("Styrelsen för Alfa akademin beslutar att anta planen.")
    assert [d.decider for d in made] == ["Styrelsen för Alfa akademin"]
