"""Who held which post on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.entities import Person, Role
from pipeline.register.bodies import SINGLE, rank
from pipeline.register.terms import over
from pipeline.register.wording import OF_A_MEETING, is_seat
from pipeline.stem import sort_key


@dataclass(frozen=True)
class Holder:
    """Somebody on a post on a day.

    `seen`: at a meeting on that day or both before and after it; else `role` was last seen before the day
    and nothing tells that it had ended.
    """

    person: Person
    role: Role
    seen: bool


def holders(
    people: Iterable[Person], *, on: str, body: str | None = None, post: str | None = None
) -> list[Holder]:
    """Who held a post on the ISO date `on`, the chair of each body first. It never asks what day it is.

    `body`: its name or a part of it, or of what it belongs to. What somebody is for one meeting only
    (`justerare`) is held on its day. A post last seen before `on` counts, as not `seen`, until something
    tells that it ended: another is seen on it, a decision, the end of its term, four meetings without its
    holder, four years.
    """
    wanted = sort_key(body) if body else ""
    found = [
        Holder(person, role, seen)
        for person in people
        for role in person.roles
        if (post is None or role.post == post)
        and wanted in sort_key(f"{role.body} {role.organisation or ''}")
        and (seen := _held(role, on)) is not None
        and (seen or not _moved_on(person, role, on))
    ]
    taken = {_seat(one.role) for one in found if one.seen and one.role.post in SINGLE}
    found = [one for one in found if one.seen or _seat(one.role) not in taken]
    return sorted(
        found, key=lambda h: (sort_key(h.role.body), h.role.organisation or "", rank(h.role.post), not h.seen)
    )


def _moved_on(person: Person, role: Role, on: str) -> bool:
    """Whether the person has another seat in the body since: a member who is the vice chair now."""
    return is_seat(role.post) and any(
        is_seat(other.post)
        and (other.body, other.organisation) == (role.body, role.organisation)
        and (role.last_seen or "") < (other.first_seen or "") <= on
        for other in person.roles
    )


def _seat(role: Role) -> tuple[str, str, str | None]:
    return role.post, role.body, role.organisation


def _held(role: Role, on: str) -> bool | None:
    if not role.first_seen or not role.last_seen or on < role.first_seen:
        return None
    if role.post in OF_A_MEETING:
        return True if on in role.dates else None
    if on <= role.last_seen:
        return True
    if role.until and over(role.until, on):
        return None
    gone = role.ended.on if role.ended and role.ended.how != "term" else None
    years = int(on[:4]) - int(role.last_seen[:4]) + (on[4:] > role.last_seen[4:])
    return False if (gone is None or on < gone) and (years <= 4 or role.until) else None
