"""The invented people's minutes as Documents, and whom each naming names.

A meeting's record has a head, a list of those present (four in five come, the rest stay away) with party
or appointer, and a few sentences: somebody moves, somebody's proposal in the genitive, somebody called by
the first name alone (in a samordningsförbund) or the surname alone, the chair by the word "Ordföranden". Nine
times of ten a clerk uses one name alone only where nobody else present has it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from evaluation.people.careers import FIRST, LAST, Body, Person, Tenure, World
from evaluation.people.noise import Style, habit, slip, style, written
from pipeline.facts import Attendance, Document, Meeting, Mention, Part, Source

_PRESENT = 0.8
_ALONE_WHATEVER = 0.1  # one name alone though others present have it too
_PARTY_SHOWN = 0.9  # of the bodies whose members have parties
_MOVED = ("yrkar bifall till förslaget.", "yrkar avslag.", "lämnar en protokollsanteckning.", "anmäler jäv.")
_TELLS = ("informerar om läget.", "redogör för budgeten.", "svarar på frågor.", "tar frågan vidare.")


@dataclass(frozen=True)
class Minutes:
    """`whom`: id of a mention → the number of the person it names."""

    documents: tuple[Document, ...]
    whom: dict[str, int]


def minutes(world: World, seed: int) -> Minutes:
    """All meetings of all bodies, the same for the same world and seed."""
    seated: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in world.tenures:
        seated[tenure.body].append(tenure)
    documents: list[Document] = []
    whom: dict[str, int] = {}
    for key, body in world.bodies.items():
        dice = random.Random(f"{seed} {key}")
        parties = not body.appointers and dice.random() < _PARTY_SHOWN
        for day in _days(body, dice):
            sitting = [t for t in seated[key] if t.first <= day <= t.last]
            writing = _Writing(f"{len(documents):06}", style(dice), dice)
            _record(writing, world, body, day, sitting, parties)
            if writing.rows:
                documents.append(writing.document(body, day))
                whom.update(writing.whom)
    return Minutes(tuple(documents), whom)


def _days(body: Body, dice: random.Random) -> Iterator[date]:
    for year in range(FIRST.year, LAST.year + 1):
        for meeting in range(body.meetings):
            start = date(year, 1, 1) + timedelta(days=round(365 / body.meetings * meeting))
            yield start + timedelta(days=dice.randrange(round(330 / body.meetings)))


@dataclass
class _Writing:
    """A document as it comes to be: its text so far, and the facts in it."""

    id: str
    how: Style
    dice: random.Random
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    rows: list[Attendance] = field(default_factory=list)
    whom: dict[str, int] = field(default_factory=dict)

    def name(self, words: str, who: int, label: str = "PERSON") -> Mention:
        """Write a naming of somebody."""
        at, end = len(self.text), len(self.text) + len(words)
        number = f"{self.id}:mention:{len(self.mentions)}"
        mention = Mention(
            start=at, end=end, text=words, id=number, part=f"{self.id}:0", rule="invented", label=label  # type: ignore[arg-type]
        )  # fmt: skip
        self.mentions.append(mention)
        self.whom[number] = who
        self.text += words
        return mention

    def document(self, body: Body, day: date) -> Document:
        """The document written."""
        meeting = Meeting(
            kind="minutes", body=body.name, organisation=body.organisation, date=day.isoformat()
        )
        return Document(
            source=Source(
                id=self.id, path=f"{self.id}.txt", sha256=self.id, media_type="text/plain", text=self.text
            ),
            version="invented",
            model="none",
            parts=(Part(id=f"{self.id}:0", start=0, end=len(self.text), meeting=meeting),),
            mentions=tuple(self.mentions),
            attendance=tuple(self.rows),
        )


def _record(
    writing: _Writing, world: World, body: Body, day: date, sitting: Sequence[Tenure], parties: bool
) -> None:
    dice = writing.dice
    writing.text = f"{body.organisation or ''} {body.name} {day.isoformat()}\nNärvarande\n"
    present = [t for t in sitting if dice.random() < _PRESENT or t.post in ("ordförande", "förbundschef")]
    called: dict[int, tuple[str, str]] = {}
    for tenure in present:
        person = world.people[tenure.person]
        family, party, _ = person.at(day)
        called[person.number] = habit(person.given, family, person.everyday, dice)
        name = written(*called[person.number], writing.how, dice)
        _row(writing, person, name, tenure, party if parties else "")
    _sentences(writing, world, body, present, called, day, parties)


def _row(writing: _Writing, person: Person, name: str, tenure: Tenure, party: str) -> None:
    mention = writing.name(name, person.number)
    appointer = (tenure.appointer or "").partition(",")[0] if tenure.body.endswith("@") else None
    writing.rows.append(
        Attendance(
            start=mention.start, end=mention.end, text=name, id=f"{writing.id}:row:{len(writing.rows)}",
            part=mention.part, rule="invented", person=name, organisation=appointer or None,
            roles=(tenure.post,) if tenure.post else (), party=party or None,
            standing=tenure.standing, present=True,  # type: ignore[arg-type] # a Standing
        )
    )  # fmt: skip
    said = " ".join(word for word in (f"({party})" if party else "", appointer or "", tenure.post) if word)
    writing.text += f" {said}\n"


def _sentences(
    writing: _Writing,
    world: World,
    body: Body,
    present: Sequence[Tenure],
    called: dict[int, tuple[str, str]],
    day: date,
    parties: bool,
) -> None:
    dice = writing.dice
    chair = next((t for t in present if t.post == "ordförande"), None)
    if chair:
        writing.name("Ordföranden", chair.person, "ROLE")
        writing.text += " öppnar sammanträdet.\n"
    for tenure in dice.sample(present, min(len(present), dice.randrange(1, 4))):
        given, family = called[tenure.person]
        party = world.people[tenure.person].at(day)[1]
        at = dice.random()
        words = [word for name in called.values() for word in name]
        careful = dice.random() >= _ALONE_WHATEVER
        if at < 0.4 and careful and (words.count(given) > 1 or words.count(family) > 1):
            at = 1.0
        if body.appointers and at < 0.3:
            writing.name(slip(given, writing.how.scanned, dice), tenure.person)
            writing.text += f" {dice.choice(_TELLS)}\n"
        elif at < 0.4:
            writing.name(slip(_genitive(family), writing.how.scanned, dice), tenure.person)
            writing.text += " förslag ställs under proposition.\n"
        elif at < 0.5:
            writing.name(slip(_genitive(f"{given} {family}"), writing.how.scanned, dice), tenure.person)
            writing.text += " förslag ställs under proposition.\n"
        else:
            writing.name(slip(f"{given} {family}", writing.how.scanned, dice), tenure.person)
            shown = f" ({party})" if parties and party else ""
            writing.text += f"{shown} {dice.choice(_MOVED)}\n"


def _genitive(name: str) -> str:
    return name if name[-1] in "sxz" else f"{name}s"
