"""ORG: names made with a place — branches, teams of a town, companies and regions called after it."""

from __future__ import annotations

import re

from pipeline.extract.found import Found
from pipeline.extract.names import given_evidence, is_label, is_place, never_in_name, surname_evidence
from pipeline.extract.orgwords import no_letters, org_words
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import counties, municipalities

# associations with a branch in every other place
_HAS_BRANCHES = re.compile(
    r"PRO|SPF(?: Seniorerna)?|SKPF|RPG|LRF|ABF|FUB|DHR|HRF|SRF|RSMH|RFSL|HSB|KFUM|IOGT-NTO|Röda [Kk]orset"
    r"|Rädda Barnen|Företagarna|Hyresgästföreningen|Riksteatern|Friskis & Svettis|Naturskyddsföreningen|BRIS"
    r"|Friluftsfrämjandet|Kommuninvest|Coompanion|Svensk Handel|Visita|Medborgarskolan|Vuxenskolan"
    r"|Ung Företagsamhet|Barnens [Rr]ätt i [Ss]amhället|Vision|Kommunal|Vårdförbundet|Svenskt Näringsliv"
    r"|Funktionsrätt|Energikontoret|Nyföretagarcentrum|Studiefrämjandet|Sensus|Korpen|Hushållningssällskapet"
    r"|Unga Örnar|Scouterna|Equmeniakyrkan|Pingstkyrkan|Neuroförbundet|Diabetesförbundet|Hjärt-Lungförbundet"
    r"|Reumatikerförbundet|Demensförbundet|Attention|Autism|Synskadades [Rr]iksförbund"
)
_TOWN = (
    r"(?:(?:Norra|Södra|Östra|Västra|Mellersta|Övre|Nedre|Lilla|Stora) )?"
    r"[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?"
)
_BRANCH = re.compile(rf" (?:i )?(?P<place>{_TOWN})(?P<next> [A-ZÅÄÖ][a-zåäö]+)?(?![\w-])")
# whose name says what it is: "Diabetesföreningen Umeå", "Hjälpmedelscentralen Umeå"
_OF_A_TOWN = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]+(?:föreningen|klubben|förbundet|jouren|sällskapet|centralen|mottagningen|kyrkan|församlingen)"
)
# "Hjärtförbundets länsavdelning i Norrby", "Hjärtförbundet, Länsavdelningen Norrby"
_LOCAL = re.compile(
    r"(?:(?<=s) (?:(?:läns|lokal|distrikts|regions?|krets)"
    r"(?:avdelning|förening|organisation|krets|klubb)(?:en|ens|s)?"
    r"|distrikt|krets)|(?<!s), (?:Läns|Lokal)(?:avdelningen|föreningen))"
    rf"(?![\wåäö-])(?: (?:(?:i|på) )?{_TOWN}(?![\w-]))?"
)
_NATIONWIDE = re.compile(
    r".*(?:förbundets?|föreningens?|[Kk]orsets?|[Rr]iksförbunds?|kyrkans?|sällskapets?|Barnens?|ABF:?s?|PRO:?s?)"
)
# "Samordningsteam Norrby/Söderby", "Rehabteam Norrby", "Team Rehab"
_TEAM = re.compile(
    r"(?<![\w-])(?P<team>[A-ZÅÄÖ][a-zåäö]+team|Team) (?P<first>[A-ZÅÄÖ]{2,4}|[A-ZÅÄÖ][a-zåäö]+)"
    r"(?:/[A-ZÅÄÖ][a-zåäö]+)*(?![\wåäö-])"
)
_TEAMS = re.compile(r"(?<![\w-])Samordningsteam(?:et|en)s?(?![\wåäö-])")
# "Avfall Sverige", "Autism Sverige"; "Norra Sverige" is a part of the country
_NATIONAL = re.compile(r"(?<![\w-])(?P<first>[A-ZÅÄÖ][a-zåäö]+) Sveriges?(?![\wåäö-]| [A-ZÅÄÖ])")
_COUNTRY = frozenset(
    "Norra Södra Västra Östra Mellersta Nordvästra Hela Nya Gamla Resten Övriga Dagens".split()
)
# "Norrköpingshus", "Umeåregionen": a place and what the company or the co-operation is
_OF_PLACE = re.compile(
    r"(?<![\w-])(?P<place>[A-ZÅÄÖ][a-zåäö]{2,}?)s?(?:hus|hem|byggen|bostäder|energi|regionen|trafiken)s?"
    r"(?![\wåäö-]| med | den | [–-] )"
)
_ABBREVIATED = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{1,3}[a-zåäö]?Sam(?=\s§\s?\d)")
# "Samordningsförbundet Solna, Umeå och Kalmar": one that is called after its members
_FEDERATION = re.compile(
    rf"(?<![\w-])(?:[Ss]amordnings|[Rr]äddningstjänst|[Gg]ymnasie|[Mm]iljö)förbundet "
    rf"(?P<towns>{_TOWN}(?:, {_TOWN})+ (?:och|&) {_TOWN})(?![\w-]| (?:kommun|län|stad))"
)
# the word "PROTOKOLL" with its letters spaced out is no association of pensioners
_SPACED = re.compile(r" [A-ZÅÄÖ]{1,2}(?= [A-ZÅÄÖ]{1,2}(?![\wåäö]))")


