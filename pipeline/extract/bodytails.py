"""BODY: what a board or a department is for, behind its noun ("nämnden för kultur och fritid")."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.bodywords import body_noun, domain, patterns, words
from pipeline.extract.names import given_evidence
from pipeline.gazetteers import parties

# behind a first half: " och fritidsnämnden", " samt vård- och omsorgsnämnden"
_LEADS = re.compile(r",? (?:(?:(?:och|samt|&) )?(?:\w+-,?|vård|barn|kultur) ){0,3}(?:och|samt|&) (\w+)")
_TAIL_WORD = re.compile(
    r"(?P<joint>, | och | & | samt | i | med |/| )(?:(?:andra|övriga) )?(?P<word>[A-ZÅÄÖ]?[\wåäöÅÄÖ-]+)"
)


def tail_end(text: str, end: int, stem: str) -> int:
    """Where the end of "nämnden för kultur och fritid" is; 0 when nothing of the kind follows.

    "kommunstyrelsen för beslut" has no such tail; a body or a person that follows is not part of it:
    "nämnden för teknik, socialnämnden och …", "nämnden för service Anna Ek (S)".
    """
    if not text.startswith(" för ", end):
        return 0
    at, last = end + 4, 0
    first = True
    while (match := _TAIL_WORD.match(text, at)) is not None and at - end <= 160:
        word, joint = match["word"], match["joint"]
        if (
            _is_party(word)  # "ersättare i socialnämnden för Centerpartiet"
            or (first and joint != " ")
            or not _is_for(word, stem)
            or not (first or _goes_on(text[end:at], joint, word))
        ):
            break
        if body_noun(word) is not None or (
            (word.endswith("-") or word.lower() in words("loose")) and _leads_to_body(text, match.end())
        ):
            break
        if word[0].isupper() and given_evidence(word) >= 0.5:
            break
        if not first and patterns("name").match(text, match.start("word")):
            break
        at = match.end()
        last = at if not word.endswith("-") else last
        first = False
    return last


@lru_cache(maxsize=4096)
def _is_party(word: str) -> bool:
    return word in parties() or word.removesuffix("s") in parties().values()


def _is_for(word: str, stem: str) -> bool:
    """Whether a body may be for it: "nämnden för kultur", "avdelningen för styrning"."""
    return domain(word) or (stem in ("avdelning", "enhet") and word in words("unit-domain"))


def _goes_on(tail: str, joint: str, word: str) -> bool:
    """Whether a word belongs to what a board is for: "regional utveckling"; not "funktionsstöds budget"."""
    previous = tail.rsplit(" ", 1)[-1]
    if joint == " ":
        both = previous[0].isupper() and word[0].isupper()
        return both or previous.endswith(
            ("ell", "ella", "al", "ala", "sk", "ska", "ig", "iga", "bar", "bara", "är", "ande", "ende")
        )
    if joint == ", " and word[0].isupper():
        return previous[0].isupper()
    return not (word[0].isupper() and word.endswith("s"))


def _leads_to_body(text: str, at: int) -> bool:
    """ "… samt vård- och omsorgsnämnden": the hyphenated word begins another body."""
    match = _LEADS.match(text, at)
    return match is not None and body_noun(match.group(1)) is not None
