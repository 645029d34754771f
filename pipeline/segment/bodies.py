"""Whose meeting it is: the organ or the body's own name, and the organisation that an organ belongs to."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.gazetteers import municipalities
from pipeline.segment.lines import Line
from pipeline.segment.named import possessed
from pipeline.segment.told import told_body
from pipeline.segment.when import DATE, unnamed

_UPPER = "A-ZÅÄÖÉÜ"
_NAME = rf"[{_UPPER}][\wé/&-]{{0,40}}"  # one capitalised word
# words that no name of a body begins with
_GENRE = (
    r"(?!(?:\w*protokoll\w*|\w*anteckningar|kallelse|styrelse\w*|års\w*|ordinarie|extra|konstituerande|möte\w*|sammanträde\w*|plats|datum"
    r"|närvarande|den|det|en|vi|på|till|från|för|tid|bilaga|dagordning|nr|av|kommun(?:en|s)?|beslut\w*|vid|deltagare|ledamöter"
    r"|rapport\w*|information\w*|skrivelse\w*|yttrande\w*|svar|remiss\w*|anmälan|fråga\w*)\b)"
)
# "nämnden för hållbart samhälle", "Kommunfullmäktige", "Regionstyrelsens arbetsutskott"
_ORGAN = re.compile(
    r"(?:(?:Kommun|Region|Landstings|Förbunds|Koncern|Bolags|Stads|Universitets|Högskole|Kyrko)"
    r"(?:styrelsen?|fullmäktige|direktionen?|revisionen?|rådet)"
    r"(?:s\s(?:\S{1,40}\s)?(?:arbetsutskott|utskott|presidium|personalutskott))?"
    rf"|[{_UPPER}][a-zåäö]+ läns landstings(?:styrelse|fullmäktige|revision)(?:n)?"
    rf"|(?i:{_GENRE})[{_UPPER}][\wÅÄÖé&,/ -]{{0,60}}?(?:nämnden?|utskottet|utskott|beredningen|beredning"
    rf"|kommittén|delegationen|rådet"
    r"|presidiet|revisionen|fullmäktige|styrelsen|direktionen|stämman|konsistoriet)"
    rf"(?:\s(?:för|Centrum|Nordost|Sydväst|Hisingen|i\s(?=[{_UPPER}])|[{_UPPER}])[\w ,&-]{{0,60}})?"
    r"(?:s (?:arbetsutskott|presidium|\w{3,20}utskott))?"
    r"|(?:Gemensamma|Gemensam|Nämnden|nämnd) [\w ,&-]{3,80}"
    rf"|Direktionen(?: för [\w{_UPPER} -]{{3,60}})?|Styrelsen)"
)
_FORBUND = (
    r"(?:samordnings|kommunal|räddningstjänst|kommun|avfalls|sjukvårds|gymnasie|kultur"
    r"|kollektivtrafik|miljö|renhållnings|vatten|utbildnings|fastighets)?förbund"
)
_KIND_OF_CLUB = (
    r"(?:(?i:\w*förening(?:en)?|\w*byalag(?:et)?|\w*samfällighet(?:en|er)?|\w*samfällighetsförening|\w*byaråd(?:et)?|\w*klubb(?:en)?"
    r"|\w*sällskap(?:et)?|\w*nätverk(?:et)?|\w*församling|\w*pastorat|\w*stiftelse(?:n)?|\w*bygdeförbund|\w*bolaget|\w*distriktet?"
    r"|arbetarekommun|" + _FORBUND + r")|AB|IF|IK|BK|SK|FK|GK)"
)
_OWN_NAME = re.compile(
    r"(?:(?i:samordnings|kommunal|räddningstjänst|avfalls|sjukvårds|kollektivtrafik|gymnasie|kommun|region|kultur)?"
    r"[Ff](?i:örbundet)"
    rf"(?: för [a-zåäö -]{{3,60}}?| i(?: (?:norra|södra|östra|västra|mellersta))?)?"
    rf"(?:\s{_NAME}){{1,5}}(?: län\b)?"
    rf"|(?:Föreningen|Stiftelsen|Finsam|Kommunförbundet|Regionförbundet|Bostadsrättsföreningen|HSB|BRF|Brf|Riksbyggen"
    rf"|Samfällighetsföreningen|Byalaget|Bygdegårdsföreningen|Hembygdsföreningen|Villaföreningen|PRO|SPF)"
    rf"(?:\s(?:{_NAME}|[\d:]{{1,6}}|och|&|i)){{1,5}}"
    rf"|(?i:{_GENRE})(?<!\w)[{_UPPER}][\wé&-]{{1,40}}(?:\s(?!{_GENRE[3:-1]})[\wé&-]{{1,40}}){{0,4}}?"
    rf"\s(?:{_KIND_OF_CLUB})(?!\w)(?: ekonomisk förening)?)"
)
_DECIDER = re.compile(
    r"(?:^|(?<=\. ))((?:[A-ZÅÄÖ]\w{1,30}-?,? (?:\w{1,30}-?,? )?(?:och|samt) \w{0,40}"
    r"|[A-ZÅÄÖ]\w{0,40})(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen|revisionen"
    r"|beredningen|rådet|direktionen)|Kyrkomötet|Årsmötet|Föreningsstämman)"
    r" (?:beslutar|beslutade|godkänner|godkände|föreslår|tillstyrker|avstyrker|översänder|antar"
    r"|fastställer|noterar)\b"
)
# "Socialnämnden Åby kommun": the first word is not the municipality's
_ORGAN_WORD = (
    r"(?i:[\wåäö-]*(?:nämnden?|styrelsen|fullmäktige|utskottet|beredningen|rådet|kommittén|direktionen"
    r"|revisionen|delegationen|presidiet|protokoll))"
)
_OWNER = re.compile(
    rf"(?<!\w)(?:(?!(?:Organ|Protokoll|Nämnd|Myndighet|Datum|Sida) |{_ORGAN_WORD} )"
    rf"[{_UPPER}][\wé-]{{1,30}}(?: [{_UPPER}][\wé-]{{1,30}})? (?:kommun|KOMMUN|Kommun|stad"
    rf"|Stad|STAD)\b"
    rf"|(?:Region|REGION)(?: [{_UPPER}][\w-]{{1,30}}){{1,3}}|[{_UPPER}]\w{{1,30}} läns landsting(?!\w)"
    rf"|Gotlands kommun)"
)
# "§ 3 Samordningsförbundet Ekbygden", "2. Bidrag till Ekby hembygdsförening": what an item is about
_ENTRY = re.compile(r"(?:\w{2,8} )?§\s?\d|\d{1,3}[.)]?\s+[A-ZÅÄÖ]")
_COMMITTEE = re.compile(rf"[{_UPPER}][\w-]*(?: och [\w-]+)?(?:nämnd|styrels)ens arbetsutskott\b")
# "Anna Ek (S) Norrby kommun", "Bo Lund, ekonomichef Norrby kommun": where a guest comes from
_ON_A_LIST = re.compile(rf"\([A-ZÅÄÖa-zåäö]{{1,4}}\)[\s,]|^[{_UPPER}][\wé-]+(?: [{_UPPER}][\wé-]+){{1,2}}, ")
# owners only where a line of the head names them: a parish, a university
_OWNER_LINE = re.compile(
    rf"[{_UPPER}][\wé-]+(?:[ -](?:och|[{_UPPER}][\wé-]+)){{0,3}} (?:församling|pastorat|stift"
    rf"|universitet|högskola)"
    rf"|(?:Högskolan|Universitetet) (?:i|på) [{_UPPER}]\w+"
)
# words of a name that do not begin with a capital
_SMALL = re.compile(rf"(?i:kommun|stad|och|för|i|av|universitet|högskola|stift|{_KIND_OF_CLUB})")
_BARE = frozenset(
    (
        "Styrelsen",
        "Nämnden",
        "Revisionen",
        "Direktionen",
        "Presidiet",
        "Beredningen",
        "Utskottet",
        "Årsmöte",
        "Årsmötet",
    )
)
_LONGEST_CELL = 110
_TOP = 3  # cells of a head, the first of which may be nothing but a name
# a sentence that ends in an organ: "Årsmötet beslutar att entlediga styrelsen"
_VERB = re.compile(
    r"\b(?:beslut(?:ar|ade)|beslöt|godkän(?:ner|de)|föreslår|föreslog|utse[rs]?|välj(?:er|s)|ger|gav|att)\b"
)
# lines about the file, not the meeting: "Handlingar och protokoll - Socialnämnden", "Organ och datum …"
_HEADLINE = re.compile(r"(?:handlingar|beslut|protokoll|organ|möten)\b.*(?:\s[-–]\s|\boch\b)", re.IGNORECASE)
# "PROTOKOLL FÖRT VID ORDINARIE STÄMMA MED NORRBY SAMFÄLLIGHETSFÖRENING"
_MEETING_WITH = re.compile(
    r"^(?:protokoll|kallelse)[^.:]{0,60}?(?:möte|sammanträde|stämma)\w* (?:med|i|för) (?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
# "Protokoll Socialnämnden Åby kommun", "Kallelse till Barnnämnden", "Protokoll nr 3 Tekniska nämnden"
_TITLED = re.compile(
    r"^(?:(?:sammanträdes|mötes|styrelse)?protokoll(?:sutdrag)?|minnesanteckningar|kallelse)"
    rf"(?:\s(?:nr\s?)?\d{{1,3}}(?:/\d{{2,4}})?)?(?:[\s,]+{unnamed(DATE)})?"
    r"(?:\s(?:från|för|fört vid|till))?[\s:,–-]{1,4}(?=(?-i:[A-ZÅÄÖ]))",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(r"[\s,–-]+(?:sammanträdes)?protokoll$", re.IGNORECASE)
# "Föreningen Vingens årsmöte"
_ITS_MEETING = re.compile(
    r"\s(?:ordinarie |extra )?(?:\w*(?:möte|stämma|sammanträde|protokoll))(?:t|n|et)?\b", re.IGNORECASE
)
# "Socialnämnden 2024-03-04"
_DATED = re.compile(rf"[\s,–-]{{1,4}}(?:den\s)?{unnamed(DATE)}$", re.IGNORECASE)
ORGAN_OR_NAME = re.compile(rf"(?!(?:Styrelsen|Nämnden)$)(?:{_ORGAN.pattern}|{_OWN_NAME.pattern})")


def whose(
    lines: list[Line], top: list[Line], organ: str | None, furniture: set[int]
) -> tuple[str | None, str | None]:
    """``(body, organisation)`` of a meeting; `top` is its head, `organ` what the label "Organ" says."""
    top = [line for line in top if not _ENTRY.match(line.text)]
    text = [cell for line in top[:45] for cell in _cells(line)]
    running = [cell for i in sorted(furniture) for cell in _cells(lines[i])]
    organisation = _owner(running, text, lines)
    if organ:
        match = _ORGAN.match(organ) or _OWN_NAME.match(organ)
        if match and match.group() not in _BARE:
            return _named(_whose_committee(lines, _without_owner(match.group())), organisation)
    own_words = possessed(top)
    if own_words:
        told, beside = own_words
        if re.match(r"Direktion|Presidi|Förbunds", told):  # a member's municipality is named in its list only
            return told, _federation(text) or next((cell for cell in text[:5] if cell == organisation), None)
        return _named(told, organisation or beside)
    votes: Counter[str] = Counter()
    for weight, cells in ((2, running), (3, text[:25]), (1, text[25:])):
        for position, cell in enumerate(cells):
            own, whole = _OWN_NAME.search(cell), _ORGAN.fullmatch(_without_owner(cell))
            if _HEADLINE.match(cell):
                continue
            if whole and _without_owner(cell) not in _BARE and not _people(cell) and not _VERB.search(cell):
                votes[_without_owner(cell)] += weight + (2 if position < 8 else 0)
            elif own and not cell.endswith(".") and not _OWNER_LINE.fullmatch(own.group()):
                called = _ungenitive(_whole(cell, own, position), cell, lines)
                votes[_strip(called)] += weight + (1 if position < 8 else 0)
    if votes:
        best = max(votes.values())
        voted = next(name for name in votes if votes[name] == best)
        organ = next((cell for cell in text[:25] if re.fullmatch(r"(?:Förbundsd|D)irektionen", cell)), None)
        if organ and re.match(r"Kommunalförbund|Räddningstjänst|\S+ kommunalförbund", voted):
            return organ, voted  # the federation over its "Direktionen", as a municipality over its nämnd
        return _named(voted, organisation)
    loose = [
        name
        for line in top[:30]
        if len(line.text) < 160
        for name in [_loose(line.text)]
        if name and re.search(r"protokoll|sammanträd|möte|kallelse", line.text, re.IGNORECASE)
    ]
    name = loose[0] if loose else _without_board(told_body(top)) or _from_text(lines)
    if name is None and organisation and _OWNER_LINE.fullmatch(organisation):
        return ("Styrelsen", organisation) if "Styrelsen" in text[:8] else (organisation, None)
    return _named(name, organisation) if name else (None, organisation)


def _whole(cell: str, own: re.Match[str], position: int) -> str:
    """The name that a line at the top is, its words in capitals: "Astma förbundet Norden"."""
    around = [*cell[: own.start()].split(), *cell[own.end() :].split()]
    proper = all(re.fullmatch(rf"(?i:{_GENRE})[{_UPPER}][a-zåäöé-]+", word) for word in around)
    title = position < _TOP and 0 < len(around) <= 2 and proper and not _ORGAN.search(" ".join(around))
    return cell if title else own.group()


def _ungenitive(name: str, cell: str, lines: list[Line]) -> str:
    """ "Föreningen Vingens årsmöte" is Föreningen Vingen's, unless the text calls it Vingens elsewhere."""
    at = cell.find(name) + len(name)
    if not name.endswith("s") or name.endswith("ss") or not _ITS_MEETING.match(cell[at:]):
        return name
    words = re.compile(rf"{re.escape(name[:-1])}(s?)(?!\w)(?!{_ITS_MEETING.pattern})", re.IGNORECASE)
    called = {m.group(1) for line in lines if _short(line) for m in words.finditer(line.text)}
    return name if called == {"s"} else name[:-1]


