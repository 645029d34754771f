"""What the store says of who held which post: lists of those present, titles beside names, elections."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.entities import Quote
from pipeline.register.elections import elected, leaving
from pipeline.register.missing import Missed
from pipeline.register.outsiders import is_elsewhere, is_no_office, is_of_a_company, not_now, private
from pipeline.register.rows import FACT, documents, named_people, names_of, quote
from pipeline.register.seats import seat_of
from pipeline.register.titles import beside, body_of, named_behind
from pipeline.register.told import Left, told
from pipeline.register.wording import OF_A_MEETING, is_seat, of_the_whole, place_of, post
from pipeline.store import Store

_OF_LISTS = ("ledamot", "ersättare", "suppleant", "deltagare")
_ELSEWHERE = re.compile(r"(?:ordförande|ledamot|ersättare|suppleant|kassör)$")
_ORGAN = re.compile(r"nämnd|styrelse|utskott|fullmäktige|revision|beredning|råd\b|rådet", re.IGNORECASE)
_NEAR = 120  # characters before a name in which it is said that it is to check the minutes
_NAMED_TO_CHECK = re.compile(
    r"\b(?:(?:utse[sr]|utsågs|utsåg|väljs|valdes|väljer|valde)\s(?:att\s(?:jämte\s[^.:\n]{1,60}\s)?justera"
    r"(?:\s(?:dagens\s|mötets\s)?protokoll\w*)?|till\s(?:protokolls?)?juster\w+)\s?:"
    r"|att\s(?:jämte\s[^.:\n]{1,60}\s)?justera(?:\s(?:dagens\s|mötets\s)?protokoll\w*)?"
    r"\s(?:utses|utsågs|valdes|väljs|utser|valde):?)\s*$",
    re.IGNORECASE,
)
_AND_MORE = re.compile(r"(?:\s?\([^)\n]{1,8}\))?(?:,|\soch|\ssamt)\s")
_CHECKS = re.compile(r"[^.;]{0,300}?(?=\sjusterar\s(?:dagens|mötets|sammanträdets|detta)?\s?protokoll)")


@dataclass(frozen=True)
class Seen:
    """One piece of testimony that a person held a post; `how` says what kind.

    `written`: the appointing organisation as the list writes it. `since`, `until`: an election's term.
    `sections`: the items of the meeting it was for, None for all. `explicit`: a row that names the post.
    """

    person: str
    post: str
    body: str
    organisation: str | None
    appointer: str | None
    party: str | None
    quote: Quote
    how: Literal["listed", "titled", "elected", "replaced", "missed"]
    written: str | None = None
    since: str | None = None
    until: str | None = None
    sections: tuple[str, ...] | None = None
    explicit: bool = False

    @property
    def day(self) -> str | None:
        """The day on which the post is held: that of the meeting, later where an election says from when."""
        date = self.quote.date
        return max(date, self.since) if date and self.since else date


def testimony(store: Store, left: Iterable[Left] = (), missed: Iterable[Missed] = ()) -> Iterator[Seen]:
    """All testimony, the other copies of a meeting left out.

    `left`: who leaves a post had it until then, whether or not anything else says so: "i stället för Siv
    Dahlmark (C) utses Bo Kvist (C) till ledamot i kulturnämnden". `missed`: whom lists name as stood in for.
    """
    yield from _listed(store)
    yield from _titled(store)
    yield from _elected(store)
    yield from _checking(store)
    yield from _checking_told(store)
    for away in missed:
        yield Seen(away.person, "ledamot", away.body, away.organisation, None, None, away.quote, "missed")
    for one in left:
        if one.post and is_seat(one.post) and one.post not in OF_A_MEETING:
            place = one.body, one.organisation
            yield Seen(one.person, one.post, *place, None, None, one.quote, "replaced")
            if one.seated and one.by:
                yield Seen(one.by, one.post, *place, None, None, one.quote, "elected", since=one.on)


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
            guest = row["standing"] == "other"
            if guest and not appointer and is_elsewhere(word, body, of):
                continue  # a governor who visits a committee is none of the committee's
            if guest and appointer and (_ELSEWHERE.search(word) or of_the_whole(word)):
                # "Övriga närvarande: Rut Ekmark, ordförande i Kulturnämnden" chairs nothing here
                body, of = appointer, of if _ORGAN.search(appointer) else None
                appointer = written = None
            if appointer and appointer.casefold() in (body.casefold(), (of or "").casefold()):
                appointer = written = None  # the head of the federation, for the federation
            only = tuple(json.loads(row["sections"])) if row["sections"] else None
            yield Seen(
                person, word, *place_of(word, body, of), appointer, row["party"], quote(row), "listed",
                written, sections=only, explicit=bool(roles),
            )  # fmt: skip


def _titled(store: Store) -> Iterator[Seen]:
    """A title beside a name: "förbundschef Anna Bergdahl", "Anna Bergdahl (C), ordförande i Alvbro IF"."""
    names = names_of(store)
    people = named_people(store)
    seated = {
        (row["document"], people.get((row["document"], row["start"])))
        for row in store.select("SELECT document, start FROM attendance WHERE standing <> 'other'")
    }
    guests = _guests(store, people)
    rows: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for row in store.select("SELECT document, start, roles FROM attendance"):
        rows[row["document"]][row["start"]] = [post(role) for role in json.loads(row["roles"])]
    for document, text in documents(store):
        mentions = store.select(
            f"{FACT.format(table='mention')} AND f.label IN ('ROLE', 'PERSON', 'ORG', 'BODY')"
            " AND f.document = ? ORDER BY f.start, f.end",
            (document,),
        )
        owners = [row for row in mentions if row["label"] in ("ORG", "BODY") and row["entity"] in names]
        beside_names = [row for row in mentions if row["label"] in ("ROLE", "PERSON")]
        for role, who in beside(beside_names, text, rows[document]):
            word = post(role["text"])
            if any(known.endswith(f" {word}") for known in rows[document].get(who["start"], ())):
                continue  # "administrativ chef" in the list is not "chef" besides
            if who["entity"] is None or private(role, who, text):
                continue
            if who["report"] and not is_seat(word):
                continue  # an undated report of others' names officials of neither
            if not_now(role, who, text):
                continue
            if word.endswith("revisor") and (document, who["entity"]) in seated:
                continue  # nobody audits the body they sit in: a namesake
            # "Beslutande ledamöter  Bo Kvist (i Siv Dahlmarks frånvaro)": the list knows better than its head
            if word in _OF_LISTS and role["start"] < who["start"] and who["start"] in rows[document]:
                continue
            found_in = body_of(role, who, owners, names, text)
            if found_in is not None:
                appointer, sections = guests.get((document, who["entity"]), (None, None))
                here = who["body"] or "", who["of"]
                own = {name.casefold() for name in here if name}
                behind = named_behind(role, who, mentions, text) if found_in == here else None
                if behind and (of_the_whole(word) or is_of_a_company(word)):
                    if isinstance(behind, str):
                        continue  # "kommunalrådet Rut Ekmark (M), Storby" is of another municipality
                    found_in = seat_of(behind, names, *here)
                elif (
                    behind and not isinstance(behind, str) and behind["label"] == "ORG" and not is_seat(word)
                ):
                    appointer = appointer or names.get(behind["entity"])
                if not appointer and is_elsewhere(word, *found_in):
                    continue
                if appointer and (is_seat(word) or found_in != here or appointer.casefold() in own):
                    appointer = None
                yield Seen(
                    who["entity"], word, *place_of(word, *found_in), appointer, None, quote(who), "titled",
                    sections=sections if appointer else None,
                )  # fmt: skip


def _guests(
    store: Store, people: dict[tuple[str, int], str]
) -> dict[tuple[str, str], tuple[str, tuple[str, ...] | None]]:
    """(document, person) → for whom somebody is there who is no member, and for which items.

    "Övriga: Anna Bergdahl, Region Alvbro § 32" whom the text calls "processledare" is that of the region.
    """
    names = {row["written"]: row["name"] for row in store.select("SELECT written, name FROM appointer")}
    return {
        (row["document"], person): (
            names.get(row["organisation"], row["organisation"]),
            tuple(json.loads(row["sections"])) if row["sections"] else None,
        )
        for row in store.select(
            "SELECT * FROM attendance WHERE standing = 'other' AND organisation IS NOT NULL ORDER BY start"
        )
        if (person := people.get((row["document"], row["start"])))
    }


def _elected(store: Store) -> Iterator[Seen]:
    """Elections: "att välja Anna Bergdahl till kassör i Alvbro IF", "Till justerare utses Bo Kvist"."""
    names = names_of(store)
    sql = f"{FACT.format(table='decision')} AND f.kind = 'elect' AND f.status = 'decided'"
    sql += " ORDER BY f.document, f.start"
    for row in store.select(sql):
        for one in elected(store, row, names):
            if not is_no_office(one.post):
                yield Seen(
                    one.person, one.post, *place_of(one.post, one.body, one.organisation), None, None,
                    quote(row), "elected", since=one.since, until=one.until,
                )  # fmt: skip


def _checking(store: Store) -> Iterator[Seen]:
    """ "Bo Kvist (V) och Siv Dahlmark (M) justerar dagens protokoll tillsammans med ordföranden"."""
    people = (
        "SELECT start, end, entity FROM mention WHERE document = ? AND start >= ? AND end <= ?"
        " AND label = 'PERSON' AND entity IS NOT NULL ORDER BY start"
    )
    sql = f"{FACT.format(table='decision')} AND f.kind <> 'elect' AND f.status = 'decided'"
    for row in store.select(f"{sql} AND f.text LIKE '%juster%protokoll%' ORDER BY f.document, f.start"):
        found = _CHECKS.match(row["text"])
        end = row["start"] + (found.end() if found else 0)
        for who in store.select(people, (row["document"], row["start"], end)) if found else ():
            yield Seen(
                who["entity"], "justerare", row["body"] or "", row["of"], None, None, quote(row), "elected"
            )


def _checking_told(store: Store) -> Iterator[Seen]:
    """ "Utses att justera: Bo Kvist och Siv Dahlmark", which no decision says."""
    sql = f"{FACT.format(table='mention')} AND f.label = 'PERSON' AND f.document = ? ORDER BY f.start"
    for document, text in documents(store):
        last = -1  # where the name before this one ends, when that one checks the minutes
        for row in store.select(sql, (document,)):
            head = text[max(0, row["start"] - _NEAR) : row["start"]]
            named = _NAMED_TO_CHECK.search(head) or (
                last >= 0 and _AND_MORE.fullmatch(text, last, row["start"])
            )
            last = row["end"] if named else -1
            if named and row["entity"]:
                yield Seen(
                    row["entity"],
                    "justerare",
                    row["body"] or "",
                    row["of"],
                    None,
                    None,
                    quote(row),
                    "elected",
                )


def departures(store: Store) -> list[Left]:
    """Who leaves a post: "Siv Dahlmark entledigas", "Bo Kvist väljs i stället för Siv Dahlmark", and whom the
    text says to leave or to be followed without a decision."""
    sql = f"{FACT.format(table='decision')} AND f.status = 'decided'"
    names = names_of(store)
    found = [
        Left(one.person, one.post, one.body, one.organisation, one.by, quote(row), one.on)
        for row in store.select(f"{sql} ORDER BY f.document, f.start")
        for one in leaving(store, row, names)
    ]
    known = {(one.person, one.by, one.body) for one in found}
    more = [one for one in told(store) if (one.person, one.by, one.body) not in known]
    return [*found, *more]


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
