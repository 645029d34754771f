"""Who sends people to a body, by the form of its name, and what a piece of a run of affiliations is worth."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract.attendance.words import OFFICE, names_organisation
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import agencies, municipalities, regions

_MUNICIPALITY = re.compile(
    r"(?:(?:Lilla|Stora|Norra|Södra|Östra|Västra|Nya|Gamla|Övre|Nedre|Upplands) )?"
    r"[A-ZÅÄÖ][\wåäöé-]+s? (?:kommun|stad)"
)
_REGION = re.compile(
    r"[A-ZÅÄÖ][\wåäö-]+ (?:läns landsting|samordningsförbund)|Region [A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)?"
)
# behind these stands which one: "Region Norrland", "Samordningsförbundet Älvdalen"
_WHICH = frozenset(
    "Region Landstinget Samordningsförbundet Samordningsförbund Kommunalförbundet Räddningstjänstförbundet"
    " Finsam Stiftelsen Föreningen Svenska"
    " Norra Södra Östra Västra Stora Lilla Nya Gamla Övre Nedre Upplands".split()
)
_TWO_SENDERS = re.compile(r"\b(?:kommun|stad|landsting|samordningsförbund)\s+[A-ZÅÄÖ]")
Range = tuple[int, int]
Score = Callable[[str, list[Range], int, int], float | None]


def is_sender(words: str) -> bool:
    """A municipality, region or authority by its form: "Norrby kommun"."""
    if words in regions() or words in agencies():
        return True
    return _MUNICIPALITY.fullmatch(words) is not None or _REGION.fullmatch(words) is not None


def begins_with_sender(text: str) -> bool:
    """Whether `text` begins with the whole name of one: "Västra Götalandsregionen", "Lilla Edets kommun"."""
    words = re.split(r"\s+", text[:80], maxsplit=6)
    starts = (" ".join(words[:count]).rstrip(" ,;.") for count in range(min(5, len(words)), 0, -1))
    return any(is_sender(start) for start in starts if len(start) > 5)


def affiliations_of(text: str, tokens: list[Range]) -> Score:
    """`_score_affiliation` with no piece that begins in the midst of a name ("Region" / "Norrland")."""
    inside = _inside_a_name([text[a:b] for a, b in tokens])

    def score(text: str, tokens: list[Range], start: int, end: int) -> float | None:
        if start in inside or end in inside:
            return None
        return _score_affiliation(text, tokens, start, end)

    return score


def _inside_a_name(words: list[str]) -> frozenset[int]:
    """Which of `words` go on with the name of a sender that the ones before begin.

    "Upplands Väsby", "Region Jämtland Härjedalen" are in the gazetteers; behind "Region" and
    "Samordningsförbundet" always stands which one.
    """
    inside: set[int] = set()
    bare = [word.rstrip(",;") for word in words]
    at = 0
    while at < len(bare):
        length = next((n for n in range(5, 1, -1) if _whole_sender(bare[at : at + n], n)), 1)
        inside.update(range(at + 1, at + length))
        if length == 1 and bare[at] in _WHICH and words[at] == bare[at] and not _alone(bare[at + 1 : at + 3]):
            inside.add(at + 1)
        at += length
    return frozenset(inside)


def _whole_sender(words: list[str], count: int) -> bool:
    """Whether `words` are `count` and the whole name of a region, authority or municipality."""
    name = " ".join(words)
    if len(words) < count:
        return False
    if name in regions() or name in agencies() or name in municipalities():
        return True
    return words[-1] in ("kommun", "stad") and " ".join(words[:-1]).removesuffix("s") in municipalities()


def _alone(words: list[str]) -> bool:
    """Whether another sender begins with `words`: "Samordningsförbundet" / "Försäkringskassan"."""
    return bool(words) and (
        words[0] in agencies() or words[0] == "Region" or " ".join(words[:2]) in regions() | agencies()
    )


def _score_affiliation(text: str, tokens: list[tuple[int, int]], start: int, end: int) -> float | None:
    words = text[tokens[start][0] : tokens[end - 1][1]]
    following = text[tokens[end][0] : tokens[end][1]] if end < len(tokens) else ""
    first = text[tokens[start][0] : tokens[start][1]]
    if following and not following[:1].isupper():
        return None
    if words.endswith((",", "§", "§§")) or not first[:1].isupper():
        return None
    if re.search(r"§+\s*\d[\d\s,–-]*\s+[A-ZÅÄÖ]", words):
        return None  # the §§ end an affiliation
    if _TWO_SENDERS.search(words) or any(text[a:b] in agencies() for a, b in tokens[start + 1 : end - 1]):
        return None  # "Lilla Edets kommun Östra"
    bare = re.sub(r",?\s*(?:§§?|ärende\w*|punkt)\s*\d.*$", "", words).strip(" ,")
    main, _, tail = bare.partition(",")
    if tail and not (starts_with_role(tail.strip()) or names_organisation(tail.strip())):
        return None
    score = -1.0
    role = starts_with_role(main)
    if role:
        rest = main[role:].strip()
        named = not starts_with_role(rest) and (names_organisation(rest) or rest[:1].islower())
        score += 1.8 if not rest else 2.8 if named else 0.3
    elif is_sender(main):
        score += 3.0
    elif main in municipalities():
        score += 1.6
    elif OFFICE.match(main):
        rest = OFFICE.sub("", main, count=1).strip()
        score += 1.2 if not rest else 2.4 if is_sender(rest) else 0.2
    elif names_organisation(main):
        score += 1.0 if len(main.split()) == 1 else 0.6
    else:
        return None
    if tail and starts_with_role(tail.strip()):
        score += 0.6
    return score - 0.15 * (len(main.split()) - 1)
