"""Where another meeting's document begins inside a file: minutes bound into a notice, two minutes in one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from pipeline.patterns import item_label
from pipeline.segment.bodynames import ORGAN_OR_NAME
from pipeline.segment.furniture import PAGE_NUMBER
from pipeline.segment.inner import OPENING
from pipeline.segment.itemlines import ITEM, Item, Items
from pipeline.segment.lines import Line
from pipeline.segment.when import DATE, iso_date, unnamed
from pipeline.segment.wrapping import states

_ANNEX = r"(?:bilaga|bil\.?|appendix)\s?(?:nr\.?\s?)?\w{1,3}[.:]?"
_OF = r"(?:från|fört|förda|förd|hållet|för|över|av|vid|till|med|i|på|nr|no|nummer)\b"
# "PROTOKOLL", "Bilaga 1  PROTOKOLL", "Protokoll nr 3/2024", "Protokoll från styrelsemöte 2024-03-14",
# "Minnesanteckningar förda vid …", "Styrelsens protokoll 14 mars 2024", "Kallelse till årsmöte"
TITLE = re.compile(
    rf"(?P<bound>{_ANNEX}[\s–-]+)?(?P<whose>[A-ZÅÄÖ][\wåäö-]+(?: [\wåäö-]+){{0,3}}s )?"
    r"(?:utdrag (?:ur|från) )?"
    r"(?:(?P<minutes>[\wåäö]*protokoll(?:sutdrag)?|[\wåäö]*anteckningar)"
    r"|(?P<notice>kallelse|föredragningslista|dagordning))"
    rf"(?:\s*:)?(?:[\s,–-]+(?:{_OF}.{{1,100}}|[\wåäö]*(?:möte|sammanträde|stämma)[\w\s.,:/–-]{{0,60}}"
    rf"|(?:den\s)?{unnamed(DATE)}.{{0,40}}|\d{{1,3}}(?:[/:-]\d{{2,4}})?|[A-ZÅÄÖ].{{2,60}}))?",
    re.IGNORECASE,
)
# "Styrelsemöte 2024-03-14", "Årsmöte i Norrby byalag den 14 mars 2024": a title that needs more beside it
_MEETING = re.compile(
    rf"(?P<bound>{_ANNEX}[\s–-]+)?[\wåäö-]*(?:möte|sammanträde|stämma)\b.{{0,60}}?{unnamed(DATE)}.{{0,20}}",
    re.IGNORECASE,
)
# the labels of a meeting's head; one word counts once
_LABEL = re.compile(
    r"(?:(?P<place>plats|tid och|lokal|mötesplats)"
    r"|(?P<time>tid\b|datum|[\wåäö]*sammanträdesdatum|mötesdatum|dag\b)"
    r"|(?P<who>närvarande|närvaro|beslutande|deltagare|deltog|deltagande|ledamöter|närv\b"
    r"|följande (?:deltog|var))"
    r"|(?P<absent>frånvarande|ej närvarande|förhinder|anmält förhinder|ersättare"
    r"|övriga (?:närvarande|deltagare)|kallade)"
    r"|(?P<adjust>utses att justera|justerare|justeringens|justering|underskrifter|paragrafer|omfattning)"
    r"|(?P<office>(?:mötes)?ordförande|(?:mötes)?sekreterare|vid protokollet))(?![\wåäö])",
    re.IGNORECASE,
)
# what a document ends with: signatures, a greeting
_ENDS = re.compile(
    r"(?:vid protokollet|justera(?:s|t|re|ndes?)\b|sekreterare|ordförande|mötesordförande|underskrift"
    r"|protokollförare"
    r"|välkom(?:men|na)|(?:med )?(?:vänlig(?:a)? )?hälsning|hälsar|enligt uppdrag|anmäl)\b"
    r"|.{3,40},\s(?:ordförande|sekreterare|justerare|förbundschef|samordnare)\s*$",
    re.IGNORECASE,
)
_FAR = 60  # lines within which the first item of a document begins
_NEAR = 400  # lines back that are looked at
_HEAD = 14  # lines with text that may be its head
_LEAST = 6  # lines with text of the document before
_ENOUGH = 4


@dataclass(frozen=True)
class Start:
    """Line `first` begins another meeting's document; its title stands on line `title`."""

    first: int
    title: int


