"""What the store says of who held which post: lists of those present, titles beside names, elections."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.entities import Quote
from pipeline.store import Store

# Words that stand as ROLE beside a name without giving anybody an office.
_NO_OFFICE = frozenset(
    "medborgare sökande klagande förslagsställare boende brukare anhörig patient elev förälder kund".split()
)
_POSTS = {
    "ordf": "ordförande",
    "ordf.": "ordförande",
    "v ordf": "vice ordförande",
    "ers": "ersättare",
    "sekr.": "sekreterare",
}
# Titles before a name stand in the definite, headings of lists in the plural: "ordföranden Anna Bergdahl",
# "Ledamöter: Anna Bergdahl".
_ENDINGS = (
    ("revisorerna", "revisor"), ("ledamöterna", "ledamot"), ("ersättarna", "ersättare"),
    ("ordföranden", "ordförande"), ("rådet", "råd"), ("chefen", "chef"), ("sekreteraren", "sekreterare"),
    ("ledaren", "ledare"), ("direktören", "direktör"), ("ledamöter", "ledamot"), ("ledamoten", "ledamot"),
    ("strategen", "strateg"), ("ekonomen", "ekonom"), ("revisorer", "revisor"), ("revisorn", "revisor"),
    ("ombudet", "ombud"), ("ersättaren", "ersättare"), ("justeraren", "justerare"),
    ("samordnaren", "samordnare"), ("handläggaren", "handläggare"), ("kassören", "kassör"),
)  # fmt: skip
_OWN_BODY = frozenset(
    "styrelsen styrelse nämnden nämnd utskottet fullmäktige revisionen förbundet föreningen beredningen "
    "rådet presidiet presidium mötet årsmötet".split()
)

_TITLE_FIRST = re.compile(
    r"[ \t]*:?[ \t]*\n?[ \t]*"
)  # "ordföranden Anna", "Ordförande: Anna", or over a line
_NAME_FIRST = re.compile(r"\s?(?:\([^)\n]{1,8}\)|[A-ZÅÄÖ]{1,3}\b)?[ ]?[,(]\s?")  # "Anna (C), ordförande"
_LETTERS = 3  # a name no longer than this is a party's letters
_NEAR = 80  # characters between a post and the name of whose it is
_AT = re.compile(r" (?:och \w+ )?(?:i|på|för|vid|hos|inom|från) ")  # "ordförande i", "ledamot och kassör i"
_ELECTING = re.compile(r"\b(?:till|som|att)\b", re.IGNORECASE)
# Who leaves is named in an election too: "i stället för Bo Kvist (C) utses Anna Bergdahl (C)".
_LEAVING = re.compile(
    r"\b(?:i ?stället för|efter|ersätter|ersätta|entledigar?|avgående \w+)\s+$", re.IGNORECASE
)

_FACT = """
    SELECT f.*, d.path, p.date, coalesce(p.whose, first.whose, p.body, first.body) AS body,
           coalesce(p.whose_of, first.whose_of, p.organisation, first.organisation) AS of
    FROM {table} f JOIN document d ON d.id = f.document
    LEFT JOIN part p ON p.document = f.document AND p.id = f.part
    JOIN part first ON first.document = f.document AND first.position = 0
    WHERE coalesce(p.copy_of, '') = ''
