"""ORG: authorities and regions by the lists, full names and letters."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.found import Found
from pipeline.extract.orgwords import TOKEN, no_letters
from pipeline.gazetteers import agencies, parties, regions

END = r"(?:s(?![\wåäöÅÄÖ-])|(?![\wåäöÅÄÖ-]))"  # a name ends here, with a genitive s or without


def listed(text: str) -> list[Found]:
    """Agencies and regions of the lists; letters that a § or "enligt" goes before are a statute's."""
    found = []
    names = _names()
    for match in TOKEN.finditer(text):
        word = match.group()
        for key in sorted({word, word.removesuffix("s"), word.split(":")[0]}):
            for pattern in names.get(key, ()):
                whole = pattern.match(text, match.start())
                if whole and not (key.isupper() and _no_agency(text, match.start(), whole.end())):
                    found.append(Found(match.start(), whole.end(), "org.listed", 1.0))
    return found


def _no_agency(text: str, start: int, end: int) -> bool:
    """Letters of a statute ("11 § LUL"), of somebody ("JO" alone in a margin column)."""
    if re.search(r"(?:§|[Ee]nligt|kap\.?|[/-])\s?$", text[max(0, start - 8) : start]):
        return True
    if re.match(r"\)\s(?:nr\.?\s)?\d{2,4}/\d", text[end : end + 12]):
        return True  # "(EU) 2016/679": a regulation's number
    alone = text[start - 1 : start] in ("", "\t", " ") and text[end : end + 1] in ("", "\t")
    return (
        end - start < 3
        and alone
        and (start == 0 or text[start - 1] == "\t" or "  " in text[max(0, start - 2) : start])
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[re.Pattern[str], ...]]:
    names = {
        n
        for n in {*agencies(), *regions()}
        if not no_letters(n) and n not in ("Sida", "KB", "Ma") and len(n) > 1
    }
    first: dict[str, list[re.Pattern[str]]] = {}
    for name in sorted(names - set(parties()), key=lambda n: (-len(n), n)):
        token = TOKEN.match(name)
        if token:
            spelled = re.escape(name).replace(r"\ ", " ")
            first.setdefault(token.group(), []).append(re.compile(rf"(?<![\w/-]){spelled}{END}"))
    return {word: tuple(patterns) for word, patterns in first.items()}
