"""One printed line, several entries: where the next person, the next list or the next field begins.

Columns read across give lines such as "Alma Ros (S), ordförande Bo Dahl (LB) Ersättare Siv Melin (M)".
"""

from __future__ import annotations

import re

from pipeline.extract.attendance.listheads import heading
from pipeline.extract.names import FULL_NAME, name_score, never_in_name
from pipeline.extract.rolewords import starts_with_role

# what a bracket behind a name holds: the letters of a party, those of a local one too, or a dash
LETTERS = r"(?:[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{1,3}[A-ZÅÄÖ]?|[a-zåäö]{1,3}|[A-ZÅÄÖ]+-[A-ZÅÄÖ]+|-|–)"
_NAMED = re.compile(rf"(?P<name>{FULL_NAME.pattern})(?=\s?\({LETTERS}\))")
# "Alma Ros, skolchef förskolan Ebba Lund, skolchef grundskolan"
_TITLED = re.compile(rf"(?P<name>{FULL_NAME.pattern})(?=,\s(?:[a-zåäö\d]|{LETTERS}[,\s]|(?P<post>[A-ZÅÄÖ])))")
# "Alma Ros (skolchef förskolan) Ebba Lund (ekonom)"
_BRACKETED = re.compile(rf"(?P<name>{FULL_NAME.pattern})(?=\s\((?P<post>[a-zåäö][^()]{{2,80}})\))")
# "… § 4 Utredare Siv Melin § 5": behind the items of one begins the next one's title
_BEHIND_ITEMS = re.compile(r"(?:§{1,2}\s?\d[\d\s,–-]*\d|§\s?\d)\s+(?=[A-ZÅÄÖ])")
# "Siv Melin (S) ej tjg ers Bo Dahl (S) ej tjg ers": who does not serve stands in for nobody
_IDLE = re.compile(
    r"(?:\b(?:ej|icke|inte) (?:tjg\.?|tjänstg\.?|tjänstgörande)"
    r"|\b(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|\d:[ea]))"
    r" (?:ers\.?|ersättare|suppleant)\s*$",
    re.I,
)
# "Siv Ros (M) tredje ers. Eva Tall (C)": her place among the substitutes
ORDINAL = re.compile(
    r"\b(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|\d:[ea]) (?:ers\.?|ersättare)\s*$", re.IGNORECASE
)
_FOR = re.compile(
    r"(?:\bför|\bf\.|\bersätt(?:er|s|ande|er för)|\bersatte?s?|\bordinarie|\bledamoten"
    r"|\bi|\bav|\bmed|\bfrån|\bhos|\bvid|\boch|\bsamt"
    r"|\btill|\bstället|\bers\.?|\bf|\b(?:i\s?)?st\.?\s?f\.?"
    r"|\)\s(?:tjg\.? |tjänstgörande )?ersättare|[(,;:/&–-])\s*$",
    re.IGNORECASE,
)
# a list's heading within the line: behind a person, before a name
_HEADED = re.compile(
    r"(?<=[)\wåäö.,])\s+(?P<head>(?:Tjänstgörande |Ej tjänstgörande |Icke tjänstgörande |Närvarande "
    r"|Övriga )?(?:Ledamöter|Ersättare|Suppleanter|Tjänstemän|Tjänstepersoner|Insynsplats(?:er)?|Insyn)"
    r"|Övriga(?: närvarande| deltagare| deltagande)?"
    r"|(?:Frånvarande|Ej närvarande)(?: (?:ledamöter|ersättare))?"
    r"|Närvarande (?:tjänstemän|tjänstepersoner)|Adjungerade?|Inbjudna"
    r"|(?:Representanter|Företrädare) (?:från|för) [a-zåäö-]*(?:organisationerna|föreningarna)"
    rf"|Föredragande|Personalföreträdare)(?=:?\s{FULL_NAME.pattern}|:?\s*$)"
)
# the next field of the form, run on: "Siv Melin, sekr.Utses att justera Bo Dahl (S)"
_FIELD = re.compile(
    r"(?<=[a-zåäö.,)\d])\s*(?=(?:Utse(?:s|dd|dda)? att justera|Att justera|Justeringens (?:tid|plats)"
    r"|Underskrifter?\s|Paragrafer\s\d|Plats och tid\s"
    r"|(?:Övriga )?Justering(?:\s+(?:Justera|Utsågs|Utses)|\s*$)"
    r"|Organ\s*$"
    r"|(?:Vice|(?:Andre|Andra|Förste|Första|1:e|2:e) vice) ordförande:\s"
    r"|Närvarorätt\s*$|Utdragsbestyrk|Justeringen (?:har|tillkännages|offentliggörs)\b"
    r"|(?:Dagordning|Bilagor|Föredragningslista)\s?:))"
)
# "…, skolchef Bo Dahl", "… samt sekreterare Alma Ros"
_SEPARATED = re.compile(
    rf"(?:[,;]|\boch\b|\bsamt\b)\s+(?P<title>[a-zåäö][\wåäö.-]*(?:\s[a-zåäö][\wåäö.-]*){{0,3}}?)"
    rf"\s(?={FULL_NAME.pattern})"
)
_LAST_NAME = re.compile(rf"\s{FULL_NAME.pattern}(?:\s?\({LETTERS}\))?[\s,(]*(?:§[^A-ZÅÄÖa-zåäö]*)?\.?\s*$")
_POST_LEADS = re.compile(r"(?:[a-zåäö:\d]+\s){1,4}$")


