"""The words that only begin a line in minutes, where they stand within one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.patterns import rows

UPPER = "A-ZÅÄÖÉ"
LOWER = "a-zåäöéü"
# what a label, a title or a name is not behind: a sentence or a list goes on here
GOES_ON = re.compile(
    r"(?:[,(/&–-]|\s[*•]|\b(?:och|samt|eller|av|för|till|i|på|med|om|enligt|från|som|att|den|det|de|en|ett|vid|under"
    r"|mot|mellan|hos|över|kring|angående|avseende|gällande|rörande|beträffande|utom|utser|ersätter|är|var|blir"
    r"|ny|nya|vice|tf|se|jfr|kap|kap\.|dess|denna|detta|samma"
    r"|[1-9]:[ae]|1:sta|2:dra|första|andra|förste|andre|v\.)|[a-zåäö]{3,}(?:ens|ets|ernas|ans))\s*$"
)
# what stands behind a label or begins a sentence
OPENS = re.compile(
    rf"(?:[\s*_:.]|</?[a-z]{{1,6}}>)*(?:[{UPPER}0-9§•●▪\"”(–-]|att\s|kl\b|kl\.|klockan\b|den\s\d|$)"
)
_RUN = 120  # characters of a heading in capitals
_WHOLE = re.compile(rf"(?![{LOWER}/-])")
_CAPITALS = re.compile(rf"(?:[ /-]+[{UPPER}]{{2,}}(?![{LOWER}]))*")


@dataclass(frozen=True)
class Word:
    """A word that begins lines: where it stands, its class and which one it is."""

    start: int
    end: int
    kind: str
    name: str


def within(text: str, begins: int, end: int) -> list[Word]:
    """The words in the line that begin lines, but for the one it begins with."""
    found = []
    for match in _starter().finditer(text, begins + 1, end):
        stop = _longest(text, match.start(), end)
        words = text[match.start() : stop]
        kind = _kind(words)
        before = text[max(begins, match.start() - 30) : match.start()]
        if GOES_ON.search(before) or (words.isupper() and text[stop : stop + 1].isalpha()):
            continue
        if before[-1].isalnum() and (len(words) < 9 or words.isupper()):
            continue  # "HR-Plats", but "kommunhusetBeslutande"
        phrase = any(f" {verb}" in words for verb in ("är", "har", "tillkännages"))
        if not phrase and kind != "page" and not OPENS.match(text, stop, end):
            continue
        if kind == "page" and words.isupper():
            stop += len(_CAPITALS.findall(text[stop : min(end, stop + _RUN)])[0])
        colon = text[stop : stop + 1] == ":"
        if not colon and " " not in words and kind != "label" and ended(before):
            continue
        found.append(Word(match.start(), stop, kind, words.casefold()))
    return found


def ended(before: str) -> bool:
    """Whether a sentence has ended: what begins with a capital behind it may be one more."""
    words = before.rstrip()
    return words.endswith((".", "!", "?")) and not words.endswith("..")


def free(text: str, start: int, at: int) -> bool:
    """Whether no sentence goes on at `at`, and none has just ended."""
    before = text[max(start, at - 30) : at]
    return before[-1:].isspace() and not GOES_ON.search(before) and not ended(before)


def _longest(text: str, start: int, stop: int) -> int:
    """Where the longest word that begins lines ends, of those that stand at `start`."""
    found = (pattern.match(text, start, stop) for _, pattern in _words())
    return max(match.end() for match in found if match and _WHOLE.match(text, match.end()))


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """``patterns/line_starts.tsv``: class and pattern, each also in capitals."""
    return tuple(
        (kind, re.compile(f"{words}|{words.upper()}"))
        for kind, pattern in rows("line_starts.tsv")
        for words in _alternatives(pattern)
    )


def _alternatives(pattern: str) -> list[str]:
    """The pattern's parts between bars that stand in no brackets."""
    parts, depth = [""], 0
    for char in pattern:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def begins_line(text: str, start: int, end: int) -> bool:
    """Whether such a word stands at `start`."""
    return _starter().match(text, start, end) is not None


@cache
def _starter() -> re.Pattern[str]:
    longest = sorted((pattern.pattern for _, pattern in _words()), key=len, reverse=True)
    return re.compile(rf"(?<![{UPPER}§-])(?:{'|'.join(longest)}){_WHOLE.pattern}")


@cache
def _kind(words: str) -> str:
    return next((kind for kind, pattern in _words() if pattern.fullmatch(words)), "")
