"""Whose organ it is: the head says so; where somebody on the list comes from says nothing."""

from segmented import meeting_of

ITEMS = "\n§ 1 Upprop\nUpprop förrättas.\n\n§ 2 Budget\nBidrag till Älvby kommun.\n"


def test_members_come_from_municipalities_that_do_not_own_the_body() -> None:
    head = (
        "PROTOKOLL  nr 3/2024        2024-06-14\n\nTid:  14 juni 2024, kl 09.00\n\n"
        "Ledamöter:\nAlma Ros        ordförande, Älvby kommun\nBo Dahl         Norrby kommun, t.o.m. § 1\n"
        "Cilla Frisk     Norrby kommun\n\nFrånvarande:    Disa Holm, Älvby kommun\n"
    )
    assert meeting_of(head + ITEMS).organisation is None


def test_participants_in_one_paragraph_name_no_owner() -> None:
    head = (
        "Minnesanteckningar från samrådsgruppens möte den 3 oktober 2024\n\n"
        "Deltagare: Alma Ros (ordf), Region Norrdal; Bo Dahl, Älvby kommun;\nCilla Frisk, Norrby kommun\n"
        "Förhinder: Disa Holm, Viks kommun\n"
    )
    assert meeting_of(head + ITEMS).organisation is None


def test_the_head_names_the_owner() -> None:
    head = "ÄLVBY KOMMUN\nSocialnämnden\n2024-06-14\n\nLedamöter:\nAlma Ros (S), ordförande\nBo Dahl (M)\n"
    assert meeting_of(head + ITEMS).organisation == "Älvby kommun"
