"""How minutes say that somebody has jäv, comes, goes, or serves in another's place."""

from __future__ import annotations

import re
from typing import Literal

# recused: away for the item (jäv); abstained: there, but no part in the decision; out: left the room for
# the item; left, came: for the rest of the meeting, from there on; serves: in another's place.
Kind = Literal["recused", "abstained", "out", "left", "came", "serves"]

_NOT = r"(?:inte|ej|icke|varken)"
_OBJECT = r"(?:handläggning\w*|beredning\w*|överläggning\w*|behandling\w*|ärendet|punkten|paragrafen|§)"
_MEETING = r"(?:sammanträdet|mötet|styrelsemötet|nämndmötet|årsmötet)"
_ROOM = r"(?:salen|lokalen|rummet|sammanträdes(?:lokalen|rummet|salen)|möteslokalen|plenisalen|sessionssalen)"
# The verb and what makes it one of ours; {who} stands where an inverted clause has its subject.
_DECLARES = r"(?:anmäl(?:er|de)(?: sig)?|förklara(?:r|de) sig|är|var|anser sig(?: vara)?)"
_LEAVES = r"(?:lämna(?:r|de)|avvek(?: från)?|avviker(?: från)?|utträd(?:er|de)(?: ur| från)?)"
_RETURNS = r"(?:återkom(?:mer)?|återinträd(?:er|de)|återvän(?:der|de))"
_COMES = rf"(?:anländ(?:er|e)|ansluter|anslöt|kom(?:mer)?|inträd(?:er|de)|tillträd(?:er|de)|{_RETURNS})"
# "kl. 14.15", "§ 3", "fr.o.m. denna paragraf": when somebody comes or goes, without the meeting's name
_FROM = r"(?:fr\.?\s?o\.?\s?m\.?|från och med|från|vid|före|efter|inför|under)\s+"
_AT = (
    rf"(?:(?:{_FROM})?(?:(?:kl\.?|klockan)\s*\d|§+\s*\d)"
    rf"|{_FROM}(?:(?:denna|detta) (?:paragraf|punkt|ärende)|ärendet|paragrafen))(?!\S*\s+att\b)"
)
_WORDS: tuple[tuple[Kind, str, str], ...] = (
    ("recused", _DECLARES, r"{who}\s*jäv(?:ig(?:a)?)?\b"),
    ("recused", r"delt(?:ar|og)", rf"{{who}}\s*{_NOT}\s*(?:i|under|vid)\s*{_OBJECT}"),
    ("recused", rf"delt(?:ar|og)\s*{_NOT}", rf"{{who}}\s*(?:i|under|vid)\s*{_OBJECT}"),
    ("recused", r"(?:närvara(?:r|de)|är|var)",
     rf"{{who}}\s*{_NOT}\s*(?:närvarande\s*)?(?:i|under|vid)\s*{_OBJECT}"),
    ("abstained", r"delt(?:ar|og)", rf"{{who}}\s*{_NOT}\s*i\s*(?:beslut|omröstning|votering)\w*"),
    ("abstained", rf"delt(?:ar|og)\s*{_NOT}", r"{who}\s*i\s*(?:beslut|omröstning|votering)\w*"),
    ("left", _LEAVES, rf"{{who}}\s*(?:från\s*)?{_MEETING}"),
    ("out", r"lämna(?:r|de)", rf"{{who}}\s*{_ROOM}"),
    ("left", rf"(?:{_LEAVES}|går|gick)", rf"{{who}}\s*{_AT}"),
    ("left", r"(?:avviker|avvek|utträd(?:er|de))", r"{who}\s*(?=[.,]|och\b)"),
    ("came", _COMES, rf"{{who}}\s*(?:till|i|vid|under)\s*{_MEETING}"),
    ("came", _COMES, rf"{{who}}\s*{_AT}"),
    ("came", _RETURNS, r"{who}\s*(?=[.,]|och\b)"),
    ("came", r"är", r"{who}\s*(?:åter\s+(?:närvarande|på plats)|tillbaka)\b"),
)  # fmt: skip
_WHO = r"(?P<who>[^.;:]{0,300}?)"
CLAUSES = tuple(
    (kind, re.compile(rf"\b{verb}\b{rest.format(who='')}".replace(" ", r"\s+")),
     re.compile(rf"\b{verb}\s+{rest.format(who=_WHO)}".replace(" ", r"\s+")))
    for kind, verb, rest in _WORDS
)  # fmt: skip
SERVES = re.compile(
    r"\b(?:tjänstgör|tjänstgjorde|inträd(?:er|de)|gå(?:r)?\s+in|gick\s+in|träd(?:er|de)\s+in|ersätt(?:er|e))\b"
)
IS_REPLACED = re.compile(
    r"\b(?:[Ee]rsätt(?:s|es)|[Ee]rsattes|[Aa]vlös(?:es|tes))\b(?P<between>[^:;]{0,120}?)\bav\s+"
)
FOR = re.compile(
    r"\s*(?:\((?:[A-ZÅÄÖ][\wÅÄÖ-]{0,6})\)\s*)?(?:som\s+)?(?:tjänstgörande\s+)?(?:ersättare\b\s*)?"
    r"(?:(?P<name>(?:för|i\s+stället\s+för|istället\s+för)\s+)|i\s+(?P<pronoun>hennes|hans|dennes|deras)\s+ställe"
    r"|i\s+(?=\S))?"
)
# "deltar inte i beslutet", and this is why
FOR_JAV = re.compile(
    r"\b(?:på\s+grund\s+av|p\.?\s?g\.?\s?a\.?|till\s+följd\s+av|med\s+anledning\s+av)\s+jäv", re.IGNORECASE
)
# Who is followed on a post is not away from the table: "går i pension och ersätts av"
FOLLOWED = re.compile(
    r"\b(?:pension\w*|slutar\s+(?:sin|som|den|i)|slutat|avgår|avgick|avs[äa](?:ger|gt|de)\s+sig|anställning\w*"
    r"|(?:tjänsten|befattningen|posten|rollen|uppdraget)\s+som)\b",
    re.IGNORECASE,
)
ASKED = re.compile(r"\b(?:om|ifall|huruvida|fråga\w*|yrka\w*|föreslå\w*|begär\w*|ingen|inga|pröva\w*)\b")
SECOND_VERB = re.compile(r"\b(?:anmäl(?:er|de)|delt(?:ar|og)|lämna(?:r|de)|är|har)\b.*", re.DOTALL)
PLACE = re.compile(r"\s+(?:ställe|frånvaro)\b")
PARTY = re.compile(r"\((?:[A-ZÅÄÖ][\wÅÄÖ-]{0,8}|-)\)")
ASIDE = re.compile(r",\s+(?:som|vilken|vilka)\s[^,]{1,120},?")
# What may stand in a subject beside the names.
PLAIN = re.compile(
    r"(?:ledamot\w*|ledamöter\w*|ersättar\w*|suppleant\w*|tjänstgörande|ordförande\w*|vice|1:[ae]|2:[ae]|[12]|:e"
    r"|förste|andre|första|andra|justerare\w*|sekreterare\w*|styrelsens|nämndens|mötets|i|\w+nämnden|\w*styrelsen"
    r"|\w*fullmäktige|och|samt|även|även|också|då|därefter|härefter|kl|klockan|jäv|\w{2,}(?:rådet|chefen|direktören)|"
    r"protokollsanteckning\w*|anmälan|beslut|jävig)",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    r"\s*(?:under|i|vid|på|för)?\s*(?:§{1,2}|paragraf(?:erna|en)?|ärende(?:na)?|punkt(?:erna|en)?)\s*"
    r"(?P<list>\d{1,4}(?:\s?(?:,|och|samt|[-–])\s?(?:§\s?)?\d{1,4})*)"
)
JAV = re.compile(r"(?:^|\n)[ \t*_]*(?:Jäv(?:iga?)?|Anmälan om jäv|Jävsanmälan)[ \t*_]*:\s*$", re.IGNORECASE)
BACK = re.compile(r"\båter|\btillbaka\b", re.IGNORECASE)
ONWARD = re.compile(
    r"\b(?:fr\.?\s?o\.?\s?m|från och med|resten av|återstoden av|fortsättningsvis|därefter)\b"
)
BEFORE = re.compile(r"\b(?:före|innan|inför)\b", re.IGNORECASE)
AFTER = re.compile(r"\befter\b(?!\s+(?:en|ett)\s)", re.IGNORECASE)
START = re.compile(r"[.!?:;](?=\s)|\n[ \t\f]*\n|\n(?=\s*[-•–*] )")
ABBREVIATION = re.compile(
    r"(?:\bkl|\bc:a|\bca|\bdr|\bbl\.a|\bp\.g\.a|\bf(?:r\.\s?o)?(?:\.\s?o\.\s?m)?|\bfr|\bt\.o\.m|\bt|\bo|\bm"
    r"|\bv|\bordf|\b[A-ZÅÄÖ])\.$",
    re.IGNORECASE,
)
