"""Invented people, the bodies they sit on and when: fifteen years, four terms of office.

Municipalities have a council, a board and three committees; every five share a region (council, board,
committee) and every three a samordningsförbund whose members the municipalities, the region and two
agencies appoint. People come and go: a career lasts one to four terms, some end early and somebody new
takes the seat; committees are chosen anew each term from the same people. Three in a hundred change party
once, four take another surname once, two in a hundred politicians of a municipality sit for the region as
well, and one in a hundred moves to another municipality.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from evaluation.people.names import everyday_name, given_name, surname

FIRST, LAST = date(2011, 1, 1), date(2025, 12, 31)
TERMS = (2011, 2015, 2019, 2023, 2026)
_PARTIES = {"S": 30, "M": 20, "SD": 16, "C": 9, "V": 8, "KD": 6, "MP": 5, "L": 5}
_PLACES = (
    "Alvbro Tärnholm Granvik Norrsele Ekstrand Rönnefors Björknäs Hällmo Sandtorp Myrby Kvarnlida Stavring "
    "Vrakholma Långedal Ljungköping Åsmark Fallsjö Torpsele Holmvattnet Vittberga Djupfors Gränshult Lövarp "
    "Skrikebo Kaldmyra"
).split()
_COMMITTEES = ("Socialnämnden", "Barn- och utbildningsnämnden", "Samhällsbyggnadsnämnden")
_CHANGES_PARTY, _CHANGES_NAME, _REGION_TOO, _MOVES = 0.03, 0.04, 0.02, 0.01
_OFFICIAL, _REGIONAL = 0.05, 0.12
_OFFICES = ("Försäkringskassan", "Arbetsförmedlingen", "Kansliet")
_CLERKS = ("förbundschef", "sekreterare")
_LENGTHS = {1: 45, 2: 28, 3: 17, 4: 10}  # terms


@dataclass(frozen=True)
class Person:
    """Somebody invented. `surnames`, `parties` and `homes`: (from this day on, what), in order.

    A home is a municipality, a region, or an authority's office ("Försäkringskassan, Alvbro"), whose people
    have no party; `region` is one that somebody of a municipality sits for as well.
    """

    number: int
    given: str
    everyday: str | None
    surnames: tuple[tuple[date, str], ...]
    parties: tuple[tuple[date, str], ...]
    homes: tuple[tuple[date, str], ...]
    first: date
    last: date
    region: str | None = None

    def at(self, day: date) -> tuple[str, str, str]:
        """Surname, party and home on a day."""
        return _on(self.surnames, day), _on(self.parties, day), _on(self.homes, day)


@dataclass(frozen=True)
class Body:
    """A body: its organisation (None for a samordningsförbund), seats, and meetings a year."""

    name: str
    organisation: str | None
    seats: int
    meetings: int
    appointers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tenure:
    """A person in a body for a time; `post` is "" for ordinary members."""

    person: int
    body: str
    first: date
    last: date
    post: str = ""
    standing: str = "voting"
    appointer: str | None = None


@dataclass(frozen=True)
class World:
    """Everybody and everything; bodies by ``"name@organisation"``."""

    people: tuple[Person, ...]
    bodies: dict[str, Body]
    tenures: tuple[Tenure, ...]


def careers(people: int, seed: int) -> World:
    """A world of so many people, the same for the same seed."""
    dice = random.Random(seed)
    names = [f"{place}{side}" for side in ("", " norra", " södra") for place in _PLACES]
    places = [f"{name} kommun" for name in names[: max(1, round(people / 130))]]
    bodies = {f"{body.name}@{body.organisation or ''}": body for body in _bodies(places)}
    offices = sorted({home for body in bodies.values() for home in body.appointers if ", " in home})
    everybody = tuple(_person(number, places, offices, dice) for number in range(people))
    tenures = [tenure for key, body in bodies.items() for tenure in _held(key, body, everybody, dice)]
    tenures += _seated(everybody, tenures, bodies, dice)
    return World(everybody, bodies, tuple(tenures))


def _region(place: str, places: list[str]) -> str:
    """The region a municipality lies in."""
    first = places[places.index(place) // 5 * 5]
    return f"Region {first.removesuffix(' kommun').replace(' ', '')}land"


def _bodies(places: list[str]) -> Iterator[Body]:
    for place in places:
        yield Body("Kommunfullmäktige", place, 21, 4)
        yield Body("Kommunstyrelsen", place, 13, 6)
        for name in _COMMITTEES:
            yield Body(name, place, 9, 4)
    for place in places[::5]:
        yield Body("Regionfullmäktige", _region(place, places), 25, 3)
        yield Body("Regionstyrelsen", _region(place, places), 13, 5)
        yield Body("Hälso- och sjukvårdsnämnden", _region(place, places), 11, 4)
    for at, place in enumerate(places[::3]):
        name = place.removesuffix(" kommun")
        some = places[3 * at : 3 * at + 3]
        owners = (*some, _region(place, places), *(f"{office}, {name}" for office in _OFFICES))
        yield Body(f"Samordningsförbundet {name}", None, 2, 4, owners)


def _person(number: int, places: list[str], offices: list[str], dice: random.Random) -> Person:
    first, last = _career(dice)
    change = first + timedelta(days=dice.randrange(60, max(61, (last - first).days)))
    given, family = given_name(dice), surname(dice)
    surnames = [(FIRST, family)]
    if dice.random() < _CHANGES_NAME:
        new = surname(dice).split("-")[0]
        surnames.append((change, f"{family.split('-')[0]} {new}" if dice.random() < 0.5 else new))
    where, place = dice.random(), dice.choice(places)
    official = where < _OFFICIAL and bool(offices)
    region = _region(place, places)
    home = dice.choice(offices) if official else region if where < _OFFICIAL + _REGIONAL else place
    homes = [(FIRST, home)]
    if home == place and dice.random() < _MOVES:
        homes.append((change, dice.choice(places)))
    letters = dice.choices(list(_PARTIES), list(_PARTIES.values()), k=2)
    parties = [(FIRST, "" if official else letters[0])]
    if not official and dice.random() < _CHANGES_PARTY and letters[1] != letters[0]:
        parties.append((change, letters[1]))
    everyday = everyday_name(given, dice)
    too = region if home == place and dice.random() < _REGION_TOO else None
    return Person(
        number, given, everyday, tuple(surnames), tuple(parties), tuple(homes), first, last, too
    )  # fmt: skip


def _career(dice: random.Random) -> tuple[date, date]:
    start = dice.choice(TERMS[:4])
    terms = dice.choices(list(_LENGTHS), list(_LENGTHS.values()))[0]
    if start == TERMS[0] and dice.random() < 0.5:  # half of those of the first term have sat before
        terms = max(1, terms - 1)
    end = TERMS[min(4, TERMS.index(start) + terms)]
    first, last = date(start, 1, 1), date(end, 1, 1) - timedelta(days=1)
    if dice.random() < 0.2:
        first += timedelta(days=dice.randrange(30, 1300))
    if dice.random() < 0.2:
        last -= timedelta(days=dice.randrange(30, 1000))
    return first, max(last, first + timedelta(days=200))


def _held(key: str, body: Body, everybody: tuple[Person, ...], dice: random.Random) -> Iterator[Tenure]:
    """Who sits on a body, term by term; those who stay keep their seats from one term to the next."""
    before: set[int] = set()
    for begins, ends in pairwise(TERMS):
        start, stop = date(begins, 1, 1), date(ends, 1, 1) - timedelta(days=1)
        chosen_now: set[int] = set()
        for owner in body.appointers or (body.organisation or "",):
            there = [p for p in everybody if p.number not in chosen_now and _belongs(p, owner, start, stop)]
            dice.shuffle(there)
            there.sort(key=lambda p: p.number not in before)
            more = 0 if body.appointers else body.seats // 3 + 2  # substitutes, and those who come later
            for place, person in enumerate(there[: body.seats + more]):
                chosen_now.add(person.number)
                first, last = max(start, person.first), min(stop, person.last)
                post = _post(body, owner, place)
                standing = "other" if post in _CLERKS else "voting" if place < body.seats else "substitute"
                yield Tenure(person.number, key, first, last, post, standing, owner)
        before = chosen_now


def _seated(
    everybody: tuple[Person, ...], tenures: list[Tenure], bodies: dict[str, Body], dice: random.Random
) -> Iterator[Tenure]:
    """A substitute's seat at home, for their whole career, for those whom no body chose."""
    seated = {tenure.person for tenure in tenures}
    for person in everybody:
        if person.number in seated:
            continue
        home = person.at(person.first)[2]
        there = [
            (key, owner)
            for key, body in bodies.items()
            for owner in body.appointers or (body.organisation,)
            if owner == home
        ]
        key, owner = dice.choice(there)
        yield Tenure(person.number, key, person.first, person.last, "", "substitute", owner)


def _post(body: Body, owner: str, place: int) -> str:
    if not body.appointers:
        return ("ordförande", "vice ordförande", "")[min(place, 2)]
    if owner.startswith(_OFFICES[-1]):
        return _CLERKS[min(place, 1)]
    return "" if place else {0: "ordförande", 1: "vice ordförande"}.get(body.appointers.index(owner), "")


def _belongs(person: Person, owner: str, start: date, stop: date) -> bool:
    """Whether somebody who is there for a good part of a term can sit for `owner`."""
    if person.first > stop - timedelta(days=100) or person.last < start + timedelta(days=100):
        return False
    return owner in (person.at(max(person.first, start))[2], person.region)


def _on(dated: tuple[tuple[date, str], ...], day: date) -> str:
    return next(what for since, what in reversed(dated) if since <= day)
