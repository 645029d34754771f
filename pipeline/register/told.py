"""Who leaves, or follows whom, as the text tells it without a decision."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.entities import Quote
from pipeline.facts import Span
from pipeline.partings import follower, instead, leave, put_in_place
from pipeline.register.rows import FACT, documents
from pipeline.register.seats import seat
from pipeline.register.terms import dated, term
from pipeline.register.wording import is_seat, post, seat_phrase
from pipeline.store import Store

_LONGEST = 90  # characters behind a post in which its body is named
_HEADS = re.compile(r"\n\s*(?:Beslut|Handling|Ärende|Yrkande|Bakgrund|Sammanfattning)|\n\s*\n|\n\s*§")
_NEW_YEAR = re.compile(r"(?:\s(?!inte\b)[a-zåäö]+){0,4}?\s(?:vid|efter)\s(?:[a-zåäö]+\s)?årsskiftet\b")
_PAST = re.compile(r"\b(?:lämnade|lämnat|avgick|avgått|slutade|slutat|avsade|avsagt)\b[^.\n]*$")
_SENTENCE = 60  # characters behind a leave in which its day may stand


@dataclass(frozen=True)
class Left:
    """That somebody leaves a post (None: whichever they have in the body), or is followed.

    `on`: from when, where that is another day than the meeting's. `seated`: `by` is named to the post here,
    which nothing else tells.
    """

    person: str
    post: str | None
    body: str
    organisation: str | None
    by: str | None
    quote: Quote
    on: str | None = None
    seated: bool = False

    @property
    def day(self) -> str:
        """The ISO day from which the post is another's; "" when no date is known."""
        return self.on or self.quote.date or ""


def told(store: Store) -> Iterator[Left]:
    """ "Anna Bergdahl lämnar styrelsen efter dagens möte", "Bo Kvist efterträder Siv Dahlmark"."""
    sql = f"{FACT.format(table='mention')} AND f.label IN ('PERSON', 'DATE')"
    sql += " AND f.document = ? ORDER BY f.start"
    for document, text in documents(store):
        found = store.select(sql, (document,))
        people = [row for row in found if row["label"] == "PERSON"]
        dates = [row for row in found if row["label"] == "DATE" and row["value"]]
        yield from _in(text, people, dates)


def _in(text: str, people: Sequence[sqlite3.Row], dates: Sequence[sqlite3.Row]) -> Iterator[Left]:
    spans = [Span(start=row["start"], end=row["end"], text=row["text"]) for row in people]
    for at, row in enumerate(people):
        if row["entity"] is None:
            continue
        placed = put_in_place(text, spans, at)
        if placed is not None:
            named, start, end = placed
            old = people[at + 1]
            if old["entity"] and old["entity"] != row["entity"] and _seat(named):
                whole = people[at + 1]["end"]
                left = _left(text, old, _seat(named), row["entity"], row["start"], whole, dates)
                body, of = _where(text, start, end, row)
                yield replace(left, body=body, organisation=of, seated=True)
            continue
        followed = follower(text, spans, at)
        if followed is not None:
            said, end = followed
            old = people[at + 1]
            if old["entity"] and old["entity"] != row["entity"]:
                yield _left(text, old, _seat(said), row["entity"], row["start"], end, dates)
            continue
        gone = leave(text, spans, at)
        if gone is None or not _own(gone.organ, row["body"] or ""):
            continue
        next_ = instead(text, spans, at, gone)
        by = people[next_[0]]["entity"] if next_ else None
        word = gone.post or (next_[1] if next_ else None)
        end = spans[next_[0]].end if next_ else gone.end
        left = _left(text, row, _seat(word), by, row["start"], end, dates, gone.end)
        body, of = (
            _where(text, gone.end, min(gone.end + _LONGEST, len(text)), row)
            if gone.post
            else (left.body, left.organisation)
        )
        yield replace(left, body=body, organisation=of)


def _where(text: str, start: int, end: int, row: sqlite3.Row) -> tuple[str, str | None]:
    """The body named behind a post that ends at `start`, else that of the minutes."""
    over = _HEADS.search(text, start, end)
    phrase = seat_phrase(text, start, over.start() if over else end)
    own = row["body"] or "", row["of"]
    if phrase is None:
        return own
    return seat(text[slice(*phrase)], (-1, -1), 0, (), {}, *own)


def _left(
    text: str, row: sqlite3.Row, word: str | None, by: str | None, start: int, end: int,
    dates: Sequence[sqlite3.Row], until: int | None = None,
) -> Left:  # fmt: skip
    quote = Quote(row["document"], row["path"], row["section"], start, end, text[start:end], row["date"])
    return Left(row["entity"], word, row["body"] or "", row["of"], by, quote, _day(text, until, dates, row))


def _day(text: str, at: int | None, dates: Sequence[sqlite3.Row], row: sqlite3.Row) -> str | None:
    """The day on which somebody leaves where it stands behind: "… lämnar uppdraget den 1 juli 2024"."""
    if at is None:
        return None
    behind = (d for d in dates if at <= d["start"] < at + _SENTENCE)
    near = dated([d for d in behind if not set("\n.") & set(text[at : d["start"]])], at)
    since, until = term(text[at : at + _SENTENCE], near)
    day = since or until or (near[0][2] if near else None)
    meeting = row["date"]
    past = bool(_PAST.search(text, max(0, at - _SENTENCE), at))
    if day is None and meeting and _NEW_YEAR.match(text, at):
        day = f"{int(meeting[:4]) + (not past)}-01-01"  # "lämnade vid årsskiftet": the last one
    return day if day and meeting and (day > meeting or (past and len(day) == len(meeting))) else None


def _seat(word: str | None) -> str | None:
    """The post so called, None for a word that is none."""
    named = post(word) if word else ""
    return named if is_seat(named) else None


def _own(organ: str | None, body: str) -> bool:
    """Whether "lämnar fullmäktige" in the minutes of `body` is about that body."""
    if organ is None:
        return True
    stem = organ.removesuffix("en").removesuffix("n").removesuffix("et")
    own = body.casefold()
    federation = "förbund" in own or "förening" in own or "byalag" in own or "stiftelse" in own
    return stem in own or (federation and "styrels" in stem)
