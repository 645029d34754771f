"""The doers of a mandate as written: "Karin och Olle" are two, "alla nämnder och bolag" one."""

from __future__ import annotations

import re

from pipeline.extract.names import given_evidence

_TITLE_END = re.compile(
    r"(?:chef(?:en)?|styrelsen?|nämnd(?:en)?|förvaltning(?:en)?|kansli(?:et)?|kontor(?:et)?"
    r"|utskott(?:et)?|grupp(?:en)?|presidiet|team(?:et)?|direktör(?:en)?|ledare(?:n)?"
    r"|ordförande(?:n)?|sekreterare(?:n)?"
    r"|kassör(?:en)?|avdelning(?:en)?|enhet(?:en)?|bolag(?:et)?|råd(?:et)?|revision(?:en)?"
    r"|beredning(?:en)?|ledamot|samordnare(?:n)?|strateg(?:en)?|controller(?:n)?"
    r"|ekonom(?:en)?|handläggare(?:n)?|AB|kommun|direktion(?:en)?)$"
)
_NAME = re.compile(
    r"[A-ZÅÄÖÉ][\wåäöé’'-]*(?: (?:[A-ZÅÄÖÉ][\wåäöé’'-]*|von|af|de|la" r"|van))*(?: \([A-ZÅÄÖ]{1,3}\))?$"
)
_LOOSE = re.compile(r"^(?:att|om|en|ett|det|den|sig|inte|nu|då)$", re.IGNORECASE)
_ADVERBS = re.compile(
    r"^(?:(?:samtidigt|därför|även|också|vidare|dessutom|därmed|nu|då|sedan|samt|och|åt"
    r"|till|i|december|mars) )+"
)
_TAIL = re.compile(
    r"\s+(?:(?:även|också|därför|nu|sedan|då|samtidigt|därmed|tillsammans|gemensamt)"
    r"|\d{4}-\d\d-\d\d(?: ?,? ?§ ?\d+)?|i (?:januari|februari|mars|april|maj|juni|juli"
    r"|augusti|september|oktober|november|december)|§ ?\d+)+$"
)


def assignees(words: str) -> tuple[str, ...]:
    """Each doer in `words` as written, without what stands in parentheses after a name; () when none fits."""
    bare = _TAIL.sub("", _ADVERBS.sub("", words.strip(" ,:;–-")))
    bare = re.sub(r"\s*\([^)]*\)", "", bare).strip()
    # "informationskonsulenten Siv Melin": the title is not part of the name
    bare = re.sub(
        r"^[a-zåäö]+(?:en|n) (?=[A-ZÅÄÖ][a-zåäöé]+(?: (?:[a-z]{2,3} ){0,2}[A-ZÅÄÖ][\wåäö-]+){1,3}$)",
        "",
        bare,
    )
    if not bare or _LOOSE.match(bare) or len(bare) > 140:
        return ()
    parts = [
        part.strip()
        for part in re.split(
            r",\s+(?:och\s+|samt\s+)?|\s+(?:och|samt|o|&)\s+|\s?\+\s?|(?<=[a-zåäö])/(?=[A-ZÅÄÖa-zåäö])", bare
        )
    ]
    if (
        len(parts) == 2
        and re.match(r"[a-zåäö]+nämnden$", parts[1])
        and re.fullmatch(r"[A-ZÅÄÖ][a-zåäö]+", parts[0])
        and not _TITLE_END.search(parts[0])
        and not given_evidence(parts[0])
    ):
        return (bare,)  # "Kultur och fritidsnämnden" is one
    # "Ann Ek, enhetschef och Bo Ås, ekonom": a title behind a name is no further doer
    parts = [
        p
        for i, p in enumerate(parts)
        if not (
            i
            and _NAME.match(parts[i - 1])
            and re.fullmatch(r"(?:tf |bitr\. )?[a-zåäö]+", p)
            and f"{parts[i - 1]}, {p}" in bare
        )
    ]
    if len(parts) > 1 and all(_is_doer(part) for part in parts):
        return tuple(parts)
    joined = _rejoined(parts, bare)
    return tuple(joined) if joined else (bare,)


def _rejoined(parts: list[str], bare: str) -> list[str]:
    """ "bygg- och kultur- och fritidsnämnden": a part with a hyphen goes on behind its "och"."""
    joined: list[str] = []
    rest = bare
    for part in parts:
        at = rest.find(part)
        gap, rest = rest[:at], rest[at + len(part) :]
        if joined and joined[-1].endswith("-"):
            joined[-1] += gap + part
        else:
            joined.append(part)
    return joined if len(joined) > 1 and all(_is_doer(part) for part in joined) else []


def _is_doer(words: str) -> bool:
    if words.endswith("-"):
        return False
    if re.search(r"\b(?:alla|samtliga|övriga|respektive|berörda|båda)\b", words, re.IGNORECASE):
        return False
    return (
        bool(_NAME.match(words))
        or bool(_TITLE_END.search(words.split(" i ")[0].split(" vid ")[0]))
        or bool(re.match(r"[A-ZÅÄÖ]{2,4}$", words))
    )
