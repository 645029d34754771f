import json
from collections import defaultdict
from dataclasses import replace

import pytest
from gold_documents import ANNOTATIONS, annotated, shared
from invented import FILLER, board, protocol, seat

from evaluation.coreference import b_cubed
from pipeline.entities import Entity, Judgement, Memory, Resolution
from pipeline.facts import Document
from pipeline.resolve import resolve
from pipeline.settings import Settings


def people(resolution: Resolution) -> dict[str, Entity]:
    return {e.name: e for e in resolution.entities if e.kind == "person"}


def test_vigen_and_vigren_are_one_with_a_reason() -> None:
    resolution = resolve([
        board("2017-10-27", seat("Peter Vigen", "Umeå kommun", "ordförande")),
        board("2018-02-01", seat("Peter Vigren", "Umeå kommun", "ordförande")),
        board("2018-05-01", seat("Peter Vigen", "Umeå kommun", "ordförande")),
    ])  # fmt: skip
    assert list(people(resolution)) == ["Peter Vigen"]
    assert people(resolution)["Peter Vigen"].spellings == (("Peter Vigen", 2), ("Peter Vigren", 1))
    (judgement,) = [j for j in resolution.judgements if j.verdict == "same"]
    assert "one letter" in judgement.reason


@pytest.mark.parametrize(
    ("a", "b"),
    [("Lena Olsson", "Lena Olofsson"), ("Peter Vigren", "Petra Vigren"), ("Bo Ekmark", "Åke Ekmark")],
)
def test_two_people_of_one_body_stay_two(a: str, b: str) -> None:
    documents = [
        board("2020-01-01", seat(a, "Alvbro kommun", "ordförande")),
        board("2020-03-01", seat(b, "Alvbro kommun", "ordförande")),
    ]
    assert set(people(resolve(documents))) == {a, b}


def test_namesakes_of_two_municipalities_stay_two() -> None:
    documents = [
        protocol("Kommunstyrelsen", "2020-01-01", "Alvbro kommun", [seat("Anders Andersson", party="S")]),
        protocol("Kommunstyrelsen", "2020-01-01", "Tärnholms kommun", [seat("Anders Andersson", party="S")]),
    ]
    found = [e for e in resolve(documents).entities if e.kind == "person"]
    assert [e.name for e in found] == ["Anders Andersson", "Anders Andersson"]
    assert len({e.id for e in found}) == 2


def test_namesakes_in_one_list_are_told_by_their_parties() -> None:
    rows = [seat("Karin Mårdh", party="S"), seat("Karin Mårdh", party="M")]
    text = "⟨PERSON:Karin Mårdh⟩ (M) yrkade bifall. ⟨PERSON:Karin Mårdh⟩ tackade."
    resolution = resolve([protocol(date="2020-01-01", present=rows, text=text)])
    found = [e for e in resolution.entities if e.kind == "person"]
    assert len(found) == 2
    (moderate,) = [e for e in found if "(m)" in e.members[0]]
    assert len(moderate.mentions) == 2  # her row in the list and "(M)"
    assert len(resolution.unresolved) == 1


@pytest.mark.parametrize(
    "other",
    [
        seat("Anna Karlsson", "Vännby kommun"),
        {**seat("Anna Karlsson", None, "ekonom"), "standing": "other"},
        {**seat("Anna Karlsson", "Vännby kommun", "ekonom"), "standing": "other"},
    ],
)
def test_two_of_a_name_in_one_list_who_sit_for_others_are_two(other: dict[str, object]) -> None:
    documents = [
        board("2020-01-15", seat("Anna Karlsson", "Arbetsförmedlingen"), other),
        board("2020-03-15", seat("Anna Karlsson", "Arbetsförmedlingen")),
    ]
    found = [e for e in resolve(documents).entities if e.kind == "person"]
    assert sorted(len(e.mentions) for e in found) == [1, 2]


def test_one_who_stands_twice_in_a_list_is_one() -> None:
    rows = [
        seat("Anna Karlsson", "Vännby kommun"),
        {**seat("Anna Karlsson", None, "justerare"), "standing": "other"},
        {**seat("Anna Karlsson", "Vännby"), "standing": "other"},
    ]
    found = [e for e in resolve([board("2020-01-15", *rows)]).entities if e.kind == "person"]
    assert len(found) == 1


