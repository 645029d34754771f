"""The remarks behind a name: party, organisation, roles, §§, remote, whom one stands in for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.attendance.affiliation import CHAIR, affiliation
from pipeline.extract.attendance.words import SENDERS, expand, plain
from pipeline.extract.names import FULL_NAME
from pipeline.extract.rolewords import starts_with_role
from pipeline.gazetteers import municipalities, party_letters

_I = re.IGNORECASE
_REMOTE = re.compile(
    r"på distans|distans\b|via (?:teams|länk|zoom|skype|telefon|video\w*|webb)|digitalt|per telefon"
    r"|på länk|teams\b|zoom\b"
    r"|videolänk|deltar via(?: \w+)?|på telefon",
    _I,
)
_ABSENT = re.compile(
    r"^(?:frånvarande|(?:ej|inte|icke) närvarande|förhinder|förhindrad"
    r"|anmäl[dt] (?:förhinder|frånvaro|frånvarande)"
    r"|sjuk|sjukanmäld|ledig"
    r"|avanmäld|föräldraledig|frånv\.?|deltar (?:ej|inte)|meddelat förhinder|återbud)\b",
    _I,
)
PARAGRAPHS = re.compile(
    r"(?P<not>(?:ej|inte|utom|förutom|frånvarande"
    r"|delt(?:og|ar) (?:ej|inte)(?: i (?:beslutet|beslut|handläggningen|överläggningen))?|jäv(?:ig)?"
    r"|ej närvarande)\s{1,3}(?:(?:i|vid|under|på)\s)?)?"
    r"(?P<from>(?:fr\.? ?o\.? ?m\.?|från(?: och med)?"
    r"|(?:anländ(?:e|er)|ankom(?:mer)?|kom(?:mer)?|inträ(?:dde|der)|anslöt|ansluter)"
    r"(?: (?:vid|till|under|inför|före|efter))?)\s{1,3})?"
    r"(?P<to>(?:t\.? ?o\.? ?m\.?|till(?: och med)?"
    r"|(?:lämna\w{1,3}|avvek|avviker|går|gick|utgick|avgick)(?: mötet| sammanträdet)?"
    r"(?: (?:efter|vid|under))?)\s{1,3})?"
    r"(?:§{1,2}|paragraf(?:er(?:na)?)?|ärenden?|punkt(?:erna|er|en)?|pkt\.?|p(?:\.|(?=\s?\d))|(?<=\()(?<!\d)ej(?=\s\d{1,2}\.\d))\s{0,3}"
    r"(?P<list>(?:del(?:ar)? av\s)?\d{1,4}(?:[.:]\d{1,2}){0,2}"
    r"(?:\s{0,2}(?:[-–—]|,|och|samt|&|till"
    r"|t\.?o\.?m\.?)\s{0,2}(?:del(?:ar)? av\s)?(?:§{1,2}\s?)?\d{1,4}(?:[.:]\d{1,2}){0,2})*)"
    r"(?!\d|\s{0,2}[-–—]\s{0,2}\d{5})"
    r"(?P<open>\s{0,2}[-–—](?!\s*\d))?",
    _I,
)
# "Anna Ek (S) ej 13", "Bo Ask, ekonom 16–18", "Siv Ros t.o.m. 18": items whose sign a copy has lost
_BARE = re.compile(
    r"(?P<before>(?:^|[\s,(])(?:(?P<how>ej|under|tjg\.?|tjänstg(?:\.|ör(?:ande)?)|t\.?\s?o\.?\s?m\.?|fr\.?\s?o\.?\s?m\.?"
    r"|fr\.|från)\s)?)(?P<list>\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:(?:,\s?|\soch\s|\s?&\s?)\d{1,4}(?:\s?[-–]\s?\d{1,4})?)*)"
    r"(?=[\s,.)]*(?:$|,\s[a-zåäö]|\)))",
    _I,
)
_SMALL = 10
_SERVED = re.compile(r"\btjg\.?\s\d", _I)  # "Tjg 19–32"
# "anlände kl. 9.15 under § 3", "lämnar kl 15.30, § 10": the time between the verb and the item
_WHEN = re.compile(
    r"(?P<verb>\b(?:anlän\w+|ankom\w*|kom(?:mer)?|inträ\w+|ansl\w+|lämna\w{1,3}(?: mötet| sammanträdet)?"
    r"|avvek|avviker|går|gick|utgick|avgick))"
    r"\s(?:vid |ca |cirka )?(?:kl(?:ockan|\.)?\s?\d{1,2}(?:[.:]\d\d)?|\d{1,2}[.:]\d\d)[\s,(]{1,3}"
    r"(?=(?:(?:under|vid|efter|före|inför|i)\s)?(?:§|ärende|punkt))",
    _I,
)
# "vald § 3", "justerar § 4": where something happens, not how long one was there
_EVENT = re.compile(
    r"\b(?:ny)?(?:vald|utsedd|entledigad|justerar|föredrar|avgick|tillträdde)\s+(?:på |i "
    r"|under )?§§?\s*\d[\d\s,–-]*",
    _I,
)
_LETTERS = r"(?:\s?\([A-ZÅÄÖ][\wÅÄÖ-]{0,6}\)|,?\s(?:S|M|SD|C|V|L|KD|MP)(?![\w.]))?"
_STAND_IN = re.compile(
    r"(?:\(?\s?(?:i stället|istället|i st\.?)?\s?(?<![\wåäö])(?:för|f\.)\s{1,2}|ersätt(?:er|are för|ande"
    r"|er ordinarie)\s{1,2}"
    r"|(?:tjg\.?|tj\.?(?=\sers)|tjänstg(?:\.|ör(?:ande)?)?)\s?(?:ers(?:\.|ättare)?)?\s?(?:för|f\.)\s{1,2}|(?:ers|ersättare)\.?\s(?:för|f\.?)\s"
    r"|i\s?st\.?\s?f\.?\s|(?P<keep>^\s?\([^()]*\))\s(?:tjg\.?\s|tjänstgörande\s)?ersättare\s"
    r"|vikarie(?:rar)? för\s"
    r"|i\s(?=[^()]{3,60}(?:\([A-ZÅÄÖ][\wÅÄÖ-]{0,6}\)\s)?\b(?:frånvaro|ställe))|går in för\s|inträder för\s)"
    r"(?:ordinarie\s|ledamoten\s|ordförande(?:n)?\s)?"
    rf"(?P<name>{FULL_NAME.pattern}|[A-ZÅÄÖ]\.?\s[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?|[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?){_LETTERS}(?P<absence>\s(?:frånvaro|ställe))?",
)
# "representant för Vision", "chef för Intern service": what for, not in whose place
_CHARGED = re.compile(
    r"(?:representant|företrädare|ombud|talesperson|chef|ansvarig|samordnare|ledare|strateg)$"
)
_VACANT = re.compile(r"(?:på |för )?vakant (?:plats|ledamot|ersättare)|vakans", _I)
_SERVING = re.compile(r"\b(?:tjänstgörande(?!\s+(?:ordf|sekr))|tjänstgör|tj\.?g|tj\.?(?=\sers))\b", _I)
_NOT_SERVING = re.compile(r"\b(?:ej|icke|inte) (?:tjänstgörande|tj\.?g\.?)(?:\s+|(?=$|[,;)]))", _I)
_CAPITAL_VERB = re.compile(
    r"\b(?:Ersätter|Ersättare för|Tjänstgör|Tjg|Vikarierar för|I stället för|För(?= [A-ZÅÄÖ]))"
)
# as older minutes write parties: "Anna Ek (s)", "Bo Ask, m, ordförande"
_SMALL_LETTERS = re.compile(
    r"^\s*(?:\((?:s|m|c|v|l|kd|mp|fp|sd)\)|,\s?(?:s|m|c|v|l|kd|mp|fp|sd)(?=\s*(?:$|[,§;])"
    r"|\s(?:\d:|vice|v\.|ordf|ledam|ers|tjg|tjänstg|ej\b|kl\b))"
    r"|\s(?:s|m|c|v|l|kd|mp|fp|sd)(?=\s*(?:$|[,§;])))"
)
# "Anna Ek (Astma & allergi)": who has sent her
_SENT_BY = re.compile(r"^\s?\((?P<who>[A-ZÅÄÖ][a-zåäö]{2,}(?:[ &/-]+[A-ZÅÄÖa-zåäö]{1,25}){0,4})\)")
_BRACKETED = re.compile(r"\s?\((?P<letters>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][A-Za-zåäö]{1,3}|[a-zåäö]{1,3})\)")
_SO_WRITTEN = 2  # known parties in small letters that show how a list writes them
_SMALL_BRACKET = re.compile(r"^\s*\((?P<letters>[a-zåäö]{1,3})\)")
# "Anna Ek - V", "Bo Ask – KD, ordförande"
_AFTER_DASH = re.compile(r"\s*[-–—/]\s*(?P<letters>[A-ZÅÄÖ]{1,3}|[a-zåäö]{1,2})(?=\s*(?:$|[,;(§–-]))")
# "Alma Ros, ordförande (S)", "Bo Ask, ordf. (LB) §§ 3–5": the party behind the post
_LATER_PARTY = re.compile(r"\((?P<letters>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-z]{1,2}|[a-z]{1,2})\)")
_ANOTHERS = re.compile(rf"{FULL_NAME.pattern}\s?$")  # "…, rektor: Bo Ask (S)": his, not hers
_PROXY = re.compile(
    r"\b(?:fullmakt (?:för|från)|(?:genom|via) ombud(?:et)?)\s+[A-ZÅÄÖ][\wåäöé]*(?:\s[A-ZÅÄÖ][\wåäöé]*)?", _I
)
_HOLLOW = re.compile(r"\(\s*,\s*\)")  # what is left of "(ers. för Ek)"
_BRACKET = re.compile(r"\((?:[A-ZÅÄÖ][\wåäöÅÄÖ-]{0,4}|[a-z]{1,2}|-)\)")
# "2:e vice ordförande, ordförande § 5": where one took the chair, not how long one was there
_TOOK_CHAIR = re.compile(
    r"(?P<post>\bvice\b[^§]*?(?:,|och)\s(?:tjänstgörande\s|tjg\.?\s|mötes)?ordförande)"
    r"(?:\s(?:på|under|vid|för))?\s+§{1,2}\s*\d[\d\s,–-]*",
    _I,
)
# "§ 4 jäv", "§§ 4–5 (jäv)": the item named first, why one left it behind
_CONFLICT = re.compile(
    r"(?P<items>§{1,2}\s*\d[\d\s,–-]*(?:\s?och\s\d+)?)[\s,(–-]*"
    r"(?:(?:på grund av|p\.?\s?g\.?\s?a\.?)\s)?jäv(?:ig)?\b(?!\s?§)\)?",
    _I,
)
_DENIED = re.compile(
    r"(?:\b(?:ej|inte|utom|förutom|jäv(?:ig)?|frånvarande|(?:ej|inte|icke) (?:närvarande|deltagande)))"
    r"\s(?:(?:i|vid|under|på)\s)?$",
    _I,
)
# who sends to the boards of coordination, by their letters
_AGENCIES = frozenset("FK AF RV LSF HSF".split())
_PARTY = re.compile(
    r"^[\s,]*(?:\((?P<a>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,6}(?:\s?[-/]\s?[A-Z]{1,3})?|-)\)"
    r"|(?P<b>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{0,2}[A-ZÅÄÖ]|Fi|Sol|SoL|kd|mp|fp)(?=$|[\s,;.(\t]))"
)
_CLOCK = re.compile(
    r"(?:från |till |fr\.?o\.?m\.? |t\.?o\.?m\.? )?\bkl(?:ockan"
    r"|\.)?\s?\d{1,2}(?:[.:]\d\d)?(?:\s?[-–—]\s?\d{1,2}(?:[.:]\d\d)?)?"
    r"|(?<![\d.:])\d{1,2}[.:]\d\d\s?[-–—]\s?\d{1,2}[.:]\d\d(?![\d.:])",
    _I,
)


@dataclass(frozen=True)
class Remarks:
    """What stands behind a name, read."""

    party: str | None = None
    organisation: str | None = None
    roles: tuple[str, ...] = ()
    sections: tuple[str, ...] | None = None
    remote: bool = False
    replaces: str | None = None
    stands_in: bool = False
    absent: bool = False
    serving: bool = False


@dataclass(frozen=True)
class Circle:
    """What the whole list says of one row of it.

    `official` when letters in parentheses are an employer rather than a party ("Anna Ek (PwC)"); `local`
    when others carry a party's letters without parentheses, so that unknown ones are a local party
    ("Anna Ek NBP"); `letters`: those that stand in parentheses behind the members; `voting` when it is
    headed as those who decide; `bare` when nobody's items have a sign ("§") in these minutes.
    """

    numbers: tuple[str, ...] = ()
    official: bool = False
    local: bool = False
    letters: frozenset[str] = frozenset()
    voting: bool = False
    bare: bool = False


def remarks(text: str, circle: Circle = Circle()) -> Remarks:
    """Read what follows a name: "(S), 2:e vice ordförande §§ 3–5 (i Bo Eks frånvaro)"."""
    numbers = circle.numbers
    text = _PROXY.sub(
        " ", _NOT_SERVING.sub(_idle if circle.voting else "", _EVENT.sub(" ", plain(text[:600])))
    )
    text = _CAPITAL_VERB.sub(lambda match: match.group().lower(), text)
    text = _TOOK_CHAIR.sub(r"\g<post>", text)
    dash = _AFTER_DASH.match(text)
    if dash and known_party(dash["letters"]):
        text = f" ({dash['letters']}){text[dash.end() :]}"
    small = _SMALL_LETTERS.match(text) or _small_local(text, circle.letters)
    if small:
        text = small.group().upper() + text[small.end() :]
    result = Remarks()
    stand_in = next((m for m in _STAND_IN.finditer(text) if not _CHARGED.search(text[: m.start()])), None)
    if stand_in:
        name = re.sub(r"\s+", " ", stand_in["name"])
        if stand_in["absence"] and name.endswith("s"):
            name = name[:-1]
        result = replace(result, replaces=name, stands_in=True)
        text = text[: stand_in.start()] + (stand_in["keep"] or "") + " , " + text[stand_in.end() :]
        text = _HOLLOW.sub(" , ", text)
    if _VACANT.search(text):
        result = replace(result, stands_in=True)
        text = _VACANT.sub(" , ", text)
    if not result.stands_in:  # "ersätter Bo Ek § 4 på grund av jäv": his, not hers
        text = _CONFLICT.sub(_left, text)
    text = _WHEN.sub(r"\g<verb> ", text)
    if circle.bare or _SERVED.search(text):
        text = _signed(text, numbers)
    found = list(PARAGRAPHS.finditer(text))
    if found:
        result = replace(result, sections=expand(found, numbers))
        text = PARAGRAPHS.sub(" , ", text)
    text = _CLOCK.sub(" ", text)
    told = _BRACKET.sub(" , ", text)
    result = replace(
        result,
        remote=_REMOTE.search(text) is not None,
        absent=any(_ABSENT.search(piece.strip(" (-–")) for piece in re.split(r"[,;(]|\s[-–]\s", told)),
        serving=_SERVING.search(text) is not None,
    )
    text = _SERVING.sub(" ", _REMOTE.sub(" , ", text))
    party = _PARTY.match(text)
    letters = (party["a"] or party["b"]).strip() if party else ""
    if letters and starts_with_role(letters) == len(letters):
        party, letters = None, ""  # "Anna Ek (Kassör)"
    known = known_party(letters) or letters in circle.letters
    # letters without parentheses are a party only when known as one, else who sends ("Anna Ek PRO")
    column = circle.local and not circle.official and letters not in _AGENCIES
    if party and (known or party["a"] or (("," not in party.group() or column) and len(letters) > 1)):
        sender = letters in SENDERS or letters in municipalities() or not (party["a"] or circle.local)
        if letters != "-" and not known and (circle.official or sender):
            result = replace(result, organisation=letters)
        elif letters != "-":
            result = replace(result, party=letters.lower() if small else letters)
        text = text[party.end() :]
    if circle.official and not result.organisation and not result.party:
        said = _SENT_BY.match(text)
        if said and not starts_with_role(said["who"]) and not _ABSENT.search(said["who"]):
            result = replace(result, organisation=said["who"].strip())
            text = text[said.end() :]
    later = None if result.party else _LATER_PARTY.search(text)
    if later and _ANOTHERS.search(text, 0, later.start()):
        later = None
    if later and (known_party(later["letters"]) or later["letters"] in circle.letters):
        result = replace(result, party=later["letters"])
        text = text[: later.start()] + " , " + text[later.end() :]
    if circle.voting:
        text = CHAIR.sub("", text)
    organisation, roles = affiliation(text, result.organisation, circle.official)
    return replace(result, organisation=organisation, roles=roles)


def _signed(text: str, numbers: tuple[str, ...]) -> str:
    """The text with a sign before the numbers at its end, when the meeting has such items."""
    known = [int(number) for number in numbers if number.isdigit()]
    match = _BARE.search(_CLOCK.sub(lambda clock: " " * len(clock.group()), text))
    if match is None or not known or PARAGRAPHS.search(text):
        return text
    named = [int(word) for word in re.findall(r"\d+", match["list"])]
    if not all(min(known) <= number <= max(known) for number in named):
        return text
    if min(named) < _SMALL and not match["how"]:
        return text  # "Anna Ek 2": the second of them
    return f"{text[: match.start('list')]}§ {text[match.start('list') :]}"


def _idle(match: re.Match[str]) -> str:
    """ "ej tjänstgörande" tells nothing that the heading does not; before items it limits: "… § 5"."""
    return "ej " if match.string[match.end() : match.end() + 1] == "§" else ""


def _left(match: re.Match[str]) -> str:
    """The items of a conflict of interest as those that one was not there for."""
    return match["items"] if _DENIED.search(match.string[: match.start()]) else f"ej {match['items']}"


def _small_local(text: str, letters: frozenset[str]) -> re.Match[str] | None:
    """The small letters of a local party that its list knows: "Anna Ek (np)" beside "Bo Ask (m)"."""
    match = _SMALL_BRACKET.match(text)
    return match if match and match["letters"] in letters else None


def known_party(letters: str) -> bool:
    """Whether letters are those of a party of the Riksdag or one that the gazetteer knows."""
    return letters.upper() in party_letters()


def bare_party(rest: str) -> bool:
    """Whether a known party's letters stand behind a name without parentheses: "Anna Ek S"."""
    match = _PARTY.match(rest)
    return match is not None and match["b"] is not None and known_party(match["b"])


def bracketed(rests: list[str]) -> frozenset[str]:
    """The letters in parentheses right behind the names; small ones when parties stand so written."""
    found = [match["letters"] for rest in rests if (match := _BRACKETED.match(rest))]
    small = sum(letters.islower() and known_party(letters) for letters in found) >= _SO_WRITTEN
    return frozenset(letters for letters in found if small or not letters.islower())