def line_cuts(text: str) -> list[int]:
    """Where within a line another list or the form's next field begins."""
    cuts = [m.start() for m in _FIELD.finditer(text) if m.start() > 0]
    for match in _HEADED.finditer(text):
        before = text[: match.start()].rstrip(" ,")
        done = re.search(r"\)$|§§?\s*\d[\d\s,–-]*$", before) or (
            "," in text[: match.start()] and before[-1:].islower()
        )
        if done and before.count("(") == before.count(")") and heading(match["head"]):
            cuts.append(match.start("head"))
    return sorted(set(cuts))


def person_cuts(text: str) -> list[int]:
    """Where within an entry the next person begins, told by the form that the entries share.

    A name with a bracket of one to four letters, or a name, a comma and a title, begins an entry whatever
    its words are; not one that somebody stands in for ("för Bo Dahl (S)").
    """
    cuts: list[int] = []
    first = FULL_NAME.search(text)
    if first is None:
        return cuts
    named = [(m, False) for m in _NAMED.finditer(text)]
    named += [(m, False) for m in _BRACKETED.finditer(text) if name_score(m["name"].split()) > 0]
    titled = [(m, True) for m in _TITLED.finditer(text)] if "," in text else []
    leads = starts_with_role(text) > 0
    before_names = leads or titles_lead(text)
    for match, weak in sorted(named + titled, key=lambda found: found[0].start()):
        start = match.start() + _skipped(match["name"])
        before = text[:start]
        if start <= first.start() or not before.strip() or before.count("(") != before.count(")"):
            continue
        words = text[start : match.end()].split()
        if weak and match["post"] and not starts_with_role(text[match.end() :].lstrip(" ,")):
            continue
        idle = _IDLE.search(before) is not None
        if len(words) < 2 or (_FOR.search(before) and not idle) or any(never_in_name(word) for word in words):
            continue
        if start <= first.end() and not re.search(r"[)\d.,]", before):
            continue  # still the first name
        if weak and (before_names or not _ends_an_entry(before) or name_score(words) <= 0):
            continue
        post = _POST_LEADS.search(before) if leads else None
        if post:  # "ordförande Alma Ros (S) vice ordförande Bo Dahl (M)"
            begin = next(
                (
                    k
                    for k in range(post.start(), start)
                    if (k == post.start() or before[k - 1] == " ")
                    and k + starts_with_role(before[k:]) == len(before.rstrip())
                ),
                start,
            )
            start = begin
        if start not in cuts:
            cuts.append(start)
    for match in _BEHIND_ITEMS.finditer(text):
        length = starts_with_role(text[match.end() :])
        if length and FULL_NAME.match(text[match.end() + length :].lstrip(" :")) and match.start() > 0:
            cuts = [*(cut for cut in cuts if not match.end() < cut <= match.end() + length + 2), match.end()]
    return sorted(set(cuts))


def titles_lead(text: str) -> bool:
    """Whether titles stand before their names: "… samt sekreterare Alma Ros, skolchef Bo Dahl § 3".

    Two do, between a comma (or "och") and a name, and no title stands behind the last one.
    """
    if not _LAST_NAME.search(text):
        return False
    found = (match for match in _SEPARATED.finditer(text))
    return sum(_whole_role(match["title"]) for match in found) >= 2


def _whole_role(words: str) -> bool:
    """ "sekreterare", "mark- och exploateringschef"; not "ordförande valberedningen"."""
    words = re.sub(r"^[a-zåäö]+- och ", "", words)
    return starts_with_role(words) == len(words)


def _ends_an_entry(before: str) -> bool:
    """ "Alma Ros, skolchef förskolan "; not "… samt sekreterare ", a title of the next one's."""
    title = re.search(r"\b(?:och|samt)\s(?P<words>(?:[a-zåäö-]+\s){1,3})$", before)
    return (
        "," in before
        and re.search(r"(?:[a-zåäö)\d.]|,\s[A-ZÅÄÖ]{2,6})\s+$", before) is not None
        and (title is None or starts_with_role(title["words"]) == 0)  # "enhetschef trafik och natur "
    )


def _skipped(name: str) -> int:
    """Characters of words before the name that are none of it: "Ordförande Bo Dahl" → 11."""
    skipped = 0
    words = name.split()
    while len(words) > 2 and never_in_name(words[0]):
        skipped = name.index(words[1], skipped + len(words[0]))
        words.pop(0)
    return skipped