def test_who_the_text_says_has_left_does_not_come_back_for_another() -> None:
    text = "⟨PERSON:Anna Karlsson⟩, Vännby kommun, lämnar styrelsen efter dagens möte."
    documents = [
        board("2014-01-15", seat("Anna Karlsson", "Vännby kommun", "ordförande"), text=text),
        board("2016-01-15", seat("Anna Karlsson", "Arbetsförmedlingen")),
    ]
    assert len([e for e in resolve(documents).entities if e.kind == "person"]) == 2
    stays = [board("2014-01-15", seat("Anna Karlsson", "Vännby kommun", "ordförande")), documents[1]]
    assert len([e for e in resolve(stays).entities if e.kind == "person"]) == 1
    returns = [documents[0], board("2016-01-15", seat("Anna Karlsson", "Vännby kommun"))]
    assert len([e for e in resolve(returns).entities if e.kind == "person"]) == 1


def test_both_in_one_list_are_never_joined_not_even_through_a_third() -> None:
    documents = [
        board("2020-01-01", seat("Karin Vrakén", "Alvbro kommun"), seat("Karin Vrakéns", "Alvbro kommun")),
        board("2020-02-01", seat("Karin Vraken", "Alvbro kommun")),
    ]
    joined = [e for e in resolve(documents).entities if e.kind == "person" and len(e.members) > 1]
    assert not any({"Karin Vrakén", "Karin Vrakéns"} <= {s for s, _ in e.spellings} for e in joined)


def test_first_names_surnames_and_genitives_inside_a_meeting() -> None:
    text = (
        "⟨PERSON:Katarina⟩ visade siffror. ⟨PERSON:Bergdahls⟩ förslag antogs. "
        "⟨PERSON:Katarina Stenvalls⟩ rapport. "
        "⟨PERSON:Mikael⟩ och ⟨PERSON:Hedda⟩ svarade."
    )
    rows = [seat("Katarina Stenvall"), seat("Anna Bergdahl"), seat("Mikael Roos"), seat("Mikael Tingdal")]
    resolution = resolve([board("2020-01-01", *rows, text=text)])
    found = people(resolution)
    assert set(found) == {"Katarina Stenvall", "Anna Bergdahl", "Mikael Roos", "Mikael Tingdal"}
    assert len(found["Katarina Stenvall"].mentions) == 3
    assert len(found["Anna Bergdahl"].mentions) == 2
    assert len(resolution.unresolved) == 2


def test_of_several_the_one_whose_party_or_full_name_stands_by() -> None:
    text = (
        "⟨PERSON:Mikael⟩ (V) talade.\n⟨item:§ 2 Rapport⟩\n"
        "⟨PERSON:Mikael Roos⟩ visade siffror. ⟨PERSON:Mikael⟩ svarade."
    )
    rows = [seat("Mikael Roos", party="S"), seat("Mikael Tingdal", party="V")]
    resolution = resolve([board("2020-01-01", *rows, text=text)])
    assert resolution.unresolved == ()
    assert {name: len(e.mentions) for name, e in people(resolution).items()} == {
        "Mikael Roos": 3, "Mikael Tingdal": 2,
    }  # fmt: skip


def test_a_first_name_is_not_looked_for_in_other_documents() -> None:
    documents = [
        board("2020-01-01", seat("Katarina Stenvall")),
        board("2020-02-01", seat("Anna Bergdahl"), text="⟨PERSON:Katarina⟩ hälsade."),
    ]
    assert len(resolve(documents).unresolved) == 1


def test_a_meeting_bound_into_the_next_notice_is_a_copy_and_evidence() -> None:
    item = f"⟨item:§ 5 Uppföljning⟩\n{FILLER}"
    own = board("2020-01-15", seat("Peter Vigen", "Umeå kommun", "ordförande"), text=item)
    bound = f"⟨row:Peter Vigren|Umeå kommun|ordförande⟩{item}"
    notice = board(
        "2020-03-15",
        text="Kallelse till nästa möte.",
        kind="notice",
        bound=[(bound, "2020-01-15")],
        path="k.txt",
    )
    resolution = resolve([notice, own])
    assert resolution.copies == {notice.parts[1].id: own.parts[0].id}
    assert list(people(resolution)) == ["Peter Vigen"] or list(people(resolution)) == ["Peter Vigren"]
    assert any("two copies of the meeting 2020-01-15" in j.reason for j in resolution.judgements)


