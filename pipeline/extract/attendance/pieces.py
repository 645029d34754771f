"""Text of a list entry → persons: where the name ends and what the rest says."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.attendance.alternating import alternating
from pipeline.extract.attendance.cuts import ORDINAL, person_cuts, titles_lead
from pipeline.extract.attendance.one import one
from pipeline.extract.attendance.runs import run_cuts
from pipeline.extract.attendance.surnames import Person, reversed_name
from pipeline.extract.attendance.words import OWN_BODY, SEVERAL, names_organisation, singular
from pipeline.extract.names import (
    FULL_NAME,
    NAME_WORD,
    given_evidence,
    name_score,
    never_in_name,
    surname_evidence,
)
from pipeline.extract.rolewords import starts_with_role

# "Konsulterna Siv Melin och Ove Alm", "projektledarna Eva Tall samt Jan Berg"
_TITLE_OF_SEVERAL = re.compile(
    rf"[\s•–-]*(?P<title>[A-ZÅÄÖa-zåäö][a-zåäö]{{2,}}(?:arna|erna|orna|männen))\s+(?={FULL_NAME.pattern})"
)
_INSTEAD = re.compile(
    r"(?:\bför|\bf\.?|\b(?:i\s?)?st\.?\s?f\.?|ersätter|ersättare|ersättande|\bers\.?|\(i|\bi)$"
)
_DOUBLE = re.compile(r"\b(?P<first>[A-ZÅÄÖ][a-zåäöé]{2,})-(?P<second>[a-zåäö][a-zåäöé]{2,})(?=\s[A-ZÅÄÖ])")
_CHARGE = re.compile(r"\bför\s[a-zåäö-]{3,}\s*$")
_ENGLISH_OFFICE = re.compile(r"\b(?:Director|Manager|Officer|Coordinator|Advisor|Assistant|Controller)$")


def persons(text: str, offset: int = 0, alone: bool = False, reverse: bool = False) -> list[Person]:
    """The people of one entry: usually one, several in "Anna Ek (S), Bo Lund (M)".

    Places count from `offset`. With `alone` given names by themselves count ("Anna, Olle"); `reverse`
    when the list has the surname first throughout ("Ek, Anna").
    """
    spelled = text
    text = _DOUBLE.sub(_capital, text)
    found = _of_one_title(text, offset) or alternating(text, offset) or _persons(text, offset, alone, reverse)
    if text == spelled:
        return found
    return [replace(p, name=" ".join(spelled[p.start - offset : p.end - offset].split())) for p in found]


def _of_one_title(text: str, offset: int) -> list[Person]:
    """ "Utredarna Alma Ros och Bo Ask (punkt 5)": title and items are said of both."""
    match = _TITLE_OF_SEVERAL.match(text)
    if match is None:
        return []
    found = _persons(text[match.end() :], offset + match.end(), False, False)
    if len(found) < 2 or any(person.role for person in found):
        return []
    role = singular(match["title"])
    shared = found[-1].rest if not any(person.rest.strip() for person in found[:-1]) else None
    return [replace(p, role=role, rest=p.rest if shared is None else shared) for p in found]


def _capital(double: re.Match[str]) -> str:
    """ "Mari-anne" as "Mari-Anne", when both are given names."""
    second = double["second"].title()
    both = given_evidence(double["first"]) >= 0.5 and given_evidence(second) >= 0.5
    return f"{double['first']}-{second}" if both else double.group()


def _persons(text: str, offset: int, alone: bool, reverse: bool) -> list[Person]:
    cuts = sorted({*person_cuts(text), *run_cuts(text)})
    if cuts:
        edges = [0, *cuts, len(text)]
        return [p for a, b in pairwise(edges) for p in _persons(text[a:b], offset + a, alone, reverse)]
    registered = reversed_name(text, offset, reverse)
    if registered:
        return [registered]
    whole = one(text, offset)
    if whole is None:
        return _listed(text, offset, alone)
    following = re.search(rf"(?:[,;]|\boch\b|\bsamt\b|^/)\s*(?={FULL_NAME.pattern})", whole.rest)
    # "kommunchef Anna Ek, ekonom Bo Lund § 3 och utredare Eva Holm"
    if (whole.role or titles_lead(text)) and not following:
        following = re.search(
            r"(?:[,;]|\boch\b|\bsamt\b)\s(?:[a-zåäö]|[A-ZÅÄÖ]{2,4}[\s-])[\w. -]{2,40}?\s"
            rf"(?={FULL_NAME.pattern})",
            whole.rest,
        )
    several = _listed(text, offset, alone) if following else []
    if len(several) > 1:
        return several
    second = _second(whole.rest)
    if second:
        cut = whole.end - offset + second
        first = Person(whole.start, whole.end, whole.name, whole.rest[:second], whole.role)
        return [first, *_persons(text[cut:], offset + cut, alone, reverse)]
    return _each(whole)


def _each(whole: Person) -> list[Person]:
    """ "Anna Ekberg Bo Lundin" is two people, what follows is said of the second.

    So is "ekonom Anna Ek Teknisk chef Bo Ask", where titles lead.
    """
    lead = len(whole.rest) - len(whole.rest.lstrip())
    title = starts_with_role(whole.rest.lstrip()) if whole.role else 0
    if title and FULL_NAME.match(whole.rest[lead + title :].lstrip()):
        second = one(whole.rest[lead:], whole.end + lead)
        return [replace(whole, rest=""), *(_each(second) if second else [])]
    words = whole.name.split()
    if len(words) != 4 or whole.end - whole.start != len(whole.name):
        return [whole]
    given = given_evidence(words[0]) >= 0.5 and given_evidence(words[2]) >= 0.8
    if not given or given_evidence(words[1]) >= 0.5 or not any(map(surname_evidence, words[1::2])):
        return [whole]
    cut = len(words[0]) + 1 + len(words[1])
    return [
        replace(whole, end=whole.start + cut, name=" ".join(words[:2]), rest=""),
        replace(whole, start=whole.start + cut + 1, name=" ".join(words[2:]), role=None),
    ]


def _second(rest: str) -> int:
    """Where a second person begins that runs on without a comma ("… ärende Bo Lund ärende 4"), 0 if none."""
    for match in FULL_NAME.finditer(rest):
        before = rest[: match.start()].rstrip()
        if (_INSTEAD.search(before) and not ORDINAL.search(before)) or before.endswith("("):
            continue
        if before.count("(") > before.count(")"):
            continue
        words = match.group().split()
        if name_score(words[:2]) >= 2.4 and before and not names_organisation(match.group()):
            return match.start()
    return 0


def _listed(text: str, offset: int, alone: bool) -> list[Person]:
    """Names between commas; remarks between them belong to the name before."""
    found: list[Person] = []
    at = 0
    for piece, begin in _pieces(text):
        person = one(piece, offset + begin)
        if (
            person is not None
            and name_score(person.name.split()) < -0.5
            and names_organisation(piece.strip())
        ):
            person = None
        if person is not None and found and (_ENGLISH_OFFICE.search(person.name) or _society(piece.strip())):
            person = None
        if person is None and alone:
            # "Alma I": beside a bare given name a capital is the surname's, not a party
            match = re.match(
                rf"\s*({NAME_WORD}(?:\s[A-ZÅÄÖ](?![\wåäöÅÄÖ]))?)(?=\s*(?:$|[(:.]|[A-ZÅÄÖ]{{1,3}}$))", piece
            )
            if (
                match
                and given_evidence(match.group(1).split()[0]) >= 0.5
                and not never_in_name(match.group(1).split()[0])
            ):
                start = offset + begin + match.start(1)
                person = Person(start, start + len(match.group(1)), match.group(1), piece[match.end() :])
        if person is not None:
            found.extend(_each(person))
            at = begin + len(piece)
        elif found:
            last = found[-1]
            joint = ""
            if (
                text[at:begin].strip() == "och"
                and _CHARGE.search(last.rest)
                and not starts_with_role(piece.strip())
            ):
                joint = " och "  # "direktör för teknik och fritid"
            rest = last.rest.rstrip() + joint + piece.strip() if joint else f"{last.rest}, {piece}"
            found[-1] = replace(last, rest=rest)
            at = begin + len(piece)
        elif at == 0 and piece.strip():
            return []
    return _shared(found, text, offset)


def _society(words: str) -> bool:
    """ "Ekby-Norrby Finska Förening" behind a name and a comma: no given name leads it."""
    first = words.split()[0] if words else ""
    if not first or first.isupper() or any(given_evidence(part) > 0 for part in (first, *first.split("-"))):
        return False
    return names_organisation(words)


def _shared(found: list[Person], text: str, offset: int) -> list[Person]:
    """ "Anna Ek och Bo Ask, valberedningen", "suppleanterna Anna Ek och Bo Ask": said of both."""
    for k in range(len(found) - 1, 0, -1):
        between = text[found[k - 1].end - offset : found[k].start - offset].strip()
        joint = re.sub(r"^\([^()]{1,6}\)\s*", "", between)
        before = text[: found[k - 1].start - offset]
        if joint in ("och", "samt", "&") and found[k].role is None and SEVERAL.search(before):
            found[k] = replace(found[k], role=found[k - 1].role)
        rest = found[k].rest.strip(" ,()")
        if between in ("och", "samt", "&", "/") and OWN_BODY.fullmatch(rest):
            found[k - 1] = replace(found[k - 1], rest=found[k].rest)
        elif (
            len(found) == 2
            and between in ("och", "samt")
            and found[k].rest.lstrip().startswith(",")
            and not (found[0].rest.strip() or found[k].role or starts_with_role(rest))
            and names_organisation(re.split(r"[,(§]", rest)[0].strip())
        ):
            found[0] = replace(found[0], rest=found[k].rest)  # "Anna Ek och Bo Lund, Norrby kommun"
    return found


def _pieces(text: str) -> list[tuple[str, int]]:
    """Cut at commas, semicolons and "och" outside parentheses."""
    result: list[tuple[str, int]] = []
    start = depth = 0
    for match in re.finditer(
        rf"[()]|[,;]|(?<!- )\b(?:och|samt)\b|(?<=[a-zåäö])/(?={FULL_NAME.pattern})", text
    ):
        if match.group() == "(":
            depth += 1
        elif match.group() == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            result.append((text[start : match.start()], start))
            start = match.end()
    result.append((text[start:], start))
    return [(piece, begin) for piece, begin in result if piece.strip()]
