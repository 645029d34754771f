"""Where an item's title ends when its text runs on behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gazetteers import given_names
from pipeline.segment.linestarts import GOES_ON, UPPER

_TITLE = 220  # characters within which a title ends
_TOKEN = re.compile(r"\S+")
# verbs that settle it, wherever among the next words; behind a noun with its article any verb does
_VERB = re.compile(
    r"(?:är|var|har|hade|ska|skall|skulle|kan|kunde|får|fick|vill|ville|blir|blev|går|gick|gicks|ger|gav|tar|tog|finns"
    r"|fanns|kommer|kom|står|stod|ligger|låg|anser|ansåg|[a-zåäö]*gör|gjorde|föredrar|föredras|beslöt|utsågs|föreslog|föredrog|höll|lade|lades"
    r"|\w{2,}(?:ade|ades|ats|des|ndes|lls|nns|tes|eras|erar|stod))[.,:;]?"
)
_WEAK_VERB = re.compile(r"\w{2,}(?:ar|er|as|es|de|te|ts)[.,:;]?")
_WEEKDAYS = frozenset(
    f"{day}dag{end}" for day in ("Mån", "Tis", "Ons", "Tors", "Fre", "Lör", "Sön") for end in ("", "en")
)
_DEFINITE = re.compile(r"\w{3,}(?:en|et|an|na|n)s?")
_CASE = re.compile(
    rf"[\s.:–-]*(?:(?:Dnr|Diarienr|Diarienummer|Ärendenr)\.?:?\s?(?:[{UPPER}][\w-]{{0,7}}[\s-])?|(?:[{UPPER}]{{2,7}}[\s-]))"
    r"(?:\d{2,4}[/:-]\d{1,6}|\d{2,4}[/.-]\d{2,6}(?:[/.-]\d{1,4})?)(?:[ .-]\d{2,3}(?=\s))?"
)
_WORDS = 8  # of a sentence, in which its verb stands


def title_end(text: str, start: int, stop: int) -> set[int]:
    """Where the sentence behind a title begins: "§ 5 Val av justerare Bo Ek valdes", "7 Taxa Taxan är …"."""
    if case := _CASE.match(text, start, stop):
        start = case.end()
    tokens = list(_TOKEN.finditer(text, start, min(stop, start + 2 * _TITLE)))
    said: list[str] = []
    for k, token in enumerate(tokens):
        word = token.group().strip("*_")
        if not word:
            continue
        if token.group().endswith("**"):
            return {token.end()}  # "**§ 5 Val av justerare** Bo Ek valdes …"
        near = said and token.start() < start + _TITLE and word[0].isupper()
        begins = near and _may_end(said, text, token.start(), word)
        if begins and (_states(tokens[k:], said) or word.endswith(":") or word in _WEEKDAYS):
            return {token.start()}
        if said and word[-1] in ".!?" and len(word) > 4:
            break
        said.append(word)
    return set()


def _may_end(said: Sequence[str], text: str, at: int, word: str) -> bool:
    """Whether a title may end before `word`: behind a word in lower case, its only word or a bracket.

    Behind a name another one may begin ("… i Tallsjö Siv Ås redogjorde"), or a noun with its article.
    """
    last = said[-1]
    if GOES_ON.search(text[max(0, at - 30) : at]) or not any(
        char.isalpha() for word in said for char in word
    ):
        return False
    if last[0].islower() or _alone(said) or last[-1] in ")0123456789" or last == word:
        return True
    begins = word in given_names() or (_DEFINITE.fullmatch(word) is not None and len(word) > 6)
    return begins and last not in given_names()


def _alone(said: Sequence[str]) -> bool:
    """Whether the title has one word as yet."""
    return sum(any(char.isalpha() for char in word) for word in said) == 1


def _states(tokens: Sequence[re.Match[str]], said: Sequence[str]) -> bool:
    """Whether a sentence begins with these words: it has a verb, or takes up a word of the title."""
    first = tokens[0].group().strip(".,:;*")
    stem = first[: max(5, len(first) - 3)].casefold()
    if len(first) >= 5 and any(word.casefold().startswith(stem) for word in said):
        return True
    if _VERB.fullmatch(first[:1].lower() + first[1:]):
        return True  # "… Godkändes utan ändring"
    person = first in given_names() and len(tokens) > 1 and tokens[1].group()[0].isupper()
    sure = person or first.removesuffix("s") in given_names() or _alone(said)
    for k, token in enumerate(tokens[1 : _WORDS + 1]):
        word, behind = token.group(), tokens[k].group()
        if _VERB.fullmatch(word):
            return True
        if _WEAK_VERB.fullmatch(word) and (
            sure or (k < 3 and (_DEFINITE.fullmatch(behind) or behind[0].isupper()))
        ):
            return True
        if word[-1] in ".!?" and len(word) > 4:
            return False
    return False
