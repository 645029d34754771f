"""Who the decisions elect, to what, in which body."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.register.pairing import beside as bracketed
from pipeline.register.pairing import pairs, posts, substitute
from pipeline.register.seats import seat, seat_of
from pipeline.register.terms import Term, dated, term
from pipeline.register.wording import (
    is_common,
    is_seat,
    of_the_meeting,
    of_the_whole,
    place_of,
    post,
    seat_phrase,
)
from pipeline.register.wording import possessor as possessor_of
from pipeline.store import Store

_BEFORE = 300  # characters before an election in which it may be said which seat was left
_LETTERS = 3  # a name no longer than this is a party's letters
_VERB = r"(?:(?:om|ny|ut)?(?:välj\w*|val[dt]\w*)|utse\w*|utsåg\w*|förordna\w*|juster\w*)"
_ELECTING = re.compile(r"\b(?:till|som|att)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"[.;]\s+(?=[A-ZÅÄÖ])|\n\s*[-–•]\s|\s(?:och|samt)\s(?=(?:att\s)?{_VERB}\b)|\bdels\b", re.IGNORECASE
)
# Who leaves is named in an election too: "i stället för Bo Kvist (C) utses Anna Bergdahl (C)".
_LEAVING = re.compile(
    r"\b(?:i\s?stället(?:\s+för)?|efter|ersätter|ersätta|entlediga[rs]?|avgående \w+)\s"
    rf".*?(?=\bför tiden\b|\btill\b|\bsom\b|\b{_VERB}\b|[,;]|$)",
    re.IGNORECASE | re.DOTALL,
)
# "… att jämte ordföranden Siv Dahlmark justera protokollet" elects nobody chair.
_BESIDE = re.compile(
    rf"\b(?:jämte|tillsammans\s+med|utöver|förutom|ihop\s+med|vid\s+sidan\s+av)\b.*?(?=\b{_VERB}\b|$)",
    re.IGNORECASE | re.DOTALL,
)
_RESIGNING = re.compile(
    r"\b(?:entledig|befria[rs]?\b|avs[äa](?:g|ger)|avgå|lämnar sitt uppdrag|begär\w* att få)", re.IGNORECASE
)
_FROM_SEAT = re.compile(r"\b(?:från|som)\s+(?:(?:sitt\s+)?uppdrag(?:et)?\s+(?:som\s+)?)?$", re.IGNORECASE)
_TAKEN_BACK = re.compile(r"\båterta(?:r|git|gits|s)?\b", re.IGNORECASE)
# "Siv Dahlmark, med Bo Kvist som ersättare, tecknar förbundets firma"
_SIGNING = re.compile(r"\btecknar?\b.*\bfirma|\bfirmatecknare\b", re.IGNORECASE | re.DOTALL)
_COURT = re.compile(r"(?:tings|hov|förvaltnings|kammar)rätt", re.IGNORECASE)
_CHECKING = re.compile(r"\b(?:att\s.*?\bjustera|justera\w*\s.*?protokoll)", re.IGNORECASE | re.DOTALL)
# "§ 7 Val till rådet för äldre och personer med funktionsnedsättning"
_HEADED = re.compile(
    r"\b[A-ZÅÄÖa-zåäö]*val (?:.*? )?(?:till|i|inom) (.{4,}?)(?= för (?:tiden|åren|perioden|mandat)| i stället"
    r"| efter |[,(\d]| [-–] |$)",
    re.IGNORECASE,
)
_POST = re.compile(r"ordförande|ledamot|ledamöter|ersättare|suppleant|revisor|juster|ombud|repres", re.I)
_JOINING = re.compile(r"\s+(?:och|samt|tillika)\s*$")
_OF = re.compile(r"\b(?:av|och|samt|från|på)\s+$", re.IGNORECASE)
_INTO = re.compile(r"\b(?:till|i|inom)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Election:
    """That somebody is given a post in a body, from when to when where it is said."""

    person: str
    post: str
    body: str
    organisation: str | None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Departure:
    """That somebody leaves a post (None where it is not named) or is replaced by another, and from when."""

    person: str
    post: str | None
    by: str | None
    body: str
    organisation: str | None
    on: str | None = None


def elected(store: Store, row: sqlite3.Row, names: dict[str, str]) -> Iterator[Election]:
    """Who is given a post by an electing decision.

    The seat is in the body the clause names, else in the one the heading names, else in the electing one.
    """
    inside = _between(store, row["document"], row["start"], row["end"])
    heading = _heading(store, row)
    for at, end in _clauses(row["text"]):
        since, until = _term(row, at, end, inside)
        for person, word, body, of in _clause(row, at, end, inside, heading, names):
            if (body, of) == (row["body"] or "", row["of"]):
                body, of = _just_left(store, row, row["text"][at:end], word, (body, of))
            yield Election(person, word, body, of, since, until)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where each clause that may elect somebody of its own starts and ends."""
    at = 0
    for cut in _CLAUSE.finditer(text):
        yield at, cut.start()
        at = cut.end()
    yield at, len(text)


