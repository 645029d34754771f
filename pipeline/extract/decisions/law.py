"""Law retold in an item: what a statute asks for is told, not decided, wherever it stands."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause

_SOURCE = (
    r"(?:kap\b|§|[a-zåäö]*(?:lag|förordning|balk|direktiv|reglement|föreskrift)(?:en|et|s|ens|er|erna)?\b)"
)
# "Av 11 kap. kommunallagen följer att styrelsen ska …", "Enligt plan- och bygglagen får lov ges om …"
_TELLS = re.compile(
    rf"^(?:Av|I|Enligt)\b[^:;]{{0,80}}?{_SOURCE}[^:;]{{0,60}}?\b"
    r"(?:följer|framgår|anges|stadgas|föreskrivs|regleras"
    r"|(?:ska(?:ll)?|får|kan|har|måste)(?= (?:en |ett |det |var"
    r"|nämnd|styrels|kommun|region|fullmäktig|myndighet|lov|barn|eleve?r|den som)))\b"
    r"|^(?:Kommunallagen|Lagen|Förordningen|\d+ kap\.?[^.]{0,30}?(?:lagen|KL|PBL)) (?:anger|säger|kräver"
    r"|föreskriver|stadgar|ställer|medger|innebär)\b"
)
# the sentence behind it goes on: "Denna ska överlämnas till fullmäktige"
_GOES_ON = re.compile(
    r"^(?:Denna|Denne|Dessa|Detta|Den|Det|De|Därefter|Vidare|Även)\b[^.]*?\b(?:ska|skall|får|måste)\b"
)


def law(own: list[Clause]) -> frozenset[int]:
    """The places in `own`, the clauses of an item in order, that retell what a statute says."""
    found: set[int] = set()
    for number, clause in enumerate(own):
        goes_on = (
            number - 1 in found and own[number - 1].block is clause.block and _GOES_ON.match(clause.text)
        )
        if _TELLS.match(clause.text) or goes_on:
            found.add(number)
    return frozenset(found)
