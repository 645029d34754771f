"""The facts Paragraf extracts, as frozen dataclasses.

Every fact is a `Span`: a half-open range ``[start, end)`` of Unicode code points
into the document's text, with the words it covers and the rule that found it.
`Document.to_dict()` is one line of ``paragraf extract`` (see ``document.schema.json``).

This module imports nothing of the project: types know no algorithms.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, TypeVar

from dataclasses_json import DataClassJsonMixin

SCHEMA = "paragraf/1"

MentionLabel = Literal["PERSON", "ORG", "BODY", "ROLE", "AMOUNT", "DATE", "LEGAL", "CASE"]
DocumentKind = Literal["minutes", "notice", "attachment", "other"]
SectionKind = Literal["header", "attendance", "notice_of_posting", "item", "agenda_item", "attachment"]
Standing = Literal["voting", "member", "substitute", "other"]
DecisionKind = Literal[
    "approve", "adopt", "note", "elect", "fund", "assign", "reject", "postpone", "refer", "other"
]
Status = Literal["decided", "proposed", "recalled", "delegated"]

MENTION_LABELS: tuple[MentionLabel, ...] = (
    "PERSON", "ORG", "BODY", "ROLE", "AMOUNT", "DATE", "LEGAL", "CASE",
)  # fmt: skip
NAMING_LABELS: tuple[MentionLabel, ...] = ("PERSON", "ORG", "BODY", "ROLE")  # what language models tell


@dataclass(frozen=True, kw_only=True)
class Span(DataClassJsonMixin):
    """Words of the document: ``text == document.text[start:end]`` always holds."""

    start: int
    end: int
    text: str
    id: str = ""
    part: str | None = None
    section: str | None = None
    rule: str = ""
    score: float | None = None


@dataclass(frozen=True, kw_only=True)
class Section(Span):
    """A numbered item or another division; the span is its heading.

    `stop` is where the section's own text ends (the next heading, or the end of its part).
    """

    number: str | None
    title: str
    kind: SectionKind
    case: str | None = None
    stop: int = 0


@dataclass(frozen=True, kw_only=True)
class Mention(Span):
    """One naming of a person, organisation, body, role, amount, date, statute or case number."""

    label: MentionLabel
    value: str | float | None = None
    entity: str | None = None


@dataclass(frozen=True, kw_only=True)
class Attendance(Span):
    """One row a person in a list of those present or elected; the span is the person's name."""

    person: str
    organisation: str | None = None
    roles: tuple[str, ...] = ()
    party: str | None = None
    standing: Standing = "other"
    present: bool | None = None
    remote: bool = False
    sections: tuple[str, ...] | None = None
    replaces: str | None = None


@dataclass(frozen=True, kw_only=True)
class Votes(DataClassJsonMixin):
    """The count of a vote (omröstning); None where the text does not say."""

    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    absent: int | None = None
    by_name: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Decision(Span):
    """A clause by which the meeting settles something; `amounts` and `mandates` are ids."""

    kind: DecisionKind
    status: Status
    decider: str | None = None
    votes: Votes | None = None
    reservations: tuple[str, ...] = ()
    reservation_motives: tuple[str | None, ...] = ()
    case: str | None = None
    proposal: str | None = None
    amounts: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Mandate(Span):
    """An uppdrag: somebody is told to do something."""

    giver: str | None
    assignees: tuple[str, ...]
    task: str
    deadline: str | None = None
    due: str | None = None
    status: Status = "decided"
    reported_in: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Amount(Span):
    """Money in whole kronor (120 tkr is 120000) or a percentage; ranges have `value_to`."""

    value: float
    unit: Literal["SEK", "percent"]
    value_to: float | None = None
    purpose: str | None = None

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """As the mixin does, with `purpose` under the contract's name ``for``."""
        record = super().to_dict(encode_json)
        record["for"] = record.pop("purpose")
        return record


@dataclass(frozen=True, kw_only=True)
class TableCell(Span):
    """A numeric cell of a budget table, in whole SEK where the table gives its unit."""

    table: str
    row: str
    column: str
    value: float
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting(DataClassJsonMixin):
    """The meeting fields of a part; dates ISO 8601, times HH:MM, None when the text does not say."""

    kind: DocumentKind = "other"
    body: str | None = None
    organisation: str | None = None
    date: str | None = None
    starts: str | None = None
    ends: str | None = None
    place: str | None = None
    adjusted: str | None = None
    posted: str | None = None
    unposted: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, kw_only=True)
class Part(DataClassJsonMixin):
    """One document inside a file (minutes bound into a notice are a part of their own)."""

    id: str
    start: int
    end: int
    meeting: Meeting

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """Flat, as the contract has it: the meeting's fields beside the part's own."""
        return {"id": self.id, "start": self.start, "end": self.end, **self.meeting.to_dict(encode_json)}


@dataclass(frozen=True, kw_only=True)
class Warning(DataClassJsonMixin):  # noqa: A001 (the contract's word; this module uses no builtin of it)
    """Something a reader of the facts should know; `start` points into the text when it can."""

    code: str
    message: str
    start: int | None = None


@dataclass(frozen=True, kw_only=True)
class Source(DataClassJsonMixin):
    """A file as `read` leaves it: its text (identity numbers masked) and where it came from.

    `pages` holds the offset at which each page begins, empty where the format has no pages.
    """

    id: str
    path: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[int, ...] = ()
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document(DataClassJsonMixin):
    """One source file and the facts found in it."""

    source: Source
    version: str
    model: str
    parts: tuple[Part, ...]
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    decisions: tuple[Decision, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    amounts: tuple[Amount, ...] = ()
    table_cells: tuple[TableCell, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @property
    def meeting(self) -> Meeting:
        """The file's own meeting fields are those of its first part."""
        return self.parts[0].meeting

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """The document as one record of ``paragraf extract``."""
        source = self.source
        return {
            "schema": SCHEMA,
            "producer": {"version": self.version, "model": self.model},
            "document": {
                "id": source.id,
                "path": source.path,
                "sha256": source.sha256,
                "media_type": source.media_type,
                **self.meeting.to_dict(encode_json),
            },
            "parts": [part.to_dict(encode_json) for part in self.parts],
            "text": source.text,
            **{name: [fact.to_dict(encode_json) for fact in getattr(self, name)] for name in FACT_KINDS},
            "warnings": [warning.to_dict(encode_json) for warning in self.warnings],
        }


FACT_KINDS: tuple[str, ...] = (
    "sections", "mentions", "attendance", "decisions", "mandates", "amounts", "table_cells",
)  # fmt: skip

AnySpan = TypeVar("AnySpan", bound=Span)


def with_ids(prefix: str, document: str, spans: list[AnySpan]) -> tuple[AnySpan, ...]:
    """Sort `spans` by place and give each an id that is stable for the same fact in the same text."""
    ordered = sorted(spans, key=lambda span: (span.start, span.end, str(getattr(span, "label", ""))))
    named: list[AnySpan] = []
    seen: dict[str, int] = {}
    for span in ordered:
        label = getattr(span, "label", "")
        key = f"{document}:{prefix}:{label + ':' if label else ''}{span.start}-{span.end}"
        seen[key] = seen.get(key, 0) + 1
        named.append(replace(span, id=key if seen[key] == 1 else f"{key}.{seen[key]}"))
    return tuple(named)


def field_names(kind: type[Any]) -> tuple[str, ...]:
    """Names of a fact dataclass's fields, in order."""
    return tuple(f.name for f in fields(kind))
