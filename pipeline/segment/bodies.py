"""Whose meeting it is: the organ or the body's own name, and the organisation that an organ belongs to."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.segment.bodynames import BARE, GENRE, ORGAN, OWN_NAME, OWNER, OWNER_LINE, UPPER
from pipeline.segment.lines import Line
from pipeline.segment.named import possessed
from pipeline.segment.organs import VERB, organ_alone, people, unshouted, without_owner
from pipeline.segment.owners import guest_of, owner_of, short
from pipeline.segment.told import told_body
from pipeline.segment.when import DATE, unnamed

_DECIDER = re.compile(
    r"(?:^|(?<=\. ))([A-ZÅÄÖ][a-zåäö]{2,20}a (?:nämnden|utskottet|kommittén|delegationen|rådet)"
    r"|(?:[A-ZÅÄÖ]\w{1,30}-?,? (?:\w{1,30}-?,? )?(?:och|samt) \w{0,40}|[A-ZÅÄÖ]\w{0,40})"
    r"(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen|revisionen|beredningen|rådet)"
    r"|Kyrkomötet|Årsmötet|Föreningsstämman)"
    r" (?:beslutar|beslutade|godkänner|godkände|föreslår|tillstyrker|avstyrker|översänder|antar"
    r"|fastställer|noterar|utser|utsåg|ger|gav|uppdrar|lägger|bifaller|avslår|bordlägger|överlämnar)\b"
)
# "§ 3 Samordningsförbundet Ekbygden", "2. Bidrag till Ekby hembygdsförening": what an item is about
_ENTRY = re.compile(r"(?:\w{2,8} )?§\s?\d|\d{1,3}[.)]?\s+[A-ZÅÄÖ]")
_COMMITTEE = re.compile(rf"[{UPPER}][\w-]*(?: och [\w-]+)?(?:nämnd|styrels)ens arbetsutskott\b")
_GROUP = re.compile(
    r"(?:(?:Berednings|Arbets|Styr|Lednings|Samråds|Referens|Projekt|Tjänstemanna)gruppen|Presidiet|Arbetsutskottet"
    r"|Revisorerna|Valberedningen|Ägarsamrådet|Medlemssamrådet)"
)
_POLITICIAN = re.compile(r"[a-zåäö] \((?:S|M|C|L|V|KD|MP|SD|FP)\)")
_POLITICIANS = 3
_BOARD_NAMED = re.compile(
    r"(?<![\wåäö-])((?:[a-zåäö]+-(?:, [a-zåäö]+-)? (?:och|samt) )?[a-zåäö]*"
    r"(?:nämnden|styrelsen|fullmäktige))s?\b",
    re.IGNORECASE,
)
_LONGEST_CELL = 110
_TOP = 3  # cells of a head, the first of which may be nothing but a name
# lines about the file, not the meeting: "Handlingar och protokoll - Socialnämnden", "Organ och datum …"
_HEADLINE = re.compile(r"(?:handlingar|beslut|protokoll|organ|möten)\b.*(?:\s[-–]\s|\boch\b)", re.IGNORECASE)
# "PROTOKOLL FÖRT VID ORDINARIE STÄMMA MED NORRBY SAMFÄLLIGHETSFÖRENING"
_MEETING_WITH = re.compile(
    r"^(?:protokoll|kallelse)[^.:]{0,60}?(?:möte|sammanträde|stämma)\w* (?:med|i|för) (?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
# "Protokoll Socialnämnden Åby kommun", "Kallelse till Barnnämnden", "Protokoll nr 3 Tekniska nämnden"
_TITLED = re.compile(
    r"^(?:(?:sammanträdes|mötes|styrelse)?protokoll(?:sutdrag)?|minnesanteckningar"
    r"|kallelse(?:\s?/\s?föredragningslista)?|föredragningslista)"
    rf"(?:\s(?:nr\s?)?\d{{1,3}}(?:/\d{{2,4}})?)?(?:[\s,]+{unnamed(DATE)})?"
    r"(?:\s(?:från|för|fört vid|till))?[\s:,–-]{1,4}(?=(?-i:[A-ZÅÄÖ]))",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(r"[\s,–-]+(?:sammanträdes)?protokoll$", re.IGNORECASE)
# "Föreningen Vingens årsmöte"
_ITS_MEETING = re.compile(
    r"\s(?:ordinarie |extra )?(?:\w*(?:möte|stämma|sammanträde|protokoll)|styrelse|direktion)(?:t|n|et)?s?\b",
    re.IGNORECASE,
)
# "Start > Norrby kommun > Socialnämnden": where a page stands
_PATH = re.compile(r"\s[>»›]\s")
# "Kommunfullmäktige i Norrby kommun kallas till sammanträde"
_CALLED = re.compile(
    r"\s(?:kallas|sammanträder|inkallas|håller|har (?:sammanträtt|haft (?:sammanträde|möte)))\b.*$"
)
# "Kommunstyrelsens sammanträdesrum": where it met, not who
_ROOM_OF = re.compile(r"s? (?:\w*rum|\w*sal|lokal)(?:met|en)?\b")
# "3 Socialnämnden (20)": the pages beside it
_PAGES = re.compile(r"^\d{1,2} (?=[A-ZÅÄÖ])|\s\d{0,3}\s?\(\d{1,3}\)$")
_LETTERS = re.compile(r"(?P<letters>(?!NR)[A-ZÅÄÖ]{2,5}) (?i:mötes|sammanträdes)?(?i:protokoll)\b")
# "Nämnd för kultur och fritid §§ 12-31": the items that a file holds
_ITEMS = re.compile(r"[\s,–-]{1,4}§{0,2}\s?\d{1,4}\s?[-–]\s?\d{1,4}$")
# "Socialnämnden 2024-03-04"
_DATED = re.compile(rf"[\s,–-]{{1,4}}(?:den\s)?{unnamed(DATE)}(?:,?\skl\W.{{1,16}})?$", re.IGNORECASE)


def whose(
    lines: list[Line], top: list[Line], organ: str | None, furniture: set[int]
) -> tuple[str | None, str | None]:
    """``(body, organisation)`` of a meeting; `top` is its head, `organ` what the label "Organ" says."""
    top = [line for line in top if not _ENTRY.match(line.text)]
    text = [cell for line in top[:45] for cell in _cells(line)]
    running = [cell for i in sorted(furniture) for cell in _cells(lines[i])]
    organisation = owner_of(running, text, lines)
    if organ:
        organ = _strip(organ)
        named = OWNER.search(organ)  # "Organ: Norrby kommun, Miljönämnden"
        organisation = named.group() if named else organisation
        match = ORGAN.match(organ) or OWN_NAME.match(organ)
        if match and match.group() not in BARE:
            return _named(_whose_committee(lines, without_owner(match.group())), organisation)
    own_words = possessed(top)
    if own_words:
        told, beside = own_words
        if re.match(r"Direktion|Presidi|Förbunds", told):  # a member's municipality is named in its list only
            return told, _federation(text) or next((cell for cell in text[:5] if cell == organisation), None)
        return _named(told, organisation or beside)
    votes: Counter[str] = Counter()
    for weight, cells in ((2, running), (3, text[:25]), (1, text[25:])):
        for position, cell in enumerate(cells):
            own, whole = OWN_NAME.search(cell), ORGAN.fullmatch(without_owner(cell))
            if _HEADLINE.match(cell):
                continue
            if whole and without_owner(cell) not in BARE and not people(cell) and not VERB.search(cell):
                votes[without_owner(cell)] += weight + (2 if position < 8 else 0)
            elif own and not cell.endswith(".") and not OWNER_LINE.fullmatch(own.group()):
                if guest_of(cell, own):
                    continue
                called = _ungenitive(_whole(cell, own, position), cell, lines)
                votes[_strip(called)] += weight + (1 if position < 8 else 0)
    group = next((cell for cell in text[:10] if _GROUP.fullmatch(cell)), None)
    if group and votes and all(re.search(r"(?i:förbund)", name) for name in votes):
        return group, _federation(text)  # "Beredningsgruppen" under its federation's name
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
    name = (
        loose[0] if loose else _without_board(told_body(top)) or _from_text(lines) or _only_board(top, lines)
    )
    if name is None:  # "SBN Mötesprotokoll 2024-03-04", never spelled out
        name = next((m["letters"] for cell in text[:3] for m in [_LETTERS.match(cell)] if m), None)
    if name is None and organisation and OWNER_LINE.fullmatch(organisation):
        return ("Styrelsen", organisation) if "Styrelsen" in text[:8] else (organisation, None)
    return _named(name, organisation) if name else (None, organisation)


def _whole(cell: str, own: re.Match[str], position: int) -> str:
    """The name that a line at the top is, its words in capitals: "Astma förbundet Norden"."""
    around = [*cell[: own.start()].split(), *cell[own.end() :].split()]
    proper = all(re.fullmatch(rf"(?i:{GENRE})[{UPPER}][a-zåäöé-]+", word) for word in around)
    title = position < _TOP and 0 < len(around) <= 2 and proper and not ORGAN.search(" ".join(around))
    return cell if title else own.group()


def _ungenitive(name: str, cell: str, lines: list[Line]) -> str:
    """ "Föreningen Vingens årsmöte" is Föreningen Vingen's, unless the text calls it Vingens elsewhere."""
    at = cell.find(name) + len(name)
    if not name.endswith("s") or name.endswith("ss") or not _ITS_MEETING.match(cell[at:]):
        return name
    words = re.compile(rf"{re.escape(name[:-1])}(s?)(?!\w)(?!{_ITS_MEETING.pattern})", re.IGNORECASE)
    called = {m.group(1) for line in lines if short(line) for m in words.finditer(line.text)}
    return name if called == {"s"} else name[:-1]


