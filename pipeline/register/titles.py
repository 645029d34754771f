"""Titles beside names: whose they are, and in which body."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pipeline.register.seats import seat, seat_of
from pipeline.register.wording import (
    is_anothers,
    is_common,
    is_definite,
    is_own,
    is_seat,
    possessor,
    post,
    seat_phrase,
    whole_of,
)

# "ordföranden Anna", "Ordförande: Anna", "Sekreterare ..... Anna", or over a line
_TITLE_FIRST = re.compile(r"[ \t]*(?:</?[a-z]{1,6}>|\*\*)*[ \t]*(?::|[._…]{3,}|…)?[ \t]*\n?[ \t]*")
# "Anna (C), ordförande", "Anna, C, ordförande"
_NAME_FIRST = re.compile(r"(?:\s?(?:\([^)\n]{1,8}\)|[A-ZÅÄÖ]{1,3}\b)?|, ?[A-ZÅÄÖ]{1,4})[ ]?[,(]\s?")
# "Siv Dahlmark (C), kassör", "Siv Dahlmark, Alvbro kommun": the name has something of its own behind it
_TITLED = re.compile(r"(?:\s?\([^)\n]{1,8}\))?(?:,[ ]|[ ]{2,}|\t)\w")
_AND = re.compile(r"\s(?:och|samt|tillika)\s")
# A title on the line above is of the name on its own line: "Bo Kvist, vik. ekonomichef", "Bo Kvist    kassör"
_ITS_OWN = re.compile(r"[\w)](?:,(?:[^.:;\n]|\.(?=[ ]?[a-zåäö]))*|(?:[ ]{2,}|[ ]?\t)[ \t]*\w)$")
_ALONE = re.compile(r"(?:^|\n)[^\w\n]*$")
_BEHIND = re.compile(
    r"(?:\s?\([^)\n]{1,4}\))?(?:,\s|\s\()([A-ZÅÄÖ][\w-]{2,}(?:\s(?:kommun|stad))?)(?=[\s,.;)])"
)
_PARTY = re.compile(r"(?:partiet|demokraterna|moderaterna|liberalerna)$", re.IGNORECASE)
_KINDS = {
    word: re.compile(kind, re.IGNORECASE)
    for word, kind in {
        "kommunens": r"kommun|\bstad\b", "stadens": r"stad\b|stads|kommun", "regionens": "region",
        "landstingets": "landsting", "bolagets": r"bolag|\bAB\b", "företagets": r"bolag|\bAB\b",
        "föreningens": r"förening|klubb|lag\b|\bI[FK]\b", "klubbens": r"klubb|\bI[FK]\b",
        "stiftelsens": "stiftelse", "församlingens": "församling|pastorat", "myndighetens": "myndighet|verk",
        "partiets": "parti",
    }.items()
}  # fmt: skip
_NEAR = 80  # characters between a post and the name of whose it is
_AT = re.compile(r" (?:och \w+ )?(?:i|på|för|vid|hos|inom|från) ")  # "ordförande i", "ledamot och kassör i"
# "Ulla Tingdal, ordförande och Bo Kvist, vice ordförande i stadsrevisionen"
_SECOND = re.compile(
    r"\s+(?:och|samt)\s+[A-ZÅÄÖ][\w -]+(?:\s\([^)\n]{1,8}\))?,\s+(?:[\w:]+\s){0,2}?"
    r"(?:ordförande|ledamot|ersättare|sekreterare|kassör)\b"
)
# A sentence that goes on behind the body: "Bo Kvist, kassör i byalaget redogör för läget."
_TELLS = re.compile(r"\b[a-zåäö]+(?:ade|erar|ogör|ställer|svarar|talar|tackar|frågar|yrkar)\b")


def body_of(
    role: sqlite3.Row, who: sqlite3.Row, owners: Sequence[sqlite3.Row], names: dict[str, str], text: str
) -> tuple[str, str | None] | None:
    """The body a title is in and what that belongs to; None for a seat in something not made out."""
    body, of = who["body"] or "", who["of"]
    low = bisect_left(owners, role["start"] - 2 * _NEAR + 1, key=lambda row: int(row["start"]))
    high = bisect_left(owners, role["start"] + 2 * _NEAR, key=lambda row: int(row["start"]))
    near = owners[low:high]
    if is_anothers(text, role["start"]):
        return None
    whole = whole_of(text, role["start"])
    if whole is not None:
        return _in_the_whole(whole, body, of)
    whose = possessor(text, role["start"])
    if whose is not None:
        return seat(text[slice(*whose)], whose, 0, near, names, body, of, genitive=True)
    owner = _owner(role, owners, text)
    if owner is not None and not is_common(owner["text"]):
        return seat_of(owner, names, body, of)
    behind = [row for row in near if row["label"] == "ORG" and row["start"] == role["end"] + 1]
    if behind and role["start"] > who["start"] and not is_common(behind[0]["text"]):
        return seat_of(behind[0], names, body, of)  # "Bo Kvist, VD Alvbro Bostads AB"
    if not is_seat(post(role["text"])) or role["start"] < who["start"]:
        return body, of
    second = _SECOND.match(text, role["end"])
    at = second.end() if second else role["end"]
    phrase = seat_phrase(text, at, at + _NEAR)
    if phrase is None or is_own(text[slice(*phrase)].partition(" ")[0], body):
        return body, of
    written = text[slice(*phrase)]
    first, _, rest = written.partition(" ")
    if _TELLS.search(written) or (is_common(first) and not rest.startswith(("för ", "i ", "av "))):
        return None
    closed = text[phrase[1] : phrase[1] + 1] in tuple(",.;)")
    return seat(text[slice(*phrase)], phrase, 0, near, names, body, of) if closed else None


def _in_the_whole(word: str, body: str, of: str | None) -> tuple[str, str | None] | None:
    """Where "kommunens revisor" or "bolagets VD" is: in the meeting's own whole, else in one not made out."""
    kind = _KINDS[word]
    if of and kind.search(of):
        return of, None
    return (body, of) if kind.search(body) else None


