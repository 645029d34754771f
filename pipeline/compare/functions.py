"""As what two of a name stand: elected, or employed, and as what; one is seldom both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from pipeline.compare.circumstances import months, organisations, shown
from pipeline.entities import Evidence, Profile

# Titles of those who are employed, or sent by a school or a union; nobody is elected to them.
_EMPLOYED = re.compile(
    r"(?:chef|direktör|ekonom|controller|strateg|jurist|utredare|handläggare|samordnare|koordinator|rektor|"
    r"ingenjör|arkitekt|planerare|inspektör|assistent|administratör|registrator|kurator|psykolog|sköterska|"
    r"kamrer|konsulent|konsult|pedagog|projektledare|utvecklingsledare|verksamhetsledare|enhetsledare|"
    r"(?:nämnd|kommun|region|förbunds|utskotts|kansli)sekreterare|elevrepresentant|fackombud)\b"
)
_PUPIL = "elevrepresentant"
_SECRETARY = "sekreterare"  # employed by a municipality, elected by an association
# Who works for several municipalities is met in several of them.
_OF_SEVERAL = re.compile(r"förbund|region|landsting|konsult|polis")
_ONE_TIME = 3  # months


def employed_titles(roles: Iterable[str]) -> list[str]:
    """Those of some roles (in small letters) that only employees have: "enhetschef hemtjänsten"."""
    return [role for role in roles if _EMPLOYED.search(role)]


def alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of titles have one in common, written shorter perhaps: ekonom, ekonomichef."""
    return any(a in b or b in a for a, b in product(one, other))


def two_functions(left: Profile, right: Profile) -> Evidence:
    """An employee against somebody elected, or two employed at one time in different places.

    "Eva Mård, sekreterare" of one board and "Eva Mård (V)" of another; the socialchefer of two
    municipalities; the kanslichef and the förbundschef of two boards that met on one day.
    """
    ours, theirs = _titles(left), _titles(right)
    for titles, one, other in ((ours, left, right), (theirs, right, left)):
        if titles and not _elected(one) and _elected(other) and not _titles(other):
            return Evidence(-1.0, f"one employed ({min(titles)}), one elected")
    if not ours or not theirs or _elected(left) or _elected(right):
        return Evidence(0.0, "no functions to compare")
    shared = alike(ours, theirs)
    if (_PUPIL in ours) != (_PUPIL in theirs):
        return Evidence(-1.0, f"one {min(ours)}, one {min(theirs)}")
    if {s.list_id for s in left.seats} & {s.list_id for s in right.seats} and not shared:
        return Evidence(-1.0, f"one {min(ours)}, one {min(theirs)} in one list")
    if (left.body, left.organisation) == (right.body, right.organisation):
        return Evidence(0.0, "functions that one may have in turn")
    a, b = organisations(left), organisations(right)
    if (
        a
        and b
        and not a & b
        and not any(map(_OF_SEVERAL.search, ours | theirs))
        and _at_one_time(left, right)
    ):
        return Evidence(-1.0, f"employed by {shown(a)} and by {shown(b)} at one time")
    days = {s.date for s in left.seats if s.date} & {s.date for s in right.seats if s.date}
    if days and not shared:
        return Evidence(-1.0, f"one {min(ours)}, one {min(theirs)} on {min(days)}")
    return Evidence(0.0, "functions that one may have")


def _titles(profile: Profile) -> set[str]:
    """The titles that a profile has as an employee."""
    roles = {role for seat in profile.seats if not seat.party for role in seat.roles}
    others = {role for seat in profile.seats if seat.standing == "other" for role in seat.roles}
    return {*employed_titles(roles), *({_SECRETARY} & others)}


def _elected(profile: Profile) -> bool:
    """Whether somebody sits for a party, or as a member whom no authority sends."""
    return any(
        seat.party
        or (
            seat.standing in ("voting", "substitute")
            and not seat.appointer
            and not employed_titles(seat.roles)
        )
        for seat in profile.seats
    )


def _at_one_time(left: Profile, right: Profile) -> bool:
    """Whether the times at which two are met overlap, or lie within some months of each other."""
    a, b = ([months(seat.date) for seat in one.seats if seat.date] for one in (left, right))
    return bool(a and b) and max(min(a), min(b)) - min(max(a), max(b)) <= _ONE_TIME
