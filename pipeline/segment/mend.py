"""What stands as several characters in the raw text and is one in the cleaned view.

Letters, decomposed (a + ring) or wrongly decoded ("Ã¥"), and words so long that they are none: pictures
written into the text ("data:image/png;base64,iVBOR…"), an endless run of one sign. The raw text keeps its
characters, and spans cover all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

# raw offset of a cluster's first character → (offset behind its last, what it is in the view)
Clusters = Mapping[int, tuple[int, str]]

# The longest word of any protocol is a link; what is longer would cost the rules its length squared.
_NO_WORD = re.compile(r"[^\s|<>]{500,}|[<>]{50,}")
_ELLIPSIS = "…"
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
    for match in _mistaken().finditer(text) if mistaken else ():
        try:
            letter = bytes(map(_byte, match.group())).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(letter) == 1:
            found[match.start()] = match.end(), letter
    for match in _NO_WORD.finditer(text):
        found[match.start()] = match.end(), _ELLIPSIS
    return found


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