"""


@dataclass(frozen=True)
class Seen:
    """One piece of testimony that a person held a post."""

    person: str
    post: str
    body: str
    organisation: str | None
    appointer: str | None
    party: str | None
    quote: Quote


def testimony(store: Store) -> Iterator[Seen]:
    """All testimony, the other copies of a meeting left out."""
    yield from _listed(store)
    yield from _titled(store)
    yield from _elected(store)


def _listed(store: Store) -> Iterator[Seen]:
    """Rows of lists of those present or elected; a guest without a post or employer is no office-holder."""
    people = _people(store)
    names = {row["written"]: row["name"] for row in store.select("SELECT written, name FROM appointer")}
    for row in store.select(f"{_FACT.format(table='attendance')} ORDER BY f.document, f.start"):
        person = people.get((row["document"], row["start"])) or _by_name(
            store, row["document"], row["person"]
        )
        roles = json.loads(row["roles"])
        posts = [_post(role) for role in roles] or [_seat(row["standing"])]
        if person is None or (row["standing"] == "other" and not roles and not row["organisation"]):
            continue
        for post in posts:
            appointer = names.get(row["organisation"], row["organisation"])
            yield Seen(person, post, row["body"] or "", row["of"], appointer, row["party"], _quote(row))


def _titled(store: Store) -> Iterator[Seen]:
    """A title beside a name: "förbundschef Anna Bergdahl", "Anna Bergdahl (C), ordförande i Alvbro IF"."""
    texts = {row["id"]: row["text"] for row in store.select("SELECT id, text FROM document")}
    names = {row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity")}
    found = store.select(
        f"{_FACT.format(table='mention')} AND f.label IN ('ROLE', 'PERSON', 'ORG', 'BODY')"
        " ORDER BY f.document, f.start, f.end"
    )
    for document, rows in groupby(found, key=lambda row: row["document"]):
        mentions = list(rows)
        owners = [row for row in mentions if row["label"] in ("ORG", "BODY") and row["entity"] in names]
        for role, who in _beside(
            [row for row in mentions if row["label"] in ("ROLE", "PERSON")], texts[document]
        ):
            post = _post(role["text"])
            if who["entity"] is None or post in _NO_OFFICE:
                continue
            body, of = who["body"] or "", who["of"]
            owner = _owner(role, owners, texts[document])
            if owner is not None and owner["text"].casefold().removesuffix("s") not in _OWN_BODY:
                body, of = _seat_of(owner, names, body, of)
            yield Seen(who["entity"], post, body, of, None, None, _quote(who))


def _seat_of(owner: sqlite3.Row, names: dict[str, str], body: str, of: str | None) -> tuple[str, str | None]:
    """The body that `owner` names, and what it belongs to; a municipality is no body of its own."""
    name = names.get(owner["entity"], body)
    if name.casefold() in (body.casefold(), (of or "").casefold()):
        return body, of
    return name, of if owner["label"] == "BODY" else None


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
        elif labels == ("ROLE", "PERSON") and index != taken and _TITLE_FIRST.fullmatch(between):
            yield one, other


def _leads(role: sqlite3.Row, name: sqlite3.Row | None, text: str) -> bool:
    """Whether a title leads the next name: "Anna Bergdahl, ordförande Bo Mård" makes Bo the chair."""
    if name is None or name["label"] != "PERSON":
        return False
    between = text[role["end"] : name["start"]]
    definite = _post(role["text"]) != " ".join(role["text"].casefold().split())
    return between == " " or (definite and between.isspace())


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
    """Elections: "att välja Anna Bergdahl till vice ordförande i byggnadsnämnden", "Till justerare utses …".

    The seat is in the body the decision names, else in the one its heading names, else in the electing one.
    """
    names = {row["id"]: row["name"] for row in store.select("SELECT id, name FROM entity")}
    sql = f"{_FACT.format(table='decision')} AND f.kind = 'elect' AND f.status = 'decided'"
    sql += " ORDER BY f.document, f.start"
    for row in store.select(sql):
        inside = _between(store, row["document"], row["start"], row["end"])
        posts = [_post(m["text"]) for m in inside if m["label"] == "ROLE"]
        people = [
            m["entity"] for m in inside
            if m["label"] == "PERSON" and m["entity"]
            and not _LEAVING.search(row["text"][: m["start"] - row["start"]])
        ]  # fmt: skip
        if len(posts) != 1 or not people or not _ELECTING.search(row["text"]):
            continue
        body, of = row["body"] or "", row["of"]
        owner = _only_body(inside) or _only_body(_heading(store, row))
        if owner is not None:
            body, of = _seat_of(owner, names, body, of)
        for person in people:
            yield Seen(person, posts[0], body, of, None, None, _quote(row))


def _between(store: Store, document: str, start: int, end: int) -> list[sqlite3.Row]:
    return store.select(
        "SELECT label, text, entity, start FROM mention WHERE document = ? AND start >= ? AND end <= ?"
        " AND label IN ('ROLE', 'PERSON', 'BODY', 'ORG') ORDER BY start",
        (document, start, end),
    )


def _heading(store: Store, row: sqlite3.Row) -> list[sqlite3.Row]:
    """What is named in the heading of the item a fact stands in."""
    found = store.select(
        "SELECT start, end FROM section WHERE document = ? AND start <= ? AND number IS NOT NULL"
        " ORDER BY start DESC LIMIT 1",
        (row["document"], row["start"]),
    )
    return _between(store, row["document"], found[0]["start"], found[0]["end"]) if found else []


def _only_body(mentions: Sequence[sqlite3.Row]) -> sqlite3.Row | None:
    """The one body named; a body before an organisation ("idrottsnämnden", "Alvbro Bostads AB")."""
    for label in ("BODY", "ORG"):
        named = {m["entity"]: m for m in mentions if m["label"] == label and m["entity"]}
        named = {e: m for e, m in named.items() if m["text"].casefold().removesuffix("s") not in _OWN_BODY}
        if len(named) == 1 and len(next(iter(named.values()))["text"]) > _LETTERS:
            return next(iter(named.values()))
    return None


def _people(store: Store) -> dict[tuple[str, int], str]:
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


def _post(role: str) -> str:
    word = " ".join(role.casefold().split())
    for ending, bare in _ENDINGS:
        if word.endswith(ending):
            word = word.removesuffix(ending) + bare
    return _POSTS.get(word, word)


def _seat(standing: str) -> str:
    return {"voting": "ledamot", "member": "ledamot", "substitute": "ersättare"}.get(standing, "deltagare")


def _quote(row: sqlite3.Row) -> Quote:
    return Quote(
        row["document"], row["path"], row["section"], row["start"], row["end"], row["text"], row["date"]
    )