def _whose_committee(lines: list[Line], name: str) -> str:
    """ "Arbetsutskottet" as the items name it, "Socialnämndens arbetsutskott", when all do alike."""
    if name != "Arbetsutskottet":
        return name
    whole = {match.group() for line in lines if _short(line) for match in _COMMITTEE.finditer(line.text)}
    return whole.pop() if len(whole) == 1 else name


def _without_board(name: str | None) -> str | None:
    """ "styrelsen för Norrby fritidsförening" → "Norrby fritidsförening"."""
    rest = re.sub(r"^styrelsen (?:för|i) ", "", name, flags=re.IGNORECASE) if name else ""
    return rest if _OWN_NAME.fullmatch(rest) else name


def letterhead(top: list[Line]) -> tuple[str | None, str | None]:
    """``(body, organisation)`` of an enclosure: what a line of its head names and says nothing besides."""
    cells = [_unshouted(line.text[a:b]) for line in top for a, b in line.cells if b > a]
    named = (cell for cell in cells if organ_alone(cell) or _OWN_NAME.fullmatch(cell))
    owner = next((cell for cell in cells if _OWNER.fullmatch(cell)), None)
    body = next(named, None)
    return _named(_without_owner(body), owner) if body else (None, owner)


def organ_alone(cell: str) -> str | None:
    """The organ that is all a cell of a page head names: "Älvby Stad Kommunstyrelsen, protokoll"."""
    name = _without_owner(
        _unshouted(re.sub(r"[\s,–-]+(?:sammanträdes)?protokoll\b.*$", "", cell, flags=re.IGNORECASE))
    )
    if name in _BARE or _people(name) or _VERB.search(name) or not _ORGAN.fullmatch(name):
        return None
    return name


