"""Values behind the labels of a head: "Plats och tid", "Justeringsdatum", "Anslaget sätts upp"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pipeline.patterns import rows
from pipeline.segment.lines import Line
from pipeline.segment.posting import next_text, period, same_column, wrapped_labels
from pipeline.segment.titles import PERSON
from pipeline.segment.when import DATE, DAY, DAY_MONTH, bare_time, iso_date, times, unnamed

_DATED = ("posted", "unposted", "adjusted", "date")
_LATE = ("posted", "unposted", "adjusted")  # also told behind the items
_STACKED = ("where_when", "place", "adjusted", "posted", "unposted", "date", "time", "organ")
_NEXT_LABEL = re.compile(
    r"(?:besluta(?:nde|re)|närvarande|frånvarande|ledamöter|tjänstgörande|ersättare|övriga|utses|justera(?:re|ndes|ing)"
    r"|sekreterare|ordförande|underskrift|paragraf|adjungerade|kallade|deltagare|ej |från |föredragande"
    r"|sammanträdesdatum|datum|dagordning|§|\d+\.|innehåll|organ\b|protokoll|omfattning"
    r"|viss[at]? (?:person|uppgift)|bilag(?:a|or)\b|handlingar\b)",
    re.IGNORECASE,
)
# "Justering" alone, or "Justeringens" before "plats och tid" on the next line: what follows is about that
_ADJUSTING = re.compile(r"justering(?:en|ens)?(?: av protokoll(?:et)?)?:?", re.IGNORECASE)
_POSTING = re.compile(r"juster|ansl|publicer|nedta|\bned\b|\bner\b|\bupp|bort|tillkänn", re.IGNORECASE)
# "Tid för justering", "Datum: 2024-03-11 10:11:12" under a digital signature
_OF_SOMETHING = re.compile(
    r"(?:för|av|då|när) (?:protokoll|juster|anslag|nästa|publicer|uppsätt|nedtag|upp\b|ned\b)"
    r"|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d",
    re.IGNORECASE,
)
# "Justeringen av rådets protokoll från den 4 mars 2024 har tillkännagivits": the day of the meeting
_OF_MINUTES = re.compile(r"av .{0,60}protokoll\w* (?:från|för|den|fört)\b", re.IGNORECASE)
# "Sammanträdesdatum2024-03-04", "PlatsKommunhuset": cells that have lost what parted them
_GLUED = r"(?=\d|(?-i:[A-ZÅÄÖ][a-zåäö]))"
# "Plats och tid Norrsalen kl. 16–18 Närvarande ledamöter Anna Ek": the next label stands within the line
_INNER_LABEL = re.compile(
    r"\s(?:(?:Närvarande|Beslutande|Tjänstgörande|Ledamöter|Frånvarande|Deltagare|Deltagande|Övriga|Utses|Utsedda?"
    r"|Justerade?|Justerare|Omfattning|Paragraf(?:er)?|Underskrifter|Organ)(?=\s*(?::|$)|\s(?:(?:[a-zåäö]+\s)?[A-ZÅÄÖ§]|att\s))"
    r"|(?!(?:Tid|Plats|Kl|Lokal|Datum|Dag|Adress|Rum|Sal|Länk|Mötes)\w*:)[A-ZÅÄÖ][a-zåäö]{4,}:(?=\s|$))"
)
# who adjusts the minutes; a second "Plats och tid" behind it is that of the adjusting
_ADJUSTER = re.compile(
    r"(?:justering|(?:utse\w*|valda?) (?:till )?(?:att )?justera|att justera|(?:protokolls)?justerare"
    r"|justerande|justeringsm[aä]n)\b",
    re.IGNORECASE,
)
_LONGEST = 400
_SHORTEST = 8  # letters of a label and its value
_INNER = re.compile(
    r"\s(?=(?:datum|dag|tid|plats|lokal|klockan|mötesplats|möteslokal|mötestid)\s?:)", re.IGNORECASE
)
# the titles of an attendance table's columns, which stand right under "Plats och tid"
_COLUMN = re.compile(
    r"namn|parti|roll|funktion|uppdrag|organisation|representerar|kommun|ledam(?:ot|öter)|ersättare|närvar(?:o|ande)"
    r"|tj(?:g|änstgör(?:ande)?)|när|ja|nej|avst(?:år|\.)?|§|paragraf(?:er)?|anmärkning|från|till",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _labels() -> dict[str, re.Pattern[str]]:
    """One pattern a field, made of ``patterns/field_labels.tsv``."""
    words: dict[str, list[str]] = {}
    for name, pattern in rows("field_labels.tsv"):
        words.setdefault(name, []).append(pattern)
    return {
        name: re.compile(
            rf"(?<!\w)(?:{'|'.join(patterns)})(?P<stop>\s*[:.;]\s*|\t+|\s+(?=\S)|,\s*(?=den\b|\d)|{_GLUED}|$)",
            re.IGNORECASE,
        )
        for name, patterns in words.items()
    }


def labelled(lines: list[Line], head: int, fits_organ: re.Pattern[str]) -> dict[str, str]:
    """The first fitting value of each field: in the same line, in the next cell, or on the lines below.

    Lines from `head` on are the items: only what is said of justering and posting counts there.
    """
    lines = [_parted(_begun(line)) if i < head else line for i, line in enumerate(lines)]
    values: dict[str, str] = {}
    adjusting = adjuster = 0  # lines that still belong to a block about justering, about who does it
    met = False  # whether where and when the meeting was has its label above
    for i, line in enumerate(lines):
        if line.blank or line.front or len(line.text) > _LONGEST:
            continue
        for name, value in (*wrapped_labels(lines, i), *period(lines, i)):
            values.setdefault(name, value)
        if _ADJUSTING.fullmatch(line.text[slice(*line.cells[0])]):
            adjusting = 5
        elif met and _ADJUSTER.match(line.text) and i < head:
            adjuster = 4
        adjusting, adjuster = adjusting - 1, adjuster - 1
        met = met or (i < head and _labels()["where_when"].match(line.text) is not None)
        for number, (start, end) in enumerate(line.cells):
            cell = line.text[start:end]
            if i >= head and not _POSTING.search(cell):
                continue
            for name, pattern in _labels().items():
                if i >= head and name not in _LATE:
                    continue
                if (adjusting > 0 and name in ("where_when", "place", "date", "time")) or (
                    adjuster > 0 and name in ("where_when", "place")
                ):
                    told = line.text if iso_date(line.text) else next_text(lines, i)
                    if pattern.match(cell) and iso_date(told):
                        values.setdefault("adjusted", told)
                    continue
                if name not in values:
                    found = _first(lines, i, number, cell, name, pattern, fits_organ, head)
                    if found:
                        values[name] = found
    return values


def _begun(line: Line) -> Line:
    """ "Plats: Norrsalen Närvarande: Anna Ek, Bo Lund …": of a line that runs on what its first label has."""
    cut = _INNER_LABEL.search(line.text, 0, _LONGEST) if len(line.text) >= _LONGEST else None
    if cut is None or cut.start() <= _SHORTEST:
        return line
    return replace(line, text=line.text[: cut.start()], offsets=line.offsets[: cut.start()])


def _parted(line: Line) -> Line:
    """ "Datum: 2024-03-14 Tid: 14.00 Plats: Byagården": a line of several fields, as cells."""
    inner = list(_INNER.finditer(line.text)) if len(line.text) < _LONGEST else []
    if len(inner) < (1 if _INNER.match(" " + line.text) else 2):
        return line
    chars = list(line.text)
    for match in inner:
        chars[match.start()] = "\t"
    return replace(line, text="".join(chars))


def _first(
    lines: list[Line], i: int, number: int, cell: str, name: str, pattern: re.Pattern[str],
    fits_organ: re.Pattern[str], head: int,
) -> str | None:  # fmt: skip
    for match in (pattern.match(cell), *_inner(pattern, cell, name)):
        if match is None:
            continue
        rest = cell[match.end() :].strip(" :")
        if (
            i >= head
            and not _DATE_NEXT.match(rest)
            and not (cell[match.start() :].endswith(match.group()) or ":" in match["stop"])
        ):
            continue
        if name not in _LATE and _OF_SOMETHING.match(rest):
            continue
        if name == "adjusted" and _OF_MINUTES.match(rest):
            continue
        value = _value(lines, i, number, rest, name)
        if value and _fits(name, value, fits_organ):
            return value
    return None


_DATE_NEXT = re.compile(
    rf"(?:digitalt |av [\w ]{{1,40}} )?(?:den\s+)?(?:[a-zåäö]+dag(?:en)?\s+(?:den\s+)?)?{DATE.pattern}",
    re.IGNORECASE,
)


# under "Organ Socialnämnden Sammanträdesdatum", other labels between: the day on a line of its own
_DAY_ALONE = re.compile(rf"(?:den )?{unnamed(DATE)}", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"(?:[a-zåäö]{{3,4}}s?dag(?:en)?\s)?(?:den\s)?{unnamed(DATE)}"
    r"(?:[\s,]*(?:kl(?:ockan|\.)?)?\s?[\d\s.:–-]*)?",
    re.IGNORECASE,
)


def _inner(pattern: re.Pattern[str], cell: str, name: str) -> list[re.Match[str]]:
    """ "Sammanträdesdatum: 2021-05-04 Justeringsdatum: 2021-05-28", "… och tas ned 2024-04-03"."""
    if name not in _DATED:
        return []
    return [
        m
        for m in pattern.finditer(cell)
        if m.start() > 0
        and (
            ":" in m["stop"]
            or (name != "date" and _DATE_NEXT.match(cell[m.end() :]))
            or (m.end() == len(cell) and re.match("sammanträdesda", m.group(), re.IGNORECASE))
        )
    ]


def _value(lines: list[Line], index: int, number: int, rest: str, name: str) -> str:
    line = lines[index]
    later = [line.text[a:b] for a, b in line.cells[number + 1 :] if b > a]
    if rest:
        value = " ".join([rest, *later]) if name == "where_when" else rest
    elif later and not _label_of(later[0]) and not later[0].endswith(":"):
        value = " ".join(_until_label(later)) if name in ("where_when", "place") else later[0]
        if name in _DATED and not iso_date(value):
            value = next((cell for cell in later if iso_date(cell)), value)
    else:
        value = same_column(lines, index, number) if later or number else ""
    if name in ("where_when", "place"):
        cut = _INNER_LABEL.search(value)
        if cut and cut.start() > 2:
            return value[: cut.start()].strip()
    if name in _STACKED and (not value or name == "where_when"):
        below = _below(lines, index, name, bool(value))
        if name == "where_when" and not value and not any(times(text) for text in below):
            below = _with_times(lines, index) or below
        value = _with_lines(value, below)
    if name == "adjusted" and value and not iso_date(value):
        following = next_text(lines, index)  # "… Kommunhuset, plan 2" / "2024-03-14, kl. 11.15"
        value = f"{value} {following}" if _DAY_FIRST.fullmatch(following) else value
    if name == "date" and not value:
        near = [line.text for line in lines[index + 1 : index + 8] if not line.blank][:3]
        value = next((text for text in near if _DAY_ALONE.fullmatch(text)), "")
    return value


def _with_lines(value: str, below: list[str]) -> str:
    """The value and the lines it goes on over; an address on a line of its own is told apart by a comma."""
    for line in below:
        apart = (
            re.match(r"[A-ZÅÄÖ][\wåäö]*(?:gatan|vägen|gränd|torget|gata|väg|plan)\b", line)
            and value[-1:].isalpha()
        )
        value = f"{value}, {line}" if apart else f"{value} {line}"
    return value.strip()


def _until_label(cells: list[str]) -> list[str]:
    """ "Plats⇥Kommunhuset⇥Tid⇥kl. 13.00": the place ends where the next label begins."""
    stop = next(
        (k for k, cell in enumerate(cells) if k and _label_of(cell) in ("time", "date", "adjusted")),
        len(cells),
    )
    return cells[:stop]


def _label_of(text: str) -> str | None:
    """The field whose label `text` is, whole."""
    return next(
        (name for name, p in _labels().items() for m in [p.match(text)] if m and m.end() == len(text)), None
    )


def _below(lines: list[Line], index: int, name: str, has: bool) -> list[str]:
    """Lines below a label that belong to its value."""
    found: list[str] = []
    gap = 0
    for line in lines[index + 1 : index + 9]:
        if line.blank:
            gap += 1
            if gap > (1 if has or found else 3) or (found and name != "where_when"):
                break
            continue
        text = line.text.replace("\t", " ")
        if _of_a_table(line):
            break
        if _NEXT_LABEL.match(text) or any(
            p.match(text) and n != name
            for n, p in _labels().items()
            if n not in ("date", "time", "place", "organ")
        ):
            break
        if (has or found) and any(_labels()[n].match(text) for n in ("time", "place", "organ")):
            break
        if (has or found) and _labels()["date"].match(text) and iso_date(text):
            break
        if has and gap and not line.indent and not times(text) and len(found) >= 1:
            break
        found.append(text)
        if name != "where_when" or len(found) >= 3:
            break
    return found


def _of_a_table(line: Line) -> bool:
    """ "Namn⇥Parti⇥Närvarande", "Anna Ek⇥S⇥X": a list of people begins."""
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    if len(cells) < 2:
        return False
    return sum(_COLUMN.fullmatch(cell) is not None for cell in cells) >= 2 or (
        PERSON.fullmatch(cells[0]) is not None and all(len(cell) <= 3 for cell in cells[1:])
    )


def _with_times(lines: list[Line], index: int) -> list[str]:
    """Labels over their values ("Plats och tid" / "Nämnden" / "2024-03-04" / "Salen, kl. 13–15")."""
    for line in lines[index + 1 : index + 10]:
        if _NEXT_LABEL.match(line.text):
            break
        if not line.blank and len(line.text) < 120 and times(line.text):
            return [line.text.replace("\t", " ")]
    return []


def _fits(name: str, value: str, fits_organ: re.Pattern[str]) -> bool:
    if name in _DATED:
        match = next((m for m in DATE.finditer(value) if iso_date(m.group())), None)
        if match is None:  # "Justeringens plats och tid: Måndagen den 19 september": the meeting's year
            day = (DAY.search(value) or DAY_MONTH.search(value)) if name in _LATE else None
            return day is not None and day.start() < 40
        return match.start() < (200 if "övrigt" in value else 80)
    if name == "ends":
        return bare_time(value) is not None or times(value) is not None
    if name == "time":
        return times(value) is not None or iso_date(value) is not None or bare_time(value) is not None
    if name == "organ":
        return fits_organ.match(value) is not None
    return len(value) > 2
