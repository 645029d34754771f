"""What is probably wrong with gold that fits its text: facts that contradict each other or the words.

None of it keeps gold from being scored against; an annotator should look at each.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain, pairwise
from typing import Any

from evaluation.faults import Fault, short

Record = dict[str, Any]

SPANS = ("sections", "attendance", "decisions", "mandates", "amounts", "mentions")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TIME = re.compile(r"\d{2}:\d{2}")
_DAYS = ("date", "adjusted", "posted", "unposted")
_SCALES = (
    (re.compile(r"tkr|\btusen|\bkkr", re.I), 1e3),
    (re.compile(r"mnkr|mkr|miljon|\bmn\b", re.I), 1e6),
    (re.compile(r"mdkr|miljard", re.I), 1e9),
)
_FIGURE = re.compile(r"\d+(?:(?:\s+|\.)\d{3}(?!\d))*(?:,\d+)?")


def doubts_of(record: Record, text: str) -> Iterator[Fault]:
    """Every doubt about a gold record that has no faults, in the order of the kinds."""
    annotated = record.get("only")
    places = _Places(record, text)
    yield from _meeting(record)
    yield from _edges(record, text)
    yield from _sections(record)
    if annotated is None or {"attendance", "mentions"} <= set(annotated):
        yield from _attendance(record)
    for number, decision in enumerate(record["decisions"]):
        words = [("decider", decision.get("decider"))]
        words += [("reservation of", who) for who in decision.get("reservations") or ()]
        yield from _unwritten(f"decisions[{number}]", words, places.whole)
    for number, mandate in enumerate(record["mandates"]):
        yield from _mandate(f"mandates[{number}]", mandate, record, places)
    for number, amount in enumerate(record["amounts"]):
        yield from _amount(f"amounts[{number}]", amount)
    yield from _people(record, places)
    yield from _twice(record)
    yield from _ids(record)


class _Places:
    """The text as words, whole and by section."""

    def __init__(self, record: Record, text: str) -> None:
        self._text = text
        self._starts = sorted(section["start"] for section in record["sections"])
        self.whole = plain(text)

    def section(self, offset: int) -> str | None:
        """The words of the section at `offset`; None before the first heading."""
        n = bisect_right(self._starts, offset)
        if n == 0:
            return None
        return plain(self._text[self._starts[n - 1] : (*self._starts, len(self._text))[n]])

    @property
    def divided(self) -> bool:
        return bool(self._starts)


def plain(words: str) -> str:
    """Words composed, in small letters, one space between."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _meeting(record: Record) -> Iterator[Fault]:
    for place, meeting in _meetings(record):
        for key in _DAYS:
            value = meeting.get(key)
            if value is not None and not _is_date(value):
                yield Fault(place, f"{key} {value!r} is no date", "write 2024-05-23")
        for key in ("starts", "ends"):
            value = meeting.get(key)
            if value is not None and not _TIME.fullmatch(str(value)):
                yield Fault(place, f"{key} {value!r} is no time", "write 08:30")


def _meetings(record: Record) -> Iterator[tuple[str, Record]]:
    yield "document", record["document"]
    for number, part in enumerate(record.get("parts", ())):
        yield f"parts[{number}]", part


def _edges(record: Record, text: str) -> Iterator[Fault]:
    """Spans that cut a word ("Socialnämnd|en") or hold white space at an end."""
    for kind in SPANS:
        for number, fact in enumerate(record[kind]):
            start, end = fact["start"], fact["end"]
            if fact["text"] != fact["text"].strip():
                yield Fault(
                    f"{kind}[{number}]",
                    f"{short(fact['text'])} has white space at an end",
                    "mark the words alone",
                )
            for edge in (start, end):
                if text[max(0, edge - 1) : edge].isalnum() and text[edge : edge + 1].isalnum():
                    around = text[max(0, edge - 20) : edge] + "|" + text[edge : edge + 20]
                    yield Fault(
                        f"{kind}[{number}]",
                        f"{short(fact['text'])} ends or begins inside a word ({short(around)})",
                        "mark whole words",
                    )


def _sections(record: Record) -> Iterator[Fault]:
    ordered = sorted(enumerate(record["sections"]), key=lambda item: item[1]["start"])
    for (_, before), (number, after) in pairwise(ordered):
        if after["start"] < before["end"]:
            yield Fault(
                f"sections[{number}]",
                f"{short(after['text'])} begins inside {short(before['text'])}",
                "a section's span is its heading: end the first before the second",
            )


def _attendance(record: Record) -> Iterator[Fault]:
    people = sorted((m["start"], m["end"]) for m in record["mentions"] if m["label"] == "PERSON")
    for number, row in enumerate(record["attendance"]):
        if not any(start < row["end"] and row["start"] < end for start, end in people):
            yield Fault(
                f"attendance[{number}]",
                f"{short(row['text'])} is no PERSON mention",
                "mark the name as PERSON too, or let the row point at it",
            )