def test_two_meetings_with_the_same_phrases_are_no_copies() -> None:
    documents = [board(date, text=FILLER) for date in ("2020-01-15", "2020-03-15")]
    assert resolve(documents).copies == {}


def test_two_bodies_on_one_day_are_no_copies() -> None:
    other = (
        "Ordföranden öppnar. Nämnden går igenom delegationsbeslut, ärendelistan, kurser, post och remisser. "
        * 3
    )
    documents = [board("2020-01-15", text=FILLER), protocol(date="2020-01-15", text=other)]
    assert resolve(documents).copies == {}


def test_renamed_organisations_genitives_and_short_forms_are_one() -> None:
    documents = [
        board("2018-01-15", text="⟨ORG:Västerbottens läns landsting⟩ och ⟨ORG:Umeå kommuns⟩ bidrag."),
        board("2020-01-15", text="⟨ORG:Region Västerbotten⟩ svarade. ⟨ORG:Regionen⟩ och ⟨ORG:Umeå kommun⟩."),
        board("2020-02-15", text="⟨ORG:Samordningsförbundets⟩ kansli."),
    ]
    resolution = resolve(documents)
    found = {e.name: {s for s, _ in e.spellings} for e in resolution.entities if e.kind == "organisation"}
    assert found == {
        "Region Västerbotten": {"Västerbottens läns landsting", "Region Västerbotten", "Regionen"},
        "Umeå kommun": {"Umeå kommun", "Umeå kommuns"},
        "Samordningsförbundet Alvbro": {"Samordningsförbundets"},
    }
    assert any("since 2019-01-01" in j.reason for j in resolution.judgements)


def test_the_board_of_one_body_is_not_anothers() -> None:
    documents = [
        board("2020-01-15", text="⟨BODY:Styrelsen⟩ beslutar."),
        board("2020-01-15", text="⟨BODY:Styrelsen⟩ beslutar.", body="Samordningsförbundet Tärnholm"),
        protocol(text="⟨BODY:Nämnden⟩ och ⟨BODY:Socialnämndens⟩ arbetsutskott."),
    ]
    found = [e for e in resolve(documents).entities if e.kind == "body"]
    assert sorted(len(e.mentions) for e in found) == [1, 1, 2]


def test_ids_stay_when_documents_are_added() -> None:
    first = [board("2020-01-15", seat("Anna Bergdahl"), seat("Peter Vigen", "Umeå kommun", "ordförande"))]
    before = resolve(first)
    members = {key: e.id for e in before.entities for key in e.members}
    more = [
        board(
            "2019-01-15", seat("Anna Bergdahl"), seat("Peter Vigren", "Umeå kommun", "ordförande"), path="x"
        ),
        board("2021-01-15", seat("Bo Ekmark")),
    ]
    after = resolve([*more, *first], memory=Memory(members=members))
    ids = {e.name: e.id for e in after.entities if e.kind == "person"}
    assert {e.id for e in before.entities if e.kind == "person"} < set(ids.values())
    assert ids["Anna Bergdahl"] == people(before)["Anna Bergdahl"].id
    again = resolve(
        [*first, *more], memory=Memory(members={key: e.id for e in after.entities for key in e.members})
    )
    assert again.entities == after.entities


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [
        board("2020-01-15", seat("Peter Vigen", "Umeå kommun", "ordförande"), seat("Anna Bergdahl")),
        board("2020-02-15", seat("Peter Vigren", "Umeå kommun", "ordförande"), seat("Anna Bergdahl")),
        board("2020-03-15", seat("Bo Ekmark")),
    ]
    one, other = resolve(documents), resolve(documents[::-1])
    assert {(e.id, e.members) for e in one.entities} == {(e.id, e.members) for e in other.entities}


def test_a_persons_judgement_outranks_the_programs() -> None:
    documents = [
        board("2017-10-27", seat("Peter Vigen", "Umeå kommun", "ordförande")),
        board("2018-02-01", seat("Peter Vigren", "Umeå kommun", "ordförande")),
    ]
    (judgement,) = resolve(documents).judgements
    no = replace(judgement, verdict="different", by="Eva", reason="two brothers")
    assert len(people(resolve(documents, judgements=[no]))) == 2
    undone = Judgement(no.left, no.right, "same", 1.0, "one after all", "Eva")
    assert len(people(resolve(documents, judgements=[no, undone]))) == 1


