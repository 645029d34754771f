"""What the store says of who held which post: lists of those present, titles beside names, elections."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from pipeline.entities import Quote
from pipeline.register.elections import elected, leaving, seat, seat_of
from pipeline.register.outsiders import is_no_office, not_now, private
from pipeline.register.wording import is_common, is_definite, is_own, is_seat, possessor, post, seat_phrase
from pipeline.store import Store

# "ordföranden Anna", "Ordförande: Anna", "Sekreterare ..... Anna", or over a line
_TITLE_FIRST = re.compile(r"[ \t]*(?:</?[a-z]{1,6}>|\*\*)*[ \t]*(?::|[._…]{3,}|…)?[ \t]*\n?[ \t]*")
# "Anna (C), ordförande", "Anna, C, ordförande"
_NAME_FIRST = re.compile(r"(?:\s?(?:\([^)\n]{1,8}\)|[A-ZÅÄÖ]{1,3}\b)?|, ?[A-ZÅÄÖ]{1,4})[ ]?[,(]\s?")
_AND = re.compile(r"\s(?:och|samt|tillika)\s")
_OF_LISTS = ("ledamot", "ersättare", "suppleant", "deltagare")
_ELSEWHERE = re.compile(r"(?:ordförande|ledamot|ersättare|suppleant|kassör)$")
_ORGAN = re.compile(r"nämnd|styrelse|utskott|fullmäktige|revision|beredning|råd\b|rådet", re.IGNORECASE)
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
FACT = """
    SELECT f.*, d.path, p.date, coalesce(p.whose, first.whose, p.body, first.body) AS body,
           coalesce(p.whose_of, first.whose_of, p.organisation, first.organisation) AS of
    FROM {table} f JOIN document d ON d.id = f.document
    LEFT JOIN part p ON p.document = f.document AND p.id = f.part
    JOIN part first ON first.document = f.document AND first.position = 0
    WHERE coalesce(p.copy_of, '') = ''
