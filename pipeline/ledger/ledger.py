"""Mandates and the later items that report on them; deadlines that only the calendar of meetings tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.entities import LedgerEntry, ReportedBack
from pipeline.facts import Document, Mandate
from pipeline.ledger.evidence import REPORTED, Evidence, evidence
from pipeline.ledger.items import Held, Item, content_stems, held, items, rarity

BESIDE = 0.75  # share of the best score that another mandate of the same meeting needs in an item
NAMED = 0.85  # and that of any meeting, where the item's title names one mandate
LATEST = 3 * 366  # days after which nobody reports back any more
_TELLING = 6  # words of a task, the rarest, of which a report has one
NEXT = 200  # days within which the next meeting of a body is held

_NEXT_MEETING = re.compile(
    r"\b(?:till|vid|på|inför|före|senast)\b.{0,40}?"
    r"\b(?:nästa|nästkommande|kommande|närmaste|näst följande)\s+"
    r"(?:\w+\s+){0,2}?(?:\w*sammanträde|\w*möte|\w*nämnd|\w*styrelse)\w*\b",
    re.IGNORECASE,
)
# "Redovisning av uppdrag att utreda badet": of that one, not of another on baths
_ONE_MANDATE = re.compile(
    r"\b(?:redovisning|rapport|återrapport\w*) av uppdrag(?:et)? (?:om|att|till|gällande)\b", re.I
)


def ledger(
    documents: Iterable[Document],
    whose: Mapping[str, tuple[str, str | None]] | None = None,
    copies: Mapping[str, str] | None = None,
) -> tuple[LedgerEntry, ...]:
    """An entry for every mandate that a meeting decided, in the order of the documents.

    `whose`: part id → body and organisation as resolved; `copies`: part id → the part it repeats. A
    report stands in later minutes of the same organisation: a committee's mandate may come back to the
    board, the board's to the council.
    """
    everything = [_lean(document) for document in documents]
    calendar = _Calendar(held(everything, whose or {}), set(copies or ()))
    entries: dict[str, LedgerEntry] = {}
    found: list[tuple[str, Held, Item, Evidence]] = []
    for document in everything:
        for mandate in document.mandates:
            if mandate.status != "decided":
                continue
            given = calendar.item_of(mandate)
            if given is None:  # in minutes without a date nothing is earlier or later
                entries[mandate.id] = LedgerEntry(mandate.id, mandate.due, None, ())
                continue
            due, why = _due(mandate, given.meeting, calendar.later(given.meeting))
            entries[mandate.id] = LedgerEntry(mandate.id, due, why, ())
            for item in calendar.candidates(mandate, given):
                told = evidence(
                    mandate,
                    given,
                    item,
                    calendar.telling,
                    calendar.follows(given, item),
                    calendar.is_next(given.meeting, item.meeting),
                )
                if told.score >= REPORTED:
                    found.append((mandate.id, given.meeting, item, told))
    for mandate_id, reports in _reports(found).items():
        entries[mandate_id] = replace(entries[mandate_id], reports=reports)
    return tuple(entries.values())


def _lean(document: Document) -> Document:
    """The document without what tells nothing of mandates: most of its facts."""
    dates = tuple(mention for mention in document.mentions if mention.label == "DATE")
    return replace(document, mentions=dates, attendance=(), amounts=(), table_cells=())


class _Calendar:
    """The meetings of each organisation with their items; copies hold mandates, but report nothing anew."""

    def __init__(self, meetings: Sequence[Held], copies: set[str]) -> None:
        self._items = {meeting.part.id: items(meeting) for meeting in meetings}
        self._meetings: dict[str | None, list[Held]] = defaultdict(list)
        for meeting in meetings:
            if meeting.part.id not in copies:
                self._meetings[_home(meeting)].append(meeting)
        self._index = {
            home: _Index([item for meeting in there for item in self._items[meeting.part.id]])
            for home, there in self._meetings.items()
        }
        self.telling = rarity(
            [i for there in self._meetings.values() for m in there for i in self._items[m.part.id]]
        )

    def item_of(self, mandate: Mandate) -> Item | None:
        """The item in which a mandate stands."""
        there = self._items.get(mandate.part or "", ())
        return next((i for i in there if i.section.start <= mandate.start < i.section.stop), None)

    def later(self, meeting: Held) -> list[Held]:
        """The later meetings of its organisation, the next first."""
        return [other for other in self._meetings.get(_home(meeting), ()) if _later(meeting, other)]

    def candidates(self, mandate: Mandate, given: Item) -> list[Item]:
        """The items of later meetings that may speak of the mandate."""
        index = self._index.get(_home(given.meeting))
        found = index.about(mandate, given, self.telling) if index else []
        return [item for item in found if _later(given.meeting, item.meeting) and not item.put_off]

    def is_next(self, meeting: Held, other: Held) -> bool:
        """Whether `other` is the same body's next meeting, as far as there are minutes."""
        later = (held for held in self.later(meeting) if held.body == meeting.body)
        return other.body == meeting.body and next((held.date for held in later), None) == other.date

    def follows(self, given: Item, item: Item) -> bool:
        """Whether `item` is where the case of `given` is taken up next."""
        index = self._index.get(_home(given.meeting))
        return bool(index and item.cases & given.cases and item in index.next_of_case(given))


