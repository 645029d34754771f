"""Meeting fields told in sentences: "Protokoll fört vid styrelsemöte med Alnäs byalag i Byahuset"."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.segment.bodynames import ORGAN
from pipeline.segment.lines import Line
from pipeline.segment.organs import organ_alone
from pipeline.segment.when import DATE, DAY, bare_time, place, times, unnamed
from pipeline.segment.wrapping import joined

_TITLE = re.compile(
    r"(?:utdrag (?:ur|från) )?kallelse\b|(?:utdrag (?:ur|från) )?\w*(?:protokoll|anteckningar)\b"
    r"|minnesanteck\w*|rapport från|(?:styrelse|års"
    r"|medlems)?möte\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:närva|besluta(?:nde|re)|frånva|deltag|deltog|ledamöter|plats|tid\b|datum|dag\b|lokal|organ\b|sekreterare|ordförande"
    r"|justera|dagordning|agenda|innehåll|sida\b)",
    re.IGNORECASE,
)
# "… vid sammanträde med styrelsen för Alna akademi", "Möte med kårens styrelse den 4 mars"
_WITH = re.compile(
    rf"(?:möte|sammanträde|träff|stämma)\w*(?: nr \d+)?(?:\s+(?:den\s+)?{unnamed(DATE)})?\s+(?:med|i"
    rf"|för)\s+(?P<body>[^\W\d][^\d,.;:\n]{{2,70}}?)"
    r"(?=\s+(?:i|på|hos|den|kl|klockan|\d+|[a-zåäö]+dag(?:en)?)\b|\s*[\n,.;]|\s*$)",
    re.IGNORECASE,
)
# "Protokoll från socialnämndens möte"
_OF = re.compile(
    r"\b(?P<body>[a-zåäö]{3,}(?:nämnden|styrelsen|fullmäktige|utskottet|rådet))s\s(?:ordinarie "
    r"|extra )?(?:sammanträde|möte)"
)
# "Styrelsemötesprotokoll för Alna"
_FOR = re.compile(
    r"protokoll\s+(?:för|från)\s+(?P<body>[A-ZÅÄÖ][^\d,.;:\n]{1,60}?)"
    r"(?=\s+(?:i|på|den|kl|klockan|\d+)\b|\s*[\n,.;]|\s*$)"
)
# "Protokoll styrelsemöte Hyresgästföreningen Ekan 2024-03-04"
_BESIDE = re.compile(
    r"(?:möte|stämma|sammanträde)\s+(?P<body>[A-ZÅÄÖ][\wåäö-]*(?:förening|klubb|lag|samfällighet|sällskap|stiftelse)"
    r"(?:en|et|n)?(?:\s(?:i\s)?[A-ZÅÄÖ][\wé-]+){1,4})"
)
# "Protokoll för Alna Sveriges årsmöte": whose meeting it is stands in the genitive
_OWNS = re.compile(
    r"(?:protokoll|anteckningar)\w*,?\s+(?:för|från|vid|fört vid|av)\s+(?P<body>[A-ZÅÄÖ][\wåäöé&-]*"
    r"(?: (?:[A-ZÅÄÖ][\wåäöé&-]*|och|i|för"
    r"|[a-zåäö]*(?:förening|förbund|klubb|sällskap|lag|samfällighet|område|kår|sektion|distrikt)en?s)){0,5})"
    r"(?<=s)\s(?=(?:ordinarie |extra |konstituerande )?(?:års|styrelse|medlems|förenings|höst|vår)?"
    r"(?:möte|stämma|sammanträde)\w*)"
)
_CLOCK = re.compile(
    r"\d{1,2}[.:]\d\d|\bkl(?:ockan|\.)? ?\d{1,4}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{1,4}(?:[.:]\d\d)?)?",
    re.IGNORECASE,
)
# "Samrådsgruppen för Alnasjön", "Lokala säkerhetskommittén"
_GROUP = re.compile(
    r"(?:[A-ZÅÄÖ][a-zåäö]+ )?[A-ZÅÄÖa-zåäö][a-zåäö]*(?:grupp(?:en)?|råd(?:et)?|kommitté(?:n)?"
    r"|nätverk(?:et)?|forum(?:et)?|ledning(?:en)?)"
    r"(?: (?:(?:för|i|på|vid) |(?=[A-ZÅÄÖ]))[^.,:;\t]{3,60})?"
)
# "Arbetsgruppen för trygghet 2/2021", "Vattenrådet nr 3": which of its meetings
_ORDINAL = re.compile(r"\s+(?:nr\.?\s?\d{1,3}(?:/\d{2,4})?|\d{1,3}/\d{2,4})\s*(?:\t.*)?$", re.IGNORECASE)
# "PROTOKOLL Arbetsgruppen för trygghet"
_BEFORE_GROUP = re.compile(
    r"^(?:\w*protokoll|\w*anteckningar|kallelse(?: till)?|dagordning)\s(?:från |för |med )?(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
# "Älvby Nordsjö Tallsjö Granby": whose representatives meet
_TOWNS = re.compile(r"[A-ZÅÄÖ][a-zåäö]{3,}(?: [A-ZÅÄÖ][a-zåäö]{3,}){3,}")
_GENERIC = re.compile(
    r"(?:\w*(?:möte|sammanträde|stämma|protokoll|anteckningar|dag)\w*|styrelsen|nämnden|den\b.*|extra\b.*|ordinarie\b.*)",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"(?:rum(?:met)?|sal(?:en)?|lokal(?:en)?|gård(?:en)?|hus(?:et)?|gatan|vägen|torg(?:et)?|kontor(?:et)?|skola(?:n)?|hotell(?:et)?"
    r"|kansli(?:et)?|muse(?:et|um)|bibliotek(?:et)?|teams|zoom|distans|station(?:en)?|hem(?:met)?|centrum|stuga(?:n)?|kyrka(?:n)?"
    r"|lada(?:n)?|camping(?:en)?|café(?:et)?|plan|huset|borg(?:en)?)\b",
    re.IGNORECASE,
)
# the last word of a place, in a name of its own too: "Ekby hembygdsgård", "Bygdemuseet"
_ROOM_WORD = re.compile(rf"(?:{_ROOM.pattern}|mus[eé]+(?:et|um)?)$", re.IGNORECASE)
# "… i klubbstugan lördagen den 7 mars 2021"
_BEFORE_DATE = re.compile(
    rf"\b(?:i|på|hos)\s+(?=(?P<place>[^\W\d][^\d;:\n]{{2,60}}?)\s+(?:\w{{2,4}}s?dag(?:en)?\s+)?(?:den\s+)?{unnamed(DATE)})",
    re.IGNORECASE,
)
# "… årsmöte, som ägde rum på Alnagården i Ekby samt digitalt"
_HELD = re.compile(
    r"\b(?:ägde rum|äger rum|hölls|hålls|genomfördes|avhölls)\s+(?:på|i|hos|vid)"
    r"\s+(?P<place>[^\W\d][^\d;:\n]{2,70}?)"
    r"(?=\s+(?:samt|och)\s+(?:digitalt|via|på distans)|[.;(]|,\s|\s+(?:den|kl|klockan|från|mellan)\b"
    r"|\s+(?:mån|tis|ons|tors|fre|lör|sön)dag|$)",
    re.IGNORECASE,
)
# "Årsmöte för Unga Alna, Björkgatan 4": a street behind the title
_STREET = re.compile(
    r",\s+(?P<place>[A-ZÅÄÖ][\wåäö]*(?:gatan|vägen|gränd|torget|stigen|allén?|backen|plan|gata|väg)\s\d{1,3}\s?[A-F]?)\.?$"
)
# a line of nothing but the day; "via Teams" below it
_DAY_ALONE = re.compile(rf"(?:[a-zåäö]{{2,4}}s?dag(?:en)?\s+)?(?:den\s+)?{unnamed(DATE)}\.?", re.IGNORECASE)
_LINK = re.compile(
    r"(?:via|på|per|över) (?:microsoft )?(?:teams|zoom|skype|länk|telefon|distans|meet)"
    r"|(?:telefon|video|distans|teams|zoom|skype)-?möte|digitalt(?: möte)?(?: (?:via|på) \w+)?",
    re.IGNORECASE,
)
_THEN_DAY = re.compile(
    rf"(?P<place>[A-ZÅÄÖ][^\d:;\t]{{3,60}}?),?\s+(?:[a-zåäö]{{2,4}}s?dag(?:en)?\s+)?(?:den\s+)?{unnamed(DATE)}\.?",
    re.IGNORECASE,
)
# "möte 13-17, Älvby kommunkontor"
_SITTING = re.compile(
    r"(?:möte|sammanträde)t?:?\s+(?:kl(?:ockan|\.)?\s?)?(?P<hours>\d{1,2}(?:[.:]\d\d)?\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?)"
    r"(?:,\s*(?P<place>[^\d].{3,80}))?",
    re.IGNORECASE,
)
_PLACE_AND_TIME = re.compile(
    r"(?P<place>[A-ZÅÄÖ][^:;\t]{5,90}?),?\s+kl(?:ockan|\.)?\s?\d{1,2}(?:[.:]\d\d)?\s?[-–]{1,2}\s?(?:kl\.?\s)?\d{1,2}(?:[.:]\d\d)?\.?"
)
# "18.00 - 20.25 Folkets hus, Älvby"
_TIME_AND_PLACE = re.compile(
    r"(?:kl(?:ockan|\.)?\s?)?\d{1,2}[.:]\d\d\s?[-–]{1,2}\s?(?:kl\.?\s)?\d{1,2}[.:]\d\d,?\s+(?P<place>[A-ZÅÄÖ][^:;\t\d]{5,70})"
)
_OTHER_TIME = re.compile(r"ajourn|paus|lunch|kaffe|fika|möte|sammanträd|buss|justera|nästa", re.IGNORECASE)
_AT = re.compile(
    r"(?:i|på|hos|vid)\s+(?P<place>(?:[A-ZÅÄÖ]|vår[at]?\b|fören|sammantr)[^.;\n]{2,90}"
    r"|(?:[a-zåäö]+s )?[a-zåäö]*(?:skolan|gården|stugan|huset|lokalen|hemmet|kyrkan|salen|rummet|kansliet"
    r"|biblioteket|museet))"
)


def told_body(top: list[Line]) -> str | None:
    """Whose meeting it is by the title's own words, or by the line above the title."""
    text = _title_text(top)
    organ = _OF.search(text)
    if organ:
        return organ["body"][0].upper() + organ["body"][1:]
    owns = _OWNS.search(text)
    if owns and not _GENERIC.fullmatch(owns["body"]):
        return owns["body"][:-1]
    for pattern in (_WITH, _FOR, _BESIDE):
        match = pattern.search(text)
        if match and not _GENERIC.fullmatch(match["body"]) and not _is_room(match):
            return _capital(match["body"].strip())
    bare = (_ORDINAL.sub("", _BEFORE_GROUP.sub("", line.text)) for line in top[:6])
    group = next((text for text in bare if _GROUP.fullmatch(text) and not _TITLE.match(text)), None)
    if group:
        return group[0].upper() + group[1:]
    for above, line in pairwise(top[:5]):
        if not _TITLE.match(line.text) or len(line.text) > 90:
            continue
        name = above.text
        if (
            3 < len(name) <= 80
            and name[0].isupper()
            and "\t" not in name
            and not re.search(r"\d|[:.,;?!]$", name)
            and not _GENERIC.fullmatch(name)
            and not _LIST.match(name)
            and not _TITLE.search(name)
            and len(name.split()) <= 9
            and not _TOWNS.fullmatch(name)
        ):
            return name
    return None


