"""The doers of a mandate as written: "Karin och Olle" are two, "alla nämnder och bolag" one."""

from __future__ import annotations

import re

from pipeline.extract.mandates.forms import ADVERB
from pipeline.extract.names import given_evidence

_TITLE_END = re.compile(
    r"(?:chef(?:en)?|styrelsen?|nämnd(?:en)?|förvaltning(?:en)?|kansli(?:et)?|kontor(?:et)?"
    r"|utskott(?:et)?|grupp(?:en)?|presidiet|team(?:et)?|direktör(?:en)?|ledare(?:n)?"
    r"|ordförande(?:n)?|sekreterare(?:n)?"
    r"|kassör(?:en)?|avdelning(?:en)?|enhet(?:en)?|bolag(?:et)?|råd(?:et)?|revision(?:en)?"
    r"|beredning(?:en)?|ledamot|samordnare(?:n)?|strateg(?:en)?|controller(?:n)?"
    r"|ekonom(?:en)?|handläggare(?:n)?|AB|kommun|ordf|sekr|kass|direktion(?:en)?|tjänst(?:en)?"
    r"|verk(?:et)?|myndighet(?:en)?"
    r"|fullmäktige|rektor(?:n|erna)?|utredare(?:n)?|sektion(?:en)?|kommitté(?:n)?|jurist(?:en)?"
    r"|nämnder(?:na)?|styrelser(?:na)?|förvaltningar(?:na)?|chefer(?:na)?|bolag(?:en|sstyrelser))$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÅÄÖÉ][\wåäöé’'-]*(?: (?:[A-ZÅÄÖÉ][\wåäöé’'-]*|von|af|de|la" r"|van))*(?: \([A-ZÅÄÖ]{1,3}\))?$"
)
_LOOSE = re.compile(
    rf"^(?:{ADVERB}|att|om|en|ett|det|den|sig|inte|var för sig|var och en|följande|i samråd.*)$",
    re.IGNORECASE,
)
# a date or number before the doer is none of it: "gav 240604 förvaltningen", "2. Kansliet"
_NUMBERED = re.compile(r"^(?:(?:\d[\d.:/-]*\)?|den \d{1,2} [a-zåäö]+(?: \d{4})?|§+ ?\d+)[ ,]+)+")
# and when, where or with whom it happened is nobody: "fick på beredningsmöte 250107 i uppdrag"
_NOBODY = re.compile(
    r"^(?:på|vid|under|efter|inför|enligt|med|genom|utan|inom|från|hos|tillsammans|sedan|om|för|av|i"
    r"|detta|dessa|beslutet|beslut|[\W\d_]+$)(?!\w)",
    re.IGNORECASE,
)
_ORGAN = r"(?:nämnd|utskott|förvaltning|kontor|beredning|avdelning|kommitté)(?:en|et|n)?(?![\wåäö])"
# "Äldre samt vård- och omsorgsnämnden", "Kretslopp och vattennämnden": topics of one body
_TOPICS = re.compile(
    rf"(?:^|(?<=, )|(?<= och )|(?<= samt )|(?<=/))"
    rf"(?P<name>(?:(?:[A-ZÅÄÖa-zåäö][a-zåäö]+-, )*[A-ZÅÄÖa-zåäö][a-zåäö]+-? (?:och|samt) ){{1,2}}"
    rf"[a-zåäö]+?{_ORGAN})"
)
# "Ek & Co AB", "Berg och Söner AB": the "&" belongs to the name
_COMPANY = re.compile(
    r"(?P<name>[A-ZÅÄÖ][\wåäö-]* (?:& (?:[A-ZÅÄÖ][\wåäö-]* ){0,3}(?:Co|AB|HB|KB)\b(?: AB\b)?"
    r"|och (?:Co|Partners|Söner)\b(?: AB\b)?))"
)
_SEPARATOR = re.compile(
    r",\s+(?:och\s+|samt\s+)?|\s+(?:och|samt|o|&)\s+|\s?\+\s?|(?<=[a-zåäö])/(?=[A-ZÅÄÖa-zåäö])"
)
_WITH_PLACE = re.compile(
    r"(?:nämnd(?:en|erna)?|styrelsen|utskott(?:et)?|förvaltningen|kontoret|enheten) "
    r"[A-ZÅÄÖ][\wåäö-]+(?:[, ]|$)"
)
_ADVERBS = re.compile(rf"^(?:(?:{ADVERB}|samt|och|åt|till|i|december|mars) )+")
_TAIL = re.compile(
    rf"\s+(?:(?:{ADVERB}|följande)|\d{{4}}-\d\d-\d\d(?: ?,? ?§ ?\d+)?|i (?:januari|februari|mars|april"
    rf"|maj|juni"
    r"|juli|augusti|september|oktober|november|december)|§ ?\d+)+$"
)
# "kansliet, i samverkan med kulturnämnden": whom the doer works with is told nothing
_WITH = re.compile(
    r",? (?:i (?:nära )?(?:samverkan|samråd|samarbete|dialog)|tillsammans|gemensamt) med .*$", re.DOTALL
)