def _mandate(place: str, mandate: Record, record: Record, places: _Places) -> Iterator[Fault]:
    section = places.section(mandate["start"])
    if section is None and places.divided:
        yield Fault(
            place,
            f"{short(mandate['text'])} stands before the first section",
            "mark the section it stands in, or drop it",
        )
    words = [("assignee", who) for who in mandate["assignees"]] + [("deadline", mandate["deadline"])]
    yield from _unwritten(place, words, places.whole if section is None else section)
    yield from _unwritten(place, [("giver", mandate["giver"])], places.whole)
    due = mandate.get("due")
    if due is None:
        return
    if not _is_date(due):
        yield Fault(place, f"due {due!r} is no date", "write 2024-05-23, or 2024-05 for a month")
    elif mandate["status"] in ("decided", "proposed"):
        met = _met(record, mandate["start"])
        if met and due < met[: len(due)]:
            yield Fault(place, f"due {due} lies before the meeting of {met}", "correct one of the two dates")


def _met(record: Record, offset: int) -> str | None:
    """The date of the meeting whose minutes the offset stands in, when it is known."""
    parts = [part for part in record.get("parts", ()) if part["start"] <= offset < part["end"]]
    met = (parts[0] if parts else record["document"]).get("date")
    return met if isinstance(met, str) and _is_date(met) else None


def _unwritten(place: str, named: list[tuple[str, str | None]], text: str) -> Iterator[Fault]:
    """Fields "as written" whose words are not written there."""
    for name, words in named:
        if words is not None and plain(words) not in text:
            yield Fault(place, f"the {name} {short(words)} is not in the text there", "give it as written")


def _amount(place: str, amount: Record) -> Iterator[Fault]:
    """A value that no reading of the words gives. Words without digits say nothing here."""
    figures = [_figure(found[0]) for found in _FIGURE.finditer(amount["text"])]
    if not figures:
        return
    named = [scale for words, scale in _SCALES if words.search(amount["text"])]
    scales = named or [1.0, 1e3, 1e6, 1e9]  # the unit may stand in a table's heading
    readings = [figure * scale for figure in figures for scale in scales]
    values = [amount["value"], amount.get("value_to")]
    for value in (value for value in values if value is not None):
        if not any(abs(abs(value) - reading) <= 1e-6 * max(1.0, reading) for reading in readings):
            yield Fault(
                place,
                f"the value {value:.15g} is not what {short(amount['text'])} says",
                "money is given in whole kronor, a percentage as the number written",
            )


def _figure(digits: str) -> float:
    return float(re.sub(r"[\s.]", "", digits).replace(",", "."))


def _people(record: Record, places: _Places) -> Iterator[Fault]:
    if "people" not in record:
        return
    known: set[str] = set()
    entities = {person.get("entity") for person in record["people"]} - {None}
    for number, person in enumerate(record["people"]):
        known.update(map(plain, person["variants"]))
        for spelling in person["variants"]:
            if plain(spelling) not in places.whole:
                yield Fault(
                    f"people[{number}]",
                    f"the spelling {short(spelling)} is not in the text",
                    "variants are as written here",
                )
    for number, mention in enumerate(record["mentions"]):
        if mention["label"] == "PERSON" and plain(mention["text"]) not in known:
            yield Fault(
                f"mentions[{number}]",
                f"nobody in people is spelled {short(mention['text'])}",
                "add the spelling to its person's variants",
            )
        if entities and mention.get("entity") and mention["entity"] not in entities:
            yield Fault(
                f"mentions[{number}]",
                f"{short(mention['text'])} is {mention['entity']!r}, who is not in people",
                "add the person, or correct the entity",
            )


def _twice(record: Record) -> Iterator[Fault]:
    for kind in SPANS:
        seen: Counter[str] = Counter()
        for number, fact in enumerate(record[kind]):
            said = repr(sorted((key, value) for key, value in fact.items() if key != "id"))
            seen[said] += 1
            if seen[said] > 1:
                yield Fault(f"{kind}[{number}]", f"{short(fact['text'])} is there twice", "keep one")


def _ids(record: Record) -> Iterator[Fault]:
    """Facts point at each other by id."""
    ids = {kind: Counter(f["id"] for f in record[kind] if f.get("id")) for kind in SPANS}
    for kind in SPANS:
        for number, fact in enumerate(record[kind]):
            if ids[kind][fact.get("id")] > 1:
                yield Fault(f"{kind}[{number}]", f"the id {fact['id']!r} is given twice", "give it its own")
    numbers = {section["number"] for section in record["sections"]}
    for kind in SPANS:
        for number, fact in enumerate(record[kind]):
            there = fact.get("section")
            if isinstance(there, str) and there not in numbers:
                yield Fault(
                    f"{kind}[{number}]", f"stands in § {there}, which is not here", "correct the number"
                )
    known = set(chain.from_iterable(ids.values()))
    for number, decision in enumerate(record["decisions"]):
        pointed = [*(decision.get("amounts") or ()), *(decision.get("mandates") or ())]
        if decision.get("proposal"):
            pointed.append(decision["proposal"])
        for there in pointed:
            if there not in known:
                yield Fault(
                    f"decisions[{number}]", f"points at {there!r}, which is not here", "correct the id"
                )


def _is_date(value: object) -> bool:
    """An ISO date, which may be partial: 2024, 2024-05 or 2024-05-23."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True
