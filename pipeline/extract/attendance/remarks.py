"""The remarks behind a name: party, organisation, roles, §§, remote, whom one stands in for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.attendance.words import (
    OFFICE,
    OWN_BODY,
    UNIT,
    expand,
    names_organisation,
    plain,
    role_name,
)
from pipeline.extract.names import FULL_NAME
from pipeline.extract.rolewords import role_pattern, starts_with_role
from pipeline.gazetteers import municipalities, parties

_I = re.IGNORECASE
_REMOTE = re.compile(
    r"på distans|distans\b|via (?:teams|länk|zoom|skype|telefon|video\w*|webb)|digitalt|per telefon"
    r"|på länk|teams\b|zoom\b"
    r"|videolänk|deltar via(?: \w+)?|på telefon",
    _I,
)
_ABSENT = re.compile(
    r"^(?:frånvarande|ej närvarande|förhinder|förhindrad|anmäl[dt] (?:förhinder|frånvaro|frånvarande)"
    r"|sjuk|sjukanmäld|ledig"
    r"|avanmäld|föräldraledig|frånv\.?|deltar (?:ej|inte)|meddelat förhinder|återbud)\b",
    _I,
)
PARAGRAPHS = re.compile(
    r"(?P<not>(?:ej|inte|utom|förutom|frånvarande|deltog (?:ej|inte)|deltar (?:ej|inte)|jäv(?:ig)?"
    r"|ej närvarande)\s{1,3})?"
    r"(?P<from>(?:fr\.? ?o\.? ?m\.?|från(?: och med)?"
    r"|(?:anlände|ankom|kom|inträdde|anslöt|ansluter) (?:vid|till|under|inför|före))\s{1,3})?"
    r"(?P<to>(?:t\.? ?o\.? ?m\.?|till(?: och med)?"
    r"|lämna\w{1,3}(?: mötet| sammanträdet)? (?:efter|vid|under))\s{1,3})?"
    r"(?:§{1,2}|paragraf(?:er(?:na)?)?|ärenden?|punkt(?:erna|er|en)?|pkt\.?|p(?:\.|(?=\s?\d))|(?<=\()(?<!\d)ej(?=\s\d{1,2}\.\d))\s{0,3}"
    r"(?P<list>(?:del(?:ar)? av\s)?\d{1,4}(?:[.:]\d{1,2}){0,2}"
    r"(?:\s{0,2}(?:[-–—]|,|och|samt|&|till"
    r"|t\.?o\.?m\.?)\s{0,2}(?:del(?:ar)? av\s)?(?:§{1,2}\s?)?\d{1,4}(?:[.:]\d{1,2}){0,2})*)"
    r"(?P<open>\s{0,2}[-–—](?!\s*\d))?",
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
    r"|(?:tjg\.?|tjänstg(?:\.|ör(?:ande)?)?)\s?(?:ers(?:\.|ättare)?)?\s?(?:för|f\.)\s{1,2}|(?:ers\.?|ersättare)\s(?:för|f\.)\s"
    r"|vikarie(?:rar)? för\s|i\s(?=[^()]{3,60}\b(?:frånvaro|ställe))|går in för\s|inträder för\s)"
    r"(?:ordinarie\s|ledamoten\s|ordförande(?:n)?\s)?"
    rf"(?P<name>{FULL_NAME.pattern}|[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?){_LETTERS}(?P<absence>\s(?:frånvaro|ställe))?",
)
_VACANT = re.compile(r"på vakant plats|vakant plats|vakans", _I)
_SERVING = re.compile(r"\b(?:tjänstgörande(?!\s+(?:ordf|sekr))|tjänstgör|tjg)\b", _I)
_CHAIR = re.compile(r"\btjänstgörande\s+(?=ordförande|sekreterare)", _I)
_NOT_SERVING = re.compile(r"\b(?:ej|icke|inte) (?:tjänstgörande|tjg\.?)\s+", _I)
_CAPITAL_VERB = re.compile(
    r"\b(?:Ersätter|Ersättare för|Tjänstgör|Tjg|Vikarierar för|I stället för|För(?= [A-ZÅÄÖ]))"
)
# as older minutes write parties: "Anna Ek (s)", "Bo Ask, m, ordförande"
_SMALL_LETTERS = re.compile(
    r"^\s*(?:\((?:s|m|c|v|l|kd|mp|fp|sd)\)|,\s?(?:s|m|c|v|l|kd|mp|fp|sd)(?=\s*(?:$|[,§;])))"
)
_PROXY = re.compile(r"\bfullmakt (?:för|från)\s+[A-ZÅÄÖ][\wåäöé]*(?:\s[A-ZÅÄÖ][\wåäöé]*)?", _I)
# "HR-generalist", "IT-direktör", "International Director"
_OFFICE_WORDS = re.compile(
    r"[A-ZÅÄÖ][A-Za-zÅÄÖ]{1,5}-[a-zåäö]{4,}|(?:[A-Z][a-z]+\s){0,3}(?:Director|Manager|Officer|Coordinator|Advisor|Assistant|Controller)"
)
_GENITIVE = re.compile(
    r"^(?:styrelsens|nämndens|mötets|föreningens|förbundets|kommunens|rådets|klubbens)\s(?=[a-zåäö])"
)
# organisations of the retired, the disabled and the employed, by their letters
_SENDERS = frozenset("PRO SPF RPG SKPF SRF HRF DHR FUB LO TCO SACO LRF HSO NHR".split())
_PARTY = re.compile(
    r"^[\s,]*(?:\((?P<a>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,6}(?:\s?[-/]\s?[A-Z]{1,3})?|-)\)"
    r"|(?P<b>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{0,2}[A-ZÅÄÖ]|Fi|Sol|SoL|kd|mp|fp)(?=$|[\s,;.(\t]))"
)
_CLOCK = re.compile(
    r"(?:från |till |fr\.?o\.?m\.? |t\.?o\.?m\.? )?\bkl(?:ockan"
    r"|\.)?\s?\d{1,2}(?:[.:]\d\d)?(?:\s?[-–—]\s?\d{1,2}(?:[.:]\d\d)?)?",
    _I,
)
_SKIP = re.compile(
    r"[\d.:\s–-]+|[xX✓]+|kl.*|del av.*|ej .*|informer\w*.*|ny(?:vald)? \w+|ordf|sjuk|närv\w*|deltar.*"
    r"|deltog.*|ledig|p\.?g\.?a\.?.*|på grund av.*",
    _I,
)
# a title nobody has listed: lower case, a word or three ("kamrer", "certifierad kommunal revisor")
_TITLE = re.compile(r"(?:[a-zåäö]{2,}(?:-[a-zåäö]+)?)(?:\s(?:och\s)?[a-zåäö-]{3,}){0,2}")
_AGENT = re.compile(
    r"(?:are|ör|er|ist|ent|ant|man|lots|coach|råd|ombud|herde|or|og|om|ik|vakt|stöd|värd|medlem|biträde|chef|minister|ska|befäl|dekanus)$"
)
_NO_TITLE = re.compile(
    r"(?:anlände|ankom|lämna\w*|kom|gick|under|endast|delvis|vid|efter|före|samt|men|deltog|deltar|närvar\w*|frånvar\w*|plats|mötet|inte|ej"
    r"|anmäl\w*|hela|resten|som|med|utan|har|är|var|varav|enligt|bilaga|se|utom|jäv\w*|till|från|för|av|i|på|om|och|via|genom|per"
    r"|ersätt\w*|vikari\w*|tillträd\w*|avgå\w*|utsedd|inkallad|ordinarie|medlem|adjungera\w*|kallad|inbjuden|ny)\b"
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


def remarks(text: str, numbers: tuple[str, ...] = (), official: bool = False, local: bool = False) -> Remarks:
    """Read what follows a name: "(S), 2:e vice ordförande §§ 3–5 (i Bo Eks frånvaro)".

    `numbers` are the meeting's items, to expand ranges; `official` when letters in parentheses
    in this list are an employer rather than a party ("Anna Ek (PwC)"); `local` when others carry a
    party's letters without parentheses, so that unknown ones are a local party ("Anna Ek NBP").
    """
    text = _PROXY.sub(" ", _NOT_SERVING.sub("", _EVENT.sub(" ", plain(text[:600]))))
    text = _CAPITAL_VERB.sub(lambda match: match.group().lower(), text)
    text = _SMALL_LETTERS.sub(lambda match: match.group().upper(), text)
    result = Remarks()
    stand_in = _STAND_IN.search(text)
    if stand_in:
        name = re.sub(r"\s+", " ", stand_in["name"])
        if stand_in["absence"] and name.endswith("s"):
            name = name[:-1]
        result = replace(result, replaces=name, stands_in=True)
        text = text[: stand_in.start()] + " , " + text[stand_in.end() :]
    if _VACANT.search(text):
        result = replace(result, stands_in=True)
        text = _VACANT.sub(" , ", text)
    found = list(PARAGRAPHS.finditer(text))
    if found:
        result = replace(result, sections=expand(found, numbers))
        text = PARAGRAPHS.sub(" , ", text)
    text = _CLOCK.sub(" ", text)
    result = replace(
        result,
        remote=_REMOTE.search(text) is not None,
        absent=any(_ABSENT.search(piece.strip(" (-–")) for piece in re.split(r"[,;(]|\s[-–]\s", text)),
        serving=_SERVING.search(text) is not None,
    )
    text = _SERVING.sub(" ", _REMOTE.sub(" , ", text))
    party = _PARTY.match(text)
    letters = (party["a"] or party["b"]).strip() if party else ""
    if letters and starts_with_role(letters) == len(letters):
        party, letters = None, ""  # "Anna Ek (Kassör)"
    known = known_party(letters)
    # letters without parentheses are a party only when known as one, else who sends ("Anna Ek PRO")
    if party and (known or party["a"] or ("," not in party.group() and len(letters) > 1)):
        sender = letters in _SENDERS or not (party["a"] or local)
        if letters != "-" and not known and (official or sender):
            result = replace(result, organisation=letters)
        elif letters != "-":
            result = replace(result, party=letters)
        text = text[party.end() :]
    return _affiliation(text, result)


def known_party(letters: str) -> bool:
    """Whether letters are those of a party of the Riksdag or one that the gazetteer knows."""
    return letters.upper() in {party.upper() for party in parties()}


def bare_party(rest: str) -> bool:
    """Whether a known party's letters stand behind a name without parentheses: "Anna Ek S"."""
    match = _PARTY.match(rest)
    return match is not None and match["b"] is not None and known_party(match["b"])


