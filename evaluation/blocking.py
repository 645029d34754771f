"""``python -m evaluation.blocking``: how the pairs worth comparing grow with the people there are.

Invented names, as frequent as in Sweden and spelt with the noise of `evaluation.people`, sit in the bodies
of organisations. Two countries are measured: one that grows (each organisation has 300 names) and one in
which organisations are as many as Sweden has municipalities, regions and federations (400), and only
the years of minutes grow. A quadratic method would compare a hundred times as many pairs a name in the
largest as in the smallest. Times are given relative to the smallest size of the same run, for the machine
and its load are no one's business.

Of the invented people's spellings in one organisation, how many meet is told beside ("met"). Last, the same
of the pairs in ``annotations/name_pairs.csv`` that are one person.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import process_time

from rich.console import Console

from evaluation.namepairs import NamePair, name_pairs, profiles
from evaluation.people.names import everyday_name, given_name, surname
from evaluation.people.noise import habit, slip
from pipeline.entities import Profile, Seat
from pipeline.resolve.candidates import candidates

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
SMALL = (10_000, 30_000)
COUNTRIES = {"growing": 300, "as many as Sweden has": None}
_ORGANISATIONS = 400
_ROW = "{:<22}{:>10}{:>12}{:>17}{:>7}{:>9}"
_BODIES = 5
_SPELLINGS = 1.6  # a person's spellings in one body


@dataclass(frozen=True)
class Growth:
    """One size of one country: its profiles, the pairs to compare, and the time, the smallest being 1.

    `met`: the share of the pairs of one person's spellings that are among the pairs.
    """

    country: str
    profiles: int
    pairs: int
    time: float
    met: float

    @property
    def pairs_each(self) -> float:
        """Pairs a profile."""
        return self.pairs / self.profiles


def growth(country: str, sizes: Sequence[int], seed: int = 1) -> Iterator[Growth]:
    """The pairs of one of COUNTRIES at each of `sizes`, given in rising order."""
    first = 0.0
    for size in sizes:
        known, who = invented(size, COUNTRIES[country], seed)
        begun = process_time()
        pairs = candidates(known)
        spent = process_time() - begun
        first = first or spent
        spellings = sum(number * (number - 1) // 2 for number in Counter(who).values())
        met = sum(who[a] == who[b] for a, b in pairs)
        yield Growth(country, size, len(pairs), spent / first, met / max(1, spellings))


def recall(pairs: Sequence[NamePair]) -> tuple[int, int, list[NamePair]]:
    """Of the pairs that are one person: how many meet, how many there are, and those that do not."""
    same = [pair for pair in pairs if pair.same]
    missed = [pair for pair in same if not candidates(list(profiles(pair)))]
    return len(same) - len(missed), len(same), missed


def invented(number: int, each: int | None, seed: int) -> tuple[list[Profile], list[int]]:
    """So many profiles, and the number of the person each is of.

    `each`: profiles of one organisation, None for a fixed number of organisations.
    """
    dice = random.Random(seed)
    organisations = max(1, number // each) if each else _ORGANISATIONS
    found: list[Profile] = []
    who: list[int] = []
    while len(found) < number:
        given, family = given_name(dice), surname(dice)
        everyday = everyday_name(given, dice)
        home = f"ort {dice.randrange(organisations)} kommun"
        person = len(found)
        bodies = dice.sample(range(_BODIES), k=dice.choice((1, 1, 2, 3)))
        for body in bodies:
            spellings = {f"{given} {family}"}
            if dice.random() < _SPELLINGS - 1:
                spellings.add(slip(" ".join(habit(given, family, everyday, dice)), True, dice))
            for name in sorted(spellings):
                found.append(_profile(name, f"nämnd {body}", home, len(found)))
                who.append(person)
    return found[:number], who[:number]


def _profile(name: str, body: str, home: str, number: int) -> Profile:
    meeting = f"{body}@{home} {number}"
    seat = Seat(meeting, meeting, "2020-01-01")
    return Profile(f"{name}@{meeting}", name, body, home, ((name, 1),), (seat,), meetings=(meeting,))


def main(arguments: Sequence[str] | None = None, console: Console | None = None) -> int:
    """The exit code: 1 when two spellings of one person do not meet, else 0."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.blocking", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--small", action="store_true", help="the two smallest sizes only")
    chosen = parser.parse_args(arguments)
    out = console or Console(highlight=False, width=110)
    out.print(_ROW.format("organisations", "profiles", "pairs", "pairs a profile", "met", "time"))
    for country in COUNTRIES:
        for one in growth(country, SMALL if chosen.small else SIZES):  # each line as soon as it is there
            numbers = f"{one.profiles:,}", f"{one.pairs:,}", f"{one.pairs_each:.1f}", f"{one.met:.3f}"
            out.print(_ROW.format(country, *numbers, f"× {one.time:.1f}"))
    met, there, missed = recall(name_pairs())
    out.print(f"Two spellings of one person that meet: {met} of {there} ({met / there:.3f})")
    for pair in missed:
        out.print(f"  missed: {pair.left} | {pair.right} [{pair.context}]", markup=False)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
