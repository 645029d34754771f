from __future__ import annotations

import time
from pathlib import Path

import pytest
from marked import named, unmarked

from pipeline.extract.found import Found
from pipeline.extract.people import full_names
from pipeline.extract.roles import roles
from pipeline.extract.rolewords import may_name_role, role_pattern, starts_with_role

PAIRS = [
    # posts of organs, in every form
    "[Ordföranden] öppnar mötet",
    "till [ordförande] väljs",
    "[vice ordförande] och [2:e vice ordförande]",
    "[Förste vice ordföranden] tackar",
    "[1:e vice ordf.] noteras",
    "Anna Ek ([ordf.]), Bo Lund ([sekr.]) och Ylva Berg ([suppl.])",
    "[ledamöter] och [ersättare]",
    "[Ledamöternas] arvoden",
    "[Justerare]: Anna Ek",
    "[justeringsperson] och [protokollförare]",
    "[Revisorerna] har granskat",
    "[lekmannarevisorer] utses",
    "[kommunalrådet] svarar",
    "[gruppledare] för partiet",
    "ordförandeskapet övergår",
    "ledamotskapet i rådet",
    # administrative posts with what stands before them
    "[Tf förvaltningschef] Anna Ek redovisar",
    "[t.f. kommundirektör] Bo Lund",
    "[biträdande förbundschef] Karin Berg",
    "[Teknisk chef] Karin Berg",
    "[sakkunnig revisor] Bo Lund",
    "[certifierad kommunal revisor] Bo Lund",
    "[medicinskt ansvarig sjuksköterska] har yttrat sig",
    "[HR-chef] Lena Berg",
    "[ekonomichefen] redogör",
    "[Vd] Karin Berg redogör",
    "[VD:n] redogör",
    "en ny chef anställs",
    "antal samordnare ökar",
    "två IT-samordnare arbetar",
    "del av inrättad tjänst biståndshandläggare",
    "heltid regionanställd processledare",
    "stödjer chefer och medarbetare",
    "handläggare från olika myndigheter",
    "[Handläggare]: Lena Berg",
    "de förtroendevalda [revisorerna]",
    "utbildning av förtroendevalda",
    # the standing is no role
    "Adjungerad, [förbundschef]",
    "tjänstgörande [ersättare]",
    "Adjungerade",
    # labels of the foot of a page
    "Justerandes sign",
    "Justerandes signatur",
    "Justerares sign",
    "Utdragsbestyrkande",
    "[Justerande] Karin Berg",
    "[Justerande]: Karin Berg",
    "[JUSTERANDE]",
    "[SEKRETERARE]",
    # people chosen for something
    "utser Lena Berg till [ombud] vid stämman",
    "som ny [representant] väljs",
    "[dataskyddsombud] är Lena Berg",
    "[beslutsattestant] utses",
    "[skyddsombudet] deltar",
    "en tjänst som [föräldralots]",
    "kommunens [jurist] har granskat",
    # professions in general, and beside somebody
    "sjuksköterskor och lärare behövs",
    "en sjuksköterska har slutat",
    "Karin Berg, [arbetsterapeut]",
    "[kurator] Karin Berg berättar",
    "lärare i skolan",
    # things that look like posts
    "Ansvarig: KB",
    "ekonomisk redovisning",
    "strategin antas",
    "rektorsområdet",
]


@pytest.mark.parametrize("marked", PAIRS)
def test_roles_found_and_not(marked: str) -> None:
    text, expected = unmarked(marked)
    people = full_names(text, ())
    assert [text[found.start : found.end] for found in roles(text, people)] == expected


def test_two_professions_share_a_slash() -> None:
    text = "Lena Berg som är koordinator/arbetskonsulent"
    found = roles(text, [Found(0, 9, "person.name")])
    assert [text[f.start : f.end] for f in found] == ["koordinator", "arbetskonsulent"]


def test_starts_with_role_gives_its_length() -> None:
    assert starts_with_role("Koordinator Tallvik") == 11
    assert starts_with_role("Tallvik koordinator") == 0


def test_groups_tell_the_class() -> None:
    post, work = role_pattern().search("ordförande"), role_pattern().search("kurator")
    assert post is not None and post["post"] == "ordförande"
    assert work is not None and work["work"] == "kurator"


def test_the_quick_look_misses_nothing() -> None:
    for marked in PAIRS:
        text, expected = unmarked(marked)
        if any(word.lower() not in ("justerande", "sekreterare") for word in expected):
            assert may_name_role(text)
    assert not may_name_role("Mötet hölls på torget")


@pytest.mark.parametrize(
    "line", ["chef" * 5000, "vice " * 4000, "a-" * 10000, "ordförande, " * 1600, "Ö" * 20000, "1:e " * 5000]
)
def test_odd_lines_take_no_time(line: str) -> None:
    begin = time.process_time()
    roles(line, [])
    assert time.process_time() - begin < 2


SENTENCES = (Path(__file__).parent / "cases" / "roles.txt").read_text(encoding="utf-8").splitlines()[2:]


@pytest.mark.parametrize("marked", SENTENCES)
def test_roles_in_sentences_of_minutes(marked: str) -> None:
    """By the rules alone, without the language model."""
    text, wanted = unmarked(marked)
    assert named(text, "ROLE") == wanted