def place_names(text: str) -> list[Found]:
    """Ranges of organisations in `text` whose names hold a place, a team's town or "Sverige"."""
    found = [Found(m.start(), m.end(), "org.team", 1.2) for m in _TEAM.finditer(text) if _is_team(m)]
    for match in _TEAMS.finditer(text):
        if match.start() > 2 and text[match.start() - 2] not in ".!?":
            found.append(Found(match.start(), match.end(), "org.team", 1.0))
    for match in _NATIONAL.finditer(text):
        word = match["first"]
        if word not in _COUNTRY and word not in org_words("start") and not is_label(word):
            found.append(Found(match.start(), match.end(), "org.national", 1.0))
    for match in _OF_PLACE.finditer(text):
        town = match["place"] in municipalities() and not text.endswith(" i ", 0, match.start())
        if town and surname_evidence(match.group()) != 1.0:
            found.append(Found(match.start(), match.end(), "org.of_place", 1.0))
    for match in _FEDERATION.finditer(text):
        towns = re.split(r", | och | & ", match["towns"])
        if all(town in municipalities() or town.removesuffix("s") in municipalities() for town in towns):
            found.append(Found(match.start(), match.end(), "org.forbund", 1.4))
    found.extend(Found(m.start(), m.end(), "org.abbreviation", 1.0) for m in _ABBREVIATED.finditer(text))
    return found


def _is_team(match: re.Match[str]) -> bool:
    word = match["first"]
    return not (
        is_label(word)
        or no_letters(word)
        or given_evidence(word) >= 0.8
        or starts_with_role(word) == len(word)
        or (match["team"] == "Team" and never_in_name(word) and not is_place(word))
    )


def with_branch(text: str, found: Found) -> Found:
    """ "PRO Norrby", "LRF Granby": the local branch of an association, by its place."""
    local = _LOCAL.match(text, found.end)
    if local and _NATIONWIDE.fullmatch(text, found.start, found.end):
        return Found(found.start, local.end(), found.rule, found.weight)
    branch = _BRANCH.match(text, found.end)
    if branch and _OF_A_TOWN.fullmatch(text, found.start, found.end):
        town = is_place(branch["place"]) and not branch["next"] and surname_evidence(branch["place"]) != 1.0
        return Found(found.start, branch.end("place"), found.rule, found.weight) if town else found
    if branch is None or not _HAS_BRANCHES.fullmatch(text, found.start, found.end):
        return found
    place = branch["place"]
    known = is_place(place) or any(f"{name} län" in counties() for name in (place, f"{place}s"))
    if not known and (
        branch["next"] or never_in_name(place) or given_evidence(place) >= 0.5 or is_label(place)
    ):
        return found
    return Found(found.start, branch.end("place"), found.rule, found.weight)


def is_spaced(text: str, found: Found) -> bool:
    """Whether letters begin a word in spaced letters: "PRO T OK OL L"."""
    return found.end - found.start < 5 and _SPACED.match(text, found.end) is not None
