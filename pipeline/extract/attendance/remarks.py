"""The remarks behind a name: party, organisation, roles, §§, remote, whom one stands in for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.attendance.words import OFFICE, expand, names_organisation, plain, role_name
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
    r"(?:§{1,2}|paragraf(?:er(?:na)?)?|ärenden?|punkt(?:erna|er|en)?|pkt\.?|p\.)\s{0,3}"
    r"(?P<list>\d{1,4}(?:\s{0,2}(?:[-–—]|,|och|samt|&|till|t\.?o\.?m\.?)\s{0,2}(?:§{1,2}\s?)?\d{1,4})*)"
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
_SERVING = re.compile(r"\b(?:tjänstgörande|tjänstgör|tjg)\b", _I)
_NOT_SERVING = re.compile(r"\b(?:ej|icke|inte) (?:tjänstgörande|tjg\.?)\s+", _I)
_CAPITAL_VERB = re.compile(
    r"\b(?:Ersätter|Ersättare för|Tjänstgör|Tjg|Vikarierar för|I stället för|För(?= [A-ZÅÄÖ]))"
)
_SMALL_LETTERS = re.compile(r"^\s*\((?:s|m|c|v|l|kd|mp|fp|sd)\)")  # as older minutes write parties
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
    r"(?:are|ör|er|ist|ent|ant|man|lots|coach|råd|ombud|herde|or|og|om|ik|vakt|stöd|värd|medlem|biträde|chef|minister|ska)$"
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


def remarks(text: str, numbers: tuple[str, ...] = (), official: bool = False) -> Remarks:
    """Read what follows a name: "(S), 2:e vice ordförande §§ 3–5 (i Bo Eks frånvaro)".

    `numbers` are the meeting's items, to expand ranges; `official` when letters in parentheses
    in this list are an employer rather than a party ("Anna Ek (PwC)").
    """
    text = _NOT_SERVING.sub("", _EVENT.sub(" ", plain(text[:600])))
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
    known = letters.upper() in {p.upper() for p in parties()}
    # letters behind a comma are a party only when known as one ("Anna Ek, MAS" is not)
    if party and (known or party["a"] or "," not in party.group()):
        if letters != "-" and official and not known:
            result = replace(result, organisation=letters)
        elif letters != "-":
            result = replace(result, party=letters)
        text = text[party.end() :]
    return _affiliation(text, result)


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
        length = starts_with_role(piece)
        if sender and organisation is None and not length:
            organisation = re.sub(r"^(?:från|för|representerar|repr\.?)\s+", "", piece)
        elif length:
            roles.append(role_name(piece[:length]))
            rest = re.sub(r"^(?:\s*(?:på|vid|för|i|hos|från|inom|,)\b)?\s+", "", piece[length:])
            if rest[:1].isupper() and organisation is None and names_organisation(rest):
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
