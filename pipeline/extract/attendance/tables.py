"""Attendance tables with a header: one row a person, columns for who sent them and marks for who votes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.attendance.listheads import Heading, heading
from pipeline.extract.attendance.surnames import surname_first
from pipeline.extract.attendance.words import OFFICE, is_board_role, names_organisation, role_name
from pipeline.extract.names import FULL_NAME
from pipeline.extract.rolewords import starts_with_role
from pipeline.facts import Standing

_MARK = re.compile(r"(?:[xX×✓✔☒☑]|ja|\(x\)|1|N|T|tjänstgör(?:ande)?|tjg\.?)$", re.IGNORECASE)
# a column behind the marks: who came instead
_SUBSTITUTE = re.compile(r"(?:ersättare|suppleant)(?:e|er)?", re.IGNORECASE)
# a remark beside an empty column of those who serve: "närvarande", "på distans"
_HERE_ALL_THE_SAME = re.compile(
    r"distans|via teams|via länk|(?<!ej )(?<!inte )(?<!från)\bnärvarande\b", re.IGNORECASE
)
_HERE = re.compile(r"närv(?:arande|\.)?|n|p", re.IGNORECASE)
_EMPTY = re.compile(r"[-–☐]?|nej|0|f|frånv(?:arande|\.)?|förhinder")
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:{pattern})\s*\*?:?", re.IGNORECASE))
    for name, pattern in (
        ("name", r"namn|ledamot|(?:närvarande |ordinarie |tjänstgörande )?ledamöter"
                 r"|(?:närvarande )?ersättare|suppleanter|deltagare|person"
                 r"|(?:närvarande |tjänstgörande )?(?:ledamöter|ledamot|ordinarie)"
         r"(?: (?:och|samt) |\s?/\s?)(?:ersättare|suppleant(?:er)?)"
         r"|förtroendevald|representant|ordinarie(?: ledamot)?|för- och efternamn|beslutande"
                 r"|(?:övriga )?tjänstepersoner"),
        ("organisation", r"(?:organisation|huvudman|kommun|myndighet)\s?(?:/|och|&)\s?"
         r"(?:funktion|roll|uppdrag|befattning|titel)"
         r"|(?:funktion|roll|uppdrag|befattning|titel)\s?(?:/|och|&)\s?(?:organisation|huvudman|kommun|myndighet)"
         r"|organisation|kommun|huvudman|medlem|utsedd av|representerar|part(?:er)?"
                         r"|arbetsplats|myndighet|förening"
                         r"|från|uppdragsgivare|förvaltning|enhet|instans|bolag|institution"),
        ("number", r"plats(?:nr|nummer)?|nr\.?|nummer|stol|bänk|#"),
        ("arrived", r"ankom(?:st)?|anlände|ankomsttid|inträdde|in"),
        ("left", r"utgick|utgång|lämnade|avvek|avgick|utträdde|ut"),
        ("party", r"parti(?:beteckning)?|part\."),
        ("role", r"roll|uppdrag|funktion|befattning|titel|post|ställning"),
        ("present", r"(?:närvarande|närv\.?|närvaro)(?:\s?\((?:j/n|ja/nej|x)\))?|deltar|deltog|på plats|nv"
                    r"|n\s?/\s?f|närv(?:arande|\.)?\s?/\s?frånv(?:arande|\.)?"),
        ("voting", r"tjänstgörande|tjänstg\.?|tjg\.?|röstberättigad|beslutande|röstande|röst(?:rätt)?"
                   r"|tjänstgör"),
        ("items", r"§{1,2}\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?"),
        ("vote", r"(?:§ ?\d+ ?)?(?:ja|nej|avst(?:år|\.)?)|omröstning.*|votering.*|j|n|a"),
        ("stand_in", r"(?:tjänstgörande|tjg\.?) ersättare|ersätts av|ersättare som tjänstgör"),
        ("absent", r"frånvarande|frånv\.?|förhinder|frånvaro|(?:ej|inte|icke) närv(?:arande|\.)?(?!\s*:)"),
        ("remote", r"(?:på )?distans|digitalt|via länk"),
        ("remarks", r"anmärkning(?:ar)?|anm\.?|kommentar(?:er)?|notering(?:ar)?|övrigt|(?:deltog |deltar )?§+"
                    r"|paragraf(?:er)?|ersätter|tid"
                    r"|närvarotid|ersätter/kommentar"),
    )
)  # fmt: skip

_KIND = dict(_COLUMNS)
# "N | F", "N | T": letters over the columns, where no other says "J" or "Ja" as in a vote
_LETTERS = {"n": "present", "f": "absent", "t": "voting", "tj": "voting"}
_VOTES = frozenset(("j", "a", "ja", "nej", "avstår", "avst"))
_BOTH = re.compile(r"ersättare|suppleant", re.IGNORECASE)
_CAME = re.compile(r"(?:ja|x|närvarande)\s*(?:,\s*|(?=[(§]|från |fr\.|till |t\.))", re.IGNORECASE)
_DEPUTY_FOR = re.compile(
    r"((?:tjg\.? |tjänstgörande )?(?:ersättare|suppleant)) för (?=[A-ZÅÄÖ])", re.IGNORECASE
)
_SEVERAL_POSTS = re.compile(r",\s*|\s*/\s*|\s+(?:och|samt|tillika)\s+")
_PARAGRAPHS = re.compile(r"(?:deltog |deltar |närvarande )?(?:§+|paragraf(?:er)?)\s*:?", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """Which column holds what, from cell `first` on; `heading` is what the name column's title says."""

    first: int
    kinds: tuple[str | None, ...]
    heading: Heading | None
    marks: bool
    titles: tuple[str, ...] = ()
    width: int | None = None  # cells of its own, where another table stands beside it
    places: tuple[tuple[int, int], ...] = ()  # of all titles on the line, where spaces part them


