"""ORG: short names in a document: the head of a full name, and whom people represent."""

from __future__ import annotations

import re

from pipeline.extract.names import FULL_NAME
from pipeline.extract.orgwords import no_letters
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import parties

_HEADED = re.compile(
    r"(?<![\w-])(?P<head>Högskolan|Universitetet|Kommunalförbundet|Handelshögskolan)"
    r"(?: i)? [A-ZÅÄÖ][a-zåäö]{2,}"
)
_REPRESENTED = re.compile(
    r"(?:[Rr]epresentanter|[Ff]öreträdare|[Ll]edamöter|[Dd]eltagare)?\s?(?:[Ff]rån|[Ff]ör) "
    r"(?:[a-zåäö]*(?:handikapp|funktionshinder|funktionsrätts?|pensionärs|intresse|brukar)\w*"
    r"(?:organisation|förening)\w*)"
)
_REPRESENTS = re.compile(
    rf"{FULL_NAME.pattern} \((?P<name>[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?: (?:& |och )?[\wåäöÅÄÖ-]+){{0,3}})\)"
)


def heads(text: str) -> set[str]:
    """What stands for a full name by itself: "Högskolan i Norrby" → {"Högskolan"}."""
    return {match["head"] for match in _HEADED.finditer(text)}


def represented(text: str) -> set[str]:
    """Whom people behind such a heading come from: "Från pensionärsorganisationerna Bo Ek (PRO)".

    What stands in brackets behind the people of a council is their party, but behind that heading it is whom
    they represent.
    """
    heading = _REPRESENTED.search(text)
    if heading is None:
        return set()
    names = {match["name"] for match in _REPRESENTS.finditer(text, heading.end())}
    return {n for n in names if n not in parties() and not starts_with_role(n) and not no_letters(n)}
