"""PERSON, first pass: full names by what they look like and by what stands beside them."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.found import Found, keep
from pipeline.extract.known import bears_a_name
from pipeline.extract.names import (
    CAPITALS,
    FULL_NAME,
    NAME_WORD,
    PARTICLE,
    given_evidence,
    is_place,
    name_score,
    never_in_name,
    surname_evidence,
)
from pipeline.extract.orgwords import PLACE_LINE
from pipeline.extract.rolewords import may_name_role, role_pattern, starts_with_role
from pipeline.extract.surnamed import is_thing, with_mac
from pipeline.extract.whole import led
from pipeline.gazetteers import parties

_SURE = 1.5  # a name by itself, without anything around it
_WITH_CUE = 0.1  # a name beside a party, a role or another name
# "Anna Eks gata", "Karin Boyes torg": what begins like a person and is none
_FEASTS = ("Lucia", "Valborg")
_STREET = re.compile(
    r"s?(?:gatan|vägen|torg|torget|plats|gränd|stiftelse|fond|minne|park|skola|gata|väg|allé|backe|hus|gård|kajen)\b"
)
# "Alma Tångegård", "Bo Lindbacke": surnames end as farms and hills do
_HOMESTEAD = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:gård|backe)")
_OF_THINGS = re.compile(
    r"-(?:skolan|huset|gården|priset|stipendiet|fonden|hallen|salen)|s?\s(?:[A-ZÅÄÖ]\w+s\s)?(?:[a-zåäö]*(?:stiftelse|fond|minnesfond|minne|donation|legat|pris|stipendium)"
    r"|gata|gatan|[Tt]org|väg|plats|gränd|park|allé|bro|backe|kyrka|AB|HB|KB|skola|konsthall|museum|advokatbyrå|förlag|lagen|kommun|stad)\b"
)
_AND_PAIR_FUND = re.compile(rf"s? (?:och|&) {FULL_NAME.pattern}\s(?:stiftelse|fond|minne)")
_PARTY = re.compile(r"s?\s?\((?:[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{0,2}[A-ZÅÄÖ]|-|Fi|Sol)\)")
_PARTY_LETTERS = re.compile(r"\s([A-ZÅÄÖ]{1,3})(?=[\s,.;§)]|$)")
_ENDS = re.compile(r"s?\s?\(|,|\.?$")
# lists of votes have the surname first: "Berg, Anna"
_SURNAME_FIRST = re.compile(
    rf"(?P<surname>(?:{PARTICLE} )?{NAME_WORD}(?: {NAME_WORD})?), (?P<given>{NAME_WORD}(?: {NAME_WORD})?)"
)
# capitalised words in a row: several names, with roles and places between them
# a page that lost its line breaks glues a name to the label before it: "Utses att justeraAlma Rosell"
_RUN = re.compile(
    r"(?:(?<!\w)|(?<=[a-zåäö])(?=[A-ZÅÄÖ][a-zåäö]))" + FULL_NAME.pattern.removesuffix("{1,4}") + "{1,60}"
)
# "Därefter frågade G. Ek": a letter for the given name of somebody whom the document names nowhere in full
_INITIALLED = re.compile(
    rf"(?<![\w.§])[A-ZÅÄÖ]\.(?:[- ]?[A-ZÅÄÖ]\.)? (?P<surname>{NAME_WORD})(?![\w-]|\s[A-ZÅÄÖ][a-zåäö])"
)
_TOKEN = re.compile(r"\S+")
# "P A Almlund (S)", "K. G. Ros, ordförande": two letters for the given names
_PAIRED = re.compile(
    rf"(?<![\w.§-])[A-IK-WYZÅÄÖ]\.? [A-IK-WYZÅÄÖ]\.? (?P<surname>{NAME_WORD})"
    r"(?![\w-]|\s[A-ZÅÄÖ][a-zåäö])"
)
_LOWER = re.compile(r"[a-zåäö]+|[A-ZÅÄÖ]\.?")


def full_names(text: str, cells: tuple[tuple[int, int], ...]) -> list[Found]:
    """Full names in a block by their own evidence and what stands beside them; cells are not crossed."""
    found: list[Found] = []
    for low, high in cells or ((0, len(text)),):
        piece = text[low:high]
        for match in _RUN.finditer(piece):
            found.extend(_in_run(piece, match.start(), match.end(), low))
        turned = _SURNAME_FIRST.fullmatch(piece.strip())
        if turned and _is_turned(turned["surname"], turned["given"]):
            at = low + piece.index(turned.group())
            found.append(Found(at, at + len(turned.group()), "person.surname_first", 2.0))
        for match in _INITIALLED.finditer(piece):
            if _is_initialled(piece, match):
                found.append(Found(low + match.start(), low + match.end(), "person.initial", 0.7))
        for match in _PAIRED.finditer(piece):
            if _is_paired(piece, match):
                found.append(Found(low + match.start(), low + match.end(), "person.initial", 1.1))
        for match in CAPITALS.finditer(piece):
            words = match.group().split()
            titled = [word.title() for word in words]
            sure = given_evidence(titled[0]) >= 0.8 or surname_evidence(titled[-1]) == 1.0
            if name_score(titled) >= 2.2 and sure:
                found.append(Found(low + match.start(), low + match.end(), "person.capitals", 0.9))
    return keep(found)


def _is_initialled(piece: str, match: re.Match[str]) -> bool:
    """ "Därefter frågade G. Ek", "G. Ek, ordförande"; not the letter of a point: "A. Berg och sten"."""
    surname = match["surname"]
    if (
        surname_evidence(surname) < 1
        or never_in_name(surname)
        or is_place(surname)
        or given_evidence(surname)
    ):
        return False
    inside = re.search(r"[a-zåäö,] $", piece[: match.start()]) is not None
    return inside or _cue(piece, match.start(), match.end())


def _is_paired(piece: str, match: re.Match[str]) -> bool:
    """ "P A Almlund (S)"; not the letters of two parties before a name: "M C Almlund"."""
    surname = match["surname"]
    if surname_evidence(surname) == 0 or never_in_name(surname) or given_evidence(surname) >= 0.8:
        return False
    letters = match.group().replace(".", "").split()[:2]
    before = piece[: match.start()]
    return not all(letter in parties() for letter in letters) and (
        not before.strip() or before[-2:] in (") ", ", ", "; ") or _cue(piece, match.start(), match.end())
    )


def _is_turned(surname: str, given: str) -> bool:
    """ "Berg Ek, Anna" alone in a cell of a list of votes; "Ordförande, Anna" is none."""
    words = [*surname.split(), *given.split()]
    if any(never_in_name(word) or (is_place(word) and surname_evidence(word) < 0.7) for word in words):
        return False
    first = surname.split()[0]
    if " " in surname and given_evidence(first) >= 0.8 and surname_evidence(first) < 1:
        return False  # "Alma Ek, Lars": a list that goes on in the next line
    if surname_evidence(surname.split()[-1]) > 0:
        return given_evidence(given.split()[0]) >= 0.55
    return given_evidence(given.split()[0]) >= 0.8 and len(surname) > 3 and not given_evidence(surname)


def _in_run(piece: str, start: int, end: int, low: int) -> list[Found]:
    """The names in a run of capitalised words: "Ordförande Anna Ek Bo Lund" holds two."""
    tokens = [(start + m.start(), start + m.end()) for m in _TOKEN.finditer(piece[start:end])]
    result: list[Found] = []
    i = 0
    while i < len(tokens) - 1:
        best = _best(piece, tokens, i)
        if best is not None:
            score, j = best
            a, b = tokens[i][0], tokens[j - 1][1]
            cue = _cue(piece, a, b) and not _is_affiliation(piece, a, b)
            if score >= (_WITH_CUE if cue else _SURE) and not (
                _of_something(piece, a, b)
                or bears_a_name(piece, a)
                or _is_part(piece, a, b)
                or _is_where_they_meet(piece, a, b)
            ):
                result.append(
                    Found(low + a, low + b, "person.cue" if cue else "person.name", min(1.0, 0.5 + score / 6))
                )
                i = j
                continue
        i += 1
    return result


def _best(piece: str, tokens: list[tuple[int, int]], i: int) -> tuple[float, int] | None:
    """The best name that begins at token `i`: its score and the token behind it."""
    best: tuple[float, int] | None = None
    for j in range(min(len(tokens), i + 5), i + 1, -1):
        words = [piece[a:b] for a, b in tokens[i:j]]
        # "C Henrik Dahl": the run has looked at what stands before; "Bo Ek, C Åke Dahl, M": a party
        led = i == 0 and words[0][0].isupper() and not _is_party(piece, tokens[0])
        if (_LOWER.fullmatch(words[0]) and not (led and j - i > 2)) or not re.match(
            r"(?:al-|el-)?[A-ZÅÄÖÉØŠŽČÜ]", words[-1]
        ):
            continue
        if (j - i > 2 and words[-1] in parties()) or words[-1] in ("Mc", "Mac"):
            continue
        score = name_score(words)
        following = piece[tokens[j][0] : tokens[j][1]] if j < len(tokens) else ""
        if following and not _begins_another(following, j + 1 == len(tokens)):
            score -= 1.5  # a word left over that starts nobody else's name
        if not given_evidence(words[0]) and given_evidence(words[1]) >= 0.8 and j - i > 2:
            score -= 1.5  # "Intraservice Anna Ek": the name begins at the next word
        if j == len(tokens) and _ENDS.match(piece, tokens[j - 1][1]):
            score += 0.7
            if (
                i == 0
                and j == 3
                and tokens[0][0] == 0
                and tokens[-1][1] == len(piece)
                and given_evidence(words[0])
            ):
                score += 1.5  # three words alone in a line or a cell: "Fatuma Ali Warsame"
        if best is None or score > best[0]:
            best = score, j
    return best


def _is_party(piece: str, token: tuple[int, int]) -> bool:
    """Whether letters before a name are a party: behind a comma, or as they lead others of the text."""
    letters = piece[slice(*token)]
    return letters in parties() and (piece[: token[0]].endswith(", ") or led(piece))


def _is_part(piece: str, start: int, end: int) -> bool:
    """Whether a name begins inside a word and is not by itself a sure one."""
    if start == 0 or not piece[start - 1].isalnum():
        return False
    words = piece[start:end].split()
    return given_evidence(words[0]) < 0.8 or never_in_name(words[-1])


def _is_where_they_meet(piece: str, start: int, end: int) -> bool:
    """ "Plats Granby Skans, Storgatan 3": behind the label, and no list has the first word."""
    return given_evidence(piece[start:end].split()[0]) == 0 and PLACE_LINE.search(piece[:start]) is not None


def _begins_another(word: str, last: bool) -> bool:
    """Whether a capitalised word behind a name can begin the next name, or is a label or a place."""
    if never_in_name(word) or (is_place(word) and surname_evidence(word) < 1):
        return True
    return given_evidence(word) > (surname_evidence(word) * 0.9 if last else 0)


def _is_affiliation(piece: str, start: int, end: int) -> bool:
    """ "processledare, Finsam Tallborg": behind a role and a comma, and no list has either word."""
    words = piece[start:end].split()
    unlisted = given_evidence(words[0]) == 0 and surname_evidence(words[-1]) < 1
    return unlisted and piece[max(0, start - 2) : start] == ", " and not _PARTY.match(piece, end)


def _of_something(piece: str, start: int, end: int) -> bool:
    """Not a person but what bears the name of one: a foundation, a street, a company."""
    words = piece[start:end].split()
    named = given_evidence(words[0]) >= 0.5 and _HOMESTEAD.fullmatch(words[-1]) is not None
    street = not named and _STREET.search(piece[start:end]) is not None
    return street or bool(_OF_THINGS.match(piece, end) or _AND_PAIR_FUND.match(piece, end))


def _cue(piece: str, start: int, end: int) -> bool:
    """Whether a party, a role, a title or another name beside it says that this is a person."""
    after, before = piece[end : end + 40], piece[max(0, start - 45) : start]
    if _PARTY.match(after):
        return True
    letters = _PARTY_LETTERS.match(after)
    if letters and letters.group(1) in parties():
        return True
    if after[:2] == ", " and starts_with_role(after[2:]):
        return True
    return _ends_with_role(before)


@lru_cache(maxsize=4096)  # a list without end may repeat itself
def _ends_with_role(before: str) -> bool:
    words = before.rstrip(" :,.").split()
    if not words or not may_name_role(words[-1]):
        return False
    last = None
    for match in role_pattern().finditer(before):
        last = match
    return last is not None and not before[last.end() :].strip(" :,.")


def plausible(text: str, found: Found) -> bool:
    """The model's people must look like people: no label, no lone word without a given name."""
    words = text[found.start : found.end].split()
    if "\t" in text[found.start : found.end] or not words or not words[0][0].isupper():
        return False
    if len(words) == 1:
        bare = words[0].rstrip("s")
        given = max(given_evidence(words[0]), given_evidence(bare))
        if text.startswith(":s", found.end):
            return False  # "Ivo:s inspektörer": letters have their genitive so, names have not
        label = never_in_name(words[0]) or never_in_name(bare) or words[0].isupper()
        if with_mac(text, found.start) < found.start:
            return False  # "Mc Donald": half a surname
        if words[0] in _FEASTS and text.startswith(":", found.end):
            return False  # the heading "Lucia:"
        if words[0].endswith("sson") and surname_evidence(words[0]) == 1.0:
            return text[found.end : found.end + 2].strip()[:1] in ("", ",", ".", "/", ")", ";", ":")
        thing = bears_a_name(text, found.start) or is_thing(text, found.start, found.end)
        return given >= 0.5 and not label and not thing
    if bears_a_name(text, found.start) or _of_something(text, found.start, found.end):
        return False
    listed = given_evidence(words[0]) > 0 or surname_evidence(words[-1]) == 1.0
    return (
        (listed or _cue(text, found.start, found.end))
        and FULL_NAME.fullmatch(" ".join(words)) is not None
        and name_score(words) > -0.9
    )