class _Index:
    """The items of one organisation by their stems and the dates they name."""

    def __init__(self, found: Sequence[Item]) -> None:
        self._items = found
        self._with: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(found):
            for key in {*item.stems, *item.cases, *(str(named.value) for named in item.dates)}:
                self._with[key].append(number)

    def about(self, mandate: Mandate, given: Item, telling: Mapping[str, float]) -> list[Item]:
        """The items with one of the task's most telling words, its case, or the day it was given."""
        task = sorted(content_stems(mandate.task), key=lambda s: (-telling.get(s, 0.0), s))[:_TELLING]
        keys = (*task, *given.cases, given.meeting.date)
        numbers = {number for key in keys for number in self._with.get(key, ())}
        return [self._items[number] for number in sorted(numbers)]

    def next_of_case(self, given: Item) -> list[Item]:
        """The items with a case number of `given` at the first later meeting that has any."""
        numbers = {number for case in given.cases for number in self._with.get(case, ())}
        later = [self._items[n] for n in sorted(numbers) if _later(given.meeting, self._items[n].meeting)]
        first = min((item.meeting.date for item in later), default="")
        return [item for item in later if item.meeting.date == first]


def _home(meeting: Held) -> str | None:
    return meeting.organisation or meeting.body


def _later(meeting: Held, other: Held) -> bool:
    return 0 < _days(meeting.date, other.date) <= LATEST


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _due(mandate: Mandate, meeting: Held, later: Sequence[Held]) -> tuple[str | None, str | None]:
    """The deadline, and why: "till nästa sammanträde" is the body's next meeting there are minutes of."""
    if mandate.due or not mandate.deadline or not _NEXT_MEETING.search(mandate.deadline):
        return mandate.due, None
    for other in later:
        if other.body == meeting.body and _days(meeting.date, other.date) <= NEXT:
            return other.date, f"the next meeting is that of {other.date}"
    return None, None


def _reports(found: Sequence[tuple[str, Held, Item, Evidence]]) -> dict[str, tuple[ReportedBack, ...]]:
    """Mandate → the items that report on it, at most one a meeting, the oldest first.

    An item that speaks of what was asked for in March means one thing asked for then, not all of them; one
    whose title names a mandate means that.
    """
    most: dict[tuple[str, str], float] = defaultdict(float)
    for _, meeting, item, told in found:
        key = (meeting.part.id, item.section.id)
        most[key] = max(most[key], told.score)
    top: dict[str, float] = defaultdict(float)
    for _, _, item, told in found:
        if _ONE_MANDATE.search(item.section.title):
            top[item.section.id] = max(top[item.section.id], told.score)
    best: dict[tuple[str, str], ReportedBack] = {}
    for mandate, given, item, told in found:
        least = max(BESIDE * most[given.part.id, item.section.id], NAMED * top[item.section.id])
        if told.score < least:
            continue
        key = (mandate, item.meeting.part.id)
        if key not in best or told.score > best[key].score:
            best[key] = ReportedBack(item.section.id, item.meeting.date, told.score, told.reasons)
    reports: dict[str, list[ReportedBack]] = defaultdict(list)
    for (mandate, _), report in best.items():
        reports[mandate].append(report)
    return {mandate: tuple(sorted(all_, key=lambda r: r.date)) for mandate, all_ in reports.items()}
