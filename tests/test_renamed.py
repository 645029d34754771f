"""Changes of name: dated facts with their sources."""

from __future__ import annotations

import re

import pytest

from pipeline.patterns import name_on, renamed
from pipeline.resolve.organisations import organisation_key, renamings

DATED = [  # an old name, the last day it held, the next day, the name from then on
    ("Vägverket", "2010-03-31", "2010-04-01", "Trafikverket"),
    ("Banverket", "2010-03-31", "2010-04-01", "Trafikverket"),
    ("Högskoleverket", "2012-12-31", "2013-01-01", "Universitetskanslersämbetet"),
    ("Arbetsmarknadsstyrelsen", "2007-12-31", "2008-01-01", "Arbetsförmedlingen"),
    ("Riksförsäkringsverket", "2004-12-31", "2005-01-01", "Försäkringskassan"),
    ("Statens folkhälsoinstitut", "2013-12-31", "2014-01-01", "Folkhälsomyndigheten"),
    ("Datainspektionen", "2020-12-31", "2021-01-01", "Integritetsskyddsmyndigheten"),
    ("Sveriges Kommuner och Landsting", "2019-11-26", "2019-11-27", "Sveriges Kommuner och Regioner"),
    ("Stockholms läns landsting", "2018-12-31", "2019-01-01", "Region Stockholm"),
    ("Landstinget Västernorrland", "2018-01-31", "2018-02-01", "Region Västernorrland"),
    ("Norrbottens läns landsting", "2016-12-31", "2017-01-01", "Region Norrbotten"),
    ("Örebro läns landsting", "2014-12-31", "2015-01-01", "Region Örebro län"),
    ("Landstinget Halland", "2010-12-31", "2011-01-01", "Region Halland"),
    ("Handikappombudsmannen", "2008-12-31", "2009-01-01", "Diskrimineringsombudsmannen"),
    ("Specialpedagogiska institutet", "2008-06-30", "2008-07-01", "Specialpedagogiska skolmyndigheten"),
    ("Arbetarskyddsstyrelsen", "2000-12-31", "2001-01-01", "Arbetsmiljöverket"),
    ("Länsarbetsnämnden", "2007-12-31", "2008-01-01", "Arbetsförmedlingen"),
    ("Handikappförbunden", "2017-05-17", "2017-05-18", "Funktionsrätt Sverige"),
    ("Malmöhus läns landsting", "1998-12-31", "1999-01-01", "Region Skåne"),
]


@pytest.mark.parametrize(("old", "before", "after", "new"), DATED)
def test_a_name_holds_until_its_day(old: str, before: str, after: str, new: str) -> None:
    assert name_on(old, before) == old
    assert name_on(old, after) == new


def test_changes_follow_each_other() -> None:
    assert name_on("Landstingsförbundet", "2006-12-31") == "Landstingsförbundet"
    assert name_on("Landstingsförbundet", "2015-06-01") == "Sveriges Kommuner och Landsting"
    assert name_on("Landstingsförbundet", "2020-06-01") == "Sveriges Kommuner och Regioner"
    assert name_on("Räddningsverket", "2024-01-01") == "Myndigheten för samhällsskydd och beredskap"
    assert name_on("Räddningsverket", "2026-06-01") == "Myndigheten för civilt försvar"


@pytest.mark.parametrize(
    "name",
    [
        "Socialstyrelsen",
        "Skolverket",
        "Hjälpmedelsinstitutet",
        "Glesbygdsverket",
        "Arbetsförmedlingen",
        "Umeå kommun",
    ],
)
def test_what_was_never_renamed_keeps_its_name(name: str) -> None:
    assert name_on(name, "2026-01-01") == name


def test_every_change_is_dated_and_has_a_source_and_none_goes_round() -> None:
    assert len(renamed()) >= 70
    assert len({change.old for change in renamed()}) == len(renamed())
    for change in renamed():
        assert change.old != change.new
        assert re.fullmatch(r"(?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?", change.since), change
        assert len(change.source) > 10, change
        assert name_on(change.old, "9999-12-31") != change.old, change


def test_every_county_council_became_a_region() -> None:
    regions = {
        change.new for change in renamed() if "landsting" in change.old.lower() and "läns" in change.old
    }
    assert len(regions) == 20  # Gotland never had one


def test_the_register_is_told_the_day_and_the_source() -> None:
    (judgement,) = renamings({"högskoleverket": organisation_key("Högskoleverket")})
    assert organisation_key("Högskoleverket") == organisation_key("Universitetskanslersämbetet")
    assert "2013-01-01" in judgement.reason and "2012:810" in judgement.reason
