"""Those summoned, and further down who came: one row a person, with the truth of the later lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.attendance.words import is_board_role
from pipeline.facts import Attendance


def settled(rows: Sequence[Attendance], summoned: Sequence[bool]) -> list[Attendance]:
    """The rows without those of "Kallade:" who stand in a later list ("Närvarande:", "Anmält förhinder:").

    What the first list says of whom they come from and of their posts goes into the later row. The others
    summoned were not there, when the later lists go through the same people; else `rows` as they are.
    """
    later = {row.person.casefold(): row for row, was in zip(rows, summoned, strict=True) if not was}
    called = {row.person.casefold(): row for row, was in zip(rows, summoned, strict=True) if was}
    both = called.keys() & later.keys()
    if not both or len(both) * 2 < len(called):
        return list(rows)
    usual = Counter(later[name].standing for name in both).most_common(1)[0][0]
    found: list[Attendance] = []
    for row, was in zip(rows, summoned, strict=True):
        name = row.person.casefold()
        if was and name in later:
            continue
        if was:
            standing = usual if row.standing == "other" else row.standing
            found.append(replace(row, standing=standing, present=False))
        elif name in called:
            found.append(_filled(row, called[name]))
        else:
            found.append(row)
    return found


def invited(rows: Sequence[Attendance], summoned: Sequence[bool]) -> list[Attendance]:
    """The rows with the members among those of a "Kallade" that stands alone: they were to come.

    Behind a list of members it names guests ("Kallade: Siv Ek, ekonom"), who did.
    """
    if any(row.standing in ("voting", "member") for row, was in zip(rows, summoned, strict=True) if not was):
        return list(rows)
    return [
        replace(row, standing="member", present=None)
        if was
        and row.standing == "other"
        and row.present
        and (row.party or any(map(is_board_role, row.roles)))
        else row
        for row, was in zip(rows, summoned, strict=True)
    ]


def _filled(row: Attendance, called: Attendance) -> Attendance:
    substitute = called.standing == "substitute" and row.standing == "member"
    return replace(
        row,
        organisation=row.organisation or called.organisation,
        party=row.party or called.party,
        roles=row.roles or called.roles,
        standing="substitute" if substitute else row.standing,
    )
