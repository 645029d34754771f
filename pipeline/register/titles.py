"""Titles beside names: whose they are, and in which body."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.register.elections import seat, seat_of
from pipeline.register.wording import (
    is_common,
    is_definite,
    is_own,
    is_seat,
    possessor,
    post,
    seat_phrase,
)

# "ordföranden Anna", "Ordförande: Anna", "Sekreterare ..... Anna", or over a line
_TITLE_FIRST = re.compile(r"[ \t]*(?:</?[a-z]{1,6}>|\*\*)*[ \t]*(?::|[._…]{3,}|…)?[ \t]*\n?[ \t]*")
# "Anna (C), ordförande", "Anna, C, ordförande"
_NAME_FIRST = re.compile(r"(?:\s?(?:\([^)\n]{1,8}\)|[A-ZÅÄÖ]{1,3}\b)?|, ?[A-ZÅÄÖ]{1,4})[ ]?[,(]\s?")
_AND = re.compile(r"\s(?:och|samt|tillika)\s")
_LISTED = re.compile(r"\w\)?,[ \t]*$")
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


def beside(mentions: Sequence[sqlite3.Row], text: str) -> Iterator[tuple[sqlite3.Row, sqlite3.Row]]:
    """(role, person) for each title that stands before or behind a name."""
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
            # "…, S, ordförande" at the end of a line is not a title of the name on the next
            if "\n" in between and _LISTED.search(text, max(0, one["start"] - 40), one["start"]):
                continue
            yield one, other


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