def _whose_committee(lines: list[Line], name: str) -> str:
    """ "Arbetsutskottet" as the items name it, "Socialnämndens arbetsutskott", when all do alike."""
    if name != "Arbetsutskottet":
        return name
    whole = {match.group() for line in lines if short(line) for match in _COMMITTEE.finditer(line.text)}
    return whole.pop() if len(whole) == 1 else name


def _without_board(name: str | None) -> str | None:
    """ "styrelsen för Norrby fritidsförening" → "Norrby fritidsförening"."""
    rest = re.sub(r"^styrelsen (?:för|i|inom) ", "", name, flags=re.IGNORECASE) if name else ""
    return rest if OWN_NAME.fullmatch(rest) else name


def letterhead(top: list[Line]) -> tuple[str | None, str | None]:
    """``(body, organisation)`` of an enclosure: what a line of its head names and says nothing besides."""
    cells = [unshouted(line.text[a:b]) for line in top for a, b in line.cells if b > a]
    named = (cell for cell in cells if organ_alone(cell) or OWN_NAME.fullmatch(cell))
    owner = next((cell for cell in cells if OWNER.fullmatch(cell)), None)
    body = next(named, None)
    return _named(without_owner(body), owner) if body else (None, owner)


def _federation(text: list[str]) -> str | None:
    """The federation that the head names: its "Direktion" is an organ of it."""
    for cell in text[:25]:
        own = OWN_NAME.match(cell)
        if own and re.search(r"förbund(?:et)?\b", own.group(), re.IGNORECASE):
            return _strip(own.group())
    return None


