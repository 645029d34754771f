"""Attendance tables with a header: one row a person, columns for who sent them and marks for who votes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.attendance.words import Heading, heading, role_name
from pipeline.extract.names import FULL_NAME
from pipeline.extract.rolewords import starts_with_role
from pipeline.facts import Standing

_MARK = re.compile(r"(?:[xX×✓✔☒☑]|ja|\(x\)|1|närv\.?|N|T)$")
_EMPTY = re.compile(r"[-–☐]?|nej|0")
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:{pattern})\s*\*?:?", re.IGNORECASE))
    for name, pattern in (
        ("name", r"namn|ledamot|ledamöter|ersättare|deltagare|person|närvarande ledamöter|förtroendevald|representant|ordinarie(?: ledamöter| ledamot)?|för- och efternamn|beslutande|tjänstgörande ledamöter"),
        ("organisation", r"organisation|kommun|huvudman|medlem|utsedd av|representerar|part(?:er)?|arbetsplats|myndighet|förening|från|uppdragsgivare|förvaltning|enhet"),
        ("party", r"parti(?:beteckning)?|part\."),
        ("role", r"roll|uppdrag|funktion|befattning|titel|post|ställning"),
        ("present", r"närvarande|närv\.?|närvaro|deltar|deltog|på plats"),
        ("voting", r"tjänstgörande|tjänstg\.?|tjg\.?|röstberättigad|beslutande|röstande|röst(?:rätt)?|tjänstgör"),
        ("absent", r"frånvarande|frånv\.?|förhinder|frånvaro"),
        ("remote", r"(?:på )?distans|digitalt|via länk"),
        ("remarks", r"anmärkning(?:ar)?|anm\.?|kommentar(?:er)?|notering(?:ar)?|övrigt|§+|paragraf(?:er)?|ersätter|tid|närvarotid"),
    )
)


@dataclass(frozen=True)
class Columns:
    """Which column holds what; `heading` when the name column's title says who they are."""

    kinds: tuple[str | None, ...]
    heading: Heading | None
    marks: bool


@dataclass(frozen=True)
class Row:
    """One line of such a table: the index of the name's cell and what the others say."""

    name: int
    remarks: str
    role: str | None
    present: bool | None
    standing: Standing | None


def columns(cells: list[str]) -> Columns | None:
    """The columns a header line announces, or None when it is no header of an attendance table."""
    if len(cells) < 2 or any(len(cell) > 40 for cell in cells):
        return None
    kinds: list[str | None] = []
    for cell in cells:
        kind = next((name for name, pattern in _COLUMNS if pattern.fullmatch(cell.strip())), None)
        if kind == "name" and "name" in kinds:
            kind = next((n for n, p in _COLUMNS if n != "name" and p.fullmatch(cell.strip())), None)
        kinds.append(kind)
    known = [kind for kind in kinds if kind]
    if "name" not in known or len(known) < 2 or len(known) < len([c for c in cells if c.strip()]) * 0.6:
        return None
    title = cells[kinds.index("name")]
    found = heading(title)
    return Columns(
        tuple(kinds),
        found[0] if found and not re.match(r"deltagare", title, re.IGNORECASE) else None,
        any(kind in ("present", "voting", "absent") for kind in kinds),
    )


def row_of(table: Columns, cells: list[str]) -> Row | None:
    """Read a line by its columns; None when it does not fit the table."""
    name = table.kinds.index("name")
    if name >= len(cells) or not FULL_NAME.search(cells[name]):
        return None
    said: dict[str, str] = {}
    extra: list[str] = []
    for index, cell in enumerate(cells):
        kind = table.kinds[index] if index < len(table.kinds) else "remarks"
        if index == name or not cell.strip():
            continue
        if kind is None or kind in ("remarks", "organisation"):
            extra.append(cell)
        elif kind == "party":
            extra.insert(0, f"({cell.strip(' ()')})")
        else:
            said[kind] = cell.strip()
    role = said.get("role")
    if role and not starts_with_role(role):
        extra.append(role)
        role = None
    present: bool | None = None
    standing: Standing | None = None
    if table.marks:
        voting = _marked(said.get("voting"))
        here = _marked(said.get("present")) or voting
        present = here if ("present" in table.kinds or "voting" in table.kinds) else None
        if said.get("absent") and _marked(said["absent"]):
            present = False
        if voting:
            standing = "voting"
        elif role and re.search(r"ersättare|suppleant", role, re.IGNORECASE):
            standing = "substitute"
        elif role and re.search(r"chef|sekreterare|ekonom|adjungera|handläggare|tjänste|koordinator", role, re.IGNORECASE):
            standing = "other"
        else:
            standing = "member"
        for key in ("voting", "present", "remote"):
            value = said.get(key, "")
            if value and not _MARK.fullmatch(value) and not _EMPTY.fullmatch(value):
                extra.append(value)
    if _marked(said.get("remote")):
        extra.append("på distans")
    remark = ", ".join(extra)
    if re.search(r"distans|via teams|via länk", remark, re.IGNORECASE) and present is False:
        present = True
    return Row(name, remark, role_name(role) if role else None, present, standing)


def _marked(cell: str | None) -> bool:
    return cell is not None and bool(cell) and not _EMPTY.fullmatch(cell.lower())