"""


@dataclass(frozen=True)
class Seen:
    """One piece of testimony that a person held a post; `how` says what kind.

    `written`: the appointing organisation as the list writes it.
    """

    person: str
    post: str
    body: str
    organisation: str | None
    appointer: str | None
    party: str | None
    quote: Quote
    how: Literal["listed", "titled", "elected"]
    written: str | None = None


@dataclass(frozen=True)
class Left:
    """A decision by which somebody leaves a post (None: whichever they have in the body), or is followed."""

    person: str
    post: str | None
    body: str
    organisation: str | None
    by: str | None
    quote: Quote


def testimony(store: Store) -> Iterator[Seen]:
    """All testimony, the other copies of a meeting left out."""
    yield from _listed(store)
    yield from _titled(store)
    yield from _elected(store)


def _listed(store: Store) -> Iterator[Seen]:
    """Rows of lists of those present or elected; a guest without a post or employer is no office-holder."""
    people = named_people(store)
    names = {row["written"]: row["name"] for row in store.select("SELECT written, name FROM appointer")}
    for row in store.select(f"{FACT.format(table='attendance')} ORDER BY f.document, f.start"):
        person = people.get((row["document"], row["start"])) or _by_name(
            store, row["document"], row["person"]
        )
        roles = json.loads(row["roles"])
        posts = [post(role) for role in roles] or [_standing(row["standing"])]
        if person is None or (row["standing"] == "other" and not roles and not row["organisation"]):
            continue
        for word in posts:
            appointer = names.get(row["organisation"], row["organisation"])
            if is_no_office(word):
                continue
            body, of, written = row["body"] or "", row["of"], row["organisation"]
            if row["standing"] == "other" and appointer and _ELSEWHERE.search(word):
                # "Övriga närvarande: Rut Ekmark, ordförande i Kulturnämnden" chairs nothing here
                body, of = appointer, of if _ORGAN.search(appointer) else None
                appointer = written = None
            if appointer and appointer.casefold() in (body.casefold(), (of or "").casefold()):
                appointer = written = None  # the head of the federation, for the federation
            yield Seen(person, word, body, of, appointer, row["party"], _quote(row), "listed", written)


def _titled(store: Store) -> Iterator[Seen]:
    """A title beside a name: "förbundschef Anna Bergdahl", "Anna Bergdahl (C), ordförande i Alvbro IF"."""
    texts = {row["id"]: row["text"] for row in store.select("SELECT id, text FROM document")}
    names = {row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity")}
    found = store.select(
        f"{FACT.format(table='mention')} AND f.label IN ('ROLE', 'PERSON', 'ORG', 'BODY')"
        " ORDER BY f.document, f.start, f.end"
    )
    listed = {
        (row["document"], row["start"]) for row in store.select("SELECT document, start FROM attendance")
    }
    people = named_people(store)
    seated = {
        (row["document"], people.get((row["document"], row["start"])))
        for row in store.select("SELECT document, start FROM attendance WHERE standing <> 'other'")
    }
    for document, rows in groupby(found, key=lambda row: row["document"]):
        mentions = list(rows)
        owners = [row for row in mentions if row["label"] in ("ORG", "BODY") and row["entity"] in names]
        for role, who in _beside(
            [row for row in mentions if row["label"] in ("ROLE", "PERSON")], texts[document]
        ):
            word = post(role["text"])
            if who["entity"] is None or private(role, who, texts[document]):
                continue
            if not_now(role, who, texts[document]):
                continue
            if word.endswith("revisor") and (document, who["entity"]) in seated:
                continue  # nobody audits the body they sit in: a namesake
            # "Beslutande ledamöter  Bo Kvist (i Siv Dahlmarks frånvaro)": the list knows better than its head
            if word in _OF_LISTS and role["start"] < who["start"] and (document, who["start"]) in listed:
                continue
            found_in = _body(role, who, owners, names, texts[document])
            if found_in is not None:
                yield Seen(who["entity"], word, *found_in, None, None, _quote(who), "titled")


def _body(
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


def _beside(mentions: Sequence[sqlite3.Row], text: str) -> Iterator[tuple[sqlite3.Row, sqlite3.Row]]:
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


def _elected(store: Store) -> Iterator[Seen]:
    """Elections: "att välja Anna Bergdahl till kassör i Alvbro IF", "Till justerare utses Bo Kvist"."""
    names = {row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity")}
    sql = f"{FACT.format(table='decision')} AND f.kind = 'elect' AND f.status = 'decided'"
    sql += " ORDER BY f.document, f.start"
    for row in store.select(sql):
        for person, word, body, of in elected(store, row, names):
            if not is_no_office(word):
                yield Seen(person, word, body, of, None, None, _quote(row), "elected")


def departures(store: Store) -> Iterator[Left]:
    """Who leaves a post: "Siv Dahlmark entledigas", "Bo Kvist väljs i stället för Siv Dahlmark"."""
    sql = f"{FACT.format(table='decision')} AND f.status = 'decided'"
    names = {row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity")}
    for row in store.select(f"{sql} ORDER BY f.document, f.start"):
        for person, word, by, body, of in leaving(store, row, names):
            yield Left(person, word, body, of, by, _quote(row))


def named_people(store: Store) -> dict[tuple[str, int], str]:
    """(document, offset) of a named person → the entity."""
    rows = store.select(
        "SELECT document, start, entity FROM mention WHERE label = 'PERSON' AND entity IS NOT NULL"
    )
    return {(row["document"], row["start"]): row["entity"] for row in rows}


def _by_name(store: Store, document: str, name: str) -> str | None:
    """The entity of a listed name that no mention covers: the one so called in that document."""
    rows = store.select(
        "SELECT DISTINCT entity FROM mention WHERE document = ? AND label = 'PERSON' AND text = ?"
        " AND entity IS NOT NULL",
        (document, name),
    )
    return rows[0]["entity"] if len(rows) == 1 else None


def _standing(standing: str) -> str:
    return {"voting": "ledamot", "member": "ledamot", "substitute": "ersättare"}.get(standing, "deltagare")


def _quote(row: sqlite3.Row) -> Quote:
    return Quote(
        row["document"], row["path"], row["section"], row["start"], row["end"], row["text"], row["date"]
    )