def _loose(line: str) -> str | None:
    """An organ in a line of running words: "Protokoll fört vid Kommunstyrelsens sammanträde"."""
    for match in ORGAN.finditer(line):
        name = re.sub(r"^(?:\S+ )*?(?=[A-ZÅÄÖ]\S*$)", "", without_owner(match.group()))
        if (
            name not in BARE
            and not VERB.search(name)
            and not _ROOM_OF.match(line, match.end())
            and not re.match(r"(?:Protokoll|Sammanträd|Kallelse|Möte|Års)", name)
        ):
            return name
    return None


def _from_text(lines: list[Line]) -> str | None:
    """Without a head: the organ that decides in the items, or the body's own name in a notice."""
    deciders = Counter(m.group(1) for line in lines if short(line) for m in _DECIDER.finditer(line.text))
    if deciders and deciders.most_common(1)[0][1] >= (2 if len(deciders) == 1 else 3):
        return deciders.most_common(1)[0][0]
    own = Counter(
        _strip(m.group()) for line in lines[:400] if short(line) for m in OWN_NAME.finditer(line.text)
    )
    named = [
        name
        for name, _ in own.most_common()
        if re.match(r"Samordningsförb|Kommunalförb|.*förening|.*byalag", name)
    ]
    return named[0] if named else None


