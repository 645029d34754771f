"""What stands behind a name besides party and items: the posts someone holds and who sent them."""

from __future__ import annotations

import re

from pipeline.extract.attendance.senders import is_sender
from pipeline.extract.attendance.words import (
    EMPLOYER,
    OFFICE,
    OWN_BODY,
    UNIT,
    is_board_role,
    names_organisation,
    role_name,
)
from pipeline.extract.names import given_evidence
from pipeline.extract.rolewords import role_pattern, starts_with_role
from pipeline.gazetteers import agencies, municipalities, regions

_I = re.IGNORECASE
CHAIR = re.compile(r"\btjänstgörande\s+(?=ordförande|sekreterare)", _I)
# "HR-generalist", "IT-direktör", "International Director"
_OFFICE_WORDS = re.compile(
    r"[A-ZÅÄÖ][A-Za-zÅÄÖ]{1,5}-[a-zåäö]{4,}"
    r"|(?:[A-Z][a-z]+\s){0,3}(?:Director|Manager|Officer|Coordinator|Advisor|Assistant|Controller)"
)
_GENITIVE = re.compile(
    r"^(?:styrelsens|nämndens|mötets|föreningens|förbundets|kommunens|rådets|klubbens)\s(?=[a-zåäö])"
)
_SKIP = re.compile(
    r"[\d.:\s–-]+|[xX✓]+|kl(?:\b.*|ockan.*|\d.*)|del av.*|ej .*|informer\w*.*|ny(?:vald)? \w+|ordf|sjuk"
    r"|ja|nej|närv\w*|deltar.*|deltog.*|ledig|p\.?g\.?a\.?.*|på grund av.*|utsedd av.*|vald av.*"
    r"|förhinder\w*|förhindrad|anmäl.*|återbud.*|frånvarande.*",
    _I,
)
# a title nobody has listed: lower case, a word or three ("kamrer", "certifierad kommunal revisor")
_TITLE = re.compile(r"(?:[a-zåäö]{2,}(?:-[a-zåäö]+)?)(?:\s(?:och\s)?[a-zåäö-]{3,}){0,2}")
_AGENT = re.compile(
    r"(?:are|ör|er|ist|ent|ant|man|lots|coach|råd|ombud|herde|or|og|om|ik|vakt|stöd|värd|medlem|biträde|chef"
    r"|minister|ska|befäl|dekanus|ansvarig|stab|iker|kapten|mästare|kurator|värdinna)$"
)
_NO_TITLE = re.compile(
    r"(?:anlände|ankom|lämna\w*|kom|gick|under|endast|delvis|vid|efter|före|samt|men|deltog|deltar|närvar\w*"
    r"|frånvar\w*|plats|mötet|sektion|inte|ej|anmäl\w*|hela|resten|som|med|utan|har|är|var|varav|enligt|bilaga|se|utom"
    r"|jäv\w*|till|från|för|av|i|på|om|och|via|genom|per|ersätt\w*|vikari\w*|tillträd\w*|avgå\w*|utsedd"
    r"|inkallad|ordinarie|medlem|adjungera\w*|kallad|inbjuden|ny|information|föredra\w*|informer\w*|nyval"
    r"|omval\w*|vald\w*|t\.?o\.?m|fr\.?o\.?m|kl|del|punkt\w*|ärende\w*|tjänstgör\w*|x)\b"
)
# what a chief is chief of, in small letters: "skolchef grundskolan", "chef förebyggande avdelningen"
_UNIT_TAIL = re.compile(r"[a-zåäö][\wåäö-]{2,}(?:\s(?:[a-zåäö][\wåäö.-]*|&)){0,4}", _I)
_CHIEF = re.compile(r"(?:chef|direktör|samordnare|ansvarig|rektor|strateg|sakkunnig)$")
# "Verksamhetsstöd", "RIB", "Miljöskydd, Mark & Vatten"; a service in the definite form has a name of its own
_OWN_UNIT = re.compile(r"[A-ZÅÄÖ][\wÅÄÖåäö./-]*(?:(?:‚| &| och| o)?\s[\wÅÄÖåäö./-]+| &){0,6}")
# "GO-samarbetet", "EU-projektet": something with a name, where "HR-generalist" is an office
_VENTURE = re.compile(
    r"(?:arbetet|projektet|nätverket|kansliet|gruppen|rådet|enheten|avdelningen|förbundet)$"
)
# "Alma Ros, utvecklare, kulturavdelningen": the part of the administration, behind a title and a comma
_WHERE = re.compile(
    r"(?:regional |kommunal |central )?(?:[a-zåäö]+- och )?[a-zåäö]*(?:avdelningen|förvaltningen|kontoret"
    r"|enheten|sektionen|staben|kansliet|fastigheter|planering|ledning|sektorn)"
    r"(?: för (?:[a-zåäö-]+\s?){1,5})?"
)
# "praktikant vid juridiska avdelningen", "utredare på ekonomienheten"
_AT = re.compile(r"\s+(?:vid|på|hos|från)\s")
_UNIT_AT = re.compile(
    r"(?:[a-zåäö]+a )?(?:[a-zåäö]+- och )?"
    r"[a-zåäö]*(?:avdelningen|förvaltningen|kontoret|enheten|kansliet|staben)"
)
_REVISION = re.compile(r"revisionen|valberedningen")
_UNIT_NOUN = re.compile(r"(?:avdelningen|enheten|sektionen|gruppen|området)$", _I)
# what a part of the administration does or is called, against a name of its own ("Norlanda", "Granbacken")
_ACTIVITY = re.compile(
    r"[A-ZÅÄÖ]{2,5}|(?i:[\wåäö-]*(?:ande|ende|stöd|skydd|vård|omsorg|ekonomi|service|teknik|drift|miljö|skola"
    r"|bygg|ning|het|tion|sion|ik|ur|hälsa|fritid|arbete|fastigheter|lokaler|kost|måltid|juridik|personal"
    r"|livsmedel))"
)
_LIST = re.compile(
    r"(?<=chef )(?P<one>[A-ZÅÄÖ][\wåäö]+), (?=[A-ZÅÄÖ][\wåäö]+ (?:&|och) [A-ZÅÄÖa-zåäö]+\s*(?:$|[,(§]))"
)

