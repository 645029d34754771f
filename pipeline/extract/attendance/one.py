"""The name that an entry of a list begins with, behind a title or a post."""

from __future__ import annotations

import re

from pipeline.extract.attendance.senders import begins_with_sender
from pipeline.extract.attendance.surnames import Person
from pipeline.extract.attendance.words import OFFICE, names_organisation, role_name
from pipeline.extract.names import (
    CAPITALS,
    FULL_NAME,
    NAME_WORD,
    PARTICLE,
    given_evidence,
    name_score,
    never_in_name,
    surname_evidence,
)
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import municipalities, party_letters

# "AE Anna Ek": the letters that the minutes call her by
_OWN_LETTERS = re.compile(
    rf"(?P<own>[A-ZÅÄÖ]{{2,3}})[\s:–-]{{1,3}}(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{1,2}})"
)
_TITLE = re.compile(
    r"^(?P<office>(?:Docent|Doktor|Lektor|Universitetslektor|Kyrkoherde|Komminister|Diakon|Advokat|Major|Överste"
    r"|Landshövding|Borgmästare|Domprost|Biskop|[A-ZÅÄÖ][a-zåäö]+(?:chef|direktör|sekreterare|råd|minister|herde))\s)"
    r"|^(?:Herr|Fru|Dr|Prof\.?)\s"
)
_PLACE_TAIL = re.compile(r"\s(?:kommun|stad|församling|pastorat)(?![\wåäö])")
_CHARGE = re.compile(rf"\s(?:för|i|på|vid)\s[a-zåäö-]{{3,}}(?:\s[a-zåäö-]+){{0,3}}(?=\s{FULL_NAME.pattern})")
_UNIT = re.compile(r"\sför(?=\s[A-ZÅÄÖ])")
_UNIT_WORDS = 4
# "mark- och exploateringsingenjör Anna Ek"
_COMPOUND = re.compile(r"([a-zåäö]+- och )([a-zåäö]+)\s(?=[A-ZÅÄÖ])")
_PARTY_LIKE = re.compile(r"[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{0,2}[A-ZÅÄÖ]|Sol|Fi")


def one(text: str, offset: int = 0) -> Person | None:
    """The name an entry begins with (a role or title may precede it) and its rest."""
    lead = len(text) - len(text.lstrip(" •-–*"))
    role = None
    length = starts_with_role(text[lead:])
    if length:
        tail = _CHARGE.match(text[lead + length :])  # "chef för hållbar utveckling Anna Ek"
        role = role_name(text[lead : lead + length])
        length += _named_unit(text[lead + length :]) if tail is None else 0
        if tail:
            length += tail.end()
            role = role_name(text[lead : lead + length]) if role in ("chef", "ansvarig") else role
        gap = re.match(r"[\s:,.–-]*", text[lead + length :])
        lead += length + (gap.end() if gap else 0)
    elif text[lead : lead + 1].islower():
        compound = _COMPOUND.match(text[lead:])
        if compound and starts_with_role(compound.group(2)) == len(compound.group(2)):
            role, lead = compound.group(1) + compound.group(2), lead + compound.end()
    letters = _OWN_LETTERS.match(text[lead:])
    if letters and [word[0] for word in letters["name"].split()][: len(letters["own"])] == list(
        letters["own"]
    ):
        lead += letters.start("name")
    if begins_with_sender(text[lead:]):
        return None
    title = _TITLE.match(text[lead:])
    if title:
        role = role or (title["office"] and title["office"].strip().lower())
        lead += title.end()
    match = FULL_NAME.match(text[lead:])
    if match is None:
        return _in_capitals(text, lead, offset, role)
    titled = _before_title(text, lead, match)
    if titled:
        return Person(
            offset + lead, offset + titled, " ".join(text[lead:titled].split()), text[titled:], role
        )
    tokens = [m.span() for m in re.finditer(r"\S+", match.group())]
    best: tuple[float, int] | None = None
    after = text[lead + match.end() :]
    if len(tokens) > 2 and _PLACE_TAIL.match(after):
        tokens.pop()  # "Anna Ek Norrby kommun"
        after, match_end = text[lead + tokens[-1][1] :], tokens[-1][1]
        start, end = lead, lead + match_end
        name = re.sub(r"\s+", " ", text[start:end])
        return Person(offset + start, offset + end, name, after, role)
    words = match.group().split()
    main = [word for word in words if not re.fullmatch(PARTICLE, word)]
    ended = re.match(r"\s*(?:$|[,(\t§/])|\s+(?:[A-ZÅÄÖ]{1,3}\b|[a-zåäö])", after) and 2 <= len(main) <= 4
    if ended and not any(never_in_name(word) for word in words) and not _PARTY_LIKE.fullmatch(words[-1]):
        best = 0.0, match.end()  # a delimiter ends the name
        tokens = []
    for count in range(len(tokens), 1, -1):
        end = tokens[count - 1][1]
        words = match.group()[:end].split()
        rest = text[lead + end :]
        if re.fullmatch(PARTICLE, words[-1]) or not _can_follow(rest):
            continue
        score = name_score(words) + (0.4 if re.match(r"\s*(?:$|[,(\t§]|[A-ZÅÄÖ]{1,3}\b)", rest) else 0.0)
        if count > 2 and _PARTY_LIKE.fullmatch(words[-1]) and words[-1].upper() in party_letters() | {"SOL"}:
            score -= 3
        if best is None or score > best[0]:
            best = score, end
    if best is None or best[0] < -2.0:
        return None
    start, end = lead, lead + best[1]
    return Person(offset + start, offset + end, re.sub(r"\s+", " ", text[start:end]), text[end:], role)