def named_behind(
    role: sqlite3.Row, who: sqlite3.Row, mentions: Sequence[sqlite3.Row], text: str
) -> sqlite3.Row | str | None:
    """What stands behind a titled name: "VD Bo Kvist (Alvbro Bostads AB)", "… Bo Kvist (M), Storby".

    The mention of an organisation or a body, else the word, which may be a place; None for nothing and for
    another person, a title or a party.
    """
    found = _BEHIND.match(text, who["end"]) if role["start"] < who["start"] else None
    if found is None or _PARTY.search(found[1]):
        return None
    at = bisect_left(mentions, found.start(1), key=lambda row: int(row["start"]))
    if at == len(mentions) or mentions[at]["start"] != found.start(1):
        return found[1]
    known = mentions[at]["label"] in ("ORG", "BODY") and mentions[at]["entity"]
    return mentions[at] if known else None


def beside(
    mentions: Sequence[sqlite3.Row], text: str, listed: Collection[int] = ()
) -> Iterator[tuple[sqlite3.Row, sqlite3.Row]]:
    """(role, person) for each title that stands before or behind a name.

    `listed`: where the names of rows of lists start; such a row has its title on its own line.
    """
    taken = -1  # index of the last role that belongs to the name before it
    for index, (one, other) in enumerate(pairwise(mentions)):
        between = text[one["end"] : other["start"]]
        labels = one["label"], other["label"]
        if labels == ("PERSON", "ROLE") and _NAME_FIRST.fullmatch(between):
            third = mentions[index + 2] if index + 2 < len(mentions) else None
            if not _leads(other, third, text):
                taken = index + 1
                yield other, one
                # "Bo Kvist, ledamot och kassör i Alvbro byalag" is both
                if (
                    third is not None
                    and third["label"] == "ROLE"
                    and _AND.fullmatch(text[other["end"] : third["start"]])
                ):
                    taken = index + 2
                    yield third, one
        elif labels == ("ROLE", "PERSON") and index != taken and _TITLE_FIRST.fullmatch(between):
            if "\n" in between and _of_the_line_above(one, other, text, other["start"] in listed):
                continue
            yield one, other


def _of_the_line_above(role: sqlite3.Row, name: sqlite3.Row, text: str, listed: bool) -> bool:
    """Whether a title at the end of a line is that of a name on that line, not of the name on the next.

    "Bo Kvist, tf rektor ⏎ Siv Dahlmark, kassör"; but "…, vice ordföranden ⏎ Siv Dahlmark (C)" leads.
    """
    line = text[max(0, role["start"] - 120) : role["start"]].rpartition("\n")[2]
    if listed and not _ALONE.search(text, max(0, role["start"] - 40), role["start"]):
        return not (is_definite(role["text"]) and not _TITLED.match(text, name["end"]))
    if not _ITS_OWN.search(line + role["text"][0]):
        return False
    return not is_definite(role["text"]) or bool(_TITLED.match(text, name["end"]))


def _leads(role: sqlite3.Row, name: sqlite3.Row | None, text: str) -> bool:
    """Whether a title leads the next name: "Anna Bergdahl, ordförande Bo Mård" makes Bo the chair."""
    if name is None or name["label"] != "PERSON":
        return False
    between = text[role["end"] : name["start"]]
    return between == " " or (is_definite(role["text"]) and between.isspace())


def _owner(role: sqlite3.Row, owners: Sequence[sqlite3.Row], text: str) -> sqlite3.Row | None:
    """Whose post it is: "kommunstyrelsens ordförande", "ordförande i Alvbro IF"."""
    near = bisect_left(owners, role["start"] - _NEAR, key=lambda row: int(row["start"]))
    for row in owners[near:]:
        if row["start"] > role["end"] + _NEAR:
            break
        if (
            row["end"] < role["start"]
            and text[row["end"] : role["start"]] == " "
            and row["text"].endswith("s")
        ):
            return row
        if row["start"] > role["end"] and _AT.fullmatch(text[role["end"] : row["start"]].replace("\n", " ")):
            return row
    return None
