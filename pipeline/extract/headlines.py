"""Numbered lines that are a whole sentence: "§ 4 Dagordningen godkändes." is heading and decision in one."""

from __future__ import annotations

import re

from pipeline.extract.wording import DECIDER, LEAD_VERB, used
from pipeline.sentences import sentences

_NUMBER = re.compile(r"(?:[•*–-]\s*)?(?:§+\s*)?\d+(?:[.:/]\d+)*\s?[a-z]?\s?[.):]*\s+|§+\s*")
# "Val av justerare: Siv Melin", "Kallelse har skett behörigen", "… besvaras med ja": no deciding verb
_SAYS = re.compile(
    r"^(?:Val|Omval|Nyval|Fyllnadsval)\b[^:]*:\s*\S|\bbesvara(?:s|des) (?:med |jakande)"
    r"|\b(?:behörig|stadgeenlig)\w*\b|\bBeslut togs\b|\b[Bb]eslöts\b|\b[Bb]eslutades\b|\beniga\b"
    r"|\b(?:arvode|ersättning)\w*\b.*\b(?:utgå med|utgår med)\b",
)
_QUESTION = re.compile(
    r"^(?:Fråga(?:n)? om|Beslut om|Val av|Ansökan|Motion|Interpellation|Medborgarförslag|Remiss)\b"
    r"(?!.*\bbesvara)"
)


# "§ 5 Dagordning Styrelsens beslut Dagordningen godkänns.": item, label and decision on one line
_OWN_DECISION = re.compile(
    r"\b(?P<label>[A-ZÅÄÖ][\wåäö-]*(?:styrelsen?|nämnden|fullmäktige|utskottet|mötet|direktionen|stämman"
    r"|rådet)s beslut|(?:Styrelse|Nämnd|Direktion|Stämma|Råd)(?:n|en|et)s beslut):? (?=[A-ZÅÄÖ][^.]+\.)"
)
# "§ 6 Förslag till ny taxa Direktionen har fått i uppdrag …": the text runs on behind the title
_RUNS_ON = re.compile(
    rf"(?<=[a-zåäö)/\d] )(?=[A-ZÅÄÖ])(?={DECIDER} (?:har|beslutar|beslutade|beslöt|föreslår|gav|ger"
    rf"|godkänner)\b)"
)


def own_label(text: str) -> str | None:
    """The label that a heading holds before its decision: "Styrelsens beslut"; None where it holds none."""
    label = _OWN_DECISION.search(text)
    return label["label"] if label else None


def headline(text: str) -> list[tuple[int, int]]:
    """The ranges of the sentences of a heading, behind its number; none where it is only a title."""
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    label = _OWN_DECISION.search(text, start)
    if label:
        return sentences(text, label.end())
    runs_on = _RUNS_ON.search(text, start)
    if runs_on:
        return sentences(text, runs_on.start())
    ranges = sentences(text, start)
    if not ranges:
        return []
    first = text[ranges[0][0] : ranges[0][1]]
    if len(ranges) > 1 or _SAYS.search(first):
        return ranges
    finite = any(verb.form != "infinitive" for verb in used(first)) or LEAD_VERB.search(first)
    return ranges if finite and not _QUESTION.match(first) else []