def _affiliation(text: str, result: Remarks) -> Remarks:
    roles = list(result.roles)
    organisation = result.organisation
    for piece in re.split(
        r"[,;()\t/]|\s[-–]\s|\bsamt\b|\boch\b(?=\s+[a-zåäö]*(?:chef|ledare|sekreterare))", text
    ):
        piece = re.sub(r"^[\s.:–-]+|[\s.:–-]+$", "", piece)
        sender = re.match(r"(?:från|för|representerar|repr\.?)\s+(?=[A-ZÅÄÖ])", piece)
        piece = re.sub(
            r"^(?:från|deltar|deltog|närvarande|närvarar|fr\.?|t\.o\.m\.?)\b\s*", "", piece, flags=_I
        )
        if len(piece) < 2 or _SKIP.fullmatch(piece):
            continue
        chair, piece = _CHAIR.match(piece), _GENITIVE.sub("", piece)
        if chair:
            roles.append(role_name(piece))
            continue
        if _OFFICE_WORDS.fullmatch(piece) and not roles:
            roles.append(piece.lower())
            continue
        if OWN_BODY.fullmatch(piece) and organisation is None:
            organisation = piece
            continue
        length = starts_with_role(piece)
        if sender and organisation is None and not length:
            organisation = re.sub(r"^(?:från|för|representerar|repr\.?)\s+", "", piece)
        elif length:
            roles.append(role_name(piece[:length]))
            rest = re.sub(r"^(?:\s*(?:på|vid|för|i|hos|från|inom|,)\b)?\s+", "", piece[length:])
            sends = rest[:1].isupper() and names_organisation(rest)
            if organisation is None and (sends or (roles[-1] == "chef" and UNIT.fullmatch(rest))):
                organisation = rest
        elif role_pattern().search(piece) and not piece[0].isupper():
            match = role_pattern().search(piece)
            roles.append(role_name(piece[: match.end()] if match else piece))
        elif organisation is None and names_organisation(piece):
            tail = next((m for m in role_pattern().finditer(piece) if m.start() > 3), None)
            office = OFFICE.match(piece) if piece.split()[0] not in municipalities() else None
            if tail:
                roles.append(role_name(tail.group()))
                piece = piece[: tail.start()].strip()
            elif office:  # "Föräldralots Norrby kommun"
                roles.append(office.group().lower())
                piece = piece[office.end() :].strip()
            organisation = piece or None
        elif not roles and _TITLE.fullmatch(piece) and _AGENT.search(piece) and not _NO_TITLE.match(piece):
            roles.append(piece)
    return replace(result, organisation=organisation, roles=tuple(dict.fromkeys(roles)))