def _just_left(
    store: Store, row: sqlite3.Row, clause: str, word: str, own: tuple[str, str | None]
) -> tuple[str, str | None]:
    """Where the seat is that the sentence before says is left: "Från uppdraget som ersättare i kulturnämnden
    entledigas Bo Kvist. Till ny ersättare utses Siv Dahlmark"."""
    if not re.search(rf"\b(?:i (?:hans|hennes) ställe|ny(?:a|tt)?\s{re.escape(word)})", clause):
        return own
    sql = "SELECT substr(text, ?, ?) AS text FROM document WHERE id = ?"
    start = max(0, row["start"] - _BEFORE)
    before = str(store.select(sql, (start + 1, row["start"] - start, row["document"]))[0]["text"])
    before = before[before.rfind("\n\n") + 1 :]
    left = re.search(rf"\bfrån\s+uppdraget\s+som\s+{re.escape(word)}\b", before, re.IGNORECASE)
    over = _RESIGNING.search(before, left.end()) if left else None
    phrase = seat_phrase(before, left.end(), over.start() if over else len(before)) if left else None
    return seat(before[slice(*phrase)], (-1, -1), 0, (), {}, *own) if phrase else own


def _term(row: sqlite3.Row, start: int, end: int, inside: Sequence[sqlite3.Row]) -> Term:
    """The term a clause names, else the one that all of the decision does."""
    dates = dated(inside, row["start"])
    mine = [(a - start, b - start, value) for a, b, value in dates if start <= a < end]
    since, until = term(row["text"][start:end], mine)
    return (since, until) if since or until else term(row["text"], dates)


def leaving(store: Store, row: sqlite3.Row, names: dict[str, str]) -> Iterator[Departure]:
    """Those whom a decision lets go or replaces.

    The body is that which whoever comes in their place is elected to.
    """
    if not (_RESIGNING.search(row["text"]) or _LEAVING.search(row["text"])):
        return
    if _TAKEN_BACK.search(row["text"]):
        return  # "Bo Kvist återtar sin avsägelse"
    inside = _between(store, row["document"], row["start"], row["end"])
    heading = _heading(store, row)[0]
    elsewhere = bool(_HEADED.search(" ".join(heading.split())))  # a seat in another body than this one
    seats: dict[str, list[Election]] = {}
    for one in elected(store, row, names):
        seats.setdefault(one.person, []).append(one)
    for at, end in _clauses(row["text"]):
        clause = row["text"][at:end]
        spans = [(m.start() + at, m.end() + at) for m in _LEAVING.finditer(clause)]
        here = [m for m in inside if at <= m["start"] - row["start"] < end]
        people = [m for m in here if m["label"] == "PERSON" and m["entity"]]
        roles = [m for m in here if m["label"] == "ROLE"]
        named = any(m["label"] in ("BODY", "ORG") and not is_common(m["text"]) for m in here)
        words = posts(roles, here, row)
        word = words[0] if words else None
        since, _ = _term(row, at, end, inside)
        gone = [m["entity"] for m in people if _in(m, spans, row["start"])]
        come = [m["entity"] for m in people if not _in(m, spans, row["start"])]
        if word and not is_seat(word):
            continue
        if gone and come and come[0] in seats:
            by = come[0] if len(come) == len(gone) == 1 else None
            yield from (
                Departure(old, one.post, by, one.body, one.organisation, one.since)
                for old in gone for one in seats[come[0]]
            )  # fmt: skip
        elif (
            _RESIGNING.search(clause) and word and len(gone) + len(come) == 1 and (place := _left(row, here))
        ):
            yield Departure((gone or come)[0], word, None, *place, since)
        elif _RESIGNING.search(clause) and not elsewhere and not named:
            for old in (gone or come)[:1]:
                yield Departure(old, word, None, row["body"] or "", row["of"], since)


