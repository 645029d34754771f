"""Who sat at the table when a § was decided, and who stood in for whom.

The lists of those present say it for the most part; `told` adds what the items' own text says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from dataclasses_json import DataClassJsonMixin

from pipeline.errors import UnknownSection
from pipeline.facts import Document, Section
from pipeline.itemnumbers import shown_numbers
from pipeline.presence.seats import Meeting, Seat, State, seats
from pipeline.presence.told import told


@dataclass(frozen=True, kw_only=True)
class Item(DataClassJsonMixin):
    """One item of one part (`part` counts from 1) with everybody the part's lists and its text name."""

    part: int
    kind: str
    body: str | None
    date: str | None
    number: str
    title: str
    seats: tuple[Seat, ...]

    def having(self, *states: State) -> tuple[Seat, ...]:
        """The seats in one of `states`, in the order of the lists."""
        return tuple(seat for seat in self.seats if seat.state in states)


def presence(document: Document, number: str, part: int | None = None) -> tuple[Item, ...]:
    """Who took part in § `number` ("33", "§ 33"), one `Item` for each part of the file that has it.

    `part` counts from 1 and chooses one. Raises UnknownSection.
    """
    wanted = _plain(number)
    found: list[tuple[Meeting, int, int]] = []
    for at in _chosen(document, part):
        meeting = _meeting(document, at)
        places = [place for place, item in enumerate(meeting.items) if _plain(item.number or "") == wanted]
        found += [(meeting, place, at) for place in places]
    if not found:
        raise UnknownSection(_missing(document, number, part))
    # minutes before the agenda of a notice that has the same numbers and records nobody
    listed = [entry for entry in found if entry[0].rows]
    return tuple(_item(*entry) for entry in listed or found)


def summary(document: Document, part: int | None = None) -> tuple[Item, ...]:
    """`presence` for every item of every part that lists people, in the order of the text.

    Raises UnknownSection when there is no such part, and when none has both items and people.
    """
    found: list[Item] = []
    for at in _chosen(document, part):
        meeting = _meeting(document, at)
        if meeting.rows:
            found += [_item(meeting, place, at) for place in range(len(meeting.items))]
    if not found:
        raise UnknownSection(
            f"{document.source.path}: no part of it has both numbered items and a list of people"
        )
    return tuple(found)


def _chosen(document: Document, part: int | None) -> range:
    count = len(document.parts)
    if part is None:
        return range(count)
    if not 1 <= part <= count:
        there = "one part" if count == 1 else f"parts 1 to {count}"
        raise UnknownSection(f"{document.source.path}: there is no part {part}; it has {there}")
    return range(part - 1, part)


def _meeting(document: Document, at: int) -> Meeting:
    part = document.parts[at].id
    items = tuple(
        section for section in document.sections
        if section.part == part and section.number and section.kind in ("item", "agenda_item")
    )  # fmt: skip
    lists = {part, *_bound_in(document, at)}
    rows = tuple(row for row in document.attendance if row.part in lists)
    return Meeting(document, items, rows, tuple(
        (place, one) for place, item in enumerate(items) for one in told(document, item)
    ))  # fmt: skip


def _bound_in(document: Document, at: int) -> tuple[str, ...]:
    """The attachments right behind a part: they list people only where its own head refers to a list."""
    if document.parts[at].meeting.kind == "attachment":
        return ()
    behind = takewhile(lambda part: part.meeting.kind == "attachment", document.parts[at + 1 :])
    return tuple(part.id for part in behind)


def _item(meeting: Meeting, place: int, at: int) -> Item:
    section: Section = meeting.items[place]
    fields = meeting.document.parts[at].meeting
    return Item(
        part=at + 1,
        kind=fields.kind,
        body=fields.body,
        date=fields.date,
        number=section.number or "",
        title=section.title,
        seats=seats(meeting, place),
    )


def _missing(document: Document, number: str, part: int | None) -> str:
    places = []
    for at in _chosen(document, part):
        numbers = [item.number or "" for item in _meeting(document, at).items]
        if numbers:
            places.append(shown_numbers(numbers) + (f" in part {at + 1}" if len(document.parts) > 1 else ""))
    there = f"it has § {'; '.join(places)}" if places else "it has no numbered items"
    return f"{document.source.path}: there is no § {number.strip(' §')}; {there}"


def _plain(number: str) -> str:
    return re.sub(r"[\s§]", "", number).casefold().rstrip(".")
