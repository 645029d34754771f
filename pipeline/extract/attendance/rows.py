"""A person found on a list, with the remarks behind the name read, as an attendance row."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from pipeline.extract.attendance.entries import Row
from pipeline.extract.attendance.remarks import PARAGRAPHS, Circle, Remarks, remarks
from pipeline.extract.attendance.words import is_official_role
from pipeline.facts import Attendance, Part

# "Alma Ros, Ådalsregionens kansli" at the foot of a list of those present
_OFFICE = re.compile(r"\b(?:\w*kansli(?:et)?|\w*förvaltning(?:en)?|\w*kontoret)$", re.IGNORECASE)
# "Anna Ek (adj.)", "Bo Lund, adjungerad": with a right to speak at most
_CALLED_IN = re.compile(r"(?:^|[\s(,])adj(?:\.|(?=\s*(?:[),]|$))|ungerad\b)", re.IGNORECASE)


def fact(row: Row, part: Part, circle: Circle) -> Attendance:
    """The row as a fact; `circle` is what its lists say together."""
    under = row.heading
    circle = replace(
        circle, official=under.standing == "other" or row.sent, voting=under.standing == "voting"
    )
    read: Remarks = remarks(row.rest, circle)
    told = read.roles if not (row.role and row.organisation) else ()
    roles = tuple(dict.fromkeys((*((row.role,) if row.role else ()), *told)))
    standing = row.standing or under.standing
    present = row.present if row.present is not None else under.present
    if row.standing is None and standing in ("member", "other"):
        if any(role.startswith(("ersättare", "suppleant")) for role in roles):
            standing = "substitute"
        elif standing == "member" and (
            read.organisation == "valberedningen"
            or (read.organisation and not under.role and not read.party and _OFFICE.search(read.organisation))
            or (not under.role and roles and all(is_official_role(role) for role in roles))
        ):
            standing = "other"
    if row.standing is None and standing == "member" and _CALLED_IN.search(row.rest):
        standing = "other"
    # "Ersättare: Anna Ek (S) samt sekreterare Bo Lund"
    official = row.role and (is_official_role(row.role) or row.role.endswith("sekreterare"))
    # "Siv Melin, skolchef" in what a page break has left of a list of substitutes
    office = read.roles and not read.party and all(map(_is_office, read.roles)) and not read.organisation
    if standing == "substitute" and row.standing is None and (official or office):
        standing = "other"
    if read.stands_in and (read.replaces or present is not False):  # nobody serves on a seat left empty
        roles = ("ersättare",)
        if standing in ("substitute", "member"):
            standing = "voting"
    elif read.serving and standing in ("substitute", "member"):
        standing = "voting"
    if read.absent:
        present = False
    if not roles and under.role and (standing != "other" or under.standing == "other"):
        roles = (under.role,)
    start, end = row.piece.block.span(row.start, row.end)
    start = start if row.begin is None else row.begin
    return Attendance(
        start=start,
        end=end,
        text="",
        part=part.id,
        rule="attendance.turns" if row.turns else "attendance.row",
        person=re.sub(r"\s+", " ", row.name),
        organisation=row.organisation or read.organisation or row.group,
        roles=roles,
        party=read.party,
        standing=standing,  # type: ignore[arg-type]  # a Standing by construction
        present=present,
        remote=read.remote or under.remote,
        sections=read.sections,
        replaces=row.replaces or read.replaces,
    )


def _is_office(role: str) -> bool:
    return is_official_role(role) or role in ("sekreterare", "mötessekreterare", "protokollförare")


def with_later(numbers: tuple[str, ...], rows: list[Row]) -> tuple[str, ...]:
    """An extract's items and those behind it that its list of those present names ("ej §§ 91–97")."""
    known = [int(number) for number in numbers if number.isdigit()]
    named = [
        int(word)
        for row in rows
        for match in PARAGRAPHS.finditer(row.rest[:400])
        if "§" in match.group() or match["to"]
        for word in re.findall(r"\d{1,4}", match["list"])
    ]
    if not known or not named or not max(known) < max(named) <= max(known) + 60:
        return numbers
    return (*numbers, *(str(n) for n in range(max(known) + 1, max(named) + 1)))


def merged(rows: list[Attendance]) -> list[Attendance]:
    """A person on several lines gets one row a standing, the §§ of its lines joined.

    "Jan Ek (S)" and "Jan Ek (L)" are two people.
    """
    merged: list[Attendance] = []
    named: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        same = named[row.person.casefold()]
        at = next((k for k in same if _same(merged[k], row)), None)
        if at is None:
            same.append(len(merged))
            merged.append(row)
            continue
        before = merged[at]
        sections = (
            tuple(dict.fromkeys((*before.sections, *row.sections)))
            if before.sections and row.sections
            else None
        )
        merged[at] = replace(
            before,
            sections=sections,
            roles=before.roles or row.roles,
            organisation=before.organisation or row.organisation,
            party=before.party or row.party,
            remote=before.remote or row.remote,
        )
    return merged


def _same(one: Attendance, other: Attendance) -> bool:
    """Whether two rows of a name tell of one person in one standing.

    "§§ 5–10" and "ej §§ 1–4" are two rows.
    """
    return (
        one.standing == other.standing
        and _away(one) == _away(other)
        and (one.party or other.party or "").casefold() == (other.party or one.party or "").casefold()
    )


def _away(row: Attendance) -> bool:
    return row.present is False and row.sections is not None
