"""The headings of attendance lists and the remarks behind a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.names import FULL_NAME
from pipeline.extract.rolewords import role_pattern, starts_with_role
from pipeline.facts import Standing
from pipeline.gazetteers import municipalities, parties, regions

_I = re.IGNORECASE


@dataclass(frozen=True)
class Heading:
    """What a list heading says of those below it; `role` is what each is when the row names none."""

    standing: Standing
    role: str | None = None
    present: bool | None = True


_HEADINGS: tuple[tuple[re.Pattern[str], Heading], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?![a-zåäö])", _I), heading)
    for pattern, heading in (
        (r"(?:ej|icke|inte) (?:besluta(?:nde|re)|tjänstgörande)(?: ledamöter)?(?: och)?(?: ersättare| suppleanter)?", Heading("substitute", "ersättare")),
        (r"närvarande(?:,)? (?:men )?(?:ej|icke|inte) (?:besluta(?:nde|re)|tjänstgörande)(?: ersättare)?", Heading("substitute", "ersättare")),
        (r"(?:frånvarande|ej närvarande|inte närvarande|icke närvarande)(?: ordinarie)? (?:ersättare|suppleanter)", Heading("substitute", "ersättare", False)),
        (r"(?:frånvarande|ej närvarande|inte närvarande|icke närvarande|förhinder|anmäl(?:t|d|da|an om) (?:förhinder|frånvaro)|anmält frånvaro|meddelat förhinder)(?: ledamöter| ordinarie| från)*", Heading("member", "ledamot", False)),
        (r"tjänstgörande ersättare(?: för)?|beslutande ersättare|ersättare som tjänstgör|tjg\.? ersättare", Heading("voting", "ersättare")),
        (r"(?:närvarande )?besluta(?:nde|re)(?: ledamöter)?(?: och tjänstgörande ersättare)?|tjänstgörande(?: ledamöter)?(?: och ersättare)?", Heading("voting", "")),
        (r"(?:närvarande |ordinarie |övriga |valda )?ledamöter(?:na)?(?: \(närvarande\)|, närvarande| närvarande)?", Heading("member", "ledamot")),
        (r"(?:närvarande |övriga )?(?:ersättare|suppleanter)(?:na)?(?: närvarande|, närvarande)?", Heading("substitute", "ersättare")),
        (r"(?:förhindrade?)", Heading("member", "ledamot", False)),
        (r"övriga (?:närvarande|deltagare|deltagande|mötesdeltagare|kallade|tjänstepersoner|tjänstemän)(?: tjänstemän| tjänstepersoner)?|övriga|också närvarande|även närvarande|dessutom närvarande|närvarande tjänstepersoner|närvarande tjänstemän", Heading("other")),
        (r"tjänstemän|tjänstepersoner|adjungerade?(?: till (?:styrelsen|mötet))?|föredragande|föredragare|kallade|gäster?|inbjudna|personalföreträdare|fackliga (?:representanter|företrädare)|besökare|representanter|revisorer|från (?:kansliet|förvaltningen)|kansli(?:et)?|insynsplatser?|närvarorätt|samverkan|åhörare|konsulter|sakkunniga?", Heading("other")),
        (r"närvarande(?: vid (?:mötet|sammanträdet))?|deltagare|deltagande|deltog|på plats|närvaro|närvarolista|uppropslista|upprop", Heading("member", "")),
    )
)
# what ends the lists: the next field of the head
STOP = re.compile(
    r"(?:utses?(?: att| till)|utsedd|val av justerare|justera(?:re|nde|ndes|s|d|t|ing\w*)\b|protokolljusterare|justeringsperson|justeringsman|underskrift\w*|paragraf(?:er)?\b|sekreterare\b|mötessekreterare|protokollförare"
    r"|plats och|tid och|anslag|bevis|§|organ\b|dagordning|innehåll|ärende(?:n|lista)|sammanträdesdatum|datum|protokollet|vid protokollet|protokoll fört|beslut\b|ordförande(?=\s*(?:\t|:|$|[_.…-]))|förvaringsplats|signatur)",
    _I,
)
_REMOTE = re.compile(r"på distans|distans\b|via (?:teams|länk|zoom|skype|telefon|video|webb)|digitalt|per telefon|på länk|teams\b|zoom\b|videolänk|deltar via|på telefon", _I)
_ABSENT = re.compile(r"^(?:frånvarande|ej närvarande|förhinder|förhindrad|anmält förhinder|sjuk|sjukanmäld|ledig|avanmäld|föräldraledig|anmäld frånvaro|frånv\.?)\b", _I)
_PARAGRAPHS = re.compile(
    r"(?P<not>(?:ej|inte|utom|förutom|frånvarande|deltog (?:ej|inte)|jäv(?:ig)?|ej närvarande)\s+)?(?P<from>fr(?:\.o\.m\.?|ån(?: och med)?)\s+|fro?m\.?\s+)?(?P<to>t\.?o\.?m\.?\s+|till(?: och med)?\s+)?"
    r"(?:§§?|paragraf(?:er(?:na)?)?|ärenden?|punkt(?:erna|er|en)?|pkt\.?|p\.)\s*(?P<list>\d+(?:\s*(?:[-–—]|,|och|samt|&|till|t\.?o\.?m\.?)\s*(?:§§?\s*)?\d+)*)(?P<open>\s*[-–—](?!\s*\d))?",
    _I,
)
_STAND_IN = re.compile(
    rf"(?:\(?\s*(?:i stället|istället|i st\.?)?\s*(?:för|f\.)\s+|ersätt(?:er|are för|ande|er ordinarie)\s+|(?:tjg\.?|tjänstg(?:\.|ör(?:ande)?)?)\s*(?:ers(?:\.|ättare)?)?\s*(?:för|f\.)\s+|(?:ers\.?|ersättare)\s+(?:för|f\.)\s+|vikarie(?:rar)? för\s+|i\s+(?=[^()]{{3,60}}\bfrånvaro)|går in för\s+|inträder för\s+)"
    rf"(?:ordinarie\s+|ledamoten\s+|ordförande(?:n)?\s+)?(?P<name>{FULL_NAME.pattern}|[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)(?P<absence>\s+frånvaro)?",
)
_VACANT = re.compile(r"på vakant plats|vakant plats|vakans", _I)
_SERVING = re.compile(r"\b(?:tjänstgörande|tjänstgör|tjg)\b", _I)
_PARTY = re.compile(r"^[\s,]*(?:\((?P<a>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,6}(?:\s?[-/]\s?[A-Z]{1,3})?|-)\)|(?P<b>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{0,2}[A-ZÅÄÖ]|Fi|Sol|SoL|kd|mp|fp)(?=$|[\s,;.(]))")


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


def heading(text: str) -> tuple[Heading, int] | None:
    """The list heading `text` begins with and where it ends (a colon included)."""
    best: tuple[Heading, int] | None = None
    for pattern, found in _HEADINGS:
        match = pattern.match(text)
        if match and (best is None or match.end() > best[1]):
            best = found, match.end()
    if best is None:
        return None
    if best[0].standing == "voting" and "ledam" in text[: best[1]].lower():
        best = replace(best[0], role="ledamot"), best[1]
    rest = re.match(r"\s*(?:\([^)A-ZÅÄÖ]{0,40}\))?\s*:?\s*", text[best[1]:])
    end = best[1] + (rest.end() if rest else 0)
    return best[0], end


def remarks(text: str, numbers: tuple[str, ...] = (), official: bool = False) -> Remarks:
    """Read what follows a name: "(S), 2:e vice ordförande §§ 3–5 (i Bo Eks frånvaro)".

    `numbers` are the meeting's items, to expand ranges; `official` when letters in parentheses
    in this list are an employer rather than a party ("Anna Ek (PwC)").
    """
    result = Remarks()
    stand_in = _STAND_IN.search(text)
    if stand_in:
        name = re.sub(r"\s+", " ", stand_in["name"])
        if stand_in["absence"] and name.endswith("s"):
            name = name[:-1]
        result = replace(result, replaces=name, stands_in=True)
        text = text[: stand_in.start()] + " , " + text[stand_in.end():]
    if _VACANT.search(text):
        result = replace(result, stands_in=True)
        text = _VACANT.sub(" , ", text)
    found = list(_PARAGRAPHS.finditer(text))
    if found:
        result = replace(result, sections=_expand(found, numbers))
        text = _PARAGRAPHS.sub(" , ", text)
    result = replace(
        result,
        remote=_REMOTE.search(text) is not None,
        absent=_ABSENT.search(text.strip(" (,-–")) is not None,
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
        text = text[party.end():]
    return _affiliation(text, result)


def _affiliation(text: str, result: Remarks) -> Remarks:
    roles = list(result.roles)
    organisation = result.organisation
    for piece in re.split(r"[,;()\t/]|\s[-–]\s|\bsamt\b|\boch\b(?=\s+[a-zåäö]*(?:chef|ledare|sekreterare))", text):
        piece = re.sub(r"^[\s.:–-]+|[\s.:–-]+$", "", piece)
        piece = re.sub(r"^(?:från|deltar|deltog|närvarande|närvarar|kl\.?|fr\.?|t\.o\.m\.?)\b\s*", "", piece, flags=_I)
        if len(piece) < 2 or re.fullmatch(r"[\d.:\s–-]+|[xX✓]+|kl.*|del av.*|ej .*|informer\w*.*", piece):
            continue
        length = starts_with_role(piece)
        if length:
            roles.append(role_name(piece[:length]))
            rest = re.sub(r"^(?:\s*(?:på|vid|för|i|hos|från|inom|,)\b)?\s+", "", piece[length:])
            if rest[:1].isupper() and organisation is None and names_organisation(rest):
                organisation = rest
        elif role_pattern().search(piece) and not piece[0].isupper():
            match = role_pattern().search(piece)
            roles.append(role_name(piece[: match.end()] if match else piece))
        elif organisation is None and names_organisation(piece):
            tail = next((m for m in role_pattern().finditer(piece) if m.start() > 3), None)
            if tail:
                roles.append(role_name(tail.group()))
                piece = piece[: tail.start()].strip()
            organisation = piece
    return replace(result, organisation=organisation, roles=tuple(dict.fromkeys(roles)))


def role_name(words: str) -> str:
    """Lower case, abbreviations written out: "Ordf." → "ordförande"."""
    role = re.sub(r"\s+", " ", words.strip(" .,:")).lower()
    role = re.sub(r"\bordf\b\.?", "ordförande", role)
    role = re.sub(r"^(?:v\.?|vice) ?(?=ordförande)", "vice ", role)
    return re.sub(r"^(1|2|3):?[ea] vice", lambda m: {"1": "förste", "2": "andre", "3": "tredje"}[m.group(1)] + " vice", role)


def names_organisation(text: str) -> bool:
    """Whether a capitalised phrase in a list names whom a person comes from."""
    if not text[:1].isupper() or len(text) > 90 or len(text.split()) > 9:
        return False
    first = text.split()[0]
    if text in regions() or first.rstrip("s") in municipalities() or first in municipalities():
        return True
    if re.search(r"(?:kommun|stad|landsting|region|förbund\w*|kassan|förmedlingen|verket|styrelsen|myndigheten|AB|förening\w*|högskola\w*|universitet\w*|sjukhus\w*|försvaret|polisen)$", text, _I):
        return True
    return re.match(r"Region |Svenska|Länsstyrelsen|[A-ZÅÄÖ]{2,6}$|[A-ZÅÄÖ][\wåäö-]+$", text) is not None


def _expand(found: list[re.Match[str]], numbers: tuple[str, ...]) -> tuple[str, ...] | None:
    """Numbers of "§§ 3–5, 8", "från § 8", "ej § 4" (the rest of the meeting's items)."""
    chosen: list[str] = []
    excluded: list[str] = []
    for match in found:
        listed: list[str] = []
        pieces = re.split(r"(\d+)", match["list"])
        values = [int(v) for v in pieces[1::2]]
        for k, value in enumerate(values):
            joint = pieces[2 * k] if k else ""
            if k and re.search(r"[-–—]|till|t\.?o\.?m", joint) and listed and value - int(listed[-1]) < 200:
                listed.extend(str(v) for v in range(int(listed[-1]) + 1, value + 1))
            else:
                listed.append(str(value))
        if match["from"] or match["open"]:
            if not re.search(r"[-–—]", match["list"]):
                later = [n for n in numbers if n.isdigit() and int(n) >= values[-1]]
                listed = later or listed
        elif match["to"]:
            listed = [n for n in numbers if n.isdigit() and int(n) <= values[-1]] or listed
        (excluded if match["not"] else chosen).extend(listed)
    if excluded and not chosen:
        return tuple(n for n in numbers if n not in excluded) or None
    return tuple(dict.fromkeys(n for n in chosen if n not in excluded)) or None
