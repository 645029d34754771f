"""Questions to the store: facts by words, kind, body, person, time and status, with the text around them."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, fields, replace
from datetime import date as day
from typing import Any

from pipeline.errors import BadSetting
from pipeline.settings import Settings
from pipeline.stem import sort_key, stem, words
from pipeline.store import OWN, Store
from pipeline.store.kinds import KINDS, SCORED, sure, unpacked

AROUND = 80  # characters of the document on each side of a fact

STATUSES = ("decided", "proposed", "recalled", "delegated")
_ANYWHERE = ("items", "decisions", "mandates")  # what a search without a kind looks at
_WITH_STATUS = ("decisions", "mandates")


@dataclass(frozen=True)
class Question:
    """What to look for; everything given must hold. `since`, `until`: ISO dates, whole or partial ("2021").

    `text`: words of any form, "in quotes" exactly so, with * at the end as a beginning. `copies`: also
    what a copy of a meeting's record repeats. `uncertain`: decisions and mandates with a score below
    `certain`, which are left out otherwise.
    """

    text: str = ""
    kind: str | None = None
    body: str | None = None
    since: str | None = None
    until: str | None = None
    person: str | None = None
    status: str | None = None
    copies: bool = False
    limit: int = 50
    uncertain: bool = False
    certain: float = Settings.certain


@dataclass(frozen=True)
class Answer:
    """One fact, with `before` and `after` as they stand around its words in the document."""

    kind: str
    id: str
    document: str
    path: str
    body: str | None
    date: str | None
    section: str | None
    start: int
    end: int
    text: str
    before: str
    after: str
    details: dict[str, Any]


def query(store: Store, question: Question) -> list[Answer]:
    """The facts that fit, best first when words are asked for, else in the order of meetings.

    Raises BadSetting for a kind, status or date that does not exist.
    """
    _check(question)
    apart = question.status or question.uncertain
    anywhere = [kind for kind in _ANYWHERE if not apart or kind in _WITH_STATUS]
    kinds = [question.kind] if question.kind else anywhere
    ranked: list[tuple[Any, Answer]] = []
    for kind in kinds:
        for row in _rows(store, kind, question):
            ranked.append(((row["rank"], row["date"] or "", row["path"], row["start"]), _answer(kind, row)))
    ranked.sort(key=lambda pair: pair[0])
    return [answer for _, answer in ranked[: question.limit]]


def uncertain(store: Store, question: Question) -> int:
    """How many facts a question leaves out for being uncertain."""
    if question.kind not in (None, *SCORED):
        return 0
    return len(query(store, replace(question, uncertain=True, limit=1_000_000)))


def record(answer: Answer) -> dict[str, Any]:
    """An answer as one flat record."""
    fixed = {f.name: getattr(answer, f.name) for f in fields(answer) if f.name != "details"}
    details = {("type" if name == "kind" else name): value for name, value in answer.details.items()}
    return {**fixed, **details}


def match(store: Store, text: str) -> str:
    """The full text expression for what a user typed: ``nämnden "ta fram en plan" rehab*``."""
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', text):
        if phrase:
            terms.append(f'words : "{" ".join(words(phrase))}"')
            continue
        for form in words(word):
            if word.endswith("*"):
                terms.append(f'words : "{form}" *')
            else:
                lemma = store.select("SELECT lemma FROM lemma WHERE form = ?", (form,))
                terms.append(f'stems : "{lemma[0][0] if lemma else stem(form)}"')
    if not terms:
        raise BadSetting(f"{text!r}: there is no word to search for")
    return " AND ".join(terms)


def _check(question: Question) -> None:
    for value, allowed, name in ((question.kind, KINDS, "kind"), (question.status, STATUSES, "status")):
        if value is not None and value not in allowed:
            raise BadSetting(f"{value!r} is no {name}; choose one of {', '.join(allowed)}")
    if question.status and question.kind not in (None, *_WITH_STATUS):
        raise BadSetting(f"{question.kind} have no status; decisions and mandates do")
    if question.uncertain and question.kind not in (None, *SCORED):
        raise BadSetting(f"{question.kind} have no score; decisions and mandates do")
    for date in (question.since, question.until):
        if date is not None and not _is_date(date):
            raise BadSetting(f"{date!r} is no date; write 2021, 2021-05 or 2021-05-04")


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return False
    try:
        day.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _rows(store: Store, kind: str, question: Question) -> list[sqlite3.Row]:
    table, indexed, condition = KINDS[kind]
    conditions = [condition, sure(kind, question.uncertain)]
    values: dict[str, Any] = {"indexed": indexed, "limit": question.limit, "certain": question.certain}
    tables, rank = f"{table} f", "0"
    if question.text.strip():
        tables, rank = f"search s JOIN {table} f ON f.id = s.fact", "round(s.rank, 6)"
        conditions += ["search MATCH :match", "s.kind = :indexed"]
        values["match"] = match(store, question.text)
    if not question.copies:
        conditions.append(f"(p.copy_of IS NULL OR {OWN})")
    if question.body:
        conditions.append("instr(p.body_sort, :body)")
        values["body"] = sort_key(question.body)
    for name, bound, sign in (("since", question.since, ">="), ("until", question.until, "<=")):
        if bound:
            conditions.append(f"substr(p.date, 1, {len(bound)}) {sign} :{name}")
            values[name] = bound
    if question.status:
        conditions.append("f.status = :status")
        values["status"] = question.status
    if question.person:
        conditions.append(_BY_PERSON.format(end="f.stop" if kind == "items" else "f.end"))
        values["people"] = json.dumps(people(store, question.person))
    return store.select(
        f"""SELECT f.*, d.path, p.body, p.date, {rank} AS rank, d.text AS document_text
            FROM {tables} JOIN document d ON d.id = f.document
            JOIN part p ON p.document = f.document AND p.id = coalesce(
                (SELECT id FROM part WHERE document = f.document AND id = f.part),
                (SELECT id FROM part WHERE document = f.document AND position = 0))
            WHERE {" AND ".join(conditions)}
            ORDER BY rank, p.date, d.path, f.start LIMIT :limit""",
        values,
    )


_BY_PERSON = """EXISTS (SELECT 1 FROM mention m WHERE m.document = f.document AND m.start >= f.start
    AND m.start < {end} AND m.entity IN (SELECT value FROM json_each(:people)))"""


def people(store: Store, name: str) -> list[str]:
    """The ids of the people one of whose spellings holds `name`; of an id, under which they go now."""
    known = store.follow(name)
    if known is not None:
        return [known]
    wanted = sort_key(name)
    rows = store.select(
        "SELECT e.id, s.spelling FROM entity e JOIN spelling s ON s.entity = e.id WHERE e.kind = 'person'"
    )
    return sorted({row["id"] for row in rows if f" {wanted}" in f" {sort_key(row['spelling'])}"})


_PLACE = frozenset(
    {
        "id",
        "document",
        "part",
        "section",
        "start",
        "end",
        "text",
        "path",
        "body",
        "date",
        "rank",
        "document_text",
    }
)


def _answer(kind: str, row: sqlite3.Row) -> Answer:
    text: str = row["document_text"]
    start, end = row["start"], row["end"]
    return Answer(
        kind=kind,
        id=row["id"],
        document=row["document"],
        path=row["path"],
        body=row["body"],
        date=row["date"],
        section=row["section"],
        start=start,
        end=end,
        text=row["text"],
        before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND],
        details={name: value for name, value in unpacked(row).items() if name not in _PLACE},
    )
