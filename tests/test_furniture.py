"""Heads and feet of pages are furniture, and the sentences they cut are whole again."""

from __future__ import annotations

import pytest
from segmented import layout_of, section_line

HEAD = "PROTOKOLL\nTekniska nämnden 2024-03-14\n\nNärvarande: Anna Ek, Bo Lund\n\n"
PAGES = (
    "§ 10 Val av justerare\n"
    "Nämnden utser Bo Lund att tillsammans med ordföranden justera protokollet från dagens\n",
    "sammanträde. Justeringen sker digitalt.\n\n§ 11 Budget 2025\n"
    "Nämnden beslutar att anta förslaget till budget för nästa år och att ge förvaltningen i uppdrag\n",
    "att återkomma med en plan.\n\n§ 12 Taxor\n"
    "Nämnden beslutar att anta taxorna för vatten och avlopp och att de gäller från och med den första\n",
    "januari.\n\n§ 13 Lokaler\nNämnden beslutar att hyra en lokal på Storgatan tillsammans med kultur- och\n",
    "fritidsnämnden.\n\n§ 14 Avslutning\nMötet avslutas.\n",
)
WHOLE = (
    "från dagens sammanträde", "uppdrag att återkomma", "den första januari", "kultur- och fritidsnämnden",
)  # fmt: skip
FORMS = {
    "page number in the head": (
        "Norrby kommun\tSAMMANTRÄDESPROTOKOLL\t{n} (5)\nTekniska nämnden\t2024-03-14\n\n",
        "\nJusterandes sign\tUtdragsbestyrkande\n",
    ),
    "no number anywhere": ("Norrby kommun\nTekniska nämnden\nSammanträdesdatum 2024-03-14\n\n", "\n"),
    "signatures of the adjusters": ("", "\nJusterarnas signatur\t\tUtdragsbestyrkande\n\n"),
    "signatures on lines": (
        "", "\nJusterares signatur\nOrdförandes signatur\nUtdragsbestyrkande, datum och namn\n",
    ),
    "page of pages in the foot": ("", "\nSida {n} av 5\n"),
    "page beside other words": ("", "\nProtokoll Tekniska nämnden 2024-03-14 | Sida {n} av 5\n\n"),
    "a day of printing that changes": ("Utskriftsdatum: 2024-03-{d}\tSida {n}\nProtokoll\n", "\n"),
    "a lone number": ("", "\n{n}\n\n"),
    "a number between dashes": ("", "\n- {n} -\n\n"),
    "the item's number in the head": ("Tekniska nämnden\t2024-03-14\t§ {d}\n\n", "\n"),
    "an address in the foot": (
        "", "\nNorrby kommun\nPostadress: Box 1, 123 45 Norrby\nTelefon: 0123-45 67 89\n\n",
    ),
    "labels over date and page": (
        "Sammanträdesdatum\tSida\n2024-03-14\t{n}\nTekniska nämnden\n", "\nJust sign\n",
    ),
    "markdown": (
        "**Norrby kommun** **Protokoll** {n}(5)\n\n**Tekniska nämnden**\n\n", "\n**Justerandes sign**\n\n",
    ),
    "a number of registration": ("", "\nNorrby Vatten · Org.nr 222000-0000 · www.norrby.example\n"),
}  # fmt: skip


@pytest.mark.parametrize("between", ["", "\f"], ids=["no pages", "pages"])
@pytest.mark.parametrize("name", FORMS)
def test_pages(name: str, between: str) -> None:
    head, foot = FORMS[name]
    pages = ((head + page + foot).format(n=n, d=n + 9) for n, page in enumerate(PAGES, 1))
    text = HEAD + between.join(pages)
    starts = (0, *(i + 1 for i, char in enumerate(text) if char == "\f")) if between else ()
    layout = layout_of(text, starts)
    assert [section_line(section) for section in layout.sections] == [
        "10 Val av justerare", "11 Budget 2025", "12 Taxor", "13 Lokaler", "14 Avslutning",
    ]  # fmt: skip
    assert len(layout.parts) == 1
    shown = " ".join(block.text for block in layout.blocks if block.kind not in ("furniture", "heading"))
    assert [words for words in WHOLE if words not in shown] == []


def test_lines_that_recur_between_sentences_stay() -> None:
    text = HEAD + "".join(
        f"§ {n} Ärende {n}\nEtt ärende till.\n\nTekniska avdelningen\nDen redogör.\n\n" for n in range(1, 6)
    )
    shown = [block.text for block in layout_of(text).blocks if block.kind == "prose"]
    assert shown.count("Tekniska avdelningen") == 5


def test_names_that_are_told_again_in_wrapped_sentences_stay() -> None:
    voters = "Anna Ek (S), Bo Lund (M), Cecilia Ås (V), Dan Alm (S), tjänstgörande ersättaren"
    vote = (
        "Ordföranden Eva Tall (S) samt ledamöterna som deltar i beslutet och är\n"
        f"{voters}\nfrån förra mandatperioden röstar ja.\n\n"
    )
    text = HEAD + "".join(f"§ {n} Ärende {n}\n{vote}" for n in range(1, 6))
    layout = layout_of(text)
    assert [block.text for block in layout.blocks if block.kind == "furniture"] == []


@pytest.mark.parametrize(
    "cell",
    [
        "Justerandes sign", "Justerandes signatur", "Justerares signatur", "Justerarnas signaturer",
        "Just. sign.", "Ordf. sign", "Ordförandes signatur", "Sekr sign", "Signatur justerare",
        "Utdragsbestyrkande", "Utdragsbestyrkande, datum och namn", "Rätt utdraget intygar",
        "Utdraget bestyrks",
    ],
)  # fmt: skip
def test_feet(cell: str) -> None:
    layout = layout_of(f"{HEAD}§ 1 Öppnande\nMötet öppnas.\n\n{cell}\n\n§ 2 Slut\nMötet avslutas.\n")
    assert [block.text for block in layout.blocks if block.kind == "furniture"] == [cell]


def _two_pages(again: str) -> str:
    head = "Hedby kommun     SAMMANTRÄDESPROTOKOLL     {} (2)\nKulturnämnden    2024-03-05\n\n"
    titles = "Konto (tkr)      Budget 2024    Utfall 2023\n"
    return (
        head.format(1)
        + "§ 1 Budget\n\n"
        + titles
        + "Löner            100            90\nLokaler          101            91\n\nJusterandes sign\n"
        + head.format(2)
        + (titles if again else "")
        + "Resor            102            92\nSumma            303            273\n"
    )


@pytest.mark.parametrize("again", ["repeated", ""])
def test_the_titles_of_columns_that_a_page_repeats_are_rows(again: str) -> None:
    blocks = layout_of(_two_pages(again)).blocks
    titles = [block.kind for block in blocks if block.text.startswith("Konto")]
    assert titles == ["row"] * (2 if again else 1)
    assert [b.kind for b in blocks if b.text.startswith(("Hedby", "Kultur"))] == ["furniture"] * 4