@dataclass(frozen=True)
class Row:
    """One line of such a table: the index of the name's cell and what the others say."""

    name: int
    remarks: str
    role: str | None
    organisation: str | None
    present: bool | None
    standing: Standing | None
    stand_in: int | None = None  # the cell of the one who serves instead
    party: str = ""  # " (S)", as the seat's column has it
    deputy: int | None = None  # the cell of the substitute that the same sender has named


def columns(cells: list[str]) -> tuple[Columns, ...]:
    """The columns a header line announces; two tables side by side give two; none when it is no header."""
    if len(cells) < 2 or any(len(cell) > 40 for cell in cells):
        return ()
    cells = [title for cell in cells for title in _titles(cell)]
    named = [
        k for k, cell in enumerate(cells) if re.fullmatch(_COLUMNS[0][1].pattern, cell.strip(), re.IGNORECASE)
    ]
    second = [k for k in named if k > 1 and heading(cells[k]) and named and named[0] == 0]
    if second and not {"party", "present", "voting", "organisation", "role"} & set(
        _kinds(cells[second[0] :])
    ):
        second = []  # "Namn | Närvarande | Ersättare | Ja | Nej": who came instead, not a table of its own
    starts = [0, *second[:1]]
    groups = [_group(cells[a:b], a) for a, b in zip(starts, [*starts[1:], len(cells)], strict=True)]
    if len(groups) > 1 and all(groups):
        return tuple(replace(group, width=len(group.kinds)) for group in groups if group)
    whole = _group(cells, 0)
    return (whole,) if whole else ()


def heads_marks(table: Columns, below: list[str]) -> bool:
    """Whether marks stand below a header whose titles could all head lists: "Ledamöter⇥Närvarande"."""
    marks = (_MARK.fullmatch(cell.strip()) for line in below for cell in line.split("\t"))
    return table.marks and any(marks)


def _titles(cell: str) -> list[str]:
    """ "Närvarande Tjänstgörande §§" where the titles stand too close to be cells."""
    words = cell.split()
    if len(words) < 2 or any(pattern.fullmatch(cell.strip()) for _, pattern in _COLUMNS):
        return [cell]
    each = all(any(pattern.fullmatch(word) for _, pattern in _COLUMNS) for word in words)
    return words if each else [cell]