def starts(every: Sequence[Line], furnished: Set[int], pages: Sequence[int]) -> list[Start]:
    """Other documents behind the first, by several signs: title, labels, date, numbers, signatures.

    No sign is enough alone: an item may be called "Protokoll", a page head repeats the title on each page.
    """
    items = Items(every, furnished)
    solid = [0, *accumulate(not line.blank for line in every)]
    found: list[Start] = []
    begins, kind, seen = 0, "", False
    until = 0  # where the head of the last document ends
    for i, line in enumerate(every):
        if line.blank or line.front:
            continue
        title = _title(line)
        if title is None:
            continue
        body = solid[i] - solid[begins]
        own = "notice" if title.groupdict().get("notice") else "minutes"
        if not seen and _only_contents(every, items.between(begins, i)):
            seen, kind = True, own  # "Innehåll" / "§ 1 Upprop 3" / "PROTOKOLL": the title of what is listed
            continue
        if i >= until and (seen or items.between(begins, i)) and body >= _LEAST:
            label = title.group().casefold() == "protokollsutdrag" and own == kind
            signs = 0 if label else _signs(every, items, i, begins, own != kind, i in furnished, pages, title)
            if signs >= _ENOUGH + (i in furnished) + ("minutes" not in title.groupdict()):
                first = _top(every, i, pages, furnished)
                found.append(Start(first, i))
                begins, until, kind = first, _head_end(every, items, i), own
                continue
        if not seen:
            seen, kind = True, own
    return found


def _only_contents(every: Sequence[Line], before: Sequence[Item]) -> bool:
    """Whether items end in the pages they stand on, which rise: a list of contents."""
    ends = [re.search(r"\s(\d{1,3})$", every[item.line].text) for item in before]
    pages = [int(end.group(1)) for end in ends if end]
    return len(pages) >= max(3, len(before) * 0.6) and pages == sorted(pages)


def _title(line: Line) -> re.Match[str] | None:
    """The cell of a line that is a document's title; the others tell its page, date or organ."""
    if len(line.text) > 160 or line.text.endswith((".", ",", ";")):
        return None
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    for cell in cells:
        match = TITLE.fullmatch(cell) or (_MEETING.fullmatch(cell) if len(cells) == 1 else None)
        if (
            match
            and not states(cell)
            and not _distributes(cell)
            and all(_beside(c) for c in cells if c != cell)
        ):
            return match
    return None


def _distributes(cell: str) -> bool:
    """ "Protokollsutdrag skickas till", a label within an item; alone the word may title an extract."""
    return item_label(cell) is not None and cell.casefold() != "protokollsutdrag"


def title_of(line: Line) -> str:
    """The words of a title, without the mark of the annex before them and the page beside them."""
    for a, b in line.cells:
        match = TITLE.fullmatch(line.text[a:b])
        if match:
            words = match.group()[len(match["bound"] or "") :]
            return re.sub(r"\s+", " ", words).strip()
    return re.sub(r"\s+", " ", line.text).strip()


def _beside(cell: str) -> bool:
    return (
        PAGE_NUMBER.fullmatch(cell) is not None
        or iso_date(cell) is not None
        or re.fullmatch(r"[A-ZÅÄÖ0-9].{1,50}", cell) is not None
    )


def _signs(
    every: Sequence[Line],
    items: Items,
    index: int,
    begins: int,
    other_kind: bool,
    running: bool,
    pages: Sequence[int],
    title: re.Match[str],
) -> int:
    """How much speaks for a new document at line `index`, the one before having begun at `begins`."""
    end = _head_end(every, items, index)
    head = [line.text for line in every[index:end] if not line.blank][: _HEAD + 1]
    labels = {
        kind
        for line in every[index + 1 : end]
        for a, b in line.cells
        for match in [_LABEL.match(line.text[a:b])]
        if match
        for kind, word in match.groupdict().items()
        if word
    }
    day = next((found for text in head[:9] for found in [iso_date(text)] if found), None)
    days_before = {_day(every, items, begins), items.day_above(begins, index)}
    before = items.between(begins, index)
    after = items.between(index + 1, index + _FAR + 1)
    if before and _resumed(every, before, items.behind(index)):
        return 0
    anew = _anew(every, before, after, other_kind)
    if not ("who" in labels or (after and len(labels) >= 2) or (anew and day)):
        return 0
    goes_on = (
        bool(before)
        and bool(after)
        and after[0].signed == before[-1].signed
        and after[0].number == before[-1].number + 1
    )
    if goes_on and (day is None or day in days_before):
        return 0
    if day is not None and day in days_before and not other_kind and not anew:
        return 0
    line = every[index]
    signs = min(len(labels), 3) + 2 * anew
    signs += bool(after) and OPENING.search(after[0].rest) is not None
    if day is not None:
        signs += 1 if day not in days_before else -2 * (not other_kind)
    signs += bool(title["bound"]) or line.text.isupper() or line.level > 0 or len(line.text.split()) <= 2
    return signs + _stands_apart(every, index, pages, running)