def test_settings_decide_how_certain_is_certain() -> None:
    documents = [
        board("2017-10-27", seat("Peter Vigen", "Umeå kommun", "ordförande")),
        board("2018-02-01", seat("Peter Vigren", "Umeå kommun", "ordförande")),
    ]
    assert len(people(resolve(documents, Settings(same=0.9999)))) == 2


def test_the_shared_gold() -> None:
    documents = shared()
    if not documents:
        pytest.skip("the shared gold is not here")
    resolution = resolve(documents)
    joined = {frozenset(s for s, _ in e.spellings) for e in resolution.entities if e.kind == "person"}
    assert frozenset({"Peter Vigen", "Peter Vigren"}) in joined
    assert len(resolution.copies) == 1


def test_a_first_name_alone_in_a_list_is_the_only_one_so_called_in_that_body() -> None:
    documents = [
        board("2020-01-01", seat("Amal Vrakén"), seat("Lena Kvist"), seat("Lena Roos"), body="Vikens byalag"),
        board("2020-02-01", seat("Amal"), seat("Lena"), body="Vikens byalag"),
        board("2020-03-01", seat("Amal Stormbo"), body="Tärnö byalag"),
    ]
    resolution = resolve(documents)
    assert {e.name for e in people(resolution).values()} == {
        "Amal Vrakén", "Lena Kvist", "Lena Roos", "Amal Stormbo",
    }  # fmt: skip
    assert len(people(resolution)["Amal Vrakén"].mentions) == 2


def test_two_near_names_spelt_so_again_and_again_at_one_meeting_are_two() -> None:
    text = "⟨PERSON:Lena Sandvik⟩ och ⟨PERSON:Lena Sandwik⟩ valdes. " * 2
    assert len(people(resolve([board("2020-01-01", text=text, body="Vikens byalag")]))) == 2


def test_an_organ_without_its_municipality_is_known_by_its_people() -> None:
    names = ["Bo Ekmark", "Siv Roos", "Ada Vrakén", "Åke Stormbo"]
    documents = [
        protocol("Byggnadsnämnden", "2020-01-01", "Alvbro kommun", [seat(name) for name in names]),
        protocol("Byggnadsnämnden", "2020-02-01", None, [seat(name) for name in names[:3]]),
        protocol("Byggnadsnämnden", "2020-03-01", None, [seat("Bo Ekmark"), seat("Anders Andersson")]),
        protocol("Byggnadsnämnden", "2020-04-01", None, [seat("Anders Andersson")]),
    ]
    resolution = resolve(documents)
    counts = sorted((e.name, len(e.mentions)) for e in resolution.entities if e.kind == "person")
    assert ("Siv Roos", 2) in counts
    assert ("Ada Vrakén", 2) in counts
    assert counts.count(("Anders Andersson", 1)) == 2
    assert resolution.whose[documents[1].parts[0].id] == ("Byggnadsnämnden", "Alvbro kommun")
    assert resolution.whose[documents[3].parts[0].id] == ("Byggnadsnämnden", None)


def test_place_names_and_old_county_councils_in_lists() -> None:
    documents = [
        board("2018-01-01", seat("Bo Ekmark", "Granö"), seat("Siv Roos", "Norrviks läns landsting")),
        board("2020-01-01", seat("Bo Ekmark", "Granö kommun"), seat("Siv Roos", "Region Norrvik")),
    ]
    resolution = resolve(documents)
    assert resolution.appointers == {
        "Granö": "Granö kommun", "Granö kommun": "Granö kommun",
        "Norrviks läns landsting": "Region Norrvik", "Region Norrvik": "Region Norrvik",
    }  # fmt: skip