def _kinds(cells: list[str]) -> list[str | None]:
    """What each column holds, told by its title."""
    kinds: list[str | None] = []
    titles = [cell.strip(" .:*").casefold() for cell in cells]
    letters = {} if _VOTES & set(titles) else _LETTERS
    timed = any(_KIND["arrived"].fullmatch(cell.strip()) for cell in cells)
    sent = any(_KIND["organisation"].fullmatch(cell.strip()) for cell in cells)
    for cell, title in zip(cells, titles, strict=True):
        kind = next((name for name, pattern in _COLUMNS if pattern.fullmatch(cell.strip())), None)
        kind = letters.get(title, kind)
        if kind == "name" and "name" in kinds:
            kind = next((n for n, p in _COLUMNS if n != "name" and p.fullmatch(cell.strip())), None)
        if (
            kind is None
            and _SUBSTITUTE.fullmatch(cell.strip())
            and ({"present", "voting"} & set(kinds) or timed)
        ):
            kind = "substitute"
        if kind is None and _SUBSTITUTE.fullmatch(cell.strip()) and sent and "name" in kinds:
            kind = "deputy"
        kinds.append(kind)
    return kinds


def _group(cells: list[str], first: int) -> Columns | None:
    kinds = _kinds(cells)
    if (
        "name" not in kinds
        and kinds[0] == "present"
        and ({"organisation", "role", "party"} & set(kinds) or _PARAGRAPHS.fullmatch(cells[-1].strip()))
    ):
        kinds[0] = "name"  # "Närvarande | Organisation | Roll", "Närvarande | §§"
    if any(kind is None and FULL_NAME.fullmatch(cell) for kind, cell in zip(kinds, cells, strict=True)):
        return None  # "Ej närvarande: | Ola Holm | ledamot" is a list
    known = [kind for kind in kinds if kind]
    if "name" not in known or len(known) < 2 or len(known) < len([c for c in cells if c.strip()]) * 0.55:
        return None
    title = cells[kinds.index("name")]
    found = heading(title)
    under = found[0] if found and not re.match(r"deltagare|representant", title, re.IGNORECASE) else None
    if under and under.standing == "member" and _BOTH.search(title):
        under = Heading("member", "")  # "Ledamöter och ersättare": the rows say who is which
    return Columns(
        first,
        tuple(kinds),
        under,
        any(kind in ("present", "voting", "absent", "items") for kind in kinds),
        titles=tuple(cells),
    )


