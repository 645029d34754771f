"""Lists of elected people: "väljer följande ledamöter och ersättare i kulturnämnden …:", a name a line."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.register.rows import FACT
from pipeline.register.seats import seat
from pipeline.register.terms import Term, dated, term
from pipeline.register.wording import is_seat, post, seat_phrase
from pipeline.store import Store

_COLON = re.compile(r":[ \t]*\n")
_BACK = 400  # characters before the colon in which the election is said
_VERB = re.compile(
    r"\b(?:(?:om|ny|ut)?välj(?:er|a|s|as)?|(?:om|ny|ut)?val(?:de|des|t|ts|da|d)|utse[rs]?|utses|utsåg|utsågs|utsetts?)\b",
    re.IGNORECASE,
)
_POSTS = re.compile(r"\b(?:ledamöter|ersättare|suppleanter|revisorer|ombud|representanter)\b", re.IGNORECASE)
_HEAD = re.compile(
    r"\s*(?:ordinarie\s+)?(ledamöter|ersättare|suppleanter|revisorer|ombud|representanter|ordinarie)\s*:?\s*",
    re.IGNORECASE,
)
_ROW = re.compile(r"[ \t]*(?:\d{1,2}[.)]?[ \t]+|[-–•*][ \t]*)?")
_LONGEST = 80  # characters of a row


@dataclass(frozen=True)
class Slate:
    """A list of those elected: where its rows stand, the body, the term, and (person mention, post) each."""

    start: int
    end: int
    body: str
    organisation: str | None
    term: Term
    rows: tuple[tuple[sqlite3.Row, str], ...]


def slates(text: str, mentions: Sequence[sqlite3.Row], names: dict[str, str]) -> Iterator[Slate]:
    """The lists of a document. `mentions`: of people, posts, bodies and dates, in the order of the text."""
    for colon in _COLON.finditer(text):
        start = max(text.rfind("\n\n", 0, colon.start()) + 2, colon.start() - _BACK, 0)
        lead = text[start : colon.start()]
        posts = list(_POSTS.finditer(lead))
        if not posts or not _VERB.search(lead):
            continue
        named = seat_phrase(text, start + posts[-1].end(), colon.start())
        here = [m for m in mentions if start <= m["start"] < colon.start()]
        kinds = {post(found[0]) for found in posts}
        end, rows = _rows(text, colon.end(), mentions, kinds.pop() if len(kinds) == 1 else None)
        if named is None or not rows:
            continue
        first = rows[0][0]
        own = first["body"] or "", first["of"]
        body, of = seat(text[slice(*named)], named, 0, here, names, *own)
        yield Slate(colon.end(), end, body, of, term(lead, dated(here, start)), tuple(rows))


def _rows(
    text: str, at: int, mentions: Sequence[sqlite3.Row], word: str | None
) -> tuple[int, list[tuple[sqlite3.Row, str]]]:
    """Where the lines that are a name or the heading of some end; the names with their posts.

    `word`: the post of those before any heading, None where the lead-in names several.
    """
    people = {m["start"]: m for m in mentions if m["label"] == "PERSON"}
    found: list[tuple[sqlite3.Row, str]] = []
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop]
        head = _HEAD.fullmatch(line)
        begins = _ROW.match(text, at, stop)
        who = people.get(begins.end()) if begins else None
        if head:
            kind = post(head[1])
            word = "ledamot" if kind == "ordinarie" else kind
        elif who is not None and len(line) <= _LONGEST:
            own = [
                post(m["text"])
                for m in mentions if m["label"] == "ROLE" and who["end"] <= m["start"] < stop
            ]  # fmt: skip
            given = next((one for one in own if is_seat(one)), word)
            if given and who["entity"]:
                found.append((who, given))
        elif line.strip():
            break
        at = stop + 1
    return min(at, len(text)), found


def of_document(store: Store, document: str, text: str, names: dict[str, str]) -> list[Slate]:
    """The lists of one document."""
    leads = (text[max(0, found.start() - _BACK) : found.start()] for found in _COLON.finditer(text))
    if not any(_POSTS.search(lead) and _VERB.search(lead) for lead in leads):
        return []
    mentions = store.select(
        f"{FACT.format(table='mention')} AND f.label IN ('PERSON', 'ROLE', 'BODY', 'ORG', 'DATE')"
        " AND f.document = ? ORDER BY f.start, f.end",
        (document,),
    )
    return list(slates(text, mentions, names))
