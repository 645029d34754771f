"""The board that an annual meeting elects: its members, who were not all there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.attendance.words import role_name
from pipeline.extract.genre import is_public
from pipeline.extract.names import FULL_NAME, name_score
from pipeline.facts import Attendance, Part, Section
from pipeline.sentences import sentences
from pipeline.view import Block, Layout

# an item that elects; "Val av styrelseledamöter på två år", "§ 12 Styrelseval"
_ELECTS = re.compile(r"(?:Val|Omval|Nyval|Fyllnadsval)\b|\w*val$", re.IGNORECASE)
_OF_BOARD = re.compile(
    r"(?<![\w])(?:styrelse\w*|(?:vice )?ordförande|kassör\w*|sekreterare|ledam[oö]t\w*"
    r"|(?:styrelse)?suppleant\w*|ersättare)\b",
    re.IGNORECASE,
)
# those of the meeting, and those of other bodies than the board
_NOT_BOARD = re.compile(
    r"(?:mötes|stämmo|protokoll)\w+|(?:för|vid|till) (?:dagens )?(?:mötet|årsmötet|stämman|årsstämman|detta"
    r"|dagens)\b|leda (?:mötet|årsmötet|stämman)"
    r"|\w*revisor\w*|valbered\w+|juster\w+|rösträknare|\w*ombud\w*|firmatecknare|kommitté\w*|utskott\w*"
    r"|arbetsgrupp\w*|sektion\w*",
    re.IGNORECASE,
)
# for how long, or for whom: "Val av ordförande för kommande verksamhetsår", not for the meeting
_TERM = re.compile(
    r"\b(?:för|på) (?:(?:en tid av )?(?:ett|två|tre|1|2|3) år|(?:det )?kommande|nästkommande|år"
    r"|verksamhetsåret|\d{4}|föreningen|byalaget|klubben"
    r"|[A-ZÅÄÖ]\w+)|\bi (?:föreningen|styrelsen)|styrelse",
    re.IGNORECASE,
)
# what has been dealt with when the board is elected
_BEFORE_IT = re.compile(
    r"ansvarsfrihet|revisionsberättelse|revisorernas berättelse|verksamhetsberättelse", re.IGNORECASE
)
_POST = re.compile(
    r"(?<![\w-])(?:(?:1:e |2:e |förste |andre )?vice |ordinarie )?(?:styrelseordförande|ordförande|kassör"
    r"|skattmästare|sekreterare"
    r"|styrelseledam(?:ot|öter)|ledam(?:ot|öter)|styrelsemedlem(?:mar)?|styrelsesuppleant(?:er)?"
    r"|suppleant(?:er)?|ersättare|materialförvaltare"
    r"|\w*revisor(?:er)?|\w*revisorssuppleant(?:er)?|valbered(?:ning|are)|sammankallande|\w*justerare"
    r"|rösträknare|\w*ombud)(?:na|n|en)?(?![\w-])",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:omval|nyval|fyllnadsval|vald[ae]?|valdes|väljs|omvaldes|nyvaldes|utsågs|utses|mandat|kvarstår"
    r"|kvarstående|(?:sitter|står) kvar)\b",
    re.IGNORECASE,
)
# who left: "efter Bo Ek", "i stället för Bo Ek", "Bo Ek avgår"
_LEFT = re.compile(
    r"\b(?:efter|för|efterträder|ersätter|istället för|avgående|avgår|av)\s+(?:avgående\s+)?$", re.IGNORECASE
)
# "Siv Melin, kassör"; but "Siv Melin, kassör Bo Ek": the post of the next one
_BEHIND = re.compile(r",? \(?(?:ny |som )?")
_BEHIND_POST = re.compile(rf",? \(?(?:ny |som )?{_POST.pattern} ", re.IGNORECASE)
# a sentence that elects is a decision and no list; "Till styrelsen valdes: ⏎ …" begins one
_TOLD = re.compile(
    r"\b(?:(?:om|ny)?(?:valdes|valde|väljs|väljer)|utsågs|utses|utser|utsåg)\b(?!\s*:)", re.IGNORECASE
)
_LEAVES = re.compile(
    r"\b(?:avgå\w*|avgick|avsagt|avsäger|avtacka\w*|lämnar|föredrog|presenterade|föreslog|förslag)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Person:
    start: int
    end: int
    name: str
    role: str


def elected(layout: Layout, part: Part) -> list[Attendance]:
    """Those whom minutes without a list of people list as elected to the board of the body that meets.

    They are members or substitutes, `present` unknown; the meeting's own chair, secretary and adjusters,
    auditors and the valberedning are not; nor those whom a council elects, to boards of others.
    """
    if part.meeting.kind != "minutes" or is_public(part.meeting.body or ""):
        return []
    rows: list[Attendance] = []
    for section in _of_board(layout, part):
        label = _post_of(section.title)
        for block in layout.blocks:
            if block.part != part.id or block.kind in ("furniture", "contents", "front", "heading", "row"):
                continue
            if not section.start <= block.start < section.stop:
                continue
            found, label = _in_block(block, label)
            rows.extend(_row(block, person, part) for person in found)
    return _once(rows)


def _of_board(layout: Layout, part: Part) -> list[Section]:
    """The items that elect the board."""
    found, late = [], False
    for section in layout.sections:
        if section.part != part.id or section.kind != "item":
            continue
        title = section.title
        late = late or _BEFORE_IT.search(title) is not None
        own = _ELECTS.match(title) and _OF_BOARD.search(title) and not _NOT_BOARD.search(title)
        if own and (late or _TERM.search(title)):
            found.append(section)
    return found


def _in_block(block: Block, label: str | None) -> tuple[list[_Person], str | None]:
    """The people whom a paragraph elects, and the post that the next one's people get."""
    found: list[_Person] = []
    for start, end in sentences(block.text):
        text = block.text[start:end]
        names = [m for m in FULL_NAME.finditer(text) if name_score(m.group().split()) >= 0]
        posts = [(m.start(), m.end(), m.group()) for m in _POST.finditer(text)]
        colon = re.match(r"[^:]{3,60}:", text)
        if colon and posts and posts[0][0] < colon.end():
            label = posts[0][2]
        if not names or _TOLD.search(text) or (_LEAVES.search(text) and not _CHOSEN.search(text)):
            continue
        whole = re.sub(rf"{FULL_NAME.pattern}|\b(?:och|samt)\b|[^\w]", "", text) == ""
        if not (_CHOSEN.search(text) or colon or whole or (label is not None and posts)):
            continue
        for name in names:
            if _LEFT.search(text[: name.start()]) and not re.search(
                r"\b(?:[Vv]al|av:?)\s+(?:på |av )?$", text[: name.start()]
            ):
                continue
            role = _role(text, (name.start(), name.end()), posts, [m.span() for m in names]) or label
            if role is None or _NOT_BOARD.search(role) or re.match(r"sammankallande", role):
                continue
            found.append(_Person(start + name.start(), start + name.end(), name.group(), role))
    return found, label


