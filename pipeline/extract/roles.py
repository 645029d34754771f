"""ROLE: posts and functions that people hold or act in."""

from __future__ import annotations

import re

from pipeline.extract.bodywords import body_noun
from pipeline.extract.found import Found, keep
from pipeline.extract.names import given_evidence, is_place, surname_evidence
from pipeline.extract.rolewords import may_name_role, role_pattern

# a post as such, not the one who holds it: "en ny chef", "per enhetschef", "inrättad tjänst handläggare"
_GENERIC = re.compile(
    r"(?:\b(?:per|varje|en|ny|nya|nye|någon|ingen|fler|flera|antal|olika|samtliga|respektive|alla|många|få|egen"
    r"|heltid|[a-zåäö]*anställd|tjänst|årsarbetare|á|a)\s)$",
    re.IGNORECASE,
)
# organs' posts stay marked however they are spoken of: "en ersättare", "två revisorer"
_ORGANS = re.compile(
    r"ordförande|ledam|ersättare|justera|suppleant|revisor|råd|(?<!social)sekreterare|lots|attest",
    re.IGNORECASE,
)
# without a person these are people at work in general: "stödjer chefer", "handläggare från"
_PEOPLE_AT_WORK = re.compile(
    r"chefer|handläggare|rektorer|utvecklare|förtroendevald[ae]?|[a-zåäö]*socialsekreterare"
)
# "två IT-samordnare", "3 handläggare"
_COUNTED = re.compile(r"(?:(?:^|\s)(?:två|fyra|fem|sex|sju|åtta|nio|tio)|(?<![§\d–:-])\s\d{1,3})\s$")
_CAPITALS = re.compile(
    r"(?<![\wÅÄÖ-])(?:ORDFÖRANDE|SEKRETERARE|JUSTERARE|LEDAMÖTER|ERSÄTTARE|PROTOKOLLJUSTERARE"
    r"|JUSTERINGSPERSON|JUSTERANDE(?!S))(?![\wÅÄÖ-])"
)
# the heading "Justerande" above or before a name; "Justerandes sign" is a label of the page's foot
_ADJUSTING = re.compile(
    r"(?:(?<=^)|(?<=\t)|(?<=  )|(?<=[a-zåäö)] ))Justerande(?=$|:|\s*[.…_]|\s+[A-ZÅÄÖ]|\t)"
)
_SIGN = re.compile(r"(?:ns|s|ndes)?\s?(?:sign|underskrift|namnteckning)", re.IGNORECASE)
_CHOSEN = re.compile(
    r"(?:\b(?:[Tt]ill|som|som ny|[Tt]ill ny|en|vår|vårt|är|[a-zåäö-]*(?:nämndens|kommunens|förbundets"
    r"|styrelsens|regionens|landstingets|stadens|föreningens|bolagets))\s)$"
)
# "val av nämndemän", "uppdraget som nämndeman", "till god man"
_ELECTED = re.compile(r"(?:\b(?:[Vv]al av|[Tt]ill|[Ss]om|[Ss]om ny|[Tt]ill nya?|[Nn]ya?)\s)$")
_NEWLY = re.compile(r"\b(?:[Tt]ill|[Ss]om) (?:ny|nya|nye)\s$")
# the one sent to a general meeting: "ombudet uppmanades att rösta för förslaget"
_SENT = re.compile(r"(?:[Rr]öst|[Ss]tämmo)?[Oo]mbud(?:et|en|ets|ens)")
# "utsågs förste och andre vice ordföranden": the first has no noun of its own
_ORDINALS = re.compile(
    r"(?<![\w:])(?:[Ff]örst[ea]|[Aa]ndr[ea]|[12]:[ea])"
    r"(?=,? (?:och|samt) (?:andr[ea]|tredje|[23]:[ea]) vice ordf)"
)
# a politician by name, or for a field: "regionrådet Bo Dahl", "regionrådet för kulturfrågor"; else a meeting
_COUNCIL = re.compile(r"(?i:regionrådet)")
_COUNCIL_ACTS = re.compile(
    r" (?:informera(?:s|des)|konstatera(?:r|de)|beslut(?:ar|ade)|enades|diskutera(?:r|de)|ställde sig bakom"
    r"|fick|godkän(?:ner|de)|uttala(?:r|de)|noterade|behandlade)(?!\w)"
)
_POSSESSED = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäö]+s(?: kommuns)?|kommunens|regionens|förbundets|stadens|föreningens)\s$"
)
_FIELD = re.compile(
    r" (?P<field>[A-ZÅÄÖ](?:[a-zåäö]+(?:ande|else|ing|omi|ik|HR|IFO|skydd|tjänst)|[A-ZÅÄÖ]{1,4}))(?![\wåäö-])"
)
# a department named by several words is no part of the post: "avdelningschef Miljöskydd, Mark & Vatten"
_SEVERAL = re.compile(r"(?:, [A-ZÅÄÖ][a-zåäö]+)* & [A-ZÅÄÖ]")
_GS_ACTS = re.compile(
    r"\s(?:och [A-ZÅÄÖ]|föredr|redovis|inform|rapporter|får|fick|ska|skall|har|till nästa|återkom|meddela)"
)
# "Bo Ek (M) § 34 ers. Alma Ros (S)"
_STANDS_IN = re.compile(r"(?<=\.) [A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ]?[a-zåäö]+)? [A-ZÅÄÖ][a-zåäö]+")
_BETWEEN = re.compile(r"[\s,(:–-]*(?:\([^)]{0,12}\)[\s,]*)?(?:tf\.?|och|samt|är)?[\s,]*")


