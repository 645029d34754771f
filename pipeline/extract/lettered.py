"""PERSON: a given name whose surname is a letter ("Alma I", "Bo N"), as small associations write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.found import Found
from pipeline.extract.names import NAME_WORD, given_evidence, never_in_name
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import ambiguous_names

# "X" marks who was there and is nobody's initial
_LETTERED = re.compile(
    rf"(?<![\w-])(?P<given>{NAME_WORD})\s(?P<letter>[A-WYZÅÄÖ])(?=s?(?![\w'’&-])(?!\.\w|[:/]\s?\d|\s?§))"
)
# "Lisa A L ringer": two letters, in a sentence; in a list the second may be a party's
_SECOND = re.compile(r"\s[A-WYZÅÄÖ](?=\s[a-zåäö]{2}|\.(?:\s|$))")
# what may follow: another such name, a word of the sentence, a heading with its colon; no surname
_SURNAME_NEXT = re.compile(rf"\.?\s(?P<word>{NAME_WORD})(?P<after>\s[A-ZÅÄÖ](?![\w.-])|:)?")
_NAME_BEFORE = re.compile(rf"({NAME_WORD})\s$")
# "Lag Alma A", "avdelning Linnea B": what is lettered is not the person
_NUMBERED = re.compile(
    r"(?:lag|grupp|hus|avdelning|avd\.?|klass|team|bilaga|kvarteret|kv\.?|sal|rum|plan|etapp|fyren)\s$",
    re.IGNORECASE,
)


def lettered_names(text: str, sure: bool) -> list[Found]:
    """Given names with a letter for a surname in `text`.

    `sure` says that the document has several such people (`several`); a single one must be a given
    name that is no common word.
    """
    return [
        Found(match.start(), _end(text, match), "person.lettered", 2.2)
        for match in _LETTERED.finditer(text)
        if _is_lettered(text, match) and (sure or _is_clear(match["given"]))
    ]


def _end(text: str, match: re.Match[str]) -> int:
    second = _SECOND.match(text, match.end("letter"))
    return second.end() if second else match.end("letter")


def several(texts: Iterable[str]) -> bool:
    """Whether people of a document carry two letters or more: "Alma I, Bo N och Ulla S"."""
    letters = {m["letter"] for text in texts for m in _LETTERED.finditer(text) if _is_lettered(text, m)}
    return len(letters) > 1


def _is_lettered(text: str, match: re.Match[str]) -> bool:
    given, start = match["given"], match.start()
    if given_evidence(given) < 0.5 or never_in_name(given):
        return False
    before = _NAME_BEFORE.search(text[max(0, start - 40) : start])
    if before and not (
        starts_with_role(before.group(1)) == len(before.group(1)) or never_in_name(before.group(1))
    ):
        return False
    if _NUMBERED.search(text[max(0, start - 14) : start]):
        return False
    following = _SURNAME_NEXT.match(text, match.end())
    if following is None or never_in_name(following["word"]):
        return True
    return following["after"] is not None


def _is_clear(given: str) -> bool:
    return given_evidence(given) >= 0.8 and given not in ambiguous_names()