def test_the_people_of_the_sample_corpus() -> None:
    """B³ over (document, spelling) against the hand-made clusters; no false merge."""
    gold_file = ANNOTATIONS / "entities.jsonl"
    if not gold_file.exists():
        pytest.skip("the sample corpus has no clusters yet")
    gold = {
        tuple(member): record["id"]
        for record in map(json.loads, gold_file.read_text(encoding="utf-8").splitlines())
        for member in record["members"]
    }
    documents = annotated()
    spelled = {
        m.id: (d.source.path.removesuffix(".txt"), " ".join(m.text.split()))
        for d in documents
        for m in d.mentions
    }
    found: dict[tuple[str, ...], str] = {item: f"open {item}" for item in gold}
    for entity in resolve(documents).entities:
        for mention in entity.mentions if entity.kind == "person" else ():
            found[spelled[mention]] = entity.id
    ours, theirs = defaultdict(set), defaultdict(set)
    for item in set(gold) & set(spelled.values()):
        ours[found[item]].add(item)
        theirs[gold[item]].add(item)
    assert not [cluster for cluster in ours.values() if len({gold[item] for item in cluster}) > 1]
    assert (b_cubed(theirs.values(), ours.values()).f1 or 0) >= 0.97


def test_surname_first_is_the_same_spelling() -> None:
    resolution = resolve([
        board("2020-01-01", seat("Jesper Berglund", "Alvbro kommun"), text="⟨PERSON:Berglund, Jesper⟩ ja"),
        board("2020-02-01", seat("Berglund, Jesper", "Alvbro kommun")),
    ])  # fmt: skip
    (person,) = people(resolution).values()
    assert (person.name, person.members) == ("Jesper Berglund", person.members[:1])
    assert [spelling for spelling, _ in person.spellings] == ["Jesper Berglund"]
    assert len(person.mentions) == 3
    assert not resolution.judgements


def halves(first: tuple[str, ...] | None, second: tuple[str, ...] | None) -> Resolution:
    """A list in which a substitute leaves and somebody of nearly that name votes."""
    rows = [
        {**seat("Anna Ekstrand", "Alvbro kommun", party="C"), "sections": first, "standing": "substitute"},
        {**seat("Anna Eksstrand", "Alvbro kommun", party="C"), "sections": second},
    ]
    return resolve([board("2020-01-01", *rows)])


def test_one_list_with_other_sections_is_no_two_people() -> None:
    apart = halves(("1", "2", "3"), ("4", "5", "6", "7", "8", "9"))
    assert len(people(apart)) == 1
    assert len(people(halves(("1", "2", "3"), ("3", "4")))) == 2
    assert len(people(halves(("1", "2", "3"), None))) == 2
    assert len(people(halves(None, None))) == 2


def test_a_first_name_in_a_list_is_the_one_the_text_names_in_full() -> None:
    text = "⟨PERSON:Olof Tingdal⟩ visade siffror. ⟨PERSON:Olle⟩ svarade på frågor."
    resolution = resolve([board("2020-01-01", seat("Olle"), seat("Lena Kvist"), text=text)])
    found = people(resolution)
    assert set(found) == {"Olof Tingdal", "Lena Kvist"}
    assert len(found["Olof Tingdal"].mentions) == 3
    assert not resolution.unresolved


@pytest.mark.parametrize("text", ["⟨PERSON:Lena⟩ talade.", "⟨PERSON:Lena Roos⟩ och ⟨PERSON:Lena Mård⟩."])
def test_a_first_name_of_nobody_or_of_two_is_open_and_nobody(text: str) -> None:
    resolution = resolve([board("2020-01-01", seat("Lena"), seat("Bo Ekmark"), text=text)])
    assert "Lena" not in people(resolution)
    assert all(person.spellings for person in people(resolution).values())
    assert resolution.unresolved


@pytest.mark.parametrize(
    ("name", "held", "one"),
    [
        ("Anders Andersson", [("2008-03-01", "S"), ("2010-03-01", "S"), ("2019-03-01", "M")], False),
        ("Anders Andersson", [("2003-03-01", "S"), ("2019-03-01", "S")], False),
        ("Anders Andersson", [("2019-03-01", "S"), ("2019-05-01", None), ("2019-09-01", "M")], False),
        ("Anders Andersson", [("2009-03-01", "S"), ("2013-03-01", None), ("2017-03-01", "S")], True),
        ("Anders Andersson", [("2013-03-01", "FP"), ("2017-03-01", "L")], True),
        ("Anders Andersson", [("2018-01-15", "C"), ("2018-06-15", "M"), ("2018-12-15", "C")], True),
        ("Tindra Oxenhielm", [("2003-03-01", "S"), ("2019-03-01", "S")], True),
        ("Tindra Oxenhielm", [("2013-03-01", "S"), ("2019-03-01", "M")], True),
    ],
)
def test_a_namesake_who_has_left_gets_no_later_facts(
    name: str, held: list[tuple[str, str | None]], one: bool
) -> None:
    documents = [protocol(date=day, present=[seat(name, party=party)]) for day, party in held]
    found = [e for e in resolve(documents).entities if e.kind == "person"]
    assert (len(found) == 1) is one
    early = next(e for e in found if any(documents[0].source.id in m for m in e.mentions))
    assert any(documents[-1].source.id in m for m in early.mentions) is one


