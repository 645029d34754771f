"""ORG: names listed after what they are: "förskolorna Eken, Boken och Granen" are three."""

from __future__ import annotations

import re

from pipeline.extract.bodywords import body_noun
from pipeline.extract.found import Found
from pipeline.extract.names import given_evidence, is_label, surname_evidence
from pipeline.extract.orgwords import org_words
from pipeline.extract.rolewords import starts_with_role

_WORD = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ]?[a-zåäöé]+)*"
_ONE = rf"(?:{_WORD}(?: {_WORD}){{0,2}})"
# plurals that say what several names are: institutions, companies, associations, projects; no places or posts
_KINDS = (
    r"[A-ZÅÄÖa-zåäö]*(?:skolorna|gymnasierna|hemmen|boendena|bostäderna|fritidshemmen|fritidsgårdarna|centralerna"
    r"|mottagningarna|sjukhusen|bolagen|företagen|föreningarna|stiftelserna|förbunden|klubbarna|nätverken|projekten"
    r"|insatserna|museerna|biblioteken|teatrarna|organisationerna|myndigheterna|byråerna|församlingarna)"
)
_LISTED = re.compile(
    rf"(?<![\wåäö-]){_KINDS} (?P<list>{_ONE}(?:, {_ONE})*,? (?:och|samt|&) {_ONE})(?![\wåäö-])"
)
_JOINT = re.compile(r",? (?:och|samt|&) |, ")


def enumerated(text: str) -> list[Found]:
    """Ranges of the names that a plural in the definite form introduces, each an ORG."""
    found: list[Found] = []
    for match in _LISTED.finditer(text):
        at = match.start("list")
        for piece in _JOINT.split(match["list"]):
            start = text.index(piece, at)
            at = start + len(piece)
            name = _own(piece)
            if name:
                found.append(Found(start, start + len(name), "org.enumerated", 1.0))
    return found


def _own(piece: str) -> str:
    """The name without a label of the next line; empty for a person ("insatserna Klivet och Anna Ek")."""
    words = piece.split(" ")
    for number, word in enumerate(words):
        if (
            is_label(word)
            or word in org_words("start")
            or body_noun(word)
            or starts_with_role(word) == len(word)
        ):
            words = words[:number]
            break
    if len(words) > 1 and given_evidence(words[0]) >= 0.5 and surname_evidence(words[-1]) > 0:
        return ""
    return " ".join(words)
