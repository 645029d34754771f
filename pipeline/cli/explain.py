"""`paragraf explain`: an item of a protocol, its facts, and the rule and the score behind each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import ModelOption, OutOption, settings_with
from pipeline.cli.show import console, named_path, writer
from pipeline.errors import BadSetting, UnknownSection

if TYPE_CHECKING:
    from rich.text import Text

    from pipeline.facts import Document, Section, Span
    from pipeline.settings import Settings

_STYLES = {
    "section": "bold",
    "decision": "bold underline",
    "mandate": "italic underline2",
    "attendance": "green",
    "amount": "red",
    "cell": "red",
    "PERSON": "green",
    "ORG": "cyan",
    "BODY": "blue",
    "ROLE": "yellow",
    "AMOUNT": "red",
    "DATE": "magenta",
    "LEGAL": "bright_black",
    "CASE": "bright_black",
}
_KINDS = {
    "sections": "section", "decisions": "decision", "mandates": "mandate", "amounts": "amount",
    "attendance": "attendance", "table_cells": "cell", "mentions": "mention",
}  # fmt: skip
_COUNTED = ("decision", "mandate", "amount", "cell", "mention")
# what a fact says beside its words, in this order
_FIELDS = (
    "kind", "status", "decider", "giver", "assignees", "deadline", "due", "votes", "reservations", "case",
    "value", "value_to", "unit", "purpose", "person", "organisation", "party", "roles", "standing", "row",
    "column",
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=named_path, help="The protocol.")],
    section: Annotated[
        str | None, typer.Option("--section", "-s", metavar="N", help="The § asked about; a list without it.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole text with all its facts.")] = False,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    model: ModelOption = None,
    out: OutOption = None,
) -> None:
    """Show an item with its facts in colour, and for each fact the rule that found it and its score.

    A score tells how likely a decision or a mandate is right; other facts have none. Without --section: the
    §§ there are, and how many facts each has.
    """
    from pipeline.extractor import extractor

    if form not in ("text", "json"):
        raise BadSetting(f"--format {form}: choose text or json")
    if everything and section is not None:
        raise BadSetting("--all and --section: choose one of them")
    settings = settings_with(model=model)
    document = extractor(settings)(file)
    pieces = _whole(document) if everything else _pieces(document, section)
    if form == "json":
        with writer(out) as write:
            write(json.dumps(_record(document, pieces), ensure_ascii=False, indent=2) + "\n")
        return
    listed = section is None and not everything
    shown = _list(document, pieces) if listed else _shown(document, pieces, settings)
    if out is not None:
        with writer(out) as write:
            write(shown.plain + "\n")
        return
    console().print(shown, soft_wrap=True)


@dataclass(frozen=True)
class _Piece:
    """A stretch of the text and the facts that begin in it, each with what kind of fact it is."""

    title: str
    where: str
    start: int
    end: int
    facts: tuple[tuple[str, Span], ...]


def _pieces(document: Document, number: str | None) -> list[_Piece]:
    """The items called § `number`, or all that have a number. Raises UnknownSection."""
    items = [one for one in document.sections if one.number and one.kind in ("item", "agenda_item")]
    wanted = [one for one in items if number is None or _plain(one.number or "") == _plain(number)]
    if not wanted:
        raise UnknownSection(f"{document.source.path}: {_missing(items, number)}")
    return [
        _Piece(
            f"§ {one.number} {' '.join(one.title.split())}".rstrip(),
            _where(document, one),
            one.start,
            one.stop,
            _facts(document, one.start, one.stop),
        )
        for one in wanted
    ]


def _whole(document: Document) -> list[_Piece]:
    end = len(document.source.text)
    return [_Piece(document.source.path, "", 0, end, _facts(document, 0, end))]


def _missing(items: Sequence[Section], number: str | None) -> str:
    from pipeline.itemnumbers import shown_numbers

    there = shown_numbers([one.number or "" for one in items])
    has = f"it has § {there}" if items else "it has no numbered items; --all shows the whole text"
    return has if number is None else f"there is no § {number.strip(' §')}; {has}"


def _plain(number: str) -> str:
    return re.sub(r"[\s§]", "", number).casefold().rstrip(".")


def _where(document: Document, section: Section) -> str:
    at = next((i for i, part in enumerate(document.parts) if part.id == section.part), 0)
    meeting = document.parts[at].meeting
    part = f"part {at + 1} of the file" if len(document.parts) > 1 else ""
    agenda = "an agenda's" if section.kind == "agenda_item" else ""
    return ", ".join(filter(None, (meeting.body, meeting.organisation, meeting.date, part, agenda)))


def _facts(document: Document, start: int, end: int) -> tuple[tuple[str, Span], ...]:
    """The facts that begin from `start` to before `end`, in the order of the text; an amount once."""
    sums = {(amount.start, amount.end) for amount in document.amounts}
    found: list[tuple[str, Span]] = []
    for name, kind in _KINDS.items():
        for fact in getattr(document, name):
            label = getattr(fact, "label", kind)
            if start <= fact.start < end and not (label == "AMOUNT" and (fact.start, fact.end) in sums):
                found.append((label, fact))
    return tuple(sorted(found, key=lambda pair: (pair[1].start, -pair[1].end)))


# ── on a screen ──────────────────────────────────────────────────────────────


def _list(document: Document, pieces: Sequence[_Piece]) -> Text:
    from rich.text import Text

    text = Text()
    where = None
    for piece in pieces:
        if piece.where != where:
            text.append(f"{'' if where is None else chr(10)}{piece.where or document.source.path}\n", "bold")
            where = piece.where
        count = Counter(
            kind if kind in _COUNTED else "mention" for kind, _ in piece.facts if kind != "section"
        )
        told = (f"{count[kind]} {kind}{'s' * (count[kind] > 1)}" for kind in _COUNTED if count[kind])
        text.append(f"  {piece.title}: {', '.join(told) or 'no facts'}\n")
    text.append("\n--section N shows one with its facts, --all the whole text")
    return text


def _shown(document: Document, pieces: Sequence[_Piece], settings: Settings) -> Text:
    from rich.text import Text

    text = Text()
    for number, piece in enumerate(pieces):
        text.append("\n\n" * (number > 0))
        text.append(piece.title, "bold")
        text.append(f"\n{piece.where}" if piece.where else "", "dim")
        text.append("\n\n")
        text.append_text(_coloured(document.source.text, piece))
        text.append("\n")
        for kind, fact in piece.facts:
            text.append("\n")
            text.append_text(_fact(kind, fact, settings.certain))
        if not piece.facts:
            text.append("\nno facts")
    return text


def _coloured(whole: str, piece: _Piece) -> Text:
    """The words of a piece; facts inside facts wear both styles. What could steer a terminal is blank."""
    from rich.text import Text

    words = whole[piece.start : piece.end].rstrip()
    text = Text(_CONTROL.sub(" ", words))
    for kind, fact in piece.facts:
        text.stylize(_STYLES[kind], fact.start - piece.start, min(fact.end - piece.start, len(words)))
    return text


def _fact(kind: str, fact: Span, certain: float) -> Text:
    from rich.text import Text

    from pipeline.rules import statement

    text = Text()
    text.append(kind, _STYLES[kind])
    text.append(f" [{fact.start}–{fact.end}] {_CONTROL.sub(' ', ' '.join(fact.text.split()))}\n")
    said = "; ".join(f"{name} {_value(value)}" for name, value in _told(fact))
    if said:
        text.append(f"    {said}\n")
    score = ""
    if fact.score is not None:
        score = f", score {fact.score:.2f}{' (uncertain)' if fact.score < certain else ''}"
    text.append(f"    {fact.rule}{score}", "dim")
    says = statement(fact.rule)
    text.append(f": {says}" if says else "", "dim")
    return text


def _told(fact: Span) -> Iterator[tuple[str, Any]]:
    """What a fact says beside its words, without what it leaves open."""
    for name in _FIELDS:
        value = getattr(fact, name, None)
        if value not in (None, (), ""):
            yield name, value


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e5 else f"{value:.2f}".rstrip("0").rstrip(".")
    if hasattr(value, "to_dict"):
        return ", ".join(
            f"{name} {number}" for name, number in value.to_dict().items() if number not in (None, {})
        )
    return " ".join(str(value).split())


# ── as JSON ──────────────────────────────────────────────────────────────────


def _record(document: Document, pieces: Sequence[_Piece]) -> dict[str, Any]:
    from pipeline.rules import statement

    return {
        "path": document.source.path,
        "items": [
            {
                "title": piece.title,
                "where": piece.where,
                "start": piece.start,
                "end": piece.end,
                "text": document.source.text[piece.start : piece.end],
                "facts": [
                    {"what": kind, **fact.to_dict(), "statement": statement(fact.rule)}
                    for kind, fact in piece.facts
                ],
            }
            for piece in pieces
        ],
    }