def _resumed(every: Sequence[Line], before: Sequence[Item], behind: Sequence[Item]) -> bool:
    """ "§ 41 Protokoll" / "Protokoll från … § 1 … § 4" / "§ 42": the item's minutes go on below."""
    last = before[-1]
    for one, other in pairwise([item for item in behind if item.signed == last.signed]):
        if other.number == last.number + 1 and last.signed:
            titled = any(_title(line) for line in every[one.line + 1 : other.line] if line.text)
            return one.number not in (last.number, last.number - 1) and not titled
    return False


def _anew(every: Sequence[Line], before: Sequence[Item], after: Sequence[Item], other_kind: bool) -> bool:
    """Whether numbers begin anew: § 1 behind § 14, § 12 behind the points of a notice.

    A list of contents before the items it announces is no document that they begin anew behind.
    """
    if not before or not after:
        return False
    first = after[0]
    alike = [item for item in before if item.signed == first.signed]
    if not alike:
        return first.signed or first.number == 1
    if first.number > alike[-1].number:
        return False
    told = any(
        line.text.endswith(".") and line.text.count(" ") > 1 and not ITEM.match(line.text)
        for line in every[max(alike[0].line + 1, first.line - _NEAR) : first.line]
        if not line.leader
    )
    return other_kind or told


def _stands_apart(every: Sequence[Line], index: int, pages: Sequence[int], running: bool) -> bool:
    """Whether a title begins a page, or stands behind signatures, a greeting or the mark of an annex."""
    above = [j for j in range(max(0, index - 14), index) if not every[j].blank]
    cells = [every[j].text[a:b] for j in (*above[-2:], index) for a, b in every[j].cells]
    if any(
        re.match(r"(?:sida\s?)?1\s?(?:\(|av\s|/)", c, re.IGNORECASE) and PAGE_NUMBER.fullmatch(c)
        for c in cells
    ):
        return True
    if pages and pages[0] <= index <= _page_of(pages, index) + 6 and not running:
        return True
    ends = (every[j].text[a:b] for j in above[-8:] for a, b in every[j].cells)
    return any(_ENDS.match(cell) or re.fullmatch(_ANNEX, cell, re.IGNORECASE) for cell in ends)


def _page_of(pages: Sequence[int], index: int) -> int:
    """The first line of the page that line `index` stands on; `pages` rise."""
    at = bisect_right(pages, index)
    return pages[at - 1] if at else 0


def _head_end(every: Sequence[Line], items: Items, index: int) -> int:
    """Where the head that begins at `index` ends: at the first item, or when it is long enough."""
    stop = next((item.line for item in items.between(index + 1, index + _FAR)), len(every))
    seen = 0
    for j in range(index, min(stop, index + _FAR)):
        seen += not every[j].blank
        if seen > _HEAD:
            return j
    return min(stop, index + _FAR)


def _day(every: Sequence[Line], items: Items, begins: int) -> str | None:
    end = _head_end(every, items, begins)
    return next((day for line in every[begins:end] for day in [iso_date(line.text)] if day), None)


def _top(every: Sequence[Line], index: int, pages: Sequence[int], furnished: Set[int]) -> int:
    """The first line of a document whose title stands at `index`: its page's, its annex mark, its organ."""
    page = _page_of(pages, index)
    over = (j for j in range(page, index) if not every[j].blank and j not in furnished)
    between = list(islice(over, 5)) if page else []
    if page and len(between) <= 4 and not any(_ends_text(every[j].text) for j in between):
        return page
    first = index
    for j in range(index - 1, max(-1, index - 6), -1):
        text = every[j].text
        if not text:
            continue
        mark = re.fullmatch(_ANNEX, text, re.IGNORECASE) is not None
        if mark or (first - j == 1 and len(text) < 80 and ORGAN_OR_NAME.fullmatch(text)):
            first = j
            continue
        break
    return first


def _ends_text(text: str) -> bool:
    return (
        text.endswith((".", ":", ";", ",")) or _ENDS.match(text) is not None or ITEM.match(text) is not None
    )