# "Anna Ek, ledamot Ja": whether she came, or how she voted
_MARKED = re.compile(r"(?<=[a-zåäö.)])\s(?:Ja|Nej|JA|NEJ)(?=\s*(?:$|,))")
_SLASH = re.compile(r"\b(?P<one>[A-ZÅÄÖ][\wåäö]+)/(?=[A-ZÅÄÖ])")
# titles that are whole without their unit: "verksamhetschef hemtjänst" is a verksamhetschef
_WHOLE = re.compile(r"(?:verksamhets|enhets|avdelnings|områdes|sektions|grupp|förvaltnings)chef$")


def affiliation(
    text: str, organisation: str | None, official: bool = False
) -> tuple[str | None, tuple[str, ...]]:
    """The organisation and the roles in what is left of a row's remarks.

    `organisation` is the one already told; `official` when the list is of staff and guests.
    """
    roles: list[str] = []
    text = _MARKED.sub("", text)
    text = _SLASH.sub(_joined, _LIST.sub(r"\g<one>‚ ", text))
    for piece in re.split(
        r"[,;()\[\]\t/]|\s[-–]\s|\bsamt\b"
        r"|(?<!-\s)\boch\b(?=\s+(?:(?:bitr(?:\.|ädande)|tf\.?|t\.f\.|vice|ställföreträdande)\s)?"
        r"[a-zåäö]*(?:chef|ledare|sekreterare|direktör))",
        text,
    ):
        piece = re.sub(r"^[\s.:–-]+|[\s.:–-]+$", "", piece)
        sender = re.match(r"(?:från|för|representerar|repr\.?)\s+(?=[A-ZÅÄÖ])", piece)
        piece = re.sub(
            r"^(?:från|deltar|deltog|närvarande|närvarar|fr\.?|t\.o\.m\.?)\b\s*", "", piece, flags=_I
        )
        if len(piece) < 2 or _SKIP.fullmatch(piece) or any(_initials(piece, role) for role in roles):
            continue
        chair, piece = CHAIR.match(piece), _GENITIVE.sub("", piece)
        if chair:
            roles.append(role_name(piece))
            continue
        if _VENTURE.search(piece) and _OFFICE_WORDS.fullmatch(piece) and organisation is None:
            organisation = piece
            continue
        if _OFFICE_WORDS.fullmatch(piece) and not roles:
            roles.append(piece.lower())
            continue
        if organisation is None and official and roles and _WHERE.fullmatch(piece):
            organisation = piece
            continue
        if organisation is None and (OWN_BODY.fullmatch(piece) or EMPLOYER.fullmatch(piece)):
            organisation = piece
            continue
        length = starts_with_role(piece)
        if sender and organisation is None and not length:
            organisation = re.sub(r"^(?:från|för|representerar|repr\.?)\s+", "", piece)
        elif length:
            role, sent = _post(piece, length, official)
            roles.append(role)
            organisation = organisation or sent
        elif role_pattern().search(piece) and not piece[0].isupper() and not piece[0].isdigit():
            match = role_pattern().search(piece)
            role, sent = _post(piece, match.end() if match else len(piece), official)
            roles.append(role)
            organisation = organisation or sent
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
    sent_by = organisation.replace("⁄", "/") if organisation else None
    return sent_by, tuple(dict.fromkeys(role.replace("‚", ",").replace("⁄", "/") for role in roles))


