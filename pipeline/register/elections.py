"""Who the decisions elect, to what, in which body."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.register.terms import Term, term
from pipeline.register.wording import (
    as_name,
    is_common,
    is_own,
    is_seat,
    of_the_meeting,
    of_the_whole,
    place_of,
    post,
    seat_phrase,
)
from pipeline.register.wording import possessor as possessor_of
from pipeline.store import Store

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
    r"\b(?:entledig|avs[äa](?:g|ger)|avgå|lämnar sitt uppdrag|begär\w* att få)", re.IGNORECASE
)
_TAKEN_BACK = re.compile(r"\båterta(?:r|git|gits|s)?\b", re.IGNORECASE)
_CHECKING = re.compile(r"\b(?:att\s.*?\bjustera|justera\w*\s.*?protokoll)", re.IGNORECASE | re.DOTALL)
# "§ 7 Val till rådet för äldre och personer med funktionsnedsättning"
_HEADED = re.compile(
    r"\b[A-ZÅÄÖa-zåäö]*val (?:.*? )?(?:till|i|inom) (.{4,}?)(?= för (?:tiden|åren|perioden|mandat)| i stället"
    r"| efter |[,(\d]| [-–] |$)",
    re.IGNORECASE,
)
_POST = re.compile(r"ordförande|ledamot|ledamöter|ersättare|suppleant|revisor|juster|ombud|repres", re.I)
# "ledamot i kommunstyrelsen och kommunalråd", "ledamot tillika vice ordförande"
_AND_ALSO = re.compile(r"[^.;]{0,80}?\s(?:och|samt|tillika)\s(?:som\s|till\s)?", re.IGNORECASE)
_JOINING = re.compile(r"\s+(?:och|samt|tillika)\s*$")
_INNER = re.compile(
    r"(?:arbetsutskott|presidi|valberedning|beredningsgrupp|budgetberedning|personalutskott|styrelsen?$|revisionen?$"
    r"|styrgrupp|ledningsgrupp)",
    re.IGNORECASE,
)
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
    at = 0
    for cut in [*_CLAUSE.finditer(row["text"]), None]:
        end = cut.start() if cut else len(row["text"])
        since, until = _term(row, at, end, inside)
        for person, word, body, of in _clause(row, at, end, inside, heading, names):
            yield Election(person, word, body, of, since, until)
        at = cut.end() if cut else end


def _term(row: sqlite3.Row, start: int, end: int, inside: Sequence[sqlite3.Row]) -> Term:
    """The term a clause names, else the one that all of the decision does."""
    dates = [
        (m["start"] - row["start"], m["end"] - row["start"], m["value"])
        for m in inside
        if m["label"] == "DATE" and m["value"]
    ]
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
    at = 0
    for cut in [*_CLAUSE.finditer(row["text"]), None]:
        end = cut.start() if cut else len(row["text"])
        clause = row["text"][at:end]
        spans = [(m.start() + at, m.end() + at) for m in _LEAVING.finditer(clause)]
        here = [m for m in inside if at <= m["start"] - row["start"] < end]
        people = [m for m in here if m["label"] == "PERSON" and m["entity"]]
        roles = [m for m in here if m["label"] == "ROLE"]
        named = any(m["label"] in ("BODY", "ORG") and not is_common(m["text"]) for m in here)
        words = _posts(roles, here, row)
        word = words[0] if words else None
        since, _ = _term(row, at, end, inside)
        gone = [m["entity"] for m in people if _in(m, spans, row["start"])]
        come = [m["entity"] for m in people if not _in(m, spans, row["start"])]
        at = cut.end() if cut else end
        if word and not is_seat(word):
            continue
        if gone and come and come[0] in seats:
            by = come[0] if len(come) == len(gone) == 1 else None
            yield from (
                Departure(old, one.post, by, one.body, one.organisation, one.since)
                for old in gone for one in seats[come[0]]
            )  # fmt: skip
        elif _RESIGNING.search(clause) and not elsewhere and not named:
            for old in (gone or come)[:1]:
                yield Departure(old, word, None, row["body"] or "", row["of"], since)


def _posts(roles: Sequence[sqlite3.Row], here: Sequence[sqlite3.Row], row: sqlite3.Row) -> list[str]:
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
    people = [m["entity"] for m in here if m["label"] == "PERSON" and m["entity"] and not _in(m, out, zero)]
    roles = [m for m in here if m["label"] == "ROLE" and not _in(m, out, zero)]
    if not roles and _CHECKING.search(clause):
        yield from ((person, "justerare", row["body"] or "", row["of"]) for person in people)
    words = _posts(roles, here, row)
    if not words or (len(words) > 1 and len(people) != 1):
        return
    role = next(m for m in roles if post(m["text"]) == words[0])
    word = words[0]
    body, of = row["body"] or "", row["of"]
    if word.startswith(("juster", "protokolljuster", "rösträkna")):
        pass
    elif word in ("ordförande", "sekreterare") and (of_the_meeting(clause) or of_the_meeting(heading[0])):
        word = f"mötes{word}"
    elif is_seat(word):
        stops = [
            m["start"] - zero for m in here if m["label"] in ("PERSON", "ROLE") and m["start"] > role["end"]
        ]
        named = _named(text, role["start"] - zero, role["end"] - zero, min([end, *stops]))
        if named is None and len(words) > 1:  # "till ledamot och ordförande i styrgruppen för …"
            last = next(m for m in reversed(roles) if post(m["text"]) == words[-1])
            later = [at for at in stops if at > last["end"] - zero]
            named = _named(text, last["start"] - zero, last["end"] - zero, min([end, *later]))
        if named is not None:
            body, of = seat(text[slice(*named)], named, zero, inside, names, body, of)
        else:
            into = [m for m in here if _INTO.search(text[: m["start"] - zero])]
            owner = _only_body(into) or _only_body(heading[1])
            headed = _HEADED.search(" ".join(heading[0].split()))
            if owner is not None:
                body, of = seat_of(owner, names, body, of)
            elif headed and not _POST.search(headed[1]):
                body, of = seat(headed[1], (-1, -1), zero, (), names, body, of)
    for person in people:
        yield person, word, body, of
        for other in words[1:]:  # "ledamot i kommunstyrelsen och kommunalråd"
            yield person, other, *(place_of(other, body, of) if of_the_whole(other) else (body, of))


def _named(text: str, start: int, end: int, stop: int) -> tuple[int, int] | None:
    found = seat_phrase(text, end, stop) or possessor_of(text, start)
    joined = _JOINING.search(text[slice(*found)]) if found else None  # "i kommunstyrelsen och kommunalråd"
    found = (found[0], found[0] + joined.start()) if found and joined else found
    return found if found and found[1] - found[0] > _LETTERS else None


def seat(
    written: str, span: tuple[int, int], zero: int, mentions: Sequence[sqlite3.Row], names: dict[str, str],
    body: str, of: str | None, genitive: bool = False,
) -> tuple[str, str | None]:  # fmt: skip
    """The body `written` at `span` (counted from `zero`) and what it belongs to."""
    if is_own(written, body):
        return body, of
    for m in mentions:
        known = m["label"] in ("BODY", "ORG") and m["entity"] in names and not is_common(m["text"])
        if known and (m["start"] - zero, m["end"] - zero) == span:
            return seat_of(m, names, body, of)
    name = as_name(written)
    if genitive or re.search(r"(?:en|et|fullmäktige)s$", name):
        name = name.removesuffix("s")
    if name.casefold() == body.casefold():
        return body, of
    proper = re.search(r"[A-ZÅÄÖ]|\si\s", written[1:]) or (written[0].isupper() and not genitive)
    return name, None if proper else of or _whole(name, body)


def seat_of(owner: sqlite3.Row, names: dict[str, str], body: str, of: str | None) -> tuple[str, str | None]:
    """The body that `owner` names, and what it belongs to; a municipality is no body of its own."""
    name = names.get(owner["entity"], body)
    if name.casefold() in (body.casefold(), (of or "").casefold()):
        return body, of
    return name, (of or _whole(name, body)) if owner["label"] == "BODY" else None


def _whole(name: str, body: str) -> str | None:
    """What an organ inside a federation or an association belongs to: "arbetsutskottet" to the federation."""
    return body if body and _INNER.match(name) else None


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
