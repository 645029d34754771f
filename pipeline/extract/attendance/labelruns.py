"""Headings in a row before the people of all of them, as a page has them that was read by its columns.

"Beslutande" / "Ej tjänstgörande ersättare" / "Utses att justera Anna Ek (S), ordförande Bo Ask (M) …": a
list with the chair begins with the members; where they end tells the order in which the parties come, who
stands in for somebody and who has an office.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.attendance.cuts import LETTERS
from pipeline.extract.attendance.entries import Row
from pipeline.extract.attendance.listheads import Heading
from pipeline.extract.attendance.remarks import Remarks, remarks
from pipeline.extract.attendance.words import is_board_role, is_official_role
from pipeline.extract.names import FULL_NAME
from pipeline.extract.rolewords import starts_with_role

Run = tuple[Heading, ...]
_LEAST = 3  # people who may have decided
_COLUMN = 3  # things said in a row behind the last name that are no remarks of hers
_ADJUSTERS = 3  # at most
# people by the form of their entries: "Anna Ek (S)", "Bo Ask, ekonom"
PEOPLE = re.compile(rf"(?P<name>{FULL_NAME.pattern})(?=,?\s?\({LETTERS}\)|,\s[a-zåäö]{{4,}})")
_PRESIDIUM = re.compile(
    r"(?i:ordf(?:örande|\.)?(?: (?:1:e|förste|första) (?:vice|v\.?) ?ordf(?:örande|\.)?"
    r" (?:2:[ea]|andre|andra) (?:vice|v\.?) ?ordf(?:örande|\.)?))"
)
_TWO_POSTS = re.compile(r"\s*(?P<one>[a-zåäö]{3,}\.?) (?P<other>[a-zåäö]{3,}\.?)")
_SERVES = re.compile(rf"(?:tjänstgörande )?ersättare för {FULL_NAME.pattern}")
_LETTERS = re.compile(r"\((?:[A-ZÅÄÖ]{1,4}|-)\)")


def without_adjusters(rows: list[Row], listed: int) -> None:
    """Take away those at the end of a list who stand in it already: the values of "Utses att justera"."""
    for _ in range(_ADJUSTERS):
        names = [row.name.casefold() for row in rows[:-1]]
        if len(rows) > listed + 1 and rows[-1].name.casefold() in names:
            rows.pop()


def divided(rows: Sequence[Row], runs: Mapping[int, Run]) -> None:
    """Give the people of each list whose heading stood behind empty ones their own standing.

    `runs`: for each list the headings in a row that end with its own.
    """
    for number, run in runs.items():
        listed = [row for row in rows if row.list == number]
        if run[0].standing == "member" and run[0].present and not run[0].role:
            if len(run) == 2 and run[1].standing == "other":
                _came([row for row in rows if row.list == number], run[0])
            run = run[1:]  # "Närvarande" over them all
        if len(run) < 2 or len(listed) < 2:
            continue
        read = [remarks(row.rest) for row in listed]
        if any(heading.present is False for heading in run):
            _absent(listed, read, run)
        elif run[0].standing in ("voting", "member") and run[0].role != "ersättare":
            chair = any("ordförande" in said.roles for said in read[:2])
            serving = run[-1].standing == "other" and any(said.stands_in for said in read)
            if (chair or serving) and any(heading.standing == "substitute" for heading in run[1:]):
                _by_parties(listed, read, run)
            elif run[-1].role == "ersättare" and any("ordförande" in said.roles for said in read):
                for row in listed:  # "Ledamöter" / "Tjänstgörande ersättare": nobody can tell who serves
                    row.heading = run[0]
        elif any(heading.standing == "other" for heading in run):
            _by_offices(listed, read, run)


def _came(rows: Sequence[Row], member: Heading) -> None:
    """Under "Närvarande" / "Övriga" the chair and those behind her, up to the first office, are members."""
    read = [remarks(row.rest) for row in rows]
    if not any("ordförande" in said.roles for said in read[:2]):
        return
    guest = next((k for k, (row, said) in enumerate(zip(rows, read, strict=True)) if _guest(row, said)), 0)
    for row in rows[:guest] if guest >= _LEAST else ():
        row.heading = member


def _absent(rows: Sequence[Row], read: Sequence[Remarks], run: Run) -> None:
    """Under "Anmält förhinder" / "Övriga" those with a party, before the first with an office, were away."""
    if run[-1].standing != "other" or run[-2].present is not False:
        return
    guest = next((k for k, (row, said) in enumerate(zip(rows, read, strict=True)) if _guest(row, said)), 0)
    if all(said.party for said in read[:guest]):
        for row in rows[:guest]:
            row.heading = run[-2]


def _by_parties(rows: Sequence[Row], read: Sequence[Remarks], run: Run) -> None:
    """The members, then the substitutes, whose parties begin anew, then those who have an office."""
    seats = next(
        (k for k, (row, said) in enumerate(zip(rows, read, strict=True)) if _guest(row, said)), len(rows)
    )
    lettered = [k for k, said in enumerate(read[:seats]) if said.party]
    if len(lettered) >= _LEAST and len(lettered) * 2 > seats and run[-1].standing == "other":
        seats = lettered[-1] + 1  # those behind them have neither party nor office
    if seats < _LEAST:
        return
    member = replace(run[0], role=next((h.role for h in run if h.role == "ledamot"), None))
    substitute = next(h for h in run if h.standing == "substitute")
    begin = _substitutes(read[:seats]) or _begins_anew(read[:seats])
    for row in rows[:seats]:
        row.heading = member
    for row in rows[begin:seats] if begin else ():
        row.heading = substitute
    for row in rows[seats:]:
        row.heading = Heading("other")


def _substitutes(read: Sequence[Remarks]) -> int:
    """Where all that follow say that they are substitutes, 0 when nobody or everybody does."""
    begin = len(read)
    while begin and (read[begin - 1].stands_in or any("ersättare" in role for role in read[begin - 1].roles)):
        begin -= 1
    return begin if _LEAST <= begin < len(read) - 1 else 0


def _begins_anew(read: Sequence[Remarks]) -> int:
    """Where the parties come in their order once more, 0 when nowhere or at several places.

    Whoever has a post stands first whatever the party is, and whoever stands in for somebody serves.
    """
    plain = [k for k, said in enumerate(read) if not said.roles or said.stands_in]
    order: dict[str, int] = {}
    for k in plain:
        order.setdefault(_sender(read[k]), len(order))
    drops = [
        after
        for before, after in pairwise(plain)
        if order[_sender(read[after])] < order[_sender(read[before])]
    ]
    if len(drops) != 1 or len(order) < _LEAST:
        return 0
    begin = drops[0]
    while begin < len(read) and read[begin].stands_in:
        begin += 1
    later = any(said.stands_in for said in read[begin:])
    return 0 if later or begin >= len(read) else begin


def _sender(said: Remarks) -> str:
    return said.party or said.organisation or ""


def _by_offices(rows: Sequence[Row], read: Sequence[Remarks], run: Run) -> None:
    """Under "Ersättare" / "Tjänstemän" those with a party and no office are the substitutes."""
    substitute = next((h for h in run if h.standing == "substitute"), None)
    if substitute is None or not any(_guest(row, said) for row, said in zip(rows, read, strict=True)):
        return
    for row, said in zip(rows, read, strict=True):
        if _guest(row, said) and row.heading.standing != "other":
            row.heading = Heading("other")
        if row.heading.standing != "other" or not said.party or _guest(row, said):
            continue
        row.heading = Heading("voting", "ersättare") if said.replaces else substitute


def _guest(row: Row, said: Remarks) -> bool:
    roles = (*((row.role,) if row.role else ()), *said.roles)
    return bool(roles) and not said.party and not any(map(is_board_role, roles))


def spread(rows: Sequence[Row]) -> None:
    """Give each of a list its own of what stands in a row behind the last name, when they are as many.

    "Anna Ek (S)" / "Bo Ask (M)" / "Siv Ros ersättare ersättare sekreterare"; "… (S) (M) (M)".
    """
    for number in dict.fromkeys(row.list for row in rows):
        listed = [row for row in rows if row.list == number]
        _whose(listed)
        said = _column(listed[-1].rest)
        if len(said) < _COLUMN:
            continue
        rest = listed[-1].rest[: len(listed[-1].rest) - len(said[0][1])]
        told = [words for words, _ in said]
        bare = [row for row in listed if row is listed[-1] or _lacks(row, told)]
        if _PRESIDIUM.fullmatch(" ".join(told)) and len(listed) > len(told):
            bare = listed[: len(told)]  # who presides stands first
        elif len(bare) != len(told) or bare != listed[-len(bare) :]:
            continue
        listed[-1].rest = rest
        for row, words in zip(bare, told, strict=True):
            _tell(row, words)


def _whose(listed: Sequence[Row]) -> None:
    """Take away "ordf sekr" behind one of two who have no post else: whose they are nobody can tell."""
    for above, row in pairwise(listed):
        two = _TWO_POSTS.fullmatch(row.rest)
        if two is None or above.rest.strip(" ,"):
            continue
        if all(starts_with_role(two[post]) == len(two[post]) for post in ("one", "other")):
            row.rest = ""


def _column(rest: str) -> list[tuple[str, str]]:
    """The posts or the parties in a row at the end of `rest`, each with the rest that begins with it."""
    for at in range(len(rest)):
        if at and rest[at - 1] not in " ,":
            continue
        found = _things(rest[at:])
        if len(found) >= _COLUMN:
            return found
    return []


def _things(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    letters = _LETTERS.match(text) is not None
    while text.strip():
        token = _LETTERS.match(text) if letters else None
        serves = _SERVES.match(text)  # "ersättare för Siv Ros"
        length = (
            token.end() if token else 0 if letters else serves.end() if serves else starts_with_role(text)
        )
        if not length:
            return []
        found.append((text[:length], text))
        text = text[length:].lstrip(" ")
    return found


def _lacks(row: Row, told: Sequence[str]) -> bool:
    """Whether nothing is said of somebody yet that the column says."""
    if told[0].startswith("("):
        return "(" not in row.rest
    return not remarks(row.rest).roles


def _tell(row: Row, words: str) -> None:
    if words.startswith("("):
        row.rest = f" {words}{row.rest}"
        return
    row.rest += f", {words}"
    if (
        row.heading.standing == "other"
        and not is_official_role(words)
        and words.startswith(("ersätt", "suppl"))
    ):
        row.heading = Heading("substitute", words)
