"""Whether two spellings in one document name one person of its lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def named(name: str, among: Sequence[str]) -> str | None:
    """The one of `among` that `name` means ("Anna Eks", "Ek", "Ek, Anna"); None for nobody or several."""
    wanted = _words(name)
    for form in (wanted, _nominative(wanted)):
        for fits in (_whole, _ends, _begins):
            found = list(dict.fromkeys(other for other in among if fits(_words(other), form)))
            if found:
                return found[0] if len(found) == 1 else None
    return None


def _words(name: str) -> tuple[str, ...]:
    """The name's words in the order they are said, small and composed alike."""
    last, comma, first = unicodedata.normalize("NFC", name).partition(",")
    said = f"{first} {last}" if comma and first.strip() else last
    return tuple(re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", said.replace("\u00ad", "").casefold()))


def _nominative(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[:-1], words[-1].removesuffix("s")) if words else words


def _whole(other: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return other == form


def _ends(other: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """A surname alone, or the name without its middle one: "Ek" and "Anna Ek" for "Anna Maria Ek"."""
    if len(form) > 1:
        return len(other) > 2 and other[0] == form[0] and other[-1] == form[-1]
    return len(form) == 1 and other[-1:] == form


def _begins(other: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """A given name alone."""
    return len(form) == 1 and other[:1] == form
