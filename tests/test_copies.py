"""The same meeting in two files, or bound into another, is found part by part; two meetings are not one."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from pipeline.facts import Document
from pipeline.read import read_bytes
from pipeline.resolve.copies import copies, records
from pipeline.run import extract_source
from pipeline.segment import segment

_WHO = (
    "Beslutande\tAnna Ekdal (S), ordförande\n\tBo Lundmark (M), vice ordförande\n\tCecilia Åström (C)\n"
    "Övriga deltagare\tMaria Nordin, förvaltningschef\nUtses att justera\tBo Lundmark\n"
)
# What stands in the minutes of every meeting.
_STANDING = {
    "Mötets öppnande": "Ordföranden hälsar ledamöterna välkomna och förklarar sammanträdet öppnat.",
    "Val av justerare": "Nämnden utser Bo Lundmark att jämte ordföranden justera dagens protokoll.",
    "Godkännande av dagordningen": "Nämnden godkänner den utsända dagordningen utan ändringar och tillägg.",
    "Anmälan av delegationsbeslut": "Nämnden lägger anmälan av beslut fattade med stöd av delegation till "
    "handlingarna.",
}
_SPRING = {
    "Bidrag till Norrby hembygdsförening": "Föreningen söker pengar till ett nytt tak på hembygdsgården, som "
    "läckt sedan höststormarna. Förvaltningen har besökt huset och bedömer att skadan växer om inget görs. "
    "Nämnden beslutar att bevilja föreningen 40 000 kronor ur årets anslag för byggnadsvård.",
    "Öppettider på badhuset": "Badhusets personal föreslår att bassängen öppnar klockan sex på vardagar, "
    "eftersom många vill simma före arbetet. Kostnaden ryms inom budget om kaféet stänger på söndagar. "
    "Nämnden beslutar att pröva de nya tiderna till och med augusti och sedan följa upp besöken.",
    "Skolbibliotekens bemanning": "Två av kommunens fem skolor saknar utbildad bibliotekarie. Maria Nordin "
    "redovisar hur tjänsterna kan delas mellan skolorna i söder. Nämnden ger förvaltningen i uppdrag att "
    "återkomma med ett förslag till bemanning senast i september.",
}
_AUTUMN = {
    "Konstgräs på Åvallen": "Fotbollsklubben har lämnat in en skrivelse om planens skick. Gräset är slitet, "
    "matcher ställs in när det regnar. Nämnden beslutar att avslå begäran om nytt konstgräs under året.",
    "Ny taxa för musikskolan": "Avgiften har varit oförändrad i nio år medan kostnaden för lokaler stigit. "
    "Nämnden föreslår fullmäktige att höja terminsavgiften till sexhundra kronor från och med vårterminen.",
}


def minutes(date: str, items: dict[str, str], body: str = "Kulturnämnden", heading: str = "PROTOKOLL") -> str:
    head = f"{heading}\n{body}\nNorrby kommun\n\nSammanträdesdatum\n{date}\n\n"
    told = "\n\n".join(f"§ {n} {title}\n{text}" for n, (title, text) in enumerate(items.items(), 11))
    return f"{head}Plats och tid\tKommunhuset, kl. 13.00–15.30\n{_WHO}\n{told}\n"


def noisy(text: str, share: float, seed: int = 1) -> str:
    """Letters as a scanner misreads them."""
    random, alike = (
        Random(seed),
        {"l": "1", "å": "a", "ö": "o", "ä": "a", "m": "rn", "e": "c", "i": "l", "n": "ii"},
    )
    head, line, rest = text.partition("\n\n")  # what the meeting is stands in large type
    return head + line + "".join(alike.get(c, c) if random.random() < share else c for c in rest)


def document(text: str, name: str) -> Document:
    source = read_bytes(text.encode(), name)
    layout = segment(source)
    return Document(source=source, version="1", model="", parts=layout.parts, sections=layout.sections)


def linked(*documents: Document) -> dict[str, str]:
    return copies([record for one in documents for record in records(one)])


OWN = document(minutes("2024-03-14", _STANDING | _SPRING), "protokoll.txt")


@pytest.mark.parametrize("share", [0.0, 0.02, 0.05, 0.08])
def test_a_scan_of_the_same_minutes_is_a_copy(share: float) -> None:
    other = document(noisy(minutes("2024-03-14", _STANDING | _SPRING), share), "skannat.txt")
    if not share:
        other = document(
            minutes("2024-03-14", _STANDING | _SPRING) + "\nRätt utdraget intygar\n", "skannat.txt"
        )
    assert other.meeting.date == "2024-03-14"
    assert set(map(frozenset, linked(OWN, other).items())) == {
        frozenset({OWN.parts[0].id, other.parts[0].id})
    }


def test_an_extract_of_one_item_is_a_copy_of_the_minutes() -> None:
    (title, text), *_ = _SPRING.items()
    extract = document(minutes("2024-03-14", {title: text}, heading="PROTOKOLLSUTDRAG"), "utdrag.txt")
    assert linked(extract, OWN) == {extract.parts[0].id: OWN.parts[0].id}


def test_minutes_bound_into_a_notice_are_a_copy_and_the_notice_is_not() -> None:
    notice = (
        "KALLELSE\nKulturnämnden\nNorrby kommun\n\nDatum: 2024-05-16\nTid: 13.00\nPlats: Kommunhuset\n\n"
        "Föredragningslista\n1. Mötets öppnande\n2. Val av justerare\n3. Föregående protokoll, bilaga 1\n"
        "4. Skolbibliotekens bemanning\n5. Övriga frågor\n\nAnna Ekdal\nordförande\n\n\fBilaga 1\n\n"
    )
    bound = document(notice + minutes("2024-03-14", _STANDING | _SPRING), "kallelse.txt")
    assert [part.meeting.kind for part in bound.parts] == ["notice", "minutes"]
    assert linked(bound, OWN) == {bound.parts[1].id: OWN.parts[0].id}


def test_two_meetings_with_the_same_standing_items_are_two() -> None:
    other = document(minutes("2024-05-16", _STANDING | _AUTUMN), "maj.txt")
    assert linked(OWN, other) == {}
    undated = minutes("2024-05-16", _STANDING | _AUTUMN).replace("Sammanträdesdatum\n2024-05-16\n", "")
    assert linked(OWN, document(undated, "maj.txt")) == {}


def test_two_meetings_of_one_day_are_two() -> None:
    """An extra meeting in the evening, and another body's with the same standing items."""
    opening = dict([next(iter(_STANDING.items()))])
    extra = document(minutes("2024-03-14", opening | _AUTUMN), "extra.txt")
    roads = {"Snöröjning i Tallbacken": "Boende klagar på att gatan plogas sist. Nämnden noterar skrivelsen."}
    other = document(minutes("2024-03-14", _STANDING | roads, body="Tekniska nämnden"), "tekniska.txt")
    assert linked(OWN, extra, other) == {}


