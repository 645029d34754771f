"""A first draft of gold: what the extractor found, in gold's form, for a person to correct.

A draft saves typing, and it leads: an annotator overlooks what it lacks. So never score against
a draft nobody has read through, and make some gold of each kind from the bare text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from evaluation.faults import text_mark
from evaluation.goldfile import MEETING, Record, stable
from evaluation.judge.entities import who_is_who
from pipeline.facts import Decision, Document, Mention, Section, Span


def draft(document: Document, name: str) -> Record:
    """The facts of `document` as a gold record called `name`, over `document.source.text`.

    It is sound gold: mentions of one label do not overlap (the longest is kept), facts point at
    each other by short ids, and a person has all the spellings the text uses.
    """
    amounts = {fact.id: f"a{n}" for n, fact in enumerate(document.amounts, 1)}
    mandates = {fact.id: f"m{n}" for n, fact in enumerate(document.mandates, 1)}
    decisions = {fact.id: f"d{n}" for n, fact in enumerate(document.decisions, 1)}
    parts = {part.id: f"part{n}" for n, part in enumerate(document.parts, 1)}
    mentions = _longest(document.mentions)
    record = {
        "schema": "paragraf-gold/1",
        "name": name,
        "characters": len(document.source.text),
        "text_sha256": text_mark(document.source.text),
        "document": _only(document.meeting.to_dict(), MEETING),
        "parts": [
            {"id": parts[part.id], "start": part.start, "end": part.end}
            | _only(part.meeting.to_dict(), MEETING)
            for part in document.parts
        ],
        "people": _people(document),
        "sections": _sections(document.sections, name, parts),
        "attendance": [
            _fact(fact, "person organisation roles party standing present remote sections replaces")
            for fact in document.attendance
        ],
        "decisions": [_decision(fact, decisions, amounts, mandates) for fact in document.decisions],
        "mandates": [
            {"id": mandates[fact.id]}
            | _fact(fact, "section giver assignees task deadline due status reported_in")
            for fact in document.mandates
        ],
        "amounts": [
            {"id": amounts[fact.id], "for": fact.purpose} | _fact(fact, "section value value_to unit")
            for fact in document.amounts
        ],
        "table_cells": [_fact(fact, "section table row column value unit") for fact in document.table_cells],
        "mentions": [_mention(fact) for fact in mentions],
    }
    return stable(record)


def _only(record: dict[str, Any], keys: Sequence[str]) -> Record:
    return {key: record.get(key) for key in keys}


def _fact(fact: Span, keys: str) -> Record:
    """The span and the named fields, lists for tuples."""
    values = {key: getattr(fact, key) for key in ("start", "end", "text", *keys.split())}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def _sections(sections: Iterable[Section], name: str, parts: dict[str, str]) -> list[Record]:
    """Sections with the ids that `reported_in` points at: NAME§28, NAME:attachment:, NAME:attachment:.2, …"""
    records = []
    seen: Counter[str] = Counter()
    for section in sections:
        mark = "§" if section.kind == "item" else f":{section.kind}:"
        key = f"{name}{mark}{section.number or ''}"
        seen[key] += 1
        record = _fact(section, "number title kind case")
        record["id"] = key if seen[key] == 1 else f"{key}.{seen[key]}"
        records.append(record | ({"part": parts[section.part]} if section.part in parts else {}))
    return records


def _decision(
    decision: Decision, decisions: dict[str, str], amounts: dict[str, str], mandates: dict[str, str]
) -> Record:
    return _fact(decision, "section kind status decider reservations reservation_motives case") | {
        "id": decisions[decision.id],
        "votes": decision.votes.to_dict() if decision.votes else None,
        "proposal": decisions.get(decision.proposal or ""),
        "amounts": [amounts[there] for there in decision.amounts if there in amounts],
        "mandates": [mandates[there] for there in decision.mandates if there in mandates],
    }


def _mention(mention: Mention) -> Record:
    value = {} if mention.value is None else {"value": mention.value}
    return _fact(mention, "label") | value


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Of mentions of one label that overlap the longest, else the first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        rivals = (other for other in kept if other.label == mention.label)
        if not any(other.start < mention.end and mention.start < other.end for other in rivals):
            kept.append(mention)
    return sorted(kept, key=lambda m: (m.start, m.end, m.label))


def _people(document: Document) -> list[Record]:
    """Everybody the text names, with all spellings; the longest is the name.

    A first name that fits nobody else is somebody by itself, as in a village's minutes; one that
    fits several is left out, and `paragraf gold check` asks whose it is.
    """
    known = who_is_who([document])
    people: dict[str, list[str]] = {}
    left: list[str] = []
    for number, mention in enumerate(document.mentions):
        if mention.label == "PERSON":
            spelling = " ".join(mention.text.split())
            who = known.get((document.source.id, number))
            (left if who is None else people.setdefault(who, [])).append(spelling)
    spelled = {spelling for spellings in people.values() for spelling in spellings}
    for spelling in dict.fromkeys(name for name in left if name not in spelled):
        fitting = [who for who, names in people.items() if any(spelling in name.split() for name in names)]
        if len(fitting) < 2:
            people.setdefault(fitting[0] if fitting else spelling, []).append(spelling)
    variants = (list(dict.fromkeys(spellings)) for spellings in people.values())
    return [{"name": max(names, key=len), "variants": names} for names in variants]