def _is_room(match: re.Match[str]) -> bool:
    """ "Protokoll från styrelsemöte i Norrby hembygdsgård": where, not whose."""
    lead = match.string[match.start() : match.start("body")]
    return lead.endswith(" i ") and _ROOM_WORD.search(match["body"]) is not None


def _capital(name: str) -> str:
    """ "kommunstyrelsens personalutskott" as a name; "kårens styrelse" is none."""
    named = name[0].upper() + name[1:]
    return named if ORGAN.fullmatch(named) else name


def told_sitting(top: list[Line]) -> tuple[str, str | None, str | None] | None:
    """Start, end and place of the meeting among what else the day holds.

    "Tid⇥lunch 12-13, hotell Forsen" / "⇥möte 13-17, Älvby kommunkontor": it is the second line.
    """
    for line in top[:15]:
        match = _SITTING.fullmatch(line.text.strip())
        if match and (clock := bare_time(match["hours"]) or times("kl " + match["hours"])):
            return *clock, place(match["place"] or "")
    return None


def place_and_time(top: list[Line]) -> str | None:
    """ "Ådalens Miljöförbund, Storgatan 5, Älvby kl 08.30 - 11.45": a line of nothing but place and time."""
    for line in top[:12]:
        match = _PLACE_AND_TIME.fullmatch(line.text) or _TIME_AND_PLACE.fullmatch(line.text)
        if (
            match
            and not _OTHER_TIME.search(line.text)
            and not _LIST.match(line.text)
            and not _TITLE.match(line.text)
        ):
            found = place(match["place"])
            return None if found and organ_alone(found) else found
    return None


