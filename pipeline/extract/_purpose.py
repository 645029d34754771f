"""What a sum of money is for, when it stands plainly beside it."""

from __future__ import annotations

import re

from pipeline.extract._measure import SP

_STOP = (
    r"(?=[.;:,!?()\t]|$|\s(?:att|som|från|enligt|vilket|vilken|samt|när|om|under|ur|genom|mot|inom|är|har|ska|skall|"
    r"kommer|blir|per|varav|med|vid|på|senast|årligen|och (?:att|en|ett|\d))\b)"
)
# "20 000 kr till ungdomsrådet", "1,2 mnkr per år för städning under 2021"
_AFTER = re.compile(
    rf"{SP}?(?:(?:per|om){SP}(?:år|månad|person|deltagare){SP}|årligen{SP})?"
    rf"(?:till|för|avseende|gällande|till stöd för){SP}"
    rf"(?!att\b|\d|år\b|den{SP}\d)(?P<noun>[^.;:,!?()\t]{{2,80}}?){_STOP}",
)
# "Kostnaden för bryggan uppgår till 300 tkr"
_BEFORE = re.compile(
    r"(?:kostnad(?:en|er|erna)?|ersättning(?:en)?|bidrag(?:et)?|budget(?:en)?|medel|arvode(?:t)?|avgift(?:en)?|ram(?:en)?)"
    rf"{SP}(?:för|till){SP}(?P<noun>[^.;:,!?()\t\d]{{2,60}}?){SP}"
    r"(?:uppgår|uppgick|beräknas|är|var|blir|blev|bestäms|fastställs|höjs|sänks|ökar|minskar|på|om|till|av)"
    rf"{SP}(?:[a-zåäö]+{SP}){{0,3}}$",
    re.IGNORECASE,
)
# "Licenser, -360 tkr", "b2/ Digitala lås, -480 tkr"
_LABEL = re.compile(
    rf"^(?:[a-zåäö]?\d*[/.)]{SP}*)?(?P<noun>[A-ZÅÄÖ][^.;:!?\t]{{1,80}}?)(?P<mark>:|,|{SP}[-–])?{SP}$"
)
_FINITE = re.compile(
    r"\b(?:är|var|har|hade|ska|skall|kan|får|fick|blir|blev|uppgår|uppgick|beräknas|beslutar|beslutade|beviljar|"
    r"beviljade|avsätter|avsätta|bevilja|kostar|ökar|minskar|att|som|finns|visar|innebär)\b",
    re.IGNORECASE,
)


def purpose(text: str, start: int, end: int, negative: bool) -> str | None:
    """The noun phrase that the money at ``[start, end)`` of a clean `text` is for, if any is plain."""
    after = _AFTER.match(text, end)
    if after:
        return after["noun"].strip()
    clause = _BEFORE.search(text[:start])
    if clause:
        return clause["noun"].strip()
    label = _LABEL.match(text[:start])
    # "Ordföranden föreslår 40 tkr" names no purpose: a label ends in a mark or has a negative sum.
    if label and (label["mark"] or negative) and not _FINITE.search(label["noun"]):
        return (label["noun"].strip(" ,:–-") or None) if len(label["noun"].split()) <= 8 else None
    return None