def _left(row: sqlite3.Row, here: Sequence[sqlite3.Row]) -> tuple[str, str | None] | None:
    """The body named behind the post that is left: "från uppdraget som ersättare i kulturnämnden"."""
    text, zero = row["text"], row["start"]
    role = next(m for m in here if m["label"] == "ROLE")
    if not _FROM_SEAT.search(text[: role["start"] - zero]):
        return None
    over = _RESIGNING.search(text, role["end"] - zero)
    phrase = seat_phrase(text, role["end"] - zero, over.start() if over else len(text))
    return (
        seat(text[slice(*phrase)], (-1, -1), zero, (), {}, row["body"] or "", row["of"]) if phrase else None
    )


def _clause(
    row: sqlite3.Row, start: int, end: int, inside: Sequence[sqlite3.Row],
    heading: tuple[str, Sequence[sqlite3.Row]], names: dict[str, str],
) -> Iterator[tuple[str, str, str, str | None]]:  # fmt: skip
    text, zero = row["text"], row["start"]
    clause = text[start:end]
    if _RESIGNING.search(clause) or not _ELECTING.search(clause):
        return
    beside = [(m.start() + start, m.end() + start) for m in _BESIDE.finditer(clause)]
    out = beside + [(m.start() + start, m.end() + start) for m in _LEAVING.finditer(clause)]
    here = [m for m in inside if start <= m["start"] - zero < end]
    named = [m for m in here if m["label"] == "PERSON" and m["entity"] and not _in(m, out, zero)]
    roles = [m for m in here if m["label"] == "ROLE" and not _in(m, out, zero)]
    if _SIGNING.search(clause):
        return
    if not roles and _CHECKING.search(clause):
        yield from ((m["entity"], "justerare", row["body"] or "", row["of"]) for m in named)
    place = partial(_place, row, (start, end), inside, heading, names)
    alone = bracketed(text, zero, named, roles)
    for who, role in alone:
        if (own := place(role)) is not None:
            yield who["entity"], *own
    roles = [m for m in roles if not any(m is role for _, role in alone)]
    extra = substitute(text, zero, named, roles)
    if extra is not None:
        named, roles = named[:-1], roles[:-1]
    people = [m["entity"] for m in named]
    shared = pairs(text, zero, named, roles) if len(roles) > 1 and len(people) > 1 else []
    for who, role in shared:
        if (own := place(role, shared[-1][1])) is not None:
            yield who["entity"], *own
    words = [] if shared else posts(roles, here, row)
    if not words or (len(words) > 1 and len(people) != 1):
        return
    role = next(m for m in roles if post(m["text"]) == words[0])
    other = next(m for m in reversed(roles) if post(m["text"]) == words[-1]) if len(words) > 1 else None
    given = place(role, other)
    if given is None:
        return
    word, body, of = given
    for person in people:
        yield person, word, body, of
        for more in words[1:]:  # "ledamot i kommunstyrelsen och kommunalråd"
            yield person, more, *(place_of(more, body, of) if of_the_whole(more) else (body, of))
    if extra is not None:
        word = post(extra[1]["text"])
        yield extra[0]["entity"], f"revisors{word}" if given[0].endswith("revisor") else word, body, of


