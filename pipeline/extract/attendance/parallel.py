"""Several names in one cell, and in the cells beside or on the line below what is said of each.

"Anna Ek, Bo Lund⇥Norrby kommun, Region Norrland", "Anna Ek Bo Lund⇥ordförande sekreterare": the n-th
belongs to the n-th, when there are as many.
"""

from __future__ import annotations

import re

from pipeline.extract.attendance.collapsed import divided, divisible, split_names
from pipeline.extract.attendance.pieces import persons
from pipeline.extract.attendance.senders import is_sender
from pipeline.extract.attendance.words import SENDERS, names_organisation
from pipeline.extract.names import FULL_NAME, name_score
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import municipalities, party_letters

RUN = re.compile(r"[^,;()\d§:]+")  # names with nothing between them
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:och|samt)\s+(?=[A-ZÅÄÖ])")
_MARK = re.compile(r"[xX×✓✔☒☑☐–-]")
_MOST = 40  # names in one cell
Range = tuple[int, int]


def names_of(cell: str, known: frozenset[str] = frozenset()) -> list[Range]:
    """Where the names of `cell` stand, when it holds two or more and nothing else; else none.

    `known` as in `collapsed.split`.
    """
    if RUN.fullmatch(cell) and not re.search(r"\s(?:och|samt)\s", cell):
        if len(cell.split()) < 4 or not FULL_NAME.match(cell):
            return []
        found = split_names(cell, known)
        good = all(cell[a:b] in known or name_score(cell[a:b].split()) > 0 for a, b in found)
        return found if len(found) > 1 and good else []
    people = persons(cell)
    plain = all(not person.rest.strip(" .") and person.role is None for person in people)
    likely = all(name_score(person.name.split()) > -1 for person in people)
    return [(p.start, p.end) for p in people] if 1 < len(people) <= _MOST and plain and likely else []


def each(cell: str, count: int, shared: bool = False) -> list[str] | None:
    """What `cell` says of each of `count` people, None when it does not say as many things.

    With `shared` one sender may be that of them all: "Anna Ek, Bo Lund⇥Norrby kommun".
    """
    cell = cell.strip()
    pieces = [piece for piece in _BETWEEN.split(cell) if piece]
    if len(pieces) == count and all(map(_tells, pieces)):
        return pieces
    tokens = cell.split()
    if len(tokens) == count and all(token.strip("()").upper() in party_letters() for token in tokens):
        return [f"({token.strip('()')})" for token in tokens]
    if len(tokens) == count and all(_MARK.fullmatch(token) for token in tokens):
        return tokens
    posts = _posts(cell)
    if len(posts) == count:
        return posts
    if shared and len(pieces) == 1 and is_sender(cell):
        return [cell] * count
    found = divided(cell, count)
    return [cell[a:b] for a, b in found] if found else None


def tells_senders(cell: str) -> bool:
    """Whether `cell` names whom people come from, whatever their number."""
    pieces = [piece for piece in _BETWEEN.split(cell.strip(" .")) if piece]
    if len(pieces) > 1 and all(map(_tells, pieces)):
        return True
    return divisible(cell) or _sends(cell)


def _sends(words: str) -> bool:
    words = words.strip(" .")
    return (
        is_sender(words)
        or words in SENDERS
        or words in municipalities()
        or (len(words.split()) > 1 and names_organisation(words) and not FULL_NAME.fullmatch(words))
    )


def _tells(words: str) -> bool:
    """Whether `words` name a sender or a post."""
    if is_sender(words):
        return True
    post = starts_with_role(words)
    return (
        post == len(words)
        or (post > 0 and names_organisation(words[post:].strip()))
        or (names_organisation(words) and name_score(words.split()) <= 0)
    )


def _posts(text: str) -> list[str]:
    """ "ordförande ledamot sekreterare" as its posts; none when there is anything else."""
    found: list[str] = []
    while text:
        length = starts_with_role(text)
        if not length:
            return []
        found.append(text[:length])
        text = text[length:].lstrip(" ,")
    return found
