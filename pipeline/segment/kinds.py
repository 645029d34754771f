"""What kind of document a text is: minutes, a notice, an enclosure."""

from __future__ import annotations

import re

from pipeline.facts import DocumentKind
from pipeline.segment.lines import Line
from pipeline.segment.organs import organ_alone
from pipeline.segment.when import DATE, iso_date, unnamed

_KIND: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    (
        "notice",
        # not "Dagordning, godkännande av närvaro": what minutes begin with
        re.compile(
            r"\b(?:kallelse|föredragningslista|kungörelse)\b|^dagordning\b(?!,| och\b)", re.IGNORECASE
        ),
    ),
    (
        "minutes",
        re.compile(
            r"\w*protokoll\b|\w*anteckningar\b|\bprotokollsutdrag\b|^rapport från \w*(?:möte|sammanträde)",
            re.IGNORECASE,
        ),
    ),
    ("attachment", re.compile(r"\b(?:tjänsteskrivelse|tjänsteutlåtande)\b|^bilaga \d+\b", re.IGNORECASE)),
)
# a long title: "Protokoll fört vid konstituerande möte med styrelsen för …"
_BEGINS_SO = re.compile(
    r"rapport från|(?:\w*protokoll|\w*anteckningar) (?:fört|förda|från) |kallelse till ", re.IGNORECASE
)
_NOT_THE_KIND = re.compile(
    r"protokoll(?:et)? (?:förvaras|är|har|justera)|föregående protokoll|\.$"
    r"|(?:kallelse\w*|handlingar) (?:och|samt|med) \w+ (?:finns|ligger|hittar|kan )",
    re.IGNORECASE,
)
# a list of items stands in minutes too: only their text tells a notice's agenda from a protocol's
_AGENDA = re.compile(
    r"(?:dagordning|föredragningslista|ärendelista)(?:en|n)?\s*:?(?:\s*sid(?:a|an|nr|or)?\.?)?", re.IGNORECASE
)
_BOTH = re.compile(r"dagordning\s?(?:/|och|&)\s?protokoll", re.IGNORECASE)
_MINUTES = re.compile(r"(?:sammanträdes|styrelse|mötes)?protokoll", re.IGNORECASE)
_PRESENT = re.compile(r"(?:närvarande|närvaro|deltagare|deltog|frånvarande)\s?:\s*\S", re.IGNORECASE)
_DECIDED = re.compile(
    r"^\W*(?:beslut\b|(?:\S+ ){1,4}(?:beslutade|beslutar|beslöt)\b)", re.IGNORECASE | re.MULTILINE
)
_PROPOSED = re.compile(r"förslag till (?:beslut|yttrande)|beslutsförslag|\bföreslås\b", re.IGNORECASE)
_FIRST_ITEM = re.compile(r"(?:\w{2,8} )?§\s?\d|1[.)]?\s+[A-ZÅÄÖ]")
MEETING_LINE = re.compile(r"protokoll|sammanträ(?:d|tt)|möte|stämma|kallelse|anteckning", re.IGNORECASE)
OF_OTHERS = re.compile(r"juster|ansl(?:ag|ås|og)|överklag|föregående|nästa|tidigare", re.IGNORECASE)


def kind(lines: list[Line]) -> DocumentKind:
    """What a text is, before its items are known: its head is taken to end at the first number."""
    head = next((i for i, line in enumerate(lines) if _FIRST_ITEM.match(line.text)), len(lines))
    return kind_of([line for line in lines[:head] if not line.blank and not line.front], lines)


def kind_of(top: list[Line], lines: list[Line]) -> DocumentKind:
    """What the lines of a head, or else the text below it, say that a document is."""
    for line in top[:25]:
        for start, end in line.cells:
            cell = line.text[start:end]
            if len(cell) > (90 if not _BEGINS_SO.match(cell) else 220):
                continue
            for kind, pattern in _KIND:
                if pattern.search(cell) and not _NOT_THE_KIND.search(
                    cell.rstrip(".") if len(cell) > 90 else cell
                ):
                    if kind == "notice" and _of_minutes(cell, top, lines):
                        continue
                    return kind
    text = " ".join(line.text for line in lines[:400])
    if len(_PROPOSED.findall(text)) >= 2 and not _has_decisions(lines):
        return "notice"
    items = re.search(r"§\s?\d+", text) is not None
    if items and (re.search(r"\bbeslut", text, re.IGNORECASE) or title_date(top[:5])):
        return "minutes"
    # a page that reports what a meeting decided; one decision is enough when its head names the meeting
    decided = sum(bool(_DECIDED.match(line.text)) and not _PROPOSED.search(line.text) for line in lines[:400])
    if decided >= (1 if title_date(top[:3]) or any(_organ_and_day(line.text) for line in top[:3]) else 3):
        return "minutes"
    return (
        "minutes"
        if re.search(
            r"\b(?:närvarande|beslutande|justerare|utses att justera|mötets öppnande|valdes|godkändes|hälsade"
            r"|förklarade)\b",
            text,
            re.IGNORECASE,
        )
        else "other"
    )


def _organ_and_day(text: str) -> bool:
    """ "Regionstyrelsen 4 mars 2024": the head of a page about that meeting."""
    day = re.search(rf"[\s,–-]+(?:den\s)?{unnamed(DATE)}$", text)
    return day is not None and organ_alone(text[: day.start()]) is not None


def _of_minutes(cell: str, top: list[Line], lines: list[Line]) -> bool:
    """Whether "Dagordning" heads what minutes begin with, not a notice.

    Its points are decided, "PROTOKOLL" stands below it, or those who came: "Dagordning styrelsemöte 19/7".
    """
    if _BOTH.fullmatch(cell):
        return True
    if _AGENDA.fullmatch(cell):
        return _has_decisions(lines) or any(_MINUTES.fullmatch(line.text) for line in top[:25])
    return _AGENDA.match(cell) is not None and any(_PRESENT.match(line.text) for line in top[:25])


def _has_decisions(lines: list[Line]) -> bool:
    """Whether § items decide, rather than have decisions proposed to them."""
    texts = [line.text for line in lines[:400] if not _PROPOSED.search(line.text)]
    return any(re.match(r"(?:\w{2,8} )?§\s?\d", text) for text in texts) and any(map(_DECIDED.match, texts))


def title_date(top: list[Line]) -> str | None:
    """ "Protokoll från styrelsemötet den 4 maj 2021", "Styrelsens sammanträde 2017-11-30"."""
    for line in top[:20]:
        if MEETING_LINE.search(line.text) and not OF_OTHERS.search(line.text):
            found = iso_date(line.text)
            if found:
                return found
    return None
