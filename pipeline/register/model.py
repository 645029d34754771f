"""What the register is made of beside people: meetings, bodies, findings. Types only."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.entities import DatedName, Person, Quote, Role

BodyKey = tuple[str, str | None]  # a body's name and what it belongs to


@dataclass(frozen=True)
class Meeting:
    """A meeting whose minutes are in the store, copies taken together.

    `parts`: ids of the parts that record it, `paths` of the files (copies too). `numbers`: its §§ in the
    order of the text, `signed` when they are written as §§ and not as the points of an agenda ("3. Nästa
    möte"). `listed`: there is a list of those present. `present`: ids of who was there. `deciding`: the most
    people at the table at one §, with the number of that §. `registered`: how many of those present are in
    the register.
    """

    date: str
    parts: tuple[str, ...]
    paths: tuple[str, ...]
    numbers: tuple[str, ...]
    listed: bool = False
    present: frozenset[str] = frozenset()
    deciding: tuple[int, str] = (0, "")
    starts: str | None = None
    ends: str | None = None
    where: Quote | None = None
    signed: bool = True
    registered: int = 0


@dataclass(frozen=True)
class Called:
    """A meeting to which a notice calls, and of which there are no minutes."""

    date: str
    path: str


@dataclass(frozen=True)
class Gap:
    """§§ of a year that no minutes in the store have: `first` to `last`; the meetings around it, if any."""

    year: str
    first: int
    last: int
    after: str | None
    before: str | None


@dataclass(frozen=True)
class Hole:
    """§§ missing inside one meeting's minutes: a heading that was not found, or a § left out."""

    date: str
    numbers: tuple[int, ...]
    path: str


@dataclass(frozen=True)
class Follow:
    """Who came after whom on a post; `said` when a decision says so, else seen from the dates."""

    post: str
    appointer: str | None
    before: str
    after: str
    last: str | None
    first: str | None
    said: bool
    sources: tuple[Quote, ...]


@dataclass(frozen=True)
class Seats:
    """The people an organisation (or party) has had in a body, by post: (post, (person ids, in time))."""

    appointer: str
    party: bool
    posts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Body:
    """A body with its meetings, who sat in it when (person id and role), and the §§ that are missing.

    `numbering`: §§ run through the "year", begin anew at each "meeting", or are "unknown".
    `undated`: files with minutes of it that have no date; `silent`: years between its first and its last
    minutes of which there are none at all; `called`: meetings of which there is the notice only.
    """

    name: str
    organisation: str | None
    meetings: tuple[Meeting, ...] = ()
    sat: tuple[tuple[str, Role], ...] = ()
    seats: tuple[Seats, ...] = ()
    follows: tuple[Follow, ...] = ()
    gaps: tuple[Gap, ...] = ()
    holes: tuple[Hole, ...] = ()
    numbering: str = "unknown"
    undated: tuple[str, ...] = ()
    silent: tuple[int, ...] = ()
    called: tuple[Called, ...] = ()

    @property
    def key(self) -> BodyKey:
        """What tells it from other bodies."""
        return self.name, self.organisation


@dataclass(frozen=True)
class Finding:
    """What cannot be so in real life: a warning in Swedish and English with the places that say it."""

    code: str
    swedish: str
    english: str
    people: tuple[str, ...]
    body: str | None
    date: str | None
    sources: tuple[Quote, ...]


@dataclass(frozen=True)
class Organisation:
    """What is known of an organisation that has, or gives, seats.

    `identifiers`: (list, number), ``("organisationsnummer", "202100-5521")``; `dated`: its names in time, the
    oldest first, empty when it was not renamed; `sources`: the first few places that name it.
    """

    name: str
    identifiers: tuple[tuple[str, str], ...] = ()
    dated: tuple[DatedName, ...] = ()
    sources: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Register:
    """People with posts, the bodies of the minutes and those they name, what looks wrong, organisations."""

    people: tuple[Person, ...]
    bodies: tuple[Body, ...]
    findings: tuple[Finding, ...]
    organisations: tuple[Organisation, ...] = ()

    def organisation(self, name: str | None) -> Organisation:
        """What is known of the organisation so called; one without anything known for any other name."""
        return next((one for one in self.organisations if one.name == name), Organisation(name or ""))

    def names(self) -> dict[str, str]:
        """Person id → preferred name."""
        return {person.id: person.name for person in self.people}
