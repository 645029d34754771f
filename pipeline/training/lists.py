"""Compiles the gazetteers under ``models/gazetteers`` from open sources.

`lists` reads the folder of sources (their names are in ``models/gazetteers/README.md``) and writes
one small table each. What a source gets wrong or leaves out stands here as data with its reason.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from faker.providers.person.sv_SE import Provider as FakerNames

from pipeline.training.abbreviations import AGENCY_SHORT, CURRENT_AGENCIES, PARTIES, REGION_FORMER

# Municipalities whose full name is not what "name + s + kommun" gives.
_FULL_NAMES = {
    "Falun": ("Falu kommun",),
    "Gotland": ("Region Gotland", "Gotlands kommun"),
    "Kalix": ("Kalix kommun",),
    "Kalmar": ("Kalmar kommun",),
    "Överkalix": ("Överkalix kommun",),
    "Habo": ("Habo kommun",),
}
# Municipalities that call themselves stad.
_CITIES = {
    "Borås": "Borås Stad", "Göteborg": "Göteborgs Stad", "Haparanda": "Haparanda stad",
    "Helsingborg": "Helsingborgs stad", "Landskrona": "Landskrona stad", "Lidingö": "Lidingö stad",
    "Malmö": "Malmö stad", "Mölndal": "Mölndals stad", "Solna": "Solna stad",
    "Stockholm": "Stockholms stad", "Sundbyberg": "Sundbybergs stad",
    "Trollhättan": "Trollhättans stad", "Vaxholm": "Vaxholms stad", "Västerås": "Västerås stad",
}  # fmt: skip
# Given names that are also other words, beside those whose small letters the corpus shows.
_WORDS_TOO = frozenset(
    (
        "Ale Amen April Are Ask Bill Björn Blanka Bo Bror Da Dag Dan Eden Eja Elva Even Gull Han Hans Ina "
        "Juli Juni Lilja Liv Lo Love Lycka Maj Malva Man Mark Min My Ni Nia Nova Per Ran Ros Rosa Saga Si "
        "Sina Sky Skye Sol Star Sten Storm Sven Tea To Ulv Valle Varg Vi Vide Viking Ville Vinter Viola Örn"
    ).split()
)
# Hapaxes of the corpus that are names in minutes nearly always.
_NAMES_ONLY = frozenset(
    (
        "Alva Blenda Brita Disa Eva Fia Fred Frej Frida Gun Harry Hilding Ia Ida Inga Iris Jarl Jo Kaj "
        "Kaja Karl Kerstin Kim Klara Lin Lina Linnea Lova Mats Mona Nils Pia Regina Rolf Rut Sara Signe "
        "Siv Stella Stig Svea Tom Tor Tora Tove Ture Ulf Vera Ylva Åke Åsa"
    ).split()
)
_JUNK_NAMES = frozenset("Md Eh Oi De Om Nu Son Mrs Mr Abd Al El Den Det Ett Och".split())
_PARTICLES = frozenset("Von Van De Af Der Den Ten".split())
_NAME = re.compile(r"[A-ZÅÄÖÉÈÜÓÁÍÖØÆ][\w'’]+(?:-[A-ZÅÄÖÉÈÜÓÁÍÖØÆ]?[\w'’]+)*")


def lists(sources: Path, out: Path, texts: Iterable[str] = ()) -> dict[str, int]:
    """Write every gazetteer into `out`; rows a file.

    `texts` are tokens of general Swedish: a given name whose lower-case form stands among them
    is marked as a common word too.
    """
    out.mkdir(parents=True, exist_ok=True)
    lower = Counter(token for token in texts if token.islower())
    tables: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
        "given_names.tsv": (("name", "bearers", "also_word"), list(_given_names(sources, lower))),
        "surnames.txt": (("surname",), [(name,) for name in _surnames(sources)]),
        "municipalities.tsv": (("name", "code", "county", "full_names"), list(_municipalities(sources))),
        "regions.tsv": (("name", "county", "former_names", "abbreviations"), list(_regions(sources))),
        "agencies.tsv": (("name", "abbreviations"), list(_agencies(sources))),
        "places.txt": (("place",), [(name,) for name in _places(sources)]),
        "parties.tsv": (("letters", "name"), list(PARTIES)),
    }
    for name, (header, rows) in tables.items():
        lines = ["\t".join(row) for row in (header, *rows)]
        (out / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {name: len(rows) for name, (_, rows) in tables.items()}


def _given_names(sources: Path, lower: Counter[str]) -> Iterator[tuple[str, ...]]:
    bearers: Counter[str] = Counter()
    for row in _csv(sources / "given_names_se.csv"):
        bearers[row["name"]] += int(row["men"] or 0) + int(row["women"] or 0)
    for name in (*FakerNames.first_names_male, *FakerNames.first_names_female):
        bearers.setdefault(name, 100)
    for name, count in sorted(bearers.items(), key=lambda pair: (-pair[1], pair[0])):
        if not _NAME.fullmatch(name) or name in _JUNK_NAMES:
            continue
        word = name in _WORDS_TOO or (lower[name.lower()] >= 2 and name not in _NAMES_ONLY)
        yield name, str(count), "1" if word else ""


def _surnames(sources: Path) -> list[str]:
    names = {row["name"] for row in _csv(sources / "surnames_se.csv")} | set(FakerNames.last_names)
    return sorted(name for name in names if _NAME.fullmatch(name) and name not in _PARTICLES)


def _municipalities(sources: Path) -> Iterator[tuple[str, ...]]:
    counties = {row["county_code"]: row["county_name"] for row in _csv(sources / "counties_se.csv")}
    for row in _csv(sources / "municipalities_se.csv"):
        name = row["municipality_name_short"]
        full = list(_FULL_NAMES.get(name, (row["municipality_name"],)))
        if name in _CITIES:
            full.insert(0, _CITIES[name])
        yield name, row["municipality_code"], counties[row["county_code"]], "|".join(full)


def _regions(sources: Path) -> Iterator[tuple[str, ...]]:
    for row in _csv(sources / "counties_se.csv"):
        short, county = row["county_name_short"], row["county_name"]
        # Region Jämtland Härjedalen carries two landscapes, Västra Götalandsregionen its own form.
        name = {
            "Jämtland": "Region Jämtland Härjedalen",
            "Västra Götaland": "Västra Götalandsregionen",
            "Jönköping": "Region Jönköpings län",
            "Örebro": "Region Örebro län",
            "Kalmar": "Region Kalmar län",
        }.get(short, f"Region {short}")
        former, abbreviations = REGION_FORMER.get(short, ((), ()))
        yield name, county, "|".join(former), "|".join(abbreviations)


def _agencies(sources: Path) -> Iterator[tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = dict(CURRENT_AGENCIES)
    with (sources / "agencies_se.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name = _agency_name(row["name"])
            if name:
                names.setdefault(name, AGENCY_SHORT.get(name, ()))
    for name, short in AGENCY_SHORT.items():
        names[name] = short
    for name in sorted(names):
        yield name, "|".join(names[name])


def _agency_name(raw: str) -> str:
    """The name as it is written: the source cuts long names and lowers second capitals."""
    name = re.sub(r"\s*\(\w+\)$|, \w{2,4}$", "", raw)
    name = re.sub(r" o(?:ch)? (?:mark|migration|patent).*$", "", name).replace("-och ", "- och ")
    if re.search(r" f miljö arella|Hyres och arrendenämnen", name):
        return ""
    name = re.sub(r"\b(götalands|sverige|norrland|skåne|blekinge|dalarna|väst|skoklosters|hallwylska)\b",
                  lambda match: match[0].capitalize(), name)  # fmt: skip
    return name.replace("bernadotteakademin", "Bernadotteakademin").replace("esf-", "ESF-").replace(
        "fao-", "FAO-").replace("Ilo-", "ILO-").replace("Hyres och", "Hyres- och")  # fmt: skip


def _places(sources: Path) -> list[str]:
    names = {row["city"] for row in _csv(sources / "places_se.csv")}
    return sorted({part for name in names for part in re.split(r" och (?=[A-ZÅÄÖ])", name)})


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
