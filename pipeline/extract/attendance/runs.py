"""People who run on with no mark between them: "Anna Ek, Norrby Bo Ask, ekonom Siv Ros Eva Tall"."""

from __future__ import annotations

import re

from pipeline.extract.attendance.collapsed import split_names
from pipeline.extract.attendance.cuts import ORDINAL
from pipeline.extract.attendance.words import is_board_role, role_name
from pipeline.extract.names import FULL_NAME, PARTICLE, given_evidence, name_score, never_in_name
from pipeline.extract.rolewords import role_pattern, starts_with_role

_LEAST = 2  # people
_LONGEST = 4000  # characters of a line of people
_RUNS_ON = 1  # of them that no comma parts from the one before
_TOKEN = re.compile(r"\S+")
_CAPITAL = re.compile(r"[A-ZÅÄÖÉ][a-zåäöéüè'’]+(?:-[A-ZÅÄÖ][a-zåäöé]+)*|[A-ZÅÄÖ]\.?")
_STANDS_FOR = re.compile(
    r"(?:\b(?:för|ersätter|ersatte|ersättare|ers\.?|tjänstgör|f\.?|(?:i\s?)?st\.?\s?f\.?|av|från|i|vid|hos|på|till|med)"
    r"|[(/&–-])\s*$",
    re.I,
)
_NAMED_AFTER = re.compile(r"(?:gymnasi|skol|stiftelse|fond|minne|gata|väg|plats|torg)")
# a body or a sender of one word
_BODY = re.compile(
    r"(?:nämnden|styrelsen|utskottet|förvaltningen|kontoret|förbundet|föreningen|universitetet|sjukhuset)$"
)
_OF_BODY = re.compile(r"^(?:nämnden|styrelsen|utskottet|förvaltningen|kontoret|rådet)$")


def run_cuts(text: str) -> list[int]:
    """Where in an entry another person begins, told by the given names; none when titles may lead.

    Nobody is cut off where a title may be that of the one behind it ("Anna Ek, ekonom Bo Ask").
    """
    if len(text) > _LONGEST or starts_with_role(text) or FULL_NAME.match(text) is None:
        return []
    starts = [start for run in _capitals(text) for start in _names(text, run)]
    if len(starts) < _LEAST or starts[0] != 0:
        return []
    cuts = starts[1:]
    runs_on = [cut for cut in cuts if not re.search(r"(?:,|\boch|\bsamt)\s*$", text[:cut])]
    if len(runs_on) < _RUNS_ON:
        return []
    segments = [text[a:b] for a, b in zip(starts, [*cuts, len(text)], strict=True)]
    return cuts if _names_lead(segments) else []


def _names_lead(segments: list[str]) -> bool:
    """Whether the titles are of those before them: one is that no name can follow."""
    told = [_title(segment) for segment in segments]
    if "last" not in told:
        return True
    return told[-1] is not None or "inner" in told[:-1]


def _title(segment: str) -> str | None:
    """ "last" when a segment ends with a title, "inner" when something stands behind it.

    A post in the body behind a name is no title of the next: "Anna Ek (S) tredje ersättare Bo Ask (M)".
    """
    titles = list(role_pattern().finditer(segment))
    if not titles or is_board_role(role_name(titles[-1].group())):
        return None
    return "last" if not segment[titles[-1].end() :].strip() else "inner"


def _capitals(text: str) -> list[list[re.Match[str]]]:
    """Runs of words with capitals, that nothing stands between."""
    runs: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(text):
        word = token.group()
        bare = word.rstrip(",.;:") if len(word) > 2 else word
        if never_in_name(bare) or _BODY.search(bare):
            runs.append([])
        elif _CAPITAL.fullmatch(bare) or (runs[-1] and re.fullmatch(PARTICLE, word)):
            runs[-1].append(token)
            if bare != word:
                runs.append([])
        elif runs[-1]:
            if _OF_BODY.search(word) and runs[-1][-1].group().endswith("a"):
                runs[-1].pop()  # "Humanistiska nämnden"
            runs.append([])
    return [run for run in runs if run]


def _names(text: str, run: list[re.Match[str]]) -> list[int]:
    """Where names begin in a run of words with capitals, behind a place or a sender that begins it."""
    words = [token.group().rstrip(",.;:") for token in run]
    first = next((k for k, word in enumerate(words[:-1]) if given_evidence(word) >= 0.55), None)
    if first is None:
        return []
    start, end = run[first].start(), run[-1].start() + len(words[-1])
    if words[-1].endswith("s") and _NAMED_AFTER.match(text[end:].lstrip()):
        return []
    ranges = split_names(text[start:end]) if len(words) - first > 2 else [(0, end - start)]
    found = [start + a for a, b in ranges if name_score(text[start + a : start + b].split()) > 0]
    if found and first == 2 and run[0].start() == 0:
        found = [0, *found]  # a name nobody else has begins the line
    before = text[:start]
    if (
        found
        and found[0] == start
        and first == 0
        and _STANDS_FOR.search(before)
        and not ORDINAL.search(before)
    ):
        found = found[1:]
    return found
