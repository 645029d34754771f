"""BODY: organs by their letters ("KS § 12", "till BUN")."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.bodywords import letters
from pipeline.extract.found import Found
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import parties

# "Ks föreslår att Kf antar planen"
_DECIDES = (
    r"(?=\s(?:beslut(?:ar|ade|at)|föresl(?:år|og)|godkän(?:ner|de)|uppdr(?:ar|og)|överlämnar"
    r"|anta(?:r|gs|git)|antog)\b)"
)
_SECTION = r"(?=\s§{1,2}\s?\d)"
# "KS 2023/14", "KS-2023/14", "KSAU 12/2024": the letters are part of a case number
# ("VON 2025" and "VON 2026-2028" are not)
_YEARS = r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d(?!\d)"
_CASE = rf"(?![-/:.]\s?\d|\d|\s(?!{_YEARS}|\d{{4}}-\d\d-\d\d)\d{{1,5}}\s?[-/:.]\s?\d|/[0-9])"
_DNR_BEFORE = re.compile(r"(?:[Dd]nr|[Dd]iarienr\.?|[Dd]iarienummer|[Ää]rendenr\.?|[Ää]rendenummer):?\s$")


_POST_BEFORE = re.compile(
    r"(?:handläggare|ingenjör|chef|samordnare|strateg|controller|ansvarig|planerare|utredare|ledare)\s$",
    re.IGNORECASE,
)
# "Natur- och tekniknämnden", "Barn-, skol- och kulturnämnden"
_BOARD = re.compile(r"(?P<firsts>(?:[A-ZÅÄÖa-zåäö]+-?,? )+)(?:och|samt|&) (?P<last>[a-zåäö]{3,})nämnden?")


def board_letters(name: str) -> frozenset[str]:
    """The letters a board with a coordinated name goes by: "Natur- och tekniknämnden" → {"NTN"}."""
    board = _BOARD.fullmatch(name)
    if board is None:
        return frozenset()
    firsts = re.findall(r"[A-ZÅÄÖa-zåäö]+", board["firsts"])
    found = "".join(word[0] for word in (*firsts, board["last"])).upper() + "N"
    return frozenset((found,)) if found not in parties() else frozenset()


@lru_cache(maxsize=64)
def _letters(known: frozenset[str]) -> re.Pattern[str]:
    anywhere = "|".join(sorted(letters() | known, key=lambda s: (-len(s), s)))
    capitalised = "|".join(sorted(s.capitalize() for s in letters() if len(s) in (2, 3, 4)))
    return re.compile(
        rf"(?<![\w§/-])(?:(?:{anywhere}|{capitalised}):?s?\s(?:au|AU)(?=$|[\s§,.;:)])|(?:{anywhere})(?:s|:s)?(?=$|[\s§,.;:)/])(?!:\w){_CASE}"
        # an arbetsutskott by the letters of its board: "SBNAU", "FNAU"
        rf"|(?:[A-ZÅÄÖ]{{1,3}}N|KS|RS|LS)AU:?s?(?=$|[\s§,.;:)/])(?!:\w){_CASE}"
        # "Begäran om bidrag, au § 3"
        rf"|(?<=[,;] )au{_SECTION}|(?:[A-ZÅÄÖ]{{2,7}}|{capitalised}){_SECTION}|(?:{capitalised}){_DECIDES})"
    )


def abbreviations(text: str, known: frozenset[str]) -> list[Found]:
    """ "KS § 12", "till BUN"; not a cell by itself, not the letters of a case number."""
    found = []
    for match in _letters(known).finditer(text):
        if match.group() == text.strip() or starts_with_role(match.group()) or match.group() in parties():
            continue  # a cell of a table; "MAS § 33"
        if match.group() not in letters() | known and _POST_BEFORE.search(text[: match.start()]):
            continue  # "Alma Ros Handläggare VA § 119": what she works with
        if not _DNR_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):
            found.append(Found(match.start(), match.end(), "body.abbreviation", 0.8))
    return found
