"""Where lines began in a text that has lost its line breaks: copies of web pages, a page on one line.

"… kl 13.00 Beslutande Anna Ek (S), ordförande Ersättare Siv Ås (M) Justerare Bo Dal § 1 Val av …": such a
line holds many words that only begin lines in minutes. A text is judged by its own evidence, and what is
well formed stays as it is: a word counts only where no sentence can have it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from pipeline.segment.linestarts import GOES_ON, LOWER, OPENS, UPPER, Word, begins_line, free, within
from pipeline.segment.lostitems import items, page_numbers, points
from pipeline.segment.lostpeople import people
from pipeline.segment.losttitles import title_end

# A line ends at the first offset, the next begins at the second; what lies between is no text.
Break = tuple[int, int]
_LINE = re.compile(r"[^\n\r\f]+")
_LONG = 150  # characters; no line of a list or a form is longer
_SHORT = 60  # and of a line in a text that has lost most of its breaks
_ITEMS = 4  # numbers, one more each time, within one line
_MARKS = "*_# \t\xa0>"
_SURE = 3  # different words that begin lines, within one line
# who settles or does something, at the beginning of a sentence
_DECIDES = re.compile(
    rf"(?<![\w-])(?P<who>[{UPPER}][\wåäö-]*(?: och [\wåäö-]+)?(?:nämnden|styrelsen|fullmäktige|utskottet"
    r"|direktionen|beredningen|rådet|kommittén|presidiet|förbundet|mötet|stämman|sammanträdet)|Nämnden|Styrelsen|Fullmäktige"
    r"|Utskottet|Direktionen|Rådet|Mötet|Ordföranden?|Sekreteraren|Förvaltningen|Ärendet)"
    r" (?P<verb>beslutar|beslutade|beslöt|godkänner|godkände|föreslår|föreslog|tillstyrker|antar|antog"
    r"|fastställer|noterar|utser|utsåg|ger|gav|uppdrar|lägger|lade|bifaller|avslår|bordlägger|informerar|informerade|redogör"
    r"|redogjorde|öppnar|öppnade|förklarar|förklarade|hälsar|hälsade|har|tackar|tackade|konstaterar|meddelar|delges"
    r"|föredras|överlämnar|återremitterar|anser|avger|ställer|finner|frågar|avslutar|avslutade)(?![\w-])"
)
# words that have a capital only where a sentence begins
_SENTENCE = re.compile(
    r"(?<![\w-])(?:Det|Den|De|Dessa|Detta|Denna|Vid|Efter|Enligt|Till|Från|Under|Med|Inga|Inget|Ingen|Om|När|Sedan"
    r"|Samtliga|Följande|Utsågs|Godkändes|Godkänns|Noteras|Föreligger|Som|För|På|Av|Vi|Genom|Inför|Utifrån|Mot"
    r"|Kallelsen|Dagordningen|Protokollet|Protokoll|Informationen|Rapporten|Frågan|Punkten"
    r"|Paragrafen)(?= [a-zåäö0-9(])"
)
_BULLET = re.compile(
    r"(?<=\s)[•●▪■◦](?=\s)|(?<=[:.;!?]\s)[-–](?=\s\w)|(?<=[^\s.]\s)[-–](?=\satt\s)|(?<=\s)\*(?=\s\w)"
)
_PAGE = re.compile(
    r"(?<![\w/.-])(?:(?:Sida|Sid\.?|sida) ?\d{1,3}(?: ?(?:\(\d{1,3}\)|av \d{1,3}|/ ?\d{1,3}))?"
    r"|\d{1,3} ?\(\d{1,3}\))(?![\w/])"
)
# "Kommunstyrelsens beslut", "Arbetsutskottets förslag till kommunstyrelsen"
_OWN = re.compile(
    rf"(?<![\w-])(?:[{UPPER}][\wåäö-]*(?: och [\wåäö-]+)?)(?:nämndens|styrelsens|fullmäktiges|utskottets"
    r"|direktionens|beredningens|rådets|kommitténs|presidiets|gruppens|Nämndens|Styrelsens|Direktionens|ordförandes)"
    r" (?:beslut|förslag till beslut|förslag(?: till [a-zåäö]+(?:nämnden|styrelsen|fullmäktige))?)"
    r"(?![\wåäö-])"
)
_MARKUP = re.compile(r"(?:(?<=\s)#{1,6}\s+)?(?:(?<=\s)(?:[*_]{1,3}|<[a-z]{1,6}>)){0,2}$")
_CLOSES = re.compile(r"[*_]{1,3}:?(?=\s)|:[*_]{1,3}(?=\s)")
_RULE = re.compile(r"(?<=\s)(?:-{3,}|\*{3,})(?=\s)")
# "Nämnden beslutar Anta budgeten", "Nämnden beslutar 1. Anta …"
_LIST = re.compile(rf" (?:[{UPPER}]|\d[.)] )")
_ALONE = ("label", "distribution", "page")  # words that stand alone on their line
_PARTED = re.compile(r"[ \xa0]{2}$|[·•|]\s+$")
_SEPARATED = re.compile(r"[ \xa0]{2,}|\s+[·|•]\s+")
_GLUED = re.compile(rf"(?<=[{LOWER}0-9.:)])(?=[{UPPER}][{LOWER}]|§)")


def lost_breaks(text: str) -> tuple[Break, ...]:
    """Where lines of `text` began that have lost their breaks, in order; none for a text that kept them.

    A line is joined when it holds several different words that begin lines, or items that follow each
    other; all lines are where more of those words stand within lines than at their beginning.
    """
    spans = [found.span() for found in _LINE.finditer(text)]
    if not any(end - start >= _LONG for start, end in spans):
        return ()
    told: dict[tuple[int, int], list[Word]] = {}
    leading = 0
    for start, end in spans:
        begins = start + len(text[start:end]) - len(text[start:end].lstrip(_MARKS))
        leading += begins_line(text, begins, end)
        if end - start >= _LONG and not _tabular(text, start, end) and (words := within(text, begins, end)):
            told[start, end] = words
    sure = {span for span, words in told.items() if len({word.name for word in words}) >= _SURE}
    sure |= {span for span in spans if span not in sure and _numbered(text, *span)}
    if not sure:
        return ()
    joined = sorted(sure)
    if sum(map(len, told.values())) > leading:
        joined = [span for span in spans if span[1] - span[0] >= _SHORT and not _tabular(text, *span)]
    numbers = items(text, joined)
    found: set[Break] = set(page_numbers(text, joined))
    for start, end in joined:
        words = told.get((start, end)) or within(text, start, end)
        own = {at: stop for at, stop in numbers.items() if start <= at < end} if numbers else {}
        found |= _breaks(text, start, end, words, own)
    return _in_order(found)


def _tabular(text: str, start: int, end: int) -> bool:
    """A row of a table, however long, is a line."""
    return text.find("|", start, end) >= 0 or text.find("\t", start, end) >= 0


def _numbered(text: str, start: int, end: int) -> bool:
    """Whether items run on within the line, "44 Dagordning … 45 Val …".

    "1. Anta budgeten 2. Anta taxan" may be a list within a sentence.
    """
    if end - start < _LONG or _tabular(text, start, end):
        return False
    return sum("." not in text[at:stop] for at, stop in items(text, [(start, end)]).items()) >= _ITEMS


def _breaks(text: str, start: int, end: int, words: Sequence[Word], items: Mapping[int, int]) -> set[Break]:
    """The breaks within one joined line; `items` are those that begin in it."""
    numbered = set(items.values())
    words = [word for word in words if _bare_end(text, word.start) not in numbered]
    begins = _beginnings(text, start, end, words) | {at for at in items if at > start}
    stops = sorted({*begins, end})
    for number in items.values():
        begins |= title_end(text, number, stops[min(bisect_right(stops, number), len(stops) - 1)])
    for word in words:
        if word.kind == "people":
            begins |= people(text, word.end, stops[min(bisect_right(stops, word.end), len(stops) - 1)])
    found = {_at(text, start, end, at) for at in begins} | _regular(text, start, end, words)
    return {(stop, at) for stop, at in found if start < stop and at < end}


def _beginnings(text: str, start: int, end: int, words: Sequence[Word]) -> set[int]:
    """Where words, points, bullets, page numbers and sentences of one who decides begin, and labels end."""
    begins = {word.start for word in words} | points(text, start, end)
    begins |= {word.end for word in words if word.kind in _ALONE and text[word.end : word.end + 1] != ":"}
    begins |= {match.start() for match in _BULLET.finditer(text, start, end)}
    for match in (*_PAGE.finditer(text, start, end), *_RULE.finditer(text, start, end)):
        begins |= {match.start(), match.end()}
    begins |= {at for match in _OWN.finditer(text, start, end) for at in _label(text, start, match)}
    for match in _DECIDES.finditer(text, start, end):
        listed = _LIST.match(text, match.end())
        if free(text, start, match.start()) or (listed and text[match.start() - 2 : match.start()] == ". "):
            begins.add(match.start())
            begins |= {match.end()} if listed else set()
    return begins | {m.start() for m in _SENTENCE.finditer(text, start, end) if free(text, start, m.start())}


def _regular(text: str, start: int, end: int, words: Sequence[Word]) -> set[Break]:
    """Breaks that left a trace, two spaces, a dot or nothing at all: the same one before most words."""
    parted = sum(_PARTED.search(text, max(start, word.start - 4), word.start) is not None for word in words)
    if parted > len(words) / 2:
        return {match.span() for match in _SEPARATED.finditer(text, start, end)}
    if sum(not text[word.start - 1].isspace() for word in words) > len(words) / 2:
        return {(match.start(), match.start()) for match in _GLUED.finditer(text, start, end)}
    return set()


def _label(text: str, start: int, match: re.Match[str]) -> set[int]:
    """Before and behind "Kommunstyrelsens beslut" where no sentence has it."""
    before = text[max(start, match.start() - 30) : match.start()]
    if GOES_ON.search(before) or not OPENS.match(text, match.end()):
        return set()
    return {match.start()} if text[match.end() : match.end() + 1] == ":" else {match.start(), match.end()}


def _bare_end(text: str, at: int) -> int:
    """Where the text before `at` ends, but for what may stand between a number and its title."""
    while at > 0 and text[at - 1] in " .:–-":
        at -= 1
    return at


def _at(text: str, start: int, end: int, at: int) -> Break:
    """The break before or behind white space at `at`; markup stays with the words it marks."""
    if at > start and not text[at - 1].isspace() and (mark := _CLOSES.match(text, at, end)):
        at = mark.end()
    elif mark := _MARKUP.search(text, max(start, at - 12), at):
        at = mark.start()
    stop = at
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while at < end and text[at].isspace():
        at += 1
    return stop, at


def _in_order(found: set[Break]) -> tuple[Break, ...]:
    """The breaks in order; of two that overlap the first, of two that begin together the longer."""
    kept: list[Break] = []
    for stop, at in sorted(found, key=lambda found: (found[0], -found[1])):
        if not kept or stop >= kept[-1][1]:
            kept.append((stop, at))
    return tuple(kept)
