"""Words for organs and units (``models/patterns/bodies.tsv``), and which words they make."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.patterns import rows

# boards and units that say what they are for: "nämnden för kultur och fritid", "Förvaltningen för teknik"
_TAKES_TAIL = (
    "nämnd",
    "förvaltning",
    "avdelning",
    "enhet",
    "råd",
    "utskott",
    "kontor",
    "beredning",
    "kommitté",
    "fakultet",
)
_DEFINITE = re.compile(r"\w*(?:en|ens|et|ets|na|nas|n|ns)")


class Noun(NamedTuple):
    """A word taken apart: "socialnämnden" is ("socialnämnden", "organ", "social", "nämnd", True).

    `kind` is organ, unit, group or after (the classes of the pattern file).
    """

    word: str
    kind: str
    first: str
    stem: str
    definite: bool

    @property
    def takes_tail(self) -> bool:
        """Whether "för kultur och fritid" may follow as part of the name."""
        return self.stem in _TAKES_TAIL


@lru_cache(maxsize=65536)
def body_noun(word: str) -> Noun | None:
    """The organ or unit that `word` names, None for any other word ("erfarenhet", "samrådet")."""
    lower = word.lower().rstrip("-")
    if len(lower) < 3 or len(word) > 60 or (word.isupper() and len(word) < 5):
        return None
    match = _nouns().fullmatch(lower)
    if match is None:
        return None
    kind, stem = _kind(match)
    first = match["first"].rstrip("-")
    ending = match["noun"][len(stem) :]
    noun = Noun(word, kind, first, stem, _DEFINITE.fullmatch(ending) is not None)
    return None if _is_other(noun, lower) else noun


def _kind(match: re.Match[str]) -> tuple[str, str]:
    name = next(name for name, value in match.groupdict().items() if value and name not in ("first", "noun"))
    kind, number = name.split("_")
    return kind, _stems()[int(number)]


def _is_other(noun: Noun, lower: str) -> bool:
    """Whether the first part makes another thing of the noun."""
    first = noun.first
    if noun.kind == "organ" or noun.kind == "after":
        if noun.stem == "råd" and (first.endswith(tuple(words("not-råd"))) and first != "kommunalförbunds"):
            return True
        if any(lower.startswith(whole) for whole in words("not-organ-whole")):
            return True
        return first in words("not-organ")
    last = first.rsplit("-", 1)[-1]
    if first and (
        last.endswith(tuple(words(f"not-{noun.kind}"))) or first in words(f"not-{noun.kind}-whole")
    ):
        return True
    if noun.kind == "group" and not first and noun.stem == "team" and not noun.definite:
        return True
    return noun.kind == "group" and not noun.definite and lower.endswith("er")  # "arbetsgrupper": in general


@lru_cache(maxsize=1)
def _stems() -> tuple[str, ...]:
    return tuple(row[1] for row in rows("bodies.tsv") if len(row) == 3)


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    made = []
    for number, (kind, stem, endings) in enumerate(row for row in rows("bodies.tsv") if len(row) == 3):
        made.append((len(stem), rf"(?P<{kind}_{number}>{stem}(?:{endings}))"))
    longest = "|".join(pattern for _, pattern in sorted(made, reverse=True))
    return re.compile(rf"(?P<first>(?:[\wéè][\wéè&-]*?)??)(?P<noun>{longest})")


@lru_cache(maxsize=16)
def patterns(kind: str) -> re.Pattern[str]:
    """All patterns of one kind of the pattern file as one, for whole words."""
    found = "|".join(row[1] for row in rows("bodies.tsv") if row[0] == kind)
    return re.compile(rf"(?<![\w-])(?:{found})(?![\w-])" if kind in ("name", "alone") else found)


@lru_cache(maxsize=16)
def words(kind: str) -> frozenset[str]:
    """The words of one kind of the pattern file."""
    return frozenset(word for row in rows("bodies.tsv") if row[0] == kind for word in row[1].split())


@lru_cache(maxsize=1)
def letters() -> frozenset[str]:
    """Abbreviations of organs in common use: "KSAU", "BUN"."""
    return words("letters")


@lru_cache(maxsize=4096)
def domain(word: str) -> bool:
    """Whether a word can say what a board is for: "kultur", "funktionsstöd", "Intraservice"."""
    return word[0].isupper() or word.startswith(tuple(words("domain")))
