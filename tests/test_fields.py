"""Meeting fields from invented heads: whose meeting, when, where, adjusted and posted when."""

from __future__ import annotations

import pytest
from segmented import cases, meeting_of

BODY = """

§ 1 Mötets öppnande
Ordföranden öppnar mötet.

§ 2 Budget
Beslut
Budgeten antas.

§ 3 Avslutning
Mötet avslutas.
"""
HEADS = cases("fields")


@pytest.mark.parametrize("name", HEADS)
def test_head(name: str) -> None:
    head, expected = HEADS[name]
    text = head if "§ 1" in head or "§1" in head else head + BODY
    found = meeting_of(text).to_dict()
    fields = [line.partition(":")[0] for line in expected]
    assert [f"{name}: {found[name] or 'null'}" for name in fields] == expected


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("KALLELSE\nSocialnämnden\nSammanträde 2024-03-04\n\n1. Öppnande\n2. Val\n3. Budget\n", "notice"),
        ("Föredragningslista\nSocialnämnden 2024-03-04\n\n1. Öppnande\n2. Val\n3. Budget\n", "notice"),
        ("Protokollsutdrag\nSocialnämnden 2024-03-04\n\n§ 3 Budget\nBudgeten antas.\n", "minutes"),
        ("Minnesanteckningar från möte 2024-03-04\n\n1. Öppnande\n2. Val\n3. Budget\n", "minutes"),
        ("Tjänsteskrivelse\nNorrby kommun 2024-03-04\n\nFörslag till budget\nText.\n", "attachment"),
        ("Regionstyrelsen 4 mars 2024\n\nOrganisation\n\nStyrelsen beslutar att godkänna den.\n", "minutes"),
        ("Recept på sockerkaka\n\nTag tre ägg och vispa.\n", "other"),
    ],
)  # fmt: skip
def test_kind(head: str, kind: str) -> None:
    assert meeting_of(head).kind == kind


def test_a_text_without_a_date_has_none() -> None:
    found = meeting_of("Protokoll\nNorrby byalag\n\n§ 1 Öppnande\nMötet öppnas.\n")
    assert found.date is None
    assert found.adjusted is None
    assert found.posted is None


@pytest.mark.parametrize(
    "name",
    [
        "Samordningsförbundet i Sjödala län",
        "Samordningsförbundet i norra Sjödalen",
        "Samordningsförbundet Ekby",
    ],
)
def test_a_federation_that_is_named_by_where_it_is(name: str) -> None:
    head = f"PROTOKOLL\n{name}\n\nDatum: 2022-05-19\n\n§ 1 Öppnande\nOrdföranden öppnade mötet.\n"
    assert meeting_of(head).body == name
