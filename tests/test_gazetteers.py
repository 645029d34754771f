"""The name lists are readable, Swedish and free of rubbish."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import gazetteers
from pipeline.errors import MissingModel


def test_people() -> None:
    given = gazetteers.given_names()
    assert given["Anna"] > given["Åsa"] > 1000
    assert "Björn" in gazetteers.ambiguous_names()
    assert "Anna" not in gazetteers.ambiguous_names()
    assert gazetteers.ambiguous_names() <= set(given)
    assert {"Öberg", "Johansson", "Ek"} <= gazetteers.surnames()
    assert "von" not in {name.lower() for name in gazetteers.surnames()}


def test_municipalities() -> None:
    municipalities = gazetteers.municipalities()
    assert len(municipalities) == 290
    assert municipalities["Umeå"].full_names == ("Umeå kommun",)
    assert municipalities["Umeå"].county == "Västerbottens län"
    assert municipalities["Göteborg"].full_names[0] == "Göteborgs Stad"
    assert municipalities["Falun"].full_names == ("Falu kommun",)


def test_regions_know_their_former_names() -> None:
    regions = gazetteers.regions()
    assert regions["Västerbottens läns landsting"] == "Region Västerbotten"
    assert regions["VGR"] == "Västra Götalandsregionen"
    assert gazetteers.counties()["Jämtlands län"] == "Region Jämtland Härjedalen"


def test_agencies_places_parties() -> None:
    assert gazetteers.agencies()["FK"] == "Försäkringskassan"
    assert gazetteers.agencies()["IVO"] == "Inspektionen för vård och omsorg"
    assert "Ösmo" in gazetteers.places()
    assert gazetteers.parties()["KD"] == "Kristdemokraterna"


def test_a_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARAGRAF_MODELS", str(tmp_path / "nowhere"))
    with pytest.raises(MissingModel, match="nowhere"):
        gazetteers.models_folder()