def _only_board(top: list[Line], lines: list[Line]) -> str | None:
    """The one board that minutes of politicians ("Bo Lund (M)") name at all."""
    if sum(_POLITICIAN.search(line.text) is not None for line in top) < _POLITICIANS:
        return None
    named = {
        m.group(1)
        for line in lines
        if _BOARD_NAMED.search(line.text)
        for m in _BOARD_NAMED.finditer(line.text)
    }
    boards = {name[0].upper() + name[1:] for name in named} - BARE - {"Länsstyrelsen"}
    return boards.pop() if len(boards) == 1 else None


def _named(body: str, organisation: str | None) -> tuple[str, str | None]:
    body = unshouted(body)
    whole = re.fullmatch(
        rf"((?:Förbundsd|D)irektionen|Fullmäktige|Presidiet"
        rf"|(?:[A-ZÅÄÖ]\w+s )?\w+(?:utskottet|gruppen|beredningen))"
        rf",? (?:(?:för|i) )?({OWN_NAME.pattern})",
        body,
    )
    if whole:
        return whole.group(1), whole.group(2)
    if organisation:
        organisation = unshouted(organisation)
    if organisation and (re.search(rf"{re.escape(organisation)}\b", body) or not _is_organ(body)):
        organisation = None
    return body, organisation


def _is_organ(body: str) -> bool:
    return ORGAN.fullmatch(body) is not None and not re.match(r"Region |Samordningsförbund", body)


def _strip(name: str) -> str:
    return re.sub(
        r"\s+(?:Protokoll|PROTOKOLL|Styrelsen|Datum|Kallelse|Sammanträde\w*|Möte\w*|Paragraf\w*|Sida)\b.*$",
        "",
        name,
    ).strip(" ,-–")


def _cells(line: Line) -> list[str]:
    """The cells of a line that can name a body, without "Styrelsen för"; capitals made readable."""
    told = [
        piece for a, b in line.cells if 0 < b - a < _LONGEST_CELL for piece in _PATH.split(line.text[a:b])
    ]
    cells = [_CALLED.sub("", _ITEMS.sub("", _DATED.sub("", _PAGES.sub("", cell)))) or cell for cell in told]
    bare = [
        re.sub(
            r"^(?:(?:Protokoll|PROTOKOLL)\w* (?:för|från|fört vid|för sammanträde med"
            r"|från sammanträde med)?\s*)?"
            r"(?:(?:[Ss]tyrelsen|[Dd]irektionen|STYRELSEN|DIREKTIONEN) (?:för|i|FÖR|I)|Nämnd:|Organ:)\s+",
            "", _MEETING_WITH.sub("", cell),
        )
        for cell in cells
    ]  # fmt: skip
    return [unshouted(_untitled(cell)) for cell in bare]


def _untitled(cell: str) -> str:
    """The organ and its organisation, when the cell is these and the title: "Protokoll Socialnämnden"."""
    bare = _TITLE_BEHIND.sub("", _TITLED.sub("", cell))
    return bare if organ_alone(bare) else cell
