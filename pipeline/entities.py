"""Who and what the mentions name: profiles, judgements, entities, roles. Types only.

A `Profile` is one name as one body knows it ("Anna Bergdahl" of the Socialnämnd in Älvbro),
gathered over all its documents; judgements say of two profiles whether they are one human being;
entities are the clusters that follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

EntityKind = Literal["person", "organisation", "body"]
Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True)
class Evidence:
    """What one comparison says: −1 speaks for two, 0 says nothing, 1 speaks for one; and why, in words."""

    score: float
    reason: str
    kind: str = ""


@dataclass(frozen=True)
class Seat:
    """How a person stood in one meeting: who appointed, as what, for which party, in which list.

    `list_id` is the part whose list it is; `meeting` is the same for all copies of one meeting.
    """

    list_id: str
    meeting: str
    date: str | None
    appointer: str | None = None
    roles: tuple[str, ...] = ()
    party: str | None = None
    standing: str = "other"


@dataclass(frozen=True)
class Profile:
    """A name in one body, with the circumstances that tell who it is.

    `meetings`: where it is named; `repeated`: the parts where it stands in full more than once.
    `key` is stable: ``"anna bergdahl@socialnämnden@älvbro kommun"``.
    """

    key: str
    name: str
    body: str
    organisation: str | None
    spellings: tuple[tuple[str, int], ...]
    seats: tuple[Seat, ...] = ()
    mentions: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """Same, different or unsure of two profile (or organisation) keys; `by` is the program or a person."""

    left: str
    right: str
    verdict: Verdict
    score: float
    reason: str
    by: str = "paragraf"
    at: str | None = None


@dataclass(frozen=True)
class Entity:
    """A human being, an organisation or a body: the cluster `members` of keys, and its mentions.

    `name` is the best attested spelling; `spellings` are all of them with how often each stands.
    """

    id: str
    kind: EntityKind
    name: str
    spellings: tuple[tuple[str, int], ...]
    members: tuple[str, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Resolution:
    """What `resolve.resolve` hands back.

    `copies`: part id → the id of the part it repeats. `unresolved`: ids of person mentions left open.
    `whose`: part id → the body and organisation whose meeting it records, each under one name.
    `appointers`: an organisation as a list of those present has it → its name.
    """

    entities: tuple[Entity, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    copies: dict[str, str] = field(default_factory=dict)
    unresolved: tuple[str, ...] = ()
    whose: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    appointers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Quote:
    """Where a statement comes from: the document, the section and the words."""

    document: str
    path: str
    section: str | None
    start: int
    end: int
    text: str
    date: str | None = None


@dataclass(frozen=True)
class Role:
    """A post in time. `first_seen` and `last_seen` are meeting dates, None where no date is known."""

    post: str
    body: str
    organisation: str | None
    appointer: str | None
    party: str | None
    first_seen: str | None
    last_seen: str | None
    sources: tuple[Quote, ...]


@dataclass(frozen=True)
class Person:
    """One line of the register."""

    id: str
    name: str
    spellings: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...]
    why_one: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportedBack:
    """An item (its section's id) that reports on a mandate; `score` in points (see `ledger.evidence`)."""

    section: str
    date: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class LedgerEntry:
    """A mandate's line in the ledger. `due` is ISO, whole or partial; `due_why` says where it comes from
    when the text itself does not give the day. `reports`: the oldest first."""

    mandate: str
    due: str | None
    due_why: str | None
    reports: tuple[ReportedBack, ...]