def guest(name: str, *roles: str, sections: tuple[str, ...] = ()) -> dict[str, object]:
    """A row among the others present."""
    return {"person": name, "standing": "other", "roles": list(roles), "sections": list(sections) or None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (seat("Eva Lind", party="V"), guest("Eva Lind", "enhetschef")),
        (seat("Eva Lind", party="V"), guest("Eva Lind", "ekonom", sections=("4",))),
        (guest("Eva Lind", "ekonom", sections=("12",)), guest("Eva Lind", "rektor", sections=("13",))),
        (
            seat("Eva Lind", "Försäkringskassan"),
            {**guest("Eva Lind", "utredare", sections=("5",)), "organisation": "Viks kommun"},
        ),
    ],
)
def test_an_employee_and_another_of_the_name_in_one_list_are_two(
    one: dict[str, object], other: dict[str, object]
) -> None:
    found = [e for e in resolve([protocol(present=[one, other])]).entities if e.kind == "person"]
    assert [len(e.mentions) for e in found] == [1, 1]
    assert len({key for e in found for key in e.members}) == 2


def test_one_employee_listed_twice_is_one() -> None:
    rows = [guest("Eva Lind", "ekonom", sections=("4",)), guest("Eva Lind", "ekonomichef", sections=("6",))]
    (found,) = [e for e in resolve([protocol(present=rows)]).entities if e.kind == "person"]
    assert len(found.mentions) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            protocol("Tekniska nämnden", "2020-02-03", present=[guest("Tuva Norlind", "sekreterare")]),
            protocol("Barnnämnden", "2020-03-03", present=[seat("Tuva Norlind", party="V")]),
        ),
        (
            protocol("Tekniska nämnden", "2020-02-03", present=[guest("Tuva Norlind", "teknisk chef")]),
            protocol("Barnnämnden", "2020-03-03", present=[guest("Tuva Norlind", "elevrepresentant")]),
        ),
        (
            protocol("Socialnämnden", "2020-02-03", "Alvbro kommun", [guest("Tuva Vraklind", "socialchef")]),
            protocol(
                "Socialnämnden", "2020-03-03", "Tärnholms kommun", [guest("Tuva Vraklind", "socialchef")]
            ),
        ),
        (
            protocol("Tekniska nämnden", "2020-02-03", present=[guest("Markus Norlind", "kanslichef")]),
            protocol("Barnnämnden", "2020-02-03", present=[guest("Markus Norlind", "rektor")]),
        ),
    ],
)
def test_two_functions_that_one_seldom_has_are_asked_about(one: Document, other: Document) -> None:
    resolution = resolve([one, other])
    found = [e for e in resolution.entities if e.kind == "person"]
    assert len(found) == 2
    assert [j.verdict for j in resolution.judgements if "org:" not in j.left] in (["unsure"], ["different"])


def test_an_employee_met_in_two_boards_of_a_municipality_is_one() -> None:
    documents = [
        protocol("Tekniska nämnden", "2020-02-03", present=[guest("Tuva Norlind", "ekonomichef")]),
        protocol("Barnnämnden", "2020-02-03", present=[guest("Tuva Norlind", "ekonom")]),
    ]
    assert [e.name for e in resolve(documents).entities if e.kind == "person"] == ["Tuva Norlind"]


def test_an_employee_of_the_name_of_a_member_is_asked_about_in_one_body_too() -> None:
    documents = [
        protocol(date="2020-02-03", present=[seat("Tuva Norlind", party="S")]),
        protocol(date="2020-03-03", present=[guest("Tuva Norlind", "enhetschef")]),
        protocol(date="2020-04-03", present=[guest("Tuva Norlind", "enhetschef")]),
    ]
    resolution = resolve(documents)
    assert sorted(len(e.mentions) for e in resolution.entities if e.kind == "person") == [1, 2]
    assert [j.verdict for j in resolution.judgements if "org:" not in j.left] == ["unsure"]