def _role(
    text: str, name: tuple[int, int], posts: list[tuple[int, int, str]], names: list[tuple[int, int]]
) -> str | None:
    """The post that a sentence gives somebody: behind the name, before it, or at the end for all."""
    behind = next((post for a, _, post in posts if _BEHIND.fullmatch(text, name[1], a)), None)
    if behind and not any(_BEHIND_POST.fullmatch(text, name[1], a) for a, _ in names if a > name[1]):
        return behind
    before = [post for _, b, post in posts if b <= name[0]]
    if before:
        return before[-1]
    last = posts[-1] if posts else None
    if last and last[0] > names[-1][1] and re.search(r"\b(?:till|som)(?: \w+)? $", text[: last[0]]):
        return last[2]
    return None


def _post_of(title: str) -> str | None:
    """The post that an item is about, where it is about one: "Val av ordförande för två år"."""
    posts = [m.group() for m in _POST.finditer(title)]
    return posts[0] if len(posts) == 1 else None


def _row(block: Block, person: _Person, part: Part) -> Attendance:
    start, end = block.span(person.start, person.end)
    role = re.sub(r"medlemmar(?:na)?$", "medlem", re.sub(r"^ordinarie ", "", role_name(person.role)))
    substitute = "suppleant" in role or "ersättare" in role
    return Attendance(
        start=start,
        end=end,
        text="",
        part=part.id,
        rule="attendance.elected",
        person=" ".join(person.name.split()),
        roles=(role,),
        standing="substitute" if substitute else "member",
    )


def _once(rows: list[Attendance]) -> list[Attendance]:
    """A row a person: who is elected to two posts has both."""
    made: dict[str, Attendance] = {}
    for row in rows:
        first = made.setdefault(row.person.casefold(), row)
        made[row.person.casefold()] = replace(first, roles=tuple(dict.fromkeys((*first.roles, *row.roles))))
    return list(made.values())