def _federation(text: list[str]) -> str | None:
    """The federation that the head names: its "Direktion" is an organ of it."""
    for cell in text[:25]:
        own = _OWN_NAME.match(cell)
        if own and re.search(r"förbund(?:et)?\b", own.group(), re.IGNORECASE):
            return _strip(own.group())
    return None


def _people(cell: str) -> bool:
    """ "Anna Ek och Bo Lund, valberedningen": people and where they come from, no organ."""
    if re.match(rf"(?:[{_UPPER}][a-zé-]+ ){{1,3}}[{_UPPER}][\wé-]+, ", cell):
        return True
    return re.search(r"[a-zåäö], [a-zåäö]+(?:en|et)$", cell) is not None and not re.match(r"(?i:nämnd)", cell)


def _owner(running: list[str], text: list[str], lines: list[Line]) -> str | None:
    """The municipality, region, parish or university that the head names, or that the text names most."""
    cells = [cell for cell in (*running, *text) if len(cell) < 90]
    found = next(
        (m.group() for cell in cells for m in [_OWNER.search(cell)] if m and not _guest(cell, m)), None
    )
    if found is None:
        found = next((cell for cell in cells if _OWNER_LINE.fullmatch(cell)), None)
    if found is None:
        named = Counter(m.group() for line in lines if _short(line) for m in _OWNER.finditer(line.text))
        found = named.most_common(1)[0][0] if named and named.most_common(1)[0][1] >= 3 else None
    return found


