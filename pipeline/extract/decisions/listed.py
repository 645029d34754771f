"""Lines under "Beslut" that only name something: documents, people, numbers, measures."""

from __future__ import annotations

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.names import FULL_NAME
from pipeline.extract.wording import DECIDER, LEAD_VERB, used

# "Motion av Siv Melin om cykelbanor, H 2025 nr 12", "Dom från tingsrätten", "Skrivelse angående bryggan"
_DOCUMENT = re.compile(
    r"^(?:Motion|Interpellation|Skrivelse|Fråga|Enkel fråga|Medborgarförslag|Tjänsteskrivelse"
    r"|Tjänsteutlåtande|Protokollsutdrag|Protokoll|Dom|Handling|Yrkande|Rapport)(?:er|en|et)? "
    r"(?:av|från|nr|om|angående|gällande|den|daterad|\d|[A-ZÅÄÖ]\w+ (?:tings|förvaltnings|kammar)rätt)"
)
# "Frågestund (kl. 09.35)": the next item of an agenda
_TIMED = re.compile(r"\(kl\.? ?\d{1,2}[.:]\d\d\)$")
_NUMBERED = re.compile(r"(?:^|[ ,])(?:H )?\d{4} nr \d+[a-z]?$")
_NUMBER = re.compile(r"[\d\s.,:+/()%–-]+(?:kr|tkr|mnkr|mkr|kronor|:-|st|procent)?\.?")
# "Centrum: nivå 15 kvm/elev"
_MEASURE = re.compile(
    r"^[^:.]{2,60}: (?=.*\d ?(?:kvm|m2|m²|ha|st|km|platser|elever|barn|timmar)\b)(?!.*\b(?:kr|tkr|kronor)\b)"
)
_PERSON = rf"{FULL_NAME.pattern}(?:,? \([A-ZÅÄÖ]{{1,4}}\))?(?:, [a-zåäö]+(?: [IVX]+)?)?"
_PEOPLE = re.compile(rf"{_PERSON}(?:(?:, | och | samt ){_PERSON})*")
_NONE = re.compile(r"^Inga? .{0,80}\b(?:anmälda|inkomna|inkommit|anmälts|finns)\b")
_FINITE = re.compile(
    r"\b(?:ska|skall|är|blir|får|har|kan|bör|måste|utgår|gäller|upphör|ersätter|omfattar|[a-zåäö]{3,}(?:as"
    r"|ades))\b"
)
_TAKES = re.compile(r"\b(?:ge|få|till|[a-zåäö]+(?<!beslut)[as])\s*:$")
_ELECTION = re.compile(r"^(?:\w*val|Utse\w*|Justering)\b", re.IGNORECASE)


def only_named(clause: Clause) -> bool:
    """Whether a clause without a deciding verb is a title, a number, a measure or a list of people.

    What a lead-in's own verb takes ("beslutar ge:", "Till ombud utses:") is its object and is not;
    nor are names in an item that is an election.
    """
    text = clause.text
    if _NONE.match(text) or re.fullmatch(DECIDER, text):
        return True
    lead = clause.lead.text.rstrip() if clause.lead else ""
    if _MEASURE.match(text) and not _FINITE.search(text) and not _TAKES.search(lead):
        return True
    if lead and (
        _TAKES.search(lead) or any(one.form != "infinitive" for one in used(LEAD_VERB.sub("", lead)))
    ):
        return False
    if re.match(r"[Aa]tt\b", text) or _FINITE.search(re.sub(r"\b(?:om|att) .*$", "", text, flags=re.DOTALL)):
        return False
    if _PEOPLE.fullmatch(text):
        return not _ELECTION.match(clause.section.title if clause.section else "")
    return bool(
        _DOCUMENT.match(text) or _TIMED.search(text) or _NUMBERED.search(text) or _NUMBER.fullmatch(text)
    )