def told_place(top: list[Line]) -> str | None:
    """Where: behind the time in the title's sentence, or on a line of its own under date and time."""
    text = _title_text(top)
    for line in text.split("\n"):
        dated = [match.end() for match in (*DATE.finditer(line), *DAY.finditer(line))]
        if not (times(line) or dated):
            continue
        clock = max((m.end() for m in _CLOCK.finditer(line)), default=0)
        behind = line[max(clock, *dated, 0) if dated else clock :].strip(" ,.")
        at = _AT.match(behind)
        if at:
            return place(at["place"].strip(" .,"))
        if (_TITLE.match(line) or DATE.match(line)) and behind and _fits(behind) and len(behind.split()) <= 8:
            return behind
    for match in _BEFORE_DATE.finditer(text):
        if _ROOM.search(match["place"]) and len(match["place"].split()) <= 7:
            return place(match["place"].strip(" .,"))
    streets = map(_STREET.search, text.split("\n"))
    held = _HELD.search(text) or next(filter(None, streets), None)
    if held:
        return place(held["place"].strip(" .,"))
    for line in text.split("\n")[:3]:  # "Alnäs byalag i Byahuset"
        at = next((m for m in re.finditer(_AT.pattern, line) if m.end() == len(line.rstrip(" ."))), None)
        if at and at.start() > 3 and _ROOM.search(at["place"]) and len(at["place"].split()) <= 6:
            return place(at["place"].strip(" .,"))
    for over, below in pairwise(top[:9]):
        if len(over.text) < 90 and times(over.text) and DATE.search(over.text) and _fits(below.text):
            return below.text.strip(" .")
        if _DAY_ALONE.fullmatch(over.text) and (_LINK.fullmatch(below.text) or _fits(below.text)):
            return below.text.strip(" .")
    return next((found for line in top[:9] for found in [_before_day(line.text)] if found), None)