def _guest(cell: str, owner: re.Match[str]) -> bool:
    """ "Alma Ros Älvby kommun" in a list of those present: "Ros Älvby" is no municipality's name."""
    before = cell[: owner.start()]
    if _ON_A_LIST.search(before) and not organ_alone(before.strip(" ,–-")):
        return True
    words = owner.group().split()
    if len(words) < 3 or not re.search(r"[A-ZÅÄÖ][a-zåäöé-]+ $", cell[: owner.start()]):
        return False
    known = municipalities()
    own = (words[1], words[1].removesuffix("s"))
    whole = f"{words[0]} {words[1]}"
    return any(word in known for word in own) and not {whole, whole.removesuffix("s")} & known.keys()


def _without_owner(cell: str) -> str:
    """ "Kommunfullmäktige i Norrby kommun" → "Kommunfullmäktige"."""
    owner = _OWNER.search(cell)
    if owner and owner.start() == 0:
        behind = cell[owner.end() :].lstrip(" ,-–")
        return behind if _ORGAN.fullmatch(behind) else cell
    if owner is None or owner.end() != len(cell):
        return cell
    before = re.sub(r"(?:,|\s[-–]|\b(?:i|för|vid))$", "", cell[: owner.start()].rstrip()).rstrip()
    before = _unshouted(before)  # "NÄMNDEN FÖR HÄLSA, Region Norrland"
    return before if _ORGAN.fullmatch(before) else cell


