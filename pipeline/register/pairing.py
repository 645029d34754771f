"""Who gets which post where a clause gives several: "utses A till ordförande och B till vice ordförande"."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from itertools import pairwise

from pipeline.register.wording import SUBSTITUTES, post

Pair = tuple[sqlite3.Row, sqlite3.Row]  # the mention of the person, that of the post

_PARTY = r"(?:\s?\([^)\n]{1,30}\))?"
_TO = re.compile(rf"{_PARTY},?\s+(?:till|som)\s+(?:ny[a]?\s+)?(?:ordinarie\s+)?")
_AND = re.compile(rf"{_PARTY}(?:,|,?\s+(?:och|samt))\s+")
_WITH = re.compile(r"\bmed\s+$")
_BRACKET = re.compile(r"(?:\s?\([^)\n]{1,8}\))?\s?\(")
# "ledamot i kommunstyrelsen och kommunalråd", "ledamot tillika vice ordförande"
_AND_ALSO = re.compile(r"[^.;]{0,80}?\s(?:och|samt|tillika)\s(?:som\s|till\s)?", re.IGNORECASE)


def pairs(text: str, zero: int, people: Sequence[sqlite3.Row], roles: Sequence[sqlite3.Row]) -> list[Pair]:
    """Each person with the post that stands behind the name; [] unless every person and post has its own.

    `text` begins at offset `zero` of the document. "Anna Berg och Bo Kvist till ledamöter och Siv Ek till
    ersättare" gives three.
    """
    found: list[Pair] = []
    waiting: list[sqlite3.Row] = []
    taken: set[int] = set()
    for at, who in enumerate(people):
        waiting.append(who)
        behind = next((r for r in roles if r["start"] >= who["end"]), None)
        then = people[at + 1] if at + 1 < len(people) else None
        if behind is not None and (then is None or behind["start"] < then["start"]):
            if behind["start"] in taken or not _TO.fullmatch(text, who["end"] - zero, behind["start"] - zero):
                return []
            taken.add(behind["start"])
            found += [(one, behind) for one in waiting]
            waiting = []
        elif then is None or not _AND.fullmatch(text, who["end"] - zero, then["start"] - zero):
            return []
    return found if len(taken) == len(roles) else []


def substitute(
    text: str, zero: int, people: Sequence[sqlite3.Row], roles: Sequence[sqlite3.Row]
) -> Pair | None:
    """ "… med Bo Kvist som suppleant": the last person and post, which the rest is not about."""
    if len(people) < 2 or len(roles) < 2:
        return None
    who, role = people[-1], roles[-1]
    fits = post(role["text"]) in SUBSTITUTES and _WITH.search(text[: who["start"] - zero])
    return (who, role) if fits and _TO.fullmatch(text, who["end"] - zero, role["start"] - zero) else None


def beside(text: str, zero: int, people: Sequence[sqlite3.Row], roles: Sequence[sqlite3.Row]) -> list[Pair]:
    """Those with a post in brackets behind the name, which is theirs alone: "Siv Ek (sammankallande)"."""
    found = []
    for role in roles:
        start, end = role["start"] - zero, role["end"] - zero
        before = [who for who in people if who["end"] <= role["start"]]
        between = text[before[-1]["end"] - zero : start] if before else ""
        if text[end : end + 1] == ")" and _BRACKET.fullmatch(between):
            found.append((before[-1], role))
    return found


def posts(roles: Sequence[sqlite3.Row], here: Sequence[sqlite3.Row], row: sqlite3.Row) -> list[str]:
    """The posts a clause elects to: not the title before a name ("kommunalrådet Bo Kvist"), one of each.

    "Till ledamot i nämnden och kommunalråd" gives two; what names several seats ("ordförande och
    ledamöter") without saying who gets which gives none.
    """
    text, zero = row["text"], row["start"]
    people = {m["start"] for m in here if m["label"] == "PERSON"}
    free = [m for m in roles if not any(0 < at - m["end"] < 3 for at in people)] or list(roles)
    words = list(dict.fromkeys(post(m["text"]) for m in free))
    if len(words) < 2:
        return words
    joined = all(
        _AND_ALSO.fullmatch(text[one["end"] - zero : other["start"] - zero]) for one, other in pairwise(free)
    )
    return words if joined and len(words) == len(free) else []