def roles(text: str, people: list[Found], cells: tuple[tuple[int, int], ...] = ()) -> list[Found]:
    """ROLE ranges in a block's clean text; professions count only beside one of `people`."""
    found: list[Found] = []
    for match in role_pattern().finditer(text) if may_name_role(text) else ():
        start, end = match.span()
        if (
            _SIGN.match(text, end)
            or text[start] == "-"
            or match.group().lower().startswith("adjunger")
            or (text[end:].startswith(":") and match["work"])
            or not _letters_act(text, start, end)
            or (_COUNCIL.fullmatch(match.group()) and _COUNCIL_ACTS.match(text, end))
            or (match.group() == "föredragande" and re.match(r"[.,;)]|$|\s{2}", text[end:]) is None)
        ):
            continue  # "adjungerad" tells the standing, as "tjänstgörande" does
        word = match["post"] or match["work"]
        beside = _beside(text, start, end, people)
        if beside and match.group().endswith(("chef", "Chef")):
            end += _headed(text, end, people)
        if match["post"] and (beside or not _general(text, start, word, cells)):
            found.append(Found(start, end, "role.post"))
        elif match["work"] and (beside or _chosen(text, start, word) or _slashed(text, start, found)):
            found.append(Found(start, end, "role.work"))
    for match in _ORDINALS.finditer(text):
        found.append(Found(match.start(), match.end(), "role.ordinal"))
    for match in _CAPITALS.finditer(text):
        if not _SIGN.match(text, match.end()):
            found.append(Found(match.start(), match.end(), "role.capitals"))
    for match in _ADJUSTING.finditer(text):
        if not _SIGN.match(text, match.end()):
            found.append(Found(match.start(), match.end(), "role.adjusting"))
    return keep(found)


def _headed(text: str, end: int, people: list[Found]) -> int:
    """Length of what a head in a list is head of: "Bo Dahl, avdelningschef Förebyggande"."""
    after = _FIELD.match(text, end)
    if after is None or _SEVERAL.match(text, after.end()):
        return 0
    word = after["field"]
    closes = (
        after.end() == len(text)
        or text[after.end()] in "\t,;)\n§"
        or text[after.end() : after.end() + 2] == " §"
        or text[after.end() : after.end() + 2] == "  "
    )
    if not closes and not any(person.start == after.end() + 1 for person in people):
        return 0
    named = body_noun(word) or is_place(word) or given_evidence(word) or surname_evidence(word) == 1.0
    return (
        0 if named or any(person.start == after.start("field") for person in people) else len(after.group())
    )


def _letters_act(text: str, start: int, end: int) -> bool:
    """Letters that may mean something else: "att ge GS i uppdrag", "Siv Ek, ers för Bo Ask"."""
    if text[start:end] == "GS":
        given = (
            re.search(r"\b(?:ge|ger|gav|åt|till|uppdra|av)\s$", text[max(0, start - 10) : start]) is not None
        )
        return given or _GS_ACTS.match(text, end) is not None
    if text[start : start + 3] == "ers" and end - start < 5:
        before = re.search(r"(?:,|\(|\btjg\.?|tjänstgörande)\s?$", text[max(0, start - 18) : start])
        return before is not None or _STANDS_IN.match(text, end) is not None
    return True


def _general(text: str, start: int, post: str, cells: tuple[tuple[int, int], ...]) -> bool:
    """Administrative posts in general; organs' posts (ordförande, ledamot) stay marked."""
    heads = start == 0 or any(start == low for low, _ in cells)
    if _PEOPLE_AT_WORK.fullmatch(post.lower()) and not (heads and (post[0].isupper() and len(text) < 60)):
        return True
    if _ORGANS.search(post):
        return False
    before = text[max(0, start - 24) : start]
    if _NEWLY.search(before):
        return False
    counted = (post[0].islower() or post[:2].isupper()) and _COUNTED.search(before) is not None
    return counted or _GENERIC.search(before) is not None


def _chosen(text: str, start: int, work: str) -> bool:
    """ "utses till ombud", "som ny representant", "kommunens jurist"."""
    before = text[max(0, start - 40) : start]
    if work.startswith("kontaktperson"):
        return before.endswith((" till ", " som "))
    if _SENT.fullmatch(work):
        return True
    if re.match(r"nämndem[aä]n|god(?:e)? m[aä]n", work):
        return _ELECTED.search(before) is not None
    if re.match(r"(?:ombud|representant|sakkunnig)", work):
        return _CHOSEN.search(before) is not None
    if re.match(r"[a-zåäö]{3,}ansvarig", work):
        return re.search(r"\b(?:till|som)\s$", before) is not None
    if work.startswith("styrelsemedlem"):
        return True
    return work[0].islower() and not work.startswith("ansvarig") and _POSSESSED.search(before) is not None


def _slashed(text: str, start: int, found: list[Found]) -> bool:
    """ "koordinatorer/arbetskonsulenter": a profession that shares a slash with a post."""
    return text[start - 1 : start] == "/" and bool(found) and found[-1].end == start - 1


def _beside(text: str, start: int, end: int, people: list[Found]) -> bool:
    """Whether a person stands beside the role, with a party, a comma or "tf" between them at most."""
    for person in people:
        gap = start - person.end if person.end <= start else person.start - end
        if gap > 40:
            continue
        between = text[person.end : start] if person.end <= start else text[end : person.start]
        if len(between) <= 30 and _BETWEEN.fullmatch(between):
            return True
        if person.end <= start and re.fullmatch(r",\s[a-zåäö ]{0,30}(?:och|samt)\s", between):
            return True
    return False