def assignees(words: str) -> tuple[str, ...]:
    """Each doer in `words` as written, without what stands in parentheses after a name; () when none fits."""
    bare = _NUMBERED.sub("", words.strip(" ,:;–-"))
    bare = _TAIL.sub("", _ADVERBS.sub("", _WITH.sub("", bare)))
    bare = re.sub(r"\s*\([^)]*\)", "", bare).strip()
    # "informationskonsulenten Siv Melin": the title is not part of the name
    bare = re.sub(
        r"^[a-zåäö]+(?:en|n) (?=[A-ZÅÄÖ][a-zåäöé]+(?: (?:[a-z]{2,3} ){0,2}[A-ZÅÄÖ][\wåäö-]+){1,3}$)",
        "",
        bare,
    )
    if not bare or _LOOSE.match(bare) or _NOBODY.match(bare) or len(bare) > 240:
        return ()
    parts = _split(bare)
    # "Ann Ek, enhetschef och Bo Ås, ekonom": a title behind a name is no further doer
    parts = [
        p
        for i, p in enumerate(parts)
        if not (
            i
            and _NAME.match(parts[i - 1])
            and not _TITLE_END.search(parts[i - 1].lower())
            and re.fullmatch(r"(?:tf |bitr\. )?[a-zåäö]+", p)
            and f"{parts[i - 1]}, {p}" in bare
        )
    ]
    if len(parts) > 1 and all(_is_doer(part) for part in parts):
        return tuple(parts)
    joined = _rejoined(parts, bare)
    return tuple(joined) if joined else (bare,)


def _split(bare: str) -> list[str]:
    """`bare` at its commas, "och" and "/", but not inside one body's or company's name."""
    whole = [m.span("name") for m in _TOPICS.finditer(bare) if not _two(m["name"])]
    whole += [m.span("name") for m in _COMPANY.finditer(bare)]
    cuts = [m for m in _SEPARATOR.finditer(bare) if not any(a <= m.start() < b for a, b in whole)]
    starts, ends = [0, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(bare)]
    pieces: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        goes_on = pieces and (
            # "nämnden för kultur och fritid", "socialnämnderna Norr, Mitt och Syd"
            (re.search(r" (?:för|i|vid) ", bare[slice(*pieces[-1])]) and not _begins_doer(bare[start:end]))
            or (
                re.match(r"\S+(?:nämnder|styrelser|förvaltningar)na [A-ZÅÄÖ]", bare[slice(*pieces[-1])])
                and re.fullmatch(r"[A-ZÅÄÖ][a-zåäö]+", bare[start:end].strip())
            )
        )
        if goes_on:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return [bare[a:b].strip() for a, b in pieces]


def _begins_doer(words: str) -> bool:
    named = _NAME.match(words) and given_evidence(words.split(" ")[0])
    return bool(
        named or _WITH_PLACE.search(words) or _TITLE_END.search(re.split(r" (?:i|vid|för) ", words)[0])
    )


def _two(words: str) -> bool:
    """Whether a "topic och nämnd" is a doer and a nämnd after all: "Karin och socialnämnden"."""
    first = re.split(r",| (?:och|samt) ", words)[0]
    return bool(not first.endswith("-") and (_TITLE_END.search(first.lower()) or given_evidence(first)))


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
    if _WITH_PLACE.search(words):
        return True
    if re.search(r"\b(?:alla|samtliga|övriga|respektive|berörda|båda)\b", words, re.IGNORECASE):
        return False
    return (
        bool(_NAME.match(words))
        or bool(_TITLE_END.search(re.split(r" (?:i|vid|för) ", words)[0]))
        or bool(re.match(r"[A-ZÅÄÖ]{2,4}$", words))
    )
