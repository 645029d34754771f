"""As what and for whom people sit by the list of those present, and when two of a name are two by it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.compare.functions import alike, employed_titles
from pipeline.compare.names import plain
from pipeline.facts import Attendance

_SEATED = re.compile(r"ordförande|ledamot|ersättare|suppleant|sekreterare|juster|deltagare|adjung|revisor")


def posts_apart(rows: Sequence[Attendance]) -> dict[str, list[Attendance]]:
    """The rows of the employees of a name by their post, when a list has others of the name too; else none.

    "Anna Bergdahl (S)" is not "Anna Bergdahl, enhetschef", nor is the economist of § 12 the rektor of § 13.
    """
    found: dict[str, list[Attendance]] = {}
    for row in rows:
        titles = official(row)
        if titles:
            near = next((post for post in found if alike([post], titles)), titles[0])
            found.setdefault(near, []).append(row)
    elected = any(row.party for row in rows)
    return found if elected or len(found) > 1 else {}


def official(row: Attendance) -> list[str]:
    """The titles that somebody of no party among the others present is employed under."""
    guest = row.standing == "other" and not row.party
    return employed_titles(plain(role) for role in row.roles) if guest else []


def seats_apart(rows: Sequence[Attendance]) -> dict[str, list[Attendance]]:
    """The rows of a name in one list by whom it sits for, when that must be two people; else all under "".

    "Anna Bergdahl, Alvbro kommun" and "Anna Bergdahl, Vännby kommun" are; so are a member and the economist
    among the others present. A row that says neither goes with the first.
    """
    told = [(affiliation(row), row) for row in rows]
    kinds: dict[str, list[Attendance]] = {}
    for kind, row in told:
        if kind:
            near = next((one for one in kinds if one in kind or kind in one), kind)
            kinds.setdefault(near, []).append(row)
    limited = any(row.sections and not row.organisation for _, row in told)
    if len(kinds) < 2 or limited:
        return {"": list(rows)}
    first = next(iter(kinds))
    kinds[first] += [row for kind, row in told if not kind]
    return kinds


def affiliation(row: Attendance) -> str:
    """For whom somebody sits, as the list writes it; the function of a guest without one."""
    if row.organisation:
        return plain(row.organisation)
    roles = [plain(role) for role in row.roles]
    guest = row.standing == "other" and roles and not any(_SEATED.search(role) for role in roles)
    return roles[0] if guest else ""