def _before_day(text: str) -> str | None:
    """ "Norrby hembygdsgård 2015-06-04", "Ekby skola, den 4 juni 2015": a line of place and day only."""
    match = _THEN_DAY.fullmatch(text)
    if match is None or _TITLE.search(match["place"]) or not _fits(match["place"]):
        return None
    return place(match["place"]) if len(match["place"].split()) <= 6 else None


def _fits(words: str) -> bool:
    return (
        words[:1].isupper()
        and len(words) <= 110
        and not _LIST.match(words)
        and ":" not in words
        and not words.endswith((".", "?"))
        and _ROOM.search(words) is not None
    )


def _title_text(top: list[Line]) -> str:
    """The title's line and the few below it that still tell of the meeting."""
    start = next((k for k, line in enumerate(top[:8]) if _TITLE.match(line.text)), None)
    if start is None:
        return ""
    found: list[str] = []
    for line in top[start : start + 5]:
        if (found and _LIST.match(line.text)) or len(line.text) > 250:
            break
        words = line.text.replace("\t", " ")
        if found and _is_wrapped(found[-1], words):
            found[-1] = joined([found[-1], words])
        else:
            found.append(words)
    return "\n".join(found)


def _is_wrapped(above: str, below: str) -> bool:
    """ "… fiskestämma för Ekåns" / "fiskevårdsområde den 4 mars": a sentence goes on in lower case."""
    return below[:1].islower() and len(above) > 20 and above[-1] not in ".:;!?"