def test_minutes_of_two_short_items_are_copied_too() -> None:
    items = {"Öppnande": "Mötet öppnas av ordföranden.", "Budget": "Nämnden antar budgeten."}
    own = document(minutes("2024-03-14", items), "protokoll.txt")
    copy = document(minutes("2024-03-14", items, heading="PROTOKOLL NR 3"), "kopia.txt")
    assert len(linked(own, copy)) == 1
    told = items | {"Budget": "Nämnden väljer Siv Lindh till ordförande."}
    assert linked(own, document(minutes("2024-03-14", told), "extra.txt")) == {}


def test_the_order_of_the_files_does_not_matter() -> None:
    texts = [noisy(minutes("2024-03-14", _STANDING | _SPRING), 0.01, seed) for seed in (1, 2, 3)]
    files = [document(text, f"{number}.txt") for number, text in enumerate(texts)]
    orders = (files, files[::-1], [files[1], files[2], files[0]])
    assert all(linked(*one) == linked(*other) for one, other in pairwise(orders))
    assert len(linked(*files)) == 2


def test_a_copys_spelling_is_offered_as_evidence() -> None:
    from pipeline.resolve import resolve

    text = minutes("2024-03-14", _STANDING | _SPRING)
    one = extract_source(read_bytes(text.encode(), "a.txt"))
    other = extract_source(read_bytes(text.replace("Bo Lundmark", "Bo Lundmarck").encode(), "b.txt"))
    resolution = resolve([one, other])
    assert len(resolution.copies) == 1
    people = [entity for entity in resolution.entities if entity.kind == "person"]
    spelled = [{said for said, _ in entity.spellings} for entity in people]
    assert {"Bo Lundmark", "Bo Lundmarck"} in spelled
    assert len(people) == 4
