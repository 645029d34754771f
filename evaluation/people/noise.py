"""How names come to be spelt otherwise than their bearers spell them: the noise of the invented minutes.

Three sources, each with its rate, drawn apart from each other. The rates are assumptions, set before the
resolution was run on them and meant to be rather above what typed minutes show:

clerks' habits (`habit`), a person in one document, so that list, text and signature agree:
    Karlsson/Carlsson, Kristina/Christina and the like 2 %; a hyphen left out 12 % of hyphened names, one of
    two given names 4 %, both as initials ("P-E") 3 %; one of two surnames 6 %; the everyday form of the name
    25 % for those who go by one
documents (`Style`): surname first with a comma 3 %, without 1 %, initials for given names 1 %, capitals
    4 %, no rings and dots on letters 1 %; every fifth is scanned
single namings (`slip`): 0.7 % have a slip of the keys (a letter missing, doubled, swapped, its neighbour's,
    without its dots); in scanned documents each letter that a scanner mistakes (rn/m, å/a, é/e, l/I, …) is
    mistaken in 0.4 % of cases
"""

from __future__ import annotations

import random
from dataclasses import dataclass

_SOUND, _HYPHEN, _ONE_GIVEN, _INITIALS, _ONE_SURNAME, _EVERYDAY = 0.02, 0.12, 0.04, 0.03, 0.06, 0.25
_SLIP, _MISREAD = 0.007, 0.004
_SPELT = tuple(  # spelt by ear, one way and the other
    tuple(pair.split("/"))
    for pair in (
        "Karl/Carl Kristina/Christina Kristin/Christin Eriks/Erics Sofi/Sophi kvist/qvist qvist/quist "
        "Viktor/Victor Vik/Wik Val/Wal gren/grén dahl/dal ström/strøm Ullrik/Ulrik Elisabet/Elisabeth "
        "Matt/Mat Birgitt/Britt fors/forss lund/lundh lind/lindh Gustaf/Gustav Mikael/Michael Eva/Ewa "
        "Jon/John Oskar/Oscar Fredrik/Fredrick Marit/Marith Agnet/Agneth Jonsson/Jönsson sson/son "
        "Anette/Annette"
    ).split()
)
_SCANNED = tuple(  # seen and read
    tuple(pair.split("/"))
    for pair in "rn/m m/rn å/a ä/a ö/o é/e l/I I/l e/c i/l cl/d h/b ö/ä nn/rm S/5 o/0 ri/n u/n".split()
)
_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")


@dataclass(frozen=True)
class Style:
    """How a whole document writes names. `order`: "straight", "comma", "turned" or "initials"."""

    order: str
    capitals: bool
    undotted: bool
    scanned: bool


def style(dice: random.Random) -> Style:
    """The ways of one document."""
    at = dice.random()
    order = "comma" if at < 0.03 else "turned" if at < 0.04 else "initials" if at < 0.05 else "straight"
    return Style(order, dice.random() < 0.04, dice.random() < 0.01, dice.random() < 0.2)


def habit(given: str, surname: str, everyday: str | None, dice: random.Random) -> tuple[str, str]:
    """Given name and surname as the clerk of one document has them."""
    if everyday and dice.random() < _EVERYDAY:
        given = everyday
    if "-" in given:
        at = dice.random()
        if at < _HYPHEN:
            given = given.replace("-", " ").title()
        elif at < _HYPHEN + _ONE_GIVEN:
            given = given.split("-")[0]
        elif at < _HYPHEN + _ONE_GIVEN + _INITIALS:
            given = "-".join(part[0] for part in given.split("-") if part)
    if "-" in surname:
        at = dice.random()
        if at < _HYPHEN:
            surname = surname.replace("-", " ")
        elif at < _HYPHEN + _ONE_SURNAME:
            surname = surname.split("-")[dice.randrange(2)]
    return _by_ear(given, dice), _by_ear(surname, dice)


def written(given: str, surname: str, how: Style, dice: random.Random) -> str:
    """The name as a list of that document has it, slips not counted."""
    if how.order == "initials":
        given = " ".join(f"{part[0]}." for part in given.split("-") if part)
    name = {"comma": f"{surname}, {given}", "turned": f"{surname} {given}"}.get(
        how.order, f"{given} {surname}"
    )
    name = name.translate(_UNDOTTED) if how.undotted else name
    return slip(name.upper() if how.capitals else name, how.scanned, dice)


def slip(name: str, scanned: bool, dice: random.Random) -> str:
    """`name` with what hands and scanners make of it, mostly nothing."""
    if dice.random() < _SLIP:
        name = _mistyped(name, dice)
    if scanned:
        name = _misread(name, dice)
    return name


_UNDOTTED = str.maketrans("åäöéÅÄÖÉ", "aaoeAAOE")


def _by_ear(name: str, dice: random.Random) -> str:
    fitting = [(a, b) for pair in _SPELT for a, b in (pair, pair[::-1]) if a in name]
    if not fitting or dice.random() >= _SOUND:
        return name
    old, new = dice.choice(fitting)
    return name.replace(old, new, 1)


def _mistyped(name: str, dice: random.Random) -> str:
    at = dice.choice([place for place, letter in enumerate(name) if letter.isalpha() and place])
    letter, rest = name[at], name[at + 1 :]
    kind = dice.choices(("missing", "doubled", "swapped", "neighbour", "undotted"), (35, 15, 20, 20, 10))[0]
    if kind == "missing":
        return name[:at] + rest
    if kind == "swapped" and rest[:1].isalpha():
        return name[:at] + rest[0] + letter + rest[1:]
    if kind == "neighbour":
        row = next((row for row in _KEYS if letter.lower() in row), "")
        place = row.find(letter.lower())
        near = [key for key in (row[place - 1 : place], row[place + 1 : place + 2]) if key] if row else []
        return name[:at] + (dice.choice(near) if near else letter) + rest
    if kind == "undotted":
        return name.translate(_UNDOTTED)
    return name[:at] + letter + letter + rest


def _misread(name: str, dice: random.Random) -> str:
    found = ""
    at = 0
    while at < len(name):
        fitting = [(seen, read) for seen, read in _SCANNED if name.startswith(seen, at)]
        if fitting and dice.random() < _MISREAD * len(fitting[0][0]):
            seen, read = dice.choice(fitting)
            found += read
            at += len(seen)
        else:
            found += name[at]
            at += 1
    return found
