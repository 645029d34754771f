"""A person found on a list, with the remarks behind the name read, as an attendance row."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from pipeline.extract.attendance.entries import Row
from pipeline.extract.attendance.remarks import PARAGRAPHS, Circle, Remarks, remarks
from pipeline.extract.attendance.words import is_official_role
from pipeline.extract.names import given_evidence
from pipeline.facts import Attendance, Part

# "Alma Ros, Ådalsregionens kansli" at the foot of a list of those present
_OFFICE = re.compile(r"\b(?:\w*kansli(?:et)?|\w*förvaltning(?:en)?|\w*kontoret)$", re.IGNORECASE)
_LONG, _MANY = 160, 10  # characters and words with capitals behind a name that are not hers alone
_CAPITAL = re.compile(r"(?<![\w-])[A-ZÅÄÖ][a-zåäö]+")
_NAMED_AFTER = re.compile(r"(?:stiftelsen?|fonden?|skolan|AB|HB|minne|firma)$", re.IGNORECASE)
# "Kultur- och fritidsförvaltningen Bo Ask": a body ends its own name
_BODY = re.compile(
    r"^(?:[A-ZÅÄÖ][a-zåäö]+- och )?[\wåäö-]+(?:nämnden|förvaltningen|kontoret|styrelsen)(?= [A-ZÅÄÖ])"
)
# "Anna Ek (adj.)", "Bo Lund, adjungerad": with a right to speak at most
_CALLED_IN = re.compile(r"(?:^|[\s(,])adj(?:\.|(?=\s*(?:[),]|$))|ungerad\b)", re.IGNORECASE)


def fact(row: Row, part: Part, circle: Circle) -> Attendance:
    """The row as a fact; `circle` is what its lists say together."""
    under = row.heading
    circle = replace(
        circle, official=under.standing == "other" or row.sent, voting=under.standing == "voting"
    )
    read: Remarks = remarks(_own(row.rest), circle)
    told = read.roles if not (row.role and row.organisation) else ()
    roles = tuple(dict.fromkeys((*(row.role.split(", ") if row.role else ()), *told)))
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
        organisation=_sender(row.organisation or read.organisation or row.group),
        roles=roles,
        party=read.party,
        standing=standing,  # type: ignore[arg-type]  # a Standing by construction
        present=present,
        remote=read.remote or under.remote,
        sections=read.sections,
        replaces=row.replaces or read.replaces,
    )


def _sender(organisation: str | None) -> str | None:
    """Without the person whom a run of people has put behind it: "PRO Anna Ek", "Norrby Bo Ask"."""
    body = _BODY.match(organisation or "")
    words = (organisation or "").split()
    name = next((k for k in range(1, len(words) - 1) if given_evidence(words[k]) >= 0.8), 0)
    if name and words[name + 1][:1].isupper() and not _NAMED_AFTER.search(words[0]):
        return " ".join(words[:name])
    return body.group() if body else organisation


def _own(rest: str) -> str:
    """What is said of one: nothing, when so many names follow that another's list has run into it."""
    return "" if len(rest) > _LONG and len(_CAPITAL.findall(rest)) > _MANY else rest


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


def without_repeats(rows: list[Attendance]) -> list[Attendance]:
    """The rows without a bare name among the others that is a member's: who is to sign the minutes."""
    seated = {row.person.casefold() for row in rows if row.standing in ("voting", "member") and row.present}
    return [
        row
        for row in rows
        if row.standing != "other" or not _bare(row) or row.person.casefold() not in seated
    ]


def _bare(row: Attendance) -> bool:
    return not (row.roles or row.party or row.organisation or row.sections or row.remote or row.replaces)