def _initials(letters: str, role: str) -> bool:
    """ "miljöansvarig samordnare, MS": the letters that a title is called by, its small words left out."""
    if not re.fullmatch(r"[A-ZÅÄÖ]{2,5}", letters):
        return False
    firsts = iter(word[0].upper() for word in role.split())
    return all(letter in firsts for letter in letters)


def _joined(match: re.Match[str]) -> str:
    """ "Samordningsteam Älvby/Nordsjö" is one name, "ordförande/Region Nordsjö" is not."""
    return match.group() if starts_with_role(match["one"]) else f"{match['one']}⁄"


def _post(piece: str, length: int, official: bool) -> tuple[str, str | None]:
    """The post at the start of `piece` (to `length`) and the organisation behind it, if one is named.

    "verksamhetsledare Vägen in" has an organisation, "avdelningschef Verksamhetsstöd" a unit that is
    part of the title.
    """
    role, behind = role_name(piece[:length]), piece[length:]
    rest = re.sub(r"^(?:\s*(?:på|vid|för|i|hos|från|inom|,)\b)?\s+", "", behind)
    if not rest or rest == behind:
        return role, None
    if (role == "chef" and UNIT.fullmatch(rest)) or EMPLOYER.fullmatch(rest):
        return role, rest
    if is_board_role(role) and (_REVISION.fullmatch(rest) or OWN_BODY.fullmatch(rest)):  # "ordf. revisionen"
        return role, rest
    if _AT.match(behind) and _UNIT_AT.fullmatch(rest):
        return role, rest
    charge = re.match(r"\sför\s(?:[a-zåäö-]{2,}\s?){1,5}$", behind)
    if charge and _CHIEF.search(role) and not _WHOLE.search(role):
        return role_name(piece), None  # "chef för hållbar utveckling"
    bare = rest == behind.strip()
    chief = bare and _CHIEF.search(role) is not None and not _WHOLE.search(role)
    if rest[:1].islower():
        words = rest.split()
        if chief and _UNIT_TAIL.fullmatch(rest) and not any(_NO_TITLE.fullmatch(word) for word in words):
            return role_name(piece), None
        return role, None
    if not rest[:1].isupper():
        return role, None
    if role.endswith("chef") and bare and role_pattern().search(rest) is None and _own_unit(rest):
        redundant = _UNIT_NOUN.search(rest) is not None and role != "chef"
        return role if redundant else role_name(piece), None
    if names_organisation(rest):
        return role, rest
    words = rest.split()
    phrase = 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words)
    if official and bare and phrase and given_evidence(words[0]) < 0.5 and not starts_with_role(rest):
        return role, rest
    return role, None


def _own_unit(rest: str) -> bool:
    """Whether a chief's unit is a part of the administration rather than an employer or a named service."""
    first = rest.split()[0]
    if rest in regions() or rest in agencies() or is_sender(rest) or first in municipalities():
        return False
    if first.rstrip("s") in municipalities() or _OWN_UNIT.fullmatch(rest) is None:
        return False
    if len(rest.split()) == 1:
        return _UNIT_NOUN.search(rest) is not None or _ACTIVITY.fullmatch(rest) is not None
    return re.search(r"‚|&|\boch\b|\bo\b", rest) is not None
