"""Who and what the mentions name: profiles, judgements, entities, roles. Types only.

A `Profile` is one name as one body knows it ("Anna Bergdahl" of the Socialnämnd in Älvbro),
gathered over all its documents; judgements say of two profiles whether they are one human being;
entities are the clusters that follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

EntityKind = Literal["person", "organisation", "body"]
Verdict = Literal["same", "different", "unsure"]
PROGRAM = "paragraf"  # who judged when no person did


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
class LimitedSeat(Seat):
    """A seat held for some §§ only: "Anna Bergdahl §§ 1-3"."""

    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """A name in one body, with the circumstances that tell who it is.

    `meetings`: where it is named; `repeated`: the parts where it stands in full more than once.
    `left`: the date of the last meeting at which the text says that they leave the body; `formerly`:
    (plain name, meeting) for each former name that a text says they had ("Anna Bergdahl heter nu …").
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
    left: str | None = None
    formerly: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Side:
    """Whom a person judged: the keys of all profiles shown for them, the most telling first.

    `places`: ids of mentions of theirs, which find them again when every key has changed.
    """

    keys: tuple[str, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """Same, different or unsure of two profile (or organisation) keys; `by` is the program or a person.

    The program's has its `version` and the `evidence` that was weighed; a person's has the time (`at`,
    ISO, UTC) and, where it was given of whole people, `sides` (that of `left`, that of `right`).
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reason: str
    by: str = PROGRAM
    at: str | None = None
    version: str = ""
    evidence: tuple[Evidence, ...] = ()
    sides: tuple[Side, Side] | None = None


@dataclass(frozen=True)
class Entry:
    """A line of the book of judgements; one that `undoes` another takes that back and says nothing else."""

    number: int
    judgement: Judgement
    undoes: int | None = None


@dataclass(frozen=True)
class Identity:
    """An id given once and for ever to the profile (or organisation) of a key; `number` is its age.

    An entity goes by the oldest id of its members: it keeps it when members come, and when one that was
    joined to it leaves, both have the ids they had.
    """

    id: str
    number: int
    key: str


@dataclass(frozen=True)
class Memory:
    """What is remembered of earlier runs, so that ids and judgements hold when keys change.

    `members`: key → the entity it last belonged to; `profiles`: those of the last run, by key; `heirs`:
    a key that is gone → the key under which the same name goes now.
    """

    identities: tuple[Identity, ...] = ()
    members: Mapping[str, str] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    heirs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DatedName:
    """A name an organisation has or had, from and until when (ISO, whole or partial), and who says so."""

    name: str
    since: str | None
    until: str | None
    source: str


@dataclass(frozen=True)
class Entity:
    """A human being, an organisation or a body: the cluster `members` of keys, and its mentions.

    `name` is the best attested spelling; `spellings` are all of them with how often each stands.
    `identifiers`: (list, number) of a public organisation, ``("organisationsnummer", "202100-5521")``;
    `dated`: the names of one that was renamed and stands under an old name too, the oldest first.
    """

    id: str
    kind: EntityKind
    name: str
    spellings: tuple[tuple[str, int], ...]
    members: tuple[str, ...]
    mentions: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...] = ()
    dated: tuple[DatedName, ...] = ()


@dataclass(frozen=True)
class Resolution:
    """What `resolve.resolve` hands back.

    `copies`: part id → the id of the part it repeats. `unresolved`: ids of person mentions left open.
    `whose`: part id → the body and organisation whose meeting it records, each under one name.
    `appointers`: an organisation as a list of those present has it → its name. `profiles`, `identities`
    and `heirs` are what the next run has to remember.
    """

    entities: tuple[Entity, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    copies: dict[str, str] = field(default_factory=dict)
    unresolved: tuple[str, ...] = ()
    whose: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    appointers: dict[str, str] = field(default_factory=dict)
    profiles: tuple[Profile, ...] = ()
    identities: tuple[Identity, ...] = ()
    heirs: dict[str, str] = field(default_factory=dict)


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
    """A post in time. `first_seen` and `last_seen` are meeting dates, None where no date is known.

    Who is elected from a day on is first seen on that day. `dates`: the meetings at which it was seen.
    `attended` of `held`: the body's meetings with a list of those present from the first to the last seen,
    None when there is no such list. `written`: how the lists write the appointing organisation, where that
    is not its name. `ended`: why it is known to have ended. `since`, `until`: the term that an election
    gives (ISO, whole or partial). `limits`: (date, items) of meetings at which it was for some items only,
    as they are shown: "§§ 4–6", "punkt 4–6".
    """

    post: str
    body: str
    organisation: str | None
    appointer: str | None
    party: str | None
    first_seen: str | None
    last_seen: str | None
    sources: tuple[Quote, ...]
    dates: tuple[str, ...] = ()
    attended: int | None = None
    held: int | None = None
    written: tuple[str, ...] = ()
    ended: Ended | None = None
    since: str | None = None
    until: str | None = None
    limits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ended:
    """How a post ended: somebody `followed` on it, it was `left` as the minutes say, its `term` was over, or
    the body has met often since without its holder (`unseen`).

    `by` is the id of who followed, `on` the day that tells.
    """

    how: Literal["followed", "left", "term", "unseen"]
    on: str
    by: str | None = None
    sources: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Spelling:
    """One way to write a name: how often it stands, and where (the first few places).

    What the other copies of a meeting's minutes repeat is not counted; `copies_only`: it stands nowhere else.
    """

    text: str
    times: int
    sources: tuple[Quote, ...]
    copies_only: bool = False


@dataclass(frozen=True)
class Absence:
    """What somebody in the list of a meeting took no part in: the numbers of items, none for all of it."""

    body: str
    organisation: str | None
    date: str | None
    sections: tuple[str, ...]
    why: str
    sources: tuple[Quote, ...]


@dataclass(frozen=True)
class Task:
    """A mandate somebody was given, by name or by `post`."""

    task: str
    given: str
    post: str | None
    body: str
    date: str | None
    due: str | None
    source: Quote


@dataclass(frozen=True)
class Reservation:
    """A decision somebody made a reservation against; `motive` where the minutes have it."""

    decision: str
    body: str
    date: str | None
    motive: str | None
    source: Quote


@dataclass(frozen=True)
class Person:
    """One line of the register. `members`: the keys of the profiles it was made of."""

    id: str
    name: str
    spellings: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...]
    why_one: tuple[str, ...] = ()
    spelled: tuple[Spelling, ...] = ()
    absences: tuple[Absence, ...] = ()
    tasks: tuple[Task, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    members: tuple[str, ...] = ()


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