def _place(
    row: sqlite3.Row, clause: tuple[int, int], inside: Sequence[sqlite3.Row],
    heading: tuple[str, Sequence[sqlite3.Row]], names: dict[str, str],
    role: sqlite3.Row, last: sqlite3.Row | None = None,
) -> tuple[str, str, str | None] | None:  # fmt: skip
    """The post that `role` names and where it is; None where that is no body of these minutes' world.

    `last`: another post of the clause, behind which the body may be named instead.
    """
    text, zero, (start, end) = row["text"], row["start"], clause
    here = [m for m in inside if start <= m["start"] - zero < end]
    word, body, of = post(role["text"]), row["body"] or "", row["of"]
    lay_judge = word.startswith("nämndem")
    if word in ("ordförande", "sekreterare") and any(map(of_the_meeting, (text[start:end], heading[0]))):
        return f"mötes{word}", body, of
    if word.startswith("rösträkna") or not (is_seat(word) or lay_judge or word == "sammankallande"):
        return word, body, of
    stops = [m["start"] - zero for m in here if m["label"] in ("PERSON", "ROLE") and m["start"] > role["end"]]
    named = _named(text, role["start"] - zero, role["end"] - zero, min([end, *stops]))
    if named is None and last is not None:  # "till ledamot och ordförande i styrgruppen för …"
        later = [at for at in stops if at > last["end"] - zero]
        named = _named(text, last["start"] - zero, last["end"] - zero, min([end, *later]))
    if lay_judge and not (named and _COURT.search(text[slice(*named)])):
        return None
    if named is not None:
        return word, *seat(text[slice(*named)], named, zero, inside, names, body, of)
    into = [m for m in here if _INTO.search(text[: m["start"] - zero])]
    owner = _only_body(into) or _only_body(heading[1])
    headed = _HEADED.search(" ".join(heading[0].split()))
    if owner is not None:
        return word, *seat_of(owner, names, body, of)
    if headed and not _POST.search(headed[1]):
        return word, *seat(headed[1], (-1, -1), zero, (), names, body, of)
    return word, body, of


def _named(text: str, start: int, end: int, stop: int) -> tuple[int, int] | None:
    found = seat_phrase(text, end, stop) or possessor_of(text, start)
    joined = _JOINING.search(text[slice(*found)]) if found else None  # "i kommunstyrelsen och kommunalråd"
    found = (found[0], found[0] + joined.start()) if found and joined else found
    return found if found and found[1] - found[0] > _LETTERS else None


def _in(mention: sqlite3.Row, spans: Sequence[tuple[int, int]], zero: int) -> bool:
    return any(start <= mention["start"] - zero < end for start, end in spans)


def _between(store: Store, document: str, start: int, end: int) -> list[sqlite3.Row]:
    return store.select(
        "SELECT label, text, entity, value, start, end FROM mention"
        " WHERE document = ? AND start >= ? AND end <= ?"
        " AND label IN ('ROLE', 'PERSON', 'BODY', 'ORG', 'DATE') ORDER BY start",
        (document, start, end),
    )


def _heading(store: Store, row: sqlite3.Row) -> tuple[str, list[sqlite3.Row]]:
    """The heading of the item a fact stands in, and what is named in it as that which is elected to.

    "Val av revisorer och valberedning" elects no auditors of the nominating committee.
    """
    found = store.select(
        "SELECT s.start, s.end, substr(d.text, s.start + 1, s.end - s.start) AS text"
        " FROM section s JOIN document d ON d.id = s.document"
        " WHERE s.document = ? AND s.start <= ? AND s.number IS NOT NULL ORDER BY s.start DESC LIMIT 1",
        (row["document"], row["start"]),
    )
    if not found:
        return "", []
    start, end, text = found[0]["start"], found[0]["end"], str(found[0]["text"])
    named = _between(store, row["document"], start, end)
    return text, [m for m in named if not _OF.search(text[: m["start"] - start])]


def _only_body(mentions: Sequence[sqlite3.Row]) -> sqlite3.Row | None:
    """The one body named; a body before an organisation ("idrottsnämnden", "Alvbro Bostads AB")."""
    for label in ("BODY", "ORG"):
        named = {m["entity"]: m for m in mentions if m["label"] == label and m["entity"]}
        named = {e: m for e, m in named.items() if not is_common(m["text"])}
        if len(named) == 1 and len(next(iter(named.values()))["text"]) > _LETTERS:
            return next(iter(named.values()))
    return None
