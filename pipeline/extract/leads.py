"""Lead-ins: what stands before a list and holds for its points ("Styrelsen beslutar att")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.wording import DECIDER, LEAD_VERB, used


@dataclass(frozen=True)
class Lead:
    """What stands before a list and holds for each of its points.

    `decider` is the subject as written ("Styrelsen"); `addressee` the body that a proposal goes to
    ("föreslår att kommunfullmäktige beslutar:"); `assigned` the doers of "ger A i uppdrag att:".
    `text` is the lead-in itself.
    """

    text: str
    decider: str | None = None
    addressee: str | None = None
    past: bool = False
    delegated: bool = False


_PROPOSES = re.compile(
    rf"^(?P<decider>[^.:;]*?)\s*\b(?:föreslår|föreslå|föreslog|hemställer|hemställde|rekommenderar"
    rf"|tillstyrker[^.:;]*? föreslår|förslag(?: till)?)\b"
    rf"(?:\s+att)?\s*(?:{DECIDER} (?:att )?(?:föreslår?"
    rf"|hemställer)(?: att)? )?(?P<addressee>{DECIDER}|(?:medlems|ägar)kommunerna|medlemmarna)?"
    rf"(?:\s+(?:att )?(?:att besluta|besluta|beslutar))?(?:\s+(?:att|följande(?: beslut)?))?\s*:?$"
)
# "Socialnämndens förslag till beslut": the board itself, not who prepares for it
_OWNER = re.compile(
    r"(?P<who>(?!Förslag\b)(?:(?=[NSUD])|[A-ZÅÄÖ][\wåäö -]*)"
    r"(?:[Nn]ämnd(?:en)?|[Ss]tyrelsen?|[Uu]tskott(?:et)?|[Dd]irektion(?:en)?)s) "
    r"(?:förslag till beslut|beslut)"
)
_DELEGATED = re.compile(
    r"\b(?:delegation\w*|ordförandebeslut\w*)\b.*\b(?:beslut\w*|redovisas|anmäls)\b"
    r"|\bfattat följande (?:\w+ )?beslut\b",
    re.IGNORECASE,
)
# "Avgifterna ska höjas enligt följande:"
_CHANGES = re.compile(r"\bska(?:ll)?\b.*\b[a-zåäö]{3,}s enligt följande\s*:$", re.DOTALL)
# the foot of a page: "Telefon (växel):", "Internet:"
_CONTACT = re.compile(
    r"(?:(?:Besöks|Post|Leverans)?adress|Telefon|Fax|E-post|Internet|Webbplats|Organisationsn\w+|Bankgiro"
    r"|Plusgiro)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:beslutade|beslöt|beslutat|föreslog|gav|uppdrog|valde|utsåg)\b")


# "BRYGGAN beslutar", "Region Älvmark beslutar": a name that no word for a body ends
_NAMED = re.compile(
    r"(?P<who>[A-ZÅÄÖ]{3,}|(?:Region|Kommunalförbundet|Föreningen|Stiftelsen) [A-ZÅÄÖ][\wåäö-]+)"
    r" (?:beslutar|beslutade|beslöt)\b"
)
# "Nämnden fattade följande beslut:"
_TAKES_DECISIONS = re.compile(rf"(?P<who>{DECIDER}) (?:fattade|fattar|tog|tar) följande (?:\w+ )?beslut\b")
# "Nämnden beslutade att skriva en avsiktsförklaring om att kommunen avser:"
_DECIDES_WHAT = re.compile(
    r"\b(?:beslutar|beslutade|beslöt) att [a-zåäö]+a\b(?!.*\buppdrag\b)[^.:;]*\b(?:om|som innebär|av innebörd"
    r"|med innebörden) att [^.:;]*\b(?:avser|ska|skall|vill|kan|bör|kommer)(?: att)?\s*:$"
)
# "Styrelsen uppdrar till kansliet att", "Nämnden gav förvaltningen i uppdrag att:" over a list of tasks
CHARGES = re.compile(
    rf"(?P<who>{DECIDER}) (?:(?:uppdrar|uppdrog) (?:åt|till)|(?:ger|gav)(?=.* i upp(?:drag|gift)))\b[^.;:]*"
    r"(?: att\s*:?|(?<= i uppdrag)|(?<= i uppgift))$"
)
# "Mötet valde", "Årsmötet valde följande, efter valberedningens förslag:" over names and posts
ELECTS = re.compile(
    rf"(?P<who>{DECIDER}) (?:valde|väljer|utsåg|utser)(?: enhälligt)?(?: följande\b[^.:;]{{0,90}})?\s*:?"
)
# "Följande ansökningar föreslås avslås:", "Efter beredning föreslår avdelningen följande fördelning:"
_PUT = re.compile(
    r"^(?:(?:Följande|Övriga|Nedanstående) [\wåäö-]+ föreslås (?:bli )?[a-zåäö]+(?:s|da|de)"
    r"|[A-ZÅÄÖ][^.:;]{0,90} föreslår [\wåäö]+(?:en|et|na) följande (?:fördelning|bidrag))\s*:$"
)
# "Följande ärenden utgår:"
_DROPS = re.compile(
    r"^Följande (?:ärenden?|punkter?|frågor?|fråga) (?:utgår|utgick|stryks|ströks|bordläggs|tillkommer"
    r"|läggs till)"
    r"(?: (?:från|på|till|ur) \w+)?\s*:$"
)


# "Regionstyrelsen föreslår regionfullmäktige följande.": a full stop where others set a colon
_FOLLOWING = re.compile(
    rf"{DECIDER} (?:beslutar|föreslår|hemställer)(?: (?:att )?{DECIDER}(?: (?:att )?beslutar?)?"
    r"| för egen del)?(?: (?:enligt|i enlighet med) [\wåäö]+s förslag)?(?: (?:besluta"
    r"|enligt))? följande(?: beslut)?\."
)
# "Nämnden beslutar att fastställa mötesdagarna enligt följande:"
_AS_FOLLOWS = re.compile(
    r"\b(?:beslutar|beslutade|beslöt|besluta) att (?!uppdra\b|ge\b|föreslå\b)[a-zåäö]+a(?: [^\s.:;]+){1,15}?"
    r" (?:till|enligt|på) följande(?: \w+)?\s*:$"
)


def settles(text: str) -> bool:
    """A sentence that decides and ends in a colon ("Till ledamöter väljs:"): the list is its content."""
    text = text.rstrip()
    if ELECTS.fullmatch(text):
        return False
    if re.search(r"\bska(?:ll)? bestå av\s*:$", text):
        return True  # "Styrgruppen ska bestå av:"
    if _DECIDES_WHAT.search(text) or _DROPS.match(text) or _PUT.match(text) or _AS_FOLLOWS.search(text):
        return True
    if _CHANGES.search(text) and not LEAD_VERB.search(text):
        return True
    if _OBJECT_FOLLOWS.search(text) and not LEAD_VERB.search(text) and _deciding(text):
        return True
    plain = (
        text.endswith(":") and not LEAD_VERB.search(text) and not re.search(r"\b(?:att|följande)\s*:$", text)
    )
    finite = any(one.form != "infinitive" for one in used(text))
    proposing = re.search(r"\b(?:föreslå|hemställ|tillstyrk|rekommender)", text) or _DELEGATED.search(text)
    return plain and finite and not proposing


def _deciding(text: str) -> bool:
    return any(one.kind != "assign" for one in used(text))


# "Styrelsen fastställde följande mötesdagar:", "att anta budgeten med följande fördelning:"
_OBJECT_FOLLOWS = re.compile(r"\bföljande [\wåäö ]{3,60}:$")


# "Styrelsen beslutar att ge kansliet i uppdrag" over points that begin with "att", without a colon
_CHARGES_BARE = re.compile(
    rf"(?:[Aa]tt|(?P<who>{DECIDER})(?: (?:beslutar|beslutade|beslöt)(?: att)?)?)"
    r" (?:(?:ge|ger|gav) [^.:;]{2,80} i upp(?:drag|gift)"
    r"|(?:uppdra|uppdrar|uppdrog) (?:åt|till) (?:(?! att )[^.:;]){2,60})$"
)


def opens_bulleted(rest: str) -> bool:
    """Whether a sentence introduces a list where bullets follow: "Styrelsen ger kansliet i uppdrag"."""
    return _CHARGES_BARE.match(rest.rstrip()) is not None


def opens(rest: str) -> bool:
    """Whether a sentence can introduce a list: "Styrelsen beslutar att", "… i uppdrag att:"."""
    rest = rest.rstrip()
    if _CONTACT.match(rest):
        return False
    if _OBJECT_FOLLOWS.search(rest) and not LEAD_VERB.search(rest) and used(rest):
        return False  # "Styrelsen fastställde följande mötesdagar:" is the decision, the list its content
    if _FOLLOWING.fullmatch(rest) or ELECTS.fullmatch(rest.rstrip(".")):
        return True
    return rest.endswith((":", " att", " följande")) or bool(
        re.fullmatch(
            rf"(?:{DECIDER}|Ordföranden|Kansliet|Förvaltningen|Valberedningen|Förbundschefen)[^.:]{{0,200}}"
            r"\b(?:(?:beslutar|beslutade|beslöt|besluta|föreslår)(?: för egen del)?"
            r"|(?:föreslår?|hemställer(?: hos)?) \w*(?:fullmäktige|styrelsen|nämnden))",
            rest,
        )
    )


def lead_in(text: str) -> Lead | None:
    """What a line that introduces a list says: who decides, or who proposes to whom."""
    text = text.strip()
    if text.isupper():
        made = lead_in(text.capitalize())  # "NÄMNDEN BESLUTAR": its words as written
        return replace(made, text=text, decider=made.decider and made.decider.upper()) if made else None
    past = bool(_PAST.search(text))
    if _DELEGATED.search(text):
        decider = re.match(r"(?P<who>[A-ZÅÄÖ][^.:]*?) har\b", text)
        return Lead(text, decider["who"] if decider else None, past=past, delegated=True)
    owner = _OWNER.fullmatch(text.rstrip(": "))
    if owner:
        return Lead(text, owner["who"])
    proposes = _PROPOSES.match(text.rstrip(":.").rstrip())
    if proposes:
        return Lead(text, _genitive(proposes["decider"]), proposes["addressee"], past)
    decider = re.search(
        rf"(?P<who>{DECIDER})\s+(?:har )?(?:[a-zåäö]+ )?{LEAD_VERB.pattern}", text
    ) or re.search(rf"{LEAD_VERB.pattern} (?P<who>{DECIDER})", text)
    decider = decider or _NAMED.match(text) or _TAKES_DECISIONS.match(text) or CHARGES.match(text)
    decider = decider or ELECTS.fullmatch(text.rstrip("."))
    charges = _CHARGES_BARE.match(text)
    decider = decider or charges
    if decider:
        return Lead(text, decider["who"], past=past)
    if LEAD_VERB.search(text) or text.endswith((":", " att")):
        return Lead(text, past=past)
    return None


def _genitive(words: str) -> str | None:
    """The proposer as written, without what stands before it: "Enligt presidiets" is "presidiets"."""
    words = re.sub(r"^(?:Enligt|På|Av|Förslag från)\s+", "", words.strip())
    words = re.sub(r"\s*\b(?:beslutar|beslutade|har|att|till)\b.*$", "", words)
    return words or None
