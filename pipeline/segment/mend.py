"""What stands as several characters in the raw text and is one in the cleaned view.

Letters, decomposed (a + ring) or wrongly decoded ("Ã¥"), and words so long that they are none: pictures
written into the text ("data:image/png;base64,iVBOR…"), an endless run of one sign. The raw text keeps its
characters, and spans cover all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

# raw offset of a cluster's first character → (offset behind its last, what it is in the view)
Clusters = Mapping[int, tuple[int, str]]

# The longest word of any protocol is a link; what is longer would cost the rules its length squared.
_NO_WORD = re.compile(r"[^\s|<>]{500,}|[<>]{50,}")
_ELLIPSIS = "…"
# UTF-8 read as Mac Roman: "m√∂te" for "möte"
_OF_A_MAC = {letter.encode().decode("mac_roman"): letter for letter in "åäöÅÄÖéÉüÜ§–—”’…•«»"}
_ON_A_MAC = re.compile("|".join(map(re.escape, _OF_A_MAC)))
_TIMES = 3  # that a text is mended anew: no more mistakes in a row have been seen
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


def clusters(text: str, mistaken: bool) -> Clusters:
    """The clusters of `text`; wrongly decoded letters are looked for only when it is `mistaken`.

    One cluster may lie within another: who goes through the text skips it with the outer one.
    """
    found: dict[int, tuple[int, str]] = {}
    for match in _DECOMPOSED.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        if len(letter) == 1:
            found[match.start()] = match.end(), letter
    if mistaken:
        found.update(_mended(text))
    for match in _NO_WORD.finditer(text):
        found[match.start()] = match.end(), _ELLIPSIS
    return found


def _mended(text: str) -> dict[int, tuple[int, str]]:
    """Wrongly decoded letters; what was so more than once ("ÃƒÂ¶" for ö) is mended as often."""
    found = {match.start(): (match.end(), letter) for match, letter in _misread(text)}
    for _ in range(_TIMES):
        said, places = _once_mended(text, found)
        again = {
            places[match.start()]: (places[match.end()], letter)
            for match, letter in _misread(said)
            if places[match.start()] in found and letter in _windows()
        }
        if not again:
            break
        found |= again
    return found


def _misread(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _ON_A_MAC.finditer(text):
        yield match, _OF_A_MAC[match.group()]
    for match in _mistaken().finditer(text):
        try:
            letter = bytes(map(_byte, match.group())).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(letter) == 1:
            yield match, letter


def _once_mended(text: str, found: Clusters) -> tuple[str, list[int]]:
    """The text with its clusters as letters, and where each character began (and the last one ended)."""
    chars: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        places.append(at)
        after, letter = found.get(at, (at + 1, text[at]))
        chars.append(letter)
        at = after
    return "".join(chars), [*places, len(text)]


@cache
def _windows() -> frozenset[str]:
    """The letters of Windows-1252: what mistakes in a row lead back to."""
    return frozenset(form for code in range(0x80, 0x100) for form in (_decoded(code), chr(code)))


@cache
def _mistaken() -> re.Pattern[str]:
    """UTF-8 read as Windows-1252 or Latin-1: a first byte, then as many others as it announces."""
    more = _class(range(0x80, 0xC0))
    return re.compile(
        f"{_class(range(0xC2, 0xE0))}{more}|{_class(range(0xE0, 0xF0))}{more}{{2}}"
        f"|{_class(range(0xF0, 0xF5))}{more}{{3}}"
    )


def _class(codes: range) -> str:
    letters = {form for code in codes for form in (_decoded(code), chr(code))}
    return f"[{re.escape(''.join(sorted(letters)))}]"


def _decoded(code: int) -> str:
    """A byte as Windows-1252 has it; what that leaves undefined came through as the control character."""
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


def _byte(char: str) -> int:
    try:
        return char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(char)
