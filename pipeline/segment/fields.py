"""Meeting fields: whose meeting, when and where, adjusted and posted when; what kind of document."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from pipeline.facts import DocumentKind, Meeting
from pipeline.segment.lines import Line

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[-.‑–/](?P<m>\d{1,2})[-.‑–/](?P<d>\d{1,2})|(?P<ymd>20\d{6})(?!\d)"
    rf"|(?P<d2>\d{{1,2}})(?::?[ea])?\.?\s+(?P<month>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\.?,?\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<d3>\d{1,2})[/.](?P<m3>\d{1,2})[ \-/.](?P<y3>(?:19|20)?\d\d))(?!\d)",
    re.IGNORECASE,
)
_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"
_TIMES = re.compile(
    rf"(?:,?\s*(?:kl(?:ockan|\.)?:?\s*)){_CLOCK}\s*(?:[-–—]+|till|och|[-–—]\s*kl\.?)\s*(?:kl(?:ockan|\.)?\s*)?{_CLOCK}(?!\d)"
    rf"|(?<![\d.:-])(\d{{1,2}})[.:](\d{{2}})\s*(?:[-–—]+|till)\s*(?:kl(?:ockan|\.)?\s*)?(\d{{1,2}})[.:](\d{{2}})(?![\d:-])",
    re.IGNORECASE,
)
_START = re.compile(r"\bkl(?:ockan|\.)?:?\s*(\d{1,2})[.:](\d{2})", re.IGNORECASE)
_END = re.compile(
    r"(?:avslut\w*|slutade?)\b[^.\n]{0,60}?\bkl(?:ockan|\.)?:?\s*(\d{1,2})[.:](\d{2})", re.IGNORECASE
)
_WEEKDAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?"

_LABELS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?:{pattern})(?P<stop>\s*[:.]\s*|\t+|\s+(?=\S)|$)", re.IGNORECASE)
    for name, pattern in {
        "unposted": r"datum (?:för|då) anslag(?:s|et|ets)? (?:nedtagande|tas (?:ned|ner)|avpubliceras|tagits ned)|anslag(?:et|ets|s)? (?:tas (?:ned|ner)|nedtas|nedtagande|avpubliceras|nedtaget)(?: den)?"
        r"|(?:datum )?(?:när |då )?anslaget tas (?:ned|ner)|nedtas|nedtagning(?:sdatum)?|tas (?:ned|ner)|anslag(?:et)? (?:ned|tas bort)|datum för nedtagande(?: av anslag(?:et)?)?|avpublicer(?:as|ing)(?:sdatum)?|sista dag för överklagande",
        "posted": r"datum (?:för|då) anslag(?:s|et|ets)? (?:uppsättande|publiceras|sätts upp|anslås|satts upp|publicering)|anslag(?:et|ets|s)? (?:sätts upp|uppsatt|uppsättande|uppsätts|publiceras|publicerat|anslås)(?: den)?"
        r"|(?:datum )?(?:när |då )?anslaget (?:sätts upp|publiceras)|uppsätts|uppsatt|uppsättningsdatum|anslagsdatum|anslagsdag|anslaget|anslås|datum för (?:anslag|uppsättande)(?: av anslag(?:et)?)?|publicer(?:as|ing)sdatum",
        "adjusted": r"justeringsdatum|justeringsdag|datum för justering|justeringens? (?:plats och (?:tid|datum)|tid och plats|datum)|plats och (?:tid|datum) för justering(?:en)?|tid och plats för justering(?:en)?|justeringstid|justerat(?: den)?|justerades(?: den)?|justering(?:en)?(?: sker| äger rum)?|protokollet justera(?:t|s|des)(?: den)?",
        "where_when": r"plats och (?:sammanträdes)?tid(?: för sammanträdet?)?|tid och plats(?: för sammanträdet?)?|plats/tid|tid/plats|plats, tid|plats & tid|tid & plats|plats och datum|sammanträdesplats och tid|mötestid och plats|mötesplats och tid",
        "place": r"plats|lokal|sammanträdesplats|mötesplats|sammanträdeslokal|var",
        "date": r"sammanträdesdatum|sammanträdesdag|mötesdatum|mötesdag|sammanträde|datum|dag|möte",
        "time": r"sammanträdestid|mötestid|tid(?:punkt)?|när|klockan",
        "organ": r"organ|nämnd(?:/styrelse)?|styrelse/nämnd|instans|myndighet|beslutande organ|beslutsorgan",
    }.items()
}
_NEXT_LABEL = re.compile(
    r"(?:besluta(?:nde|re)|närvarande|frånvarande|ledamöter|tjänstgörande|ersättare|övriga|utses|justera(?:re|ndes|ing)|sekreterare|ordförande|underskrift|paragraf|adjungerade|kallade|deltagare|ej |från |föredragande|sammanträdesdatum|datum|dagordning|§|\d+\.|innehåll|organ\b|protokoll)",
    re.IGNORECASE,
)
_ORGAN = re.compile(
    r"(?:(?:Kommun|Region|Landstings|Förbunds|Koncern|Bolags|Stads)(?:styrelsen?|fullmäktige|direktionen?|revisionen?|rådet)(?:s\s(?:\S+\s)?(?:arbetsutskott|utskott|presidium|personalutskott))?"
    r"|[A-ZÅÄÖ][\wåäöÅÄÖé&,/ -]{0,60}?(?:nämnden?|utskottet|utskott|beredningen|beredning|kommittén|delegationen|rådet|presidiet|revisionen|fullmäktige|styrelsen|direktionen|stämman)(?:\s(?:för|i|Centrum|Nordost|Sydväst|Hisingen|[A-ZÅÄÖ])[\wåäö ,&-]{0,60})?(?:s (?:arbetsutskott|presidium))?"
    r"|(?:Gemensamma|Gemensam|Nämnden|nämnd) [\wåäö ,&-]{3,80}|Direktionen(?: för [\wåäöÅÄÖ -]{3,60})?|Styrelsen)"
)
_OWN_NAME = re.compile(
    r"(?:(?:Samordningsf|Kommunalf|Räddningstjänstf|Avfallsf|Sjukvårdsf|Kollektivtrafikf|F)örbundet(?: för [\wåäö -]+)?(?: [A-ZÅÄÖ][\wåäöÅÄÖé/&-]*)+"
    r"|[A-ZÅÄÖ][\wåäöÅÄÖ -]{2,40} (?:samordningsförbund|kommunalförbund|räddningstjänstförbund|kommunförbund)"
    r"|(?:Region|Regionförbundet|Kommunförbundet|Föreningen|Stiftelsen|Finsam) (?:[A-ZÅÄÖ][\wåäöÅÄÖ/&-]*\s?)+"
    r"|[A-ZÅÄÖ][\wåäöÅÄÖé&/ -]{2,50}(?:förening(?:en)?|byalag(?:et)?|samfällighet(?:en)?|samfällighetsförening|förbund|klubb(?:en)?|sällskap(?:et)?|hembygdsförening|nätverk(?:et)?)(?: [A-ZÅÄÖ][\wåäö]+)?"
    r"|(?:Bostadsrättsföreningen|BRF|Brf) [A-ZÅÄÖ]\w+(?: \w+)?)"
)
_DECIDER = re.compile(
    r"(?:^|(?<=\. ))([A-ZÅÄÖ][\wåäö]*(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen|revisionen|beredningen|rådet))"
    r" (?:beslutar|beslutade|godkänner|godkände|föreslår|tillstyrker|avstyrker|översänder|antar|fastställer|noterar)\b"
)
_MUNICIPALITY = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäöÅÄÖé-]+(?: [A-ZÅÄÖ][\wåäöé-]+)? (?:kommun|KOMMUN|stad|Stad|STAD)\b|Region(?: [A-ZÅÄÖ][\wåäö]+)+|[A-ZÅÄÖ][\wåäö]+ läns landsting|Gotlands kommun)"
)
_KIND: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    ("notice", re.compile(r"\b(?:kallelse|föredragningslista|kungörelse)\b|^dagordning\b", re.IGNORECASE)),
    ("minutes", re.compile(r"\w*protokoll\b|\w*anteckningar\b|\bprotokollsutdrag\b", re.IGNORECASE)),
    ("attachment", re.compile(r"\b(?:tjänsteskrivelse|tjänsteutlåtande|bilaga \d+)\b", re.IGNORECASE)),
)


def meeting(lines: list[Line], head: int, furniture: set[int]) -> Meeting:
    """The meeting fields of the part made of `lines`; its head ends at index `head` (its first item)."""
    top = [line for i, line in enumerate(lines[:head]) if not line.blank and not line.front]
    kind = _kind(top, lines)
    values = _labelled(lines, head)
    where = values.get("where_when", "") or ""
    joined = " ".join(
        v for v in (where, values.get("time"), values.get("date"), *(line.text for line in top[:12])) if v
    )
    starts, ends = _times(where) or _times(values.get("time") or "") or _times(_head_text(top)) or (None, None)
    if starts and not ends:
        late = _END.search(" ".join(line.text for line in lines[-60:]))
        ends = _clock(late.group(1), late.group(2)) if late else None
    body, organisation = _body(lines, top, values.get("organ"), furniture)
    return Meeting(
        kind=kind,
        body=body,
        organisation=organisation,
        date=_date(values.get("date"))
        or _title_date(top)
        or _date(where)
        or _date(values.get("time"))
        or _date(joined)
        or _running_date(lines, furniture),
        starts=starts,
        ends=ends,
        place=_place(where) or _place(values.get("place") or ""),
        adjusted=_date(values.get("adjusted")) or _signed(lines) or _adjusted_in_item(lines, head),
        posted=_date(values.get("posted")),
        unposted=_date(values.get("unposted")),
    )


def iso_date(text: str) -> str | None:
    """The first full date in `text` as ISO 8601."""
    return _date(text)


def _date(text: str | None) -> str | None:
    for match in _DATE.finditer(text or ""):
        g = match.groupdict()
        try:
            if g["ymd"]:
                found = date(int(g["ymd"][:4]), int(g["ymd"][4:6]), int(g["ymd"][6:]))
            elif g["y"]:
                found = date(int(g["y"]), int(g["m"]), int(g["d"]))
            elif g["month"]:
                month = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(g["month"].lower()[:3]))
                found = date(int(g["y2"]), month, int(g["d2"]))
            else:
                year = int(g["y3"])
                found = date(year if year > 99 else 2000 + year, int(g["m3"]), int(g["d3"]))
        except ValueError:
            continue
        return found.isoformat()
    return None


def _kind(top: list[Line], lines: list[Line]) -> DocumentKind:
    for line in top[:25]:
        for start, end in line.cells:
            cell = line.text[start:end]
            if len(cell) > 90:
                continue
            for kind, pattern in _KIND:
                if pattern.search(cell) and not re.search(r"protokoll(?:et)? (?:förvaras|är|har|justera)|föregående protokoll|\.$", cell, re.IGNORECASE):
                    return kind
    text = " ".join(line.text for line in lines[:400])
    if re.search(r"§\s?\d+", text) and re.search(r"\bbeslut", text, re.IGNORECASE):
        return "minutes"
    return "minutes" if re.search(r"\b(?:närvarande|justerare|mötets öppnande)\b", text, re.IGNORECASE) else "other"


def _labelled(lines: list[Line], head: int) -> dict[str, str]:
    """Values behind labels: in the same line, in the next cell, or on the lines below."""
    values: dict[str, str] = {}
    for i, line in enumerate(lines):
        if line.blank or line.front or len(line.text) > 400:
            continue
        in_head = i < head
        for number, (start, end) in enumerate(line.cells):
            cell = line.text[start:end]
            for name, pattern in _LABELS.items():
                if name in values or (not in_head and name not in ("posted", "unposted", "adjusted")):
                    continue
                for match in [pattern.match(cell), *_inner(pattern, cell, name)]:
                    if match is None:
                        continue
                    value = _value(lines, i, number, cell[match.end():].strip(" :"), name, match)
                    if value and _fits(name, value):
                        values[name] = value
                        break
    return values


def _inner(pattern: re.Pattern[str], cell: str, name: str) -> list[re.Match[str]]:
    """"Sammanträdesdatum: 2021-05-04 Justeringsdatum: 2021-05-28" in one cell."""
    if name not in ("posted", "unposted", "adjusted", "date"):
        return []
    return [m for m in pattern.finditer(cell) if m.start() > 0 and ":" in m["stop"]]


def _value(lines: list[Line], index: int, number: int, rest: str, name: str, match: re.Match[str]) -> str:
    line = lines[index]
    later = [line.text[a:b] for a, b in line.cells[number + 1:] if b > a]
    if rest:
        value = " ".join([rest, *later]) if name == "where_when" else rest
    elif later:
        value = " ".join(later) if name in ("where_when", "place") else later[0]
        if name in ("posted", "unposted", "adjusted", "date") and not _date(value):
            value = next((cell for cell in later if _date(cell)), value)
    else:
        value = ""
    if name in ("where_when", "place", "adjusted", "posted", "unposted", "date", "time", "organ") and (
        not value or name == "where_when"
    ):
        value = " ".join([value, *_below(lines, index, name, bool(value))]).strip()
    return value


def _below(lines: list[Line], index: int, name: str, has: bool) -> list[str]:
    """Lines below a label that belong to its value."""
    found: list[str] = []
    gap = 0
    for line in lines[index + 1: index + 9]:
        if line.blank:
            gap += 1
            if gap > (1 if has or found else 3) or (found and name != "where_when"):
                break
            continue
        text = line.text.replace("\t", " ")
        if _NEXT_LABEL.match(text) or any(p.match(text) and n != name for n, p in _LABELS.items() if n not in ("date", "time", "place", "organ")):
            break
        if has and gap and not line.indent and not _TIMES.search(text) and len(found) >= 1:
            break
        found.append(text)
        if name != "where_when" or len(found) >= 3:
            break
    return found


def _fits(name: str, value: str) -> bool:
    if name in ("posted", "unposted", "adjusted", "date"):
        return _date(value) is not None and _DATE.search(value) is not None and _DATE.search(value).start() < 80  # type: ignore[union-attr]  # searched a moment ago
    if name == "time":
        return _times(value) is not None or _date(value) is not None
    if name == "organ":
        return _ORGAN.match(value) is not None or _OWN_NAME.match(value) is not None
    return len(value) > 2


def _times(text: str) -> tuple[str | None, str | None] | None:
    match = _TIMES.search(text)
    if match:
        a, b, c, d = (match.groups()[:4]) if match.group(1) else (match.groups()[4:])
        if int(a) <= 24 and int(c) <= 24:
            return _clock(a, b), _clock(c, d)
    single = _START.search(text)
    return (_clock(single.group(1), single.group(2)), None) if single else None


def _clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02d}:{minute or '00'}"


def _head_text(top: list[Line]) -> str:
    return " ".join(line.text for line in top[:30])


def _title_date(top: list[Line]) -> str | None:
    """"Protokoll från styrelsemötet den 4 maj 2021", "Styrelsens sammanträde 2017-11-30"."""
    for line in top[:20]:
        if re.search(r"protokoll|sammanträd|möte|kallelse|anteckning", line.text, re.IGNORECASE) and not re.search(
            r"justera|anslag", line.text, re.IGNORECASE
        ):
            found = _date(line.text)
            if found:
                return found
    return None


def _running_date(lines: list[Line], furniture: set[int]) -> str | None:
    """The date that most page heads carry."""
    dates = Counter(found for i in sorted(furniture) for found in [_date(lines[i].text)] if found)
    return dates.most_common(1)[0][0] if dates else None


def _place(text: str) -> str | None:
    """What is left of "Plats och tid" when times, dates and weekdays are gone."""
    if not text:
        return None
    rest = _TIMES.sub(" ", text)
    rest = re.sub(r"\bkl(?:ockan|\.)?:?\s*\d{1,2}(?:[.:]\d{2})?(?:\s*[-–—]\s*(?:\d{1,2}[.:]\d{2})?)?", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(rf"\b{_WEEKDAY}\b(?: den)?|\b[Dd]en(?=\s*\d)", " ", rest)
    rest = _DATE.sub(" ", rest)
    rest = re.sub(rf"\b\d{{1,2}} (?:{'|'.join(_MONTHS)})\b", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\b(?:klockan|kl\.?|ajournering\S*.*|paus\b.*|för|sammanträdet?|sammanträdestid)(?=\s|$|[,;])", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\(\s*\)|\s+", " ", rest)
    rest = re.sub(r"(?:\s*[,;:–-]\s*)+(?=[,;])|^[\s,;:.–-]+|[\s,;:–-]+$", "", rest).strip()
    rest = re.sub(r"\s+,", ",", rest)
    return rest if len(rest) > 2 else None


def _signed(lines: list[Line]) -> str | None:
    """The first date of a digital signature: "Undertecknat av …" / "Datum: 2025-03-25 13:36:36"."""
    for i, line in enumerate(lines):
        if re.search(r"undertecknat|signerat av|digitalt signera", line.text, re.IGNORECASE):
            for below in lines[i: i + 12]:
                if re.search(r"\d\d:\d\d", below.text) and _date(below.text):
                    return _date(below.text)
    return None


def _adjusted_in_item(lines: list[Line], head: int) -> str | None:
    """"… utses att justera protokollet tisdagen den 16 december 2025": only in an item about justering."""
    for i, line in enumerate(lines[head:], head):
        if re.search(r"\b(?:tid|dag|val|plats)\b.{0,40}\bjuster", line.text, re.IGNORECASE) and len(line.text) < 120:
            text = " ".join(below.text for below in lines[i + 1: i + 14])
            sentence = re.search(r"juster\w+.{0,260}", text)
            if sentence:
                return _date(re.split(r"(?<=[a-zåäö])\.\s", sentence.group())[0])
    return None


def _body(lines: list[Line], top: list[Line], organ: str | None, furniture: set[int]) -> tuple[str | None, str | None]:
    """The organ (or the body's own name) as the head gives it, and the organisation an organ belongs to."""
    text = [cell for line in top[:45] for cell in _head_cells(line)]
    running = [cell for i in sorted(furniture) for cell in _head_cells(lines[i])]
    organisation = next(
        (m.group() for cell in (*running, *text) for m in [_MUNICIPALITY.search(cell)] if m and len(cell) < 90), None
    )
    if organisation is None:
        named = Counter(m.group() for line in lines for m in _MUNICIPALITY.finditer(line.text))
        organisation = named.most_common(1)[0][0] if named and named.most_common(1)[0][1] >= 3 else None
    if organ:
        match = _ORGAN.match(organ) or _OWN_NAME.match(organ)
        if match and match.group() not in ("Styrelsen",):
            return _named(match.group(), organisation)
    votes: Counter[str] = Counter()
    for weight, cells in ((2, running), (3, text[:25]), (1, text[25:])):
        for position, cell in enumerate(cells):
            own, whole = _OWN_NAME.search(cell), _ORGAN.fullmatch(cell)
            if own and len(cell) < 110 and not cell.endswith("."):
                votes[_strip(own.group())] += weight + (1 if position < 8 else 0)
            elif whole and cell not in ("Styrelsen", "Nämnden", "Revisionen"):
                votes[cell] += weight + (2 if position < 8 else 0)
    if not votes:
        loose = [
            _strip(m.group()) for line in top[:30] for m in [_ORGAN.search(line.text)]
            if m and m.group() != "Styrelsen" and len(line.text) < 160 and re.search(r"protokoll|sammanträd|möte", line.text, re.IGNORECASE)
        ]
        name = loose[0] if loose else _from_text(lines)
        return _named(name, organisation) if name else (None, organisation)
    best = max(votes.values())
    return _named(next(name for name in votes if votes[name] == best), organisation)


def _from_text(lines: list[Line]) -> str | None:
    """Without a head: the organ that decides in the items, or the body's own name in a notice."""
    deciders = Counter(m.group(1) for line in lines for m in _DECIDER.finditer(line.text))
    if deciders and deciders.most_common(1)[0][1] >= 3:
        return deciders.most_common(1)[0][0]
    own = Counter(_strip(m.group()) for line in lines for m in _OWN_NAME.finditer(line.text))
    named = [name for name, count in own.most_common() if re.match(r"Samordningsförb|Kommunalförb|.*förening|.*byalag", name)]
    return named[0] if named else None


def _named(body: str, organisation: str | None) -> tuple[str, str | None]:
    if organisation and (organisation in body or not _is_organ(body)):
        organisation = None
    if organisation and organisation.isupper():
        organisation = organisation.title().replace("Kommun", "kommun")
    return (body.capitalize() if body.isupper() else body), organisation


def _is_organ(body: str) -> bool:
    return _ORGAN.fullmatch(body) is not None and not re.match(r"Region |Samordningsförbund", body)


def _strip(name: str) -> str:
    return re.sub(r"\s+(?:Protokoll|PROTOKOLL|Styrelsen|Datum|Kallelse)\b.*$", "", name).strip(" ,-–")


def _head_cells(line: Line) -> list[str]:
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    return [re.sub(r"^(?:Styrelsen (?:för|i)|Protokoll (?:för|från|fört vid)|Nämnd:|Organ:)\s+", "", cell) for cell in cells if len(cell) < 110]