def row_of(table: Columns, cells: list[str]) -> Row | None:
    """Read a line by its columns; None when it does not fit the table. `name` counts in all cells."""
    cells = cells[table.first : table.first + table.width] if table.width else cells
    name = table.kinds.index("name")
    if name >= len(cells) or not (FULL_NAME.search(cells[name]) or surname_first(cells[name])):
        return None
    said: dict[str, str] = {}
    extra: list[str] = []
    attended: list[str] = []
    letters = ""
    for index, cell in enumerate(cells):
        kind = table.kinds[index] if index < len(table.kinds) else "remarks"
        if index == name or not cell.strip():
            continue
        if kind is None or kind == "remarks":
            title = table.titles[index] if index < len(table.titles) else ""
            plain = _PARAGRAPHS.fullmatch(title.strip()) and cell.strip()[0].isdigit()
            extra.append(f"§§ {cell}" if plain else cell)
        elif kind in ("number", "left"):
            continue
        elif kind == "party":
            extra.insert(0, f"({cell.strip(' ()')})")
            if "substitute" in table.kinds[:index]:  # behind both names: the party of the seat
                letters = f" {extra[0]}"
        elif kind == "items":
            if _marked(cell.strip()):
                attended.append(table.titles[index])
        elif kind in ("organisation", "role") and (told := _mixed(cell.strip(), kind)) is not None:
            post, rest = told
            if post:
                said["role"] = post
            extra.append(rest)
        elif cell.strip() in "Nn" and "j/n" in table.titles[index].lower():
            said[kind] = "nej"
        else:
            said[kind] = cell.strip()
    if 0 < len(attended) < table.kinds.count("items"):
        extra.append(", ".join(attended))
    role = re.sub(r"^adjungerad\b[,\s]*(?=\w)", "", said.get("role", ""), flags=re.IGNORECASE) or None
    guest = re.search(r"adjungerad", f"{said.get('role', '')} {' '.join(extra)}", re.IGNORECASE) is not None
    extra = [re.sub(r"\badjungerad\b", "", cell, flags=re.IGNORECASE) for cell in extra]
    deputy = _DEPUTY_FOR.match(role) if role else None
    if role and deputy:
        extra.append(f"ersätter {role[deputy.end() :]}")
        role = deputy[1]
    if role and not starts_with_role(role):
        extra.append(role)
        role = None
    standing = _role_standing(role, guest)
    present: bool | None = None
    if table.marks:
        voting = _marked(said.get("voting"))
        here = _marked(said.get("present")) or voting or any(_HERE.fullmatch(v) for v in said.values())
        if "present" in table.kinds or "voting" in table.kinds:
            present = here
        if "items" in table.kinds:
            present = bool(attended)
        if said.get("absent") and _marked(said["absent"]):
            present = False
        listed: Standing = (
            "substitute" if table.heading and table.heading.standing == "substitute" else "member"
        )
        standing = "voting" if voting else standing or listed
        for key in ("voting", "present", "remote"):
            value = said.get(key, "")
            if value and not _MARK.fullmatch(value) and not _EMPTY.fullmatch(value.lower()):
                came = _CAME.match(value)
                extra.append(value[came.end() :] if came else value)
    instead = table.kinds.index("substitute") if "substitute" in table.kinds else len(cells)
    if "arrived" in table.kinds:  # the times are those of whoever has the seat
        present = not (instead < len(cells) and cells[instead].strip())
    if _marked(said.get("remote")):
        extra.append("på distans")
    remark = ", ".join(extra)
    if present is False and _HERE_ALL_THE_SAME.search(remark):
        present = True
    kinds = ("stand_in", "substitute") if present is False else ("stand_in",)
    stand_in = next((k for k, kind in enumerate(table.kinds) if kind in kinds and k < len(cells)), None)
    return Row(
        table.first + name,
        remark,
        _posts(role) if role else None,
        said.get("organisation"),
        present,
        standing,
        None if stand_in is None else table.first + stand_in,
        party=letters,
        deputy=table.first + table.kinds.index("deputy") if said.get("deputy") else None,
    )


def _mixed(cell: str, kind: str) -> tuple[str, str] | None:
    """The post that begins a cell, and the rest of it, when it says more than its column's title.

    "Torsby kommun, ordförande", "Koordinator Sunne kommun § 12", "Ja, från § 1"; None when it does not.
    """
    came = _CAME.match(cell)
    if came:
        return "", cell[came.end() :]
    length = starts_with_role(cell)
    behind = cell[length:].strip(" ,(/")
    if kind == "role":
        more = "§" in behind or names_organisation(re.split(r"[,(]|\s§", behind)[0].strip())
        return (cell[:length], behind) if length and behind and more else None
    posts = [piece.strip(" )") for piece in re.split(r"[,(/]", cell)[1:]]
    told = any(post and starts_with_role(post) for post in posts) or "§" in cell
    office = OFFICE.match(cell)
    if office and names_organisation(cell[office.end() :].split("§")[0].strip(" ,")):
        told = True
    return ("", cell) if told or (length and length < len(cell) and behind[:1].isupper()) else None


def _posts(role: str) -> str:
    """The post of a cell, or several: "Kamrer/sekreterare" → "kamrer, sekreterare"."""
    pieces = _SEVERAL_POSTS.split(role)
    several = len(pieces) > 1 and all(piece and starts_with_role(piece) == len(piece) for piece in pieces)
    return ", ".join(map(role_name, pieces)) if several else role_name(role)


def _role_standing(role: str | None, guest: bool) -> Standing | None:
    if guest:
        return "other"
    if role is None:
        return None
    if re.search(r"ersättare|suppleant", role, re.IGNORECASE):
        return "substitute"
    return None if is_board_role(role_name(role)) else "other"


def _marked(cell: str | None) -> bool:
    return (
        bool(cell) and cell is not None and not _EMPTY.fullmatch(cell.lower()) and not _HERE.fullmatch(cell)
    )
