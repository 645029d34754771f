"""Where the people of a list begin when the list stands on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gazetteers import given_names, surnames
from pipeline.segment.linestarts import LOWER, UPPER

_TOKEN = re.compile(r"\S+")
_NAME_WORD = re.compile(
    rf"[{UPPER}][{LOWER}´'’]+(?:[{UPPER}][{LOWER}]+)?(?:-[{UPPER}][{LOWER}]+)*[,.]?|[{UPPER}]\.?"
)
_PARTY = re.compile(rf"[{UPPER}]{{1,4}},?|[{UPPER}][{LOWER}]{{1,3}}[{UPPER}]")
_PARTICLES = frozenset(("von", "af", "de", "del", "la", "al", "el", "van", "der", "bin", "ben"))
_STANDS_FOR = re.compile(
    r"(?:\b(?:för|ersätter|ersatte|f|f\.|i st f|i stället för|ers|istället för|av|samt|och)|[,(/])\s*$", re.I
)
# "… och Siv Ek (L) samt sekreterare Bo Ås, ekonom Eva Tall": from here on titles lead
_LED = re.compile(rf"(?:\)|[{UPPER}][{LOWER}]+) (?:samt|och) [{LOWER}-]{{5,}} $")
_SHORT = re.compile(r"(?:[a-zåäö]{1,3}\.){2,}|(?i:ordf|sekr|ledam|suppl|tjänstg|bitr|förv)\.")
_OFFICE = re.compile(r"(?:chef|direktör|sekreterare|ledare|rektor|ekonom|jurist|strateg|are|ör|ist|ent|ant)$")


def people(text: str, start: int, stop: int) -> set[int]:
    """Where the people of a list begin: "Bo Ek (S), ordförande Siv Ås, C Eva Tall Olof Ström"."""
    found: set[int] = set()
    sentence: list[list[re.Match[str]]] = []
    run: list[re.Match[str]] = []
    before = ""
    for token in _TOKEN.finditer(text, start, stop):
        word = token.group()
        letters = before.endswith(",") and _PARTY.fullmatch(word)
        if (_NAME_WORD.fullmatch(word) and not letters) or (run and word in _PARTICLES):
            run.append(token)
        elif run:
            sentence.append(run)
            run = []
        if run and word.endswith((",", ".")) and len(word) > 2:
            sentence.append(run)
            run = []
        if word.endswith(".") and (len(word) > 4 or word.endswith(").")) and not _SHORT.fullmatch(word):
            found |= _of_sentence(text, start, sentence)
            found |= {token.end()} if found and token.end() < stop else set()
            sentence = []
        before = word
    found |= _of_sentence(text, start, [*sentence, *([run] if run else [])])
    if len(found) < 2 or text[start : min(found)].strip(" :*_") not in ("", ","):
        return set()
    return found - {min(found)}


def _of_sentence(text: str, start: int, runs: Sequence[Sequence[re.Match[str]]]) -> set[int]:
    """The people among the runs of names; none where titles lead: "Rektor Bo Ek, ekonom Siv Ås"."""
    if not runs:
        return set()
    known = given_names()
    first = [token.group().rstrip(".,") for token in runs[0]]
    at = next((k for k, word in enumerate(first[:-1]) if word in known), 0)
    if at == 1 or (at > 1 and _OFFICE.search(first[at - 1])):
        return set()
    led = (
        k
        for k, run in enumerate(runs)
        if k and _LED.search(text, max(start, run[0].start() - 60), run[0].start())
    )
    runs = runs[: next(led, len(runs))]
    return {at for run in runs for at in _named(text, start, run)}


def _named(text: str, start: int, run: Sequence[re.Match[str]]) -> set[int]:
    """Where the people named by words in a row begin, but for one whom somebody stands in for."""
    words = [token.group().rstrip(".,") for token in run]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        best.append(
            min((best[begin][0] + _cost(words[begin:end]), begin) for begin in range(max(0, end - 4), end))
        )
    at = len(words)
    found: set[int] = set()
    while at > 0:
        begin = best[at][1]
        first, last = words[begin], words[at - 1]
        if at - begin > 1 and (first.partition("-")[0] in given_names() or last in surnames()):
            found.add(run[begin].start())
        at = begin
    if run and _STANDS_FOR.search(text[max(start, run[0].start() - 30) : run[0].start()]):
        found.discard(run[0].start())
    return found


def _cost(words: Sequence[str]) -> float:
    """How unlikely words are as one person's name: two, or three of which two are given or family names."""
    known = given_names()
    if len(words) == 1:
        return 1.6
    if words[-1] in _PARTICLES:
        return 9.0
    first = words[0] in known or words[0].partition("-")[0] in known
    last = words[-1] in known and words[-1] not in surnames()
    middle = {2: 0.0, 3: 0.8, 4: 2.5}[len(words)] - 0.6 * any(word in _PARTICLES for word in words[1:-1])
    given = sum(word in known and word not in surnames() for word in words[1:-1])
    return 0.5 + middle + (0.0 if first else 1.5) + (1.2 if last else 0.0) + 0.3 * (given > 1)
