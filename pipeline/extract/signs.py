"""PERSON: signs, the letters by which minutes name their people: "Alma Rosén (ARO)", later "ARO bokar"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.extract.found import Found
from pipeline.extract.names import FULL_NAME, name_score
from pipeline.facts import Attendance
from pipeline.gazetteers import parties

_SIGNED = re.compile(rf"(?P<name>{FULL_NAME.pattern})\s?\((?P<sign>[A-ZÅÄÖ]{{2,4}})\)")
_SEVERAL = 2  # people with a sign of their own, before letters in brackets are no party and no employer


def signs(texts: Iterable[str]) -> dict[str, str]:
    """Sign → full name, where a document introduces several people with one each; else none."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _SIGNED.finditer(text) if "(" in text else ():
            sign, words = match["sign"], match["name"].split()
            if sign in parties():
                continue
            # "Ordförande Alma Rosén (ARO)": the name is that of its last words
            tails = (words[at:] for at in range(len(words) - 1))
            name = next((tail for tail in tails if is_sign(sign, " ".join(tail))), [])
            if name and name_score(name) > 0:
                found.setdefault(sign, " ".join(name))
    return found if len(set(found.values())) >= _SEVERAL else {}


def is_sign(sign: str, name: str) -> bool:
    """Whether letters are the initials of the given names and the beginning of the surname, two at least.

    "ARO" for Alma Rosén, "PTA" and "PET" for Per-Erik Tallmo; not "AR", which may be a local party's.
    """
    words = name.upper().split()
    if len(words) < 2 or len(sign) < 3:
        return False
    given = [piece[0] for word in words[:-1] for piece in word.split("-") if piece]
    return any(
        sign == head + words[-1][: len(sign) - len(head)]
        for head in ("".join(given[:1]), "".join(given), given[0] + given[-1])
        if 0 < len(head) < len(sign)
    )


def without_signs(rows: list[Attendance]) -> list[Attendance]:
    """Rows of a list in which a party or an employer is really the person's sign, without it."""

    def own(row: Attendance) -> str | None:
        return next((s for s in (row.party, row.organisation) if s and is_sign(s, row.person)), None)

    if len({row.person for row in rows if own(row)}) < _SEVERAL:
        return rows
    return [
        replace(
            row,
            party=None if row.party == own(row) else row.party,
            organisation=None if row.organisation == own(row) else row.organisation,
        )
        for row in rows
    ]


def signed(text: str, known: dict[str, str]) -> list[Found]:
    """Where `text` has the signs of the document's people."""
    if not known:
        return []
    spelled = "|".join(map(re.escape, sorted(known)))
    return [
        Found(match.start(), match.end(), "person.sign", 1.9)
        for match in re.finditer(rf"(?<![\w/-])(?:{spelled})(?![\w/-]|:\d)", text)
    ]