def _loose(line: str) -> str | None:
    """An organ in a line of running words: "Protokoll fört vid Kommunstyrelsens sammanträde"."""
    for match in _ORGAN.finditer(line):
        name = re.sub(r"^(?:\S+ )*?(?=[A-ZÅÄÖ]\S*$)", "", _without_owner(match.group()))
        if (
            name not in _BARE
            and not _VERB.search(name)
            and not re.match(r"(?:Protokoll|Sammanträd|Kallelse|Möte|Års)", name)
        ):
            return name
    return None


def _from_text(lines: list[Line]) -> str | None:
    """Without a head: the organ that decides in the items, or the body's own name in a notice."""
    deciders = Counter(m.group(1) for line in lines if _short(line) for m in _DECIDER.finditer(line.text))
    if deciders and deciders.most_common(1)[0][1] >= (2 if len(deciders) == 1 else 3):
        return deciders.most_common(1)[0][0]
    own = Counter(
        _strip(m.group()) for line in lines[:400] if _short(line) for m in _OWN_NAME.finditer(line.text)
    )
    named = [
        name
        for name, _ in own.most_common()
        if re.match(r"Samordningsförb|Kommunalförb|.*förening|.*byalag", name)
    ]
    return named[0] if named else None


def _named(body: str, organisation: str | None) -> tuple[str, str | None]:
    body = _unshouted(body)
    whole = re.fullmatch(rf"((?:Förbundsd|D)irektionen) (?:för|i) ({_OWN_NAME.pattern})", body)
    if whole:
        return whole.group(1), whole.group(2)
    if organisation:
        organisation = _unshouted(organisation)
    if organisation and (organisation in body or not _is_organ(body)):
        organisation = None
    return body, organisation


def _is_organ(body: str) -> bool:
    return _ORGAN.fullmatch(body) is not None and not re.match(r"Region |Samordningsförbund", body)


def _unshouted(name: str) -> str:
    """ "NORRBY KOMMUN" → "Norrby kommun", "VÅRD- OCH OMSORGSNÄMNDEN" → "Vård- och omsorgsnämnden"."""
    if not name.isupper() or (" " not in name and len(name) < 6):
        return name
    if _ORGAN.fullmatch(name.capitalize()):
        return name.capitalize()
    words = [word if word in ("AB", "IF", "IK", "BK", "SK") else word.capitalize() for word in name.split()]
    return " ".join(
        word.lower() if k and (word == "I" or (_SMALL.fullmatch(word) and word.upper() != word)) else word
        for k, word in enumerate(words)
    )


def _short(line: Line) -> bool:
    return 3 < len(line.text) < 2000


def _strip(name: str) -> str:
    return re.sub(
        r"\s+(?:Protokoll|PROTOKOLL|Styrelsen|Datum|Kallelse|Sammanträde\w*|Möte\w*)\b.*$", "", name
    ).strip(" ,-–")


def _cells(line: Line) -> list[str]:
    """The cells of a line that can name a body, without "Styrelsen för"; capitals made readable."""
    cells = [
        _DATED.sub("", line.text[a:b]) or line.text[a:b] for a, b in line.cells if 0 < b - a < _LONGEST_CELL
    ]
    bare = [
        re.sub(
            r"^(?:(?:Protokoll|PROTOKOLL)\w* (?:för|från|fört vid|för sammanträde med"
            r"|från sammanträde med)?\s*)?"
            r"(?:(?:[Ss]tyrelsen|[Dd]irektionen|STYRELSEN|DIREKTIONEN) (?:för|i|FÖR|I)|Nämnd:|Organ:)\s+",
            "", _MEETING_WITH.sub("", cell),
        )
        for cell in cells
    ]  # fmt: skip
    return [_unshouted(_untitled(cell)) for cell in bare]


def _untitled(cell: str) -> str:
    """The organ and its organisation, when the cell is these and the title: "Protokoll Socialnämnden"."""
    bare = _TITLE_BEHIND.sub("", _TITLED.sub("", cell))
    return bare if organ_alone(bare) else cell
