"""Organs named in the genitive or in a compound: "Direktionens protokoll", "Regionrådsmöte"."""

from __future__ import annotations

import re

from pipeline.segment.lines import Line
from pipeline.segment.when import DATE, unnamed

_ORGAN = (
    r"(?:(?:[a-zåäö]+a )?(?:[a-zåäö]+-?,? (?:(?:[a-zåäö]+-?,? )?(?:och|samt) )?)?[a-zåäö]{2,}"
    r"(?:nämnden|utskottet|beredningen|rådet|delegationen|kommittén|direktionen|revisionen|presidiet"
    r"|styrelsen|fullmäktige|konsistoriet)|direktionen|presidiet|revisionen)"
)
# "Protokoll från barn- och utbildningsnämndens sammanträde", "Socialnämndens arbetsutskotts protokoll"
_GENITIVE = re.compile(
    rf"(?:(?:utdrag (?:ur|från) )?(?:sammanträdes)?(?:protokoll|minnesanteckningar|anteckningar)\s"
    rf"(?:fört vid|från|för|vid|av)\s)?(?!(?:på|vid|från|till|enligt|inför|efter|under|av)\s)"
    rf"(?P<body>{_ORGAN}(?:s [a-zåäö]*utskott)?)s\s"
    r"(?:ordinarie |extra |konstituerande )?(?:sammanträde|möte|protokoll|sammanträdesprotokoll)\b",
    re.IGNORECASE,
)
# "Beslut i korthet - miljönämnden 30 mars 2022"
_BEHIND_DASH = re.compile(
    rf"(?:beslut|referat|sammandrag|protokoll)[\w ]{{0,30}}\s[-–]\s(?P<body>{_ORGAN})[,\s]+(?:den )?"
    rf"{unnamed(DATE)}",
    re.IGNORECASE,
)
# "Protokoll kommunstyrelsen 2024-03-04", "Kallelse till socialnämnden"
_TITLED = re.compile(
    rf"(?:(?:sammanträdes)?protokoll|minnesanteckningar|kallelse)(?:\s(?:från|för|till|fört vid|av))?"
    rf"\s(?P<body>{_ORGAN})"
    rf"(?=\s*$|[\s,]+(?:den )?(?:\d|[a-zåäö]+dag|nr\b)|\si\s[A-ZÅÄÖ])",
    re.IGNORECASE,
)
# "Regionrådsmöte Ådalsregionen"
_COMPOUND = re.compile(
    r"(?P<stem>[A-ZÅÄÖ]?[a-zåäö]{3,}råd|[A-ZÅÄÖ][a-zåäö]{3,}utskott|[Dd]irektion)s(?:möte|sammanträde)"
    r"(?:\s(?:i\s|för\s|med\s)?(?P<organisation>[A-ZÅÄÖ][a-zåäö-]{3,}(?:\s[A-ZÅÄÖ][a-zåäö-]+){0,2}))?(?=\s*$|,|\s\d|\sden\b)"
)
_NOT_OURS = re.compile(r"föregående|förra|justera|utse|val av", re.IGNORECASE)
_DEEP = 10  # lines of a head that may name its organ so


def possessed(top: list[Line]) -> tuple[str, str | None] | None:
    """The organ that the head's own words say has the meeting, and the organisation named beside it."""
    for line in top[:_DEEP]:
        text = line.text.replace("\t", " ")
        if len(text) > 160 or _NOT_OURS.search(text):
            continue
        match = _GENITIVE.match(text) or _BEHIND_DASH.match(text) or _TITLED.match(text)
        if match:
            return match["body"][0].upper() + match["body"][1:], None
        compound = _COMPOUND.match(text)
        if compound:
            ending = "en" if compound["stem"].lower().endswith("direktion") else "et"
            return compound["stem"].capitalize() + ending, compound["organisation"]
    return None
