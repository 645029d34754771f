"""Documents bound in between or behind the items: where each begins and what it is called."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from pipeline.patterns import item_label
from pipeline.segment.lines import Line

_TO_ITEM = r"(?:[A-Za-zÅÄÖåäö]{2,6}\s)?§\s?\d{1,4}\w?(?:[/ ]\d{2,4})?"
# "Bilaga 1 Budget 2025", "BILAGA 2", "Bilaga 3 Kf § 21" (its title on the next line), "Bilaga till § 14",
# "KS § 12, bilaga 2" in the corner of its page
_APPENDIX = re.compile(
    r"(?:(?i:bilaga|appendix|bil\.)\s?(?:nr\.?\s?)?(?:\d{1,3}|[A-Z](?![a-zåäö]))[.:]?(?!\w)"
    rf"(?:[\s,–-]+(?:till(?:hör)?\s)?{_TO_ITEM})?|(?i:bilaga(?:\still(?:hör)?)?)\s{_TO_ITEM}"
    rf"|{_TO_ITEM},?\s(?i:bilaga)\s\d{{1,2}}(?!\w))"
    r"[\s:.–-]*(?P<title>.*)"
)
_REPORT = re.compile(
    r"(?:tjänsteskrivelse|tjänsteutlåtande)(?:\s+(?:sida\s?)?1\s?\(\d{1,3}\))?", re.IGNORECASE
)
_FIRST_PAGE = re.compile(r"(?:sida\s?)?1\s?\(\s?\d{1,3}\s?\)", re.IGNORECASE)
# lines of a letterhead: labels, dates, telephone numbers, addresses
_LETTERHEAD = re.compile(
    r"(?:sida|datum|handläggare|diarienummer|dnr|vår referens|er referens|referens|till|kontaktperson"
    r"|adress\w*|telefon\w*|e-post"
    r"|tjänsteskrivelse|tjänsteutlåtande|skrivelse)\b.{0,40}|.*@.*|.*\d{2,4}[-/ ]\d\d.*\d\d.*"
    r"|\W*\d[\d\s().-]*|.*\b\d{3} \d\d .*"
    r"|.*(?:förvaltningen|kontoret|avdelningen|nämnden|kommun|kansliet|styrelsen|region\b.*)",
    re.IGNORECASE,
)
# what stands right over the mark of a letter: "Norrby kommun", "Socialförvaltningen"
_OWNER_LINE = re.compile(
    r"[A-ZÅÄÖ].{0,60}(?:kommun|stad|förvaltningen|kontoret|kansliet|avdelningen|förbund(?:et)?)"
    r"|Region .{3,40}",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[-–−\d\s.,%()]+|.*\t[-–−\d\s.,%()]+")
# capitals over a page that title nothing: whose page it is
_OF_A_PAGE = re.compile(
    r"protokoll|kallelse|bilaga|dagordning|\b(?:kommun|stad|region|landsting)\b"
    r"|(?:nämnd|styrelse|förvaltning|kontor|utskott|förbund)(?:en|et)?\b",
    re.IGNORECASE,
)
# "NÄRVARO- OCH OMRÖSTNINGSLISTA", "Uppropslista kommunfullmäktige 2024-03-04" behind the last item
_ROLL = re.compile(
    r"(?:bilaga(?:\s\d{1,2})?\s?[:–-]\s?)?(?:(?:närvaro|tjänstgörings|upprops|omröstnings|voterings|röst|deltagar|delegat)(?:lista|förteckning)"
    r"|närvaro-? ?(?:och|/|samt) (?:om)?(?:röstnings|voterings|tjänstgörings)lista)"
    r"(?:(?:\s(?:för|vid|över|i|till)|[,:]|\s[-–])?\s[^.:;]{3,80})?",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120


@dataclass(frozen=True)
class Attachment:
    """A heading from line `first` to line `last`, its `title` clean.

    `begins` is the first line of its page or letterhead; `whole` tells a document from a table's title.
    """

    first: int
    last: int
    title: str
    begins: int = 0
    whole: bool = False


def attachments(
    lines: list[Line],
    first_item: int,
    last_item: int,
    pages: list[int],
    contents: Set[int],
    skip: Set[int] = frozenset(),
) -> list[Attachment]:
    """Attachments behind line `first_item`: atop a page, as a heading, or anyhow behind the last item."""
    tops = {j for p in pages if 0 <= p < len(lines) for j in range(p, min(p + 12, len(lines)))}
    found: list[Attachment] = []
    for i, line in enumerate(lines):
        if i <= first_item or line.blank or i in contents or len(line.text) > 2 * _LONGEST_TITLE:
            continue
        if found and i <= found[-1].last:
            continue
        appendix = _APPENDIX.fullmatch(line.text)
        if appendix and _heads(lines, i, last_item, i in tops):
            made = _marked(lines, i, appendix["title"].strip())
            found.append(replace(made, begins=_atop(lines, i, pages, skip), whole=True))
        elif i > last_item and _heads_roll(lines, i, i in tops):
            title = re.sub(r"^bilaga\b[^:–-]*[:–-]\s*", "", _flat(line.text), flags=re.IGNORECASE)
            if not found or title != found[-1].title:
                found.append(Attachment(i, i, title, i))
        elif (found or i > last_item) and _heads_table(lines, i, i in tops):
            if not found or found[-1].title != _flat(line.text):  # not its next page
                found.append(Attachment(i, i, _flat(line.text), i))
        elif _begins_report(lines, i, i in tops):
            report = _report(lines, i)
            own = any(lines[j].text for j in range(found[-1].last + 1, i)) if found else True
            if report and (own or report.first - found[-1].last > 12):
                found.append(replace(report, begins=_atop(lines, i, pages, skip), whole=True))
    return found


def _marked(lines: list[Line], index: int, title: str) -> Attachment:
    """What stands under a mark: a letter may follow ("Bilaga 1" / "Norrby kommun  TJÄNSTESKRIVELSE")."""
    for j in range(index + 1, min(index + 8, len(lines))) if not title else ():
        report = _report(lines, j) if _begins_report(lines, j, False) else None
        if report and not _APPENDIX.fullmatch(lines[report.first].text):
            return replace(report, first=index)
        if lines[j].text and not _LETTERHEAD.fullmatch(lines[j].text):
            break
    return _titled(lines, index, title)


def _atop(lines: list[Line], index: int, pages: list[int], skip: Set[int]) -> int:
    """The first line of the document that `index` is the mark of: that of its page or its letterhead."""
    page = max((p for p in pages if 0 < p <= index), default=0)
    over = [j for j in range(page, index) if not lines[j].blank and j not in skip]
    if page and over and len(over) <= 6 and all(_LETTERHEAD.fullmatch(lines[j].text) for j in over):
        return over[0]
    first = index
    for j in range(index - 1, max(-1, index - 5), -1):
        text = lines[j].text
        if not text or j in skip or not _OWNER_LINE.fullmatch(text):
            break
        first = j
    return first


def _heads(lines: list[Line], index: int, last_item: int, top: bool) -> bool:
    """Whether "Bilaga 1 …" is a heading and no entry of a list of appendices or mention in a text."""
    line = lines[index]
    if line.text.endswith((".", ",", ";")):
        return False
    before = next((lines[j] for j in range(index - 1, -1, -1) if not lines[j].blank), None)
    after = next((lines[j] for j in range(index + 1, len(lines)) if not lines[j].blank), None)
    beside = [other for other in (before, after) if other is not None]
    if any(_APPENDIX.fullmatch(other.text) for other in beside) or (before and item_label(before.text)):
        return False
    free = index == 0 or lines[index - 1].blank or top
    return bool(line.level) or line.text.isupper() or (free and (top or index > last_item))


def _heads_roll(lines: list[Line], index: int, top: bool) -> bool:
    """Whether a line heads the list of those present, apart from the text above, rows below."""
    free = top or lines[index - 1].blank or lines[index].level > 0
    if not free or not _ROLL.fullmatch(lines[index].text):
        return False
    below = [line.text for line in lines[index + 1 : index + 20] if not line.blank][:6]
    return len(below) >= 2 and not any(text.endswith(".") and " " in text for text in below)


def _heads_table(lines: list[Line], index: int, top: bool) -> bool:
    """Capitals at the top of a page over little but figures: "RESULTATRÄKNING 2025" and its table."""
    text = lines[index].text
    if not text.isupper() or "\t" in text or text.endswith((".", ":")) or item_label(text):
        return False
    if _OF_A_PAGE.search(text):
        return False
    if sum(map(str.isalpha, text)) < 10 or len(text.split()) < 2 or len(text) > _LONGEST_TITLE:
        return False
    before = next((lines[j].text for j in range(index - 1, -1, -1) if not lines[j].blank), "")
    if not top and not re.fullmatch(r"\d{1,3}", before):
        return False
    below = [line.text for line in lines[index + 1 : index + 40] if not line.blank][:20]
    figures = sum(_FIGURES.fullmatch(other) is not None for other in below)
    return len(below) >= 6 and figures >= 0.4 * len(below)


def _titled(lines: list[Line], index: int, title: str) -> Attachment:
    if title:
        return Attachment(index, index, _flat(title))
    for j in range(index + 1, min(index + 5, len(lines))):
        text = lines[j].text
        if lines[j].blank:
            continue
        if (
            len(text) > _LONGEST_TITLE
            or text.endswith((".", ":", ","))
            or item_label(text)
            or not text[0].isupper()
            or "\t" in text  # a row of the table that is the attachment
        ):
            break
        if ":" in text or len(text) < 8:
            break
        last = j
        while last + 1 < len(lines) and last < j + 2 and lines[last + 1].text[:1].islower():
            last += 1
        return Attachment(index, last, _flat(" ".join(line.text for line in lines[j : last + 1])))
    return Attachment(index, index, _flat(lines[index].text))


def _begins_report(lines: list[Line], index: int, top: bool) -> bool:
    """The first page ("1(3)") of a letter with a letterhead, or "Tjänsteskrivelse" over a page."""
    line = lines[index]
    cells = [line.text[a:b] for a, b in line.cells if b > a]
    if any(_FIRST_PAGE.fullmatch(cell) or _REPORT.fullmatch(cell) for cell in cells):
        near = lines[max(0, index - 6) : index + 20]
        if any(re.match(r"handläggare\b", other.text, re.IGNORECASE) for other in near):
            return True
    return (
        len(cells) == 1
        and _REPORT.fullmatch(cells[0]) is not None
        and (top or line.level > 0 or line.text.isupper())
    )


def _report(lines: list[Line], index: int) -> Attachment | None:
    """The title of a letter whose first page begins here: the first line under its letterhead."""
    official = False
    for j in range(index, min(index + 40, len(lines))):
        line = lines[j]
        if line.blank:
            official = False
            continue
        if re.match(r"handläggare\b", line.text, re.IGNORECASE):
            official = True
            continue
        title = re.match(
            r"tjänste(?:skrivelse|utlåtande)\b[\s:–-]+[A-ZÅÄÖa-zåäö].{8,}", line.text, re.IGNORECASE
        )
        if not title and (official or "\t" in line.text or _LETTERHEAD.fullmatch(line.text)):
            continue
        if item_label(line.text) or line.text.endswith((".", ":")) or not line.text[0].isupper():
            return None
        if not 8 <= len(line.text) <= _LONGEST_TITLE:
            return None
        last = j
        while last + 1 < len(lines) and last < j + 3 and _goes_on(lines[last], lines[last + 1]):
            last += 1
        return Attachment(j, last, _flat(" ".join(each.text for each in lines[j : last + 1])))
    return None


def _goes_on(line: Line, below: Line) -> bool:
    if below.blank or item_label(below.text):
        return False
    return below.text[0].islower() or len(line.text) > 40 or (line.text.isupper() and below.text.isupper())


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