def _before_title(text: str, lead: int, match: re.Match[str]) -> int:
    """Where the name ends before a title: "Anna Ek Teknisk chef", "Bo Ask Lund Upphandlare"; 0 when by it."""
    words = list(re.finditer(r"\S+", match.group()))
    if len(words) < 3:
        return 0
    last = words[-1]
    title = starts_with_role(text[lead + last.start() :])
    office = OFFICE.fullmatch(last.group()) and last.group().endswith(("are", "ör", "ist", "ledare"))
    if title > len(last.group()) or (office and surname_evidence(last.group()) == 0):
        return lead + words[-2].end()
    return 0


def _named_unit(text: str) -> int:
    """Length of " för Intern Service" in "förvaltningschef för Intern Service Anna Ek", 0 when it is none."""
    begun = _UNIT.match(text)
    if begun is None:
        return 0
    at = begun.end()
    for count in range(_UNIT_WORDS + 1):
        word = re.compile(r"\s+([A-ZÅÄÖ][\wåäö-]+|och)").match(text, at)
        if word is None:
            return 0
        if given_evidence(word.group(1)) >= 0.5:
            return at if count and FULL_NAME.match(text, word.start(1)) else 0
        at = word.end()
    return 0


def _in_capitals(text: str, lead: int, offset: int, role: str | None) -> Person | None:
    """ "ANNA EK (S)": a given name and a surname, both in capitals."""
    match = CAPITALS.match(text, lead)
    if match is None or given_evidence(match.group().split()[0].title()) < 0.5:
        return None
    words = match.group().split()
    if len(words) > 2 and _PARTY_LIKE.fullmatch(words[-1]) and words[-1] in party_letters():
        words.pop()  # "ANNA EK SD"
    end = lead + match.group().find(words[-1], len(words[0])) + len(words[-1])
    return Person(offset + lead, offset + end, text[lead:end], text[end:], role)


def _can_follow(rest: str) -> bool:
    bare = rest.lstrip()
    if not bare or not bare[0].isupper() or re.match(r"[A-ZÅÄÖ][a-zåäö]+-(?:,| och| samt)\s", bare):
        return True  # "Anna Ek Kultur- och fritidsnämnden"
    if re.match(r"(?:[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{0,2}[A-ZÅÄÖ]|Sol|Fi)(?=$|[\s,;.(])", bare):
        return True
    first = bare.split()[0].rstrip(",.:")
    known = first in municipalities() or first.rstrip("s") in municipalities()
    several = len(bare.split(",")[0].split()) > 1 and names_organisation(bare.split(",")[0])
    return (
        known or several or starts_with_role(bare) > 0 or never_in_name(first) or given_evidence(first) >= 0.5
    )
