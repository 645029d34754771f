"""One body under one name: a council's own group, written with a capital once and without one later."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.register.model import BodyKey
from pipeline.register.rows import documents, names_of, quote
from pipeline.register.slates import Slate, of_document
from pipeline.register.testimony import Seen
from pipeline.register.told import Left
from pipeline.register.wording import is_seat
from pipeline.store import Store

_ORGAN = re.compile(r"nämnd|fullmäktige|utskott|kommunstyrelse|regionstyrelse", re.IGNORECASE)


def housed(
    store: Store, seen: Sequence[Seen], left: Sequence[Left], held: Iterable[BodyKey]
) -> tuple[list[Seen], list[Left]]:
    """Testimony with the body's owner where it was left out and other minutes of that owner name it.

    "Styrgruppen för utbildning" in the minutes of a council is that of its municipality, to which
    "styrgruppen för utbildning" belongs elsewhere. `held`: bodies with minutes, which keep what those say.
    """
    left = list(left)
    before = {(g.person, g.quote) for g in left if g.on and g.on < (g.quote.date or "")}
    # who "left at the turn of the year" had no post on the day of the minutes that say so
    seen = [s for s in _on_slates(store, seen) if s.how != "replaced" or (s.person, s.quote) not in before]
    seen, left = _outgoing(seen, left)
    left += _unseated(seen, left)
    owners: dict[str, set[str]] = defaultdict(set)
    known_places = [*((s.body, s.organisation) for s in seen), *((g.body, g.organisation) for g in left)]
    for body, organisation in known_places:
        if organisation:
            owners[body.casefold()].add(organisation)
    of = {
        row["document"]: row["whose_of"]
        for row in store.select(
            "SELECT document, whose_of FROM part WHERE whose_of IS NOT NULL ORDER BY position DESC"
        )
    }
    own = set(held)

    def owner(one: Seen | Left) -> str | None:
        known = owners.get(one.body.casefold(), set())
        if one.organisation or len(known) != 1 or (one.body, None) in own:
            return one.organisation
        only = next(iter(known))
        return only if of.get(one.quote.document) == only else None

    return (
        [replace(one, organisation=owner(one)) for one in seen],
        [replace(one, organisation=owner(one)) for one in left],
    )


def _on_slates(store: Store, seen: Sequence[Seen]) -> list[Seen]:
    """Testimony with those on a list of elected people in the body that the words before the list name.

    "Fullmäktige väljer följande ledamöter i kulturnämnden: ⏎ Siv Dahlmark (C), ordförande" makes nobody
    chair of the council.
    """
    names = names_of(store)
    listed = {document: of_document(store, document, text, names) for document, text in documents(store)}
    kept = [
        s for s in seen
        if s.how not in ("titled", "elected") or not _covered(s.quote.start, listed[s.quote.document])
    ]  # fmt: skip
    for found in listed.values():
        for at, one in enumerate(found, start=1):
            kept += [
                Seen(
                    who["entity"], word, one.body, one.organisation, None, None, quote(who), "elected",
                    since=one.term[0], until=one.term[1],
                )
                for who, word in one.rows
                # "… i kulturnämnden: ⏎ Ledamöter: ⏎ Siv Dahlmark" is two lists: the second knows more
                if not _covered(who["start"], found[at:])
            ]  # fmt: skip
    return kept


def _covered(at: int, lists: Iterable[Slate]) -> bool:
    return any(one.start <= at < one.end for one in lists)


def _outgoing(seen: Sequence[Seen], left: Sequence[Left]) -> tuple[list[Seen], list[Left]]:
    """ "Avgående kassören Bo Kvist" has left, unless the same minutes elect him again."""
    again = {(s.person, s.post, s.body, s.organisation, s.quote.date) for s in seen if s.how == "elected"}
    kept, gone = [], list(left)
    for one in seen:
        word = one.post.removeprefix("avgående ")
        if word == one.post or not is_seat(word):
            kept.append(replace(one, post=word))
        elif (one.person, word, one.body, one.organisation, one.quote.date) not in again:
            kept.append(replace(one, post=word, how="replaced"))
            gone.append(Left(one.person, word, one.body, one.organisation, None, one.quote))
    return kept, gone


def _unseated(seen: Sequence[Seen], left: Sequence[Left]) -> list[Left]:
    """Who chaired an association until its annual meeting elected another, and never after.

    Only where one chair is elected that day: a council elects the chairs of many other bodies.
    """
    chairs: dict[BodyKey, list[Seen]] = defaultdict(list)
    for one in seen:
        if one.post == "ordförande" and one.day and one.quote.date and one.organisation is None:
            chairs[one.body, one.organisation].append(one)
    known = {(g.person, g.body, g.organisation) for g in left}
    found = []
    for (body, of), said in chairs.items():
        elected = [s for s in said if s.how == "elected"] if not _ORGAN.search(body) else []
        for new in elected:
            same_day = {s.person for s in elected if s.quote.date == new.quote.date}
            listed = [s for s in said if s.how == "listed"]
            last = max(
                (s.quote.date or "" for s in listed if (s.quote.date or "") <= (new.quote.date or "")),
                default="",
            )
            former = {s.person for s in listed if s.quote.date == last} - {new.person}
            back = any(s.person in former and (s.quote.date or "") > (new.day or "") for s in said)
            if len(same_day) == len(former) == 1 and not back and (*former, body, of) not in known:
                found.append(Left(former.pop(), new.post, body, of, new.person, new.quote, new.since))
    return found
