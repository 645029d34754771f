"""ORG: municipalities, alone and coordinated ("Norrby, Söderby och Västerby kommuner" are three)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.extract.found import Found
from pipeline.extract.names import given_evidence
from pipeline.extract.orgwords import org_words
from pipeline.facts import Attendance
from pipeline.gazetteers import municipalities as names_of

_WORD = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ]?[a-zåäöé]+)*"
_ONE = rf"(?:{_WORD}(?: (?!kommun|och|samt){_WORD})?)"
_SINGLE = re.compile(rf"(?<![\wåäö-])(?:{_WORD} )?{_WORD} (?:kommun|[Ss]tad)s?(?![\wåäö-])")
_CAPITALS = re.compile(r"(?<![\wåäö-])[A-ZÅÄÖ-]{2,}(?: [A-ZÅÄÖ-]{2,})? (?:KOMMUNS?|STADS?)(?![\wåäö-])")
_SEVERAL = re.compile(
    rf"(?<![\wåäö-]){_ONE}(?:, {_ONE})*,? (?:och|samt|respektive|eller|&) {_ONE}"
    r" kommun(?:er|erna|ers|ernas)(?![\wåäö-])"
)
# "… och Umeå kommuner": the others may be misread
_LAST = re.compile(
    r"(?<=och |amt )(?P<place>[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?) kommuners?(?![\wåäö-])"
)
# "Avtal med Robertsfors och Vännäs kommun": the noun in the singular, and both are municipalities
_SHARED = re.compile(
    rf"(?<![\wåäö-])(?P<list>{_ONE}(?:, {_ONE})*) (?:och|samt|respektive|&) (?P<last>{_ONE})"
    r" kommuns?(?![\wåäö-])"
)
# "kommunerna Tallvik, Granby och Storvik"
_LISTED = re.compile(
    r"(?<![\wåäö-])[A-ZÅÄÖa-zåäö]*[Kk]ommunerna "
    rf"(?P<list>{_ONE}(?:, {_ONE})*,? (?:och|samt|&) {_ONE})(?![\wåäö-])"
)
# "Solna kommunfullmäktige", "Umeås socialnämnd": whose organ it is
_OWNER = re.compile(
    r"(?<![\w-])(?P<place>[A-ZÅÄÖ][a-zåäö]+(?:[ -][A-ZÅÄÖ][a-zåäö]+)?)"
    r"(?= (?:kommunstyrelse|(?:kommun|stads)?fullmäktige"
    r"|(?:[a-zåäö]+-,? )*(?:(?:och|samt) )?[a-zåäö]{2,}nämnd)s?(?![\wåäö-]))"
)
_JOINT = re.compile(r",? (?:och|samt|respektive|eller|&) |, ")


# what stands between a person and whoever sent them: ", ", " (S), ", a tab
_BEHIND = re.compile(r"(?:\s?\([A-ZÅÄÖa-zåäö]{1,4}\))?(?:, ?|\t|\s{2,})")
_ENDS = re.compile(r"$|[\t,;.]|\s{2}|\s§|\s[A-ZÅÄÖ]")
_PARTED = re.compile(r"\s*(?:[,•|/–-]|\boch\b)?\s+")
_LEAST = 3  # as many rows or names make a list of municipalities


def labels_of(rows: Sequence[Attendance]) -> frozenset[str]:
    """Municipalities that say who sent whom, when most rows of a list end so: "Alma Ros, Älvby"."""
    named = [row.organisation for row in rows if row.organisation in names_of()]
    return frozenset(n for n in named if n) if len(named) >= max(_LEAST, 0.6 * len(rows)) else frozenset()


def columns(rows: Iterable[tuple[str, tuple[tuple[int, int], ...]]]) -> frozenset[str]:
    """Municipalities in a column of their own before whom they sent: "Älvby	Alma Ros (S) ledamot"."""
    named = {text[slice(*cells[0])] for text, cells in rows if _heads(text, cells)}
    return frozenset(named) if len(named) > 1 else frozenset()


def _heads(text: str, cells: tuple[tuple[int, int], ...]) -> bool:
    if len(cells) < 2 or text[slice(*cells[0])] not in names_of():
        return False
    words = text[slice(*cells[1])].split()
    return len(words) > 1 and given_evidence(words[0]) >= 0.5 and words[1][0].isupper()


def in_column(text: str, cells: tuple[tuple[int, int], ...], sent: frozenset[str]) -> Iterator[Found]:
    """The municipality of a row as `columns` tells them."""
    if sent and _heads(text, cells) and text[slice(*cells[0])] in sent:
        yield Found(*cells[0], "org.label", 1.0)


def labels(text: str, ends: Iterable[int], sent: frozenset[str]) -> Iterator[Found]:
    """Municipalities that stand alone: behind the people whose names end at `ends`, or as a whole line.

    `sent` are those of `labels_of`.
    """
    for end in ends if sent else ():
        gap = _BEHIND.match(text, end)
        for name in sent if gap else ():
            at = gap.end() if gap else end
            if text.startswith(name, at) and _ENDS.match(text, at + len(name)):
                yield Found(at, at + len(name), "org.label", 1.0)
    yield from _line(text)


def _line(text: str) -> list[Found]:
    """A line of nothing but municipalities: "Älvby Nordsjö Tallsjö"."""
    at, found = 0, []
    while at < len(text) and len(text) < 400:
        size = next((n for n in _lengths() if at + n <= len(text) and text[at : at + n] in names_of()), 0)
        parted = _PARTED.match(text, at + size)
        if not size or (at + size < len(text) and parted is None):
            return []
        found.append(Found(at, at + size, "org.label", 1.5))
        at = parted.end() if parted else len(text)
    return found if len(found) >= _LEAST else []


@lru_cache(maxsize=1)
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(name) for name in names_of()}, reverse=True))


def municipalities(text: str) -> list[Found]:
    """Ranges of municipalities: "Norrby kommun", "SOLNA STAD", each of "Norrby och Söderby kommuner"."""
    owners = [one for match in _OWNER.finditer(text) if (one := _owner(match)) is not None]
    lowered = text.lower()
    if "kommun" not in lowered and "stad" not in lowered:
        return owners
    found = owners + [s for match in _SINGLE.finditer(text) if (s := _single(match)) is not None]
    for match in _CAPITALS.finditer(text):
        if match.group().split()[0] not in ("EN", "DEN", "VÅR", "OCH", "FÖR", "HELA", "VARJE", "EGEN"):
            found.append(Found(match.start(), match.end(), "org.municipality", 1.3))
    for match in _SEVERAL.finditer(text) if "kommuner" in lowered else ():
        found.extend(_coordinated(match.group(), match.start()))
    for match in _SHARED.finditer(text):
        found.extend(_before_one(match))
    for match in _LAST.finditer(text) if "kommuner" in lowered else ():
        if _is_one(match["place"]):
            found.append(Found(match.start(), match.end(), "org.municipalities", 1.2))
    for match in _LISTED.finditer(text) if "kommunerna" in lowered else ():
        found.extend(_coordinated(match["list"], match.start("list")))
    return found


def _owner(match: re.Match[str]) -> Found | None:
    """Whose organ it is; in "Organ Solna kommunstyrelse" a label stands before the place."""
    last = match["place"].rsplit(" ", 1)[-1]
    place = next((name for name in (match["place"], last) if _is_one(name)), None)
    return Found(match.end() - len(place), match.end(), "org.seated", 1.3) if place else None


def _single(match: re.Match[str]) -> Found | None:
    start, words = match.start(), match.group().split()
    if len(words) == 3 and not (_is_one(" ".join(words[:2])) or _two_words(words[0])):
        start += len(words[0]) + 1
        words = words[1:]
    first = words[0]
    if first in org_words("start") or (first.endswith(("ens", "ets", "ande", "ligt")) and not _is_one(first)):
        return None
    if words[-1].lower().startswith("stad") and not _is_one(" ".join(words[:-1])):
        return None
    return Found(start, match.end(), "org.municipality", 1.3)


def _coordinated(whole: str, start: int) -> list[Found]:
    """Each municipality of the coordination; the last includes the word "kommuner"."""
    at, found = 0, []
    for joint in [*_JOINT.finditer(whole), None]:
        end = joint.start() if joint else len(whole)
        piece = whole[at:end]
        skip = 0
        while piece.split(" ", 1)[0] in org_words("start") and " " in piece:
            skip += len(piece.split(" ", 1)[0]) + 1
            piece = whole[at + skip : end]
        if piece and piece not in org_words("start"):
            found.append(Found(start + at + skip, start + end, "org.municipalities", 1.4))
        at = joint.end() if joint else end
    others = any(piece in whole for piece in ("Region", "Samordn", "Kommunal"))
    return found if len(found) > 1 and not others else []


def _before_one(match: re.Match[str]) -> Iterator[Found]:
    """The municipalities before "… och Vännäs kommun", when each is one by the list."""
    names = match["list"].split(", ")
    while names[0].split(" ", 1)[0] in org_words("start") and " " in names[0]:
        names[0] = names[0].split(" ", 1)[1]
    if not all(map(_is_one, (*names, match["last"]))):
        return
    end = match.end("list")
    for name in reversed(names):
        yield Found(end - len(name), end, "org.municipalities", 1.2)
        end -= len(name) + 2


def _is_one(name: str) -> bool:
    return name in names_of() or name.removesuffix("s") in names_of()


def _two_words(first: str) -> bool:
    """Adjectives that begin a place's name: "Östra Viken", "Lilla Edet"."""
    return first in (
        "Östra",
        "Västra",
        "Norra",
        "Södra",
        "Lilla",
        "Stora",
        "Nya",
        "Gamla",
        "Övre",
        "Nedre",
        "Upplands",
    )
